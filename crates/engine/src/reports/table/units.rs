//! Sheets about handling units.

use super::cells::{Sheet, count, share, text};
use huiyin_protocol::grid::ColumnKind::{Integer, Percent, Text};
use huiyin_protocol::grid::{Table, TableCell};
use huiyin_protocol::report::{MidYearView, UnitView, UnitsView};
use huiyin_rules::Lang;

/// One unit's year: rates, facts, card, items.
pub fn unit(sheet: Sheet, view: &UnitView) -> Table {
    let (unit, year) = (&view.unit, view.year);
    let title = match sheet.lang {
        Lang::Zh => format!("{unit}{year}年建议办理情况"),
        Lang::En => format!("{unit}, {year}"),
    };
    let columns = [
        ("分组", "Group", 12, Text),
        ("项目", "Item", 40, Text),
        ("数值或得分", "Value or points", 16, Text),
        ("事实", "Fact", 40, Text),
        ("计算", "Arithmetic", 40, Text),
    ];
    let mut sheet = sheet.headed(("承办单位", "Unit"), title, &columns);
    let lang = sheet.lang;
    let group = sheet.say("件数", "Suggestions");
    let parts = [
        sheet.say("主办", "Leads"),
        sheet.say("分别办理", "Handles separately"),
        sheet.say("协办", "Assists"),
    ];
    for (label, number) in parts.into_iter().zip(view.parts) {
        sheet.row([text(group), text(label), count(number)]);
    }
    let group = sheet.say("比率", "Rates");
    for rate in &view.rates {
        let shown = rate.percent.as_ref().map(|percent| format!("{percent}%"));
        let cells = [&rate.definition, &rate.arithmetic].map(|words| text(words));
        let [definition, arithmetic] = cells;
        let shown = text(shown.as_deref().unwrap_or_default());
        sheet.row([
            text(group),
            text(&rate.label),
            shown,
            definition,
            arithmetic,
        ]);
    }
    let group = sheet.say("代表评价", "Opinions");
    match view.opinions {
        Some(opinions) => {
            let labels = huiyin_rules::Rating::ALL.map(|rating| rating.label());
            for (label, number) in labels.iter().zip(opinions) {
                sheet.row([text(group), text(label.get(lang)), count(number)]);
            }
        }
        None => {
            let hidden = sheet.say("不公布", "not shown");
            sheet.row([
                text(group),
                text(hidden),
                TableCell::default(),
                text(&view.opinions_hidden),
            ]);
        }
    }
    let group = sheet.say("事实", "Facts");
    for fact in &view.facts {
        sheet.row([text(group), text(&fact.label), text(&fact.value)]);
    }
    if let Some(card) = &view.card {
        let group = sheet.say("评分", "Score card");
        for line in &card.lines {
            let cells =
                [&line.label, &line.points, &line.fact, &line.arithmetic].map(|words| text(words));
            sheet.row(std::iter::once(text(group)).chain(cells));
        }
        let total = sheet.say("合计", "Total");
        sheet.row([
            text(group),
            text(total),
            text(&card.total),
            text(&card.grade),
            text(&card.source),
        ]);
    }
    let group = sheet.say("建议", "Suggestions");
    for row in &view.rows {
        let name = format!("{} {}", row.number, row.title);
        let stage = row.stage.label();
        sheet.row([
            text(group),
            text(name.trim()),
            text(row.class.map_or("", |class| class.letter())),
            text(stage.get(lang)),
        ]);
    }
    sheet.finish()
}

/// All units side by side, then the lists prepared for awards.
pub fn units(sheet: Sheet, view: &UnitsView) -> Table {
    let year = view.year;
    let title = match sheet.lang {
        Lang::Zh => format!("{year}年承办单位办理情况。{}", view.rank_rule),
        Lang::En => format!("Handling units in {year}. {}", view.rank_rule),
    };
    let columns = [
        ("名次", "Rank", 8, Integer),
        ("承办单位", "Unit", 28, Text),
        ("承办件数", "Owes a reply", 10, Integer),
        ("协办件数", "Assists", 10, Integer),
        ("办复率", "Reply rate", 10, Percent),
        ("办结率", "Completion rate", 10, Percent),
        ("三见面完成率", "Complete meetings", 12, Percent),
        ("满意率", "Satisfaction rate", 10, Percent),
        ("逾期", "Late", 8, Integer),
        ("催办", "Reminders", 8, Integer),
        ("得分", "Points", 10, Text),
        ("等次", "Grade", 10, Text),
        ("说明", "Note", 40, Text),
    ];
    let mut sheet = sheet.headed(("承办单位", "Units"), title, &columns);
    for one in &view.units {
        sheet.row([
            one.rank.map_or_else(TableCell::default, count),
            text(&one.unit),
            count(one.items),
            count(one.assists),
            share(one.replied),
            share(one.completed),
            share(one.contacts),
            share(one.satisfied),
            count(one.late),
            count(one.reminders),
            text(&one.points),
            text(&one.grade),
            text(&one.note),
        ]);
    }
    for award in &view.awards {
        let name = format!("{}：{}", award.list, award.name);
        let mut cells = vec![TableCell::default(), text(&name)];
        cells.resize(columns.len() - 1, TableCell::default());
        cells.push(text(&award.reason));
        sheet.row(cells);
    }
    sheet.finish()
}

/// The mid-year gate, unit by unit.
pub fn mid_year(sheet: Sheet, view: &MidYearView) -> Table {
    let (year, rule) = (view.year, &view.rule);
    let done = format!("{} ÷ {}", view.done.numerator, view.done.denominator);
    let title = match sheet.lang {
        Lang::Zh => format!("{year}年时间过半任务过半：{rule}；已完成{done}"),
        Lang::En => format!("Mid-year gate {year}: {rule}; done {done}"),
    };
    let columns = [
        ("承办单位", "Unit", 28, Text),
        ("应办件数", "Owed", 10, Integer),
        ("已完成", "Done", 10, Integer),
        ("完成率", "Share", 10, Percent),
        ("逾期", "Overdue", 8, Integer),
        ("提醒", "Warning", 50, Text),
    ];
    let mut sheet = sheet.headed(("时间过半任务过半", "Mid-year"), title, &columns);
    for one in &view.units {
        sheet.row([
            text(&one.unit),
            count(one.done.denominator),
            count(one.done.numerator),
            share(one.done),
            count(one.overdue),
            text(&one.warn),
        ]);
    }
    sheet.finish()
}
