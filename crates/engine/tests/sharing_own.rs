//! What a device of a shared workspace may record: its own party's acts, its own numbers.

#[cfg(test)]
mod support;

#[cfg(test)]
mod tests {
    use super::support::sharing::*;
    use super::support::*;
    use futures_lite::future::block_on;
    use huiyin_log::standing::{Block, Own, STANDING_KEY, Standing};
    use huiyin_protocol::item::ActionView;
    use huiyin_protocol::ledger::LedgerQuery;
    use huiyin_protocol::{FailureKind, Request};
    use huiyin_rules::ids::SuggestionId;
    use huiyin_rules::suggestion::Command;
    use huiyin_rules::{Actor, Party, Role};
    use huiyin_store::{EventStore, MemoryStore};

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
        let actions = item(&here, &office(), &id).actions;
        let barred = |one: &ActionView| {
            let refusal = one.refusal.as_ref();
            refusal.is_some_and(|refusal| refusal.code == "device_revoked")
        };
        assert!(actions.iter().all(barred), "{actions:?}");
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
}
