//! The statistics as a table for Excel: the whole first, then every breakdown.

use huiyin_protocol::grid::{Column, ColumnKind, Table, TableCell, Value};
use huiyin_protocol::stats::{Breakdown, StatsView};
use huiyin_rules::{Fraction, Lang};

/// The table of a statistics page.
pub fn table(view: &StatsView, lang: Lang) -> Table {
    let zh = lang == Lang::Zh;
    let say = |chinese: &'static str, english: &'static str| if zh { chinese } else { english };
    let groups = [
        (say("承办单位", "Unit"), &view.by_unit),
        (say("类别", "Category"), &view.by_category),
        (say("代表团", "Delegation"), &view.by_delegation),
    ];
    let mut rows = vec![whole(view, say("全部", "All"))];
    for (group, list) in groups {
        rows.extend(
            list.iter()
                .map(|one| line(group, one, say("未注明", "Not stated"))),
        );
    }
    rows.extend(view.by_month.iter().map(|month| {
        let mut cells = vec![
            TableCell::from(say("月份", "Month")),
            TableCell::from(month.month.as_str()),
        ];
        cells.extend([month.assigned, month.replied].map(whole_number));
        cells.push(TableCell::default());
        cells.push(whole_number(month.consulted));
        cells
    }));
    Table {
        sheet: say("统计", "Statistics").to_owned(),
        title: Some(if zh {
            format!("代表建议办理情况统计（{}）", view.rulebook)
        } else {
            format!("Statistics on deputies' suggestions ({})", view.rulebook)
        }),
        columns: columns(zh),
        rows,
        ..Table::default()
    }
}

fn columns(zh: bool) -> Vec<Column> {
    let text = ColumnKind::Text;
    let (count, rate) = (ColumnKind::Integer, ColumnKind::Percent);
    [
        ("分组", "Group", 12, text),
        ("名称", "Name", 28, text),
        ("件数（按月为交办）", "Total (months: assigned)", 16, count),
        ("已答复", "Replied", 10, count),
        ("办复率", "Reply rate", 10, rate),
        ("已面商", "Consulted", 10, count),
        ("面商率", "Consultation rate", 10, rate),
        ("满意", "Satisfied", 10, count),
        ("满意率", "Satisfaction rate", 10, rate),
        ("办结", "Completed", 10, count),
        ("办结率", "Completion rate", 10, rate),
        ("A类", "A", 8, count),
        ("B类", "B", 8, count),
        ("C类", "C", 8, count),
        ("D类", "D", 8, count),
        ("逾期", "Overdue", 8, count),
    ]
    .into_iter()
    .map(|(chinese, english, width, kind)| Column {
        title: (if zh { chinese } else { english }).to_owned(),
        width,
        kind,
    })
    .collect()
}

fn whole(view: &StatsView, label: &str) -> Vec<TableCell> {
    let rate = |key: &str| {
        view.rates
            .iter()
            .find(|rate| rate.key == key)
            .map(|rate| rate.value)
            .unwrap_or_default()
    };
    let count = |at: usize| view.classes.get(at).map_or(0, |bar| bar.count);
    let one = Breakdown {
        label: label.to_owned(),
        total: view.total,
        replied: rate("replied"),
        consulted: rate("consulted"),
        satisfied: rate("satisfied"),
        completed: rate("completed"),
        classes: [count(0), count(1), count(2), count(3)],
        // A suggestion with several units stands in several of their lines, but has one category.
        overdue: view.by_category.iter().map(|one| one.overdue).sum(),
        rows: Default::default(),
    };
    line(label, &one, "")
}

fn line(group: &str, one: &Breakdown, unnamed: &str) -> Vec<TableCell> {
    let name = if one.label.is_empty() {
        unnamed
    } else {
        &one.label
    };
    let mut cells = vec![
        TableCell::from(group),
        TableCell::from(name),
        whole_number(one.total),
    ];
    for rate in [one.replied, one.consulted, one.satisfied, one.completed] {
        cells.push(whole_number(rate.numerator));
        cells.push(ratio(rate));
    }
    cells.extend(one.classes.map(whole_number));
    cells.push(whole_number(one.overdue));
    cells
}

/// Excel's numbers are floats; counts of suggestions are far below where those lose a unit.
fn whole_number(count: u64) -> TableCell {
    TableCell::from(Value::Number(count as f64))
}

fn ratio(rate: Fraction) -> TableCell {
    if rate.denominator == 0 {
        return TableCell::default();
    }
    TableCell::from(Value::Number(
        rate.numerator as f64 / rate.denominator as f64,
    ))
}
