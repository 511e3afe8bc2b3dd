//! What forms need of a rulebook, and which one judges something.

use crate::books::Adopted;
use crate::facts::BookSource;
use crate::fail::Trouble;
use huiyin_protocol::workspace::FormRules;
use huiyin_rules::{Lang, Rulebook};

/// There is no such preset.
pub(crate) fn unknown(name: &str) -> Trouble {
    let known: Vec<&str> = Rulebook::presets().collect();
    Trouble::input(
        "rulebook_unknown",
        format!("没有规则“{name}”。可选：{}。", known.join("、")),
        format!(
            "there is no rulebook `{name}`; there are: {}",
            known.join(", ")
        ),
    )
}

/// Title and first day of the rulebook that judges something; the day is empty where
/// it holds for everything.
pub(crate) fn in_force(one: &Adopted, lang: Lang) -> (String, String) {
    let from = match one.fact.as_ref().map(|fact| &fact.source) {
        Some(BookSource::Own(own)) => own.from.to_string(),
        Some(BookSource::Preset(_)) | None => String::new(),
    };
    (one.rulebook.title.get(lang).to_owned(), from)
}

/// What forms need of a rulebook.
pub(crate) fn forms(book: &Rulebook, lang: Lang) -> FormRules {
    use huiyin_rules::rulebook::LateReturn;
    let form = book.reply_form.value;
    FormRules {
        two_ratings: book.two_ratings.value,
        key_criteria: book.key_criteria.value.clone(),
        key_leaders: book.key_leaders.value,
        supervision_forms: book.supervision_forms.value.clone(),
        supervisor_roles: book.supervisor_roles.value.clone(),
        screening_tests: book
            .screening_tests
            .value
            .iter()
            .map(|test| test.get(lang).to_owned())
            .collect(),
        levels: book
            .levels
            .value
            .iter()
            .map(|level| level.zh.clone())
            .collect(),
        suspension: book.suspension.value.is_some(),
        late_return: book.late_return.value == LateReturn::WithConsent,
        reply_form: [form.signed, form.sealed, form.form_enclosed],
        redo_steps: book.redo_steps.value.clone(),
    }
}
