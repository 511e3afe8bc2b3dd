//! Whether an order is in place.

use super::command::{Order, Sealing};
use super::count::results;
use super::event::{
    BoxFixed, CardsVoided, CheckInUndone, CheckedIn, DeclaredPoll, NamedVote, NamedVotes, OnDay,
    PaperCounted, PollEvent, PollListed, VotesDelivered, Why,
};
use super::refusal::PollRefusal;
use super::state::{Phase, Poll};
use super::terms::{Cause, PaperTotals, Plan, PollKind, VoidedCard, Way};
use crate::actor::{Actor, Role};
use crate::text::Text;
use crate::verdict::{Tally, needed};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// What a decision is made with.
#[derive(Clone, Copy, Debug)]
pub struct PollContext<'a> {
    /// Today.
    pub today: NaiveDate,
    /// Who orders it.
    pub actor: &'a Actor,
}

/// What polls are bounded by.
pub mod limits {
    /// Most questions of one poll.
    pub const QUESTIONS: usize = 200;
    /// Most voters.
    pub const VOTERS: usize = 2_000;
    /// Most cards, spare ones included.
    pub const CARDS: u32 = 3_000;
    /// Most cards voided by one order.
    pub const VOIDS: usize = 1_000;
    /// Most votes handed in by one event.
    pub const DELIVERED: usize = 600;
    /// Most voters whose choices stand in one event.
    pub const NAMED: usize = 300;
    /// Longest title, in characters.
    pub const TITLE: usize = 120;
    /// Longest name.
    pub const NAME: usize = 60;
    /// Longest note or reason.
    pub const NOTE: usize = 2_000;
}

type Decided = Result<Vec<PollEvent>, PollRefusal>;

/// What carrying out `order` records.
///
/// # Errors
/// It is not in place, with the reason and what to do.
pub fn decide(poll: Option<&Poll>, order: Order, ctx: &PollContext<'_>) -> Decided {
    let role = ctx.actor.acting().role;
    if role != Role::Office {
        return Err(PollRefusal::OfficeOnly(role));
    }
    if let Order::Plan(plan) = order {
        if let Some(poll) = poll {
            phase(poll, &[Phase::Planned], || {
                Text::new(
                    "票卡已经制作，不能再改动。需要改动的，请作废后重新筹备",
                    "its cards are dealt; annul it and prepare another one",
                )
            })?;
        }
        planned(&plan)?;
        return Ok(vec![PollEvent::PollPlanned(Box::new(plan))]);
    }
    let poll = poll.ok_or(PollRefusal::NoSuchPoll)?;
    match order {
        Order::Plan(_) => Ok(Vec::new()),
        Order::Seal(sealing) => seal(poll, sealing),
        Order::Open => open(poll, ctx),
        Order::CheckIn { voter, way } => check_in(poll, voter, way),
        Order::UndoCheckIn { voter, reason } => undo_check_in(poll, voter, reason),
        Order::Void(cards) => void(poll, cards),
        Order::Deliver(votes) => deliver(poll, votes),
        Order::Close => {
            phase(poll, &[Phase::Open], before_open)?;
            Ok(vec![PollEvent::PollClosed(OnDay { on: ctx.today })])
        }
        Order::Reopen { reason } => {
            phase(poll, &[Phase::Closed], || {
                Text::new(
                    "只有已截止、未封存票箱的可以恢复投票",
                    "only a closed one whose box is not fixed goes on",
                )
            })?;
            text(&reason, reason_field(), limits::NOTE)?;
            Ok(vec![PollEvent::PollReopened(Why { reason })])
        }
        Order::CountPaper { by, totals } => count_paper(poll, by, totals),
        Order::Fix { root, votes } => {
            phase(poll, &[Phase::Closed], || {
                Text::new(
                    "投票截止后才能封存票箱",
                    "the box is fixed once voting is over",
                )
            })?;
            if !poll.plan.kind.has_cards() {
                return Err(PollRefusal::WayUnfit);
            }
            Ok(vec![PollEvent::BoxFixed(BoxFixed { root, votes })])
        }
        Order::Declare {
            secret,
            cards,
            irregular,
            named,
            note,
            due,
        } => {
            let told = Told {
                named,
                secret,
                note,
                due,
                today: ctx.today,
            };
            declare(poll, &cards, irregular, told)
        }
        Order::Annul { reason } => {
            if poll.phase == Phase::Annulled {
                return Err(wrong(poll, Text::new("已经作废", "it is annulled already")));
            }
            text(&reason, reason_field(), limits::NOTE)?;
            Ok(vec![PollEvent::PollAnnulled(Why { reason })])
        }
    }
}

fn wrong(poll: &Poll, first: Text) -> PollRefusal {
    PollRefusal::WrongPhase {
        phase: poll.phase,
        first,
    }
}

fn phase(poll: &Poll, fit: &[Phase], first: impl Fn() -> Text) -> Result<(), PollRefusal> {
    if fit.contains(&poll.phase) {
        return Ok(());
    }
    Err(wrong(poll, first()))
}

fn before_open() -> Text {
    Text::new("需先开始投票", "voting has to begin first")
}

fn reason_field() -> Text {
    Text::new("原因", "the reason")
}

fn text(value: &str, field: Text, most: usize) -> Result<(), PollRefusal> {
    let fits = !value.trim().is_empty()
        && value.chars().count() <= most
        && !value.chars().any(|one| one.is_control() && one != '\n');
    if fits {
        Ok(())
    } else {
        Err(PollRefusal::TextUnfit { field, most })
    }
}

fn each_once<'a>(values: impl IntoIterator<Item = &'a str>) -> Result<(), PollRefusal> {
    let mut seen = BTreeSet::new();
    for value in values {
        if !seen.insert(value) {
            return Err(PollRefusal::Twice {
                what: value.to_owned(),
            });
        }
    }
    Ok(())
}

fn range(field: Text, value: usize, least: u32, most: usize) -> Result<(), PollRefusal> {
    let most = u32::try_from(most).unwrap_or(u32::MAX);
    let fits = u32::try_from(value).is_ok_and(|value| (least..=most).contains(&value));
    if fits {
        Ok(())
    } else {
        Err(PollRefusal::Range { field, least, most })
    }
}

fn planned(plan: &Plan) -> Result<(), PollRefusal> {
    text(
        &plan.title,
        Text::new("测评名称", "the poll's title"),
        limits::TITLE,
    )?;
    text(
        &plan.body,
        Text::new("表决机关", "the body that votes"),
        limits::NAME,
    )?;
    range(
        Text::new("测评事项", "questions"),
        plan.questions.len(),
        1,
        limits::QUESTIONS,
    )?;
    for question in &plan.questions {
        text(
            &question.title,
            Text::new("事项名称", "an item's title"),
            limits::TITLE * 2,
        )?;
    }
    each_once(plan.questions.iter().map(|one| one.id.as_str()))?;
    range(
        Text::new("投票人名单", "the roll of voters"),
        plan.voters.len(),
        1,
        limits::VOTERS,
    )?;
    for voter in &plan.voters {
        text(
            voter,
            Text::new("投票人姓名", "a voter's name"),
            limits::NAME,
        )?;
    }
    each_once(plan.voters.iter().map(String::as_str))?;
    let voters = u32::try_from(plan.voters.len()).unwrap_or(u32::MAX);
    if voters > plan.members {
        return Err(PollRefusal::VotersOverMembers {
            voters,
            members: plan.members,
        });
    }
    range(
        Text::new("全体组成人员", "the number of members"),
        plan.members as usize,
        1,
        100_000,
    )?;
    let named = u32::try_from(plan.observers.len()).unwrap_or(u32::MAX);
    if plan.kind.has_cards() && named != 3 {
        return Err(PollRefusal::ObserversNeeded { named });
    }
    for observer in &plan.observers {
        text(
            observer,
            Text::new("监票人姓名", "an observer's name"),
            limits::NAME,
        )?;
    }
    each_once(plan.observers.iter().map(String::as_str))?;
    let rule = &plan.rule.rule;
    let shares = [Some(rule.threshold), rule.quorum];
    for share in shares.into_iter().flatten() {
        if needed(1, share, false).is_none() || share.numerator == 0 {
            return Err(PollRefusal::RuleUnfit);
        }
    }
    Ok(())
}

fn seal(poll: &Poll, sealing: Sealing) -> Decided {
    phase(poll, &[Phase::Planned], || {
        Text::new("票卡已经制作", "its cards are dealt already")
    })?;
    if !poll.plan.kind.has_cards() {
        return Err(PollRefusal::WayUnfit);
    }
    let Sealing { sealed, mut lists } = sealing;
    let voters = u32::try_from(poll.plan.voters.len()).unwrap_or(u32::MAX);
    range(
        Text::new("票卡数", "the number of cards"),
        sealed.issued as usize,
        voters,
        limits::CARDS as usize,
    )?;
    let mut events = vec![PollEvent::PollSealed(sealed.clone())];
    for question in &poll.plan.questions {
        let cards = lists.remove(&question.id);
        let cards = cards.filter(|cards| cards.len() as u64 == u64::from(sealed.issued));
        let cards = cards.ok_or(PollRefusal::ListsUnfit)?;
        events.push(PollEvent::PollListed(PollListed {
            question: question.id.clone(),
            cards,
        }));
    }
    if !lists.is_empty() {
        return Err(PollRefusal::ListsUnfit);
    }
    Ok(events)
}

fn open(poll: &Poll, ctx: &PollContext<'_>) -> Decided {
    let ready = if poll.plan.kind.has_cards() {
        Phase::Sealed
    } else {
        Phase::Planned
    };
    phase(poll, &[ready], || {
        if poll.phase == Phase::Planned {
            Text::new(
                "需先制作并印制票卡",
                "its cards have to be dealt and printed first",
            )
        } else {
            Text::new("投票已经开始过", "voting has begun before")
        }
    })?;
    Ok(vec![PollEvent::PollOpened(OnDay { on: ctx.today })])
}

fn check_in(poll: &Poll, voter: String, way: Way) -> Decided {
    phase(poll, &[Phase::Sealed, Phase::Planned, Phase::Open], || {
        Text::new(
            "投票截止后不再签到",
            "nobody is checked in after voting is over",
        )
    })?;
    if poll.plan.kind.has_cards() && poll.phase == Phase::Planned {
        return Err(wrong(
            poll,
            Text::new("需先制作并印制票卡", "its cards have to be dealt first"),
        ));
    }
    if !poll.plan.voters.contains(&voter) {
        return Err(PollRefusal::NotOnRoll { voter });
    }
    if poll.checked_in.contains_key(&voter) {
        return Err(PollRefusal::CheckedInAlready { voter });
    }
    if way == Way::Card {
        if !poll.plan.kind.has_cards() {
            return Err(PollRefusal::WayUnfit);
        }
        if poll.unaccounted() <= 0 {
            let issued = poll.sealed.as_ref().map_or(0, |sealed| sealed.issued);
            return Err(PollRefusal::NoCardLeft { issued });
        }
    }
    Ok(vec![PollEvent::VoterCheckedIn(CheckedIn { voter, way })])
}

fn undo_check_in(poll: &Poll, voter: String, reason: String) -> Decided {
    phase(
        poll,
        &[Phase::Planned, Phase::Sealed, Phase::Open, Phase::Closed],
        || {
            Text::new(
                "票箱封存后不能更改签到",
                "the check-in stands once the box is fixed",
            )
        },
    )?;
    text(&reason, reason_field(), limits::NOTE)?;
    if !poll.checked_in.contains_key(&voter) {
        return Err(PollRefusal::NotCheckedIn { voter });
    }
    Ok(vec![PollEvent::CheckInUndone(CheckInUndone {
        voter,
        reason,
    })])
}

fn void(poll: &Poll, cards: Vec<VoidedCard>) -> Decided {
    phase(
        poll,
        &[Phase::Sealed, Phase::Open, Phase::Closed, Phase::Fixed],
        || Text::new("没有可以作废的票卡", "there are no cards to void"),
    )?;
    if cards.is_empty() || cards.len() > limits::VOIDS {
        return Err(PollRefusal::TooMany {
            most: limits::VOIDS,
        });
    }
    each_once(cards.iter().map(|one| one.card.as_str()))?;
    for one in &cards {
        if poll.voided.contains_key(&one.card) {
            return Err(PollRefusal::VoidedAlready {
                card: one.card.clone(),
            });
        }
        if one.cause == Cause::Leftover && poll.phase < Phase::Closed {
            return Err(PollRefusal::LeftoverBeforeClose);
        }
    }
    let count = |spoiled: bool| {
        let fits = |one: &&VoidedCard| (one.cause == Cause::Spoiled) == spoiled;
        u32::try_from(cards.iter().filter(fits).count()).unwrap_or(u32::MAX)
    };
    let left = u32::try_from(poll.unaccounted()).unwrap_or(0);
    let drawn = poll
        .taken(Way::Card)
        .saturating_sub(poll.void(Cause::Spoiled));
    for (left, voided) in [(left, count(false)), (drawn, count(true))] {
        if voided > left {
            return Err(PollRefusal::VoidsTooMany { left, voided });
        }
    }
    Ok(vec![PollEvent::CardsVoided(CardsVoided { cards })])
}

fn deliver(poll: &Poll, votes: Vec<String>) -> Decided {
    phase(poll, &[Phase::Closed], || {
        Text::new(
            "投票截止后、票箱封存前，才能交箱",
            "votes are handed in after voting is over and before the box is fixed",
        )
    })?;
    let new = votes
        .into_iter()
        .filter(|vote| !poll.delivered.contains(vote));
    let new: Vec<String> = new.collect();
    let chunks = new.chunks(limits::DELIVERED).map(<[String]>::to_vec);
    Ok(chunks
        .map(|votes| PollEvent::VotesDelivered(VotesDelivered { votes }))
        .collect())
}

fn count_paper(poll: &Poll, by: String, totals: Vec<PaperTotals>) -> Decided {
    phase(poll, &[Phase::Closed, Phase::Fixed], || {
        Text::new(
            "投票截止后才能清点纸质票",
            "paper ballots are counted once voting is over",
        )
    })?;
    text(&by, Text::new("计票人", "who counted"), limits::NAME)?;
    if poll.taken(Way::Paper) == 0 {
        return Err(PollRefusal::NoPaper);
    }
    for question in &poll.plan.questions {
        let mut own = totals.iter().filter(|one| one.question == question.id);
        let (Some(one), None) = (own.next(), own.next()) else {
            return Err(PollRefusal::TotalsUnfit {
                question: question.id.clone(),
            });
        };
        let counted = [
            one.satisfied,
            one.basically_satisfied,
            one.dissatisfied,
            one.abstained,
            one.invalid,
        ];
        let counted: u64 = counted.map(u64::from).iter().sum();
        // More back than given out voids the vote, and is written down as it is (R18);
        // headings that do not add up are a slip of the pen.
        if counted != u64::from(one.collected) {
            return Err(PollRefusal::PaperSum {
                question: question.id.clone(),
                counted,
                collected: one.collected,
            });
        }
    }
    if totals.len() != poll.plan.questions.len() {
        let known = |one: &&PaperTotals| {
            let mut ids = poll.plan.questions.iter().map(|question| &question.id);
            !ids.any(|id| *id == one.question)
        };
        let strange = totals.iter().find(known).map(|one| one.question.clone());
        return Err(PollRefusal::TotalsUnfit {
            question: strange.unwrap_or_default(),
        });
    }
    Ok(vec![PollEvent::PaperCounted(PaperCounted { by, totals })])
}

/// What the office says when it declares a result.
struct Told {
    named: Vec<NamedVote>,
    secret: Option<String>,
    note: String,
    due: Option<NaiveDate>,
    today: NaiveDate,
}

fn declare(
    poll: &Poll,
    cards: &[(String, Tally)],
    mut irregular: Vec<super::terms::Irregular>,
    told: Told,
) -> Decided {
    let ready: &[Phase] = if poll.plan.kind.has_cards() && poll.taken(Way::Card) > 0 {
        &[Phase::Fixed]
    } else {
        &[Phase::Closed, Phase::Fixed]
    };
    phase(poll, ready, || {
        Text::new(
            "投票截止并封存票箱后才能宣布结果",
            "a result is declared once voting is over and the box is fixed",
        )
    })?;
    if told.due.is_some_and(|due| due <= poll.plan.on) {
        return Err(PollRefusal::DueTooEarly);
    }
    let results = results(poll, cards)?;
    irregular.extend(unaccounted(poll));
    if !irregular.is_empty() && told.note.trim().is_empty() {
        return Err(PollRefusal::NoteNeeded {
            count: u32::try_from(irregular.len()).unwrap_or(u32::MAX),
        });
    }
    if !told.note.is_empty() {
        text(&told.note, Text::new("说明", "the note"), limits::NOTE)?;
    }
    let mut events = Vec::new();
    if poll.plan.kind == PollKind::Named {
        for votes in told.named.chunks(limits::NAMED) {
            let votes = votes.to_vec();
            events.push(PollEvent::NamedVotes(NamedVotes { votes }));
        }
    }
    events.push(PollEvent::PollDeclared(Box::new(DeclaredPoll {
        on: told.today,
        secret: told.secret,
        results,
        irregular,
        note: told.note,
        due: told.due,
    })));
    Ok(events)
}

/// Cards that are neither with a voter nor void: whoever has one could vote.
fn unaccounted(poll: &Poll) -> Option<super::terms::Irregular> {
    let left = poll.unaccounted();
    if left == 0 || !poll.plan.kind.has_cards() {
        return None;
    }
    let count = u32::try_from(left.unsigned_abs()).unwrap_or(u32::MAX);
    let text = if left > 0 {
        Text::new(
            format!("{count}张票卡既没有领取也没有作废"),
            format!("{count} cards were neither drawn nor voided"),
        )
    } else {
        Text::new(
            format!("领取和作废的票卡比印制的多{count}张"),
            format!("{count} more cards were drawn and voided than printed"),
        )
    };
    Some(super::terms::Irregular {
        code: "cards_unaccounted".to_owned(),
        question: None,
        count,
        text,
    })
}
