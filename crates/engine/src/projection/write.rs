//! From a folded suggestion to its row.

use super::columns::{Cells, NEVER, NO_DAY, flag, lane, signer};
use super::row::{class_index, due_index, rating_index};
use super::{Projection, pool::Span, stage_index};
use crate::books::Books;
use crate::mask;
use crate::zh;
use chrono::{Datelike, NaiveDate};
use huiyin_rules::calendar::{DueDate, day_number};
use huiyin_rules::suggestion::state::{Lane, LaneState, Round};
use huiyin_rules::suggestion::views::{DeadlineKind, next_due};
use huiyin_rules::suggestion::{Kind, LaneRole, RedoStep, StageName, Suggestion};
use huiyin_rules::{Calendar, Rulebook};

/// The rules by which rows are judged.
#[derive(Clone, Copy, Debug)]
pub struct Basis<'a> {
    /// The rulebooks in force.
    pub books: &'a Books,
    /// The calendar.
    pub calendar: &'a Calendar,
}

/// A suggestion that was folded anew.
#[derive(Clone, Copy, Debug)]
pub struct Folded<'a> {
    /// Its state; `None` where no event that stands makes it one.
    pub suggestion: Option<&'a Suggestion>,
    /// Units it was ever given to.
    pub given_to: &'a [&'a str],
    /// Contradictions found.
    pub anomalies: usize,
}

impl Projection {
    /// Writes the row of a suggestion that was folded anew. Where no event that
    /// stands makes it one, its row is then not live.
    pub fn write(&mut self, dense: u32, folded: Folded<'_>, basis: Basis<'_>) {
        let Some(old) = self.columns.get(dense) else {
            return;
        };
        let anomalies = u16::try_from(folded.anomalies).unwrap_or(u16::MAX);
        self.contest(
            dense,
            folded.suggestion.map_or(0, |one| one.conflicts.len()),
        );
        let Some(suggestion) = folded.suggestion else {
            let blank = Cells {
                anomalies,
                positions: old.positions,
                ..Cells::blank(old.id)
            };
            self.columns.set(dense, blank);
            self.forget_orders();
            return;
        };
        let number = suggestion.number.as_deref().unwrap_or("");
        let dossier = &suggestion.dossier;
        if self.texts.get(old.number) != number || self.texts.get(old.title) != dossier.title {
            self.forget_orders();
        }
        let book = basis.books.index_of(suggestion.reckoned_from());
        let rulebook = &*basis.books.get(book).rulebook;
        let signers = self.signers(suggestion);
        let lanes = self.lanes(suggestion, folded.given_to, rulebook);
        let searched = searched(suggestion);
        let next = next(suggestion, rulebook, basis.calendar);
        let assigned = suggestion.rounds.first().and_then(|round| round.began);
        let met = suggestion
            .rounds
            .iter()
            .flat_map(|round| &round.consultations);
        let replies = suggestion.rounds.iter().flat_map(|round| round.replies());
        let blind = rulebook.back_to_back.value && suggestion.rating().is_some();
        let cells = Cells {
            id: old.id,
            number: self.keep_text(old.number, number),
            title: self.keep_text(old.title, &dossier.title),
            search: if self.search.get(old.search) == searched {
                old.search
            } else {
                self.search.add(&searched)
            },
            stage: stage_index(suggestion.stage.name()),
            class: suggestion.class().map_or(0, class_index),
            rating: suggestion.rating().map_or(0, rating_index),
            flags: flags(
                suggestion,
                rulebook,
                next.as_ref().is_some_and(|next| next.1.provisional),
            ),
            book,
            category: self.names.intern(dossier.category.as_deref().unwrap_or("")),
            delegation: self
                .names
                .intern(dossier.delegation.as_deref().unwrap_or("")),
            leader: self
                .names
                .intern(suggestion.leader.as_deref().unwrap_or("")),
            import: self
                .names
                .intern(suggestion.source.as_ref().map_or("", |s| s.import.as_str())),
            signers: self.words.replace(old.signers, &signers),
            lanes: self.words.replace(old.lanes, &lanes),
            assigned: day(assigned),
            consulted: day(met.filter_map(|met| met.on).max()),
            replied: day(replies.filter_map(|reply| reply.on).max()),
            due: day(next.as_ref().map(|next| next.1.date)),
            warn: day(next
                .as_ref()
                .map(|next| rulebook.warn_from(next.1.date, basis.calendar))),
            reveal: if blind {
                mask::reveal(suggestion, &self.facts, rulebook, basis.calendar)
            } else {
                NO_DAY
            },
            look_back: self.looking_back(suggestion, rulebook),
            due_kind: next.map_or(0, |next| due_index(next.0)),
            year: year(assigned, number),
            rounds: u16::try_from(suggestion.rounds.len()).unwrap_or(u16::MAX),
            anomalies,
            positions: old.positions,
        };
        self.columns.set(dense, cells);
    }

    fn keep_text(&mut self, old: Span, text: &str) -> Span {
        if self.texts.get(old) == text {
            old
        } else {
            self.texts.add(text)
        }
    }

    fn signers(&mut self, suggestion: &Suggestion) -> Vec<u32> {
        let dossier = &suggestion.dossier;
        let names = std::iter::once(&dossier.lead).chain(&dossier.co_signers);
        let round = suggestion.round();
        let bits = |name: &str| {
            let rated = round.is_some_and(|r| r.evaluations.iter().any(|e| e.deputy == name));
            let looked = round.is_some_and(|r| r.look_backs.iter().any(|e| e.deputy == name));
            (u32::from(rated) * signer::EVALUATED) | (u32::from(looked) * signer::LOOKED_BACK)
        };
        names
            .map(|name| self.names.intern(name) << signer::SHIFT | bits(name))
            .collect()
    }

    /// The units of the current round, then those that had a part before.
    fn lanes(
        &mut self,
        suggestion: &Suggestion,
        given_to: &[&str],
        rulebook: &Rulebook,
    ) -> Vec<u32> {
        let lanes = suggestion
            .round()
            .into_iter()
            .flat_map(|round| round.lanes.iter().map(move |one| (round, one)));
        let owed = Owed::of(suggestion, rulebook);
        let mut words: Vec<u32> = lanes
            .map(|(round, one)| self.names.intern(&one.unit) << lane::SHIFT | owed.bits(round, one))
            .collect();
        for unit in given_to {
            let symbol = self.names.intern(unit);
            if words.iter().all(|word| word >> lane::SHIFT != symbol) {
                words.push(symbol << lane::SHIFT | lane::PAST);
            }
        }
        words
    }

    /// The day before which the deputies are asked to look back; `NO_DAY` where they are not.
    fn looking_back(&self, suggestion: &Suggestion, rulebook: &Rulebook) -> i32 {
        let in_force = matches!(
            suggestion.stage.name(),
            StageName::Replied | StageName::Evaluated | StageName::Closed
        );
        if !in_force {
            return NO_DAY;
        }
        if rulebook.look_back.value.is_some() && suggestion.look_backs().next().is_none() {
            return NEVER;
        }
        let windows = self.facts.windows().filter(|window| {
            window.opened.look_back && window.opened.items.contains(&suggestion.id)
        });
        day(windows.map(|window| window.over()).max())
    }
}

/// What units still owe, beside the reply.
struct Owed<'a> {
    /// Whether assisting units can still give their opinion.
    opinions: bool,
    /// Units whose reply was not handed to every signing deputy.
    undelivered: Vec<&'a str>,
    /// Whether a step of handling again is not evidenced.
    redo: bool,
}

impl<'a> Owed<'a> {
    fn of(suggestion: &'a Suggestion, rulebook: &Rulebook) -> Owed<'a> {
        let stage = suggestion.stage.name();
        let handled = matches!(stage, StageName::Assigned | StageName::Handling);
        let round = suggestion.round();
        let lead_replied = round.is_some_and(|round| round.replies().next().is_some());
        // What a ledger says was replied was handed over, too.
        let deliver = suggestion.source.is_none() && stage == StageName::Replied;
        let steps = || suggestion.missing_redo(rulebook);
        Owed {
            opinions: handled && !lead_replied,
            undelivered: if deliver {
                let units = suggestion.undelivered().into_iter();
                units.map(|(unit, _)| unit).collect()
            } else {
                Vec::new()
            },
            redo: (handled || matches!(stage, StageName::Replied | StageName::Evaluated))
                && steps().iter().any(|step| *step != RedoStep::Reply),
        }
    }

    fn bits(&self, round: &Round, one: &Lane) -> u32 {
        let assisting = one.role == LaneRole::Assisting;
        let mut bits = match &one.state {
            LaneState::Waiting => lane::WAITING,
            LaneState::Working { .. } => lane::WORKING,
            LaneState::GivenBack => {
                return lane::GIVEN_BACK | (u32::from(assisting) * lane::ASSISTING);
            }
            LaneState::Done(reply) if reply.promises() && !round.kept(&one.unit) => lane::PROMISED,
            LaneState::Done(_) => 0,
        };
        let given = |unit: &str| round.opinions.iter().any(|opinion| opinion.unit == unit);
        for (set, bit) in [
            (assisting, lane::ASSISTING),
            (
                assisting && self.opinions && !given(&one.unit),
                lane::OPINION,
            ),
            (
                self.undelivered.contains(&one.unit.as_str()),
                lane::UNDELIVERED,
            ),
            (!assisting && self.redo, lane::REDO),
        ] {
            if set {
                bits |= bit;
            }
        }
        bits
    }
}

/// The next running deadline: what, when, whether it may move.
fn next(
    suggestion: &Suggestion,
    rulebook: &Rulebook,
    calendar: &Calendar,
) -> Option<(DeadlineKind, DueDate)> {
    let may_run = match suggestion.stage.name() {
        StageName::Draft | StageName::SentBack | StageName::NotAccepted => false,
        StageName::Merged | StageName::Void => false,
        StageName::Submitted | StageName::Screened | StageName::Registered => true,
        StageName::Assigned | StageName::Handling | StageName::Replied => true,
        // Most are over and done with: they cost nothing.
        StageName::Evaluated | StageName::Closed => {
            promised(suggestion)
                || rulebook.look_back.value.is_some()
                || !rulebook.contacts.value.is_empty()
        }
    };
    may_run
        .then(|| next_due(suggestion, rulebook, calendar))
        .flatten()
}

/// Whether a reply promised something that is not kept yet.
fn promised(suggestion: &Suggestion) -> bool {
    !suggestion.open_promises().is_empty()
}

fn flags(suggestion: &Suggestion, rulebook: &Rulebook, provisional: bool) -> u32 {
    let facts = suggestion.facts(rulebook);
    let in_round = |is: &dyn Fn(&Round) -> bool| suggestion.round().is_some_and(is);
    let rated = suggestion.rated();
    let bits = [
        (true, flag::LIVE),
        (facts.counted, flag::COUNTED),
        (facts.replied, flag::REPLIED),
        (facts.consulted, flag::CONSULTED),
        (facts.contacts, flag::CONTACTS),
        (facts.assigned, flag::ASSIGNED),
        (promised(suggestion), flag::PROMISED),
        (provisional, flag::PROVISIONAL),
        (in_round(&|round| round.given_back()), flag::GIVEN_BACK),
        (facts.key, flag::KEY),
        (suggestion.dossier.kind == Kind::Motion, flag::MOTION),
        (suggestion.dossier.kind == Kind::Matter, flag::MATTER),
        (
            facts.counted && in_round(&|round| round.suspended().is_some()),
            flag::SUSPENDED,
        ),
        (
            facts.counted && in_round(&|round| !round.replied() && !round.disagreeing().is_empty()),
            flag::DISAGREED,
        ),
        (
            suggestion
                .rounds
                .iter()
                .any(|round| !round.fulfilled.is_empty()),
            flag::KEPT,
        ),
        (!suggestion.assessments.is_empty(), flag::ASSESSED),
        (suggestion.voted_down(rulebook).is_some(), flag::VOTED_DOWN),
        (rulebook.back_to_back.value, flag::BLIND),
        (
            rated.is_some_and(|(_, round)| !mask::enough(round.standing().count(), rulebook)),
            flag::FEW,
        ),
    ];
    bits.iter()
        .filter(|(set, _)| *set)
        .fold(0, |flags, (_, bit)| flags | bit)
}

/// What a search looks into: the texts as written, then their initials, a line each.
fn searched(suggestion: &Suggestion) -> String {
    let dossier = &suggestion.dossier;
    let lanes = suggestion.round().map_or(&[][..], |round| &round.lanes);
    let spoken: Vec<&str> = std::iter::once(dossier.title.as_str())
        .chain(std::iter::once(dossier.lead.as_str()))
        .chain(dossier.co_signers.iter().map(String::as_str))
        .chain(lanes.iter().map(|one| one.unit.as_str()))
        .collect();
    let mut out = String::new();
    let number = suggestion.number.as_deref().unwrap_or("");
    for text in std::iter::once(number).chain(spoken.iter().copied()) {
        out.extend(text.chars().map(zh::fold));
        out.push('\n');
    }
    for text in spoken {
        zh::push_initials(&mut out, text);
        out.push('\n');
    }
    out
}

fn year(assigned: Option<NaiveDate>, number: &str) -> u16 {
    let stated = assigned.and_then(|day| u16::try_from(day.year()).ok());
    let digits: String = number
        .chars()
        .map(zh::fold)
        .skip_while(|c| !c.is_ascii_digit())
        .collect();
    let numbered = digits.get(..4).and_then(|year| year.parse().ok());
    stated
        .or(numbered.filter(|year| (1949..2200).contains(year)))
        .unwrap_or(0)
}

fn day(date: Option<NaiveDate>) -> i32 {
    date.map_or(NO_DAY, day_number)
}
