//! The last day of a period together with the account of how it was reached.

use super::days::holiday_text;
use super::period::nominal_end;
use super::{
    Calendar, DayKind, OutOfRange, Period, Rolling, Unit, date_text, day_number, due_date,
};
use crate::text::Text;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// One step of the account: the rule that was applied, what it says here, and
/// the date it leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The rule: `civil-code-200` to `civil-code-203`, `working-days`, `same-day`,
    /// `counted-back`, `year-day`, `calendar`, or `rulebook/<code>`.
    pub rule: String,
    /// What it says and the arithmetic.
    pub text: Text,
    /// The day reached after this step.
    pub date: NaiveDate,
}

/// The last day of a period, with its account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub struct Due {
    /// The last day; what is done on it is in time.
    #[serde(rename = "due")]
    pub date: NaiveDate,
    /// Whether a day was used that no notice covers yet (暂估).
    pub provisional: bool,
    /// How it was reached, in order.
    pub steps: Vec<Step>,
}

/// The last day of `period` when it starts on `start`, with each step named:
/// the same day as [`due_date`], for people.
pub fn due(
    start: NaiveDate,
    period: Period,
    rolling: Rolling,
    calendar: &Calendar,
) -> Result<Due, OutOfRange> {
    if period.same_day() {
        return Ok(same_day(start));
    }
    let out = OutOfRange { start, period };
    let end = due_date(start, period, rolling, calendar)?;
    let nominal = nominal_end(start, period, calendar).ok_or(out)?;
    let first = start.succ_opt().ok_or(out)?;
    let mut steps = vec![excluded(start, first)];
    steps.push(match period.unit {
        Unit::Months => months(start, nominal, period),
        Unit::WorkingDays => working_days(start, nominal, period, calendar),
        Unit::CalendarDays => calendar_days(first, nominal, period),
    });
    if period.unit != Unit::WorkingDays {
        steps.push(last_day(nominal, end.date, rolling, calendar));
    }
    steps.push(basis(end.date, end.provisional, calendar));
    Ok(Due {
        date: end.date,
        provisional: end.provisional,
        steps,
    })
}

fn same_day(start: NaiveDate) -> Due {
    let day = date_text(start);
    let text = Text::new(
        format!("当日办结：{}当日即为最后一日，不顺延", day.zh),
        format!(
            "to be done the same day: {} is the last day and stands",
            day.en
        ),
    );
    Due {
        date: start,
        provisional: false,
        steps: vec![step("same-day", text, start)],
    }
}

pub(super) fn step(rule: &str, text: Text, date: NaiveDate) -> Step {
    Step {
        rule: rule.to_owned(),
        text,
        date,
    }
}

fn excluded(start: NaiveDate, first: NaiveDate) -> Step {
    let (from, to) = (date_text(start), date_text(first));
    let text = Text::new(
        format!(
            "开始的当日{}不计入，自{}起算（《民法典》第二百零一条）",
            from.zh, to.zh
        ),
        format!(
            "the day it starts on, {}, does not count; counting begins on {} (Civil Code, art. 201)",
            from.en, to.en
        ),
    );
    step("civil-code-201", text, first)
}

fn months(start: NaiveDate, end: NaiveDate, period: Period) -> Step {
    let (length, last) = (period.text(), date_text(end));
    let text = if start.day() == end.day() {
        Text::new(
            format!(
                "{}后到期月的对应日为{}（《民法典》第二百零二条）",
                length.zh, last.zh
            ),
            format!(
                "{} on, the corresponding day of the last month is {} (Civil Code, art. 202)",
                length.en, last.en
            ),
        )
    } else {
        Text::new(
            format!(
                "{}后到期月没有{}日，以月末日{}为最后一日（《民法典》第二百零二条）",
                length.zh,
                start.day(),
                last.zh
            ),
            format!(
                "{} on, the last month has no day {}, so its last day {} stands (Civil Code, art. 202)",
                length.en,
                start.day(),
                last.en
            ),
        )
    };
    step("civil-code-202", text, end)
}

fn calendar_days(first: NaiveDate, end: NaiveDate, period: Period) -> Step {
    let (length, from, last) = (period.text(), date_text(first), date_text(end));
    let text = Text::new(
        format!(
            "自{}起满{}为{}（《民法典》第二百条、第二百零一条）",
            from.zh, length.zh, last.zh
        ),
        format!(
            "{} from {} on are complete on {} (Civil Code, arts 200 and 201)",
            length.en, from.en, last.en
        ),
    );
    step("civil-code-200", text, end)
}

fn working_days(start: NaiveDate, end: NaiveDate, period: Period, calendar: &Calendar) -> Step {
    let days = i64::from(day_number(end)) - i64::from(day_number(start));
    let rest = days - i64::from(period.count);
    let (mut off, mut made_up) = (Vec::<(&str, u32)>::new(), 0u32);
    for (name, is_off) in calendar.announced_in(day_number(start) + 1..=day_number(end)) {
        match off.last_mut() {
            _ if !is_off => made_up += 1,
            Some((last, count)) if *last == name => *count += 1,
            _ => off.push((name, 1)),
        }
    }
    let named: Vec<String> = off.iter().map(|(n, c)| format!("{n}{c}天")).collect();
    let named_en: Vec<String> = off
        .iter()
        .map(|(n, c)| format!("{} {c}", holiday_text(n).en))
        .collect();
    let (mut zh, mut en) = (String::new(), String::new());
    if !named.is_empty() {
        zh = format!("（其中{}）", named.join("、"));
        en = format!(" (among them {})", named_en.join(", "));
    }
    let (mut made_zh, mut made_en) = (String::new(), String::new());
    if made_up > 0 {
        made_zh = format!("（含调休上班{made_up}天）");
        made_en = format!(", {made_up} of them made up on weekends");
    }
    let (length, last) = (period.text(), date_text(end));
    let text = Text::new(
        format!(
            "第{}个工作日为{}：共{days}天，减去休息日和节假日{rest}天{zh}，得{}{made_zh}",
            period.count, last.zh, length.zh
        ),
        format!(
            "working day number {} is {}: {days} days less {rest} rest days and holidays{en} make {}{made_en}",
            period.count, last.en, length.en
        ),
    );
    step("working-days", text, end)
}

fn last_day(nominal: NaiveDate, end: NaiveDate, rolling: Rolling, calendar: &Calendar) -> Step {
    let (from, to) = (date_text(nominal), date_text(end));
    let kind = kind_text(calendar.day_kind(nominal));
    let text = if let Some(rest_end) = end.pred_opt().filter(|last| *last > nominal) {
        let (rest, kinds) = (
            date_text(rest_end),
            kinds_between(nominal, rest_end, calendar),
        );
        Text::new(
            format!(
                "{}至{}为休假日（{}），以休假日结束的次日{}为最后一日（《民法典》第二百零三条）",
                from.zh, rest.zh, kinds.zh, to.zh
            ),
            format!(
                "{} to {} are rest days ({}); the day after they end, {}, is the last day (Civil Code, art. 203)",
                from.en, rest.en, kinds.en, to.en
            ),
        )
    } else if nominal != end {
        Text::new(
            format!(
                "{}为休假日（{}），以休假日结束的次日{}为最后一日（《民法典》第二百零三条）",
                from.zh, kind.zh, to.zh
            ),
            format!(
                "{} is a rest day ({}); the day after it, {}, is the last day (Civil Code, art. 203)",
                from.en, kind.en, to.en
            ),
        )
    } else if rolling == Rolling::HolidaysOnly && calendar.day_kind(nominal) == DayKind::Weekend {
        Text::new(
            format!("{}为{}，按本规则只有节假日顺延，不顺延", from.zh, kind.zh),
            format!(
                "{} is {}; under this rulebook only holidays move the last day",
                from.en, kind.en
            ),
        )
    } else {
        Text::new(
            format!("{}为{}，不顺延（《民法典》第二百零三条）", from.zh, kind.zh),
            format!(
                "{} is {} and stands (Civil Code, art. 203)",
                from.en, kind.en
            ),
        )
    };
    step("civil-code-203", text, end)
}

pub(super) fn kind_text(kind: DayKind<'_>) -> Text {
    match kind {
        DayKind::Working => Text::new("工作日", "a working day"),
        DayKind::Weekend => Text::new("周末休息日", "weekend"),
        DayKind::Holiday(name) => {
            let name = holiday_text(name);
            Text::new(format!("{}放假", name.zh), name.en)
        }
        DayKind::MakeUpWorkday(name) => {
            let name = holiday_text(name);
            Text::new(
                format!("{}调休上班日", name.zh),
                format!("a make-up working day for {}", name.en),
            )
        }
    }
}

/// The different kinds of the days from `first` to `last`, in order.
fn kinds_between(first: NaiveDate, last: NaiveDate, calendar: &Calendar) -> Text {
    let mut kinds: Vec<Text> = Vec::new();
    for day in first.iter_days().take_while(|day| *day <= last) {
        let kind = kind_text(calendar.day_kind(day));
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    let (zh, en): (Vec<String>, Vec<String>) = kinds.into_iter().map(|k| (k.zh, k.en)).unzip();
    Text::new(zh.join("、"), en.join(", "))
}

pub(super) fn basis(end: NaiveDate, provisional: bool, calendar: &Calendar) -> Step {
    let source = calendar.describe();
    let text = if provisional {
        Text::new(
            format!(
                "依据{}；超出已公布范围的日子按平常周推算，本日期为暂估",
                source.zh
            ),
            format!(
                "by the {}; days outside it follow the plain week, so this date is provisional",
                source.en
            ),
        )
    } else {
        Text::new(
            format!("依据{}", source.zh),
            format!("by the {}", source.en),
        )
    };
    step("calendar", text, end)
}
