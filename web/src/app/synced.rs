//! How the sharing of the workspace stands, in a few words in the top bar.

use crate::i18n::{Say, fill};
use crate::platform::sync::{self, Mark};
use crate::platform::{dom, sleep};
use crate::prelude::*;
use crate::route::{self, Route, Search};
use huiyin_rules::Lang;

crate::i18n::words! {
    JOINING = "等待批准加入", "Waiting to be let in";
    REVOKED = "本机已停用", "This device is revoked";
    OFFLINE = "暂时不能同步", "Cannot sync now";
    TROUBLE = "同步有问题", "Sync trouble";
    BUSY = "正在同步…", "Syncing…";
    PENDING = "{0} 条未上传", "{0} not uploaded";
    SYNCED = "已同步 {0}", "Synced {0}";
    NEVER = "尚未同步", "Not synced yet";
    ABOUT = "协同：", "Sharing: ";
}

/// Milliseconds after the workspace is open until the syncer begins: the first view comes first.
const LATER: u32 = 1_500;

/// The mark, kept current. Where the workspace is shared the syncer begins a moment
/// after the workspace is open, and looks for news whenever the page is looked at again.
#[hook]
pub fn use_mark(is_open: bool) -> Mark {
    let mark = use_state_eq(|| sync::mark(&sync::pushed()));
    {
        let mark = mark.setter();
        use_effect_with((), move |()| {
            let heard = sync::listen(move |pushed| mark.set(sync::mark(pushed)));
            let seen = dom::document().map(|document| {
                gloo_events::EventListener::new(&document, "visibilitychange", |_| sync::look())
            });
            move || drop((heard, seen))
        });
    }
    use_effect_with(is_open, |is_open| {
        let begin = is_open.then(|| {
            sleep::after(LATER, || {
                if sync::is_shared() {
                    sync::begin();
                }
            })
        });
        move || drop(begin)
    });
    (*mark).clone()
}

/// The words, leading to the page about it; nothing where nothing is shared.
pub fn link(mark: &Mark, today: &str, lang: Lang) -> Html {
    let (class, text) = match mark.word.as_str() {
        "joining" => ("btn btn-bar synced", lang.say(JOINING).to_owned()),
        "revoked" => ("btn btn-bar synced is-bad", lang.say(REVOKED).to_owned()),
        "trouble" => (
            "btn btn-bar synced is-bad",
            counted(lang.say(TROUBLE), mark.count, lang),
        ),
        "offline" => (
            "btn btn-bar synced is-off",
            counted(lang.say(OFFLINE), mark.count, lang),
        ),
        "busy" => ("btn btn-bar synced", lang.say(BUSY).to_owned()),
        "well" if mark.count > 0 => ("btn btn-bar synced is-off", counted("", mark.count, lang)),
        "well" => ("btn btn-bar synced", synced(&mark.time, today, lang)),
        _ => return Html::default(),
    };
    route::link(
        &Route::Sharing(Search::default()),
        class,
        html! { <><span class="off-screen">{ lang.say(ABOUT) }</span>{ text }</> },
    )
}

fn counted(before: &str, count: u32, lang: Lang) -> String {
    if count == 0 {
        return before.to_owned();
    }
    let count = fill(lang.say(PENDING), &[&count.to_string()]);
    if before.is_empty() {
        return count;
    }
    [before, " · ", &count].concat()
}

/// With the time of today, or the day before it.
fn synced(at: &str, today: &str, lang: Lang) -> String {
    let when = if at.starts_with(today) {
        at.get(11..16)
    } else {
        at.get(5..10)
    };
    match when {
        Some(when) => fill(lang.say(SYNCED), &[when]),
        None => lang.say(NEVER).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sync_of_today_has_its_time_and_an_older_one_its_day() {
        let today = "2026-11-27";
        let said = |at| synced(at, today, Lang::Zh);
        assert_eq!(said("2026-11-27T14:05:09+08:00"), "已同步 14:05");
        assert_eq!(said("2026-11-26T14:05:09+08:00"), "已同步 11-26");
        assert_eq!(said(""), "尚未同步");
    }

    #[test]
    fn what_is_not_uploaded_is_told_whatever_else_there_is() {
        assert_eq!(
            counted("暂时不能同步", 3, Lang::Zh),
            "暂时不能同步 · 3 条未上传"
        );
        assert_eq!(counted("", 3, Lang::Zh), "3 条未上传");
        assert_eq!(counted("同步有问题", 0, Lang::Zh), "同步有问题");
    }
}
