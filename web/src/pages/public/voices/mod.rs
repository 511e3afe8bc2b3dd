//! 民意: the inbox by stage, what is done with many at once, writing one down, counting.

mod acts;
mod bar;
mod choices;
mod counts;
mod filters;
mod raise;
mod record;
mod rows;
mod suggestions;
pub mod texts;

pub use acts::{Act, ActKind};
pub use choices::{Choices, use_choices};
pub use counts::Counts;
pub use raise::Raise;
pub use record::{Record, leave};
pub use rows::{late, stage};

use rows::name;

use super::asking::use_public_ask;
use super::intake::Intake;
use super::pager::{ROWS, first_row, pager, use_last_page};
use super::ticks::{Tick, Ticks, use_ticks};
use crate::app::nav;
use crate::components::empty::empty;
use crate::components::tabs::tabs;
use crate::i18n::{Say, Words, fill, grouped};
use crate::pages::page_head;
use crate::pages::unanswered;
use crate::prelude::*;
use crate::route::{self, Route, Search};
use crate::state::{Session, use_session};
use huiyin_protocol::public::{InboxQuery, InboxView, PublicAsk, PublicReply, VoiceRow};
use huiyin_rules::{Lang, Role};
use std::cell::RefCell;
use texts as t;

/// The stages in the order of the tabs: their stable names, and one tab for all.
const STAGES: [&str; 7] = [
    "new", "passed", "answered", "raised", "merged", "refused", "all",
];

/// As many voices a deputy looks through without narrowing them.
const FEW: u32 = 20;

thread_local! {
    /// The inbox as it was last looked at, so that one comes back to where one was.
    static LAST: RefCell<Search> = RefCell::default();
}

/// The inbox as it was last looked at.
pub fn last_looked_at() -> Route {
    Route::Voices(LAST.with_borrow(Search::clone))
}

/// A voice that was ticked.
#[derive(Clone, Debug, PartialEq)]
pub struct Picked {
    /// Which one.
    pub id: String,
    /// How it begins.
    pub name: String,
    /// Its day and place, which tell it from others that begin the same.
    pub about: String,
}

impl Picked {
    /// Of a row.
    pub fn of(row: &VoiceRow) -> Picked {
        let about = [row.on.as_str(), row.place.as_str()];
        let about: Vec<&str> = about.into_iter().filter(|part| !part.is_empty()).collect();
        Picked {
            id: row.id.clone(),
            name: name(row),
            about: about.join(" "),
        }
    }

    /// How it begins, with day and place.
    pub fn label(&self, lang: Lang) -> String {
        fill(lang.say(t::NAMED), &[&self.name, &self.about])
    }
}

impl Tick for Picked {
    fn key(&self) -> &str {
        &self.id
    }
}

/// Properties of [`Voices`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The filters, from the address.
    pub search: Search,
}

/// The stage that the address names; what is to be dealt with where it names none.
pub(super) fn stage_of(search: &Search) -> &'static str {
    let named = search.get("stage");
    let found = STAGES.into_iter().find(|stage| *stage == named);
    // A list of one drive, station or deputy is about all of its voices.
    let narrowed = is_narrowed(search);
    found.unwrap_or(if narrowed { "all" } else { "new" })
}

/// Whether the address names anything but a stage and a page.
fn is_narrowed(search: &Search) -> bool {
    let mut names = ["drive", "station", "deputy", "q", "late"].into_iter();
    names.any(|name| !search.get(name).is_empty())
}

fn query(search: &Search) -> InboxQuery {
    let option = |name: &str| Some(search.get(name)).filter(|value| !value.is_empty());
    let stages = match stage_of(search) {
        "all" => Vec::new(),
        stage => vec![stage.to_owned()],
    };
    InboxQuery {
        stages,
        station: option("station"),
        deputy: option("deputy"),
        drive: option("drive"),
        text: search.get("q"),
        late: search.get("late") == "1",
        from: first_row(&search.get("page")),
        count: ROWS,
    }
}

/// Whose inbox it is.
#[derive(Clone, Copy, PartialEq)]
enum Whose {
    /// The office's: all voices.
    Office,
    /// A deputy's, on a device that holds them all.
    Deputy,
    /// A deputy's on their own device, which holds theirs.
    Own,
}

impl Whose {
    fn of(session: &Session) -> Whose {
        match session.acting().role {
            Role::Office => Whose::Office,
            _ if session.at_own_device() => Whose::Own,
            _ => Whose::Deputy,
        }
    }

    const fn intro(self) -> Words {
        match self {
            Whose::Office => t::INTRO,
            Whose::Deputy => t::INTRO_OTHER,
            Whose::Own => t::INTRO_OWN,
        }
    }

    /// What is said where nothing ever came.
    const fn none(self) -> Words {
        match self {
            Whose::Office => t::NONE_OFFICE,
            Whose::Deputy => t::NONE_OTHER,
            Whose::Own => t::NONE_OWN,
        }
    }
}

/// The page.
#[component]
pub fn Voices(props: &Props) -> Html {
    let session = use_session();
    let lang = session.lang;
    let whose = Whose::of(&session);
    let is_office = whose == Whose::Office;
    // What is passed to a deputy waits for them as what is new does: they begin with all.
    let search = match whose {
        Whose::Deputy | Whose::Own if props.search.get("stage").is_empty() => {
            props.search.with("stage", "all")
        }
        Whose::Office | Whose::Deputy | Whose::Own => props.search.clone(),
    };
    let picked = use_ticks::<Picked>(&search);
    let answer = use_public_ask(Some(PublicAsk::Inbox(query(&search))));
    let view = match answer.reply.as_deref() {
        Some(PublicReply::Inbox(view)) => Some(view),
        _ => None,
    };
    use_effect_with(props.search.clone(), |search| LAST.set(search.clone()));
    let settled = view.filter(|_| !answer.loading);
    let back = {
        let search = search.clone();
        Callback::from(move |page: String| {
            route::replace(&Route::Voices(search.with("page", &page)));
        })
    };
    use_last_page(
        first_row(&search.get("page")),
        settled.map(|view| (view.rows.len(), view.total)),
        &back,
    );
    let readable = view.is_none_or(|view| view.readable);
    let tools = if readable {
        tools(is_office, lang)
    } else {
        Html::default()
    };
    let body = match view {
        Some(view) if !view.readable => empty(
            lang.say(t::NOT_HERE),
            lang.say(t::NOT_HERE_HINT),
            Html::default(),
        ),
        Some(view) => inbox(view, &search, &picked, whose, lang),
        None => unanswered(&answer, lang),
    };
    html! {
        <div class="page pub-page" aria-busy={answer.loading.then_some("true")}>
            { page_head(lang.say(nav::VOICES), tools) }
            if readable {
                <p class="muted pub-intro">{ lang.say(whose.intro()) }</p>
                if is_office { <Intake /> }
            }
            { body }
        </div>
    }
}

fn tools(is_office: bool, lang: Lang) -> Html {
    html! {
        <>
            { route::link(&Route::VoiceCounts, "btn", html! { lang.say(nav::VOICE_COUNTS) }) }
            if is_office { { route::link(&Route::VoiceNew, "btn btn-primary", html! { lang.say(nav::VOICE_NEW) }) } }
        </>
    }
}

/// The tabs, the filters and the list.
fn inbox(
    view: &InboxView,
    search: &Search,
    picked: &Ticks<Picked>,
    whose: Whose,
    lang: Lang,
) -> Html {
    // A deputy's are with them, whoever else has them.
    let deputies = match whose {
        Whose::Office => view.deputies.clone(),
        Whose::Deputy | Whose::Own => Vec::new(),
    };
    let stage = stage_of(search);
    let all = view.stages.iter().map(|(_, _, count)| count).sum::<u32>();
    let office = whose == Whose::Office;
    // A deputy has few: what is empty takes no room, nor what would narrow a short list.
    let filters = office || all > FEW || is_narrowed(search);
    let shown = |key: &&str| {
        office || *key == stage || ["new", "all"].contains(key) || {
            let mut stages = view.stages.iter();
            stages.any(|(name, _, count)| name == key && *count > 0)
        }
    };
    let items: Vec<(&'static str, String)> = STAGES
        .into_iter()
        .filter(shown)
        .map(|key| (key, tab_label(view, key, lang)))
        .collect();
    let choose = {
        let search = search.clone();
        Callback::from(move |key: &'static str| {
            route::go(&Route::Voices(search.with("stage", key).with("page", "")));
        })
    };
    let go = {
        let search = search.clone();
        Callback::from(move |page: String| route::go(&Route::Voices(search.with("page", &page))))
    };
    let nothing = view.total == 0;
    let (ticked, rows) = (
        picked.all(),
        view.rows.iter().map(Picked::of).collect::<Vec<_>>(),
    );
    html! {
        <>
            { tabs("voices", lang.say(t::STAGES), &items, stage, &choose) }
            <div id="voices-panel" class="panel" role="tabpanel" aria-labelledby={["voices-", stage].concat()}>
                if filters {
                    <filters::Filters search={search.clone()} stations={view.stations.clone()} {deputies} late={view.late} />
                }
                if !ticked.is_empty() {
                    <bar::Bar picked={(*ticked).clone()} elsewhere={picked.elsewhere(&rows)} on_clear={picked.clear()} acts={view.acts.clone()} />
                }
                if nothing {
                    { nothing_here(all == 0, stage, whose, lang) }
                } else {
                    { rows::table(&view.rows, picked, !view.acts.is_empty(), lang) }
                }
                { pager(first_row(&search.get("page")), view.rows.len(), view.total, &go, lang) }
            </div>
        </>
    }
}

/// `待分办 12`.
fn tab_label(view: &InboxView, key: &str, lang: Lang) -> String {
    let (words, count) = if key == "all" {
        let all = view.stages.iter().map(|(_, _, count)| count).sum();
        (lang.say(super::texts::ALL).to_owned(), all)
    } else {
        let found = view.stages.iter().find(|(name, _, _)| name == key);
        found.map_or((key.to_owned(), 0), |(_, words, count)| {
            (words.clone(), *count)
        })
    };
    fill(lang.say(t::COUNTED), &[&words, &grouped(count.into())])
}

/// Nothing to list: because nothing ever came, or because of stage and filters.
fn nothing_here(never: bool, stage: &str, whose: Whose, lang: Lang) -> Html {
    if never {
        let action = if whose == Whose::Office {
            html! {
                <p class="pub-tools">
                    { route::link(&Route::Stations(Search::default()), "btn", html! { lang.say(t::TO_STATIONS) }) }
                    { route::link(&Route::VoiceNew, "btn", html! { lang.say(nav::VOICE_NEW) }) }
                </p>
            }
        } else {
            Html::default()
        };
        return empty(lang.say(t::NONE), lang.say(whose.none()), action);
    }
    if stage == "new" {
        return empty(
            lang.say(t::ALL_DONE),
            lang.say(t::ALL_DONE_HINT),
            Html::default(),
        );
    }
    let reset = Route::Voices(Search::default().with("stage", "all"));
    let reset = route::link(&reset, "btn", html! { lang.say(t::SHOW_ALL) });
    empty(lang.say(t::NO_MATCH), "", reset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_inbox_begins_with_what_is_to_be_dealt_with() {
        let search = Search::default();
        assert_eq!(query(&search).stages, ["new"]);
        assert!(query(&search.with("stage", "all")).stages.is_empty());
        assert!(query(&search.with("drive", "d1")).stages.is_empty());
        assert_eq!(query(&search.with("stage", "none")).stages, ["new"]);
        let passed = search.with("stage", "passed").with("deputy", "李志强");
        assert_eq!(query(&passed).stages, ["passed"]);
        assert_eq!(query(&passed).deputy.as_deref(), Some("李志强"));
    }
}
