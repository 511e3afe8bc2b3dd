//! Device votes and paper ballots together, and what they come to.

use crate::Sheet;
use crate::board::{BoardResult, CheckIn, PaperRow};
use crate::count::QuestionCount;
use crate::exception::{Exception, ExceptionCode};
use huiyin_rules::verdict::{Tally, join};

/// What each question comes to, and what does not agree with the check-in.
pub(crate) fn judge(
    sheet: &Sheet,
    check_in: &CheckIn,
    paper: &[PaperRow],
    counted: &[QuestionCount],
) -> (Vec<BoardResult>, Vec<Exception>) {
    let mut odd = check(sheet, check_in);
    let mut results = Vec::with_capacity(counted.len());
    for count in counted {
        let row = paper.iter().find(|row| row.q == count.q);
        let mut note = |code, count_of: u32| {
            if count_of > 0 {
                odd.push(Exception::new(code, Some(&count.q), count_of));
            }
        };
        let taken = check_in.paper_taken;
        match row {
            Some(row) => {
                let over = row.collected.saturating_sub(row.issued);
                let given = row.issued.saturating_sub(taken);
                note(ExceptionCode::PaperOverIssued, over.max(given));
                let fewer = taken.saturating_sub(row.issued);
                note(ExceptionCode::CheckInDiffers, fewer);
            }
            None => note(ExceptionCode::PaperMissing, taken),
        }
        let device = Tally {
            present: Some(check_in.present),
            ..count.tally
        };
        let paper = row.map(|row| Tally {
            members: Some(sheet.members),
            present: Some(check_in.present),
            issued: Some(row.issued),
            collected: Some(row.collected),
            satisfied: row.satisfied,
            basically_satisfied: row.basically_satisfied,
            dissatisfied: row.dissatisfied,
            abstained: row.abstained,
            invalid: row.invalid,
            unpressed: 0,
        });
        let joined = match &paper {
            Some(paper) => join(paper, &device),
            None => Ok(device),
        };
        let judged = joined.and_then(|whole| sheet.rule.verdict(&whole));
        results.push(BoardResult {
            q: count.q.clone(),
            whole: sum(&device, paper.as_ref()),
            device,
            paper,
            verdict: judged.as_ref().ok().map(|verdict| verdict.rating),
            fault: judged.err().map(|fault| fault.code().to_owned()),
        });
    }
    (results, odd)
}

/// Both parts together, also where they contradict themselves and `join` refuses.
fn sum(device: &Tally, paper: Option<&Tally>) -> Tally {
    let Some(paper) = paper else {
        return *device;
    };
    let both = |a: Option<u32>, b: Option<u32>| Some(a?.saturating_add(b?));
    Tally {
        members: device.members,
        present: device.present,
        issued: both(device.issued, paper.issued),
        collected: both(device.collected, paper.collected),
        satisfied: device.satisfied.saturating_add(paper.satisfied),
        basically_satisfied: (device.basically_satisfied).saturating_add(paper.basically_satisfied),
        dissatisfied: device.dissatisfied.saturating_add(paper.dissatisfied),
        abstained: device.abstained.saturating_add(paper.abstained),
        invalid: device.invalid.saturating_add(paper.invalid),
        unpressed: device.unpressed.saturating_add(paper.unpressed),
    }
}

/// Whether the list of those who came agrees with what they took.
fn check(sheet: &Sheet, check_in: &CheckIn) -> Vec<Exception> {
    let mut names: Vec<&str> = check_in.voters.iter().map(String::as_str).collect();
    let listed = names.len() as u64;
    names.sort_unstable();
    names.dedup();
    let twice = listed - names.len() as u64;
    let took = u64::from(check_in.taken) + u64::from(check_in.paper_taken);
    let present = u64::from(check_in.present);
    let off = [
        listed.abs_diff(took),
        twice,
        took.saturating_sub(present),
        present.saturating_sub(u64::from(sheet.members)),
    ];
    let most = off.into_iter().max().unwrap_or_default();
    let most = u32::try_from(most).unwrap_or(u32::MAX);
    let differs = (most > 0).then(|| Exception::new(ExceptionCode::CheckInDiffers, None, most));
    differs.into_iter().collect()
}
