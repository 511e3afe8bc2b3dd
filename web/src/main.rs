//! The Huiyin app in the browser: it shows what the engine answers and asks for what people want.

mod app;
mod components;
mod i18n;
mod pages;
mod platform;
mod route;
mod state;

fn main() {
    platform::panic::install();
    platform::engine::start();
    yew::Renderer::<app::App>::new().render();
}
