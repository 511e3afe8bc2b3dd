//! Tabs: one of several views of a place, chosen with the mouse or the arrow keys.

use crate::platform::dom;
use crate::prelude::*;

/// A row of tabs. `items` are keys and labels; the panel below has the id
/// `{id}-panel`, role `tabpanel` and `aria-labelledby={id}-{key}`.
pub fn tabs(
    id: &'static str,
    label: &str,
    items: &[(&'static str, String)],
    chosen: &str,
    choose: &Callback<&'static str>,
) -> Html {
    let keys: Vec<&'static str> = items.iter().map(|(key, _)| *key).collect();
    html! {
        <div class="tabs" role="tablist" aria-label={label.to_owned()}>
            { for items.iter().enumerate().map(|(at, (key, text))| {
                let is_chosen = *key == chosen;
                let key = *key;
                let on_click = choose.reform(move |_: MouseEvent| key);
                let on_key = {
                    let (keys, choose) = (keys.clone(), choose.clone());
                    Callback::from(move |event: KeyboardEvent| {
                        let next = match dom::key_of(&event).as_str() {
                            "ArrowRight" => at + 1,
                            "ArrowLeft" => at + keys.len() - 1,
                            _ => return,
                        };
                        if let Some(key) = keys.get(next % keys.len()) {
                            event.prevent_default();
                            choose.emit(key);
                            dom::focus_id(&[id, "-", key].concat());
                        }
                    })
                };
                html! {
                    <button key={key} type="button" role="tab" id={[id, "-", key].concat()}
                        class={if is_chosen { "tab is-chosen" } else { "tab" }}
                        aria-selected={if is_chosen { "true" } else { "false" }}
                        aria-controls={[id, "-panel"].concat()}
                        tabindex={if is_chosen { "0" } else { "-1" }}
                        onclick={on_click} onkeydown={on_key}>{ text }</button>
                }
            }) }
        </div>
    }
}
