//! Key supervision of a year: the quota, what is chosen, what is proposed, and the
//! committees' parts (S0.11, S1.5, S4.8, S4.10).

mod proposed;

use super::gather::{of_year, rows};
use crate::fail::Trouble;
use crate::host::Host;
use crate::projection::columns::flag;
use crate::projection::row::Shown;
use crate::workspace::{Asker, Engine};
use huiyin_protocol::report::{Alarm, CommitteeLine, KeyChosen, KeyView};
use huiyin_rules::report::{Committees, KeyCount, Quota};
use huiyin_rules::suggestion::KeyCriterion;
use huiyin_rules::{Lang, Rulebook};
use huiyin_store::EventStore;

/// What is known of one under key supervision.
struct Marked {
    dense: u32,
    supervisor: String,
    committee: String,
    criteria: Vec<KeyCriterion>,
    supervised: u32,
}

impl<S: EventStore, H: Host> Engine<S, H> {
    /// Key supervision of a year, by the rulebook in force at its end.
    pub(super) async fn key_report(&self, who: Asker<'_>, year: i32) -> Result<KeyView, Trouble> {
        let book = self.book_of_year(year)?;
        let (total, marked) = {
            let projection = &self.state.borrow().projection;
            let mut all = of_year(projection, year);
            all.retain(|dense| !projection.has(*dense, flag::MATTER));
            let total = all.len() as u64;
            all.retain(|dense| projection.has(*dense, flag::KEY));
            (total, all)
        };
        let (chosen, count, committees) = self.marked(who, year, &marked).await?;
        let count = KeyCount { total, ..count };
        let candidates = self.candidates(who, year, &book).await?;
        let quota = Quota::of(total, count.key, &book);
        let rule = super::rule_lines(&book, &["key-quota"], who.lang);
        let (rule, source) = rule.into_iter().next().unwrap_or_default();
        let state = self.state.borrow();
        let shown = Shown::to(who.actor, self.today(), state.calendar(), who.lang);
        let mut view = KeyView {
            year,
            total,
            key: count.key,
            required: quota.as_ref().map(|quota| quota.required),
            missing: quota.as_ref().map_or(0, |quota| quota.missing),
            arithmetic: quota.map_or_else(String::new, |quota| {
                quota.arithmetic.get(who.lang).to_owned()
            }),
            rule,
            source,
            alarms: alarms(year, &count, &committees, &book, who.lang),
            candidates,
            committees: lines(&committees, &book),
            chosen: Vec::new(),
        };
        let labels = |criteria: &[KeyCriterion]| -> Vec<String> {
            let criteria = criteria.iter();
            criteria
                .map(|criterion| criterion.label().get(who.lang).to_owned())
                .collect()
        };
        for one in chosen {
            view.chosen
                .extend(state.projection.row(one.dense, shown).map(|row| KeyChosen {
                    row,
                    supervisor: one.supervisor,
                    committee: one.committee,
                    criteria: labels(&one.criteria),
                    supervised: one.supervised,
                }));
        }
        Ok(view)
    }

    /// What is under key supervision, among `rows` of the year, and what committees did
    /// in it with suggestions of whichever year.
    async fn marked(
        &self,
        who: Asker<'_>,
        year: i32,
        rows_of_year: &[u32],
    ) -> Result<(Vec<Marked>, KeyCount, Committees), Trouble> {
        let (mut asked, mut committees) = {
            let projection = &self.state.borrow().projection;
            let assessed = rows(projection, |_, cells| cells.flags & flag::ASSESSED != 0);
            (
                assessed,
                Committees::new(year, projection.facts.committees()),
            )
        };
        asked.extend(rows_of_year);
        asked.sort_unstable();
        asked.dedup();
        let (mut marked, mut count) = (Vec::new(), KeyCount::default());
        self.gather(who, &asked, |_, folded| {
            let of_year = rows_of_year.binary_search(&folded.dense).is_ok();
            committees.add(folded.one, of_year);
            if !of_year {
                return;
            }
            count.add(folded.one);
            let Some(key) = &folded.one.key else { return };
            marked.push(Marked {
                dense: folded.dense,
                supervisor: key.supervisor.clone().unwrap_or_default(),
                committee: key.committee.clone().unwrap_or_default(),
                criteria: key.criteria.clone(),
                supervised: u32::try_from(folded.one.supervisions.len()).unwrap_or(u32::MAX),
            });
        })
        .await?;
        Ok((marked, count, committees))
    }
}

/// Everything that is missed, each with its rule's source.
fn alarms(
    year: i32,
    count: &KeyCount,
    committees: &Committees,
    book: &Rulebook,
    lang: Lang,
) -> Vec<Alarm> {
    let mut missed = count.alarms(year, book);
    let behind = committees.alarm(book);
    missed.extend(behind.map(|text| ("committee-evaluations", text)));
    let source = |rule: &str| match rule {
        "key-leaders" => &book.key_leaders.source,
        "committee-evaluations" => &book.committee_evaluations.source,
        _ => &book.key_quota.source,
    };
    let missed = missed.into_iter().map(|(rule, text)| Alarm {
        rule: rule.to_owned(),
        text: text.get(lang).to_owned(),
        source: super::cited(source(rule), lang),
    });
    missed.collect()
}

fn lines(committees: &Committees, book: &Rulebook) -> Vec<CommitteeLine> {
    let lines = committees.lines(book).into_iter();
    let lines = lines.map(|line| CommitteeLine {
        name: line.name,
        key: line.key,
        evaluated: line.evaluated,
        required: line.required,
        missing: line.missing > 0,
    });
    lines.collect()
}
