//! The PIN that leads from the voters' screens to the operator's.

use super::kiosk;
use super::texts as t;
use crate::components::button::{Kind, button, click};
use crate::components::dialog::Dialog;
use crate::i18n::Say;
use crate::platform::{dom, sleep};
use crate::prelude::*;
use crate::state::use_lang;

crate::i18n::words! {
    ASK = "请输入工作人员 PIN", "Enter the staff PIN";
    PIN = "PIN（4–8 位数字）", "PIN (4 to 8 digits)";
    BAD = "PIN 不对，请重新输入。", "That is not the PIN; try again.";
    LATER = "连续输错 5 次，请 30 秒后再试。", "Wrong five times; try again in 30 seconds.";
    GO = "进入", "Enter";
}

/// Wrong ones in a row until a pause, and how long it lasts, in milliseconds.
const MOST: u32 = 5;
const PAUSE: u32 = 30_000;

/// Properties of [`AskPin`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// It was the PIN.
    pub on_right: Callback<()>,
    /// Given up.
    pub on_close: Callback<()>,
}

/// Asks for the PIN.
#[component]
pub fn AskPin(props: &Props) -> Html {
    let lang = use_lang();
    let typed = use_state_eq(String::new);
    let wrong = use_state_eq(|| 0_u32);
    let paused = use_state_eq(|| false);
    let submit = {
        let (typed, wrong, paused) = (typed.clone(), wrong.clone(), paused.clone());
        let on_right = props.on_right.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if *paused {
                return;
            }
            if kiosk::is_pin(&typed) {
                on_right.emit(());
                return;
            }
            typed.set(String::new());
            wrong.set(*wrong + 1);
            if (*wrong + 1).is_multiple_of(MOST) {
                paused.set(true);
                let paused = paused.setter();
                sleep::after(PAUSE, move || paused.set(false)).forget();
            }
        })
    };
    let on_input = {
        let typed = typed.setter();
        Callback::from(move |event: InputEvent| typed.set(dom::value_of(&event)))
    };
    let said = match (*paused, *wrong) {
        (true, _) => Some(LATER),
        (false, 0) => None,
        _ => Some(BAD),
    };
    html! {
        <Dialog title={lang.say(ASK)} on_close={props.on_close.clone()}>
            <form class="stack" onsubmit={submit}>
                <label class="stack" for="pin"><span>{ lang.say(PIN) }</span></label>
                <input id="pin" class="control" type="password" inputmode="numeric" autocomplete="off" maxlength="8"
                    value={(*typed).clone()} oninput={on_input} disabled={*paused} />
                <p class="said" role="alert">{ said.map(|words| lang.say(words)) }</p>
                <div class="row">
                    <button type="submit" class="btn btn-primary" disabled={*paused}>{ lang.say(GO) }</button>
                    { button(Kind::Plain, lang.say(t::CANCEL), click(props.on_close.clone())) }
                </div>
            </form>
        </Dialog>
    }
}
