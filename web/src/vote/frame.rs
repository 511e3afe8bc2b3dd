//! What every screen has: a heading, the switches of the display, and a foot with the ways on.

use super::display::{Display, Size, use_display};
use super::texts as t;
use crate::components::button::{Kind, button};
use crate::i18n::{Say, fill};
use crate::platform::{dom, files};
use crate::prelude::*;
use crate::state::use_lang;
use huiyin_rules::{Lang, Text};
use wasm_bindgen::JsCast;
use web_sys::{File, HtmlElement, HtmlInputElement};

/// Properties of [`Frame`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The heading. Whenever `screen` changes it gets the focus, or the element `question` does.
    pub title: AttrValue,
    /// What tells this screen from the one before.
    pub screen: AttrValue,
    /// How the box stands; beside the switches.
    #[prop_or_default]
    pub badge: Html,
    /// The ways on, always in view.
    #[prop_or_default]
    pub foot: Html,
    /// What it shows.
    pub children: Html,
}

/// One screen.
#[component]
pub fn Frame(props: &Props) -> Html {
    let heading = use_node_ref();
    {
        let heading = heading.clone();
        use_effect_with(props.screen.clone(), move |_| {
            dom::focus(&heading);
            dom::focus_id("question");
            if let Some(window) = web_sys::window() {
                window.scroll_to_with_x_and_y(0.0, 0.0);
            }
        });
    }
    html! {
        <>
            <header class="bar">
                <h1 ref={heading} class="bar-title" tabindex="-1">{ &props.title }</h1>
                <div class="bar-side">
                    { props.badge.clone() }
                    <Switches />
                </div>
            </header>
            <main class="screen">{ props.children.clone() }</main>
            <footer class="foot">{ props.foot.clone() }</footer>
        </>
    }
}

/// Language, text size, contrast.
#[component]
fn Switches() -> Html {
    let display = use_display();
    let lang = use_lang();
    let now = display.now;
    let set = |next: Display| {
        let change = display.change.clone();
        Callback::from(move |_: MouseEvent| change.emit(next))
    };
    let other = match lang {
        Lang::Zh => Lang::En,
        Lang::En => Lang::Zh,
    };
    let size = lang.say(size_word(now.size));
    let size_next = Display {
        size: now.size.next(),
        ..now
    };
    let contrast = Display {
        contrast: !now.contrast,
        ..now
    };
    html! {
        <div class="switches" role="group" aria-label={lang.say(t::DISPLAY)}>
            <button type="button" class="btn btn-bar" lang={other.tag()} onclick={set(Display { lang: other, ..now })}>{ lang.say(t::LANGUAGE) }</button>
            <button type="button" class="btn btn-bar" onclick={set(size_next)}>{ fill(lang.say(t::SIZE), &[size]) }</button>
            <button type="button" class="btn btn-bar" aria-pressed={pressed(now.contrast)} onclick={set(contrast)}>{ lang.say(t::CONTRAST) }</button>
        </div>
    }
}

/// What a text size is called.
pub fn size_word(size: Size) -> crate::i18n::Words {
    match size {
        Size::Normal => t::SIZE_NORMAL,
        Size::Large => t::SIZE_LARGE,
        Size::Largest => t::SIZE_LARGEST,
    }
}

/// The value of `aria-pressed`.
pub fn pressed(on: bool) -> &'static str {
    if on { "true" } else { "false" }
}

/// Something does not go on: why, and what to do.
pub fn problem(text: &Text, lang: Lang) -> Html {
    html! {
        <div class="problem" role="alert">
            <p class="problem-title">{ lang.say(t::WRONG) }</p>
            <p>{ text.get(lang) }</p>
        </div>
    }
}

/// A way back as a button.
pub fn back(lang: Lang, on_back: Callback<()>) -> Html {
    button(
        Kind::Plain,
        lang.say(t::BACK),
        crate::components::button::click(on_back),
    )
}

/// Properties of [`Choose`].
#[derive(Properties, PartialEq)]
pub struct ChooseProps {
    /// What the button says.
    pub label: AttrValue,
    /// What kinds of file.
    pub accept: AttrValue,
    /// Whether the camera is offered first; see the `capture` attribute.
    #[prop_or_default]
    pub camera: bool,
    /// The main action of its place.
    #[prop_or_default]
    pub main: bool,
    /// Gets the file.
    pub on_file: Callback<File>,
}

/// A button that asks for a file.
#[component]
pub fn Choose(props: &ChooseProps) -> Html {
    let input = use_node_ref();
    let on_change = {
        let on_file = props.on_file.clone();
        Callback::from(move |event: Event| {
            let input = event
                .target()
                .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            if let Some(file) = input.and_then(|input| files::chosen(&input).into_iter().next()) {
                on_file.emit(file);
            }
        })
    };
    let press = {
        let input = input.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(input) = input.cast::<HtmlElement>() {
                input.click();
            }
        })
    };
    let kind = if props.main {
        Kind::Primary
    } else {
        Kind::Plain
    };
    let capture = props.camera.then_some("environment");
    html! {
        <>
            <input ref={input} type="file" class="off-screen" accept={props.accept.clone()} capture={capture} tabindex="-1" aria-hidden="true" onchange={on_change} />
            { button(kind, &props.label, press) }
        </>
    }
}
