//! The polls as a table.

use super::mark;
use super::texts as t;
use crate::i18n::{Say, fill, fill_number, grouped};
use crate::prelude::*;
use crate::route::{self, Route, Search};
use huiyin_protocol::poll::PollRow;
use huiyin_rules::{Lang, Rating};

/// The table, newest first as the engine gives it.
pub fn list(rows: &[PollRow], lang: Lang) -> Html {
    html! {
        <div class="panel">
            <div class="scroll" tabindex="0" role="region" aria-labelledby="page-title">
                <table class="table polls-table">
                    <thead><tr>
                        <th scope="col">{ lang.say(t::POLL) }</th>
                        <th scope="col">{ lang.say(t::DAY) }</th>
                        <th scope="col">{ lang.say(t::PHASE) }</th>
                        <th scope="col">{ lang.say(t::PRESENT) }</th>
                        <th scope="col">{ lang.say(t::RESULTS) }</th>
                    </tr></thead>
                    <tbody>{ for rows.iter().map(|row| one(row, lang)) }</tbody>
                </table>
            </div>
        </div>
    }
}

fn one(row: &PollRow, lang: Lang) -> Html {
    let place = Route::Poll(row.id.clone(), Search::default());
    let (present, voters) = row.present;
    let present = fill(
        lang.say(t::PRESENT_OF),
        &[&grouped(u64::from(present)), &grouped(u64::from(voters))],
    );
    html! {
        <tr key={row.id.clone()}>
            <th scope="row">
                { route::link(&place, "polls-title", html! { &row.title }) }
                <span class="muted polls-about">{ &row.body }{ " · " }{ &row.kind }{ " · " }{ fill_number(lang.say(t::ITEMS), row.items) }</span>
            </th>
            <td class="polls-day" data-label={lang.say(t::DAY)}>{ &row.on }</td>
            <td data-label={lang.say(t::PHASE)}>{ mark::phase(&row.phase) }</td>
            <td data-label={lang.say(t::PRESENT)}>{ present }</td>
            <td data-label={lang.say(t::RESULTS)}>{ row.verdicts.map_or_else(Html::default, |counts| verdicts(counts, lang)) }</td>
        </tr>
    }
}

/// How many items came to each verdict.
fn verdicts(counts: [u32; 4], lang: Lang) -> Html {
    let [satisfied, basically, dissatisfied, void] = counts;
    let rated = [satisfied, basically, dissatisfied];
    html! {
        <span class="polls-verdicts">
            { for Rating::ALL.into_iter().zip(rated).filter(|(_, count)| *count > 0).map(|(rating, count)| html! {
                <span>{ mark::verdict(Some(rating), "", lang) }{ " " }{ count }</span>
            }) }
            if void > 0 {
                <span>{ mark::verdict(None, "", lang) }{ " " }{ void }</span>
            }
        </span>
    }
}
