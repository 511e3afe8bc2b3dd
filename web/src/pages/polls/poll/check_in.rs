//! Check-in: find a voter by name or initials, give a card or a paper ballot.

use super::steps::has_cards;
use super::{Known, texts as t};
use crate::components::button::{Kind as Button, button};
use crate::components::confirm::Confirm;
use crate::components::error_box::ErrorBox;
use crate::i18n::{Say, fill, grouped};
use crate::pages::polls::asking::use_ordering;
use crate::pages::polls::part;
use crate::platform::{dom, initials};
use crate::prelude::*;
use crate::state::use_lang;
use huiyin_protocol::poll::{PollAsk, PollOrder, PollReply, PollView};
use huiyin_rules::Lang;
use huiyin_rules::poll::Way;

/// Most voters shown at once; typing narrows them.
const MOST: usize = 60;

/// Properties of [`CheckIn`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The poll.
    pub known: Known,
}

/// Whether a voter fits what was typed: part of the name, or its initials.
fn fits(name: &str, initials: &str, typed: &str) -> bool {
    let typed = typed.trim().to_lowercase();
    typed.is_empty() || name.to_lowercase().contains(&typed) || initials.contains(&typed)
}

/// The part of the page.
#[component]
pub fn CheckIn(props: &Props) -> Html {
    let lang = use_lang();
    let view = &props.known.view;
    let typed = use_state_eq(String::new);
    let all = use_state_eq(|| false);
    let said = use_state_eq(String::new);
    let undo = use_state_eq(|| None::<String>);
    let input = use_node_ref();
    let ordering = use_ordering();
    let names: Vec<String> = view.roll.iter().map(|(name, _)| name.clone()).collect();
    let short = use_memo(names, |names| {
        names
            .iter()
            .map(|name| initials::of(name))
            .collect::<Vec<_>>()
    });
    let give = {
        let (id, run, take) = (
            view.id.clone(),
            ordering.run.clone(),
            props.known.take.clone(),
        );
        let (typed, said, input) = (typed.setter(), said.setter(), input.clone());
        Callback::from(move |(voter, way): (String, Way)| {
            let (take, typed, said, input) =
                (take.clone(), typed.clone(), said.clone(), input.clone());
            let words = fill(lang.say(t::GIVEN), &[&voter, way.label().get(lang)]);
            let then = Callback::from(move |reply: PollReply| {
                take.emit(reply);
                said.set(words.clone());
                typed.set(String::new());
                dom::focus(&input);
            });
            let order = PollOrder::CheckIn { voter, way };
            run.emit((
                PollAsk::Order {
                    id: id.clone(),
                    order,
                },
                then,
            ));
        })
    };
    let on_undo = {
        let (id, run, take) = (
            view.id.clone(),
            ordering.run.clone(),
            props.known.take.clone(),
        );
        let (undo, said) = (undo.clone(), said.setter());
        Callback::from(move |reason: String| {
            let Some(voter) = (*undo).clone() else { return };
            let words = fill(lang.say(t::UNDONE), &[&voter]);
            let (take, undo, said) = (take.clone(), undo.clone(), said.clone());
            let then = Callback::from(move |reply: PollReply| {
                take.emit(reply);
                undo.set(None);
                said.set(words.clone());
            });
            let order = PollOrder::UndoCheckIn { voter, reason };
            run.emit((
                PollAsk::Order {
                    id: id.clone(),
                    order,
                },
                then,
            ));
        })
    };
    let found: Vec<&(String, Option<Way>)> = view
        .roll
        .iter()
        .zip(short.iter())
        .filter(|((name, _), short)| fits(name, short, &typed))
        .map(|(one, _)| one)
        .collect();
    let waiting: Vec<&String> = found
        .iter()
        .filter(|(_, way)| way.is_none())
        .map(|(name, _)| name)
        .collect();
    // Whoever searches wants to see that somebody has been here already.
    let shown: Vec<_> = found
        .iter()
        .filter(|(_, way)| *all || !typed.trim().is_empty() || way.is_none())
        .collect();
    let usual = if has_cards(view) {
        Way::Card
    } else {
        Way::Paper
    };
    let on_key = {
        let (give, said, busy) = (give.clone(), said.setter(), ordering.busy);
        let only = if let [only] = waiting[..] {
            Some(only.clone())
        } else {
            None
        };
        let (count, asked) = (waiting.len(), !typed.trim().is_empty());
        Callback::from(move |event: KeyboardEvent| {
            if dom::key_of(&event) != "Enter" || event.is_composing() || busy || !asked {
                return;
            }
            event.prevent_default();
            match &only {
                Some(name) => give.emit((name.clone(), usual)),
                None => said.set(fill(lang.say(t::NOT_ONE), &[&count.to_string()])),
            }
        })
    };
    let on_input = {
        let typed = typed.setter();
        Callback::from(move |event: InputEvent| typed.set(dom::value_of(&event)))
    };
    let toggle = {
        let all = all.clone();
        Callback::from(move |_: Event| all.set(!*all))
    };
    let ask_undo = {
        let undo = undo.setter();
        Callback::from(move |name: String| undo.set(Some(name)))
    };
    let leave_undo = {
        let undo = undo.setter();
        Callback::from(move |()| undo.set(None))
    };
    let open = matches!(view.phase.0.as_str(), "planned" | "sealed" | "open");
    let hint = if usual == Way::Card {
        t::FIND_HINT
    } else {
        t::FIND_HINT_PAPER
    };
    let more = shown.len().saturating_sub(MOST);
    part(
        "poll-check-in",
        lang.say(t::CHECK_IN),
        "",
        Html::default(),
        html! {
            <>
                { counts(view, lang) }
                if let Some(failure) = ordering.failure.clone().filter(|_| undo.is_none()) { <ErrorBox {failure} /> }
                <div class="field poll-find">
                    <label class="field-label" for="poll-find">{ lang.say(t::FIND) }</label>
                    <p class="field-hint" id="poll-find-hint">{ lang.say(hint) }</p>
                    <input ref={input} id="poll-find" type="search" class="control" autocomplete="off" aria-describedby="poll-find-hint"
                        value={(*typed).clone()} oninput={on_input} onkeydown={on_key} />
                </div>
                <label class="radio" for="poll-all"><input id="poll-all" type="checkbox" checked={*all} onchange={toggle} /><span>{ lang.say(t::SHOW_ALL) }</span></label>
                <p role="status" class="poll-said">{ (*said).clone() }</p>
                if shown.is_empty() {
                    <p class="muted">{ lang.say(if typed.trim().is_empty() { t::ALL_HERE } else { t::NOBODY }) }</p>
                }
                <ul class="poll-roll">
                    { for shown.iter().take(MOST).map(|(name, way)| row(name, *way, (open && !ordering.busy, usual == Way::Card), &give, &ask_undo, lang)) }
                </ul>
                if more > 0 { <p class="muted">{ fill(lang.say(t::MORE), &[&grouped(more as u64)]) }</p> }
                if let Some(voter) = &*undo {
                    <Confirm title={lang.say(t::UNDO_DO)} lines={vec![fill(lang.say(t::UNDO_WHAT), &[voter])]} reason=true busy={ordering.busy}
                        failure={ordering.failure.clone()} on_do={on_undo} on_close={leave_undo} />
                }
            </>
        },
    )
}

/// One voter. `can` says whether something can be given, and whether cards can.
fn row(
    name: &str,
    way: Option<Way>,
    can: (bool, bool),
    give: &Callback<(String, Way)>,
    undo: &Callback<String>,
    lang: Lang,
) -> Html {
    let hand = |way: Way, words, class: &'static str| {
        let owned = name.to_owned();
        let on_click = give.reform(move |_: MouseEvent| (owned.clone(), way));
        let label = fill(lang.say(t::FOR), &[lang.say(words), name]);
        html! { <button type="button" {class} disabled={!can.0} onclick={on_click} aria-label={label}>{ lang.say(words) }</button> }
    };
    let taken_back = {
        let owned = name.to_owned();
        undo.reform(move |_: MouseEvent| owned.clone())
    };
    html! {
        <li key={name.to_owned()} class="poll-voter">
            <span class="poll-name">{ name }</span>
            if let Some(way) = way {
                <span class="poll-way">{ "✓ " }{ way.label().get(lang).to_owned() }</span>
                { button(Button::Text, lang.say(t::UNDO), taken_back) }
            } else {
                <span class="poll-give">
                    if can.1 { { hand(Way::Card, t::GIVE_CARD, "btn btn-primary poll-big") } }
                    { hand(Way::Paper, t::GIVE_PAPER, "btn poll-big") }
                </span>
            }
        </li>
    }
}

/// How many came, and how they vote.
fn counts(view: &PollView, lang: Lang) -> Html {
    let count =
        |wanted: Option<Way>| view.roll.iter().filter(|(_, way)| *way == wanted).count() as u64;
    let (cards, paper, absent) = (count(Some(Way::Card)), count(Some(Way::Paper)), count(None));
    let one = |words, number: u64| html! { <div><dt>{ lang.say(words) }</dt><dd>{ grouped(number) }</dd></div> };
    html! {
        <dl class="poll-counts">
            { one(t::HERE, cards + paper) }
            { one(t::ABSENT, absent) }
            if let Some(printed) = view.cards {
                { one(t::WITH_CARD, cards) }
                { one(t::LEFT, u64::try_from(printed.unaccounted).unwrap_or_default()) }
            }
            { one(t::WITH_PAPER, paper) }
        </dl>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_voter_is_found_by_part_of_the_name_or_initials() {
        assert!(fits("欧阳建国", "oyjg", "建国"));
        assert!(fits("欧阳建国", "oyjg", " OYJ "));
        assert!(fits("Li Wei", "li wei", "li w"));
        assert!(fits("欧阳建国", "oyjg", ""));
        assert!(!fits("欧阳建国", "oyjg", "张"));
    }
}
