//! One workspace on many devices: what does not count, and what comes in any order.

#[cfg(test)]
mod support;

#[cfg(test)]
mod tests {
    use super::support::sharing::*;
    use super::support::*;
    use futures_lite::future::block_on;
    use huiyin_log::Line;
    use huiyin_log::standing::{STANDING_KEY, Standing};
    use huiyin_protocol::conflict::ConflictView;
    use huiyin_protocol::item::ItemView;
    use huiyin_protocol::ledger::{LedgerQuery, LedgerRow, Sort};
    use huiyin_protocol::workspace::WorkspaceView;
    use huiyin_protocol::{FailureKind, Push, Reply, Request};
    use huiyin_rules::ids::SuggestionId;
    use huiyin_rules::suggestion::{Command, ScreenOutcome, StageName};
    use huiyin_store::{EventStore, MemoryStore};
    use proptest::prelude::*;

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

    /// What is compared below has something to compare.
    #[test]
    fn devices_that_go_on_apart_contradict() {
        for shared in 1..STEPS {
            let Apart { ids, all, standing } = apart(shared, STEPS, STEPS);
            let store = MemoryStore::new();
            told(&store, &standing);
            append(&store, &all);
            let (view, _, items, conflicts) = shown(&engine(&store), &ids);
            // Two that take it, meet the deputies or close it say the same.
            let same = [4, 5, 8].contains(&shared);
            assert!(view.conflicts > 0 || same, "{shared}");
            assert_eq!(view.conflicts as usize, conflicts.len(), "{shared}");
            let of_items: u32 = items.iter().flatten().map(|one| one.conflicts).sum();
            assert_eq!(of_items, view.conflicts, "{shared}");
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
    fn what_counts_again_is_built_upon() {
        let (store, here, _) = device(1, &[]);
        let id = life(&here, "修缮水渠", "张三", 4);
        let written = lines(&store);
        let later = Standing {
            version: 1,
            set_aside: written[2..].iter().map(|line| named(line)).collect(),
            ..Standing::default()
        };
        told(&store, &later);
        // Opened anew, it does not even know their numbers of order.
        let live = engine_in(&store, &{
            let world = World::default();
            world.drawn.set(7_000);
            world
        });
        assert_eq!(item(&live, &office(), &id).row.stage, StageName::Submitted);
        let adopted = Standing {
            version: 2,
            ..Standing::default()
        };
        told(&store, &adopted);
        block_on(live.catch_up());
        let (actor, command) = step(4, "张三");
        act(&live, &actor, &id, command).unwrap();
        let (before, last) = (&written[written.len() - 1], lines(&store).pop().unwrap());
        let seq = |line: &[u8]| Line::read(line).unwrap().seq;
        assert!(seq(&last) > seq(before));
        let view = item(&live, &office(), &id);
        assert_eq!(
            (view.row.stage, view.anomalies.len()),
            (StageName::Handling, 0)
        );
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
