//! Decisions made apart: which counts until it is settled, and what settling does.

use super::world::*;
use crate::answer::{AnswerClass, Rating};
use crate::calendar::Calendar;
use crate::ids::EventId;
use crate::rulebook::{Count, RuleCode};
use crate::suggestion::*;
use crate::text::Lang;
use proptest::prelude::*;

fn id(number: usize) -> EventId {
    format!("e-{number}").as_str().try_into().unwrap()
}

fn announce() -> Command {
    Command::AnnounceOpinions {
        on: day("2024-12-03"),
    }
}

fn resolve(keep: usize, dropped: &[usize]) -> Command {
    Command::Resolve {
        keep: id(keep),
        dropped: dropped.iter().map(|number| id(*number)).collect(),
        on: day("2024-08-01"),
        reason: "核对后裁定。".into(),
    }
}

#[test]
fn among_equals_the_earlier_counts_until_the_office_settles_it() {
    let world = stage("contested");
    assert_eq!(world.state().stage.name(), StageName::Screened);
    assert_eq!(world.state().conflicts, [(id(3), id(4))]);
    assert_eq!(
        world.latest(),
        id(3),
        "what does not count is not the latest"
    );

    let settled = world.clone().then(OFFICE, resolve(4, &[3]));
    assert_eq!(settled.state().stage.name(), StageName::NotAccepted);
    assert_eq!(settled.state().conflicts, []);
    let kept = world.clone().then(OFFICE, resolve(3, &[4]));
    assert_eq!(kept.state().stage.name(), StageName::Screened);
    assert_eq!(kept.state().conflicts, []);

    // A settlement can be taken back like anything else.
    let latest = settled.latest();
    let open = settled.then(OFFICE, Command::Undo { event: latest });
    assert_eq!(open.state().stage.name(), StageName::Screened);
    assert_eq!(open.state().conflicts, [(id(3), id(4))]);
}

#[test]
fn what_the_loser_led_to_is_shown_as_contradiction_once_it_is_dropped() {
    // Numbered and given out before anybody heard of the other screening.
    let mut world = stage("contested").then(OFFICE, register());
    let settling = world.decide(&actor(OFFICE), &resolve(4, &[3])).unwrap();
    world.log.push(Recorded {
        id: id(6),
        event: settling[0].clone(),
        ..world.log[2].clone()
    });
    let codes: Vec<_> = world
        .fold()
        .into_iter()
        .map(|one| (one.event, one.code))
        .collect();
    assert_eq!(codes, [(id(5), AnomalyCode::WrongStage)]);
    assert_eq!(world.state().stage.name(), StageName::NotAccepted);
}

#[test]
fn higher_authority_counts_wherever_it_stands() {
    let withdrawn = || Command::Void {
        on: day("2024-03-09"),
        cause: VoidCause::Withdrawn {
            reason: "已经解决".into(),
        },
    };
    let first = stage("assigned").apart(LEAD, withdrawn());
    assert_eq!(first.state().stage.name(), StageName::Assigned);
    let second = stage("registered")
        .then(LEAD, withdrawn())
        .apart(GOVERNMENT, assign(joint()));
    assert_eq!(second.state().stage.name(), StageName::Assigned);
    assert_eq!(second.state().conflicts, [(id(6), id(5))]);
    let outcome = second.settled().outcomes[4];
    assert_eq!(
        outcome,
        Outcome::Lost {
            to: 5,
            why: Precedence::Authority
        }
    );
    let settled = second.then(OFFICE, resolve(5, &[6]));
    assert_eq!(settled.state().stage.name(), StageName::Void);
}

#[test]
fn what_lost_does_not_win_over_a_third() {
    // Closed and ordered anew at once; and an opinion that the closing did not know of.
    let mut world = stage("dissatisfied").then(
        OFFICE,
        Command::Close {
            on: day("2024-06-30"),
            despite: Some("当事人不再追究".into()),
        },
    );
    world = world.apart(GOVERNMENT, rehandle());
    let mut late = stage("dissatisfied").then(
        CO_SIGNER,
        evaluate(CO_SIGNER.1, "2024-06-12", Rating::Satisfied),
    );
    let mut opinion = late.log.pop().unwrap();
    opinion.id = id(99);
    world.log.insert(8, opinion);
    let closed = world.log[9].id.clone();
    world.apart.races.push((closed, id(99)));
    assert_eq!(world.fold(), []);
    // The office's closing holds over both.
    assert_eq!(world.state().stage.name(), StageName::Closed);
    assert_eq!(world.state().conflicts.len(), 2);
    // Once the order holds instead, nothing stands against the opinion any more.
    let order = world.log.last().unwrap().id.clone();
    let closing = world.log[9].id.clone();
    let command = Command::Resolve {
        keep: order,
        dropped: vec![closing],
        on: day("2024-08-01"),
        reason: "应当重新办理。".into(),
    };
    let settled = world.then(OFFICE, command);
    assert_eq!(settled.state().rounds.len(), 2);
    assert_eq!(settled.state().rounds[0].evaluations.len(), 2);
    assert_eq!(settled.state().conflicts, []);
}

#[test]
fn what_was_taken_back_or_set_aside_contradicts_nothing() {
    let mut world = stage("contested");
    world.apart.set_aside = vec![id(3)];
    assert_eq!(world.fold(), []);
    assert_eq!(world.state().stage.name(), StageName::NotAccepted);
    assert_eq!(world.state().conflicts, []);

    let mut world = stage("contested").then(OFFICE, Command::Undo { event: id(3) });
    assert_eq!(world.state().stage.name(), StageName::NotAccepted);
    assert_eq!(world.state().conflicts, []);
    // An undo that does not count takes nothing back.
    world.apart.set_aside = vec![world.log.last().unwrap().id.clone()];
    assert_eq!(world.fold(), []);
    assert_eq!(world.state().conflicts, [(id(3), id(4))]);
}

/// What a device could sign in its own party's name, without its engine having agreed.
#[test]
fn nobody_acts_in_anothers_name() {
    let forged = |from: &str, party, event: Event| {
        let mut world = stage(from);
        let before = world.state.clone();
        world.log.push(Recorded {
            id: "f-1".try_into().unwrap(),
            actor: actor(party),
            event,
            ..world.log[0].clone()
        });
        let codes: Vec<_> = world.fold().into_iter().map(|one| one.code).collect();
        assert_eq!(codes, [AnomalyCode::WrongParty], "{:?}", world.log.last());
        assert_eq!(world.state, before);
    };
    let decided = |from: &str, party, command| {
        let mut events = stage(from).decide(&actor(party), &command).unwrap();
        events.remove(0)
    };
    // Every act of a unit or a deputy, signed by another unit or deputy.
    let deputies = [
        ("draft", submit()),
        ("draft", Command::Revise(dossier())),
        ("replied", evaluate(LEAD.1, "2024-06-11", Rating::Satisfied)),
        ("closed", look_back(LEAD.1, "2024-12-02", Rating::Satisfied)),
        (
            "registered",
            Command::Void {
                on: day("2024-03-09"),
                cause: VoidCause::Withdrawn {
                    reason: "已经解决".into(),
                },
            },
        ),
    ];
    for (from, command) in deputies {
        forged(from, OTHER_DEPUTY, decided(from, LEAD, command));
    }
    let promised = stage("replied");
    let units = [
        ("assigned", accept(LEAD_UNIT.1)),
        ("assigned", give_back(LEAD_UNIT.1)),
        ("handling", reply(LEAD_UNIT.1, "2024-05-31", AnswerClass::A)),
        ("replied", deliver(LEAD_UNIT.1, "2024-06-03", &[LEAD.1])),
        ("round2", redo(LEAD_UNIT.1, "2024-06-24", RedoStep::Rework)),
        (
            "handling",
            Command::Consult {
                unit: LEAD_UNIT.1.into(),
                on: day("2024-04-10"),
                phase: ConsultPhase::During,
                people: vec![LEAD.1.into()],
                outcome: "同意".into(),
            },
        ),
        (
            "replied",
            Command::ReportProgress {
                unit: LEAD_UNIT.1.into(),
                on: day("2024-08-01"),
                note: "施工中".into(),
            },
        ),
        (
            "replied",
            Command::Fulfil {
                unit: LEAD_UNIT.1.into(),
                on: day("2024-08-01"),
                text: "已完工".into(),
            },
        ),
    ];
    for (from, command) in units {
        forged(from, ASSISTING, decided(from, LEAD_UNIT, command));
    }
    let agrees = opinion(ASSISTING.1, "2024-04-02", true);
    forged(
        "handling",
        LEAD_UNIT,
        decided("handling", ASSISTING, agrees),
    );
    // A co-signer changes who leads; a unit supervises as somebody else.
    let usurped = Dossier {
        lead: CO_SIGNER.1.into(),
        co_signers: vec![LEAD.1.into()],
        ..dossier()
    };
    forged("draft", CO_SIGNER, Event::Revised(usurped));
    let supervise = Command::Supervise {
        on: day("2024-04-10"),
        role: SupervisorRole::Committee,
        form: SupervisionForm::OnSite,
        medium: Medium::Offline,
        by: "财经委".into(),
        people: vec![],
        finding: "无".into(),
    };
    forged(
        "handling",
        LEAD_UNIT,
        decided("handling", OFFICE, supervise),
    );
    // And only the office takes back what others did.
    let reply = promised.latest();
    let undo = Event::Undone(event::Undone { event: reply });
    forged("replied", ASSISTING, undo);
}

#[test]
fn of_two_settlements_the_later_holds() {
    let mut world = stage("contested").then(OFFICE, resolve(4, &[3]));
    let mut other = stage("contested").then(OFFICE, resolve(3, &[4]));
    let mut recorded = other.log.pop().unwrap();
    recorded.id = "f-1".try_into().unwrap();
    world.log.push(recorded);
    assert_eq!(world.fold(), []);
    assert_eq!(world.state().stage.name(), StageName::Screened);
    world.log.swap(4, 5);
    assert_eq!(world.fold(), []);
    assert_eq!(world.state().stage.name(), StageName::NotAccepted);
}

#[test]
fn a_settlement_drops_no_undo_and_no_settlement() {
    let mut world = stage("contested").then(OFFICE, Command::Undo { event: id(3) });
    for target in [5, 6] {
        world.log.push(Recorded {
            id: id(world.log.len() + 1),
            event: Event::Resolved(event::Resolved {
                keep: id(1),
                dropped: vec![id(target)],
                on: day("2024-08-01"),
                reason: "无".into(),
            }),
            ..world.log[2].clone()
        });
    }
    assert_eq!(world.fold(), []);
    let outcomes = world.settled().outcomes;
    assert_eq!(outcomes[4..], [Outcome::Counts; 3]);
    assert_eq!(outcomes[2], Outcome::TakenBack);
}

#[test]
fn the_timeline_says_why_something_does_not_count() {
    let mut world = stage("contested");
    let told = |world: &World| -> Vec<String> {
        let told = timeline(&world.log, &world.settled(), &world.rulebook, Lang::Zh);
        told.into_iter().map(|entry| entry.not_counted).collect()
    };
    let before = told(&world);
    assert_eq!(before[..3], ["", "", ""]);
    assert!(before[3].contains("次序在先"), "{}", before[3]);
    world = world.then(OFFICE, resolve(4, &[3]));
    let after = told(&world);
    assert!(after[2].contains("裁定以另一决定为准"), "{}", after[2]);
    assert_eq!(after[3], "");
    world.apart.set_aside = vec![id(3)];
    assert!(told(&world)[2].contains("隔离"));
}

#[test]
fn rounds_are_the_same_where_single_opinions_never_come() {
    let mut world = stage("round2");
    world.rulebook.least_opinions.value = Count(1);
    let world = world
        .then(LEAD_UNIT, reply(LEAD_UNIT.1, "2024-06-28", AnswerClass::A))
        .then(LEAD, evaluate(LEAD.1, "2024-07-02", Rating::Satisfied))
        .then(OFFICE, close())
        .then(LEAD, look_back(LEAD.1, "2024-12-02", Rating::Dissatisfied))
        .then(OFFICE, announce())
        .then(
            GOVERNMENT,
            Command::Rehandle {
                on: day("2024-12-05"),
                reason: "尚未修复".into(),
            },
        );
    let opinion = |one: &&Recorded| matches!(one.event, Event::Evaluated(_) | Event::LookedBack(_));
    let without: Vec<&Recorded> = world.log.iter().filter(|one| !opinion(one)).collect();
    let (state, anomalies) = replay(&world.id, without.iter().copied());
    assert_eq!(anomalies, []);
    let (here, there) = (world.state(), state.unwrap());
    assert_eq!(there.rounds.len(), 3);
    assert_eq!(
        (&there.stage, &there.announced),
        (&here.stage, &here.announced)
    );
    for (one, other) in there.rounds.iter().zip(&here.rounds) {
        assert_eq!((one.began, &one.lanes), (other.began, &other.lanes));
    }
    let told = there.announced.unwrap();
    assert_eq!((told.round, told.result.each()), (2, [0, 0, 1]));
    assert_eq!(told.process.map(OpinionTotals::each), Some([1, 0, 0]));
}

#[test]
fn nobody_waits_for_opinions_once_their_totals_are_told() {
    let mut world = stage("countable");
    world = world.then(OFFICE, announce());
    world
        .log
        .retain(|one| !matches!(one.event, Event::Evaluated(_)));
    let waits = |world: &World| {
        let all = deadlines(world.state(), &world.rulebook, Calendar::built_in());
        let feedback = DeadlineKind::Rule(RuleCode::Feedback);
        all.iter().any(|one| one.kind == feedback && one.running)
    };
    assert_eq!(world.fold(), []);
    assert!(!waits(&world));
    world.log.pop();
    assert_eq!(world.fold(), []);
    assert!(waits(&world));
}

#[test]
fn an_opinion_taken_back_is_no_contradiction_where_it_never_came() {
    let world = stage("dissatisfied");
    let latest = world.latest();
    let world = world.then(LEAD, Command::Undo { event: latest });
    let held: Vec<&Recorded> = world
        .log
        .iter()
        .filter(|one| !matches!(one.event, Event::Evaluated(_)))
        .collect();
    let (state, anomalies) = replay(&world.id, held.iter().copied());
    assert_eq!(anomalies, []);
    assert_eq!(state.map(|state| state.stage), Some(Stage::Replied));
}

proptest! {
    /// Whatever races are named, of each pair at most one counts; where neither does,
    /// each lost to one that does; and the names may come in any order.
    #[test]
    fn of_each_pair_at_most_one_counts(
        pairs in prop::collection::vec((0..12usize, 0..12usize), 0..20),
        aside in prop::collection::vec(0..12usize, 0..3),
    ) {
        let mut world = stage("looked_back");
        world.rulebook.least_opinions.value = Count(1);
        let world = world.then(OFFICE, announce());
        let refs = world.refs();
        let name = |at: usize| refs.get(at).map_or_else(|| id(99), |one| one.id.clone());
        let mut apart = Apart {
            set_aside: aside.iter().map(|at| name(*at)).collect(),
            races: pairs.iter().map(|(a, b)| (name(*a), name(*b))).collect(),
        };
        apart.set_aside.sort();
        let settled = settle(&refs, &apart);
        let at = |id: &EventId| refs.iter().position(|one| one.id == *id);
        for (a, b) in &apart.races {
            if let (Some(a), Some(b)) = (at(a), at(b)) && a != b {
                let counts = [a, b].map(|at| settled.outcomes[at] == Outcome::Counts);
                prop_assert_ne!(counts, [true, true]);
            }
        }
        for outcome in &settled.outcomes {
            if let Outcome::Lost { to, .. } = outcome {
                prop_assert_eq!(settled.outcomes[*to], Outcome::Counts);
            }
        }
        apart.races.reverse();
        for pair in &mut apart.races {
            *pair = (pair.1.clone(), pair.0.clone());
        }
        prop_assert_eq!(settle(&refs, &apart), settled);
    }
}
