//! What has to hold beside one suggestion's history: deadlines of other rules,
//! verdicts of votes, and what a rulebook says.

use chrono::NaiveDate;
use huiyin_rules::rates::Facts;
use huiyin_rules::rulebook::deadline;
use huiyin_rules::verdict::{Tally, VoteRule, verdict};
use huiyin_rules::{AnswerClass, Calendar, Rating, Rulebook};
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
}

impl Check {
    /// Whether it holds under `rulebook`.
    pub fn hold(&self, rulebook: &Rulebook) -> Result<(), String> {
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

fn equal<T: PartialEq + std::fmt::Debug>(what: &str, expected: &T, found: &T) -> Result<(), String> {
    if expected == found {
        Ok(())
    } else {
        Err(format!("{what}: expected {expected:?}, found {found:?}"))
    }
}
