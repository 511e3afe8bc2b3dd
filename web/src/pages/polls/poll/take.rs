//! Votes coming in: from the server, from files, from this device's own box.

use super::{Known, texts as t};
use crate::components::button::{Kind as Button, button_if};
use crate::components::error_box::ErrorBox;
use crate::components::progress::progress;
use crate::i18n::{Say, fill, grouped};
use crate::pages::polls::asking::stop;
use crate::pages::polls::part;
use crate::platform::polls::ask_poll;
use crate::platform::{ballot_box, files};
use crate::prelude::*;
use crate::state::{use_lang, use_progress};
use huiyin_protocol::Failure;
use huiyin_protocol::poll::{PollAsk, PollReply};
use huiyin_protocol::sharing::{RoomAsk, RoomView};
use huiyin_rules::Lang;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{File, HtmlElement, HtmlInputElement};

/// Votes handed over at once; each time the whole box is written.
const AT_ONCE: usize = 100_000;
/// Largest file.
const MOST: f64 = 256.0 * 1024.0 * 1024.0;

/// What came of taking votes.
#[derive(Clone, PartialEq)]
enum Stage {
    Idle,
    Running,
    /// In words: nothing could be read.
    Unusable(String),
    Failed(Rc<Failure>),
    Taken(Tally),
}

/// How many were new, known, refused and why.
#[derive(Clone, Debug, Default, PartialEq)]
struct Tally {
    new: u32,
    known: u32,
    refused: Vec<String>,
}

/// Properties of [`Take`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The poll.
    pub known: Known,
}

/// The part of the page.
#[component]
pub fn Take(props: &Props) -> Html {
    let lang = use_lang();
    let Known {
        view, again, room, ..
    } = &props.known;
    let stage = use_state_eq(|| Stage::Idle);
    let input = use_node_ref();
    let so_far = use_progress(*stage == Stage::Running);
    let on_server = room.is_on_server();
    let take = {
        let (id, stage, again) = (view.id.clone(), stage.setter(), again.clone());
        // Votes that are on the server reach the other devices from there.
        Callback::from(move |(lines, record): (Vec<String>, bool)| {
            let (id, stage, again) = (id.clone(), stage.clone(), again.clone());
            spawn_local(async move {
                stage.set(hand_over(&id, &lines, record, lang).await);
                again.emit(());
            });
        })
    };
    let from_server = {
        let (ask, take, stage) = (room.ask.clone(), take.clone(), stage.setter());
        Callback::from(move |_: MouseEvent| {
            stage.set(Stage::Running);
            let take = take.clone();
            let then = Callback::from(move |room: RoomView| take.emit((room.votes, false)));
            ask.emit((RoomAsk::Votes, then));
        })
    };
    let from_box = {
        let (id, take, stage) = (view.id.clone(), take.clone(), stage.setter());
        Callback::from(move |_: MouseEvent| {
            stage.set(Stage::Running);
            let (id, take, stage) = (id.clone(), take.clone(), stage.clone());
            spawn_local(async move {
                match ballot_box::lines(&id).await {
                    Ok(lines) => take.emit((lines, !on_server)),
                    Err(why) => {
                        stage.set(Stage::Unusable(fill(lang.say(t::BOX_UNREADABLE), &[&why])))
                    }
                }
            });
        })
    };
    let on_files = {
        let (take, stage) = (take.clone(), stage.setter());
        Callback::from(move |event: Event| {
            let input = event
                .target()
                .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            let chosen = input.map_or_else(Vec::new, |input| files::chosen(&input));
            if chosen.is_empty() {
                return;
            }
            stage.set(Stage::Running);
            let (take, stage) = (take.clone(), stage.clone());
            spawn_local(async move {
                match read(&chosen, lang).await {
                    Ok(lines) => take.emit((lines, !on_server)),
                    Err(why) => stage.set(Stage::Unusable(why)),
                }
            });
        })
    };
    {
        // The server answered with a failure: nothing will be taken.
        let stage = stage.clone();
        use_effect_with(room.failure.clone(), move |failure| {
            if failure.is_some() && *stage == Stage::Running {
                stage.set(Stage::Idle);
            }
        });
    }
    let choose = {
        let input = input.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(input) = input.cast::<HtmlElement>() {
                input.click();
            }
        })
    };
    let ready = view.phase.0 == "closed" && *stage != Stage::Running;
    let boxed = fill(
        lang.say(t::BOXED),
        &[
            &grouped(u64::from(view.boxed.0)),
            &grouped(u64::from(view.boxed.1)),
        ],
    );
    part(
        "poll-take",
        lang.say(t::TAKE),
        lang.say(t::TAKE_INTRO),
        Html::default(),
        html! {
            <>
                <p><strong>{ boxed }</strong></p>
                if let Some(failure) = &room.failure { <ErrorBox failure={failure.clone()} again={room.retry.clone()} /> }
                <input ref={input} type="file" class="off-screen" multiple=true accept=".json,.jsonl,.txt,application/json,text/plain" tabindex="-1" aria-hidden="true" onchange={on_files} />
                <p class="poll-tools">
                    if on_server { { button_if(Button::Plain, lang.say(t::TAKE_SERVER), from_server, ready) } }
                    { button_if(Button::Plain, lang.say(t::TAKE_FILES), choose, ready) }
                    { button_if(Button::Plain, lang.say(t::TAKE_BOX), from_box, ready) }
                </p>
                if view.phase.0 == "open" { <p class="muted">{ lang.say(t::TAKE_LATER) }</p> }
                { shown(&stage, so_far, lang) }
            </>
        },
    )
}

fn shown(stage: &Stage, so_far: (u64, u64), lang: Lang) -> Html {
    match stage {
        Stage::Idle => Html::default(),
        Stage::Running => progress(lang.say(t::TAKING), so_far.0, so_far.1, Some(stop()), lang),
        Stage::Unusable(text) => html! { <p class="field-error" role="alert">{ text }</p> },
        Stage::Failed(failure) => html! { <ErrorBox failure={failure.clone()} /> },
        Stage::Taken(tally) => {
            let counts = [tally.new, tally.known].map(|count| grouped(u64::from(count)));
            html! {
                <div role="status">
                    <p>{ "✓ " }{ fill(lang.say(t::TAKEN), &[&counts[0], &counts[1]]) }</p>
                    if !tally.refused.is_empty() {
                        <p class="poll-warn">{ "▲ " }{ fill(lang.say(t::REFUSED), &[&grouped(tally.refused.len() as u64)]) }</p>
                        <ul class="poll-list">{ for tally.refused.iter().take(20).map(|why| html! { <li>{ why }</li> }) }</ul>
                    }
                </div>
            }
        }
    }
}

/// The lines of some files.
async fn read(chosen: &[File], lang: Lang) -> Result<Vec<String>, String> {
    let mut lines = Vec::new();
    for file in chosen {
        let name = file.name();
        if file.size() > MOST {
            return Err(fill(lang.say(t::FILE_LARGE), &[&name]));
        }
        let bytes = files::read_all(file).await;
        let bytes = bytes.map_err(|why| fill(lang.say(t::FILE_UNREADABLE), &[&name, &why]))?;
        let text = String::from_utf8_lossy(&bytes);
        let own = text.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.extend(own.map(str::to_owned));
    }
    Ok(lines)
}

/// Hands votes to the engine, some at a time.
async fn hand_over(id: &str, lines: &[String], record: bool, lang: Lang) -> Stage {
    if lines.is_empty() {
        return Stage::Unusable(lang.say(t::NO_VOTES).to_owned());
    }
    let mut tally = Tally::default();
    for some in lines.chunks(AT_ONCE) {
        let ask = PollAsk::TakeVotes {
            id: id.to_owned(),
            lines: some.to_vec(),
            record,
        };
        match ask_poll(&ask).await {
            Ok(PollReply::Taken {
                new,
                known,
                refused,
            }) => {
                tally.new += new;
                tally.known += known;
                tally.refused.extend(refused);
            }
            Ok(_) => {}
            Err(why) => return Stage::Failed(Rc::new(why)),
        }
    }
    Stage::Taken(tally)
}
