//! Reports over many suggestions, asked as the app asks them.

#[cfg(test)]
mod support;

#[cfg(test)]
mod tests {
    use super::support::*;
    use huiyin_protocol::report::*;
    use huiyin_protocol::{FailureKind, Push, Reply, Request};
    use huiyin_rules::ids::SuggestionId;
    use huiyin_rules::rulebook::Light;
    use huiyin_rules::suggestion::{
        Arrangement, AssessmentKind, Command, KeyCriterion, PointOpinion, ScreenOutcome,
    };
    use huiyin_rules::verdict::Tally;
    use huiyin_rules::{Actor, AnswerClass, Fraction, Rating};
    use huiyin_store::MemoryStore;

    fn report(engine: &Memory, actor: &Actor, query: ReportQuery) -> ReportView {
        match ask(engine, actor, Request::Report(query)) {
            Ok(Reply::Report(view)) => *view,
            other => panic!("{other:?}"),
        }
    }

    macro_rules! asked {
        ($engine:expr, $actor:expr, $query:expr, $kind:ident) => {
            match report($engine, $actor, $query) {
                ReportView::$kind(view) => view,
                other => panic!("{other:?}"),
            }
        };
    }

    fn workspace(rulebook: &str, today: &str) -> (Memory, World) {
        let world = World::default();
        world.today.set(Some(date(today)));
        let engine = engine_in(&MemoryStore::new(), &world);
        let configure = Request::Configure {
            name: "测试".into(),
            rulebook: rulebook.into(),
        };
        ask(&engine, &office(), configure).unwrap();
        (engine, world)
    }

    fn doing(engine: &Memory, actor: &Actor, id: &SuggestionId, command: Command) {
        let told = format!("{command:?}");
        act(engine, actor, id, command).unwrap_or_else(|failure| panic!("{told}: {failure:?}"));
    }

    /// A suggestion given to one unit on a day.
    fn assigned(engine: &Memory, number: &str, title: &str, to: &str, on: &str) -> SuggestionId {
        let on = date(on);
        let id = create(engine, dossier(title, "刘明"));
        doing(engine, &deputy("刘明"), &id, Command::Submit { on });
        let outcome = ScreenOutcome::Accept;
        let tests = Vec::new();
        doing(
            engine,
            &office(),
            &id,
            Command::Screen { on, outcome, tests },
        );
        let number = number.to_owned();
        doing(engine, &office(), &id, Command::Register { number, on });
        let command = Command::Assign {
            on,
            leader: None,
            arrangement: Arrangement::Joint {
                lead: to.into(),
                assisting: Vec::new(),
            },
            meeting: None,
            level: None,
        };
        doing(engine, &office(), &id, command);
        id
    }

    fn replied(engine: &Memory, id: &SuggestionId, by: &str, on: &str, class: AnswerClass) {
        let accept = Command::Accept {
            unit: by.to_owned(),
            on: date(on),
        };
        doing(engine, &unit(by), id, accept);
        let (_, reply) = step(6, "刘明");
        let command = match reply {
            Command::Reply { promise, text, .. } => Command::Reply {
                unit: by.into(),
                on: date(on),
                class,
                text,
                points: Vec::new(),
                promise: promise.filter(|_| class == AnswerClass::B),
                signed_by: None,
                sealed: false,
                form_enclosed: false,
            },
            other => panic!("{other:?}"),
        };
        doing(engine, &unit(by), id, command);
    }

    fn rated(engine: &Memory, id: &SuggestionId, on: &str, result: Rating) {
        let command = Command::Evaluate {
            deputy: "刘明".into(),
            on: date(on),
            process: Some(result),
            result,
            note: "看结果".into(),
            points: Vec::<PointOpinion>::new(),
            defects: Vec::new(),
        };
        doing(engine, &deputy("刘明"), id, command);
    }

    #[test]
    fn a_quota_names_how_many_are_missing_and_why_these_are_proposed() {
        let (engine, _) = workspace("quanshan", "2026-03-20");
        for year in [2024, 2025] {
            let title = "关于改造泰山路排水管网的建议";
            assigned(
                &engine,
                &format!("{year}-001"),
                title,
                "区水务局",
                &format!("{year}-03-10"),
            );
        }
        let mut ids = Vec::new();
        for n in 1..=95 {
            let title = match n {
                1 => "关于加快泰山路排水管网改造的建议".to_owned(),
                _ => format!(
                    "关于第{n}号事项{}的建议",
                    char::from_u32(0x4e00 + n * 37).unwrap()
                ),
            };
            ids.push(assigned(
                &engine,
                &format!("2026-{n:03}"),
                &title,
                "区水务局",
                "2026-03-10",
            ));
        }
        for id in ids.iter().skip(10).take(8) {
            let command = Command::MarkKey {
                supervisor: Some("王副主任".into()),
                committee: Some("城建委".into()),
                criteria: vec![KeyCriterion::HotIssue],
                reason: "群众关心".into(),
            };
            doing(&engine, &office(), id, command);
        }
        let view = asked!(&engine, &office(), ReportQuery::Key { year: 2026 }, Key);
        assert_eq!(
            (view.total, view.key, view.required, view.missing),
            (95, 8, Some(10), 2)
        );
        assert_eq!(view.arithmetic, "95 × 10% ＝ 9.5，进位为10；现有8件，缺2件");
        assert_eq!(view.alarms[0].rule, "key-quota");
        assert!(view.alarms[0].text.contains("还缺2件"), "{:?}", view.alarms);
        assert!(view.alarms[0].source.contains("10%"));
        assert_eq!(view.alarms.len(), 1, "each has its leader and committee");
        assert_eq!(view.chosen.len(), 8);
        assert_eq!(view.chosen[0].criteria, ["群众关心的焦点热点问题"]);
        assert_eq!(view.committees[0].name, "城建委");
        assert_eq!(view.committees[0].key, 8);
        let first = &view.candidates[0];
        assert_eq!(first.row.number, "2026-001");
        // Quanshan knows what was not solved for years; being raised again is a reason beside it.
        assert_eq!(first.criteria, [KeyCriterion::UnresolvedForYears]);
        assert_eq!(first.reasons.len(), 2);
        let years: Vec<u16> = first.related.iter().map(|other| other.year).collect();
        assert_eq!(years.len(), 2);
        assert!(years.contains(&2024) && years.contains(&2025));
        assert!(first.related.iter().all(|other| other.percent >= 45));
    }

    #[test]
    fn without_a_quota_nothing_is_missing() {
        let (engine, _) = workspace("national", "2026-03-20");
        assigned(
            &engine,
            "2026-001",
            "关于甲的建议",
            "区水务局",
            "2026-03-10",
        );
        let view = asked!(&engine, &office(), ReportQuery::Key { year: 2026 }, Key);
        assert_eq!(
            (view.required, view.missing, view.arithmetic.as_str()),
            (None, 0, "")
        );
        assert!(view.alarms.is_empty());
        assert!(view.rule.contains("未规定"), "{}", view.rule);
    }

    #[test]
    fn the_calendar_has_what_is_due_and_what_is_overdue() {
        let (engine, _) = workspace("national", "2024-03-20");
        let id = assigned(
            &engine,
            "2024-001",
            "关于甲的建议",
            "区水务局",
            "2024-03-08",
        );
        let span = |from: &str, to: &str, mine| ReportQuery::Calendar {
            from: date(from),
            to: date(to),
            mine,
        };
        let view = asked!(
            &engine,
            &office(),
            span("2024-06-01", "2024-06-30", false),
            Calendar
        );
        assert_eq!(view.days.len(), 30);
        let festival = &view.days[9];
        assert_eq!(
            (festival.date, festival.working),
            (date("2024-06-10"), false)
        );
        assert_eq!(
            (festival.name.as_str(), festival.announced),
            ("端午节", true)
        );
        // Three months from 8 March end on a Saturday that the festival's days follow.
        let due: Vec<&CalendarEntry> = view.days.iter().flat_map(|day| &day.entries).collect();
        let reply = due.iter().find(|entry| entry.what == "答复期限").unwrap();
        assert_eq!(
            (reply.due, reply.unit.as_str()),
            (date("2024-06-11"), "区水务局")
        );
        assert_eq!((&reply.id, reply.light), (&id, Light::Normal));
        // The time to give it back is over: it was taken by nobody.
        assert_eq!(view.overdue_total as usize, view.overdue.len());
        assert!(
            view.overdue
                .iter()
                .all(|entry| entry.due < date("2024-06-01"))
        );
        assert!(
            view.overdue
                .iter()
                .any(|entry| entry.light == Light::Overdue)
        );
        let other = unit("区财政局");
        let view = asked!(
            &engine,
            &other,
            span("2024-06-01", "2024-06-30", true),
            Calendar
        );
        assert!(view.days.iter().all(|day| day.entries.is_empty()));
        for (from, to) in [("2024-06-30", "2024-06-01"), ("2024-01-01", "2026-06-01")] {
            let failure = ask(&engine, &office(), Request::Report(span(from, to, false)));
            assert_eq!(failure.unwrap_err().code, "span_unfit");
        }
    }

    #[test]
    fn promises_stay_open_across_years_until_they_are_kept() {
        let (engine, world) = workspace("national", "2024-12-01");
        let id = life(&engine, "关于甲的建议", "刘明", STEPS);
        let all = |kept| ReportQuery::Commitments { kept, unit: None };
        let view = asked!(&engine, &office(), all(false), Commitments);
        assert_eq!(view.counts, [1, 1, 0, 0]);
        world.today.set(Some(date("2026-02-01")));
        let view = asked!(&engine, &office(), all(false), Commitments);
        assert_eq!(view.counts, [1, 1, 1, 0]);
        let row = &view.rows[0];
        assert_eq!(
            (row.carried, row.light, row.what.as_str()),
            (2, Light::Overdue, "年底前完工")
        );
        assert_eq!(row.number, "2024-001", "it keeps its number");
        let progress = Command::ReportProgress {
            unit: "区水务局".into(),
            on: date("2026-01-10"),
            note: "已开工".into(),
        };
        doing(&engine, &unit("区水务局"), &id, progress);
        let view = asked!(&engine, &office(), all(false), Commitments);
        assert_eq!(view.rows[0].progress, (1, "已开工".to_owned()));
        let second = Command::Fulfil {
            unit: "区水务局".into(),
            on: date("2026-01-20"),
            text: "已完工".into(),
        };
        doing(&engine, &unit("区水务局"), &id, second);
        let view = asked!(&engine, &office(), all(false), Commitments);
        assert_eq!((view.counts, view.rows.len()), ([1, 0, 0, 1], 0));
        let view = asked!(&engine, &office(), all(true), Commitments);
        assert_eq!(view.rows[0].kept, Some(date("2026-01-20")));
        assert_eq!(view.rows[0].light, Light::DoneLate);
        assert_eq!(view.years, [(2024, 1, 1, 0)]);
        let others = ReportQuery::Commitments {
            kept: true,
            unit: Some("区财政局".into()),
        };
        assert!(
            asked!(&engine, &office(), others, Commitments)
                .rows
                .is_empty()
        );
    }

    #[test]
    fn the_mid_year_gate_names_the_units_to_warn() {
        let (engine, world) = workspace("malong", "2024-06-20");
        for n in 0..4 {
            let number = format!("2024-{n:03}");
            let id = assigned(
                &engine,
                &number,
                &format!("关于{n}的建议"),
                "区水务局",
                "2024-03-08",
            );
            if n < 3 {
                replied(&engine, &id, "区水务局", "2024-05-20", AnswerClass::A);
            }
        }
        assigned(
            &engine,
            "2024-101",
            "关于乙的建议",
            "区财政局",
            "2024-03-08",
        );
        // Too late to be owed at the gate.
        assigned(
            &engine,
            "2024-102",
            "关于丙的建议",
            "区教体局",
            "2024-06-19",
        );
        let query = ReportQuery::MidYear { year: 2024 };
        let view = asked!(&engine, &office(), query.clone(), MidYear);
        assert_eq!(
            view.gate.map(|day| day.to_string()[..7].to_owned()),
            Some("2024-06".into())
        );
        assert_eq!((view.done, view.passed), (Fraction::new(3, 5), true));
        let lines: Vec<(&str, Fraction, bool)> = view
            .units
            .iter()
            .map(|one| (one.unit.as_str(), one.done, !one.warn.is_empty()))
            .collect();
        assert_eq!(
            lines,
            [
                ("区财政局", Fraction::new(0, 1), true),
                ("区水务局", Fraction::new(3, 4), false)
            ]
        );
        assert_eq!(ledger(&engine, view.units[0].open.clone()).total, 1);
        world.today.set(Some(date("2024-07-20")));
        let view = asked!(&engine, &office(), query, MidYear);
        assert_eq!(view.units[0].overdue, 1, "three months are over");
    }

    #[test]
    fn the_second_evaluation_falls_due_before_the_year_ends() {
        let (engine, world) = workspace("shijingshan", "2024-07-01");
        let first = assigned(
            &engine,
            "2024-001",
            "关于甲的建议",
            "区水务局",
            "2024-03-08",
        );
        replied(&engine, &first, "区水务局", "2024-05-20", AnswerClass::A);
        rated(&engine, &first, "2024-05-27", Rating::Satisfied);
        let other = assigned(
            &engine,
            "2024-002",
            "关于乙的建议",
            "区水务局",
            "2024-03-08",
        );
        replied(&engine, &other, "区水务局", "2024-05-20", AnswerClass::A);
        rated(&engine, &other, "2024-05-28", Rating::Dissatisfied);
        let query = ReportQuery::LookBack { year: 2024 };
        let view = asked!(&engine, &office(), query.clone(), LookBack);
        let row = view
            .rows
            .iter()
            .find(|row| row.row.number == "2024-001")
            .unwrap();
        assert_eq!(row.first, Some(date("2024-05-27")));
        assert_eq!(row.first_due, Some(date("2024-06-11")));
        assert_eq!(
            row.due.map(|due| due.to_string()[..4].to_owned()),
            Some("2024".into())
        );
        assert_eq!((row.light, row.done), (Light::Normal, None));
        assert!(
            view.rules
                .iter()
                .any(|(rule, source)| rule.contains("回头看") && !source.is_empty())
        );
        assert_eq!(view.third_party.len(), 1);
        assert_eq!(view.third_party[0].0.number, "2024-002");
        world.today.set(Some(date("2024-12-30")));
        let looked = Command::LookBack {
            deputy: "刘明".into(),
            on: date("2024-12-20"),
            process: Some(Rating::Satisfied),
            result: Rating::Satisfied,
            note: String::new(),
        };
        doing(&engine, &deputy("刘明"), &first, looked);
        let view = asked!(&engine, &office(), query, LookBack);
        let row = view.rows.last().unwrap();
        assert_eq!(
            (row.row.number.as_str(), row.done),
            ("2024-001", Some(date("2024-12-20")))
        );
        assert_eq!(row.light, Light::Done);
    }

    #[test]
    fn votes_come_with_their_verdict_and_its_arithmetic() {
        let (engine, _) = workspace("national", "2024-12-01");
        let id = life(&engine, "关于甲的建议", "刘明", STEPS);
        let vote = |members| Command::Assess {
            on: date("2024-11-20"),
            kind: AssessmentKind::Vote,
            by: "区人大常委会会议".into(),
            tally: Some(Tally {
                members,
                present: Some(29),
                satisfied: 17,
                basically_satisfied: 11,
                dissatisfied: 1,
                ..Tally::default()
            }),
            finding: String::new(),
        };
        for members in [Some(33), Some(34), None] {
            doing(&engine, &office(), &id, vote(members));
        }
        let view = asked!(&engine, &office(), ReportQuery::Votes { year: None }, Votes);
        let verdicts: Vec<Option<Rating>> = view.rows.iter().map(|row| row.verdict).collect();
        let satisfied = Some(Rating::Satisfied);
        assert_eq!(
            verdicts,
            [satisfied, Some(Rating::BasicallySatisfied), None]
        );
        assert!(view.rows[0].steps.concat().contains("33"));
        assert!(
            view.rows[2].text.contains("没有填写"),
            "{}",
            view.rows[2].text
        );
        let other = ReportQuery::Votes { year: Some(2023) };
        assert!(asked!(&engine, &office(), other, Votes).rows.is_empty());
    }

    #[test]
    fn one_years_report_folds_that_year_only_and_is_kept() {
        let (engine, world) = workspace("malong", "2024-12-01");
        for n in 0..260 {
            let year = if n < 230 { 2023 } else { 2024 };
            let number = format!("{year}-{n:03}");
            assigned(
                &engine,
                &number,
                &format!("关于{n}的建议"),
                "区水务局",
                &format!("{year}-03-08"),
            );
        }
        let progress = |world: &World| -> Vec<(u64, u64)> {
            let pushed = world.pushed.take();
            let progress = pushed.into_iter().filter_map(|push| match push {
                Push::Progress { done, total } => Some((done, total)),
                _ => None,
            });
            progress.collect()
        };
        progress(&world);
        let view = asked!(
            &engine,
            &office(),
            ReportQuery::MidYear { year: 2024 },
            MidYear
        );
        assert_eq!((view.done.denominator, progress(&world)), (30, vec![]));
        asked!(
            &engine,
            &office(),
            ReportQuery::MidYear { year: 2023 },
            MidYear
        );
        assert_eq!(progress(&world), [(200, 230)]);
        asked!(
            &engine,
            &office(),
            ReportQuery::MidYear { year: 2023 },
            MidYear
        );
        assert_eq!(progress(&world), [], "the last report is kept");
        assigned(
            &engine,
            "2023-900",
            "关于新的建议",
            "区水务局",
            "2023-03-09",
        );
        progress(&world);
        let view = asked!(
            &engine,
            &office(),
            ReportQuery::MidYear { year: 2023 },
            MidYear
        );
        assert_eq!(
            (view.done.denominator, progress(&world)),
            (231, vec![(200, 231)])
        );
    }

    #[test]
    fn holidays_are_named_in_the_language_asked_in() {
        let (engine, _) = workspace("national", "2024-03-20");
        let names = |lang| {
            let request = Request::Report(ReportQuery::Calendar {
                from: date("2024-06-09"),
                to: date("2024-06-11"),
                mine: false,
            });
            let asked = huiyin_protocol::Ask {
                lang,
                actor: office(),
                request,
            };
            match futures_lite::future::block_on(engine.handle(asked)) {
                Ok(Reply::Report(view)) => match *view {
                    ReportView::Calendar(view) => view
                        .days
                        .into_iter()
                        .map(|day| day.name)
                        .collect::<Vec<_>>(),
                    other => panic!("{other:?}"),
                },
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(names(huiyin_rules::Lang::Zh), ["", "端午节", ""]);
        assert_eq!(
            names(huiyin_rules::Lang::En),
            ["", "Dragon Boat Festival", ""]
        );
    }

    #[test]
    fn a_report_can_be_stopped() {
        let (engine, _) = workspace("malong", "2024-12-01");
        for n in 0..201 {
            let number = format!("2024-{n:03}");
            assigned(
                &engine,
                &number,
                &format!("关于{n}的建议"),
                "区水务局",
                "2024-03-08",
            );
        }
        let asked = |request| huiyin_protocol::Ask {
            lang: huiyin_rules::Lang::Zh,
            actor: office(),
            request,
        };
        let report = engine.handle(asked(Request::Report(ReportQuery::MidYear { year: 2024 })));
        let cancel = engine.handle(asked(Request::Cancel));
        let (stopped, _) =
            futures_lite::future::block_on(futures_lite::future::zip(report, cancel));
        assert_eq!(stopped.unwrap_err().kind, FailureKind::Cancelled);
        // The next one is not.
        asked!(
            &engine,
            &office(),
            ReportQuery::MidYear { year: 2024 },
            MidYear
        );
    }
}
