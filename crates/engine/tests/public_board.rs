//! The notice board's files, and what must not be in them; who sees which voice; bundles.
#![cfg(feature = "public")]

#[cfg(test)]
mod support;

#[cfg(test)]
mod tests {
    use super::support::public::*;
    use super::support::sharing::{device, lines, told};
    use super::support::*;
    use huiyin_log::Line;
    use huiyin_log::judge::is_offices;
    use huiyin_log::standing::{Own, Standing};
    use huiyin_protocol::public::*;
    use huiyin_protocol::{Request, encode};
    use huiyin_rules::board::{BoardField, BoardFile, ItemFile};
    use huiyin_rules::ids::SuggestionId;
    use huiyin_rules::suggestion::Command;
    use huiyin_rules::voice::{Passed, Via};
    use huiyin_rules::{Rating, Role};

    const PHONE: &str = "13812345678";
    const NOTE: &str = "内部批注甲";
    const CONTACT: &str = "柳先生微信lx99";

    /// A suggestion of five deputies, replied to and rated by so many of them.
    fn rated(engine: &Memory, title: &str, number: &str, given: usize) -> SuggestionId {
        let names = ["刘明", "王芳", "李强", "赵敏", "周杰"];
        let mut paper = dossier(title, names[0]);
        paper.co_signers = names[1..].iter().map(|name| (*name).to_owned()).collect();
        paper.origins = vec![format!("民意 {CONTACT}")];
        let id = create(engine, paper);
        for at in 0..7 {
            let (actor, command) = step(at, names[0]);
            let command = match command {
                Command::Screen { on, outcome, .. } => Command::Screen {
                    on,
                    outcome,
                    tests: Vec::new(),
                },
                Command::Register { on, .. } => Command::Register {
                    on,
                    number: number.into(),
                },
                other => other,
            };
            act(engine, &actor, &id, command).unwrap();
        }
        for name in names.iter().take(given) {
            let command = Command::Evaluate {
                deputy: (*name).into(),
                on: date("2024-05-27"),
                process: Some(Rating::Satisfied),
                result: if *name == "王芳" {
                    Rating::Dissatisfied
                } else {
                    Rating::Satisfied
                },
                note: NOTE.into(),
                points: Vec::new(),
                defects: Vec::new(),
            };
            act(engine, &deputy(name), &id, command).unwrap();
        }
        id
    }

    fn read(files: &[(String, String)]) -> (BoardFile, Vec<ItemFile>) {
        let list = files.iter().find(|(path, _)| path == "board.json").unwrap();
        let items = files.iter().filter(|(path, _)| path.starts_with("item/"));
        (
            serde_json::from_str(&list.1).unwrap(),
            items
                .map(|(_, text)| serde_json::from_str(text).unwrap())
                .collect(),
        )
    }

    #[test]
    fn only_what_is_approved_and_chosen_is_published() {
        let (engine, _, _) = workspace();
        let whole = rated(&engine, "修复西街路灯（联系13812345678）", "2024-001", 5);
        let few = rated(&engine, "增设东街公交站", "2024-002", 2);
        let hidden = rated(&engine, "没有公示的建议", "2024-003", 5);
        let draft = create(&engine, dossier("起草中的建议", "刘明"));
        let publish = |ids: &[&SuggestionId]| {
            PublicAsk::Publish(ids.iter().map(|id| (*id).clone()).collect())
        };
        assert_eq!(refused(&engine, publish(&[&whole])), "board_not_set");
        set_board(&engine, &[BoardField::Number, BoardField::Rating]);
        assert_eq!(refused(&engine, publish(&[&draft])), "board_item_unfit");
        asked(&engine, publish(&[&whole, &few]));
        let view = board(&engine, BoardQuery::default());
        assert_eq!((view.total, view.published, view.rows.len()), (3, 2, 3));
        let row = view.rows.iter().find(|row| row.id == whole).unwrap();
        assert_eq!(row.masked, ["修复西街路灯（联系***）"]);
        assert_eq!(row.published.as_deref(), Some("2026-12-01"));
        let open = BoardQuery {
            published: Some(false),
            ..BoardQuery::default()
        };
        assert_eq!(board(&engine, open).rows[0].id, hidden);
        let files_ = files(&engine);
        let (list, items) = read(&files_);
        assert_eq!((list.items.len(), items.len(), files_.len()), (2, 2, 4));
        let of = |number: &str| {
            let found = items
                .iter()
                .find(|one| one.item.number.as_deref() == Some(number));
            found.unwrap()
        };
        let rating = of("2024-001").item.rating.unwrap();
        assert_eq!((rating.satisfied, rating.dissatisfied), (4, 1));
        assert_eq!(
            of("2024-002").item.rating,
            None,
            "two opinions are somebody's"
        );
        assert!(of("2024-001").item.units.is_none() && of("2024-001").reply.is_none());
        assert!(list.units.is_empty(), "units were not chosen");
        let codes: Vec<_> = list
            .rates
            .iter()
            .map(|rate| (rate.code.as_str(), rate.numerator, rate.denominator))
            .collect();
        assert_eq!(codes, [("replied", 2, 2), ("satisfied", 0, 1)]);
        // Everything that can be chosen.
        set_board(&engine, &BoardField::ALL);
        let (list, items) = read(&files(&engine));
        assert_eq!(items[0].item.units.as_ref().unwrap().len(), 2);
        assert_eq!(items[0].reply.as_deref(), Some("已列入年度计划。"));
        let water = list
            .units
            .iter()
            .find(|one| one.name == "区水务局")
            .unwrap();
        assert_eq!(
            (water.items, water.replied, water.satisfied),
            (2, 2, Some(4))
        );
        assert!(items[0].item.due.is_some() && items[0].item.light.is_some());
        // Taken off again.
        let withdraw = PublicAsk::Withdraw {
            suggestions: vec![whole.clone()],
            reason: "涉及隐私".into(),
        };
        asked(&engine, withdraw);
        assert_eq!(read(&files(&engine)).0.items.len(), 1);
        match asked(&engine, PublicAsk::Preview(hidden)) {
            PublicReply::Files(files) => assert!(files[0].1.contains("没有公示的建议")),
            other => panic!("{other:?}"),
        }
    }

    /// What follows from a withdrawal brings nothing along that nobody published.
    #[test]
    fn what_is_withdrawn_is_due_to_go_and_what_is_approved_waits() {
        let (engine, _, _) = workspace();
        let ids = ["2024-001", "2024-002", "2024-003"].map(|number| {
            let title = format!("建议{number}");
            rated(&engine, &title, number, 5)
        });
        let publish = |ids: &[SuggestionId]| asked(&engine, PublicAsk::Publish(ids.to_vec()));
        let due = |there: &[(String, String)], all| {
            let there = there.to_vec();
            match asked(&engine, PublicAsk::Due { there, all }) {
                PublicReply::Due(due) => due,
                other => panic!("{other:?}"),
            }
        };
        set_board(&engine, &[BoardField::Number, BoardField::Units]);
        publish(&ids[..2]);
        let all = due(&[], true);
        assert_eq!((all.total, all.new, all.remove.len()), (4, 2, 0));
        assert_eq!(all.files, files(&engine));
        let there: Vec<(String, String)> = all
            .files
            .iter()
            .map(|(path, _)| (path.clone(), String::new()))
            .collect();
        let same = due(&there, false);
        assert_eq!((same.new, same.gone, same.changed), (0, 0, 0));
        assert!(same.lists.is_empty() && same.remove.is_empty() && same.files.is_empty());
        // One is withdrawn, and another approved that is not published yet.
        publish(&ids[2..]);
        asked(
            &engine,
            PublicAsk::Withdraw {
                suggestions: vec![ids[0].clone()],
                reason: "涉及隐私".into(),
            },
        );
        let item = |number: &str| {
            let mut found = all.files.iter().filter(|(_, text)| text.contains(number));
            found.next().unwrap().0.clone()
        };
        let after = due(&there, false);
        assert_eq!((after.new, after.gone, after.changed), (1, 1, 0));
        assert_eq!(after.remove, [item("2024-001")]);
        let list: BoardFile = serde_json::from_str(&after.lists[1].1).unwrap();
        assert_eq!(list.items.len(), 1);
        assert_eq!(list.items[0].number.as_deref(), Some("2024-002"));
        assert!(list.units.iter().all(|unit| unit.items == 1));
        assert_eq!(list.rates[0].denominator, 1, "rates are of what is listed");
        assert_eq!(after.files.len(), 1, "what may be the same");
        assert!(!after.lists[0].1.contains("2024-003"));
        // Whoever presses publishes what waits, too.
        let pressed = due(&there, true);
        assert_eq!(pressed.remove, after.remove);
        assert_eq!(pressed.files, files(&engine));
        // Approved again, it stays.
        publish(&ids[..1]);
        assert_eq!(due(&there, false).gone, 0);
        // Nobody but the office is told.
        let ask_ = PublicAsk::Due { there, all: true };
        let told = ask(&engine, &unit("区水务局"), Request::Public(encode(&ask_)));
        assert!(told.is_err());
    }

    /// A workspace with every secret there is, and something published.
    fn secrets() -> (Memory, huiyin_store::MemoryStore, SuggestionId, String) {
        let (engine, store, _) = workspace();
        let (town, _) = placed(&engine);
        let shown = rated(&engine, "修复西街路灯", "2024-001", 5);
        rated(&engine, "没有公示的建议", "2024-002", 5);
        set_board(&engine, &BoardField::ALL);
        asked(&engine, PublicAsk::Publish(vec![shown.clone()]));
        let key = key(&engine);
        let mut spoken = said(1, &format!("我是柳先生，电话{PHONE}，住3号楼2单元501室。"));
        spoken.contact = Some(CONTACT.into());
        take(
            &engine,
            vec![
                sealed(&key, "a", &spoken, 1),
                sealed(&key, "b", &said(2, "另一位群众的话"), 2),
            ],
        );
        let rows = inbox(&engine, InboxQuery::default()).rows;
        let id = |words: &str| {
            rows.iter()
                .find(|row| row.text.contains(words))
                .unwrap()
                .id
                .clone()
        };
        let (one, other) = (id("柳先生"), id("另一位"));
        acted(
            &engine,
            &[&one],
            VoiceAct::Pass {
                to: Passed::Station {
                    id: town,
                    name: String::new(),
                },
                note: NOTE.into(),
            },
        );
        acted(
            &engine,
            &[&one],
            VoiceAct::Pass {
                to: Passed::Deputy {
                    name: "刘明".into(),
                },
                note: NOTE.into(),
            },
        );
        acted(&engine, &[&other], VoiceAct::Merge(one.clone()));
        acted(&engine, &[&one], VoiceAct::Join(shown.clone()));
        (engine, store, shown, one)
    }

    #[test]
    fn nothing_internal_is_in_what_leaves_the_office() {
        let (engine, _, shown, _) = secrets();
        let out: Vec<String> = files(&engine)
            .into_iter()
            .chain(tell(&engine))
            .map(|(name, text)| name + &text)
            .collect();
        assert_eq!(out.len(), 5);
        let codes = PublicAsk::Codes;
        let out = out.join("\n") + &format!("{:?}", asked(&engine, codes));
        for secret in [
            PHONE,
            NOTE,
            CONTACT,
            "柳先生",
            "501",
            "没有公示",
            "2024-002",
            "另一位",
            shown.as_str(),
            "seed",
        ] {
            assert!(!out.contains(secret), "{secret} in {out}");
        }
        assert!(out.contains("修复西街路灯") && out.contains("2024-001"));
    }

    #[test]
    fn who_is_not_the_office_sees_no_more_than_is_theirs() {
        let (engine, store, _, id) = secrets();
        let none = inbox_as(&engine, &unit("区水务局"), InboxQuery::default());
        assert!(!none.readable && none.rows.is_empty() && none.stages.is_empty());
        assert_eq!(
            voice_as(&engine, &unit("区水务局"), &id).unwrap_err().code,
            "no_such_voice"
        );
        // Passed to: with the contact. The other deputies see nothing of it.
        let theirs = inbox_as(&engine, &deputy("刘明"), InboxQuery::default());
        assert!(theirs.readable && theirs.rows.len() == 1);
        let one = voice_as(&engine, &deputy("刘明"), &id).unwrap();
        assert_eq!(one.contact.as_deref(), Some(CONTACT));
        assert_eq!(one.may, theirs.acts);
        assert!(!one.may.iter().any(|act| act == "merge" || act == "refuse"));
        assert_eq!(
            one.history
                .iter()
                .filter(|step| step.1.contains(NOTE))
                .count(),
            1,
            "the note to the station is not theirs"
        );
        assert!(
            inbox_as(&engine, &deputy("王芳"), InboxQuery::default())
                .rows
                .is_empty()
        );
        // Came to: without it.
        let draft = VoiceDraft {
            via: Via::Station,
            station: None,
            deputy: Some("王芳".into()),
            place: String::new(),
            text: "想见代表。".into(),
            contact: Some(CONTACT.into()),
            on: String::new(),
        };
        let came = record(&engine, draft);
        assert_eq!(
            voice_as(&engine, &deputy("王芳"), &came).unwrap().contact,
            None
        );
        let found = InboxQuery {
            text: "lx99".into(),
            ..InboxQuery::default()
        };
        assert!(inbox_as(&engine, &deputy("王芳"), found).rows.is_empty());
        // Whatever a unit asks, its answer's bytes hold nothing of it.
        let asks = [
            PublicAsk::Stations,
            PublicAsk::Inbox(InboxQuery {
                count: 100,
                ..InboxQuery::default()
            }),
            PublicAsk::Voice(id.clone()),
            PublicAsk::Counts,
            PublicAsk::Tell,
            PublicAsk::Codes,
            PublicAsk::Key,
            PublicAsk::Drives,
            PublicAsk::Files,
            PublicAsk::TakeVoices(Vec::new()),
        ];
        for asked in asks {
            let bytes = match ask(&engine, &unit("区水务局"), Request::Public(encode(&asked))) {
                Ok(huiyin_protocol::Reply::Public(bytes)) => bytes,
                Ok(other) => panic!("{other:?}"),
                Err(failure) => failure.text.into_bytes(),
            };
            for secret in [PHONE, NOTE, CONTACT, "柳先生"] {
                let found = bytes
                    .windows(secret.len())
                    .any(|part| part == secret.as_bytes());
                assert!(!found, "{secret} in the answer to {asked:?}");
            }
        }
        assert!(
            matches!(ask(&engine, &unit("区水务局"), Request::BundleExport { from: 0 }), Err(failure) if failure.code.starts_with("export_"))
        );
        // A deputy's own device in a shared workspace holds no voice and says so.
        let held: Vec<Vec<u8>> = lines(&store)
            .into_iter()
            .filter(|line| !is_offices(Line::read(line).unwrap().kind))
            .collect();
        assert!(held.len() < lines(&store).len());
        assert!(
            held.iter()
                .all(|line| !Line::read(line).unwrap().aggregate.starts_with("v/")),
            "no part of a voice is in the space that all read"
        );
        let (there, away, world) = device(7, &held);
        world.today.set(Some(date("2026-12-01")));
        let own = Own {
            role: Role::Deputy,
            party: "刘明".into(),
            person: "刘明".into(),
            registrar: false,
            blocks: Vec::new(),
            revoked: false,
        };
        told(
            &there,
            &Standing {
                version: 1,
                own: Some(own),
                ..Standing::default()
            },
        );
        // None was handed to it, and whoever sits at it sees none.
        let none = inbox_as(&away, &deputy("刘明"), InboxQuery::default());
        assert!(none.readable && none.rows.is_empty());
        assert!(!inbox_as(&away, &office(), InboxQuery::default()).readable);
        let view = match public_as(&away, &deputy("刘明"), &PublicAsk::Stations).unwrap() {
            PublicReply::Stations(view) => view,
            other => panic!("{other:?}"),
        };
        assert!(view.rows.len() == 2 && !view.may_change);
    }

    #[test]
    fn a_bundle_brings_everything_and_a_snapshot_the_places() {
        let (engine, store, shown, id) = secrets();
        let bundle = export(&engine);
        let (fresh_store, world) = (huiyin_store::MemoryStore::new(), World::default());
        world.today.set(Some(date("2026-12-01")));
        world.drawn.set(90_000);
        let fresh = engine_in(&fresh_store, &world);
        import(&fresh, &bundle, 4_096).unwrap();
        assert_eq!(voice(&fresh, &id), voice(&engine, &id));
        assert_eq!(files(&fresh), files(&engine));
        assert_eq!(tell(&fresh), tell(&engine));
        // Opened anew from what was kept.
        let again = engine_in(&store, &world);
        assert_eq!(
            inbox(&again, InboxQuery::default()),
            inbox(&engine, InboxQuery::default())
        );
        let imported = engine_in(&fresh_store, &world);
        assert_eq!(
            board(&imported, BoardQuery::default())
                .rows
                .iter()
                .filter(|row| row.id == shown)
                .count(),
            1
        );
        assert_eq!(voice(&imported, &id), voice(&engine, &id));
    }
}
