//! Units beside each other, where their numbers can be compared.

use super::{Scored, UnitFacts};
use crate::fraction::Fraction;
use crate::text::Text;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// A unit's place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// 1 is the first; equals share one, and the next place counts them all.
    pub rank: u32,
    /// The unit.
    pub unit: String,
    /// Points had, of points that could be had on the lines that apply to it.
    pub share: Fraction,
    /// How that was reached.
    pub text: Text,
}

/// A unit that is not ranked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unranked {
    /// The unit.
    pub unit: String,
    /// Why not.
    pub text: Text,
}

/// Units in order, and those that are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ranking {
    /// The first place first.
    pub places: Vec<Place>,
    /// Left out, in the order given.
    pub unranked: Vec<Unranked>,
    /// Why there is no ranking at all, where there is none.
    pub refused: Option<Text>,
}

/// Ranks units by the share of the points they could have had, so that a unit to which
/// a line does not apply is not behind for it. Units that owe fewer than `rank_least`
/// suggestions are left out: one rating more or less would move their rates by a lot.
/// With fewer than two units left there is no ranking.
pub fn rank(units: &[(String, UnitFacts, Scored)], rank_least: u32) -> Ranking {
    let mut ranking = Ranking::default();
    let mut compared: Vec<(&str, i64, i64)> = Vec::new();
    for (unit, facts, scored) in units {
        match left_out(facts, scored, rank_least) {
            Some(text) => ranking.unranked.push(Unranked {
                unit: unit.clone(),
                text,
            }),
            None => compared.push((unit, i64::from(scored.total.0), i64::from(scored.of.0))),
        }
    }
    if compared.len() < 2 {
        let n = compared.len();
        ranking.refused = Some(Text::new(
            format!("可比较的单位只有{n}个（承办不少于{rank_least}件、有计分），不排名"),
            format!(
                "only {n} units can be compared (with {rank_least} suggestions or more and points): no ranking"
            ),
        ));
        for (unit, ..) in compared {
            let text = Text::new("没有可比较的单位", "there is no unit to compare with");
            ranking.unranked.push(Unranked {
                unit: unit.to_owned(),
                text,
            });
        }
        return ranking;
    }
    compared.sort_by(|a, b| better(b, a).then_with(|| a.0.cmp(b.0)));
    let mut before: Option<((&str, i64, i64), u32)> = None;
    for (index, one) in compared.iter().enumerate() {
        let own = u32::try_from(index + 1).unwrap_or(u32::MAX);
        let rank = match before {
            Some((last, rank)) if better(&last, one) == Ordering::Equal => rank,
            _ => own,
        };
        before = Some((*one, rank));
        ranking.places.push(place(one, rank));
    }
    ranking
}

fn left_out(facts: &UnitFacts, scored: &Scored, rank_least: u32) -> Option<Text> {
    let items = facts.owes();
    if items < rank_least {
        return Some(Text::new(
            format!("承办{items}件，少于{rank_least}件，数量过少，不参加排名"),
            format!("{items} suggestions, fewer than {rank_least}: too few to be compared"),
        ));
    }
    (scored.of.0 <= 0).then(|| Text::new("没有可以比较的计分项", "there are no points to compare"))
}

/// Which had more of what could be had, exactly.
fn better(a: &(&str, i64, i64), b: &(&str, i64, i64)) -> Ordering {
    (a.1 * b.2).cmp(&(b.1 * a.2))
}

fn place(&(unit, total, of): &(&str, i64, i64), rank: u32) -> Place {
    // Deductions may go below nothing, which is no share.
    let share = Fraction::new(
        u64::try_from(total).unwrap_or(0),
        u64::try_from(of).unwrap_or(0),
    );
    let points = |n: i64| super::Points(i32::try_from(n).unwrap_or(i32::MAX)).show();
    let percent = share.percent(2).unwrap_or_default();
    let (had, most) = (points(total), points(of));
    Place {
        rank,
        unit: unit.to_owned(),
        share,
        text: Text::new(
            format!("得{had}分，可得{most}分，得分率{percent}%"),
            format!("{had} of {most} points, {percent} %"),
        ),
    }
}
