//! How much the browser keeps, and the snapshot that new devices begin from.

use super::super::{Known, part};
use super::texts as t;
use crate::components::button::{Kind, button_if};
use crate::components::empty::loading;
use crate::components::error_box::ErrorBox;
use crate::i18n::{Say, fill};
use crate::prelude::*;
use crate::state::sharing::use_doing;
use crate::state::{notices, use_lang};
use huiyin_protocol::sharing::{SharingReply, SharingRequest};
use huiyin_rules::Lang;

/// From this share on there is a warning, in per cent.
const WARN: u64 = 80;

/// The panel.
#[component]
pub fn Room(props: &Known) -> Html {
    let lang = use_lang();
    let doing = use_doing();
    let status = &props.status;
    let make = {
        let (run, take) = (doing.run.clone(), props.take.clone());
        Callback::from(move |_: MouseEvent| {
            let take = take.clone();
            let done = Callback::from(move |reply| {
                if let SharingReply::Status(status) = reply {
                    notices::done(lang.say(t::SNAPSHOT_MADE));
                    take.emit(Some(status));
                }
            });
            run.emit((SharingRequest::Snapshot, done));
        })
    };
    let may = status.own.as_ref().is_some_and(|own| own.admin);
    part(
        "sync-room",
        lang.say(t::ROOM),
        "",
        Html::default(),
        html! {
            <>
                { room(status.storage, lang) }
                if may {
                    <p class="muted sharing-intro">{ lang.say(t::SNAPSHOT_INTRO) }</p>
                    <p>{ button_if(Kind::Plain, lang.say(t::SNAPSHOT), make, status.store.is_some() && !doing.busy) }</p>
                    if status.store.is_none() { <p class="muted">{ lang.say(t::SNAPSHOT_WHERE) }</p> }
                    if doing.busy { { loading(lang.say(t::SNAPSHOT_MAKING)) } }
                    if let Some(failure) = &doing.failure { <ErrorBox failure={failure.clone()} /> }
                }
            </>
        },
    )
}

fn room((used, most): (u64, u64), lang: Lang) -> Html {
    if most == 0 {
        return html! { <p class="muted">{ lang.say(t::ROOM_UNKNOWN) }</p> };
    }
    let share = (used.saturating_mul(100) / most).min(100);
    let text = fill(
        lang.say(t::ROOM_USED),
        &[&size(used), &size(most), &share.to_string()],
    );
    html! {
        <div class="sharing-room">
            <progress aria-label={text.clone()} value={share.to_string()} max="100"></progress>
            <p>{ text }</p>
            if share >= WARN { <p class="sharing-trouble" role="alert">{ "▲ " }{ lang.say(t::ROOM_LOW) }</p> }
        </div>
    }
}

/// `3.4 MB`: a thousand to the next, one digit behind the point.
fn size(bytes: u64) -> String {
    let units = ["KB", "MB", "GB", "TB"];
    // In tenths of a kilobyte.
    let mut tenths = bytes / 100;
    let mut at = 0;
    while tenths >= 10_000 && at + 1 < units.len() {
        tenths /= 1000;
        at += 1;
    }
    let unit = units.get(at).copied().unwrap_or_default();
    let mut text = (tenths / 10).to_string();
    text.push('.');
    text.push_str(&(tenths % 10).to_string());
    text.push(' ');
    text.push_str(unit);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_at_a_glance() {
        assert_eq!(size(0), "0.0 KB");
        assert_eq!(size(1_250), "1.2 KB");
        assert_eq!(size(3_449_000), "3.4 MB");
        assert_eq!(size(10_700_000_000), "10.7 GB");
    }
}
