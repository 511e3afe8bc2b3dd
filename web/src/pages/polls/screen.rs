//! The big screen: who came, how many votes are in, and after the declaration the results
//! one after another. Before that nothing of how votes are divided.

use super::asking::use_poll_ask;
use super::room::use_room;
use super::{mark, texts};
use crate::components::button::{Kind as Button, button, button_if};
use crate::i18n::{Say, fill, grouped};
use crate::pages::unanswered;
use crate::platform::{dom, window};
use crate::prelude::*;
use crate::route::{self, Route, Search};
use crate::state::use_lang;
use gloo_timers::callback::Interval;
use huiyin_protocol::poll::{DeclaredView, PollAsk, PollReply, PollView, ResultView};
use huiyin_rules::Lang;
use wasm_bindgen::JsCast;

crate::i18n::words! {
    CAME = "到会", "Present";
    CAME_OF = "{0} / {1}", "{0} / {1}";
    RECEIVED = "已投票卡", "Cards voted";
    PAPER = "纸质票", "Paper ballots";
    LEAVE = "退出大屏（Esc）", "Leave (Esc)";
    BEFORE = "上一项", "Before";
    AFTER = "下一项", "After";
    OF = "第 {0} 项，共 {1} 项", "{0} of {1}";
    AUTO = "自动翻页", "Turn by itself";
    OVERVIEW = "测评结果", "Result of the vote";
}

/// Milliseconds between two looks at the record.
const EVERY: u32 = 10_000;
/// Milliseconds that one result stays.
const TURN: u32 = 12_000;

/// Properties of [`Screen`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Which one.
    pub id: String,
}

/// The page.
#[component]
pub fn Screen(props: &Props) -> Html {
    let lang = use_lang();
    let answer = use_poll_ask(Some(PollAsk::Show(props.id.clone())));
    let view = match answer.reply.as_deref() {
        Some(PollReply::Poll(view)) => Some(view),
        _ => None,
    };
    let phase = view.map_or("", |view| view.phase.0.as_str());
    let room = use_room(&props.id, phase, false);
    {
        let again = answer.again.clone();
        use_effect_with(props.id.clone(), move |_| {
            let repeated = Interval::new(EVERY, move || again.emit(()));
            move || drop(repeated)
        });
    }
    let back = Route::Poll(props.id.clone(), Search::default());
    {
        let back = back.clone();
        use_effect_with(props.id.clone(), move |_| {
            let heard = window::on("keydown", move |event| {
                let key = event.dyn_ref::<KeyboardEvent>().map(dom::key_of);
                if key.as_deref() == Some("Escape") {
                    route::go(&back);
                }
            });
            move || drop(heard)
        });
    }
    let body = match view {
        None => unanswered(&answer, lang),
        Some(view) => match &view.declared {
            Some(declared) => {
                html! { <Results view={(**view).clone()} declared={declared.clone()} /> }
            }
            None => {
                let cast = room.view.as_ref().filter(|room| room.server);
                standing(view, cast.map(|room| room.cast), lang)
            }
        },
    };
    let title = view.map_or("", |view| view.draft.title.as_str());
    html! {
        <div class="screen">
            <header class="screen-head">
                <h1 id="page-title" tabindex="-1">{ title }</h1>
                if let Some(view) = view { { mark::phase(&view.phase) } }
            </header>
            <div class="screen-body">{ body }</div>
            <footer class="screen-foot">
                if let Some(view) = view { <span>{ &view.draft.body }{ "　" }{ &view.draft.on }</span> }
                { route::link(&back, "btn", html! { lang.say(LEAVE) }) }
            </footer>
        </div>
    }
}

/// How many came and voted.
fn standing(view: &PollView, cast: Option<u32>, lang: Lang) -> Html {
    let came = view.roll.iter().filter(|(_, way)| way.is_some()).count() as u64;
    let numbers = [came, view.roll.len() as u64].map(grouped);
    let one =
        |words, value: String| html! { <div><dt>{ lang.say(words) }</dt><dd>{ value }</dd></div> };
    let received = cast.unwrap_or(view.boxed.1);
    html! {
        <dl class="screen-numbers" aria-live="polite">
            { one(CAME, fill(lang.say(CAME_OF), &[&numbers[0], &numbers[1]])) }
            if view.cards.is_some() && (cast.is_some() || view.boxed.1 > 0) { { one(RECEIVED, grouped(u64::from(received))) } }
            if view.paper_taken > 0 { { one(PAPER, grouped(u64::from(view.paper_taken))) } }
        </dl>
    }
}

#[derive(Properties, PartialEq)]
struct ResultsProps {
    view: PollView,
    declared: DeclaredView,
}

/// The results, one on the screen at a time.
#[component]
fn Results(props: &ResultsProps) -> Html {
    let lang = use_lang();
    let at = use_state_eq(|| 0usize);
    let turns = use_state_eq(|| false);
    let count = props.declared.results.len().max(1);
    {
        let at = at.clone();
        use_effect_with((*turns, *at), move |(turns, now)| {
            let next = (now + 1) % count;
            let timer = turns.then(|| crate::platform::sleep::after(TURN, move || at.set(next)));
            move || drop(timer)
        });
    }
    let to = |place: usize| {
        let at = at.setter();
        Callback::from(move |_: MouseEvent| at.set(place))
    };
    let toggle = {
        let turns = turns.clone();
        Callback::from(move |_: Event| turns.set(!*turns))
    };
    let place = fill(lang.say(OF), &[&(*at + 1).to_string(), &count.to_string()]);
    html! {
        <>
            { props.declared.results.get(*at).map(|result| one(&props.view, result, lang)) }
            <div class="screen-tools">
                { button_if(Button::Plain, lang.say(BEFORE), to(at.saturating_sub(1)), *at > 0) }
                <span role="status">{ place }</span>
                if *at + 1 < count {
                    { button(Button::Primary, lang.say(AFTER), to(*at + 1)) }
                } else {
                    { button_if(Button::Plain, lang.say(AFTER), to(*at), false) }
                }
                <label class="radio" for="screen-auto"><input id="screen-auto" type="checkbox" checked={*turns} onchange={toggle} /><span>{ lang.say(AUTO) }</span></label>
            </div>
        </>
    }
}

fn one(view: &PollView, result: &ResultView, lang: Lang) -> Html {
    let found = view
        .questions
        .iter()
        .find(|question| question.id == result.question);
    let counts = [
        (texts::SATISFIED, result.whole.satisfied),
        (texts::BASICALLY, result.whole.basically_satisfied),
        (texts::DISSATISFIED, result.whole.dissatisfied),
        (texts::ABSTAINED, result.whole.abstained),
        (texts::INVALID, result.whole.invalid),
    ];
    html! {
        <section key={result.question.clone()} class="screen-result" aria-label={lang.say(OVERVIEW)}>
            if let Some(found) = found {
                <h2>{ found.number.clone() }{ " " }{ &found.title }</h2>
                <p class="screen-about">{ found.unit.clone() }{ " " }{ &found.aspect }</p>
            }
            <p class="screen-verdict">{ mark::verdict(result.rating, &result.label, lang) }</p>
            <dl class="screen-counts">
                { for counts.into_iter().map(|(words, number)| html! { <div><dt>{ lang.say(words) }</dt><dd>{ grouped(u64::from(number)) }</dd></div> }) }
            </dl>
        </section>
    }
}
