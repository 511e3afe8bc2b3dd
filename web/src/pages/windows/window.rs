//! One window: how far it is, who is awaited, what came of it.

use super::texts as t;
use crate::components::button::{Kind, button, click};
use crate::i18n::{Say, Words, day, fill, fill_number, grouped};
use crate::prelude::*;
use chrono::NaiveDate;
use huiyin_protocol::rulebook::WindowView;
use huiyin_rules::Lang;

/// The panel; `close` asks to close it, where the person may.
pub fn window(
    view: &WindowView,
    today: Option<NaiveDate>,
    close: Option<&Callback<WindowView>>,
    lang: Lang,
) -> Html {
    let title_id = ["window-", &view.id].concat();
    let (state, class) = if view.open {
        (t::RUNNING, "tag")
    } else if today.is_some_and(|today| today < view.opens) {
        (t::COMING, "tag tag-off")
    } else {
        (t::OVER, "tag tag-end")
    };
    let is_over = state == t::OVER;
    let close = close.filter(|_| !is_over).map(|close| {
        let (close, view) = (close.clone(), view.clone());
        Callback::from(move |()| close.emit(view.clone()))
    });
    html! {
        <section key={view.id.clone()} class="panel window" aria-labelledby={title_id.clone()}>
            <div class="panel-head">
                <h2 id={title_id}>{ &view.title }</h2>
                <span class={class}>{ lang.say(state) }</span>
                <span class="tag tag-off">{ lang.say(if view.look_back { t::LOOK_BACK } else { t::FIRST }) }</span>
                <span class="muted window-days">{ fill(lang.say(t::DAYS), &[&day::iso(view.opens), &day::iso(view.closes)]) }</span>
                if let Some(close) = close {
                    <span class="page-tools">{ button(Kind::Plain, lang.say(t::CLOSE), click(close)) }</span>
                }
            </div>
            <div class="panel-body window-body">
                { progress(view, lang) }
                { totals(view, is_over, lang) }
                { waiting(view, lang) }
            </div>
        </section>
    }
}

fn progress(view: &WindowView, lang: Lang) -> Html {
    let (asked, given) = view.opinions;
    // To a unit the number stays hidden with the totals until it is over.
    let is_hidden = view.open && !view.hidden.is_empty() && given == 0;
    let said = if is_hidden {
        fill_number(lang.say(t::GIVEN_HIDDEN), asked)
    } else {
        fill(
            lang.say(t::GIVEN_OF),
            &[&grouped(u64::from(given)), &grouped(u64::from(asked))],
        )
    };
    html! {
        <dl class="window-facts">
            <div><dt>{ lang.say(t::ITEMS) }</dt><dd>{ fill_number(lang.say(t::ITEMS_OF), view.items) }</dd></div>
            <div>
                <dt>{ lang.say(t::GIVEN) }</dt>
                <dd>
                    if !is_hidden && asked > 0 {
                        <progress aria-label={fill(lang.say(t::GIVEN_LABEL), &[&view.title])} value={given.min(asked).to_string()} max={asked.to_string()}></progress>
                    }
                    <span>{ said }</span>
                </dd>
            </div>
        </dl>
    }
}

fn totals(view: &WindowView, is_over: bool, lang: Lang) -> Html {
    let id = ["totals-", &view.id].concat();
    let inside = if !is_over && !view.hidden.is_empty() {
        html! { <p>{ &view.hidden }</p> }
    } else if !is_over {
        html! { <p class="muted">{ lang.say(t::TOTALS_LATER) }</p> }
    } else if view.totals.is_empty() {
        html! { <p class="muted">{ if view.hidden.is_empty() { lang.say(t::NO_TOTALS) } else { &view.hidden } }</p> }
    } else {
        html! {
            <>
                if !view.hidden.is_empty() { <p>{ &view.hidden }</p> }
                <div class="scroll" tabindex="0" role="region" aria-labelledby={id.clone()}>
                    <table class="table window-totals">
                        <thead><tr>
                            <th scope="col">{ lang.say(t::UNIT) }</th>
                            { for [t::SATISFIED, t::BASICALLY, t::DISSATISFIED].into_iter().map(|words| head(words, lang)) }
                        </tr></thead>
                        <tbody>{ for view.totals.iter().map(|(unit, totals)| row(unit, totals.as_ref(), lang)) }</tbody>
                    </table>
                </div>
            </>
        }
    };
    html! {
        <div>
            <h3 {id}>{ lang.say(t::TOTALS) }</h3>
            { inside }
        </div>
    }
}

fn head(words: Words, lang: Lang) -> Html {
    html! { <th scope="col" class="num">{ lang.say(words) }</th> }
}

fn row(unit: &str, totals: Option<&[u32; 3]>, lang: Lang) -> Html {
    html! {
        <tr key={unit.to_owned()}>
            <th scope="row">{ unit }</th>
            { match totals {
                Some(totals) => html! {
                    <>{ for totals.iter().map(|count| html! { <td class="num">{ grouped(u64::from(*count)) }</td> }) }</>
                },
                None => html! { <td colspan="3" class="muted">{ lang.say(t::NOT_SHOWN) }</td> },
            } }
        </tr>
    }
}

/// Who is still to rate; the engine tells it to the office only.
fn waiting(view: &WindowView, lang: Lang) -> Html {
    let (asked, given) = view.opinions;
    if view.waiting.is_empty() {
        return if asked > 0 && asked == given {
            html! { <p class="muted">{ lang.say(t::NOBODY) }</p> }
        } else {
            Html::default()
        };
    }
    let open: u32 = view.waiting.iter().map(|(_, count)| *count).sum();
    let summary = fill(
        lang.say(t::MISSING),
        &[
            &grouped(view.waiting.len() as u64),
            &grouped(u64::from(open)),
        ],
    );
    html! {
        <details class="window-waiting">
            <summary>{ summary }</summary>
            <ul>
                { for view.waiting.iter().map(|(deputy, count)| html! {
                    <li key={deputy.clone()}><span>{ deputy }</span><span class="muted">{ fill_number(lang.say(t::OPINIONS), *count) }</span></li>
                }) }
            </ul>
        </details>
    }
}
