//! Who meets the criteria for an award, with the reasons, for people to decide (S1.16).

use super::{DeputyFacts, Measure, Scored, UnitFacts};
use crate::answer::Rating;
use crate::fraction::Fraction;
use crate::rulebook::Rulebook;
use crate::text::Text;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// For what somebody is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AwardList {
    /// 代表建议办理工作先进单位
    Units,
    /// 优秀人大代表
    Deputies,
    /// 优秀人大代表建议领衔人
    LeadProposers,
    /// 代表工作先进集体
    Collectives,
}

impl AwardList {
    /// In words.
    pub fn label(self) -> Text {
        match self {
            AwardList::Units => Text::new("代表建议办理工作先进单位", "handling units"),
            AwardList::Deputies => Text::new("优秀人大代表", "deputies"),
            AwardList::LeadProposers => Text::new("优秀人大代表建议领衔人", "lead proposers"),
            AwardList::Collectives => Text::new("代表工作先进集体", "collectives"),
        }
    }
}

/// What it takes. The source names the awards and not what they take, so that these
/// are the office's to set; [`AwardCriteria::of`] is only where it starts from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AwardCriteria {
    /// A unit: how many suggestions it owes at least.
    pub least_items: u32,
    /// A unit: which share of the evaluated is satisfied with at least.
    pub satisfied: Fraction,
    /// A unit: whether a late reply rules it out.
    pub no_late: bool,
    /// A unit: whether a dissatisfied deputy rules it out.
    pub no_dissatisfied: bool,
    /// A unit: which share of its points at least, where there is a card.
    pub points: Option<Fraction>,
    /// A lead proposer: how many led at least.
    pub led: u32,
    /// A deputy: how many signed at least.
    pub signed: u32,
    /// A deputy or lead proposer: which share of the replies rated at least.
    pub rated: Fraction,
    /// A collective: how many its deputies led at least.
    pub collective_led: u32,
}

impl AwardCriteria {
    /// Where an office starts from: nobody late, nobody dissatisfied, every reply rated.
    pub fn of(rulebook: &Rulebook) -> AwardCriteria {
        AwardCriteria {
            least_items: rulebook.rank_least.value.0,
            satisfied: Fraction::new(9, 10),
            no_late: true,
            no_dissatisfied: true,
            points: None,
            led: 2,
            signed: 3,
            rated: Fraction::new(1, 1),
            collective_led: 5,
        }
    }
}

/// Somebody who meets the criteria; people decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Award {
    /// For what.
    pub list: AwardList,
    /// Who.
    pub name: String,
    /// Why: each criterion with its number.
    pub reasons: Vec<Text>,
}

/// Who meets the criteria, list by list, in the order given. `deputies` and
/// `collectives` (delegations, with their deputies' facts added up) come with names.
pub fn awards(
    units: &[(String, UnitFacts, Option<Scored>)],
    deputies: &[(String, DeputyFacts)],
    collectives: &[(String, DeputyFacts)],
    criteria: &AwardCriteria,
) -> Vec<Award> {
    let mut all = Vec::new();
    let mut name = |list: AwardList, name: &str, reasons: Option<Vec<Text>>| {
        if let Some(reasons) = reasons {
            all.push(Award {
                list,
                name: name.to_owned(),
                reasons,
            });
        }
    };
    for (unit, facts, scored) in units {
        name(
            AwardList::Units,
            unit,
            unit_reasons(facts, scored.as_ref(), criteria),
        );
    }
    for (deputy, facts) in deputies {
        name(AwardList::Deputies, deputy, deputy_reasons(facts, criteria));
    }
    for (deputy, facts) in deputies {
        name(
            AwardList::LeadProposers,
            deputy,
            leading_reasons(facts, criteria.led, criteria),
        );
    }
    for (delegation, facts) in collectives {
        let reasons = leading_reasons(facts, criteria.collective_led, criteria);
        name(AwardList::Collectives, delegation, reasons);
    }
    all
}

fn reaches(share: Fraction, least: Fraction) -> bool {
    matches!(
        share.compare(least),
        Some(Ordering::Equal | Ordering::Greater)
    )
}

fn unit_reasons(
    facts: &UnitFacts,
    scored: Option<&Scored>,
    criteria: &AwardCriteria,
) -> Option<Vec<Text>> {
    let owes = facts.owes();
    let satisfied = facts.share(Measure::Satisfied);
    let late = facts.count(Measure::Late).count;
    let against = facts.rated(Rating::Dissatisfied);
    let enough = owes >= criteria.least_items.max(1)
        && reaches(satisfied.share(), criteria.satisfied)
        && !(criteria.no_late && late > 0)
        && !(criteria.no_dissatisfied && against > 0);
    if !enough {
        return None;
    }
    let mut reasons = vec![
        Text::new(format!("承办{owes}件"), format!("{owes} suggestions")),
        satisfied.text(Measure::Satisfied),
    ];
    if late == 0 {
        reasons.push(Text::new("没有逾期答复", "no late reply"));
    }
    if against == 0 {
        reasons.push(Text::new("没有不满意评价", "nobody dissatisfied"));
    }
    if let Some(least) = criteria.points {
        let scored = scored?;
        let points = |points: super::Points| u64::try_from(points.0).unwrap_or(0);
        let share = Fraction::new(points(scored.total), points(scored.of));
        if !reaches(share, least) {
            return None;
        }
        reasons.push(Text::new(
            format!(
                "考核得{}分（可得{}分）",
                scored.total.show(),
                scored.of.show()
            ),
            format!("{} of {} points", scored.total.show(), scored.of.show()),
        ));
    }
    Some(reasons)
}

/// That the deputy rated the replies, where there were any to rate.
fn rated(facts: &DeputyFacts, criteria: &AwardCriteria) -> Option<Text> {
    let share = Fraction::new(facts.rated.into(), facts.asked.into());
    let (n, d) = (facts.rated, facts.asked);
    (d == 0 || reaches(share, criteria.rated)).then(|| {
        Text::new(
            format!("应评价{d}件次，已评价{n}件次"),
            format!("{n} of {d} replies rated"),
        )
    })
}

fn deputy_reasons(facts: &DeputyFacts, criteria: &AwardCriteria) -> Option<Vec<Text>> {
    let signed = facts.led.saturating_add(facts.co_signed);
    if signed < criteria.signed.max(1) {
        return None;
    }
    let (led, co) = (facts.led, facts.co_signed);
    let signed = Text::new(
        format!("领衔{led}件、附议{co}件"),
        format!("{led} led, {co} co-signed"),
    );
    Some(vec![signed, rated(facts, criteria)?])
}

fn leading_reasons(facts: &DeputyFacts, least: u32, criteria: &AwardCriteria) -> Option<Vec<Text>> {
    if facts.led < least.max(1) {
        return None;
    }
    let (led, key, completed) = (facts.led, facts.key, facts.completed);
    let led = Text::new(
        format!("领衔{led}件，其中重点督办{key}件、办结{completed}件"),
        format!("{led} led, {key} of them under key supervision, {completed} completed"),
    );
    Some(vec![led, rated(facts, criteria)?])
}
