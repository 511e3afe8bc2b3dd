//! The navigation beside (on small screens below) the page.

use crate::i18n::common as t;
use crate::i18n::{Say, Words, fill};
use crate::platform::dom;
use crate::prelude::*;
use crate::route::{Route, Search};
use crate::state::use_session;
use huiyin_rules::{Lang, Role};

crate::i18n::words! {
    CALENDAR = "日历", "Calendar";
    SUPERVISION = "督办", "Supervision";
    UNITS = "承办单位", "Units";
    WINDOWS = "测评窗口", "Windows";
    POLLS = "测评", "Votes";
    POLL_PLAN = "筹备测评", "Preparing a vote";
    POLL_SCREEN = "测评大屏", "Vote, on the big screen";
    VOICES = "民意", "Voices";
    VOICE = "民意详情", "Voice";
    VOICE_NEW = "登记民意", "Write down a voice";
    VOICE_COUNTS = "民意统计", "Counts of voices";
    STATIONS = "联络站", "Stations";
    DRIVES = "意见征集", "Drives";
    DRIVE_NEW = "发起意见征集", "Open a drive";
    BOARD = "公示", "Notice board";
    RULES = "规则", "Rules";
    SHARING = "协同", "Sharing";
    JOIN = "加入共享工作区", "Join a shared workspace";
    WAITING = "，{0} 项待处理", ", {0} waiting";
    MORE = "更多", "More";
}

/// Entries that stand in the bar of a phone; the others unfold.
const FIRST: [Words; 4] = [t::DESK, t::LEDGER, t::CREATE, CALENDAR];
/// The same for deputies, to whom citizens speak.
const FIRST_OF_DEPUTIES: [Words; 4] = [t::DESK, t::LEDGER, t::CREATE, VOICES];

/// The entries: where they lead, what they are called, the path of their mark on a 20×20 grid.
fn entries() -> [(Route, Words, &'static str); 18] {
    let plain = Search::default;
    [
        (
            Route::Desk,
            t::DESK,
            "M3 3h6v6H3zM11 3h6v6h-6zM3 11h6v6H3zM11 11h6v6h-6z",
        ),
        (
            Route::ledger(),
            t::LEDGER,
            "M3 4h14v12H3zM3 8h14M3 12h14M8 4v12",
        ),
        (Route::Create, t::CREATE, "M10 4v12M4 10h12"),
        (
            Route::Calendar(plain()),
            CALENDAR,
            "M3 5h14v12H3zM3 9h14M7 3v3M13 3v3",
        ),
        (
            Route::Supervision(plain()),
            SUPERVISION,
            "M10 3l6 2v5c0 4-3 6-6 7c-3-1-6-3-6-7V5zM7 10l2 2l4-4",
        ),
        (
            Route::Units(plain()),
            UNITS,
            "M3 17h14M5 17V4h7v13M12 8h3v9M7.5 7.5h2M7.5 11h2",
        ),
        (
            Route::Windows(plain()),
            WINDOWS,
            "M4 9v7h12V9M4 9h12M7 9V4h6v5M8.5 6.5h3",
        ),
        (
            Route::Polls(plain()),
            POLLS,
            "M4 3h12v8H4zM7 7l2 2l4-4M3 14h14M6 17h8",
        ),
        (
            Route::Voices(plain()),
            VOICES,
            "M3 4h14v10H9l-4 3v-3H3zM6.5 7.5h7M6.5 10.5h4",
        ),
        (
            Route::Stations(plain()),
            STATIONS,
            "M10 17c-3-4-5-6-5-9a5 5 0 0 1 10 0c0 3-2 5-5 9zM8 8a2 2 0 1 0 4 0a2 2 0 1 0-4 0",
        ),
        (
            Route::Drives,
            DRIVES,
            "M5 3h10v14H5zM8 3v2h4V3M7.5 9l1 1l2-2M7.5 13h5M12 9h1",
        ),
        (
            Route::Board(plain()),
            BOARD,
            "M3 4h14v9H3zM6 7h8M6 10h5M10 13v4M7 17h6",
        ),
        (Route::stats(), t::STATS, "M4 16V9M10 16V4M16 16v-5"),
        (Route::Import, t::IMPORT, "M10 3v9M6 8l4 4 4-4M3 16h14"),
        (
            Route::Rules(plain()),
            RULES,
            "M5 3h10v14H5zM8 7h4M8 10h4M8 13h2",
        ),
        (
            Route::Sharing(plain()),
            SHARING,
            "M4 7h11M12 4l3 3-3 3M16 13H5M8 10l-3 3 3 3",
        ),
        (
            Route::Settings,
            t::SETTINGS,
            "M3 6h8M15 6h2M13 4v4M3 14h2M9 14h8M7 12v4",
        ),
        (
            Route::Help,
            t::GUIDE,
            "M3 10a7 7 0 1 0 14 0a7 7 0 1 0-14 0M8 8a2 2 0 1 1 2 2.5v1.5M10 14v.5",
        ),
    ]
}

/// The title of a place, for the window.
pub fn title(place: &Route) -> Words {
    match place {
        Route::Desk => t::DESK,
        Route::Ledger(_) => t::LEDGER,
        Route::Item(_) => t::ITEM,
        Route::Create | Route::Revise(_) => t::CREATE,
        Route::Import => t::IMPORT,
        Route::Stats(_) => t::STATS,
        Route::Calendar(_) => CALENDAR,
        Route::Supervision(_) => SUPERVISION,
        Route::Units(_) | Route::Unit(_) => UNITS,
        Route::Windows(_) => WINDOWS,
        Route::Polls(_) | Route::Poll(_, _) => POLLS,
        Route::PollPlan(_, _) => POLL_PLAN,
        Route::PollScreen(_) => POLL_SCREEN,
        Route::Voices(_) => VOICES,
        Route::Voice(_) => VOICE,
        Route::VoiceNew => VOICE_NEW,
        Route::VoiceCounts => VOICE_COUNTS,
        Route::Stations(_) => STATIONS,
        Route::Drives | Route::Drive(_) => DRIVES,
        Route::DriveNew => DRIVE_NEW,
        Route::Board(_) => BOARD,
        Route::Rules(_) => RULES,
        Route::Sharing(_) => SHARING,
        Route::Join(_) => JOIN,
        Route::Settings => t::SETTINGS,
        Route::Help => t::GUIDE,
        Route::NotFound => t::NOT_FOUND,
    }
}

/// The entry that a place belongs to.
pub fn entry(place: &Route) -> usize {
    let nearest = match place {
        Route::Item(_) => Route::ledger(),
        Route::Revise(_) => Route::Create,
        Route::Unit(_) => Route::Units(Search::default()),
        Route::Join(_) => Route::Sharing(Search::default()),
        Route::PollPlan(_, _) | Route::Poll(_, _) | Route::PollScreen(_) => {
            Route::Polls(Search::default())
        }
        Route::Voice(_) | Route::VoiceNew | Route::VoiceCounts => Route::Voices(Search::default()),
        Route::Drive(_) | Route::DriveNew => Route::Drives,
        other => other.clone(),
    };
    entries()
        .iter()
        .position(|(route, _, _)| route.same_page(&nearest))
        .unwrap_or(usize::MAX)
}

/// Properties of [`Nav`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The entry of the place we are at.
    pub place: usize,
    /// What waits to be settled on the page about sharing.
    pub waiting: u32,
}

/// The navigation. On a phone the later entries unfold from "more", which folds
/// again when one is chosen.
#[component]
pub fn Nav(props: &Props) -> Html {
    let session = use_session();
    let lang = session.lang;
    let first = match session.acting().role {
        Role::Deputy => FIRST_OF_DEPUTIES,
        Role::Office | Role::Government | Role::Unit => FIRST,
    };
    let open = use_state_eq(|| false);
    {
        let open = open.clone();
        use_effect_with(props.place, move |_| open.set(false));
    }
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let on_key = {
        let open = open.clone();
        Callback::from(move |event: KeyboardEvent| {
            if *open && dom::key_of(&event) == "Escape" {
                open.set(false);
                dom::focus_id("nav-more");
            }
        })
    };
    let entries = entries();
    let here = entries.get(props.place);
    let within = here.is_some_and(|(_, words, _)| !first.contains(words));
    html! {
        <nav class={if *open { "nav is-open" } else { "nav" }} aria-label={lang.say(t::NAV)} onkeydown={on_key}>
            { for entries.into_iter().enumerate().map(|(at, (route, words, path))| {
                let class = match (at == props.place, first.contains(&words)) {
                    (true, true) => "nav-link is-here",
                    (false, true) => "nav-link",
                    (true, false) => "nav-link is-later is-here",
                    (false, false) => "nav-link is-later",
                };
                html! {
                    <a key={at} {class} href={route.href()} aria-current={(at == props.place).then_some("page")}>
                        { icon(path) }
                        <span>{ lang.say(words) }</span>
                        if words == SHARING && props.waiting > 0 {
                            { badge(props.waiting, lang) }
                        }
                    </a>
                }
            }) }
            <button key="more" id="nav-more" type="button" class={if within { "nav-link nav-more is-here" } else { "nav-link nav-more" }}
                aria-expanded={if *open { "true" } else { "false" }} onclick={toggle}>
                { icon("M3 10h2M9 10h2M15 10h2") }
                <span>{ lang.say(MORE) }</span>
            </button>
        </nav>
    }
}

/// How many, in a red disc; read out in words.
fn badge(count: u32, lang: Lang) -> Html {
    let count = count.to_string();
    html! {
        <>
            <span class="nav-badge" aria-hidden="true">{ &count }</span>
            <span class="off-screen">{ fill(lang.say(WAITING), &[&count]) }</span>
        </>
    }
}

fn icon(path: &'static str) -> Html {
    html! { <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false"><path d={path} /></svg> }
}
