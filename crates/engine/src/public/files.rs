//! The board's files: what is approved, by the fields chosen, and rates over just that.

use super::board::shown;
use super::due::{FEED, LIST, There, Written};
use super::item::{self, Judged, public_id};
use super::{feed, not_open, office};
use crate::fail::Trouble;
use crate::host::Host;
use crate::mask::{self, Mask};
use crate::workspace::{Asker, Engine};
use huiyin_protocol::public::PublicReply;
use huiyin_protocol::{FailureKind, Push};
use huiyin_rules::board::{self, BoardField, BoardSet, Projected, Whole};
use huiyin_rules::ids::SuggestionId;
use huiyin_rules::rates::Facts;
use huiyin_rules::suggestion::OpinionTotals;
use huiyin_rules::{Actor, Role};
use huiyin_store::EventStore;
use serde::Serialize;
use std::collections::BTreeSet;
use std::rc::Rc;

/// Suggestions folded before others get their turn.
const TOGETHER: usize = 200;

impl<S: EventStore, H: Host> Engine<S, H> {
    /// The files as they would be published now.
    pub(super) async fn board_files(&self, who: Asker<'_>) -> Result<PublicReply, Trouble> {
        office(who)?;
        let (set, wholes) = self.wholes().await?;
        let Written { mut items, lists } = self.written(set, wholes)?;
        items.extend(lists);
        Ok(PublicReply::Files(items))
    }

    /// How what lies on a server stands to what is approved now, and what is to be done about it.
    pub(super) async fn board_due(
        &self,
        who: Asker<'_>,
        there: &[(String, String)],
        all: bool,
    ) -> Result<PublicReply, Trouble> {
        office(who)?;
        let there = There::new(there);
        let withdrawn: BTreeSet<String> = {
            let state = self.state.borrow();
            let ids = state.public.board().withdrawn.keys();
            ids.map(|id| path(&public_id(id))).collect()
        };
        let (set, wholes) = self.wholes().await?;
        // Approving publishes nothing yet: somebody presses for that. What follows from a
        // withdrawal therefore never brings what is not there already; the lists are made of
        // just the rest, so that their rates are of what they list.
        let kept = (!all && there.has_any(&withdrawn)).then(|| {
            let there = |one: &&Whole| there.has(&path(&one.item.id));
            wholes.iter().filter(there).cloned().collect()
        });
        let kept = kept
            .map(|kept| self.written(set.clone(), kept))
            .transpose()?;
        let now = self.written(set, wholes)?;
        let due = match all {
            true => there.all(&now, &withdrawn, self.today()),
            false => there.withdrawing(&now, kept, &withdrawn, self.today()),
        };
        Ok(PublicReply::Due(due))
    }

    /// What is approved and in force, as whoever publishes it knows it.
    async fn wholes(&self) -> Result<(Option<BoardSet>, Vec<Whole>), Trouble> {
        let wanted = self.on_board();
        let (set, fields) = self.chosen();
        let mut wholes: Vec<Whole> = Vec::with_capacity(wanted.len());
        self.cancelled.set(false);
        for (index, piece) in wanted.chunks(TOGETHER).enumerate() {
            if index > 0 {
                self.host.push(Push::Progress {
                    done: (index * TOGETHER) as u64,
                    total: wanted.len() as u64,
                });
                self.host.breathe().await;
                if self.cancelled.get() {
                    return Err(super::stopped());
                }
            }
            self.judge(piece, |judged, facts| {
                wholes.push(item::whole(&judged, facts, &fields));
            })
            .await?;
        }
        Ok((set, wholes))
    }

    /// The files that the rules make of them.
    fn written(&self, set: Option<BoardSet>, wholes: Vec<Whole>) -> Result<Written, Trouble> {
        let Projected { board, items: all } = self.projected(set, wholes)?;
        let mut items = Vec::with_capacity(all.len() + 2);
        for file in &all {
            items.push((path(&file.item.id), json(file)?));
        }
        let lists = [
            (FEED.to_owned(), feed::feed(&board, &all)),
            (LIST.to_owned(), json(&board)?),
        ];
        Ok(Written { items, lists })
    }

    /// What the office set, and what is shown of it by the rulebook in force.
    fn chosen(&self) -> (Option<BoardSet>, BTreeSet<BoardField>) {
        let state = self.state.borrow();
        let set = state.public.board().set.clone();
        (set, shown(&state, self.today()))
    }

    /// What the rules make of it, by what the office set; before that, title and stage alone.
    fn projected(&self, set: Option<BoardSet>, wholes: Vec<Whole>) -> Result<Projected, Trouble> {
        let state = self.state.borrow();
        let Some(book) = state.book_now(self.today()).map(Rc::clone) else {
            return Err(not_open());
        };
        let set = set.unwrap_or_default();
        Ok(board::project(&set, self.today(), &book, wholes))
    }

    /// One suggestion as the board would show it.
    pub(super) async fn board_preview(
        &self,
        who: Asker<'_>,
        id: &SuggestionId,
    ) -> Result<PublicReply, Trouble> {
        office(who)?;
        let (set, fields) = self.chosen();
        let mut made = Vec::new();
        self.judge(std::slice::from_ref(id), |judged, facts| {
            made.push(item::whole(&judged, facts, &fields));
        })
        .await?;
        let made = self.projected(set, made)?.items.into_iter().next();
        let file = made.ok_or_else(|| Trouble::no_such(id.as_str()))?;
        Ok(PublicReply::Files(vec![(
            path(&file.item.id),
            json(&file)?,
        )]))
    }

    /// What is approved and in force, the highest number first.
    fn on_board(&self) -> Vec<SuggestionId> {
        let state = &mut *self.state.borrow_mut();
        state.projection.number_ranks();
        let projection = &state.projection;
        let ranks = projection.number_ranks_known();
        let published = state.public.board().items.keys();
        let mut found: Vec<(u32, &SuggestionId)> = published
            .filter_map(|id| {
                let dense = projection.find(id.as_str())?;
                let rank = ranks.get(dense as usize).copied()?;
                projection.stage(dense).counts().then_some((rank, id))
            })
            .collect();
        found.sort_unstable_by(|a, b| b.cmp(a));
        found.into_iter().map(|(_, id)| id.clone()).collect()
    }

    /// Folds suggestions and hands each to `take`, with what the public may count of it.
    pub(super) async fn judge(
        &self,
        ids: &[SuggestionId],
        mut take: impl FnMut(Judged<'_>, Facts),
    ) -> Result<(), Trouble> {
        let histories = self.histories(ids).await?;
        let state = self.state.borrow();
        let Some(books) = &state.books else {
            return Ok(());
        };
        let today = self.today();
        // What units may not see of the opinions, the public does not see either.
        let hidden = Mask::new(&Actor::own(Role::Unit, ""), today);
        for (id, history) in ids.iter().zip(&histories) {
            let (Some(one), _) = history.replay(id) else {
                continue;
            };
            let dense = state.projection.find(id.as_str());
            let Some((dense, cells)) =
                dense.and_then(|dense| Some((dense, state.projection.columns.get(dense)?)))
            else {
                continue;
            };
            let totals = if hidden.hides_names(&cells) {
                let told = mask::totals(&one, hidden, &cells);
                told.map(
                    |[satisfied, basically_satisfied, dissatisfied]| OpinionTotals {
                        satisfied,
                        basically_satisfied,
                        dissatisfied,
                    },
                )
            } else {
                let own = one.totals().map(|(_, _, result)| result);
                own.or_else(|| one.announced.as_ref().map(|told| told.result))
            };
            let facts = state.projection.facts(dense, hidden);
            let judged = Judged {
                one: &one,
                book: books.of(one.reckoned_from()),
                calendar: state.calendar(),
                today,
                totals,
                class: facts.class,
            };
            take(judged, facts);
        }
        Ok(())
    }
}

fn path(id: &str) -> String {
    ["item/", id, ".json"].concat()
}

fn json(value: &impl Serialize) -> Result<String, Trouble> {
    let text = serde_json::to_string(value).map_err(|error| {
        let text = error.to_string();
        Trouble::new(FailureKind::Internal, "board_unwritten", text.clone(), text)
    })?;
    Ok(text + "\n")
}
