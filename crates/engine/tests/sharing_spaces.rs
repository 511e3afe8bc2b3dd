//! Single opinions never come to a unit's device: everything else folds without them.

#[cfg(test)]
mod support;

#[cfg(test)]
mod tests {
    use super::support::sharing::*;
    use super::support::*;
    use futures_lite::future::block_on;
    use huiyin_log::Line;
    use huiyin_log::standing::{Own, Standing};
    use huiyin_protocol::ledger::LedgerQuery;
    use huiyin_protocol::{Reply, Request};
    use huiyin_rules::ids::SuggestionId;
    use huiyin_rules::suggestion::{Command, StageName};
    use huiyin_rules::{Rating, Role};
    use huiyin_store::MemoryStore;

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
}
