//! The notice board of suggestions that somebody else's system keeps.

use super::args::{self, Fields};
use super::fault::{Fault, give};
use super::{Answer, book, rates};
use huiyin_rules::board::{
    self, BoardField, BoardItem, BoardSet, BoardStep, Coded, ItemFile, Misfit, Whole, fit, project,
};
use huiyin_rules::rulebook::Light;
use huiyin_rules::suggestion::OpinionTotals;
use huiyin_rules::{AnswerClass, Text};
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// A text without personal data, as the board shows texts.
///
/// # Errors
/// The argument is no text.
pub fn mask(value: &JsValue) -> Answer {
    let text = args::text(value, "text")?;
    Ok(JsValue::from_str(&board::mask(&text)))
}

/// A public id as it is written, once it is known to be one.
///
/// # Errors
/// It is none.
pub fn public_id(value: &JsValue) -> Answer {
    let id = read_id(value, "id")?;
    Ok(JsValue::from_str(&id))
}

/// The public files of suggestions: of those that are approved, the fields that are chosen.
///
/// # Errors
/// An argument is none, or holds what cannot be published.
pub fn project_board(settings: &JsValue, items: &JsValue) -> Answer {
    let fields = Fields::of(
        settings,
        "settings",
        &["title", "intro", "fields", "updated", "rulebook"],
    )?;
    let set = BoardSet {
        title: fields.need("title", args::text)?,
        intro: fields.may("intro", args::text)?.unwrap_or_default(),
        fields: fields.need("fields", |value, at| {
            let known = BoardField::ALL.map(|one| (one.as_str(), one));
            each(value, at, |one, at| args::choice(one, at, &known))
        })?,
    };
    let updated = fields.need("updated", args::day)?;
    let own = fields.may("rulebook", book)?;
    let general = || book(&JsValue::from_str("national"), "settings.rulebook");
    let rulebook = own.map_or_else(general, Ok)?;
    let items = each(items, "items", whole)?;
    fit(&set, updated, &items).map_err(Fault::from)?;
    let made = project(&set, updated, &rulebook, items);
    let both = Object::new();
    put(&both, "board", &give(&made.board)?)?;
    let files = Array::new();
    for one in &made.items {
        files.push(&file(one)?);
    }
    put(&both, "items", &files)?;
    Ok(both.into())
}

fn put(object: &Object, key: &str, value: &JsValue) -> Result<(), JsValue> {
    Reflect::set(object, &JsValue::from_str(key), value).map(|_| ())
}

/// An item's file, made by hand: what flattens one object into another is a serializer of
/// its own, thousands of bytes of it.
fn file(one: &ItemFile) -> Answer {
    let made = Object::new();
    put(&made, "form", &JsValue::from_str(&one.form))?;
    Object::assign(&made, give(&one.item)?.unchecked_ref());
    if let Some(reply) = &one.reply {
        put(&made, "reply", &JsValue::from_str(reply))?;
    }
    put(&made, "steps", &give(&one.steps)?)?;
    Ok(made.into())
}

impl From<Misfit> for Fault {
    fn from(misfit: Misfit) -> Fault {
        let Text { zh, en } = misfit.unfit.text();
        Fault::argument(&misfit.at, zh, en)
    }
}

fn each<T>(
    value: &JsValue,
    at: &str,
    read: impl Fn(&JsValue, &str) -> Result<T, Fault>,
) -> Result<Vec<T>, Fault> {
    let all = args::list(value, at)?;
    let read = |(n, one): (usize, JsValue)| read(&one, &format!("{at}[{n}]"));
    all.iter().enumerate().map(read).collect()
}

fn read_id(value: &JsValue, at: &str) -> Result<String, Fault> {
    let id = value.as_string().filter(|id| board::public_id(id));
    id.ok_or_else(|| {
        let zh = "1至64个小写字母、数字、连字符，且不是内部编号";
        let en = "1 to 64 of a-z, 0-9 and -, and no internal id";
        args::misfit(at, value, zh, en)
    })
}

fn whole(value: &JsValue, at: &str) -> Result<Whole, Fault> {
    let fields = Fields::of(
        value,
        at,
        &[
            "id", "approved", "number", "title", "category", "deputies", "units", "stage", "light",
            "due", "replied", "class", "rating", "reply", "steps",
        ],
    )?;
    let names = |value: &JsValue, at: &str| each(value, at, args::text);
    let item = BoardItem {
        id: fields.need("id", read_id)?,
        number: fields.may("number", args::text)?,
        title: fields.need("title", args::text)?,
        category: fields.may("category", args::text)?,
        deputies: fields.may("deputies", names)?,
        units: fields.may("units", names)?,
        stage: fields.need("stage", stage)?,
        light: fields.may("light", light)?,
        due: fields.may("due", args::day)?,
        replied: fields.may("replied", args::day)?,
        class: fields.may("class", |value, at| {
            let class: AnswerClass = args::choice(value, at, &rates::CLASSES)?;
            Ok(class.letter().to_owned())
        })?,
        rating: None,
    };
    let opinions = fields.may("rating", opinions)?.unwrap_or_default();
    Ok(Whole {
        approved: fields.need("approved", args::flag)?,
        reply: fields.may("reply", args::text)?,
        steps: fields
            .may("steps", |value, at| each(value, at, step))?
            .unwrap_or_default(),
        ..Whole::of(item, opinions)
    })
}

fn stage(value: &JsValue, at: &str) -> Result<Coded, Fault> {
    let fields = Fields::of(value, at, &["code", "zh", "en"])?;
    Ok(Coded {
        code: fields.need("code", args::text)?,
        zh: fields.need("zh", args::text)?,
        en: fields.need("en", args::text)?,
    })
}

const LIGHTS: [(&str, Light); 5] = [
    ("normal", Light::Normal),
    ("due_soon", Light::DueSoon),
    ("overdue", Light::Overdue),
    ("done", Light::Done),
    ("done_late", Light::DoneLate),
];

fn light(value: &JsValue, at: &str) -> Result<Coded, Fault> {
    let light = args::choice(value, at, &LIGHTS)?;
    let Text { zh, en } = light.text();
    let code = LIGHTS.iter().find(|(_, one)| *one == light);
    let code = code.map(|(code, _)| (*code).to_owned()).unwrap_or_default();
    Ok(Coded { code, zh, en })
}

fn opinions(value: &JsValue, at: &str) -> Result<OpinionTotals, Fault> {
    let fields = Fields::of(value, at, &rates::RATINGS.map(|(name, _)| name))?;
    let [a, b, c] = rates::RATINGS.map(|(name, _)| fields.need(name, args::count32));
    Ok(OpinionTotals {
        satisfied: a?,
        basically_satisfied: b?,
        dissatisfied: c?,
    })
}

fn step(value: &JsValue, at: &str) -> Result<BoardStep, Fault> {
    let fields = Fields::of(value, at, &["on", "zh", "en"])?;
    Ok(BoardStep {
        on: fields.may("on", args::day)?,
        zh: fields.need("zh", args::text)?,
        en: fields.need("en", args::text)?,
    })
}
