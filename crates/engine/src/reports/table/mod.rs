//! Every report as a sheet for Excel, as the page shows it.

mod cells;
mod lists;
mod units;

use cells::Sheet;
use chrono::NaiveDate;
use huiyin_protocol::grid::Table;
use huiyin_protocol::report::ReportView;
use huiyin_rules::Lang;

/// The sheet of a report.
pub(super) fn table(view: &ReportView, lang: Lang, today: NaiveDate) -> Table {
    let sheet = Sheet::new(lang);
    let mut table = match view {
        ReportView::Key(view) => lists::key(sheet, view),
        ReportView::Calendar(view) => lists::calendar(sheet, view),
        ReportView::Unit(view) => units::unit(sheet, view),
        ReportView::Units(view) => units::units(sheet, view),
        ReportView::Commitments(view) => lists::commitments(sheet, view),
        ReportView::MidYear(view) => units::mid_year(sheet, view),
        ReportView::LookBack(view) => lists::look_back(sheet, view),
        ReportView::Votes(view) => lists::votes(sheet, view),
    };
    if let Some(title) = &mut table.title {
        title.push_str(&match lang {
            Lang::Zh => format!("（{today}）"),
            Lang::En => format!(" ({today})"),
        });
    }
    table
}
