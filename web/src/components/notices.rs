//! Shows notices at the foot of the window. One that can be undone stays ten
//! seconds, another six; one that says that something failed stays until closed.

use crate::components::button::{Kind, button};
use crate::i18n::Say;
use crate::i18n::common as t;
use crate::platform::sleep;
use crate::prelude::*;
use crate::state::notices::{Notice, Tone, set_host};
use crate::state::use_lang;
use std::rc::Rc;

/// Most notices shown at once; older ones make room.
const MOST: usize = 4;

#[derive(Default, PartialEq)]
struct List(Vec<Notice>);

enum Turn {
    Add(Notice),
    Drop(u32),
}

impl Reducible for List {
    type Action = Turn;

    fn reduce(self: Rc<Self>, turn: Turn) -> Rc<Self> {
        let mut list = self.0.clone();
        match turn {
            Turn::Add(notice) => {
                // Only the latest step can be undone, so only its notice is worth the room.
                list.retain(|kept| kept.tone == Tone::Failed);
                list.push(notice);
            }
            Turn::Drop(id) => list.retain(|notice| notice.id != id),
        }
        let extra = list.len().saturating_sub(MOST);
        list.drain(..extra);
        Rc::new(List(list))
    }
}

/// The place where notices appear; the app has one.
#[component]
pub fn NoticeHost() -> Html {
    let lang = use_lang();
    let list = use_reducer(List::default);
    {
        let dispatch = list.dispatcher();
        use_effect_with((), move |()| {
            set_host(Some(Callback::from(move |notice: Notice| {
                if notice.tone == Tone::Done {
                    let id = notice.id;
                    let dispatch = dispatch.clone();
                    let time = if notice.undo.is_some() { 10_000 } else { 6_000 };
                    sleep::after(time, move || dispatch.dispatch(Turn::Drop(id))).forget();
                }
                dispatch.dispatch(Turn::Add(notice));
            })));
            || set_host(None)
        });
    }
    html! {
        <div class="notices" role="region" aria-label={lang.say(t::NOTICES)} aria-live="polite">
            { for list.0.iter().map(|notice| {
                let id = notice.id;
                let close = {
                    let dispatch = list.dispatcher();
                    Callback::from(move |_: MouseEvent| dispatch.dispatch(Turn::Drop(id)))
                };
                let undo = notice.undo.clone().map(|undo| {
                    let close = close.clone();
                    Callback::from(move |event: MouseEvent| {
                        undo.emit(());
                        close.emit(event);
                    })
                });
                let failed = notice.tone == Tone::Failed;
                html! {
                    <div key={id} class={if failed { "notice is-failed" } else { "notice" }}
                        role={if failed { "alert" } else { "status" }}>
                        <span aria-hidden="true" class="notice-mark">{ if failed { "!" } else { "✓" } }</span>
                        <span class="notice-text">{ &notice.text }</span>
                        if let Some(undo) = undo {
                            { button(Kind::Text, lang.say(t::UNDO), undo) }
                        }
                        <button type="button" class="icon-btn" aria-label={lang.say(t::CLOSE)} onclick={close}>{ "×" }</button>
                    </div>
                }
            }) }
        </div>
    }
}
