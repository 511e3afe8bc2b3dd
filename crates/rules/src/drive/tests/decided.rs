//! Every order and every answer, in place and out of place.

use super::*;
use crate::suggestion::Authorship;
use crate::suggestion::authorship::may;
use proptest::prelude::*;

fn order(
    drive: Option<&Drive>,
    role: Role,
    today: &str,
    order: DriveOrder,
) -> Result<Vec<DriveEvent>, DriveRefusal> {
    let actor = Actor::own(role, "");
    let ctx = OrderContext {
        today: day(today),
        actor: &actor,
    };
    decide(drive, order, &ctx)
}

fn code(decided: Result<Vec<DriveEvent>, DriveRefusal>) -> &'static str {
    let refusal = decided.unwrap_err();
    let text = refusal.text();
    for text in [&text.zh, &text.en] {
        assert!(!text.is_empty() && !text.contains("{}"), "{text}");
    }
    refusal.code()
}

fn open(change: impl Fn(&mut DriveOpened)) -> DriveOrder {
    let mut form = form();
    change(&mut form);
    DriveOrder::Open(form)
}

fn close(reason: &str) -> DriveOrder {
    DriveOrder::Close {
        reason: reason.into(),
    }
}

#[test]
fn forms_are_bounded() {
    let many = |n: usize| {
        let all = (0..n).map(|n| question(&format!("q{n}"), QuestionKind::Text, 0, false));
        all.collect::<Vec<_>>()
    };
    let table: Vec<(DriveOrder, &str)> = vec![
        (open(|one| one.title.clear()), "order_text_unfit"),
        (open(|one| one.title = "题".repeat(121)), "order_text_unfit"),
        (
            open(|one| one.intro = "说".repeat(2_001)),
            "order_text_unfit",
        ),
        (open(|one| one.questions.clear()), "order_count"),
        (open(|one| one.questions = many(31)), "order_count"),
        (open(|one| one.questions[1].id = "q1".into()), "order_twice"),
        (
            open(|one| one.questions[1].id = "题".into()),
            "order_name_unfit",
        ),
        (
            open(|one| one.questions[0].text.clear()),
            "order_text_unfit",
        ),
        (
            open(|one| one.questions[0].options.truncate(1)),
            "order_count",
        ),
        (
            open(|one| one.questions[2].options.push("甲".into())),
            "order_count",
        ),
        (
            open(|one| one.questions[0].options[1] = "选项0".into()),
            "order_twice",
        ),
        (
            open(|one| one.questions[0].options[1] = "选\n项".into()),
            "order_text_unfit",
        ),
        (
            open(|one| one.closes = day("2026-11-30")),
            "drive_days_unfit",
        ),
        (close("提前结束"), "no_such_drive"),
    ];
    for (one, expected) in table {
        let decided = order(None, Role::Office, "2026-11-30", one.clone());
        assert_eq!(code(decided), expected, "{one:?}");
    }
    let past = order(None, Role::Office, "2026-12-21", open(|_| ()));
    assert_eq!(code(past), "drive_days_unfit");
    for role in [Role::Unit, Role::Deputy, Role::Government] {
        let decided = order(None, role, "2026-11-30", open(|_| ()));
        assert_eq!(code(decided), "order_office_only");
    }
    assert_eq!(
        order(None, Role::Office, "2026-11-30", open(|_| ()))
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn questions_stand_while_they_are_answered_but_its_days_may_change() {
    let here = drive(form());
    let other = || open(|one| one.questions.truncate(1));
    assert!(order(Some(&here), Role::Office, "2026-11-30", other()).is_ok());
    let changed = order(Some(&here), Role::Office, "2026-12-01", other());
    assert_eq!(code(changed), "drive_questions_stand");
    let longer = open(|one| one.closes = day("2026-12-31"));
    let events = order(Some(&here), Role::Office, "2026-12-10", longer).unwrap();
    let all = replay(here_events().iter().chain(&events)).unwrap();
    assert_eq!((all.last_day(), all.anomalies), (day("2026-12-31"), 0));
}

fn here_events() -> Vec<DriveEvent> {
    vec![DriveEvent::DriveOpened(Box::new(form()))]
}

#[test]
fn it_takes_answers_on_its_days_and_is_closed_once() {
    let here = drive(form());
    for (on, takes) in [
        ("2026-11-30", false),
        ("2026-12-01", true),
        ("2026-12-20", true),
        ("2026-12-21", false),
    ] {
        assert_eq!(here.takes(day(on)), takes, "{on}");
    }
    assert_eq!(
        code(order(Some(&here), Role::Office, "2026-12-10", close(""))),
        "order_text_unfit"
    );
    assert_eq!(
        code(order(Some(&here), Role::Office, "2026-12-21", close("完"))),
        "drive_over"
    );
    let mut events = here_events();
    events.extend(order(Some(&here), Role::Office, "2026-12-10", close("已够")).unwrap());
    let closed = replay(&events).unwrap();
    assert!(closed.takes(day("2026-12-10")) && !closed.takes(day("2026-12-11")));
    for one in [close("再关"), open(|_| ())] {
        let decided = order(Some(&closed), Role::Office, "2026-12-10", one);
        assert_eq!(code(decided), "drive_over");
    }
}

#[test]
fn answers_fit_or_are_told_why_not() {
    let here = drive(form());
    let most = "言".repeat(1_000);
    let good = [
        vec![chosen("q1", &[2])],
        vec![chosen("q2", &[2, 0]), chosen("q1", &[0])],
        vec![chosen("q1", &[0]), words("q3", &most)],
    ];
    for answers in good {
        assert_eq!(fits(&here, &answers), Ok(()), "{answers:?}");
    }
    let both = DriveAnswer {
        text: "另外".into(),
        ..chosen("q1", &[0])
    };
    let table: Vec<(Vec<DriveAnswer>, &str)> = vec![
        (vec![], "drive_answer_missing"),
        (vec![chosen("q2", &[0])], "drive_answer_missing"),
        (vec![chosen("q1", &[])], "drive_answer_unfit"),
        (vec![chosen("q1", &[0, 1])], "drive_answer_unfit"),
        (vec![chosen("q1", &[3])], "drive_answer_unfit"),
        (vec![chosen("q1", &[u32::MAX])], "drive_answer_unfit"),
        (vec![both], "drive_answer_unfit"),
        (
            vec![chosen("q1", &[0]), chosen("q1", &[0])],
            "drive_answer_unfit",
        ),
        (
            vec![chosen("q1", &[0]), chosen("q2", &[])],
            "drive_answer_unfit",
        ),
        (
            vec![chosen("q1", &[0]), chosen("q2", &[1, 1])],
            "drive_answer_unfit",
        ),
        (
            vec![chosen("q1", &[0]), words("q3", " ")],
            "drive_answer_unfit",
        ),
        (
            vec![chosen("q1", &[0]), words("q3", &format!("{most}多"))],
            "drive_answer_unfit",
        ),
        (
            vec![chosen("q1", &[0]), chosen("q3", &[0])],
            "drive_answer_unfit",
        ),
        (vec![chosen("q9", &[0])], "drive_question_unknown"),
    ];
    for (answers, expected) in table {
        let refusal = fits(&here, &answers).unwrap_err();
        assert_eq!(refusal.code(), expected, "{answers:?}");
        assert!(!refusal.text().zh.is_empty());
    }
}

#[test]
fn events_are_written_as_they_are_read_and_are_the_offices() {
    let mut events = here_events();
    events.push(DriveEvent::DriveClosed(DriveClosed {
        on: day("2026-12-10"),
        reason: "已够".into(),
    }));
    for event in events {
        let text = serde_json::to_string(&event).unwrap();
        assert_eq!(serde_json::from_str::<DriveEvent>(&text).unwrap(), event);
        let kind = serde_json::to_value(&event).unwrap()["type"].clone();
        let kind = kind.as_str().unwrap();
        assert_eq!(may(kind, Role::Office), Authorship::Yes);
        assert_eq!(may(kind, Role::Deputy), Authorship::No);
    }
}

proptest! {
    #[test]
    fn any_order_folds(picks in proptest::collection::vec(0usize..3, 0..8)) {
        let mut longer = form();
        longer.closes = day("2026-12-31");
        let all = [
            DriveEvent::DriveOpened(Box::new(form())),
            DriveEvent::DriveOpened(Box::new(longer)),
            DriveEvent::DriveClosed(DriveClosed { on: day("2026-12-10"), reason: "完".into() }),
        ];
        let drive = replay(picks.iter().map(|at| &all[*at]));
        let opened = picks.iter().position(|at| *at < 2);
        prop_assert_eq!(drive.is_some(), opened.is_some());
        if let (Some(drive), Some(first)) = (drive, opened) {
            // Once closed after it was opened, nothing changes it any more.
            let closed = picks.iter().skip(first).position(|at| *at == 2);
            prop_assert_eq!(drive.closed.is_some(), closed.is_some());
        }
    }
}
