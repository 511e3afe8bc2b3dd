//! A card by the camera. Only where the page is trusted (https, or this very machine): browsers give
//! the camera to no other.

use super::decode::decode;
use crate::components::button::{Kind, button, click};
use crate::i18n::Say;
use crate::platform::canvas::{Canvas, Detector};
use crate::platform::files::words;
use crate::platform::sleep;
use crate::prelude::*;
use crate::state::use_lang;
use crate::vote::frame::problem;
use crate::vote::sheet::filled;
use huiyin_rules::Text;
use js_sys::{Object, Reflect};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{HtmlVideoElement, MediaStream, MediaStreamConstraints, MediaStreamTrack};

crate::i18n::words! {
    LOOK = "把票卡上的二维码对准摄像头，离开约一掌距离。", "Hold the code on the card before the camera, about a hand's breadth away.";
    VIDEO = "摄像头画面", "What the camera sees";
    TURN = "切换前后摄像头", "Use the other camera";
    NO_CAMERA = "摄像头用不了（{0}）。请在浏览器里允许本页使用摄像头，或者改用拍照、输入票卡上的字符。", "The camera cannot be used ({0}). Allow it for this page, or take a photograph or type the card's characters instead.";
}

/// Milliseconds between two looks.
const PAUSE: u32 = 200;

/// Whether there may be a camera for this page.
pub fn is_there() -> bool {
    let devices = web_sys::window().and_then(|window| {
        let navigator: JsValue = window.navigator().into();
        Reflect::get(&navigator, &"mediaDevices".into()).ok()
    });
    devices.is_some_and(|devices| devices.is_object())
}

/// Properties of [`Camera`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Gets every text that a code says; the same one not twice in a row.
    pub on_text: Callback<String>,
}

/// The camera, on for as long as this is shown.
#[component]
pub fn Camera(props: &Props) -> Html {
    let lang = use_lang();
    let video = use_node_ref();
    let front = use_state_eq(|| false);
    let trouble = use_state_eq(|| None::<Text>);
    {
        let (video, trouble) = (video.clone(), trouble.setter());
        let on_text = props.on_text.clone();
        use_effect_with(*front, move |front| {
            let eye = Rc::new(Eye::default());
            let (front, seen) = (*front, eye.clone());
            spawn_local(async move {
                let on = seen.open(&video, front, &on_text).await;
                if let Err(error) = on {
                    trouble.set(Some(filled(NO_CAMERA, &words(&error))));
                }
            });
            move || eye.close()
        });
    }
    let turn = {
        let front = front.clone();
        Callback::from(move |()| front.set(!*front))
    };
    html! {
        <div class="camera">
            if let Some(trouble) = &*trouble {
                { problem(trouble, lang) }
            } else {
                <p class="lead">{ lang.say(LOOK) }</p>
                // Inline, or telephones would play it over the whole screen.
                <video ref={video} class="camera-video" aria-label={lang.say(VIDEO)} playsinline="playsinline"></video>
                <div class="row">{ button(Kind::Plain, lang.say(TURN), click(turn)) }</div>
            }
        </div>
    }
}

/// The camera under way.
#[derive(Default)]
struct Eye {
    closed: Cell<bool>,
    stream: RefCell<Option<MediaStream>>,
}

impl Eye {
    async fn open(
        &self,
        video: &NodeRef,
        front: bool,
        then: &Callback<String>,
    ) -> Result<(), JsValue> {
        let window = web_sys::window().ok_or(JsValue::NULL)?;
        let wanted = Object::new();
        let facing = if front { "user" } else { "environment" };
        Reflect::set(&wanted, &"facingMode".into(), &facing.into())?;
        let constraints = MediaStreamConstraints::new();
        constraints.set_video(&wanted);
        let devices = window.navigator().media_devices()?;
        let stream = JsFuture::from(devices.get_user_media_with_constraints(&constraints)?).await?;
        let stream: MediaStream = stream.dyn_into()?;
        *self.stream.borrow_mut() = Some(stream.clone());
        // Closed while it was being asked for.
        if self.closed.get() {
            self.close();
            return Ok(());
        }
        let Some(video) = video.cast::<HtmlVideoElement>() else {
            return Ok(());
        };
        video.set_src_object(Some(&stream));
        // Plays by itself; browsers that want to be asked are asked.
        let _ = JsFuture::from(video.play()?).await;
        self.look(&video, then).await;
        Ok(())
    }

    async fn look(&self, video: &HtmlVideoElement, then: &Callback<String>) {
        let Some(canvas) = Canvas::new(decode) else {
            return;
        };
        let mut detector = Detector::new();
        let mut last = String::new();
        while !self.closed.get() {
            let mut found = None;
            let mut asked = false;
            if let Some(reader) = &detector {
                match reader.in_video(video).await {
                    Ok(read) => (found, asked) = (read, true),
                    Err(_) => detector = None,
                }
            }
            if !asked {
                found = canvas.in_video(video);
            }
            if let Some(text) = found.filter(|text| *text != last)
                && !self.closed.get()
            {
                last.clone_from(&text);
                then.emit(text);
            }
            let (fill, pause) = crate::platform::later::later();
            let _timer = sleep::after(PAUSE, move || fill(()));
            pause.await;
        }
    }

    fn close(&self) {
        self.closed.set(true);
        if let Some(stream) = self.stream.borrow_mut().take() {
            for track in stream.get_tracks() {
                if let Ok(track) = track.dyn_into::<MediaStreamTrack>() {
                    track.stop();
                }
            }
        }
    }
}
