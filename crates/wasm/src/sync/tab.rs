//! This tab's part: leads with the service, or hands its page's asks to the tab that does.

use super::bell::{Bell, sleep};
use super::host::{self, Local};
use super::lead::{self, Lead};
use super::tabs::{Said, Tabs};
use super::{feed, mark};
use crate::post;
use huiyin_engine::Trouble;
use huiyin_protocol::sharing::{
    SharingAnswer, SharingAsk, SharingPush, SharingReply, SharingRequest,
};
use huiyin_protocol::{FailureKind, decode, encode};
use huiyin_rules::Lang;
use huiyin_store::StoreError;
use huiyin_store::browser::Hints;
use js_sys::Math;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::spawn_local;

/// Milliseconds from one look at what is due to the next.
const TICK: u32 = 5_000;
/// Milliseconds from one look at how a long work is coming along to the next.
const WATCH: u32 = 700;
/// Milliseconds in which some tab has to take up an ask.
const UNHEARD: u32 = 30_000;
/// How many asks of other tabs the leader remembers, so that one said twice is done once.
const REMEMBERED: usize = 256;

/// An ask of this tab's page that another tab is to answer.
struct Waiting {
    id: u32,
    bytes: Vec<u8>,
    writes: bool,
    /// The leader that has it.
    heard: Option<u64>,
}

struct Tab {
    me: u64,
    lead: Rc<Lead>,
    /// Grows with every change of the lead: what was begun under an earlier one ends.
    term: Cell<u32>,
    tabs: Option<Rc<Tabs>>,
    hints: Option<Rc<Hints>>,
    service: RefCell<Option<Rc<Local>>>,
    waiting: RefCell<Vec<Waiting>>,
    taken: RefCell<Vec<(u64, u32)>>,
    /// Long works under way.
    busy: Cell<u32>,
    /// The language that was asked in last.
    lang: Cell<Lang>,
    /// What was pushed last, for tabs that come later.
    pushed: RefCell<Vec<u8>>,
    bell: Bell,
}

thread_local! {
    static TAB: Rc<Tab> = Rc::new(Tab {
        me: (Math::random() * 9_007_199_254_740_991.0) as u64,
        lead: Rc::default(),
        term: Cell::new(0),
        tabs: Tabs::open(|said| TAB.with(|tab| heard(tab.clone(), said))).map(Rc::new),
        hints: Hints::open(host::EVENTS, |_| TAB.with(|tab| wake(tab))).map(Rc::new),
        service: RefCell::new(None),
        waiting: RefCell::default(),
        taken: RefCell::default(),
        busy: Cell::new(0),
        lang: Cell::new(Lang::Zh),
        pushed: RefCell::default(),
        bell: Bell::default(),
    });
}

fn tab() -> Rc<Tab> {
    TAB.with(Rc::clone)
}

/// Stands for the lead. Where another tab has it, it tells how things stand.
pub fn begin() {
    let tab = tab();
    if let Some(tabs) = &tab.tabs {
        tabs.say(&Said::Call);
    }
    let online = {
        let tab = tab.clone();
        Closure::<dyn Fn()>::new(move || look(&tab))
    };
    post::scope().set_ononline(Some(online.as_ref().unchecked_ref()));
    online.forget();
    let (lead, tabs, me) = (tab.lead.clone(), tab.tabs.clone(), tab.me);
    let changed = Rc::new(move || changed(&tab));
    spawn_local(lead::stand(lead, tabs, me, changed));
}

/// This tab began or ceased to lead.
fn changed(tab: &Rc<Tab>) {
    tab.term.set(tab.term.get().wrapping_add(1));
    tab.service.take();
    tab.pushed.take();
    if tab.lead.leads() {
        spawn_local(serve(tab.clone()));
        spawn_local(watch(tab.clone()));
        spawn_local(feed::follow(feeding(tab)));
        orphans(tab, tab.me);
    }
}

/// Looks after what is due for as long as this tab leads.
async fn serve(tab: Rc<Tab>) {
    let term = tab.term.get();
    while tab.lead.still().await && tab.term.get() == term {
        // Where the stores cannot be opened, whoever asks is told.
        if let Ok(service) = service(&tab).await {
            if tab.pushed.borrow().is_empty() {
                tell(&tab, &service).await;
            }
            let _busy = Busy::begin(&tab);
            service.tick().await;
        }
        tab.bell.rest(TICK).await;
    }
}

/// Tells how a long work is coming along, for as long as this tab leads.
async fn watch(tab: Rc<Tab>) {
    let term = tab.term.get();
    while tab.lead.leads() && tab.term.get() == term {
        sleep(WATCH).await;
        let service = tab.service.borrow().clone();
        if tab.busy.get() > 0
            && let Some(service) = service
        {
            tell(&tab, &service).await;
        }
    }
}

/// Tells how things stand, without being asked, where they stand otherwise than told last.
async fn tell(tab: &Tab, service: &Local) {
    let ask = SharingAsk {
        lang: tab.lang.get(),
        request: SharingRequest::Status,
    };
    if let Ok(SharingReply::Status(status)) = service.handle(ask).await {
        let said = SharingPush::Status(status);
        if *tab.pushed.borrow() != encode(&said) {
            push(tab, &said);
        }
    }
}

/// Something long is being done while this lives.
struct Busy(Rc<Tab>);

impl Busy {
    fn begin(tab: &Rc<Tab>) -> Busy {
        tab.busy.set(tab.busy.get() + 1);
        Busy(tab.clone())
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.busy.set(self.0.busy.get().saturating_sub(1));
    }
}

/// Pushes to the pages of all tabs.
fn push(tab: &Tab, push: &SharingPush) {
    let bytes = encode(push);
    mark::push(push);
    tab.pushed.replace(bytes.clone());
    if let Some(tabs) = &tab.tabs {
        tabs.say(&Said::Push(bytes));
    }
}

/// What the hints of a server need of this tab: the service while it leads, and its bell.
fn feeding(tab: &Rc<Tab>) -> feed::Feeding {
    let (term, asking, ringing) = (tab.term.get(), tab.clone(), tab.clone());
    feed::Feeding {
        service: Box::new(move || {
            let leads = asking.lead.leads() && asking.term.get() == term;
            leads.then(|| asking.service.borrow().clone())
        }),
        changed: Box::new(move || wake(&ringing)),
    }
}

/// There may be something new: whoever leads is to look.
fn look(tab: &Rc<Tab>) {
    match &tab.tabs {
        Some(tabs) if !tab.lead.leads() => tabs.say(&Said::Look),
        _ => wake(tab),
    }
}

/// Something changed, here or there: look at once instead of at the next tick.
fn wake(tab: &Rc<Tab>) {
    if let Some(service) = &*tab.service.borrow() {
        service.wake();
        tab.bell.ring();
    }
}

async fn service(tab: &Rc<Tab>) -> Result<Rc<Local>, StoreError> {
    let known = tab.service.borrow().clone();
    if let Some(service) = known {
        match service.is_current().await {
            Err(StoreError::Reset) => {
                // The workspace was emptied: what the service remembers is of one that is no more.
                tab.service.take();
            }
            _ => return Ok(service),
        }
    }
    let term = tab.term.get();
    let pushing = tab.clone();
    let pushed = Rc::new(move |said: &SharingPush| push(&pushing, said));
    let service = Rc::new(host::open(pushed, tab.hints.clone()).await?);
    // Another ask may have opened it meanwhile.
    if let Some(service) = tab.service.borrow().clone() {
        return Ok(service);
    }
    if tab.term.get() == term {
        tab.service.replace(Some(service.clone()));
    }
    Ok(service)
}

/// Answers ask `id` of this tab's page. Without bytes it asks nothing: the page is
/// looked at again, so look whether there is anything new.
pub async fn asked(id: u32, bytes: Vec<u8>) {
    let tab = tab();
    if bytes.is_empty() {
        look(&tab);
        return;
    }
    if tab.lead.still().await {
        let answer = answer(&tab, &bytes).await;
        post::answer(id, &answer);
        return;
    }
    let writes = decode::<SharingAsk>(&bytes).is_ok_and(|ask| ask.request.writes());
    hand_over(&tab, id, &bytes);
    tab.waiting.borrow_mut().push(Waiting {
        id,
        bytes,
        writes,
        heard: None,
    });
    sleep(UNHEARD).await;
    if let Some(given_up) = remove(&tab, |one| one.id == id && one.heard.is_none()) {
        post::answer(id, &refused(&given_up.bytes, unheard()));
    }
}

fn hand_over(tab: &Tab, id: u32, bytes: &[u8]) {
    if let Some(tabs) = &tab.tabs {
        tabs.say(&Said::Ask {
            from: tab.me,
            id,
            bytes: bytes.to_vec(),
        });
    }
}

fn remove(tab: &Tab, which: impl Fn(&Waiting) -> bool) -> Option<Waiting> {
    let mut waiting = tab.waiting.borrow_mut();
    let at = waiting.iter().position(which)?;
    Some(waiting.swap_remove(at))
}

/// This is the tab that leads: what nobody has yet goes there. What another leader had
/// is asked again where that does no harm, and given up where it might.
fn orphans(tab: &Rc<Tab>, leader: u64) {
    let all: Vec<Waiting> = tab.waiting.borrow_mut().drain(..).collect();
    for mut one in all {
        if one.heard == Some(leader) {
            tab.waiting.borrow_mut().push(one);
        } else if one.heard.is_some() && one.writes {
            post::answer(one.id, &refused(&one.bytes, interrupted()));
        } else if leader == tab.me {
            let tab = tab.clone();
            spawn_local(async move {
                let answer = answer(&tab, &one.bytes).await;
                post::answer(one.id, &answer);
            });
        } else {
            one.heard = None;
            hand_over(tab, one.id, &one.bytes);
            tab.waiting.borrow_mut().push(one);
        }
    }
}

/// What another tab said.
fn heard(tab: Rc<Tab>, said: Said) {
    match said {
        Said::Call if tab.lead.leads() => {
            if let Some(tabs) = &tab.tabs {
                tabs.say(&Said::Leads(tab.me));
                let pushed = tab.pushed.borrow().clone();
                if !pushed.is_empty() {
                    tabs.say(&Said::Push(pushed));
                }
            }
        }
        Said::Call => {}
        Said::Leads(leader) => {
            tab.lead.heard();
            if !tab.lead.leads() {
                orphans(&tab, leader);
            }
        }
        Said::Ask { from, id, bytes } => {
            spawn_local(async move {
                if tab.lead.still().await {
                    answer_for(&tab, from, id, &bytes).await;
                }
            });
        }
        Said::Heard { to, id, by } if to == tab.me => {
            let mut waiting = tab.waiting.borrow_mut();
            if let Some(one) = waiting.iter_mut().find(|one| one.id == id) {
                one.heard = Some(by);
            }
        }
        Said::Answer { to, id, bytes } if to == tab.me => {
            if remove(&tab, |one| one.id == id).is_some() {
                post::answer(id, &bytes);
            }
        }
        Said::Heard { .. } | Said::Answer { .. } => {}
        Said::Look => wake(&tab),
        Said::Push(bytes) => mark::push_bytes(&bytes),
    }
}

async fn answer_for(tab: &Rc<Tab>, from: u64, id: u32, bytes: &[u8]) {
    let Some(tabs) = &tab.tabs else {
        return;
    };
    tabs.say(&Said::Heard {
        to: from,
        id,
        by: tab.me,
    });
    {
        let mut taken = tab.taken.borrow_mut();
        if taken.contains(&(from, id)) {
            return;
        }
        if taken.len() >= REMEMBERED {
            taken.remove(0);
        }
        taken.push((from, id));
    }
    let bytes = answer(tab, bytes).await;
    tabs.say(&Said::Answer {
        to: from,
        id,
        bytes,
    });
}

async fn answer(tab: &Rc<Tab>, bytes: &[u8]) -> Vec<u8> {
    let answer: SharingAnswer = match decode::<SharingAsk>(bytes) {
        Ok(ask) => led(tab, ask).await,
        Err(_) => Err(Trouble::new(
            FailureKind::Internal,
            "ask_unreadable",
            "页面与同步程序的版本不一致，请刷新页面；其他标签页也请刷新。",
            "page and syncer are of different versions; reload the page, and other tabs too",
        )
        .told(Lang::Zh)),
    };
    encode(&answer)
}

async fn led(tab: &Rc<Tab>, ask: SharingAsk) -> SharingAnswer {
    let lang = ask.lang;
    let service = service(tab)
        .await
        .map_err(|error| Trouble::from(error).told(lang))?;
    tab.lang.set(lang);
    let _busy = Busy::begin(tab);
    service.handle(ask).await
}

fn refused(ask: &[u8], trouble: Trouble) -> Vec<u8> {
    let lang = decode::<SharingAsk>(ask).map_or(Lang::Zh, |ask| ask.lang);
    let answer: SharingAnswer = Err(trouble.told(lang));
    encode(&answer)
}

fn unheard() -> Trouble {
    Trouble::new(
        FailureKind::Internal,
        "sync_elsewhere",
        "同步由本系统的另一个标签页负责，但它没有回应。请关闭其他标签页，或者重新载入本页后重试。",
        "another tab of this app does the syncing and does not answer; close the other tabs or reload this page, then try again",
    )
}

fn interrupted() -> Trouble {
    Trouble::new(
        FailureKind::NotSaved,
        "sync_interrupted",
        "负责同步的标签页已关闭，没有收到完成的确认。请查看当前状态，没有完成的再做一次。",
        "the tab that did the syncing was closed before it confirmed; look how things stand and do again what was not done",
    )
}
