//! Replies with what belongs to them: the assisting units' opinions, the answers to
//! the points with each deputy's view of them, and who was handed the reply.

use crate::i18n::common as t;
use crate::i18n::terms::Term;
use crate::i18n::{Say, Words, day, fill};
use crate::pages::item::texts as x;
use crate::prelude::*;
use huiyin_protocol::item::{ItemView, LaneView, ReplyView, RoundView};
use huiyin_rules::Lang;
use huiyin_rules::suggestion::{LaneRole, PointVerdict};

/// The replies of a round.
pub fn replies(one: &RoundView, item: &ItemView, lang: Lang) -> Html {
    let said = || {
        let lanes = one.lanes.iter();
        lanes.filter_map(|lane| lane.reply.as_ref().map(|reply| (lane, reply)))
    };
    // The opinions belong to the lead unit's reply; before it they stand alone.
    let is_led = said().any(|(lane, _)| lane.role == LaneRole::Lead);
    html! {
        <>
            if !is_led {
                { opinions(one, lang) }
            }
            { for said().map(|(lane, said)| reply(lane, said, one, item, lang)) }
            { points(one, item, lang) }
        </>
    }
}

fn reply(lane: &LaneView, said: &ReplyView, one: &RoundView, item: &ItemView, lang: Lang) -> Html {
    let meaning = item.classes.iter().find(|one| one.class == said.class);
    html! {
        <div key={lane.unit.clone()} class="reply">
            <h4>{ fill(lang.say(x::REPLY_OF), &[&lane.unit]) }
                <span class="muted">{ " " }{ day::iso_or_empty(said.on) }</span></h4>
            <p>{ fill(lang.say(x::CLASS_IS), &[said.class.letter()]) }
                if let Some(meaning) = meaning {
                    { "　" }{ &meaning.text }
                }
                if !said.form.is_empty() {
                    <span class="muted">{ "　" }{ &said.form }</span>
                }
            </p>
            if !said.text.is_empty() {
                <p class="item-text">{ &said.text }</p>
            }
            if let Some(promise) = &said.promise {
                <p class="item-text"><strong>{ lang.say(x::PROMISED) }</strong>{ lang.say(t::COLON) }{ &promise.what }
                    if let Some(due) = promise.due {
                        { fill(lang.say(x::PROMISED_BY), &[&day::iso(due)]) }
                    }
                </p>
            }
            { delivery(&lane.unit, one, lang) }
            if lane.role == LaneRole::Lead {
                { opinions(one, lang) }
            }
        </div>
    }
}

/// Who has not been handed the reply, once it was handed to anybody.
fn delivery(unit: &str, one: &RoundView, lang: Lang) -> Html {
    let Some((_, left)) = one.undelivered.iter().find(|(of, _)| of == unit) else {
        return Html::default();
    };
    if left.is_empty() {
        return html! { <p class="muted">{ lang.say(x::DELIVERED) }</p> };
    }
    let names = left.join(lang.say(Words("、", ", ")));
    html! { <p class="bad">{ fill(lang.say(x::UNDELIVERED), &[&names]) }</p> }
}

/// What the assisting units told the lead unit, and how disagreements were settled.
fn opinions(one: &RoundView, lang: Lang) -> Html {
    if one.opinions.is_empty() && one.coordinated.is_empty() {
        return Html::default();
    }
    html! {
        <div class="attached">
            <h4>{ lang.say(x::ASSIST_OPINIONS) }</h4>
            <ul class="notes">
                { for one.opinions.iter().map(|(unit, on, text, agrees)| html! {
                    <li><strong>{ unit }</strong>
                        <span class="muted">{ " " }{ day::iso(*on) }{ " " }</span>
                        <span class={if *agrees { "muted" } else { "bad" }}>
                            { lang.say(if *agrees { x::AGREES } else { x::DISAGREES }) }</span>
                        <p class="item-text">{ text }</p>
                    </li>
                }) }
                { for one.coordinated.iter().map(|(on, outcome)| html! {
                    <li><strong>{ lang.say(x::COORDINATED) }</strong><span class="muted">{ " " }{ day::iso(*on) }</span>
                        <p class="item-text">{ outcome }</p></li>
                }) }
            </ul>
        </div>
    }
}

/// Point by point: what it asks, what was answered, what each deputy says of the answer.
fn points(one: &RoundView, item: &ItemView, lang: Lang) -> Html {
    let replies = || {
        let lanes = one.lanes.iter();
        lanes.filter_map(|lane| lane.reply.as_ref().map(|reply| (&lane.unit, reply)))
    };
    let several = replies().count() > 1;
    let is_answered = replies().any(|(_, reply)| !reply.points.is_empty());
    let is_judged = one.evaluations.iter().any(|said| !said.points.is_empty());
    if !is_answered && !is_judged {
        return Html::default();
    }
    html! {
        <>
            <h4>{ lang.say(x::BY_POINT) }</h4>
            <ol class="point-list">{ for item.dossier.points.iter().enumerate().map(|(at, point)| {
                let is_this = |of: u32| of as usize == at;
                let answers = replies().flat_map(|(unit, reply)| {
                    let mine = reply.points.iter().filter(|one| is_this(one.point));
                    mine.map(move |one| (unit, &one.answer))
                });
                let verdicts = one.evaluations.iter().flat_map(|said| {
                    let mine = said.points.iter().filter(|one| is_this(one.point));
                    mine.map(move |one| (&said.deputy, one.verdict))
                });
                html! {
                    <li key={at}>
                        <p class="item-text point-asked">{ point }</p>
                        { for answers.map(|(unit, answer)| html! {
                            <p class="item-text">
                                if several {
                                    <strong>{ unit }{ lang.say(t::COLON) }</strong>
                                }
                                { answer }
                            </p>
                        }) }
                        <ul class="marks">{ for verdicts.map(|(deputy, verdict)| {
                            let good = verdict == PointVerdict::Answered;
                            html! {
                                <li>{ super::steps::mark(good) }{ deputy }
                                    <span class={if good { "good" } else { "bad" }}>{ verdict.word(lang) }</span></li>
                            }
                        }) }</ul>
                    </li>
                }
            }) }</ol>
        </>
    }
}
