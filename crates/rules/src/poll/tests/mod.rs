//! A poll from its plan to its result, and every way it is refused.

mod refused;
mod replayed;

use super::*;
use crate::Fraction;
use crate::actor::{Actor, Role};
use crate::answer::Rating;
use crate::text::Text;
use crate::verdict::{Base, Blank, Tally, VoteRule};
use chrono::NaiveDate;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn question(title: &str) -> Question {
    Question {
        id: String::new(),
        item: 0,
        title: title.into(),
        number: Some("2026-017".into()),
        suggestion: None,
        unit: Some("区水务局".into()),
        aspect: Aspect::Overall,
    }
}

fn rule() -> PollRule {
    PollRule {
        set: "zhenhai-2022".into(),
        title: Text::new("镇海", "Zhenhai"),
        source: "R15".into(),
        rule: VoteRule {
            base: Base::Members,
            threshold: Fraction::new(1, 2),
            inclusive: false,
            quorum: None,
        },
        blank: Blank::Abstention,
    }
}

fn plan(kind: PollKind, voters: u32) -> Plan {
    Plan {
        title: "重点督办建议满意度测评".into(),
        body: "区人大常委会".into(),
        on: day("2026-12-01"),
        kind,
        questions: flatten(vec![question("修复雨棚"), question("增设公交")], false),
        rule: rule(),
        members: 40,
        voters: (1..=voters).map(|n| format!("委员{n}")).collect(),
        observers: vec!["甲".into(), "乙".into(), "丙".into()],
        again_of: None,
    }
}

fn sealing(plan: &Plan, issued: u32) -> Sealing {
    let list: Vec<String> = (0..issued).map(|n| format!("{n:064x}")).collect();
    Sealing {
        sealed: PollSealed {
            key: "00".repeat(32),
            checks: vec!["aa".repeat(32); 3],
            issued,
            sheet: "bb".repeat(32),
            holders: vec![Holder {
                voter: "委员1".into(),
                cards: vec!["00".repeat(32)],
            }],
        },
        lists: plan
            .questions
            .iter()
            .map(|question| (question.id.clone(), list.clone()))
            .collect(),
    }
}

/// A poll as orders make it, one after the other.
struct Room {
    events: Vec<PollEvent>,
    actor: Actor,
}

impl Room {
    fn new() -> Room {
        Room {
            events: Vec::new(),
            actor: Actor::own(Role::Office, "代表工委"),
        }
    }

    fn poll(&self) -> Option<Poll> {
        replay(&self.events)
    }

    fn try_order(&mut self, order: Order) -> Result<(), PollRefusal> {
        let context = PollContext {
            today: day("2026-12-01"),
            actor: &self.actor,
        };
        let poll = self.poll();
        self.events.extend(decide(poll.as_ref(), order, &context)?);
        assert_eq!(self.poll().unwrap().anomalies, 0, "what was decided fits");
        Ok(())
    }

    fn order(&mut self, order: Order) -> &mut Room {
        self.try_order(order).unwrap();
        self
    }

    fn refused(&mut self, order: Order) -> &'static str {
        let refusal = self.try_order(order).unwrap_err();
        let text = refusal.text();
        for text in [&text.zh, &text.en] {
            assert!(!text.is_empty() && !text.contains("{}"), "{text}");
        }
        refusal.code()
    }

    /// Dealt, opened, with so many cards and paper ballots out, and closed.
    fn held(kind: PollKind, cards: u32, paper: u32) -> Room {
        let mut room = Room::new();
        let plan = plan(kind, cards + paper);
        room.order(Order::Plan(plan.clone()));
        if kind.has_cards() {
            room.order(Order::Seal(sealing(&plan, cards + paper)));
        }
        room.order(Order::Open);
        for (at, voter) in plan.voters.iter().enumerate() {
            let way = if (at as u32) < cards {
                Way::Card
            } else {
                Way::Paper
            };
            room.order(check_in(voter, way));
        }
        room.order(Order::Close);
        if kind.has_cards() && paper > 0 {
            room.order(Order::Void(void(0, paper, Cause::Leftover)));
        }
        room
    }
}

fn check_in(voter: &str, way: Way) -> Order {
    Order::CheckIn {
        voter: voter.into(),
        way,
    }
}

fn void(from: u32, count: u32, cause: Cause) -> Vec<VoidedCard> {
    let card = |n| VoidedCard {
        card: format!("CARD-{n}"),
        cause,
    };
    (from..from + count).map(card).collect()
}

fn fix() -> Order {
    Order::Fix {
        root: "cc".repeat(32),
        votes: 8,
    }
}

fn cards(room: &Room, satisfied: u32, basically: u32, dissatisfied: u32) -> Vec<(String, Tally)> {
    let poll = room.poll().unwrap();
    let drawn = poll.taken(Way::Card);
    let counted = satisfied + basically + dissatisfied;
    let tally = Tally {
        members: Some(poll.plan.members),
        present: Some(poll.present()),
        issued: Some(drawn),
        collected: Some(counted),
        satisfied,
        basically_satisfied: basically,
        dissatisfied,
        abstained: 0,
        invalid: 0,
        unpressed: drawn - counted,
    };
    let ids = poll.plan.questions.iter().map(|one| one.id.clone());
    ids.map(|id| (id, tally)).collect()
}

fn totals(collected: u32, satisfied: u32) -> Vec<PaperTotals> {
    ["q1", "q2"]
        .map(|id| PaperTotals {
            question: id.into(),
            collected,
            satisfied,
            dissatisfied: collected - satisfied,
            ..PaperTotals::default()
        })
        .into()
}

fn paper(by: &str, totals: Vec<PaperTotals>) -> Order {
    Order::CountPaper {
        by: by.into(),
        totals,
    }
}

fn declare(cards: Vec<(String, Tally)>, note: &str) -> Order {
    Order::Declare {
        secret: Some("dd".repeat(16)),
        cards,
        irregular: Vec::new(),
        named: Vec::new(),
        note: note.into(),
        due: None,
    }
}

#[test]
fn cards_and_paper_come_to_one_result() {
    let mut room = Room::held(PollKind::Secret, 33, 5);
    room.order(paper("张三", totals(5, 4)));
    assert_eq!(
        room.refused(declare(cards(&room, 17, 12, 4), "")),
        "poll_wrong_phase"
    );
    room.order(fix());
    assert_eq!(
        room.refused(declare(cards(&room, 17, 12, 4), "")),
        "paper_counted_once"
    );
    room.order(paper("李四", totals(5, 3)));
    assert_eq!(
        room.refused(declare(cards(&room, 17, 12, 4), "")),
        "paper_differs"
    );
    room.order(paper("李四", totals(5, 4)));
    let given = cards(&room, 17, 12, 4);
    room.order(declare(given, ""));
    let poll = room.poll().unwrap();
    assert_eq!(poll.phase, Phase::Declared);
    let declared = poll.declared.as_ref().unwrap();
    assert!(declared.irregular.is_empty());
    let result = &declared.results[0];
    // 17 + 4 of 40 members: more than half are 21.
    assert_eq!(
        (result.whole.satisfied, result.whole.collected),
        (21, Some(38))
    );
    assert_eq!(result.rating, Some(Rating::Satisfied));
    let verdict = conclude(&poll.plan, result).unwrap();
    assert_eq!((verdict.needed, verdict.base_number), (21, 40));
}

#[test]
fn who_chose_what_is_recorded_in_a_poll_by_name_and_in_no_other() {
    for kind in [PollKind::Secret, PollKind::Named] {
        let mut room = Room::held(kind, 3, 0);
        room.order(fix());
        let choices = |voter: &str| NamedVote {
            voter: voter.into(),
            choices: "s-".into(),
        };
        let order = Order::Declare {
            secret: Some("dd".repeat(16)),
            cards: cards(&room, 3, 0, 0),
            irregular: Vec::new(),
            named: vec![choices("委员1"), choices("委员2")],
            note: String::new(),
            due: None,
        };
        room.order(order);
        let poll = room.poll().unwrap();
        assert_eq!(poll.phase, Phase::Declared);
        let expected = if kind == PollKind::Named { 2 } else { 0 };
        assert_eq!(poll.named.len(), expected, "{kind:?}");
    }
}

#[test]
fn one_person_counting_twice_is_one_count() {
    let mut room = Room::held(PollKind::ByHand, 0, 6);
    room.order(paper("张三", totals(6, 6)));
    room.order(paper("张三", totals(6, 6)));
    assert_eq!(paper_state(&room.poll().unwrap()), PaperState::Once);
    room.order(paper("李四", totals(6, 6)));
    assert_eq!(paper_state(&room.poll().unwrap()), PaperState::Agreed);
    room.order(Order::Declare {
        secret: None,
        cards: Vec::new(),
        irregular: Vec::new(),
        named: Vec::new(),
        note: String::new(),
        due: Some(day("2027-03-01")),
    });
    let declared = room.poll().unwrap().declared.unwrap();
    assert_eq!(
        declared.results[0].rating,
        Some(Rating::Dissatisfied),
        "6 of 40"
    );
}

#[test]
fn more_paper_back_than_given_out_voids_the_vote() {
    let mut room = Room::held(PollKind::ByHand, 0, 6);
    room.order(paper("张三", totals(7, 7)));
    room.order(paper("李四", totals(7, 7)));
    room.order(Order::Declare {
        secret: None,
        cards: Vec::new(),
        irregular: Vec::new(),
        named: Vec::new(),
        note: String::new(),
        due: None,
    });
    let declared = room.poll().unwrap().declared.unwrap();
    assert_eq!(declared.results[0].rating, None);
    assert_eq!(
        declared.results[0].fault.as_deref(),
        Some("collected_over_issued")
    );
}

#[test]
fn a_card_that_nobody_accounts_for_has_to_be_spoken_of() {
    let mut room = Room::new();
    let plan = plan(PollKind::Secret, 3);
    room.order(Order::Plan(plan.clone()));
    room.order(Order::Seal(sealing(&plan, 5)));
    room.order(Order::Open);
    for voter in &plan.voters {
        room.order(check_in(voter, Way::Card));
    }
    room.order(Order::Void(void(0, 1, Cause::Replaced)));
    room.order(Order::Close).order(fix());
    assert_eq!(remaining(&room.poll().unwrap()).len(), 1);
    assert_eq!(
        room.refused(declare(cards(&room, 3, 0, 0), "")),
        "poll_note_needed"
    );
    let given = cards(&room, 3, 0, 0);
    room.order(declare(given, "一张票卡遗失，已当众说明。"));
    let declared = room.poll().unwrap().declared.unwrap();
    assert_eq!(declared.irregular[0].code, "cards_unaccounted");
    assert_eq!(declared.irregular[0].count, 1);
}

#[test]
fn a_blank_ballot_is_what_the_rule_says_it_is() {
    // Two of four marked: half of the valid ballots, or all of them.
    for (blank, rating) in [
        (Blank::Abstention, Rating::Dissatisfied),
        (Blank::Invalid, Rating::Satisfied),
    ] {
        let mut plan = plan(PollKind::ByHand, 6);
        plan.rule.blank = blank;
        plan.rule.rule.base = Base::Valid;
        let result = QuestionResult {
            question: "q1".into(),
            cards: None,
            paper: None,
            whole: Tally {
                satisfied: 2,
                abstained: 2,
                ..Tally::default()
            },
            rating: None,
            fault: None,
        };
        assert_eq!(conclude(&plan, &result).unwrap().rating, rating);
    }
}

#[test]
fn items_become_questions() {
    let apart = flatten(vec![question("一"), question("二")], true);
    let ids: Vec<_> = apart
        .iter()
        .map(|one| (one.id.as_str(), one.item, one.aspect))
        .collect();
    assert_eq!(
        ids,
        [
            ("q1", 1, Aspect::Process),
            ("q2", 1, Aspect::Result),
            ("q3", 2, Aspect::Process),
            ("q4", 2, Aspect::Result),
        ]
    );
}
