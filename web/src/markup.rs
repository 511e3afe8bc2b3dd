//! What our `html!` (crate `huiyin-markup`) calls: builds Yew's nodes step by
//! step, out of line, so that each element costs a few bytes where it stands.

use std::rc::Rc;
use yew::virtual_dom::{
    AttributeOrProperty, Attributes, Key, Listener, Listeners, VList, VNode, VTag, VText,
};
use yew::{AttrValue, Classes, NodeRef};

/// An element that is not closed yet.
struct Open {
    tag: &'static str,
    keys: &'static [&'static str],
    values: Vec<Option<AttributeOrProperty>>,
    listeners: Vec<Option<Rc<dyn Listener>>>,
    key: Option<Key>,
    node_ref: NodeRef,
    value: Option<AttrValue>,
    checked: Option<bool>,
    /// Where its children begin.
    from: usize,
}

/// Builds one tree.
#[derive(Default)]
pub struct Maker {
    open: Vec<Open>,
    groups: Vec<usize>,
    nodes: Vec<VNode>,
}

impl Maker {
    /// An empty tree.
    #[inline(never)]
    pub fn new() -> Maker {
        Maker::default()
    }

    /// Begins an element with these attributes, whose values follow in the same order.
    #[inline(never)]
    pub fn open(&mut self, tag: &'static str, keys: &'static [&'static str]) {
        let from = self.nodes.len();
        self.open.push(Open {
            tag,
            keys,
            values: Vec::with_capacity(keys.len()),
            listeners: Vec::new(),
            key: None,
            node_ref: NodeRef::default(),
            value: None,
            checked: None,
            from,
        });
    }

    /// Ends the element.
    #[inline(never)]
    pub fn close(&mut self) {
        let Some(open) = self.open.pop() else {
            return;
        };
        let children = self.take(open.from);
        let attributes = Attributes::Dynamic {
            keys: open.keys,
            values: open.values.into(),
        };
        let listeners = if open.listeners.is_empty() {
            Listeners::None
        } else {
            Listeners::Pending(open.listeners.into())
        };
        let (node_ref, key, value) = (open.node_ref, open.key, open.value);
        let tag = match open.tag {
            "input" => VTag::__new_input(value, open.checked, node_ref, key, attributes, listeners),
            "textarea" => VTag::__new_textarea(value, None, node_ref, key, attributes, listeners),
            name => {
                let name = AttrValue::Static(name);
                VTag::__new_other(name, node_ref, key, attributes, listeners, children)
            }
        };
        self.nodes.push(VNode::VTag(Rc::new(tag)));
    }

    /// Begins several nodes in one place.
    #[inline(never)]
    pub fn begin(&mut self) {
        self.groups.push(self.nodes.len());
    }

    /// Ends them.
    #[inline(never)]
    pub fn end(&mut self) {
        let from = self.groups.pop().unwrap_or_default();
        let list = VList::with_children(self.nodes.split_off(from), None);
        self.nodes.push(VNode::VList(Rc::new(list)));
    }

    /// A place that holds nothing this time.
    #[inline(never)]
    pub fn nothing(&mut self) {
        self.nodes.push(VNode::default());
    }

    /// A finished node.
    #[inline(never)]
    pub fn node(&mut self, node: VNode) {
        self.nodes.push(node);
    }

    /// A text that never changes.
    #[inline(never)]
    pub fn text(&mut self, text: &'static str) {
        self.put_text(AttrValue::Static(text));
    }

    #[inline(never)]
    fn put_text(&mut self, text: AttrValue) {
        self.nodes.push(VNode::VText(VText::new(text)));
    }

    #[inline(never)]
    fn copy_text(&mut self, text: &str) {
        self.put_text(AttrValue::Rc(Rc::from(text)));
    }

    /// The whole.
    #[inline(never)]
    pub fn done(mut self) -> VNode {
        self.take(0)
    }

    /// Everything from a place on as one node.
    fn take(&mut self, from: usize) -> VNode {
        match self.nodes.len() - from {
            0 => VNode::default(),
            1 => self.nodes.pop().unwrap_or_default(),
            _ => VNode::VList(Rc::new(VList::with_children(
                self.nodes.split_off(from),
                None,
            ))),
        }
    }

    /// The next attribute is a text known beforehand.
    #[inline(never)]
    pub fn literal(&mut self, text: &'static str) {
        self.push(Some(AttributeOrProperty::Static(text)));
    }

    /// The next attribute is there or not.
    #[inline(never)]
    pub fn flag(&mut self, on: bool) {
        self.push(on.then_some(AttributeOrProperty::Static("")));
    }

    #[inline(never)]
    fn attribute(&mut self, value: Option<AttrValue>) {
        self.push(value.map(AttributeOrProperty::Attribute));
    }

    #[inline(never)]
    fn push(&mut self, value: Option<AttributeOrProperty>) {
        if let Some(open) = self.open.last_mut() {
            open.values.push(value);
        }
    }

    /// What keeps the element's place among its siblings.
    pub fn key(&mut self, key: impl Into<Key>) {
        self.put_key(key.into());
    }

    #[inline(never)]
    fn put_key(&mut self, key: Key) {
        if let Some(open) = self.open.last_mut() {
            open.key = Some(key);
        }
    }

    /// Where the element can be reached.
    #[inline(never)]
    pub fn node_ref(&mut self, node_ref: impl Into<NodeRef>) {
        if let Some(open) = self.open.last_mut() {
            open.node_ref = node_ref.into();
        }
    }

    /// What stands in an input.
    pub fn value(&mut self, value: impl Into<AttrValue>) {
        self.put_value(value.into());
    }

    #[inline(never)]
    fn put_value(&mut self, value: AttrValue) {
        if let Some(open) = self.open.last_mut() {
            open.value = Some(value);
        }
    }

    /// Whether an input is ticked.
    #[inline(never)]
    pub fn checked(&mut self, on: bool) {
        if let Some(open) = self.open.last_mut() {
            open.checked = Some(on);
        }
    }

    /// Hears an event.
    #[inline(never)]
    pub fn listen(&mut self, listener: Option<Rc<dyn Listener>>) {
        if let Some(open) = self.open.last_mut() {
            open.listeners.push(listener);
        }
    }
}

/// What can be the value of an attribute. `None` leaves it out.
pub trait Attribute {
    /// Sets the next attribute.
    fn set(self, maker: &mut Maker);
}

impl Attribute for &'static str {
    #[inline(always)]
    fn set(self, maker: &mut Maker) {
        maker.literal(self);
    }
}

macro_rules! attribute {
    ($($type:ty: |$value:ident| $text:expr;)+) => {$(
        impl Attribute for $type {
            #[inline(never)]
            fn set(self, maker: &mut Maker) {
                let $value = self;
                maker.attribute($text);
            }
        }
    )+};
}

attribute! {
    String: |value| Some(AttrValue::from(value));
    AttrValue: |value| Some(value);
    Option<&'static str>: |value| value.map(AttrValue::Static);
    Option<String>: |value| value.map(AttrValue::from);
    Option<AttrValue>: |value| value;
    Classes: |value| Some(AttrValue::from(value.to_string()));
}

/// What can stand among nodes.
pub trait Child {
    /// Puts it into its one place.
    fn put(self, maker: &mut Maker);
}

impl Child for VNode {
    #[inline(always)]
    fn put(self, maker: &mut Maker) {
        maker.node(self);
    }
}

impl Child for &str {
    #[inline(always)]
    fn put(self, maker: &mut Maker) {
        maker.copy_text(self);
    }
}

impl Child for &String {
    #[inline(always)]
    fn put(self, maker: &mut Maker) {
        maker.copy_text(self);
    }
}

impl<T: Child> Child for Option<T> {
    fn put(self, maker: &mut Maker) {
        match self {
            Some(child) => child.put(maker),
            None => maker.nothing(),
        }
    }
}

macro_rules! child {
    ($($type:ty: |$value:ident, $maker:ident| $put:expr;)+) => {$(
        impl Child for $type {
            #[inline(never)]
            fn put(self, $maker: &mut Maker) {
                let $value = self;
                $put
            }
        }
    )+};
}

child! {
    String: |value, maker| maker.put_text(AttrValue::from(value));
    AttrValue: |value, maker| maker.put_text(value);
    &AttrValue: |value, maker| maker.put_text(value.clone());
    u32: |value, maker| maker.put_text(AttrValue::from(value.to_string()));
    u64: |value, maker| maker.put_text(AttrValue::from(value.to_string()));
    usize: |value, maker| maker.put_text(AttrValue::from(value.to_string()));
    Vec<VNode>: |value, maker| maker.node(VNode::VList(Rc::new(VList::with_children(value, None))));
}
