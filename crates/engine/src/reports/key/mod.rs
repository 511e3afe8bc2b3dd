//! Key supervision of a year: the quota, what is chosen, what is proposed, and the
//! committees' parts (S0.11, S1.5, S4.8, S4.10).

mod alarms;
mod proposed;
mod quota;

use super::gather::{of_year, rows};
use crate::fail::Trouble;
use crate::host::Host;
use crate::projection::columns::flag;
use crate::projection::row::Shown;
use crate::workspace::{Asker, Engine};
use alarms::{alarms, committees};
use chrono::Datelike;
use huiyin_protocol::report::{KeyChosen, KeyView};
use huiyin_rules::suggestion::{AssessmentKind, KeyCriterion};
use huiyin_store::EventStore;
use quota::{Quota, quota};
use std::collections::{BTreeMap, BTreeSet};

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
        let chosen = self.marked(who, &marked).await?;
        let evaluated = self.evaluated_by(who, year).await?;
        let candidates = self.candidates(who, year, &book).await?;
        let quota = quota(total, chosen.len() as u64, &book);
        let rule = super::rule_lines(&book, &["key-quota"], who.lang);
        let (rule, source) = rule.into_iter().next().unwrap_or_default();
        let state = self.state.borrow();
        let named = state.projection.facts.committees();
        let committees = committees(named, &chosen, &evaluated, &book);
        let shown = Shown::to(who.actor, self.today(), state.calendar(), who.lang);
        let mut view = KeyView {
            year,
            total,
            key: chosen.len() as u64,
            required: quota.as_ref().map(|quota| quota.required),
            missing: quota.as_ref().map_or(0, Quota::missing),
            arithmetic: quota
                .as_ref()
                .map(|quota| quota.arithmetic(who.lang))
                .unwrap_or_default(),
            rule,
            source,
            alarms: Vec::new(),
            candidates,
            committees,
            chosen: Vec::new(),
        };
        view.alarms = alarms(&view, &chosen, &book, who.lang);
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

    async fn marked(&self, who: Asker<'_>, rows: &[u32]) -> Result<Vec<Marked>, Trouble> {
        let mut marked = Vec::new();
        self.gather(who, rows, |_, folded| {
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
        Ok(marked)
    }

    /// How many suggestions each committee evaluated in a year, of whichever year they are.
    async fn evaluated_by(
        &self,
        who: Asker<'_>,
        year: i32,
    ) -> Result<BTreeMap<String, u32>, Trouble> {
        let asked = rows(&self.state.borrow().projection, |_, cells| {
            cells.flags & flag::ASSESSED != 0
        });
        let mut evaluated = BTreeMap::new();
        self.gather(who, &asked, |_, folded| {
            let made = folded.one.assessments.iter();
            let by: BTreeSet<&String> = made
                .filter(|one| one.kind == AssessmentKind::Performance && one.on.year() == year)
                .map(|one| &one.by)
                .collect();
            for committee in by {
                *evaluated.entry(committee.clone()).or_default() += 1;
            }
        })
        .await?;
        Ok(evaluated)
    }
}
