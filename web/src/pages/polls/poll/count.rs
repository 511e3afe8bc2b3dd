//! Opening the box with two observers' shares, looking into what is irregular, declaring.

use super::{Known, texts as t};
use crate::components::button::{Kind as Button, button, click};
use crate::components::confirm::Confirm;
use crate::components::error_box::ErrorBox;
use crate::components::field::{Field, Kind, field};
use crate::components::progress::progress;
use crate::i18n::{Say, day, fill, grouped};
use crate::pages::polls::asking::{stop, use_ordering};
use crate::pages::polls::part;
use crate::prelude::*;
use crate::route::{self, Route};
use crate::state::{notices, use_lang, use_progress};
use huiyin_protocol::poll::{CountView, PollAsk, PollReply, PollView};
use huiyin_rules::Lang;
use std::rc::Rc;

/// Properties of [`Count`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The poll.
    pub known: Known,
}

/// Whether shares are needed: cards were drawn, or there is a box.
fn needs_shares(view: &PollView) -> bool {
    view.fixed.is_some() || view.cards.is_some_and(|cards| cards.taken > 0)
}

/// The part of the page.
#[component]
pub fn Count(props: &Props) -> Html {
    let lang = use_lang();
    let view = &props.known.view;
    let shares = use_state_eq(|| [String::new(), String::new()]);
    let counted = use_state_eq(|| None::<Rc<CountView>>);
    let ordering = use_ordering();
    let (done, total) = use_progress(ordering.busy);
    let by_cards = needs_shares(view);
    let ready = match view.phase.0.as_str() {
        "fixed" => true,
        "closed" => !by_cards,
        _ => false,
    };
    let given: Vec<String> = if by_cards {
        shares.to_vec()
    } else {
        Vec::new()
    };
    let count = {
        let (id, run, counted) = (view.id.clone(), ordering.run.clone(), counted.setter());
        let shares = given.clone();
        Callback::from(move |_: MouseEvent| {
            let (counted, shares) = (counted.clone(), shares.clone());
            counted.set(None);
            let then = Callback::from(move |reply: PollReply| {
                if let PollReply::Counted(view) = reply {
                    counted.set(Some(Rc::new(view)));
                }
            });
            run.emit((
                PollAsk::Count {
                    id: id.clone(),
                    shares,
                },
                then,
            ));
        })
    };
    let share = |at: usize| {
        let key = ["poll-share-code-", &(at + 1).to_string()].concat();
        let one =
            Field::new(&key, lang.say(t::SHARE[at]), Kind::Line).hint(lang.say(t::SHARE_HINT));
        let (kept, counted) = (shares.clone(), counted.setter());
        let change = Callback::from(move |text: String| {
            let mut next = (*kept).clone();
            next[at] = text;
            kept.set(next);
            counted.set(None);
        });
        field(&one, &shares[at], None, &change, lang)
    };
    let complete = !by_cards || shares.iter().all(|code| !code.trim().is_empty());
    let inside = if view.declared.is_some() {
        let to = Route::poll(&view.id, "declare");
        html! { <p>{ route::link(&to, "btn", html! { lang.say(t::GO_RESULT) }) }</p> }
    } else if !ready {
        html! { <p class="muted">{ lang.say(if by_cards { t::COUNT_LATER } else { t::COUNT_LATER_PAPER }) }</p> }
    } else {
        html! {
            <>
                if by_cards {
                    <p>{ lang.say(t::SHARES_HOW) }</p>
                    <div class="poll-two">{ share(0) }{ share(1) }</div>
                }
                if let Some(failure) = &ordering.failure { <ErrorBox failure={failure.clone()} /> }
                if ordering.busy {
                    { progress(lang.say(t::COUNTING), done, total, Some(stop()), lang) }
                } else {
                    <p><button type="button" class={if counted.is_some() { "btn" } else { "btn btn-primary" }} disabled={!complete} onclick={count}>{ lang.say(t::COUNT_DO) }</button></p>
                }
                if let Some(count) = &*counted {
                    { looked(view, count, lang) }
                    <Declare known={props.known.clone()} count={count.clone()} shares={given} />
                }
            </>
        }
    };
    part(
        "poll-count",
        lang.say(t::COUNT),
        lang.say(t::COUNT_INTRO),
        Html::default(),
        inside,
    )
}

/// What opening the box came to: numbers of votes, never how they are divided.
fn looked(view: &PollView, count: &CountView, lang: Lang) -> Html {
    let list = |class, title, lines: &[String]| {
        if lines.is_empty() {
            return Html::default();
        }
        html! {
            <div {class} role="note">
                <p><strong>{ "▲ " }{ lang.say(title) }</strong></p>
                <ul class="poll-list">{ for lines.iter().map(|line| html! { <li>{ line }</li> }) }</ul>
            </div>
        }
    };
    let title = |id: &str| {
        let found = view.questions.iter().find(|one| one.id == id);
        found.map_or_else(
            || id.to_owned(),
            |one| [one.title.as_str(), " ", &one.aspect].concat(),
        )
    };
    html! {
        <>
            <p role="status">{ "✓ " }{ lang.say(t::COUNTED) }</p>
            { list("poll-note is-warn", t::IRREGULAR, &count.irregular) }
            { list("poll-note is-warn", t::HINDRANCES, &count.hindrances) }
            <details class="poll-more">
                <summary>{ lang.say(t::COUNTED_EACH) }</summary>
                <ul class="poll-list">
                    { for count.counted.iter().map(|(id, votes)| html! { <li key={id.clone()}>{ fill(lang.say(t::COUNTED_OF), &[&title(id), &grouped(u64::from(*votes))]) }</li> }) }
                </ul>
            </details>
        </>
    }
}

#[derive(Properties, PartialEq)]
struct DeclareProps {
    known: Known,
    count: Rc<CountView>,
    shares: Vec<String>,
}

/// What the office says, and the declaration.
#[component]
fn Declare(props: &DeclareProps) -> Html {
    let lang = use_lang();
    let view = &props.known.view;
    let note = use_state_eq(String::new);
    let due = use_state_eq(String::new);
    let rule = view.rehandle.as_ref();
    let has_period = rule.is_some_and(|(period, _)| !period.is_empty());
    let again = use_state_eq(|| if has_period { "1" } else { "" }.to_owned());
    let rehandle = rule.is_some() && !again.is_empty();
    let asking = use_state_eq(|| false);
    let ordering = use_ordering();
    let ask = |on: bool| {
        let asking = asking.setter();
        Callback::from(move |()| asking.set(on))
    };
    let on_do = {
        let (id, run, take) = (
            view.id.clone(),
            ordering.run.clone(),
            props.known.take.clone(),
        );
        let (asking, shares) = (asking.setter(), props.shares.clone());
        let (note, due) = (note.trim().to_owned(), day::parse(&due));
        Callback::from(move |_: String| {
            let (id, take, asking) = (id.clone(), take.clone(), asking.clone());
            let to = Route::poll(&id, "declare");
            let then = Callback::from(move |reply: PollReply| {
                asking.set(false);
                take.emit(reply);
                notices::done(lang.say(t::DECLARED));
                route::go(&to);
            });
            let ask = PollAsk::Declare {
                id,
                shares: shares.clone(),
                note: note.clone(),
                due,
                rehandle,
            };
            run.emit((ask, then));
        })
    };
    let note_wanted = !props.count.irregular.is_empty();
    let mut note_field =
        Field::new("poll-note", lang.say(t::NOTE), Kind::Area(3)).hint(lang.say(if note_wanted {
            t::NOTE_WANTED
        } else {
            t::NOTE_HINT
        }));
    note_field.required = note_wanted;
    let due_field = Field::new("poll-due", lang.say(t::DUE), Kind::Day(None))
        .hint(lang.say(t::DUE_HINT))
        .optional();
    // Which suggestions, and how many, nobody is told before the result is declared.
    let again_hint = rule.map(|(period, source)| {
        if has_period {
            fill(lang.say(t::REHANDLE_HINT), &[period, source])
        } else {
            fill(lang.say(t::REHANDLE_OPEN), &[source])
        }
    });
    let again_field = Field::new("poll-rehandle", lang.say(t::REHANDLE), Kind::Check)
        .hint(again_hint.as_deref().unwrap_or_default())
        .optional();
    let mut lines = vec![
        lang.say(t::DECLARE_WHAT).to_owned(),
        lang.say(t::LIMIT_SMALL).to_owned(),
    ];
    lines.extend(rehandle.then(|| lang.say(t::DECLARE_AGAIN).to_owned()));
    let set = |kept: &UseStateHandle<String>| {
        let kept = kept.setter();
        Callback::from(move |text: String| kept.set(text))
    };
    let bad_day = (!due.is_empty() && day::parse(&due).is_none()).then(|| lang.say(t::BAD_DUE));
    let hindered = !props.count.hindrances.is_empty()
        || bad_day.is_some()
        || (note_wanted && note.trim().is_empty());
    html! {
        <div class="poll-part">
            { field(&note_field, &note, None, &set(&note), lang) }
            { field(&due_field, &due, bad_day, &set(&due), lang) }
            if rule.is_some() { { field(&again_field, &again, None, &set(&again), lang) } }
            <p>
                if hindered {
                    <button type="button" class="btn btn-primary" disabled=true>{ lang.say(t::DECLARE_ASK) }</button>
                } else {
                    { button(Button::Primary, lang.say(t::DECLARE_ASK), click(ask(true))) }
                }
            </p>
            if *asking {
                <Confirm title={lang.say(t::DECLARE_DO)} {lines} busy={ordering.busy}
                    failure={ordering.failure.clone()} {on_do} on_close={ask(false)} />
            }
        </div>
    }
}
