use super::*;
use huiyin_protocol::grid::Value;
use huiyin_protocol::ledger::LedgerQuery;
use huiyin_rules::{Fraction, Lang, Rating};

fn facts(class: AnswerClass) -> Facts {
    Facts {
        counted: true,
        key: false,
        replied: true,
        consulted: true,
        rating: Some(Rating::Satisfied),
        class: Some(class),
        contacts: true,
        assigned: true,
    }
}

/// Malong 2024 (S1.8): 58 A and 37 B, all satisfied; unit 1 has the A, units 1 and 2 share the B.
fn malong() -> Counter {
    let mut counter = Counter::default();
    let day = chrono::NaiveDate::from_ymd_opt(2024, 3, 8);
    let reply = chrono::NaiveDate::from_ymd_opt(2024, 5, 26);
    for n in 0..95 {
        let class = if n < 58 {
            AnswerClass::A
        } else {
            AnswerClass::B
        };
        let units: &[u32] = if n < 58 { &[1] } else { &[1, 2] };
        let row = StatsRow {
            facts: facts(class),
            overdue: n == 0,
            units,
            category: 3,
            delegation: 0,
            days: [day, None, reply],
        };
        counter.add(&row);
    }
    let draft = StatsRow {
        facts: Facts::default(),
        overdue: true,
        units: &[1],
        category: 3,
        delegation: 0,
        days: [day, None, None],
    };
    counter.add(&draft);
    counter
}

fn page(lang: Lang) -> huiyin_protocol::stats::StatsView {
    let naming = Naming {
        name: &|n| {
            ["", "区水务局", "区财政局", "交通"]
                .get(n as usize)
                .copied()
                .unwrap_or("?")
                .to_owned()
        },
        rank: &|n| 10 - n,
    };
    let rulebook = Rulebook::preset("malong").unwrap();
    view(&malong(), naming, &LedgerQuery::default(), &rulebook, lang)
}

#[test]
fn the_published_figures_come_out() {
    let rulebook = Rulebook::preset("malong").unwrap();
    let json = serde_json::to_string(&malong().rates(&rulebook)).unwrap();
    assert!(json.starts_with(
        r#"{"total":95,"key":0,"replied":{"numerator":95,"denominator":95,"percent":"100.00"}"#
    ));
    assert!(json.contains(
        r#""completed":{"numerator":58,"denominator":95,"percent":"61.05"},"classes":{"A":58,"B":37,"C":0,"D":0}"#
    ));
    let view = page(Lang::Zh);
    let mut rates = view.rates.iter();
    let completed = rates.find(|rate| rate.key == "completed").unwrap();
    assert_eq!(
        (completed.key.as_str(), completed.percent.as_deref()),
        ("completed", Some("61.05"))
    );
    assert!(completed.arithmetic.contains("58 ÷ 95"));
    assert_eq!(completed.rows.classes, [AnswerClass::A]);
    assert_eq!(
        view.ratings.iter().map(|bar| bar.count).collect::<Vec<_>>(),
        [95, 0, 0, 0]
    );
}

#[test]
fn a_suggestion_of_two_units_counts_for_each() {
    let view = page(Lang::Zh);
    let units: Vec<_> = view
        .by_unit
        .iter()
        .map(|unit| (unit.label.as_str(), unit.total))
        .collect();
    assert_eq!(
        units,
        [("区财政局", 37), ("区水务局", 95)],
        "in the order of ranks"
    );
    assert_eq!(view.by_unit[0].completed, Fraction::new(0, 37));
    assert_eq!(
        view.by_category
            .iter()
            .map(|one| (one.total, one.overdue))
            .collect::<Vec<_>>(),
        [(95, 1)]
    );
    assert_eq!(view.by_delegation[0].label, "");
    assert_eq!(view.by_delegation[0].rows.delegation.as_deref(), Some(""));
}

#[test]
fn months_run_without_gaps_and_drafts_do_not_count() {
    let months: Vec<_> = page(Lang::Zh)
        .by_month
        .into_iter()
        .map(|m| (m.month, m.assigned, m.consulted, m.replied))
        .collect();
    assert_eq!(
        months,
        [
            ("2024-03".to_owned(), 95, 0, 0),
            ("2024-04".to_owned(), 0, 0, 0),
            ("2024-05".to_owned(), 0, 0, 95)
        ]
    );
}

#[test]
fn the_table_has_the_page_in_it() {
    let table = table(&page(Lang::En), Lang::En);
    assert!(
        table
            .rows
            .iter()
            .all(|row| row.len() <= table.columns.len())
    );
    assert_eq!(table.rows.len(), 1 + 2 + 1 + 1 + 3);
    assert_eq!(table.rows[0][10].value, Some(Value::Number(58.0 / 95.0)));
    assert_eq!(table.rows[0][2].value, Some(Value::Number(95.0)));
}
