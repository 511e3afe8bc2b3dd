//! One of a few, taking effect at once.

use crate::platform::dom;
use crate::prelude::*;

/// A group of radio buttons; `options` are values and labels.
pub fn choice(
    name: &'static str,
    legend: &str,
    options: &[(&'static str, &str)],
    chosen: &str,
    choose: &Callback<String>,
) -> Html {
    let on_change = choose.reform(|event: Event| dom::value_of(&event));
    html! {
        <fieldset class="field">
            <legend class="field-label">{ legend }</legend>
            <div class="radios">
                { for options.iter().map(|(value, label)| {
                    let id = [name, "-", value].concat();
                    html! {
                        <label key={*value} class="radio" for={id.clone()}>
                            <input {id} type="radio" {name} value={*value} checked={*value == chosen} onchange={on_change.clone()} />
                            <span>{ *label }</span>
                        </label>
                    }
                }) }
            </div>
        </fieldset>
    }
}
