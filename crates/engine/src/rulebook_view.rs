//! A rulebook as settings show it: rule by rule, each with its source.

use crate::fail::Trouble;
use crate::rulebooks;
use crate::workspace::{Asker, Engine};
use huiyin_protocol::workspace::{RuleView, RulebookView};
use huiyin_rules::{Lang, Rulebook};

impl<S, H> Engine<S, H> {
    pub(crate) fn rulebook(
        &self,
        who: Asker<'_>,
        name: Option<&str>,
    ) -> Result<RulebookView, Trouble> {
        let state = self.state.borrow();
        match name {
            None => state.rulebook.as_ref().map(|book| shown(book, who.lang)),
            Some(name) => rulebooks::preset(name).map(|book| shown(&book, who.lang)),
        }
        .ok_or_else(|| {
            let known: Vec<&str> = Rulebook::presets().collect();
            let name = name.unwrap_or_default();
            Trouble::input(
                "rulebook_unknown",
                format!("没有规则“{name}”。可选：{}。", known.join("、")),
                format!(
                    "there is no rulebook `{name}`; there are: {}",
                    known.join(", ")
                ),
            )
        })
    }
}

fn shown(book: &Rulebook, lang: Lang) -> RulebookView {
    let rules = book.entries().into_iter().map(|entry| RuleView {
        code: entry.key,
        label: entry.title.get(lang).to_owned(),
        value: entry.value.get(lang).to_owned(),
        cite: entry.source.cite,
        text: entry.source.text.get(lang).to_owned(),
        inherited_from: (entry.origin != book.id).then(|| {
            // By its name, as people know it.
            let parent = Rulebook::preset_title(&entry.origin);
            parent.map_or(entry.origin, |title| title.get(lang).to_owned())
        }),
    });
    RulebookView {
        name: book.id.clone(),
        title: title(Some(book), lang),
        rules: rules.collect(),
    }
}

/// The title of the rulebook in force.
pub(crate) fn title(book: Option<&Rulebook>, lang: Lang) -> String {
    book.map_or_else(String::new, |book| book.title.get(lang).to_owned())
}
