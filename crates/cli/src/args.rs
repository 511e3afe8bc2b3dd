//! What was asked on the command line.

mod serve;
mod store;

pub use serve::Serve;
pub use store::{Conformance, Kept};

use crate::fault::Fault;
use chrono::NaiveDate;
use huiyin_rules::Lang;
use huiyin_rules::suggestion::Kind;
use lexopt::{Arg, Parser};
use std::ffi::OsString;
use std::path::PathBuf;

/// The language of answers, and what is asked or why that cannot be told.
#[derive(Debug)]
pub struct Parsed {
    /// The language, also for faults.
    pub lang: Lang,
    /// The command.
    pub asked: Result<Asked, Fault>,
}

/// A command with its arguments.
#[derive(Debug)]
pub enum Asked {
    Help,
    Version,
    Import(Import),
    Stats(Stats),
    Explain(Explain),
    Deadline(Deadline),
    Demo(Demo),
    Rulebook(Rulebooks),
    Quota(Quota),
    Score(Score),
    Serve(Box<Serve>),
    Conformance(Conformance),
    Verify(Verify),
    Tally(Tally),
    Publish(Publish),
}

#[derive(Debug)]
pub struct Import {
    pub file: PathBuf,
    pub rulebook: String,
    pub year: Option<i32>,
    pub sheet: Option<String>,
    /// The workspace's name; the file's where none is given.
    pub name: Option<String>,
    pub out: PathBuf,
    pub json: bool,
}

#[derive(Debug)]
pub struct Stats {
    pub bundle: PathBuf,
    /// Only suggestions, motions or supervision matters.
    pub kind: Option<Kind>,
    pub by: Option<By>,
    pub json: bool,
}

/// A breakdown of the statistics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    Unit,
    Category,
    Delegation,
    Month,
}

#[derive(Debug)]
pub struct Explain {
    pub bundle: PathBuf,
    pub number: String,
    pub json: bool,
}

#[derive(Debug)]
pub struct Deadline {
    /// A preset's name or a file.
    pub rulebook: String,
    pub rule: String,
    pub from: NaiveDate,
    /// A holiday notice to lay over the calendar that ships.
    pub calendar: Option<PathBuf>,
    pub json: bool,
}

/// What to do with rulebooks.
#[derive(Debug)]
pub enum Rulebooks {
    List { json: bool },
    Show { name: String, json: bool },
    Check { file: PathBuf, json: bool },
    Schema,
}

#[derive(Debug)]
pub struct Demo {
    pub on: Ground,
    pub seed: u64,
    /// The last day; where none is given, that of the ground.
    pub until: Option<NaiveDate>,
    pub out: PathBuf,
    pub json: bool,
}

/// What a demonstration is made of.
#[derive(Debug)]
pub enum Ground {
    /// So many suggestions, made up.
    Made(u32),
    /// The suggestions of a bundle, such as an imported ledger.
    Bundle(PathBuf),
}

#[derive(Debug)]
pub struct Quota {
    pub bundle: PathBuf,
    /// The latest one in the bundle where none is given.
    pub year: Option<i32>,
    pub json: bool,
}

#[derive(Debug)]
pub struct Score {
    pub bundle: PathBuf,
    pub unit: String,
    /// The latest one in the bundle where none is given.
    pub year: Option<i32>,
    pub json: bool,
}

#[derive(Debug)]
pub struct Verify {
    pub board: PathBuf,
    pub receipts: Vec<String>,
    /// The sheet's name as it was published before the vote.
    pub sheet: Option<String>,
    /// Whether to list who chose what, in a vote by name.
    pub names: bool,
    pub json: bool,
}

#[derive(Debug)]
pub struct Tally {
    pub board: PathBuf,
    pub json: bool,
}

#[derive(Debug)]
pub struct Publish {
    pub bundle: PathBuf,
    /// The folder that a web server hands out.
    pub out: PathBuf,
    pub json: bool,
}

/// Everything given, before it is known whether it fits the command.
#[derive(Debug, Default)]
struct Given {
    words: Vec<OsString>,
    options: Vec<(&'static str, OsString)>,
    /// Options without a value.
    flags: Vec<&'static str>,
    json: bool,
    help: bool,
    version: bool,
}

const FLAGS: &[&str] = &["names", "no-claim", "proxied", "quiet"];

const VALUED: &[&str] = &[
    "rulebook",
    "year",
    "sheet",
    "name",
    "out",
    "by",
    "kind",
    "unit",
    "rule",
    "from",
    "calendar",
    "suggestions",
    "onto",
    "seed",
    "until",
    "lang",
    "listen",
    "store",
    "site",
    "demo",
    "claim",
    "connect",
    "frame-ancestors",
    "embed-origin",
    "voices",
    "waiting",
    "rate",
    "receipt",
    "user",
    "password",
    "s3-bucket",
    "s3-region",
    "s3-key",
    "s3-secret",
];

/// Reads the command line.
pub fn parse(mut parser: Parser) -> Parsed {
    let mut lang = Lang::Zh;
    let given = gather(&mut parser, &mut lang);
    Parsed {
        lang,
        asked: given.and_then(Given::command),
    }
}

fn gather(parser: &mut Parser, lang: &mut Lang) -> Result<Given, Fault> {
    let mut given = Given::default();
    let mut unknown = None;
    while let Some(arg) = parser.next().map_err(|error| odd(&error.to_string()))? {
        match arg {
            Arg::Long("json") => given.json = true,
            Arg::Long("help") | Arg::Short('h') => given.help = true,
            Arg::Long("version") | Arg::Short('V') => given.version = true,
            Arg::Long(name) if FLAGS.contains(&name) => {
                let known = FLAGS.iter().find(|known| **known == name);
                given.flags.extend(known);
            }
            Arg::Long(name) => match VALUED.iter().find(|known| **known == name) {
                Some(known) => {
                    let value = parser.value().map_err(|_| {
                        Fault::new(
                            format!("--{known} 后面缺少取值。"),
                            format!("--{known} needs a value"),
                        )
                    })?;
                    given.options.push((known, value));
                }
                None => {
                    let name = format!("--{name}");
                    // Its value, where it has one with `=`, is of no interest.
                    let _ = parser.optional_value();
                    unknown.get_or_insert(name);
                }
            },
            Arg::Short(letter) => {
                unknown.get_or_insert(format!("-{letter}"));
            }
            Arg::Value(word) => given.words.push(word),
        }
    }
    if let Some(value) = given.take_text("lang")? {
        *lang = match value.as_str() {
            "zh-CN" | "zh" => Lang::Zh,
            "en" => Lang::En,
            _ => {
                return Err(Fault::new(
                    format!("--lang {value}：只有 zh-CN 和 en。"),
                    format!("--lang {value}: there are zh-CN and en"),
                ));
            }
        };
    }
    match unknown {
        Some(name) => Err(Fault::new(
            format!("没有选项 {name}。用法见 huiyin --help。"),
            format!("there is no option {name}; see huiyin --help"),
        )),
        None => Ok(given),
    }
}

fn odd(text: &str) -> Fault {
    Fault::new(format!("命令行写法有误：{text}"), text)
}

impl Given {
    fn command(mut self) -> Result<Asked, Fault> {
        if self.help {
            return Ok(Asked::Help);
        }
        if self.version {
            return Ok(Asked::Version);
        }
        if self.words.is_empty() {
            return Err(Fault::new(
                "没有写命令。用法见 huiyin --help。",
                "no command is given; see huiyin --help",
            ));
        }
        let name = text_of(self.words.remove(0), "命令", "the command")?;
        let asked = match name.as_str() {
            "import" => Asked::Import(Import {
                file: self.word("FILE.xlsx")?.into(),
                rulebook: self
                    .take_text("rulebook")?
                    .unwrap_or_else(|| "national".to_owned()),
                year: self.take_number("year")?,
                sheet: self.take_text("sheet")?,
                name: self.take_text("name")?,
                out: self.needed("out", "BUNDLE")?.into(),
                json: self.json,
            }),
            "stats" => Asked::Stats(Stats {
                bundle: self.word("BUNDLE")?.into(),
                kind: self.kind()?,
                by: self.by()?,
                json: self.json,
            }),
            "explain" => Asked::Explain(Explain {
                bundle: self.word("BUNDLE")?.into(),
                number: text_of(self.word("NUMBER")?, "编号", "the number")?,
                json: self.json,
            }),
            "deadline" => Asked::Deadline(Deadline {
                rulebook: self.needed_text("rulebook", "NAME")?,
                rule: self.needed_text("rule", "CODE")?,
                from: self.date("from")?.ok_or_else(|| missing("--from DATE"))?,
                calendar: self.take("calendar")?.map(PathBuf::from),
                json: self.json,
            }),
            "rulebook" => Asked::Rulebook(self.rulebooks()?),
            "demo" => Asked::Demo(Demo {
                on: self.ground()?,
                seed: self.take_number("seed")?.unwrap_or(1),
                until: self.date("until")?,
                out: self.needed("out", "BUNDLE")?.into(),
                json: self.json,
            }),
            "serve" => Asked::Serve(Box::new(self.serve()?)),
            "quota" => Asked::Quota(Quota {
                bundle: self.word("BUNDLE")?.into(),
                year: self.year()?,
                json: self.json,
            }),
            "score" => Asked::Score(Score {
                bundle: self.word("BUNDLE")?.into(),
                unit: self.needed_text("unit", "NAME")?,
                year: self.year()?,
                json: self.json,
            }),
            "conformance" => Asked::Conformance(self.conformance()?),
            "verify" => Asked::Verify(Verify {
                board: self.word("BOARD")?.into(),
                receipts: self.take_all("receipt")?,
                sheet: self.take_text("sheet")?,
                names: self.flag("names"),
                json: self.json,
            }),
            "tally" => Asked::Tally(Tally {
                board: self.word("BOARD")?.into(),
                json: self.json,
            }),
            "publish" => Asked::Publish(Publish {
                bundle: self.word("BUNDLE")?.into(),
                out: self.needed("out", "DIR")?.into(),
                json: self.json,
            }),
            _ => {
                return Err(Fault::new(
                    format!(
                        "没有命令 {name}。有 import、stats、explain、deadline、rulebook、quota、score、demo、publish、verify、tally、conformance、serve。"
                    ),
                    format!(
                        "there is no command {name}; there are import, stats, explain, deadline, rulebook, quota, score, demo, publish, verify, tally, conformance, serve"
                    ),
                ));
            }
        };
        self.nothing_left(&name)?;
        Ok(asked)
    }

    fn ground(&mut self) -> Result<Ground, Fault> {
        let made = self.take_number("suggestions")?;
        let bundle = self.take("onto")?.map(PathBuf::from);
        match (made, bundle) {
            (Some(count), None) => Ok(Ground::Made(count)),
            (None, Some(bundle)) => Ok(Ground::Bundle(bundle)),
            (None, None) => Err(missing("--suggestions N | --onto BUNDLE")),
            (Some(_), Some(_)) => Err(Fault::new(
                "--suggestions 与 --onto 只写一个。",
                "write --suggestions or --onto, not both",
            )),
        }
    }

    fn rulebooks(&mut self) -> Result<Rulebooks, Fault> {
        let what = text_of(self.word("list|show|check|schema")?, "命令", "the command")?;
        let json = self.json;
        Ok(match what.as_str() {
            "list" => Rulebooks::List { json },
            "show" => Rulebooks::Show {
                name: text_of(self.word("NAME")?, "规则名称", "the rulebook's name")?,
                json,
            },
            "check" => Rulebooks::Check {
                file: self.word("FILE.json")?.into(),
                json,
            },
            "schema" => Rulebooks::Schema,
            other => {
                return Err(Fault::new(
                    format!("rulebook {other}：只有 list、show、check、schema。"),
                    format!("rulebook {other}: there are list, show, check, schema"),
                ));
            }
        })
    }

    fn nothing_left(&self, command: &str) -> Result<(), Fault> {
        let word = self
            .words
            .first()
            .map(|word| word.to_string_lossy().into_owned());
        let mut options = self.options.iter().map(|(name, _)| name).chain(&self.flags);
        let option = options.next().map(|name| format!("--{name}"));
        match word.or(option) {
            Some(extra) => Err(Fault::new(
                format!("{command} 不用 {extra}。用法见 huiyin --help。"),
                format!("{command} takes no {extra}; see huiyin --help"),
            )),
            None => Ok(()),
        }
    }

    fn word(&mut self, what: &str) -> Result<OsString, Fault> {
        if self.words.is_empty() {
            Err(missing(what))
        } else {
            Ok(self.words.remove(0))
        }
    }

    fn flag(&mut self, name: &str) -> bool {
        let before = self.flags.len();
        self.flags.retain(|given| *given != name);
        self.flags.len() < before
    }

    fn take(&mut self, name: &str) -> Result<Option<OsString>, Fault> {
        let Some(at) = self.options.iter().position(|(known, _)| *known == name) else {
            return Ok(None);
        };
        let (_, value) = self.options.remove(at);
        if self.options.iter().any(|(known, _)| *known == name) {
            return Err(Fault::new(
                format!("--{name} 写了两次。"),
                format!("--{name} is given twice"),
            ));
        }
        Ok(Some(value))
    }

    /// Every value of an option that may be given several times.
    fn take_all(&mut self, name: &str) -> Result<Vec<String>, Fault> {
        let (these, others) = std::mem::take(&mut self.options)
            .into_iter()
            .partition(|(known, _)| *known == name);
        self.options = others;
        let values: Vec<_> = these;
        let option = format!("--{name}");
        values
            .into_iter()
            .map(|(_, value)| text_of(value, &option, &option))
            .collect()
    }

    fn take_text(&mut self, name: &str) -> Result<Option<String>, Fault> {
        let value = self.take(name)?;
        value
            .map(|value| text_of(value, &format!("--{name}"), &format!("--{name}")))
            .transpose()
    }

    fn take_number<N: std::str::FromStr>(&mut self, name: &str) -> Result<Option<N>, Fault> {
        let Some(text) = self.take_text(name)? else {
            return Ok(None);
        };
        let number = text.parse().map_err(|_| {
            Fault::new(
                format!("--{name} {text}：不是可用的整数。"),
                format!("--{name} {text}: this is no whole number that can be used"),
            )
        });
        number.map(Some)
    }

    fn needed(&mut self, name: &str, value: &str) -> Result<OsString, Fault> {
        self.take(name)?
            .ok_or_else(|| missing(&format!("--{name} {value}")))
    }

    fn needed_text(&mut self, name: &str, value: &str) -> Result<String, Fault> {
        self.take_text(name)?
            .ok_or_else(|| missing(&format!("--{name} {value}")))
    }

    fn date(&mut self, name: &str) -> Result<Option<NaiveDate>, Fault> {
        let Some(text) = self.take_text(name)? else {
            return Ok(None);
        };
        let date = NaiveDate::parse_from_str(&text, "%Y-%m-%d").map_err(|_| {
            Fault::new(
                format!("--{name} {text}：不是存在的日期，请写成 2024-03-08。"),
                format!("--{name} {text}: no such day; write it like 2024-03-08"),
            )
        });
        date.map(Some)
    }

    /// A year that suggestions can be of.
    fn year(&mut self) -> Result<Option<i32>, Fault> {
        match self.take_number("year")? {
            Some(year) if !(1949..2200).contains(&year) => Err(Fault::new(
                format!("--year {year}：请写四位年份，如 2024。"),
                format!("--year {year}: write a year of four digits, such as 2024"),
            )),
            year => Ok(year),
        }
    }

    fn kind(&mut self) -> Result<Option<Kind>, Fault> {
        match self.take_text("kind")?.as_deref() {
            None => Ok(None),
            Some("suggestion") => Ok(Some(Kind::Suggestion)),
            Some("motion") => Ok(Some(Kind::Motion)),
            Some("matter") => Ok(Some(Kind::Matter)),
            Some(other) => Err(Fault::new(
                format!("--kind {other}：只有 suggestion、motion、matter。"),
                format!("--kind {other}: there are suggestion, motion, matter"),
            )),
        }
    }

    fn by(&mut self) -> Result<Option<By>, Fault> {
        match self.take_text("by")?.as_deref() {
            None => Ok(None),
            Some("unit") => Ok(Some(By::Unit)),
            Some("category") => Ok(Some(By::Category)),
            Some("delegation") => Ok(Some(By::Delegation)),
            Some("month") => Ok(Some(By::Month)),
            Some(other) => Err(Fault::new(
                format!("--by {other}：只有 unit、category、delegation、month。"),
                format!("--by {other}: there are unit, category, delegation, month"),
            )),
        }
    }
}

fn missing(what: &str) -> Fault {
    Fault::new(
        format!("缺少 {what}。用法见 huiyin --help。"),
        format!("{what} is missing; see huiyin --help"),
    )
}

fn text_of(word: OsString, zh: &str, en: &str) -> Result<String, Fault> {
    word.into_string().map_err(|_| {
        Fault::new(
            format!("{zh}不是 UTF-8 文字。"),
            format!("{en} is not UTF-8"),
        )
    })
}
