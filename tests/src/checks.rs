//! What has to hold beside one suggestion's history: deadlines of other rules,
//! verdicts of votes, and what a rulebook says.

use chrono::NaiveDate;
use huiyin_rules::rates::Facts;
use huiyin_rules::repeats::{Doc, Index};
use huiyin_rules::report::{Opinions, Quota, gate};
use huiyin_rules::rulebook::deadline;
use huiyin_rules::score::{
    AwardCriteria, DeputyFacts, DeputyGrade, JIANGBEI, Level, Points, UnitFacts, YINCHUAN, awards,
    cards, deputy_grade, score,
};
use huiyin_rules::suggestion::Suggestion;
use huiyin_rules::verdict::{Base, Tally, VoteRule, average, verdict};
use huiyin_rules::{AnswerClass, Calendar, Fraction, Rating, Rulebook};
use serde::Deserialize;

/// One thing to hold. Each says what it is about by its key.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub enum Check {
    /// The last day a rule sets.
    Deadline {
        /// The rule's key.
        rule: String,
        /// The day its period starts.
        from: NaiveDate,
        /// The last day, or what it says where the rulebook sets none.
        due: Option<NaiveDate>,
        /// What the account says, in Chinese.
        #[serde(default)]
        says: Vec<String>,
    },
    /// What a rulebook says of a rule, and whose rule it is.
    Rule {
        /// The rule's key.
        key: String,
        /// Its value in Chinese contains this.
        value: String,
        /// The rulebook that states it.
        origin: Option<String>,
        /// Its source contains this, in Chinese.
        source: Option<String>,
    },
    /// What a vote comes to.
    Verdict {
        /// What was counted.
        tally: Tally,
        /// By which rule; the rulebook's where it is left out.
        rule: Option<VoteRule>,
        /// The result.
        rating: Option<Rating>,
        /// Why there is none.
        fault: Option<String>,
        /// What the arithmetic says, in Chinese.
        #[serde(default)]
        says: Vec<String>,
    },
    /// What so many suggestions of each class come to.
    Rates {
        /// How many of A, B, C and D.
        classes: [u32; 4],
        /// The completion rate, in percent.
        completed: String,
    },
    /// What a unit's card comes to over the suggestion of this scenario.
    Score {
        /// The unit.
        unit: String,
        /// The card of a place, by its name; the rulebook's where it is left out.
        card: Option<String>,
        /// The day it is drawn up.
        today: NaiveDate,
        /// The points so far.
        total: Option<String>,
        /// How its criteria came out.
        level: Option<Level>,
        /// The grade, in Chinese.
        grade: Option<String>,
        /// How many lines people still have to judge.
        open: Option<u32>,
        /// What the lines and their arithmetic say, in Chinese.
        #[serde(default)]
        says: Vec<String>,
    },
    /// The grade of a deputy's points (R27).
    Grade {
        /// Whole points.
        points: i32,
        /// The grade.
        grade: DeputyGrade,
    },
    /// What an act of a deputy is worth (R28), in whole points.
    Act {
        /// The act, in Chinese.
        act: String,
        /// Its points.
        worth: i32,
    },
    /// The average share of satisfied votes over several votes (R17).
    Average {
        /// The counts.
        tallies: Vec<Tally>,
        /// In percent, with two decimals.
        percent: String,
    },
    /// The quota of key supervision over so many suggestions.
    Quota {
        /// Suggestions that count.
        total: u64,
        /// Of these under key supervision.
        key: u64,
        /// How many there should be.
        required: u64,
        /// How many are missing.
        missing: u64,
        /// What the arithmetic and the alarm say, in Chinese.
        #[serde(default)]
        says: Vec<String>,
    },
    /// The mid-year gate.
    Gate {
        /// The year.
        year: i32,
        /// How many are done.
        done: u64,
        /// Of how many.
        of: u64,
        /// Whether that is enough.
        passed: bool,
    },
    /// Whether the totals of this scenario's opinions may be shown to its unit.
    Totals {
        /// Whether they may.
        shown: bool,
    },
    /// Who is prepared for an award (S1.16), for people to decide.
    Awards {
        /// A unit.
        unit: String,
        /// A deputy.
        deputy: String,
        /// The day.
        today: NaiveDate,
        /// What it takes; where left out, what the product starts from.
        criteria: Option<AwardCriteria>,
        /// Who is named, in order.
        named: Vec<String>,
    },
    /// Whether two titles raise the same matter.
    Alike {
        /// One title.
        first: String,
        /// The other.
        second: String,
        /// Whether they do.
        alike: bool,
    },
}

impl Check {
    /// Whether it holds under `rulebook`.
    pub fn hold(&self, rulebook: &Rulebook, state: Option<&Suggestion>) -> Result<(), String> {
        match self {
            Check::Deadline {
                rule,
                from,
                due,
                says,
            } => {
                let code = rule.parse().map_err(|text: huiyin_rules::Text| text.en)?;
                let found = deadline(rulebook, Calendar::built_in(), code, *from);
                let (date, account) = match &found {
                    Ok(due) => {
                        let steps: Vec<&str> =
                            due.steps.iter().map(|step| step.text.zh.as_str()).collect();
                        (Some(due.date), steps.join("\n"))
                    }
                    Err(error) => (None, error.text().zh),
                };
                equal("last day", due, &date)?;
                says.iter().try_for_each(|words| contains(&account, words))
            }
            Check::Verdict {
                tally,
                rule,
                rating,
                fault,
                says,
            } => {
                let rule = rule.or(rulebook.vote.value).ok_or("no rule of votes")?;
                match (verdict(tally, &rule), fault) {
                    (Ok(found), None) => {
                        equal("verdict", rating, &Some(found.rating))?;
                        let account = serde_json::to_string(&found).unwrap_or_default();
                        says.iter().try_for_each(|words| contains(&account, words))
                    }
                    (Err(found), Some(code)) => equal("fault", code, &found.code().to_owned()),
                    (Ok(found), Some(code)) => {
                        Err(format!("it is {:?}, not `{code}`", found.rating))
                    }
                    (Err(found), None) => Err(found.text().en),
                }
            }
            Check::Score {
                unit,
                card,
                today,
                total,
                level,
                grade,
                open,
                says,
            } => {
                let state = state.ok_or("a score needs a suggestion")?;
                let mut facts = UnitFacts::new();
                facts.add(state, unit, rulebook, Calendar::built_in(), *today);
                let card = match card {
                    Some(id) => {
                        let named = cards().into_iter().find(|named| named.id == *id);
                        named.map(|named| named.card)
                    }
                    None => rulebook.score_card.value.clone(),
                };
                let scored = score(&facts, &card.ok_or("there is no such card")?, rulebook);
                given("total", total.as_ref(), &scored.total.show())?;
                given("level", level.map(Some).as_ref(), &scored.level)?;
                let found = scored.grade.clone().map(|grade| grade.zh);
                given("grade", grade.clone().map(Some).as_ref(), &found)?;
                given("open lines", open.as_ref(), &scored.open)?;
                let account = serde_json::to_string(&scored).unwrap_or_default();
                says.iter().try_for_each(|words| contains(&account, words))
            }
            Check::Grade { points, grade } => {
                let found = deputy_grade(Points::whole(*points), &YINCHUAN);
                equal("grade", &Some(*grade), &found)
            }
            Check::Act { act, worth } => {
                let rule = JIANGBEI.iter().find(|rule| rule.zh == act);
                let found = rule.map(|rule| rule.each);
                equal("points", &Some(Points::whole(*worth)), &found)
            }
            Check::Average { tallies, percent } => {
                let found = average(tallies, Base::Valid).and_then(|share| share.percent(2));
                equal("average", &Some(percent.clone()), &found)
            }
            Check::Quota {
                total,
                key,
                required,
                missing,
                says,
            } => {
                let quota = Quota::of(*total, *key, rulebook).ok_or("no quota")?;
                equal(
                    "required and missing",
                    &(*required, *missing),
                    &(quota.required, quota.missing),
                )?;
                let alarm = quota.alarm(2024).map(|text| text.zh).unwrap_or_default();
                equal("alarm", &(*missing > 0), &!alarm.is_empty())?;
                let account = [quota.arithmetic.zh, alarm].join("\n");
                says.iter().try_for_each(|words| contains(&account, words))
            }
            Check::Gate {
                year,
                done,
                of,
                passed,
            } => {
                let found = gate(*year, Fraction::new(*done, *of), rulebook);
                equal("passed", passed, &found.ok_or("no gate")?.passed)
            }
            Check::Totals { shown } => {
                let mut opinions = Opinions::new();
                opinions.add(state.ok_or("totals need a suggestion")?);
                let found = opinions.shown(rulebook.least_opinions.value.0);
                equal("shown", shown, &found.is_some())
            }
            Check::Awards {
                unit,
                deputy,
                today,
                criteria,
                named,
            } => {
                let state = state.ok_or("awards need a suggestion")?;
                let (mut units, mut deputies) = (UnitFacts::new(), DeputyFacts::default());
                units.add(state, unit, rulebook, Calendar::built_in(), *today);
                deputies.add(state, deputy, rulebook);
                let criteria = criteria
                    .clone()
                    .unwrap_or_else(|| AwardCriteria::of(rulebook));
                let found = awards(
                    &[(unit.clone(), units, None)],
                    &[(deputy.clone(), deputies)],
                    &[],
                    &criteria,
                );
                let found: Vec<String> = found.into_iter().map(|award| award.name).collect();
                equal("named", named, &found)
            }
            Check::Alike {
                first,
                second,
                alike,
            } => {
                let mut index = Index::new();
                for (key, title) in (0..).zip([first, second]) {
                    let (year, text_sketch) = (2024, None);
                    index.add(Doc {
                        key,
                        year,
                        title,
                        text_sketch,
                    });
                }
                equal("alike", alike, &!index.related(0).is_empty())
            }
            Check::Rates { classes, completed } => {
                let mut tally = huiyin_rules::rates::Tally::default();
                for (class, count) in AnswerClass::ALL.into_iter().zip(classes) {
                    for _ in 0..*count {
                        tally.add(&Facts {
                            counted: true,
                            replied: true,
                            class: Some(class),
                            ..Facts::default()
                        });
                    }
                }
                let found = tally.rates(rulebook).completed.percent;
                equal("completed", &Some(completed.clone()), &found)
            }
            Check::Rule {
                key,
                value,
                origin,
                source,
            } => {
                let entries = rulebook.entries();
                let entry = entries.iter().find(|entry| entry.key == *key);
                let entry = entry.ok_or_else(|| format!("there is no rule `{key}`"))?;
                contains(&entry.value.zh, value)?;
                if let Some(origin) = origin {
                    equal("origin", origin, &entry.origin)?;
                }
                match source {
                    Some(words) => contains(&entry.source.text.zh, words),
                    None => Ok(()),
                }
            }
        }
    }
}

fn contains(text: &str, words: &str) -> Result<(), String> {
    if text.contains(words) {
        Ok(())
    } else {
        Err(format!("“{words}” is not in “{text}”"))
    }
}

/// Compares what was written, if anything was.
fn given<T: PartialEq + std::fmt::Debug>(
    what: &str,
    expected: Option<&T>,
    found: &T,
) -> Result<(), String> {
    expected.map_or(Ok(()), |expected| equal(what, expected, found))
}

fn equal<T: PartialEq + std::fmt::Debug>(
    what: &str,
    expected: &T,
    found: &T,
) -> Result<(), String> {
    if expected == found {
        Ok(())
    } else {
        Err(format!("{what}: expected {expected:?}, found {found:?}"))
    }
}
