//! The form of a poll: what was typed stays until it is saved, errors stand on top.

use super::filled::{self, OBSERVERS};
use super::items::Items;
use super::texts as t;
use super::{kinds, missing, rule_set, voters};
use crate::components::button::{Kind as Button, button};
use crate::components::error_box::ErrorBox;
use crate::components::field::{Field, Kind, field};
use crate::components::form::{Errors, Values, error_summary, forget_draft};
use crate::i18n::{Say, common, fill};
use crate::pages::polls::asking::use_ordering;
use crate::pages::polls::part;
use crate::platform::{dom, prefs};
use crate::prelude::*;
use crate::route::{self, Route, Search};
use crate::state::{notices, use_lang};
use huiyin_protocol::poll::{DraftItem, PollAsk, PollChoices, PollReply};
use huiyin_rules::Lang;
use huiyin_rules::poll::PollKind;
use std::rc::Rc;

/// Properties of [`Filling`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Which one; a new one without.
    pub id: Option<String>,
    /// What it holds at first; later changes do not reach what was typed.
    pub initial: Values,
    /// What it can be made of.
    pub choices: Rc<PollChoices>,
    /// Where unsaved input is kept.
    pub draft: String,
}

/// The form.
#[component]
pub fn Filling(props: &Props) -> Html {
    let lang = use_lang();
    let kept = ["draft.", &props.draft].concat();
    let restored = use_state_eq(|| prefs::get(&kept).map(|text| Values::from_text(&text)));
    let values = use_state_eq(|| {
        let initial = props.initial.clone();
        match &*restored {
            Some(draft) => initial.overlaid(draft.clone()),
            None => initial,
        }
    });
    let has_draft = use_state_eq(|| restored.is_some());
    let errors = use_state_eq(Errors::new);
    let ordering = use_ordering();
    let (summary, refusal) = (use_node_ref(), use_node_ref());
    let latest = use_mut_ref(Values::default);
    latest.borrow_mut().clone_from(&values);
    {
        // Both stand above the fields; the button that was pressed is far below.
        let (summary, refusal) = (summary.clone(), refusal.clone());
        let (wrong, refused) = (!errors.is_empty(), ordering.failure.is_some());
        use_effect_with((errors.clone(), ordering.failure.clone()), move |_| {
            if wrong {
                dom::focus(&summary);
            } else if refused {
                dom::focus(&refusal);
            }
        });
    }
    let own = rule_set::wants_own(&props.choices, values.get("poll-set"));
    let set = {
        let (values, latest, kept) = (values.clone(), latest.clone(), kept.clone());
        move |key: &str, value: String| {
            let mut next = latest.borrow().clone();
            next.set(key, value);
            prefs::set(&kept, &next.to_text());
            latest.borrow_mut().clone_from(&next);
            values.set(next);
        }
    };
    let change = |key: &'static str| {
        let set = set.clone();
        Callback::from(move |value: String| set(key, value))
    };
    let on_items = change("poll-items").reform(|items: Vec<DraftItem>| filled::items_text(&items));
    let submit = {
        let (errors, latest, run) = (errors.clone(), latest.clone(), ordering.run.clone());
        let (id, draft) = (props.id.clone(), props.draft.clone());
        Callback::from(move |()| {
            let values = latest.borrow().clone();
            let found = missing::missing(&values, own, lang);
            let fine = found.is_empty();
            errors.set(found);
            if !fine {
                return;
            }
            let ask = PollAsk::Plan {
                id: id.clone(),
                draft: filled::draft(&values, own),
            };
            let draft = draft.clone();
            let saved = Callback::from(move |reply: PollReply| {
                forget_draft(&draft);
                if let PollReply::Poll(view) = reply {
                    notices::done(fill(lang.say(t::SAVED), &[&view.draft.title]));
                    route::go(&Route::Poll(view.id.clone(), Search::default()));
                }
            });
            run.emit((ask, saved));
        })
    };
    let discard = {
        let (values, has_draft, initial) =
            (values.clone(), has_draft.clone(), props.initial.clone());
        Callback::from(move |_: MouseEvent| {
            prefs::set(&kept, "");
            values.set(initial.clone());
            has_draft.set(false);
        })
    };
    let on_key = {
        let submit = submit.clone();
        Callback::from(move |event: KeyboardEvent| {
            if dom::sends(&event) {
                event.prevent_default();
                submit.emit(());
            }
        })
    };
    let error = |key: &str| {
        let found = errors.iter().find(|(other, _)| other == key);
        found.map(|(_, text)| text.as_str())
    };
    let show = |one: &Field, key: &'static str| {
        field(one, values.raw(key), error(key), &change(key), lang)
    };
    let kind = filled::kind(&values);
    let with_cards = kind.is_none_or(PollKind::has_cards);
    html! {
        <div class="form poll-form" onkeydown={on_key}>
            if *has_draft {
                <p class="form-draft" role="status">{ lang.say(common::UNSAVED_DRAFT) }
                    { button(Button::Text, lang.say(common::DISCARD_DRAFT), discard) }</p>
            }
            { error_summary(&errors, &summary, lang) }
            if let Some(failure) = &ordering.failure {
                <div ref={refusal} tabindex="-1"><ErrorBox failure={failure.clone()} /></div>
            }
            { part("plan-what", lang.say(t::WHAT), "", Html::default(), html! {
                <>
                    { for about(&props.choices, lang).iter().map(|(key, one)| show(one, key)) }
                    { kinds::kinds(kind, error("poll-kind"), &change("poll-kind"), lang) }
                </>
            }) }
            { part("plan-items", lang.say(t::ITEMS), lang.say(t::ITEMS_INTRO), Html::default(), html! {
                <>
                    <Items items={filled::items(&values)} on_change={on_items} error={error("poll-search").map(str::to_owned)} />
                    { show(&Field::new("poll-apart", lang.say(t::APART), Kind::Check).hint(lang.say(t::APART_HINT)).optional(), "poll-apart") }
                </>
            }) }
            { part("plan-who", lang.say(t::WHO), "", Html::default(), html! {
                <>
                    { show(&Field::new("poll-members", lang.say(t::MEMBERS), Kind::Count).hint(lang.say(t::MEMBERS_HINT)), "poll-members") }
                    { voters::voters(values.raw("poll-voters"), error("poll-voters"), &props.choices.deputies, &change("poll-voters"), lang) }
                    if with_cards {
                        <fieldset class="field">
                            <legend class="field-label">{ lang.say(t::OBSERVERS) }</legend>
                            <p class="field-hint">{ lang.say(t::OBSERVERS_HINT) }</p>
                            <div class="poll-three">
                                { for OBSERVERS.into_iter().zip(t::OBSERVER).map(|(key, label)| show(&Field::new(key, lang.say(label), Kind::Line), key)) }
                            </div>
                        </fieldset>
                    }
                </>
            }) }
            { part("plan-rule", lang.say(t::RULE), lang.say(t::RULE_INTRO), Html::default(),
                rule_set::rule_set(&props.choices, &values, &error, &change, lang)) }
            <div class="form-foot">
                <button type="button" class="btn btn-primary" disabled={ordering.busy} onclick={submit.reform(|_: MouseEvent| ())}>
                    { lang.say(if ordering.busy { common::SAVING } else { t::SAVE }) }
                </button>
                <span class="muted">{ lang.say(t::SAVE_HINT) }</span>
            </div>
        </div>
    }
}

/// The fields that say what the poll is.
fn about(choices: &PollChoices, lang: Lang) -> Vec<(&'static str, Field)> {
    let mut fields = vec![
        (
            "poll-title",
            Field::new("poll-title", lang.say(t::TITLE), Kind::Line).hint(lang.say(t::TITLE_HINT)),
        ),
        (
            "poll-body",
            Field::new("poll-body", lang.say(t::BODY), Kind::Line).hint(lang.say(t::BODY_HINT)),
        ),
        (
            "poll-on",
            Field::new("poll-on", lang.say(t::ON), Kind::Day(None)),
        ),
    ];
    if !choices.again.is_empty() {
        let again = Field::new(
            "poll-again",
            lang.say(t::AGAIN),
            Kind::Select(choices.again.clone()),
        );
        let again = again.hint(lang.say(t::AGAIN_HINT)).optional();
        fields.push(("poll-again", again.plain(lang.say(t::AGAIN_NONE))));
    }
    fields
}
