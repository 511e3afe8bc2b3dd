//! The board's files: what is approved, by the fields chosen, and rates over just that.

use super::item::{self, Judged};
use super::{feed, office};
use crate::fail::Trouble;
use crate::host::Host;
use crate::mask::{self, Mask};
use crate::workspace::{Asker, Engine};
use huiyin_protocol::public::PublicReply;
use huiyin_protocol::{FailureKind, Push};
use huiyin_rules::board::{
    self, BoardField, BoardFile, BoardSet, ItemFile, LEAST, RateLine, RatingCounts, UnitPart,
    unit_lines,
};
use huiyin_rules::ids::SuggestionId;
use huiyin_rules::rates::{Facts, Rate, RateCode, Tally};
use huiyin_rules::suggestion::OpinionTotals;
use huiyin_rules::{Actor, Fraction, Rating, Role, Rulebook};
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
        let wanted = self.on_board();
        let board = self.state.borrow().public.board().clone();
        let fields = board.fields();
        let mut counted = Counted::default();
        let mut items: Vec<ItemFile> = Vec::with_capacity(wanted.len());
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
                counted.add(&judged, facts);
                items.push(item::item(&judged, &board));
            })
            .await?;
        }
        let state = self.state.borrow();
        let Some(book) = state.book_now(self.today()).map(Rc::clone) else {
            return Err(Trouble::cancelled("工作区尚未打开。", "not open"));
        };
        let named = |of: fn(&BoardSet) -> &String| board.set.as_ref().map(of).cloned();
        let list = BoardFile {
            form: BoardFile::FORM.to_owned(),
            title: named(|set| &set.title).unwrap_or_default(),
            intro: named(|set| &set.intro).unwrap_or_default(),
            updated: self.today(),
            fields: fields.iter().copied().collect(),
            items: items.iter().map(|file| file.item.clone()).collect(),
            rates: counted.rates(&book, &fields),
            units: if fields.contains(&BoardField::Units) {
                unit_lines(counted.parts)
            } else {
                Vec::new()
            },
        };
        let mut files = Vec::with_capacity(items.len() + 2);
        for file in &items {
            files.push((path(&file.item.id), json(file)?));
        }
        files.push(("feed.xml".to_owned(), feed::feed(&list, &items)));
        files.push(("board.json".to_owned(), json(&list)?));
        Ok(PublicReply::Files(files))
    }

    /// One suggestion as the board would show it.
    pub(super) async fn board_preview(
        &self,
        who: Asker<'_>,
        id: &SuggestionId,
    ) -> Result<PublicReply, Trouble> {
        office(who)?;
        let board = self.state.borrow().public.board().clone();
        let mut made = None;
        self.judge(std::slice::from_ref(id), |judged, _| {
            made = Some(item::item(&judged, &board));
        })
        .await?;
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

/// What is counted over the published items, and only from what can be told of them.
#[derive(Default)]
struct Counted {
    tally: Tally,
    /// Of those whose opinions can be told: how many satisfied, of how many.
    satisfied: (u64, u64),
    parts: Vec<UnitPart>,
}

impl Counted {
    fn add(&mut self, judged: &Judged<'_>, facts: Facts) {
        // An opinion that is not told of its item could be had by subtraction from a sum
        // that holds it.
        self.tally.add(&Facts {
            rating: None,
            ..facts
        });
        let told = judged.totals.and_then(RatingCounts::of);
        if let (Some(_), Some(rating)) = (told, facts.rating) {
            self.satisfied.0 += u64::from(rating == Rating::Satisfied);
            self.satisfied.1 += 1;
        }
        let replied = |unit: &str| {
            let mut rounds = judged.one.rounds.iter();
            rounds.any(|round| round.replies().any(|reply| reply.unit == unit))
        };
        for unit in item::units(judged.one) {
            self.parts.push(UnitPart {
                unit: board::mask(unit),
                replied: replied(unit),
                opinions: judged.totals.unwrap_or_default(),
            });
        }
    }

    fn rates(&self, book: &Rulebook, fields: &BTreeSet<BoardField>) -> Vec<RateLine> {
        let rates = self.tally.rates(book);
        let mut lines = Vec::new();
        let mut add = |code: RateCode, name: &str| {
            let account = rates.explain(code, book);
            let rate = rates.get(code);
            lines.push(RateLine {
                code: name.to_owned(),
                zh: account.title.zh,
                en: account.title.en,
                numerator: rate.numerator,
                denominator: rate.denominator,
                percent: rate.percent.clone(),
                basis_zh: format!("公示的建议中：{}", account.definition.zh),
                basis_en: format!("among the published: {}", account.definition.en),
            });
        };
        add(RateCode::Replied, "replied");
        if fields.contains(&BoardField::Class) {
            add(RateCode::Completed, "completed");
        }
        if fields.contains(&BoardField::Rating) && self.satisfied.1 > 0 {
            let (numerator, denominator) = self.satisfied;
            let account = rates.explain(RateCode::Satisfied, book);
            let decimals = book.percent_decimals.value;
            lines.push(RateLine {
                code: "satisfied".to_owned(),
                zh: account.title.zh,
                en: account.title.en,
                numerator,
                denominator,
                percent: Rate::new(Fraction::new(numerator, denominator), decimals).percent,
                basis_zh: format!("公示的建议中：评价为满意的件数 ÷ 评价达到{LEAST}份、可以公布的件数"),
                basis_en: format!("among the published: rated satisfied ÷ those with the {LEAST} opinions it takes to tell them"),
            });
        }
        lines
    }
}
