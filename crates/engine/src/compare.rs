//! What another rulebook or calendar would move: running deadlines, lights, quota, rates.
//!
//! Suggestions under way, and those of this year, are folded once and judged on both
//! sides. Nothing is written.

use crate::adopt::{longer, office_only, own_book};
use crate::books::Books;
use crate::fail::Trouble;
use crate::host::Host;
use crate::order;
use crate::projection::columns::{Cells, NO_DAY, flag};
use crate::projection::{Projection, stage_of};
use crate::workspace::{Asker, Engine};
use chrono::{Datelike, NaiveDate};
use huiyin_protocol::report::{ChangeView, MovedDeadline};
use huiyin_protocol::rulebook::{Existing, Looked};
use huiyin_rules::rates::{RateCode, Tally};
use huiyin_rules::rulebook::{Light, compare, light};
use huiyin_rules::suggestion::views::{Deadline, deadlines, next_deadline};
use huiyin_rules::suggestion::{StageName, Suggestion};
use huiyin_rules::{Calendar, Lang, Rulebook};
use huiyin_store::EventStore;
use std::rc::Rc;

/// Moved deadlines that are listed.
const LISTED: usize = 500;

/// Rulebooks and calendar on one side.
#[derive(Clone, Copy)]
struct Side<'a> {
    books: &'a Books,
    calendar: &'a Calendar,
    today: NaiveDate,
}

impl<'a> Side<'a> {
    fn book(self, one: &Suggestion) -> &'a Rc<Rulebook> {
        self.books.of(one.reckoned_from())
    }

    /// The rulebook in force today.
    fn now(self) -> &'a Rulebook {
        self.books.of(Some(self.today))
    }

    fn running(self, one: &Suggestion) -> Vec<Deadline> {
        let mut all = deadlines(one, self.book(one), self.calendar);
        all.retain(|one| one.running);
        all
    }

    /// The light of the next one; what has none running is done.
    fn light(self, one: &Suggestion, running: &[Deadline]) -> Light {
        next_deadline(running).map_or(Light::Done, |next| {
            light(next.due.date, self.today, self.book(one), self.calendar)
        })
    }
}

impl<S: EventStore, H: Host> Engine<S, H> {
    pub(crate) async fn rulebook_look(
        &self,
        who: Asker<'_>,
        document: &str,
        from: NaiveDate,
        existing: Existing,
    ) -> Result<Looked, Trouble> {
        office_only(who)?;
        let book = match own_book(document) {
            Ok(book) => book,
            Err(fault) => return Ok(Looked::Wrong(fault.view(who.lang))),
        };
        let (before, days) = self.in_force()?;
        let rules = compare(before.newest(), &book)
            .into_iter()
            .map(|one| {
                let text = |text: huiyin_rules::Text| text.get(who.lang).to_owned();
                (text(one.title), text(one.from), text(one.to))
            })
            .collect();
        let after = before.with(book, from, existing);
        let change = ChangeView {
            rules,
            ..ChangeView::default()
        };
        self.compared(who, (&before, &days), (&after, &days), change)
            .await
    }

    pub(crate) async fn calendar_look(
        &self,
        who: Asker<'_>,
        document: &str,
    ) -> Result<Looked, Trouble> {
        office_only(who)?;
        let (books, days) = self.in_force()?;
        let after = match longer(&days, document) {
            Ok(after) => after,
            Err(fault) => return Ok(Looked::Wrong(fault.view(who.lang))),
        };
        let days_changed = days.changes(&after).into_iter().map(|one| {
            let text = |text: &huiyin_rules::Text| text.get(who.lang).to_owned();
            (one.date.to_string(), text(&one.from), text(&one.to))
        });
        let change = ChangeView {
            days: days_changed.collect(),
            ..ChangeView::default()
        };
        self.compared(who, (&books, &days), (&books, &after), change)
            .await
    }

    fn in_force(&self) -> Result<(Books, crate::books::Days), Trouble> {
        let state = self.state.borrow();
        let books = state.books.clone().ok_or_else(|| {
            Trouble::input(
                "not_open",
                "工作区尚未打开，请刷新页面。",
                "the workspace is not open; reload the page",
            )
        })?;
        Ok((books, state.days.clone()))
    }

    async fn compared(
        &self,
        who: Asker<'_>,
        before: (&Books, &Calendar),
        after: (&Books, &Calendar),
        mut change: ChangeView,
    ) -> Result<Looked, Trouble> {
        let today = self.today();
        let side = |(books, calendar)| Side {
            books,
            calendar,
            today,
        };
        let (before, after) = (side(before), side(after));
        let looks_back = before.now().look_back.value != after.now().look_back.value;
        let rows = concerned(&self.state.borrow().projection, today, looks_back);
        let mut tallies = [Tally::default(), Tally::default()];
        let mut moved: Vec<MovedDeadline> = Vec::new();
        let same_days = before.calendar.id() == after.calendar.id();
        self.gather(who, &rows, |projection, folded| {
            let one = folded.one;
            let this_year = projection
                .columns
                .get(folded.dense)
                .is_some_and(|cells| i32::from(cells.year) == today.year());
            if this_year {
                let [old, new] = &mut tallies;
                old.add(&one.facts(before.book(one)));
                new.add(&one.facts(after.book(one)));
            }
            if Rc::ptr_eq(before.book(one), after.book(one)) && same_days {
                change.kept += 1;
                return;
            }
            let (old, new) = (before.running(one), after.running(one));
            let lights = (before.light(one, &old), after.light(one, &new));
            if lights.0 != lights.1 {
                turned(&mut change.lights, lights);
            }
            differing(one, (&old, &new), who.lang, &mut moved);
        })
        .await?;
        change.moved_total = u32::try_from(moved.len()).unwrap_or(u32::MAX);
        let first = |at: usize| moved.get(at).map(|one| (one.to.or(one.from), &one.number));
        let mut order = order::indices(moved.len(), &|a, b| first(a).cmp(&first(b)));
        order.truncate(LISTED);
        change.moved = order
            .into_iter()
            .filter_map(|at| moved.get(at as usize).cloned())
            .collect();
        change.figures = figures((before.now(), after.now()), &tallies, who.lang);
        Ok(Looked::Good(Box::new(change)))
    }
}

/// The rows a change can move: those under way, those with a running deadline, those
/// of this year; all that were replied to where looking back begins or ends.
fn concerned(projection: &Projection, today: NaiveDate, looks_back: bool) -> Vec<u32> {
    let keep = |cells: &Cells| {
        let stage = stage_of(cells.stage);
        let gone = matches!(
            stage,
            StageName::Void | StageName::Merged | StageName::NotAccepted
        );
        let this_year = i32::from(cells.year) == today.year();
        let may = stage != StageName::Closed || cells.due != NO_DAY || this_year || looks_back;
        cells.flags & flag::LIVE != 0 && !gone && may
    };
    (0..projection.len())
        .filter(|dense| {
            projection
                .columns
                .get(*dense)
                .is_some_and(|cells| keep(&cells))
        })
        .collect()
}

fn turned(lights: &mut Vec<(Light, Light, u32)>, (from, to): (Light, Light)) {
    match lights.iter_mut().find(|one| (one.0, one.1) == (from, to)) {
        Some((.., count)) => *count += 1,
        None => lights.push((from, to, 1)),
    }
}

/// The deadlines that run on one side only, or end on another day.
fn differing(
    one: &Suggestion,
    (old, new): (&[Deadline], &[Deadline]),
    lang: Lang,
    moved: &mut Vec<MovedDeadline>,
) {
    let same = |a: &Deadline, b: &Deadline| {
        (a.kind, a.round, &a.unit, &a.deputy) == (b.kind, b.round, &b.unit, &b.deputy)
    };
    let day = |all: &[Deadline], wanted: &Deadline| {
        let found = all.iter().find(|other| same(other, wanted));
        found.map(|other| other.due.date)
    };
    let only_new = new
        .iter()
        .filter(|wanted| !old.iter().any(|other| same(other, wanted)));
    for deadline in old.iter().chain(only_new) {
        let (from, to) = (day(old, deadline), day(new, deadline));
        if from == to {
            continue;
        }
        let whose = deadline.unit.clone().or_else(|| deadline.deputy.clone());
        moved.push(MovedDeadline {
            id: one.id.clone(),
            number: one.number.clone().unwrap_or_default(),
            title: one.dossier.title.clone(),
            what: deadline.kind.title().get(lang).to_owned(),
            unit: whose.unwrap_or_default(),
            from,
            to,
        });
    }
}

/// The quota of key supervision and the rates of this year, where they differ.
fn figures(
    (old, new): (&Rulebook, &Rulebook),
    [before, after]: &[Tally; 2],
    lang: Lang,
) -> Vec<(String, String, String)> {
    let mut figures = Vec::new();
    let mut add = |name: &str, before: String, after: String| {
        if before != after {
            figures.push((name.to_owned(), before, after));
        }
    };
    let (old_rates, new_rates) = (before.rates(old), after.rates(new));
    let quota = |book: &Rulebook, total: u64, key: u64| match book.key_quota.value {
        None if lang == Lang::Zh => format!("未规定，现有{key}件"),
        None => format!("not set; {key} there are"),
        Some(share) => {
            let (part, whole) = (share.numerator, share.denominator.max(1));
            let required = (total * part).div_ceil(whole);
            match lang {
                Lang::Zh => format!("{total}件应有{required}件，现有{key}件"),
                Lang::En => format!("{required} of {total} are asked for; {key} there are"),
            }
        }
    };
    let name = if lang == Lang::Zh {
        "本年重点督办"
    } else {
        "Key supervision this year"
    };
    add(
        name,
        quota(old, old_rates.total, old_rates.key),
        quota(new, new_rates.total, new_rates.key),
    );
    for code in RateCode::ALL {
        let shown = |rate: Option<String>| rate.map_or_else(|| "—".to_owned(), |p| p + "%");
        let label = new_rates.explain(code, new).title;
        add(
            label.get(lang),
            shown(old_rates.get(code).percent.clone()),
            shown(new_rates.get(code).percent.clone()),
        );
    }
    figures
}
