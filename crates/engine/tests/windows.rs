//! Evaluation windows, what waits for whom, and what stays in a unit's view.

#[cfg(test)]
mod support;

#[cfg(test)]
mod tests {
    use super::support::*;
    use huiyin_protocol::ledger::{DeskView, LedgerQuery, Waits};
    use huiyin_protocol::rulebook::WindowView;
    use huiyin_protocol::{Failure, Reply, Request};
    use huiyin_rules::ids::SuggestionId;
    use huiyin_rules::suggestion::{Arrangement, Command};
    use huiyin_rules::{Actor, AnswerClass, Rating};
    use huiyin_store::MemoryStore;

    fn on(day: &str) -> (Memory, World) {
        let world = World::default();
        world.today.set(Some(date(day)));
        (engine_in(&MemoryStore::new(), &world), world)
    }

    fn open_window(
        engine: &Memory,
        actor: &Actor,
        closes: &str,
        look_back: bool,
    ) -> Result<Vec<WindowView>, Failure> {
        let request = Request::WindowOpen {
            title: "集中测评".into(),
            opens: date("2024-05-21"),
            closes: date(closes),
            look_back,
            query: LedgerQuery::default(),
        };
        windows_of(engine, actor, request)
    }

    fn windows_of(
        engine: &Memory,
        actor: &Actor,
        request: Request,
    ) -> Result<Vec<WindowView>, Failure> {
        match ask(engine, actor, request)? {
            Reply::Windows(windows) => Ok(windows),
            other => panic!("{other:?}"),
        }
    }

    fn desk(engine: &Memory, actor: &Actor) -> DeskView {
        match ask(engine, actor, Request::Desk) {
            Ok(Reply::Desk(desk)) => desk,
            other => panic!("{other:?}"),
        }
    }

    fn waiting(engine: &Memory, actor: &Actor, key: &str) -> u32 {
        let desk = desk(engine, actor);
        let section = desk.sections.iter().find(|section| section.key == key);
        let section = section.unwrap_or_else(|| panic!("no section {key}"));
        let shown = ledger_for(engine, actor, section.query.clone()).total;
        assert_eq!(section.count, shown, "{key} counts what the ledger shows");
        section.count
    }

    fn mine() -> LedgerQuery {
        LedgerQuery {
            mine: true,
            ..LedgerQuery::default()
        }
    }

    fn sees(engine: &Memory, name: &str) -> bool {
        ledger_for(engine, &unit(name), mine()).total == 1
    }

    fn assign(arrangement: Arrangement, on: &str) -> Command {
        Command::Assign {
            on: date(on),
            leader: None,
            arrangement,
            meeting: None,
            level: None,
        }
    }

    fn separate(units: &[&str]) -> Arrangement {
        Arrangement::Separate {
            units: units.iter().map(|unit| (*unit).to_owned()).collect(),
        }
    }

    fn accept(engine: &Memory, id: &SuggestionId, name: &str, on: &str) {
        let command = Command::Accept {
            unit: name.into(),
            on: date(on),
        };
        act(engine, &unit(name), id, command).unwrap();
    }

    fn reply(engine: &Memory, id: &SuggestionId, name: &str, on: &str) {
        let command = Command::Reply {
            unit: name.into(),
            on: date(on),
            class: AnswerClass::A,
            text: "已办成。".into(),
            points: Vec::new(),
            promise: None,
            signed_by: None,
            sealed: false,
            form_enclosed: false,
        };
        act(engine, &unit(name), id, command).unwrap();
    }

    #[test]
    fn a_window_counts_what_comes_in_and_closes() {
        let (here, world) = on("2024-05-21");
        let id = life(&here, "修缮水渠", "王五", 7);
        let refused = open_window(&here, &unit("区水务局"), "2024-06-10", false).unwrap_err();
        assert_eq!(refused.code, "office_only");
        let backwards = open_window(&here, &office(), "2024-05-01", false).unwrap_err();
        assert_eq!(backwards.code, "window_unfit");
        let opened = open_window(&here, &office(), "2024-06-10", false).unwrap();
        let one = &opened[0];
        assert_eq!((one.open, one.items, one.opinions), (true, 1, (1, 0)));
        assert_eq!(one.waiting, [("王五".to_owned(), 1)]);
        world.today.set(Some(date("2024-05-27")));
        let (actor, command) = step(7, "王五");
        act(&here, &actor, &id, command).unwrap();
        let windows = windows_of(&here, &office(), Request::Windows).unwrap();
        assert_eq!(windows[0].opinions, (1, 1));
        assert!(windows[0].waiting.is_empty());
        assert_eq!(
            windows[0].totals,
            [("区水务局".to_owned(), Some([1, 0, 0]))]
        );
        let close = Request::WindowClose(windows[0].id.clone());
        let closed = windows_of(&here, &office(), close.clone()).unwrap();
        assert!(!closed[0].open);
        assert_eq!(closed[0].closes, date("2024-05-27"));
        let again = windows_of(&here, &office(), close).unwrap_err();
        assert_eq!(again.code, "window_over");
    }

    #[test]
    fn a_window_for_looking_back_is_on_the_deputies_desk_while_it_is_open() {
        let (here, world) = on("2024-06-04");
        let id = life(&here, "修缮水渠", "王五", 9);
        assert_eq!(waiting(&here, &deputy("王五"), "look_back"), 0);
        open_window(&here, &office(), "2024-06-30", true).unwrap();
        assert_eq!(waiting(&here, &deputy("王五"), "look_back"), 1);
        assert_eq!(waiting(&here, &deputy("别人"), "look_back"), 0);
        assert_eq!(waiting(&here, &office(), "look_back"), 1);
        world.today.set(Some(date("2024-07-01")));
        assert_eq!(waiting(&here, &deputy("王五"), "look_back"), 0);
        world.today.set(Some(date("2024-06-10")));
        let looked = Command::LookBack {
            deputy: "王五".into(),
            on: date("2024-06-10"),
            process: Some(Rating::Satisfied),
            result: Rating::Satisfied,
            note: String::new(),
        };
        act(&here, &deputy("王五"), &id, looked).unwrap();
        assert_eq!(waiting(&here, &deputy("王五"), "look_back"), 0);
        let page = item(&here, &office(), &id);
        assert_eq!(page.rounds[0].look_backs.len(), 1);
    }

    #[test]
    fn separate_units_each_see_it_until_the_end() {
        let (here, _) = on("2024-06-20");
        let id = life(&here, "修缮水渠", "王五", 3);
        let units = ["区水务局", "区财政局"];
        act(
            &here,
            &office(),
            &id,
            assign(separate(&units), "2024-03-08"),
        )
        .unwrap();
        for name in units {
            assert_eq!(waiting(&here, &unit(name), "to_take"), 1, "{name}");
            accept(&here, &id, name, "2024-03-11");
            assert_eq!(waiting(&here, &unit(name), "to_take"), 0, "{name}");
            assert_eq!(waiting(&here, &unit(name), "to_reply"), 1, "{name}");
        }
        reply(&here, &id, units[0], "2024-05-20");
        assert_eq!(waiting(&here, &unit(units[0]), "to_reply"), 0);
        assert_eq!(waiting(&here, &unit(units[1]), "to_reply"), 1);
        reply(&here, &id, units[1], "2024-05-22");
        assert!(units.iter().all(|name| sees(&here, name)));
        let evaluate = Command::Evaluate {
            deputy: "王五".into(),
            on: date("2024-05-27"),
            process: Some(Rating::BasicallySatisfied),
            result: Rating::Dissatisfied,
            note: "没有说明何时解决。".into(),
            points: Vec::new(),
            defects: Vec::new(),
        };
        act(&here, &deputy("王五"), &id, evaluate).unwrap();
        let again = Command::Rehandle {
            on: date("2024-05-30"),
            reason: "请回应主要诉求。".into(),
        };
        act(&here, &office(), &id, again).unwrap();
        assert!(units.iter().all(|name| sees(&here, name)), "second round");
    }

    #[test]
    fn a_unit_that_gave_it_back_or_was_left_out_still_sees_it() {
        let (here, _) = on("2024-06-20");
        let id = life(&here, "修缮水渠", "王五", 3);
        let joint = |lead: &str, assisting: &[&str]| Arrangement::Joint {
            lead: lead.into(),
            assisting: assisting.iter().map(|unit| (*unit).to_owned()).collect(),
        };
        let first = joint("区水务局", &["区财政局"]);
        act(&here, &office(), &id, assign(first, "2024-03-08")).unwrap();
        let back = Command::Return {
            unit: "区水务局".into(),
            on: date("2024-03-11"),
            reason: "不属于本单位职责。".into(),
            consent: None,
        };
        act(&here, &unit("区水务局"), &id, back).unwrap();
        assert!(sees(&here, "区水务局") && sees(&here, "区财政局"));
        let second = joint("区交通局", &["区住建局"]);
        act(&here, &office(), &id, assign(second, "2024-03-12")).unwrap();
        for name in ["区水务局", "区财政局", "区交通局", "区住建局"] {
            assert!(sees(&here, name), "{name}");
        }
        // It asks nothing of those who have no part any more.
        for name in ["区水务局", "区财政局"] {
            for key in ["to_take", "to_reply", "to_give_opinion", "overdue"] {
                assert_eq!(waiting(&here, &unit(name), key), 0, "{name} {key}");
            }
        }
        let row = &ledger(&here, LedgerQuery::default()).rows[0];
        assert_eq!(
            (row.units.as_str(), row.assisting.as_str()),
            ("区交通局", "区住建局")
        );
    }

    #[test]
    fn opinions_disagreements_and_deliveries_wait_for_those_they_concern() {
        let (here, _) = on("2024-06-20");
        let id = life(&here, "修缮水渠", "王五", 5);
        let finance = unit("区财政局");
        accept(&here, &id, "区财政局", "2024-03-11");
        assert_eq!(waiting(&here, &finance, "to_give_opinion"), 1);
        assert_eq!(waiting(&here, &unit("区水务局"), "to_give_opinion"), 0);
        let opinion = Command::GiveOpinion {
            unit: "区财政局".into(),
            on: date("2024-03-20"),
            text: "资金渠道尚需商定。".into(),
            agrees: false,
        };
        act(&here, &finance, &id, opinion).unwrap();
        assert_eq!(waiting(&here, &finance, "to_give_opinion"), 0);
        assert_eq!(waiting(&here, &office(), "disagreements"), 1);
        let page = item(&here, &office(), &id);
        assert!(!page.rounds[0].opinions[0].3);
        let settled = Command::Coordinate {
            on: date("2024-03-25"),
            outcome: "资金列入预算。".into(),
        };
        act(&here, &office(), &id, settled).unwrap();
        assert_eq!(waiting(&here, &office(), "disagreements"), 0);
        reply(&here, &id, "区水务局", "2024-05-20");
        assert_eq!(waiting(&here, &unit("区水务局"), "to_deliver"), 1);
        let delivered = Command::Deliver {
            unit: "区水务局".into(),
            on: date("2024-05-21"),
            deputies: vec!["王五".into()],
        };
        act(&here, &unit("区水务局"), &id, delivered).unwrap();
        assert_eq!(waiting(&here, &unit("区水务局"), "to_deliver"), 0);
        assert_eq!(waiting(&here, &deputy("王五"), "to_evaluate"), 1);
        let all = LedgerQuery {
            waits: Some(Waits::Evaluation),
            ..LedgerQuery::default()
        };
        assert_eq!(ledger(&here, all).total, 1);
    }

    #[test]
    fn handled_together_is_seen_from_both_ends() {
        let (here, _) = on("2024-06-20");
        let first = life(&here, "修缮水渠", "王五", 4);
        let second = create(&here, dossier("再修水渠", "赵六"));
        for number in 0..3 {
            let (actor, command) = step(number, "赵六");
            let command = match command {
                Command::Register { on, .. } => Command::Register {
                    number: "2024-002".into(),
                    on,
                },
                other => other,
            };
            act(&here, &actor, &second, command).unwrap();
        }
        let join = Command::Join {
            with: second.clone(),
            on: date("2024-03-20"),
        };
        act(&here, &office(), &first, join).unwrap();
        let joined = |id: &SuggestionId| {
            let page = item(&here, &office(), id);
            let mut names = page.joined.into_iter();
            names.next().map(|(other, number, _)| (other, number))
        };
        assert_eq!(joined(&first), Some((second.clone(), "2024-002".into())));
        assert_eq!(joined(&second), Some((first.clone(), "2024-001".into())));
        // Taken back at one end, it is gone at both; then once more for the rest.
        let undo = |id: &SuggestionId| Command::Undo {
            event: item(&here, &office(), id).latest.unwrap(),
        };
        act(&here, &office(), &first, undo(&first)).unwrap();
        assert_eq!((joined(&first), joined(&second)), (None, None));
        let join = Command::Join {
            with: first.clone(),
            on: date("2024-03-21"),
        };
        act(&here, &office(), &second, join).unwrap();
        assert!(joined(&first).is_some() && joined(&second).is_some());
        let part = Command::Part {
            with: first.clone(),
            reason: "内容不同。".into(),
        };
        act(&here, &office(), &second, part).unwrap();
        assert_eq!((joined(&first), joined(&second)), (None, None));
    }
}
