//! A tablet that many people use: held to one poll, awake, full screen, left by a PIN only.
//!
//! A web page cannot lock a tablet; what it can do is here, and the setup says what to set besides.

use crate::platform::{dom, prefs};
use gloo_events::{EventListener, EventListenerOptions};
use js_sys::{Function, Promise, Reflect};
use sha2::{Digest, Sha256};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::BeforeUnloadEvent;

const POLL: &str = "vote.kiosk";
const PIN: &str = "vote.pin";
/// How often the PIN is hashed: somebody who reads the tablet's storage has some work.
const ROUNDS: u32 = 20_000;

/// The poll that this tablet is held to.
pub fn poll() -> Option<String> {
    prefs::get(POLL).filter(|poll| !poll.is_empty())
}

/// Holds the tablet to a poll from now on.
pub fn hold(poll: &str, pin: &str) {
    let mut salt = [0; 16];
    // Without chance the salt is the same everywhere, which a PIN of a hall's tablet survives.
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
        let _ = crypto.get_random_values_with_u8_array(&mut salt);
    }
    let salt = hex(&salt);
    prefs::set(PIN, &[&salt, ":", &hash(&salt, pin)].concat());
    prefs::set(POLL, poll);
}

/// Lets it go.
pub fn release() {
    prefs::set(POLL, "");
    prefs::set(PIN, "");
}

/// Whether this is the PIN; where none was set any is.
pub fn is_pin(pin: &str) -> bool {
    let Some(kept) = prefs::get(PIN) else {
        return true;
    };
    match kept.split_once(':') {
        Some((salt, kept)) => hash(salt, pin) == kept,
        None => kept.is_empty(),
    }
}

/// Whether a text can be a PIN: 4 to 8 digits.
pub fn can_be_pin(text: &str) -> bool {
    (4..=8).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn hash(salt: &str, pin: &str) -> String {
    let mut hash = Sha256::digest([salt, ":", pin].concat().as_bytes());
    for _ in 0..ROUNDS {
        hash = Sha256::digest(hash);
    }
    hex(&hash)
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |nibble: u8| char::from(DIGITS[usize::from(nibble & 15)]);
    let pairs = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    pairs.map(digit).collect()
}

/// Fills the screen; has to follow a touch.
pub fn fill_screen() {
    if let Some(root) = dom::document().and_then(|document| document.document_element()) {
        call(&root, "requestFullscreen", None);
    }
}

/// Gives the screen back.
pub fn free_screen() {
    if let Some(document) = dom::document() {
        call(&document, "exitFullscreen", None);
    }
}

/// Keeps the screen on, where the browser can.
pub fn stay_awake() {
    let window: JsValue = web_sys::window().into();
    let lock = Reflect::get(&window, &"navigator".into())
        .and_then(|navigator| Reflect::get(&navigator, &"wakeLock".into()));
    if let Ok(lock) = lock
        && lock.is_object()
    {
        call(&lock, "request", Some("screen"));
    }
}

/// Calls a method that a browser may not have, and takes no for an answer.
fn call(object: &JsValue, name: &str, argument: Option<&str>) {
    let method = Reflect::get(object, &name.into());
    let Some(method) = method.ok().and_then(|m| m.dyn_into::<Function>().ok()) else {
        return;
    };
    let begun = match argument {
        Some(argument) => method.call1(object, &argument.into()),
        None => method.call0(object),
    };
    if let Some(promise) = begun.ok().and_then(|p| p.dyn_into::<Promise>().ok()) {
        spawn_local(async move { drop(JsFuture::from(promise).await) });
    }
}

/// What keeps people on the page while it is held; dropping it lets them go.
pub struct Guards {
    _listeners: Vec<EventListener>,
}

/// Asks before the page is left, and so before anything unsaved is lost.
pub fn ask_before_leaving() -> Guards {
    Guards {
        _listeners: web_sys::window()
            .map(|window| {
                EventListener::new_with_options(
                    &window,
                    "beforeunload",
                    EventListenerOptions::enable_prevent_default(),
                    |event| {
                        event.prevent_default();
                        if let Some(event) = event.dyn_ref::<BeforeUnloadEvent>() {
                            event.set_return_value("");
                        }
                    },
                )
            })
            .into_iter()
            .collect(),
    }
}

/// Guards against leaving by gestures, and keeps the screen on: back, the context menu, dropped files.
pub fn guard() -> Guards {
    let Some(window) = web_sys::window() else {
        return Guards {
            _listeners: Vec::new(),
        };
    };
    let stay = {
        let window = window.clone();
        move || {
            if let (Ok(history), Ok(here)) = (window.history(), window.location().href()) {
                let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&here));
            }
        }
    };
    stay();
    stay_awake();
    let mut listeners = vec![
        EventListener::new(&window, "popstate", move |_| stay()),
        // A wake lock ends when the page is hidden.
        EventListener::new(&window, "visibilitychange", |_| stay_awake()),
    ];
    for name in ["contextmenu", "dragover", "drop"] {
        let options = EventListenerOptions::enable_prevent_default();
        listeners.push(EventListener::new_with_options(
            &window,
            name,
            options,
            |event| event.prevent_default(),
        ));
    }
    Guards {
        _listeners: listeners,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pins_are_four_to_eight_digits() {
        for (text, good) in [
            ("1234", true),
            ("12345678", true),
            ("123", false),
            ("123456789", false),
            ("12a4", false),
            ("１２３４", false),
        ] {
            assert_eq!(can_be_pin(text), good, "{text}");
        }
    }

    #[test]
    fn hashes_differ_by_salt_and_by_pin() {
        let one = hash("00", "1234");
        assert_eq!(one.len(), 64);
        assert_ne!(one, hash("01", "1234"));
        assert_ne!(one, hash("00", "1235"));
    }
}
