//! Notices at the foot of the window: what was done, with Undo where it can be undone.

use crate::platform::engine;
use huiyin_protocol::Failure;
use std::cell::{Cell, RefCell};
use yew::Callback;

/// How a notice is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Done.
    Done,
    /// Not done, or not saved.
    Failed,
}

/// One notice.
#[derive(Clone, PartialEq)]
pub struct Notice {
    /// Its number, for its place in the list.
    pub id: u32,
    /// How it is meant.
    pub tone: Tone,
    /// What it says.
    pub text: String,
    /// Takes back what was done.
    pub undo: Option<Callback<()>>,
}

/// A host's ear: gets each new notice.
type Host = Callback<Notice>;

thread_local! {
    static HOST: RefCell<Option<Host>> = const { RefCell::new(None) };
    static NEXT: Cell<u32> = const { Cell::new(1) };
}

/// The component that shows notices announces itself here.
pub fn set_host(host: Option<Host>) {
    HOST.with_borrow_mut(|kept| *kept = host);
}

fn show(tone: Tone, text: String, undo: Option<Callback<()>>) {
    let id = NEXT.with(|next| next.replace(next.get().wrapping_add(1)));
    let host = HOST.with_borrow(Clone::clone);
    if let Some(host) = host {
        host.emit(Notice {
            id,
            tone,
            text,
            undo,
        });
    }
}

/// Says that something was done.
pub fn done(text: impl Into<String>) {
    show(Tone::Done, text.into(), None);
}

/// Says that something was done, and offers to take it back.
pub fn undoable(text: impl Into<String>, undo: Callback<()>) {
    show(Tone::Done, text.into(), Some(undo));
}

/// Says that something was not done, in plain words.
pub fn failed(text: impl Into<String>) {
    show(Tone::Failed, text.into(), None);
}

/// Says why something was not done.
pub fn failure(failure: &Failure) {
    failed(failure.text.clone());
}

/// Undoes one recorded event of one suggestion and says so.
pub fn undo_event(
    id: huiyin_rules::ids::SuggestionId,
    event: huiyin_rules::ids::EventId,
) -> Callback<()> {
    Callback::from(move |()| {
        let command = huiyin_rules::suggestion::Command::Undo {
            event: event.clone(),
        };
        let request = huiyin_protocol::Request::Act {
            id: id.clone(),
            command,
        };
        engine::ask_then(request, |answer| match answer {
            Ok(huiyin_protocol::Reply::Acted(acted)) => done(acted.text),
            Ok(_) => {}
            Err(said) => failure(&said),
        });
    })
}
