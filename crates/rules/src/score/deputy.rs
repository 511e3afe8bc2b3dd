//! Deputies' own year: what they raised and answered, and the grading of places (R27, R28).

use super::Points;
use super::cards::three_grades;
use crate::rulebook::Rulebook;
use crate::suggestion::Suggestion;
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// What a deputy's suggestions came to. Feed it with [`DeputyFacts::add`]; the order
/// does not matter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeputyFacts {
    /// Suggestions led.
    pub led: u32,
    /// Of these under key supervision.
    pub key: u32,
    /// Of these in a class that counts as completed.
    pub completed: u32,
    /// Suggestions co-signed.
    pub co_signed: u32,
    /// How many replies the deputy was asked to rate: replied rounds of what was signed.
    pub asked: u32,
    /// How many of those the deputy rated.
    pub rated: u32,
}

impl DeputyFacts {
    /// Takes one suggestion in; what does not count or was not signed changes nothing.
    pub fn add(&mut self, suggestion: &Suggestion, deputy: &str, rulebook: &Rulebook) {
        let dossier = &suggestion.dossier;
        if !suggestion.stage.name().counts() || !dossier.signed_by(deputy) {
            return;
        }
        let more = |counter: &mut u32, yes: bool| *counter = counter.saturating_add(u32::from(yes));
        let leads = dossier.lead == deputy;
        let class = suggestion.class();
        let completed = class.is_some_and(|class| rulebook.class(class).value.completed);
        more(&mut self.led, leads);
        more(&mut self.key, leads && suggestion.key.is_some());
        more(&mut self.completed, leads && completed);
        more(&mut self.co_signed, !leads);
        for round in suggestion.rounds.iter().filter(|round| round.replied()) {
            more(&mut self.asked, true);
            let first = round.evaluations.iter().any(|given| given.deputy == deputy);
            let again = round.look_backs.iter().any(|given| given.deputy == deputy);
            more(&mut self.rated, first || again);
        }
    }
}

/// Points for one kind of act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointRule {
    /// The act.
    pub zh: &'static str,
    /// The act.
    pub en: &'static str,
    /// Points for each; negative where it costs.
    pub each: Points,
}

/// What acts of deputies are worth in Jiangbei (R28).
pub const JIANGBEI: [PointRule; 3] = [
    PointRule {
        zh: "提出建议一件",
        en: "a suggestion",
        each: Points::whole(3),
    },
    PointRule {
        zh: "参加视察一次",
        en: "an inspection",
        each: Points::whole(3),
    },
    PointRule {
        zh: "请假半天",
        en: "half a day of leave",
        each: Points::whole(-1),
    },
];

/// How deputies are graded in Yinchuan (R27): from 80, from 60, below.
pub const YINCHUAN: [(Points, DeputyGrade); 3] = [
    (Points::whole(80), DeputyGrade::Excellent),
    (Points::whole(60), DeputyGrade::Pass),
    (Points(i32::MIN), DeputyGrade::Poor),
];

/// A deputy's grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeputyGrade {
    /// 优秀
    Excellent,
    /// 合格
    Pass,
    /// 不合格
    Poor,
}

impl DeputyGrade {
    /// In words.
    pub fn label(self) -> Text {
        let mut grades = three_grades().into_iter();
        let found = match self {
            DeputyGrade::Excellent => grades.next(),
            DeputyGrade::Pass => grades.nth(1),
            DeputyGrade::Poor => grades.nth(2),
        };
        found.map(|grade| grade.label).unwrap_or_default()
    }
}

/// The grade of so many points by a table, best first.
pub fn deputy_grade(points: Points, table: &[(Points, DeputyGrade)]) -> Option<DeputyGrade> {
    let found = table.iter().find(|(from, _)| points >= *from);
    found.map(|(_, grade)| *grade)
}

/// R27: after two poor years in a row a deputy is asked to resign or may be recalled.
/// Given the grades year by year, the years that make it two in a row, for decision.
pub fn poor_years(years: &[(u16, DeputyGrade)]) -> Vec<(u16, u16)> {
    let mut sorted = years.to_vec();
    sorted.sort_unstable();
    let poor = |one: &(u16, DeputyGrade)| one.1 == DeputyGrade::Poor;
    let pairs = sorted.iter().zip(sorted.iter().skip(1));
    pairs
        .filter(|(a, b)| poor(a) && poor(b) && a.0.checked_add(1) == Some(b.0))
        .map(|(a, b)| (a.0, b.0))
        .collect()
}
