//! By which rule the sheet says the votes will be judged.

use crate::BallotError;
use crate::json::{Members, Out, fits, list};
use huiyin_log::canonical::MAX_INTEGER;
use huiyin_log::read;
use huiyin_rules::verdict::{
    Base, Blank, RuleSet, Tally, Verdict, VoteFault, VoteRule, needed, verdict,
};
use huiyin_rules::{Fraction, Text};

/// The rule, with where it comes from, fixed before anybody votes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetRule {
    /// Its name for people.
    pub title: Text,
    /// Where it comes from.
    pub source: String,
    /// What the votes are a share of.
    pub base: Base,
    /// The share that is needed.
    pub threshold: Fraction,
    /// Whether exactly that share is enough.
    pub inclusive: bool,
    /// The share of members of whom more have to be present.
    pub quorum: Option<Fraction>,
    /// What a vote without a mark is.
    pub blank: Blank,
}

const FIELDS: &[&str] = &[
    "title",
    "source",
    "base",
    "threshold",
    "inclusive",
    "quorum",
    "blank",
];

impl SheetRule {
    /// The rule of a place. Where it does not say how votes become a verdict, `own` does.
    /// None where neither does.
    pub fn of(set: &RuleSet, own: Option<&VoteRule>) -> Option<Self> {
        let rule = set.rule.as_ref().or(own)?;
        Some(SheetRule {
            title: set.title.clone(),
            source: set.source.cite.clone(),
            base: rule.base,
            threshold: rule.threshold,
            inclusive: rule.inclusive,
            quorum: set.quorum.or(rule.quorum),
            blank: set.blank,
        })
    }

    /// What a count comes to.
    ///
    /// # Errors
    /// As [`verdict`].
    pub fn verdict(&self, tally: &Tally) -> Result<Verdict, VoteFault> {
        let rule = VoteRule {
            base: self.base,
            threshold: self.threshold,
            inclusive: self.inclusive,
            quorum: self.quorum,
        };
        verdict(&self.blank.applied(tally)?, &rule)
    }

    pub(crate) fn read(raw: &str) -> Result<Self, BallotError> {
        let members = Members::of(raw, "rule", FIELDS)?;
        let title = Members::of(members.raw("title")?, "title", &["zh", "en"])?;
        let word = |name| members.raw(name);
        let bad = |name| move |_| BallotError::Malformed(name);
        Ok(SheetRule {
            title: Text::new(title.text("zh")?, title.text("en")?),
            source: members.text("source")?,
            base: read::from_str(word("base")?).map_err(bad("base"))?,
            threshold: fraction(word("threshold")?, "threshold")?,
            inclusive: read::from_str(word("inclusive")?).map_err(bad("inclusive"))?,
            quorum: members
                .maybe("quorum")
                .map(|raw| fraction(raw, "quorum"))
                .transpose()?,
            blank: read::from_str(word("blank")?).map_err(bad("blank"))?,
        })
    }

    pub(crate) fn write(&self, out: &mut Out) {
        out.open(b'{').key("title").open(b'{');
        out.key("zh").text(&self.title.zh);
        out.key("en").text(&self.title.en).close(b'}');
        out.key("source").text(&self.source);
        out.key("base").text(match self.base {
            Base::Members => "members",
            Base::Present => "present",
            Base::Collected => "collected",
            Base::Valid => "valid",
        });
        let pair = |out: &mut Out, share: Fraction| {
            out.open(b'[').number(share.numerator);
            out.number(share.denominator).close(b']');
        };
        out.key("threshold");
        pair(out, self.threshold);
        let inclusive = if self.inclusive { "true" } else { "false" };
        out.key("inclusive").raw(inclusive).key("quorum");
        match self.quorum {
            Some(share) => pair(out, share),
            None => drop(out.raw("null")),
        }
        out.key("blank").text(match self.blank {
            Blank::Abstention => "abstention",
            Blank::Invalid => "invalid",
        });
        out.close(b'}');
    }

    pub(crate) fn check(&self) -> Result<(), BallotError> {
        fits(&self.title.zh, "title")?;
        fits(&self.title.en, "title")?;
        fits(&self.source, "source")?;
        for (name, share) in [("threshold", Some(self.threshold)), ("quorum", self.quorum)] {
            let good = share.is_none_or(|share| {
                share.denominator <= MAX_INTEGER && needed(1, share, false).is_some()
            });
            if !good {
                return Err(BallotError::Malformed(name));
            }
        }
        Ok(())
    }
}

fn fraction(raw: &str, name: &'static str) -> Result<Fraction, BallotError> {
    let parts = list(raw, name, 2)?;
    let number = |at: usize| {
        let part = parts.get(at).copied().unwrap_or_default();
        read::from_str(part).map_err(|_| BallotError::Malformed(name))
    };
    Ok(Fraction::new(number(0)?, number(1)?))
}
