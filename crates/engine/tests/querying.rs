//! Filters against a naive reading of the rows, sorting, searching, windows, the desk.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod support;

use chrono::{Datelike, NaiveDate};
use huiyin_protocol::ledger::{Column, LedgerQuery, LedgerRow, Sort};
use huiyin_protocol::stats::StatsQuery;
use huiyin_protocol::{Reply, Request};
use huiyin_rules::rulebook::Light;
use huiyin_rules::suggestion::command::LedgerRecord;
use huiyin_rules::suggestion::{Arrangement, Command, Dossier, Kind, Source, StageName};
use huiyin_rules::{Actor, AnswerClass, Rating};
use huiyin_store::MemoryStore;
use proptest::prelude::*;
use proptest::sample::select;
use support::*;

const TITLES: [&str; 6] = [
    "关于开通K12公交专线的建议",
    "关于整治河道的建议",
    "关于加快老旧小区改造的建议",
    "关于增设学校周边红绿灯的建议",
    "安装路灯",
    "重修水库大坝",
];
const NAMES: [&str; 4] = ["张三", "李四", "王五", "欧阳修"];
const UNITS: [&str; 4] = ["区水务局", "区交通局", "区教育局", "区住建局"];

fn record(n: usize) -> LedgerRecord {
    let pick = |list: &[&str], salt: usize| list[(n * 7 + salt) % list.len()].to_owned();
    let handled = n % 5;
    let day = |text: &str, add: u64| Some(date(text) + chrono::Days::new(add));
    let assigned = (handled >= 1)
        .then(|| day("2023-03-01", (n as u64 * 37) % 600))
        .flatten();
    let later = |add: u64| assigned.and_then(|day| day.checked_add_days(chrono::Days::new(add)));
    LedgerRecord {
        number: format!("{}-{:03}", 2023 + n % 2, n),
        dossier: Dossier {
            kind: if n.is_multiple_of(11) {
                Kind::Motion
            } else {
                Kind::Suggestion
            },
            title: pick(&TITLES, n / 3),
            category: (!n.is_multiple_of(3)).then(|| pick(&["交通", "水利"], n / 2)),
            lead: pick(&NAMES, 0),
            co_signers: if n.is_multiple_of(4) {
                vec![pick(&NAMES, 1)]
            } else {
                Vec::new()
            },
            delegation: n.is_multiple_of(2).then(|| "第一代表团".into()),
            ..Dossier::default()
        },
        source: Source {
            import: "i1".try_into().unwrap(),
            file: "a.xlsx".into(),
            sheet: "台账".into(),
            row: n as u32 + 2,
        },
        key: n.is_multiple_of(6).then_some(None),
        arrangement: (handled >= 1).then(|| Arrangement::Joint {
            lead: pick(&UNITS, 0),
            assisting: if n.is_multiple_of(2) {
                vec![pick(&UNITS, 1)]
            } else {
                Vec::new()
            },
        }),
        leader: (!n.is_multiple_of(4) && handled >= 1).then(|| pick(&["赵区长", "钱区长"], 0)),
        assigned,
        consulted: (handled >= 2).then(|| later(10)),
        class: (handled >= 3).then(|| AnswerClass::ALL[n % 4]),
        replied: if handled >= 3 { later(20) } else { None },
        rating: (handled >= 4).then(|| Rating::ALL[n % 3]),
    }
}

fn filled(count: usize) -> Memory {
    let here = engine(&MemoryStore::new());
    for n in 0..count {
        let id = format!("r{n}").as_str().try_into().unwrap();
        act(&here, &office(), &id, Command::Enter(Box::new(record(n)))).unwrap();
    }
    here
}

fn query() -> impl Strategy<Value = LedgerQuery> {
    let name = |list: &'static [&'static str]| {
        prop::option::weighted(0.2, select(list).prop_map(str::to_owned))
    };
    let text = select(
        &[
            "",
            "",
            "",
            "公交",
            "2024",
            "张三 建议",
            "区水",
            "ＫⅠ",
            "k12",
            "红绿灯 区教育局",
            "没有这个",
        ][..],
    );
    let sort = select(
        &[
            Sort::Number,
            Sort::Title,
            Sort::Category,
            Sort::Lead,
            Sort::Delegation,
            Sort::Unit,
            Sort::Stage,
            Sort::Assigned,
            Sort::Consulted,
            Sort::Replied,
            Sort::Class,
            Sort::Rating,
            Sort::Due,
        ][..],
    );
    let names = (
        name(&UNITS),
        name(&["", "交通", "水利"]),
        name(&["", "第一代表团"]),
        name(&NAMES),
        name(&["赵区长", "没有"]),
    );
    let sets = (
        prop::collection::vec(select(&StageName::ALL[..]), 0..3),
        prop::collection::vec(select(&AnswerClass::ALL[..]), 0..2),
        prop::collection::vec(select(&Rating::ALL[..]), 0..2),
        prop::collection::vec(
            select(&[Light::Normal, Light::DueSoon, Light::Overdue][..]),
            0..2,
        ),
    );
    let rest = (
        prop::option::weighted(0.2, any::<bool>()),
        prop::option::weighted(0.2, 2022..2026i32),
        prop::option::weighted(
            0.2,
            select(&["2023-05", "2024-01", "2024-13", "x"][..]).prop_map(str::to_owned),
        ),
        prop::option::weighted(0.1, select(&[Kind::Suggestion, Kind::Motion][..])),
    );
    (text, sort, any::<bool>(), names, sets, rest).prop_map(
        |(text, sort, descending, names, sets, rest)| {
            let (unit, category, delegation, deputy, leader) = names;
            let (stages, classes, ratings, lights) = sets;
            let (key, year, replied_month, kind) = rest;
            LedgerQuery {
                text: text.to_owned(),
                sort,
                descending,
                unit,
                category,
                delegation,
                deputy,
                leader,
                stages,
                classes,
                ratings,
                lights,
                key,
                year,
                replied_month,
                kind,
                ..LedgerQuery::default()
            }
        },
    )
}

/// What the query means, read off the shown row.
fn kept(row: &LedgerRow, query: &LedgerQuery) -> bool {
    let joined = |list: &str| list.split('、').map(str::to_owned).collect::<Vec<_>>();
    let usual = !matches!(
        row.stage,
        StageName::Void | StageName::Merged | StageName::NotAccepted
    );
    let units: Vec<String> = [joined(&row.units), joined(&row.assisting)].concat();
    let deputies: Vec<String> = [vec![row.lead.clone()], joined(&row.co_signers)].concat();
    let is =
        |wanted: &Option<String>, value: &str| wanted.as_ref().is_none_or(|wanted| wanted == value);
    let one_of = |wanted: &Option<String>, values: &[String]| {
        wanted.as_ref().is_none_or(|w| values.contains(w))
    };
    let year = row
        .assigned
        .map_or_else(|| row.number[..4].parse().unwrap(), |day| day.year());
    let month = |day: NaiveDate| format!("{}-{:02}", day.year(), day.month());
    let text = format!(
        "{}\n{}\n{}\n{}",
        row.number,
        row.title,
        deputies.join("\n"),
        units.join("\n")
    )
    .to_lowercase();
    let words = query.text.replace('Ｋ', "k").to_lowercase();
    (if query.stages.is_empty() {
        usual
    } else {
        query.stages.contains(&row.stage)
    }) && query.kind.is_none_or(|kind| kind == row.kind)
        && query.key.is_none_or(|key| key == row.key)
        && one_of(&query.unit, &units)
        && one_of(&query.deputy, &deputies)
        && is(&query.category, &row.category)
        && is(&query.delegation, &row.delegation)
        && is(&query.leader, &row.leader)
        && query.year.is_none_or(|wanted| wanted == year)
        && query
            .replied_month
            .as_ref()
            .is_none_or(|wanted| row.replied.is_some_and(|day| month(day) == *wanted))
        && (query.classes.is_empty()
            || row
                .class
                .is_some_and(|class| query.classes.contains(&class)))
        && (query.ratings.is_empty()
            || row
                .rating
                .is_some_and(|rating| query.ratings.contains(&rating)))
        && (query.lights.is_empty()
            || row
                .due
                .as_ref()
                .is_some_and(|due| query.lights.contains(&due.light)))
        && words.split_whitespace().all(|word| text.contains(word))
}

fn whole(here: &Memory) -> Vec<LedgerRow> {
    ledger(
        here,
        LedgerQuery {
            stages: StageName::ALL.to_vec(),
            ..LedgerQuery::default()
        },
    )
    .rows
}

#[test]
fn filters_keep_what_a_naive_reading_keeps() {
    let here = filled(90);
    let all = whole(&here);
    assert_eq!(all.len(), 90);
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(400)
    });
    let mut hits = 0;
    runner
        .run(&query(), |query| {
            let page = ledger(&here, query.clone());
            let mut found: Vec<_> = page.rows.iter().map(|row| row.number.clone()).collect();
            let mut wanted: Vec<_> = all
                .iter()
                .filter(|row| kept(row, &query))
                .map(|row| row.number.clone())
                .collect();
            found.sort();
            wanted.sort();
            prop_assert_eq!(page.total as usize, found.len());
            prop_assert_eq!(found, wanted);
            Ok(())
        })
        .unwrap();
    for title in TITLES {
        hits += ledger(
            &here,
            LedgerQuery {
                text: title.into(),
                ..LedgerQuery::default()
            },
        )
        .total;
    }
    assert_eq!(hits, 90, "the rows are such that queries find something");
}

#[test]
fn rows_without_a_value_come_last_in_both_directions_and_ties_keep_numbers() {
    let here = filled(60);
    for descending in [false, true] {
        let rows = ledger(
            &here,
            LedgerQuery {
                sort: Sort::Replied,
                descending,
                ..LedgerQuery::default()
            },
        )
        .rows;
        let days: Vec<_> = rows.iter().filter_map(|row| row.replied).collect();
        assert!(
            rows.iter()
                .skip(days.len())
                .all(|row| row.replied.is_none())
        );
        assert!(days.is_sorted_by(|a, b| if descending { a >= b } else { a <= b }));
        let blank: Vec<_> = rows
            .iter()
            .skip(days.len())
            .map(|row| row.number.clone())
            .collect();
        assert!(blank.is_sorted(), "{blank:?}");
    }
}

#[test]
fn names_and_titles_sort_by_pinyin() {
    let here = filled(30);
    let rows = ledger(
        &here,
        LedgerQuery {
            sort: Sort::Lead,
            ..LedgerQuery::default()
        },
    )
    .rows;
    let mut leads: Vec<_> = rows.iter().map(|row| row.lead.as_str()).collect();
    leads.dedup();
    assert_eq!(leads, ["李四", "欧阳修", "王五", "张三"]);
    let rows = ledger(
        &here,
        LedgerQuery {
            sort: Sort::Title,
            ..LedgerQuery::default()
        },
    )
    .rows;
    assert_eq!(rows[0].title, "安装路灯");
    assert_eq!(rows.last().unwrap().title, "重修水库大坝");
}

#[test]
fn people_search_by_initials_parts_and_full_width_letters() {
    let here = filled(30);
    let found = |text: &str| {
        let page = ledger(
            &here,
            LedgerQuery {
                text: text.into(),
                ..LedgerQuery::default()
            },
        );
        let mut titles: Vec<_> = page.rows.into_iter().map(|row| row.title).collect();
        titles.sort();
        titles.dedup();
        titles
    };
    assert_eq!(found("gjzx"), [TITLES[0]]);
    assert_eq!(found("GJZX"), [TITLES[0]]);
    assert_eq!(found("ｋ１２"), [TITLES[0]]);
    assert_eq!(found("hld"), [TITLES[3]]);
    assert!(!found("oyx").is_empty(), "欧阳修");
    assert!(!found("qjtj").is_empty(), "区交通局");
    assert!(found("gjzx hld").is_empty());
}

#[test]
fn a_window_is_a_part_of_the_whole() {
    let here = filled(50);
    let page = |offset, limit| {
        let query = LedgerQuery {
            offset,
            limit,
            ..LedgerQuery::default()
        };
        let Ok(Reply::Ledger(page)) = ask(&here, &office(), Request::Ledger(query)) else {
            panic!()
        };
        page
    };
    let all = page(0, 1000);
    assert_eq!((all.total, all.rows.len()), (50, 50));
    let part = page(20, 7);
    assert_eq!((part.total, part.offset), (50, 20));
    assert_eq!(part.rows[..], all.rows[20..27]);
    assert!(page(50, 7).rows.is_empty());
    assert!(page(u32::MAX, u32::MAX).rows.is_empty());
}

#[test]
fn the_desk_counts_what_the_ledger_shows_behind_it() {
    let here = filled(60);
    life(&here, "路边摊", "张三", 1);
    let parties: [Actor; 4] = [
        office(),
        Actor::own(huiyin_rules::Role::Government, ""),
        unit("区水务局"),
        deputy("张三"),
    ];
    for actor in parties {
        let Ok(Reply::Desk(desk)) = ask(&here, &actor, Request::Desk) else {
            panic!()
        };
        assert!(
            desk.sections.iter().any(|section| section.count > 0),
            "{actor:?}"
        );
        for section in desk.sections {
            let page = ledger_for(&here, &actor, section.query);
            assert_eq!(page.total, section.count, "{}", section.key);
            assert_eq!(page.rows[..section.rows.len()], section.rows[..]);
            assert!(!section.title.is_empty() && !section.hint.is_empty());
        }
    }
}

#[test]
fn mine_is_what_the_party_has_a_part_in() {
    let here = filled(60);
    let mine = LedgerQuery {
        mine: true,
        ..LedgerQuery::default()
    };
    for name in UNITS {
        let page = ledger_for(&here, &unit(name), mine.clone());
        assert!(page.total > 0);
        assert!(
            page.rows
                .iter()
                .all(|row| row.units.contains(name) || row.assisting.contains(name))
        );
    }
    assert_eq!(ledger_for(&here, &unit("区体育局"), mine.clone()).total, 0);
    assert_eq!(ledger_for(&here, &office(), mine).total, 60);
}

#[test]
fn facets_count_rows_in_pinyin_order() {
    let here = filled(40);
    let Ok(Reply::Facets(facets)) = ask(&here, &office(), Request::Facets) else {
        panic!()
    };
    let names: Vec<_> = facets
        .units
        .iter()
        .map(|facet| facet.value.as_str())
        .collect();
    assert_eq!(names, ["区交通局", "区教育局", "区水务局", "区住建局"]);
    for facet in &facets.units {
        let by_unit = LedgerQuery {
            unit: Some(facet.value.clone()),
            ..LedgerQuery::default()
        };
        assert_eq!(ledger(&here, by_unit).total, facet.count);
    }
    assert_eq!(
        facets.years.iter().map(|facet| facet.count).sum::<u32>(),
        40
    );
}

#[test]
fn a_unit_s_bar_leads_to_as_many_rows_as_it_counts() {
    let here = filled(60);
    let request = Request::Stats(StatsQuery {
        filter: LedgerQuery::default(),
    });
    let Ok(Reply::Stats(view)) = ask(&here, &office(), request) else {
        panic!()
    };
    let mut assisted = 0;
    for unit in &view.by_unit {
        let found = ledger(&here, unit.rows.clone()).total;
        assert_eq!(u64::from(found), unit.total, "{}", unit.label);
        let in_any_part = LedgerQuery {
            unit: Some(unit.label.clone()),
            ..LedgerQuery::default()
        };
        assisted += u64::from(ledger(&here, in_any_part).total) - unit.total;
    }
    assert!(assisted > 0, "no unit assists in anything");
}

#[test]
fn the_table_has_the_columns_asked_for() {
    let here = filled(20);
    let columns = vec![Column::Number, Column::Assigned, Column::Due, Column::Key];
    let request = Request::LedgerTable {
        query: LedgerQuery::default(),
        columns,
    };
    let Ok(Reply::Table(table)) = ask(&here, &office(), request) else {
        panic!()
    };
    assert_eq!((table.rows.len(), table.columns.len()), (20, 4));
    assert!(table.rows.iter().all(|row| row.len() == 4));
    assert_eq!(table.columns[0].title, "编号");
}
