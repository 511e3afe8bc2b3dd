//! Nothing to show: says why and what to do next; and waiting.

use crate::prelude::*;

/// An empty place with a way on.
pub fn empty(title: &str, hint: &str, action: Html) -> Html {
    html! {
        <div class="empty">
            <svg class="empty-mark" viewBox="0 0 48 40" aria-hidden="true" focusable="false">
                <path d="M6 10h36v24H6zM6 22h10l3 5h10l3-5h10" />
            </svg>
            <p class="empty-title">{ title }</p>
            if !hint.is_empty() {
                <p class="empty-hint">{ hint }</p>
            }
            { action }
        </div>
    }
}

/// Something is under way; shown softly, and read out politely.
pub fn loading(text: &str) -> Html {
    html! {
        <p class="loading" role="status"><span class="spinner" aria-hidden="true"></span>{ text }</p>
    }
}
