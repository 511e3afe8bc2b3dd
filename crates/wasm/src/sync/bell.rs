//! Waiting that can be cut short.

use crate::post;
use js_sys::{Function, Promise};
use std::cell::RefCell;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Lets so many milliseconds pass.
pub async fn sleep(milliseconds: u32) {
    rest(milliseconds, |_| {}).await;
}

/// Lets so many milliseconds pass, or fewer: whoever got the function ends it by calling it.
async fn rest(milliseconds: u32, mut hand_over: impl FnMut(Function)) {
    let length = i32::try_from(milliseconds).unwrap_or(i32::MAX);
    let over = Promise::new(&mut |resolve, _| {
        let set =
            post::scope().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, length);
        if set.is_err() {
            // Without timers nothing may wait for one.
            let _ = resolve.call0(&JsValue::NULL);
        }
        hand_over(resolve);
    });
    let _ = JsFuture::from(over).await;
}

/// Wakes whoever rests at it. Rung while nobody rests, it keeps the next one from resting.
#[derive(Default)]
pub struct Bell(RefCell<State>);

#[derive(Default)]
enum State {
    #[default]
    Silent,
    Resting(Function),
    Rung,
}

impl Bell {
    /// Ends the rest.
    pub fn ring(&self) {
        if let State::Resting(wake) = self.0.replace(State::Rung) {
            // A promise's resolver does not throw.
            let _ = wake.call0(&JsValue::NULL);
        }
    }

    /// Rests until it is rung, but no longer than this.
    pub async fn rest(&self, milliseconds: u32) {
        if !matches!(*self.0.borrow(), State::Rung) {
            rest(milliseconds, |wake| {
                self.0.replace(State::Resting(wake));
            })
            .await;
        }
        self.0.replace(State::Silent);
    }
}
