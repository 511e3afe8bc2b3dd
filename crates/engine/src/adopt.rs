//! Putting rulebooks, calendars and committees in force.

use crate::books;
use crate::facts::{CalendarLoaded, CommitteesNamed, RulebookAdopted, WorkspaceEvent};
use crate::fail::Trouble;
use crate::host::Host;
use crate::workspace::{Asker, Engine};
use chrono::NaiveDate;
use huiyin_protocol::rulebook::{DocumentFault, Existing};
use huiyin_rules::{Calendar, Lang, Role, Rulebook, Text};
use huiyin_store::EventStore;

/// Largest document, in bytes; an event holds not much more.
const MAX_DOCUMENT: usize = 160 * 1024;
/// Most committees.
const MAX_COMMITTEES: usize = 50;
/// Longest name of a committee or title of a window, in characters.
pub(crate) const MAX_NAME: usize = 60;

/// Why a document is refused, in both languages.
pub(crate) struct Fault {
    line: Option<u32>,
    at: String,
    text: Text,
}

impl Fault {
    fn of(zh: &str, en: &str) -> Fault {
        Fault {
            line: None,
            at: String::new(),
            text: Text::new(zh, en),
        }
    }

    /// For a page that shows it beside the document.
    pub fn view(&self, lang: Lang) -> DocumentFault {
        DocumentFault {
            line: self.line,
            at: self.at.clone(),
            text: self.text.get(lang).to_owned(),
        }
    }

    /// As a failure: line, place, reason.
    pub fn trouble(self, code: &str) -> Trouble {
        let (mut zh, mut en) = (String::new(), String::new());
        if let Some(line) = self.line {
            let line = line.to_string();
            zh = ["第", &line, "行"].concat();
            en = ["line ", &line].concat();
        }
        for text in [&mut zh, &mut en] {
            if !self.at.is_empty() {
                if !text.is_empty() {
                    text.push(' ');
                }
                text.push_str(&self.at);
            }
        }
        if !zh.is_empty() {
            zh.push('：');
            en.push_str(": ");
        }
        zh.push_str(&self.text.zh);
        en.push_str(&self.text.en);
        Trouble::input(code, zh, en)
    }
}

/// The office alone changes what everybody is judged by.
pub(crate) fn office_only(who: Asker<'_>) -> Result<(), Trouble> {
    if who.actor.acting().role == Role::Office {
        return Ok(());
    }
    Err(Trouble::refused(
        "office_only",
        "规则、日历、委员会和测评窗口由人大机关设置。请切换身份后操作。",
        "rules, calendar, committees and windows are set by the congress's office; act as it first",
    ))
}

/// An office's own rulebook.
pub(crate) fn own_book(document: &str) -> Result<Rulebook, Fault> {
    sized(document)?;
    let book = books::read(document).map_err(|error| Fault {
        line: error.line.and_then(|line| u32::try_from(line).ok()),
        at: error.at,
        text: error.text,
    })?;
    if Rulebook::presets().any(|preset| preset == book.id) {
        return Err(Fault {
            at: "id".to_owned(),
            ..Fault::of(
                "这个名称属于随产品提供的规则，请为本地规则另取一个名称。",
                "this id belongs to a rulebook that ships; give your own another one",
            )
        });
    }
    Ok(book)
}

/// The calendar in force with a document laid over it.
pub(crate) fn longer(calendar: &Calendar, document: &str) -> Result<Calendar, Fault> {
    sized(document)?;
    let longer = books::extended(calendar, document).map_err(|error| Fault {
        line: error.line.and_then(|line| u32::try_from(line).ok()),
        at: error.at,
        text: error.text,
    })?;
    if longer.id() == calendar.id() {
        return Err(Fault::of(
            "与现行日历没有不同。",
            "it says nothing that the calendar in force does not say",
        ));
    }
    Ok(longer)
}

fn sized(document: &str) -> Result<(), Fault> {
    if document.len() <= MAX_DOCUMENT {
        return Ok(());
    }
    Err(Fault::of(
        "文件超过160 KB，请确认选对了文件。",
        "the file is larger than 160 KB; is it the right one?",
    ))
}

impl<S: EventStore, H: Host> Engine<S, H> {
    /// Puts an office's own rulebook in force and judges every row anew.
    pub(crate) async fn rulebook_adopt(
        &self,
        who: Asker<'_>,
        document: &str,
        from: NaiveDate,
        existing: Existing,
    ) -> Result<(), Trouble> {
        office_only(who)?;
        own_book(document).map_err(|fault| fault.trouble("rulebook_wrong"))?;
        self.record(who, |_| {
            Ok(vec![WorkspaceEvent::RulebookAdopted(RulebookAdopted {
                document: document.to_owned(),
                from,
                existing,
            })])
        })
        .await
    }

    /// Lays a holiday calendar over the one in force and judges every row anew.
    pub(crate) async fn calendar_load(
        &self,
        who: Asker<'_>,
        document: &str,
    ) -> Result<(), Trouble> {
        office_only(who)?;
        self.record(who, |state| {
            longer(state.calendar(), document).map_err(|fault| fault.trouble("calendar_wrong"))?;
            Ok(vec![WorkspaceEvent::CalendarLoaded(CalendarLoaded {
                document: document.to_owned(),
            })])
        })
        .await
    }

    /// Names the committees.
    pub(crate) async fn committees(
        &self,
        who: Asker<'_>,
        names: Vec<String>,
    ) -> Result<(), Trouble> {
        office_only(who)?;
        let mut tidy: Vec<String> = Vec::new();
        for name in names.iter().map(|name| name.trim()) {
            if !name.is_empty() && !tidy.iter().any(|known| known == name) {
                tidy.push(name.to_owned());
            }
        }
        let fits = |name: &String| fits(name);
        if tidy.len() > MAX_COMMITTEES || !tidy.iter().all(fits) {
            return Err(Trouble::input(
                "committees_unfit",
                "委员会最多50个，名称不超过60个字，且不含控制字符。请修改后重试。",
                "at most 50 committees, each name of at most 60 characters and no control characters",
            ));
        }
        self.record(who, |state| {
            let same = state.projection.facts.committees() == tidy;
            let named = WorkspaceEvent::CommitteesNamed(CommitteesNamed {
                names: tidy.clone(),
            });
            Ok(if same { Vec::new() } else { vec![named] })
        })
        .await
    }
}

/// Whether a text can be a name or a title.
pub(crate) fn fits(name: &str) -> bool {
    (1..=MAX_NAME).contains(&name.chars().count()) && !name.chars().any(char::is_control)
}
