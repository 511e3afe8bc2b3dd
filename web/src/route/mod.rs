//! Where in the app we are: a typed router on the address's hash, which works
//! from any folder of any server and inside portals.

pub mod query;
pub mod search;

use crate::platform::{dom, window};
use crate::prelude::*;
use huiyin_protocol::ledger::LedgerQuery;
use huiyin_rules::ids::SuggestionId;
pub use search::Search;
use wasm_bindgen::JsValue;

/// A place in the app.
#[derive(Clone, PartialEq)]
pub enum Route {
    /// 工作台
    Desk,
    /// 建议台账, with its filters and order.
    Ledger(Box<LedgerQuery>),
    /// 建议详情
    Item(SuggestionId),
    /// 登记建议
    Create,
    /// 修改: the form of a draft.
    Revise(SuggestionId),
    /// 导入
    Import,
    /// 统计, with its filters.
    Stats(Box<LedgerQuery>),
    /// 日历: `month`, `mine`.
    Calendar(Search),
    /// 督办: `tab`, `year`, and the tab's own filters.
    Supervision(Search),
    /// 承办单位: `year`.
    Units(Search),
    /// One unit: `name`, `year`.
    Unit(Search),
    /// 测评窗口
    Windows(Search),
    /// 测评
    Polls(Search),
    /// Preparing a poll, or preparing it otherwise: `again` (the poll it repeats).
    PollPlan(Option<String>, Search),
    /// One poll: `step`.
    Poll(String, Search),
    /// One poll on the big screen.
    PollScreen(String),
    /// 民意: `stage`, `station`, `deputy`, `drive`, `q`, `late`, `page`.
    Voices(Search),
    /// One voice.
    Voice(String),
    /// Writing a voice down.
    VoiceNew,
    /// How many voices.
    VoiceCounts,
    /// 联络站: `tab`, and the tab's own filters.
    Stations(Search),
    /// 意见征集
    Drives,
    /// Opening a drive.
    DriveNew,
    /// One drive.
    Drive(String),
    /// 公示: `shown`, `q`, `page`.
    Board(Search),
    /// 规则
    Rules(Search),
    /// 协同: `tab`, `do`.
    Sharing(Search),
    /// 加入共享工作区: the invitation.
    Join(Search),
    /// 设置
    Settings,
    /// 帮助
    Help,
    /// An address that names nothing.
    NotFound,
}

impl Route {
    /// A step of a poll.
    pub fn poll(id: &str, step: &str) -> Route {
        Route::Poll(id.to_owned(), Search::default().with("step", step))
    }

    /// Whether it fills the window, without the frame around it.
    pub fn is_bare(&self) -> bool {
        matches!(self, Route::PollScreen(_))
    }

    /// The ledger without filters.
    pub fn ledger() -> Route {
        Route::Ledger(Box::default())
    }

    /// The statistics of everything.
    pub fn stats() -> Route {
        Route::Stats(Box::default())
    }

    /// One unit's year.
    pub fn unit(name: &str, year: i32) -> Route {
        let search = Search::default().with("name", name);
        Route::Unit(search.with("year", &year.to_string()))
    }

    /// The hash that leads here, `#` included.
    pub fn href(&self) -> String {
        match self {
            Route::Desk => "#/desk".to_owned(),
            Route::Ledger(query) => query::append("#/ledger", query),
            Route::Item(id) => ["#/item/", id.as_str()].concat(),
            Route::Create => "#/new".to_owned(),
            Route::Revise(id) => ["#/revise/", id.as_str()].concat(),
            Route::Import => "#/import".to_owned(),
            Route::Stats(query) => query::append("#/stats", query),
            Route::Calendar(search) => search.after("#/calendar"),
            Route::Supervision(search) => search.after("#/supervision"),
            Route::Units(search) => search.after("#/units"),
            Route::Unit(search) => search.after("#/unit"),
            Route::Windows(search) => search.after("#/windows"),
            Route::Polls(search) => search.after("#/polls"),
            Route::PollPlan(None, search) => search.after("#/poll-plan"),
            Route::PollPlan(Some(id), search) => search.after(&["#/poll-plan/", id].concat()),
            Route::Poll(id, search) => search.after(&["#/poll/", id].concat()),
            Route::PollScreen(id) => ["#/poll/", id, "/screen"].concat(),
            Route::Voices(search) => search.after("#/voices"),
            Route::Voice(id) => ["#/voice/", id].concat(),
            Route::VoiceNew => "#/voice-new".to_owned(),
            Route::VoiceCounts => "#/voice-counts".to_owned(),
            Route::Stations(search) => search.after("#/stations"),
            Route::Drives => "#/drives".to_owned(),
            Route::DriveNew => "#/drive-new".to_owned(),
            Route::Drive(id) => ["#/drive/", id].concat(),
            Route::Board(search) => search.after("#/board"),
            Route::Rules(search) => search.after("#/rules"),
            Route::Sharing(search) => search.after("#/sharing"),
            Route::Join(search) => search.after("#/join"),
            Route::Settings => "#/settings".to_owned(),
            Route::Help => "#/help".to_owned(),
            Route::NotFound => "#/".to_owned(),
        }
    }

    /// Reads a hash, with or without `#`.
    pub fn parse(hash: &str) -> Route {
        let hash = hash.trim_start_matches('#').trim_start_matches('/');
        let (path, search) = hash.split_once('?').unwrap_or((hash, ""));
        let (head, rest) = path.split_once('/').unwrap_or((path, ""));
        match head {
            "" | "desk" => Route::Desk,
            "ledger" => Route::Ledger(Box::new(query::parse(search))),
            "stats" => Route::Stats(Box::new(query::parse(search))),
            "item" => SuggestionId::try_from(rest).map_or(Route::NotFound, Route::Item),
            "revise" => SuggestionId::try_from(rest).map_or(Route::NotFound, Route::Revise),
            "new" => Route::Create,
            "import" => Route::Import,
            "calendar" => Route::Calendar(Search::new(search)),
            "supervision" => Route::Supervision(Search::new(search)),
            "units" => Route::Units(Search::new(search)),
            "unit" => Route::Unit(Search::new(search)),
            "windows" => Route::Windows(Search::new(search)),
            "polls" => Route::Polls(Search::new(search)),
            "poll-plan" => Route::PollPlan(
                Some(rest.to_owned()).filter(|id| !id.is_empty()),
                Search::new(search),
            ),
            "poll" => match rest.split_once('/') {
                Some((id, "screen")) if !id.is_empty() => Route::PollScreen(id.to_owned()),
                None if !rest.is_empty() => Route::Poll(rest.to_owned(), Search::new(search)),
                _ => Route::NotFound,
            },
            "voices" => Route::Voices(Search::new(search)),
            "voice" if !rest.is_empty() => Route::Voice(rest.to_owned()),
            "voice-new" => Route::VoiceNew,
            "voice-counts" => Route::VoiceCounts,
            "stations" => Route::Stations(Search::new(search)),
            "drives" => Route::Drives,
            "drive" if !rest.is_empty() => Route::Drive(rest.to_owned()),
            "drive-new" => Route::DriveNew,
            "board" => Route::Board(Search::new(search)),
            "rules" => Route::Rules(Search::new(search)),
            "sharing" => Route::Sharing(Search::new(search)),
            "join" => Route::Join(Search::new(search)),
            "settings" => Route::Settings,
            "help" => Route::Help,
            _ => Route::NotFound,
        }
    }

    /// What makes a page another page: filters do not, another suggestion or unit does.
    pub fn key(&self) -> String {
        let href = self.href();
        match (self, href.split_once('?')) {
            (Route::Unit(search), _) => search.get("name"),
            (_, Some((path, _))) => path.to_owned(),
            (_, None) => href,
        }
    }

    /// Whether both are the same page, whatever their filters.
    pub fn same_page(&self, other: &Route) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

/// Where the address says we are.
pub fn current() -> Route {
    Route::parse(&window::hash())
}

/// Goes to a place; it can be left with the browser's Back.
pub fn go(route: &Route) {
    window::set_hash(&route.href());
}

/// Changes the address of the place we are at, without a step in the history:
/// for filters that change with every key.
pub fn replace(route: &Route) {
    let Some(window) = web_sys::window() else {
        return;
    };
    if let Ok(history) = window.history() {
        let href = route.href();
        if history
            .replace_state_with_url(&JsValue::NULL, "", Some(&href))
            .is_ok()
        {
            // `replaceState` tells nobody, so the same event as for links is sent.
            if let Ok(event) = web_sys::Event::new("hashchange") {
                let _ = window.dispatch_event(&event);
            }
            return;
        }
    }
    go(route);
}

/// The current place; the component renders again when it changes.
#[hook]
pub fn use_location() -> Route {
    let route = use_state_eq(current);
    let seen = route.clone();
    use_effect_with((), move |()| {
        let heard = window::on("hashchange", move |_| seen.set(current()));
        move || drop(heard)
    });
    (*route).clone()
}

/// A link to a place.
pub fn link(route: &Route, class: &'static str, inside: Html) -> Html {
    html! { <a class={class} href={route.href()}>{ inside }</a> }
}

/// Moves the focus to the page's heading, so that a screen reader begins there.
pub fn focus_heading() {
    dom::focus_id("page-title");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_of_polls_are_written_and_read_back() {
        for place in [
            Route::Polls(Search::default()),
            Route::PollPlan(None, Search::default().with("again", "a1")),
            Route::PollPlan(Some("b2".to_owned()), Search::default()),
            Route::poll("c3", "vote"),
            Route::PollScreen("d4".to_owned()),
        ] {
            assert!(Route::parse(&place.href()) == place, "{}", place.href());
        }
        for nothing in ["#/poll", "#/poll/", "#/poll/a/b"] {
            assert!(Route::parse(nothing) == Route::NotFound, "{nothing}");
        }
    }

    #[test]
    fn places_of_the_public_side_are_written_and_read_back() {
        for place in [
            Route::Voices(Search::default().with("stage", "passed").with("q", "路灯")),
            Route::Voice("a1".to_owned()),
            Route::VoiceNew,
            Route::VoiceCounts,
            Route::Stations(Search::default().with("tab", "codes")),
            Route::Drives,
            Route::DriveNew,
            Route::Drive("b2".to_owned()),
            Route::Board(Search::default().with("shown", "1")),
        ] {
            assert!(Route::parse(&place.href()) == place, "{}", place.href());
        }
        for nothing in ["#/voice", "#/voice/", "#/drive/"] {
            assert!(Route::parse(nothing) == Route::NotFound, "{nothing}");
        }
    }
}
