use super::*;
use huiyin_protocol::encode;
use huiyin_protocol::grid::{FileError, Workbook};
use huiyin_rules::ids::ImportId;

fn proposal(columns: &[Option<Field>]) -> ImportProposal {
    ImportProposal {
        file: "台账.xlsx".into(),
        sheets: Vec::new(),
        plan: ImportPlan {
            sheet: 0,
            header_first: 2,
            header_last: 3,
            columns: columns.to_vec(),
            year: Some(2024),
        },
        reasons: Vec::new(),
        headings: Vec::new(),
        preview: Vec::new(),
        remembered: false,
    }
}

fn row(row: u32, worst: Option<Severity>) -> CheckedRow {
    CheckedRow {
        row,
        number: String::new(),
        title: String::new(),
        lead: String::new(),
        units: String::new(),
        dates: [None; 3],
        outcome: String::new(),
        worst,
        duplicate: None,
    }
}

fn check(missing: &[&str]) -> ImportCheck {
    ImportCheck {
        ready: 2,
        failed: 1,
        passed_over: Vec::new(),
        rows: vec![
            row(5, None),
            row(6, Some(Severity::Error)),
            row(7, Some(Severity::Warning)),
        ],
        problems: Vec::new(),
        headings: Vec::new(),
        missing: missing.iter().map(|text| (*text).to_owned()).collect(),
    }
}

fn after(events: Vec<Event>) -> Rc<Wizard> {
    let (book, _) = Book::take(encode(&Ok::<_, FileError>(Workbook::default())))
        .ok()
        .unwrap();
    let columns = [Some(Field::Number), Some(Field::Title), None];
    let opened = Event::Opened(Rc::new(book), 0, proposal(&columns));
    let start = Rc::new(Wizard::default()).reduce(opened);
    events.into_iter().fold(start, Reducible::reduce)
}

#[test]
fn no_step_can_be_skipped() {
    let fresh = Rc::new(Wizard::default()).reduce(Event::Go(Stage::Commit));
    assert_eq!(fresh.stage, Stage::Choose);
    assert_eq!(after(vec![Event::Go(Stage::Check)]).stage, Stage::Header);
    assert_eq!(after(vec![Event::Go(Stage::Columns)]).stage, Stage::Columns);
    let blocked = after(vec![
        Event::Go(Stage::Columns),
        Event::Checked(check(&["编号"])),
        Event::Go(Stage::Commit),
    ]);
    assert_eq!(blocked.stage, Stage::Columns);
    let none_left = vec![
        Event::Checked(check(&[])),
        Event::LeaveOut(vec![5, 7], true),
        Event::Go(Stage::Commit),
    ];
    assert_eq!(after(none_left).stage, Stage::Check);
    let good = after(vec![Event::Checked(check(&[])), Event::Go(Stage::Commit)]);
    assert_eq!((good.stage, good.going_in()), (Stage::Commit, 2));
}

#[test]
fn every_change_of_the_plan_asks_for_a_new_check() {
    let changes = [
        Event::Header(1, 1),
        Event::Column(2, Some(Field::Lead)),
        Event::Year("2023".into()),
    ];
    for change in changes {
        let changed = after(vec![
            Event::Checked(check(&[])),
            Event::LeaveOut(vec![5], true),
            change,
        ]);
        assert!(changed.check.is_none() && changed.left_out.is_empty());
        assert_eq!(changed.reached(), Stage::Columns);
    }
}

#[test]
fn a_field_belongs_to_one_column() {
    let moved = after(vec![Event::Column(2, Some(Field::Number))]);
    let columns = moved.plan.clone().unwrap().columns;
    assert_eq!(columns, [None, Some(Field::Title), Some(Field::Number)]);
    assert_eq!(moved.moved, Some((Field::Number, 0, 2)));
    let cleared = after(vec![Event::Column(1, None)]);
    assert_eq!(
        cleared.plan.clone().unwrap().columns,
        [Some(Field::Number), None, None]
    );
    assert_eq!(cleared.moved, None);
    assert_eq!(
        after(vec![Event::Column(9, Some(Field::Title))])
            .plan
            .clone()
            .unwrap()
            .columns
            .len(),
        3
    );
}

#[test]
fn the_year_is_four_digits_or_nothing() {
    for (typed, plan) in [
        ("2023", Some(Some(2023))),
        (" ", Some(None)),
        ("二〇二三", None),
        ("23", None),
        ("+202", None),
    ] {
        let wizard = after(vec![Event::Year(typed.into())]);
        assert_eq!(wizard.plan_now().map(|plan| plan.year), plan, "{typed}");
    }
}

#[test]
fn a_check_in_another_language_keeps_what_was_left_out() {
    let again = after(vec![
        Event::Checked(check(&[])),
        Event::LeaveOut(vec![5, 6], true),
        Event::Go(Stage::Commit),
        Event::Checked(check(&[])),
    ]);
    // Row 6 cannot be imported anyway, so it is not one that the person leaves out.
    assert_eq!(*again.left_out, BTreeSet::from([5]));
    assert_eq!(again.going_in(), 1);
    assert_eq!(again.stage, Stage::Check);
}

#[test]
fn a_failure_keeps_the_step_and_knows_whether_anything_may_be_written() {
    let failed = |busy, kind| {
        let failure = Failure {
            kind,
            code: "x".into(),
            text: "已写入 124 件".into(),
            source: None,
        };
        after(vec![
            Event::Checked(check(&[])),
            Event::Go(Stage::Commit),
            Event::Begin(busy),
            Event::Failed(failure),
        ])
    };
    let stopped = failed(Busy::Committing, FailureKind::Cancelled);
    assert!(stopped.unfinished && stopped.busy.is_none() && stopped.trouble.is_none());
    assert_eq!(stopped.stopped.as_deref(), Some("已写入 124 件"));
    assert_eq!(stopped.stage, Stage::Commit);
    let unsaved = failed(Busy::Committing, FailureKind::NotSaved);
    assert!(unsaved.unfinished && unsaved.trouble.is_some() && unsaved.stopped.is_none());
    assert!(!failed(Busy::Checking, FailureKind::Cancelled).unfinished);
    let again = failed(Busy::Committing, FailureKind::NotSaved).reduce(Event::Go(Stage::Check));
    assert!(!again.unfinished && again.trouble.is_none());
}

#[test]
fn what_was_imported_lets_the_file_go() {
    let done = ImportDone {
        import: ImportId::try_from("i-1").unwrap(),
        imported: 2,
        skipped: 1,
        head: 9,
    };
    let end = after(vec![Event::Checked(check(&[])), Event::Committed(done)]);
    assert_eq!((end.stage, end.reached()), (Stage::Done, Stage::Done));
    assert!(end.book.is_none() && end.check.is_none());
    assert_eq!(end.not_in, 1);
    assert_eq!(end.reduce(Event::Reset).stage, Stage::Choose);
}
