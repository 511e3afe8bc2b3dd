//! A poll in a workspace, from the plan to the published board, counted again by the
//! second implementation.

#[cfg(test)]
mod support;

#[cfg(test)]
mod tests {
    use super::support::polls::*;
    use super::support::*;
    use huiyin_ballot::Choice;
    use huiyin_protocol::poll::*;
    use huiyin_protocol::{Reply, Request, encode};
    use huiyin_rules::Rating;
    use huiyin_rules::poll::{Cause, PollKind, Way};
    use huiyin_verify::Verification;

    /// A whole sitting: 33 by card and 5 on paper over 3 items, and what became of it.
    #[test]
    fn a_sitting_from_the_plan_to_the_board() {
        let (engine, store, world) = workspace();
        let items = [
            assigned(&engine, "2026-001", "修复老旧小区雨棚"),
            assigned(&engine, "2026-002", "增设公交站点"),
        ];
        let view = planned(&engine, draft(&items, 38));
        assert_eq!(view.questions.len(), 3);
        assert_eq!(view.questions[0].number.as_deref(), Some("2026-001"));
        assert_eq!(view.questions[0].unit.as_deref(), Some("区水务局"));
        let id = view.id.clone();
        let (dealt, sheet) = dealt(&engine, &id, 4);
        assert_eq!((dealt.cards.len(), dealt.shares.len()), (42, 3));
        order(&engine, &id, PollOrder::Open);
        for n in 1..=38 {
            let way = if n <= 33 { Way::Card } else { Way::Paper };
            let voter = format!("委员{n:02}");
            order(&engine, &id, PollOrder::CheckIn { voter, way });
        }
        // 33 cards: item one 30 satisfied, item two 12, the report 5; two leave the last blank.
        let mut lines = Vec::new();
        for (at, (code, _)) in dealt.cards.iter().take(33).enumerate() {
            lines.extend(voted(&sheet, code, |item| match (item, at) {
                (0, 0..30) | (1, 0..12) | (2, 0..5) => Choice::Satisfied,
                (1, 12..22) => Choice::BasicallySatisfied,
                (2, 31..) => Choice::Blank,
                _ => Choice::Dissatisfied,
            }));
        }
        // The server brought 20 cards' votes; a tablet that was away hands in the rest.
        let (here, later) = lines.split_at(60);
        let mut brought = here.to_vec();
        brought.push("{\"q\":\"q1\"}".into());
        assert_eq!(take(&engine, &id, brought.clone(), false), (60, 0, 1));
        assert_eq!(take(&engine, &id, brought, false), (0, 60, 1));
        order(&engine, &id, PollOrder::Close);
        assert_eq!(take(&engine, &id, later.to_vec(), true), (39, 0, 0));

        let leftover = |cards: &[(String, Option<String>)]| PollOrder::Void {
            cards: cards.iter().map(|one| one.0.to_lowercase()).collect(),
            cause: Cause::Leftover,
        };
        let view = order(&engine, &id, leftover(&dealt.cards[33..]));
        assert_eq!(view.cards.unwrap().unaccounted, 0);
        for by in ["张三", "李四"] {
            let (by, totals) = (by.to_owned(), totals(&view, 5, 4));
            order(&engine, &id, PollOrder::CountPaper { by, totals });
        }
        let fixed = shown(asked(&engine, PollAsk::Fix(id.clone())));
        assert_eq!((fixed.boxed, fixed.remaining.len()), ((99, 33), 0));
        assert_eq!(
            refused(
                &engine,
                PollAsk::TakeVotes {
                    id: id.clone(),
                    lines: Vec::new(),
                    record: false
                }
            ),
            "poll_wrong_phase"
        );

        let share = |at: usize| dealt.shares[at].1.clone();
        let wrong = PollAsk::Count {
            id: id.clone(),
            shares: vec![share(0), share(0)],
        };
        assert!(!refused(&engine, wrong).is_empty());
        let count = PollAsk::Count {
            id: id.clone(),
            shares: vec![share(2), share(0)],
        };
        match asked(&engine, count) {
            PollReply::Counted(view) => {
                assert_eq!(view.hindrances, Vec::<String>::new());
                assert_eq!(view.irregular, Vec::<String>::new());
                assert!(view.counted.iter().all(|one| one.1 == 33));
            }
            other => panic!("{other:?}"),
        }
        let declare = PollAsk::Declare {
            id: id.clone(),
            shares: vec![share(1), share(0)],
            note: String::new(),
            due: Some(date("2027-03-01")),
            rehandle: true,
        };
        let view = shown(asked(&engine, declare));
        let declared = view.declared.unwrap();
        let ratings: Vec<_> = declared.results.iter().map(|one| one.rating).collect();
        // Of 40 members 21 are needed: 34; 16 and 26 together; 9 and 9.
        assert_eq!(
            ratings,
            [
                Some(Rating::Satisfied),
                Some(Rating::BasicallySatisfied),
                Some(Rating::Dissatisfied)
            ]
        );
        assert_eq!(declared.results[0].whole.satisfied, 34);
        assert_eq!(declared.results[2].whole.abstained, 2);
        assert!(
            declared.results[2]
                .next
                .as_ref()
                .unwrap()
                .contains("2027-03-01")
        );
        assert!(declared.results[0].recorded && declared.results[1].recorded);
        assert!(!declared.results[2].recorded, "no suggestion of the ledger");

        // The suggestion's own record has it, and the report on votes judges it the same.
        let report = Request::Report(huiyin_protocol::report::ReportQuery::Votes { year: None });
        match ask(&engine, &office(), report) {
            Ok(Reply::Report(report)) => match *report {
                huiyin_protocol::report::ReportView::Votes(votes) => {
                    assert_eq!(votes.rows.len(), 2);
                    let mut judged: Vec<_> = votes.rows.iter().map(|one| one.verdict).collect();
                    judged.sort();
                    assert_eq!(
                        judged,
                        [Some(Rating::Satisfied), Some(Rating::BasicallySatisfied)]
                    );
                }
                other => panic!("{other:?}"),
            },
            other => panic!("{other:?}"),
        }

        // The board stands up to the second implementation, and to a reopened workspace.
        let board = match asked(&engine, PollAsk::Board(id.clone())) {
            PollReply::File { text, .. } => text,
            other => panic!("{other:?}"),
        };
        let mut check = Verification::new(&board).unwrap();
        while check.step(50).is_some() {}
        let report = check.finish();
        assert!(report.good, "{:?}", report.findings);
        let again = engine_in(&store, &world);
        let same = shown(poll_as(&again, &office(), PollAsk::Show(id.clone())).unwrap());
        assert_eq!(same.declared.unwrap().results, declared.results);
        let other = match asked(&again, PollAsk::Board(id.clone())) {
            PollReply::File { text, .. } => text,
            other => panic!("{other:?}"),
        };
        assert_eq!(other, board);

        // A unit sees what was declared and neither who was there nor anything before.
        let seen = shown(poll_as(&engine, &unit("区水务局"), PollAsk::Show(id)).unwrap());
        assert!(seen.roll.is_empty() && seen.draft.voters.is_empty());
    }

    #[test]
    fn secrets_are_kept_nowhere() {
        let (engine, store, _) = workspace();
        let view = planned(&engine, draft(&[], 3));
        let (dealt, _) = dealt(&engine, &view.id, 2);
        let mut kept = Vec::new();
        for (_, line) in futures_lite::future::block_on(async {
            use huiyin_store::EventStore;
            store.another().read(1, 1_000).await.unwrap()
        }) {
            kept.extend(line);
        }
        let kept = String::from_utf8(kept).unwrap();
        let bare = |code: &str| code.replace('-', "");
        for (code, _) in dealt.cards.iter().chain(
            &dealt
                .shares
                .iter()
                .map(|one| (one.1.clone(), None))
                .collect::<Vec<_>>(),
        ) {
            assert!(!kept.contains(code.as_str()) && !kept.contains(&bare(code)));
        }
    }

    #[test]
    fn a_named_poll_deals_each_voter_a_card() {
        let (engine, _, _) = workspace();
        let named = PollDraft {
            kind: Some(PollKind::Named),
            ..draft(&[], 3)
        };
        let view = planned(&engine, named);
        let (dealt, sheet) = dealt(&engine, &view.id, 1);
        let holders: Vec<_> = dealt.cards.iter().map(|one| one.1.as_deref()).collect();
        assert_eq!(
            holders,
            [Some("委员01"), Some("委员02"), Some("委员03"), None]
        );
        assert_eq!(sheet.dealing().holders.unwrap().len(), 3);
    }

    /// Who chose what is public in a poll by name: with the result, and not before.
    #[test]
    fn a_named_poll_tells_who_chose_what() {
        let (engine, _, _) = workspace();
        let named = PollDraft {
            kind: Some(PollKind::Named),
            ..draft(&[], 3)
        };
        let id = planned(&engine, named).id;
        let (dealt, sheet) = dealt(&engine, &id, 0);
        order(&engine, &id, PollOrder::Open);
        for (voter, _) in ["委员01", "委员02", "委员03"].iter().zip(0..) {
            let (voter, way) = ((*voter).to_owned(), Way::Card);
            order(&engine, &id, PollOrder::CheckIn { voter, way });
        }
        let mut lines = voted(&sheet, &dealt.cards[0].0, |_| Choice::Satisfied);
        lines.extend(voted(&sheet, &dealt.cards[1].0, |_| Choice::Dissatisfied));
        let view = order(&engine, &id, PollOrder::Close);
        assert!(view.declared.is_none());
        assert_eq!(take(&engine, &id, lines, true), (2, 0, 0));
        asked(&engine, PollAsk::Fix(id.clone()));
        let shares = vec![dealt.shares[0].1.clone(), dealt.shares[1].1.clone()];
        let declare = PollAsk::Declare {
            id,
            shares,
            note: String::new(),
            due: None,
            rehandle: false,
        };
        let declared = shown(asked(&engine, declare)).declared.unwrap();
        let of = |name: &str, choice: &str| (name.to_owned(), vec![choice.to_owned()]);
        assert_eq!(
            declared.named,
            [
                of("委员01", "满意"),
                of("委员02", "不满意"),
                of("委员03", "未投")
            ]
        );
    }

    /// Neither the record nor what lies beside it says in which order votes were cast.
    #[test]
    fn what_is_kept_of_votes_is_in_the_order_of_their_names() {
        use huiyin_store::EventStore;
        let (engine, store, _) = workspace();
        let id = planned(&engine, draft(&[], 8)).id;
        let (dealt, sheet) = dealt(&engine, &id, 0);
        order(&engine, &id, PollOrder::Open);
        for n in 1..=8 {
            let (voter, way) = (format!("委员{n:02}"), Way::Card);
            order(&engine, &id, PollOrder::CheckIn { voter, way });
        }
        order(&engine, &id, PollOrder::Close);
        let cards = [5, 2, 7, 0, 3, 6, 1, 4].map(|at| &dealt.cards[at].0);
        let lines: Vec<String> = cards
            .into_iter()
            .flat_map(|code| voted(&sheet, code, |_| Choice::Satisfied))
            .collect();
        let mut sorted = lines.clone();
        sorted.sort_by_key(|line| huiyin_ballot::vote_name(line));
        assert_ne!(lines, sorted, "the order of casting is another one");
        assert_eq!(take(&engine, &id, lines, true), (8, 0, 0));
        let beside = store.another();
        let kept = futures_lite::future::block_on(beside.meta_get(&format!("box/{id}")));
        let kept = String::from_utf8(kept.unwrap().unwrap()).unwrap();
        assert_eq!(kept.lines().collect::<Vec<_>>(), sorted);
        let events = futures_lite::future::block_on(beside.read(1, 1_000)).unwrap();
        let handed_in = events
            .iter()
            .map(|(_, line)| huiyin_log::Line::read(line).unwrap())
            .filter(|line| line.kind == "votes_delivered");
        let bodies: Vec<&str> = handed_in.map(|line| line.body).collect();
        assert_eq!(bodies.len(), 1);
        let body: huiyin_rules::poll::VotesDelivered = serde_json::from_str(bodies[0]).unwrap();
        assert_eq!(body.votes, sorted);
        for (voter, _) in dealt.cards.iter().map(|one| (&one.0, ())) {
            assert!(
                !bodies[0].contains(voter.as_str()),
                "no card stands beside a vote"
            );
        }
    }

    #[test]
    fn drafts_are_refused_by_name() {
        let (engine, _, _) = workspace();
        let with = |change: &dyn Fn(&mut PollDraft)| {
            let mut draft = draft(&[], 3);
            change(&mut draft);
            PollAsk::Plan { id: None, draft }
        };
        for (ask, code) in [
            (with(&|draft| draft.kind = None), "poll_kind_missing"),
            (with(&|draft| draft.on = "明天".into()), "poll_day_missing"),
            (
                with(&|draft| draft.set = String::new()),
                "poll_rule_missing",
            ),
            (
                with(&|draft| draft.title = String::new()),
                "poll_text_unfit",
            ),
            (with(&|draft| draft.observers.clear()), "observers_needed"),
            (PollAsk::Show("nothing".into()), "no_such_poll"),
            (
                PollAsk::Plan {
                    id: None,
                    draft: PollDraft {
                        items: vec![DraftItem {
                            suggestion: Some("gone".try_into().unwrap()),
                            ..DraftItem::default()
                        }],
                        ..draft(&[], 3)
                    },
                },
                "no_such_suggestion",
            ),
        ] {
            assert_eq!(refused(&engine, ask.clone()), code, "{ask:?}");
        }
        let by_unit = poll_as(&engine, &unit("区水务局"), with(&|_| {}));
        assert_eq!(by_unit.unwrap_err().code, "poll_office_only");
        assert!(matches!(asked(&engine, PollAsk::List), PollReply::List(rows) if rows.is_empty()));
    }

    #[test]
    fn a_card_of_another_poll_is_not_voided() {
        let (engine, _, _) = workspace();
        let one = planned(&engine, draft(&[], 3));
        let other = planned(&engine, draft(&[], 3));
        let (_, _) = dealt(&engine, &one.id, 1);
        let (strange, _) = dealt(&engine, &other.id, 1);
        let void = PollAsk::Order {
            id: one.id,
            order: PollOrder::Void {
                cards: vec![strange.cards[0].0.clone()],
                cause: Cause::Replaced,
            },
        };
        assert_eq!(refused(&engine, void), "card_of_another_poll");
    }

    #[test]
    fn dealing_can_be_stopped_and_leaves_nothing() {
        let (engine, _, _) = workspace();
        let view = planned(&engine, draft(&[], 38));
        let dealing = engine.handle(huiyin_protocol::Ask {
            lang: huiyin_rules::Lang::Zh,
            actor: office(),
            request: Request::Poll(encode(&PollAsk::Deal {
                id: view.id.clone(),
                spare: 200,
            })),
        });
        let stopping = engine.handle(huiyin_protocol::Ask {
            lang: huiyin_rules::Lang::Zh,
            actor: office(),
            request: Request::Poll(encode(&PollAsk::Cancel)),
        });
        let (dealt, _) =
            futures_lite::future::block_on(futures_lite::future::zip(dealing, stopping));
        assert_eq!(dealt.unwrap_err().code, "cancelled");
        let same = shown(asked(&engine, PollAsk::Show(view.id)));
        assert_eq!(same.phase.0, "planned");
    }
}
