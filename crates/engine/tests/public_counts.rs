//! What is counted of voices: every number that leads somewhere leads to a list as long.
#![cfg(feature = "public")]

#[cfg(test)]
mod support;

#[cfg(test)]
mod tests {
    use super::support::public::*;
    use super::support::*;
    use huiyin_intake::Answer;
    use huiyin_protocol::public::*;
    use huiyin_rules::drive::{DriveQuestion, QuestionKind};
    use huiyin_rules::voice::{Passed, Via};

    #[test]
    fn every_number_leads_to_a_list_as_long() {
        let (engine, _, world) = workspace();
        let (town, village) = placed(&engine);
        let draft = |station: Option<&str>, deputy: Option<&str>, text: &str| VoiceDraft {
            via: Via::Station,
            station: station.map(str::to_owned),
            deputy: deputy.map(str::to_owned),
            place: String::new(),
            text: text.into(),
            contact: None,
            on: String::new(),
        };
        let at_village = record(&engine, draft(Some(&village), None, "路灯坏了。"));
        record(&engine, draft(Some(&town), Some("刘明"), "井盖松动。"));
        let nowhere = record(&engine, draft(None, Some("王芳"), "公交太少。"));
        // Passed to the town, and to a deputy.
        let passes = [
            Passed::Station {
                id: town.clone(),
                name: String::new(),
            },
            Passed::Deputy {
                name: "刘明".into(),
            },
        ];
        for to in passes {
            let note = String::new();
            acted(&engine, &[&nowhere], VoiceAct::Pass { to, note });
        }
        // Answers to a drive without words of their own are not in the inbox.
        let drive = match asked(
            &engine,
            PublicAsk::OpenDrive(DriveDraft {
                title: "停车".into(),
                intro: String::new(),
                questions: vec![DriveQuestion {
                    id: String::new(),
                    text: "赞成吗？".into(),
                    kind: QuestionKind::Choice,
                    options: vec!["赞成".into(), "不赞成".into()],
                    required: true,
                }],
                opens: "2026-12-01".into(),
                closes: "2026-12-31".into(),
            }),
        ) {
            PublicReply::Drive(view) => view.row.id,
            other => panic!("{other:?}"),
        };
        let mut answer = said(9, "");
        answer.drive = Some(drive);
        answer.answers = vec![Answer {
            question: "q1".into(),
            chosen: vec![0],
            text: String::new(),
        }];
        let key = key(&engine);
        assert_eq!(take(&engine, vec![sealed(&key, "a", &answer, 1)]).0, ["a"]);

        world.today.set(Some(date("2026-12-02")));
        let total = |query: InboxQuery| inbox(&engine, query).total;
        let PublicReply::Counts(counts) = asked(&engine, PublicAsk::Counts) else {
            panic!("no counts");
        };
        assert_eq!(counts.total, total(InboxQuery::default()));
        assert_eq!(counts.total, 3);
        for (name, _, count) in &counts.stages {
            let stages = vec![name.clone()];
            let query = InboxQuery {
                stages,
                ..InboxQuery::default()
            };
            assert_eq!(*count, total(query), "{name}");
        }
        let tree = stations(asked(&engine, PublicAsk::Stations));
        let of_station = |id: &str| InboxQuery {
            station: Some(id.into()),
            ..InboxQuery::default()
        };
        for (id, name, count) in &counts.stations {
            assert_eq!(*count, total(of_station(id)), "{name}");
            let row = tree.rows.iter().find(|row| row.station.id == *id);
            assert_eq!(row.map(|row| row.voices), Some(*count), "{name}");
        }
        let listed: Vec<(&str, u32)> = counts
            .stations
            .iter()
            .map(|(id, _, count)| (id.as_str(), *count))
            .collect();
        assert_eq!(listed, [(town.as_str(), 3), (village.as_str(), 1)]);
        for (at, name) in tree.deputies.iter().enumerate() {
            let query = InboxQuery {
                deputy: Some(name.clone()),
                ..InboxQuery::default()
            };
            let counted = counts.deputies.iter().find(|(other, _)| other == name);
            assert_eq!(tree.with_deputies[at], total(query), "{name}");
            assert_eq!(
                tree.with_deputies[at],
                counted.map_or(0, |(_, count)| *count)
            );
        }
        // Only late ones: each tab says how many it lists.
        let late = |stages: &[&str]| InboxQuery {
            stages: stages.iter().map(|one| (*one).to_owned()).collect(),
            late: true,
            ..InboxQuery::default()
        };
        let view = inbox(&engine, late(&[]));
        assert_eq!((view.total, view.late), (2, 2));
        for (name, _, count) in &view.stages {
            assert_eq!(*count, total(late(&[name])), "{name}");
        }
        assert!(view.rows.iter().any(|row| row.id == at_village));
        // A closed station that is asked for keeps its name among the choices.
        let close = PublicAsk::CloseStation {
            id: village.clone(),
            reason: "撤并".into(),
        };
        asked(&engine, close);
        let named = |view: InboxView| view.stations.iter().any(|(id, _)| *id == village);
        assert!(named(inbox(&engine, of_station(&village))));
        assert!(!named(inbox(&engine, InboxQuery::default())));
        // Who may not know is told nothing instead of noughts.
        let unit = unit("区水务局");
        match public_as(&engine, &unit, &PublicAsk::Stations).unwrap() {
            PublicReply::Stations(view) => {
                assert!(!view.told && view.with_deputies.is_empty() && view.codes.is_empty());
            }
            other => panic!("{other:?}"),
        }
        match public_as(&engine, &unit, &PublicAsk::Drives).unwrap() {
            PublicReply::Drives(rows) => assert_eq!(rows[0].answers, None),
            other => panic!("{other:?}"),
        }
        match public_as(&engine, &unit, &PublicAsk::Counts).unwrap() {
            PublicReply::Counts(view) => assert!(!view.readable && view.total == 0),
            other => panic!("{other:?}"),
        }
    }
}
