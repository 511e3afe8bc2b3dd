//! Reports over many suggestions: gathered by folding what they are about, judged by the
//! rulebook each suggestion stands under, and kept until something changes.

mod calendar;
mod commitments;
pub(crate) mod gather;
mod key;
mod lookback;
mod midyear;
mod repeats;
mod table;
mod unit;
mod units;
mod votes;

use crate::fail::Trouble;
use crate::host::Host;
use crate::mask;
use crate::projection::Projection;
use crate::query::Filter;
use crate::workspace::{Asker, Engine};
use chrono::NaiveDate;
use huiyin_protocol::FailureKind;
use huiyin_protocol::grid::Table;
use huiyin_protocol::ledger::LedgerQuery;
use huiyin_protocol::report::{ReportQuery, ReportView};
use huiyin_rules::rulebook::{Entry, Source};
use huiyin_rules::{Actor, Lang, Party, Role, Rulebook};
use huiyin_store::EventStore;
use std::rc::Rc;

/// The last report, whole.
#[derive(Debug)]
pub(crate) struct Kept {
    query: ReportQuery,
    party: Party,
    lang: Lang,
    head: u64,
    today: NaiveDate,
    view: Rc<ReportView>,
}

impl<S: EventStore, H: Host> Engine<S, H> {
    /// A report, its long lists cut to what a page shows.
    pub(crate) async fn report(
        &self,
        who: Asker<'_>,
        query: &ReportQuery,
    ) -> Result<ReportView, Trouble> {
        let mut view = self.whole_report(who, query).await?.as_ref().clone();
        match &mut view {
            ReportView::Calendar(view) => view.overdue.truncate(500),
            ReportView::Commitments(view) => view.rows.truncate(1_000),
            ReportView::Key(_) | ReportView::Unit(_) | ReportView::Units(_) => {}
            ReportView::MidYear(_) | ReportView::LookBack(_) | ReportView::Votes(_) => {}
        }
        Ok(view)
    }

    /// A report as a sheet for Excel, with everything in it.
    pub(crate) async fn report_table(
        &self,
        who: Asker<'_>,
        query: &ReportQuery,
    ) -> Result<Table, Trouble> {
        let view = self.whole_report(who, query).await?;
        Ok(table::table(&view, who.lang, self.today()))
    }

    async fn whole_report(
        &self,
        who: Asker<'_>,
        query: &ReportQuery,
    ) -> Result<Rc<ReportView>, Trouble> {
        self.may_see(who, query)?;
        let (head, today) = (self.head(), self.today());
        {
            let state = self.state.borrow();
            let kept = state.report.as_ref().filter(|kept| {
                kept.query == *query
                    && kept.party == *who.actor.acting()
                    && (kept.lang, kept.head, kept.today) == (who.lang, head, today)
            });
            if let Some(kept) = kept {
                return Ok(Rc::clone(&kept.view));
            }
        }
        let view = Rc::new(self.gathered(who, query).await?);
        // What was recorded meanwhile may be in one half of it and not in the other.
        if self.head() == head {
            self.state.borrow_mut().report = Some(Kept {
                query: query.clone(),
                party: who.actor.acting().clone(),
                lang: who.lang,
                head,
                today,
                view: Rc::clone(&view),
            });
        }
        Ok(view)
    }

    async fn gathered(&self, who: Asker<'_>, query: &ReportQuery) -> Result<ReportView, Trouble> {
        Ok(match query {
            ReportQuery::Key { year } => {
                ReportView::Key(Box::new(self.key_report(who, *year).await?))
            }
            ReportQuery::Calendar { from, to, mine } => {
                ReportView::Calendar(self.calendar_report(who, (*from, *to), *mine).await?)
            }
            ReportQuery::Unit { unit, year } => {
                ReportView::Unit(Box::new(self.unit_report(who, unit, *year).await?))
            }
            ReportQuery::Units { year } => ReportView::Units(self.units_report(who, *year).await?),
            ReportQuery::Commitments { kept, unit } => {
                ReportView::Commitments(self.commitments_report(who, *kept, unit.as_deref()).await?)
            }
            ReportQuery::MidYear { year } => {
                ReportView::MidYear(self.mid_year_report(who, *year).await?)
            }
            ReportQuery::LookBack { year } => {
                ReportView::LookBack(self.look_back_report(who, *year).await?)
            }
            ReportQuery::Votes { year } => ReportView::Votes(self.votes_report(who, *year).await?),
        })
    }

    /// Where evaluation is back to back, a unit sees its own page only (S0.10): what
    /// others got would tell what single deputies think.
    fn may_see(&self, who: Asker<'_>, query: &ReportQuery) -> Result<(), Trouble> {
        let party = who.actor.acting();
        let ReportQuery::Unit { unit, .. } = query else {
            return Ok(());
        };
        if party.role != Role::Unit || *unit == party.name || !self.blind_anywhere() {
            return Ok(());
        }
        Err(Trouble::refused(
            "other_units_hidden",
            format!("实行背靠背测评，“{}”只能查看本单位的情况。", party.name),
            format!(
                "evaluation is back to back: `{}` can see its own page only",
                party.name
            ),
        ))
    }

    /// Whether any rulebook in force has evaluation back to back.
    fn blind_anywhere(&self) -> bool {
        let state = self.state.borrow();
        state.books.as_ref().is_some_and(mask::anywhere)
    }

    /// The rulebook in force at the end of a year, or today where that is earlier.
    fn book_of_year(&self, year: i32) -> Result<Rc<Rulebook>, Trouble> {
        let end = NaiveDate::from_ymd_opt(year, 12, 31).ok_or_else(|| {
            Trouble::input(
                "year_unfit",
                format!("没有{year}年。请选择另一年份。"),
                format!("there is no year {year}; choose another"),
            )
        })?;
        let state = self.state.borrow();
        let books = state.books.as_ref().ok_or_else(not_open)?;
        Ok(Rc::clone(books.of(Some(end.min(self.today())))))
    }
}

fn not_open() -> Trouble {
    Trouble::new(
        FailureKind::Internal,
        "not_open",
        "工作区尚未打开，请刷新页面。",
        "the workspace is not open; reload the page",
    )
}

/// Whether a row is one that `actor` has a part in.
fn mine(projection: &Projection, actor: &Actor, today: NaiveDate) -> impl Fn(u32) -> bool + use<> {
    let query = LedgerQuery {
        mine: true,
        ..LedgerQuery::default()
    };
    let rows: Vec<bool> = {
        let filter = Filter::new(projection, &query, actor, today);
        let all = 0..projection.len();
        all.map(|dense| filter.keeps(projection, dense)).collect()
    };
    move |dense| rows.get(dense as usize).copied().unwrap_or(false)
}

/// A source as people cite it.
fn cited(source: &Source, lang: Lang) -> String {
    format!("{} {}", source.cite, source.text.get(lang))
        .trim()
        .to_owned()
}

/// Rules in words, each with its source.
fn rule_lines(book: &Rulebook, keys: &[&str], lang: Lang) -> Vec<(String, String)> {
    let line = |entry: &Entry| {
        let (title, value) = (entry.title.get(lang), entry.value.get(lang));
        let text = match lang {
            Lang::Zh => format!("{title}：{value}"),
            Lang::En => format!("{title}: {value}"),
        };
        (text, cited(&entry.source, lang))
    };
    let entries = book.entries();
    keys.iter()
        .filter_map(|key| entries.iter().find(|entry| entry.key == *key).map(line))
        .collect()
}

/// What stands between two sentences of one cell.
fn joint(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "；",
        Lang::En => "; ",
    }
}
