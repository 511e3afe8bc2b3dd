//! The pictures of a voice, and one of them large.

use super::texts as t;
use crate::components::dialog::Dialog;
use crate::i18n::{Say, fill};
use crate::platform::picture::{self, Shown};
use crate::prelude::*;
use crate::state::use_lang;
use huiyin_rules::voice::PictureKind;
use std::rc::Rc;

/// Properties of [`Pictures`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Name, kind, base64; empty where they are not on this device.
    pub all: Rc<Vec<(String, PictureKind, String)>>,
    /// How many there are.
    pub count: u32,
}

/// The pictures; nothing where there are none.
#[component]
pub fn Pictures(props: &Props) -> Html {
    let lang = use_lang();
    let large = use_state_eq(|| None::<usize>);
    let shown = use_memo(props.all.clone(), |all| {
        let shown = all
            .iter()
            .map(|(_, kind, data)| picture::show(data, kind.mime()));
        shown.collect::<Vec<Option<Shown>>>()
    });
    if props.count == 0 {
        return Html::default();
    }
    let label = |at: usize| {
        let numbers = [(at + 1).to_string(), props.count.to_string()];
        fill(lang.say(t::PICTURE), &[&numbers[0], &numbers[1]])
    };
    let address = |at: usize| {
        let one = shown.get(at).and_then(Option::as_ref);
        one.map(|one| one.address().to_owned())
    };
    let set = |to: Option<usize>| {
        let large = large.setter();
        Callback::from(move |()| large.set(to))
    };
    let missing = props.count as usize > shown.iter().flatten().count();
    let over = large.and_then(|at| Some((at, address(at)?)));
    html! {
        <>
            <ul class="pub-pictures">
                { for (0..shown.len()).filter_map(|at| Some((at, address(at)?))).map(|(at, source)| {
                    let press = set(Some(at)).reform(|_: MouseEvent| ());
                    html! {
                        <li key={at}><button type="button" class="pub-picture" onclick={press} aria-label={fill(lang.say(t::ENLARGE), &[&label(at)])}>
                            <img src={source} alt={label(at)} /></button></li>
                    }
                }) }
            </ul>
            if missing { <p class="muted">{ lang.say(t::NO_PICTURES) }</p> }
            if let Some((at, source)) = over {
                <Dialog title={label(at)} on_close={set(None)} wide=true>
                    <img class="pub-large" src={source} alt={label(at)} />
                </Dialog>
            }
        </>
    }
}
