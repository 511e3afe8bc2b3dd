//! Checking a sheet row by row, a part at a time.

use super::cells::{Reader, flaw};
use super::duplicates::{Known, Seen};
use super::fold::squeeze;
use super::header;
use super::row::{RowReader, field_of};
use super::rows::{self, Layout};
use huiyin_protocol::grid::{MergeIndex, Sheet};
use huiyin_protocol::import::{CheckedRow, Field, ImportPlan, Problem, Severity};
use huiyin_rules::ids::ImportId;
use huiyin_rules::suggestion::{Command, Context, LedgerRecord, decide};
use huiyin_rules::{Lang, RefusalCode};

/// What a check depends on beside the workbook.
#[derive(Clone, Copy, Debug)]
pub struct CheckEnv<'a> {
    /// The day, the actor, the rulebook and the calendar the records are judged by.
    pub ctx: &'a Context<'a>,
    /// What the workspace holds already.
    pub known: &'a Known,
    /// The language of messages.
    pub lang: Lang,
}

/// A sheet under check.
#[derive(Debug)]
pub struct Checking {
    pub(super) plan: ImportPlan,
    pub(super) headings: Vec<Vec<String>>,
    pub(super) missing: Vec<String>,
    pub(super) passed_over: Vec<(u32, String)>,
    pub(super) rows: Vec<CheckedRow>,
    pub(super) problems: Vec<Problem>,
    /// The records of the rows that can be imported, each beside its 1-based row.
    pub(super) ready: Vec<(u32, LedgerRecord)>,
    lowest: Vec<String>,
    seen: Seen,
    next: u32,
    end: u32,
    file: String,
    placeholder: ImportId,
}

impl Checking {
    /// Begins the check of a sheet. `columns` of the plan are cut or filled up to the sheet's width.
    pub(super) fn new(
        file: &str,
        sheet: &Sheet,
        mut plan: ImportPlan,
        placeholder: ImportId,
        lang: Lang,
    ) -> Self {
        let width = usize::try_from(header::width(sheet)).unwrap_or(usize::MAX);
        plan.columns.resize(width, None);
        let headings = header::parts(sheet, plan.header_first, plan.header_last);
        let lowest = headings
            .iter()
            .map(|parts| parts.last().cloned().unwrap_or_default())
            .collect();
        Checking {
            missing: missing(&plan, lang),
            headings,
            lowest,
            next: plan.header_last + 1,
            end: sheet.rows,
            plan,
            passed_over: Vec::new(),
            rows: Vec::new(),
            problems: Vec::new(),
            ready: Vec::new(),
            seen: Seen::default(),
            file: file.to_owned(),
            placeholder,
        }
    }

    /// Rows looked at so far, and rows in all.
    pub fn progress(&self) -> (u64, u64) {
        let from = u64::from(self.plan.header_last) + 1;
        (
            u64::from(self.next).saturating_sub(from),
            u64::from(self.end).saturating_sub(from),
        )
    }

    /// Looks at up to `count` more rows; says whether any are left.
    pub(super) fn advance(&mut self, sheet: &Sheet, env: &CheckEnv, count: u32) -> bool {
        let index = sheet.merge_index();
        let until = self.next.saturating_add(count).min(self.end);
        while self.next < until {
            let row = self.next;
            self.next += 1;
            let layout = Layout {
                header_last: self.plan.header_last,
                columns: &self.plan.columns,
                lowest: &self.lowest,
            };
            match rows::passed_over(sheet, &index, row, &layout, env.lang) {
                Some(reason) => self.passed_over.push((row + 1, reason)),
                None => self.look(sheet, &index, row, env),
            }
        }
        self.next < self.end
    }

    fn look(&mut self, sheet: &Sheet, index: &MergeIndex, row: u32, env: &CheckEnv) {
        let reader = Reader {
            lang: env.lang,
            year: self.plan.year,
        };
        let mut reading = RowReader {
            sheet,
            index,
            columns: &self.plan.columns,
            row,
            reader,
            problems: Vec::new(),
        };
        let record = reading.read(&self.file, &self.placeholder);
        let shown = row + 1;
        let duplicate = self.seen.check(
            shown,
            &record.number,
            &record.dossier.title,
            env.known,
            env.lang,
        );
        if let Some(found) = &duplicate {
            let (lang, text) = (env.lang, &found.text);
            let flaw = if found.certain {
                flaw!(
                    lang,
                    Error,
                    "duplicate_number",
                    "{text}" / "{text}",
                    "同一建议只导入一次；不是同一建议的，请改正编号。"
                        / "A suggestion is imported once; if it is another one, mend its number."
                )
            } else {
                flaw!(
                    lang,
                    Warning,
                    "similar_title",
                    "{text}" / "{text}",
                    "如是同一建议，请取消勾选这一行。"
                        / "If it is the same suggestion, leave this row out."
                )
            };
            reading.say(
                if found.certain {
                    Field::Number
                } else {
                    Field::Title
                },
                flaw,
            );
        }
        let command = Command::Enter(Box::new(record));
        // Contradictions are only told of cells that could be read.
        if !reading.failed()
            && let Err(refusal) = decide(None, &command, env.ctx)
        {
            let field = match refusal.code {
                RefusalCode::DayInFuture => future(&command, env).unwrap_or(Field::Replied),
                code => field_of(code),
            };
            reading.say(
                field,
                super::cells::Flaw {
                    code: refusal.code.code(),
                    severity: Severity::Error,
                    // The text says what to do; its source is no advice.
                    message: match env.lang {
                        Lang::Zh => format!("{}（依据：{}）", refusal.text.zh, refusal.source.zh),
                        Lang::En => format!("{} (source: {})", refusal.text.en, refusal.source.en),
                    },
                    advice: String::new(),
                },
            );
        }
        let failed = reading.failed();
        let problems = reading.problems;
        let Command::Enter(record) = command else {
            return;
        };
        let worst = problems.iter().map(|problem| problem.severity).max();
        self.rows.push(CheckedRow {
            worst,
            duplicate,
            ..summary(shown, &record, env.lang)
        });
        self.problems.extend(problems);
        if !failed {
            self.ready.push((shown, *record));
        }
    }
}

/// The field whose day lies in the future.
fn future(command: &Command, env: &CheckEnv) -> Option<Field> {
    let Command::Enter(record) = command else {
        return None;
    };
    let days = [
        (Field::Assigned, record.assigned),
        (Field::Consulted, record.consulted.flatten()),
        (Field::Replied, record.replied),
    ];
    days.into_iter()
        .find(|(_, on)| on.is_some_and(|on| on > env.ctx.today))
        .map(|(field, _)| field)
}

fn summary(row: u32, record: &LedgerRecord, lang: Lang) -> CheckedRow {
    let units = record.arrangement.as_ref().map(|arrangement| {
        let replying = arrangement
            .parts()
            .into_iter()
            .filter(|(_, role)| role.replies());
        replying
            .map(|(unit, _)| unit)
            .collect::<Vec<_>>()
            .join("、")
    });
    let class = record.class.map_or("", |class| class.letter());
    let rating = record
        .rating
        .map(|rating| rating.label().get(lang).to_owned())
        .unwrap_or_default();
    CheckedRow {
        row,
        number: record.number.clone(),
        title: record.dossier.title.clone(),
        lead: record.dossier.lead.clone(),
        units: units.unwrap_or_default(),
        dates: [record.assigned, record.consulted.flatten(), record.replied],
        outcome: [class, &rating]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" "),
        worst: None,
        duplicate: None,
    }
}

/// What keeps every row from being imported: a field without a column, or one with two.
fn missing(plan: &ImportPlan, lang: Lang) -> Vec<String> {
    let count = |field: Field| {
        plan.columns
            .iter()
            .filter(|held| **held == Some(field))
            .count()
    };
    let needed = [Field::Number, Field::Title, Field::Lead]
        .into_iter()
        // A ledger of supervision matters names no deputies, but says who raised each.
        .filter(|field| {
            *field != Field::Lead || count(Field::Origin) == 0 || count(Field::Kind) == 0
        })
        .filter(|field| count(*field) == 0);
    let mut texts: Vec<String> = needed
        .map(|field| match lang {
            Lang::Zh => format!("没有选定“{}”列。", label(field, lang)),
            Lang::En => format!("No column is chosen for “{}”.", label(field, lang)),
        })
        .collect();
    texts.extend(
        Field::ALL
            .into_iter()
            .filter(|field| count(*field) > 1)
            .map(|field| match lang {
                Lang::Zh => format!("“{}”选了不止一列。", label(field, lang)),
                Lang::En => format!(
                    "More than one column is chosen for “{}”.",
                    label(field, lang)
                ),
            }),
    );
    texts
}

/// What a field is called.
pub fn label(field: Field, lang: Lang) -> &'static str {
    let (zh, en) = match field {
        Field::Serial => ("序号", "Serial number"),
        Field::Number => ("建议编号", "Number"),
        Field::Title => ("标题", "Title"),
        Field::Text => ("内容", "Text"),
        Field::Kind => ("建议或议案", "Kind"),
        Field::Category => ("类别", "Category"),
        Field::Lead => ("领衔代表", "Lead deputy"),
        Field::CoSigners => ("附议代表", "Co-signers"),
        Field::Delegation => ("代表团", "Delegation"),
        Field::Leader => ("牵头领导", "Responsible leader"),
        Field::LeadUnit => ("主办单位", "Lead unit"),
        Field::AssistingUnits => ("协办单位", "Assisting units"),
        Field::Key => ("是否重点督办", "Key supervision"),
        Field::Assigned => ("交办日期", "Assigned"),
        Field::Consulted => ("面商日期", "Met the deputies"),
        Field::Replied => ("答复日期", "Replied"),
        Field::Class => ("答复类别", "Answer class"),
        Field::Rating => ("代表评价", "Rating"),
        Field::TickSatisfied => ("满意（打勾）", "Satisfied (tick)"),
        Field::TickBasically => ("基本满意（打勾）", "Basically satisfied (tick)"),
        Field::TickDissatisfied => ("不满意（打勾）", "Dissatisfied (tick)"),
        Field::Remark => ("备注", "Remark"),
        Field::Origin => ("提出主体", "Raised by"),
    };
    if lang == Lang::Zh { zh } else { en }
}

/// A row's cell as a heading of the file names it, for the table of errors.
pub(super) fn title_of(parts: &[String]) -> String {
    squeeze(&parts.join("/"))
}
