//! Looking back (回头看), following up, third-party assessment (S1.14, S4.4, S4.6, R22).

use super::gather::{Folded, of_year, rows};
use super::repeats;
use crate::fail::Trouble;
use crate::host::Host;
use crate::projection::columns::flag;
use crate::projection::row::Shown;
use crate::projection::{Projection, stage_of};
use crate::workspace::{Asker, Engine};
use chrono::NaiveDate;
use huiyin_protocol::report::{LookBackRow, LookBackView};
use huiyin_rules::report::{third_party, tracking};
use huiyin_rules::rulebook::{Light, RuleCode, ThirdPartyScope, finished, light};
use huiyin_rules::suggestion::views::{Deadline, DeadlineKind, deadlines};
use huiyin_rules::suggestion::{AssessmentKind, Suggestion};
use huiyin_rules::{Lang, Rating, Role, Rulebook};
use huiyin_store::EventStore;
use std::collections::BTreeSet;

/// What was found of one year before it is put into words.
#[derive(Default)]
struct Found {
    rows: Vec<(u32, Second)>,
    third_party: Vec<(u32, String)>,
    tracked: Vec<(u32, String)>,
}

/// How first and second opinion of one suggestion stand.
struct Second {
    first: Option<NaiveDate>,
    first_due: Option<NaiveDate>,
    due: Option<NaiveDate>,
    light: Light,
    done: Option<NaiveDate>,
}

impl<S: EventStore, H: Host> Engine<S, H> {
    /// What was assigned in a year, as it stands for looking back; with it what a third
    /// party may look into, and what of earlier years is followed up in this one. A unit
    /// sees what it has a part in.
    pub(super) async fn look_back_report(
        &self,
        who: Asker<'_>,
        year: i32,
    ) -> Result<LookBackView, Trouble> {
        let today = self.today();
        let book = self.book_of_year(year)?;
        let scope = &book.third_party_scope.value;
        let followed = book.track_years.value.map_or(0, |years| years.0);
        let oldest = year.saturating_sub(i32::try_from(followed).unwrap_or(i32::MAX));
        let asked = {
            let state = self.state.borrow();
            let projection = &state.projection;
            let mut asked = of_year(projection, year);
            // Motions are followed, and what is under key supervision (S4.4).
            let earlier = rows(projection, |_, cells| {
                let marked = cells.flags & (flag::KEY | flag::MOTION) != 0;
                marked
                    && stage_of(cells.stage).counts()
                    && (oldest..year).contains(&i32::from(cells.year))
            });
            asked.extend(earlier);
            if who.actor.acting().role == Role::Unit {
                let mine = super::mine(projection, who.actor, today);
                asked.retain(|dense| mine(*dense));
            }
            asked
        };
        let mut repeated = BTreeSet::new();
        if scope.contains(&ThirdPartyScope::Repeated) {
            let titles = self.titles().await?;
            repeated = repeats::repeated(&self.state.borrow(), &titles, year, &book);
        }
        let mut found = Found::default();
        let judge = Judge {
            year,
            today,
            lang: who.lang,
            book: &book,
            repeated: &repeated,
        };
        self.gather(who, &asked, |projection, folded| {
            judge.take(projection, folded, &mut found);
        })
        .await?;
        // What waits comes first, the earliest day of it first.
        found.rows.sort_by_key(|(dense, second)| {
            let due = second.due.or(second.first_due);
            (second.done.is_some(), due.is_none(), due, *dense)
        });
        let state = self.state.borrow();
        let shown = Shown::to(who.actor, today, state.calendar(), who.lang);
        let row = |dense: u32| state.projection.row(dense, shown);
        let with = |list: Vec<(u32, String)>| {
            let rows = list.into_iter();
            rows.filter_map(|(dense, why)| Some((row(dense)?, why)))
                .collect()
        };
        let keys = [
            "first-evaluation",
            "look-back",
            "track-years",
            "third-party-scope",
        ];
        Ok(LookBackView {
            year,
            rules: super::rule_lines(&book, &keys, who.lang),
            rows: found
                .rows
                .into_iter()
                .filter_map(|(dense, second)| {
                    Some(LookBackRow {
                        row: row(dense)?,
                        first: second.first,
                        first_due: second.first_due,
                        due: second.due,
                        light: second.light,
                        done: second.done,
                    })
                })
                .collect(),
            third_party: with(found.third_party),
            tracked: with(found.tracked),
        })
    }
}

/// What one suggestion after the other is judged by.
struct Judge<'a> {
    year: i32,
    today: NaiveDate,
    lang: Lang,
    book: &'a Rulebook,
    repeated: &'a BTreeSet<u32>,
}

impl Judge<'_> {
    fn take(&self, projection: &Projection, folded: Folded<'_>, found: &mut Found) {
        let cells = projection.columns.get(folded.dense);
        let year = cells.map_or(0, |cells| i32::from(cells.year));
        if year != self.year {
            let followed = self.followed(folded.one, year);
            found
                .tracked
                .extend(followed.map(|text| (folded.dense, text)));
            return;
        }
        if let Some(second) = self.second(folded) {
            found.rows.push((folded.dense, second));
        }
        if let Some(why) = self.third_party(folded) {
            found.third_party.push((folded.dense, why));
        }
    }

    /// How its first and second opinion stand; `None` where there is nothing to look back
    /// on: no reply yet and no rule that asks for an opinion. Where no rule sets a day,
    /// what did not satisfy is on the list.
    fn second(&self, folded: Folded<'_>) -> Option<Second> {
        let Folded {
            one,
            book,
            calendar,
            ..
        } = folded;
        let all = deadlines(one, book, calendar);
        let of = |code: RuleCode| -> Option<&Deadline> {
            all.iter().find(|due| due.kind == DeadlineKind::Rule(code))
        };
        let (first, second) = (of(RuleCode::FirstEvaluation), of(RuleCode::LookBack));
        let done = one.look_backs().map(|given| given.on).min();
        let unhappy = one
            .rating()
            .is_some_and(|rating| rating != Rating::Satisfied);
        if first.is_none() && second.is_none() && done.is_none() && !unhappy {
            return None;
        }
        let due = second.map(|second| second.due.date);
        Some(Second {
            first: one.first_evaluated(),
            first_due: first.map(|first| first.due.date),
            due,
            light: match (done, due) {
                (Some(done), Some(due)) => finished(due, done),
                (Some(_), None) => Light::Done,
                (None, Some(due)) => light(due, self.today, book, calendar),
                (None, None) => Light::Normal,
            },
            done,
        })
    }

    /// Why a third party may look into it; `None` where it is outside the scope.
    fn third_party(&self, folded: Folded<'_>) -> Option<String> {
        let assessments = folded.one.assessments.iter();
        let made: Vec<_> = assessments
            .filter(|one| one.kind == AssessmentKind::ThirdParty)
            .collect();
        // One that was made somebody had asked for.
        let repeated = self.repeated.contains(&folded.dense);
        let scopes = third_party(folded.one, repeated, !made.is_empty(), self.book);
        let scopes = scopes.into_iter();
        let mut why: Vec<String> = scopes
            .map(|scope| scope.label().get(self.lang).to_owned())
            .collect();
        why.extend(made.into_iter().map(|made| match self.lang {
            Lang::Zh => format!("{}已由{}评估", made.on, made.by),
            Lang::En => format!("assessed by {} on {}", made.by, made.on),
        }));
        (!why.is_empty()).then(|| why.join(super::joint(self.lang)))
    }

    /// In which year of following it is, and the last act of supervision on it; `None`
    /// where it is not followed any more.
    fn followed(&self, one: &Suggestion, handled: i32) -> Option<String> {
        let tracking = tracking(handled, self.year, self.book)?;
        let last = one.supervisions.iter().max_by_key(|act| act.on);
        let act = match (self.lang, last) {
            (Lang::Zh, Some(act)) => format!("最近一次督办：{}，{}", act.on, act.by),
            (Lang::Zh, None) => "尚无督办记录".to_owned(),
            (Lang::En, Some(act)) => format!("last supervised on {} by {}", act.on, act.by),
            (Lang::En, None) => "no supervision recorded yet".to_owned(),
        };
        let words = [tracking.text.get(self.lang), &act];
        Some(words.join(super::joint(self.lang)))
    }
}
