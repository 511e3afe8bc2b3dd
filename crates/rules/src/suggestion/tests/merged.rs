//! Logs brought together, time that did not count, and rates: what holds whatever
//! the order and the days.

use super::world::*;
use crate::answer::{AnswerClass, Rating};
use crate::calendar::{Calendar, Period, Unit};
use crate::ids::EventId;
use crate::rates::Tally;
use crate::rulebook::{Count, Rulebook};
use crate::suggestion::event::{Resumed, Suspended};
use crate::suggestion::limits::Stopped;
use crate::suggestion::state::Suspension;
use crate::suggestion::*;
use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The log of one life, in the order its store received the events.
fn life() -> World {
    let mut world = stage("round2");
    world.rulebook.least_opinions.value = Count(1);
    // Two marked it apart, and the office settled it.
    let mut world = world
        .then(OFFICE, mark_key(Some("张副区长"), None))
        .apart(OFFICE, mark_key(Some("李副主任"), None));
    let (first, second) = world.state().conflicts[0].clone();
    world = world.then(
        OFFICE,
        Command::Resolve {
            keep: second,
            dropped: vec![first],
            on: day("2024-06-21"),
            reason: "由分管领导督办。".into(),
        },
    );
    world
        .then(LEAD_UNIT, redo(LEAD_UNIT.1, "2024-06-24", RedoStep::Rework))
        .then(ASSISTING, opinion(ASSISTING.1, "2024-06-25", true))
        .then(LEAD_UNIT, reply(LEAD_UNIT.1, "2024-06-28", AnswerClass::B))
        .then(
            LEAD_UNIT,
            deliver(LEAD_UNIT.1, "2024-07-01", &[LEAD.1, CO_SIGNER.1]),
        )
        .then(LEAD, evaluate(LEAD.1, "2024-07-02", Rating::Satisfied))
        .then(OFFICE, close())
        .then(LEAD, look_back(LEAD.1, "2024-12-02", Rating::Satisfied))
        .then(
            OFFICE,
            Command::AnnounceOpinions {
                on: day("2024-12-03"),
            },
        )
}

/// What two stores hold of one log, each in the log's order, brought together: by
/// turns, so that the order of each is kept, and ordered by the events' own order
/// where both hold the same one.
fn merge<'l>(
    one: &[&'l Recorded],
    other: &[&'l Recorded],
    order: &BTreeMap<&EventId, usize>,
    picks: &[bool],
) -> Vec<&'l Recorded> {
    let (mut one, mut other) = (one.iter().peekable(), other.iter().peekable());
    let mut picks = picks.iter().copied().cycle();
    let mut merged: Vec<&Recorded> = Vec::new();
    loop {
        let place = |next: Option<&&&'l Recorded>| next.map(|next| order[&next.id]);
        let take_one = match (place(one.peek()), place(other.peek())) {
            (None, None) => return merged,
            (Some(_), None) => true,
            (None, Some(_)) => false,
            // Neither overtakes what the other has not brought yet.
            (Some(a), Some(b)) if a != b => a < b,
            (Some(_), Some(_)) => picks.next().unwrap_or(true),
        };
        let next = if take_one { one.next() } else { other.next() };
        let Some(next) = next else { return merged };
        if !merged.iter().any(|have| have.id == next.id) {
            merged.push(next);
        }
    }
}

static HANDLING: LazyLock<Round> = LazyLock::new(|| stage("handling").state().rounds[0].clone());
static LIFE: LazyLock<World> = LazyLock::new(life);
static ANSWERED: LazyLock<World> = LazyLock::new(|| stage("replied"));

fn round_with(suspensions: &[(NaiveDate, Option<NaiveDate>)]) -> Round {
    let mut round = HANDLING.clone();
    round.suspensions = suspensions
        .iter()
        .map(|(from, until)| Suspension {
            began: Suspended {
                on: *from,
                reason: "等待上级批复".into(),
                consent: "代表工委".into(),
            },
            until: *until,
        })
        .collect();
    round
}

/// A rulebook that lets `longest` not count.
fn book(longest: Period) -> Rulebook {
    let mut book = national();
    book.suspension.value = Some(longest);
    book
}

fn period() -> impl Strategy<Value = Period> {
    prop_oneof![
        (0..130u32).prop_map(Period::working_days),
        (0..200u32).prop_map(Period::calendar_days),
        (0..8u32).prop_map(Period::months),
    ]
}

/// Suspensions one after the other, from a day of 2024 on.
fn suspensions() -> impl Strategy<Value = Vec<(NaiveDate, Option<NaiveDate>)>> {
    (
        0..200u64,
        prop::collection::vec((0..40u64, 0..60u64), 0..4),
        any::<bool>(),
    )
        .prop_map(|(first, spans, open)| {
            let mut at = day("2024-02-01") + Days::new(first);
            let mut times = Vec::new();
            for (gap, length) in spans {
                let from = at + Days::new(gap);
                at = from + Days::new(length);
                times.push((from, Some(at)));
            }
            if let (true, Some(last)) = (open, times.last_mut()) {
                last.1 = None;
            }
            times
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, ..ProptestConfig::default() })]

    #[test]
    fn any_merge_that_keeps_the_order_gives_the_same_state(
        held in prop::collection::vec(0..3u8, 40),
        picks in prop::collection::vec(any::<bool>(), 1..20),
    ) {
        let whole = &*LIFE;
        let order: BTreeMap<_, _> =
            whole.log.iter().enumerate().map(|(place, one)| (&one.id, place)).collect();
        // Each event lies in the first store, in the second, or in both.
        let part = |mine: u8| -> Vec<&Recorded> {
            let log = whole.log.iter().zip(held.iter().cycle());
            log.filter(|(_, held)| **held == mine || **held == 2).map(|(one, _)| one).collect()
        };
        let merged = merge(&part(0), &part(1), &order, &picks);
        let (state, anomalies) = replay(&whole.id, merged);
        prop_assert_eq!(anomalies, []);
        prop_assert_eq!(&state, &whole.state);
    }

    #[test]
    fn a_later_start_is_never_due_earlier_when_time_stops_after_it(
        start in 0..40u64,
        later in 0..40u64,
        period in period(),
        times in suspensions(),
        longest in period(),
    ) {
        let (book, calendar) = (book(longest), Calendar::built_in());
        let times: Vec<_> =
            times.into_iter().filter(|(from, _)| *from > day("2024-04-10")).collect();
        let round = round_with(&times);
        let stopped = Stopped::of(&round, &book, calendar);
        // Time stops only in what was begun: both starts lie before.
        let first = day("2024-01-20") + Days::new(start);
        let second = first + Days::new(later);
        prop_assert!(second < day("2024-04-10"));
        let due = |start| stopped.date(start, period).unwrap().date;
        prop_assert!(due(first) <= due(second), "{first} {second}");
    }

    // The same day (0 days) is no span of time: it does not move on over holidays, while what
    // time that stopped has made longer does.
    #[test]
    fn days_counted_one_by_one_keep_their_order_wherever_time_stops(
        start in 0..300u64,
        later in 0..60u64,
        period in period().prop_filter("days", |one| one.unit != Unit::Months && one.count > 0),
        times in suspensions(),
        longest in period(),
    ) {
        let (book, calendar) = (book(longest), Calendar::built_in());
        let round = round_with(&times);
        let stopped = Stopped::of(&round, &book, calendar);
        let first = day("2024-01-01") + Days::new(start);
        let second = first + Days::new(later);
        let due = |start| stopped.date(start, period).unwrap().date;
        prop_assert!(due(first) <= due(second), "{first} {second}");
    }

    #[test]
    fn time_that_did_not_count_is_never_longer_than_the_rule_allows(
        start in 0..60u64,
        count in 0..200u32,
        times in suspensions(),
        longest in 0..90u32,
    ) {
        let calendar = Calendar::built_in();
        let round = round_with(&times);
        let start = day("2024-01-01") + Days::new(start);
        // Both in days of the calendar, so that the two can be compared.
        let (period, most) = (Period::calendar_days(count), Period::calendar_days(longest));
        let bare = book(Period::calendar_days(0));
        let without = Stopped::of(&round, &bare, calendar).date(start, period).unwrap();
        let book = book(most);
        let with = Stopped::of(&round, &book, calendar).date(start, period).unwrap();
        let ceiling = Period::calendar_days(count + longest);
        let ceiling = Stopped::of(&round_with(&[]), &book, calendar).date(start, ceiling).unwrap();
        prop_assert!(without.date <= with.date);
        prop_assert!(with.date <= ceiling.date);
    }

    #[test]
    fn the_account_leads_to_the_same_day(
        start in 0..200u64,
        period in period(),
        times in suspensions(),
        longest in period(),
    ) {
        let (book, calendar) = (book(longest), Calendar::built_in());
        let round = round_with(&times);
        let stopped = Stopped::of(&round, &book, calendar);
        let start = day("2024-01-01") + Days::new(start);
        let bare = stopped.date(start, period).unwrap();
        let told = stopped.due(crate::rulebook::RuleCode::Reply, start, period).unwrap();
        prop_assert_eq!((told.date, told.provisional), (bare.date, bare.provisional));
        let last = told.steps.last().unwrap();
        prop_assert_eq!(last.date, told.date);
    }

    #[test]
    fn an_added_satisfied_opinion_never_lowers_the_rate(
        rated in prop::collection::vec(prop::option::of(0..3usize), 1..40),
        which in any::<prop::sample::Index>(),
        again in any::<bool>(),
    ) {
        let book = national();
        let rating = |n: usize| Rating::ALL[n];
        let worlds: Vec<Suggestion> = rated
            .iter()
            .map(|given| match given {
                None => ANSWERED.state().clone(),
                Some(n) => rate(&ANSWERED, evaluate(LEAD.1, "2024-06-11", rating(*n))),
            })
            .collect();
        let rate_of = |all: &[Suggestion]| {
            let mut tally = Tally::default();
            all.iter().for_each(|one| tally.add(&one.facts(&book)));
            let rate = tally.rates(&book).satisfied;
            (rate.numerator, rate.denominator)
        };
        let before = rate_of(&worlds);
        let mut after = worlds.clone();
        let which = which.index(after.len());
        let mut more = ANSWERED.clone();
        if let Some(n) = rated[which] {
            more = more.then(LEAD, evaluate(LEAD.1, "2024-06-11", rating(n)));
        }
        let command = if again {
            look_back(CO_SIGNER.1, "2024-06-12", Rating::Satisfied)
        } else {
            evaluate(CO_SIGNER.1, "2024-06-12", Rating::Satisfied)
        };
        after[which] = rate(&more, command);
        let after = rate_of(&after);
        // before ≤ after, as fractions; nothing rated is no rate.
        prop_assert!(before.1 == 0 || before.0 * after.1 <= after.0 * before.1, "{before:?} {after:?}");
    }
}

fn rate(world: &World, command: Command) -> Suggestion {
    let deputy = match &command {
        Command::Evaluate { deputy, .. } | Command::LookBack { deputy, .. } => deputy.as_str(),
        other => panic!("{other:?}"),
    };
    let party = if deputy == LEAD.1 { LEAD } else { CO_SIGNER };
    world.clone().then(party, command).state().clone()
}

#[test]
fn time_that_stops_twice_is_added_up() {
    let times = [("2024-04-01", "2024-04-11"), ("2024-05-01", "2024-05-21")];
    let times = times.map(|(from, until)| (day(from), Some(day(until))));
    let round = round_with(&times);
    let calendar = Calendar::built_in();
    let due = |longest| {
        let book = book(Period::calendar_days(longest));
        let stopped = Stopped::of(&round, &book, calendar);
        let due = stopped
            .date(day("2024-03-11"), Period::calendar_days(60))
            .unwrap();
        due.date.to_string()
    };
    // 10 May, and 10 and 20 days.
    assert_eq!(
        due(90),
        "2024-06-11",
        "9 June is a Sunday, 10 June the Dragon Boat holiday"
    );
    assert_eq!(
        due(15),
        "2024-05-27",
        "10 days and 5 more, 25 May is a Saturday"
    );
    assert_eq!(due(0), "2024-05-10");
}

#[test]
fn what_is_resumed_is_recorded_once() {
    let mut world = stage("suspended").then(OFFICE, resume("2024-04-20"));
    let id = "x-1".try_into().unwrap();
    let body = Resumed {
        on: day("2024-04-25"),
        note: String::new(),
    };
    let mut twice = world.log.last().unwrap().clone();
    (twice.id, twice.event) = (id, Event::Resumed(body));
    world.log.push(twice);
    let (state, anomalies) = replay(&world.id, &world.log);
    assert_eq!(state, world.state);
    let codes: Vec<AnomalyCode> = anomalies.iter().map(|anomaly| anomaly.code).collect();
    assert_eq!(codes, [AnomalyCode::NoChange]);
}
