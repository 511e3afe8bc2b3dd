//! Waiting to be let in: the code in large letters, and what to do meanwhile.

use super::{Known, part};
use crate::components::button::{Kind, button_if};
use crate::components::empty::loading;
use crate::components::error_box::ErrorBox;
use crate::i18n::{Say, common, fill};
use crate::platform::{sharing, sleep};
use crate::prelude::*;
use crate::state::sharing::use_doing;
use crate::state::{notices, use_lang};
use huiyin_protocol::Failure;
use huiyin_protocol::sharing::{Joining, SharingReply, SharingRequest};
use std::rc::Rc;

crate::i18n::words! {
    TITLE = "等待批准", "Waiting to be let in";
    TELL = "请把这个校验码告诉管理员设备的使用人，当面或者打电话，逐字核对：", "Tell this code to whoever lets devices in, in person or on the phone, letter by letter:";
    INTO = "申请加入：{0}", "Asking to join: {0}";
    COMPARE = "工作区校验码：{0}。请对方读出他们屏幕上的工作区校验码，与这里一致再继续。", "The workspace's code: {0}. Have them read out theirs, and go on only if it is the same.";
    MEANWHILE = "等待期间", "Meanwhile";
    MEANWHILE_1 = "本页每几秒查询一次，批准后自动开始同步。", "This page asks every few seconds; syncing begins by itself once you are let in.";
    MEANWHILE_2 = "可以关闭页面，申请不会丢失；以后再打开本系统会继续查询。", "You may close the page: the request stays, and is followed up when you open the app again.";
    MEANWHILE_3 = "对方在“协同”的“设备”中可以看到申请。看不到的，请核对双方的存储位置是否相同，校验码是否一致。", "They see the request under Sharing, Devices. If not, check that both name the same store and that the codes match.";
    CANCEL = "取消申请", "Withdraw the request";
    CANCELLED = "已取消申请", "The request is withdrawn";
}

/// Milliseconds from one question to the next.
const AGAIN: u32 = 5_000;

/// The panel.
#[component]
pub fn Waiting(props: &Known) -> Html {
    let lang = use_lang();
    let joining = use_state_eq(Joining::default);
    let failure = use_state_eq(|| None::<Rc<Failure>>);
    let round = use_state_eq(|| 0u32);
    let doing = use_doing();
    {
        let (joining, failure, again) = (joining.setter(), failure.setter(), round.setter());
        let take = props.take.clone();
        let now = *round;
        use_effect_with((now, lang), move |_| {
            let timer = Rc::new(std::cell::RefCell::new(None::<sleep::Timeout>));
            let wanted = Rc::new(std::cell::Cell::new(true));
            {
                let (timer, wanted) = (timer.clone(), wanted.clone());
                sharing::ask_then(SharingRequest::JoinPoll, move |answer| {
                    if !wanted.get() {
                        return;
                    }
                    match answer {
                        Ok(SharingReply::Joining(now)) => {
                            failure.set(None);
                            joining.set(now);
                        }
                        Ok(SharingReply::Status(status)) => {
                            take.emit(Some(status));
                            return;
                        }
                        Ok(_) => {}
                        Err(why) => failure.set(Some(Rc::new(why))),
                    }
                    let next = sleep::after(AGAIN, move || again.set(now.wrapping_add(1)));
                    timer.replace(Some(next));
                });
            }
            move || {
                wanted.set(false);
                drop(timer.take());
            }
        });
    }
    let cancel = {
        let (run, take) = (doing.run.clone(), props.take.clone());
        Callback::from(move |_: MouseEvent| {
            let take = take.clone();
            let done = Callback::from(move |reply| {
                if let SharingReply::Status(status) = reply {
                    notices::done(lang.say(CANCELLED));
                    take.emit(Some(status));
                }
            });
            run.emit((SharingRequest::JoinCancel, done));
        })
    };
    part(
        "sharing-waiting",
        lang.say(TITLE),
        "",
        Html::default(),
        html! {
            <>
                if !joining.name.is_empty() {
                    <p>{ fill(lang.say(INTO), &[&joining.name]) }</p>
                }
                <p>{ lang.say(TELL) }</p>
                if joining.code.is_empty() {
                    { loading(lang.say(common::LOADING)) }
                } else {
                    <p class="code-large">{ &joining.code }</p>
                }
                if !joining.compare.is_empty() {
                    <p>{ fill(lang.say(COMPARE), &[&joining.compare]) }</p>
                }
                if !joining.text.is_empty() {
                    <p class="sharing-wait" role="status"><span class="spinner" aria-hidden="true"></span>{ &joining.text }</p>
                }
                if let Some(failure) = &*failure {
                    <ErrorBox failure={failure.clone()} />
                }
                <h3>{ lang.say(MEANWHILE) }</h3>
                <ul class="sharing-list">
                    { for [MEANWHILE_1, MEANWHILE_2, MEANWHILE_3].into_iter().map(|words| html! { <li>{ lang.say(words) }</li> }) }
                </ul>
                if let Some(failure) = &doing.failure {
                    <ErrorBox failure={failure.clone()} />
                }
                <p>{ button_if(Kind::Plain, lang.say(CANCEL), cancel, !doing.busy) }</p>
            </>
        },
    )
}
