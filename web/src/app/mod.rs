//! The frame of the app: top bar, navigation, the page, notices; and the contexts around them.

mod act_as;
mod demo;
mod help;
pub mod nav;
mod overlay;
mod synced;
mod top;

pub use overlay::{Overlay, all as all_overlays, none as no_overlays};

use crate::components::empty::loading;
use crate::components::error_box::ErrorBox;
use crate::components::notices::NoticeHost;
use crate::i18n::Say;
use crate::i18n::common as t;
use crate::platform::{dom, engine};
use crate::prelude::*;
use crate::route::{self, Route};
use crate::state::notices;
use crate::state::session::{Change, Session, SessionHandle};
use crate::state::workspace::{Head, Workspace};
use huiyin_protocol::{Failure, Push, Reply, Request};
use huiyin_rules::{Lang, Party};
use std::cell::Cell;
use std::rc::Rc;

/// How far the opening of the workspace has come.
#[derive(Clone, PartialEq)]
enum Opening {
    /// Under way.
    Waiting,
    /// Open.
    Open,
    /// It could not be opened.
    Failed(Rc<Failure>),
}

/// The pages and overlays a build holds.
#[derive(Clone, Copy)]
pub struct Pages {
    /// The page of a place, or nothing where the build has none.
    pub page: fn(&Route) -> Option<Html>,
    /// What lies over the page, or nothing where the build has none; the callback closes it.
    pub overlay: fn(Overlay, Callback<()>) -> Option<Html>,
}

impl PartialEq for Pages {
    /// A build has one set of pages for as long as it runs.
    fn eq(&self, _: &Pages) -> bool {
        true
    }
}

/// What differs between the first view and the whole app.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The pages.
    pub pages: Pages,
    /// Called when a page is wanted that is not among them.
    pub wanted: Option<Callback<()>>,
    /// Called when the first page is there, with what to call once it is to be seen.
    pub opened: Callback<Callback<()>>,
}

/// The whole app.
#[component]
pub fn App(props: &Props) -> Html {
    let session = use_reducer_eq(Session::remembered);
    let workspace = use_state_eq(Workspace::default);
    let head = use_state_eq(Head::default);
    let opening = use_state_eq(|| Opening::Waiting);
    let dead = use_state_eq(engine::death);
    let progress = use_state_eq(|| None::<(u64, u64)>);
    let attempt = use_state_eq(|| 0u32);
    let overlay = use_state_eq(|| None::<Overlay>);
    let told = use_memo((), |()| Cell::new(Head::default()));

    {
        let (head, dead, progress) = (head.clone(), dead.clone(), progress.clone());
        let told = told.clone();
        let session = session.clone();
        use_effect_with(session.lang, move |lang| {
            let lang = *lang;
            let heard = engine::listen(move |signal| match signal {
                engine::Signal::Push(Push::Changed { head: position }) => {
                    let last = told.get();
                    // What came from elsewhere can count otherwise than before without being more.
                    let again = u32::from(last.0 == *position);
                    told.set(Head(*position, last.1 + again));
                    head.set(told.get());
                }
                engine::Signal::Push(Push::Progress { done, total }) => {
                    progress.set(Some((*done, *total)))
                }
                engine::Signal::Push(Push::StorageTrouble { zh, en }) => {
                    notices::failed(if lang == Lang::Zh { zh } else { en }.clone());
                }
                engine::Signal::Dead(message) => dead.set(Some(message.clone())),
            });
            move || drop(heard)
        });
    }
    {
        // Asked again after every change: new units and deputies come into the forms.
        let (workspace, opening, head) = (workspace.clone(), opening.clone(), head.clone());
        let (own, told) = (session.dispatcher(), told.clone());
        use_effect_with((session.lang, *head, *attempt), move |_| {
            engine::ask_then(Request::Open, move |answer| match answer {
                Ok(Reply::Workspace(view)) => {
                    if *opening != Opening::Open && view.events == 0 && view.own.is_none() {
                        demo::offer();
                    }
                    own.dispatch(Change::Fixed(view.own.as_ref().map(|own| Party {
                        role: own.role,
                        name: own.party.clone(),
                    })));
                    // A push may have been quicker and know of more.
                    let last = told.get();
                    told.set(Head(view.head.max(last.0), last.1));
                    head.set(told.get());
                    workspace.set(Workspace(Rc::new(view)));
                    opening.set(Opening::Open);
                }
                Ok(_) => {}
                Err(failure) if *opening != Opening::Open => {
                    opening.set(Opening::Failed(Rc::new(failure)))
                }
                // The workspace is open and stays usable; the page's own question will say what is wrong.
                Err(_) => {}
            });
        });
    }

    let mark = synced::use_mark(*opening == Opening::Open);
    let waiting = workspace.0.conflicts + mark.asked;
    let place = route::use_location();
    let page_title = nav::title(&place);
    {
        let title = session.lang.say(page_title);
        let name = workspace.0.name.clone();
        let brand = session.lang.say(t::BRAND);
        use_effect_with((title, name, brand), |(title, name, brand)| {
            dom::set_title(title, name, brand)
        });
    }
    {
        let first = use_mut_ref(|| true);
        let place = place.clone();
        use_effect_with(place.key(), move |_| {
            // Not on arrival: the browser has its own place to begin.
            if !std::mem::replace(&mut *first.borrow_mut(), false) {
                route::focus_heading();
            }
        });
    }

    let page = match &*opening {
        Opening::Open => (props.pages.page)(&place),
        Opening::Waiting | Opening::Failed(_) => None,
    };
    let over = {
        let close = overlay.clone();
        let close = Callback::from(move |()| close.set(None));
        overlay.and_then(|overlay| (props.pages.overlay)(overlay, close))
    };
    {
        let lacking = page.is_none() || (overlay.is_some() && over.is_none());
        let wanted = props.wanted.clone().filter(|_| lacking);
        let asked = *overlay;
        use_effect_with(
            (*opening == Opening::Open, place.key(), asked),
            move |(open, _, _)| {
                if let (true, Some(wanted)) = (*open, wanted) {
                    overlay::leave(asked);
                    wanted.emit(());
                }
            },
        );
    }
    {
        // A workspace that cannot be opened has something to show as well: why.
        let opened = props.opened.clone();
        let overlay = overlay.clone();
        use_effect_with(*opening == Opening::Waiting, move |waiting| {
            if !waiting {
                // Only then: a dialog takes the focus, which nothing out of sight can have. And only
                // by whom the first view left it for: its own callback never calls back.
                opened.emit(Callback::from(move |()| {
                    if let Some(left) = overlay::left() {
                        overlay.set(Some(left));
                    }
                }));
            }
        });
    }
    overlay::use_help_key(overlay.setter());
    let open_overlay = {
        let overlay = overlay.clone();
        Callback::from(move |wanted| overlay.set(Some(wanted)))
    };

    let change = {
        let dispatch = session.dispatcher();
        use_callback((), move |change, ()| dispatch.dispatch(change))
    };
    let handle = SessionHandle {
        now: Rc::new((*session).clone()),
        change,
    };
    let lang = session.lang;
    let body = match &*opening {
        Opening::Waiting => html! {
            <div class="page">
                { loading(lang.say(t::OPENING)) }
                if let Some((done, total)) = *progress {
                    { crate::components::progress::progress("", done, total, None, lang) }
                }
            </div>
        },
        Opening::Failed(failure) => {
            let again = {
                let (attempt, opening) = (attempt.clone(), opening.clone());
                Callback::from(move |()| {
                    opening.set(Opening::Waiting);
                    attempt.set(*attempt + 1);
                })
            };
            html! { <div class="page"><ErrorBox failure={failure.clone()} {again} /></div> }
        }
        Opening::Open => match page {
            Some(page) => page,
            None => html! { <div class="page">{ loading(lang.say(t::LOADING)) }</div> },
        },
    };
    html! {
        <ContextProvider<SessionHandle> context={handle}>
        <ContextProvider<Lang> context={lang}>
        <ContextProvider<Workspace> context={(*workspace).clone()}>
        <ContextProvider<Head> context={*head}>
            <a class="skip" href="#page-title" onclick={Callback::from(|event: MouseEvent| {
                event.prevent_default();
                route::focus_heading();
            })}>{ lang.say(t::SKIP) }</a>
            <div class={if place.is_bare() { "bare" } else { "frame" }}>
                if !place.is_bare() {
                    <top::Top open={open_overlay} {mark} />
                    <nav::Nav place={nav::entry(&place)} waiting={waiting} />
                }
                <main id="main" class="main">
                    if let Some(message) = &*dead {
                        { gone(message, lang) }
                    }
                    if *opening == Opening::Open && !workspace.0.durable {
                        <p class="banner banner-warn" role="alert">{ lang.say(t::NOT_DURABLE) }</p>
                    }
                    { body }
                </main>
            </div>
            <NoticeHost />
            { over }
        </ContextProvider<Head>>
        </ContextProvider<Workspace>>
        </ContextProvider<Lang>>
        </ContextProvider<SessionHandle>>
    }
}

/// The engine stopped: nothing can be saved any more.
fn gone(message: &str, lang: Lang) -> Html {
    let reload = Callback::from(|_: MouseEvent| {
        if let Some(window) = web_sys::window() {
            let _ = window.location().reload();
        }
    });
    html! {
        <div class="banner banner-bad" role="alert">
            <span>{ lang.say(t::ENGINE_DEAD) }</span>
            { crate::components::button::button(crate::components::button::Kind::Plain, lang.say(t::RELOAD), reload) }
            <details><summary>{ lang.say(t::CODE) }</summary><pre>{ message }</pre></details>
        </div>
    }
}
