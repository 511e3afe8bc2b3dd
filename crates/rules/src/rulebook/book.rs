//! The rulebook itself: one field for each rule, declared once.

use super::RuleCode;
use super::read::{self, RulebookError};
use super::rule::{ClassRule, Denominator, RatingRule, ReasonRule, Rule, RuleValue, Source};
use crate::answer::{AnswerClass, Rating};
use crate::calendar::{Calendar, Period, Rolling};
use crate::fraction::Fraction;
use crate::suggestion::terms::{ConsultPhase, NotAcceptedReason};
use crate::text::Text;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// One rule as a settings page lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The rule's key in a rulebook file, such as `reply`.
    pub key: String,
    /// Its name.
    pub title: Text,
    /// Its value in words.
    pub value: Text,
    /// What it rests on.
    pub source: Source,
    /// The id of the rulebook that states it.
    pub origin: String,
}

/// Declares the rules once: the struct, its checked wire form, the reader that
/// lays a file over its parent, and the list for people.
macro_rules! rules {
    ($($(#[$doc:meta])* $field:ident: $type:ty => $key:literal, $zh:literal, $en:literal;)*) => {
        /// What differs by place, each with its source. Read one with
        /// [`Rulebook::from_json`] or take a [`Rulebook::preset`].
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(try_from = "Unchecked")]
        pub struct Rulebook {
            /// Its name in files and on the command line, such as `national`.
            pub id: String,
            /// Its name for people.
            pub title: Text,
            /// The id of the rulebook it inherits from.
            pub inherits: Option<String>,
            $($(#[$doc])* #[serde(rename = $key)] pub $field: Rule<$type>,)*
        }

        /// The same fields before they are checked.
        #[derive(Deserialize)]
        struct Unchecked {
            id: String,
            title: Text,
            inherits: Option<String>,
            $(#[serde(rename = $key)] $field: Rule<$type>,)*
        }

        impl TryFrom<Unchecked> for Rulebook {
            type Error = RulebookError;
            fn try_from(raw: Unchecked) -> Result<Self, RulebookError> {
                let book = Rulebook {
                    id: raw.id,
                    title: raw.title,
                    inherits: raw.inherits,
                    $($field: raw.$field,)*
                };
                book.check()?;
                Ok(book)
            }
        }

        impl Rulebook {
            /// The keys of all rules, in the order they are listed.
            pub const KEYS: &'static [&'static str] = &[$($key),*];

            /// Every rule in words, for a settings page.
            pub fn entries(&self) -> Vec<Entry> {
                vec![$(Entry {
                    key: $key.to_owned(),
                    title: Text::new($zh, $en),
                    value: self.$field.value.show(),
                    source: self.$field.source.clone(),
                    origin: self.$field.origin.clone(),
                }),*]
            }

            /// The names of the rule with this key.
            pub fn rule_title(key: &str) -> Option<Text> {
                match key {
                    $($key => Some(Text::new($zh, $en)),)*
                    _ => None,
                }
            }

            fn check(&self) -> Result<(), RulebookError> {
                read::check_head(&self.id, &self.title)?;
                $(read::check_rule($key, &self.$field)?;)*
                Ok(())
            }

            /// Lays the stated `rules` over `parent`; takes what it reads out of the map.
            pub(super) fn layered(
                id: String,
                title: Text,
                parent: Option<&Rulebook>,
                rules: &mut Map<String, Value>,
            ) -> Result<Rulebook, RulebookError> {
                Ok(Rulebook {
                    $($field: match rules.remove($key) {
                        Some(value) => read::stated($key, value, &id)?,
                        None => read::inherited($key, parent.map(|parent| &parent.$field))?,
                    },)*
                    inherits: parent.map(|parent| parent.id.clone()),
                    id,
                    title,
                })
            }
        }
    };
}

rules! {
    /// From receipt to assignment (交办).
    assign_period: Option<Period> => "assign", "交办期限", "time to assign";
    /// From assignment until which a unit may give it back (退办).
    return_period: Option<Period> => "return", "退办期限", "time to return";
    /// From assignment to the reply.
    reply_period: Option<Period> => "reply", "答复期限", "time to reply";
    /// From assignment to the reply, at the most, with every extension consented to.
    extension_period: Option<Period> => "extension", "延期后最长答复期限", "longest time to reply when extended";
    /// From assignment until assisting units give the lead unit their opinion.
    assist_opinion_period: Option<Period> => "assist-opinion", "协办意见期限", "time for assisting units' opinions";
    /// From assignment until the deputies have been met (面商).
    consult_period: Option<Period> => "consult", "面商期限", "time to consult";
    /// From the reply until the deputy's feedback form is due.
    feedback_period: Option<Period> => "feedback", "代表反馈期限", "time for the deputy's feedback";
    /// From the order to handle again until the new reply.
    rehandle_period: Option<Period> => "rehandle", "重新办理期限", "time to handle again";
    /// Whether a last day that is a weekend rest day moves on, as a holiday does.
    rest_days_roll: bool => "rest-days-roll", "最后一日为周末休息日时顺延", "a last day on a weekend moves on";
    /// Class A.
    class_a: ClassRule => "class-a", "A类", "class A";
    /// Class B.
    class_b: ClassRule => "class-b", "B类", "class B";
    /// Class C.
    class_c: ClassRule => "class-c", "C类", "class C";
    /// Class D.
    class_d: ClassRule => "class-d", "D类", "class D";
    /// The choices of the feedback form.
    ratings: Vec<RatingRule> => "ratings", "评价等次", "ratings";
    /// The meetings with the deputies a handling needs; empty where any one will do.
    contacts: Vec<ConsultPhase> => "contacts", "须见面沟通的阶段", "phases in which deputies must be met";
    /// What the reply rate is a share of.
    rate_replied: Denominator => "rate-replied", "办复率", "reply rate";
    /// What the consultation rate is a share of.
    rate_consulted: Denominator => "rate-consulted", "面商率", "consultation rate";
    /// What the three satisfaction rates are shares of.
    rate_satisfaction: Denominator => "rate-satisfaction", "满意率", "satisfaction rate";
    /// What the completion rate is a share of.
    rate_completed: Denominator => "rate-completed", "办结率", "completion rate";
    /// Decimals a percentage is shown with.
    percent_decimals: u8 => "percent-decimals", "百分比小数位数", "decimals of percentages";
    /// A date is due soon when no more working days than this are left.
    due_soon: u32 => "due-soon", "临期提醒", "due soon when left";
    /// The grounds on which something is not accepted as a suggestion.
    not_accepted_reasons: Vec<ReasonRule> => "not-accepted-reasons", "不作为建议处理的情形", "grounds for not accepting";
    /// The least share of suggestions under key supervision in a year.
    key_quota: Option<Fraction> => "key-quota", "重点督办比例", "share under key supervision";
}

impl Rulebook {
    /// The rule that sets the period of `code`.
    pub fn period(&self, code: RuleCode) -> &Rule<Option<Period>> {
        match code {
            RuleCode::Assign => &self.assign_period,
            RuleCode::Return => &self.return_period,
            RuleCode::Reply => &self.reply_period,
            RuleCode::Extension => &self.extension_period,
            RuleCode::AssistOpinion => &self.assist_opinion_period,
            RuleCode::Consult => &self.consult_period,
            RuleCode::Feedback => &self.feedback_period,
            RuleCode::Rehandle => &self.rehandle_period,
        }
    }

    /// What a class of reply means here.
    pub fn class(&self, class: AnswerClass) -> &Rule<ClassRule> {
        match class {
            AnswerClass::A => &self.class_a,
            AnswerClass::B => &self.class_b,
            AnswerClass::C => &self.class_c,
            AnswerClass::D => &self.class_d,
        }
    }

    /// How the feedback form words a rating; `None` where the place does not offer it.
    pub fn rating_label(&self, rating: Rating) -> Option<&Text> {
        let options = &self.ratings.value;
        let option = options.iter().find(|option| option.rating == rating)?;
        Some(&option.label)
    }

    /// How a ground for not accepting is worded; `None` where the place does not know it.
    pub fn reason_label(&self, reason: NotAcceptedReason) -> Option<&Text> {
        let reasons = &self.not_accepted_reasons.value;
        let rule = reasons.iter().find(|rule| rule.reason == reason)?;
        Some(&rule.label)
    }

    /// Which last days move on.
    pub fn rolling(&self) -> Rolling {
        if self.rest_days_roll.value {
            Rolling::RestDays
        } else {
            Rolling::HolidaysOnly
        }
    }

    /// The day from which on `due` is due soon; a projection can store its number.
    pub fn warn_from(&self, due: NaiveDate, calendar: &Calendar) -> NaiveDate {
        calendar.warn_from(due, self.due_soon.value)
    }
}
