//! What was decided apart: listed for those who may know, settled by the office.

#[cfg(test)]
mod support;

#[cfg(test)]
mod tests {
    use super::support::sharing::*;
    use super::support::*;
    use huiyin_log::standing::Standing;
    use huiyin_protocol::Request;
    use huiyin_protocol::conflict::ConflictKind;
    use huiyin_rules::Rating;
    use huiyin_rules::ids::EventId;
    use huiyin_rules::suggestion::{Action, Command};
    use huiyin_store::MemoryStore;

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
}
