//! Choosing the columns.

use super::columns::{self, ALWAYS};
use super::texts as x;
use crate::components::button::{Kind, button, click};
use crate::components::dialog::Dialog;
use crate::components::field::{Field, Kind as Input, field};
use crate::i18n::Say;
use crate::i18n::common as t;
use crate::prelude::*;
use crate::state::use_lang;
use huiyin_protocol::ledger::Column;
use std::rc::Rc;

/// Properties of [`Choose`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The columns shown.
    pub columns: Rc<Vec<Column>>,
    /// Gets the columns to show.
    pub on_choose: Callback<Vec<Column>>,
    /// Closes the dialog.
    pub on_close: Callback<()>,
}

/// The dialog; takes effect with every tick.
#[component]
pub fn Choose(props: &Props) -> Html {
    let lang = use_lang();
    html! {
        <Dialog title={lang.say(x::COLUMNS)} on_close={props.on_close.clone()}>
            <p class="muted">{ lang.say(x::COLUMNS_HINT) }</p>
            <div class="column-list">
                { for Column::ALL.into_iter().filter(|column| !ALWAYS.contains(column)).map(|column| {
                    let on = props.columns.contains(&column);
                    let (shown, on_choose) = (props.columns.clone(), props.on_choose.clone());
                    let change = Callback::from(move |value: String| {
                        let wanted = |one: &Column| if *one == column { !value.is_empty() } else { shown.contains(one) };
                        on_choose.emit(Column::ALL.into_iter().filter(wanted).collect());
                    });
                    let key = ["column-", &(column as u32).to_string()].concat();
                    let one = Field::new(&key, lang.say(columns::about(column).0), Input::Check);
                    field(&one, if on { "1" } else { "" }, None, &change, lang)
                }) }
            </div>
            <div class="form-foot">{ button(Kind::Primary, lang.say(t::CLOSE), click(props.on_close.clone())) }</div>
        </Dialog>
    }
}
