//! Every refusal is given somewhere, says what it is about, and leaves no blanks.

use super::world::*;
use crate::actor::{Actor, Party, Role};
use crate::answer::AnswerClass;
use crate::refusal::RefusalCode as Code;
use crate::suggestion::*;
use std::collections::BTreeSet;

mod around;
mod what;
mod when;
mod who;

type Case = (Code, World, Actor, Command);

fn case(code: Code, stage_name: &str, party: (Role, &str), command: Command) -> Case {
    (code, stage(stage_name), actor(party), command)
}

fn replied(class: AnswerClass, points: &[u32], promise: Option<Promise>) -> Command {
    Command::Reply {
        unit: LEAD_UNIT.1.into(),
        on: day("2024-05-31"),
        class,
        text: "答复如下。".into(),
        points: points
            .iter()
            .map(|point| PointAnswer {
                point: *point,
                answer: "好".into(),
            })
            .collect(),
        promise,
        signed_by: None,
        sealed: false,
        form_enclosed: false,
    }
}

fn all() -> impl Iterator<Item = Case> {
    let in_order = who::who().into_iter().chain(when::when());
    in_order.chain(what::what()).chain(around::around())
}

#[test]
fn every_refusal_is_given_and_explains_itself() {
    let mut given = BTreeSet::new();
    for (code, world, actor, command) in all() {
        let refusal = world.decide(&actor, &command).expect_err(code.code());
        assert_eq!(refusal.code, code, "{}", refusal.text.zh);
        for text in [&refusal.text.zh, &refusal.text.en] {
            assert!(text.chars().count() >= 10, "{code:?}: {text}");
            assert!(
                !text.contains(['{', '}']),
                "{code:?}: a blank is left in: {text}"
            );
        }
        assert!(
            refusal.text.zh.ends_with('。'),
            "{code:?}: {}",
            refusal.text.zh
        );
        assert!(
            refusal.text.en.ends_with('.'),
            "{code:?}: {}",
            refusal.text.en
        );
        assert!(
            !refusal.source.zh.is_empty() && !refusal.source.en.is_empty(),
            "{code:?}"
        );
        given.insert(code);
    }
    assert_eq!(given, Code::ALL.iter().copied().collect::<BTreeSet<_>>());
}

#[test]
fn codes_are_distinct_and_written_the_same_on_the_wire() {
    let names: BTreeSet<&str> = Code::ALL.iter().map(|code| code.code()).collect();
    assert_eq!(names.len(), Code::ALL.len());
    for code in Code::ALL {
        assert_eq!(serde_json::to_value(code).unwrap(), code.code());
    }
}

#[test]
fn a_refusal_names_the_days_and_points_it_is_about() {
    let early = Command::Screen {
        on: day("2024-02-29"),
        outcome: ScreenOutcome::Accept,
        tests: Vec::new(),
    };
    let refusal = stage("submitted")
        .decide(&actor(OFFICE), &early)
        .unwrap_err();
    assert!(refusal.text.zh.contains("2024-02-29") && refusal.text.zh.contains("2024-03-01"));
    let partial = replied(AnswerClass::A, &[0], None);
    let refusal = stage("handling")
        .decide(&actor(LEAD_UNIT), &partial)
        .unwrap_err();
    assert!(refusal.text.zh.contains("第2条"), "{}", refusal.text.zh);
}

#[test]
fn the_office_records_for_a_unit_and_both_are_kept() {
    let mut world = stage("assigned");
    let mut office = actor(OFFICE);
    office.on_behalf_of = Some(Party {
        role: Role::Unit,
        name: LEAD_UNIT.1.into(),
    });
    world.act(&office, &accept(LEAD_UNIT.1)).unwrap();
    assert_eq!(world.state().stage.name(), StageName::Handling);
    assert_eq!(world.log.last().unwrap().actor.party.role, Role::Office);
    assert_eq!(world.state().latest.as_ref().unwrap().1.name, LEAD_UNIT.1);
}
