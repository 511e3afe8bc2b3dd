//! Asking to be let in.

use super::invited::Invited;
use super::place::{self, Besides};
use super::probe::Probe;
use super::texts as t;
use super::waiting::Waiting;
use super::{NotEmpty, part};
use crate::app::nav;
use crate::components::button::{Kind as Look, button};
use crate::components::empty::{empty, loading};
use crate::components::error_box::ErrorBox;
use crate::components::field::{Field, Kind};
use crate::components::form::{Errors, Form, Values, forget_draft};
use crate::i18n::{Say, fill};
use crate::pages::page_head;
use crate::pages::party::Keys;
use crate::platform::window;
use crate::prelude::*;
use crate::route::{self, Route, Search};
use crate::state::sharing::{use_doing, use_sharing};
use crate::state::{notices, use_lang, use_workspace};
use huiyin_protocol::sharing::{Part, SharingReply, SharingRequest, SharingStatus};
use huiyin_rules::Lang;

crate::i18n::words! {
    TITLE = "申请加入", "Ask to be let in";
    INTRO = "填写邀请和本人情况，提交后屏幕上显示校验码，请告诉管理员设备的使用人，由其核对后批准。", "Enter the invitation and who you are. A code appears then: tell it to whoever lets devices in, who compares it and agrees.";
    INVITATION = "邀请", "Invitation";
    INVITATION_HINT = "把收到的邀请全文或者链接粘贴在这里。", "Paste the invitation or its link.";
    NEXT = "下一步", "Next";
    WITHOUT = "没有邀请，只知道存储位置", "No invitation, only the store";
    UNREADABLE = "这不是完整的邀请，请让对方重新复制后发来", "This is not a whole invitation; ask for it again";
    INVITED_TO = "邀请已读入，存储位置：{0}", "The invitation is read; the store: {0}";
    INVITED_NOWHERE = "邀请已读入，其中没有存储位置，请在下面填写。", "The invitation is read; it names no store, so name it below.";
    DO = "提交申请", "Ask";
    IN = "已加入共享工作区", "You are in the shared workspace";
    MEMBER = "本机已经在一个共享工作区里", "This device takes part in a shared workspace already";
    MEMBER_HINT = "要加入另一个工作区，请先在“协同”的“设备”中退出现在的工作区。", "To join another, leave this one first under Sharing, Devices.";
}

const DRAFT: &str = "sharing-join";
const PARTY: Keys = Keys {
    role: "join-role",
    title: "join-title",
    unit: "join-unit",
    deputy: "join-deputy",
};

/// Properties of [`Join`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The invitation, where the page was opened by one.
    pub search: Search,
}

/// The page.
#[component]
pub fn Join(props: &Props) -> Html {
    let lang = use_lang();
    let sharing = use_sharing();
    let workspace = use_workspace();
    let arrived = use_mut_ref(|| false);
    let part = sharing.status.as_ref().map(|status| status.part.clone());
    {
        // Let in while this page waited: on to what is shared.
        let arrived = arrived.clone();
        use_effect_with(part, move |part| match part {
            Some(Part::Joining) => drop(arrived.replace(true)),
            Some(Part::Member) if *arrived.borrow() => {
                notices::done(lang.say(IN));
                route::go(&Route::Sharing(Search::default()));
            }
            _ => {}
        });
    }
    let body = match (&sharing.status, &sharing.failure) {
        (None, Some(failure)) => {
            let again = sharing.take.reform(|()| None);
            html! { <ErrorBox failure={failure.clone()} {again} /> }
        }
        (None, None) => loading(lang.say(t::ASKING)),
        (Some(status), _) => match status.part {
            Part::Member | Part::Revoked => {
                let way = route::link(
                    &Route::Sharing(Search::default().with("tab", "devices")),
                    "btn",
                    html! { lang.say(nav::SHARING) },
                );
                html! { <div class="panel">{ empty(lang.say(MEMBER), lang.say(MEMBER_HINT), way) }</div> }
            }
            Part::Joining => {
                html! { <Waiting status={status.clone()} take={sharing.take.clone()} /> }
            }
            Part::Alone if workspace.events > 0 => html! { <NotEmpty /> },
            Part::Alone => {
                let link = (!props.search.is_empty()).then(window::address);
                let link = link.and_then(|link| Invited::read(&link));
                html! { <Ways {link} take={sharing.take.clone()} /> }
            }
        },
    };
    html! {
        <div class="page sharing">
            { page_head(lang.say(nav::JOIN), Html::default()) }
            { body }
        </div>
    }
}

/// Properties of [`Ways`].
#[derive(Properties, PartialEq)]
struct WaysProps {
    /// The invitation that the page was opened by.
    link: Option<Invited>,
    take: Callback<Option<SharingStatus>>,
}

/// How far the asking is.
#[derive(Clone, PartialEq)]
enum Way {
    /// The invitation is asked for.
    Open,
    /// This one.
    By(Invited),
    /// There is none; the store is asked for.
    Without,
}

/// First the invitation, then who asks.
#[component]
fn Ways(props: &WaysProps) -> Html {
    let lang = use_lang();
    let way = use_state_eq(|| props.link.clone().map_or(Way::Open, Way::By));
    let back = {
        let way = way.setter();
        Callback::from(move |()| way.set(Way::Open))
    };
    let inside = match &*way {
        Way::Open => {
            let on_submit = {
                let way = way.setter();
                Callback::from(move |values: Values| {
                    if let Some(invited) = Invited::read(values.get("invitation")) {
                        way.set(Way::By(invited));
                    }
                })
            };
            let without = {
                let way = way.setter();
                Callback::from(move |_: MouseEvent| way.set(Way::Without))
            };
            let fields = vec![
                Field::new("invitation", lang.say(INVITATION), Kind::Area(4))
                    .hint(lang.say(INVITATION_HINT)),
            ];
            let check = Callback::from(move |values: Values| unreadable(&values, lang));
            let on_cancel = Callback::from(|()| route::go(&Route::Sharing(Search::default())));
            html! {
                <Form key="invitation" {fields} draft="" submit={lang.say(NEXT)} {on_submit} {on_cancel} {check}
                    extra={button(Look::Plain, lang.say(WITHOUT), without)} />
            }
        }
        Way::By(invited) => {
            html! { <Asking key="by" invited={Some(invited.clone())} take={props.take.clone()} {back} /> }
        }
        Way::Without => {
            html! { <Asking key="without" invited={None::<Invited>} take={props.take.clone()} {back} /> }
        }
    };
    part(
        "sharing-join",
        lang.say(TITLE),
        lang.say(INTRO),
        Html::default(),
        inside,
    )
}

fn unreadable(values: &Values, lang: Lang) -> Errors {
    if Invited::read(values.get("invitation")).is_some() {
        return Errors::new();
    }
    vec![("invitation".to_owned(), lang.say(UNREADABLE).to_owned())]
}

/// Properties of [`Asking`].
#[derive(Properties, PartialEq)]
struct AskingProps {
    invited: Option<Invited>,
    take: Callback<Option<SharingStatus>>,
    back: Callback<()>,
}

/// Who asks, and what the invitation leaves out.
#[component]
fn Asking(props: &AskingProps) -> Html {
    let lang = use_lang();
    let workspace = use_workspace();
    let doing = use_doing();
    let known = props.invited.as_ref().and_then(|one| one.store.clone());
    let initial = place::values(known.as_ref(), "server");
    let values = use_state_eq(|| initial.clone());
    let on_submit = {
        let (run, take, invited) = (doing.run.clone(), props.take.clone(), props.invited.clone());
        Callback::from(move |values: Values| {
            let Some(party) = PARTY.party(&values) else {
                return;
            };
            let request = SharingRequest::Join {
                invitation: invited.clone().map(|one| one.text).unwrap_or_default(),
                store: place::choice(&values),
                person: values.text("person"),
                role: party.role,
                party: party.name,
            };
            let take = take.clone();
            let done = Callback::from(move |reply| {
                forget_draft(DRAFT);
                match reply {
                    SharingReply::Status(status) => take.emit(Some(status)),
                    _ => take.emit(None),
                }
            });
            run.emit((request, done));
        })
    };
    let on_cancel = {
        let back = props.back.clone();
        Callback::from(move |()| {
            forget_draft(DRAFT);
            back.emit(());
        })
    };
    let mut fields = match &known {
        Some(store) => place::secrets(store, lang),
        None => place::fields(Besides::Nothing, lang),
    };
    fields
        .push(Field::new("person", lang.say(t::PERSON), Kind::Line).hint(lang.say(t::PERSON_HINT)));
    fields.extend(PARTY.fields(&workspace.units, &workspace.deputies, lang));
    let check = Callback::from(move |values: Values| place::check(&values, lang));
    let on_values = values.setter();
    let on_values = Callback::from(move |next: Values| on_values.set(next));
    let store = place::choice(&values);
    html! {
        <>
            if let Some(store) = &known {
                <p class="sharing-note" role="note">{ "✓ " }
                    { fill(lang.say(INVITED_TO), &[&place::named(store, &window::origin(), lang)]) }</p>
            } else if props.invited.is_some() {
                <p class="sharing-note" role="note">{ lang.say(INVITED_NOWHERE) }</p>
            }
            <Form {fields} {initial} draft={DRAFT} submit={lang.say(DO)} {on_submit} {on_cancel} {check}
                on_values={Some(on_values)} busy={doing.busy} failure={doing.failure.clone()} before={html! { <Probe {store} /> }} />
        </>
    }
}
