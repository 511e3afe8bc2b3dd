//! The same markup as Yew's `html!`, compiled to a row of small calls.
//!
//! Yew's macro builds every element inline, about 300 bytes of WebAssembly
//! each; an app of a few hundred elements then weighs more than twice what a
//! slow intranet should load. This macro reads the same syntax and writes calls
//! to a builder (`crate::markup::Maker` of the crate that uses it), about 20
//! bytes each. Components, whose properties have types, still go through
//! Yew's macro, one at a time.
//!
//! Understood: elements, components (with generics), fragments, literals,
//! `{ expression }`, `{ for iterator }`, `if`/`if let`/`else`, attributes as
//! `name="literal"`, `name={expression}`, `{name}`, `key`, `ref`, `on…`.

mod parse;
mod write;

use proc_macro::TokenStream;

/// Markup to a `yew::Html`.
#[proc_macro]
pub fn html(input: TokenStream) -> TokenStream {
    let nodes = syn::parse_macro_input!(input as parse::Nodes);
    write::root(&nodes.0).into()
}
