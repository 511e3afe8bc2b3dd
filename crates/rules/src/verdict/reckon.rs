//! From a count to a verdict, one step after the other.

use super::weigh::{Quorum, Weighed, weigh};
use super::{Base, Tally, VoteFault, VoteRule};
use crate::answer::Rating;
use crate::fraction::Fraction;
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// One step of the arithmetic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoteStep {
    /// What the step shows, stable: `source`, `blank`, `quorum`, `base`, `satisfied`,
    /// `together`, `dissatisfied`, `apart`, `not_counted`.
    pub code: String,
    /// In words, with its numbers.
    pub text: Text,
}

/// Ballots that name none of the three choices, each kind for itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Apart {
    /// Without a mark (R18).
    pub abstained: u32,
    /// Invalid (R14).
    pub invalid: u32,
    /// Not pressed (R19).
    pub unpressed: u32,
    /// Came back and were not counted under any heading.
    pub uncounted: u32,
}

/// What a vote came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// The result.
    pub rating: Rating,
    /// In words: 满意, 基本满意 or 不满意.
    pub label: Text,
    /// What the votes are a share of.
    pub base: Base,
    /// Its number.
    pub base_number: u64,
    /// The fewest votes that are enough.
    pub needed: u64,
    /// Satisfied, of the base.
    pub satisfied: Fraction,
    /// Satisfied and basically satisfied together, of the base.
    pub together: Fraction,
    /// The quorum, where the rule asks for one.
    pub quorum: Option<Quorum>,
    /// What was counted apart and is in no result.
    pub apart: Apart,
    /// The arithmetic, in the order it was done.
    pub steps: Vec<VoteStep>,
}

/// What `tally` comes to by `rule`: satisfied where satisfied votes alone are enough;
/// else basically satisfied where satisfied and basically satisfied together are; else
/// dissatisfied (R15). Abstentions, invalid ballots and what was not pressed are never
/// a result of their own (R14, R18, R19); whether they weigh at all is up to the base.
///
/// # Errors
/// A number the rule needs was not taken, numbers contradict each other, more ballots
/// came back than were given out, or too few were present.
pub fn verdict(tally: &Tally, rule: &VoteRule) -> Result<Verdict, VoteFault> {
    let weighed = weigh(tally, rule)?;
    let Weighed {
        quorum,
        number,
        needed,
        satisfied,
        together,
        rating,
    } = weighed;
    let mut steps = Vec::new();
    steps.extend(rule.quorum.zip(quorum).map(quorum_step));
    steps.push(base_step(rule, number, needed));
    cascade(tally, &weighed, &mut steps);
    let apart = apart(tally, &mut steps);
    Ok(Verdict {
        rating,
        label: rating.label(),
        base: rule.base,
        base_number: number,
        needed,
        satisfied: Fraction::new(satisfied, number),
        together: Fraction::new(together, number),
        quorum,
        apart,
        steps,
    })
}

fn quorum_step((share, quorum): (Fraction, Quorum)) -> VoteStep {
    let Quorum {
        present,
        members,
        needed,
    } = quorum;
    VoteStep {
        code: "quorum".to_owned(),
        text: Text::new(
            format!("全体{members}人，到会{present}人，超过{share}（至少{needed}人），可以测评"),
            format!(
                "{present} of {members} members are present, more than {share} ({needed} or more): the vote counts"
            ),
        ),
    }
}

fn base_step(rule: &VoteRule, number: u64, needed: u64) -> VoteStep {
    let (base, share) = (rule.base.text(), rule.threshold);
    let (zh, en) = if rule.inclusive {
        ("达到（含本数）", "at least")
    } else {
        ("超过（不含本数）", "more than")
    };
    VoteStep {
        code: "base".to_owned(),
        text: Text::new(
            format!(
                "以{}{number}为基数，须{zh}其{share}，即至少{needed}票",
                base.zh
            ),
            format!(
                "of {number} {}, {en} {share} is needed: {needed} votes or more",
                base.en
            ),
        ),
    }
}

/// The cascade of R15, with a sentence for each comparison that was made.
fn cascade(tally: &Tally, weighed: &Weighed, steps: &mut Vec<VoteStep>) {
    let (satisfied, together, enough) = (weighed.satisfied, weighed.together, weighed.needed);
    let mut say = |code: &str, zh: String, en: String| {
        steps.push(VoteStep {
            code: code.to_owned(),
            text: Text::new(zh, en),
        });
    };
    if weighed.rating == Rating::Satisfied {
        say(
            "satisfied",
            format!("满意{satisfied}票 ≥ {enough}票：满意"),
            format!("{satisfied} satisfied ≥ {enough}: satisfied"),
        );
        return;
    }
    say(
        "satisfied",
        format!("满意{satisfied}票 ＜ {enough}票，不足"),
        format!("{satisfied} satisfied < {enough}: not enough"),
    );
    let basically = tally.basically_satisfied;
    let sum_zh = format!("满意{satisfied}票＋基本满意{basically}票＝{together}票");
    let sum_en = format!("{satisfied} satisfied + {basically} basically satisfied = {together}");
    if weighed.rating == Rating::BasicallySatisfied {
        say(
            "together",
            format!("{sum_zh} ≥ {enough}票：基本满意"),
            format!("{sum_en} ≥ {enough}: basically satisfied"),
        );
        return;
    }
    say(
        "together",
        format!("{sum_zh} ＜ {enough}票，不足"),
        format!("{sum_en} < {enough}: not enough"),
    );
    say(
        "dissatisfied",
        "两项均不足：不满意".to_owned(),
        "neither is enough: dissatisfied".to_owned(),
    );
}

fn apart(tally: &Tally, steps: &mut Vec<VoteStep>) -> Apart {
    let missing = tally.collected.map_or(0, |collected| {
        u64::from(collected).saturating_sub(tally.counted())
    });
    let apart = Apart {
        abstained: tally.abstained,
        invalid: tally.invalid,
        unpressed: tally.unpressed,
        uncounted: u32::try_from(missing).unwrap_or(u32::MAX),
    };
    if [apart.abstained, apart.invalid, apart.unpressed] != [0; 3] {
        let (a, i, u) = (apart.abstained, apart.invalid, apart.unpressed);
        steps.push(VoteStep {
            code: "apart".to_owned(),
            text: Text::new(
                format!("另计，不是测评结果：弃权{a}票，无效{i}票，未按{u}个"),
                format!("apart, and no result: {a} abstained, {i} invalid, {u} not pressed"),
            ),
        });
    }
    if apart.uncounted > 0 {
        let n = apart.uncounted;
        steps.push(VoteStep {
            code: "not_counted".to_owned(),
            text: Text::new(
                format!("收回的票中有{n}张没有计入任何一项，请核对"),
                format!("{n} of the ballots that came back are under no heading; check the count"),
            ),
        });
    }
    apart
}
