//! What falls due from one day to another.

use super::gather::{Folded, rows};
use crate::fail::Trouble;
use crate::host::Host;
use crate::mask::Mask;
use crate::projection::Projection;
use crate::projection::columns::NO_DAY;
use crate::query::Filter;
use crate::workspace::{Asker, Engine};
use chrono::NaiveDate;
use huiyin_protocol::ledger::LedgerQuery;
use huiyin_protocol::report::{CalendarDay, CalendarEntry, CalendarView};
use huiyin_rules::calendar::{DayKind, day_number, holiday_text};
use huiyin_rules::rulebook::light;
use huiyin_rules::suggestion::views::deadlines;
use huiyin_rules::{Actor, Calendar, Lang, Role};
use huiyin_store::EventStore;

/// The longest span that can be asked for, in days.
const LONGEST: i64 = 400;

impl<S: EventStore, H: Host> Engine<S, H> {
    /// Every running deadline whose last day lies in the span, and those that were over
    /// before it. Only rows whose next deadline is not later than the span are folded.
    pub(super) async fn calendar_report(
        &self,
        who: Asker<'_>,
        (from, to): (NaiveDate, NaiveDate),
        mine: bool,
    ) -> Result<CalendarView, Trouble> {
        if from > to || (to - from).num_days() > LONGEST {
            return Err(Trouble::input(
                "span_unfit",
                format!("日历的起止日期应在{LONGEST}天以内，且起日不晚于止日。请重新选择。"),
                format!(
                    "a calendar spans at most {LONGEST} days, its first day not after its last; choose again"
                ),
            ));
        }
        let today = self.today();
        let asked = {
            let state = self.state.borrow();
            let query = LedgerQuery {
                mine,
                ..LedgerQuery::default()
            };
            let filter = Filter::new(&state.projection, &query, who.actor, today);
            let last = day_number(to);
            rows(&state.projection, |dense, cells| {
                cells.due != NO_DAY && cells.due <= last && filter.keeps(&state.projection, dense)
            })
        };
        let mut entries = Vec::new();
        let mask = Mask::new(who.actor, today);
        self.gather(who, &asked, |projection, folded| {
            let cells = projection.columns.get(folded.dense);
            let blind = cells.is_some_and(|cells| mask.hides_names(&cells));
            entries.extend(due(projection, folded, (today, who.lang), blind));
        })
        .await?;
        if mine {
            entries.retain(|entry| concerns(entry, who.actor));
        }
        entries.retain(|entry| entry.due <= to);
        entries.sort_by(|a, b| (a.due, &a.number, &a.what).cmp(&(b.due, &b.number, &b.what)));
        let split = entries.partition_point(|entry| entry.due < from);
        let within = entries.split_off(split);
        let state = self.state.borrow();
        Ok(CalendarView {
            days: days(state.calendar(), (from, to), within, who.lang),
            overdue_total: u32::try_from(entries.len()).unwrap_or(u32::MAX),
            overdue: entries,
        })
    }
}

/// The running deadlines of one suggestion. Where it is evaluated back to back, a unit
/// is not told which deputies have not given their opinion.
fn due<'a>(
    projection: &'a Projection,
    folded: Folded<'a>,
    (today, lang): (NaiveDate, Lang),
    blind: bool,
) -> impl Iterator<Item = CalendarEntry> + 'a {
    let Folded {
        dense,
        one,
        book,
        calendar,
    } = folded;
    let running = deadlines(one, book, calendar).into_iter();
    running
        .filter(move |deadline| deadline.running && !(blind && deadline.deputy.is_some()))
        .map(move |deadline| CalendarEntry {
            id: one.id.clone(),
            number: projection.number(dense).to_owned(),
            title: projection.title(dense).to_owned(),
            what: deadline.kind.title().get(lang).to_owned(),
            unit: deadline.unit.or(deadline.deputy).unwrap_or_default(),
            due: deadline.due.date,
            light: light(deadline.due.date, today, book, calendar),
            provisional: deadline.due.provisional,
        })
}

/// Whether an entry of a suggestion the party has a part in is the party's business: a
/// unit is not asked for what another unit owes.
fn concerns(entry: &CalendarEntry, actor: &Actor) -> bool {
    let party = actor.acting();
    party.role != Role::Unit || entry.unit.is_empty() || entry.unit == party.name
}

fn days(
    calendar: &Calendar,
    (from, to): (NaiveDate, NaiveDate),
    entries: Vec<CalendarEntry>,
    lang: Lang,
) -> Vec<CalendarDay> {
    let mut entries = entries.into_iter().peekable();
    from.iter_days()
        .take_while(|date| *date <= to)
        .map(|date| {
            let kind = calendar.day_kind(date);
            let name = match kind {
                DayKind::Holiday(name) | DayKind::MakeUpWorkday(name) => {
                    holiday_text(name).get(lang).to_owned()
                }
                DayKind::Weekend | DayKind::Working => String::new(),
            };
            let mut due = Vec::new();
            while let Some(entry) = entries.next_if(|entry| entry.due == date) {
                due.push(entry);
            }
            CalendarDay {
                date,
                working: kind.is_working(),
                name,
                announced: calendar.covers(date),
                entries: due,
            }
        })
        .collect()
}
