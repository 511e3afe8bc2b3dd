//! A card laid over a unit's facts.

use super::{Measure, Named, Points, ScoreCard, ScoreItem, Scoring, UnitFacts};
use crate::fraction::Fraction;
use crate::rulebook::Rulebook;
use crate::text::Text;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// How a criterion came out (R23).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 良好
    Good,
    /// 合格
    Pass,
    /// 不合格
    Fail,
}

impl Level {
    /// In words.
    pub fn label(self) -> Text {
        match self {
            Level::Good => Text::new("良好", "good"),
            Level::Pass => Text::new("合格", "pass"),
            Level::Fail => Text::new("不合格", "fail"),
        }
    }
}

/// One line of a card, filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoredLine {
    /// What it is called.
    pub label: Text,
    /// The fact it rests on; `None` where people judge without one.
    pub measure: Option<Measure>,
    /// The points; `None` where people have not judged yet, where there is nothing to
    /// count yet, and for criteria.
    pub points: Option<Points>,
    /// The most that can be had; 0 for deductions and for bonuses without a limit.
    pub of: Points,
    /// How a criterion came out.
    pub level: Option<Level>,
    /// Whether people still have to judge it.
    pub open: bool,
    /// The fact in words.
    pub fact: Text,
    /// From the fact to the points.
    pub arithmetic: Text,
    /// The suggestions that cost points, or that earned them in a bonus.
    pub behind: Named,
}

/// A card filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scored {
    /// Its lines, in the card's order.
    pub lines: Vec<ScoredLine>,
    /// The points there are so far.
    pub total: Points,
    /// The most that could be had on the lines that have points.
    pub of: Points,
    /// How many lines people still have to judge.
    pub open: u32,
    /// How many lines there was nothing to count for.
    pub empty: u32,
    /// Over all criteria: any that fails fails; `None` without criteria that could be told.
    pub level: Option<Level>,
    /// The grade; `None` where the card has none, and while lines are open or empty.
    pub grade: Option<Text>,
    /// The sum in words, and why there is no grade yet.
    pub arithmetic: Text,
}

/// The card laid over the facts; lines that people judge stay open.
pub fn score(facts: &UnitFacts, card: &ScoreCard, rulebook: &Rulebook) -> Scored {
    score_with(facts, card, rulebook, &BTreeMap::new())
}

/// As [`score`], with the points people gave to lines they judge, by the line's place
/// counted from 0. More than the line allows counts as what it allows.
pub fn score_with(
    facts: &UnitFacts,
    card: &ScoreCard,
    rulebook: &Rulebook,
    judged: &BTreeMap<usize, Points>,
) -> Scored {
    let lines = card.items.iter().enumerate();
    let decimals = rulebook.percent_decimals.value;
    let lines: Vec<ScoredLine> = lines
        .map(|(index, item)| line(facts, item, decimals, judged.get(&index).copied()))
        .collect();
    let (mut total, mut of) = (Points(0), Points(0));
    let (mut open, mut empty) = (0u32, 0u32);
    for one in &lines {
        match one.points {
            Some(points) => {
                total = total.plus(points);
                of = of.plus(one.of);
            }
            None if one.open => open = open.saturating_add(1),
            None if one.level.is_none() => empty = empty.saturating_add(1),
            None => {}
        }
    }
    let known = open == 0 && empty == 0;
    let grade = card.grades.iter().find(|grade| total >= grade.from);
    let grade = grade.filter(|_| known).map(|grade| grade.label.clone());
    Scored {
        level: lines.iter().filter_map(|line| line.level).max(),
        arithmetic: summed(&lines, total, open, empty),
        lines,
        total,
        of,
        open,
        empty,
        grade,
    }
}

fn summed(lines: &[ScoredLine], total: Points, open: u32, empty: u32) -> Text {
    let points: Vec<String> = lines
        .iter()
        .filter_map(|line| line.points)
        .map(Points::show)
        .collect();
    let sum = points.join("＋").replace("＋-", "－");
    let shown = total.show();
    let mut text = if points.is_empty() {
        Text::new("没有计分的项", "no line has points")
    } else {
        Text::new(
            format!("{sum} ＝ {shown}分"),
            format!("{} = {shown}", points.join(" + ").replace("+ -", "− ")),
        )
    };
    if open > 0 {
        text.zh.push_str(&format!("；{open}项待评定，暂不定等次"));
        text.en
            .push_str(&format!("; {open} lines are to be judged: no grade yet"));
    }
    if empty > 0 {
        text.zh
            .push_str(&format!("；{empty}项没有可计的事实，不定等次"));
        text.en
            .push_str(&format!("; {empty} lines have nothing to count: no grade"));
    }
    text
}

fn line(facts: &UnitFacts, item: &ScoreItem, decimals: u8, judged: Option<Points>) -> ScoredLine {
    let mut line = ScoredLine {
        label: item.label.clone(),
        measure: item.measure,
        points: None,
        of: Points(0),
        level: None,
        open: false,
        fact: item
            .measure
            .map(|measure| facts.text(measure))
            .unwrap_or_default(),
        arithmetic: Text::default(),
        behind: Named::default(),
    };
    let share = item.measure.map(|measure| facts.share(measure));
    let count = item.measure.map(|measure| facts.count(measure));
    let (share, count) = (share.unwrap_or_default(), count.unwrap_or_default());
    match item.scoring {
        Scoring::Share { points } => {
            line.behind = share.missed.clone();
            in_proportion(&mut line, points, share.share());
        }
        Scoring::Threshold { points, at_least } => {
            line.behind = share.missed.clone();
            threshold(&mut line, points, share.share(), at_least, decimals);
        }
        Scoring::Criterion { good, pass } => {
            line.behind = share.missed.clone();
            criterion(&mut line, share.share(), (good, pass), decimals);
        }
        Scoring::Deduct { each, most } => {
            line.behind = count.of;
            times(&mut line, count.count, each, most, true);
        }
        Scoring::Bonus { each, most } => {
            line.of = most.unwrap_or_default();
            line.behind = count.of;
            times(&mut line, count.count, each, most, false);
        }
        Scoring::Judged { points } => by_people(&mut line, points, judged),
    }
    line
}

fn nothing(line: &mut ScoredLine) {
    line.arithmetic = Text::new("没有可计的件，不计分", "nothing to count, no points");
}

fn in_proportion(line: &mut ScoredLine, points: Points, share: Fraction) {
    let (n, d) = (i128::from(share.numerator), i128::from(share.denominator));
    if d == 0 {
        return nothing(line);
    }
    // Half up in hundredths of a point.
    let product = 2 * i128::from(points.0) * n;
    let exact = (product + d).div_euclid(2 * d);
    let got = Points(i32::try_from(exact).unwrap_or(i32::MAX));
    line.of = points;
    line.points = Some(got);
    let (most, got) = (points.show(), got.show());
    line.arithmetic = Text::new(
        format!("{most}分 × {n} ÷ {d} ＝ {got}分"),
        format!("{most} × {n} ÷ {d} = {got}"),
    );
}

/// `90.00%` and the like; shares of nothing are not asked for.
fn percent(share: Fraction, decimals: u8) -> String {
    share.percent(decimals).unwrap_or_default()
}

fn threshold(
    line: &mut ScoredLine,
    points: Points,
    share: Fraction,
    at_least: Fraction,
    decimals: u8,
) {
    let Some(order) = share.compare(at_least) else {
        return nothing(line);
    };
    let enough = order != Ordering::Less;
    let got = if enough { points } else { Points(0) };
    line.of = points;
    line.points = Some(got);
    let (is, asked, got) = (
        percent(share, decimals),
        percent(at_least, decimals),
        got.show(),
    );
    let sign = if enough { ("≥", "≥") } else { ("＜", "<") };
    line.arithmetic = Text::new(
        format!("{is}% {} {asked}%：{got}分", sign.0),
        format!("{is} % {} {asked} %: {got}", sign.1),
    );
}

fn criterion(
    line: &mut ScoredLine,
    share: Fraction,
    (good, pass): (Fraction, Fraction),
    decimals: u8,
) {
    let reaches = |limit: Fraction| Some(share.compare(limit)? != Ordering::Less);
    let level = match (reaches(good), reaches(pass)) {
        (Some(true), _) => Level::Good,
        (Some(false), Some(true)) => Level::Pass,
        (Some(false), Some(false)) => Level::Fail,
        _ => {
            line.arithmetic = Text::new("没有可计的件，不评等次", "nothing to count, no level");
            return;
        }
    };
    line.level = Some(level);
    let (is, good, pass) = (
        percent(share, decimals),
        percent(good, decimals),
        percent(pass, decimals),
    );
    let label = level.label();
    line.arithmetic = Text::new(
        format!(
            "{is}%（良好不低于{good}%，合格不低于{pass}%）：{}",
            label.zh
        ),
        format!(
            "{is} % (good from {good} %, pass from {pass} %): {}",
            label.en
        ),
    );
}

fn times(line: &mut ScoredLine, count: u32, each: Points, most: Option<Points>, off: bool) {
    let product = i64::from(each.0).saturating_mul(i64::from(count));
    let product = Points(i32::try_from(product).unwrap_or(i32::MAX));
    let capped = most.map_or(product, |most| product.min(most));
    let got = if off { Points(0).minus(capped) } else { capped };
    line.points = Some(got);
    let (each, got) = (each.show(), got.show());
    line.arithmetic = Text::new(
        format!("{count}次 × {each}分 ＝ {}分", product.show()),
        format!("{count} × {each} = {}", product.show()),
    );
    if let Some(most) = most.filter(|most| product > *most) {
        line.arithmetic
            .zh
            .push_str(&format!("，以{}分为限", most.show()));
        line.arithmetic
            .en
            .push_str(&format!(", at the most {}", most.show()));
    }
    line.arithmetic.zh.push_str(&format!("：{got}分"));
    line.arithmetic.en.push_str(&format!(": {got}"));
}

fn by_people(line: &mut ScoredLine, points: Points, judged: Option<Points>) {
    let most = points.show();
    let Some(given) = judged else {
        line.open = true;
        line.arithmetic = Text::new(
            format!("满分{most}分，由评定人评定"),
            format!("{most} at the most, for people to judge"),
        );
        return;
    };
    let given = given.max(Points(0)).min(points);
    line.of = points;
    line.points = Some(given);
    let got = given.show();
    line.arithmetic = Text::new(
        format!("评定{got}分（满分{most}分）"),
        format!("judged {got} of {most}"),
    );
}
