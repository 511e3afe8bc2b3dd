//! A panic stops the module: the page's boot script is told and shows a plain notice.

use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit};

/// The event the boot script listens for; its detail is the panic's message.
const EVENT: &str = "huiyin:panic";

/// Tells the page about panics instead of only the console.
pub fn install() {
    yew::set_custom_panic_hook(Box::new(|info| {
        let init = CustomEventInit::new();
        init.set_detail(&JsValue::from_str(&info.to_string()));
        if let (Some(window), Ok(event)) = (
            web_sys::window(),
            CustomEvent::new_with_event_init_dict(EVENT, &init),
        ) {
            // Nothing is left to do when even this fails.
            let _ = window.dispatch_event(&event);
        }
    }));
}
