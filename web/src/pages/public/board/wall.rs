//! The board on paper, for the wall: the published list read back, so that paper says what is
//! published and nothing more.

use super::item::{self, Rate, Shown};
use super::preview::label;
use super::texts as t;
use crate::i18n::{Say, fill, fill_number};
use crate::platform::public::ask_public;
use crate::prelude::*;
use huiyin_protocol::Failure;
use huiyin_protocol::public::{PublicAsk, PublicReply};
use huiyin_rules::Lang;
use std::rc::Rc;

/// What is printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wall {
    /// What the board is called.
    pub title: String,
    /// What stands above it.
    pub intro: String,
    /// The day of the list.
    pub updated: String,
    /// The columns, by their names in the files.
    pub columns: Vec<&'static str>,
    /// The suggestions.
    pub rows: Vec<Shown>,
    /// The rates over just these.
    pub rates: Vec<Rate>,
}

/// The list as it would be published now; nothing where the answer holds none.
pub async fn wall(lang: Lang) -> Result<Option<Rc<Wall>>, Failure> {
    let PublicReply::Files(files) = ask_public(&PublicAsk::Files).await? else {
        return Ok(None);
    };
    let list = files.iter().find(|(path, _)| path == "board.json");
    let wall = list.and_then(|(_, text)| item::read_list(text, lang));
    Ok(wall.map(Rc::new))
}

/// The sheet.
pub fn sheet(wall: &Wall, lang: Lang) -> Html {
    let value = |row: &Shown, column: &str| {
        let mut all = row.fields.iter();
        let found = all.find(|(name, _)| *name == column);
        found.map_or_else(String::new, |(_, value)| value.clone())
    };
    html! {
        <div class="print-only poll-print poll-sheet pub-wall">
            <h1>{ &wall.title }</h1>
            if !wall.intro.is_empty() { <p class="pub-said">{ &wall.intro }</p> }
            <p>{ fill_number(lang.say(t::WALL_COUNT), wall.rows.len() as u64) }{ " " }{ fill(lang.say(t::WALL_ON), &[&wall.updated]) }</p>
            <table class="table">
                <thead><tr>{ for wall.columns.iter().map(|name| html! { <th key={*name} scope="col">{ label(name, lang) }</th> }) }</tr></thead>
                <tbody>{ for wall.rows.iter().enumerate().map(|(at, row)| html! {
                    <tr key={at}>{ for wall.columns.iter().map(|name| html! { <td key={*name}>{ value(row, name) }</td> }) }</tr>
                }) }</tbody>
            </table>
            if !wall.rates.is_empty() {
                <ul class="pub-wall-rates">{ for wall.rates.iter().enumerate().map(|(at, rate)| html! {
                    <li key={at}><strong>{ fill(lang.say(t::WALL_RATE), &[&rate.title, &rate.share]) }</strong>{ " " }{ &rate.basis }</li>
                }) }</ul>
            }
        </div>
    }
}
