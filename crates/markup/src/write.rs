//! From nodes to calls of the builder.
//!
//! Every node puts exactly one thing in its place, whatever its value, so that
//! siblings keep their places from one rendering to the next.

use crate::parse::{Attribute, AttributeValue, Component, Element, Node};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Lit;

/// Attributes that are there or not, as in Yew.
const FLAGS: [&str; 13] = [
    "autofocus",
    "controls",
    "disabled",
    "hidden",
    "loop",
    "multiple",
    "novalidate",
    "open",
    "readonly",
    "required",
    "reversed",
    "selected",
    "default",
];

/// The expression of a whole `html!`.
pub fn root(nodes: &[Node]) -> TokenStream {
    match nodes {
        [] => quote!(::yew::Html::default()),
        [Node::Component(one)] => component(one),
        _ => {
            let calls = calls(nodes);
            quote!({
                let mut __maker = crate::markup::Maker::new();
                #calls
                __maker.done()
            })
        }
    }
}

fn calls(nodes: &[Node]) -> TokenStream {
    nodes.iter().map(call).collect()
}

fn call(node: &Node) -> TokenStream {
    match node {
        Node::Element(one) => element(one),
        Node::Component(one) => {
            let made = component(one);
            quote!(__maker.node(#made);)
        }
        Node::Fragment(nodes) => grouped(nodes),
        Node::Literal(Lit::Str(text)) => quote!(__maker.text(#text);),
        Node::Literal(other) => quote!(crate::markup::Child::put(#other, &mut __maker);),
        Node::Value(value) if value.is_empty() => quote!(__maker.nothing();),
        Node::Value(value) => quote!({
            let __value = { #value };
            crate::markup::Child::put(__value, &mut __maker);
        }),
        Node::Each(items) => quote!({
            __maker.begin();
            for __item in #items {
                crate::markup::Child::put(__item, &mut __maker);
            }
            __maker.end();
        }),
        Node::If(one) => {
            let condition = &one.condition;
            let then = one_place(&one.then);
            let otherwise = match &one.otherwise {
                Some(nodes) => one_place(nodes),
                None => quote!(__maker.nothing();),
            };
            quote!(if #condition { #then } else { #otherwise })
        }
    }
}

/// Several nodes in one place.
fn one_place(nodes: &[Node]) -> TokenStream {
    match nodes {
        [] => quote!(__maker.nothing();),
        [one] => call(one),
        several => grouped(several),
    }
}

fn grouped(nodes: &[Node]) -> TokenStream {
    let inside = calls(nodes);
    quote!({
        __maker.begin();
        #inside
        __maker.end();
    })
}

/// A component goes through Yew's macro, with children made by ours.
fn component(one: &Component) -> TokenStream {
    let path = &one.path;
    let attributes = one.attributes.iter().map(|attribute| &attribute.tokens);
    if one.children.is_empty() {
        return quote!(::yew::html!(<#path #(#attributes)* />));
    }
    let children = root(&one.children);
    quote!(::yew::html!(<#path #(#attributes)*>{ #children }</#path>))
}

fn element(one: &Element) -> TokenStream {
    let tag = one.tag.to_string();
    let is_input = tag == "input";
    let has_value = is_input || tag == "textarea";
    let mut keys = Vec::new();
    let mut settings = TokenStream::new();
    for attribute in &one.attributes {
        let name = attribute.name.as_str();
        let special = match name {
            "key" => Some(format_ident!("key")),
            "ref" => Some(format_ident!("node_ref")),
            "checked" if is_input => Some(format_ident!("checked")),
            "value" if has_value => Some(format_ident!("value")),
            _ => None,
        };
        let value = value_of(attribute);
        if let Some(method) = special {
            settings.extend(quote!(__maker.#method(#value);));
        } else if name.starts_with("on") && !name.contains('-') {
            let module = format_ident!("{name}");
            settings.extend(
                quote!(__maker.listen(::yew::html::#module::Wrapper::__macro_new(#value));),
            );
        } else {
            keys.push(name.to_owned());
            settings.extend(if FLAGS.contains(&name) {
                quote!(__maker.flag(#value);)
            } else if matches!(attribute.value, AttributeValue::Text(_)) {
                quote!(__maker.literal(#value);)
            } else {
                quote!(crate::markup::Attribute::set(#value, &mut __maker);)
            });
        }
    }
    let children = calls(&one.children);
    quote!({
        __maker.open(#tag, &[#(#keys),*]);
        #settings
        #children
        __maker.close();
    })
}

fn value_of(attribute: &Attribute) -> TokenStream {
    match &attribute.value {
        AttributeValue::Text(text) => quote!(#text),
        AttributeValue::Value(tokens) => quote!({ #tokens }),
    }
}
