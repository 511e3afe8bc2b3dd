//! How far a long work of the engine is.

use crate::platform::engine::{self, Signal};
use crate::prelude::*;
use huiyin_protocol::Push;

/// How far a long work of the engine is, while one is under way: done, of how many.
#[hook]
pub fn use_progress(under_way: bool) -> (u64, u64) {
    let so_far = use_state_eq(|| (0, 0));
    {
        let so_far = so_far.setter();
        use_effect_with(under_way, move |under_way| {
            so_far.set((0, 0));
            let heard = under_way.then(|| {
                engine::listen(move |signal| {
                    if let Signal::Push(Push::Progress { done, total }) = signal {
                        so_far.set((*done, *total));
                    }
                })
            });
            move || drop(heard)
        });
    }
    *so_far
}
