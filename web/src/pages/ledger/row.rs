//! One row of the ledger. A struct component: it renders again only when it changed.

use super::columns;
use super::texts as x;
use crate::i18n::{Say, fill};
use crate::prelude::*;
use huiyin_protocol::ledger::{Column, LedgerRow};
use huiyin_rules::Lang;
use std::rc::Rc;

/// Properties of [`Row`].
#[derive(Properties)]
pub struct Props {
    /// Its index in the result, from 0.
    pub index: u32,
    /// What it shows; `None` while it is on its way.
    pub row: Option<Rc<LedgerRow>>,
    /// The columns shown.
    pub columns: Rc<Vec<Column>>,
    /// Selected for a batch.
    pub selected: bool,
    /// The row the keyboard is at.
    pub active: bool,
    /// Language.
    pub lang: Lang,
    /// Selects or deselects it.
    pub on_select: Callback<Rc<LedgerRow>>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Props) -> bool {
        let same_row = match (&self.row, &other.row) {
            (Some(one), Some(two)) => Rc::ptr_eq(one, two),
            (None, None) => true,
            _ => false,
        };
        same_row
            && self.index == other.index
            && self.selected == other.selected
            && self.active == other.active
            && self.lang == other.lang
            && Rc::ptr_eq(&self.columns, &other.columns)
            && self.on_select == other.on_select
    }
}

/// The id of a row's element.
pub fn id_of(index: u32) -> String {
    ["row-", &index.to_string()].concat()
}

/// The row.
pub struct Row;

impl Component for Row {
    type Message = ();
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Row
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let props = context.props();
        let lang = props.lang;
        let mut class = "vt-row".to_owned();
        if props.selected {
            class.push_str(" is-selected");
        }
        if props.active {
            class.push_str(" is-active");
        }
        let index = (props.index + 2).to_string();
        let Some(row) = &props.row else {
            return html! {
                <div id={id_of(props.index)} {class} role="row" aria-rowindex={index}>
                    <div class="vt-cell c-check" role="gridcell"></div>
                    { for props.columns.iter().map(|column| html! {
                        <div class={classes!("vt-cell", columns::about(*column).1)} role="gridcell"><span class="waiting"></span></div>
                    }) }
                </div>
            };
        };
        let select = {
            let (on_select, row) = (props.on_select.clone(), row.clone());
            Callback::from(move |_: Event| on_select.emit(row.clone()))
        };
        let name = if row.number.is_empty() {
            &row.title
        } else {
            &row.number
        };
        html! {
            <div id={id_of(props.index)} {class} role="row" aria-rowindex={index} aria-selected={if props.selected { "true" } else { "false" }}>
                <div class="vt-cell c-check" role="gridcell">
                    <input type="checkbox" checked={props.selected} onchange={select}
                        aria-label={fill(lang.say(x::SELECT_ROW), &[name])} />
                </div>
                { for props.columns.iter().map(|column| html! {
                    <div class={classes!("vt-cell", columns::about(*column).1)} role="gridcell">{ columns::cell(*column, row, lang) }</div>
                }) }
            </div>
        }
    }
}
