//! The Huiyin app in the browser.
fn main() {}
