//! Votes that send a suggestion back: which of them do, and what stands against it.

use super::world::*;
use crate::answer::{AnswerClass, Rating};
use crate::fraction::Fraction;
use crate::suggestion::*;
use crate::verdict::{Base, Tally, VoteRule};

fn again(on: &str) -> Command {
    Command::Rehandle {
        on: day(on),
        reason: "测评不满意".into(),
    }
}

fn may(world: &World) -> Result<(), String> {
    let asked = world.permit(GOVERNMENT, Action::Rehandle);
    asked.map_err(|refusal| refusal.code.code().to_owned())
}

/// Ten and eight of 38 are not half of them.
fn down() -> Tally {
    tally(10, 8, 15)
}

#[test]
fn a_dissatisfied_vote_opens_a_round_whatever_the_deputies_said() {
    for stage_name in ["replied", "satisfied", "dissatisfied", "closed"] {
        let world = stage(stage_name).then(OFFICE, vote("2024-11-20", &down(), ""));
        assert!(world.state().voted_down(&world.rulebook).is_some());
        let world = world.then(GOVERNMENT, again("2024-11-25"));
        assert_eq!(world.state().stage.name(), StageName::Handling);
        assert_eq!(world.state().rounds.len(), 2);
        // What the vote found is answered: the next round stands for itself.
        assert_eq!(world.state().voted(&world.rulebook), None);
        let replied = reply(LEAD_UNIT.1, "2024-11-28", AnswerClass::A);
        let world = world.then(LEAD_UNIT, replied);
        assert_eq!(may(&world), Err("not_dissatisfied".into()), "{stage_name}");
        let world = world.then(OFFICE, vote("2024-12-20", &down(), "再次测评"));
        assert_eq!(may(&world), Ok(()), "{stage_name}");
    }
}

#[test]
fn only_what_was_voted_on_the_reply_counts() {
    // Held before the reply, and recorded before or after it.
    let early = stage("handling")
        .then(OFFICE, vote("2024-05-30", &down(), ""))
        .then(LEAD_UNIT, reply(LEAD_UNIT.1, "2024-05-31", AnswerClass::B));
    assert_eq!(may(&early), Err("not_dissatisfied".into()));
    let early = stage("replied").then(OFFICE, vote("2024-05-30", &down(), ""));
    assert_eq!(may(&early), Err("not_dissatisfied".into()));
    let same_day = stage("replied").then(OFFICE, vote("2024-05-31", &down(), ""));
    assert_eq!(may(&same_day), Ok(()));
    // Held on the first round and recorded in the second.
    let late = stage("round2")
        .then(LEAD_UNIT, reply(LEAD_UNIT.1, "2024-07-10", AnswerClass::A))
        .then(OFFICE, vote("2024-06-28", &down(), ""));
    assert_eq!(may(&late), Err("not_dissatisfied".into()));
    // While it is handled it is handled.
    let handling = stage("handling").then(OFFICE, vote("2024-05-30", &down(), ""));
    assert_eq!(may(&handling), Err("wrong_stage".into()));
}

#[test]
fn the_latest_vote_with_a_verdict_holds() {
    let voted = stage("voted_down");
    let better = voted
        .clone()
        .then(OFFICE, vote("2024-07-30", &tally(30, 8, 0), ""));
    assert_eq!(may(&better), Err("not_dissatisfied".into()));
    assert!(better.state().voted_down(&better.rulebook).is_none());
    // One recorded later and held earlier does not take its place.
    let earlier = voted
        .clone()
        .then(OFFICE, vote("2024-06-20", &tally(30, 8, 0), ""));
    assert_eq!(may(&earlier), Ok(()));
    // Nor does one without a verdict: it was void, or nobody took the number it needs.
    let unknown = Tally {
        members: None,
        ..tally(30, 8, 0)
    };
    let unjudged = voted.then(OFFICE, vote("2024-07-30", &unknown, ""));
    assert_eq!(may(&unjudged), Ok(()));
    // Other assessments are no votes, whatever they counted.
    let asked = Command::Assess {
        on: day("2024-06-28"),
        kind: AssessmentKind::Questionnaire,
        by: "区统计局".into(),
        tally: Some(down()),
        finding: String::new(),
    };
    let asked = stage("replied").then(OFFICE, asked);
    assert_eq!(may(&asked), Err("not_dissatisfied".into()));
}

#[test]
fn the_rule_the_vote_states_judges_it_before_the_rulebooks() {
    // 19 of 38 are half of all members: enough where exactly half is.
    let half = |rule: Option<VoteRule>| {
        let mut world = stage("replied");
        let command = vote("2024-06-28", &tally(19, 0, 19), "");
        for mut event in world.decide(&actor(OFFICE), &command).unwrap() {
            if let Event::Assessed(assessed) = &mut event {
                assessed.rule = rule;
            }
            world.record(&actor(OFFICE), event);
        }
        world
    };
    let rule = |inclusive| {
        Some(VoteRule {
            base: Base::Members,
            threshold: Fraction::new(1, 2),
            inclusive,
            quorum: None,
        })
    };
    assert_eq!(may(&half(rule(true))), Err("not_dissatisfied".into()));
    assert_eq!(may(&half(rule(false))), Ok(()));
    let mut world = half(None);
    world.rulebook.vote.value = rule(false);
    assert_eq!(may(&world), Ok(()));
    world.rulebook.vote.value = rule(true);
    assert_eq!(may(&world), Err("not_dissatisfied".into()));
    // No rule, no verdict.
    world.rulebook.vote.value = None;
    assert_eq!(may(&world), Err("not_dissatisfied".into()));
}

#[test]
fn it_is_closed_despite_the_vote_only_with_a_reason_that_then_holds() {
    let voted = stage("voted_down").then(LEAD, evaluate(LEAD.1, "2024-07-02", Rating::Satisfied));
    let refusal = voted.decide(&actor(OFFICE), &close()).unwrap_err();
    assert_eq!(refusal.code.code(), "close_despite_dissatisfied");
    assert!(refusal.text.zh.contains("测评"), "{}", refusal.text.zh);
    let despite = Command::Close {
        on: day("2024-07-31"),
        despite: Some("渠道已列入水利专项，另行跟踪".into()),
    };
    let closed = voted.then(OFFICE, despite);
    assert_eq!(may(&closed), Err("wrong_stage".into()));
    // A vote that the closing did not know of opens it again.
    let again = closed.then(OFFICE, vote("2024-11-20", &down(), ""));
    assert_eq!(may(&again), Ok(()));
}

#[test]
fn neither_the_order_nor_the_closing_comes_before_the_vote() {
    let voted = stage("voted_down");
    let refusal = voted.decide(&actor(OFFICE), &again("2024-06-27"));
    assert_eq!(refusal.unwrap_err().code.code(), "day_too_early");
    assert!(voted.decide(&actor(OFFICE), &again("2024-06-28")).is_ok());
}
