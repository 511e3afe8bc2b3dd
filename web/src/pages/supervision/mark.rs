//! The form by which an office puts a candidate under key supervision, with the
//! criteria and reasons that were found as a beginning.

use super::texts as t;
use crate::components::form::Values;
use crate::i18n::Say;
use crate::pages::actions::options_of;
use crate::pages::item::act::Act;
use crate::platform::engine;
use crate::prelude::*;
use crate::state::{notices, use_lang, use_workspace};
use huiyin_protocol::report::KeyCandidate;
use huiyin_protocol::{Reply, Request};
use huiyin_rules::Lang;
use huiyin_rules::suggestion::Action;
use std::rc::Rc;

/// Properties of [`Mark`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Which one.
    pub candidate: KeyCandidate,
    /// Closes it.
    pub on_close: Callback<()>,
}

/// The dialog, once the engine has said that the acting party may do it.
#[component]
pub fn Mark(props: &Props) -> Html {
    let lang = use_lang();
    let workspace = use_workspace();
    let found = use_state(|| None::<Rc<Reply>>);
    {
        let (found, on_close) = (found.clone(), props.on_close.clone());
        use_effect_with(props.candidate.row.id.clone(), move |id| {
            engine::ask_then(Request::Item(id.clone()), move |answer| {
                match refusal(&answer, lang) {
                    None => found.set(answer.ok().map(Rc::new)),
                    Some(why) => {
                        notices::failed(why);
                        on_close.emit(());
                    }
                }
            });
        });
    }
    let Some(reply) = (*found).clone() else {
        return Html::default();
    };
    let one = &props.candidate;
    let join = if lang == Lang::Zh { "" } else { " " };
    // The rulebook may know fewer criteria than can be found.
    let known = &workspace.forms.key_criteria;
    let mut criteria = one.criteria.clone();
    criteria.retain(|criterion| known.is_empty() || known.contains(criterion));
    let prefill = Values::default()
        .with("criteria", options_of(&criteria).join("\n"))
        .with("reason", one.reasons.join(join));
    html! {
        <Act id={one.row.id.clone()} action={Action::MarkKey} {reply} {prefill} on_close={props.on_close.clone()} />
    }
}

/// Why it may not be done, where it may not.
fn refusal(answer: &huiyin_protocol::Answer, lang: Lang) -> Option<String> {
    match answer {
        Ok(Reply::Item(item)) => {
            let action = item
                .actions
                .iter()
                .find(|one| one.action == Action::MarkKey);
            match action {
                Some(action) => action.refusal.as_ref().map(|why| why.text.clone()),
                None => Some(lang.say(t::CANNOT_MARK).to_owned()),
            }
        }
        Ok(_) => Some(lang.say(t::CANNOT_MARK).to_owned()),
        Err(failure) => Some(failure.text.clone()),
    }
}
