//! Whether what others send can be made into a board.

use super::super::decide::limits as board;
use super::super::event::BoardSet;
use super::super::files::Coded;
use super::super::terms::BoardField;
use super::Whole;
use crate::order::{self, Unfit};
use crate::text::Text;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// Longest title of an item, in characters.
const TITLE: usize = 200;
/// Longest name, number, category and wording of a stage.
const NAME: usize = 60;
/// Longest wording of a step.
const STEP: usize = 500;
/// Longest reply, of all units together.
const REPLY: usize = 50_000;
/// Most deputies of an item.
const DEPUTIES: usize = 200;
/// Most units of an item.
const UNITS: usize = 50;
/// Most steps of an item.
const STEPS: usize = 500;
/// Longest public id.
const ID: usize = 64;

/// What cannot be published as it is, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// The place, such as `settings.title` or `items[3].units[0]`.
    pub at: String,
    /// What is wrong there.
    pub unfit: Unfit,
}

/// Whether a text can be a public id: it names a file on any server, `[a-z0-9-]{1,64}`.
pub fn public_id(text: &str) -> bool {
    let plain = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
    (1..=ID).contains(&text.len()) && text.bytes().all(plain)
}

/// Whether [`super::project`] can make a board of this. Items that are not approved are asked
/// about too: what is wrong with them would come up on the day they are.
///
/// # Errors
/// The first thing that is wrong, with its place.
pub fn fit(settings: &BoardSet, updated: NaiveDate, items: &[Whole]) -> Result<(), Misfit> {
    let title = Text::new("公示板标题", "the board's title");
    placed("settings.title", || {
        order::line(&settings.title, title, board::TITLE)
    })?;
    let intro = Text::new("公示板说明", "the introduction");
    placed("settings.intro", || {
        order::optional_body(&settings.intro, intro, board::INTRO)
    })?;
    let all = Text::new("公示的建议", "suggestions on the board");
    placed("items", || order::count(items.len(), all, 0, board::ITEMS))?;
    let mut ids: BTreeSet<&str> = BTreeSet::new();
    for (index, one) in items.iter().enumerate() {
        let id = one.item.id.as_str();
        let own = if ids.insert(id) {
            item(one, updated)
        } else {
            let unfit = Unfit::Twice { what: id.into() };
            Err(misfit("id", unfit))
        };
        own.map_err(|inner| misfit(&format!("items[{index}].{}", inner.at), inner.unfit))?;
    }
    Ok(())
}

fn misfit(at: &str, unfit: Unfit) -> Misfit {
    let at = at.to_owned();
    Misfit { at, unfit }
}

type Fit = Result<(), Misfit>;

fn placed(at: &str, ask: impl FnOnce() -> Result<(), Unfit>) -> Fit {
    ask().map_err(|unfit| misfit(at, unfit))
}

fn line(at: &str, field: BoardField, value: &str, most: usize) -> Fit {
    placed(at, || order::line(value, field.label(), most))
}

fn item(one: &Whole, updated: NaiveDate) -> Fit {
    let item = &one.item;
    if !public_id(&item.id) {
        let field = Text::new("公开编号", "the public id");
        return Err(misfit("id", Unfit::Name { field }));
    }
    for (at, field, value, most) in [
        ("number", BoardField::Number, item.number.as_ref(), NAME),
        ("title", BoardField::Title, Some(&item.title), TITLE),
        (
            "category",
            BoardField::Category,
            item.category.as_ref(),
            NAME,
        ),
    ] {
        value.map_or(Ok(()), |value| line(at, field, value, most))?;
    }
    for (at, field, all, most) in [
        ("deputies", BoardField::Deputies, &item.deputies, DEPUTIES),
        ("units", BoardField::Units, &item.units, UNITS),
    ] {
        names(at, field, all.as_deref().unwrap_or_default(), most)?;
    }
    coded("stage", BoardField::Stage, &item.stage)?;
    if let Some(light) = &item.light {
        coded("light", BoardField::Light, light)?;
    }
    come("replied", item.replied, updated)?;
    if let Some(reply) = &one.reply {
        let label = BoardField::ReplyText.label();
        placed("reply", || order::body(reply, label, REPLY))?;
    }
    let label = Text::new("办理过程", "steps");
    placed("steps", || order::count(one.steps.len(), label, 0, STEPS))?;
    for (index, step) in one.steps.iter().enumerate() {
        come(&format!("steps[{index}].on"), step.on, updated)?;
        for (part, text) in [("zh", &step.zh), ("en", &step.en)] {
            let at = format!("steps[{index}].{part}");
            line(&at, BoardField::Stage, text, STEP)?;
        }
    }
    Ok(())
}

fn names(at: &str, field: BoardField, all: &[String], most: usize) -> Fit {
    placed(at, || order::count(all.len(), field.label(), 0, most))?;
    for (index, one) in all.iter().enumerate() {
        line(&format!("{at}[{index}]"), field, one, NAME)?;
    }
    placed(at, || order::once(all.iter().map(String::as_str)))
}

fn coded(at: &str, field: BoardField, coded: &Coded) -> Fit {
    let code = format!("{at}.code");
    placed(&code, || order::name(&coded.code, field.label()))?;
    line(&format!("{at}.zh"), field, &coded.zh, NAME)?;
    line(&format!("{at}.en"), field, &coded.en, NAME)
}

fn come(at: &str, on: Option<NaiveDate>, updated: NaiveDate) -> Fit {
    on.map_or(Ok(()), |on| placed(at, || order::day(on, None, updated)))
}
