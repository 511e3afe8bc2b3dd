//! How far a long work is, with a way to stop it.

use crate::components::button::{Kind, button, click};
use crate::i18n::common as t;
use crate::i18n::{Say, fill, grouped};
use crate::prelude::*;
use huiyin_rules::Lang;

/// A bar with numbers; without a total it only moves. `cancel` stops the work.
pub fn progress(
    label: &str,
    done: u64,
    total: u64,
    cancel: Option<Callback<()>>,
    lang: Lang,
) -> Html {
    let numbers = if total > 0 {
        fill(lang.say(t::DRAG_HINT), &[&grouped(done), &grouped(total)])
    } else {
        String::new()
    };
    // Without a value the browser shows that something moves without saying how far.
    let value = (total > 0).then(|| done.min(total).to_string());
    let max = total.max(1).to_string();
    html! {
        <div class="progress" role="status">
            <p class="progress-text"><span>{ label }</span><span class="muted">{ numbers }</span></p>
            <progress aria-label={label.to_owned()} value={value} max={max}></progress>
            if let Some(cancel) = cancel {
                { button(Kind::Plain, lang.say(t::CANCEL), click(cancel)) }
            }
        </div>
    }
}
