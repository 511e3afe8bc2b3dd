//! What has to be read before an action is filled in: the assisting units' opinions
//! before the reply, the replies before they are judged.

use crate::i18n::{Say, day, fill};
use crate::pages::actions::texts as a;
use crate::prelude::*;
use huiyin_protocol::item::{ItemView, RoundView};
use huiyin_rules::Lang;
use huiyin_rules::suggestion::{Action, LaneRole};

/// What stands over the form of an action; nothing where there is nothing to read.
pub fn beside(action: Action, item: &ItemView, lang: Lang) -> Html {
    let Some(round) = item.rounds.last() else {
        return Html::default();
    };
    match action {
        Action::Reply | Action::Coordinate => opinions(round, lang),
        Action::Evaluate | Action::LookBack | Action::Deliver => replies(round, lang),
        _ => Html::default(),
    }
}

fn opinions(round: &RoundView, lang: Lang) -> Html {
    let is_assisted = |role: LaneRole| role == LaneRole::Assisting;
    if !round.lanes.iter().any(|lane| is_assisted(lane.role)) {
        return Html::default();
    }
    html! {
        <section class="beside" aria-labelledby="beside-head">
            <h3 id="beside-head">{ lang.say(a::OPINIONS) }</h3>
            if round.opinions.is_empty() {
                <p class="muted">{ lang.say(a::NO_OPINIONS) }</p>
            }
            <ul class="notes">
                { for round.opinions.iter().map(|(unit, on, text, agrees)| html! {
                    <li><strong>{ unit }</strong>
                        if !*agrees {
                            <span class="bad">{ lang.say(a::OPINION_DISAGREES) }</span>
                        }
                        <span class="muted">{ " " }{ day::iso(*on) }</span>
                        <p class="item-text">{ text }</p>
                    </li>
                }) }
                { for round.coordinated.iter().map(|(on, outcome)| html! {
                    <li><span class="muted">{ day::iso(*on) }{ " " }</span>
                        { fill(lang.say(a::SETTLED), &[outcome]) }</li>
                }) }
            </ul>
        </section>
    }
}

fn replies(round: &RoundView, lang: Lang) -> Html {
    let said = || {
        let lanes = round.lanes.iter();
        lanes.filter_map(|lane| lane.reply.as_ref().map(|reply| (&lane.unit, reply)))
    };
    if said().next().is_none() {
        return Html::default();
    }
    html! {
        <section class="beside" aria-labelledby="beside-head">
            <h3 id="beside-head">{ lang.say(a::REPLIES) }</h3>
            <ul class="notes">{ for said().map(|(unit, reply)| html! {
                <li><strong>{ unit }</strong>
                    <span class="muted">{ " " }{ day::iso_or_empty(reply.on) }{ " " }{ reply.class.letter() }</span>
                    <p class="item-text">{ &reply.text }</p>
                </li>
            }) }</ul>
        </section>
    }
}
