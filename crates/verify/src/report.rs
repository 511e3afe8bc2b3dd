//! What a verification says.

use crate::card::symbols;
use crate::count::Urn;
use crate::finding::{Code, Finding};
use crate::form::{Board, Outcome, Tally};
use crate::names::Named;
use crate::{Findings, verdict};
use serde::Serialize;
use std::fmt;

/// Why a board could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// In Chinese, with what to do.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl Malformed {
    pub(crate) fn board(error: serde_json::Error) -> Self {
        Malformed {
            zh: format!("这不是公示板文件（{error}）。请向发布方重新索取。"),
            en: format!("this is no board ({error}); ask the publisher for it again"),
        }
    }

    pub(crate) fn newer(form: &str) -> Self {
        let form: String = form.chars().take(40).flat_map(char::escape_debug).collect();
        Malformed {
            zh: format!("不认识“{form}”这种文件。请先升级程序。"),
            en: format!("the form `{form}` is not known; upgrade the program first"),
        }
    }

    pub(crate) fn part(name: &str) -> Self {
        Malformed {
            zh: format!("公示板中的“{name}”不可用。请向发布方重新索取。"),
            en: format!("`{name}` of the board cannot be so; ask the publisher for it again"),
        }
    }

    pub(crate) fn too_large() -> Self {
        Malformed {
            zh: "文件过大，不是公示板。请核对文件。".to_owned(),
            en: "the file is too large to be a board; check the file".to_owned(),
        }
    }
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.en)
    }
}

impl std::error::Error for Malformed {}

/// What a board was found to be.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// Whether nothing is wrong.
    pub good: bool,
    /// What was voted on.
    pub title: String,
    /// Who voted.
    pub body: String,
    /// On which day.
    pub on: String,
    /// The poll's id.
    pub poll: String,
    /// SHA-256 of the sheet as it stands on the board: to be compared with what was
    /// published before the vote.
    pub sheet_name: String,
    /// The root of the votes as they stand on the board.
    pub box_root: String,
    /// Lines in the box.
    pub votes: usize,
    /// The name of the rule, in Chinese.
    pub rule_zh: String,
    /// The name of the rule, in English.
    pub rule_en: String,
    /// Where the rule comes from.
    pub rule_source: String,
    /// What is wrong.
    pub findings: Vec<Finding>,
    /// What each question came to, in the sheet's order.
    pub questions: Vec<QuestionReport>,
    /// What became of the receipts that were asked for.
    pub receipts: Vec<Receipt>,
    /// Who chose what, where that was asked of a vote by name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub named: Vec<Named>,
}

/// What one question came to.
#[derive(Clone, Debug, Serialize)]
pub struct QuestionReport {
    /// Its id.
    pub q: String,
    /// Its title.
    pub title: String,
    /// `overall`, `process` or `result`.
    pub aspect: String,
    /// The votes by device.
    pub device: Counts,
    /// The paper ballots, as published; they cannot be counted again here.
    pub paper: Option<Counts>,
    /// Both together.
    pub whole: Counts,
    /// Votes of void cards, not counted.
    pub set_aside: usize,
    /// `satisfied`, `basically_satisfied` or `dissatisfied`.
    pub verdict: Option<&'static str>,
    /// Why there is no verdict.
    pub fault: Option<&'static str>,
    /// The arithmetic of the verdict.
    pub steps: Vec<Step>,
}

/// One step of the arithmetic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl Step {
    pub(crate) fn new(zh: String, en: String) -> Self {
        Step { zh, en }
    }
}

/// What was counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Given out.
    pub issued: u32,
    /// Came back, invalid ones included.
    pub collected: u32,
    /// Satisfied.
    pub satisfied: u32,
    /// Basically satisfied.
    pub basically_satisfied: u32,
    /// Dissatisfied.
    pub dissatisfied: u32,
    /// Without a mark.
    pub abstained: u32,
    /// Invalid.
    pub invalid: u32,
    /// Given out and not used.
    pub unpressed: u32,
}

impl Counts {
    fn of(tally: &Tally) -> Self {
        Counts {
            issued: tally.issued.unwrap_or_default(),
            collected: tally.collected.unwrap_or_default(),
            satisfied: tally.satisfied,
            basically_satisfied: tally.basically_satisfied,
            dissatisfied: tally.dissatisfied,
            abstained: tally.abstained,
            invalid: tally.invalid,
            unpressed: tally.unpressed,
        }
    }
}

/// What became of a receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Receipt {
    /// As it was asked for.
    pub code: String,
    /// Whether a vote on the board has it.
    pub found: bool,
    /// On which question that vote is.
    pub q: Option<String>,
}

/// What each question comes to; where the board says otherwise is noted.
pub(crate) fn questions(
    board: &Board,
    counted: &Urn,
    opened: bool,
    findings: &mut Findings,
) -> Vec<QuestionReport> {
    let mut reports = Vec::with_capacity(board.sheet.questions.len());
    for (at, question) in board.sheet.questions.iter().enumerate() {
        let Some(count) = counted.counted(at, board.taken) else {
            continue;
        };
        let body = |tally: Tally| Tally {
            members: Some(board.sheet.members),
            present: Some(board.present),
            ..tally
        };
        let device = body(count.tally);
        let row = board.paper.iter().find(|row| row.q == question.id);
        let paper = row.map(|row| {
            body(Tally {
                members: None,
                present: None,
                issued: Some(row.issued),
                collected: Some(row.collected),
                satisfied: row.satisfied,
                basically_satisfied: row.basically_satisfied,
                dissatisfied: row.dissatisfied,
                abstained: row.abstained,
                invalid: row.invalid,
                unpressed: 0,
            })
        });
        let whole = paper.map_or(device, |paper| add(&device, &paper));
        let mut note = |code, many: u32| {
            findings.note(code, Some(at), usize::try_from(many).unwrap_or(usize::MAX));
        };
        let collected = count.tally.collected.unwrap_or_default();
        note(Code::Stuffed, collected.saturating_sub(board.taken));
        match row {
            Some(row) => {
                let back = row.collected.saturating_sub(row.issued);
                let given = row.issued.saturating_sub(board.paper_taken);
                note(Code::PaperOverIssued, back.max(given));
                let fewer = board.paper_taken.saturating_sub(row.issued);
                note(Code::CheckInDiffers, fewer);
            }
            None => note(Code::PaperMissing, board.paper_taken),
        }
        let judged = verdict::judge(&board.sheet.rule, &device, paper.as_ref(), &whole);
        findings.note(Code::Double, Some(at), count.double);
        findings.note(Code::LeftoverVoted, Some(at), count.leftover);
        if opened {
            findings.note(Code::Unreadable, Some(at), count.unreadable);
            let theirs = board.results.get(at);
            let theirs = theirs.filter(|theirs| theirs.q == question.id);
            let tallies = |one: &Outcome| (one.device, one.paper, one.whole);
            let same = theirs.is_some_and(|one| tallies(one) == (device, paper, whole));
            findings.note(Code::TallyDiffers, Some(at), usize::from(!same));
            let said = theirs.and_then(|theirs| theirs.device.collected);
            let missing = said.unwrap_or_default().saturating_sub(collected);
            let missing = usize::try_from(missing).unwrap_or(usize::MAX);
            findings.note(Code::Dropped, Some(at), missing);
            let verdict = theirs.is_some_and(|theirs| {
                theirs.verdict.as_deref() == judged.verdict
                    && theirs.fault.as_deref() == judged.fault
            });
            findings.note(Code::VerdictDiffers, Some(at), usize::from(!verdict));
        }
        reports.push(QuestionReport {
            q: question.id.clone(),
            title: question.title.clone(),
            aspect: question.aspect.clone(),
            device: Counts::of(&device),
            paper: paper.as_ref().map(Counts::of),
            whole: Counts::of(&whole),
            set_aside: count.aside,
            verdict: judged.verdict.filter(|_| opened),
            fault: judged.fault,
            steps: if opened { judged.steps } else { Vec::new() },
        });
    }
    if board.results.len() > reports.len() {
        findings.note(Code::TallyDiffers, None, 1);
    }
    reports
}

/// Two parts of a vote by the same body.
fn add(a: &Tally, b: &Tally) -> Tally {
    let both = |a: Option<u32>, b: Option<u32>| Some(a?.saturating_add(b?));
    Tally {
        members: a.members,
        present: a.present,
        issued: both(a.issued, b.issued),
        collected: both(a.collected, b.collected),
        satisfied: a.satisfied.saturating_add(b.satisfied),
        basically_satisfied: a.basically_satisfied.saturating_add(b.basically_satisfied),
        dissatisfied: a.dissatisfied.saturating_add(b.dissatisfied),
        abstained: a.abstained.saturating_add(b.abstained),
        invalid: a.invalid.saturating_add(b.invalid),
        unpressed: a.unpressed.saturating_add(b.unpressed),
    }
}

/// Which receipts are on the board. A receipt is the first 40 bits of a vote's name.
pub(crate) fn receipts(
    board: &Board,
    asked: Vec<String>,
    sorted: &[String],
    names: &[[u8; 32]],
) -> Vec<Receipt> {
    let one = |code: String| {
        let prefix = symbols(&code)
            .filter(|symbols| symbols.len() == 8)
            .map(|symbols| {
                let bits = symbols
                    .iter()
                    .fold(0_u64, |bits, s| bits << 5 | u64::from(*s));
                format!("{bits:010x}")
            });
        let found = prefix.and_then(|prefix| {
            let at = sorted.partition_point(|name| *name < prefix);
            sorted.get(at).filter(|name| name.starts_with(&prefix))
        });
        let line = found.and_then(|name| {
            let at = names.iter().position(|one| crate::hex(one) == *name)?;
            board.lines.get(at)
        });
        let question = |line: &String| {
            let mut questions = board.sheet.questions.iter();
            let one = questions.find(|one| line.starts_with(&format!(r#"{{"q":"{}","#, one.id)));
            one.map(|one| one.id.clone())
        };
        Receipt {
            found: found.is_some(),
            q: line.and_then(question),
            code,
        }
    };
    asked.into_iter().map(one).collect()
}

/// The whole report.
pub(crate) fn make(
    board: Board,
    findings: Findings,
    questions: Vec<QuestionReport>,
    (receipts, named): (Vec<Receipt>, Vec<Named>),
    box_root: String,
) -> Report {
    let sheet = board.sheet;
    let id = |at: Option<usize>| sheet.questions.get(at?).map(|one| one.id.as_str());
    let findings: Vec<Finding> = (findings.0.iter())
        .map(|((code, at), count)| Finding::new(*code, id(*at), *count))
        .collect();
    Report {
        good: findings.is_empty(),
        findings,
        title: sheet.title,
        body: sheet.body,
        on: sheet.on,
        poll: sheet.poll,
        sheet_name: sheet.hash,
        box_root,
        votes: board.lines.len(),
        rule_zh: sheet.rule.title.zh,
        rule_en: sheet.rule.title.en,
        rule_source: sheet.rule.source,
        questions,
        receipts,
        named,
    }
}
