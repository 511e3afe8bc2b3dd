//! What the rules answer natively: the package's answers are compared with these.
//!
//! Reads one JSON list of questions from the input, writes one list of answers.

use chrono::NaiveDate;
use huiyin_rules::board::{
    BoardItem, BoardSet, BoardStep, Coded, Misfit, Whole, fit, mask, project,
};
use huiyin_rules::calendar::{DayKind, holiday_text};
use huiyin_rules::rates::{Counts, Facts, RateCode, Tally as Counters};
use huiyin_rules::rulebook::{Light, RuleCode, deadline};
use huiyin_rules::suggestion::OpinionTotals;
use huiyin_rules::verdict::{Tally, VoteRule, sets, verdict, verdict_by};
use huiyin_rules::{Calendar, Rulebook};
use serde::Deserialize;
use serde_json::{Value, json};
use std::error::Error;

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Ask {
    Deadline {
        rulebook: String,
        rule: RuleCode,
        from: NaiveDate,
    },
    Verdict {
        tally: Tally,
        rule: VoteRule,
    },
    VerdictBySet {
        tally: Tally,
        set: String,
        rule: Option<VoteRule>,
    },
    Counts {
        rulebook: String,
        counts: Counts,
    },
    Facts {
        rulebook: String,
        facts: Vec<Facts>,
    },
    Days {
        from: NaiveDate,
        to: NaiveDate,
        count: i32,
    },
    Faults {
        text: String,
    },
    Mask {
        text: String,
    },
    Board {
        settings: BoardSet,
        updated: NaiveDate,
        rulebook: String,
        items: Vec<Known>,
    },
}

/// A suggestion as another system sends it.
#[derive(Deserialize)]
struct Known {
    approved: bool,
    item: BoardItem,
    light: Option<Light>,
    rating: Option<OpinionTotals>,
    reply: Option<String>,
    steps: Vec<BoardStep>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let asks: Vec<Ask> = serde_json::from_reader(std::io::stdin().lock())?;
    let answers: Result<Vec<Value>, _> = asks.into_iter().map(answer).collect();
    serde_json::to_writer(std::io::stdout().lock(), &answers?)?;
    Ok(())
}

fn book(id: &str) -> Result<Rulebook, Box<dyn Error>> {
    Rulebook::preset(id).ok_or_else(|| format!("no rulebook {id}").into())
}

fn answer(ask: Ask) -> Result<Value, Box<dyn Error>> {
    let calendar = Calendar::built_in();
    Ok(match ask {
        Ask::Deadline {
            rulebook,
            rule,
            from,
        } => match deadline(&book(&rulebook)?, calendar, rule, from) {
            Ok(due) => serde_json::to_value(due)?,
            Err(error) => json!({ "zh": error.text().zh, "en": error.text().en }),
        },
        Ask::Verdict { tally, rule } => judged(verdict(&tally, &rule))?,
        Ask::VerdictBySet { tally, set, rule } => {
            let set = sets().into_iter().find(|one| one.id == set);
            let set = set.ok_or("no such set")?;
            judged(verdict_by(&set, &tally, rule.as_ref()))?
        }
        Ask::Counts { rulebook, counts } => {
            let book = book(&rulebook)?;
            match counts.tally() {
                Ok(tally) => explained(&tally, &book, |code| counts.knows(code, &book))?,
                Err(fault) => json!({ "field": fault.field, "en": fault.text().en }),
            }
        }
        Ask::Facts { rulebook, facts } => {
            let mut tally = Counters::default();
            facts.iter().for_each(|one| tally.add(one));
            explained(&tally, &book(&rulebook)?, |_| true)?
        }
        Ask::Days { from, to, count } => {
            let kind = match calendar.day_kind(from) {
                DayKind::Working => json!(["working", null]),
                DayKind::Weekend => json!(["weekend", null]),
                DayKind::Holiday(name) => json!(["holiday", holiday_text(name)]),
                DayKind::MakeUpWorkday(name) => json!(["make_up_workday", holiday_text(name)]),
            };
            json!({
                "kind": kind,
                "working": calendar.is_working(from),
                "between": calendar.working_days_between(from, to),
                "added": calendar.add_working_days(from, count),
            })
        }
        Ask::Faults { text } => {
            let faults = Rulebook::faults_in(&text).into_iter();
            let faults = faults.map(|fault| {
                json!({ "at": fault.at, "line": fault.line, "zh": fault.text.zh, "en": fault.text.en })
            });
            faults.collect()
        }
        Ask::Mask { text } => json!(mask(&text)),
        Ask::Board {
            settings,
            updated,
            rulebook,
            items,
        } => {
            let items: Vec<Whole> = items.into_iter().map(whole).collect();
            match fit(&settings, updated, &items) {
                Ok(()) => {
                    let made = project(&settings, updated, &book(&rulebook)?, items);
                    serde_json::to_value(made)?
                }
                Err(Misfit { at, unfit }) => {
                    json!({ "at": at, "zh": unfit.text().zh, "en": unfit.text().en })
                }
            }
        }
    })
}

fn whole(known: Known) -> Whole {
    let light = known.light.map(|light| Coded {
        code: serde_json::to_value(light)
            .ok()
            .and_then(|code| code.as_str().map(str::to_owned))
            .unwrap_or_default(),
        zh: light.text().zh,
        en: light.text().en,
    });
    let item = BoardItem {
        light,
        ..known.item
    };
    Whole {
        approved: known.approved,
        reply: known.reply,
        steps: known.steps,
        ..Whole::of(item, known.rating.unwrap_or_default())
    }
}

fn judged(
    found: Result<huiyin_rules::verdict::Verdict, huiyin_rules::verdict::VoteFault>,
) -> Result<Value, Box<dyn Error>> {
    Ok(match found {
        Ok(verdict) => json!({ "verdict": serde_json::to_value(verdict)?, "fault": null }),
        Err(fault) => {
            let text = fault.text();
            let fault =
                json!({ "code": fault.code(), "void": fault.void(), "zh": text.zh, "en": text.en });
            json!({ "verdict": null, "fault": fault })
        }
    })
}

fn explained(
    tally: &Counters,
    book: &Rulebook,
    knows: impl Fn(RateCode) -> bool,
) -> Result<Value, Box<dyn Error>> {
    let rates = tally.rates(book);
    let mut all = serde_json::Map::new();
    for code in RateCode::ALL {
        let name = serde_json::to_value(code)?;
        let mut one = serde_json::to_value(rates.get(code))?;
        let account = serde_json::to_value(rates.explain(code, book))?;
        if let (Value::Object(one), Value::Object(account)) = (&mut one, account) {
            one.extend(account);
        }
        let shown = if knows(code) { one } else { Value::Null };
        all.insert(name.as_str().unwrap_or_default().to_owned(), shown);
    }
    Ok(Value::Object(all))
}
