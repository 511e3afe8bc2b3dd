//! The mid-year gate (时间过半任务过半, S1.12): what was replied to by its day, unit by
//! unit, and whom to warn.

use super::gather::{Folded, of_year};
use crate::fail::Trouble;
use crate::host::Host;
use crate::projection::columns::flag;
use crate::workspace::{Asker, Engine};
use chrono::NaiveDate;
use huiyin_protocol::ledger::LedgerQuery;
use huiyin_protocol::report::{MidYearUnit, MidYearView};
use huiyin_rules::rulebook::RuleCode;
use huiyin_rules::suggestion::views::{Deadline, DeadlineKind, deadlines};
use huiyin_rules::suggestion::{Round, StageName, Suggestion};
use huiyin_rules::{Fraction, Lang};
use huiyin_store::EventStore;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// What is counted, of one unit or of all.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    owed: u64,
    done: u64,
    overdue: u32,
}

impl<S: EventStore, H: Host> Engine<S, H> {
    /// How much of a year was replied to by the gate's day, or by today before that. What
    /// was assigned only after that day is not owed by then.
    pub(super) async fn mid_year_report(
        &self,
        who: Asker<'_>,
        year: i32,
    ) -> Result<MidYearView, Trouble> {
        let today = self.today();
        let book = self.book_of_year(year)?;
        let gate = book.mid_year.value;
        let day = gate.and_then(|gate| {
            NaiveDate::from_ymd_opt(year, u32::from(gate.month), u32::from(gate.day))
        });
        let until = day.map_or(today, |day| day.min(today));
        let asked = {
            let projection = &self.state.borrow().projection;
            let mut asked = of_year(projection, year);
            asked.retain(|dense| !projection.has(*dense, flag::MATTER));
            asked
        };
        let (mut whole, mut units) = (Count::default(), BTreeMap::new());
        self.gather(who, &asked, |_, folded| {
            count(folded, (until, today), &mut whole, &mut units);
        })
        .await?;
        let share = gate.map(|gate| gate.share);
        let enough = |done: Fraction| {
            let missed = |share| done.compare(share) == Some(Ordering::Less);
            !share.is_some_and(missed)
        };
        let line = |(unit, count): (String, Count)| {
            let done = Fraction::new(count.done, count.owed);
            MidYearUnit {
                warn: match share.filter(|_| !enough(done)) {
                    Some(share) => warning(done, share, until, who.lang),
                    None => String::new(),
                },
                done,
                overdue: count.overdue,
                open: LedgerQuery {
                    reply_unit: Some(unit.clone()),
                    year: Some(year),
                    stages: vec![StageName::Assigned, StageName::Handling],
                    ..LedgerQuery::default()
                },
                unit,
            }
        };
        let mut units: Vec<MidYearUnit> = units.into_iter().map(line).collect();
        units.sort_by(|a, b| {
            let calm = |one: &MidYearUnit| one.warn.is_empty();
            let share = || a.done.compare(b.done).unwrap_or(Ordering::Equal);
            calm(a).cmp(&calm(b)).then_with(share)
        });
        let done = Fraction::new(whole.done, whole.owed);
        let rule = super::rule_lines(&book, &["mid-year"], who.lang);
        let (rule, source) = rule.into_iter().next().unwrap_or_default();
        Ok(MidYearView {
            year,
            gate: day,
            rule,
            source,
            done,
            passed: enough(done),
            units,
        })
    }
}

fn count(
    folded: Folded<'_>,
    (until, today): (NaiveDate, NaiveDate),
    whole: &mut Count,
    units: &mut BTreeMap<String, Count>,
) {
    let one = folded.one;
    let (Some(first), Some(last)) = (one.rounds.first(), one.rounds.last()) else {
        return;
    };
    if first.began.is_some_and(|began| began > until) {
        return;
    }
    let all = deadlines(one, folded.book, folded.calendar);
    let late = |unit: &str| {
        let owed = |due: &&Deadline| {
            let reply = DeadlineKind::Rule(RuleCode::Reply);
            let again = DeadlineKind::Rule(RuleCode::Rehandle);
            due.running && (due.kind == reply || due.kind == again)
        };
        let mut owed = all.iter().filter(owed);
        owed.any(|due| due.unit.as_deref() == Some(unit) && due.due.date < today)
    };
    let mut every = true;
    for lane in last.lanes.iter().filter(|lane| lane.role.replies()) {
        let count = units.entry(lane.unit.clone()).or_default();
        let done = replied_by(one, &lane.unit, until);
        every &= done;
        count.owed += 1;
        count.done += u64::from(done);
        count.overdue += u32::from(late(&lane.unit));
    }
    whole.owed += 1;
    whole.done += u64::from(every);
}

/// Whether a unit had replied by a day. A reply whose day the ledger does not state counts.
fn replied_by(one: &Suggestion, unit: &str, until: NaiveDate) -> bool {
    let mut replies = one.rounds.iter().flat_map(Round::replies);
    replies.any(|reply| reply.unit == unit && reply.on.is_none_or(|on| on <= until))
}

fn warning(done: Fraction, share: Fraction, until: NaiveDate, lang: Lang) -> String {
    let (n, d) = (done.numerator, done.denominator);
    let now = done.percent(1).unwrap_or_default();
    let least = share.percent(0).unwrap_or_default();
    match lang {
        Lang::Zh => format!("截至{until}已答复{n}件，应办{d}件（{now}%），未达到{least}%，请提醒"),
        Lang::En => format!("{n} of {d} replied to by {until} ({now} %), short of {least} %: warn"),
    }
}
