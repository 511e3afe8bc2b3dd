//! Small touches of the document that components share.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Event, HtmlElement, HtmlInputElement, HtmlTextAreaElement};
use yew::NodeRef;

/// The document; a page without one does not run this.
pub fn document() -> Option<Document> {
    web_sys::window().and_then(|window| window.document())
}

/// A new root for an app at the end of the body, in the place of the loading mark.
pub fn new_root(hidden: bool) -> Option<Element> {
    let document = document()?;
    if let Some(loading) = document.get_element_by_id("loading") {
        loading.remove();
    }
    let root = document.create_element("div").ok()?;
    root.set_class_name("app");
    if hidden {
        root.set_attribute("hidden", "").ok()?;
    }
    document.body()?.append_child(&root).ok()?;
    Some(root)
}

/// Sets or removes an attribute of the root element.
pub fn root_attribute(name: &str, value: Option<&str>) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        // Fails only on a malformed name; ours are literals.
        let _ = match value {
            Some(value) => root.set_attribute(name, value),
            None => root.remove_attribute(name),
        };
    }
}

/// Sets a style property through the object model: the content policy forbids style attributes.
pub fn set_style(node: &NodeRef, property: &str, value: &str) {
    if let Some(element) = node.cast::<HtmlElement>() {
        let _ = element.style().set_property(property, value);
    }
}

/// Sets a length in pixels on an element, whole pixels only.
pub fn set_pixels(node: &NodeRef, property: &str, pixels: f64) {
    let mut text = (pixels as i64).to_string();
    text.push_str("px");
    set_style(node, property, &text);
}

/// Moves the focus, without complaint where the element is gone.
pub fn focus(node: &NodeRef) {
    if let Some(element) = node.cast::<HtmlElement>() {
        let _ = element.focus();
    }
}

/// Moves the focus to the element with this id.
pub fn focus_id(id: &str) {
    let found = document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// The element that has the focus, to give it back later.
pub fn focused() -> Option<HtmlElement> {
    document()?.active_element()?.dyn_into().ok()
}

/// What stands in the input, text area or select that the event comes from.
pub fn value_of(event: &Event) -> String {
    let Some(target) = event.target() else {
        return String::new();
    };
    if let Some(input) = target.dyn_ref::<HtmlInputElement>() {
        input.value()
    } else if let Some(area) = target.dyn_ref::<HtmlTextAreaElement>() {
        area.value()
    } else if let Some(select) = target.dyn_ref::<web_sys::HtmlSelectElement>() {
        select.value()
    } else {
        String::new()
    }
}

/// Whether a key belongs to a place where text is typed, so that shortcuts leave it alone.
pub fn is_typing(event: &Event) -> bool {
    let element = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| {
        matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
    })
}

/// The title of the window or tab.
pub fn set_title(page: &str, workspace: &str, brand: &str) {
    if let Some(document) = document() {
        let mut title = page.to_owned();
        for part in [workspace, brand] {
            if !part.is_empty() {
                title.push_str(" - ");
                title.push_str(part);
            }
        }
        document.set_title(&title);
    }
}

/// The key of a keyboard event. Autofill sends events without one, and reading
/// those through the typed binding would stop the module.
pub fn key_of(event: &web_sys::KeyboardEvent) -> String {
    let key = js_sys::Reflect::get(event, &"key".into()).ok();
    key.and_then(|key| key.as_string()).unwrap_or_default()
}

/// Whether a key sends what is written: Enter with Ctrl or ⌘, not while characters are composed.
pub fn sends(event: &web_sys::KeyboardEvent) -> bool {
    let with = event.ctrl_key() || event.meta_key();
    with && key_of(event) == "Enter" && !event.is_composing()
}
