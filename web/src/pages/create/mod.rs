//! 登记建议: the form of a suggestion, new or still a draft.

mod texts;

use crate::components::field::{Field, Kind as Input};
use crate::components::form::{Form, Values, forget_draft};
use crate::i18n::terms::Term;
use crate::i18n::{Say, Words, fill};
use crate::pages::item::act::say_done;
use crate::pages::{asked, page_head};
use crate::platform::engine;
use crate::prelude::*;
use crate::route::{self, Route};
use crate::state::{Session, notices, use_ask, use_session, use_workspace};
use huiyin_protocol::item::Acted;
use huiyin_protocol::workspace::WorkspaceView;
use huiyin_protocol::{Failure, Reply, Request};
use huiyin_rules::ids::SuggestionId;
use huiyin_rules::suggestion::{Command, Dossier, Kind, Occasion};
use huiyin_rules::{Actor, Party, Role};
use std::rc::Rc;
use texts as x;
use wasm_bindgen_futures::spawn_local;

/// Properties of [`Create`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The draft to change; a new one where there is none.
    #[prop_or_default]
    pub id: Option<SuggestionId>,
}

/// The page.
#[component]
pub fn Create(props: &Props) -> Html {
    let session = use_session();
    let workspace = use_workspace();
    let busy = use_state_eq(|| false);
    let failure = use_state(|| None::<Rc<Failure>>);
    let answer = use_ask(props.id.clone().map(Request::Item));
    let lang = session.lang;
    let title = lang.say(if props.id.is_some() {
        x::CHANGE
    } else {
        x::NEW
    });
    let head = page_head(title, Html::default());

    let dossier = match (&props.id, answer.reply.as_deref()) {
        (None, _) => None,
        (Some(_), Some(Reply::Item(item))) => Some(&item.dossier),
        (Some(_), _) => return html! { <div class="page">{ head }{ asked(&answer, lang) }</div> },
    };
    let draft = props
        .id
        .as_ref()
        .map_or_else(|| "new".to_owned(), |id| ["revise.", id.as_str()].concat());
    let submit = {
        let (busy, failure, session) = (busy.clone(), failure.clone(), session.now.clone());
        let (id, draft) = (props.id.clone(), draft.clone());
        Callback::from(move |values: Values| {
            let (busy, failure, session) = (busy.clone(), failure.clone(), session.clone());
            let (id, draft) = (id.clone(), draft.clone());
            busy.set(true);
            failure.set(None);
            spawn_local(async move {
                let answer = save(id, &values, &session).await;
                busy.set(false);
                match answer {
                    Ok(acted) => {
                        forget_draft(&draft);
                        route::go(&Route::Item(acted.id.clone()));
                        say_done(acted).await;
                    }
                    Err(why) => failure.set(Some(Rc::new(why))),
                }
            });
        })
    };
    let cancel = {
        let id = props.id.clone();
        Callback::from(move |()| route::go(&id.clone().map_or(Route::Desk, Route::Item)))
    };
    let body = html! {
        <>
            if session.acting().role != Role::Deputy {
                <p class="muted">{ lang.say(x::FOR_LEAD) }</p>
            }
            <div class="panel panel-body narrow">
                <Form fields={fields(&session, &workspace, props.id.is_none())}
                    initial={initial(dossier, &session, &workspace)} {draft}
                    submit={lang.say(x::SAVE_DRAFT)} on_submit={submit} on_cancel={cancel}
                    busy={*busy} failure={(*failure).clone()} />
            </div>
        </>
    };
    // Two parts as while a draft is awaited: the heading stays the same element and keeps the focus.
    html! { <div class="page">{ head }{ body }</div> }
}

fn fields(session: &Session, workspace: &WorkspaceView, new: bool) -> Vec<Field> {
    let lang = session.lang;
    let say = |words: Words| lang.say(words);
    let names = |names: &[String]| Rc::new(names.to_vec());
    let pair = |key: &str, text: &str| (key.to_owned(), text.to_owned());
    let kinds = vec![
        pair("suggestion", Kind::Suggestion.word(lang)),
        pair("motion", Kind::Motion.word(lang)),
        pair("matter", Kind::Matter.word(lang)),
    ];
    let occasions = vec![
        pair("session", Occasion::Session.word(lang)),
        pair("intersession", Occasion::Intersession.word(lang)),
    ];
    let mut fields = vec![
        Field::new("kind", say(x::KIND), Input::Radio(kinds)),
        Field::new("occasion", say(x::OCCASION), Input::Radio(occasions)),
        Field::new("title", say(x::TITLE), Input::Line).hint(say(x::TITLE_HINT)),
        Field::new("text", say(x::TEXT), Input::Area(10)).hint(say(x::TEXT_HINT)),
        Field::new("points", say(x::POINTS), Input::Area(4))
            .optional()
            .hint(say(x::POINTS_HINT)),
        Field::new("origins", say(x::ORIGINS), Input::Area(3))
            .optional()
            .hint(say(x::ORIGINS_HINT)),
        Field::new(
            "lead",
            say(x::LEAD),
            Input::Combo(names(&workspace.deputies)),
        ),
        Field::new(
            "co",
            say(x::CO_SIGNERS),
            Input::Many(names(&workspace.deputies)),
        )
        .optional()
        .hint(say(x::MANY_HINT)),
        Field::new(
            "delegation",
            say(x::DELEGATION),
            Input::Combo(names(&workspace.delegations)),
        )
        .optional(),
        Field::new(
            "category",
            say(x::CATEGORY),
            Input::Combo(names(&workspace.categories)),
        )
        .optional(),
    ];
    if new {
        let today = Some(workspace.today.clone()).filter(|day| !day.is_empty());
        fields.push(Field::new("submit", say(x::SUBMIT_TOO), Input::Check));
        fields.push(Field::new("on", say(x::SUBMIT_ON), Input::Day(today)).when("submit", &["1"]));
    }
    fields
}

fn initial(dossier: Option<&Dossier>, session: &Session, workspace: &WorkspaceView) -> Values {
    let fresh = Dossier::default();
    let from = dossier.unwrap_or(&fresh);
    let acting = session.acting();
    let lead = if from.lead.is_empty() && acting.role == Role::Deputy {
        &acting.name
    } else {
        &from.lead
    };
    Values::default()
        .with(
            "kind",
            match from.kind {
                Kind::Suggestion => "suggestion",
                Kind::Motion => "motion",
                Kind::Matter => "matter",
            },
        )
        .with(
            "occasion",
            if from.occasion == Occasion::Intersession {
                "intersession"
            } else {
                "session"
            },
        )
        .with("title", from.title.clone())
        .with("text", from.text.clone())
        .with("points", from.points.join("\n"))
        .with("origins", from.origins.join("\n"))
        .with("lead", lead.clone())
        .with("co", from.co_signers.join("\n"))
        .with("delegation", from.delegation.clone().unwrap_or_default())
        .with("category", from.category.clone().unwrap_or_default())
        .with("on", workspace.today.clone())
}

fn dossier_of(values: &Values) -> Dossier {
    Dossier {
        kind: match values.get("kind") {
            "motion" => Kind::Motion,
            "matter" => Kind::Matter,
            _ => Kind::Suggestion,
        },
        occasion: if values.get("occasion") == "intersession" {
            Occasion::Intersession
        } else {
            Occasion::Session
        },
        title: values.text("title"),
        text: values.text("text"),
        category: values.option("category"),
        lead: values.text("lead"),
        co_signers: values.list("co"),
        delegation: values.option("delegation"),
        points: values.list("points"),
        origins: values.list("origins"),
    }
}

/// Saves, and submits where that was asked for. The office records in the lead
/// deputy's name; a deputy acts for themselves.
async fn save(
    id: Option<SuggestionId>,
    values: &Values,
    session: &Session,
) -> Result<Acted, Failure> {
    let dossier = dossier_of(values);
    let actor = if session.acting().role == Role::Deputy {
        session.actor()
    } else {
        let lead = Party {
            role: Role::Deputy,
            name: dossier.lead.clone(),
        };
        Actor {
            party: session.own.clone(),
            on_behalf_of: Some(lead),
        }
    };
    let request = match id {
        None => Request::Create(dossier),
        Some(id) => Request::Act {
            id,
            command: Command::Revise(dossier),
        },
    };
    let acted = acted(engine::ask_as(actor.clone(), request).await)?;
    let day = values.day("on").filter(|_| values.get("submit") == "1");
    let Some(on) = day else {
        return Ok(acted);
    };
    let request = Request::Act {
        id: acted.id.clone(),
        command: Command::Submit { on },
    };
    match self::acted(engine::ask_as(actor, request).await) {
        Ok(submitted) => Ok(submitted),
        Err(why) => {
            // The draft itself is kept: say so, and go on to its page.
            notices::failed(fill(session.lang.say(x::SUBMIT_FAILED), &[&why.text]));
            Ok(acted)
        }
    }
}

fn acted(answer: huiyin_protocol::Answer) -> Result<Acted, Failure> {
    match answer? {
        Reply::Acted(acted) => Ok(acted),
        _ => Err(Failure {
            kind: huiyin_protocol::FailureKind::Internal,
            code: "answer_unexpected".to_owned(),
            text: String::new(),
            source: None,
        }),
    }
}
