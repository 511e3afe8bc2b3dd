//! Two builds of one app, and how the second takes over from the first.
//!
//! The first view (the frame and the desk) has to be on the screen before a
//! slow line has brought the rest, so it is a module of its own. The other
//! module holds the same frame with every page. Once another page than the desk
//! is wanted the first asks the boot script for the second; that one mounts out
//! of sight, opens the workspace through the same engine worker, and when it has
//! something to show the two change places, though not between the press and the
//! release of a click. From then on only the second runs.

use crate::app::{App, Pages, Props, all_overlays, no_overlays};
use crate::pages;
use crate::platform::press::Presses;
use crate::platform::{codec, dom, engine, page, panic};
use std::cell::RefCell;
use yew::{AppHandle, Callback};

/// Sent by the second module when it is ready to be seen.
const EVENT: &str = "huiyin:handover";

thread_local! {
    static FIRST: RefCell<Option<AppHandle<App>>> = const { RefCell::new(None) };
}

/// Runs the first view.
pub fn first_view() {
    panic::install();
    engine::start(1, codec::FIRST);
    let Some(root) = dom::new_root(false) else {
        return;
    };
    let wanted = Callback::from(|()| page::want_pages());
    let props = Props {
        pages: Pages {
            page: pages::first,
            overlay: no_overlays,
        },
        wanted: Some(wanted),
        opened: Callback::noop(),
    };
    let handle = yew::Renderer::<App>::with_root_and_props(root.clone(), props).render();
    FIRST.with_borrow_mut(|first| *first = Some(handle));
    page::on_window_once(EVENT, move || {
        // Between two turns of its own event loop, so that no component is at work while it goes.
        if let Some(handle) = FIRST.with_borrow_mut(Option::take) {
            handle.destroy();
        }
        root.remove();
    });
}

/// Runs every page, taking over from the first view.
pub fn all_pages() {
    panic::install();
    // Far from the first module's numbers: its late answers must not be taken for ours.
    engine::start(0x4000_0000, codec::ALL);
    let Some(root) = dom::new_root(true) else {
        return;
    };
    let shown = root.clone();
    let presses = Presses::watch();
    let props = Props {
        pages: Pages {
            page: pages::page,
            overlay: all_overlays,
        },
        wanted: None,
        opened: Callback::from(move |then: Callback<()>| {
            let shown = shown.clone();
            presses.when_over(move || {
                page::tell_window(EVENT);
                // Fails only on a malformed name.
                let _ = shown.remove_attribute("hidden");
                crate::route::focus_heading();
                then.emit(());
            });
        }),
    };
    yew::Renderer::<App>::with_root_and_props(root, props).render();
}
