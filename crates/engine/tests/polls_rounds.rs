//! What a declared vote does to the suggestions it is about: rounds opened with it, and
//! taken back with it.

#[cfg(test)]
mod support;

#[cfg(test)]
mod tests {
    use super::support::polls::*;
    use super::support::sharing::lines;
    use super::support::*;
    use huiyin_protocol::ledger::{DeskView, LedgerQuery, Waits};
    use huiyin_protocol::poll::*;
    use huiyin_protocol::{Reply, Request};
    use huiyin_rules::Actor;
    use huiyin_rules::ids::SuggestionId;
    use huiyin_rules::poll::{PaperTotals, PollKind, Way};
    use huiyin_rules::suggestion::{Action, Command, StageName};

    const FINDING: &str = "重点督办建议满意度测评：不满意";

    /// A suggestion taken through the first steps of its life, under a number of its own.
    fn lived(engine: &Memory, number: &str, steps: usize) -> SuggestionId {
        let id = create(engine, dossier(&format!("建议{number}"), "刘明"));
        for at in 0..steps {
            let (actor, mut command) = step(at, "刘明");
            if let Command::Register { number: own, .. } = &mut command {
                *own = number.into();
            }
            act(engine, &actor, &id, command).unwrap();
        }
        id
    }

    /// Replied, closed with satisfied deputies, under way; and one that satisfies.
    fn four(engine: &Memory) -> [SuggestionId; 4] {
        [("001", 7), ("002", 9), ("003", 5), ("004", 8)]
            .map(|(number, steps)| lived(engine, &format!("2024-{number}"), steps))
    }

    /// A poll by hand over these and the report, in which 3 of 40 are satisfied with all but
    /// the last suggestion; ready to be declared.
    fn counted(engine: &Memory, items: &[SuggestionId]) -> String {
        let by_hand = PollDraft {
            kind: Some(PollKind::ByHand),
            ..draft(items, 38)
        };
        let view = planned(engine, by_hand);
        let id = view.id.clone();
        order(engine, &id, PollOrder::Open);
        for n in 1..=38 {
            let (voter, way) = (format!("委员{n:02}"), Way::Paper);
            order(engine, &id, PollOrder::CheckIn { voter, way });
        }
        order(engine, &id, PollOrder::Close);
        let totals: Vec<PaperTotals> = totals(&view, 38, 3)
            .into_iter()
            .map(|one| match one.question.as_str() {
                "q4" => PaperTotals {
                    satisfied: 38,
                    dissatisfied: 0,
                    ..one
                },
                _ => one,
            })
            .collect();
        for by in ["张三", "李四"] {
            let (by, totals) = (by.to_owned(), totals.clone());
            order(engine, &id, PollOrder::CountPaper { by, totals });
        }
        id
    }

    fn declare(id: &str, rehandle: bool) -> PollAsk {
        PollAsk::Declare {
            id: id.to_owned(),
            shares: Vec::new(),
            note: String::new(),
            due: Some(date("2027-03-01")),
            rehandle,
        }
    }

    fn declared(engine: &Memory, id: &str, rehandle: bool) -> Vec<ResultView> {
        let view = shown(asked(engine, declare(id, rehandle)));
        view.declared.unwrap().results
    }

    fn showing(engine: &Memory, id: &str) -> PollView {
        shown(asked(engine, PollAsk::Show(id.to_owned())))
    }

    fn rounds(engine: &Memory, id: &SuggestionId) -> Vec<Option<String>> {
        let view = item(engine, &office(), id);
        view.rounds.into_iter().map(|round| round.reason).collect()
    }

    fn may_rehandle(engine: &Memory, id: &SuggestionId) -> bool {
        let view = item(engine, &office(), id);
        let mut actions = view.actions.iter();
        let found = actions.find(|one| one.action == Action::Rehandle);
        found.unwrap().refusal.is_none()
    }

    fn desk(engine: &Memory, actor: &Actor, key: &str) -> Vec<SuggestionId> {
        let view: DeskView = match ask(engine, actor, Request::Desk) {
            Ok(Reply::Desk(desk)) => desk,
            other => panic!("{other:?}"),
        };
        let section = view.sections.iter().find(|one| one.key == key).unwrap();
        assert_eq!(section.count as usize, section.rows.len());
        let mut ids: Vec<_> = section.rows.iter().map(|row| row.id.clone()).collect();
        ids.sort();
        ids
    }

    fn sorted(ids: &[&SuggestionId]) -> Vec<SuggestionId> {
        let mut ids: Vec<_> = ids.iter().map(|id| (*id).clone()).collect();
        ids.sort();
        ids
    }

    #[test]
    fn what_a_vote_is_dissatisfied_with_is_handled_again_in_the_same_step() {
        let (engine, store, world) = workspace();
        let items = four(&engine);
        let [replied, closed, handling, satisfied] = &items;
        let id = counted(&engine, &items);
        // Nothing tells a partial result beforehand: only that there is a rule, and whose.
        let (period, source) = showing(&engine, &id).rehandle.unwrap();
        assert!(!period.is_empty() && !source.is_empty());

        let before = lines(&store).len();
        let results = declared(&engine, &id, true);
        // One transaction: the result, four counts, two orders.
        assert_eq!(lines(&store).len() - before, 1 + 4 + 2);
        let told: Vec<_> = results
            .iter()
            .map(|one| (one.recorded, one.rehandled))
            .collect();
        assert_eq!(
            told,
            [
                (true, true),
                (true, true),
                (true, false),
                (true, false),
                (false, false)
            ]
        );
        let again = |at: usize| results[at].again.as_deref().unwrap_or("");
        assert!(
            again(0).contains("第2轮") && again(0).contains("2027-01-01（暂估）"),
            "{}",
            again(0)
        );
        assert!(again(1).contains("第2轮"), "{}", again(1));
        assert!(again(2).contains("办理中"), "{}", again(2));
        assert_eq!((again(3), again(4)), ("", ""));
        assert!(results[0].next.as_deref().unwrap().contains("2027-03-01"));
        for id in [replied, closed] {
            assert_eq!(rounds(&engine, id), [None, Some(FINDING.to_owned())]);
            let view = item(&engine, &office(), id);
            assert_eq!(view.row.stage, StageName::Handling);
            assert!(!view.stage_text.contains("测评"), "{}", view.stage_text);
        }
        for id in [handling, satisfied] {
            assert_eq!(rounds(&engine, id), [None]);
        }
        assert_eq!(desk(&engine, &office(), "voted_down"), []);

        // Declared once; and the same after the workspace is opened again.
        let code = poll_as(&engine, &office(), declare(&id, true))
            .unwrap_err()
            .code;
        assert_eq!(code, "poll_wrong_phase");
        assert_eq!(rounds(&engine, replied).len(), 2);
        let again = engine_in(&store, &world);
        assert_eq!(showing(&again, &id).declared.unwrap().results, results);
    }

    #[test]
    fn without_the_order_the_desk_and_the_page_say_what_waits() {
        let (engine, _, _) = workspace();
        let items = four(&engine);
        let [replied, closed, handling, satisfied] = &items;
        let id = counted(&engine, &items);
        let to_close = desk(&engine, &office(), "to_close");
        assert_eq!(to_close, sorted(&[satisfied]));
        let results = declared(&engine, &id, false);
        assert!(results.iter().all(|one| !one.rehandled));
        assert!(results[0].again.as_deref().unwrap().contains("还没有启动"));
        let waiting = sorted(&[replied, closed]);
        for actor in [
            office(),
            Actor::own(huiyin_rules::Role::Government, "督查室"),
            unit("区水务局"),
        ] {
            assert_eq!(desk(&engine, &actor, "voted_down"), waiting);
        }
        assert_eq!(desk(&engine, &unit("区教育局"), "voted_down"), []);
        for id in [replied, closed] {
            let view = item(&engine, &office(), id);
            assert!(
                view.stage_text.ends_with("测评不满意，应重新办理"),
                "{}",
                view.stage_text
            );
            assert!(may_rehandle(&engine, id));
        }
        assert!(!may_rehandle(&engine, handling) && !may_rehandle(&engine, satisfied));
        // A satisfied deputy does not make it ready to be closed.
        let (actor, command) = step(7, "刘明");
        act(&engine, &actor, replied, command).unwrap();
        assert_eq!(desk(&engine, &office(), "to_close"), sorted(&[satisfied]));
        let close = Command::Close {
            on: date("2026-12-01"),
            despite: None,
        };
        let refused = act(&engine, &office(), replied, close).unwrap_err();
        assert_eq!(refused.code, "close_despite_dissatisfied");
        // Ordered by hand, with words of the office's own.
        let order = Command::Rehandle {
            on: date("2026-12-01"),
            reason: "责成整改".into(),
        };
        act(&engine, &office(), replied, order).unwrap();
        assert_eq!(desk(&engine, &office(), "voted_down"), sorted(&[closed]));
        let after = showing(&engine, &id).declared.unwrap().results;
        assert!(after[0].recorded && !after[0].rehandled);
        assert!(after[0].again.as_deref().unwrap().contains("办理中"));
    }

    /// A poll that is set aside counts for nothing; what somebody has built on stays.
    #[test]
    fn annulling_takes_back_what_nobody_has_built_on() {
        let (engine, store, _) = workspace();
        let items = four(&engine);
        let [replied, closed, ..] = &items;
        let id = counted(&engine, &items);
        declared(&engine, &id, true);
        let remind = Command::Remind {
            unit: None,
            on: date("2026-12-01"),
            channel: huiyin_rules::suggestion::Channel::Phone,
            note: "请抓紧".into(),
        };
        act(&engine, &office(), closed, remind).unwrap();
        let before = lines(&store).len();
        let view = order(&engine, &id, PollOrder::Annul("计票有误".into()));
        // The poll; of three suggestions the count, of one the order too.
        assert_eq!(lines(&store).len() - before, 1 + 3 + 1);
        assert_eq!(view.phase.0, "annulled");
        let results = view.declared.unwrap().results;
        let told: Vec<_> = results
            .iter()
            .map(|one| (one.recorded, one.rehandled, one.again.is_some()))
            .collect();
        assert_eq!(
            told,
            [
                (false, false, false),
                (true, true, true),
                (false, false, false),
                (false, false, false),
                (false, false, false)
            ]
        );
        assert!(results.iter().all(|one| one.next.is_none()));
        assert_eq!(rounds(&engine, replied), [None]);
        assert!(!may_rehandle(&engine, replied));
        assert_eq!(rounds(&engine, closed).len(), 2);
        let query = LedgerQuery {
            waits: Some(Waits::Rehandle),
            ..LedgerQuery::default()
        };
        assert_eq!(ledger(&engine, query).rows.len(), 0);
        let code = poll_as(
            &engine,
            &office(),
            PollAsk::Order {
                id,
                order: PollOrder::Annul("再次".into()),
            },
        );
        assert_eq!(code.unwrap_err().code, "poll_wrong_phase");
    }

    #[test]
    fn a_poll_about_no_suggestion_offers_no_round() {
        let (engine, _, _) = workspace();
        let id = counted(&engine, &[]);
        assert_eq!(showing(&engine, &id).rehandle, None);
        let results = declared(&engine, &id, true);
        assert!(
            results
                .iter()
                .all(|one| !one.recorded && one.again.is_none())
        );
    }
}
