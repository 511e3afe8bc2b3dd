//! From counts to results: paper entered twice, cards and paper made one, verdicts.

use super::refusal::PollRefusal;
use super::state::Poll;
use super::terms::{PaperTotals, Plan, QuestionResult, Way};
use crate::verdict::{Tally, Verdict, VoteFault, join, verdict};

/// How far the paper count is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaperState {
    /// Nobody took a paper ballot.
    None,
    /// Nobody counted yet.
    Missing,
    /// One person counted.
    Once,
    /// Two people's counts differ, on these questions.
    Differs(Vec<String>),
    /// Two people's last counts are the same.
    Agreed,
}

/// How far the paper count is: the last two people's entries count.
pub fn paper_state(poll: &Poll) -> PaperState {
    if poll.taken(Way::Paper) == 0 {
        return PaperState::None;
    }
    let (one, other) = match poll.paper.as_slice() {
        [] => return PaperState::Missing,
        [_] => return PaperState::Once,
        [.., one, other] => (one, other),
    };
    let ids = poll.plan.questions.iter().map(|question| &question.id);
    let differing: Vec<String> = ids
        .filter(|id| totals(&one.totals, id) != totals(&other.totals, id))
        .cloned()
        .collect();
    if differing.is_empty() {
        PaperState::Agreed
    } else {
        PaperState::Differs(differing)
    }
}

fn totals<'a>(all: &'a [PaperTotals], question: &str) -> Option<&'a PaperTotals> {
    all.iter().find(|one| one.question == question)
}

/// A paper count as a tally; `issued` ballots were given out.
fn paper_tally(plan: &Plan, counted: &PaperTotals, issued: u32, present: u32) -> Tally {
    Tally {
        members: Some(plan.members),
        present: Some(present),
        issued: Some(issued),
        collected: Some(counted.collected),
        satisfied: counted.satisfied,
        basically_satisfied: counted.basically_satisfied,
        dissatisfied: counted.dissatisfied,
        abstained: counted.abstained,
        invalid: counted.invalid,
        unpressed: 0,
    }
}

/// Cards and paper made one; `None` where neither was counted.
///
/// # Errors
/// A part contradicts itself, or both do together.
pub fn whole(cards: Option<&Tally>, paper: Option<&Tally>) -> Result<Option<Tally>, VoteFault> {
    let whole = match (paper, cards) {
        (Some(paper), Some(cards)) => join(paper, cards)?,
        (Some(one), None) | (None, Some(one)) => *one,
        (None, None) => return Ok(None),
    };
    Ok(Some(whole))
}

/// The verdict of a declared result, with its arithmetic.
///
/// # Errors
/// The vote on it is void.
pub fn conclude(plan: &Plan, result: &QuestionResult) -> Result<Verdict, VoteFault> {
    judge(plan, &result.whole)
}

fn judge(plan: &Plan, whole: &Tally) -> Result<Verdict, VoteFault> {
    verdict(&plan.rule.blank.applied(whole)?, &plan.rule.rule)
}

/// The results that counts come to.
///
/// # Errors
/// The paper ballots were not counted twice alike; a number is missing or contradicts
/// another. Where the vote itself is void (R18) the result says so and is no error.
pub(super) fn results(
    poll: &Poll,
    cards: &[(String, Tally)],
) -> Result<Vec<QuestionResult>, PollRefusal> {
    match paper_state(poll) {
        PaperState::Missing | PaperState::Once => return Err(PollRefusal::PaperOnce),
        PaperState::Differs(questions) => return Err(PollRefusal::PaperDiffers { questions }),
        PaperState::None | PaperState::Agreed => {}
    }
    let plan = &poll.plan;
    let mut results = Vec::with_capacity(plan.questions.len());
    for question in &plan.questions {
        let id = &question.id;
        let cards = cards.iter().find(|one| one.0 == *id).map(|one| one.1);
        fits(poll, id, cards.as_ref())?;
        let counted = poll.paper.last().and_then(|last| totals(&last.totals, id));
        let issued = poll.taken(Way::Paper);
        let paper = counted
            .filter(|_| issued > 0)
            .map(|counted| paper_tally(plan, counted, issued, poll.present()));
        let fault = |fault| PollRefusal::Uncountable {
            question: id.clone(),
            fault,
        };
        let (whole, judged) = match whole(cards.as_ref(), paper.as_ref()) {
            Ok(Some(whole)) => (whole, judge(plan, &whole)),
            Ok(None) => (Tally::default(), Err(VoteFault::NoRule)),
            Err(fault) => (paper.or(cards).unwrap_or_default(), Err(fault)),
        };
        let (rating, void) = match judged {
            Ok(judged) => (Some(judged.rating), None),
            Err(void) if void.void() => (None, Some(void.code().to_owned())),
            Err(wrong) => return Err(fault(wrong)),
        };
        results.push(QuestionResult {
            question: id.clone(),
            cards,
            paper,
            whole,
            rating,
            fault: void,
        });
    }
    Ok(results)
}

/// The card count has to speak of the cards that were drawn.
fn fits(poll: &Poll, question: &str, cards: Option<&Tally>) -> Result<(), PollRefusal> {
    let drawn = poll.taken(Way::Card);
    let fits = match cards {
        Some(tally) => {
            poll.plan.kind.has_cards()
                && tally.issued == Some(drawn)
                && tally.members == Some(poll.plan.members)
                && tally.present == Some(poll.present())
        }
        None => drawn == 0,
    };
    if fits {
        return Ok(());
    }
    Err(PollRefusal::CardsUnfit {
        question: question.to_owned(),
    })
}

/// What still has to be done before the result can be declared, in words.
pub fn remaining(poll: &Poll) -> Vec<crate::text::Text> {
    use crate::text::Text;
    let mut list = Vec::new();
    let left = poll.unaccounted();
    if poll.plan.kind.has_cards() && left > 0 {
        list.push(Text::new(
            format!("还有{left}张票卡既没有领取也没有作废，请当众作废余票。"),
            format!("{left} cards were neither drawn nor voided; void the leftover ones in public"),
        ));
    }
    if left < 0 {
        list.push(Text::new(
            format!("领取和作废的票卡比印制的多{}张，请核对签到。", -left),
            format!(
                "{} more cards were drawn and voided than printed; check the check-in",
                -left
            ),
        ));
    }
    match paper_state(poll) {
        PaperState::None | PaperState::Agreed => {}
        PaperState::Missing => list.push(Text::new(
            "纸质票还没有计票，须由两人分别录入。",
            "the paper ballots are not counted yet; two people enter them",
        )),
        PaperState::Once => list.push(PollRefusal::PaperOnce.text()),
        PaperState::Differs(questions) => {
            list.push(PollRefusal::PaperDiffers { questions }.text());
        }
    }
    if poll.plan.kind.has_cards() && poll.taken(Way::Card) > 0 && poll.fixed.is_none() {
        list.push(Text::new(
            "票箱还没有封存。各设备的选票都收齐后，请封存票箱。",
            "the box is not fixed yet; fix it once every device has handed in its votes",
        ));
    }
    list
}
