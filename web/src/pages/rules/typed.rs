//! A rule's value as its fields hold it while it is edited: texts, as typed,
//! and the way from a value to them and back.

use super::json::Json;
use super::texts as t;
use crate::i18n::{Say, Words, fill};
use huiyin_protocol::rulebook::RuleForm;
use huiyin_rules::Lang;

/// The units of periods as documents write them.
pub const UNITS: [(&str, Words); 3] = [
    ("months", t::MONTHS),
    ("working-days", t::WORKING_DAYS),
    ("calendar-days", t::CALENDAR_DAYS),
];

/// What the fields hold; each form uses some of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// The value may be left open, and is.
    pub unset: bool,
    /// A count, a month, a share, the chosen value, the JSON.
    pub first: String,
    /// A unit, a day.
    pub second: String,
    /// Years later.
    pub third: String,
    /// The chosen ones, as JSON, in their order.
    pub picked: Vec<String>,
    /// Texts in both languages.
    pub rows: Vec<(String, String)>,
}

/// What is wrong: which field (0 for the first), and how it has to be.
pub type Fault = (usize, String);

/// Whether a form lets its value be left open.
pub fn may_be_unset(form: &RuleForm) -> bool {
    matches!(
        form,
        RuleForm::Period | RuleForm::YearDay | RuleForm::Share | RuleForm::Number(true)
    )
}

impl Typed {
    /// The fields of a value.
    pub fn of(form: &RuleForm, value: &Json) -> Typed {
        let number = |name| {
            value
                .number_at(name)
                .map_or_else(String::new, |n| n.to_string())
        };
        let mut typed = Typed {
            unset: may_be_unset(form) && *value == Json::Null,
            ..Typed::default()
        };
        match form {
            RuleForm::Period => {
                typed.first = number("count");
                typed.second = match value.text_at("unit") {
                    "" => UNITS[1].0.to_owned(),
                    unit => unit.to_owned(),
                };
            }
            RuleForm::YearDay => {
                typed.first = number("month");
                typed.second = number("day");
                typed.third = match number("years").as_str() {
                    "" => "0".to_owned(),
                    years => years.to_owned(),
                };
            }
            RuleForm::Share => {
                let share = value
                    .number_at("numerator")
                    .zip(value.number_at("denominator"));
                typed.first = share.map_or_else(String::new, |(n, d)| share_text(n, d));
            }
            RuleForm::Number(_) => {
                typed.first = value
                    .as_number()
                    .map_or_else(String::new, |n| n.to_string());
            }
            RuleForm::Flag => {
                typed.first = if *value == Json::Flag(true) {
                    "true"
                } else {
                    "false"
                }
                .to_owned();
            }
            RuleForm::Choice(options) => {
                let chosen = options.iter().find(|(json, _)| same(json, value));
                typed.first = chosen.map_or_else(String::new, |(json, _)| json.clone());
            }
            RuleForm::Many(options) => {
                if let Json::List(items) = value {
                    let key = |item: &Json| {
                        let option = options.iter().find(|(json, _)| same(json, item));
                        option.map_or_else(|| item.write(), |(json, _)| json.clone())
                    };
                    typed.picked = items.iter().map(key).collect();
                }
            }
            RuleForm::Texts => {
                if let Json::List(items) = value {
                    let row = |item: &Json| {
                        (item.text_at("zh").to_owned(), item.text_at("en").to_owned())
                    };
                    typed.rows = items.iter().map(row).collect();
                }
            }
            RuleForm::Json => typed.first = value.write(),
        }
        typed
    }

    /// The value of the fields, or what is wrong with them.
    pub fn value(&self, form: &RuleForm, lang: Lang) -> Result<Json, Vec<Fault>> {
        if self.unset && may_be_unset(form) {
            return Ok(Json::Null);
        }
        let mut faults = Vec::new();
        let value = self.read(form, lang, &mut faults);
        if faults.is_empty() {
            Ok(value)
        } else {
            Err(faults)
        }
    }

    fn read(&self, form: &RuleForm, lang: Lang, faults: &mut Vec<Fault>) -> Json {
        match form {
            RuleForm::Period => {
                let count = whole(&self.first, 0, 3660, 0, lang, faults);
                Json::object(vec![("count", count), ("unit", Json::text(&self.second))])
            }
            RuleForm::YearDay => Json::object(vec![
                ("month", whole(&self.first, 1, 12, 0, lang, faults)),
                ("day", whole(&self.second, 1, 31, 1, lang, faults)),
                ("years", whole(&self.third, 0, 20, 2, lang, faults)),
            ]),
            RuleForm::Number(_) => whole(&self.first, 0, 10_000, 0, lang, faults),
            RuleForm::Share => match share(&self.first) {
                Some((n, d)) => Json::object(vec![
                    ("numerator", Json::number(n)),
                    ("denominator", Json::number(d)),
                ]),
                None => {
                    faults.push((0, lang.say(t::BAD_SHARE).to_owned()));
                    Json::Null
                }
            },
            RuleForm::Flag => Json::Flag(self.first == "true"),
            RuleForm::Choice(_) => match Json::parse(&self.first) {
                Ok(value) => value,
                Err(_) => {
                    faults.push((0, lang.say(t::CHOOSE_ONE).to_owned()));
                    Json::Null
                }
            },
            RuleForm::Many(_) => {
                let items = self.picked.iter().filter_map(|json| Json::parse(json).ok());
                Json::List(items.collect())
            }
            RuleForm::Texts => {
                let mut items = Vec::new();
                for (at, (zh, en)) in self.rows.iter().enumerate() {
                    let (zh, en) = (zh.trim(), en.trim());
                    if zh.is_empty() {
                        faults.push((at, lang.say(t::EMPTY_ROW).to_owned()));
                    }
                    let en = if en.is_empty() { zh } else { en };
                    items.push(Json::object(vec![
                        ("zh", Json::text(zh)),
                        ("en", Json::text(en)),
                    ]));
                }
                Json::List(items)
            }
            RuleForm::Json => match Json::parse(&self.first) {
                Ok(value) => value,
                Err(wrong) => {
                    let line = wrong.line.to_string();
                    faults.push((
                        0,
                        fill(lang.say(t::BAD_JSON), &[&line, lang.say(wrong.why)]),
                    ));
                    Json::Null
                }
            },
        }
    }
}

/// Whether a JSON text and a value are the same.
fn same(json: &str, value: &Json) -> bool {
    Json::parse(json).is_ok_and(|read| read == *value)
}

fn whole(
    text: &str,
    least: u64,
    most: u64,
    field: usize,
    lang: Lang,
    faults: &mut Vec<Fault>,
) -> Json {
    match text.trim().parse::<u64>() {
        Ok(number) if (least..=most).contains(&number) => Json::number(number),
        _ => {
            let (least, most) = (least.to_string(), most.to_string());
            faults.push((field, fill(lang.say(t::BAD_NUMBER), &[&least, &most])));
            Json::Null
        }
    }
}

/// `10%`, `12.5%` or `1/10` as two whole numbers, not more than the whole.
fn share(text: &str) -> Option<(u64, u64)> {
    let text = text.trim().replace('％', "%").replace('／', "/");
    let (n, d) = match text.split_once('/') {
        Some((n, d)) => (n.trim().parse::<u64>().ok()?, d.trim().parse::<u64>().ok()?),
        None => {
            let percent = text.strip_suffix('%')?.trim();
            let (whole, rest) = percent.split_once('.').unwrap_or((percent, ""));
            let digits = rest.bytes().all(|b| b.is_ascii_digit());
            if !digits || rest.len() > 4 || whole.len() > 3 {
                return None;
            }
            let n: u64 = [whole, rest].concat().parse().ok()?;
            let d = (0..rest.len()).fold(100, |d, _| d * 10);
            let by = common(n, d).max(1);
            (n / by, d / by)
        }
    };
    (d > 0 && n <= d).then_some((n, d))
}

fn common(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { common(b, a % b) }
}

/// The share as a percentage where it comes out whole, else as it is.
pub fn share_text(n: u64, d: u64) -> String {
    if d > 0 && n.saturating_mul(100).is_multiple_of(d) {
        [&(n.saturating_mul(100) / d).to_string(), "%"].concat()
    } else {
        [&n.to_string(), "/", &d.to_string()].concat()
    }
}

/// A value in words, for one that was edited here and the engine has not worded yet.
pub fn worded(form: &RuleForm, value: &Json, lang: Lang) -> String {
    let typed = Typed::of(form, value);
    if typed.unset {
        return lang.say(t::UNSET).to_owned();
    }
    match form {
        RuleForm::Period => {
            let unit = UNITS.iter().find(|(unit, _)| *unit == typed.second);
            fill(
                lang.say(unit.map_or(t::MONTHS, |(_, words)| *words)),
                &[&typed.first],
            )
        }
        RuleForm::YearDay => {
            let year = match typed.third.as_str() {
                "0" => lang.say(t::SAME_YEAR).to_owned(),
                "1" => lang.say(t::NEXT_YEAR).to_owned(),
                years => fill(lang.say(t::YEARS_LATER), &[years]),
            };
            fill(
                lang.say(t::DAY_OF_YEAR),
                &[&year, &typed.first, &typed.second],
            )
        }
        RuleForm::Flag => lang
            .say(if typed.first == "true" { t::YES } else { t::NO })
            .to_owned(),
        RuleForm::Choice(options) => label(options, &typed.first),
        RuleForm::Many(options) => {
            let all: Vec<String> = typed
                .picked
                .iter()
                .map(|json| label(options, json))
                .collect();
            none_or(all.join(lang.say(t::LIST_COMMA)), lang)
        }
        RuleForm::Texts => {
            let of = |(zh, en): &(String, String)| match lang {
                Lang::Zh => zh.clone(),
                Lang::En => en.clone(),
            };
            let all: Vec<String> = typed.rows.iter().map(of).collect();
            none_or(all.join(lang.say(t::LIST_COMMA)), lang)
        }
        RuleForm::Number(_) | RuleForm::Share => typed.first,
        RuleForm::Json => lang.say(t::CHANGED_JSON).to_owned(),
    }
}

/// The wording of an option.
pub fn label(options: &[(String, String)], json: &str) -> String {
    let option = options.iter().find(|(key, _)| key == json);
    option.map_or_else(|| json.to_owned(), |(_, label)| label.clone())
}

fn none_or(text: String, lang: Lang) -> String {
    if text.is_empty() {
        lang.say(t::NOTHING_CHOSEN).to_owned()
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options() -> Vec<(String, String)> {
        vec![
            ("\"before\"".into(), "办前".into()),
            ("\"after\"".into(), "办后".into()),
        ]
    }

    #[test]
    fn every_form_gives_its_value_back() {
        for (form, json) in [
            (RuleForm::Period, r#"{"count":3,"unit":"months"}"#),
            (RuleForm::Period, "null"),
            (RuleForm::YearDay, r#"{"month":12,"day":31,"years":1}"#),
            (RuleForm::YearDay, "null"),
            (RuleForm::Flag, "true"),
            (RuleForm::Number(false), "5"),
            (RuleForm::Number(true), "null"),
            (RuleForm::Share, r#"{"numerator":1,"denominator":10}"#),
            (RuleForm::Share, r#"{"numerator":1,"denominator":3}"#),
            (RuleForm::Share, "null"),
            (RuleForm::Choice(options()), "\"after\""),
            (RuleForm::Many(options()), r#"["after","before"]"#),
            (RuleForm::Many(options()), "[]"),
            (
                RuleForm::Texts,
                r#"[{"zh":"甲","en":"A"},{"zh":"乙","en":"B"}]"#,
            ),
            (
                RuleForm::Json,
                r#"{"base":"members","items":[1,{"a":null}]}"#,
            ),
        ] {
            let value = Json::parse(json).unwrap();
            let typed = Typed::of(&form, &value);
            assert_eq!(typed.value(&form, Lang::Zh), Ok(value), "{json}");
        }
    }

    #[test]
    fn shares_are_read_as_people_write_them() {
        for (text, wanted) in [
            ("10%", Some((1, 10))),
            ("12.5％", Some((1, 8))),
            ("100%", Some((1, 1))),
            ("0%", Some((0, 1))),
            (" 4 / 95 ", Some((4, 95))),
            ("101%", None),
            ("3/2", None),
            ("1/0", None),
            ("10", None),
            ("-1%", None),
            ("", None),
        ] {
            assert_eq!(share(text), wanted, "{text}");
        }
    }

    #[test]
    fn what_is_wrong_is_told_at_its_field() {
        let typed = Typed {
            first: "13".into(),
            second: "0".into(),
            third: "x".into(),
            ..Typed::default()
        };
        let fields = |form| -> Vec<usize> {
            let faults = typed.value(form, Lang::Zh).unwrap_err();
            faults.into_iter().map(|(field, _)| field).collect()
        };
        assert_eq!(fields(&RuleForm::YearDay), [0, 1, 2]);
        let json = Typed {
            first: "{\n\"a\" 1}".into(),
            ..Typed::default()
        };
        let faults = json.value(&RuleForm::Json, Lang::Zh).unwrap_err();
        assert!(faults[0].1.contains("第 2 行"), "{faults:?}");
        let blank = Typed {
            rows: vec![("甲".into(), String::new()), (" ".into(), "B".into())],
            ..Typed::default()
        };
        assert_eq!(blank.value(&RuleForm::Texts, Lang::Zh).unwrap_err()[0].0, 1);
    }

    #[test]
    fn edited_values_are_worded() {
        let word =
            |form: &RuleForm, json: &str| worded(form, &Json::parse(json).unwrap(), Lang::Zh);
        assert_eq!(
            word(&RuleForm::Period, r#"{"count":2,"unit":"months"}"#),
            "2个月"
        );
        assert_eq!(word(&RuleForm::Period, "null"), "未规定");
        assert_eq!(
            word(&RuleForm::Share, r#"{"numerator":1,"denominator":10}"#),
            "10%"
        );
        assert_eq!(
            word(&RuleForm::Many(options()), r#"["after","before"]"#),
            "办后、办前"
        );
    }

    #[test]
    fn every_value_of_every_place_passes_through_its_fields() {
        use huiyin_rules::Rulebook;
        use huiyin_rules::rulebook::{Form, FormOption};
        let named = |options: Vec<FormOption>| -> Vec<(String, String)> {
            let options = options.into_iter();
            options
                .map(|option| (["\"", &option.name, "\""].concat(), option.label.zh))
                .collect()
        };
        for id in Rulebook::presets() {
            for entry in Rulebook::preset(id).unwrap().entries() {
                let form = match entry.form {
                    Form::Period { .. } => RuleForm::Period,
                    Form::YearDay => RuleForm::YearDay,
                    Form::Flag => RuleForm::Flag,
                    Form::Count { optional, .. } => RuleForm::Number(optional),
                    Form::Share => RuleForm::Share,
                    Form::Choice { options } => RuleForm::Choice(named(options)),
                    Form::Many { options } => RuleForm::Many(named(options)),
                    Form::Texts => RuleForm::Texts,
                    Form::Json => RuleForm::Json,
                };
                let value = Json::parse(&entry.json).unwrap();
                let back = Typed::of(&form, &value).value(&form, Lang::Zh).unwrap();
                let plain = |json: &Json| -> serde_json::Value {
                    serde_json::from_str(&json.write()).unwrap()
                };
                assert_eq!(plain(&back), plain(&value), "{id}: {}", entry.key);
            }
        }
    }
}
