//! A rulebook as settings show it: rule by rule, each with its source, and the
//! versions that are in force.

use crate::books::Books;
use crate::fail::Trouble;
use crate::forms::unknown;
use crate::projection::columns::flag;
use crate::projection::{Projection, stage_index};
use crate::rulebooks;
use crate::workspace::{Asker, Engine};
use huiyin_protocol::rulebook::{RuleForm, RuleSample, RuleView, RulebookView, VersionView};
use huiyin_rules::rulebook::{Form, FormOption, card_samples};
use huiyin_rules::suggestion::StageName;
use huiyin_rules::{Actor, Lang, Rulebook};

impl<S, H> Engine<S, H> {
    pub(crate) fn rulebook(
        &self,
        who: Asker<'_>,
        name: Option<&str>,
    ) -> Result<RulebookView, Trouble> {
        let state = self.state.borrow();
        if let Some(name) = name {
            let preset = rulebooks::preset(name).ok_or_else(|| unknown(name))?;
            return Ok(shown(&preset, who.lang));
        }
        let books = state.books.as_ref().ok_or_else(|| unknown(""))?;
        Ok(RulebookView {
            versions: versions(books, &state.projection, who.lang),
            ..shown(books.newest(), who.lang)
        })
    }
}

fn shown(book: &Rulebook, lang: Lang) -> RulebookView {
    let form = |form: Form| match form {
        Form::Period { .. } => RuleForm::Period,
        Form::YearDay => RuleForm::YearDay,
        Form::Flag => RuleForm::Flag,
        Form::Count { optional, .. } => RuleForm::Number(optional),
        Form::Share => RuleForm::Share,
        Form::Choice { options } => RuleForm::Choice(named(options, lang)),
        Form::Many { options } => RuleForm::Many(named(options, lang)),
        Form::Texts => RuleForm::Texts,
        Form::Json => RuleForm::Json,
    };
    let rules = book.entries().into_iter().map(|entry| RuleView {
        samples: samples(&entry.key, lang),
        code: entry.key,
        label: entry.title.get(lang).to_owned(),
        value: entry.value.get(lang).to_owned(),
        cite: entry.source.cite,
        text: entry.source.text.get(lang).to_owned(),
        texts: (entry.source.text.zh, entry.source.text.en),
        inherited_from: (entry.origin != book.id).then(|| {
            // By its name, as people know it.
            let parent = Rulebook::preset_title(&entry.origin);
            parent.map_or(entry.origin, |title| title.get(lang).to_owned())
        }),
        json: entry.json,
        form: form(entry.form),
    });
    RulebookView {
        name: book.id.clone(),
        title: book.title.get(lang).to_owned(),
        titles: (book.title.zh.clone(), book.title.en.clone()),
        inherits: book.inherits.clone().unwrap_or_default(),
        rules: rules.collect(),
        versions: Vec::new(),
        document: book.to_json(),
    }
}

/// What an office may begin a rule of its own with.
fn samples(key: &str, lang: Lang) -> Vec<RuleSample> {
    if key != "score-card" {
        return Vec::new();
    }
    let cards = card_samples().into_iter();
    cards
        .map(|(named, json)| RuleSample {
            title: named.title.get(lang).to_owned(),
            json,
            cite: named.source.cite,
            texts: (named.source.text.zh, named.source.text.en),
        })
        .collect()
}

/// The options as JSON values with their wording.
fn named(options: Vec<FormOption>, lang: Lang) -> Vec<(String, String)> {
    let quoted = |name: String| ["\"", &name, "\""].concat();
    let options = options.into_iter();
    options
        .map(|option| (quoted(option.name), option.label.get(lang).to_owned()))
        .collect()
}

fn versions(books: &Books, projection: &Projection, lang: Lang) -> Vec<VersionView> {
    let void = stage_index(StageName::Void);
    let columns = &projection.columns;
    let judged = |index: u16| {
        let rows = columns.book.iter().zip(&columns.stage).zip(&columns.flags);
        rows.filter(|((book, stage), flags)| {
            **book == index && **stage != void && **flags & flag::LIVE != 0
        })
        .count() as u32
    };
    books
        .newest_first()
        .map(|(index, one)| VersionView {
            title: one.rulebook.title.get(lang).to_owned(),
            from: one.from,
            existing: one.existing,
            adopted: one
                .fact
                .as_ref()
                .map(|fact| {
                    let (day, time) = (fact.at.date_naive(), fact.at.time().to_string());
                    let minutes = time.get(..5).unwrap_or_default();
                    (format!("{day} {minutes}"), by(&fact.by, lang))
                })
                .unwrap_or_default(),
            items: judged(index),
        })
        .collect()
}

/// Who recorded something, as a list shows it.
pub(crate) fn by(actor: &Actor, lang: Lang) -> String {
    let role = actor.party.role.label();
    let name = &actor.party.name;
    if name.is_empty() {
        role.get(lang).to_owned()
    } else {
        name.clone()
    }
}
