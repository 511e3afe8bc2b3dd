//! How what lies on the server stands to what is approved, and what is done about it: what was
//! withdrawn goes at once and by itself, everything else when somebody presses.

use super::texts as t;
use crate::i18n::{Say, fill_number};
use crate::pages::public::intake::ask_desk;
use crate::platform::public::ask_public;
use crate::platform::sharing;
use crate::prelude::*;
use crate::state::{notices, use_head, use_lang};
use gloo_timers::callback::Interval;
use huiyin_protocol::Failure;
use huiyin_protocol::public::{BoardDue, PublicAsk, PublicReply};
use huiyin_protocol::sharing::{DeskAsk, DeskReply, SharingRequest};
use huiyin_rules::Lang;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// Files put at once.
const AT_ONCE: usize = 100;
/// Milliseconds until it is tried again to take away what was withdrawn.
const EVERY: u32 = 15_000;

/// Paths and hashes, or paths and texts.
type Files = Vec<(String, String)>;

/// What is known of the server's files.
#[derive(Clone, PartialEq)]
pub struct Seen {
    /// How they stand to what is approved.
    pub due: BoardDue,
    /// Whether anything lies there.
    pub any: bool,
}

/// How it stands.
pub struct Standing {
    /// As last seen; while the server is away, what lay there before beside what is approved now.
    pub seen: Option<Rc<Seen>>,
    /// Why the last look or the last work came to nothing.
    pub failure: Option<Rc<Failure>>,
    /// Whether somebody pressed, what is done, of how much; `None` where nothing is being done.
    pub step: Option<(bool, u64, u64)>,
    /// Looks and takes away what was withdrawn; with `true` then publishes everything.
    pub run: Callback<bool>,
}

/// Looks whenever something was recorded, and again for what is said in another language.
#[hook]
pub fn use_standing(on_server: bool) -> Standing {
    let lang = use_lang();
    let head = use_head();
    let seen = use_state_eq(|| None::<Rc<Seen>>);
    let failure = use_state_eq(|| None::<Rc<Failure>>);
    let step = use_state_eq(|| None::<(bool, u64, u64)>);
    let there = use_mut_ref(Files::new);
    // Under way; and whether meanwhile it was asked for again, and by a press.
    let turns = use_memo((), |()| (Cell::new(false), Cell::new(None::<bool>)));
    let run = {
        let (seen, failure, step) = (seen.setter(), failure.setter(), step.setter());
        use_callback(lang, move |press: bool, lang| {
            if press {
                step.set(Some((true, 0, 0)));
            }
            let (under_way, next) = (&turns.0, &turns.1);
            next.set(Some(press || next.get() == Some(true)));
            if under_way.replace(true) {
                return;
            }
            let (seen, failure, step) = (seen.clone(), failure.clone(), step.clone());
            let (there, turns, lang) = (there.clone(), turns.clone(), *lang);
            spawn_local(async move {
                while let Some(press) = turns.1.take() {
                    let told = |now: Seen| seen.set(Some(Rc::new(now)));
                    let said = |done, of| step.set(Some((press, done, of)));
                    let result = round(press, &there, told, said, lang).await;
                    failure.set(result.err().map(Rc::new));
                    step.set(None);
                }
                turns.0.set(false);
            });
        })
    };
    {
        let run = run.clone();
        use_effect_with((on_server, head, lang), move |(on_server, ..)| {
            if *on_server {
                run.emit(false);
            }
        });
    }
    let waits = failure.is_some() && seen.as_ref().is_some_and(|seen| seen.due.gone > 0);
    {
        let run = run.clone();
        use_effect_with(waits, move |waits| {
            let again = waits.then(|| Interval::new(EVERY, move || run.emit(false)));
            move || drop(again)
        });
    }
    Standing {
        seen: (*seen).clone(),
        failure: (*failure).clone(),
        step: *step,
        run,
    }
}

async fn round(
    press: bool,
    known: &RefCell<Files>,
    told: impl Fn(Seen),
    said: impl Fn(u64, u64),
    lang: Lang,
) -> Result<(), Failure> {
    let mut due = see(known, &told).await?;
    if due.gone > 0 {
        // What other devices approved is fetched first, or the lists would lose it. Where that
        // fails, what was withdrawn goes all the same.
        let _ = sharing::ask(SharingRequest::SyncNow).await;
        due = see(known, &told).await?;
    }
    // Nobody is asked: that it goes was said when it was withdrawn. What is approved and not
    // there yet does not go along, since its publishing is a decision that somebody may be
    // keeping back; see the engine for what the lists are made of then.
    if due.gone > 0 {
        put(&due, &said).await?;
        notices::done(fill_number(lang.say(t::TOOK_OFF), u64::from(due.gone)));
        see(known, &told).await?;
    }
    if press {
        let there = known.borrow().clone();
        let all = stands(there, true).await?;
        put(&all, &said).await?;
        notices::done(fill_number(lang.say(t::PUT), u64::from(all.total)));
        see(known, &told).await?;
    }
    Ok(())
}

/// Looks at the server. While it is away, what lay there is set beside what is approved now, so
/// that it can be said that something withdrawn is still there.
async fn see(known: &RefCell<Files>, told: impl Fn(Seen)) -> Result<BoardDue, Failure> {
    let looked = match ask_desk(DeskAsk::Published).await {
        Ok(DeskReply::Published(now)) => Ok(known.replace(now)),
        Ok(_) => Ok(Files::new()),
        Err(why) => Err(why),
    };
    let there = known.borrow().clone();
    let any = !there.is_empty();
    if any || looked.is_ok() {
        let due = stands(there, false).await?;
        let now = due.clone();
        told(Seen { due: now, any });
        looked?;
        return Ok(due);
    }
    looked.map(|_| BoardDue::default())
}

async fn stands(there: Files, all: bool) -> Result<BoardDue, Failure> {
    match ask_public(&PublicAsk::Due { there, all }).await? {
        PublicReply::Due(due) => Ok(due),
        _ => Ok(BoardDue::default()),
    }
}

/// Puts the lists and takes away what they name no longer, then puts the rest.
async fn put(due: &BoardDue, say: impl Fn(u64, u64)) -> Result<(), Failure> {
    let of = (due.lists.len() + due.remove.len() + due.files.len()) as u64;
    let rest = due.files.chunks(AT_ONCE);
    let rest = rest.map(|some| (some.to_vec(), Vec::new()));
    let first = (due.lists.clone(), due.remove.clone());
    let mut done = 0;
    for (files, remove) in std::iter::once(first).chain(rest) {
        say(done, of);
        done += (files.len() + remove.len()) as u64;
        ask_desk(DeskAsk::Publish { files, remove }).await?;
    }
    Ok(())
}
