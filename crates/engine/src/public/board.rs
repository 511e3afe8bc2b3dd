//! The board's page, and what the office puts on it.

use super::item;
use super::kept::{Any, Steps};
use super::{may_change, not_open, office, refused};
use crate::facts;
use crate::fail::Trouble;
use crate::host::Host;
use crate::projection::columns::flag;
use crate::state::State;
use crate::workspace::{Asker, Engine};
use crate::zh;
use chrono::NaiveDate;
use huiyin_protocol::public::{BoardQuery, BoardView, PublicReply};
use huiyin_rules::Text;
use huiyin_rules::board::{BoardField, BoardOrder, BoardSet, decide, published};
use huiyin_rules::ids::SuggestionId;
use huiyin_rules::order::OrderContext;
use huiyin_store::EventStore;
use std::collections::BTreeSet;

/// Most rows of a window.
const MOST: u32 = 200;

impl<S: EventStore, H: Host> Engine<S, H> {
    pub(super) async fn board_view(
        &self,
        who: Asker<'_>,
        query: &BoardQuery,
    ) -> Result<PublicReply, Trouble> {
        let (mut view, window) = {
            let state = &mut *self.state.borrow_mut();
            state.projection.number_ranks();
            let found = found(state, query);
            let board = state.public.board();
            let named = |of: fn(&BoardSet) -> &String| board.set.as_ref().map(of).cloned();
            let view = BoardView {
                title: named(|set| &set.title).unwrap_or_default(),
                intro: named(|set| &set.intro).unwrap_or_default(),
                fields: shown(state, self.today()).into_iter().collect(),
                open: open(state, self.today()),
                total: super::stations::number(found.len()),
                published: super::stations::number(board.items.len()),
                may_change: may_change(state, who),
                ..BoardView::default()
            };
            let window = found.into_iter().skip(query.from as usize);
            let window = window.take(query.count.min(MOST) as usize);
            let id = |dense| SuggestionId::try_from(state.projection.id(dense)).ok();
            (view, window.filter_map(id).collect::<Vec<SuggestionId>>())
        };
        let (board, fields) = {
            let state = self.state.borrow();
            (state.public.board().clone(), shown(&state, self.today()))
        };
        self.judge(&window, |judged, _| {
            let on = board.items.get(&judged.one.id).copied();
            view.rows.push(item::row(&judged, &fields, on, who.lang));
        })
        .await?;
        Ok(PublicReply::Board(Box::new(view)))
    }

    pub(super) async fn board_set(
        &self,
        who: Asker<'_>,
        title: String,
        intro: String,
        fields: Vec<BoardField>,
    ) -> Result<PublicReply, Trouble> {
        let set = BoardSet {
            title: title.trim().to_owned(),
            intro: intro.trim().to_owned(),
            fields,
        };
        self.board_order(who, BoardOrder::Set(set)).await
    }

    pub(super) async fn board_publish(
        &self,
        who: Asker<'_>,
        suggestions: Vec<SuggestionId>,
    ) -> Result<PublicReply, Trouble> {
        office(who)?;
        {
            let state = self.state.borrow();
            let unfit = suggestions.iter().find(|id| {
                let dense = state.projection.find(id.as_str());
                dense.is_none_or(|dense| !state.projection.stage(dense).counts())
            });
            if let Some(id) = unfit {
                return Err(not_in_force(&state, id));
            }
        }
        self.board_order(who, BoardOrder::Publish { suggestions })
            .await
    }

    pub(super) async fn board_withdraw(
        &self,
        who: Asker<'_>,
        suggestions: Vec<SuggestionId>,
        reason: String,
    ) -> Result<PublicReply, Trouble> {
        let order = BoardOrder::Withdraw {
            suggestions,
            reason,
        };
        self.board_order(who, order).await
    }

    async fn board_order(&self, who: Asker<'_>, order: BoardOrder) -> Result<PublicReply, Trouble> {
        office(who)?;
        self.public_carry(who, |state| -> Result<Steps, Trouble> {
            let ctx = OrderContext {
                today: self.today(),
                actor: who.actor,
            };
            let book = state.book_now(self.today()).ok_or_else(not_open)?;
            let events = decide(state.public.board(), order.clone(), book, &ctx)
                .map_err(|refusal| refused(refusal.code(), refusal.text()))?;
            let events = events.into_iter().map(Any::Board).collect();
            Ok(vec![(facts::BOARD.to_owned(), events)])
        })
        .await?;
        self.board_view(who, &BoardQuery::default()).await
    }
}

/// What is shown of each item, by the rulebook in force; before there is one, title and stage.
pub(super) fn shown(state: &State, today: NaiveDate) -> BTreeSet<BoardField> {
    let mut fields = state.public.board().fields();
    let open = open(state, today);
    fields.retain(|one| open.contains(one));
    fields
}

/// What the rulebook in force lets the board show.
fn open(state: &State, today: NaiveDate) -> Vec<BoardField> {
    let book = state.book_now(today);
    let open = |one: &BoardField| one.always() || book.is_some_and(|book| one.open(book));
    BoardField::ALL.into_iter().filter(open).collect()
}

/// The rows a query keeps, the highest number first: numbered and in force, and what is
/// on the board whatever became of it.
fn found(state: &State, query: &BoardQuery) -> Vec<u32> {
    let (projection, board) = (&state.projection, state.public.board());
    let words: Vec<String> = query.text.split_whitespace().map(folded).collect();
    let mut rows: Vec<u32> = (0..projection.len())
        .filter(|dense| {
            let on =
                SuggestionId::try_from(projection.id(*dense)).is_ok_and(|id| published(board, &id));
            let live = projection.has(*dense, flag::LIVE) && projection.stage(*dense).counts();
            if !(on || live) || query.published.is_some_and(|wanted| wanted != on) {
                return false;
            }
            let said = || {
                let (number, title) = (projection.number(*dense), projection.title(*dense));
                folded(&[number, "\n", title].concat())
            };
            words.is_empty() || {
                let said = said();
                words.iter().all(|word| said.contains(word.as_str()))
            }
        })
        .collect();
    let ranks = projection.number_ranks_known();
    let rank = |dense: &u32| ranks.get(*dense as usize).copied();
    rows.sort_unstable_by_key(|dense| std::cmp::Reverse(rank(dense)));
    rows
}

fn folded(text: &str) -> String {
    text.chars().map(zh::fold).collect()
}

fn not_in_force(state: &State, id: &SuggestionId) -> Trouble {
    let Some(dense) = state.projection.find(id.as_str()) else {
        return Trouble::no_such(id.as_str());
    };
    let title = state.projection.title(dense);
    refused(
        "board_item_unfit",
        Text::new(
            format!("《{title}》没有编号或者已不再办理，不能公示。请从所选中去掉。"),
            format!(
                "`{title}` has no number or is not handled any more and cannot be published; leave it out"
            ),
        ),
    )
}
