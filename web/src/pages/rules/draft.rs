//! A rulebook being derived: its head, the rules it states itself, and the
//! document made of them.

use super::json::{Json, Wrong};
use crate::platform::prefs;
use huiyin_protocol::rulebook::{RuleView, RulebookView};

/// Where the browser keeps a draft until it is in force.
const KEPT: &str = "rulebook-draft";
/// Longest identifier.
const LONGEST_ID: usize = 40;

/// A rule the draft states itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnRule {
    /// Its key, such as `reply`.
    pub code: String,
    /// Its value.
    pub value: Json,
    /// The citation.
    pub cite: String,
    /// What the source says, in Chinese and English.
    pub texts: (String, String),
}

/// The draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// Its identifier.
    pub id: String,
    /// Its title in Chinese and English.
    pub titles: (String, String),
    /// What it inherits from; empty for nothing.
    pub inherits: String,
    /// Its own rules.
    pub own: Vec<OwnRule>,
}

impl Draft {
    /// A draft that begins as `view` stands: a preset is inherited from, another
    /// rulebook's own rules are taken over. `today` makes the identifier another one.
    pub fn begin(
        view: &RulebookView,
        is_preset: bool,
        titles: (String, String),
        today: &str,
    ) -> Draft {
        let taken = Draft::read(&view.document).ok();
        let (inherits, own) = match taken {
            Some(book) if !is_preset => (book.inherits, book.own),
            _ => (view.name.clone(), Vec::new()),
        };
        let stem = if inherits.is_empty() {
            "own"
        } else {
            &inherits
        };
        Draft {
            id: identifier(stem, today),
            titles,
            inherits,
            own,
        }
    }

    /// Reads a document. What is no rulebook's is passed over: the engine says so
    /// when the whole is looked through.
    pub fn read(document: &str) -> Result<Draft, Wrong> {
        let book = Json::parse(document)?;
        let pair = |json: Option<&Json>| {
            let part = |name| json.map_or("", |json| json.text_at(name)).to_owned();
            (part("zh"), part("en"))
        };
        let mut draft = Draft {
            id: book.text_at("id").to_owned(),
            titles: pair(book.get("title")),
            inherits: book.text_at("inherits").to_owned(),
            own: Vec::new(),
        };
        if let Json::Object(entries) = book {
            for (code, rule) in entries {
                let Some(value) = rule.get("value").cloned() else {
                    continue;
                };
                let source = rule.get("source");
                draft.own.push(OwnRule {
                    code,
                    value,
                    cite: source
                        .map_or("", |source| source.text_at("cite"))
                        .to_owned(),
                    texts: pair(source.and_then(|source| source.get("text"))),
                });
            }
        }
        Ok(draft)
    }

    /// The document, as files hold it.
    pub fn document(&self) -> String {
        let pair = |(zh, en): &(String, String)| {
            // Whoever writes in one language only is read in it.
            let other = if en.trim().is_empty() { zh } else { en };
            Json::object(vec![("zh", Json::text(zh)), ("en", Json::text(other))])
        };
        let inherits = match self.inherits.as_str() {
            "" => Json::Null,
            id => Json::text(id),
        };
        let mut entries = vec![
            ("id", Json::text(&self.id)),
            ("title", pair(&self.titles)),
            ("inherits", inherits),
        ];
        for rule in &self.own {
            let source = Json::object(vec![
                ("cite", Json::text(&rule.cite)),
                ("text", pair(&rule.texts)),
            ]);
            let rule_json = Json::object(vec![("value", rule.value.clone()), ("source", source)]);
            entries.push((rule.code.as_str(), rule_json));
        }
        let mut text = Json::object(entries).write();
        text.push('\n');
        text
    }

    /// The rule with this key, where the draft states it.
    pub fn own_rule(&self, code: &str) -> Option<&OwnRule> {
        self.own.iter().find(|rule| rule.code == code)
    }

    /// With a rule stated so.
    #[must_use]
    pub fn with(&self, rule: OwnRule) -> Draft {
        let mut next = self.clone();
        match next.own.iter_mut().find(|other| other.code == rule.code) {
            Some(other) => *other = rule,
            None => next.own.push(rule),
        }
        next
    }

    /// With a rule inherited again.
    #[must_use]
    pub fn without(&self, code: &str) -> Draft {
        let mut next = self.clone();
        next.own.retain(|rule| rule.code != code);
        next
    }

    /// Keeps it in the browser until it is in force or thrown away.
    pub fn keep(&self) {
        prefs::set(KEPT, &self.document());
    }

    /// The draft the browser keeps.
    pub fn kept() -> Option<Draft> {
        Draft::read(&prefs::get(KEPT)?).ok()
    }

    /// Forgets it.
    pub fn forget() {
        prefs::set(KEPT, "");
    }
}

/// The value, citation and texts a rule has in a view.
pub fn of_view(rule: &RuleView) -> OwnRule {
    OwnRule {
        code: rule.code.clone(),
        value: Json::parse(&rule.json).unwrap_or(Json::Null),
        cite: rule.cite.clone(),
        texts: rule.texts.clone(),
    }
}

/// `shijingshan-20261122`, of small letters, digits and hyphens.
fn identifier(stem: &str, today: &str) -> String {
    let day: String = today.chars().filter(char::is_ascii_digit).collect();
    // Not `a-20261122-20261123`: a stem's own day goes.
    let stem = match stem.rsplit_once('-') {
        Some((before, last)) if last.len() == 8 && last.bytes().all(|b| b.is_ascii_digit()) => {
            before
        }
        _ => stem,
    };
    let most = LONGEST_ID.saturating_sub(day.len() + 1);
    let stem: String = stem.chars().take(most).collect();
    [stem.as_str(), "-", &day].concat()
}

/// Whether it can be an identifier: 1 to 40 small letters, digits and hyphens.
pub fn is_identifier(id: &str) -> bool {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    (1..=LONGEST_ID).contains(&id.len()) && id.bytes().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(count: u64) -> OwnRule {
        OwnRule {
            code: "reply".into(),
            value: Json::object(vec![
                ("count", Json::number(count)),
                ("unit", Json::text("months")),
            ]),
            cite: "本机关“办法”\\第三条".into(),
            texts: ("两个月\n内答复".into(), "within two months".into()),
        }
    }

    fn draft() -> Draft {
        Draft {
            id: "shijingshan-20261122".into(),
            titles: ("本区规则".into(), "Ours".into()),
            inherits: "shijingshan".into(),
            own: vec![reply(2)],
        }
    }

    #[test]
    fn a_document_reads_back_as_the_same_draft() {
        assert_eq!(Draft::read(&draft().document()), Ok(draft()));
    }

    #[test]
    fn english_left_open_repeats_the_chinese() {
        let mut one = draft();
        one.titles.1.clear();
        let read = Draft::read(&one.document()).unwrap();
        assert_eq!(read.titles, ("本区规则".to_owned(), "本区规则".to_owned()));
    }

    #[test]
    fn the_rules_read_it() {
        // The real reader of rulebooks takes what the page writes.
        let mut one = draft();
        one.inherits = "national".into();
        one.own[0].texts.0 = "两个月内答复".into();
        let book = huiyin_rules::Rulebook::from_json(&one.document()).unwrap();
        assert_eq!(book.id, one.id);
        assert_eq!(book.reply_period.value.map(|period| period.count), Some(2));
    }

    #[test]
    fn every_place_is_the_same_after_it_passed_through_a_draft() {
        use huiyin_rules::Rulebook;
        for id in Rulebook::presets() {
            let book = Rulebook::preset(id).unwrap();
            let draft = Draft::read(&book.to_json()).unwrap();
            assert_eq!(Rulebook::from_json(&draft.document()), Ok(book), "{id}");
        }
    }

    #[test]
    fn a_rule_is_changed_and_given_back() {
        let changed = draft().with(reply(3));
        assert_eq!(changed.own, [reply(3)]);
        assert_eq!(changed.without("reply").own, []);
    }

    #[test]
    fn a_preset_is_inherited_and_another_book_is_taken_over() {
        let view = RulebookView {
            name: draft().id,
            document: draft().document(),
            ..RulebookView::default()
        };
        let titles = || ("新".to_owned(), String::new());
        let own = Draft::begin(&view, false, titles(), "2026-12-01");
        assert_eq!((own.inherits.as_str(), own.own.len()), ("shijingshan", 1));
        assert_eq!(own.id, "shijingshan-20261201");
        let preset = RulebookView {
            name: "shijingshan".into(),
            document: draft().document(),
            ..RulebookView::default()
        };
        let derived = Draft::begin(&preset, true, titles(), "2026-12-01");
        assert_eq!(
            (derived.inherits.as_str(), derived.own.len()),
            ("shijingshan", 0)
        );
    }

    #[test]
    fn identifiers_are_short_and_plain() {
        assert_eq!(identifier("a-20260101", "2026-11-22"), "a-20261122");
        assert!(is_identifier(&identifier(&"x".repeat(60), "2026-11-22")));
        for wrong in ["", "Ab", "a b", "区"] {
            assert!(!is_identifier(wrong), "{wrong}");
        }
    }
}
