//! Codes on paper: a poster of A4 for each station, cards for deputies, eight to a page.

use super::texts as t;
use crate::components::qr;
use crate::i18n::{Say, Words, fill};
use crate::pages::public::address::{Base, written};
use crate::pages::public::texts as pt;
use crate::prelude::*;
use huiyin_protocol::public::{CodeView, StationsView};
use huiyin_rules::Lang;

/// Cards on a page.
const ON_PAGE: usize = 8;

/// What there is to be printed.
#[derive(Clone, PartialEq, Debug)]
pub enum Paper {
    /// A poster for each of these codes.
    Posters(Vec<String>),
    /// A card for each of these codes.
    Cards(Vec<String>),
}

/// What a poster says beside the square.
pub struct Said {
    /// The large line.
    pub title: String,
    /// Whose it is.
    pub label: String,
    /// Smaller lines, each with what it is; empty ones are left out.
    pub lines: Vec<(Words, String)>,
    /// What the square is for.
    pub what: &'static str,
    /// What one does after scanning it.
    pub steps: [Words; 3],
}

/// What is laid out.
pub fn paper(paper: &Paper, view: &StationsView, base: &Base, lang: Lang) -> Html {
    let (Paper::Posters(wanted) | Paper::Cards(wanted)) = paper;
    let codes: Vec<&CodeView> = view
        .codes
        .iter()
        .filter(|code| wanted.contains(&code.code))
        .collect();
    let inside = match paper {
        Paper::Posters(_) => {
            html! { <>{ for codes.iter().map(|code| poster(code, &said(code, view, lang), base, lang)) }</> }
        }
        Paper::Cards(_) => html! {
            <>{ for codes.chunks(ON_PAGE).map(|page| html! {
                <div class="card-page">{ for page.iter().map(|code| card(code, view, base, lang)) }</div>
            }) }</>
        },
    };
    html! { <div class="print-only poll-print">{ inside }</div> }
}

fn said(code: &CodeView, view: &StationsView, lang: Lang) -> Said {
    let at = code.station.as_ref();
    let row = view.rows.iter().find(|row| Some(&row.station.id) == at);
    let lines = row.map_or_else(Vec::new, |row| {
        let station = &row.station;
        vec![
            (t::DEPUTIES, station.deputies.join(lang.say(pt::LISTED))),
            (t::HOURS, station.hours.clone()),
            (t::ADDRESS, station.address.clone()),
        ]
    });
    Said {
        title: lang.say(t::POSTER_TITLE).to_owned(),
        label: code.label.clone(),
        lines,
        what: lang.say(t::POSTER_WHAT),
        steps: [t::POSTER_1, t::POSTER_2, t::POSTER_3],
    }
}

/// One page: what it is for, whose it is, a large square, and the code to be typed.
pub fn poster(code: &CodeView, said: &Said, base: &Base, lang: Lang) -> Html {
    let lines = said.lines.iter().filter(|(_, text)| !text.is_empty());
    html! {
        <div key={code.code.clone()} class="poster">
            <p class="poster-title">{ &said.title }</p>
            <p class="poster-label">{ &said.label }</p>
            { qr::encode(&base.of(&code.code)).map(|picture| qr::picture(&picture, lang.say(t::SQUARE))) }
            <p class="poster-what">{ said.what }</p>
            <ol class="poster-steps">
                { for said.steps.iter().map(|words| html! { <li>{ lang.say(*words) }</li> }) }
            </ol>
            <dl class="poster-lines">
                { for lines.map(|(words, text)| html! { <div><dt>{ lang.say(*words) }</dt><dd>{ text }</dd></div> }) }
            </dl>
            <p class="poster-foot">{ fill(lang.say(t::POSTER_FOOT), &[&base.address, &written(&code.code)]) }</p>
        </div>
    }
}

fn card(code: &CodeView, view: &StationsView, base: &Base, lang: Lang) -> Html {
    let name = code.deputy.as_ref().unwrap_or(&code.label);
    let at = view.rows.iter().map(|row| &row.station);
    let at = at.filter(|station| station.deputies.contains(name));
    let at: Vec<&str> = at.map(|station| station.name.as_str()).take(2).collect();
    html! {
        <div key={code.code.clone()} class="card-one">
            <p class="card-title">{ lang.say(t::CARD_TITLE) }</p>
            <div class="card-body">
                { qr::encode(&base.of(&code.code)).map(|picture| qr::picture(&picture, lang.say(t::SQUARE))) }
                <div class="card-words">
                    <p class="card-holder">{ name }</p>
                    <p>{ at.join(lang.say(pt::LISTED)) }</p>
                    <p>{ lang.say(t::CARD_WHAT) }</p>
                </div>
            </div>
            <p class="card-code">{ written(&code.code) }</p>
        </div>
    }
}
