//! Making this a shared tablet.

use super::display::{Display, Size, use_display};
use super::frame::{Frame, back, pressed, size_word};
use super::kiosk;
use crate::i18n::Say;
use crate::platform::{dom, screen};
use crate::prelude::*;
use crate::state::use_lang;
use huiyin_ballot::Sheet;
use huiyin_rules::Lang;
use std::rc::Rc;

crate::i18n::words! {
    TITLE = "设为公用平板", "Make this a shared tablet";
    INTRO = "设好以后，本机停在这次测评的投票页面，离开需要 PIN；每张票卡投完后恢复这里选定的语言和字号。", "The device then stays on this poll's voting pages and asks for the PIN before anybody leaves them. Language and text size come back to what is chosen here after each card.";
    PIN = "工作人员 PIN（4–8 位数字）", "Staff PIN (4 to 8 digits)";
    AGAIN = "再输一遍 PIN", "The PIN once more";
    BAD = "PIN 须是 4 至 8 位数字。", "A PIN is 4 to 8 digits.";
    DIFFERS = "两次输入的 PIN 不一样。", "The two PINs differ.";
    LANGUAGE = "开始时的语言", "Language to begin with";
    SIZE = "开始时的字号", "Text size to begin with";
    CHINESE = "中文", "中文";
    ENGLISH = "English", "English";
    START = "开始使用", "Begin";
    GUIDE = "请一并在平板上设置", "Set on the tablet besides";
    GUIDE_HINT = "网页不能锁住平板，以下各项请在系统里设置：", "A web page cannot lock a tablet; set this in its system:";
    GUIDE_1 = "开启系统自带的单应用（专用设备）模式：安卓“屏幕固定”或专用设备、鸿蒙企业管控的单应用模式、Windows“展台”。", "The system's own single app mode: Android screen pinning or dedicated device, HarmonyOS enterprise single app, Windows kiosk.";
    GUIDE_2 = "关闭自动锁屏、自动更新和消息通知，接上电源。", "No automatic lock, updates or notifications; on mains.";
    GUIDE_3 = "使用普通窗口，不用无痕模式：无痕窗口关闭后票箱会丢失。", "An ordinary window, never a private one: closing that loses the box.";
    GUIDE_4 = "关闭浏览器的密码保存和翻译提示；投票期间不要清除浏览器数据。", "No password saving or translation offers; do not clear the browser's data while voting.";
    GUIDE_5 = "投票期间不要关闭或刷新本页；断网时刷新可能打不开页面，票箱不受影响。", "Do not close or reload this page while voting; without a network it may not open again, though the box is kept.";
}

/// Properties of [`Setup`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The poll it will be held to.
    pub sheet: Rc<Sheet>,
    /// How the box stands.
    pub badge: Html,
    /// It is set up.
    pub on_done: Callback<()>,
    /// Not now.
    pub on_back: Callback<()>,
}

/// The screen.
#[component]
pub fn Setup(props: &Props) -> Html {
    let lang = use_lang();
    let display = use_display();
    let pin = use_state_eq(String::new);
    let again = use_state_eq(String::new);
    let wrong = use_state_eq(|| None::<crate::i18n::Words>);
    let typed = |state: &UseStateHandle<String>| {
        let state = state.setter();
        Callback::from(move |event: InputEvent| state.set(dom::value_of(&event)))
    };
    let submit = {
        let (pin, again, wrong) = (pin.clone(), again.clone(), wrong.clone());
        let (poll, on_done, now) = (props.sheet.poll.clone(), props.on_done.clone(), display.now);
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if !kiosk::can_be_pin(&pin) {
                wrong.set(Some(BAD));
            } else if *pin != *again {
                wrong.set(Some(DIFFERS));
            } else {
                now.remember();
                kiosk::hold(&poll, &pin);
                screen::fill();
                on_done.emit(());
            }
        })
    };
    let now = display.now;
    let set = |label: &'static str, on: bool, next: Display| {
        let change = display.change.clone();
        let press = Callback::from(move |_: MouseEvent| change.emit(next));
        html! { <button type="button" class="btn" aria-pressed={pressed(on)} onclick={press}>{ label }</button> }
    };
    let languages = [(Lang::Zh, CHINESE), (Lang::En, ENGLISH)].map(|(one, word)| {
        set(
            lang.say(word),
            now.lang == one,
            Display { lang: one, ..now },
        )
    });
    let sizes = Size::ALL.map(|(size, _)| {
        set(
            lang.say(size_word(size)),
            now.size == size,
            Display { size, ..now },
        )
    });
    let foot = html! { <div class="foot-side">{ back(lang, props.on_back.clone()) }</div> };
    html! {
        <Frame title={lang.say(TITLE)} screen="setup" badge={props.badge.clone()} {foot}>
            <form class="panel stack" onsubmit={submit}>
                <h2>{ &props.sheet.title }</h2>
                <p>{ lang.say(INTRO) }</p>
                <label class="lead" for="pin-new">{ lang.say(PIN) }</label>
                <input id="pin-new" class="control" type="password" inputmode="numeric" autocomplete="new-password" maxlength="8" value={(*pin).clone()} oninput={typed(&pin)} />
                <label class="lead" for="pin-again">{ lang.say(AGAIN) }</label>
                <input id="pin-again" class="control" type="password" inputmode="numeric" autocomplete="new-password" maxlength="8" value={(*again).clone()} oninput={typed(&again)} />
                <div class="row" role="group" aria-label={lang.say(LANGUAGE)}><p class="lead">{ lang.say(LANGUAGE) }</p>{ for languages }</div>
                <div class="row" role="group" aria-label={lang.say(SIZE)}><p class="lead">{ lang.say(SIZE) }</p>{ for sizes }</div>
                if let Some(wrong) = *wrong {
                    <p class="said" role="alert">{ lang.say(wrong) }</p>
                }
                <div class="row"><button type="submit" class="btn btn-primary">{ lang.say(START) }</button></div>
            </form>
            <section class="panel stack">
                <h2>{ lang.say(GUIDE) }</h2>
                <p>{ lang.say(GUIDE_HINT) }</p>
                <ol class="numbered">{ for [GUIDE_1, GUIDE_2, GUIDE_3, GUIDE_4, GUIDE_5].map(|words| html! { <li>{ lang.say(words) }</li> }) }</ol>
            </section>
        </Frame>
    }
}
