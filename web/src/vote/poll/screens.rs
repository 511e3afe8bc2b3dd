//! The screens of a poll, one after the other: waiting for a card, voting, the receipt; and behind
//! the PIN the operator's.

use super::badge::badge;
use super::idle_page::{IdlePage, Shut};
use crate::platform::{page, screen, window};
use crate::prelude::*;
use crate::state::use_lang;
use crate::vote::address;
use crate::vote::card::{self, Held};
use crate::vote::deliver::{Phase, use_carrier};
use crate::vote::display::{Display, use_display};
use crate::vote::idle::Idle;
use crate::vote::kiosk;
use crate::vote::operator::Operator;
use crate::vote::pin::AskPin;
use crate::vote::setup::Setup;
use crate::vote::voting::{self, Done, Receipt, Voting};
use huiyin_ballot::Sheet;
use huiyin_rules::Text;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// What is on the screen.
#[derive(Clone, PartialEq)]
enum Screen {
    Waiting,
    Voting(Held),
    Done(Vec<Receipt>, bool),
    Operator,
    Setup,
}

/// Properties of [`Screens`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The poll's sheet.
    pub sheet: Rc<Sheet>,
}

/// The screens.
#[component]
pub fn Screens(props: &Props) -> Html {
    let lang = use_lang();
    let display = use_display();
    let sheet = props.sheet.clone();
    let first = sheet.questions.first();
    let first = first.map(|question| question.id.clone());
    let (standing, carrier) = use_carrier(&sheet.poll, &first.unwrap_or_default());
    let screen = use_state_eq(|| Screen::Waiting);
    let trouble = use_state_eq(|| None::<Text>);
    let asking = use_state_eq(|| false);
    let shared = kiosk::poll().is_some();
    use_effect_with(shared, |shared| {
        let guards = shared.then(screen::guard);
        let leaving = shared.then(window::ask_before_leaving);
        move || drop((guards, leaving))
    });
    let shut = match standing.phase {
        Some(Phase::Prepared) => Some(Shut::NotYet),
        Some(Phase::Closed | Phase::Fixed) => Some(Shut::Over),
        _ => None,
    };
    let on_text = {
        let (sheet, screen, trouble) = (sheet.clone(), screen.setter(), trouble.setter());
        Callback::from(move |text: String| {
            match card::read(&text, &sheet) {
                Err(why) => trouble.set(Some(why)),
                Ok(held) => {
                    trouble.set(None);
                    let (sheet, screen, trouble) = (sheet.clone(), screen.clone(), trouble.clone());
                    spawn_local(async move {
                        match voting::receipts_here(&sheet, &held).await {
                            Ok(receipts) if receipts.is_empty() && shut.is_none() => {
                                screen.set(Screen::Voting(held));
                            }
                            // Not open: the page says so already; what it holds it tells.
                            Ok(receipts) if receipts.is_empty() => {}
                            Ok(receipts) => screen.set(Screen::Done(receipts, true)),
                            Err(why) => trouble.set(Some(why)),
                        }
                    });
                }
            }
        })
    };
    {
        // A card that the page was opened with, now or while it is here; only where nobody votes.
        let (on_text, waiting) = (on_text.clone(), *screen == Screen::Waiting);
        use_effect_with((waiting, shut), move |(waiting, _)| {
            let take = move |on_text: &Callback<String>| {
                if let Some(code) = address::card() {
                    on_text.emit(code);
                }
            };
            let listener = waiting.then(|| {
                take(&on_text);
                window::on("hashchange", move |_| take(&on_text))
            });
            move || drop(listener)
        });
    }
    let begin_anew = {
        let (screen, trouble, change) = (screen.setter(), trouble.setter(), display.change.clone());
        Callback::from(move |()| {
            screen.set(Screen::Waiting);
            trouble.set(None);
            page::leave("card", &wasm_bindgen::JsValue::UNDEFINED);
            if kiosk::poll().is_some() {
                // The next one finds what was set up.
                change.emit(Display::remembered());
            }
        })
    };
    let on_cast = {
        let (screen, carrier) = (screen.setter(), carrier.clone());
        Callback::from(move |receipts| {
            screen.set(Screen::Done(receipts, false));
            if let Some(carrier) = &*carrier.borrow() {
                // A shared tablet waits for its round; see `deliver`.
                if kiosk::poll().is_some() {
                    carrier.count();
                } else {
                    carrier.now();
                }
            }
        })
    };
    let on_deliver = {
        let carrier = carrier.clone();
        Callback::from(move |()| {
            if let Some(carrier) = &*carrier.borrow() {
                carrier.now();
            }
        })
    };
    let to = |next: Screen| {
        let (screen, asking) = (screen.setter(), asking.setter());
        Callback::from(move |()| {
            asking.set(false);
            screen.set(next.clone());
        })
    };
    let staff = {
        let (asking, enter) = (asking.setter(), to(Screen::Operator));
        Callback::from(move |()| {
            if kiosk::poll().is_some() {
                asking.set(true);
            } else {
                enter.emit(());
            }
        })
    };
    let close_pin = {
        let asking = asking.setter();
        Callback::from(move |()| asking.set(false))
    };
    let mark = badge(&standing, lang);
    let shown = match &*screen {
        Screen::Waiting => html! {
            <>
                <IdlePage sheet={sheet.clone()} badge={mark} {shut} trouble={(*trouble).clone()} {on_text} on_staff={staff}
                    on_trouble={Callback::from({ let trouble = trouble.setter(); move |why| trouble.set(why) })} />
                if *asking {
                    <AskPin on_right={to(Screen::Operator)} on_close={close_pin} />
                }
            </>
        },
        Screen::Voting(card) => html! {
            <>
                <Voting sheet={sheet.clone()} card={card.clone()} badge={mark} {on_cast} on_leave={begin_anew.clone()} />
                <Idle on_wipe={begin_anew} />
            </>
        },
        Screen::Done(receipts, already) => html! {
            <Done sheet={sheet.clone()} receipts={receipts.clone()} {already} {shared} badge={mark} on_end={begin_anew} />
        },
        Screen::Operator => html! {
            <>
                <Operator sheet={sheet.clone()} {standing} badge={mark} {on_deliver} on_setup={to(Screen::Setup)} on_back={begin_anew.clone()} />
                <Idle on_wipe={begin_anew} />
            </>
        },
        Screen::Setup => html! {
            <Setup sheet={sheet.clone()} badge={mark} on_done={to(Screen::Waiting)} on_back={to(Screen::Operator)} />
        },
    };
    html! { { shown } }
}
