//! Whether an order is in place.

use super::event::{BoardEvent, BoardSet, ItemsPublished, ItemsWithdrawn};
use super::state::{Board, published};
use super::terms::BoardField;
use crate::ids::SuggestionId;
use crate::order::{self, OrderContext, Unfit};
use crate::rulebook::Rulebook;
use crate::text::Text;
use std::collections::BTreeSet;

/// What the board is bounded by.
pub mod limits {
    /// Longest title, in characters.
    pub const TITLE: usize = 120;
    /// Longest introduction.
    pub const INTRO: usize = 2_000;
    /// Longest reason.
    pub const REASON: usize = 500;
    /// Most items put on it or taken off it by one order.
    pub const AT_ONCE: usize = 10_000;
    /// Most items of one event, so that each travels in one piece.
    pub const PIECE: usize = 2_000;
    /// Most items there are.
    pub const ITEMS: usize = 200_000;
}

/// One order of the office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BoardOrder {
    /// Choose what it is called and shows.
    Set(BoardSet),
    /// Put suggestions on it; those that are there stay.
    Publish {
        /// Which.
        suggestions: Vec<SuggestionId>,
    },
    /// Take suggestions off it.
    Withdraw {
        /// Which.
        suggestions: Vec<SuggestionId>,
        /// Why.
        reason: String,
    },
}

/// Why not; [`BoardRefusal::code`] is stable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BoardRefusal {
    /// What holds for every order.
    Unfit(Unfit),
    /// Nobody chose yet what the board shows.
    NotSet,
    /// The rulebook does not let the board show it.
    Closed(BoardField),
    /// Everything is on the board already.
    PublishedAlready,
    /// It is not on the board.
    NotPublished {
        /// Which.
        suggestion: SuggestionId,
    },
}

impl From<Unfit> for BoardRefusal {
    fn from(unfit: Unfit) -> BoardRefusal {
        BoardRefusal::Unfit(unfit)
    }
}

impl BoardRefusal {
    /// The stable name.
    pub const fn code(&self) -> &'static str {
        match self {
            BoardRefusal::Unfit(unfit) => unfit.code(),
            BoardRefusal::NotSet => "board_not_set",
            BoardRefusal::Closed(_) => "board_field_closed",
            BoardRefusal::PublishedAlready => "board_published_already",
            BoardRefusal::NotPublished { .. } => "board_not_published",
        }
    }

    /// What is wrong, where, and what to do.
    pub fn text(&self) -> Text {
        match self {
            BoardRefusal::Unfit(unfit) => unfit.text(),
            BoardRefusal::NotSet => Text::new(
                "还没有设置公示板。请先确定标题和公示的内容。",
                "the board is not set up; choose its title and what it shows first",
            ),
            BoardRefusal::Closed(field) => {
                let label = field.label();
                Text::new(
                    format!(
                        "现行规则没有把“{}”列入公示板可以公示的内容。请取消选择，或者先修改规则。",
                        label.zh
                    ),
                    format!(
                        "the rules in force do not let the board show the {}; leave it out, or change the rules first",
                        label.en
                    ),
                )
            }
            BoardRefusal::PublishedAlready => Text::new(
                "所选的建议都已经公示，不需要再次公示。",
                "all of them are on the board already; nothing more is needed",
            ),
            BoardRefusal::NotPublished { suggestion } => Text::new(
                format!("建议{suggestion}没有公示，或者已经撤下。请刷新后重新选择。"),
                format!(
                    "{suggestion} is not on the board, or was taken off; reload and choose again"
                ),
            ),
        }
    }
}

type Decided = Result<Vec<BoardEvent>, BoardRefusal>;

/// What carrying out `order` records, by the rulebook in force.
///
/// # Errors
/// It is not in place, with the reason and what to do.
pub fn decide(
    board: &Board,
    order: BoardOrder,
    book: &Rulebook,
    ctx: &OrderContext<'_>,
) -> Decided {
    order::office(ctx.actor)?;
    match order {
        BoardOrder::Set(set) => Ok(vec![BoardEvent::BoardSet(fitting(set, book)?)]),
        BoardOrder::Publish { suggestions } => publish(board, &suggestions, ctx),
        BoardOrder::Withdraw {
            suggestions,
            reason,
        } => withdraw(board, &suggestions, &reason),
    }
}

/// With fields in the board's order, each once, and those that are always shown among them.
fn fitting(set: BoardSet, book: &Rulebook) -> Result<BoardSet, BoardRefusal> {
    let title = Text::new("公示板标题", "the board's title");
    order::line(&set.title, title, limits::TITLE)?;
    let intro = Text::new("公示板说明", "the introduction");
    order::optional_body(&set.intro, intro, limits::INTRO)?;
    if let Some(closed) = set.fields.iter().find(|one| !one.open(book)) {
        return Err(BoardRefusal::Closed(*closed));
    }
    let chosen = |one: &BoardField| one.always() || set.fields.contains(one);
    let fields = BoardField::ALL.into_iter().filter(chosen).collect();
    Ok(BoardSet { fields, ..set })
}

fn listed(suggestions: &[SuggestionId]) -> Result<(), BoardRefusal> {
    let field = Text::new("建议", "suggestions");
    order::count(suggestions.len(), field, 1, limits::AT_ONCE)?;
    order::once(suggestions.iter().map(SuggestionId::as_str))?;
    Ok(())
}

fn publish(board: &Board, suggestions: &[SuggestionId], ctx: &OrderContext<'_>) -> Decided {
    listed(suggestions)?;
    if board.set.is_none() {
        return Err(BoardRefusal::NotSet);
    }
    let on_it: BTreeSet<&SuggestionId> = board.items.keys().collect();
    let new = suggestions.iter().filter(|one| !on_it.contains(one));
    let new: Vec<SuggestionId> = new.cloned().collect();
    if new.is_empty() {
        return Err(BoardRefusal::PublishedAlready);
    }
    let field = Text::new("公示的建议", "suggestions on the board");
    order::count(board.items.len() + new.len(), field, 1, limits::ITEMS)?;
    let pieces = new.chunks(limits::PIECE).map(<[SuggestionId]>::to_vec);
    Ok(pieces
        .map(|suggestions| {
            BoardEvent::ItemsPublished(ItemsPublished {
                suggestions,
                on: ctx.today,
            })
        })
        .collect())
}

fn withdraw(board: &Board, suggestions: &[SuggestionId], reason: &str) -> Decided {
    listed(suggestions)?;
    order::body(reason, Text::new("原因", "the reason"), limits::REASON)?;
    if let Some(one) = suggestions.iter().find(|one| !published(board, one)) {
        let suggestion = one.clone();
        return Err(BoardRefusal::NotPublished { suggestion });
    }
    let pieces = suggestions.chunks(limits::PIECE);
    Ok(pieces
        .map(|piece| {
            BoardEvent::ItemsWithdrawn(ItemsWithdrawn {
                suggestions: piece.to_vec(),
                reason: reason.to_owned(),
            })
        })
        .collect())
}
