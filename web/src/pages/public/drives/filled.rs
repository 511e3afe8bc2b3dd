//! What is filled in about a drive, as a form keeps it, and the draft made of it.

use super::texts as t;
use crate::components::form::{Errors, Values};
use crate::i18n::{Say, common, day, fill};
use huiyin_protocol::public::DriveDraft;
use huiyin_rules::Lang;
use huiyin_rules::drive::{DriveQuestion, QuestionKind};

/// Between the options of a question while it is typed.
const LINE: char = '\u{1d}';

/// A question while it is typed: its options one a line, as they stand in the field.
#[derive(Clone, Debug, PartialEq)]
pub struct Typed {
    /// What is asked.
    pub text: String,
    /// How it is answered.
    pub kind: QuestionKind,
    /// The options, one a line.
    pub options: String,
    /// Whether it has to be answered.
    pub required: bool,
}

impl Default for Typed {
    fn default() -> Self {
        Typed {
            text: String::new(),
            kind: QuestionKind::Choice,
            options: String::new(),
            required: true,
        }
    }
}

impl Typed {
    /// Its options without empty lines.
    pub fn options(&self) -> Vec<String> {
        if self.kind == QuestionKind::Text {
            return Vec::new();
        }
        let lines = self.options.lines().map(str::trim);
        lines
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect()
    }
}

/// The kind of this name.
pub fn kind(name: &str) -> QuestionKind {
    let mut kinds = QuestionKind::ALL.into_iter();
    kinds
        .find(|kind| kind.as_str() == name)
        .unwrap_or(QuestionKind::Choice)
}

/// The questions in their order, one a line, their parts apart.
pub fn questions(values: &Values) -> Vec<Typed> {
    let lines = values.raw("drive-questions").lines();
    let read = lines.filter_map(|line| {
        let mut parts = line.splitn(4, '\t');
        Some(Typed {
            kind: kind(parts.next()?),
            required: parts.next()? == "1",
            text: parts.next()?.to_owned(),
            options: parts.next()?.replace(LINE, "\n"),
        })
    });
    read.collect()
}

/// The questions as the form keeps them.
pub fn questions_text(all: &[Typed]) -> String {
    let plain = |text: &str| text.replace(['\t', '\n', '\r'], " ");
    let lines = all.iter().map(|one| {
        let options = one.options.replace(['\t', '\r'], " ");
        [
            one.kind.as_str(),
            if one.required { "1" } else { "0" },
            &plain(&one.text),
            &options.replace('\n', &LINE.to_string()),
        ]
        .join("\t")
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The draft as it is sent.
pub fn draft(values: &Values) -> DriveDraft {
    let all = questions(values).into_iter().enumerate();
    DriveDraft {
        title: values.text("drive-title"),
        intro: values.text("drive-intro"),
        questions: all
            .map(|(at, one)| DriveQuestion {
                id: ["q", &(at + 1).to_string()].concat(),
                text: one.text.trim().to_owned(),
                kind: one.kind,
                options: one.options(),
                required: one.required,
            })
            .collect(),
        opens: day::iso_or_empty(values.day("drive-opens")),
        closes: day::iso_or_empty(values.day("drive-closes")),
    }
}

/// What is missing, in the order of the form. Whether it is in order the engine says.
pub fn missing(values: &Values, lang: Lang) -> Errors {
    let mut errors = Errors::new();
    let mut wants = |key: String, text: String| errors.push((key, text));
    if values.get("drive-title").is_empty() {
        let text = fill(lang.say(common::PLEASE_FILL), &[lang.say(t::TITLE)]);
        wants("drive-title".to_owned(), text);
    }
    for (key, label) in [("drive-opens", t::OPENS), ("drive-closes", t::CLOSES)] {
        if values.day(key).is_none() {
            let sentence = if values.get(key).is_empty() {
                common::PLEASE_FILL
            } else {
                common::BAD_DATE
            };
            wants(key.to_owned(), fill(lang.say(sentence), &[lang.say(label)]));
        }
    }
    let all = questions(values);
    if all.is_empty() {
        wants("drive-add".to_owned(), lang.say(t::NO_QUESTION).to_owned());
    }
    for (at, one) in all.iter().enumerate() {
        let number = (at + 1).to_string();
        if one.text.trim().is_empty() {
            let text = fill(lang.say(t::NO_TEXT), &[&number]);
            wants(["q-text-", &number].concat(), text);
        }
        if one.kind != QuestionKind::Text && one.options().len() < 2 {
            let text = fill(lang.say(t::FEW_OPTIONS), &[&number]);
            wants(["q-options-", &number].concat(), text);
        }
    }
    errors
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values() -> Values {
        let all = [
            Typed {
                text: "公交站放在\t哪里".to_owned(),
                kind: QuestionKind::Several,
                options: "东门\n西门\n".to_owned(),
                required: true,
            },
            Typed {
                text: "还有什么意见".to_owned(),
                kind: QuestionKind::Text,
                options: "不用".to_owned(),
                required: false,
            },
        ];
        Values::default()
            .with("drive-title", "公交站征求意见")
            .with("drive-opens", "2026-12-01")
            .with("drive-closes", "2026-12-10")
            .with("drive-questions", questions_text(&all))
    }

    #[test]
    fn questions_survive_the_form_with_their_lines() {
        let draft = draft(&values());
        assert_eq!(draft.questions[0].text, "公交站放在 哪里");
        assert_eq!(draft.questions[0].options, ["东门", "西门"]);
        assert_eq!(draft.questions[1].options, Vec::<String>::new());
        assert_eq!(draft.questions[1].id, "q2");
        let again = questions(&Values::from_text(&values().to_text()));
        assert_eq!(again, questions(&values()));
    }

    #[test]
    fn what_is_missing_leads_to_its_field() {
        assert!(missing(&values(), Lang::Zh).is_empty());
        let few = [Typed {
            options: "一个".to_owned(),
            ..Typed::default()
        }];
        let values = values()
            .with("drive-closes", "后天")
            .with("drive-questions", questions_text(&few));
        let found = missing(&values, Lang::Zh);
        let keys: Vec<&str> = found.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, ["drive-closes", "q-text-1", "q-options-1"]);
    }
}
