//! The vote rules of places, each with its source and with what the source leaves open.

use super::reckon::{VoteStep, verdict};
use super::{Base, Tally, Verdict, VoteFault, VoteRule};
use crate::fraction::Fraction;
use crate::rulebook::Source;
use crate::text::Text;
use serde::{Deserialize, Serialize};

const HALF: Fraction = Fraction::new(1, 2);

/// What a ballot without a mark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Blank {
    /// An abstention, counted apart (R18).
    Abstention,
    /// Invalid, not counted (R14).
    Invalid,
}

impl Blank {
    /// A count as the rule takes it: where ballots without a mark are invalid, they are
    /// counted among these.
    ///
    /// # Errors
    /// Together they are more than can be written.
    pub fn applied(self, tally: &Tally) -> Result<Tally, VoteFault> {
        if self == Blank::Abstention {
            return Ok(*tally);
        }
        let invalid = tally.invalid.checked_add(tally.abstained);
        Ok(Tally {
            abstained: 0,
            invalid: invalid.ok_or(VoteFault::TooMany)?,
            ..*tally
        })
    }
}

/// One place's rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleSet {
    /// Its stable name.
    pub id: String,
    /// Its name for people.
    pub title: Text,
    /// Where it comes from and what it says.
    pub source: Source,
    /// How votes become a verdict; `None` where the source, as far as it could be
    /// read, does not say, and the office's own rule has to.
    pub rule: Option<VoteRule>,
    /// The share of members of whom more have to be present, where the source asks.
    pub quorum: Option<Fraction>,
    /// What a ballot without a mark is.
    pub blank: Blank,
}

/// Every set, the general one first.
pub fn sets() -> Vec<RuleSet> {
    let set = |id: &str, title: Text, cite: &str, text: Text| RuleSet {
        id: id.to_owned(),
        title,
        source: Source {
            cite: cite.to_owned(),
            text,
        },
        rule: None,
        quorum: None,
        blank: Blank::Abstention,
    };
    let members = |inclusive| VoteRule {
        base: Base::Members,
        threshold: HALF,
        inclusive,
        quorum: None,
    };
    vec![
        RuleSet {
            rule: Some(members(false)),
            ..set(
                "general",
                Text::new("通行规则", "general rule"),
                "宁波市镇海区（zh.gov.cn 2022-11-25）",
                Text::new(
                    "以全体组成人员为基数，逐级认定满意、基本满意、不满意；恰为半数的，视为不足。",
                    "of all members: satisfied, else basically satisfied, else dissatisfied; exactly half is not enough",
                ),
            )
        },
        RuleSet {
            rule: Some(members(false)),
            ..set(
                "zhenhai-2022",
                Text::new("镇海区2022年满意度测评", "Zhenhai 2022"),
                "宁波市镇海区人大常委会（zh.gov.cn/art/2022/11/25/art_1229694683_59140937）",
                Text::new(
                    "满意票达到全体组成人员半数以上的为满意；满意票不足半数，加基本满意票达到半数以上的为基本满意；合计不足半数（含半数）的为不满意。满意票恰为半数的，来源的两句话读法不一，可以改为含本数。",
                    "satisfied with half or more of all members; else basically satisfied where both together have it; else, exactly half included, dissatisfied. For exactly half the two sentences can be read either way: the rule can be set to include it",
                ),
            )
        },
        RuleSet {
            blank: Blank::Invalid,
            ..set(
                "shenzhen-2011",
                Text::new("深圳市2011年满意度测评规则", "Shenzhen 2011"),
                "深圳市人大常委会2011年规则第六条、第七条（6065bob.com/fagui/40358）",
                Text::new(
                    "三个等次中选择一个；不选择、多选择的投票无效，不纳入计票范围。结果认定条款未见全文，按本地规则认定。",
                    "exactly one of three choices; without a mark or with several a ballot is invalid and not counted. The article on the result was not found in full: the office's own rule decides",
                ),
            )
        },
        RuleSet {
            quorum: Some(HALF),
            ..set(
                "cppcc-draft",
                Text::new("政协民主评议办法（草案）", "CPPCC draft"),
                "政协民主评议办法草案（wm114.cn/wen/166/331845）",
                Text::new(
                    "到会人数超过应到人数的半数；收回票数多于发出票数的无效，重新投票；不作标记的为弃权。结果认定按本地规则。",
                    "more than half are present; with more ballots back than given out the vote is void and repeated; no mark is an abstention. The office's own rule decides the result",
                ),
            )
        },
    ]
}

/// What a count comes to by a set. Where the set does not say how votes become a
/// verdict, `own` (the rulebook's rule) does; the set's quorum and what it says of
/// blank ballots hold in any case.
///
/// # Errors
/// As [`verdict`]; and where neither the set nor the office has a rule.
pub fn verdict_by(
    set: &RuleSet,
    tally: &Tally,
    own: Option<&VoteRule>,
) -> Result<Verdict, VoteFault> {
    let rule = set.rule.as_ref().or(own).ok_or(VoteFault::NoRule)?;
    let rule = VoteRule {
        quorum: set.quorum.or(rule.quorum),
        ..*rule
    };
    let mut found = verdict(&set.blank.applied(tally)?, &rule)?;
    let source = VoteStep {
        code: "source".to_owned(),
        text: Text::new(
            format!("依据〔{}〕{}", set.source.cite, set.source.text.zh),
            format!("source [{}]: {}", set.source.cite, set.source.text.en),
        ),
    };
    found.steps.insert(0, source);
    if set.blank == Blank::Invalid && tally.abstained > 0 {
        let n = tally.abstained;
        let text = Text::new(
            format!("未作选择的{n}票按无效票处理"),
            format!("{n} without a mark are invalid here"),
        );
        let blank = VoteStep {
            code: "blank".to_owned(),
            text,
        };
        found.steps.insert(1, blank);
    }
    Ok(found)
}
