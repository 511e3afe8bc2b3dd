//! The workspace that is open, and how far its record has come.

use crate::prelude::*;
use huiyin_protocol::workspace::WorkspaceView;
use std::rc::Rc;

/// The workspace: names, presets, units and deputies for forms, today.
#[derive(Clone, PartialEq, Default)]
pub struct Workspace(pub Rc<WorkspaceView>);

/// The position of the last event known, and how often its standing changed without a new
/// one; a page that asked before asks again.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct Head(pub u64, pub u32);

/// The workspace; empty lists until it is open.
#[hook]
pub fn use_workspace() -> Rc<WorkspaceView> {
    use_context::<Workspace>().unwrap_or_default().0
}

/// The position; changes whenever something was recorded, here or elsewhere, or counts otherwise.
#[hook]
pub fn use_head() -> Head {
    use_context::<Head>().unwrap_or_default()
}
