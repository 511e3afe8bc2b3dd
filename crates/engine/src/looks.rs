//! What only an engine with reports answers: reports, and what a rulebook or a
//! calendar would move. The browser asks a second module for them.

use crate::fail::Trouble;
use crate::host::Host;
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
            _ => Ok(Reply::Done),
        }
    }

    #[cfg(not(feature = "reports"))]
    pub(crate) async fn reported(&self, _: Asker<'_>, _: Request) -> Result<Reply, Trouble> {
        Err(Trouble::new(
            huiyin_protocol::FailureKind::Internal,
            "no_reports",
            "这一部分程序不含汇总功能，请刷新页面。",
            "this part of the program has no reports; reload the page",
        ))
    }
}
