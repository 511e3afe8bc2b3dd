//! What holds for every history, by chance-made ones.

use super::world::*;
use crate::actor::Role;
use crate::answer::{AnswerClass, Rating};
use crate::calendar::Period;
use crate::rulebook::Count;
use crate::suggestion::event::Undone;
use crate::suggestion::*;
use chrono::Days;
use proptest::prelude::*;

/// One step of a made history: which party, which of the actions open to it, and
/// a number its payload is made from.
type Step = (usize, usize, u32);

fn steps() -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec((0..PARTIES.len(), 0..64usize, 0..1000u32), 1..60)
}

fn units(n: u32) -> Arrangement {
    let all = [LEAD_UNIT.1, ASSISTING.1, OTHER_UNIT.1].map(str::to_owned);
    let [a, b, c] = all;
    match n % 4 {
        0 => Arrangement::Joint {
            lead: a,
            assisting: vec![b],
        },
        1 => Arrangement::Joint {
            lead: b,
            assisting: vec![],
        },
        2 => Arrangement::Separate {
            units: vec![a, b, c],
        },
        _ => Arrangement::Separate { units: vec![c, a] },
    }
}

fn rating(n: u32) -> Rating {
    Rating::ALL[n as usize % 3]
}

fn class(n: u32) -> AnswerClass {
    AnswerClass::ALL[n as usize % 4]
}

fn other(n: u32) -> crate::ids::SuggestionId {
    format!("s-{}", n % 3 + 1).as_str().try_into().unwrap()
}

/// A command of that kind, most often one that is accepted: days go forward with
/// the history, and now and then one goes back.
fn command(action: Action, world: &World, name: &str, n: u32) -> Command {
    let forward = day("2024-01-02") + Days::new(world.log.len() as u64 * 2);
    let on = if n.is_multiple_of(17) {
        forward - Days::new(30)
    } else {
        forward
    };
    let (unit, reason) = (name.to_owned(), "理由".to_owned());
    match action {
        Action::Draft => Command::Draft(dossier()),
        Action::Revise => Command::Revise(Dossier {
            title: format!("第{n}稿"),
            ..dossier()
        }),
        Action::Submit => Command::Submit { on },
        Action::Screen => Command::Screen {
            on,
            outcome: match n % 12 {
                0 => ScreenOutcome::SendBack { note: reason },
                1 => ScreenOutcome::Merge {
                    into: "s-2".try_into().unwrap(),
                },
                2 => ScreenOutcome::NotAccept {
                    reason: NotAcceptedReason::Empty,
                    note: reason,
                },
                _ => ScreenOutcome::Accept,
            },
            tests: Vec::new(),
        },
        Action::Register => Command::Register {
            number: n.to_string(),
            on,
        },
        Action::Enter => Command::Enter(Box::new(LedgerRecord {
            key: n.is_multiple_of(5).then_some(None),
            arrangement: (!n.is_multiple_of(7)).then(|| units(n)),
            consulted: n.is_multiple_of(3).then_some(None),
            class: n.is_multiple_of(2).then(|| class(n)),
            rating: n.is_multiple_of(6).then(|| rating(n / 6)),
            ..record()
        })),
        Action::MarkKey => Command::MarkKey {
            supervisor: n.is_multiple_of(2).then_some(reason),
            committee: None,
            criteria: Vec::new(),
            reason: String::new(),
        },
        Action::UnmarkKey => Command::UnmarkKey { reason },
        Action::Assign => Command::Assign {
            on,
            leader: None,
            arrangement: units(n),
            meeting: None,
            level: None,
        },
        Action::Accept => Command::Accept { unit, on },
        Action::Return => Command::Return {
            unit,
            on,
            reason,
            consent: None,
        },
        Action::Extend => Command::Extend {
            on,
            by: Period::months(n % 3),
            consent: reason.clone(),
            reason,
        },
        Action::Consult => Command::Consult {
            unit,
            on,
            phase: ConsultPhase::During,
            people: vec![LEAD.1.into()],
            outcome: reason,
        },
        Action::Remind => Command::Remind {
            unit: None,
            on,
            channel: Channel::OnSite,
            note: reason,
        },
        Action::Reply => reply(&unit, &on.to_string(), class(n)),
        Action::Evaluate => evaluate(&unit, &on.to_string(), rating(n)),
        Action::Rehandle => Command::Rehandle { on, reason },
        Action::Close => Command::Close {
            on,
            despite: n.is_multiple_of(4).then_some(reason),
        },
        Action::ReportProgress => Command::ReportProgress {
            unit,
            on,
            note: reason,
        },
        Action::Fulfil => Command::Fulfil {
            unit,
            on,
            text: reason,
        },
        Action::Void => {
            let cause = match world.state.as_ref().and_then(|state| state.source.clone()) {
                Some(source) if n.is_multiple_of(2) => VoidCause::ImportUndone {
                    import: source.import,
                },
                Some(_) | None => VoidCause::Withdrawn { reason },
            };
            Command::Void { on, cause }
        }
        Action::SplitPoints => Command::SplitPoints {
            points: (0..n % 4).map(|n| format!("要点{n}")).collect(),
        },
        Action::Join => Command::Join { with: other(n), on },
        Action::Part => Command::Part {
            with: other(n),
            reason,
        },
        Action::GiveOpinion => Command::GiveOpinion {
            unit,
            on,
            text: reason,
            agrees: n.is_multiple_of(2),
        },
        Action::Coordinate => Command::Coordinate {
            on,
            outcome: reason,
        },
        Action::Suspend => Command::Suspend {
            on,
            consent: reason.clone(),
            reason,
        },
        Action::Resume => Command::Resume { on, note: reason },
        Action::Deliver => Command::Deliver {
            unit,
            on,
            deputies: if n.is_multiple_of(2) {
                vec![LEAD.1.into()]
            } else {
                vec![LEAD.1.into(), CO_SIGNER.1.into()]
            },
        },
        Action::NoteDefects => Command::NoteDefects {
            unit: LEAD_UNIT.1.into(),
            on,
            defects: vec![Defect::ALL[n as usize % 5]],
            note: reason,
        },
        Action::Summon => Command::Summon {
            unit: LEAD_UNIT.1.into(),
            on,
            by: name.into(),
            people: vec![],
            outcome: reason,
        },
        Action::Supervise => Command::Supervise {
            on,
            role: SupervisorRole::ALL[n as usize % 6],
            form: SupervisionForm::ALL[n as usize % 5],
            medium: Medium::Offline,
            by: name.into(),
            people: vec![],
            finding: reason,
        },
        Action::Redo => Command::Redo {
            unit,
            on,
            step: RedoStep::ALL[n as usize % 3],
            people: vec![LEAD.1.into()],
            evidence: reason,
        },
        Action::LookBack => look_back(&unit, &on.to_string(), rating(n)),
        Action::Assess => Command::Assess {
            on,
            kind: AssessmentKind::ALL[n as usize % 4],
            by: name.into(),
            tally: (!n.is_multiple_of(3)).then(|| tally(n % 30, n % 7, 1 + n % 2)),
            finding: reason,
        },
        Action::AnnounceOpinions => Command::AnnounceOpinions { on },
        Action::Resolve => {
            let (keep, dropped) = world.state.as_ref().map_or_else(
                || ("e-1".try_into().unwrap(), Vec::new()),
                |state| match state.conflicts.first() {
                    Some((a, b)) if n.is_multiple_of(2) => (a.clone(), vec![b.clone()]),
                    Some((a, b)) => (b.clone(), vec![a.clone()]),
                    None => ("e-1".try_into().unwrap(), Vec::new()),
                },
            );
            Command::Resolve {
                keep,
                dropped,
                on,
                reason,
            }
        }
        Action::Undo => {
            let latest = world.state.as_ref().and_then(|state| state.latest.clone());
            let event = latest.map_or_else(|| "e-0".try_into().unwrap(), |(event, _)| event);
            Command::Undo { event }
        }
    }
}

/// Takes one step; says what was asked of whom and whether it was done.
fn take(world: &mut World, (who, pick, n): Step) -> Option<(Command, bool)> {
    let (_, party) = PARTIES[who];
    let me = actor(party);
    let open: Vec<Action> = world
        .with(&me, |ctx| actions(world.state.as_ref(), ctx))
        .into_iter()
        .filter(|(action, answer)| {
            // These end a history; they come rarely enough for it to grow.
            let ends = matches!(action, Action::Void | Action::Undo);
            answer.is_ok() && (!ends || n.is_multiple_of(9))
        })
        .map(|(action, _)| action)
        .collect();
    let action = *open.get(pick % open.len().max(1))?;
    let command = command(action, world, party.1, n);
    let done = world.act(&me, &command).is_ok();
    Some((command, done))
}

/// A world in which everything may happen, time that stops and totals told included.
fn beginning() -> World {
    let mut world = World::new();
    world.rulebook.suspension.value = Some(Period::calendar_days(20));
    world.rulebook.least_opinions.value = Count(1);
    world
}

fn history(steps: Vec<Step>) -> World {
    let mut world = beginning();
    for step in steps {
        take(&mut world, step);
    }
    world
}

/// The state by folding one event after the other, refolding where told to.
fn incrementally(world: &World) -> Option<Suggestion> {
    let mut state = None;
    for (index, recorded) in world.log.iter().enumerate() {
        match apply(&world.id, &mut state, recorded) {
            Applied::Folded => {}
            Applied::SetAside(anomaly) => panic!("{anomaly:?}"),
            Applied::Refold => state = replay(&world.id, &world.log[..=index]).0,
        }
    }
    state
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    // `World::record` asserts at every step that what was decided folds without an anomaly.
    #[test]
    fn folding_one_by_one_is_folding_all(steps in steps()) {
        let world = history(steps);
        prop_assert_eq!(incrementally(&world), world.state);
    }

    #[test]
    fn what_is_not_permitted_is_refused_for_the_same_reason(steps in steps(), n in 0..1000u32) {
        let world = history(steps);
        for (_, party) in PARTIES {
            for action in Action::ALL {
                let command = command(action, &world, party.1, n);
                let decided = world.decide(&actor(party), &command);
                if let Err(refusal) = world.permit(party, action) {
                    prop_assert_eq!(decided, Err(refusal));
                }
            }
        }
    }

    #[test]
    fn taking_back_the_latest_restores_the_state_before(steps in steps()) {
        let mut world = history(steps);
        let Some((latest, _)) = world.state.as_ref().and_then(|state| state.latest.clone()) else {
            return Ok(());
        };
        let before: Vec<Recorded> =
            world.log.iter().filter(|recorded| recorded.id != latest).cloned().collect();
        world.record(&actor(OFFICE), Event::Undone(Undone { event: latest }));
        prop_assert_eq!(&world.state, &replay(&world.id, &before).0);
    }

    #[test]
    fn old_rounds_never_change(steps in steps()) {
        let mut world = beginning();
        for step in steps {
            let before = world.state.clone();
            let Some((command, true)) = take(&mut world, step) else { continue };
            let (Some(before), Some(after)) = (before, world.state.as_ref()) else { continue };
            if command.action() == Action::Undo || before.rounds.is_empty() {
                continue;
            }
            let old = if after.rounds.len() > before.rounds.len() {
                &before.rounds[..]
            } else {
                &before.rounds[..before.rounds.len() - 1]
            };
            prop_assert_eq!(old, &after.rounds[..old.len()]);
        }
    }

    #[test]
    fn logs_brought_together_in_any_order_fold(
        one in steps(),
        other in steps(),
        order in prop::collection::vec(any::<prop::sample::Index>(), 0..120),
        races in prop::collection::vec(any::<(prop::sample::Index, prop::sample::Index)>(), 0..6),
        aside in prop::collection::vec(any::<prop::sample::Index>(), 0..4),
    ) {
        let (one, other) = (history(one), history(other));
        let mut events: Vec<Recorded> = one.log.clone();
        events.extend(other.log.iter().cloned().map(|mut recorded| {
            // Half of them keep an identity the first log uses too.
            if recorded.id.as_str().len() % 2 == 0 {
                recorded.id = format!("o-{}", recorded.id).as_str().try_into().unwrap();
            }
            recorded
        }));
        let shuffled: Vec<&Recorded> = order
            .iter()
            .filter(|_| !events.is_empty())
            .map(|index| index.get(&events))
            .collect();
        let mut apart = Apart::default();
        if !shuffled.is_empty() {
            let name = |at: &prop::sample::Index| at.get(&shuffled).id.clone();
            apart.races = races.iter().map(|(a, b)| (name(a), name(b))).collect();
            apart.set_aside = aside.iter().map(name).collect();
            apart.set_aside.sort();
        }
        let settled = settle(&shuffled, &apart);
        let (state, anomalies) = replay_settled(&one.id, &shuffled, &settled);
        prop_assert!(anomalies.len() <= shuffled.len());
        let counted = |id: &crate::ids::EventId| {
            let mut all = shuffled.iter().zip(&settled.outcomes);
            all.any(|(one, outcome)| one.id == *id && *outcome == Outcome::Counts)
        };
        let latest = state.as_ref().and_then(|state| state.latest.as_ref());
        prop_assert!(latest.is_none_or(|(latest, _)| counted(latest)));
        let owned: Vec<Recorded> = shuffled.into_iter().cloned().collect();
        let told = timeline(&owned, &settled, &one.rulebook, crate::Lang::Zh);
        prop_assert_eq!(told.len(), owned.len());
        if let Some(state) = &state {
            let calendar = crate::Calendar::built_in();
            for deadline in deadlines(state, &one.rulebook, calendar) {
                prop_assert!(!deadline.due.steps.is_empty());
            }
            let numbered = state.number.is_some();
            prop_assert!(!state.stage.name().counts() || numbered, "what counts has a number");
        }
    }

    #[test]
    fn the_next_due_day_is_the_same_with_and_without_its_account(steps in steps()) {
        let world = history(steps);
        if let Some(state) = &world.state {
            let calendar = crate::Calendar::built_in();
            let all = deadlines(state, &world.rulebook, calendar);
            let told = next_deadline(&all).map(|next| (next.kind, next.due.date, next.due.provisional));
            let bare = next_due(state, &world.rulebook, calendar);
            prop_assert_eq!(bare.map(|(kind, due)| (kind, due.date, due.provisional)), told);
        }
    }

    #[test]
    fn only_what_did_not_satisfy_deputies_or_a_vote_is_followed_by_another_round(steps in steps()) {
        let mut world = beginning();
        for step in steps {
            let before = world.state.clone();
            let did = take(&mut world, step);
            let rounds = |state: &Option<Suggestion>| state.as_ref().map_or(0, |one| one.rounds.len());
            if rounds(&before) == 0 || rounds(&world.state) <= rounds(&before) {
                continue;
            }
            let Some((Command::Rehandle { .. }, true)) = did else {
                panic!("another round by {did:?}");
            };
            let before = before.unwrap();
            let round = before.round().unwrap();
            let voted = before.voted(&world.rulebook).map(|(_, rating)| rating);
            prop_assert!(
                round.rating() == Some(Rating::Dissatisfied)
                    || round.look_back_dissatisfied()
                    || voted == Some(Rating::Dissatisfied),
                "{:?}, {voted:?}", round.rating()
            );
        }
    }
}

/// The made histories reach the depths the properties speak of.
#[test]
fn made_histories_go_deep() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let (mut again, mut closed, mut reassigned, mut kept) = (0, 0, 0, 0);
    let (mut opinions, mut stopped, mut looked_back, mut delivered) = (0, 0, 0, 0);
    let mut announced = 0;
    for _ in 0..300 {
        let world = history(steps().new_tree(&mut runner).unwrap().current());
        let Some(state) = &world.state else { continue };
        again += u32::from(state.rounds.len() > 1);
        closed += u32::from(state.stage.name() == StageName::Closed);
        announced += u32::from(state.announced.is_some());
        let returned = |round: &Round| !round.returns.is_empty() && !round.given_back();
        reassigned += u32::from(state.rounds.iter().any(returned));
        let any = |has: fn(&Round) -> bool| u32::from(state.rounds.iter().any(has));
        kept += any(|round| !round.fulfilled.is_empty());
        opinions += any(|round| !round.opinions.is_empty());
        stopped += any(|round| !round.suspensions.is_empty());
        looked_back += any(|round| !round.look_backs.is_empty());
        delivered += any(|round| !round.delivered.is_empty());
    }
    let reached = [
        again,
        closed,
        reassigned,
        kept,
        opinions,
        stopped,
        looked_back,
        delivered,
        announced,
    ];
    assert!(reached.iter().all(|count| *count > 0), "{reached:?}");
}

#[test]
fn roles_have_a_party_each() {
    for role in Role::ALL {
        assert!(PARTIES.iter().any(|(_, (of, _))| *of == role));
    }
}
