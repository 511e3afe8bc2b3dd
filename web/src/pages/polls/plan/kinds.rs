//! How ballots are given: equal cards, none chosen beforehand.

use super::filled::KINDS;
use super::texts as t;
use crate::components::field::id_of;
use crate::i18n::{Say, common};
use crate::platform::dom;
use crate::prelude::*;
use huiyin_rules::Lang;
use huiyin_rules::poll::PollKind;

/// The choice.
pub fn kinds(
    chosen: Option<PollKind>,
    error: Option<&str>,
    change: &Callback<String>,
    lang: Lang,
) -> Html {
    let id = id_of("poll-kind");
    let on_change = change.reform(|event: Event| dom::value_of(&event));
    let error_id = [&id, "-error"].concat();
    html! {
        <fieldset class={if error.is_some() { "field has-error" } else { "field" }} aria-describedby={error.is_some().then(|| error_id.clone())}>
            <legend class="field-label">{ lang.say(t::KIND) }<span class="field-need">{ lang.say(common::REQUIRED) }</span></legend>
            if let Some(error) = error {
                <p class="field-error" id={error_id}>{ error }</p>
            }
            <div class="poll-kinds">
                { for KINDS.into_iter().enumerate().map(|(at, (key, kind))| {
                    // The first one has the field's own id, so that the error summary finds it.
                    let id = if at == 0 { id.clone() } else { [&id, "-", key].concat() };
                    html! {
                        <label class="poll-kind" for={id.clone()}>
                            <input {id} type="radio" name="poll-kind" value={key} checked={chosen == Some(kind)} onchange={on_change.clone()} />
                            <span>
                                <strong>{ kind.label().get(lang).to_owned() }</strong>
                                <span class="field-hint">{ lang.say(explained(kind)) }</span>
                            </span>
                        </label>
                    }
                }) }
            </div>
        </fieldset>
    }
}

const fn explained(kind: PollKind) -> crate::i18n::Words {
    match kind {
        PollKind::Secret => t::SECRET_IS,
        PollKind::Named => t::NAMED_IS,
        PollKind::ByHand => t::BY_HAND_IS,
    }
}
