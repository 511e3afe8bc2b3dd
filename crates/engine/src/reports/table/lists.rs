//! Sheets that list suggestions.

use super::cells::{Heading, Sheet, count, day, text};
use huiyin_protocol::grid::ColumnKind::{Date, Integer, Text};
use huiyin_protocol::grid::{Table, TableCell};
use huiyin_protocol::ledger::LedgerRow;
use huiyin_protocol::report::{
    CalendarEntry, CalendarView, CommitmentsView, KeyView, LookBackView, VotesView,
};
use huiyin_rules::Lang;
use huiyin_rules::suggestion::KeyCriterion;

const NUMBER: Heading = ("编号", "Number", 12, Text);
const TITLE: Heading = ("标题", "Title", 40, Text);

fn head(row: &LedgerRow) -> [TableCell; 2] {
    [text(&row.number), text(&row.title)]
}

/// Key supervision: the arithmetic, those chosen, those proposed.
pub fn key(sheet: Sheet, view: &KeyView) -> Table {
    let year = view.year;
    let title = match sheet.lang {
        Lang::Zh => format!("{year}年重点督办建议：{}", view.arithmetic),
        Lang::En => format!("Key supervision in {year}: {}", view.arithmetic),
    };
    let columns = [
        ("分组", "Group", 12, Text),
        NUMBER,
        TITLE,
        ("承办单位", "Units", 24, Text),
        ("督办领导", "Led by", 14, Text),
        ("责任委室", "Committee", 20, Text),
        ("情形", "Criteria", 28, Text),
        ("理由", "Reasons", 50, Text),
        ("同类建议", "Of the same matter", 40, Text),
        ("督办次数", "Acts of supervision", 10, Integer),
    ];
    let mut sheet = sheet.headed(("重点督办", "Key supervision"), title, &columns);
    let lang = sheet.lang;
    let chosen = sheet.say("已列入", "Chosen");
    for one in &view.chosen {
        let [number, title] = head(&one.row);
        sheet.row([
            text(chosen),
            number,
            title,
            text(&one.row.units),
            text(&one.supervisor),
            text(&one.committee),
            text(&one.criteria.join("；")),
            TableCell::default(),
            TableCell::default(),
            count(one.supervised),
        ]);
    }
    let proposed = sheet.say("可考虑列入", "Proposed");
    for one in &view.candidates {
        let criteria: Vec<String> = one
            .criteria
            .iter()
            .map(|criterion| KeyCriterion::label(*criterion).get(lang).to_owned())
            .collect();
        let related: Vec<String> = one
            .related
            .iter()
            .map(|other| {
                format!("{} {}", other.number, other.title)
                    .trim()
                    .to_owned()
            })
            .collect();
        let [number, title] = head(&one.row);
        sheet.row([
            text(proposed),
            number,
            title,
            text(&one.row.units),
            TableCell::default(),
            TableCell::default(),
            text(&criteria.join("；")),
            text(&one.reasons.join("；")),
            text(&related.join("；")),
        ]);
    }
    sheet.finish()
}

/// What falls due, the overdue first, then day by day.
pub fn calendar(sheet: Sheet, view: &CalendarView) -> Table {
    let span = match (view.days.first(), view.days.last()) {
        (Some(first), Some(last)) => format!("{} — {}", first.date, last.date),
        _ => String::new(),
    };
    let title = match sheet.lang {
        Lang::Zh => format!("期限日历 {span}"),
        Lang::En => format!("Deadlines {span}"),
    };
    let columns = [
        ("期限", "Due", 12, Date),
        ("事项", "What", 16, Text),
        NUMBER,
        TITLE,
        ("责任单位", "Unit", 24, Text),
        ("状态", "Status", 10, Text),
        ("说明", "Note", 12, Text),
    ];
    let mut sheet = sheet.headed(("期限日历", "Deadlines"), title, &columns);
    let lang = sheet.lang;
    let provisional = sheet.say("暂估", "provisional");
    let line = |entry: &CalendarEntry| {
        [
            day(Some(entry.due)),
            text(&entry.what),
            text(&entry.number),
            text(&entry.title),
            text(&entry.unit),
            text(entry.light.text().get(lang)),
            text(if entry.provisional { provisional } else { "" }),
        ]
    };
    let within = view.days.iter().flat_map(|day| &day.entries);
    for entry in view.overdue.iter().chain(within) {
        sheet.row(line(entry));
    }
    sheet.finish()
}

/// Promises across years.
pub fn commitments(sheet: Sheet, view: &CommitmentsView) -> Table {
    let [all, open, overdue, kept] = view.counts;
    let title = match sheet.lang {
        Lang::Zh => format!(
            "跨年度承诺台账：共{all}项，未兑现{open}项（其中逾期{overdue}项），已兑现{kept}项"
        ),
        Lang::En => format!(
            "Promises across years: {all} in all, {open} open ({overdue} overdue), {kept} kept"
        ),
    };
    let columns = [
        NUMBER,
        TITLE,
        ("承办单位", "Unit", 24, Text),
        ("承诺事项", "Promised", 40, Text),
        ("承诺日期", "Since", 12, Date),
        ("承诺完成日期", "Promised for", 12, Date),
        ("状态", "Status", 10, Text),
        ("跨年度数", "Years carried over", 10, Integer),
        ("进展次数", "Reports", 10, Integer),
        ("最近进展", "Latest report", 40, Text),
        ("兑现日期", "Kept", 12, Date),
    ];
    let mut sheet = sheet.headed(("承诺台账", "Promises"), title, &columns);
    let lang = sheet.lang;
    for one in &view.rows {
        sheet.row([
            text(&one.number),
            text(&one.title),
            text(&one.unit),
            text(&one.what),
            day(one.since),
            day(one.due),
            text(one.light.text().get(lang)),
            count(one.carried),
            count(one.progress.0),
            text(&one.progress.1),
            day(one.kept),
        ]);
    }
    sheet.finish()
}

/// Looking back: the list to revisit, then what a third party may look into, then what is followed.
pub fn look_back(sheet: Sheet, view: &LookBackView) -> Table {
    let year = view.year;
    let title = match sheet.lang {
        Lang::Zh => format!("{year}年回头看、跟踪督办和第三方评估"),
        Lang::En => format!("Looking back, following up and third-party assessment, {year}"),
    };
    let columns = [
        ("分组", "Group", 14, Text),
        NUMBER,
        TITLE,
        ("承办单位", "Units", 24, Text),
        ("代表评价", "Rating", 10, Text),
        ("初次评价", "First rated", 12, Date),
        ("初次评价期限", "First due", 12, Date),
        ("回头看期限", "Second due", 12, Date),
        ("状态", "Status", 10, Text),
        ("回头看日期", "Done", 12, Date),
        ("说明", "Note", 40, Text),
    ];
    let mut sheet = sheet.headed(("回头看", "Looking back"), title, &columns);
    let lang = sheet.lang;
    let rating = |row: &LedgerRow| {
        let label = row.rating.map(|rating| rating.label());
        text(label.as_ref().map_or("", |label| label.get(lang)))
    };
    let group = sheet.say("回头看", "To look back on");
    for one in &view.rows {
        let [number, title] = head(&one.row);
        sheet.row([
            text(group),
            number,
            title,
            text(&one.row.units),
            rating(&one.row),
            day(one.first),
            day(one.first_due),
            day(one.due),
            text(one.light.text().get(lang)),
            day(one.done),
        ]);
    }
    let others = [
        (
            sheet.say("第三方评估范围", "Third party"),
            &view.third_party,
        ),
        (sheet.say("跟踪督办", "Followed up"), &view.tracked),
    ];
    for (group, list) in others {
        for (row, why) in list {
            let [number, title] = head(row);
            let mut cells = vec![text(group), number, title, text(&row.units), rating(row)];
            cells.resize(columns.len() - 1, TableCell::default());
            cells.push(text(why));
            sheet.row(cells);
        }
    }
    sheet.finish()
}

/// Satisfaction votes with their verdicts.
pub fn votes(sheet: Sheet, view: &VotesView) -> Table {
    let title = sheet.say("满意度测评结果", "Satisfaction votes").to_owned();
    let columns = [
        ("日期", "Day", 12, Date),
        NUMBER,
        TITLE,
        ("测评主体", "By", 24, Text),
        ("满意", "Satisfied", 8, Integer),
        ("基本满意", "Basically satisfied", 8, Integer),
        ("不满意", "Dissatisfied", 8, Integer),
        ("弃权", "Abstained", 8, Integer),
        ("无效", "Invalid", 8, Integer),
        ("未按", "Not pressed", 8, Integer),
        ("结果", "Verdict", 16, Text),
        ("计算", "Arithmetic", 60, Text),
        ("依据", "Source", 40, Text),
    ];
    let mut sheet = sheet.headed(("满意度测评", "Votes"), title, &columns);
    for one in &view.rows {
        let tally = &one.tally;
        let counts = [
            tally.satisfied,
            tally.basically_satisfied,
            tally.dissatisfied,
            tally.abstained,
            tally.invalid,
            tally.unpressed,
        ];
        let mut cells = vec![
            day(Some(one.on)),
            text(&one.number),
            text(&one.title),
            text(&one.by),
        ];
        cells.extend(counts.map(count));
        cells.extend([
            text(&one.text),
            text(&one.steps.join("；")),
            text(&one.source),
        ]);
        sheet.row(cells);
    }
    sheet.finish()
}
