//! Waiting for a card: one large call, and every way a card can come in.

use crate::components::button::{Kind, button};
use crate::i18n::{Say, Words, fill};
use crate::platform::{dom, sleep, window};
use crate::prelude::*;
use crate::state::use_lang;
use crate::vote::address::{self, Place};
use crate::vote::card::{camera, photo::Photo, typed::Typed};
use crate::vote::frame::{Frame, problem};
use crate::vote::kiosk;
use crate::vote::texts as t;
use huiyin_ballot::{Kind as PollKind, Sheet};
use huiyin_rules::Text;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;

crate::i18n::words! {
    CALL = "请扫描票卡上的二维码", "Please scan the code on your card";
    CALL_HINT = "对准摄像头、用扫码枪，或者点下面的方式之一。", "Use a scanner, or one of the ways below.";
    NOT_YET = "投票还没有开始，请稍候。", "Voting has not begun; please wait.";
    OVER = "投票已经截止。", "Voting is over.";
    CAMERA = "用摄像头扫描", "Scan with the camera";
    TYPE = "输入票卡上的字符", "Type the card's characters";
    OTHER_WAYS = "换一种方式", "Another way";
    NAMED = "本次为记名测评，公示后可以看到每张票由谁投出。", "This is a named poll: once published, everybody can see who cast which vote.";
    SECRET = "本次为无记名测评：票卡由本人抽取，签到处不记录谁抽到哪张票卡。", "This is a secret poll: you drew the card yourself, and nobody noted which one.";
    ITEMS = "{0} · {1} · 共 {2} 项", "{0} · {1} · {2} to rate";
    BOARD = "查看公示板", "See the board";
}

/// Why nobody can vote now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shut {
    /// Not begun.
    NotYet,
    /// Closed.
    Over,
}

/// A way that is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Choice,
    Camera,
    Typed,
}

/// Properties of [`IdlePage`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The poll.
    pub sheet: Rc<Sheet>,
    /// How the box stands.
    pub badge: Html,
    /// Why nobody can vote.
    pub shut: Option<Shut>,
    /// What was wrong with the last card.
    pub trouble: Option<Text>,
    /// Gets what was scanned or typed.
    pub on_text: Callback<String>,
    /// Gets what was wrong with a photograph, or nothing.
    pub on_trouble: Callback<Option<Text>>,
    /// The operator wants in.
    pub on_staff: Callback<()>,
}

/// The page.
#[component]
pub fn IdlePage(props: &Props) -> Html {
    let lang = use_lang();
    let way = use_state_eq(|| Way::Choice);
    use_scanner(props.on_text.clone());
    // A way that nobody follows any more is closed, and with it the camera.
    {
        let (shown, way, trouble) = (*way, way.setter(), props.on_trouble.clone());
        use_effect_with((shown, props.trouble.clone()), move |(shown, _)| {
            let timer = (*shown != Way::Choice).then(|| {
                sleep::after(120_000, move || {
                    trouble.emit(None);
                    way.set(Way::Choice);
                })
            });
            move || drop(timer)
        });
    }
    let to = |next: Way| {
        let (way, trouble) = (way.setter(), props.on_trouble.clone());
        Callback::from(move |_: MouseEvent| {
            trouble.emit(None);
            way.set(next);
        })
    };
    let on_read = {
        let (on_text, on_trouble) = (props.on_text.clone(), props.on_trouble.clone());
        Callback::from(move |read: Result<String, Text>| match read {
            Ok(text) => on_text.emit(text),
            Err(why) => on_trouble.emit(Some(why)),
        })
    };
    let sheet = &props.sheet;
    let many = sheet.questions.len().to_string();
    let trouble = props.trouble.as_ref().map(|why| problem(why, lang));
    let shut = props.shut.map(|shut| match shut {
        Shut::NotYet => NOT_YET,
        Shut::Over => OVER,
    });
    let screen = match *way {
        Way::Choice => "choice",
        Way::Camera => "camera",
        Way::Typed => "typed",
    };
    let body = match (shut, *way) {
        (Some(shut), _) => said(lang.say(shut)),
        (None, Way::Camera) => html! { <camera::Camera on_text={props.on_text.clone()} /> },
        (None, Way::Typed) => html! { <Typed on_text={props.on_text.clone()} /> },
        (None, Way::Choice) => {
            let has_camera = camera::is_there();
            let kind = |main| if main { Kind::Primary } else { Kind::Plain };
            html! {
                <section class="call">
                    <div class="call-mark" aria-hidden="true">{ mark() }</div>
                    <h2 class="call-title">{ lang.say(CALL) }</h2>
                    <p class="hint">{ lang.say(CALL_HINT) }</p>
                    <div class="ways">
                        if has_camera {
                            { button(kind(true), lang.say(CAMERA), to(Way::Camera)) }
                        }
                        <Photo main={!has_camera} {on_read} />
                        { button(Kind::Plain, lang.say(TYPE), to(Way::Typed)) }
                    </div>
                    <p class="hint">{ lang.say(kind_words(sheet.kind)) }</p>
                </section>
            }
        }
    };
    let board = {
        let poll = sheet.poll.clone();
        Callback::from(move |_: MouseEvent| address::go(&Place::Board(Some(poll.clone()))))
    };
    let foot = html! {
        <>
            <div class="foot-side">{ button(Kind::Plain, lang.say(t::STAFF), props.on_staff.reform(|_: MouseEvent| ())) }</div>
            <div class="foot-main">
                if *way != Way::Choice {
                    { button(Kind::Plain, lang.say(OTHER_WAYS), to(Way::Choice)) }
                }
                if kiosk::poll().is_none() && props.shut == Some(Shut::Over) {
                    { button(Kind::Primary, lang.say(BOARD), board) }
                }
            </div>
        </>
    };
    html! {
        <Frame title={sheet.title.clone()} {screen} badge={props.badge.clone()} {foot}>
            if *way == Way::Choice {
                <p class="call-poll">{ fill(lang.say(ITEMS), &[&sheet.body, &sheet.on, &many]) }</p>
            }
            { trouble.unwrap_or_default() }
            { body }
        </Frame>
    }
}

fn said(text: &str) -> Html {
    html! { <p class="call-title" role="status">{ text }</p> }
}

fn kind_words(kind: PollKind) -> Words {
    match kind {
        PollKind::Named => NAMED,
        PollKind::Secret => SECRET,
    }
}

/// A card under a scanner's frame.
fn mark() -> Html {
    html! {
        <svg class="call-svg" viewBox="0 0 96 96" focusable="false">
            <path d="M8 28V8h20M68 8h20v20M88 68v20H68M28 88H8V68" />
            <path class="call-code" d="M26 26h16v16H26zM54 26h16v16H54zM26 54h16v16H26zM54 54h6v6h-6zM64 54h6v6h-6zM54 64h6v6h-6zM64 64h6v6h-6z" />
        </svg>
    }
}

/// Most characters of a scanner's line.
const LONGEST: usize = 2_000;

/// A scanner that types ends its line with Enter; it may do so on any screen without a field.
#[hook]
fn use_scanner(on_text: Callback<String>) {
    // Listened to all the time: the screen may be drawn anew in the middle of a line.
    let latest = use_mut_ref(|| on_text.clone());
    *latest.borrow_mut() = on_text;
    use_effect_with((), move |()| {
        let line = RefCell::new(String::new());
        let listener = window::on("keydown", move |event| {
            let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
                return;
            };
            if dom::is_typing(event) || event.is_composing() {
                return;
            }
            let key = dom::key_of(event);
            let mut line = line.borrow_mut();
            if key == "Enter" {
                let text = std::mem::take(&mut *line);
                // Short: somebody pressed a button with the keyboard.
                if text.len() > 3 {
                    let then = latest.borrow().clone();
                    then.emit(text);
                }
            } else if key.chars().count() == 1 && line.len() < LONGEST {
                line.push_str(&key);
            }
        });
        move || drop(listener)
    });
}
