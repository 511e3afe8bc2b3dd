//! From a count to a verdict, and whether the check-in agrees.

use crate::finding::Code;
use crate::form::{Base, Blank, Board, Rule, Tally};
use crate::report::Step;
use std::collections::BTreeSet;

/// What a count comes to.
pub struct Judged {
    /// `satisfied`, `basically_satisfied` or `dissatisfied`.
    pub verdict: Option<&'static str>,
    /// Why it comes to nothing.
    pub fault: Option<&'static str>,
    /// The arithmetic.
    pub steps: Vec<Step>,
}

/// Judges the whole of a question; its parts first, as a mistake in one can hide in the
/// sum.
pub fn judge(rule: &Rule, device: &Tally, paper: Option<&Tally>, whole: &Tally) -> Judged {
    let mut steps = Vec::new();
    let parts: Vec<&Tally> = match paper {
        Some(paper) => vec![paper, device, whole],
        None => vec![whole],
    };
    let too_many = paper.is_some_and(|paper| !addable(device, paper));
    let fault = match too_many {
        true => Some("too_many"),
        false => parts.into_iter().find_map(contradiction),
    };
    let outcome = match fault {
        Some(fault) => Err(fault),
        None => cascade(rule, whole, &mut steps),
    };
    if let Err(fault) = outcome {
        let (zh, en) = words(fault);
        steps.push(Step::new(zh.to_owned(), en.to_owned()));
    }
    Judged {
        verdict: outcome.ok(),
        fault: outcome.err(),
        steps,
    }
}

/// Why there is no verdict, in words.
fn words(fault: &str) -> (&'static str, &'static str) {
    match fault {
        "present_over_members" => (
            "到会人数多于全体人数，没有认定结果",
            "more present than members: no verdict",
        ),
        "collected_over_issued" => (
            "收回多于发出，投票无效，应当重新投票",
            "more came back than was given out: the vote is void and has to be repeated",
        ),
        "return_mismatch" => (
            "发出的不等于收回与未用之和，没有认定结果",
            "given out is not what came back and what did not: no verdict",
        ),
        "counted_over_collected" => (
            "计票合计多于收回，没有认定结果",
            "more counted than came back: no verdict",
        ),
        "counted_over_base" => (
            "计票合计多于到会或者全体人数，没有认定结果",
            "more counted than members present or members: no verdict",
        ),
        "no_quorum" => (
            "到会人数不足，不能进行测评",
            "too few are present: no vote can be held",
        ),
        "base_zero" => (
            "计算基数为 0，没有认定结果",
            "nothing to divide by: no verdict",
        ),
        _ => ("没有认定结果", "no verdict"),
    }
}

/// Whether two counts can be written as one.
fn addable(a: &Tally, b: &Tally) -> bool {
    let pairs = [
        (a.issued.unwrap_or_default(), b.issued.unwrap_or_default()),
        (
            a.collected.unwrap_or_default(),
            b.collected.unwrap_or_default(),
        ),
        (a.satisfied, b.satisfied),
        (a.basically_satisfied, b.basically_satisfied),
        (a.dissatisfied, b.dissatisfied),
        (a.abstained, b.abstained),
        (a.invalid, b.invalid),
        (a.unpressed, b.unpressed),
    ];
    pairs.iter().all(|(a, b)| a.checked_add(*b).is_some())
}

/// Why the numbers of a count cannot all be true.
fn contradiction(tally: &Tally) -> Option<&'static str> {
    let wide = |number: Option<u32>| number.map(u64::from);
    let (members, present) = (wide(tally.members), wide(tally.present));
    let (issued, collected) = (wide(tally.issued), wide(tally.collected));
    let unpressed = u64::from(tally.unpressed);
    let counted = counted(tally);
    let over = |number: Option<u64>, most: Option<u64>| {
        number.zip(most).is_some_and(|(number, most)| number > most)
    };
    let back = collected.map(|collected| collected + unpressed);
    let all = Some(counted + unpressed);
    if over(present, members) {
        Some("present_over_members")
    } else if over(collected, issued) {
        Some("collected_over_issued")
    } else if over(back, issued) {
        Some("return_mismatch")
    } else if over(Some(counted), collected) {
        Some("counted_over_collected")
    } else if over(all, present) || over(all, members) {
        Some("counted_over_base")
    } else {
        None
    }
}

/// Every ballot that was counted.
fn counted(tally: &Tally) -> u64 {
    [
        tally.satisfied,
        tally.basically_satisfied,
        tally.dissatisfied,
        tally.abstained,
        tally.invalid,
    ]
    .into_iter()
    .map(u64::from)
    .sum()
}

fn cascade(
    rule: &Rule,
    tally: &Tally,
    steps: &mut Vec<Step>,
) -> Result<&'static str, &'static str> {
    let members = u64::from(tally.members.ok_or("base_unknown")?);
    let present = u64::from(tally.present.ok_or("base_unknown")?);
    if let Some(quorum) = rule.quorum {
        let enough = passes(present, members, quorum, false);
        let (part, whole) = quorum;
        let (zh, en) = if enough {
            ("超过", "more than")
        } else {
            ("未超过", "not more than")
        };
        steps.push(Step::new(
            format!("到会 {present} 人，{zh}全体 {members} 人的 {part}/{whole}"),
            format!("{present} present: {en} {part}/{whole} of {members} members"),
        ));
        if !enough {
            return Err("no_quorum");
        }
    }
    let invalid = match rule.blank {
        Blank::Invalid => u64::from(tally.invalid) + u64::from(tally.abstained),
        Blank::Abstention => u64::from(tally.invalid),
    };
    let (zh, en, number) = match rule.base {
        Base::Members => ("全体组成人员", "members", members),
        Base::Present => ("到会人员", "members present", present),
        Base::Collected => {
            let collected = tally.collected.ok_or("base_unknown")?;
            ("收回票数", "ballots collected", u64::from(collected))
        }
        Base::Valid => ("有效票数", "valid ballots", counted(tally) - invalid),
    };
    if number == 0 {
        return Err("base_zero");
    }
    if rule.base != Base::Valid && counted(tally) > number {
        return Err("counted_over_base");
    }
    let (part, whole) = rule.threshold;
    let satisfied = u64::from(tally.satisfied);
    let together = satisfied + u64::from(tally.basically_satisfied);
    for (votes, verdict, what_zh, what_en) in [
        (satisfied, "satisfied", "满意", "satisfied"),
        (
            together,
            "basically_satisfied",
            "满意与基本满意合计",
            "satisfied and basically satisfied",
        ),
    ] {
        let enough = passes(votes, number, rule.threshold, rule.inclusive);
        let (is_zh, is_en) = match (enough, rule.inclusive) {
            (true, true) => ("达到", "at least"),
            (true, false) => ("超过", "more than"),
            (false, true) => ("未达到", "less than"),
            (false, false) => ("未超过", "not more than"),
        };
        steps.push(Step::new(
            format!("{what_zh} {votes} 票，{is_zh}{zh} {number} 的 {part}/{whole}"),
            format!("{votes} {what_en}: {is_en} {part}/{whole} of {number} {en}"),
        ));
        if enough {
            return Ok(verdict);
        }
    }
    Ok("dissatisfied")
}

/// Whether so many are more than a share of a number, or just that share where it is
/// enough.
fn passes(votes: u64, number: u64, (part, whole): (u64, u64), inclusive: bool) -> bool {
    let mine = u128::from(votes) * u128::from(whole);
    let line = u128::from(number) * u128::from(part);
    mine > line || (inclusive && mine == line)
}

/// What does not agree with the check-in and with the cards printed.
pub fn check_in(board: &Board) -> Vec<(Code, usize)> {
    let names: BTreeSet<&str> = board.voters.iter().map(String::as_str).collect();
    let took = u64::from(board.taken) + u64::from(board.paper_taken);
    let listed = board.voters.len() as u64;
    let (present, members) = (u64::from(board.present), u64::from(board.sheet.members));
    let off = [
        took.abs_diff(listed),
        listed - names.len() as u64,
        took.saturating_sub(present),
        present.saturating_sub(members),
    ];
    // A spoiled card without another in its place stays among those taken.
    let away = board
        .voids
        .iter()
        .filter(|void| void.cause != crate::form::Cause::Spoiled);
    let accounted = u64::from(board.taken) + away.count() as u64;
    let open = accounted.abs_diff(u64::from(board.sheet.issued));
    let most = off.into_iter().max().unwrap_or_default();
    [(Code::CheckInDiffers, most), (Code::CardsUnaccounted, open)]
        .map(|(code, count)| (code, usize::try_from(count).unwrap_or(usize::MAX)))
        .to_vec()
}
