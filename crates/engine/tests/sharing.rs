//! One workspace on many devices: what does not count, what was decided apart, and
//! what a device of its own may record.

#[cfg(test)]
mod support;

#[cfg(test)]
mod tests {
    use super::support::*;
    use futures_lite::future::block_on;
    use huiyin_log::Line;
    use huiyin_log::standing::{Block, Named, Own, Race, STANDING_KEY, Standing};
    use huiyin_protocol::conflict::{ConflictKind, ConflictView};
    use huiyin_protocol::item::ItemView;
    use huiyin_protocol::ledger::{LedgerQuery, LedgerRow, Sort};
    use huiyin_protocol::workspace::WorkspaceView;
    use huiyin_protocol::{FailureKind, Push, Reply, Request};
    use huiyin_rules::ids::{EventId, SuggestionId};
    use huiyin_rules::suggestion::{Action, Command, ScreenOutcome, Side, StageName, clash};
    use huiyin_rules::{Actor, Party, Rating, Role};
    use huiyin_store::{EventStore, MemoryStore};
    use proptest::prelude::*;

    fn lines(store: &MemoryStore) -> Vec<Vec<u8>> {
        let head = usize::try_from(block_on(store.head()).unwrap()).unwrap();
        let read = block_on(store.read(1, head)).unwrap();
        read.into_iter().map(|(_, line)| line).collect()
    }

    fn append(store: &MemoryStore, lines: &[Vec<u8>]) {
        let head = block_on(store.head()).unwrap();
        block_on(store.append(lines, head)).unwrap();
    }

    fn told(store: &MemoryStore, standing: &Standing) {
        let text = serde_json::to_string(standing).unwrap();
        block_on(store.meta_put(STANDING_KEY, text.as_bytes())).unwrap();
    }

    fn id_of(line: &[u8]) -> String {
        Line::read(line).unwrap().id.to_owned()
    }

    fn named(line: &[u8]) -> Named {
        let line = Line::read(line).unwrap();
        Named {
            aggregate: line.aggregate.to_owned(),
            event: line.id.to_owned(),
        }
    }

    /// What the syncer would find: every pair of events that contradict, one of each device.
    fn races(one: &[Vec<u8>], other: &[Vec<u8>]) -> Vec<Race> {
        let mut races = Vec::new();
        for a in one.iter().map(|line| Line::read(line).unwrap()) {
            for b in other.iter().map(|line| Line::read(line).unwrap()) {
                let (of_a, of_b) = (a.actor().unwrap(), b.actor().unwrap());
                let side = |kind, acting| Side { kind, acting };
                let sides = (side(a.kind, of_a.acting()), side(b.kind, of_b.acting()));
                if a.aggregate == b.aggregate && clash(&sides.0, &sides.1) {
                    races.push(Race {
                        aggregate: a.aggregate.to_owned(),
                        a: a.id.min(b.id).to_owned(),
                        b: a.id.max(b.id).to_owned(),
                    });
                }
            }
        }
        races
    }

    /// A device with a copy of what another has.
    fn device(number: u128, base: &[Vec<u8>]) -> (MemoryStore, Memory, World) {
        let (store, world) = (MemoryStore::new(), World::default());
        world.drawn.set(number * 1_000);
        append(&store, base);
        let engine = engine_in(&store, &world);
        (store, engine, world)
    }

    fn open(engine: &Memory) -> WorkspaceView {
        match ask(engine, &office(), Request::Open) {
            Ok(Reply::Workspace(view)) => view,
            other => panic!("{other:?}"),
        }
    }

    fn conflicts(engine: &Memory, actor: &Actor) -> Vec<ConflictView> {
        match ask(engine, actor, Request::Conflicts) {
            Ok(Reply::Conflicts(views)) => views,
            other => panic!("{other:?}"),
        }
    }

    /// Everything that is shown, however it came here.
    fn shown(
        engine: &Memory,
        ids: &[SuggestionId],
    ) -> (
        WorkspaceView,
        Vec<LedgerRow>,
        Vec<Option<ItemView>>,
        Vec<ConflictView>,
    ) {
        let view = WorkspaceView {
            opened: Default::default(),
            ..open(engine)
        };
        let query = LedgerQuery {
            stages: StageName::ALL.to_vec(),
            sort: Sort::Title,
            ..LedgerQuery::default()
        };
        let item = |id: &SuggestionId| match ask(engine, &office(), Request::Item(id.clone())) {
            Ok(Reply::Item(item)) => Some(*item),
            _ => None,
        };
        let items = ids.iter().map(item).collect();
        let mut conflicts = conflicts(engine, &office());
        conflicts.sort_by_key(|one| one.id.clone());
        (view, ledger(engine, query).rows, items, conflicts)
    }

    /// The steps of a life from `from` to `to`, with a number of this device's own.
    fn go_on(engine: &Memory, id: &SuggestionId, (from, to): (usize, usize), number: &str) {
        for at in from..to {
            let (actor, command) = step(at, "张三");
            let command = match command {
                Command::Register { on, .. } => Command::Register {
                    number: number.into(),
                    on,
                },
                command => command,
            };
            act(engine, &actor, id, command).unwrap();
        }
    }

    fn shuffled(lines: &[Vec<u8>], seed: u64) -> Vec<Vec<u8>> {
        let mut lines = lines.to_vec();
        let mut state = seed | 1;
        for at in (1..lines.len()).rev() {
            state = state.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23);
            lines.swap(at, usize::try_from(state % (at as u64 + 1)).unwrap());
        }
        lines
    }

    /// Two devices that went on apart from the same beginning.
    struct Apart {
        ids: Vec<SuggestionId>,
        all: Vec<Vec<u8>>,
        standing: Standing,
    }

    fn apart(shared: usize, one: usize, other: usize) -> Apart {
        let (base, first, _) = device(1, &[]);
        let named = Request::Configure {
            name: "马龙".into(),
            rulebook: "malong".into(),
        };
        ask(&first, &office(), named).unwrap();
        let ids: Vec<SuggestionId> = ["修缮水渠", "增设路灯"]
            .into_iter()
            .map(|title| create(&first, dossier(title, "张三")))
            .collect();
        for (at, id) in ids.iter().enumerate() {
            go_on(&first, id, (0, shared), &format!("2024-{at}"));
        }
        let base = lines(&base);
        let (a, here, _) = device(2, &base);
        let (b, there, _) = device(3, &base);
        for (at, id) in ids.iter().enumerate() {
            go_on(&here, id, (shared, one), &format!("2024-1{at}"));
            go_on(&there, id, (shared, other), &format!("2024-2{at}"));
        }
        let (a, b) = (lines(&a), lines(&b));
        let (own_a, own_b) = (a[base.len()..].to_vec(), b[base.len()..].to_vec());
        let races = races(&own_a, &own_b);
        Apart {
            ids,
            all: [base, own_a, own_b].concat(),
            standing: Standing {
                version: 1,
                races,
                ..Standing::default()
            },
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]

        #[test]
        fn whatever_comes_first_the_same_is_shown(
            shared in 0..STEPS,
            ahead in (0..4usize, 0..4usize),
            aside in prop::collection::vec(any::<prop::sample::Index>(), 0..4),
            seeds: (u64, u64),
            pieces in 1..5usize,
            when in 0..5usize,
        ) {
            let one = (shared + 1 + ahead.0).min(STEPS);
            let other = (shared + 1 + ahead.1).min(STEPS);
            let Apart { ids, all, mut standing } = apart(shared, one, other);
            standing.set_aside = aside.iter().map(|at| named(at.get::<Vec<u8>>(&all))).collect();

            // Everything is known before the first event comes.
            let first = MemoryStore::new();
            told(&first, &standing);
            append(&first, &shuffled(&all, seeds.0));
            let expected = shown(&engine(&first), &ids);

            // It comes piece by piece, and what it is worth at some time among them.
            let store = MemoryStore::new();
            let live = engine(&store);
            open(&live);
            let arriving = shuffled(&all, seeds.1);
            let size = arriving.len().div_ceil(pieces);
            for (at, piece) in arriving.chunks(size).enumerate() {
                if at == when {
                    told(&store, &standing);
                }
                append(&store, piece);
                block_on(live.catch_up());
            }
            // A snapshot of before is of use after: taking in what is here keeps one.
            import(&live, &export(&live), 1 << 20).unwrap();
            prop_assert!(block_on(store.snapshot_get("projection")).unwrap().is_some());
            told(&store, &standing);
            block_on(live.catch_up());
            prop_assert_eq!(&shown(&live, &ids), &expected);
            let reopened = engine(&store);
            let view = open(&reopened);
            prop_assert_eq!(view.opened.0.as_str(), "snapshot");
            prop_assert_eq!(&shown(&reopened, &ids), &expected);
        }
    }

    /// A suggestion that the office and the government gave to different units apart.
    fn contested() -> (MemoryStore, SuggestionId, Standing, Vec<Vec<u8>>) {
        let (base, first, _) = device(1, &[]);
        let id = life(&first, "修缮水渠", "张三", 3);
        let base = lines(&base);
        let (a, here, _) = device(2, &base);
        let (b, there, _) = device(3, &base);
        go_on(&here, &id, (3, 5), "");
        let (_, command) = step(3, "张三");
        let Command::Assign { on, leader, .. } = command else {
            panic!("{command:?}")
        };
        let other = Command::Assign {
            on,
            leader,
            arrangement: huiyin_rules::suggestion::Arrangement::Joint {
                lead: "区交通局".into(),
                assisting: Vec::new(),
            },
            meeting: None,
            level: None,
        };
        let government = Actor::own(Role::Government, "政府督查室");
        act(&there, &government, &id, other).unwrap();
        let (a, b) = (lines(&a), lines(&b));
        let (own_a, own_b) = (a[base.len()..].to_vec(), b[base.len()..].to_vec());
        let standing = Standing {
            version: 1,
            races: races(&own_a, &own_b),
            ..Standing::default()
        };
        let all = [base, own_b, own_a].concat();
        let store = MemoryStore::new();
        told(&store, &standing);
        append(&store, &all);
        (store, id, standing, all)
    }

    #[test]
    fn a_contradiction_is_listed_and_settled() {
        let (store, id, ..) = contested();
        let here = engine(&store);
        assert_eq!(open(&here).conflicts, 1);
        let view = item(&here, &office(), &id);
        assert_eq!(view.conflicts, 1);
        assert_eq!(view.row.units, "区水务局");
        let lost: Vec<_> = view
            .timeline
            .iter()
            .filter(|one| !one.not_counted.is_empty())
            .collect();
        assert_eq!(lost.len(), 1);
        assert!(lost[0].not_counted.contains("权限较高"), "{lost:?}");
        assert!(view.anomalies.is_empty(), "{:?}", view.anomalies);

        let listed = conflicts(&here, &office());
        assert_eq!(listed.len(), 1);
        let one = &listed[0];
        assert_eq!(
            (one.kind, &one.id, one.resolvable),
            (ConflictKind::Race, &id, true)
        );
        let [kept, dropped] = &one.sides[..] else {
            panic!("{one:?}")
        };
        assert!(kept.counts && !dropped.counts);
        assert!(kept.what.contains("区水务局") && dropped.what.contains("区交通局"));
        assert!(dropped.who.contains("政府督查室"));
        assert!(kept.why.contains("权限较高"), "{}", kept.why);
        // Anybody may look, only the office settles.
        let seen = conflicts(&here, &unit("区水务局"));
        assert!(!seen[0].resolvable);
        let resolve = |keep: &Option<EventId>, other: &Option<EventId>| Command::Resolve {
            keep: keep.clone().unwrap(),
            dropped: vec![other.clone().unwrap()],
            on: date("2024-03-12"),
            reason: "由交通部门办理。".into(),
        };
        let command = resolve(&dropped.event, &kept.event);
        let refused = act(&here, &unit("区水务局"), &id, command.clone()).unwrap_err();
        assert_eq!(refused.code, "wrong_role");
        let batch = Request::Batch {
            ids: vec![id.clone()],
            command: command.clone(),
            dry_run: true,
        };
        assert_eq!(
            ask(&here, &office(), batch).unwrap_err().code,
            "not_for_many"
        );
        act(&here, &office(), &id, command.clone()).unwrap();
        assert_eq!(open(&here).conflicts, 0);
        assert!(conflicts(&here, &office()).is_empty());
        let view = item(&here, &office(), &id);
        assert_eq!((view.row.units.as_str(), view.conflicts), ("区交通局", 0));
        // What was done because of the other does not fit any more, and is shown.
        assert_eq!(view.anomalies.len(), 1);
        let again = act(&here, &office(), &id, command).unwrap_err();
        assert_eq!(again.code, "no_conflict");
        // Taken back, it is open again.
        let event = view.latest.unwrap();
        act(&here, &office(), &id, Command::Undo { event }).unwrap();
        assert_eq!(open(&here).conflicts, 1);
        assert_eq!(item(&here, &office(), &id).row.units, "区水务局");
    }

    #[test]
    fn a_unit_hears_nothing_of_contradictions_about_opinions() {
        let (base, first, world) = device(1, &[]);
        world.today.set(Some(date("2024-05-28")));
        let named = Request::Configure {
            name: "泉山".into(),
            rulebook: "quanshan".into(),
        };
        ask(&first, &office(), named).unwrap();
        let id = life(&first, "修缮水渠", "张三", 7);
        let base = lines(&base);
        let (a, here, _) = device(2, &base);
        let (b, there, _) = device(3, &base);
        let rate = |engine: &Memory, result, note: &str| {
            let command = Command::Evaluate {
                deputy: "张三".into(),
                on: date("2024-05-27"),
                process: Some(Rating::Satisfied),
                result,
                note: note.into(),
                points: Vec::new(),
                defects: Vec::new(),
            };
            act(engine, &deputy("张三"), &id, command).unwrap();
        };
        rate(&here, Rating::Satisfied, "机密附言甲");
        rate(&there, Rating::Dissatisfied, "机密附言乙");
        let (a, b) = (lines(&a), lines(&b));
        let (own_a, own_b) = (a[base.len()..].to_vec(), b[base.len()..].to_vec());
        let standing = Standing {
            version: 1,
            races: races(&own_a, &own_b),
            ..Standing::default()
        };
        let store = MemoryStore::new();
        told(&store, &standing);
        append(&store, &[base, own_a, own_b].concat());
        let here = engine(&store);
        let listed = conflicts(&here, &office());
        assert_eq!(listed.len(), 1);
        assert!(conflicts(&here, &unit("区水务局")).is_empty());
        let [kept, dropped] = &listed[0].sides[..] else {
            panic!("{listed:?}")
        };
        let resolve = Command::Resolve {
            keep: kept.event.clone().unwrap(),
            dropped: vec![dropped.event.clone().unwrap()],
            on: date("2024-05-28"),
            reason: "机密附言丙".into(),
        };
        act(&here, &office(), &id, resolve).unwrap();
        for request in [Request::Conflicts, Request::Item(id.clone())] {
            let told = format!("{:?}", ask(&here, &unit("区水务局"), request));
            assert!(!told.contains("机密附言"), "{told}");
        }
        assert!(format!("{:?}", item(&here, &office(), &id)).contains("机密附言丙"));
    }

    #[test]
    fn one_number_for_two_suggestions_is_listed_until_one_is_numbered_anew() {
        let (base, first, _) = device(1, &[]);
        let one = life(&first, "修缮水渠", "张三", 2);
        let other = life(&first, "增设路灯", "李四", 2);
        let base = lines(&base);
        let (a, here, _) = device(2, &base);
        let (b, there, _) = device(3, &base);
        go_on(&here, &one, (2, 3), "2024-001");
        go_on(&there, &other, (2, 3), "2024-001");
        let store = MemoryStore::new();
        append(&store, &lines(&a));
        append(&store, &lines(&b)[base.len()..]);
        let here = engine(&store);
        assert_eq!(open(&here).conflicts, 1);
        let listed = conflicts(&here, &office());
        assert_eq!(listed.len(), 1);
        assert_eq!(
            (listed[0].kind, listed[0].resolvable),
            (ConflictKind::Number, false)
        );
        assert_eq!(listed[0].sides.len(), 2);
        let event = item(&here, &office(), &other).latest.unwrap();
        act(&here, &office(), &other, Command::Undo { event }).unwrap();
        go_on(&here, &other, (2, 3), "2024-002");
        assert_eq!(open(&here).conflicts, 0);
        assert!(conflicts(&here, &office()).is_empty());
    }

    #[test]
    fn what_is_set_aside_shows_in_the_history_and_nowhere_else() {
        let (store, id, standing, all) = contested();
        let live = engine(&store);
        open(&live);
        // The office's arrangement turns out to be somebody else's doing.
        let assigned = named(&all[all.len() - 2]);
        let aside = Standing {
            version: 2,
            set_aside: vec![assigned.clone()],
            ..standing
        };
        told(&store, &aside);
        live.host().pushed.borrow_mut().clear();
        block_on(live.catch_up());
        assert!(matches!(
            live.host().pushed.borrow()[..],
            [Push::Changed { .. }]
        ));
        let view = item(&live, &office(), &id);
        assert_eq!(view.row.units, "区交通局");
        assert_eq!(view.conflicts, 0);
        let entry = view
            .timeline
            .iter()
            .find(|one| one.event.as_str() == assigned.event);
        assert!(entry.unwrap().not_counted.contains("隔离"));
        let mine = LedgerQuery {
            mine: true,
            stages: StageName::ALL.to_vec(),
            ..LedgerQuery::default()
        };
        // The unit was never given it: it is not in its view at all.
        assert_eq!(ledger_for(&live, &unit("区水务局"), mine).total, 0);
        // And a bundle still carries it.
        let bundle = String::from_utf8(export(&live)).unwrap();
        assert!(bundle.contains(&assigned.event));
    }

    #[test]
    fn what_never_began_leaves_no_number_behind() {
        let (base, first, _) = device(1, &[]);
        let id = life(&first, "修缮水渠", "张三", 3);
        let live = engine(&base);
        open(&live);
        let first_event = named(&lines(&base)[0]);
        told(
            &base,
            &Standing {
                version: 1,
                set_aside: vec![first_event],
                ..Standing::default()
            },
        );
        block_on(live.catch_up());
        let failure = ask(&live, &office(), Request::Item(id)).unwrap_err();
        assert_eq!(failure.kind, FailureKind::NotFound);
        let other = life(&live, "增设路灯", "李四", 2);
        go_on(&live, &other, (2, 3), "2024-001");
        assert_eq!(open(&live).next_number, "2024-002");
    }

    #[test]
    fn the_workspaces_own_events_are_left_out_too() {
        let (store, here, _) = device(1, &[]);
        let configure = |name: &str, rulebook: &str| Request::Configure {
            name: name.into(),
            rulebook: rulebook.into(),
        };
        ask(&here, &office(), configure("马龙", "malong")).unwrap();
        life(&here, "修缮水渠", "张三", 5);
        let before = lines(&store).len();
        let view = open(&here);
        let rows = |engine: &Memory| ledger(engine, LedgerQuery::default()).rows;
        let shown_before = rows(&here);
        ask(&here, &office(), configure("冒名", "national")).unwrap();
        let live = engine(&store);
        assert_eq!(open(&live).name, "冒名");
        let written = lines(&store);
        let aside = written[before..].iter().map(|line| named(line));
        told(
            &store,
            &Standing {
                version: 1,
                set_aside: aside.collect(),
                ..Standing::default()
            },
        );
        block_on(live.catch_up());
        let now = open(&live);
        assert_eq!((&now.name, &now.rulebook), (&view.name, &view.rulebook));
        assert_eq!(rows(&live), shown_before);
        assert_eq!(rows(&engine(&store)), shown_before);
        // And they are back once they count again.
        told(
            &store,
            &Standing {
                version: 2,
                ..Standing::default()
            },
        );
        block_on(live.catch_up());
        assert_eq!(open(&live).name, "冒名");
    }

    #[test]
    fn a_forged_number_of_order_does_not_stop_the_clock() {
        let (store, here, _) = device(1, &[]);
        let id = life(&here, "修缮水渠", "张三", 1);
        let forged = String::from_utf8(lines(&store)[1].clone()).unwrap();
        let last = Line::read(forged.as_bytes()).unwrap().seq;
        let forged = forged
            .replace(&id_of(forged.as_bytes()), &"f".repeat(32))
            .replace(&format!("\"seq\":{last}"), "\"seq\":9007199254740991");
        told(
            &store,
            &Standing {
                version: 1,
                set_aside: vec![named(forged.as_bytes())],
                ..Standing::default()
            },
        );
        append(&store, &[forged.into_bytes()]);
        let live = engine(&store);
        go_on(&live, &id, (1, 2), "");
        let written = lines(&store).pop().unwrap();
        assert_eq!(Line::read(&written).unwrap().seq, last + 1);
        assert_eq!(open(&live).anomalies, 0);
    }

    #[test]
    fn a_document_that_cannot_be_read_changes_nothing() {
        let (store, id, ..) = contested();
        let live = engine(&store);
        open(&live);
        block_on(store.meta_put(STANDING_KEY, b"{\"version\":")).unwrap();
        block_on(live.catch_up());
        assert_eq!(item(&live, &office(), &id).conflicts, 1);
        let pushed = live.host().pushed.borrow();
        assert!(
            pushed
                .iter()
                .any(|one| matches!(one, Push::StorageTrouble { .. }))
        );
    }

    fn own(role: Role, party: &str) -> Own {
        Own {
            role,
            party: party.into(),
            person: "王五".into(),
            registrar: false,
            blocks: Vec::new(),
            revoked: false,
        }
    }

    /// A device with a share in a workspace in which one suggestion was screened.
    fn shared(own: Own) -> (MemoryStore, Memory, SuggestionId) {
        let (store, here, ids) = shared_all(own);
        (store, here, ids[0].clone())
    }

    /// The same with three of them.
    fn shared_all(own: Own) -> (MemoryStore, Memory, [SuggestionId; 3]) {
        let (base, first, _) = device(1, &[]);
        let ids = ["修缮水渠", "增设路灯", "新建公园"];
        let ids = ids.map(|title| life(&first, title, "张三", 2));
        let (store, here, _) = device(2, &lines(&base));
        told(
            &store,
            &Standing {
                version: 1,
                own: Some(own),
                ..Standing::default()
            },
        );
        open(&here);
        (store, here, ids)
    }

    fn code(engine: &Memory, actor: &Actor, request: Request) -> String {
        match ask(engine, actor, request) {
            Ok(_) => String::new(),
            Err(failure) => {
                assert_eq!(failure.kind, FailureKind::Refused, "{failure:?}");
                assert!(failure.text.chars().count() > 10, "{failure:?}");
                failure.code
            }
        }
    }

    /// Everything that records something, and whether it is about the workspace.
    fn writing(id: &SuggestionId) -> Vec<(Request, bool)> {
        let (_, command) = step(2, "张三");
        vec![
            (Request::Create(dossier("增设路灯", "张三")), false),
            (
                Request::Act {
                    id: id.clone(),
                    command: command.clone(),
                },
                false,
            ),
            (
                Request::Batch {
                    ids: vec![id.clone()],
                    command,
                    dry_run: true,
                },
                false,
            ),
            (Request::UndoBatch(vec![id.clone()]), false),
            (
                Request::Configure {
                    name: "马龙".into(),
                    rulebook: "malong".into(),
                },
                true,
            ),
            (Request::ImportCommit { skip: Vec::new() }, true),
            (Request::ImportUndo("i".try_into().unwrap()), true),
            (
                Request::RulebookAdopt {
                    document: "{}".into(),
                    from: date("2024-01-01"),
                    existing: Default::default(),
                },
                true,
            ),
            (
                Request::CalendarLoad {
                    document: "{}".into(),
                },
                true,
            ),
            (Request::Committees(vec!["财经委".into()]), true),
            (
                Request::WindowOpen {
                    title: "测评".into(),
                    opens: date("2024-12-01"),
                    closes: date("2024-12-31"),
                    look_back: false,
                    query: LedgerQuery::default(),
                },
                true,
            ),
            (Request::WindowClose("w".into()), true),
            (
                Request::BundleImport {
                    first: true,
                    last: true,
                    bytes: Vec::new(),
                },
                true,
            ),
        ]
    }

    #[test]
    fn a_device_records_for_its_own_party_only() {
        let (_, here, id) = shared(own(Role::Unit, "区水务局"));
        for (request, of_workspace) in writing(&id) {
            for stranger in [office(), unit("区财政局"), deputy("区水务局")] {
                assert_eq!(code(&here, &stranger, request.clone()), "not_your_party");
            }
            let for_another = Actor {
                on_behalf_of: Some(Party {
                    role: Role::Unit,
                    name: "区财政局".into(),
                }),
                ..unit("区水务局")
            };
            assert_eq!(code(&here, &for_another, request.clone()), "not_your_party");
            if of_workspace {
                assert_eq!(code(&here, &unit("区水务局"), request), "office_only");
            }
        }
        assert_eq!(code(&here, &office(), Request::Clear), "leave_first");
        // Reading is not recording.
        assert!(item(&here, &office(), &id).latest.is_some());
        let view = open(&here).own.unwrap();
        assert_eq!((view.role, view.party.as_str()), (Role::Unit, "区水务局"));
    }

    #[test]
    fn the_office_records_for_others_but_speaks_for_the_workspace_itself() {
        let (_, here, id) = shared(own(Role::Office, ""));
        let for_deputy = Actor {
            on_behalf_of: Some(Party {
                role: Role::Deputy,
                name: "李四".into(),
            }),
            ..office()
        };
        let create = Request::Create(dossier("增设路灯", "李四"));
        assert_eq!(code(&here, &for_deputy, create), "");
        for (request, _) in writing(&id).into_iter().filter(|(_, workspace)| *workspace) {
            assert_eq!(code(&here, &for_deputy, request), "office_only");
        }
        let committees = Request::Committees(vec!["财经委".into()]);
        assert_eq!(code(&here, &office(), committees), "");
    }

    #[test]
    fn a_revoked_device_records_nothing_more() {
        let revoked = Own {
            revoked: true,
            ..own(Role::Office, "代表工委")
        };
        let (store, here, id) = shared(revoked);
        let before = lines(&store).len();
        for (request, _) in writing(&id) {
            assert_eq!(code(&here, &office(), request), "device_revoked");
        }
        assert_eq!(lines(&store).len(), before);
        assert!(open(&here).own.unwrap().revoked);
        // Once it has left, it is a workspace of its own again.
        block_on(store.meta_put(STANDING_KEY, b"{\"version\":2}")).unwrap();
        block_on(here.catch_up());
        assert_eq!(open(&here).own, None);
        go_on(&here, &id, (2, 3), "2024-001");
    }

    #[test]
    fn numbers_come_from_the_registrar_or_from_a_block() {
        let register = |number: &str| Command::Register {
            number: number.into(),
            on: date("2024-03-05"),
        };
        let block = |from, to| Block {
            prefix: "2024-".into(),
            from,
            to,
        };
        let (_, here, id) = shared(own(Role::Office, ""));
        let view = open(&here);
        assert_eq!(
            (view.next_number.as_str(), view.numbers_left),
            ("", Some(0))
        );
        let refused = act(&here, &office(), &id, register("2024-001")).unwrap_err();
        assert_eq!(refused.code, "number_not_yours");
        assert!(refused.text.contains("没有编号权限"), "{}", refused.text);

        let some = Own {
            blocks: vec![block(101, 102)],
            ..own(Role::Office, "")
        };
        let (_, here, [id, other, third]) = shared_all(some);
        let view = open(&here);
        assert_eq!(
            (view.next_number.as_str(), view.numbers_left),
            ("2024-101", Some(2))
        );
        let refused = act(&here, &office(), &id, register("2024-001")).unwrap_err();
        assert_eq!(refused.code, "number_not_yours");
        assert!(refused.text.contains("2024-101"), "{}", refused.text);
        // A hole is filled before the block is said to be used up.
        act(&here, &office(), &id, register("2024-102")).unwrap();
        let view = open(&here);
        assert_eq!(
            (view.next_number.as_str(), view.numbers_left),
            ("2024-101", Some(1))
        );
        act(&here, &office(), &other, register("2024-101")).unwrap();
        let view = open(&here);
        assert_eq!(
            (view.next_number.as_str(), view.numbers_left),
            ("", Some(0))
        );
        let refused = act(&here, &office(), &third, register("2024-103")).unwrap_err();
        assert!(refused.text.contains("已经用完"), "{}", refused.text);

        let registrar = Own {
            registrar: true,
            ..own(Role::Office, "")
        };
        let (_, here, id) = shared(registrar);
        let view = open(&here);
        assert_eq!(
            (view.next_number.as_str(), view.numbers_left),
            ("2024-001", None)
        );
        act(&here, &office(), &id, register("2024-001")).unwrap();
    }

    /// Five signers, a reply, what they think, and the totals told afterwards; the lines,
    /// and those of them that a unit's device is given.
    fn rated() -> (MemoryStore, SuggestionId, Vec<Vec<u8>>) {
        let (store, here, world) = device(1, &[]);
        world.today.set(Some(date("2024-12-01")));
        let named = Request::Configure {
            name: "泉山".into(),
            rulebook: "quanshan".into(),
        };
        ask(&here, &office(), named).unwrap();
        let names = ["王五", "钱七", "孙八", "李九", "周十"];
        let mut paper = dossier("修缮水渠", names[0]);
        paper.co_signers = names[1..].iter().map(|name| (*name).to_owned()).collect();
        let id = create(&here, paper);
        for at in 0..7 {
            let (actor, command) = step(at, names[0]);
            act(&here, &actor, &id, command).unwrap();
        }
        let announce = |on| Command::AnnounceOpinions { on: date(on) };
        for (at, name) in names.into_iter().enumerate() {
            let code = act(&here, &office(), &id, announce("2024-12-01")).unwrap_err();
            assert_eq!(code.code, "too_few_opinions", "{at}");
            let result = if at == 1 {
                Rating::Dissatisfied
            } else {
                Rating::Satisfied
            };
            let command = Command::Evaluate {
                deputy: name.into(),
                on: date("2024-05-27"),
                process: Some(Rating::Satisfied),
                result,
                note: "机密附言".into(),
                points: Vec::new(),
                defects: Vec::new(),
            };
            act(&here, &deputy(name), &id, command).unwrap();
        }
        world.today.set(Some(date("2024-05-28")));
        let early = act(&here, &office(), &id, announce("2024-05-28")).unwrap_err();
        assert_eq!(early.code, "evaluation_not_over");
        assert!(early.text.contains("2024-"), "{}", early.text);
        world.today.set(Some(date("2024-12-01")));
        act(&here, &office(), &id, announce("2024-12-01")).unwrap();
        let again = act(&here, &office(), &id, announce("2024-12-01")).unwrap_err();
        assert_eq!(again.code, "opinions_announced");
        let all = lines(&store);
        let held = all.iter().filter(|line| {
            let kind = Line::read(line).unwrap().kind.to_owned();
            kind != "evaluated" && kind != "looked_back"
        });
        let held = held.cloned().collect();
        (store, id, held)
    }

    #[test]
    fn a_units_device_holds_no_opinion_and_shows_the_totals_told() {
        let (store, id, held) = rated();
        let whole = engine(&store);
        let water = unit("区水务局");
        let theirs = item(&whole, &water, &id);
        let (there, unit_device, _) = device(4, &held);
        told(
            &there,
            &Standing {
                version: 1,
                own: Some(own(Role::Unit, "区水务局")),
                ..Standing::default()
            },
        );
        let mine = item(&unit_device, &water, &id);
        assert_eq!(theirs.opinion_totals, Some([4, 0, 1]));
        assert_eq!(mine.opinion_totals, theirs.opinion_totals);
        assert!(mine.anomalies.is_empty(), "{:?}", mine.anomalies);
        assert!(mine.rounds[0].evaluations.is_empty());
        assert!(
            mine.timeline
                .iter()
                .any(|one| one.what.contains("公布第1轮评价汇总"))
        );
        // A new round and its reply stand on it as on the office's device.
        let rehandle = Command::Rehandle {
            on: date("2024-12-01"),
            reason: "尽快修复。".into(),
        };
        act(&whole, &office(), &id, rehandle).unwrap();
        append(&there, &lines(&store)[store_len(&held, &store)..]);
        block_on(unit_device.catch_up());
        let (here, away) = (item(&whole, &water, &id), item(&unit_device, &water, &id));
        assert_eq!((here.row.stage, here.row.rounds), (StageName::Handling, 2));
        assert_eq!((away.row.stage, away.row.rounds), (StageName::Handling, 2));
        assert!(away.anomalies.is_empty(), "{:?}", away.anomalies);
        assert_eq!(away.opinion_totals, Some([4, 0, 1]));
    }

    /// How many lines of the store came before what `held` does not have yet.
    fn store_len(held: &[Vec<u8>], store: &MemoryStore) -> usize {
        let all = lines(store);
        let last = held.last().unwrap();
        all.iter().position(|line| line == last).unwrap() + 1
    }

    #[test]
    fn windows_show_what_was_told_where_opinions_never_come() {
        let (store, _, _) = rated();
        let whole = engine(&store);
        let open_window = Request::WindowOpen {
            title: "测评".into(),
            opens: date("2024-12-01"),
            closes: date("2024-12-31"),
            look_back: false,
            query: LedgerQuery {
                stages: StageName::ALL.to_vec(),
                ..LedgerQuery::default()
            },
        };
        ask(&whole, &office(), open_window).unwrap();
        let held: Vec<Vec<u8>> = lines(&store)
            .into_iter()
            .filter(|line| Line::read(line).unwrap().kind != "evaluated")
            .collect();
        let (_, unit_device, world) = device(4, &held);
        world.today.set(Some(date("2025-01-02")));
        let windows = match ask(&unit_device, &unit("区水务局"), Request::Windows) {
            Ok(Reply::Windows(windows)) => windows,
            other => panic!("{other:?}"),
        };
        assert_eq!(
            windows[0].totals,
            [("区水务局".to_owned(), Some([4, 0, 1]))]
        );
        assert_eq!(windows[0].opinions, (5, 5));
    }

    #[test]
    fn each_action_says_what_this_device_may_do() {
        let (store, id, ..) = contested();
        let here = engine(&store);
        let view = item(&here, &office(), &id);
        let resolve = view
            .actions
            .iter()
            .find(|one| one.action == Action::Resolve);
        assert_eq!(resolve.unwrap().refusal, None);
        let view = item(&here, &unit("区水务局"), &id);
        let resolve = view
            .actions
            .iter()
            .find(|one| one.action == Action::Resolve);
        assert_eq!(
            resolve.unwrap().refusal.as_ref().unwrap().code,
            "wrong_role"
        );
    }

    #[test]
    fn screenings_made_apart_are_screenings() {
        // Without the syncer's word the earlier in order holds, and the other contradicts.
        let (base, first, _) = device(1, &[]);
        let id = life(&first, "修缮水渠", "张三", 1);
        let base = lines(&base);
        let (a, here, _) = device(2, &base);
        let (b, there, _) = device(3, &base);
        let screen = |outcome| Command::Screen {
            on: date("2024-03-04"),
            outcome,
            tests: Vec::new(),
        };
        act(&here, &office(), &id, screen(ScreenOutcome::Accept)).unwrap();
        let back = ScreenOutcome::SendBack {
            note: "请补充".into(),
        };
        act(&there, &office(), &id, screen(back)).unwrap();
        let (a, b) = (lines(&a), lines(&b));
        let both = [a.last().unwrap().clone(), b.last().unwrap().clone()];
        let mut stages = Vec::new();
        for order in [[0, 1], [1, 0]] {
            let store = MemoryStore::new();
            append(&store, &base);
            append(&store, &order.map(|at: usize| both[at].clone()));
            let view = item(&engine(&store), &office(), &id);
            assert_eq!((view.anomalies.len(), view.conflicts), (1, 0));
            stages.push(view.row.stage);
        }
        assert_eq!(stages[0], stages[1]);
        // Both have the same sequence number: the smaller id comes first.
        let first = both.iter().map(|line| id_of(line)).min().unwrap();
        let accepted = id_of(&both[0]) == first;
        let expected = if accepted {
            StageName::Screened
        } else {
            StageName::SentBack
        };
        assert_eq!(stages[0], expected);
    }
}
