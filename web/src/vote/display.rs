//! Language, text size and contrast: a switch on every screen.
//!
//! On a shared tablet a voter's choice lasts until the card is done; then what was set up comes back.

use super::kiosk;
use crate::platform::{dom, prefs};
use crate::prelude::*;
use huiyin_rules::Lang;

/// How large the text is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Size {
    /// 20 pixels.
    Normal,
    /// A third more.
    Large,
    /// Two thirds more.
    Largest,
}

impl Size {
    /// The sizes, by their names.
    pub const ALL: [(Size, &'static str); 3] = [
        (Size::Normal, ""),
        (Size::Large, "large"),
        (Size::Largest, "largest"),
    ];

    fn name(self) -> &'static str {
        let found = Size::ALL.iter().find(|(size, _)| *size == self);
        found.map_or("", |(_, name)| *name)
    }

    fn read(name: &str) -> Size {
        let found = Size::ALL.iter().find(|(_, other)| *other == name);
        found.map_or(Size::Normal, |(size, _)| *size)
    }

    /// The next one, after the last the first.
    pub fn next(self) -> Size {
        match self {
            Size::Normal => Size::Large,
            Size::Large => Size::Largest,
            Size::Largest => Size::Normal,
        }
    }
}

/// How the page is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Display {
    /// Its language.
    pub lang: Lang,
    /// Its text size.
    pub size: Size,
    /// High contrast.
    pub contrast: bool,
}

impl Display {
    /// As this browser remembers it.
    pub fn remembered() -> Display {
        let display = Display {
            lang: match prefs::get("vote.lang").as_deref() {
                Some("en") => Lang::En,
                _ => Lang::Zh,
            },
            size: Size::read(&prefs::get("vote.size").unwrap_or_default()),
            contrast: prefs::is_on("vote.contrast"),
        };
        display.take_effect();
        display
    }

    /// Keeps it for the next visit.
    pub fn remember(&self) {
        prefs::set("vote.lang", if self.lang == Lang::En { "en" } else { "" });
        prefs::set("vote.size", self.size.name());
        prefs::switch("vote.contrast", self.contrast);
    }

    fn take_effect(&self) {
        dom::root_attribute("lang", Some(self.lang.tag()));
        let size = self.size.name();
        dom::root_attribute("data-size", (!size.is_empty()).then_some(size));
        dom::root_attribute("data-contrast", self.contrast.then_some("high"));
    }
}

/// The context: the display and the way to change it.
#[derive(Clone, PartialEq)]
pub struct DisplayHandle {
    /// The display now.
    pub now: Display,
    /// Changes it; on a tablet of one's own for the next visits too.
    pub change: Callback<Display>,
}

/// The display of the whole page; `App` calls it once.
#[hook]
pub fn use_own_display() -> DisplayHandle {
    let now = use_state_eq(Display::remembered);
    let set = now.setter();
    let change = Callback::from(move |next: Display| {
        next.take_effect();
        if kiosk::poll().is_none() {
            next.remember();
        }
        set.set(next);
    });
    DisplayHandle { now: *now, change }
}

/// The display, from the context.
#[hook]
pub fn use_display() -> DisplayHandle {
    use_context::<DisplayHandle>().unwrap_or_else(|| DisplayHandle {
        now: Display::remembered(),
        change: Callback::noop(),
    })
}
