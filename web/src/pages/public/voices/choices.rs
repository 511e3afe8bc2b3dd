//! Whom and what a voice can be brought together with.

use super::super::asking::use_public_ask;
use crate::prelude::*;
use crate::state::use_workspace;
use huiyin_protocol::public::{InboxQuery, PublicAsk, PublicReply};
use std::rc::Rc;

/// Stations, deputies, units and categories to choose from.
#[derive(Clone, Default, PartialEq)]
pub struct Choices {
    /// Stations: id and name.
    pub stations: Rc<Vec<(String, String)>>,
    /// Deputies of the roll; those of the ledger where there is no roll.
    pub deputies: Rc<Vec<String>>,
    /// Units.
    pub units: Rc<Vec<String>>,
    /// Categories.
    pub categories: Rc<Vec<String>>,
}

/// The choices; empty lists until they have come.
#[hook]
pub fn use_choices() -> Choices {
    let workspace = use_workspace();
    // The inbox names what its filters can take; no rows are wanted.
    let answer = use_public_ask(Some(PublicAsk::Inbox(InboxQuery::default())));
    let (stations, mut deputies) = match answer.reply.as_deref() {
        Some(PublicReply::Inbox(view)) => (view.stations.clone(), view.deputies.clone()),
        _ => Default::default(),
    };
    for name in &workspace.deputies {
        if !deputies.contains(name) {
            deputies.push(name.clone());
        }
    }
    Choices {
        stations: Rc::new(stations),
        deputies: Rc::new(deputies),
        units: Rc::new(workspace.units.clone()),
        categories: Rc::new(workspace.categories.clone()),
    }
}
