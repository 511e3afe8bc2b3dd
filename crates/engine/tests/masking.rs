//! Evaluation back to back: nothing a unit is shown tells who thinks what.

#[cfg(test)]
mod support;

#[cfg(test)]
mod tests {
    use super::support::*;
    use huiyin_protocol::ledger::{Column, LedgerQuery, Sort};
    use huiyin_protocol::report::ReportQuery;
    use huiyin_protocol::rulebook::WindowView;
    use huiyin_protocol::stats::{StatsQuery, StatsView};
    use huiyin_protocol::{Answer, Reply, Request};
    use huiyin_rules::ids::SuggestionId;
    use huiyin_rules::suggestion::{Command, StageName};
    use huiyin_rules::{Actor, Rating};
    use huiyin_store::MemoryStore;

    /// What a deputy wrote beside the opinion; nothing a unit reads may hold it.
    const SECRET: &str = "机密附言";
    /// Who only ever gave an opinion.
    const CRITIC: &str = "钱七";
    const SIGNERS: [&str; 5] = ["王五", CRITIC, "孙八", "李九", "周十"];

    fn water() -> Actor {
        unit("区水务局")
    }

    fn evaluate(engine: &Memory, id: &SuggestionId, name: &str, on: &str, result: Rating) {
        let command = Command::Evaluate {
            deputy: name.into(),
            on: date(on),
            process: Some(Rating::Satisfied),
            result,
            note: SECRET.into(),
            points: Vec::new(),
            defects: Vec::new(),
        };
        act(engine, &deputy(name), id, command).unwrap();
    }

    /// Quanshan's rules, five signers, a reply on 20 May 2024, `given` opinions.
    fn workspace(given: usize) -> (Memory, World, SuggestionId) {
        let world = World::default();
        world.today.set(Some(date("2024-05-28")));
        let engine = engine_in(&MemoryStore::new(), &world);
        let configure = Request::Configure {
            name: "泉山".into(),
            rulebook: "quanshan".into(),
        };
        ask(&engine, &office(), configure).unwrap();
        let mut paper = dossier("修缮水渠", "王五");
        paper.co_signers = SIGNERS[1..].iter().map(|name| (*name).to_owned()).collect();
        let id = create(&engine, paper);
        for number in 0..7 {
            let (actor, command) = step(number, "王五");
            let command = match command {
                Command::Screen { on, outcome, .. } => Command::Screen {
                    on,
                    outcome,
                    tests: Vec::new(),
                },
                other => other,
            };
            act(&engine, &actor, &id, command).unwrap();
        }
        for name in SIGNERS.iter().take(given) {
            let result = if *name == CRITIC {
                Rating::Dissatisfied
            } else {
                Rating::Satisfied
            };
            evaluate(&engine, &id, name, "2024-05-27", result);
        }
        (engine, world, id)
    }

    fn everything() -> LedgerQuery {
        LedgerQuery {
            stages: StageName::ALL.to_vec(),
            limit: 100,
            ..LedgerQuery::default()
        }
    }

    /// Every request that shows something, and acts that are refused.
    fn requests(id: &SuggestionId) -> Vec<Request> {
        let rated = LedgerQuery {
            ratings: vec![Rating::Dissatisfied],
            ..everything()
        };
        let by_rating = LedgerQuery {
            sort: Sort::Rating,
            ..everything()
        };
        let stats = StatsQuery {
            filter: everything(),
        };
        let evaluate = Command::Evaluate {
            deputy: CRITIC.into(),
            on: date("2024-05-28"),
            process: None,
            result: Rating::Satisfied,
            note: String::new(),
            points: Vec::new(),
            defects: Vec::new(),
        };
        let close = Command::Close {
            on: date("2024-05-28"),
            despite: None,
        };
        let announce = Command::AnnounceOpinions {
            on: date("2024-05-28"),
        };
        let resolve = Command::Resolve {
            keep: "e1".try_into().unwrap(),
            dropped: vec!["e2".try_into().unwrap()],
            on: date("2024-05-28"),
            reason: "核对".into(),
        };
        let batch = |command: &Command| Request::Batch {
            ids: vec![id.clone()],
            command: command.clone(),
            dry_run: true,
        };
        let one = |command: &Command| Request::Act {
            id: id.clone(),
            command: command.clone(),
        };
        let reports = [
            ReportQuery::Key { year: 2024 },
            ReportQuery::Calendar {
                from: date("2024-05-01"),
                to: date("2024-12-31"),
                mine: true,
            },
            ReportQuery::Unit {
                unit: "区水务局".into(),
                year: 2024,
            },
            ReportQuery::Units { year: 2024 },
            ReportQuery::Commitments {
                kept: true,
                unit: None,
            },
            ReportQuery::MidYear { year: 2024 },
            ReportQuery::LookBack { year: 2024 },
        ];
        let mut all = vec![
            Request::Open,
            Request::Desk,
            Request::Ledger(everything()),
            Request::Ledger(rated.clone()),
            Request::Ledger(by_rating),
            Request::Facets,
            Request::Item(id.clone()),
            Request::Stats(stats.clone()),
            Request::StatsTable(stats),
            Request::LedgerTable {
                query: everything(),
                columns: Column::ALL.to_vec(),
            },
            Request::LedgerTable {
                query: rated,
                columns: Column::ALL.to_vec(),
            },
            Request::Imports,
            Request::BundleExport { from: 0 },
            Request::Rulebook { name: None },
            Request::Windows,
            Request::Conflicts,
            one(&announce),
            batch(&announce),
            one(&resolve),
            one(&evaluate),
            batch(&evaluate),
            one(&close),
            batch(&close),
            Request::UndoBatch(vec![id.clone()]),
        ];
        for query in reports {
            all.push(Request::Report(query.clone()));
            all.push(Request::ReportTable(query));
        }
        all
    }

    /// Everything that was said, as one text; bytes as the text they are.
    fn said(answer: &Answer) -> String {
        match answer {
            Ok(Reply::BundlePart { bytes, .. }) => String::from_utf8_lossy(bytes).into_owned(),
            other => format!("{other:?}"),
        }
    }

    fn stats(engine: &Memory, actor: &Actor) -> StatsView {
        let query = StatsQuery {
            filter: everything(),
        };
        match ask(engine, actor, Request::Stats(query)) {
            Ok(Reply::Stats(view)) => view,
            other => panic!("{other:?}"),
        }
    }

    fn windows(engine: &Memory, actor: &Actor) -> Vec<WindowView> {
        match ask(engine, actor, Request::Windows) {
            Ok(Reply::Windows(windows)) => windows,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn no_reply_to_a_unit_tells_an_opinion() {
        let (here, _, id) = workspace(2);
        for request in requests(&id) {
            let told = said(&ask(&here, &water(), request.clone()));
            assert!(!told.contains(SECRET), "{request:?} told {told}");
        }
        // The words are there for those who may read them.
        let page = format!("{:?}", item(&here, &office(), &id));
        assert!(page.contains(SECRET));
        // The critic is named as a signer and nowhere else.
        let page = item(&here, &water(), &id);
        assert_eq!(page.row.rating, None);
        assert_eq!(page.opinion_totals, None);
        assert!(!page.opinions_hidden.is_empty());
        assert!(page.rounds.iter().all(|round| round.evaluations.is_empty()));
        let handled = page.timeline.iter().filter(|entry| entry.round > 0);
        assert!(handled.clone().count() > 2);
        for entry in handled {
            assert!(!format!("{entry:?}").contains(CRITIC), "{entry:?}");
        }
        let beside = (
            &page.actions,
            &page.deadlines,
            &page.anomalies,
            &page.oversight,
        );
        assert!(!format!("{beside:?}").contains(CRITIC), "{beside:?}");
        let undo = Command::Undo {
            event: page.latest.clone().unwrap(),
        };
        let refused = act(&here, &water(), &id, undo).unwrap_err();
        assert!(!refused.text.contains(CRITIC), "{}", refused.text);
        // The office sees all of it.
        let page = item(&here, &office(), &id);
        assert_eq!(page.row.rating, Some(Rating::Dissatisfied));
        assert_eq!(page.rounds[0].evaluations.len(), 2);
    }

    #[test]
    fn filters_and_figures_do_not_give_opinions_away() {
        let (here, _, _) = workspace(2);
        let rated = |rating| LedgerQuery {
            ratings: vec![rating],
            ..everything()
        };
        for rating in Rating::ALL {
            assert_eq!(ledger_for(&here, &water(), rated(rating)).total, 0);
        }
        assert_eq!(ledger(&here, rated(Rating::Dissatisfied)).total, 1);
        // The same question, remembered from the office's asking, is not the same answer.
        assert_eq!(
            ledger_for(&here, &water(), rated(Rating::Dissatisfied)).total,
            0
        );
        let of = |view: &StatsView| {
            let bar = view.ratings.iter().map(|bar| bar.count);
            bar.collect::<Vec<u64>>()
        };
        assert_eq!(of(&stats(&here, &water())), [0, 0, 0, 1]);
        assert_eq!(of(&stats(&here, &office())), [0, 0, 1, 0]);
    }

    #[test]
    fn totals_come_after_the_window_and_only_of_enough() {
        let (here, world, id) = workspace(0);
        let window = Request::WindowOpen {
            title: "集中测评".into(),
            opens: date("2024-05-28"),
            closes: date("2024-06-28"),
            look_back: false,
            query: everything(),
        };
        ask(&here, &office(), window).unwrap();
        for name in SIGNERS {
            let result = if name == CRITIC {
                Rating::Dissatisfied
            } else {
                Rating::Satisfied
            };
            evaluate(&here, &id, name, "2024-05-28", result);
        }
        let totals = |engine: &Memory| item(engine, &water(), &id).opinion_totals;
        assert_eq!(totals(&here), None, "the window is open");
        let unit_window = windows(&here, &water());
        assert_eq!(unit_window[0].totals, [("区水务局".to_owned(), None)]);
        assert_eq!(unit_window[0].opinions, (5, 0));
        assert!(unit_window[0].waiting.is_empty());
        assert_eq!(windows(&here, &office())[0].opinions, (5, 5));
        // The feedback's own last day does not open what the window keeps shut.
        world.today.set(Some(date("2024-06-28")));
        assert_eq!(totals(&here), None, "its last day is part of it");
        world.today.set(Some(date("2024-06-29")));
        assert_eq!(totals(&here), Some([4, 0, 1]));
        let page = item(&here, &water(), &id);
        assert_eq!(page.row.rating, Some(Rating::Dissatisfied));
        assert!(page.rounds[0].evaluations.is_empty(), "never who");
        let mut handled = page.timeline.iter().filter(|entry| entry.round > 0);
        assert!(handled.all(|entry| !format!("{entry:?}").contains(CRITIC)));
        let unit_window = windows(&here, &water());
        assert_eq!(
            unit_window[0].totals,
            [("区水务局".to_owned(), Some([4, 0, 1]))]
        );
        let told = said(&ask(&here, &water(), Request::BundleExport { from: 0 }));
        assert!(told.contains("export_masked"), "{told}");
    }

    #[test]
    fn too_few_opinions_are_never_told() {
        let (here, world, id) = workspace(4);
        world.today.set(Some(date("2025-03-01")));
        let page = item(&here, &water(), &id);
        assert_eq!((page.row.rating, page.opinion_totals), (None, None));
        assert!(
            page.opinions_hidden.contains("最少份数"),
            "{}",
            page.opinions_hidden
        );
        evaluate(&here, &id, SIGNERS[4], "2025-03-01", Rating::Satisfied);
        assert_eq!(item(&here, &water(), &id).opinion_totals, Some([4, 0, 1]));
    }

    #[test]
    fn where_evaluation_is_open_units_read_it() {
        let here = engine(&MemoryStore::new());
        let id = life(&here, "修缮水渠", "王五", 8);
        let page = item(&here, &water(), &id);
        assert_eq!(page.row.rating, Some(Rating::Satisfied));
        assert_eq!(page.rounds[0].evaluations.len(), 1);
        assert!(page.opinions_hidden.is_empty());
    }
}
