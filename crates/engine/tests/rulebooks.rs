//! Rulebooks and calendars put in force: which suggestion is judged by which.

#[cfg(test)]
mod support;

#[cfg(test)]
mod tests {
    use super::support::*;
    use futures_lite::future::block_on;
    use huiyin_engine::facts::{RulebookAdopted, WORKSPACE, WorkspaceEvent};
    use huiyin_engine::history::Sealer;
    use huiyin_protocol::item::ItemView;
    use huiyin_protocol::ledger::LedgerQuery;
    use huiyin_protocol::report::ChangeView;
    use huiyin_protocol::rulebook::{Existing, Looked, RulebookView};
    use huiyin_protocol::workspace::WorkspaceView;
    use huiyin_protocol::{Failure, FailureKind, Push, Reply, Request};
    use huiyin_rules::ids::SuggestionId;
    use huiyin_rules::suggestion::Command;
    use huiyin_store::{EventStore, MemoryStore};

    /// A rulebook of the office's own, replies in `months` months, all else as in the
    /// national one.
    fn ours(id: &str, months: u32) -> String {
        format!(
            r#"{{
  "id": "{id}",
  "title": {{ "zh": "本区办法（{months}个月）", "en": "Our rules ({months} months)" }},
  "inherits": "national",
  "reply": {{
    "value": {{ "count": {months}, "unit": "months" }},
    "source": {{ "cite": "本区办法", "text": {{ "zh": "限期答复。", "en": "reply in time" }} }}
  }}
}}"#
        )
    }

    fn adopt(
        engine: &Memory,
        document: String,
        from: &str,
        existing: Existing,
    ) -> Result<WorkspaceView, Failure> {
        let request = Request::RulebookAdopt {
            document,
            from: date(from),
            existing,
        };
        match ask(engine, &office(), request)? {
            Reply::Workspace(view) => Ok(view),
            other => panic!("{other:?}"),
        }
    }

    fn look(engine: &Memory, document: String, from: &str, existing: Existing) -> Looked {
        let request = Request::RulebookLook {
            document,
            from: date(from),
            existing,
        };
        match ask(engine, &office(), request) {
            Ok(Reply::Looked(looked)) => looked,
            other => panic!("{other:?}"),
        }
    }

    fn good(looked: Looked) -> ChangeView {
        match looked {
            Looked::Good(change) => *change,
            Looked::Wrong(fault) => panic!("{fault:?}"),
        }
    }

    fn in_force(engine: &Memory) -> RulebookView {
        match ask(engine, &office(), Request::Rulebook { name: None }) {
            Ok(Reply::Rulebook(view)) => view,
            other => panic!("{other:?}"),
        }
    }

    fn open(engine: &Memory) -> WorkspaceView {
        match ask(engine, &office(), Request::Open) {
            Ok(Reply::Workspace(view)) => view,
            other => panic!("{other:?}"),
        }
    }

    fn on(day: &str) -> (Memory, World, MemoryStore) {
        let world = World::default();
        world.today.set(Some(date(day)));
        let store = MemoryStore::new();
        (engine_in(&store, &world), world, store)
    }

    /// Assigned on 8 March 2024, taken by both units, the opinion given, the deputies met:
    /// the reply is what runs out next.
    fn under_way(engine: &Memory) -> SuggestionId {
        let id = life(engine, "修缮水渠", "王五", 6);
        let (name, on) = ("区财政局", date("2024-03-12"));
        for command in [
            Command::Accept {
                unit: name.into(),
                on,
            },
            Command::GiveOpinion {
                unit: name.into(),
                on,
                text: "同意。".into(),
                agrees: true,
            },
        ] {
            act(engine, &unit(name), &id, command).unwrap();
        }
        id
    }

    /// The last day of the reply, as the ledger and the page agree to show it.
    fn reply_due(engine: &Memory, id: &SuggestionId) -> String {
        let page = item(engine, &office(), id);
        let due = page.row.due.as_ref().map(|due| due.date);
        let running: Vec<_> = page.deadlines.iter().map(|one| one.due).collect();
        assert!(due.is_some_and(|due| running.contains(&due)));
        due.map(|due| due.to_string()).unwrap_or_default()
    }

    fn judged_by(page: &ItemView) -> &str {
        &page.rulebook.0
    }

    #[test]
    fn old_suggestions_keep_their_rules_until_they_are_moved() {
        let (here, world, store) = on("2024-04-15");
        let old = under_way(&here);
        assert_eq!(reply_due(&here, &old), "2024-06-11");
        let view = adopt(&here, ours("ours", 2), "2024-04-01", Existing::Keep).unwrap();
        assert_eq!(view.rulebook, "ours");
        assert_eq!(reply_due(&here, &old), "2024-06-11", "it was begun before");
        assert_eq!(judged_by(&item(&here, &office(), &old)), "各地通行做法");
        // One begun afterwards stands under the new one.
        let new = create(&here, dossier("加开公交", "赵六"));
        let begun = Command::Submit {
            on: date("2024-04-15"),
        };
        act(&here, &deputy("赵六"), &new, begun).unwrap();
        let page = item(&here, &office(), &new);
        assert_eq!(judged_by(&page), "本区办法（2个月）");
        assert_eq!(page.rulebook.1, "2024-04-01");
        let versions = in_force(&here).versions;
        let counts: Vec<(&str, u32)> = versions
            .iter()
            .map(|one| (one.title.as_str(), one.items))
            .collect();
        assert_eq!(counts, [("本区办法（2个月）", 1)]);
        // Moving takes the old ones along; the page and the ledger say the same.
        world.pushed.borrow_mut().clear();
        adopt(&here, ours("ours-2", 1), "2024-04-10", Existing::Move).unwrap();
        assert_eq!(reply_due(&here, &old), "2024-04-08");
        assert_eq!(
            judged_by(&item(&here, &office(), &old)),
            "本区办法（1个月）"
        );
        let changed = |push: &Push| matches!(push, Push::Changed { .. });
        assert!(world.pushed.borrow().iter().any(changed));
        // What was judged is in the snapshot, and a second look at the store says the same.
        let again = engine_in(&store, &world);
        assert_eq!(reply_due(&again, &old), "2024-04-08");
        assert_eq!(in_force(&again), in_force(&here));
        assert_eq!(
            ledger(&again, LedgerQuery::default()).rows,
            ledger(&here, LedgerQuery::default()).rows
        );
    }

    #[test]
    fn a_bundle_brings_rulebooks_and_windows_along() {
        let (here, world, _) = on("2024-04-15");
        let old = under_way(&here);
        adopt(&here, ours("ours", 2), "2024-04-01", Existing::Move).unwrap();
        let window = Request::WindowOpen {
            title: "集中测评".into(),
            opens: date("2024-04-20"),
            closes: date("2024-04-30"),
            look_back: false,
            query: LedgerQuery::default(),
        };
        ask(&here, &office(), window).unwrap();
        let there = engine_in(&MemoryStore::new(), &world);
        import(&there, &export(&here), 1000).unwrap();
        assert_eq!(in_force(&there), in_force(&here));
        assert_eq!(reply_due(&there, &old), reply_due(&here, &old));
        let windows = |engine: &Memory| ask(engine, &office(), Request::Windows).unwrap();
        assert_eq!(windows(&there), windows(&here));
    }

    #[test]
    fn a_wrong_document_is_refused_with_its_line() {
        let (here, ..) = on("2024-04-15");
        let wrong = ours("ours", 3).replace("\"months\"", "\"moons\"");
        let Looked::Wrong(fault) = look(&here, wrong.clone(), "2024-05-01", Existing::Keep) else {
            panic!("it has no such unit")
        };
        assert_eq!(fault.line, Some(6), "{fault:?}");
        assert!(fault.at.starts_with("reply"), "{fault:?}");
        let failure = adopt(&here, wrong, "2024-05-01", Existing::Keep).unwrap_err();
        assert_eq!(failure.kind, FailureKind::BadInput);
        assert!(failure.text.starts_with("第6行 reply"), "{}", failure.text);
        let shipped = adopt(&here, ours("malong", 3), "2024-05-01", Existing::Keep).unwrap_err();
        assert!(shipped.text.contains("id"), "{}", shipped.text);
        let request = Request::RulebookAdopt {
            document: ours("ours", 3),
            from: date("2024-05-01"),
            existing: Existing::Keep,
        };
        let refused = ask(&here, &unit("区水务局"), request).unwrap_err();
        assert_eq!(refused.code, "office_only");
        assert_eq!(open(&here).rulebook, "national");
    }

    #[test]
    fn looking_says_what_would_move_and_writes_nothing() {
        let (here, ..) = on("2024-04-15");
        let old = under_way(&here);
        let head = open(&here).head;
        let kept = good(look(&here, ours("ours", 1), "2024-05-01", Existing::Keep));
        assert_eq!((kept.moved_total, kept.kept), (0, 1));
        assert_eq!(kept.rules.len(), 1, "{:?}", kept.rules);
        let moved = good(look(&here, ours("ours", 1), "2024-05-01", Existing::Move));
        assert_eq!((moved.moved_total, moved.kept), (1, 0));
        let one = moved.moved.first().unwrap();
        assert_eq!((&one.id, one.unit.as_str()), (&old, "区水务局"));
        assert_eq!(
            (one.from, one.to),
            (Some(date("2024-06-11")), Some(date("2024-04-08")))
        );
        use huiyin_rules::rulebook::Light;
        assert_eq!(moved.lights, [(Light::Normal, Light::Overdue, 1)]);
        assert_eq!(open(&here).head, head);
        assert_eq!(reply_due(&here, &old), "2024-06-11");
        // The quota and the rates of the year under another place's rules.
        let quota = ours("ours", 3).replace(
            "\"inherits\"",
            r#""key-quota": { "value": { "numerator": 1, "denominator": 10 }, "source": { "cite": "本区办法", "text": { "zh": "一成。", "en": "a tenth" } } },
  "inherits""#,
        );
        let figures = good(look(&here, quota, "2024-01-01", Existing::Move)).figures;
        assert!(
            figures.iter().any(|one| one.2.contains("1件应有1件")),
            "{figures:?}"
        );
    }

    #[test]
    fn a_document_that_cannot_be_read_is_passed_over_and_reported() {
        let (here, world, store) = on("2024-04-15");
        let old = under_way(&here);
        let before = open(&here);
        let event = WorkspaceEvent::RulebookAdopted(RulebookAdopted {
            document: r#"{"id":"future","rules-of-2030":true}"#.into(),
            from: date("2024-01-01"),
            existing: Existing::Move,
        });
        let mut sealer = Sealer {
            log: huiyin_log::LogId::from_bytes([7; 16]),
            seq: 1_000,
            actor: &office(),
            at: huiyin_engine::Host::now(&world),
        };
        let sealed = sealer.seal(WORKSPACE, &event).unwrap();
        block_on(store.append(&[sealed.line], before.head)).unwrap();
        block_on(here.catch_up());
        let after = open(&here);
        assert_eq!(after.rulebook, "national");
        assert_eq!(after.anomalies, before.anomalies + 1);
        assert_eq!(reply_due(&here, &old), "2024-06-11");
    }

    #[test]
    fn a_loaded_calendar_moves_running_deadlines_and_says_so() {
        let (here, world, store) = on("2026-11-20");
        let id = create(&here, dossier("修缮水渠", "王五"));
        for number in 0..4 {
            let (actor, command) = step(number, "王五");
            // The same steps in the autumn of 2026.
            let text = format!("{command:?}");
            let command = match command {
                Command::Submit { .. } => Command::Submit {
                    on: date("2026-10-28"),
                },
                Command::Screen { outcome, tests, .. } => Command::Screen {
                    on: date("2026-10-29"),
                    outcome,
                    tests,
                },
                Command::Register { .. } => Command::Register {
                    number: "2026-001".into(),
                    on: date("2026-10-30"),
                },
                Command::Assign {
                    leader,
                    arrangement,
                    meeting,
                    level,
                    ..
                } => Command::Assign {
                    on: date("2026-11-06"),
                    leader,
                    arrangement,
                    meeting,
                    level,
                },
                _ => panic!("{text}"),
            };
            act(&here, &actor, &id, command).unwrap();
        }
        let reply = |engine: &Memory| {
            let page = item(engine, &office(), &id);
            let mut all = page.deadlines.into_iter();
            let found = all.find(|one| one.due >= date("2027-01-01")).unwrap();
            (found.due, found.provisional)
        };
        let (due, provisional) = reply(&here);
        assert!(provisional);
        let document = r#"{ "about": "2027", "horizon": "2027-12-31", "years": { "2027": {
  "holidays": [
    { "date": "2027-02-05", "name": "春节" }, { "date": "2027-02-06", "name": "春节" },
    { "date": "2027-02-07", "name": "春节" }, { "date": "2027-02-08", "name": "春节" },
    { "date": "2027-02-09", "name": "春节" }, { "date": "2027-02-10", "name": "春节" },
    { "date": "2027-02-11", "name": "春节" }, { "date": "2027-02-12", "name": "春节" }
  ],
  "make_up_workdays": [] } } }"#;
        let look = |request| match ask(&here, &office(), request) {
            Ok(Reply::Looked(looked)) => good(looked),
            other => panic!("{other:?}"),
        };
        let looked = look(Request::CalendarLook {
            document: document.into(),
        });
        assert_eq!(reply(&here), (due, true), "looking changes nothing");
        let loaded = look(Request::CalendarLoad {
            document: document.into(),
        });
        assert_eq!(looked, loaded);
        assert_eq!(loaded.days.len(), 8, "{:?}", loaded.days);
        let moved = loaded
            .moved
            .iter()
            .find(|one| one.from == Some(due))
            .unwrap();
        let (now, provisional) = reply(&here);
        assert!(now > due && !provisional);
        assert_eq!(moved.to, Some(now));
        let again = engine_in(&store, &world);
        assert_eq!(reply(&again), (now, false));
        assert_eq!(open(&again).calendar_horizon, "2027-12-31");
        // The same once more says nothing new.
        let request = Request::CalendarLook {
            document: document.into(),
        };
        let again = ask(&here, &office(), request).unwrap();
        assert!(
            matches!(again, Reply::Looked(Looked::Wrong(_))),
            "{again:?}"
        );
    }

    #[test]
    fn judging_a_whole_workspace_anew_says_how_far_it_is_and_lets_others_in() {
        use huiyin_engine::demo::{Demo, Plan};
        let (here, world, store) = on("2026-11-20");
        let plan = Plan {
            suggestions: 600,
            seed: 3,
            until: date("2026-10-30"),
        };
        let lines: Vec<Vec<u8>> = Demo::new(plan).unwrap().map(Result::unwrap).collect();
        let mut head = 0;
        for part in lines.chunks(1_000) {
            head = block_on(store.append(part, head)).unwrap();
        }
        let before = ledger(&here, LedgerQuery::default()).rows;
        world.pushed.borrow_mut().clear();
        let breaths = world.breaths.get();
        adopt(&here, ours("ours", 1), "2026-01-01", Existing::Move).unwrap();
        let progress = |push: &&Push| matches!(push, Push::Progress { total: 600, .. });
        assert!(world.pushed.borrow().iter().filter(progress).count() > 1);
        assert!(world.breaths.get() > breaths + 1);
        let after = ledger(&here, LedgerQuery::default()).rows;
        assert_eq!(before.len(), after.len());
        let moved = before
            .iter()
            .zip(&after)
            .filter(|(old, new)| old.due != new.due);
        let moved = moved.count();
        assert!(moved > 0, "{moved}");
        // A look at another one can be stopped.
        let document = ours("ours-2", 2);
        let looking = here.handle(huiyin_protocol::Ask {
            lang: huiyin_rules::Lang::Zh,
            actor: office(),
            request: Request::RulebookLook {
                document,
                from: date("2026-01-01"),
                existing: Existing::Move,
            },
        });
        let stopping = here.handle(huiyin_protocol::Ask {
            lang: huiyin_rules::Lang::Zh,
            actor: office(),
            request: Request::Cancel,
        });
        let (looked, _) = block_on(futures_lite::future::zip(looking, stopping));
        assert_eq!(looked.unwrap_err().kind, FailureKind::Cancelled);
    }

    #[test]
    fn naming_the_workspace_keeps_the_offices_own_rulebook() {
        let (here, ..) = on("2024-04-15");
        adopt(&here, ours("ours", 2), "2024-04-01", Existing::Keep).unwrap();
        let configure = |rulebook: &str| Request::Configure {
            name: "马龙区人大".into(),
            rulebook: rulebook.into(),
        };
        ask(&here, &office(), configure("ours")).unwrap();
        let view = open(&here);
        assert_eq!(
            (view.name.as_str(), view.rulebook.as_str()),
            ("马龙区人大", "ours")
        );
        ask(&here, &office(), configure("malong")).unwrap();
        assert_eq!(open(&here).rulebook, "malong");
        let names = vec![" 监察司法委 ".into(), "财经委".into(), "财经委".into()];
        ask(&here, &office(), Request::Committees(names)).unwrap();
        assert_eq!(open(&here).committees, ["监察司法委", "财经委"]);
    }
}
