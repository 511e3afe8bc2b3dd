//! A line of things that happened, oldest first.

use crate::prelude::*;

/// One thing that happened.
pub struct Entry {
    /// Keeps its place in the list.
    pub key: String,
    /// When, in words.
    pub when: String,
    /// What, in a few words.
    pub what: String,
    /// Taken back later: shown struck through with this word.
    pub undone: Option<&'static str>,
    /// Below the line.
    pub body: Html,
}

/// The line.
pub fn timeline(entries: Vec<Entry>) -> Html {
    html! {
        <ol class="timeline">
            { for entries.into_iter().map(|entry| html! {
                <li key={entry.key} class={if entry.undone.is_some() { "is-undone" } else { "" }}>
                    <p class="timeline-head">
                        <time>{ entry.when }</time>
                        if let Some(word) = entry.undone {
                            <s>{ entry.what }</s><span class="tag tag-off">{ word }</span>
                        } else {
                            <strong>{ entry.what }</strong>
                        }
                    </p>
                    { entry.body }
                </li>
            }) }
        </ol>
    }
}
