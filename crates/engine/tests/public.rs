//! The public side in a workspace: stations and codes, voices from the first word to what
//! became of them, drives.
#![cfg(feature = "public")]

#[cfg(test)]
mod support;

#[cfg(test)]
mod tests {
    use super::support::public::*;
    use super::support::*;
    use huiyin_intake::Answer;
    use huiyin_protocol::public::*;
    use huiyin_rules::Rating;
    use huiyin_rules::drive::{DriveQuestion, QuestionKind};
    use huiyin_rules::station::StationKind;
    use huiyin_rules::suggestion::Command;
    use huiyin_rules::voice::{Passed, Via};

    #[test]
    fn stations_stand_as_a_tree_and_say_who_is_placed_nowhere() {
        let (engine, _, _) = workspace();
        let (town, village) = placed(&engine);
        let view = stations(asked(&engine, PublicAsk::Stations));
        let rows: Vec<_> = view
            .rows
            .iter()
            .map(|row| (row.station.name.as_str(), row.depth, row.deputies))
            .collect();
        assert_eq!(rows, [("城关镇站", 0, 2), ("西街社区站", 1, 1)]);
        assert_eq!(view.unplaced, ["李强"]);
        assert_eq!(view.counts[0], (StationKind::Level1, 1));
        assert!(view.may_change);
        let close = |id: &str| PublicAsk::CloseStation {
            id: id.into(),
            reason: "撤并".into(),
        };
        assert_eq!(refused(&engine, close(&town)), "station_still_hangs");
        let view = stations(asked(&engine, close(&village)));
        assert_eq!(view.rows[1].closed.as_deref(), Some("撤并"));
        assert_eq!(view.unplaced, ["王芳", "李强"]);
        let stranger = vec![station(
            "南街站",
            StationKind::Level2,
            Some(&town),
            &["张三"],
        )];
        assert_eq!(
            refused(&engine, PublicAsk::SetStations(stranger)),
            "deputy_not_on_roll"
        );
        let failure = public_as(&engine, &unit("区水务局"), &close(&town)).unwrap_err();
        assert_eq!(failure.code, "order_office_only");
    }

    #[test]
    fn a_pasted_table_is_looked_through_before_it_is_recorded() {
        let (engine, _, _) = workspace();
        let (town, _) = placed(&engine);
        let read = |text: &str| match asked(&engine, PublicAsk::ReadStations(text.into())) {
            PublicReply::StationTable { stations, faults } => (stations, faults),
            other => panic!("{other:?}"),
        };
        let (found, faults) =
            read("名称\t类别\t上级\n东街站\t二级站\t城关镇站\t\t\t李强\n一网格\t网格\t东街站\n");
        assert!(faults.is_empty(), "{faults:?}");
        assert_eq!(found[0].parent.as_deref(), Some(town.as_str()));
        let view = stations(asked(&engine, PublicAsk::SetStations(found)));
        assert_eq!((view.rows.len(), view.unplaced.len()), (4, 0));
        // What each line allows and all together do not: the deputy is placed already.
        let (_, faults) = read("北街站\t二级站\t城关镇站\n南街站\t二级站\t城关镇站\t\t\t李强");
        assert_eq!(faults.len(), 1);
        assert!(
            faults[0].0 == 2 && faults[0].1.contains("李强"),
            "{faults:?}"
        );
    }

    #[test]
    fn codes_lead_to_stations_deputies_and_drives_until_they_are_withdrawn() {
        let (engine, _, _) = workspace();
        let (town, _) = placed(&engine);
        let at = CodeFor {
            station: Some(town.clone()),
            ..CodeFor::default()
        };
        let of = CodeFor {
            deputy: Some("刘明".into()),
            ..CodeFor::default()
        };
        let (station_code, deputy_code) = (code_for(&engine, at.clone()), code_for(&engine, of));
        let view = stations(asked(&engine, PublicAsk::Stations));
        let labels: Vec<_> = view.codes.iter().map(|code| code.label.as_str()).collect();
        assert_eq!(labels, ["城关镇站", "刘明"]);
        assert!(station_code.len() == 10 && station_code != deputy_code);
        assert_eq!(
            refused(&engine, PublicAsk::IssueCodes(vec![CodeFor::default()])),
            "code_for_nobody"
        );
        let withdraw = PublicAsk::WithdrawCode {
            code: deputy_code,
            reason: "印错".into(),
        };
        assert_eq!(
            stations(asked(&engine, withdraw)).codes[1]
                .withdrawn
                .as_deref(),
            Some("印错")
        );
        match asked(&engine, PublicAsk::Codes) {
            PublicReply::Codes(codes) => {
                assert_eq!(codes, [(station_code, "城关镇站".to_owned(), None)])
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_sealed_voice_is_taken_in_once_with_its_pictures() {
        let (engine, _, _) = workspace();
        let (town, _) = placed(&engine);
        let code = code_for(
            &engine,
            CodeFor {
                station: Some(town.clone()),
                deputy: Some("刘明".into()),
                ..CodeFor::default()
            },
        );
        let key = key(&engine);
        assert_eq!(
            key,
            super::support::public::key(&engine),
            "one key, however often it is asked for"
        );
        let mut spoken = said(1, "西街路灯坏了三天，晚上看不见路。");
        spoken.code = Some(code.clone());
        spoken.contact = Some("13812345678".into());
        spoken.pictures = vec![picture(b"one"), picture(b"two"), picture(b"one")];
        let first = sealed(&key, "a", &spoken, 1);
        let (taken, known, refused) =
            take(&engine, vec![first.clone(), sealed(&key, "b", &spoken, 2)]);
        assert_eq!(
            (taken, known, refused),
            (vec!["a".to_owned()], vec!["b".to_owned()], vec![])
        );
        assert_eq!(take(&engine, vec![first]).1, ["a"]);
        let view = inbox(&engine, InboxQuery::default());
        assert_eq!(
            (view.total, view.late, view.acts.is_empty(), view.readable),
            (1, 0, false, true)
        );
        let row = &view.rows[0];
        assert_eq!(
            (row.came_to.as_str(), row.pictures, row.via.as_str()),
            ("城关镇站 · 刘明", 2, "扫码")
        );
        let one = voice(&engine, &row.id);
        assert_eq!(one.contact.as_deref(), Some("13812345678"));
        assert!(
            one.tracked
                && one
                    .pictures
                    .iter()
                    .all(|(_, _, data)| data.starts_with("iVBORw0KGgo"))
        );
        assert_eq!(
            one.may,
            [
                "answer", "pass", "merge", "refuse", "raise", "inform", "join"
            ]
        );
        // One whose code was withdrawn since is taken, and shown so; and one of nobody's.
        asked(
            &engine,
            PublicAsk::WithdrawCode {
                code: code.clone(),
                reason: "搬迁".into(),
            },
        );
        let mut late = said(2, "站点搬到哪里去了？");
        late.code = Some(code);
        let mut odd = said(3, "没有码也要说。");
        odd.code = Some("ZZZZZZZZZZ".into());
        take(
            &engine,
            vec![sealed(&key, "c", &late, 3), sealed(&key, "d", &odd, 4)],
        );
        let view = inbox(&engine, InboxQuery::default());
        let shown: Vec<&str> = view.rows.iter().map(|row| row.came_to.as_str()).collect();
        assert!(
            shown.contains(&"城关镇站 · 刘明（专属码已停用）")
                && shown.contains(&"（未知的专属码）"),
            "{shown:?}"
        );
        assert_eq!(
            stations(asked(&engine, PublicAsk::Stations)).rows[0].voices,
            2
        );
    }

    #[test]
    fn voices_are_dealt_with_one_and_many_at_once() {
        let (engine, _, world) = workspace();
        let (town, village) = placed(&engine);
        let draft = VoiceDraft {
            via: Via::Station,
            station: Some(village),
            deputy: None,
            place: "西街".into(),
            text: "路灯坏了三天，请尽快修好。".into(),
            contact: Some("王女士 13900000000".into()),
            on: "2026-11-30".into(),
        };
        let lamp = record(&engine, draft);
        let (again, noise, other) = (
            recorded(&engine, "路灯坏了三天没有人修。"),
            recorded(&engine, "夜里施工太吵。"),
            recorded(&engine, "物业费太高。"),
        );
        let view = inbox(&engine, InboxQuery::default());
        assert_eq!(
            (view.total, view.late),
            (4, 1),
            "what came yesterday is late today"
        );
        assert_eq!(view.rows[0].id, lamp, "what is late stands first");
        assert_eq!(voice(&engine, &lamp).alike[0].0.id, again);
        assert_eq!(
            acted(
                &engine,
                &[&noise, &other],
                VoiceAct::Answer("已联系。".into())
            ),
            (2, vec![])
        );
        let pass = VoiceAct::Pass {
            to: Passed::Station {
                id: town,
                name: String::new(),
            },
            note: "内部：请核实".into(),
        };
        assert_eq!(acted(&engine, &[&lamp], pass).0, 1);
        let (done, refused) = acted(
            &engine,
            &[&again, &lamp, "nobody"],
            VoiceAct::Merge(lamp.clone()),
        );
        assert_eq!((done, refused.len()), (1, 2));
        assert_eq!(refused[0].0, lamp);
        let refused = acted(&engine, &[&noise], VoiceAct::Refuse("不属于职权".into())).1;
        assert!(
            refused.len() == 1 && refused[0].1.contains("已答复"),
            "{refused:?}"
        );
        acted(
            &engine,
            &[&lamp],
            VoiceAct::Pass {
                to: Passed::Deputy {
                    name: "刘明".into(),
                },
                note: "内部：联系本人".into(),
            },
        );
        let one = voice(&engine, &lamp);
        assert_eq!(one.row.stage.0, "passed");
        let what: Vec<&str> = one.history.iter().map(|step| step.1.as_str()).collect();
        assert_eq!(
            what,
            [
                "收到（进站）",
                "转办：城关镇站",
                "转办说明：内部：请核实",
                "转办：刘明",
                "转办说明：内部：联系本人"
            ]
        );
        assert!(
            one.told
                .iter()
                .all(|step| !step.1.contains("内部") && !step.1.contains("刘明")),
            "{:?}",
            one.told
        );
        assert_eq!(voice(&engine, &again).into.as_deref(), Some(lamp.as_str()));
        let answered = InboxQuery {
            stages: vec!["answered".into()],
            ..InboxQuery::default()
        };
        assert_eq!(inbox(&engine, answered).total, 2);
        let found = |text: &str| {
            inbox(
                &engine,
                InboxQuery {
                    text: text.into(),
                    ..InboxQuery::default()
                },
            )
            .total
        };
        assert_eq!((found("路灯"), found("１３９"), found("没有的")), (2, 1, 0));
        world.today.set(Some(date("2026-12-02")));
        match asked(&engine, PublicAsk::Counts) {
            PublicReply::Counts(counts) => {
                assert_eq!((counts.total, counts.same_day), (4, (3, 4)));
                assert_eq!(
                    counts.months,
                    [("2026-11".to_owned(), 1, 0), ("2026-12".to_owned(), 3, 4)]
                );
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_suggestion_is_raised_of_voices_and_what_becomes_of_it_is_told() {
        let (engine, _, _) = workspace();
        placed(&engine);
        let key = key(&engine);
        let mut first = said(1, "西街路灯坏了，找王先生13812345678。");
        first.contact = Some("13812345678".into());
        take(
            &engine,
            vec![
                sealed(&key, "a", &first, 1),
                sealed(&key, "b", &said(2, "路灯不亮。"), 2),
            ],
        );
        let voices: Vec<String> = inbox(&engine, InboxQuery::default())
            .rows
            .into_iter()
            .map(|row| row.id)
            .collect();
        let raise = |voices: &[String], deputies: &[&str]| PublicAsk::Raise {
            voices: voices.to_vec(),
            title: "关于修复西街路灯的建议".into(),
            text: "路灯多处损坏，建议尽快修复。".into(),
            category: "城乡建设".into(),
            deputies: deputies.iter().map(|one| (*one).to_owned()).collect(),
        };
        assert!(public_as(&engine, &office(), &raise(&voices, &[])).is_err());
        let bad = [voices.clone(), vec!["nobody".into()]].concat();
        assert_eq!(refused(&engine, raise(&bad, &["刘明"])), "no_such_voice");
        assert!(
            inbox(&engine, InboxQuery::default())
                .rows
                .iter()
                .all(|row| row.stage.0 == "new"),
            "all or none"
        );
        let id = match asked(&engine, raise(&voices, &["刘明", "王芳"])) {
            PublicReply::Raised { suggestion } => suggestion,
            other => panic!("{other:?}"),
        };
        let view = item(&engine, &office(), &id);
        assert_eq!(
            (view.row.lead.as_str(), view.row.category.as_str()),
            ("刘明", "城乡建设")
        );
        assert_eq!(view.dossier.origins.len(), 2);
        assert!(
            view.dossier
                .origins
                .iter()
                .all(|one| one.starts_with("民意 2026-12-01") && !one.contains("138")),
            "{:?}",
            view.dossier.origins
        );
        let one = voice(&engine, &voices[0]);
        assert_eq!(
            one.suggestion.as_ref().map(|one| one.1.as_str()),
            Some("关于修复西街路灯的建议")
        );
        // Told once, until something more happens.
        let told = tell(&engine);
        assert_eq!(told.len(), 2);
        assert!(
            told.iter()
                .all(|(_, text)| text.contains("\"stage\":\"raised\""))
        );
        asked(&engine, PublicAsk::Told(told));
        assert!(tell(&engine).is_empty());
        for number in 0..7 {
            let (actor, command) = step(number, "刘明");
            let command = match command {
                Command::Screen { on, outcome, .. } => Command::Screen {
                    on,
                    outcome,
                    tests: Vec::new(),
                },
                other => other,
            };
            act(&engine, &actor, &id, command).unwrap();
        }
        let told = tell(&engine);
        assert!(
            told.len() == 2
                && told
                    .iter()
                    .all(|(_, text)| text.contains("已交承办单位办理")
                        && text.contains("作出答复")
                        && !text.contains("区水务局")
                        && !text.contains("2024-001")),
            "{told:?}"
        );
        asked(&engine, PublicAsk::Told(told));
        // Rated by one of the two, and told back to that one alone.
        let rate = |name: &str, number: u8| {
            (
                name.to_owned(),
                hash(number),
                Rating::Satisfied,
                "谢谢".to_owned(),
            )
        };
        let (taken_, known, refused_) = taken(asked(
            &engine,
            PublicAsk::TakeRatings(vec![rate("r1", 1), rate("r2", 9)]),
        ));
        assert_eq!((taken_.len(), known.len(), refused_.len()), (1, 0, 1));
        assert_eq!(
            taken(asked(&engine, PublicAsk::TakeRatings(vec![rate("r1", 1)]))).1,
            ["r1"]
        );
        let told = tell(&engine);
        assert!(
            told.len() == 1
                && told[0].0 == hash(1)
                && told[0].1.contains("\"rated\":\"satisfied\""),
            "{told:?}"
        );
    }

    fn question(text: &str, kind: QuestionKind, options: &[&str]) -> DriveQuestion {
        DriveQuestion {
            id: String::new(),
            text: text.into(),
            kind,
            options: options.iter().map(|one| (*one).to_owned()).collect(),
            required: kind == QuestionKind::Choice,
        }
    }

    fn drive(reply: PublicReply) -> DriveView {
        match reply {
            PublicReply::Drive(view) => *view,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_drive_is_answered_and_summed_up() {
        let (engine, _, _) = workspace();
        let key = key(&engine);
        let draft = DriveDraft {
            title: "停车管理立法征询".into(),
            intro: String::new(),
            questions: vec![
                question("是否赞成？", QuestionKind::Choice, &["赞成", "反对"]),
                question("还有什么意见？", QuestionKind::Text, &[]),
            ],
            opens: "2026-12-01".into(),
            closes: "2026-12-31".into(),
        };
        let opened = drive(asked(&engine, PublicAsk::OpenDrive(draft)));
        let (id, code) = (opened.row.id.clone(), opened.code.unwrap());
        assert!(opened.row.open && code.drive.as_deref() == Some(id.as_str()));
        match asked(&engine, PublicAsk::Codes) {
            PublicReply::Codes(codes) => assert!(
                codes[0]
                    .2
                    .as_deref()
                    .unwrap()
                    .contains("\"closes\":\"2026-12-31\"")
            ),
            other => panic!("{other:?}"),
        }
        let answered = |number: u8, chosen: Vec<u32>, text: &str| {
            let mut one = said(number, "");
            one.drive = Some(id.clone());
            one.code = Some(code.code.clone());
            one.answers = vec![Answer {
                question: "q1".into(),
                chosen,
                text: String::new(),
            }];
            if !text.is_empty() {
                one.answers.push(Answer {
                    question: "q2".into(),
                    chosen: Vec::new(),
                    text: text.into(),
                });
            }
            sealed(&key, &number.to_string(), &one, number)
        };
        let mut sent: Vec<_> = (1..=12)
            .map(|n| {
                answered(
                    n,
                    vec![u32::from(n > 6)],
                    if n == 1 { "收费要公开" } else { "" },
                )
            })
            .collect();
        sent.push(answered(13, vec![7], ""));
        sent.push(answered(14, vec![], ""));
        let (taken, _, refused) = take(&engine, sent);
        assert_eq!((taken.len(), refused.len()), (12, 2));
        assert_eq!(
            inbox(&engine, InboxQuery::default()).total,
            0,
            "answers without words are no letters"
        );
        assert_eq!(
            inbox(
                &engine,
                InboxQuery {
                    drive: Some(id.clone()),
                    ..InboxQuery::default()
                }
            )
            .total,
            12
        );
        let view = drive(asked(&engine, PublicAsk::Drive(id.clone())));
        assert_eq!(
            (view.row.answers, view.code.unwrap().voices),
            (Some(12), 12)
        );
        assert_eq!(view.questions[0].counts, [Some(6), Some(6)]);
        assert_eq!(
            (view.questions[1].answered, view.questions[1].texts.clone()),
            (None, vec!["收费要公开".to_owned()])
        );
        let closed = drive(asked(
            &engine,
            PublicAsk::CloseDrive {
                id: id.clone(),
                reason: "已满".into(),
            },
        ));
        assert_eq!(
            (closed.closed.as_deref(), closed.row.closes.as_str()),
            (Some("已满"), "2026-12-01")
        );
        match asked(&engine, PublicAsk::Drives) {
            PublicReply::Drives(rows) => assert_eq!((rows.len(), rows[0].answers), (1, Some(12))),
            other => panic!("{other:?}"),
        }
    }
}
