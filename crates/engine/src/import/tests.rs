use super::testing::{merge, named, sheet, workbook};
use super::*;
use chrono::NaiveDate;
use huiyin_protocol::import::Severity;
use huiyin_rules::suggestion::{Arrangement, Context, Kind};
use huiyin_rules::{Actor, Calendar, Rating, Role, Rulebook};

const HEAD: &[&str] = &[
    "编号",
    "标题",
    "领衔代表",
    "附议代表",
    "主办单位",
    "协办单位",
    "交办日期",
    "面商日期",
    "答复日期",
    "答复类别",
    "代表评价",
];
const GOOD: &[&str] = &[
    "2024-001",
    "关于甲的建议",
    "张三",
    "李四、王五",
    "区水务局",
    "区财政局",
    "2024-03-08",
    "2024.4.1",
    "4月16日",
    "A",
    "满意",
];

/// Runs `body` with everything a check depends on, on 2024-11-20 as the office.
fn with_env<T>(role: Role, known: &Known, body: impl FnOnce(&CheckEnv) -> T) -> T {
    let actor = Actor::own(role, "代表工委");
    let (rulebook, calendar) = (Rulebook::preset("national").unwrap(), Calendar::built_in());
    let now = chrono::DateTime::parse_from_rfc3339("2024-11-20T09:00:00+08:00").unwrap();
    let ctx = Context {
        today: now.date_naive(),
        now,
        actor: &actor,
        rulebook: &rulebook,
        calendar,
    };
    body(&CheckEnv {
        ctx: &ctx,
        known,
        lang: Lang::Zh,
    })
}

fn check(session: &mut Session, plan: ImportPlan) -> Result<ImportCheck, CheckStop> {
    with_env(Role::Office, &Known::default(), |env| {
        session.check(plan, env, &mut |_, _| true)
    })
}

/// Checks the good row with some cells changed; gives the codes of its problems and its record, if it passed.
fn changed(changes: &[(usize, &str)]) -> (Vec<String>, Option<LedgerRecord>) {
    let mut row = GOOD.to_vec();
    for (col, text) in changes {
        row[*col] = text;
    }
    let mut session = Session::new(workbook(vec![named("2024年", &[HEAD, &row])]));
    let plan = session.propose(Lang::Zh, &|_| None).plan;
    let check = check(&mut session, plan).unwrap();
    let codes = check
        .problems
        .iter()
        .filter(|p| p.severity > Severity::Notice)
        .map(|p| p.code.clone())
        .collect();
    (
        codes,
        session
            .records(&[], &ImportId::try_from("i1").unwrap())
            .pop(),
    )
}

#[test]
fn a_good_row_becomes_its_record() {
    let (codes, record) = changed(&[]);
    let record = record.unwrap();
    let day = |m, d| NaiveDate::from_ymd_opt(2024, m, d);
    assert_eq!(codes, Vec::<String>::new());
    assert_eq!(record.number, "2024-001");
    assert_eq!(record.dossier.co_signers, ["李四", "王五"]);
    assert_eq!(
        (record.assigned, record.consulted, record.replied),
        (day(3, 8), Some(day(4, 1)), day(4, 16))
    );
    assert_eq!(record.rating, Some(Rating::Satisfied));
    assert_eq!(
        (record.source.row, record.source.import.as_str()),
        (2, "i1")
    );
    assert_eq!(record.source.sheet, "2024年");
}

#[test]
fn a_matter_without_a_deputy_is_led_by_whoever_raised_it() {
    let rows: &[&[&str]] = &[
        &[
            "编号",
            "事项",
            "标题",
            "类型",
            "提出主体",
            "领衔代表",
            "承办单位",
        ],
        &[
            "2024-1",
            "",
            "整改污水处理",
            "整改事项",
            "监察司法委",
            "",
            "区水务局",
        ],
        &[
            "2024-2",
            "",
            "整改河道",
            "监督项目",
            "监察司法委",
            "张三",
            "区水务局",
        ],
        &[
            "2024-3",
            "",
            "关于路灯的建议",
            "建议",
            "某街道",
            "",
            "区住建局",
        ],
    ];
    let mut session = Session::new(workbook(vec![sheet(rows)]));
    let proposal = session.propose(Lang::Zh, &|_| None);
    let found = proposal.plan.columns.clone();
    assert_eq!(found.get(4), Some(&Some(Field::Origin)), "{found:?}");
    let checked = check(&mut session, proposal.plan).unwrap();
    assert!(checked.missing.is_empty(), "{:?}", checked.missing);
    let import = "i".try_into().unwrap();
    let leads: Vec<(String, Kind)> = session
        .records(&[], &import)
        .into_iter()
        .map(|record| (record.dossier.lead, record.dossier.kind))
        .collect();
    // The third row is a suggestion: nobody but a deputy leads one.
    assert_eq!(
        leads,
        [
            ("监察司法委".to_owned(), Kind::Matter),
            ("张三".to_owned(), Kind::Matter)
        ]
    );
    let codes: Vec<(u32, &str)> = checked
        .problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error)
        .map(|problem| (problem.row, problem.code.as_str()))
        .collect();
    assert_eq!(codes, [(4, "lead_missing")]);
}

#[test]
fn what_cannot_be_read_names_its_cell() {
    let mut session = Session::new(workbook(vec![named(
        "2024年",
        &[HEAD, &{
            let mut row = GOOD.to_vec();
            row[8] = "四月底";
            row
        }],
    )]));
    let plan = session.propose(Lang::Zh, &|_| None).plan;
    let check = check(&mut session, plan).unwrap();
    let problem = check
        .problems
        .iter()
        .find(|p| p.severity == Severity::Error)
        .unwrap();
    assert_eq!(
        (problem.cell.as_str(), problem.row, problem.code.as_str()),
        ("I2", 2, "date_unreadable")
    );
    assert!(problem.message.contains("四月底") && !problem.suggestion.is_empty());
    assert_eq!((check.ready, check.failed), (0, 1));
    let table = session.errors_table(Lang::Zh).unwrap();
    assert_eq!(table.columns.len(), HEAD.len() + 2);
    let cells: Vec<bool> = table.rows[0].iter().map(|cell| cell.error).collect();
    assert_eq!(
        cells.iter().position(|error| *error),
        Some(9),
        "the faulty cell is the one marked"
    );
    assert_eq!(cells.iter().filter(|error| **error).count(), 1);
}

#[test]
fn contradictions_are_reported_by_the_rules_code() {
    for (changes, code) in [
        (&[(8, "2024-03-01")][..], "ledger_reply_before_assignment"),
        (&[(9, "")], "ledger_reply_without_class"),
        (&[(8, ""), (9, "")], "ledger_rating_without_reply"),
        (&[(4, ""), (5, "")], "ledger_no_units"),
        (
            &[(6, "2025-03-08"), (8, "2025-04-01"), (7, "")],
            "day_in_future",
        ),
        (&[(2, "")], "lead_missing"),
        (&[(1, " ")], "title_missing"),
        (&[(4, "")], "lead_unit_missing"),
        (&[(4, "区水务局、区住建局")], "units_unclear"),
        (&[(10, "还行")], "rating_unreadable"),
    ] {
        let (codes, record) = changed(changes);
        assert_eq!(
            (codes.as_slice(), record),
            (&[code.to_owned()][..], None),
            "{changes:?}"
        );
    }
}

#[test]
fn warnings_are_imported_and_told() {
    let (codes, record) = changed(&[(4, "区水务局、区住建局"), (5, "")]);
    assert_eq!(codes, ["units_separate"]);
    assert!(
        matches!(record.unwrap().arrangement, Some(Arrangement::Separate { units }) if units.len() == 2)
    );
    let (codes, record) = changed(&[(2, "张三、赵六"), (3, "张三 李四")]);
    assert_eq!(codes, ["lead_several", "lead_among_co_signers"]);
    assert_eq!(record.unwrap().dossier.co_signers, ["赵六", "李四"]);
    let (codes, record) = changed(&[(7, "√")]);
    assert_eq!((codes.len(), record.unwrap().consulted), (0, Some(None)));
}

#[test]
fn duplicates_are_found_here_and_in_the_workspace() {
    let mut other = GOOD.to_vec();
    other[0] = "2024-002";
    let mut known_number = GOOD.to_vec();
    (known_number[0], known_number[1]) = ("2024-009", "关于乙的建议");
    let rows: &[&[&str]] = &[HEAD, GOOD, GOOD, &other, &known_number];
    let mut session = Session::new(workbook(vec![named("2024年", rows)]));
    let plan = session.propose(Lang::Zh, &|_| None).plan;
    let known: Known = [("2024-009", "关于丙的建议")].into_iter().collect();
    let check = with_env(Role::Office, &known, |env| {
        session.check(plan, env, &mut |_, _| true)
    })
    .unwrap();
    let found: Vec<Option<bool>> = check
        .rows
        .iter()
        .map(|row| row.duplicate.as_ref().map(|d| d.certain))
        .collect();
    assert_eq!(found, [None, Some(true), Some(false), Some(true)]);
    assert_eq!((check.ready, check.failed), (2, 2));
    let import = ImportId::try_from("i1").unwrap();
    assert_eq!(session.records(&[], &import).len(), 2);
    assert_eq!(
        session
            .records(&[2], &import)
            .iter()
            .map(|r| r.source.row)
            .collect::<Vec<_>>(),
        [4]
    );
}

#[test]
fn merged_groups_are_filled_down_inside_the_merged_area_only() {
    let row = |number: &'static str, title: &'static str, unit: &'static str| {
        vec![number, title, "张三", "", unit, "", "", "", "", "", ""]
    };
    let rows = [
        row("2024-001", "关于甲的建议", "区水务局"),
        row("2024-002", "关于乙的建议", ""),
        row("2024-003", "关于丙的建议", ""),
    ];
    let mut sheet = sheet(&[HEAD, &rows[0], &rows[1], &rows[2]]);
    merge(&mut sheet, &["E2:E3"]);
    let mut session = Session::new(workbook(vec![sheet]));
    let plan = session.propose(Lang::Zh, &|_| None).plan;
    let check = check(&mut session, plan).unwrap();
    assert_eq!(
        check
            .rows
            .iter()
            .map(|row| row.units.as_str())
            .collect::<Vec<_>>(),
        ["区水务局", "区水务局", ""]
    );
}

#[test]
fn plans_that_do_not_fit_are_refused_or_blocked() {
    let mut session = Session::new(workbook(vec![named("2024年", &[HEAD, GOOD])]));
    let plan = session.propose(Lang::Zh, &|_| None).plan;
    for bad in [
        ImportPlan {
            sheet: 9,
            ..plan.clone()
        },
        ImportPlan {
            header_first: 1,
            header_last: 0,
            ..plan.clone()
        },
        ImportPlan {
            header_last: 99,
            ..plan.clone()
        },
        ImportPlan {
            header_last: u32::MAX,
            ..plan.clone()
        },
        ImportPlan {
            year: Some(24),
            ..plan.clone()
        },
    ] {
        assert!(
            matches!(check(&mut session, bad.clone()), Err(CheckStop::BadPlan(_))),
            "{bad:?}"
        );
    }
    let mut columns = plan.columns.clone();
    columns[2] = None;
    columns[3] = Some(Field::Title);
    let blocked = check(
        &mut session,
        ImportPlan {
            columns,
            ..plan.clone()
        },
    )
    .unwrap();
    assert_eq!((blocked.missing.len(), blocked.ready), (2, 0));
    assert!(
        session
            .records(&[], &ImportId::try_from("i1").unwrap())
            .is_empty()
    );
    let deputy = with_env(Role::Deputy, &Known::default(), |env| {
        session.check(plan, env, &mut |_, _| true)
    });
    assert!(matches!(deputy, Err(CheckStop::Refused(_))));
}

#[test]
fn a_long_check_can_be_stopped_and_reports_its_progress() {
    let number = |n: usize| format!("2024-{n:04}");
    let texts: Vec<[String; 3]> = (1..=1200)
        .map(|n| [number(n), format!("关于第{n}件事的建议"), "张三".to_owned()])
        .collect();
    let rows: Vec<Vec<&str>> = texts
        .iter()
        .map(|row| row.iter().map(String::as_str).collect())
        .collect();
    let mut all: Vec<&[&str]> = vec![&["编号", "标题", "领衔代表"]];
    all.extend(rows.iter().map(Vec::as_slice));
    let mut session = Session::new(workbook(vec![named("2024年", &all)]));
    let plan = session.propose(Lang::Zh, &|_| None).plan;
    let mut heard = Vec::new();
    let stopped = with_env(Role::Office, &Known::default(), |env| {
        session.check(plan.clone(), env, &mut |done, total| {
            heard.push((done, total));
            done < 1000
        })
    });
    assert_eq!(
        (stopped, heard),
        (Err(CheckStop::Cancelled), vec![(500, 1200), (1000, 1200)])
    );
    assert_eq!(session.plan(), None);
    assert_eq!(check(&mut session, plan).unwrap().ready, 1200);
}

#[test]
fn a_mapping_is_remembered_by_its_headings() {
    let mut session = Session::new(workbook(vec![named("2024年", &[HEAD, GOOD])]));
    let first = session.propose(Lang::Zh, &|_| None);
    check(&mut session, first.plan.clone()).unwrap();
    let mark = session.fingerprint().unwrap();
    let mut columns = first.plan.columns;
    columns[10] = None;
    let again = session.propose(Lang::Zh, &|asked| (asked == mark).then(|| columns.clone()));
    assert!(again.remembered && !first.remembered);
    assert_eq!(again.plan.columns, columns);
    assert!(
        !session
            .propose(Lang::En, &|asked| (asked == mark).then(Vec::new))
            .remembered
    );
    assert_eq!(first.preview.len(), 2);
}

#[test]
fn an_empty_workbook_is_proposed_without_a_plan_that_works() {
    let mut session = Session::new(workbook(Vec::new()));
    let proposal = session.propose(Lang::En, &|_| None);
    assert!(proposal.plan.columns.is_empty() && proposal.sheets.is_empty());
    assert!(matches!(
        check(&mut session, proposal.plan),
        Err(CheckStop::BadPlan(_))
    ));
}

/// Words a sheet may be made of, so that headings, totals and odd cells all come up.
const SOUP: &[&str] = &[
    "",
    "",
    "编号",
    "标题",
    "领衔代表",
    "主办单位",
    "交办日期",
    "满意",
    "合计",
    "注：",
    "2024-001",
    "第3号",
    "3月8日",
    "2024年3月8日",
    "A类",
    "√",
    "张 三",
    "、",
    "\u{3000}",
    "9999999999999",
];

proptest::proptest! {
    #[test]
    fn any_workbook_is_proposed_and_checked(
        words in proptest::collection::vec(0usize..SOUP.len(), 0..80),
        cols in 1usize..9,
        areas in proptest::collection::vec((0u32..12, 0u32..9, 0u32..4, 0u32..9), 0..4),
        numbers in proptest::collection::vec((0u32..12, 0u32..9, proptest::num::f64::ANY), 0..4),
        year in proptest::option::of(1979i32..=2099),
    ) {
        let texts: Vec<&str> = words.iter().map(|at| SOUP[*at]).collect();
        let rows: Vec<&[&str]> = texts.chunks(cols).collect();
        let mut sheet = sheet(&rows);
        for (row, col, value) in numbers {
            let value = huiyin_protocol::grid::Value::Number(value);
            match sheet.cells.binary_search_by_key(&(row, col), |cell| (cell.row, cell.col)) {
                Ok(at) => sheet.cells[at].value = value,
                Err(at) => sheet.cells.insert(at, huiyin_protocol::grid::Cell { row, col, value }),
            }
            sheet.rows = sheet.rows.max(row + 1);
            sheet.cols = sheet.cols.max(col + 1);
        }
        for (row, col, down, right) in areas {
            let (last_row, last_col) = (row + down, col + right);
            sheet.merges.push(huiyin_protocol::grid::Area { first_row: row, first_col: col, last_row, last_col });
        }
        sheet.merges.sort();
        let mut session = Session::new(workbook(vec![sheet]));
        let plan = ImportPlan { year, ..session.propose(Lang::En, &|_| None).plan };
        if let Ok(check) = check(&mut session, plan) {
            let records = session.records(&[], &ImportId::try_from("i1").unwrap());
            proptest::prop_assert_eq!(check.ready as usize, records.len());
            proptest::prop_assert_eq!(check.rows.len(), (check.ready + check.failed) as usize);
            let table = session.errors_table(Lang::Zh).unwrap();
            proptest::prop_assert!(table.rows.len() <= check.rows.len());
        }
    }
}
