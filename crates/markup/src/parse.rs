//! From tokens to nodes.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Expr, Ident, Lit, LitStr, Result, Token, TypePath, braced, token};

/// Everything up to the end, or to a closing tag.
pub struct Nodes(pub Vec<Node>);

/// One place among its siblings.
pub enum Node {
    /// `<div …>…</div>`
    Element(Element),
    /// `<Dialog …>…</Dialog>`
    Component(Component),
    /// `<>…</>`
    Fragment(Vec<Node>),
    /// A literal, as it stands in the source.
    Literal(Lit),
    /// `{ … }`
    Value(TokenStream),
    /// `{ for … }`
    Each(TokenStream),
    /// `if … { … } else …`
    If(Box<If>),
}

/// An element of the document.
pub struct Element {
    /// Its name.
    pub tag: Ident,
    /// Its attributes in order.
    pub attributes: Vec<Attribute>,
    /// What lies inside.
    pub children: Vec<Node>,
}

/// A component.
pub struct Component {
    /// Its type, generics included.
    pub path: TypePath,
    /// Its properties in order.
    pub attributes: Vec<Attribute>,
    /// What lies inside.
    pub children: Vec<Node>,
}

/// A name and a value.
pub struct Attribute {
    /// The name as written, `aria-label`.
    pub name: String,
    /// Its tokens, for handing on to Yew's macro.
    pub tokens: TokenStream,
    /// The value.
    pub value: AttributeValue,
}

/// The value of an attribute.
pub enum AttributeValue {
    /// A text known now.
    Text(LitStr),
    /// Anything else.
    Value(TokenStream),
}

/// A condition with its two sides.
pub struct If {
    /// What stands between `if` and the brace.
    pub condition: Expr,
    /// Where it holds.
    pub then: Vec<Node>,
    /// Where it does not.
    pub otherwise: Option<Vec<Node>>,
}

impl Parse for Nodes {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let mut nodes = Vec::new();
        let at_end = |input: ParseStream<'_>| {
            input.is_empty() || (input.peek(Token![<]) && input.peek2(Token![/]))
        };
        while !at_end(input) {
            nodes.push(input.parse()?);
        }
        Ok(Nodes(nodes))
    }
}

impl Parse for Node {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        if input.peek(Token![<]) {
            tag(input)
        } else if input.peek(Token![if]) {
            condition(input)
        } else if input.peek(token::Brace) {
            let content;
            braced!(content in input);
            if content.peek(Token![for]) {
                content.parse::<Token![for]>()?;
                Ok(Node::Each(content.parse()?))
            } else if content.peek(Lit) && content.peek2(syn::parse::End) {
                Ok(Node::Literal(content.parse()?))
            } else {
                Ok(Node::Value(content.parse()?))
            }
        } else if input.peek(Lit) {
            input.parse().map(Node::Literal)
        } else {
            // A whole `html! { expression }`.
            input.parse().map(Node::Value)
        }
    }
}

fn condition(input: ParseStream<'_>) -> Result<Node> {
    input.parse::<Token![if]>()?;
    let condition = input.call(Expr::parse_without_eager_brace)?;
    let then = inside_braces(input)?;
    let otherwise = if input.peek(Token![else]) {
        input.parse::<Token![else]>()?;
        Some(if input.peek(Token![if]) {
            vec![self::condition(input)?]
        } else {
            inside_braces(input)?
        })
    } else {
        None
    };
    Ok(Node::If(Box::new(If {
        condition,
        then,
        otherwise,
    })))
}

fn inside_braces(input: ParseStream<'_>) -> Result<Vec<Node>> {
    let content;
    braced!(content in input);
    content.parse::<Nodes>().map(|nodes| nodes.0)
}

fn tag(input: ParseStream<'_>) -> Result<Node> {
    input.parse::<Token![<]>()?;
    if input.peek(Token![>]) {
        input.parse::<Token![>]>()?;
        let children = input.parse::<Nodes>()?.0;
        input.parse::<Token![<]>()?;
        input.parse::<Token![/]>()?;
        input.parse::<Token![>]>()?;
        return Ok(Node::Fragment(children));
    }
    let ahead = input.fork();
    let name = Ident::parse_any(&ahead)?;
    let is_element = name.to_string().starts_with(char::is_lowercase) && !ahead.peek(Token![::]);
    if is_element {
        let tag = Ident::parse_any(input)?;
        let (attributes, children) = rest(input, &tag.to_string(), |input| {
            Ident::parse_any(input).map(|name| name.to_string())
        })?;
        Ok(Node::Element(Element {
            tag,
            attributes,
            children,
        }))
    } else {
        let path: TypePath = input.parse()?;
        let (attributes, children) = rest(input, &text(&path), |input| {
            input.parse::<TypePath>().map(|path| text(&path))
        })?;
        Ok(Node::Component(Component {
            path,
            attributes,
            children,
        }))
    }
}

fn text(path: &TypePath) -> String {
    path.to_token_stream().to_string()
}

/// Attributes, children and the closing tag.
fn rest(
    input: ParseStream<'_>,
    opened: &str,
    closing: impl Fn(ParseStream<'_>) -> Result<String>,
) -> Result<(Vec<Attribute>, Vec<Node>)> {
    let mut attributes = Vec::new();
    while !input.peek(Token![>]) && !input.peek(Token![/]) {
        attributes.push(input.parse()?);
    }
    if input.peek(Token![/]) {
        input.parse::<Token![/]>()?;
        input.parse::<Token![>]>()?;
        return Ok((attributes, Vec::new()));
    }
    input.parse::<Token![>]>()?;
    let children = input.parse::<Nodes>()?.0;
    input.parse::<Token![<]>()?;
    input.parse::<Token![/]>()?;
    let at = input.span();
    let closed = closing(input)?;
    if closed != opened {
        return Err(syn::Error::new(
            at,
            format!("expected the end of `{opened}`"),
        ));
    }
    input.parse::<Token![>]>()?;
    Ok((attributes, children))
}

impl Parse for Attribute {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        if input.peek(token::Brace) {
            let content;
            braced!(content in input);
            let name = content.call(Ident::parse_any)?;
            return Ok(Attribute {
                name: name.to_string(),
                tokens: quote::quote!({#name}),
                value: AttributeValue::Value(name.to_token_stream()),
            });
        }
        let first = input.call(Ident::parse_any)?;
        let mut name = first.to_string();
        let mut written = first.to_token_stream();
        while input.peek(Token![-]) {
            let dash = input.parse::<Token![-]>()?;
            let part = input.call(Ident::parse_any)?;
            name.push('-');
            name.push_str(&part.to_string());
            written.extend(quote::quote!(#dash #part));
        }
        let equals = input.parse::<Token![=]>()?;
        let (value, shown) = if input.peek(token::Brace) {
            let content;
            braced!(content in input);
            let tokens: TokenStream = content.parse()?;
            let shown = quote::quote!({#tokens});
            (AttributeValue::Value(tokens), shown)
        } else if input.peek(LitStr) {
            let text: LitStr = input.parse()?;
            let shown = text.to_token_stream();
            (AttributeValue::Text(text), shown)
        } else {
            let literal: Lit = input.parse()?;
            (
                AttributeValue::Value(literal.to_token_stream()),
                literal.to_token_stream(),
            )
        };
        Ok(Attribute {
            name,
            tokens: quote::quote!(#written #equals #shown),
            value,
        })
    }
}
