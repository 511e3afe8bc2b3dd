//! The published board, counted again on this very device by a program that shares no code with the
//! one that held the vote.

mod check;
mod meaning;
mod mine;
mod report;

use super::address::{self, Place};
use super::frame::{Choose, Frame, back, problem};
use super::net;
use super::sheet::{filled, text};
use crate::components::button::{Kind, button};
use crate::components::empty::loading;
use crate::components::progress::progress;
use crate::i18n::Say;
use crate::prelude::*;
use crate::state::use_lang;
use check::Running;
use huiyin_rules::Text;
use huiyin_verify::{MAX_BOARD, Report};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

crate::i18n::words! {
    TITLE = "核对公示板", "Check a board";
    INTRO = "打开公示板文件，本机从头核对每张票的签名、票卡和加密，重新计票并与公布的结果比较。过程中不向任何地方发送内容。", "Open a board's file: this device checks each vote's signature, card and seal, counts again, and compares. Nothing is sent anywhere.";
    OPEN = "打开公示板文件…", "Open a board's file…";
    FETCHING = "正在下载公示板…", "Fetching the board…";
    COUNTING = "正在核对每张票", "Checking each vote";
    STOPPED = "核对已停止。", "The check was stopped.";
    NOT_THERE = "服务器上还没有这次测评（{0}）的公示板。公布以后再来，或者打开公示板文件。", "The server has no board of this poll ({0}) yet. Come back once it is published, or open the file.";
    NO_SERVER = "公示板下载不了（{0}）。请检查网络后重试，或者打开公示板文件。", "The board cannot be fetched ({0}). Check the network and try again, or open the file.";
}

/// How far it is.
enum State {
    Choosing(Option<Text>),
    Fetching,
    Counting(usize, usize),
    Counted(Rc<Counted>),
}

/// A board that was checked.
pub struct Counted {
    /// What came of it.
    pub report: Report,
    /// The board as it was read.
    pub text: String,
}

/// Properties of [`Board`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The poll whose board the server has; none for a file.
    pub poll: Option<String>,
}

/// The page.
#[component]
pub fn Board(props: &Props) -> Html {
    let lang = use_lang();
    let state = use_state(|| State::Choosing(None));
    let running = use_mut_ref(|| None::<Rc<Running>>);
    let count = {
        let (state, running) = (state.setter(), running.clone());
        Callback::from(move |text: String| {
            let begun = Running::begin(text, {
                let state = state.clone();
                Callback::from(move |step| {
                    state.set(match step {
                        check::Step::At(done, all) => State::Counting(done, all),
                        check::Step::Done(counted) => State::Counted(counted),
                        check::Step::Unreadable(why) => State::Choosing(Some(why)),
                    });
                })
            });
            *running.borrow_mut() = Some(begun);
        })
    };
    {
        let (state, count, running) = (state.setter(), count.clone(), running.clone());
        use_effect_with(props.poll.clone(), move |poll| {
            if let Some(poll) = poll.clone() {
                state.set(State::Fetching);
                spawn_local(async move {
                    match fetch(&poll).await {
                        Ok(text) => count.emit(text),
                        Err(why) => state.set(State::Choosing(Some(why))),
                    }
                });
            }
            move || {
                if let Some(running) = running.borrow_mut().take() {
                    running.stop();
                }
            }
        });
    }
    let on_file = {
        let (state, count) = (state.setter(), count.clone());
        Callback::from(move |file: File| {
            let (state, count) = (state.clone(), count.clone());
            spawn_local(async move {
                match text(&file, MAX_BOARD).await {
                    Ok(text) => count.emit(text),
                    Err(why) => state.set(State::Choosing(Some(why))),
                }
            });
        })
    };
    let cancel = {
        let state = state.setter();
        Callback::from(move |()| {
            if let Some(running) = running.borrow_mut().take() {
                running.stop();
            }
            state.set(State::Choosing(Some(filled(STOPPED, ""))));
        })
    };
    let (screen, body) = match &*state {
        State::Fetching => ("fetching", loading(lang.say(FETCHING))),
        State::Counting(done, all) => {
            let (done, all) = (*done as u64, *all as u64);
            (
                "counting",
                progress(lang.say(COUNTING), done, all, Some(cancel), lang),
            )
        }
        State::Choosing(why) => (
            "choosing",
            html! {
                <>
                    if let Some(why) = why {
                        { problem(why, lang) }
                    }
                    <p>{ lang.say(INTRO) }</p>
                    <div class="row"><Choose label={lang.say(OPEN)} accept=".json,application/json" main={true} {on_file} /></div>
                    { meaning::meaning(lang) }
                </>
            },
        ),
        State::Counted(counted) => (
            "counted",
            html! {
                <>
                    { report::report(&counted.report, lang) }
                    <mine::Mine counted={mine::Same(counted.clone())} />
                    { meaning::meaning(lang) }
                </>
            },
        ),
    };
    let home = Callback::from(|()| address::go(&Place::Start));
    let again = {
        let state = state.setter();
        Callback::from(move |_: MouseEvent| state.set(State::Choosing(None)))
    };
    let foot = html! {
        <>
            <div class="foot-side">{ back(lang, home) }</div>
            if matches!(&*state, State::Counted(_)) {
                <div class="foot-main">{ button(Kind::Plain, lang.say(OPEN), again) }</div>
            }
        </>
    };
    html! { <Frame title={lang.say(TITLE)} {screen} {foot}>{ body }</Frame> }
}

async fn fetch(poll: &str) -> Result<String, Text> {
    let answer = net::get_long(&net::of_poll(poll, "/board")).await;
    let answer = answer.map_err(|why| filled(NO_SERVER, &why))?;
    match answer.status {
        _ if answer.is_ok() => Ok(answer.text),
        404 => Err(filled(NOT_THERE, poll)),
        status => Err(filled(NO_SERVER, &["HTTP ", &status.to_string()].concat())),
    }
}
