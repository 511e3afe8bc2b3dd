//! What a score card says: lines, scorings, grades. Data of a rulebook.

use crate::fraction::Fraction;
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// Hundredths of a point: 1500 is 15 points, 10 is 0.1.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Points(pub i32);

impl Points {
    /// So many whole points.
    pub const fn whole(points: i32) -> Points {
        Points(points.saturating_mul(100))
    }

    /// As people write it: `15`, `0.1`, `-2.5`.
    pub fn show(self) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, rest) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        match rest {
            0 => format!("{sign}{whole}"),
            tenths if tenths % 10 == 0 => format!("{sign}{whole}.{}", tenths / 10),
            rest => format!("{sign}{whole}.{rest:02}"),
        }
    }

    /// The difference; at the limits of what can be written it stays there.
    #[must_use]
    pub const fn minus(self, other: Points) -> Points {
        Points(self.0.saturating_sub(other.0))
    }

    /// The sum; at the limits of what can be written it stays there.
    #[must_use]
    pub const fn plus(self, other: Points) -> Points {
        Points(self.0.saturating_add(other.0))
    }
}

/// Declares the measures once: the enum, the list, the stable names, the wording.
macro_rules! measures {
    ($($(#[$doc:meta])* $variant:ident => $name:literal, $zh:literal, $en:literal;)+) => {
        /// A fact of a unit's year that points are given for. Shares are exact fractions
        /// of the suggestions they can hold for; counts are whole numbers.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Measure {
            $($(#[$doc])* #[serde(rename = $name)] $variant,)+
        }

        impl Measure {
            /// Every measure.
            pub const ALL: &'static [Measure] = &[$(Measure::$variant),+];

            /// The stable name, as rulebook files write it.
            pub const fn name(self) -> &'static str {
                match self { $(Measure::$variant => $name,)+ }
            }

            /// What it measures, in words.
            pub fn label(self) -> Text {
                match self { $(Measure::$variant => Text::new($zh, $en),)+ }
            }
        }
    };
}

measures! {
    /// Share taken (签收) within the rulebook's period.
    AcceptedInTime => "accepted-in-time", "按期签收", "accepted in time";
    /// Share replied to.
    Replied => "replied", "答复", "replied to";
    /// Share replied to within its period, extensions included.
    RepliedInTime => "replied-in-time", "按期答复", "replied in time";
    /// Share replied to within the longest time the rulebook allows.
    RepliedWithinLongest => "replied-within-longest", "最长期限内答复", "replied within the longest time";
    /// Share of which the deputies were met.
    Consulted => "consulted", "与代表面商", "deputies met";
    /// Share of which the deputies were met within the rulebook's period.
    ConsultedInTime => "consulted-in-time", "按期与代表面商", "deputies met in time";
    /// Share of which the deputies were met before the handling.
    FirstContact => "first-contact", "办前联系代表", "deputies met before handling";
    /// Share with every meeting the rulebook asks for.
    ContactsComplete => "contacts-complete", "见面齐全", "meetings complete";
    /// Share of the evaluated that the deputies are satisfied with.
    Satisfied => "satisfied", "代表评价满意", "deputies satisfied";
    /// Share of the evaluated that the deputies are satisfied or basically satisfied with.
    NotDissatisfied => "not-dissatisfied", "代表评价满意或者基本满意", "deputies not dissatisfied";
    /// Share of the evaluated that the deputies were satisfied with the first time.
    FirstSatisfied => "first-satisfied", "初次评价满意", "satisfied at the first evaluation";
    /// Share of those looked back on that the deputies were satisfied with then.
    SecondSatisfied => "second-satisfied", "二次评价满意", "satisfied at the second evaluation";
    /// Share of those put to a vote that the standing committee is satisfied with.
    CommitteeSatisfied => "committee-satisfied", "常委会测评满意", "standing committee satisfied";
    /// Share whose class counts as completed.
    Completed => "completed", "办结", "completed";
    /// Share of assisting opinions given within the period.
    AssistedInTime => "assisted-in-time", "按期提出协办意见", "assisting opinions in time";
    /// Share of promises kept by their day.
    PromisesKept => "promises-kept", "按期兑现承诺", "promises kept in time";
    /// How many replies are or were late.
    Late => "late", "逾期答复", "late replies";
    /// How many reminders it took.
    Reminders => "reminders", "被催办", "reminders";
    /// How often the unit was summoned.
    Summons => "summons", "被约谈", "summons";
    /// How many defects were noted.
    Defects => "defects", "办理问题", "defects noted";
    /// How many had to be handled again.
    Rehandled => "rehandled", "重新办理", "handled again";
    /// How many meetings with and visits to the deputies are recorded.
    SiteVisits => "site-visits", "面商走访", "meetings and visits";
}

impl Measure {
    /// Whether it is a share; the others are counts.
    pub const fn is_share(self) -> bool {
        !matches!(
            self,
            Measure::Late
                | Measure::Reminders
                | Measure::Summons
                | Measure::Defects
                | Measure::Rehandled
                | Measure::SiteVisits
        )
    }

    /// Whether it rests on the deputies' own opinions, which units see only as
    /// totals where evaluation is back-to-back (S0.10).
    pub const fn of_opinions(self) -> bool {
        matches!(
            self,
            Measure::Satisfied
                | Measure::NotDissatisfied
                | Measure::FirstSatisfied
                | Measure::SecondSatisfied
        )
    }
}

/// How a measure turns into points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scoring {
    /// Points in proportion to a share.
    Share {
        /// For all of it.
        points: Points,
    },
    /// All points from a share on, none below.
    Threshold {
        /// The points.
        points: Points,
        /// The share needed.
        at_least: Fraction,
    },
    /// Points off for each.
    Deduct {
        /// For each.
        each: Points,
        /// At the most, where the source says.
        most: Option<Points>,
    },
    /// Points on top for each.
    Bonus {
        /// For each.
        each: Points,
        /// At the most, where the source says.
        most: Option<Points>,
    },
    /// No points: good, pass or fail by shares (R23).
    Criterion {
        /// The share that is good.
        good: Fraction,
        /// The share that passes.
        pass: Fraction,
    },
    /// Points that people give; the card leaves them open (R24: leadership, procedure).
    /// A measure named beside it is shown to those who judge.
    Judged {
        /// At the most.
        points: Points,
    },
}

/// One line of a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScoreItem {
    /// What it is called.
    pub label: Text,
    /// The fact; `None` where people judge without one.
    pub measure: Option<Measure>,
    /// How it turns into points.
    pub scoring: Scoring,
}

/// A grade and what it takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grade {
    /// What it is called.
    pub label: Text,
    /// From how many points on.
    pub from: Points,
}

/// How units are scored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScoreCard {
    /// Its lines.
    pub items: Vec<ScoreItem>,
    /// Grades, best first; empty where none are given.
    pub grades: Vec<Grade>,
}
