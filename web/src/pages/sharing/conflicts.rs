//! 冲突: what was decided apart and cannot both hold, side by side, and the office's word on it.

use super::part;
use crate::components::button::{Kind, button, click};
use crate::components::dialog::Dialog;
use crate::components::empty::empty;
use crate::components::field::{Field, Kind as Input};
use crate::components::form::{Form, Values};
use crate::i18n::{Say, day, fill};
use crate::pages::asked;
use crate::platform::engine;
use crate::prelude::*;
use crate::route::{self, Route};
use crate::state::{notices, use_ask, use_lang, use_workspace};
use huiyin_protocol::conflict::{ConflictKind, ConflictSide, ConflictView};
use huiyin_protocol::{Failure, Reply, Request};
use huiyin_rules::Lang;
use huiyin_rules::suggestion::Command;
use std::rc::Rc;

crate::i18n::words! {
    TITLE = "冲突", "Conflicts";
    INTRO = "两台设备在互相不知道的情况下，对同一件建议作了不能同时成立的处理，或者用了同一个编号。程序先按固定的规则暂时采用其中一个，各台设备结果相同；最后由人大机关裁定。", "Two devices did to one suggestion what cannot both hold, neither knowing of the other, or gave one number twice. By a fixed rule one of them counts for now, the same on every device; the office settles it.";
    NONE = "没有冲突", "No conflicts";
    NONE_HINT = "各设备的记录互相没有矛盾。", "What the devices recorded does not contradict.";
    RACE = "处理不一致", "Decided twice";
    NUMBER = "编号重复", "One number twice";
    COUNTS = "现在采用", "counts for now";
    ASIDE = "现在不采用", "does not count for now";
    WHEN = "{0}，{1} 记录", "{0}, recorded {1}";
    RECORDED = "记录于 {0}", "Recorded {0}";
    BY = "记录人：{0}", "Recorded by {0}";
    SETTLE = "裁定…", "Settle…";
    SETTLE_TITLE = "裁定冲突", "Settle a conflict";
    SETTLE_WHAT = "选择应当采用的一项。未选的仍保留在历史中，标明未被采用；裁定和理由会同步到各设备。", "Choose what is to hold. The rest stays in the history, marked as not counting; your word and its reason go to every device.";
    KEEP = "采用", "What holds";
    REASON = "理由", "Why";
    REASON_HINT = "如：以先提交的答复为准，已与区水务局确认。", "Such as: the reply handed in first holds; confirmed with the unit.";
    DO = "裁定", "Settle";
    OPTION = "{0}，{1}，{2}", "{0}, {1}, {2}";
}

/// The part.
#[component]
pub fn Conflicts() -> Html {
    let lang = use_lang();
    let answer = use_ask(Some(Request::Conflicts));
    let settling = use_state_eq(|| None::<ConflictView>);
    let settle = {
        let settling = settling.setter();
        Callback::from(move |conflict: ConflictView| settling.set(Some(conflict)))
    };
    let shut = {
        let settling = settling.setter();
        Callback::from(move |()| settling.set(None))
    };
    let list = match answer.reply.as_deref() {
        Some(Reply::Conflicts(all)) if answer.failure.is_none() => {
            if all.is_empty() {
                empty(lang.say(NONE), lang.say(NONE_HINT), Html::default())
            } else {
                html! { <ul class="conflicts">{ for all.iter().enumerate().map(|(at, one)| conflict(at, one, &settle, lang)) }</ul> }
            }
        }
        _ => asked(&answer, lang),
    };
    html! {
        <>
            { part("conflicts", lang.say(TITLE), lang.say(INTRO), Html::default(), list) }
            if let Some(conflict) = &*settling { <Settle conflict={conflict.clone()} on_close={shut} /> }
        </>
    }
}

fn conflict(at: usize, one: &ConflictView, settle: &Callback<ConflictView>, lang: Lang) -> Html {
    let id = ["conflict-", &at.to_string()].concat();
    let kind = match one.kind {
        ConflictKind::Race => RACE,
        ConflictKind::Number => NUMBER,
    };
    let title = match one.kind {
        ConflictKind::Number => html! { <span>{ &one.number }</span> },
        ConflictKind::Race => route::link(
            &Route::Item(one.id.clone()),
            "",
            html! { <>{ &one.number }{ " " }{ &one.title }</> },
        ),
    };
    let go = {
        let (settle, one) = (settle.clone(), one.clone());
        Callback::from(move |()| settle.emit(one.clone()))
    };
    html! {
        <li key={at} class="conflict" aria-labelledby={id.clone()}>
            <div class="conflict-head">
                <span class="tag tag-back">{ lang.say(kind) }</span>
                <h3 {id}>{ title }</h3>
                if one.resolvable && one.kind == ConflictKind::Race {
                    <span class="page-tools">{ button(Kind::Primary, lang.say(SETTLE), click(go)) }</span>
                }
            </div>
            <ul class="conflict-sides">{ for one.sides.iter().enumerate().map(|(at, side_)| side(at, side_, one.kind, lang)) }</ul>
            <p class="muted">{ &one.advice }</p>
        </li>
    }
}

fn side(at: usize, side: &ConflictSide, kind: ConflictKind, lang: Lang) -> Html {
    let (class, mark, words) = if side.counts {
        ("tag tag-end", "✓ ", COUNTS)
    } else {
        ("tag tag-off", "○ ", ASIDE)
    };
    html! {
        <li key={at} class={if side.counts { "conflict-side is-counting" } else { "conflict-side" }}>
            <p class="conflict-state">
                if kind == ConflictKind::Race {
                    <span {class}><span aria-hidden="true">{ mark }</span>{ lang.say(words) }</span>
                }
                <strong>{ &side.what }</strong>
            </p>
            if kind == ConflictKind::Number {
                <p>{ route::link(&Route::Item(side.suggestion.clone()), "", html! { { &side.label } }) }</p>
            }
            if !side.who.is_empty() { <p>{ &side.who }</p> }
            if let Some(when) = when(side, lang) { <p class="muted">{ when }</p> }
            if let Some(by) = &side.recorded_by { <p class="muted">{ fill(lang.say(BY), &[by]) }</p> }
            if !side.detail.is_empty() { <p class="item-text">{ &side.detail }</p> }
            if !side.why.is_empty() { <p class="muted">{ &side.why }</p> }
        </li>
    }
}

fn when(side: &ConflictSide, lang: Lang) -> Option<String> {
    let at = day::minute(side.at?);
    Some(match side.on {
        Some(on) => fill(lang.say(WHEN), &[&day::iso(on), &at]),
        None => fill(lang.say(RECORDED), &[&at]),
    })
}

/// Properties of [`Settle`].
#[derive(PartialEq, Properties)]
struct Props {
    conflict: ConflictView,
    on_close: Callback<()>,
}

/// Asks which one holds, and why.
#[component]
fn Settle(props: &Props) -> Html {
    let lang = use_lang();
    let workspace = use_workspace();
    let busy = use_state_eq(|| false);
    let failure = use_state_eq(|| None::<Rc<Failure>>);
    let conflict = &props.conflict;
    let on_submit = {
        let (busy, failure) = (busy.clone(), failure.clone());
        let (conflict, on_close) = (conflict.clone(), props.on_close.clone());
        let today = workspace.today.clone();
        Callback::from(move |values: Values| {
            let Some(command) = command(&conflict, &values, &today) else {
                return;
            };
            busy.set(true);
            failure.set(None);
            let (busy, failure, on_close) = (busy.clone(), failure.clone(), on_close.clone());
            let request = Request::Act {
                id: conflict.id.clone(),
                command,
            };
            engine::ask_then(request, move |answer| {
                busy.set(false);
                match answer {
                    Ok(Reply::Acted(acted)) => {
                        notices::done(acted.text);
                        on_close.emit(());
                    }
                    Ok(_) => on_close.emit(()),
                    Err(why) => failure.set(Some(Rc::new(why))),
                }
            });
        })
    };
    let options = conflict.sides.iter().filter_map(|side| {
        let event = side.event.as_ref()?;
        let at = side.at.map(day::minute).unwrap_or_default();
        let label = fill(lang.say(OPTION), &[&side.what, &side.who, &at]);
        Some((event.as_str().to_owned(), label))
    });
    let fields = vec![
        Field::new(
            "settle-keep",
            lang.say(KEEP),
            Input::Radio(options.collect()),
        ),
        Field::new("settle-reason", lang.say(REASON), Input::Area(3)).hint(lang.say(REASON_HINT)),
    ];
    html! {
        <Dialog title={lang.say(SETTLE_TITLE)} on_close={props.on_close.clone()}>
            <div class="sharing-gap sharing-part">
                <p><strong>{ &conflict.number }{ " " }{ &conflict.title }</strong></p>
                <p>{ lang.say(SETTLE_WHAT) }</p>
            </div>
            <Form {fields} draft="" submit={lang.say(DO)} {on_submit} on_cancel={props.on_close.clone()}
                busy={*busy} failure={(*failure).clone()} />
        </Dialog>
    }
}

/// The office's word: one holds, the others do not.
fn command(conflict: &ConflictView, values: &Values, today: &str) -> Option<Command> {
    let chosen = values.get("settle-keep");
    let events = conflict.sides.iter().filter_map(|side| side.event.clone());
    let (keep, dropped): (Vec<_>, Vec<_>) = events.partition(|event| event.as_str() == chosen);
    Some(Command::Resolve {
        keep: keep.into_iter().next()?,
        dropped,
        on: day::parse(today)?,
        reason: values.text("settle-reason"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use huiyin_rules::ids::{EventId, SuggestionId};

    fn event(digit: &str) -> EventId {
        EventId::try_from(digit.repeat(32)).unwrap()
    }

    fn side(digit: &str, counts: bool) -> ConflictSide {
        ConflictSide {
            suggestion: SuggestionId::try_from("1".repeat(32)).unwrap(),
            label: String::new(),
            event: Some(event(digit)),
            on: None,
            at: None,
            who: String::new(),
            recorded_by: None,
            what: String::new(),
            detail: String::new(),
            counts,
            why: String::new(),
        }
    }

    #[test]
    fn the_one_that_is_chosen_holds_and_all_others_do_not() {
        let conflict = ConflictView {
            kind: ConflictKind::Race,
            id: SuggestionId::try_from("1".repeat(32)).unwrap(),
            number: String::new(),
            title: String::new(),
            sides: vec![side("a", true), side("b", false), side("c", false)],
            advice: String::new(),
            resolvable: true,
        };
        let values = Values::default()
            .with("settle-keep", "b".repeat(32))
            .with("settle-reason", "以先提交的为准");
        let Some(Command::Resolve { keep, dropped, .. }) =
            command(&conflict, &values, "2026-11-27")
        else {
            panic!("no command")
        };
        assert_eq!(keep, event("b"));
        assert_eq!(dropped, [event("a"), event("c")]);
        assert_eq!(command(&conflict, &Values::default(), "2026-11-27"), None);
    }
}
