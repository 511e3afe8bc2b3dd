//! Key supervision of a year: how many the rulebook asks for, what is missing, and what
//! committees do (S0.11, S1.5, S4.8, S4.10).

use crate::fraction::Fraction;
use crate::rulebook::Rulebook;
use crate::score::Named;
use crate::suggestion::Suggestion;
use crate::suggestion::terms::AssessmentKind;
use crate::text::Text;
use chrono::Datelike;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How many are under key supervision of how many that should be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quota {
    /// Suggestions that count.
    pub total: u64,
    /// The share the rulebook asks for.
    pub share: Fraction,
    /// How many that is; "not less than" leaves no part of one out.
    pub required: u64,
    /// How many there are.
    pub key: u64,
    /// How many are missing.
    pub missing: u64,
    /// `95 × 10% ＝ 9.5，进位为10；现有8件，缺2件`.
    pub arithmetic: Text,
}

impl Quota {
    /// The quota over so many; `None` where the rulebook sets none.
    pub fn of(total: u64, key: u64, rulebook: &Rulebook) -> Option<Quota> {
        let share = rulebook
            .key_quota
            .value
            .filter(|share| share.denominator > 0)?;
        let product = u128::from(total) * u128::from(share.numerator);
        let required = product.div_ceil(u128::from(share.denominator));
        let required = u64::try_from(required).unwrap_or(u64::MAX);
        let missing = required.saturating_sub(key);
        Some(Quota {
            total,
            share,
            required,
            key,
            missing,
            arithmetic: arithmetic(total, share, (required, key, missing)),
        })
    }

    /// What to say where some are missing; `None` where enough are there.
    pub fn alarm(&self, year: i32) -> Option<Text> {
        let (required, key, missing) = (self.required, self.key, self.missing);
        (missing > 0).then(|| {
            Text::new(
                format!("{year}年重点督办应不少于{required}件，现有{key}件，还缺{missing}件"),
                format!("{year} needs {required} under key supervision, there are {key}: {missing} missing"),
            )
        })
    }
}

/// A decimal without zeros at its end.
fn short(fraction: Fraction) -> String {
    let text = fraction.percent(2).unwrap_or_default();
    match text.strip_suffix(".00") {
        Some(whole) => whole.to_owned(),
        None => text.trim_end_matches('0').to_owned(),
    }
}

fn arithmetic(total: u64, share: Fraction, (required, key, missing): (u64, u64, u64)) -> Text {
    let percent = short(share);
    // A hundred times the product is what a percentage shows of a share.
    let product = share.numerator.saturating_mul(total);
    let exact = short(Fraction::new(
        product,
        share.denominator.saturating_mul(100),
    ));
    let rounded = exact != required.to_string();
    let mut text = Text::new(
        format!("{total} × {percent}% ＝ {exact}"),
        format!("{total} × {percent} % = {exact}"),
    );
    if rounded {
        text.zh.push_str(&format!("，进位为{required}"));
        text.en.push_str(&format!(", rounded up to {required}"));
    }
    text.zh.push_str(&format!("；现有{key}件"));
    text.en.push_str(&format!("; there are {key}"));
    if missing > 0 {
        text.zh.push_str(&format!("，缺{missing}件"));
        text.en.push_str(&format!(", {missing} missing"));
    } else {
        text.zh.push_str("，已达到");
        text.en.push_str(", enough");
    }
    text
}

/// What a year has under key supervision. Feed it with the year's suggestions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyCount {
    /// Suggestions that count.
    pub total: u64,
    /// Of these under key supervision.
    pub key: u64,
    /// Key ones without a leading officer.
    pub without_leader: Named,
    /// Key ones without a committee.
    pub without_committee: Named,
}

fn stated(name: Option<&String>) -> bool {
    name.is_some_and(|name| !name.trim().is_empty())
}

impl KeyCount {
    /// Takes one suggestion in.
    pub fn add(&mut self, suggestion: &Suggestion) {
        if !suggestion.stage.name().counts() {
            return;
        }
        self.total = self.total.saturating_add(1);
        let Some(key) = &suggestion.key else { return };
        self.key = self.key.saturating_add(1);
        if !stated(key.supervisor.as_ref()) {
            self.without_leader.push(&suggestion.id);
        }
        if !stated(key.committee.as_ref()) {
            self.without_committee.push(&suggestion.id);
        }
    }

    /// What is missed: the quota, and leaders or committees where the rulebook asks
    /// for them. Each with the key of the rule that is missed.
    pub fn alarms(&self, year: i32, rulebook: &Rulebook) -> Vec<(&'static str, Text)> {
        let mut alarms = Vec::new();
        let quota = Quota::of(self.total, self.key, rulebook);
        alarms.extend(
            quota
                .and_then(|quota| quota.alarm(year))
                .map(|text| ("key-quota", text)),
        );
        if rulebook.key_leaders.value {
            let (leader, committee) = (self.without_leader.total, self.without_committee.total);
            if leader > 0 {
                let text = Text::new(
                    format!("{leader}件重点督办没有明确领衔领导"),
                    format!("{leader} under key supervision have no leading officer"),
                );
                alarms.push(("key-leaders", text));
            }
            if committee > 0 {
                let text = Text::new(
                    format!("{committee}件重点督办没有明确责任委室"),
                    format!("{committee} under key supervision have no committee"),
                );
                alarms.push(("key-leaders", text));
            }
        }
        alarms
    }
}

/// One committee's part in a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommitteeLine {
    /// Its name.
    pub name: String,
    /// Key suggestions it follows.
    pub key: u32,
    /// Suggestions whose handling it evaluated in the year.
    pub evaluated: u32,
    /// How many the rulebook asks for.
    pub required: Option<u32>,
    /// How many are missing.
    pub missing: u32,
}

/// What committees do in a year. Feed it with suggestions of any year: what is
/// evaluated may be older.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Committees {
    year: i32,
    names: Vec<String>,
    key: BTreeMap<String, u32>,
    evaluated: BTreeMap<String, u32>,
}

impl Committees {
    /// The committees the office named, in its order, none of which has done anything.
    pub fn new(year: i32, names: &[String]) -> Committees {
        Committees {
            year,
            names: names.to_vec(),
            ..Committees::default()
        }
    }

    /// Takes one suggestion in; `of_year` says whether it is of the year reported on.
    pub fn add(&mut self, suggestion: &Suggestion, of_year: bool) {
        if !suggestion.stage.name().counts() {
            return;
        }
        let followed = suggestion
            .key
            .as_ref()
            .and_then(|key| key.committee.as_ref());
        if let Some(name) = followed.filter(|name| of_year && !name.is_empty()) {
            *self.key.entry(name.clone()).or_default() += 1;
        }
        let made = suggestion.assessments.iter();
        let made = made
            .filter(|one| one.kind == AssessmentKind::Performance && one.on.year() == self.year);
        // Twice by the same committee is still one suggestion.
        let by: BTreeSet<&String> = made.map(|one| &one.by).collect();
        for name in by {
            *self.evaluated.entry(name.clone()).or_default() += 1;
        }
    }

    /// Every committee, those that only their acts name last.
    pub fn lines(&self, rulebook: &Rulebook) -> Vec<CommitteeLine> {
        let mut names: Vec<&String> = self.names.iter().collect();
        for name in self.key.keys().chain(self.evaluated.keys()) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let required = rulebook.committee_evaluations.value.map(|count| count.0);
        let of = |counts: &BTreeMap<String, u32>, name| counts.get(name).copied().unwrap_or(0);
        let lines = names.into_iter().map(|name| {
            let evaluated = of(&self.evaluated, name);
            CommitteeLine {
                name: name.clone(),
                key: of(&self.key, name),
                evaluated,
                required,
                missing: required.unwrap_or(0).saturating_sub(evaluated),
            }
        });
        lines.collect()
    }

    /// Which committees are short of the rulebook's number; `None` where none is.
    pub fn alarm(&self, rulebook: &Rulebook) -> Option<Text> {
        let required = rulebook.committee_evaluations.value?.0;
        let lines = self.lines(rulebook);
        let short = lines.iter().filter(|line| line.missing > 0);
        let short: Vec<&str> = short.map(|line| line.name.as_str()).collect();
        (!short.is_empty()).then(|| {
            Text::new(
                format!(
                    "每个委员会每年至少评估{required}件，尚未达到：{}",
                    short.join("、")
                ),
                format!(
                    "each committee evaluates {required} a year; short of it: {}",
                    short.join(", ")
                ),
            )
        })
    }
}
