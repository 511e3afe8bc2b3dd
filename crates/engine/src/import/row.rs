//! One row of the sheet: its cells read, its contradictions found, its record made.

use super::cells::{Flaw, Read, Reader, class, date, flaw, key, names, number, rating};
use super::fold::{shorten, squeeze, text_of, tidy, tidy_lines};
use chrono::NaiveDate;
use huiyin_protocol::grid::{MergeIndex, Sheet, Value, address};
use huiyin_protocol::import::{Field, Problem, Severity};
use huiyin_rules::ids::ImportId;
use huiyin_rules::suggestion::{Arrangement, Dossier, Kind, LedgerRecord, Source};
use huiyin_rules::{Rating, RefusalCode};

/// One row being read.
#[derive(Debug)]
pub struct RowReader<'a> {
    /// The sheet.
    pub sheet: &'a Sheet,
    /// Its merged areas.
    pub index: &'a MergeIndex<'a>,
    /// What each column holds.
    pub columns: &'a [Option<Field>],
    /// The row, from 0.
    pub row: u32,
    /// Language and year.
    pub reader: Reader,
    /// What was found to say so far.
    pub problems: Vec<Problem>,
}

impl<'a> RowReader<'a> {
    fn column(&self, field: Field) -> Option<u32> {
        let at = self.columns.iter().position(|held| *held == Some(field))?;
        u32::try_from(at).ok()
    }

    /// The value of a field: its own cell, or that of the merged group it lies in.
    /// A cell merged sideways belongs to its leftmost column alone.
    fn value(&self, field: Field) -> Option<&'a Value> {
        let col = self.column(field)?;
        match self.index.area(self.row, col) {
            Some(area) if area.first_col != col => None,
            Some(area) => self.sheet.get(area.first_row, col),
            None => self.sheet.get(self.row, col),
        }
    }

    /// The cell to point at: the field's, or the row's first where the field has no column.
    fn cell(&self, field: Field) -> String {
        address(self.row, self.column(field).unwrap_or(0))
    }

    /// Says something about a field's cell.
    pub fn say(&mut self, field: Field, flaw: Flaw) {
        self.problems.push(Problem {
            row: self.row + 1,
            cell: self.cell(field),
            severity: flaw.severity,
            code: flaw.code.to_owned(),
            message: flaw.message,
            suggestion: flaw.advice,
        });
    }

    /// Whether anything found so far keeps the row from being imported.
    pub fn failed(&self) -> bool {
        self.problems
            .iter()
            .any(|problem| problem.severity == Severity::Error)
    }

    fn take<T>(
        &mut self,
        field: Field,
        read: impl FnOnce(Option<&Value>, &Reader) -> Read<T>,
    ) -> T {
        let read = read(self.value(field), &self.reader);
        for flaw in read.flaws {
            self.say(field, flaw);
        }
        read.value
    }

    fn text(&mut self, field: Field, tidy: fn(&str) -> String) -> String {
        if let Some(Value::Error(error)) = self.value(field) {
            let (lang, shown) = (self.reader.lang, shorten(error));
            self.say(
                field,
                flaw!(
                    lang,
                    Error,
                    "cell_error",
                    "单元格显示错误 {shown}。" / "The cell shows the error {shown}.",
                    "请在 Excel 中改正公式或直接填写。"
                        / "Mend the formula in Excel or type the value."
                ),
            );
        }
        tidy(&text_of(self.value(field)))
    }

    fn single(&mut self, field: Field) -> Option<String> {
        self.text(field, tidy);
        names::single(self.value(field))
            .filter(|_| !matches!(self.value(field), Some(Value::Error(_))))
    }

    /// Reads the whole row. The record is only to be used where nothing failed.
    pub fn read(&mut self, file: &str, import: &ImportId) -> LedgerRecord {
        let number = self.take(Field::Number, number::read);
        let dossier = self.dossier();
        let leader = self.single(Field::Leader);
        let arrangement = self.arrangement();
        let marked = self.take(Field::Key, key::read) | self.take(Field::Remark, key::remark);
        let assigned = self.take(Field::Assigned, date::read);
        let consulted = self.take(Field::Consulted, met);
        let replied = self.take(Field::Replied, date::read);
        let class = self.take(Field::Class, class::read);
        let rating = self.rating(class.is_some());
        LedgerRecord {
            number,
            dossier,
            source: Source {
                import: import.clone(),
                file: file.to_owned(),
                sheet: self.sheet.name.clone(),
                row: self.row + 1,
            },
            key: marked.then_some(None),
            arrangement,
            leader,
            assigned,
            consulted,
            class,
            replied,
            rating,
        }
    }

    fn dossier(&mut self) -> Dossier {
        let lang = self.reader.lang;
        let title = self.text(Field::Title, tidy);
        if title.is_empty() {
            self.say(
                Field::Title,
                flaw!(
                    lang,
                    Error,
                    "title_missing",
                    "这一行没有标题。" / "This row has no title.",
                    "请填写标题。" / "Fill in the title."
                ),
            );
        }
        let text = self.text(Field::Text, tidy_lines);
        let kind = self.take(Field::Kind, key::kind);
        let category = self.single(Field::Category);
        let (lead, mut co_signers) = self.signers(kind);
        let delegation = self.single(Field::Delegation);
        if co_signers.contains(&lead) {
            co_signers.retain(|name| *name != lead);
            self.say(Field::CoSigners, flaw!(lang, Warning, "lead_among_co_signers",
                "领衔代表“{lead}”也列在附议代表中，附议里不再录入。"
                / "The lead deputy “{lead}” also stands among the co-signers and is left out there.",
                "请核对附议代表。" / "Check the co-signers."));
        }
        Dossier {
            kind,
            title,
            text,
            category,
            lead,
            co_signers,
            delegation,
            ..Dossier::default()
        }
    }

    fn signers(&mut self, kind: Kind) -> (String, Vec<String>) {
        let lang = self.reader.lang;
        let origin = self.single(Field::Origin).filter(|_| kind == Kind::Matter);
        let mut leads = self.take(Field::Lead, names::read).into_iter();
        let mut co_signers = self.take(Field::CoSigners, names::read);
        // A matter that no deputy leads is led by whoever raised it.
        let Some(lead) = leads.next().or(origin) else {
            if !self.failed() {
                self.say(
                    Field::Lead,
                    flaw!(
                        lang,
                        Error,
                        "lead_missing",
                        "这一行没有领衔代表。" / "This row has no lead deputy.",
                        "请填写领衔代表的姓名。" / "Fill in the name of the lead deputy."
                    ),
                );
            }
            return (String::new(), co_signers);
        };
        let others: Vec<String> = leads.collect();
        if !others.is_empty() {
            let shown = others.join("、");
            self.say(Field::Lead, flaw!(lang, Warning, "lead_several",
                "领衔代表写了几个人，以第一个“{lead}”为领衔，{shown}录为附议代表。"
                / "Several lead deputies: the first, “{lead}”, is kept as lead and {shown} as co-signers.",
                "请核对谁是领衔代表。" / "Check who is the lead deputy."));
            let new: Vec<String> = others
                .into_iter()
                .filter(|name| !co_signers.contains(name))
                .collect();
            co_signers.splice(0..0, new);
        }
        (lead, co_signers)
    }

    fn arrangement(&mut self) -> Option<Arrangement> {
        let lang = self.reader.lang;
        let mut units = self.take(Field::LeadUnit, names::read);
        let mut assisting = self.take(Field::AssistingUnits, names::read);
        if units.len() <= 1 {
            let Some(lead) = units.pop() else {
                if !assisting.is_empty() {
                    self.say(
                        Field::LeadUnit,
                        flaw!(
                            lang,
                            Error,
                            "lead_unit_missing",
                            "有协办单位，却没有主办单位。"
                                / "There are assisting units but no lead unit.",
                            "请填写主办单位。" / "Fill in the lead unit."
                        ),
                    );
                }
                return None;
            };
            if assisting.contains(&lead) {
                assisting.retain(|unit| *unit != lead);
                self.say(
                    Field::AssistingUnits,
                    flaw!(
                        lang,
                        Warning,
                        "unit_in_both_parts",
                        "“{lead}”既是主办又是协办，只录为主办。"
                            / "“{lead}” is both lead and assisting unit; it is kept as lead unit.",
                        "请核对协办单位。" / "Check the assisting units."
                    ),
                );
            }
            return Some(Arrangement::Joint { lead, assisting });
        }
        let shown = units.join("、");
        if !assisting.is_empty() {
            self.say(Field::LeadUnit, flaw!(lang, Error, "units_unclear",
                "主办单位写了几个（{shown}），又有协办单位，看不出是分别办理还是主办加协办。"
                / "There are several lead units ({shown}) and assisting units too; who replies cannot be told.",
                "只留一个主办单位，其余移到协办；或者不填协办，按分别办理录入。"
                / "Keep one lead unit and move the others to the assisting ones, or leave those empty for separate handling."));
            return None;
        }
        self.say(Field::LeadUnit, flaw!(lang, Warning, "units_separate",
            "主办单位写了几个（{shown}），按分别办理录入，每个单位各自答复。"
            / "Several lead units ({shown}) are entered as separate handling: each replies.",
            "如是一个主办、其余协办，请在表中分开填写。"
            / "If one leads and the others assist, write them in their two columns."));
        Some(Arrangement::Separate { units })
    }

    fn rating(&mut self, replied: bool) -> Option<Rating> {
        let columns = [
            Field::TickSatisfied,
            Field::TickBasically,
            Field::TickDissatisfied,
        ];
        let words = self.take(Field::Rating, rating::read);
        let mapped: Vec<Field> = columns
            .into_iter()
            .filter(|field| self.column(*field).is_some())
            .collect();
        let Some(first) = mapped.first().copied() else {
            return words;
        };
        let mut ticks = Vec::new();
        for (field, word) in columns.into_iter().zip(Rating::ALL) {
            ticks.push((
                word,
                self.take(field, |value, reader| rating::tick(value, word, reader)),
            ));
        }
        let read = rating::of_ticks(&ticks, &self.reader);
        for flaw in read.flaws {
            self.say(first, flaw);
        }
        let lang = self.reader.lang;
        match (words, read.value) {
            (Some(word), Some(tick)) if word != tick => {
                let (word, tick) = (word.label(), tick.label());
                let (word, tick) = (word.get(lang), tick.get(lang));
                self.say(
                    Field::Rating,
                    flaw!(
                        lang,
                        Error,
                        "rating_contradicts_tick",
                        "评价写的是{word}，勾选的是{tick}。"
                            / "The rating says {word} and the tick says {tick}.",
                        "请核对，两处保持一致。" / "Make the two agree."
                    ),
                );
                None
            }
            (None, None) => {
                if replied && !self.failed() {
                    self.say(
                        first,
                        flaw!(
                            lang,
                            Notice,
                            "ticks_none",
                            "有答复，没有勾选满意度，按未评价录入。"
                                / "There is a reply but no tick; it is entered as not yet rated.",
                            "已有评价的，请补勾。" / "Tick the rating where there is one."
                        ),
                    );
                }
                None
            }
            (word, tick) => word.or(tick),
        }
    }
}

/// Reads the meeting with the deputies: a day, or only that it took place.
fn met(value: Option<&Value>, reader: &Reader) -> Read<Option<Option<NaiveDate>>> {
    match squeeze(&text_of(value)).as_str() {
        "是" | "√" | "✓" | "✔" | "已面商" | "已见面" | "已沟通" | "已走访" => {
            Read::plain(Some(None))
        }
        "否" | "×" | "未走访" | "未沟通" => Read::plain(None),
        _ => {
            let read = date::read(value, reader);
            Read {
                value: read.value.map(Some),
                flaws: read.flaws,
            }
        }
    }
}

/// The field a refusal of the whole row speaks of.
pub fn field_of(code: RefusalCode) -> Field {
    match code {
        RefusalCode::LedgerNoUnits | RefusalCode::SeparateNeedsTwo | RefusalCode::NamedTwice => {
            Field::LeadUnit
        }
        RefusalCode::LedgerReplyWithoutClass => Field::Class,
        RefusalCode::LedgerRatingWithoutReply => Field::Rating,
        RefusalCode::LedgerReplyBeforeAssignment
        | RefusalCode::DayInFuture
        | RefusalCode::DayTooEarly => Field::Replied,
        RefusalCode::LeadDeputyMissing => Field::Lead,
        RefusalCode::TextTooLong | RefusalCode::TextMissing => Field::Title,
        _ => Field::Number,
    }
}
