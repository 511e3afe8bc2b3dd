//! A table that scrolls sideways in itself where the window is narrow, and holds
//! back what follows its first rows until it is wanted.

use super::texts as t;
use crate::components::button::{Kind, button};
use crate::i18n::{Say, Words, fill};
use crate::prelude::*;
use crate::state::use_lang;
use std::rc::Rc;

/// Rows before "show all".
const FIRST: usize = 200;

/// A heading of a column, and whether numbers stand below it.
pub type Head = (Words, bool);

/// Properties of [`Table`].
#[derive(Properties)]
pub struct Props {
    /// What it lists.
    pub label: AttrValue,
    /// The headings.
    pub heads: Vec<Head>,
    /// The rows, each with a key.
    pub rows: Rc<Vec<Html>>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Props) -> bool {
        Rc::ptr_eq(&self.rows, &other.rows) && self.label == other.label
    }
}

/// The table.
#[component]
pub fn Table(props: &Props) -> Html {
    let lang = use_lang();
    let whole = use_state_eq(|| false);
    let all = props.rows.len();
    let shown = if *whole { all } else { all.min(FIRST) };
    let show_all = {
        let whole = whole.clone();
        Callback::from(move |_: MouseEvent| whole.set(true))
    };
    html! {
        <>
            <div class="scroll" tabindex="0" role="region" aria-label={fill(lang.say(t::TABLE_OF), &[&props.label])}>
                <table class="table report-table">
                    <thead><tr>
                        { for props.heads.iter().map(|(words, number)| html! {
                            <th scope="col" class={number.then_some("num")}>{ lang.say(*words) }</th>
                        }) }
                    </tr></thead>
                    <tbody>{ for props.rows.iter().take(shown).cloned() }</tbody>
                </table>
            </div>
            if shown < all {
                <p class="no-print">{ button(Kind::Text, &fill(lang.say(t::SHOW_ALL), &[&all.to_string()]), show_all) }</p>
            }
        </>
    }
}
