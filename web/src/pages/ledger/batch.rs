//! The same act for many: fill in, see what would happen to each, confirm, see what did.

use super::texts as x;
use crate::components::button::{Kind, button, button_if, click};
use crate::components::dialog::Dialog;
use crate::components::empty::loading;
use crate::components::error_box::ErrorBox;
use crate::components::form::{Form, Values, forget_draft};
use crate::i18n::common as t;
use crate::i18n::terms::Term;
use crate::i18n::{Say, fill, fill_number};
use crate::pages::actions::{self, Around};
use crate::platform::engine;
use crate::prelude::*;
use crate::state::{notices, use_session, use_workspace};
use huiyin_protocol::item::BatchResult;
use huiyin_protocol::{Failure, Reply, Request};
use huiyin_rules::Lang;
use huiyin_rules::ids::SuggestionId;
use huiyin_rules::suggestion::{Action, Command};
use std::rc::Rc;

/// How far it is.
#[derive(Clone)]
enum Stage {
    Filling,
    Asking,
    /// What would happen.
    Checked(Rc<Command>, Rc<BatchResult>),
    /// What happened.
    Done(Rc<BatchResult>),
}

/// Properties of [`Batch`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is to be done.
    pub action: Action,
    /// To which suggestions.
    pub ids: Vec<SuggestionId>,
    /// Closes the dialog; true where something was done.
    pub on_close: Callback<bool>,
}

/// The dialog.
#[component]
pub fn Batch(props: &Props) -> Html {
    let session = use_session();
    let workspace = use_workspace();
    let stage = use_state(|| Stage::Filling);
    let failure = use_state(|| None::<Rc<Failure>>);
    let lang = session.lang;
    let action = props.action;
    let draft = ["batch.", actions::key(action)].concat();
    let around = Around {
        lang,
        workspace: &workspace,
        acting: session.acting(),
        item: None,
    };

    let ask = {
        let (stage, failure, ids) = (stage.clone(), failure.clone(), props.ids.clone());
        let draft = draft.clone();
        Callback::from(move |(command, dry_run): (Command, bool)| {
            let (stage, failure, draft) = (stage.clone(), failure.clone(), draft.clone());
            let request = Request::Batch {
                ids: ids.clone(),
                command: command.clone(),
                dry_run,
            };
            stage.set(Stage::Asking);
            failure.set(None);
            engine::ask_then(request, move |answer| match answer {
                Ok(Reply::Batch(result)) if dry_run => {
                    stage.set(Stage::Checked(Rc::new(command), Rc::new(result)))
                }
                Ok(Reply::Batch(result)) => {
                    forget_draft(&draft);
                    say_done(&result, lang);
                    stage.set(Stage::Done(Rc::new(result)));
                }
                Ok(_) => stage.set(Stage::Filling),
                Err(why) => {
                    failure.set(Some(Rc::new(why)));
                    stage.set(Stage::Filling);
                }
            });
        })
    };
    let finished = matches!(&*stage, Stage::Done(result) if result.done > 0);
    let close = props.on_close.reform(move |()| finished);
    let body = match &*stage {
        Stage::Filling => {
            let ask = ask.clone();
            let (session, workspace) = (session.now.clone(), workspace.clone());
            let submit = Callback::from(move |values: Values| {
                let around = Around {
                    lang,
                    workspace: &workspace,
                    acting: session.acting(),
                    item: None,
                };
                if let Some(command) = actions::command(action, &values, &around, None) {
                    ask.emit((command, true));
                }
            });
            html! {
                <Form fields={actions::fields(action, &around)} initial={actions::initial(action, &around)} {draft}
                    submit={lang.say(x::CHECK)} on_submit={submit} on_cancel={close.clone()} failure={(*failure).clone()} />
            }
        }
        Stage::Asking => loading(lang.say(t::LOADING)),
        Stage::Checked(command, result) => {
            let go = {
                let (ask, command) = (ask.clone(), command.clone());
                Callback::from(move |_: MouseEvent| ask.emit((Command::clone(&command), false)))
            };
            let back = {
                let stage = stage.clone();
                Callback::from(move |_: MouseEvent| stage.set(Stage::Filling))
            };
            html! {
                <>
                    { lines(result, x::WOULD, x::CAN, lang) }
                    <div class="form-foot">
                        { button_if(Kind::Primary, &fill_number(lang.say(x::CONFIRM), result.done), go, result.done > 0) }
                        { button(Kind::Plain, lang.say(x::BACK), back) }
                    </div>
                </>
            }
        }
        Stage::Done(result) => html! {
            <>
                { lines(result, x::DID, x::DONE, lang) }
                <div class="form-foot">{ button(Kind::Primary, lang.say(t::CLOSE), click(close.clone())) }</div>
            </>
        },
    };
    html! {
        <Dialog title={action.word(lang)} on_close={close} wide=true>
            <p class="dialog-about">{ fill_number(lang.say(x::SELECTED), props.ids.len() as u64) }</p>
            if let (Stage::Checked(..) | Stage::Done(_), Some(failure)) = (&*stage, (*failure).clone()) {
                <ErrorBox {failure} />
            }
            { body }
        </Dialog>
    }
}

/// One line for each suggestion; those that cannot be done come first.
fn lines(
    result: &BatchResult,
    summary: crate::i18n::Words,
    fine: crate::i18n::Words,
    lang: Lang,
) -> Html {
    let failed = result.lines.len() as u64 - u64::from(result.done);
    let numbers = [result.done.to_string(), failed.to_string()];
    let mut sorted: Vec<_> = result.lines.iter().collect();
    sorted.sort_by_key(|line| line.failure.is_none());
    html! {
        <>
            <p role="status"><strong>{ fill(lang.say(summary), &[&numbers[0], &numbers[1]]) }</strong></p>
            <div class="scroll batch-lines" tabindex="0" role="region" aria-label={lang.say(x::OUTCOME)}>
                <table class="table">
                    <thead><tr><th scope="col">{ lang.say(x::ITEM) }</th><th scope="col">{ lang.say(x::OUTCOME) }</th></tr></thead>
                    <tbody>{ for sorted.into_iter().map(|line| html! {
                        <tr key={line.id.as_str()}>
                            <th scope="row">{ &line.label }</th>
                            <td>{ match &line.failure {
                                Some(why) => html! { <span class="batch-bad">{ lang.say(x::WHY_NOT) }{ &why.text }</span> },
                                None => html! { <span class="batch-good">{ "✓ " }{ lang.say(fine) }</span> },
                            } }</td>
                        </tr>
                    }) }</tbody>
                </table>
            </div>
        </>
    }
}

/// Says what was done and offers to take it back as a whole.
fn say_done(result: &BatchResult, lang: Lang) {
    let failed = result.lines.len() as u64 - u64::from(result.done);
    let text = fill(
        lang.say(x::DID),
        &[&result.done.to_string(), &failed.to_string()],
    );
    if result.done == 0 {
        notices::failed(text);
        return;
    }
    let done: Vec<SuggestionId> = result
        .lines
        .iter()
        .filter(|line| line.failure.is_none())
        .map(|line| line.id.clone())
        .collect();
    notices::undoable(
        text,
        Callback::from(move |()| {
            engine::ask_then(
                Request::UndoBatch(done.clone()),
                move |answer| match answer {
                    Ok(Reply::Batch(result)) => {
                        notices::done(fill_number(lang.say(x::BATCH_UNDONE), result.done))
                    }
                    Ok(_) => {}
                    Err(why) => notices::failure(&why),
                },
            );
        }),
    );
}
