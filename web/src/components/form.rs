//! A form from data: fields in, values out. Shows errors on top and at each
//! field, keeps what was typed until it is saved, and never submits while an
//! input method is composing.

use crate::components::button::{Kind as Button, button, click};
use crate::components::error_box::ErrorBox;
use crate::components::field::{Field, Kind, field, id_of};
use crate::i18n::common as t;
use crate::i18n::{Say, day, fill};
use crate::platform::{dom, prefs};
use crate::prelude::*;
use crate::state::use_lang;
use huiyin_protocol::Failure;
use huiyin_rules::Lang;
use std::rc::Rc;

/// What is filled in, by the fields' keys.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Values(pub Vec<(String, String)>);

impl Values {
    /// The value of a field, without spaces around it; empty where there is none.
    pub fn get(&self, key: &str) -> &str {
        self.raw(key).trim()
    }

    /// The value as typed.
    pub fn raw(&self, key: &str) -> &str {
        let found = self.0.iter().find(|(name, _)| name == key);
        found.map_or("", |(_, value)| value)
    }

    /// The value as an owned text.
    pub fn text(&self, key: &str) -> String {
        self.get(key).to_owned()
    }

    /// The value, or `None` where it is empty.
    pub fn option(&self, key: &str) -> Option<String> {
        Some(self.text(key)).filter(|text| !text.is_empty())
    }

    /// Several values, one a line.
    pub fn list(&self, key: &str) -> Vec<String> {
        super::combo::split(self.raw(key))
    }

    /// The value as a day.
    pub fn day(&self, key: &str) -> Option<chrono::NaiveDate> {
        day::parse(self.raw(key))
    }

    /// The value as a whole number.
    pub fn count(&self, key: &str) -> Option<u32> {
        self.get(key).parse().ok()
    }

    /// Sets a value.
    pub fn set(&mut self, key: &str, value: String) {
        match self.0.iter_mut().find(|(name, _)| name == key) {
            Some((_, kept)) => *kept = value,
            None => self.0.push((key.to_owned(), value)),
        }
    }

    /// With one more value, for building a form's first state.
    pub fn with(mut self, key: &str, value: impl Into<String>) -> Values {
        self.set(key, value.into());
        self
    }

    /// These with those of a draft in their places.
    pub fn overlaid(mut self, draft: Values) -> Values {
        for (key, value) in draft.0 {
            self.set(&key, value);
        }
        self
    }

    /// All but some.
    fn without(&self, keys: &[String]) -> Values {
        let kept = self.0.iter().filter(|(key, _)| !keys.contains(key));
        Values(kept.cloned().collect())
    }

    /// As one text, as drafts are kept.
    pub fn to_text(&self) -> String {
        let pairs = self
            .0
            .iter()
            .map(|(key, value)| [key.as_str(), "\u{1f}", value].concat());
        pairs.collect::<Vec<_>>().join("\u{1e}")
    }

    /// From such a text.
    pub fn from_text(text: &str) -> Values {
        let pairs = text
            .split('\u{1e}')
            .filter_map(|pair| pair.split_once('\u{1f}'));
        Values(
            pairs
                .map(|(key, value)| (key.to_owned(), value.to_owned()))
                .collect(),
        )
    }
}

/// Errors: the field's key, and what is wrong.
pub type Errors = Vec<(String, String)>;

/// Forgets the draft kept under a key, once it is saved.
pub fn forget_draft(key: &str) {
    prefs::set(&["draft.", key].concat(), "");
}

/// Properties of [`Form`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The fields, from top to bottom.
    pub fields: Vec<Field>,
    /// What they hold at first.
    #[prop_or_default]
    pub initial: Values,
    /// Where unsaved input is kept; nowhere where it is empty. Passwords are never kept.
    pub draft: String,
    /// The main button.
    pub submit: AttrValue,
    /// Gets the values once they pass.
    pub on_submit: Callback<Values>,
    /// Leaves the form.
    pub on_cancel: Callback<()>,
    /// More that can be wrong than what is missing.
    #[prop_or_default]
    pub check: Option<Callback<Values, Errors>>,
    /// Hears every change.
    #[prop_or_default]
    pub on_values: Option<Callback<Values>>,
    /// Saving is under way.
    #[prop_or_default]
    pub busy: bool,
    /// Why it was not saved.
    #[prop_or_default]
    pub failure: Option<Rc<Failure>>,
    /// More buttons.
    #[prop_or_default]
    pub extra: Html,
    /// Stands between the fields and the buttons.
    #[prop_or_default]
    pub before: Html,
}

/// A form.
#[component]
pub fn Form(props: &Props) -> Html {
    let lang = use_lang();
    let draft_key = ["draft.", &props.draft].concat();
    let keeps = !props.draft.is_empty();
    let restored = use_state_eq(|| {
        let kept = keeps.then(|| prefs::get(&draft_key)).flatten();
        kept.map(|text| props.initial.clone().overlaid(Values::from_text(&text)))
    });
    let secrets: Rc<Vec<String>> = {
        let secret = props.fields.iter().filter(|one| one.kind == Kind::Secret);
        Rc::new(secret.map(|one| one.key.clone()).collect())
    };
    let values = use_state_eq(|| (*restored).clone().unwrap_or_else(|| props.initial.clone()));
    let has_draft = use_state_eq(|| restored.is_some());
    let errors = use_state_eq(Errors::new);
    let summary = use_node_ref();
    let refusal = use_node_ref();
    let latest = use_mut_ref(Values::default);
    latest.borrow_mut().clone_from(&values);

    {
        // Both stand above the fields; the button that was pressed may be far below.
        let (summary, refusal) = (summary.clone(), refusal.clone());
        let (wrong, refused) = (!errors.is_empty(), props.failure.is_some());
        use_effect_with((errors.clone(), props.failure.clone()), move |_| {
            if wrong {
                dom::focus(&summary);
            } else if refused {
                dom::focus(&refusal);
            }
        });
    }
    let submit = {
        let (errors, latest) = (errors.clone(), latest.clone());
        let (fields, check, on_submit) = (
            props.fields.clone(),
            props.check.clone(),
            props.on_submit.clone(),
        );
        let busy = props.busy;
        Callback::from(move |()| {
            if busy {
                return;
            }
            let values = latest.borrow().clone();
            let mut found = missing(&fields, &values, lang);
            if let (true, Some(check)) = (found.is_empty(), &check) {
                found = check.emit(values.clone());
            }
            let fine = found.is_empty();
            errors.set(found);
            if fine {
                on_submit.emit(values);
            }
        })
    };
    let on_form = {
        let submit = submit.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            submit.emit(());
        })
    };
    let on_key = {
        let submit = submit.clone();
        Callback::from(move |event: KeyboardEvent| {
            if dom::key_of(&event) == "Enter" {
                if event.is_composing() {
                    event.prevent_default();
                } else if event.ctrl_key() || event.meta_key() {
                    event.prevent_default();
                    submit.emit(());
                }
            }
        })
    };
    let discard = {
        let (values, has_draft, initial) =
            (values.clone(), has_draft.clone(), props.initial.clone());
        let key = draft_key.clone();
        Callback::from(move |_: MouseEvent| {
            prefs::set(&key, "");
            values.set(initial.clone());
            has_draft.set(false);
        })
    };
    let shown: Vec<&Field> = props
        .fields
        .iter()
        .filter(|field| visible(field, &values))
        .collect();
    html! {
        <form class="form" novalidate=true onsubmit={on_form} onkeydown={on_key}>
            if *has_draft {
                <p class="form-draft" role="status">{ lang.say(t::UNSAVED_DRAFT) }
                    { button(Button::Text, lang.say(t::DISCARD_DRAFT), discard) }</p>
            }
            { error_summary(&errors, &summary, lang) }
            if let Some(failure) = &props.failure {
                <div ref={refusal} tabindex="-1"><ErrorBox failure={failure.clone()} /></div>
            }
            { for shown.into_iter().map(|one| {
                let error = errors.iter().find(|(key, _)| *key == one.key).map(|(_, text)| text.as_str());
                let change = {
                    let (values, key, draft_key) = (values.clone(), one.key.clone(), draft_key.clone());
                    let on_values = props.on_values.clone();
                    let latest = latest.clone();
                    let secrets = secrets.clone();
                    Callback::from(move |value: String| {
                        let mut next = latest.borrow().clone();
                        next.set(&key, value);
                        if keeps {
                            prefs::set(&draft_key, &next.without(&secrets).to_text());
                        }
                        latest.borrow_mut().clone_from(&next);
                        if let Some(on_values) = &on_values {
                            on_values.emit(next.clone());
                        }
                        values.set(next);
                    })
                };
                field(one, values.raw(&one.key), error, &change, lang)
            }) }
            { props.before.clone() }
            <div class="form-foot">
                <button type="submit" class="btn btn-primary" disabled={props.busy}>
                    { if props.busy { lang.say(t::SAVING) } else { props.submit.as_str() } }
                </button>
                { props.extra.clone() }
                { button(Button::Plain, lang.say(t::CANCEL), click(props.on_cancel.clone())) }
            </div>
        </form>
    }
}

/// What is wrong, above the fields; each leads to its field.
pub fn error_summary(errors: &Errors, summary: &NodeRef, lang: Lang) -> Html {
    if errors.is_empty() {
        return Html::default();
    }
    html! {
        <div ref={summary.clone()} class="error-summary" role="alert" tabindex="-1">
            <p class="error-title">{ lang.say(t::ERRORS_TITLE) }</p>
            <ul>
                { for errors.iter().map(|(key, text)| {
                    let id = id_of(key);
                    let to = Callback::from(move |event: MouseEvent| {
                        event.prevent_default();
                        dom::focus_id(&id);
                    });
                    html! { <li><button type="button" class="btn btn-text" onclick={to}>{ text }</button></li> }
                }) }
            </ul>
        </div>
    }
}

/// Whether a field is asked for, given the others.
pub fn visible(field: &Field, values: &Values) -> bool {
    field
        .when
        .as_ref()
        .is_none_or(|(key, wanted)| wanted.contains(&values.get(key)))
}

/// What is missing or is no day.
fn missing(fields: &[Field], values: &Values, lang: Lang) -> Errors {
    let mut errors = Errors::new();
    for field in fields.iter().filter(|field| visible(field, values)) {
        let value = values.get(&field.key);
        let is_choice = matches!(
            field.kind,
            Kind::Radio(_) | Kind::Select(_) | Kind::Checks(_)
        );
        let text = if value.is_empty() {
            if !field.required || field.kind == Kind::Check {
                continue;
            }
            if is_choice {
                t::PLEASE_CHOOSE
            } else {
                t::PLEASE_FILL
            }
        } else if matches!(field.kind, Kind::Day(_)) && values.day(&field.key).is_none() {
            t::BAD_DATE
        } else if field.kind == Kind::Count && value.parse::<u32>().is_err() {
            t::BAD_COUNT
        } else {
            continue;
        };
        errors.push((field.key.clone(), fill(lang.say(text), &[&field.label])));
    }
    errors
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_comes_back_as_it_was() {
        let values = Values::default()
            .with("title", "关于…\n的建议")
            .with("units", "甲\n乙");
        let back = Values::from_text(&values.to_text());
        assert_eq!(back, values);
        assert_eq!(back.list("units"), ["甲", "乙"]);
    }

    #[test]
    fn a_draft_holds_no_password_and_comes_over_what_is_there_at_first() {
        let typed = Values::default()
            .with("url", "https://a")
            .with("key", "s3cret");
        let kept = typed.without(&["key".to_owned()]).to_text();
        assert!(!kept.contains("s3cret"));
        let first = Values::default().with("url", "").with("kind", "webdav");
        let back = first.overlaid(Values::from_text(&kept));
        assert_eq!(
            (back.get("url"), back.get("kind"), back.get("key")),
            ("https://a", "webdav", "")
        );
    }

    #[test]
    fn only_what_is_asked_for_can_be_missing() {
        let fields = [
            Field::new("how", "结论", Kind::Radio(Vec::new())),
            Field::new("why", "理由", Kind::Area(3)).when("how", &["no"]),
            Field::new("on", "日期", Kind::Day(None)),
            Field::new("votes", "票数", Kind::Count).optional(),
        ];
        let values = Values::default().with("on", "2024-02-30");
        let keys = |values: &Values| -> Vec<String> {
            missing(&fields, values, Lang::Zh)
                .into_iter()
                .map(|(key, _)| key)
                .collect()
        };
        assert_eq!(keys(&values), ["how", "on"]);
        let values = values.with("how", "no").with("on", "2024-02-29");
        assert_eq!(keys(&values.clone().with("votes", "0")), ["why"]);
        assert_eq!(keys(&values.with("votes", "十")), ["why", "votes"]);
    }
}
