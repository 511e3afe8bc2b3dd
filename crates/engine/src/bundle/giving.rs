//! Everything out as one file, part by part.

use super::wrong;
use crate::fail::Trouble;
use crate::host::Host;
use crate::mask::Mask;
use crate::workspace::{Asker, Engine};
use huiyin_log::bundle::BundleWriter;
use huiyin_protocol::{FailureKind, Reply};
use huiyin_rules::Role;
use huiyin_store::EventStore;
use serde::Serialize;

/// Events of one part of an export.
const PART: usize = 5_000;

/// A bundle on its way out.
#[derive(Debug)]
pub struct Giving {
    writer: BundleWriter,
    next: u64,
    total: u64,
}

/// What the bundle's frame says of the workspace; for people and other programs, nothing reads it back.
#[derive(Serialize)]
struct Described<'a> {
    program: &'static str,
    name: &'a str,
    rulebook: &'a str,
}

impl<S: EventStore, H: Host> Engine<S, H> {
    pub(crate) async fn bundle_export(&self, who: Asker<'_>, from: u64) -> Result<Reply, Trouble> {
        self.may_export(who)?;
        let mut bytes = Vec::new();
        let mut giving = if from == 0 {
            let (giving, head) = self.give()?;
            bytes.extend(head);
            giving
        } else {
            let giving = self.state.borrow_mut().giving.take();
            giving.filter(|giving| giving.next == from).ok_or_else(|| {
                Trouble::input(
                    "export_interrupted",
                    "导出已中断，请重新导出。",
                    "the export was interrupted; start it again",
                )
            })?
        };
        let left = usize::try_from(giving.total + 1 - giving.next).unwrap_or(PART);
        let lines = self.store.read(giving.next, left.min(PART)).await?;
        giving.next += lines.len() as u64;
        bytes.extend(giving.writer.lines(lines.iter().map(|(_, line)| line)));
        let (done, total) = (giving.next - 1, giving.total);
        let mut next = Some(giving.next);
        if done >= total || lines.is_empty() {
            bytes.extend(giving.writer.finish().map_err(wrong)?);
            next = None;
        } else {
            self.state.borrow_mut().giving = Some(giving);
        }
        Ok(Reply::BundlePart {
            bytes,
            next,
            done,
            total,
        })
    }

    /// A bundle holds every opinion: a unit that may not see who gave which gets none.
    fn may_export(&self, who: Asker<'_>) -> Result<(), Trouble> {
        let mask = Mask::new(who.actor, self.today());
        let columns = &self.state.borrow().projection.columns;
        let mut rows = (0..columns.rows() as u32).filter_map(|dense| columns.get(dense));
        let opinions = rows.any(|cells| mask.hides_names(&cells) && cells.rating != 0);
        if !opinions {
            return self.may_take_voices_away(who);
        }
        Err(Trouble::refused(
            "export_masked",
            "数据包含有背靠背测评的个人评价，承办单位不能导出。请由人大机关导出。",
            "the bundle would hold opinions given back to back, which units may not see; the congress's office exports it",
        ))
    }

    /// It also holds what citizens said and how to reach them, which only the office takes away.
    fn may_take_voices_away(&self, who: Asker<'_>) -> Result<(), Trouble> {
        let state = self.state.borrow();
        let voices = &state.projection.facts.public().voices;
        let none = voices.is_empty() && state.projection.facts.public().keys.is_empty();
        if who.actor.acting().role == Role::Office || none {
            return Ok(());
        }
        Err(Trouble::refused(
            "export_with_voices",
            "数据包含有群众反映的民意和联系方式，只能由人大机关以本机关的身份导出。",
            "the bundle would hold what citizens said and how to reach them; only the congress's office exports it, in its own name",
        ))
    }

    fn give(&self) -> Result<(Giving, Vec<u8>), Trouble> {
        let state = self.state.borrow();
        let facts = &state.projection.facts;
        let books = state.books.as_ref();
        let rulebook = books.map_or("", |books| &books.newest().id);
        let described = Described {
            program: "huiyin",
            name: facts.name(),
            rulebook,
        };
        let described = serde_json::value::to_raw_value(&described).map_err(|error| {
            Trouble::new(
                FailureKind::Internal,
                "export_failed",
                error.to_string(),
                error.to_string(),
            )
        })?;
        let total = state.projection.head;
        let (writer, head) = BundleWriter::new(&described, total).map_err(wrong)?;
        Ok((
            Giving {
                writer,
                next: 1,
                total,
            },
            head,
        ))
    }
}
