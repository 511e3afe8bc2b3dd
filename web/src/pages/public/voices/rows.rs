//! The inbox as a table; on a phone each voice is a card.

use super::super::fields::beginning;
use super::super::ticks::Ticks;
use super::Picked;
use super::texts as t;
use crate::components::chip;
use crate::i18n::{Say, fill};
use crate::prelude::*;
use crate::route::{self, Route};
use huiyin_protocol::public::VoiceRow;
use huiyin_rules::Lang;

/// Characters of a voice that its name in lists and for screen readers holds.
const NAME: usize = 24;

/// The stage in words, with a shape before it.
pub fn stage(stage: &(String, String)) -> Html {
    let (code, words) = stage;
    let (class, shape) = match code.as_str() {
        "new" => ("tag", "○"),
        "passed" => ("tag tag-back", "▶"),
        "answered" => ("tag tag-end", "✓"),
        "raised" => ("tag tag-end", "◆"),
        _ => ("tag tag-off", "✕"),
    };
    html! { <span class={class}><span aria-hidden="true">{ shape }</span>{ " " }{ words }</span> }
}

/// That it was not dealt with in time.
pub fn late(lang: Lang) -> Html {
    html! { <span class="chip light-overdue"><span aria-hidden="true">{ "■" }</span>{ " " }{ lang.say(t::LATE) }</span> }
}

/// Which voice, in a few words.
pub fn name(row: &VoiceRow) -> String {
    beginning(&row.text, NAME)
}

/// The table.
pub fn table(rows: &[VoiceRow], picked: &Ticks<Picked>, may_act: bool, lang: Lang) -> Html {
    html! {
        <div class="scroll" tabindex="0" role="region" aria-labelledby="page-title">
            <table class="table pub-table">
                <thead><tr>
                    if may_act { { picked.head(rows.iter().map(Picked::of).collect(), lang) } }
                    <th scope="col">{ lang.say(t::TEXT) }</th>
                    <th scope="col">{ lang.say(t::CAME) }</th>
                    <th scope="col">{ lang.say(t::TO) }</th>
                    <th scope="col">{ lang.say(t::STAGE) }</th>
                    <th scope="col">{ lang.say(t::RATING) }</th>
                </tr></thead>
                <tbody>{ for rows.iter().map(|row| one(row, picked, may_act, lang)) }</tbody>
            </table>
        </div>
    }
}

fn one(row: &VoiceRow, picked: &Ticks<Picked>, may_act: bool, lang: Lang) -> Html {
    let on = picked.has(&row.id);
    let select = fill(lang.say(t::SELECT), &[&name(row)]);
    let place = Route::Voice(row.id.clone());
    html! {
        <tr key={row.id.clone()} class={if on { "is-selected" } else { "" }}>
            if may_act { { picked.cell(Picked::of(row), &select) } }
            <th scope="row">
                { route::link(&place, "pub-title", html! { &row.text }) }
                <span class="muted pub-about">
                    if !row.place.is_empty() { <span>{ &row.place }</span> }
                    if row.pictures > 0 { <span>{ fill(lang.say(t::PICTURES), &[&row.pictures.to_string()]) }</span> }
                    if row.alike > 0 { <span>{ "≈ " }{ fill(lang.say(t::ALIKE), &[&row.alike.to_string()]) }</span> }
                </span>
            </th>
            <td class="pub-day" data-label={lang.say(t::CAME)}><span>{ &row.on }</span>{ " " }<span class="muted">{ &row.via }</span></td>
            <td data-label={lang.say(t::TO)}>{ &row.came_to }</td>
            <td data-label={lang.say(t::STAGE)}><span class="pub-marks">{ stage(&row.stage) }if row.late { { late(lang) } }</span></td>
            <td data-label={lang.say(t::RATING)}>{ chip::rating(row.rating, lang) }</td>
        </tr>
    }
}
