use super::*;
use crate::history::History;
use huiyin_log::{Envelope, Line};
use huiyin_rules::suggestion::Apart;
use huiyin_rules::suggestion::StageName;
use std::collections::{BTreeMap, BTreeSet};

fn lines(suggestions: u32, seed: u64) -> Vec<Vec<u8>> {
    let until = NaiveDate::from_ymd_opt(2026, 10, 30).unwrap();
    let demo = Demo::new(Plan {
        suggestions,
        seed,
        until,
    })
    .unwrap();
    demo.collect::<Result<_, _>>().unwrap()
}

#[test]
fn the_same_seed_makes_the_same_bytes_and_another_seed_others() {
    assert_eq!(lines(20, 1), lines(20, 1));
    assert_ne!(lines(20, 1), lines(20, 2));
    assert!(
        lines(0, 1).len() >= 2,
        "an empty workspace still has its name and rulebook"
    );
}

#[test]
fn every_event_is_sound_and_every_stage_is_there() {
    let all = lines(1_500, 42);
    let mut by_aggregate: BTreeMap<String, Vec<&[u8]>> = BTreeMap::new();
    let mut ids = BTreeSet::new();
    for (line, seq) in all.iter().zip(1u64..) {
        let envelope = Envelope::decode(line).unwrap();
        assert!(ids.insert(envelope.id().clone()));
        assert_eq!(envelope.parts().seq, seq);
        let aggregate = Line::read(line).unwrap().aggregate.to_owned();
        by_aggregate.entry(aggregate).or_default().push(line);
    }
    let suggestions = by_aggregate.keys().filter(|one| one.starts_with("s/"));
    assert_eq!(suggestions.count(), 1_500);
    let (mut stages, mut numbers, mut rounds) = (BTreeMap::new(), BTreeSet::new(), 0);
    for (aggregate, lines) in &by_aggregate {
        let Some(id) = aggregate.strip_prefix("s/") else {
            continue;
        };
        let history = History::read(lines.iter().copied(), Apart::default());
        let (state, anomalies) = history.replay(&SuggestionId::try_from(id).unwrap());
        assert!(
            anomalies.is_empty() && history.unknown == 0,
            "{anomalies:?}"
        );
        let state = state.unwrap();
        *stages.entry(state.stage.name()).or_insert(0) += 1;
        rounds += usize::from(state.rounds.len() > 1);
        if let Some(number) = &state.number {
            assert!(numbers.insert(number.clone()), "{number}");
        }
    }
    for stage in [
        StageName::Submitted,
        StageName::NotAccepted,
        StageName::Merged,
        StageName::Assigned,
        StageName::Handling,
        StageName::Replied,
        StageName::Evaluated,
        StageName::Closed,
    ] {
        assert!(
            stages.get(&stage).is_some_and(|count| *count > 0),
            "{stage:?} of {stages:?}"
        );
    }
    let kinds: BTreeSet<String> = all
        .iter()
        .map(|line| Line::read(line).unwrap().kind.to_owned())
        .collect();
    for kind in [
        "points_split",
        "joined",
        "parted",
        "opinion_given",
        "coordinated",
        "supervised",
        "defects_noted",
        "summoned",
        "delivered",
        "redone",
        "assessed",
        "looked_back",
    ] {
        assert!(kinds.contains(kind), "{kind} of {kinds:?}");
    }
    #[cfg(feature = "public")]
    for kind in [
        "deputies_listed",
        "stations_set",
        "codes_issued",
        "voice_received",
        "voice_answered",
        "voice_passed",
        "voice_merged",
        "voice_refused",
        "voice_raised",
        "drive_opened",
        "board_set",
        "items_published",
    ] {
        assert!(kinds.contains(kind), "{kind} of {kinds:?}");
    }
    assert!(rounds > 10 && all.len() > 12_000, "{rounds} {}", all.len());
}
