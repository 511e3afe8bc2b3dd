//! The ledger as a table for Excel.

use crate::host::Host;
use crate::projection::row::Shown;
use crate::workspace::{Asker, Engine};
use chrono::NaiveDate;
use huiyin_protocol::grid::{self, ColumnKind, Table, TableCell, Value};
use huiyin_protocol::ledger::{Column, LedgerQuery, LedgerRow};
use huiyin_rules::Lang;
use huiyin_store::EventStore;

impl<S: EventStore, H: Host> Engine<S, H> {
    pub(crate) fn ledger_table(
        &self,
        who: Asker<'_>,
        query: &LedgerQuery,
        columns: &[Column],
    ) -> Table {
        let today = self.today();
        let mut state = self.state.borrow_mut();
        let rows = state.rows(query, who.actor, today);
        let shown = Shown::to(who.actor, today, state.calendar(), who.lang);
        let (sheet, title) = match who.lang {
            Lang::Zh => ("建议台账", "代表建议办理台账"),
            Lang::En => ("Ledger", "Ledger of deputies' suggestions"),
        };
        let name = state.projection.facts.name();
        Table {
            sheet: sheet.to_owned(),
            title: Some(if name.is_empty() {
                title.to_owned()
            } else {
                format!("{name} · {title}")
            }),
            columns: columns
                .iter()
                .map(|column| heading(*column, who.lang))
                .collect(),
            rows: rows
                .iter()
                .filter_map(|dense| state.projection.row(*dense, shown))
                .map(|row| {
                    columns
                        .iter()
                        .map(|column| cell(&row, *column, who.lang))
                        .collect()
                })
                .collect(),
            ..Table::default()
        }
    }
}

fn heading(column: Column, lang: Lang) -> grid::Column {
    use ColumnKind as K;
    let (zh, en, width, kind) = match column {
        Column::Number => ("编号", "Number", 12, K::Text),
        Column::Title => ("标题", "Title", 48, K::Text),
        Column::Kind => ("类型", "Kind", 8, K::Text),
        Column::Category => ("类别", "Category", 12, K::Text),
        Column::Lead => ("领衔代表", "Lead deputy", 10, K::Text),
        Column::CoSigners => ("附议代表", "Co-signers", 24, K::Text),
        Column::Delegation => ("代表团", "Delegation", 14, K::Text),
        Column::Leader => ("牵头领导", "Responsible leader", 10, K::Text),
        Column::Units => ("承办单位", "Handling units", 24, K::Text),
        Column::Assisting => ("协办单位", "Assisting units", 24, K::Text),
        Column::Key => ("重点督办", "Key supervision", 10, K::Text),
        Column::Stage => ("办理阶段", "Stage", 10, K::Text),
        Column::Assigned => ("交办日期", "Assigned", 12, K::Date),
        Column::Consulted => ("面商日期", "Met the deputies", 12, K::Date),
        Column::Replied => ("答复日期", "Replied", 12, K::Date),
        Column::Class => ("复文类别", "Answer class", 10, K::Text),
        Column::Rating => ("代表评价", "Rating", 10, K::Text),
        Column::Due => ("办理期限", "Due", 12, K::Date),
        Column::Rounds => ("办理轮次", "Rounds", 10, K::Integer),
    };
    grid::Column {
        title: if lang == Lang::Zh { zh } else { en }.to_owned(),
        width,
        kind,
    }
}

fn cell(row: &LedgerRow, column: Column, lang: Lang) -> TableCell {
    let day = |date: Option<NaiveDate>| TableCell {
        value: date.map(Value::Date),
        ..TableCell::default()
    };
    match column {
        Column::Number => row.number.as_str().into(),
        Column::Title => row.title.as_str().into(),
        Column::Kind => row.kind.label().get(lang).into(),
        Column::Category => row.category.as_str().into(),
        Column::Lead => row.lead.as_str().into(),
        Column::CoSigners => row.co_signers.as_str().into(),
        Column::Delegation => row.delegation.as_str().into(),
        Column::Leader => row.leader.as_str().into(),
        Column::Units => row.units.as_str().into(),
        Column::Assisting => row.assisting.as_str().into(),
        Column::Key => match (row.key, lang) {
            (false, _) => "".into(),
            (true, Lang::Zh) => "是".into(),
            (true, Lang::En) => "yes".into(),
        },
        Column::Stage => row.stage.label().get(lang).into(),
        Column::Assigned => day(row.assigned),
        Column::Consulted => day(row.consulted),
        Column::Replied => day(row.replied),
        Column::Class => row.class.map_or("", |class| class.letter()).into(),
        Column::Rating => match row.rating {
            Some(rating) => rating.label().get(lang).into(),
            None => "".into(),
        },
        Column::Due => {
            let note = row.due.as_ref().map(|due| {
                let light = due.light.text();
                format!("{} · {}", due.what, light.get(lang))
            });
            TableCell {
                note,
                ..day(row.due.as_ref().map(|due| due.date))
            }
        }
        Column::Rounds => Value::Number(f64::from(row.rounds)).into(),
    }
}
