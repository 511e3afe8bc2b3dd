//! Units side by side, their cards, and what back-to-back evaluation hides of them.

#[cfg(test)]
mod support;

#[cfg(test)]
mod tests {
    use super::support::*;
    use huiyin_protocol::grid::{Table, Value};
    use huiyin_protocol::report::*;
    use huiyin_protocol::rulebook::Existing;
    use huiyin_protocol::{Reply, Request};
    use huiyin_rules::ids::SuggestionId;
    use huiyin_rules::score::cards;
    use huiyin_rules::suggestion::{Arrangement, Channel, Command, ScreenOutcome};
    use huiyin_rules::{Actor, AnswerClass, Fraction, Rating};
    use huiyin_store::MemoryStore;

    const WATER: &str = "区水务局";
    const MONEY: &str = "区财政局";
    const DEPUTIES: [&str; 5] = ["刘明", "张红", "李强", "王芳", "赵刚"];

    fn workspace(rulebook: &str) -> (Memory, World) {
        let world = World::default();
        world.today.set(Some(date("2024-06-03")));
        let engine = engine_in(&MemoryStore::new(), &world);
        let configure = Request::Configure {
            name: "测试".into(),
            rulebook: rulebook.into(),
        };
        ask(&engine, &office(), configure).unwrap();
        (engine, world)
    }

    fn doing(engine: &Memory, actor: &Actor, id: &SuggestionId, command: Command) {
        let told = format!("{command:?}");
        act(engine, actor, id, command).unwrap_or_else(|failure| panic!("{told}: {failure:?}"));
    }

    /// A suggestion of five deputies, replied to by `lead`.
    fn replied(engine: &Memory, number: &str, lead: &str) -> SuggestionId {
        let on = date("2024-03-08");
        let mut text = dossier(&format!("关于第{number}号事项的建议"), DEPUTIES[0]);
        text.co_signers = DEPUTIES[1..]
            .iter()
            .map(|name| (*name).to_owned())
            .collect();
        let id = create(engine, text);
        doing(engine, &deputy(DEPUTIES[0]), &id, Command::Submit { on });
        let outcome = ScreenOutcome::Accept;
        let tests = Vec::new();
        doing(
            engine,
            &office(),
            &id,
            Command::Screen { on, outcome, tests },
        );
        let number = number.to_owned();
        doing(engine, &office(), &id, Command::Register { number, on });
        let command = Command::Assign {
            on,
            leader: None,
            arrangement: Arrangement::Joint {
                lead: lead.into(),
                assisting: Vec::new(),
            },
            meeting: None,
            level: None,
        };
        doing(engine, &office(), &id, command);
        let accept = Command::Accept {
            unit: lead.into(),
            on,
        };
        doing(engine, &unit(lead), &id, accept);
        let meeting = match step(5, DEPUTIES[0]).1 {
            Command::Consult {
                on,
                phase,
                people,
                outcome,
                ..
            } => Command::Consult {
                unit: lead.into(),
                on,
                phase,
                people,
                outcome,
            },
            other => panic!("{other:?}"),
        };
        doing(engine, &unit(lead), &id, meeting);
        let reply = Command::Reply {
            unit: lead.into(),
            on: date("2024-05-20"),
            class: AnswerClass::A,
            text: "已解决。".into(),
            points: Vec::new(),
            promise: None,
            signed_by: None,
            sealed: false,
            form_enclosed: false,
        };
        doing(engine, &unit(lead), &id, reply);
        id
    }

    fn rate(engine: &Memory, id: &SuggestionId, deputies: &[&str], result: Rating) {
        for name in deputies {
            let command = Command::Evaluate {
                deputy: (*name).into(),
                on: date("2024-05-27"),
                process: Some(result),
                result,
                note: "看结果".into(),
                points: Vec::new(),
                defects: Vec::new(),
            };
            doing(engine, &deputy(name), id, command);
        }
    }

    fn report(engine: &Memory, actor: &Actor, query: ReportQuery) -> ReportView {
        match ask(engine, actor, Request::Report(query)) {
            Ok(Reply::Report(view)) => *view,
            other => panic!("{other:?}"),
        }
    }

    fn units(engine: &Memory, actor: &Actor) -> UnitsView {
        match report(engine, actor, ReportQuery::Units { year: 2024 }) {
            ReportView::Units(view) => view,
            other => panic!("{other:?}"),
        }
    }

    fn page(name: &str) -> ReportQuery {
        ReportQuery::Unit {
            unit: name.into(),
            year: 2024,
        }
    }

    fn one(engine: &Memory, actor: &Actor, name: &str) -> UnitView {
        match report(engine, actor, page(name)) {
            ReportView::Unit(view) => *view,
            other => panic!("{other:?}"),
        }
    }

    fn table(engine: &Memory, query: ReportQuery) -> Table {
        match ask(engine, &office(), Request::ReportTable(query)) {
            Ok(Reply::Table(table)) => table,
            other => panic!("{other:?}"),
        }
    }

    /// A rulebook of the office's own with the card of first contact and two evaluations.
    fn with_card(engine: &Memory, parent: &str) {
        let card = cards()
            .into_iter()
            .find(|card| card.id == "first-contact")
            .unwrap();
        let document = serde_json::json!({
            "id": "own", "title": {"zh": "本区规则", "en": "own rules"}, "inherits": parent,
            "score-card": {"value": card.card, "source": card.source},
        });
        let adopt = Request::RulebookAdopt {
            document: document.to_string(),
            from: date("2024-01-01"),
            existing: Existing::Move,
        };
        ask(engine, &office(), adopt).unwrap();
    }

    #[test]
    fn a_units_page_has_its_rates_facts_and_card() {
        let (engine, _) = workspace("national");
        with_card(&engine, "national");
        let ids: Vec<SuggestionId> = (1..=5)
            .map(|n| replied(&engine, &format!("2024-{n:03}"), WATER))
            .collect();
        for id in &ids[..4] {
            rate(&engine, id, &DEPUTIES, Rating::Satisfied);
        }
        rate(&engine, &ids[4], &DEPUTIES[..1], Rating::Dissatisfied);
        let remind = Command::Remind {
            unit: Some(WATER.into()),
            on: date("2024-06-01"),
            channel: Channel::Phone,
            note: String::new(),
        };
        let other = replied(&engine, "2024-006", MONEY);
        let again = Command::Rehandle {
            on: date("2024-06-01"),
            reason: "代表不满意".into(),
        };
        doing(&engine, &office(), &ids[4], again);
        doing(&engine, &office(), &ids[4], remind);
        let view = one(&engine, &office(), WATER);
        assert_eq!((view.parts, view.rows.len()), ([5, 0, 0], 5));
        assert_eq!(view.opinions, Some([4, 0, 1]));
        let rate = view
            .rates
            .iter()
            .find(|rate| rate.key == "satisfied")
            .unwrap();
        assert_eq!(
            (rate.value, rate.percent.as_deref()),
            (Fraction::new(4, 5), Some("80.00"))
        );
        let fact = |label: &str| {
            let found = view.facts.iter().find(|fact| fact.label == label);
            found.map(|fact| fact.value.as_str())
        };
        assert_eq!(fact("被催办"), Some("1次"));
        assert_eq!(fact("重新办理"), Some("1次"));
        assert_eq!(
            fact("按期答复").map(|text| text.starts_with("5件中5件")),
            Some(true)
        );
        let card = view.card.unwrap();
        let second = &card.lines[1];
        // 18 points in proportion to four of the five first opinions.
        assert_eq!(
            (second.points.as_str(), second.label.as_str()),
            ("14.4", "第一次评价")
        );
        assert!(
            second.arithmetic.contains("18分 × 4 ÷ 5"),
            "{}",
            second.arithmetic
        );
        assert!(card.source.contains("25774076"));
        assert_eq!(ledger(&engine, view.items).total, 5);
        let elsewhere = one(&engine, &office(), MONEY);
        assert_eq!(elsewhere.parts, [1, 0, 0]);
        assert_eq!(elsewhere.rows[0].id, other);
    }

    #[test]
    fn units_with_few_items_are_not_ranked() {
        let (engine, _) = workspace("national");
        with_card(&engine, "national");
        for n in 0..12 {
            let lead = [WATER, MONEY][usize::from(n >= 6)];
            let id = replied(&engine, &format!("2024-{n:03}"), lead);
            let result = if n == 0 {
                Rating::Dissatisfied
            } else {
                Rating::Satisfied
            };
            rate(&engine, &id, &DEPUTIES, result);
        }
        replied(&engine, "2024-100", "区教体局");
        let view = units(&engine, &office());
        let lines: Vec<_> = view
            .units
            .iter()
            .map(|line| (line.unit.as_str(), line.rank))
            .collect();
        assert_eq!(
            lines,
            [(MONEY, Some(1)), (WATER, Some(2)), ("区教体局", None)]
        );
        assert!(
            view.units[2].note.contains("少于5件"),
            "{}",
            view.units[2].note
        );
        assert_eq!(view.units[0].satisfied, Fraction::new(6, 6));
        assert!(view.rank_rule.contains('5'));
        let units: Vec<_> = view
            .awards
            .iter()
            .map(|award| award.name.as_str())
            .collect();
        assert!(
            units.contains(&MONEY) && !units.contains(&WATER),
            "{units:?}"
        );
        // Without a card there is nothing to rank by.
        let (engine, _) = workspace("national");
        replied(&engine, "2024-001", WATER);
        let view = super::tests::units(&engine, &office());
        assert_eq!(view.units[0].rank, None);
        assert!(view.units[0].note.contains("没有规定评分办法"));
    }

    #[test]
    fn back_to_back_a_unit_sees_totals_of_its_own_and_nothing_of_others() {
        let (engine, world) = workspace("quanshan");
        with_card(&engine, "quanshan");
        let id = replied(&engine, "2024-001", WATER);
        rate(&engine, &id, &DEPUTIES[..4], Rating::Satisfied);
        rate(&engine, &id, &DEPUTIES[4..], Rating::Dissatisfied);
        let few = replied(&engine, "2024-002", MONEY);
        rate(&engine, &few, &DEPUTIES[..2], Rating::Dissatisfied);
        // While it goes on a unit sees nothing, the office everything.
        let view = one(&engine, &unit(WATER), WATER);
        assert_eq!(view.opinions, None);
        assert!(
            view.opinions_hidden.contains("背靠背"),
            "{}",
            view.opinions_hidden
        );
        let satisfied = |view: &UnitView| {
            let rate = view.rates.iter().find(|rate| rate.key == "satisfied");
            rate.map(|rate| rate.value.denominator)
        };
        assert_eq!(satisfied(&view), Some(0));
        assert_eq!(
            view.card.as_ref().map(|card| card.lines[1].points.clone()),
            Some(String::new())
        );
        assert!(view.rows.iter().all(|row| row.rating.is_none()));
        assert_eq!(one(&engine, &office(), WATER).opinions, Some([0, 0, 1]));
        let refused = ask(&engine, &unit(WATER), Request::Report(page(MONEY))).unwrap_err();
        assert_eq!(refused.code, "other_units_hidden");
        assert!(one(&engine, &office(), MONEY).opinions.is_some());
        // Long after it, totals of five opinions are shown and those of two are not.
        world.today.set(Some(date("2024-12-01")));
        assert_eq!(one(&engine, &unit(WATER), WATER).opinions, Some([0, 0, 1]));
        let view = one(&engine, &unit(MONEY), MONEY);
        assert_eq!(view.opinions, None);
        assert!(
            view.opinions_hidden.contains("份数"),
            "{}",
            view.opinions_hidden
        );
        let side = units(&engine, &unit(WATER));
        assert!(side.awards.is_empty());
        for line in &side.units {
            assert_eq!(line.satisfied.denominator, u64::from(line.unit == WATER));
            assert_eq!(line.rank, None);
        }
    }

    #[test]
    fn every_report_is_a_sheet_as_shown() {
        let (engine, _) = workspace("malong");
        with_card(&engine, "malong");
        let id = replied(&engine, "2024-001", WATER);
        rate(&engine, &id, &DEPUTIES[..1], Rating::BasicallySatisfied);
        let year = 2024;
        let queries = [
            ReportQuery::Key { year },
            ReportQuery::Calendar {
                from: date("2024-06-01"),
                to: date("2024-12-31"),
                mine: false,
            },
            page(WATER),
            ReportQuery::Units { year },
            ReportQuery::Commitments {
                kept: true,
                unit: None,
            },
            ReportQuery::MidYear { year },
            ReportQuery::LookBack { year },
            ReportQuery::Votes { year: None },
        ];
        let mut rows = Vec::new();
        for query in queries {
            let table = table(&engine, query);
            assert!(!table.sheet.is_empty() && !table.columns.is_empty());
            let title = table.title.unwrap_or_default();
            assert!(title.ends_with("（2024-06-03）"), "{title}");
            for row in &table.rows {
                assert!(row.len() <= table.columns.len(), "{title}: {row:?}");
            }
            rows.push(table.rows.len());
        }
        assert!(rows[2] > 10, "rates, facts, card and items: {rows:?}");
        assert_eq!((rows[3], rows[5]), (1, 1));
        // What is basically satisfied may go to a third party.
        assert_eq!(rows[6], 2);
        let units = table(&engine, ReportQuery::Units { year });
        assert_eq!(units.rows[0][4].value, Some(Value::Number(1.0)));
    }
}
