//! What the engine's second module answers (feature `reports`): imports,
//! statistics, reports, tables and bundles to take away, rulebooks, calendars, windows,
//! contradictions. The browser loads it when the first of them is asked for; everywhere
//! else there is one engine with everything.

use crate::fail::Trouble;
use crate::host::Host;
#[cfg(feature = "reports")]
use crate::windows::Wanted;
use crate::workspace::{Asker, Engine};
use huiyin_protocol::{Reply, Request};
use huiyin_store::EventStore;

impl<S: EventStore, H: Host> Engine<S, H> {
    #[cfg(feature = "reports")]
    pub(crate) async fn reported(
        &self,
        who: Asker<'_>,
        request: Request,
    ) -> Result<Reply, Trouble> {
        {
            // The other module may have written since the last hint came.
            let _pass = self.gate.pass().await;
            self.fold_tail().await?;
        }
        match request {
            Request::Report(query) => {
                let report = self.report(who, &query).await?;
                Ok(Reply::Report(Box::new(report)))
            }
            Request::ReportTable(query) => self.report_table(who, &query).await.map(Reply::Table),
            Request::RulebookLook {
                document,
                from,
                existing,
            } => self
                .rulebook_look(who, &document, from, existing)
                .await
                .map(Reply::Looked),
            Request::CalendarLook { document } => {
                self.calendar_look(who, &document).await.map(Reply::Looked)
            }
            Request::CalendarLoad { document } => {
                let looked = self.calendar_look(who, &document).await?;
                if let huiyin_protocol::rulebook::Looked::Good(_) = looked {
                    self.calendar_load(who, &document).await?;
                }
                Ok(Reply::Looked(looked))
            }
            Request::ImportOpen(workbook) => {
                self.import_open(who, workbook).map(Reply::ImportProposal)
            }
            Request::ImportCheck(plan) => {
                self.import_check(who, plan).await.map(Reply::ImportCheck)
            }
            Request::ImportCommit { skip } => {
                self.import_commit(who, &skip).await.map(Reply::ImportDone)
            }
            Request::ImportErrors => self.import_errors(who).map(Reply::Table),
            Request::Imports => Ok(Reply::Imports(self.imports(who))),
            Request::ImportUndo(import) => self
                .import_undo(who, &import)
                .await
                .map(Reply::ImportUndone),
            Request::ImportClose => {
                self.state.borrow_mut().import = None;
                Ok(Reply::Done)
            }
            Request::Rulebook { name } => self.rulebook(who, name.as_deref()).map(Reply::Rulebook),
            Request::RulebookAdopt {
                document,
                from,
                existing,
            } => {
                self.rulebook_adopt(who, &document, from, existing).await?;
                Ok(Reply::Workspace(self.view(who.lang)))
            }
            Request::Committees(names) => {
                self.committees(who, names).await?;
                Ok(Reply::Workspace(self.view(who.lang)))
            }
            Request::Windows => self.windows(who).await.map(Reply::Windows),
            Request::WindowOpen {
                title,
                opens,
                closes,
                look_back,
                query,
            } => {
                let wanted = Wanted {
                    title: &title,
                    opens,
                    closes,
                    look_back,
                    query: &query,
                };
                self.window_open(who, wanted).await?;
                self.windows(who).await.map(Reply::Windows)
            }
            Request::WindowClose(window) => {
                self.window_close(who, &window).await?;
                self.windows(who).await.map(Reply::Windows)
            }
            Request::Conflicts => self.conflicts(who).await.map(Reply::Conflicts),
            Request::Stats(query) => self.stats(who, &query).map(Reply::Stats),
            Request::StatsTable(query) => self.stats_table(who, &query).map(Reply::Table),
            Request::LedgerTable { query, columns } => {
                Ok(Reply::Table(self.ledger_table(who, &query, &columns)))
            }
            Request::BundleExport { from } => self.bundle_export(who, from).await,
            _ => Err(elsewhere()),
        }
    }

    #[cfg(feature = "polls")]
    pub(crate) async fn poll_ask(&self, who: Asker<'_>, bytes: &[u8]) -> Result<Reply, Trouble> {
        self.polled(who, bytes).await
    }

    #[cfg(not(feature = "polls"))]
    pub(crate) async fn poll_ask(&self, _: Asker<'_>, _: &[u8]) -> Result<Reply, Trouble> {
        Err(elsewhere())
    }

    #[cfg(feature = "public")]
    pub(crate) async fn public_ask(&self, who: Asker<'_>, bytes: &[u8]) -> Result<Reply, Trouble> {
        self.public_asked(who, bytes).await
    }

    #[cfg(not(feature = "public"))]
    pub(crate) async fn public_ask(&self, _: Asker<'_>, _: &[u8]) -> Result<Reply, Trouble> {
        Err(elsewhere())
    }

    #[cfg(not(feature = "reports"))]
    pub(crate) async fn reported(&self, _: Asker<'_>, _: Request) -> Result<Reply, Trouble> {
        Err(elsewhere())
    }
}

/// The ask belongs to the other module: page and engine are not of one build.
fn elsewhere() -> Trouble {
    Trouble::new(
        huiyin_protocol::FailureKind::Internal,
        "no_reports",
        "这一部分程序不含此项功能，请刷新页面。",
        "this part of the program does not do that; reload the page",
    )
}
