//! Votes: a count's verdict, and a published board checked anew.

use super::Answer;
use super::args::{self, Fields};
use super::fault::{Fault, give};
use huiyin_rules::verdict::{
    Base, RuleSet, Tally, Verdict, VoteFault, VoteRule, sets, verdict as judge, verdict_by,
};
use huiyin_rules::{Fraction, Text};
use huiyin_verify::Verification;
use serde::Serialize;
use wasm_bindgen::JsValue;

/// The vote rules of places.
///
/// # Errors
/// There is none.
pub fn rule_sets() -> Answer {
    give(&sets())
}

/// A verdict, or why there is none; the other is `null`.
#[derive(Serialize)]
struct Outcome {
    verdict: Option<Verdict>,
    fault: Option<Named>,
}

#[derive(Serialize)]
struct Named {
    code: &'static str,
    /// Whether the vote itself is void and has to be taken again.
    void: bool,
    zh: String,
    en: String,
}

/// What a count comes to by a rule.
///
/// # Errors
/// An argument is none. A count that gives no verdict is an answer, not an error.
pub fn verdict(tally: &JsValue, rule: &JsValue) -> Answer {
    let tally = read_tally(tally, "tally")?;
    let found = match By::read(rule, "rule")? {
        By::Rule(rule) => judge(&tally, &rule),
        By::Set(set, own) => verdict_by(&set, &tally, own.as_ref()),
    };
    give(&match found {
        Ok(verdict) => Outcome {
            verdict: Some(verdict),
            fault: None,
        },
        Err(fault) => Outcome {
            verdict: None,
            fault: Some(named(fault)),
        },
    })
}

fn named(fault: VoteFault) -> Named {
    let Text { zh, en } = fault.text();
    Named {
        code: fault.code(),
        void: fault.void(),
        zh,
        en,
    }
}

/// By what a count is judged.
enum By {
    Rule(VoteRule),
    /// A place's rules, and the office's own where those leave it open.
    Set(RuleSet, Option<VoteRule>),
}

impl By {
    fn read(value: &JsValue, at: &str) -> Result<By, Fault> {
        if value.is_string() {
            return Ok(By::Set(set(value, at)?, None));
        }
        let has_set = js_sys::Reflect::has(value, &JsValue::from_str("set"));
        if !value.is_object() || !has_set.unwrap_or_default() {
            return read_rule(value, at).map(By::Rule);
        }
        let fields = Fields::of(value, at, &["set", "rule"])?;
        let set = fields.need("set", set)?;
        Ok(By::Set(set, fields.may("rule", read_rule)?))
    }
}

fn set(value: &JsValue, at: &str) -> Result<RuleSet, Fault> {
    let all = sets();
    let names: Vec<(&str, usize)> = all
        .iter()
        .enumerate()
        .map(|(n, set)| (&*set.id, n))
        .collect();
    let at = args::choice(value, at, &names)?;
    let found = all.get(at).cloned();
    found.ok_or_else(|| args::misfit("rule", value, "", ""))
}

fn read_rule(value: &JsValue, at: &str) -> Result<VoteRule, Fault> {
    let fields = Fields::of(value, at, &["base", "threshold", "inclusive", "quorum"])?;
    Ok(VoteRule {
        base: fields.need("base", |value, at| {
            let bases = [
                ("members", Base::Members),
                ("present", Base::Present),
                ("collected", Base::Collected),
                ("valid", Base::Valid),
            ];
            args::choice(value, at, &bases)
        })?,
        threshold: fields.need("threshold", fraction)?,
        inclusive: fields.need("inclusive", args::flag)?,
        quorum: fields.may("quorum", fraction)?,
    })
}

fn fraction(value: &JsValue, at: &str) -> Result<Fraction, Fault> {
    let fields = Fields::of(value, at, &["numerator", "denominator"])?;
    Ok(Fraction::new(
        fields.need("numerator", args::count)?,
        fields.need("denominator", args::count)?,
    ))
}

fn read_tally(value: &JsValue, at: &str) -> Result<Tally, Fault> {
    let fields = Fields::of(
        value,
        at,
        &[
            "members",
            "present",
            "issued",
            "collected",
            "satisfied",
            "basically_satisfied",
            "dissatisfied",
            "abstained",
            "invalid",
            "unpressed",
        ],
    )?;
    let or_none = |key| {
        fields
            .may(key, args::count32)
            .map(Option::unwrap_or_default)
    };
    Ok(Tally {
        members: fields.may("members", args::count32)?,
        present: fields.may("present", args::count32)?,
        issued: fields.may("issued", args::count32)?,
        collected: fields.may("collected", args::count32)?,
        satisfied: fields.need("satisfied", args::count32)?,
        basically_satisfied: fields.need("basically_satisfied", args::count32)?,
        dissatisfied: fields.need("dissatisfied", args::count32)?,
        abstained: or_none("abstained")?,
        invalid: or_none("invalid")?,
        unpressed: or_none("unpressed")?,
    })
}

/// A published vote counted again, without the program that held it.
///
/// # Errors
/// An argument is none, or the text cannot be read as a board.
pub fn verify_board(board: &JsValue, options: &JsValue) -> Answer {
    let text = args::text(board, "text")?;
    let fields = Fields::options(options, "options", &["receipts", "sheet"])?;
    let receipts = fields.may("receipts", |value, at| {
        let all = args::list(value, at)?;
        let texts = all.iter().map(|one| args::text(&one, at));
        texts.collect::<Result<Vec<_>, _>>()
    })?;
    let sheet = fields.may("sheet", args::text)?;
    let mut verification = Verification::new(&text)
        .map_err(|why| Fault::new("not_a_board", Text::new(why.zh, why.en)))?;
    for receipt in receipts.unwrap_or_default() {
        verification.receipt(&receipt);
    }
    if let Some(sheet) = sheet {
        verification.expect_sheet(&sheet);
    }
    give(&verification.finish())
}
