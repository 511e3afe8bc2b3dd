//! The recovery code, shown once: to be printed and locked away, and confirmed as kept.

use super::invitation::Invitation;
use super::part;
use crate::components::button::{Kind, button, button_if};
use crate::i18n::{Say, fill};
use crate::platform::window;
use crate::prelude::*;
use crate::state::{use_lang, use_workspace};
use std::cell::RefCell;

crate::i18n::words! {
    TITLE = "恢复码", "The recovery code";
    ONCE = "只显示这一次。管理员设备全部丢失时，凭它可以接管工作区；没有它，谁也不能再批准新设备。", "It is shown this once. Should every device that lets others in be lost, it alone takes the workspace over; without it nobody can be let in any more.";
    FOR = "工作区：{0}", "Workspace: {0}";
    ON = "创建日期：{0}", "Made on: {0}";
    HOW_1 = "打印或者抄写在纸上，装入信封，由专人锁存。不要拍照，不要存在电脑里，不要用聊天软件发送。", "Print it or write it down, seal it in an envelope and lock it away. No photograph, no file, no chat.";
    HOW_2 = "使用方法：在新设备上打开“协同”，选择“用恢复码接管”，填写存储位置和恢复码。空格、横线和大小写都不影响。", "To use it: open Sharing on a new device, choose to take over with the recovery code, and enter the store and the code. Spaces, hyphens and case do not matter.";
    HOW_3 = "任何人拿到恢复码都能接管工作区。怀疑泄露的，应当停用相关设备，并重新创建工作区。", "Whoever has it can take the workspace over. If it may have leaked, revoke the devices concerned and make the workspace anew.";
    KEEPER = "保管人：", "Kept by:";
    PLACE = "存放地点：", "Where:";
    PRINT = "打印", "Print";
    KEPT = "我已经把恢复码保存在安全的地方", "I have kept the recovery code in a safe place";
    GO_ON = "继续", "Go on";
    NEXT = "邀请其他人", "Invite others";
}

thread_local! {
    /// Code and workspace until the code is confirmed as kept; never written anywhere.
    static CODE_SHOWN: RefCell<Option<Shown>> = const { RefCell::new(None) };
    static HEARD: RefCell<Option<Callback<()>>> = const { RefCell::new(None) };
}

/// What is shown once.
#[derive(Clone, PartialEq)]
pub struct Shown {
    /// The code.
    code: String,
    /// The workspace's name.
    name: String,
}

/// Takes the code of a workspace to be shown.
pub fn keep(code: String, name: String) {
    CODE_SHOWN.with_borrow_mut(|kept| *kept = Some(Shown { code, name }));
    tell();
}

fn forget() {
    CODE_SHOWN.with_borrow_mut(|kept| *kept = None);
    tell();
}

fn tell() {
    if let Some(heard) = HEARD.with_borrow(Clone::clone) {
        heard.emit(());
    }
}

/// The code that waits to be confirmed as kept.
#[hook]
pub fn use_unconfirmed() -> Option<Shown> {
    let code = use_state_eq(|| CODE_SHOWN.with_borrow(Clone::clone));
    {
        let code = code.setter();
        use_effect_with((), move |()| {
            HEARD.with_borrow_mut(|heard| {
                *heard = Some(Callback::from(move |()| {
                    code.set(CODE_SHOWN.with_borrow(Clone::clone));
                }));
            });
            || HEARD.with_borrow_mut(|heard| *heard = None)
        });
    }
    {
        // Closing the page now would lose it.
        use_effect_with(code.is_some(), |is_waiting| {
            let asked = is_waiting.then(window::ask_before_leaving);
            move || drop(asked)
        });
    }
    (*code).clone()
}

/// Properties of [`Recovery`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The code and whose it is.
    pub shown: Shown,
}

/// The code, what to do with it, and, once it is kept, the invitation.
#[component]
pub fn Recovery(props: &Props) -> Html {
    let lang = use_lang();
    let workspace = use_workspace();
    let kept = use_state_eq(|| false);
    let invited = use_state_eq(|| false);
    if *invited {
        let done = Callback::from(|_: MouseEvent| forget());
        return part(
            "sharing-invite",
            lang.say(NEXT),
            "",
            Html::default(),
            html! {
                <>
                    <Invitation />
                    <p>{ button(Kind::Primary, lang.say(GO_ON), done) }</p>
                </>
            },
        );
    }
    let toggle = {
        let kept = kept.clone();
        Callback::from(move |_: Event| kept.set(!*kept))
    };
    let go_on = {
        let invited = invited.clone();
        Callback::from(move |_: MouseEvent| invited.set(true))
    };
    let print = Callback::from(|_: MouseEvent| window::print());
    part(
        "sharing-recovery",
        lang.say(TITLE),
        "",
        button(Kind::Plain, lang.say(PRINT), print),
        html! {
            <>
                <p role="alert"><strong>{ lang.say(ONCE) }</strong></p>
                <p class="code-large">{ &props.shown.code }</p>
                <p>{ fill(lang.say(FOR), &[&props.shown.name]) }</p>
                <p>{ fill(lang.say(ON), &[&workspace.today]) }</p>
                <ul class="sharing-list">
                    { for [HOW_1, HOW_2, HOW_3].into_iter().map(|words| html! { <li>{ lang.say(words) }</li> }) }
                </ul>
                <div class="print-only">
                    <p class="print-line">{ lang.say(KEEPER) }</p>
                    <p class="print-line">{ lang.say(PLACE) }</p>
                </div>
                <div class="no-print sharing-part">
                    <label class="radio" for="recovery-kept">
                        <input id="recovery-kept" type="checkbox" checked={*kept} onchange={toggle} />
                        <span>{ lang.say(KEPT) }</span>
                    </label>
                    <p>{ button_if(Kind::Primary, lang.say(GO_ON), go_on, *kept) }</p>
                </div>
            </>
        },
    )
}
