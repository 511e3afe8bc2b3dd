//! The keyboard's shortcuts, shown with `?`.

use crate::components::dialog::Dialog;
use crate::i18n::common as t;
use crate::i18n::{Say, Words};
use crate::prelude::*;
use crate::state::use_lang;

crate::i18n::words! {
    SEARCH = "在台账中：跳到查询框", "In the ledger: go to the search box";
    MOVE = "在台账中：上一行、下一行", "In the ledger: row up, row down";
    SELECT = "在台账中：选中或取消选中当前行", "In the ledger: select or deselect the row";
    OPEN = "在台账中：打开当前行", "In the ledger: open the row";
    SUBMIT = "在表单中：保存", "In a form: save";
    LEAVE = "关闭对话框", "Close a dialog";
    SHOW = "显示本说明", "Show this help";
}

const KEYS: [(&str, Words); 7] = [
    ("/", SEARCH),
    ("j / k，↓ / ↑", MOVE),
    ("x", SELECT),
    ("Enter", OPEN),
    ("Ctrl + Enter", SUBMIT),
    ("Esc", LEAVE),
    ("?", SHOW),
];

/// Properties of [`Help`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Closes the dialog.
    pub on_close: Callback<()>,
}

/// The dialog.
#[component]
pub fn Help(props: &Props) -> Html {
    let lang = use_lang();
    html! {
        <Dialog title={lang.say(t::HELP)} on_close={props.on_close.clone()}>
            <dl class="keys">
                { for KEYS.iter().map(|(key, words)| html! {
                    <div><dt><kbd>{ *key }</kbd></dt><dd>{ lang.say(*words) }</dd></div>
                }) }
            </dl>
        </Dialog>
    }
}
