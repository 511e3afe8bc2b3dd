//! From a count to a verdict, one step after the other.

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

/// Who was present, and how many had to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Quorum {
    /// Present.
    pub present: u32,
    /// Of how many members.
    pub members: u32,
    /// How many have to be.
    pub needed: u64,
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

/// The fewest of `number` that reach a share, or pass it where exactly the share is
/// not enough. `None` where the share has no value or is more than the whole.
pub fn needed(number: u64, share: Fraction, inclusive: bool) -> Option<u64> {
    if share.denominator == 0 || share.numerator > share.denominator {
        return None;
    }
    let product = u128::from(number) * u128::from(share.numerator);
    let whole = u128::from(share.denominator);
    let least = if inclusive {
        product.div_ceil(whole)
    } else {
        product / whole + 1
    };
    u64::try_from(least).ok()
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
    consistent(tally)?;
    let mut steps = Vec::new();
    let quorum = quorum(tally, rule, &mut steps)?;
    let base = rule.base;
    let number = base.number(tally).ok_or(VoteFault::BaseUnknown { base })?;
    if number == 0 {
        return Err(VoteFault::BaseZero { base });
    }
    let enough = needed(number, rule.threshold, rule.inclusive).ok_or(VoteFault::BadRule)?;
    let (satisfied, together) = (
        u64::from(tally.satisfied),
        u64::from(tally.satisfied) + u64::from(tally.basically_satisfied),
    );
    // Members, those present and ballots collected are all people who vote once.
    if base != Base::Valid && tally.counted() > number {
        return Err(VoteFault::CountedOverBase {
            counted: tally.counted(),
            base,
            number,
        });
    }
    steps.push(base_step(rule, number, enough));
    let rating = cascade(tally, (satisfied, together), enough, &mut steps);
    let apart = apart(tally, &mut steps);
    Ok(Verdict {
        rating,
        label: rating.label(),
        base,
        base_number: number,
        needed: enough,
        satisfied: Fraction::new(satisfied, number),
        together: Fraction::new(together, number),
        quorum,
        apart,
        steps,
    })
}

/// Whether the numbers can all be true at once.
pub(super) fn consistent(tally: &Tally) -> Result<(), VoteFault> {
    if let (Some(present), Some(members)) = (tally.present, tally.members)
        && present > members
    {
        return Err(VoteFault::PresentOverMembers { present, members });
    }
    if let (Some(collected), Some(issued)) = (tally.collected, tally.issued) {
        if collected > issued {
            return Err(VoteFault::CollectedOverIssued { collected, issued });
        }
        // A device that was not pressed was given out and gave nothing back.
        if issued - collected < tally.unpressed {
            return Err(VoteFault::ReturnMismatch {
                issued,
                collected,
                not_returned: tally.unpressed,
            });
        }
    }
    let counted = tally.counted();
    if let Some(collected) = tally.collected
        && counted > u64::from(collected)
    {
        return Err(VoteFault::CountedOverCollected { counted, collected });
    }
    for base in [Base::Present, Base::Members] {
        if let Some(number) = base.number(tally)
            && counted + u64::from(tally.unpressed) > number
        {
            return Err(VoteFault::CountedOverBase {
                counted: counted + u64::from(tally.unpressed),
                base,
                number,
            });
        }
    }
    Ok(())
}

fn quorum(
    tally: &Tally,
    rule: &VoteRule,
    steps: &mut Vec<VoteStep>,
) -> Result<Option<Quorum>, VoteFault> {
    let Some(share) = rule.quorum else {
        return Ok(None);
    };
    let (Some(present), Some(members)) = (tally.present, tally.members) else {
        return Err(VoteFault::QuorumUnknown);
    };
    // More than the share has to be present (R18).
    let needed = needed(u64::from(members), share, false).ok_or(VoteFault::BadRule)?;
    if u64::from(present) < needed {
        return Err(VoteFault::NoQuorum {
            present,
            members,
            needed,
        });
    }
    steps.push(VoteStep {
        code: "quorum".to_owned(),
        text: Text::new(
            format!("全体{members}人，到会{present}人，超过{share}（至少{needed}人），可以测评"),
            format!("{present} of {members} members are present, more than {share} ({needed} or more): the vote counts"),
        ),
    });
    Ok(Some(Quorum {
        present,
        members,
        needed,
    }))
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
fn cascade(
    tally: &Tally,
    (satisfied, together): (u64, u64),
    enough: u64,
    steps: &mut Vec<VoteStep>,
) -> Rating {
    let mut say = |code: &str, zh: String, en: String| {
        steps.push(VoteStep {
            code: code.to_owned(),
            text: Text::new(zh, en),
        });
    };
    if satisfied >= enough {
        say(
            "satisfied",
            format!("满意{satisfied}票 ≥ {enough}票：满意"),
            format!("{satisfied} satisfied ≥ {enough}: satisfied"),
        );
        return Rating::Satisfied;
    }
    say(
        "satisfied",
        format!("满意{satisfied}票 ＜ {enough}票，不足"),
        format!("{satisfied} satisfied < {enough}: not enough"),
    );
    let basically = tally.basically_satisfied;
    let sum_zh = format!("满意{satisfied}票＋基本满意{basically}票＝{together}票");
    let sum_en = format!("{satisfied} satisfied + {basically} basically satisfied = {together}");
    if together >= enough {
        say(
            "together",
            format!("{sum_zh} ≥ {enough}票：基本满意"),
            format!("{sum_en} ≥ {enough}: basically satisfied"),
        );
        return Rating::BasicallySatisfied;
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
    Rating::Dissatisfied
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
