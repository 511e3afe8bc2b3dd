//! The import wizard's asks: the workbook in hand, its check, its commit, its undoing.

use crate::act::batch::How;
use crate::act::{TRIES, aggregate};
use crate::facts::{IMPORT_PREFIX, ImportUndone, Imported, WorkspaceEvent};
use crate::fail::Trouble;
use crate::history::Sealed;
use crate::host::Host;
use crate::import::{CheckEnv, CheckStop, Known, Session};
use crate::own::may_number;
use crate::projection::columns::flag;
use crate::rulebook_view::by;
use crate::workspace::{Asker, Engine};
use huiyin_protocol::grid::{Table, Workbook};
use huiyin_protocol::import::{
    Field, ImportCheck, ImportDone, ImportPlan, ImportProposal, ImportRecord,
};
use huiyin_protocol::item::BatchResult;
use huiyin_protocol::{FailureKind, Push};
use huiyin_rules::ids::ImportId;
use huiyin_rules::suggestion::context::Context;
use huiyin_rules::suggestion::decide::decide;
use huiyin_rules::suggestion::{Command, Event, LedgerRecord, StageName, VoidCause};
use huiyin_rules::{Calendar, Rulebook};
use huiyin_store::{EventStore, StoreError};
use std::collections::HashSet;

/// Rows checked before others get their turn.
const ROWS: u32 = 500;
/// Events stored by one transaction; a row makes at most eight.
const TOGETHER: usize = 1_000;
const EVENTS_OF_A_ROW: usize = 8;
/// Suggestions voided by one transaction when an import is undone.
const VOIDED: usize = 500;

impl<S: EventStore, H: Host> Engine<S, H> {
    pub(crate) fn import_open(
        &self,
        who: Asker<'_>,
        workbook: Workbook,
    ) -> Result<ImportProposal, Trouble> {
        let session = Session::new(workbook);
        let mut state = self.state.borrow_mut();
        let facts = &state.projection.facts;
        let remembered = |fingerprint: &str| {
            let mut imports = facts.imports().rev().map(|import| &import.what);
            let same = imports.find(|what| what.fingerprint == fingerprint)?;
            Some(same.columns.iter().map(|name| field_named(name)).collect())
        };
        let proposal = session.propose(who.lang, &remembered);
        state.import = Some(session);
        Ok(proposal)
    }

    pub(crate) async fn import_check(
        &self,
        who: Asker<'_>,
        plan: ImportPlan,
    ) -> Result<ImportCheck, Trouble> {
        self.cancelled.set(false);
        let (session, rulebook, days, known) = {
            let mut state = self.state.borrow_mut();
            let session = state.import.take().ok_or_else(no_workbook)?;
            let rulebook = state
                .book_now(self.today())
                .cloned()
                .ok_or_else(no_workbook)?;
            let projection = &state.projection;
            let standing = (0..projection.len()).filter(|dense| {
                projection.has(*dense, flag::LIVE) && projection.stage(*dense) != StageName::Void
            });
            let known: Known = standing
                .map(|dense| (projection.number(dense), projection.title(dense)))
                .collect();
            (session, rulebook, state.days.clone(), known)
        };
        // While rows are checked the workbook is here; it goes back whatever happens.
        let mut session = session;
        let checked = self
            .check_rows(who, &mut session, plan, (&rulebook, &days), &known)
            .await;
        self.state.borrow_mut().import = Some(session);
        checked
    }

    async fn check_rows(
        &self,
        who: Asker<'_>,
        session: &mut Session,
        plan: ImportPlan,
        (rulebook, calendar): (&Rulebook, &Calendar),
        known: &Known,
    ) -> Result<ImportCheck, Trouble> {
        let now = self.host.now();
        let ctx = Context {
            today: now.date_naive(),
            now,
            actor: who.actor,
            rulebook,
            calendar,
        };
        let env = CheckEnv {
            ctx: &ctx,
            known,
            lang: who.lang,
        };
        let mut checking = session.begin(plan, &env).map_err(stop)?;
        while session.advance(&mut checking, &env, ROWS) {
            let (done, total) = checking.progress();
            self.host.push(Push::Progress { done, total });
            self.host.breathe().await;
            if self.cancelled.get() {
                return Err(stop(CheckStop::Cancelled));
            }
        }
        Ok(session.finish(checking))
    }

    pub(crate) async fn import_commit(
        &self,
        who: Asker<'_>,
        skip: &[u32],
    ) -> Result<ImportDone, Trouble> {
        self.cancelled.set(false);
        let import = self.fresh_import()?;
        let (records, recorded) = {
            let state = self.state.borrow();
            let session = state.import.as_ref().ok_or_else(no_workbook)?;
            let records = session.records(skip, &import);
            let plan = session.plan().ok_or_else(no_workbook)?;
            let columns = plan
                .columns
                .iter()
                .map(|field| field.map(field_name).unwrap_or_default());
            let recorded = Imported {
                import: import.clone(),
                file: session.file().to_owned(),
                sheet: session.sheet_name().unwrap_or_default().to_owned(),
                fingerprint: session.fingerprint().unwrap_or_default(),
                columns: columns.collect(),
                suggestions: u32::try_from(records.len()).unwrap_or(u32::MAX),
                skipped: u32::try_from(skip.len()).unwrap_or(u32::MAX),
            };
            (records, recorded)
        };
        if records.is_empty() {
            return Err(Trouble::input(
                "nothing_to_import",
                "没有可以导入的行。请先检查各行，改正错误后再导入。",
                "there is no row to import; check the rows and mend what is wrong first",
            ));
        }
        for record in &records {
            may_number(&self.state.borrow(), &record.number)?;
        }
        let (imported, skipped) = (recorded.suggestions, recorded.skipped);
        let head = self.write_records(who, recorded, &records).await?;
        self.state.borrow_mut().import = None;
        Ok(ImportDone {
            import,
            imported,
            skipped,
            head,
        })
    }

    /// Writes the records a thousand events at a time. The import itself is recorded
    /// first, so that whatever was written can be undone as a whole.
    async fn write_records(
        &self,
        who: Asker<'_>,
        recorded: Imported,
        records: &[LedgerRecord],
    ) -> Result<u64, Trouble> {
        let _pass = self.gate.pass().await;
        self.fold_tail().await?;
        let mut first = Some((
            format!("{IMPORT_PREFIX}{}", recorded.import),
            WorkspaceEvent::Imported(recorded),
        ));
        let mut numbers = self.numbers_in_force();
        let mut done = 0;
        while done < records.len() {
            let part = records
                .iter()
                .skip(done)
                .take(TOGETHER / EVENTS_OF_A_ROW - 1);
            let part: Vec<&LedgerRecord> = part.collect();
            let written = self
                .write_some(who, first.as_ref(), &part, &mut numbers)
                .await;
            written.map_err(|trouble| partly(trouble, done))?;
            first = None;
            done += part.len();
            self.host.push(Push::Progress {
                done: done as u64,
                total: records.len() as u64,
            });
            self.host.breathe().await;
            if self.cancelled.get() && done < records.len() {
                self.snapshot_if(1).await;
                return Err(partly(
                    Trouble::cancelled("导入已停止。", "the import was stopped"),
                    done,
                ));
            }
        }
        self.snapshot_if(1).await;
        Ok(self.head())
    }

    async fn write_some(
        &self,
        who: Asker<'_>,
        first: Option<&(String, WorkspaceEvent)>,
        records: &[&LedgerRecord],
        numbers: &mut HashSet<String>,
    ) -> Result<(), Trouble> {
        for _ in 0..TRIES {
            let expected = self.head();
            let mut events: Vec<(String, Vec<Event>)> = Vec::with_capacity(records.len());
            {
                let now = self.host.now();
                let state = self.state.borrow();
                let rulebook = state.book_now(now.date_naive()).ok_or_else(no_workbook)?;
                let context = Context {
                    today: now.date_naive(),
                    now,
                    actor: who.actor,
                    rulebook,
                    calendar: state.calendar(),
                };
                for record in records {
                    if !record.number.is_empty() && !numbers.insert(record.number.clone()) {
                        return Err(taken(&record.number));
                    }
                    let command = Command::Enter(Box::new((*record).clone()));
                    events.push((
                        aggregate(&self.fresh_id()?),
                        decide(None, &command, &context)?,
                    ));
                }
            }
            let mut sealed: Vec<Sealed> = Vec::new();
            if let Some((about, event)) = first {
                sealed.extend(
                    self.sealed(who, [(about.clone(), vec![event.clone()])])
                        .await?,
                );
            }
            sealed.extend(self.sealed_after(who, events, sealed.len() as u64).await?);
            match self.append(&sealed, expected).await {
                Ok(_) => return Ok(()),
                Err(StoreError::Moved { .. }) => {
                    self.fold_tail().await?;
                    *numbers = self.numbers_in_force();
                }
                Err(error) => return Err(error.into()),
            }
        }
        Err(StoreError::Moved { head: self.head() }.into())
    }

    /// The numbers that are taken; counted once for a whole import, not for each part of it.
    fn numbers_in_force(&self) -> HashSet<String> {
        let state = self.state.borrow();
        let projection = &state.projection;
        let in_force = (0..projection.len()).filter(|d| projection.stage(*d) != StageName::Void);
        in_force
            .map(|dense| projection.number(dense).to_owned())
            .collect()
    }

    pub(crate) fn import_errors(&self, who: Asker<'_>) -> Result<Table, Trouble> {
        let state = self.state.borrow();
        let session = state.import.as_ref().ok_or_else(no_workbook)?;
        session.errors_table(who.lang).ok_or_else(no_workbook)
    }

    pub(crate) fn imports(&self, who: Asker<'_>) -> Vec<ImportRecord> {
        let state = self.state.borrow();
        let projection = &state.projection;
        let facts = &projection.facts;
        facts
            .imports()
            .rev()
            .map(|fact| {
                let what = &fact.what;
                let rows = self.brought(projection, &what.import);
                let standing = rows
                    .iter()
                    .filter(|dense| projection.stage(**dense) != StageName::Void);
                ImportRecord {
                    import: what.import.clone(),
                    file: what.file.clone(),
                    sheet: what.sheet.clone(),
                    at: format!("{}T{}+08:00", fact.at.date_naive(), fact.at.time()),
                    by: by(&fact.by, who.lang),
                    imported: u32::try_from(rows.len()).unwrap_or(u32::MAX),
                    standing: standing.count() as u32,
                    undone: facts.undone(&what.import),
                }
            })
            .collect()
    }

    fn brought(&self, projection: &crate::projection::Projection, import: &ImportId) -> Vec<u32> {
        let symbol = projection
            .names
            .find(import.as_str())
            .filter(|symbol| *symbol != 0);
        let rows = (0..).zip(&projection.columns.import);
        rows.filter(|(_, one)| Some(**one) == symbol)
            .map(|(dense, _)| dense)
            .collect()
    }

    pub(crate) async fn import_undo(
        &self,
        who: Asker<'_>,
        import: &ImportId,
    ) -> Result<BatchResult, Trouble> {
        let ids = {
            let state = self.state.borrow();
            let projection = &state.projection;
            if !projection
                .facts
                .imports()
                .any(|known| known.what.import == *import)
            {
                return Err(Trouble::new(
                    FailureKind::NotFound,
                    "no_such_import",
                    "没有这次导入。请刷新导入记录。",
                    "there is no such import; refresh the list of imports",
                ));
            }
            let rows = self.brought(projection, import).into_iter();
            let standing = rows.filter(|dense| projection.stage(*dense) != StageName::Void);
            standing
                .filter_map(|dense| projection.id(dense).try_into().ok())
                .collect::<Vec<_>>()
        };
        let cause = VoidCause::ImportUndone {
            import: import.clone(),
        };
        let command = Command::Void {
            on: self.today(),
            cause,
        };
        let how = How {
            dry_run: false,
            together: VOIDED,
        };
        let result = self
            .each(who, &ids, how, |id, history| {
                self.decided(who, id, history, &command)
            })
            .await?;
        if result.lines.iter().all(|line| line.failure.is_none()) {
            self.record_undone(who, import).await?;
        }
        Ok(result)
    }

    async fn record_undone(&self, who: Asker<'_>, import: &ImportId) -> Result<(), Trouble> {
        let _pass = self.gate.pass().await;
        for _ in 0..TRIES {
            self.fold_tail().await?;
            if self.state.borrow().projection.facts.undone(import) {
                return Ok(());
            }
            let expected = self.head();
            let event = WorkspaceEvent::ImportUndone(ImportUndone {
                import: import.clone(),
            });
            let sealed = self
                .sealed(who, [(format!("{IMPORT_PREFIX}{import}"), vec![event])])
                .await?;
            match self.append(&sealed, expected).await {
                Ok(_) => return Ok(()),
                Err(StoreError::Moved { .. }) => continue,
                Err(error) => return Err(error.into()),
            }
        }
        Err(StoreError::Moved { head: self.head() }.into())
    }

    fn fresh_import(&self) -> Result<ImportId, Trouble> {
        let id = self.fresh_id()?;
        ImportId::try_from(id.as_str())
            .map_err(|error| Trouble::input("bad_id", error.to_string(), error.to_string()))
    }
}

/// The name a field is remembered by: stable, whatever the enum's variants are called.
fn field_name(field: Field) -> String {
    let name = match field {
        Field::Serial => "serial",
        Field::Number => "number",
        Field::Title => "title",
        Field::Text => "text",
        Field::Kind => "kind",
        Field::Category => "category",
        Field::Lead => "lead",
        Field::CoSigners => "co_signers",
        Field::Delegation => "delegation",
        Field::Leader => "leader",
        Field::LeadUnit => "lead_unit",
        Field::AssistingUnits => "assisting_units",
        Field::Key => "key",
        Field::Assigned => "assigned",
        Field::Consulted => "consulted",
        Field::Replied => "replied",
        Field::Class => "class",
        Field::Rating => "rating",
        Field::TickSatisfied => "tick_satisfied",
        Field::TickBasically => "tick_basically",
        Field::TickDissatisfied => "tick_dissatisfied",
        Field::Remark => "remark",
        Field::Origin => "origin",
    };
    name.to_owned()
}

fn field_named(name: &str) -> Option<Field> {
    Field::ALL
        .into_iter()
        .find(|field| field_name(*field) == name)
}

fn no_workbook() -> Trouble {
    Trouble::input(
        "no_workbook",
        "没有正在导入的文件，或尚未检查。请重新选择文件。",
        "no file is being imported, or it was not checked yet; choose the file again",
    )
}

fn taken(number: &str) -> Trouble {
    Trouble::refused(
        "number_taken",
        format!("编号 {number} 已被使用，可能由另一窗口刚刚登记。请重新检查后导入。"),
        format!(
            "number {number} is taken, perhaps by another window just now; check the rows again"
        ),
    )
}

fn stop(stop: CheckStop) -> Trouble {
    match stop {
        CheckStop::Cancelled => Trouble::cancelled(
            "检查已停止，工作区没有变化。",
            "the check was stopped; nothing changed",
        ),
        CheckStop::BadPlan(text) => Trouble::input("bad_plan", text.zh, text.en),
        CheckStop::Refused(refusal) => Trouble::from(*refusal),
    }
}

/// A failure after some rows were written.
fn partly(mut trouble: Trouble, done: usize) -> Trouble {
    if done > 0 {
        trouble
            .text
            .zh
            .push_str(&format!("已写入 {done} 件，可在导入记录中整体撤销。"));
        trouble.text.en.push_str(&format!(
            " {done} were written; the import can be undone as a whole from the list of imports."
        ));
    } else {
        trouble.text.zh.push_str("工作区没有变化。");
        trouble.text.en.push_str(" The workspace is unchanged.");
    }
    trouble
}
