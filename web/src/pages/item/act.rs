//! The dialog in which one action is filled in, sent, and said to be saved or not.

use super::beside::beside;
use crate::components::button::{Kind, button, click};
use crate::components::dialog::Dialog;
use crate::components::error_box::ErrorBox;
use crate::components::form::{Errors, Form, Values, forget_draft};
use crate::i18n::common as t;
use crate::i18n::{Say, fill};
use crate::pages::actions::{self, Around, texts as a};
use crate::platform::engine;
use crate::prelude::*;
use crate::state::{notices, use_session, use_workspace};
use huiyin_protocol::item::Acted;
use huiyin_protocol::ledger::LedgerQuery;
use huiyin_protocol::{Failure, Reply, Request};
use huiyin_rules::ids::SuggestionId;
use huiyin_rules::suggestion::Action;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// Properties of [`Act`].
#[derive(Properties)]
pub struct Props {
    /// To which suggestion.
    pub id: SuggestionId,
    /// What is to be done.
    pub action: Action,
    /// The engine's answer about it.
    pub reply: Rc<Reply>,
    /// What is known of the form beforehand, besides what always is.
    #[prop_or_default]
    pub prefill: Values,
    /// Closes the dialog.
    pub on_close: Callback<()>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Props) -> bool {
        Rc::ptr_eq(&self.reply, &other.reply)
            && self.action == other.action
            && self.on_close == other.on_close
    }
}

/// The dialog.
#[component]
pub fn Act(props: &Props) -> Html {
    let session = use_session();
    let workspace = use_workspace();
    let busy = use_state_eq(|| false);
    let failure = use_state(|| None::<Rc<Failure>>);
    let lang = session.lang;
    let Reply::Item(item) = &*props.reply else {
        return Html::default();
    };
    let action = props.action;
    let draft = ["act.", props.id.as_str(), ".", actions::key(action)].concat();
    let label = item
        .actions
        .iter()
        .find(|one| one.action == action)
        .map_or_else(String::new, |one| one.label.clone());
    let around = Around {
        lang,
        workspace: &workspace,
        acting: session.acting(),
        item: Some(item),
    };

    let submit = {
        let (busy, failure) = (busy.clone(), failure.clone());
        let (id, draft, on_close) = (props.id.clone(), draft.clone(), props.on_close.clone());
        let (reply, session, workspace) = (props.reply.clone(), session.clone(), workspace.clone());
        Callback::from(move |values: Values| {
            let (busy, failure) = (busy.clone(), failure.clone());
            let (id, draft, on_close) = (id.clone(), draft.clone(), on_close.clone());
            let (reply, session, workspace) = (reply.clone(), session.clone(), workspace.clone());
            busy.set(true);
            failure.set(None);
            spawn_local(async move {
                let answer = send(&id, action, &values, &reply, &session, &workspace).await;
                busy.set(false);
                match answer {
                    Ok(acted) => {
                        forget_draft(&draft);
                        on_close.emit(());
                        if action == Action::Undo {
                            notices::done(acted.text);
                        } else {
                            say_done(acted).await;
                        }
                    }
                    // The form stays as it is, with what was typed.
                    Err(why) => failure.set(Some(Rc::new(why))),
                }
            });
        })
    };

    let inside = if action == Action::Undo {
        let last = item
            .timeline
            .iter()
            .rev()
            .find(|one| Some(&one.event) == item.latest.as_ref());
        let what = last.map_or("", |one| one.what.as_str());
        html! {
            <div class="form">
                <p>{ fill(lang.say(a::UNDO_ASK), &[what]) }</p>
                if let Some(failure) = (*failure).clone() {
                    <ErrorBox {failure} />
                }
                <div class="form-foot">
                    { button(Kind::Primary, lang.say(t::UNDO), submit.reform(|_| Values::default())) }
                    { button(Kind::Plain, lang.say(t::CANCEL), click(props.on_close.clone())) }
                </div>
            </div>
        }
    } else {
        let mut first = actions::initial(action, &around);
        for (key, value) in &props.prefill.0 {
            first.set(key, value.clone());
        }
        let check = (action == Action::Extend).then(|| {
            Callback::from(move |values: Values| -> Errors {
                match actions::period(&values) {
                    Some(_) => Errors::new(),
                    None => vec![("count".to_owned(), lang.say(a::BAD_COUNT).to_owned())],
                }
            })
        });
        html! {
            <Form fields={actions::fields(action, &around)} initial={first} {draft}
                submit={label.clone()} on_submit={submit} on_cancel={props.on_close.clone()} {check}
                busy={*busy} failure={(*failure).clone()} />
        }
    };
    html! {
        <Dialog title={label} on_close={props.on_close.clone()}>
            <p class="dialog-about">{ &item.row.number }{ " " }{ &item.dossier.title }</p>
            { beside(action, item, lang) }
            { inside }
        </Dialog>
    }
}

async fn send(
    id: &SuggestionId,
    action: Action,
    values: &Values,
    reply: &Reply,
    session: &crate::state::Session,
    workspace: &huiyin_protocol::workspace::WorkspaceView,
) -> Result<Acted, Failure> {
    let lang = session.lang;
    let bad_input = |text: String| Failure {
        kind: huiyin_protocol::FailureKind::BadInput,
        code: "form_incomplete".to_owned(),
        text,
        source: None,
    };
    let number = match action {
        Action::Screen if values.get("outcome") == "merge" => Some(values.get("into")),
        Action::Join => Some(values.get("with")),
        _ => None,
    };
    let other = match number {
        Some(number) => match find(number).await? {
            Some(found) => Some(found),
            None => return Err(bad_input(fill(lang.say(a::INTO_UNKNOWN), &[number]))),
        },
        None => None,
    };
    let item = match reply {
        Reply::Item(item) => Some(&**item),
        _ => None,
    };
    let around = Around {
        lang,
        workspace,
        acting: session.acting(),
        item,
    };
    let Some(command) = actions::command(action, values, &around, other) else {
        return Err(bad_input(lang.say(t::ERRORS_TITLE).to_owned()));
    };
    let id = id.clone();
    match engine::ask(Request::Act { id, command }).await? {
        Reply::Acted(acted) => Ok(acted),
        _ => Err(bad_input(lang.say(t::WENT_WRONG).to_owned())),
    }
}

/// The suggestion with exactly this number.
async fn find(number: &str) -> Result<Option<SuggestionId>, Failure> {
    let query = LedgerQuery {
        text: number.to_owned(),
        limit: 50,
        ..LedgerQuery::default()
    };
    Ok(match engine::ask(Request::Ledger(query)).await? {
        Reply::Ledger(page) => {
            let found = page.rows.into_iter().find(|row| row.number == number);
            found.map(|row| row.id)
        }
        _ => None,
    })
}

/// Says what was done, and offers to take it back while it is the latest step.
pub async fn say_done(acted: Acted) {
    let latest = match engine::ask(Request::Item(acted.id.clone())).await {
        Ok(Reply::Item(item)) => item.latest.clone(),
        _ => None,
    };
    match latest {
        Some(event) => notices::undoable(acted.text, notices::undo_event(acted.id, event)),
        None => notices::done(acted.text),
    }
}
