//! Back-to-back evaluation (背靠背测评, S0.10): what a handling unit may know of the
//! deputies' opinions.
//!
//! Where the rulebook of a suggestion says so, a unit sees nothing of its opinions
//! until the evaluation is over: the window that contains it has closed; where no
//! window does, the time for feedback has passed, or it is closed. From then on it
//! sees totals, where at least the rulebook's number of opinions were given. It
//! never sees who gave which. The projection keeps for every row the day from which
//! totals may be seen (`reveal`), so that every list asks the same question.

use crate::books::Books;
use crate::facts::WorkspaceFacts;
use crate::fail::Trouble;
use crate::projection::columns::{Cells, NO_DAY, flag};
use chrono::NaiveDate;
use huiyin_rules::calendar::day_number;
use huiyin_rules::ids::EventId;
use huiyin_rules::rulebook::{RuleCode, Rulebook};
use huiyin_rules::suggestion::views::{DeadlineKind, deadlines};
use huiyin_rules::suggestion::{Context, Event, Recorded, Stage, Suggestion};
use huiyin_rules::{Actor, Calendar, Lang, Refusal, RefusalCode, Role, Text};

/// What is hidden from a party on a day.
#[derive(Clone, Copy, Debug)]
pub struct Mask {
    /// It is a unit that asks.
    unit: bool,
    today: i32,
}

impl Mask {
    /// What is hidden from `actor` on `today`.
    pub fn new(actor: &Actor, today: NaiveDate) -> Mask {
        Mask {
            unit: actor.acting().role == Role::Unit,
            today: day_number(today),
        }
    }

    /// Nothing is hidden: for what no person is shown.
    pub const OPEN: Mask = Mask {
        unit: false,
        today: 0,
    };

    /// Whether it is a unit that asks, from which anything may be hidden.
    pub const fn of_unit(self) -> bool {
        self.unit
    }

    /// Whether it is hidden who gave which opinion.
    pub const fn hides_names(self, cells: &Cells) -> bool {
        self.unit && cells.flags & flag::BLIND != 0
    }

    /// Whether the opinions themselves are hidden, totals too.
    pub const fn hides(self, cells: &Cells) -> bool {
        let known = cells.reveal != NO_DAY && self.today >= cells.reveal;
        self.hides_names(cells) && !(known && cells.flags & flag::FEW == 0)
    }

    /// The rating's number in a column, 0 where it is hidden.
    pub const fn rating(self, cells: &Cells) -> u8 {
        if self.hides(cells) { 0 } else { cells.rating }
    }
}

/// The totals of the opinions, where no more than totals may be seen or is known here:
/// satisfied, basically satisfied, dissatisfied.
///
/// A unit sees them once `mask` lets it; who holds fewer opinions than the office
/// counted sees what the office told.
pub(crate) fn totals(suggestion: &Suggestion, mask: Mask, cells: &Cells) -> Option<[u32; 3]> {
    let here = suggestion.totals();
    let told = suggestion.announced.as_ref();
    match (here, told) {
        (Some((.., result)), _) if mask.hides_names(cells) => {
            (!mask.hides(cells)).then(|| result.each())
        }
        (None, Some(told)) => Some(told.result.each()),
        (Some((round, _, result)), Some(told)) => {
            let sum = |totals: [u32; 3]| totals.iter().sum::<u32>();
            let more = sum(told.result.each()) > sum(result.each());
            (told.round == round && more).then(|| told.result.each())
        }
        (_, None) => None,
    }
}

/// Whether totals of `given` opinions are shown to units.
pub fn enough(given: usize, rulebook: &Rulebook) -> bool {
    given >= rulebook.least_opinions.value.0 as usize
}

/// The first day on which a unit may see the totals of a suggestion that is evaluated
/// back to back, as a day number; [`NO_DAY`] where none is known yet.
pub(crate) fn reveal(
    suggestion: &Suggestion,
    facts: &WorkspaceFacts,
    rulebook: &Rulebook,
    calendar: &Calendar,
) -> i32 {
    let Some((index, round)) = suggestion.rated() else {
        return NO_DAY;
    };
    let began = |day: NaiveDate| round.began.is_none_or(|began| day > began);
    let windows = facts.windows().filter(|window| {
        let asked = !window.opened.look_back || !round.look_backs.is_empty();
        asked && window.opened.items.contains(&suggestion.id) && began(window.over())
    });
    if let Some(over) = windows.map(|window| window.over()).max() {
        return day_number(over);
    }
    let closed = match &suggestion.stage {
        Stage::Closed { on, .. } => Some(day_number(*on)),
        _ => None,
    };
    let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
    let feedback = deadlines(suggestion, rulebook, calendar)
        .into_iter()
        .filter(|one| one.kind == DeadlineKind::Rule(RuleCode::Feedback) && one.round == number)
        .map(|one| day_number(one.due.date) + 1)
        .max();
    match (closed, feedback) {
        (Some(closed), Some(feedback)) => closed.min(feedback),
        (closed, feedback) => closed.or(feedback).unwrap_or(NO_DAY),
    }
}

/// Whether an event of a suggestion tells of a deputy's opinion: it is given, taken
/// back, or weighed against something. One that is not here can only be an opinion:
/// nothing else is kept from those who hold the rest.
pub fn tells_opinion(event: &Recorded, all: &[Recorded]) -> bool {
    let opinion = |event: &Event| matches!(event, Event::Evaluated(_) | Event::LookedBack(_));
    let named = |id: &EventId| {
        let target = all.iter().find(|one| one.id == *id);
        target.is_none_or(|one| opinion(&one.event))
    };
    match &event.event {
        Event::Undone(undone) => named(&undone.event),
        Event::Resolved(resolved) => named(&resolved.keep) || resolved.dropped.iter().any(named),
        other => opinion(other),
    }
}

/// A refusal as the acting party may hear it: one that names who did the latest step
/// would tell a unit which deputy gave an opinion.
pub(crate) fn refused(refusal: Refusal, context: &Context<'_>) -> Trouble {
    let unit = context.actor.acting().role == Role::Unit;
    let names = refusal.code == RefusalCode::UndoNotYours;
    let mut trouble = Trouble::from(refusal);
    if unit && names && context.rulebook.back_to_back.value {
        trouble.text = Text::new(
            "最近一步不是本单位办理的，只能由办理的一方或者人大机关撤销。",
            "The latest step is not this unit's; only those who took it or the congress office can undo it.",
        );
    }
    trouble
}

/// Whether any rulebook in force has evaluation back to back.
pub fn anywhere(books: &Books) -> bool {
    books
        .newest_first()
        .any(|(_, one)| one.rulebook.back_to_back.value)
}

/// Why opinions are hidden, for the unit that would like to see them.
pub fn reason(cells: &Cells, today: NaiveDate, lang: Lang) -> String {
    let over = cells.reveal != NO_DAY && day_number(today) >= cells.reveal;
    let (zh, en) = if over {
        (
            "实行背靠背测评；收到的评价份数少于规定的最少份数，不公布汇总。",
            "Evaluated back to back; fewer opinions came in than totals are shown of.",
        )
    } else {
        (
            "实行背靠背测评；测评结束后公布汇总，不公布各位代表的评价。",
            "Evaluated back to back; totals are shown after the evaluation, never who gave which opinion.",
        )
    };
    lang_text(lang, zh, en).to_owned()
}

fn lang_text<'a>(lang: Lang, zh: &'a str, en: &'a str) -> &'a str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}
