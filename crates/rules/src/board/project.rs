//! The public files, made of suggestions as whoever keeps them knows them: an engine, or
//! somebody else's system. Only what is approved, only fields that were chosen, masked, and
//! every number counted from just that, so that nothing else can be had by subtraction.

use super::event::BoardSet;
use super::files::{BoardFile, BoardItem, BoardStep, Coded, ItemFile, RateLine, RatingCounts};
use super::mask::mask;
use super::shown::{LEAST, UnitPart, unit_lines};
use super::state::Board;
use super::terms::BoardField;
use crate::answer::{AnswerClass, Rating};
use crate::fraction::Fraction;
use crate::rates::{Facts, Rate, RateCode, Tally};
use crate::rulebook::Rulebook;
use crate::suggestion::OpinionTotals;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeSet;

mod fit;
mod names;

pub use fit::{Misfit, fit, public_id};
use names::{hidden, masked, unshown};

/// Digits of an identity, mobile or card number; official numbers have fewer, though many
/// look as telephone numbers do.
const SURE: usize = 11;

/// One suggestion as whoever keeps it knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whole {
    /// Whether it is to be published. What is not counts for nothing.
    pub approved: bool,
    /// What is known of it, under its public id. Its `rating` is not read: `opinions` are.
    pub item: BoardItem,
    /// The deputies' opinions, however few.
    pub opinions: OpinionTotals,
    /// What it contributes to rates.
    pub facts: Facts,
    /// Its units that have replied; `None` where only the whole is known to be replied to.
    pub done: Option<Vec<String>>,
    /// What was replied.
    pub reply: Option<String>,
    /// How it went.
    pub steps: Vec<BoardStep>,
}

impl Whole {
    /// An item not approved yet, with the facts that the item itself says: replied to where
    /// there is a day, and rated by the worst opinion, so that none is averaged away.
    pub fn of(item: BoardItem, opinions: OpinionTotals) -> Whole {
        let given = Rating::ALL.into_iter().zip(opinions.each());
        let class = |one: &AnswerClass| item.class.as_deref() == Some(one.letter());
        let facts = Facts {
            counted: true,
            replied: item.replied.is_some(),
            rating: given.filter(|(_, n)| *n > 0).map(|(one, _)| one).max(),
            class: AnswerClass::ALL.into_iter().find(class),
            ..Facts::default()
        };
        Whole {
            approved: false,
            item,
            opinions,
            facts,
            done: None,
            reply: None,
            steps: Vec::new(),
        }
    }
}

/// What is published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Projected {
    /// `board.json`
    pub board: BoardFile,
    /// `item/<id>.json`, in the same order.
    pub items: Vec<ItemFile>,
}

/// The files of a board on a day: of what was chosen what the rulebook lets it show, with the
/// rates that the rulebook defines. Nothing is refused
/// here: ask [`fit`] about what others send.
pub fn project(
    settings: &BoardSet,
    updated: NaiveDate,
    rulebook: &Rulebook,
    items: Vec<Whole>,
) -> Projected {
    let board = Board {
        set: Some(settings.clone().within(rulebook)),
        ..Board::default()
    };
    let fields = board.fields();
    let mut counted = Counted::default();
    let mut files = Vec::new();
    for one in items.into_iter().filter(|one| one.approved) {
        counted.add(&one, &fields);
        files.push(file(one, &board, &fields));
    }
    let list = BoardFile {
        form: BoardFile::FORM.to_owned(),
        title: settings.title.clone(),
        intro: settings.intro.clone(),
        updated,
        items: files.iter().map(|file| file.item.clone()).collect(),
        rates: counted.rates(rulebook, &fields),
        units: unit_lines(counted.parts),
        fields: fields.into_iter().collect(),
    };
    Projected {
        board: list,
        items: files,
    }
}

fn file(one: Whole, board: &Board, fields: &BTreeSet<BoardField>) -> ItemFile {
    let on = |field: BoardField| fields.contains(&field);
    let Whole { item, steps, .. } = one;
    // Whoever is not shown is not named in the texts either: replies begin with the deputy.
    let unless = |field, names: &Option<Vec<String>>| match names {
        Some(names) if !on(field) => unshown(names),
        _ => Vec::new(),
    };
    let deputies = unless(BoardField::Deputies, &item.deputies);
    let units = unless(BoardField::Units, &item.units);
    let text = |text: &str| hidden(&mask(text), &deputies);
    let steps = steps.iter().map(|step| {
        let told = |day: NaiveDate| {
            (on(BoardField::ReplyDate) || item.replied != Some(day))
                && (on(BoardField::Due) || item.due != Some(day))
        };
        board.shown_step(&BoardStep {
            on: step.on.filter(|day| told(*day)),
            zh: hidden(&text(&step.zh), &units),
            en: hidden(&text(&step.en), &units),
        })
    });
    let steps = steps.collect();
    let reply = one.reply.and_then(|reply| board.shown_reply(&text(&reply)));
    let names = |names: Option<Vec<String>>| names.map(|names| masked(&names));
    let item = board.shown(BoardItem {
        number: item.number.map(official),
        title: text(&item.title),
        category: item.category.as_deref().map(mask),
        deputies: names(item.deputies),
        units: names(item.units),
        stage: words(&item.stage),
        light: item.light.as_ref().map(words),
        rating: RatingCounts::of(one.opinions),
        ..item
    });
    ItemFile {
        form: ItemFile::FORM.to_owned(),
        item,
        reply,
        steps,
    }
}

fn words(coded: &Coded) -> Coded {
    Coded {
        code: coded.code.clone(),
        zh: mask(&coded.zh),
        en: mask(&coded.en),
    }
}

fn official(number: String) -> String {
    let digit = |c: &char| c.is_ascii_digit() || ('０'..='９').contains(c);
    let digits = number.chars().filter(digit).count();
    if digits < SURE && !number.contains(['@', '＠']) {
        return number;
    }
    mask(&number)
}

/// What is counted over the published items, and only from what is told of them.
#[derive(Default)]
struct Counted {
    tally: Tally,
    /// Of those whose opinions are told: how many satisfied, of how many.
    satisfied: (u64, u64),
    parts: Vec<UnitPart>,
}

impl Counted {
    fn add(&mut self, one: &Whole, fields: &BTreeSet<BoardField>) {
        // An opinion that is not told of its item could be had from a sum that holds it.
        self.tally.add(&Facts {
            rating: None,
            ..one.facts
        });
        let on = |field: BoardField| fields.contains(&field);
        let opinions = match on(BoardField::Rating) {
            true => one.opinions,
            false => OpinionTotals::default(),
        };
        if let (Some(_), Some(rating)) = (RatingCounts::of(opinions), one.facts.rating) {
            self.satisfied.0 += u64::from(rating == Rating::Satisfied);
            self.satisfied.1 += 1;
        }
        if !on(BoardField::Units) {
            return;
        }
        let units = one.item.units.as_deref().unwrap_or_default();
        let done: &[String] = match &one.done {
            Some(done) => done,
            None if one.facts.replied => units,
            None => &[],
        };
        let done = masked(done);
        for unit in masked(units) {
            self.parts.push(UnitPart {
                replied: done.contains(&unit),
                unit,
                opinions,
            });
        }
    }

    fn rates(&self, book: &Rulebook, fields: &BTreeSet<BoardField>) -> Vec<RateLine> {
        let rates = self.tally.rates(book);
        let line = |code: RateCode, name: &str, rate: &Rate, basis: Option<(String, String)>| {
            let account = rates.explain(code, book);
            let own = || (account.definition.zh.clone(), account.definition.en.clone());
            let (zh, en) = basis.unwrap_or_else(own);
            RateLine {
                code: name.to_owned(),
                zh: account.title.zh,
                en: account.title.en,
                numerator: rate.numerator,
                denominator: rate.denominator,
                percent: rate.percent.clone(),
                basis_zh: format!("公示的建议中：{zh}"),
                basis_en: format!("among the published: {en}"),
            }
        };
        let mut lines = vec![line(RateCode::Replied, "replied", &rates.replied, None)];
        if fields.contains(&BoardField::Class) {
            lines.push(line(
                RateCode::Completed,
                "completed",
                &rates.completed,
                None,
            ));
        }
        let (satisfied, told) = self.satisfied;
        if told > 0 {
            let rate = Rate::new(Fraction::new(satisfied, told), book.percent_decimals.value);
            let zh = format!("评价为满意的件数 ÷ 评价达到{LEAST}份、可以公布的件数");
            let en =
                format!("rated satisfied ÷ those with the {LEAST} opinions it takes to tell them");
            lines.push(line(
                RateCode::Satisfied,
                "satisfied",
                &rate,
                Some((zh, en)),
            ));
        }
        lines
    }
}

#[cfg(test)]
mod tests;
