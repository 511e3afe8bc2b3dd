//! What runs out when: assisting units, meetings, first opinions, looking back,
//! delivery, and time that does not count.

use super::world::*;
use crate::answer::{AnswerClass, Rating};
use crate::calendar::{Calendar, Period};
use crate::rulebook::{RuleCode, Rulebook, YearDay};
use crate::suggestion::views::{Deadline, DeadlineKind};
use crate::suggestion::*;

fn all(world: &World, code: RuleCode) -> Vec<Deadline> {
    let calendar = Calendar::built_in();
    deadlines(world.state(), &world.rulebook, calendar)
        .into_iter()
        .filter(|one| one.kind == DeadlineKind::Rule(code))
        .collect()
}

fn one(world: &World, code: RuleCode) -> Deadline {
    let mut all = all(world, code);
    assert_eq!(all.len(), 1, "{code}: {all:?}");
    all.remove(0)
}

/// The last day, whether it runs, and on which day it was met.
fn told(world: &World, code: RuleCode) -> (String, bool, Option<String>) {
    let one = one(world, code);
    let met = one.met_on.map(|day| day.to_string());
    (one.due.date.to_string(), one.running, met)
}

fn due(date: &str, running: bool, met: Option<&str>) -> (String, bool, Option<String>) {
    (date.to_owned(), running, met.map(str::to_owned))
}

fn with_rules(name: &str, change: impl FnOnce(&mut Rulebook)) -> World {
    let mut world = stage(name);
    change(&mut world.rulebook);
    world
}

/// The account of a deadline, in Chinese.
fn account(deadline: &Deadline) -> String {
    let steps = deadline.due.steps.iter();
    steps.map(|step| format!("{}\n", step.text.zh)).collect()
}

#[test]
fn an_assisting_unit_has_a_month_for_its_opinion() {
    let world = stage("handling");
    assert_eq!(
        told(&world, RuleCode::AssistOpinion),
        due("2024-04-08", true, None)
    );
    assert_eq!(
        one(&world, RuleCode::AssistOpinion).unit.as_deref(),
        Some(ASSISTING.1)
    );
    let given = world
        .clone()
        .then(ASSISTING, opinion(ASSISTING.1, "2024-04-02", true));
    assert_eq!(
        told(&given, RuleCode::AssistOpinion),
        due("2024-04-08", false, Some("2024-04-02"))
    );
    // Ledgers know no opinions: the reply goes out without one and ends the wait.
    let replied = world.then(LEAD_UNIT, reply(LEAD_UNIT.1, "2024-05-31", AnswerClass::A));
    assert_eq!(
        told(&replied, RuleCode::AssistOpinion),
        due("2024-04-08", false, None)
    );
}

#[test]
fn time_that_did_not_count_is_added_and_explained() {
    // Three months from 8 March are 8 June; 30 days that did not count make it
    // 8 July. The weekend the first end fell on adds nothing.
    let world = stage("suspended").then(GOVERNMENT, resume("2024-05-01"));
    let reply = one(&world, RuleCode::Reply);
    assert_eq!(reply.due.date.to_string(), "2024-07-08");
    assert!(reply.running);
    let account = account(&reply);
    for part in [
        "2024年4月1日（星期一）至2024年4月30日（星期二）中止计时",
        "30日不计入",
        "顺延至2024年7月8日",
    ] {
        assert!(account.contains(part), "{part} in {account}");
    }
    assert!(account.contains("2024年6月8日"), "{account}");
    let rules: Vec<&str> = reply
        .due
        .steps
        .iter()
        .map(|step| step.rule.as_str())
        .collect();
    assert_eq!(
        rules,
        [
            "rulebook/reply",
            "civil-code-201",
            "civil-code-202",
            "rulebook/suspension",
            "civil-code-203",
            "calendar"
        ]
    );
}

#[test]
fn no_more_time_is_left_out_than_the_rule_allows() {
    let world = stage("suspended").then(GOVERNMENT, resume("2024-06-10"));
    let reply = one(&world, RuleCode::Reply);
    assert_eq!(reply.due.date.to_string(), "2024-07-08");
    assert!(account(&reply).contains("以规定的最长时间为限"));
}

#[test]
fn nothing_runs_while_time_has_stopped() {
    let world = stage("suspended");
    for code in [RuleCode::Reply, RuleCode::AssistOpinion, RuleCode::Return] {
        assert!(all(&world, code).iter().all(|one| !one.running), "{code}");
    }
    assert_eq!(
        next_due(world.state(), &world.rulebook, Calendar::built_in()),
        None
    );
    let reply = one(&world, RuleCode::Reply);
    assert!(account(&reply).contains("尚未恢复，最长至2024年4月30日"));
    // Where the rulebook in force lets no time stop, none did.
    let mut moved = world;
    moved.rulebook.suspension.value = None;
    assert_eq!(told(&moved, RuleCode::Reply), due("2024-06-11", true, None));
}

#[test]
fn periods_in_working_days_grow_by_working_days() {
    let mut world = stage("stoppable");
    world.rulebook.reply_period.value = Some(Period::working_days(20));
    // Twenty working days from 8 March 2024, 7 April made up for 清明, end on 8 April.
    assert_eq!(told(&world, RuleCode::Reply), due("2024-04-08", true, None));
    // From 1 to 7 April three days were off, so four working days did not count.
    let world = world
        .then(OFFICE, suspend("2024-04-01"))
        .then(OFFICE, resume("2024-04-08"));
    let reply = one(&world, RuleCode::Reply);
    assert_eq!(reply.due.date.to_string(), "2024-04-12");
    assert!(
        account(&reply).contains("4个工作日不计入"),
        "{}",
        account(&reply)
    );
}

#[test]
fn time_that_stops_after_the_last_day_moves_nothing() {
    let mut world = stage("stoppable");
    world.rulebook.reply_period.value = Some(Period::calendar_days(10));
    let before = told(&world, RuleCode::Reply);
    let world = world
        .then(OFFICE, suspend("2024-04-01"))
        .then(OFFICE, resume("2024-04-05"));
    assert_eq!(told(&world, RuleCode::Reply), before);
}

#[test]
fn an_extension_is_measured_without_the_time_that_did_not_count() {
    let world = stage("suspended").then(GOVERNMENT, resume("2024-05-01"));
    let extend = |months| Command::Extend {
        on: day("2024-05-06"),
        by: Period::months(months),
        consent: "代表工委".into(),
        reason: "工程量大".into(),
    };
    assert_eq!(
        world
            .decide(&actor(OFFICE), &extend(4))
            .map_err(|refusal| refusal.code.code()),
        Err("extension_too_long")
    );
    let world = world.then(OFFICE, extend(3));
    // Six months are 8 September, and 30 days that did not count.
    assert_eq!(told(&world, RuleCode::Reply), due("2024-10-08", true, None));
}

#[test]
fn each_deputys_time_runs_from_the_day_they_got_the_reply() {
    let world = stage("replied");
    assert_eq!(
        told(&world, RuleCode::Feedback),
        due("2024-07-01", true, None)
    );
    let world = world.then(
        LEAD_UNIT,
        deliver(LEAD_UNIT.1, "2024-06-12", &[CO_SIGNER.1]),
    );
    assert_eq!(world.state().undelivered(), [(LEAD_UNIT.1, vec![LEAD.1])]);
    let each = |world: &World| {
        let all = all(world, RuleCode::Feedback).into_iter();
        all.map(|one| (one.deputy.unwrap(), one.due.date.to_string(), one.running))
            .collect::<Vec<_>>()
    };
    let lead = |running| (LEAD.1.to_owned(), "2024-07-01".to_owned(), running);
    let co_signer = (CO_SIGNER.1.to_owned(), "2024-07-10".to_owned(), true);
    assert_eq!(each(&world), [lead(true), co_signer.clone()]);
    let world = world.then(LEAD, evaluate(LEAD.1, "2024-06-13", Rating::Satisfied));
    assert_eq!(each(&world), [lead(false), co_signer]);
}

#[test]
fn meetings_are_due_only_where_the_rulebook_asks_for_them() {
    let periods = |book: &mut Rulebook| {
        book.contact_before_period.value = Some(Period::working_days(10));
        book.contact_after_period.value = Some(Period::calendar_days(30));
    };
    let silent = with_rules("handling", periods);
    assert_eq!(all(&silent, RuleCode::ContactBefore), []);
    let mut world = silent;
    world.rulebook.contacts.value = vec![ConsultPhase::Before, ConsultPhase::After];
    assert_eq!(
        told(&world, RuleCode::ContactBefore),
        due("2024-03-22", true, None)
    );
    let met = |phase, on: &str| Command::Consult {
        unit: LEAD_UNIT.1.into(),
        on: day(on),
        phase,
        people: vec![LEAD.1.into()],
        outcome: "听取意见".into(),
    };
    let world = world
        .then(LEAD_UNIT, met(ConsultPhase::Before, "2024-03-15"))
        .then(LEAD_UNIT, reply(LEAD_UNIT.1, "2024-05-31", AnswerClass::A));
    assert_eq!(
        told(&world, RuleCode::ContactBefore),
        due("2024-03-22", false, Some("2024-03-15"))
    );
    assert_eq!(
        told(&world, RuleCode::ContactAfter),
        due("2024-07-01", true, None)
    );
    assert!(!world.state().contacts_complete(&world.rulebook));
    let world = world.then(LEAD_UNIT, met(ConsultPhase::After, "2024-06-12"));
    assert!(world.state().contacts_complete(&world.rulebook));
    assert!(world.state().facts(&world.rulebook).contacts);
}

#[test]
fn shijingshan_looks_back_before_the_year_ends() {
    let rules = |book: &mut Rulebook| {
        book.first_evaluation_period.value = Some(Period::months(3));
        book.look_back.value = Some(YearDay {
            month: 12,
            day: 31,
            years: 0,
        });
    };
    let world = with_rules("handling", rules);
    assert_eq!(
        told(&world, RuleCode::FirstEvaluation),
        due("2024-06-11", true, None)
    );
    assert_eq!(all(&world, RuleCode::LookBack), []);
    let world = world
        .then(LEAD_UNIT, reply(LEAD_UNIT.1, "2024-05-31", AnswerClass::A))
        .then(LEAD, evaluate(LEAD.1, "2024-06-05", Rating::Satisfied))
        .then(OFFICE, close());
    assert_eq!(
        told(&world, RuleCode::FirstEvaluation),
        due("2024-06-11", false, Some("2024-06-05"))
    );
    // Closed, and still to be looked back at.
    assert_eq!(
        told(&world, RuleCode::LookBack),
        due("2024-12-31", true, None)
    );
    let calendar = Calendar::built_in();
    let (kind, _) = next_due(world.state(), &world.rulebook, calendar).unwrap();
    assert_eq!(kind, DeadlineKind::Rule(RuleCode::LookBack));
    let world = world.then(LEAD, look_back(LEAD.1, "2024-12-02", Rating::Satisfied));
    assert_eq!(
        told(&world, RuleCode::LookBack),
        due("2024-12-31", false, Some("2024-12-02"))
    );
}

#[test]
fn a_unit_says_that_it_takes_it_where_that_has_its_own_time() {
    let world = with_rules("assigned", |book| {
        book.accept_period.value = Some(Period::calendar_days(7));
    });
    let of = |world: &World| {
        let all = all(world, RuleCode::Accept).into_iter();
        all.map(|one| (one.unit.unwrap(), one.running, one.met_on))
            .collect::<Vec<_>>()
    };
    let (lead, assisting) = (LEAD_UNIT.1.to_owned(), ASSISTING.1.to_owned());
    assert_eq!(
        of(&world),
        [(lead.clone(), true, None), (assisting.clone(), true, None)]
    );
    let world = world.then(LEAD_UNIT, accept(LEAD_UNIT.1));
    let taken = Some(day("2024-03-11"));
    assert_eq!(of(&world), [(lead, false, taken), (assisting, true, None)]);
}
