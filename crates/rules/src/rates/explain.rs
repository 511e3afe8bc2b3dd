//! The rates by name, each with the account of how it came about.

use super::{Rate, Rates};
use crate::answer::{AnswerClass, Rating};
use crate::rulebook::{Denominator, Rule, Rulebook, Source};
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// The rates by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RateCode {
    /// 办复率
    Replied,
    /// 面商率
    Consulted,
    /// 满意率
    Satisfied,
    /// 基本满意率
    BasicallySatisfied,
    /// 不满意率
    Dissatisfied,
    /// 办结率
    Completed,
    /// 三见面完成率
    Contacts,
}

impl RateCode {
    /// Every rate, in the order of the statistics.
    pub const ALL: [RateCode; 7] = [
        RateCode::Replied,
        RateCode::Consulted,
        RateCode::Satisfied,
        RateCode::BasicallySatisfied,
        RateCode::Dissatisfied,
        RateCode::Completed,
        RateCode::Contacts,
    ];
}

/// How one rate came about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RateAccount {
    /// What the rate is called.
    pub title: Text,
    /// What is divided by what.
    pub definition: Text,
    /// The numbers put in, such as `58 ÷ 95 = 61.05%`.
    pub arithmetic: Text,
    /// What the definition rests on.
    pub source: Source,
    /// The id of the rulebook that states it.
    pub origin: String,
}

impl Rates {
    /// One of the rates.
    pub fn get(&self, code: RateCode) -> &Rate {
        match code {
            RateCode::Replied => &self.replied,
            RateCode::Consulted => &self.consulted,
            RateCode::Satisfied => &self.satisfied,
            RateCode::BasicallySatisfied => &self.basically_satisfied,
            RateCode::Dissatisfied => &self.dissatisfied,
            RateCode::Completed => &self.completed,
            RateCode::Contacts => &self.contacts,
        }
    }

    /// What a rate is a share of, by a rulebook.
    pub(super) fn denominator(code: RateCode, rulebook: &Rulebook) -> Denominator {
        rule(code, rulebook).value
    }

    /// How a rate came about, by the rulebook it was computed with.
    pub fn explain(&self, code: RateCode, rulebook: &Rulebook) -> RateAccount {
        let rule = rule(code, rulebook);
        let (counted, of) = (counted(code, rulebook), rule.value.text());
        let rate = self.get(code);
        let (n, d) = (rate.numerator, rate.denominator);
        let arithmetic = match &rate.percent {
            Some(percent) => Text::new(
                format!("{n} ÷ {d} ＝ {percent}%"),
                format!("{n} ÷ {d} = {percent} %"),
            ),
            None => Text::new("分母为0，没有比率", "nothing to divide by, no rate"),
        };
        RateAccount {
            title: title(code),
            definition: Text::new(
                format!("{} ÷ {}", counted.zh, of.zh),
                format!("{} ÷ {}", counted.en, of.en),
            ),
            arithmetic,
            source: rule.source.clone(),
            origin: rule.origin.clone(),
        }
    }
}

fn rule(code: RateCode, rulebook: &Rulebook) -> &Rule<Denominator> {
    match code {
        RateCode::Replied => &rulebook.rate_replied,
        RateCode::Consulted => &rulebook.rate_consulted,
        RateCode::Satisfied | RateCode::BasicallySatisfied | RateCode::Dissatisfied => {
            &rulebook.rate_satisfaction
        }
        RateCode::Completed => &rulebook.rate_completed,
        RateCode::Contacts => &rulebook.rate_contacts,
    }
}

fn title(code: RateCode) -> Text {
    match code {
        RateCode::Replied => Text::new("办复率", "reply rate"),
        RateCode::Consulted => Text::new("面商率", "consultation rate"),
        RateCode::Satisfied => Text::new("满意率", "satisfaction rate"),
        RateCode::BasicallySatisfied => Text::new("基本满意率", "basic satisfaction rate"),
        RateCode::Dissatisfied => Text::new("不满意率", "dissatisfaction rate"),
        RateCode::Completed => Text::new("办结率", "completion rate"),
        RateCode::Contacts => Text::new("三见面完成率", "rate of complete meetings"),
    }
}

/// What the numerator counts, in words.
fn counted(code: RateCode, rulebook: &Rulebook) -> Text {
    let rated = |rating: Rating| {
        let label = rulebook.rating_label(rating).cloned().unwrap_or_default();
        Text::new(
            format!("评价为{}的件数", label.zh),
            format!("suggestions rated {}", label.en),
        )
    };
    match code {
        RateCode::Replied => Text::new("已答复件数", "suggestions replied to"),
        RateCode::Consulted => Text::new("已面商件数", "suggestions with deputies consulted"),
        RateCode::Satisfied => rated(Rating::Satisfied),
        RateCode::BasicallySatisfied => rated(Rating::BasicallySatisfied),
        RateCode::Dissatisfied => rated(Rating::Dissatisfied),
        RateCode::Contacts => Text::new(
            "各阶段均已见面的件数",
            "suggestions with deputies met in every phase",
        ),
        RateCode::Completed => {
            let (mut zh, mut en) = (Vec::new(), Vec::new());
            for class in AnswerClass::ALL {
                let rule = &rulebook.class(class).value;
                if rule.completed {
                    zh.push(format!("{}类（{}）", class.letter(), rule.label.zh));
                    en.push(format!("{} ({})", class.letter(), rule.label.en));
                }
            }
            Text::new(
                format!("{}件数", zh.join("、")),
                format!("replies of class {}", en.join(", ")),
            )
        }
    }
}
