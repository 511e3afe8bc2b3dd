//! What is ticked, and what can be done with all of it.

use super::super::ticks;
use super::texts as t;
use super::{Act, ActKind, Picked, Raise};
use crate::components::button::{Kind as Button, button, click};
use crate::i18n::Say;
use crate::prelude::*;
use crate::state::use_lang;

/// Acts that make sense for many.
const KINDS: [ActKind; 4] = [
    ActKind::Answer,
    ActKind::Pass,
    ActKind::Refuse,
    ActKind::Merge,
];

#[derive(Clone, Copy, PartialEq)]
enum Open {
    Act(ActKind),
    Raise,
}

/// Properties of [`Bar`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is ticked.
    pub picked: Vec<Picked>,
    /// How many of them are on other pages.
    pub elsewhere: usize,
    /// Ticks nothing.
    pub on_clear: Callback<()>,
    /// What this person may do with them, by name.
    pub acts: Vec<String>,
}

/// The bar.
#[component]
pub fn Bar(props: &Props) -> Html {
    let lang = use_lang();
    let open = use_state_eq(|| None::<Open>);
    let show = |what: Open| {
        let open = open.setter();
        click(Callback::from(move |()| open.set(Some(what))))
    };
    let close = {
        let (open, clear) = (open.setter(), props.on_clear.clone());
        Callback::from(move |done: bool| {
            open.set(None);
            if done {
                clear.emit(());
            }
        })
    };
    let many = props.picked.len() > 1;
    let may = |key: &str| props.acts.iter().any(|one| one == key);
    let acts = html! {
        if !props.acts.is_empty() {
            <span class="pub-tools">
                if may("raise") { { button(Button::Primary, lang.say(t::RAISE), show(Open::Raise)) } }
                { for KINDS.into_iter().filter(|kind| may(kind.key()) && (many || *kind != ActKind::Merge))
                    .map(|kind| button(Button::Plain, lang.say(kind.words()), show(Open::Act(kind)))) }
            </span>
        }
    };
    html! {
        <>
            { ticks::bar(props.picked.len(), props.elsewhere, props.on_clear.clone(), acts, lang) }
            { match *open {
                Some(Open::Act(kind)) => html! { <Act {kind} picked={props.picked.clone()} targets={props.picked.clone()} on_close={close} /> },
                Some(Open::Raise) => html! { <Raise picked={props.picked.clone()} on_close={close} /> },
                None => Html::default(),
            } }
        </>
    }
}
