//! The operator's screen: what the box of this tablet holds, and where it goes.

use super::address::{self, Place};
use super::deliver::{Line, Standing};
use super::frame::{Frame, back, problem};
use super::kiosk;
use super::sheet::filled;
use super::texts as t;
use crate::components::button::{Kind, button, button_if, click};
use crate::components::dialog::Dialog;
use crate::i18n::{Say, fill};
use crate::platform::{ballot_box, dom, files, screen};
use crate::prelude::*;
use crate::state::use_lang;
use huiyin_ballot::Sheet;
use huiyin_rules::Text;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

crate::i18n::words! {
    TITLE = "本机票箱", "The box of this device";
    HOLDS = "本机票箱中有 {0} 张票卡投出的选票，共 {1} 票。", "The box holds the votes of {0} cards, {1} votes in all.";
    WAITING = "其中 {0} 张票卡的选票还没有上交。", "The votes of {0} cards are not handed in yet.";
    NONE_WAITING = "全部已经上交。", "All of them are handed in.";
    ALONE = "这个地址的服务器没有这次测评，选票请用文件上交。", "The server of this address does not know this poll; hand the votes in by file.";
    AT_CLOSING = "服务器要求在截止以后统一上交，以免留下投票次序。", "The server wants them all together after the closing, so that no order of voting is left.";
    DELIVER = "立即上交", "Hand in now";
    DELIVERING = "正在上交…", "Handing in…";
    EXPORT = "导出票箱文件", "Export the box";
    EXPORT_HINT = "文件可以存到 U 盘交监票人。票都是加密的，重复上交不会重复计票。", "Take the file to the observers on a USB stick. The votes are sealed; handing them in twice does not count them twice.";
    FILE = "票箱-{0}.txt", "box-{0}.txt";
    EXPORTED = "已导出 {0} 票。", "{0} votes exported.";
    FAILED = "没有导出（{0}）。请重试。", "Not exported ({0}). Try again.";
    SHARED_ON = "本机现为公用平板，离开投票页面需要 PIN。", "This is a shared tablet; leaving the voting pages takes the PIN.";
    SHARED_OFF = "结束公用平板", "End the shared tablet";
    SET_UP = "设为公用平板…", "Make this a shared tablet…";
    OTHER = "起始页", "First page";
    FORGET = "从本机清除这次测评…", "Remove this poll from this device…";
    FORGET_TITLE = "从本机清除这次测评", "Remove this poll from this device";
    FORGET_HINT = "票箱封存后才可以清除。清除以后本机不再有这些选票，无法恢复。请输入 {0} 确认。", "Only after the box was fixed. The votes are gone from this device for good. Type {0} to confirm.";
    FORGET_OPEN = "还有选票没有上交。如果没有导出票箱文件，清除后这些票将丢失。", "Some votes are not handed in. Unless the box was exported, they are lost.";
    FORGET_WORD = "清除", "remove";
    FORGET_FIELD = "确认", "Confirm";
    FORGET_DO = "清除", "Remove";
}

/// Properties of [`Operator`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The poll.
    pub sheet: Rc<Sheet>,
    /// How its box stands.
    pub standing: Standing,
    /// The same in short.
    pub badge: Html,
    /// Hands in now.
    pub on_deliver: Callback<()>,
    /// Makes this a shared tablet.
    pub on_setup: Callback<()>,
    /// Back to the voters' screens.
    pub on_back: Callback<()>,
}

/// The screen.
#[component]
pub fn Operator(props: &Props) -> Html {
    let lang = use_lang();
    let said = use_state_eq(|| None::<Result<Text, Text>>);
    let forgetting = use_state_eq(|| false);
    let shared = use_state_eq(|| kiosk::poll().is_some());
    let standing = &props.standing;
    let sheet = &props.sheet;
    let export = {
        let (sheet, said) = (sheet.clone(), said.setter());
        let name = fill(lang.say(FILE), &[&sheet.title]);
        Callback::from(move |_: MouseEvent| {
            let (sheet, said, name) = (sheet.clone(), said.clone(), name.clone());
            spawn_local(async move {
                said.set(Some(save(&sheet.poll, &name).await));
            });
        })
    };
    let release = {
        let shared = shared.setter();
        Callback::from(move |_: MouseEvent| {
            kiosk::release();
            screen::free();
            shared.set(false);
        })
    };
    let ask = |on: bool| {
        let forgetting = forgetting.setter();
        Callback::from(move |()| forgetting.set(on))
    };
    let home = Callback::from(|_: MouseEvent| address::go(&Place::Start));
    let waiting = standing.waiting > 0;
    let foot = html! { <div class="foot-main">{ back(lang, props.on_back.clone()) }</div> };
    html! {
        <Frame title={lang.say(TITLE)} screen="operator" badge={props.badge.clone()} {foot}>
            <section class="panel stack">
                <h2>{ &sheet.title }</h2>
                <p>{ fill(lang.say(HOLDS), &[&standing.cards.to_string(), &standing.votes.to_string()]) }</p>
                if waiting {
                    <p class="strong">{ fill(lang.say(WAITING), &[&standing.waiting.to_string()]) }</p>
                } else if standing.votes > 0 {
                    <p>{ lang.say(NONE_WAITING) }</p>
                }
                if standing.line == Line::Alone {
                    <p class="hint">{ lang.say(ALONE) }</p>
                }
                if standing.at_closing {
                    <p class="hint">{ lang.say(AT_CLOSING) }</p>
                }
                if let Some(trouble) = &standing.trouble {
                    { problem(trouble, lang) }
                }
                <div class="row">
                    { button_if(Kind::Primary, lang.say(if standing.busy { DELIVERING } else { DELIVER }), click(props.on_deliver.clone()), waiting && !standing.busy) }
                    { button_if(Kind::Plain, lang.say(EXPORT), export, standing.votes > 0) }
                </div>
                <p class="hint">{ lang.say(EXPORT_HINT) }</p>
                { outcome(&said, lang) }
            </section>
            <section class="panel stack">
                if *shared {
                    <p>{ lang.say(SHARED_ON) }</p>
                    <div class="row">{ button(Kind::Plain, lang.say(SHARED_OFF), release) }</div>
                } else {
                    <div class="row">
                        { button(Kind::Plain, lang.say(SET_UP), click(props.on_setup.clone())) }
                        { button(Kind::Plain, lang.say(OTHER), home) }
                    </div>
                }
                <div class="row">{ button(Kind::Plain, lang.say(FORGET), click(ask(true))) }</div>
            </section>
            if *forgetting {
                <Forget poll={sheet.poll.clone()} open={waiting} on_close={ask(false)} />
            }
        </Frame>
    }
}

fn outcome(said: &Option<Result<Text, Text>>, lang: huiyin_rules::Lang) -> Html {
    match said {
        None => Html::default(),
        Some(Ok(text)) => html! { <p role="status" class="strong">{ text.get(lang) }</p> },
        Some(Err(text)) => problem(text, lang),
    }
}

/// Saves the box as a file: a vote a line, by name.
async fn save(poll: &str, name: &str) -> Result<Text, Text> {
    let lines = ballot_box::lines(poll).await;
    let lines = lines.map_err(|why| filled(FAILED, &why))?;
    let mut text = lines.join("\n");
    text.push('\n');
    if files::save(name, "text/plain", &[text.into_bytes()]) {
        Ok(filled(EXPORTED, &lines.len().to_string()))
    } else {
        Err(filled(FAILED, "download"))
    }
}

/// Properties of [`Forget`].
#[derive(Properties, PartialEq)]
struct ForgetProps {
    poll: String,
    open: bool,
    on_close: Callback<()>,
}

/// Asks for a word before anything is removed.
#[component]
fn Forget(props: &ForgetProps) -> Html {
    let lang = use_lang();
    let typed = use_state_eq(String::new);
    let failed = use_state_eq(|| None::<Text>);
    let word = lang.say(FORGET_WORD);
    let on_input = {
        let typed = typed.setter();
        Callback::from(move |event: InputEvent| typed.set(dom::value_of(&event)))
    };
    let forget = {
        let (poll, failed) = (props.poll.clone(), failed.setter());
        Callback::from(move |_: MouseEvent| {
            let (poll, failed) = (poll.clone(), failed.clone());
            spawn_local(async move {
                match ballot_box::forget(&poll).await {
                    Ok(()) => {
                        kiosk::release();
                        screen::free();
                        address::go(&Place::Start);
                    }
                    Err(why) => failed.set(Some(filled(t::NOT_KEPT, &why))),
                }
            });
        })
    };
    html! {
        <Dialog title={lang.say(FORGET_TITLE)} on_close={props.on_close.clone()}>
            <div class="stack">
                if props.open {
                    <p class="strong">{ lang.say(FORGET_OPEN) }</p>
                }
                <p>{ fill(lang.say(FORGET_HINT), &[word]) }</p>
                <label class="lead" for="forget">{ lang.say(FORGET_FIELD) }</label>
                <input id="forget" class="control" type="text" autocomplete="off" value={(*typed).clone()} oninput={on_input} />
                if let Some(failed) = &*failed {
                    { problem(failed, lang) }
                }
                <div class="row">
                    { button_if(Kind::Primary, lang.say(FORGET_DO), forget, typed.trim() == word) }
                    { button(Kind::Plain, lang.say(t::CANCEL), click(props.on_close.clone())) }
                </div>
            </div>
        </Dialog>
    }
}
