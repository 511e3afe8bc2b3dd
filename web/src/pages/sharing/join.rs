//! Asking to be let in.

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
use crate::i18n::Say;
use crate::pages::page_head;
use crate::pages::party::Keys;
use crate::prelude::*;
use crate::route::{self, Route, Search};
use crate::state::sharing::{use_doing, use_sharing};
use crate::state::{use_lang, use_workspace};
use huiyin_protocol::sharing::{Part, SharingReply, SharingRequest, SharingStatus};
use huiyin_rules::Lang;

crate::i18n::words! {
    TITLE = "申请加入", "Ask to be let in";
    INTRO = "填写邀请和本人情况，提交后屏幕上显示校验码，请告诉管理设备的使用人，由其核对后批准。", "Enter the invitation and who you are. A code appears then: tell it to whoever lets devices in, who compares it and agrees.";
    INVITATION = "邀请", "Invitation";
    INVITATION_HINT = "把收到的邀请全文或者链接粘贴在这里。没有邀请、只知道存储位置的，可以不填，在下面选择存储位置。", "Paste the invitation or its link. Without one, leave it empty and name the store below.";
    FROM_LINK = "邀请已从链接读入。", "The invitation came with the link.";
    FROM_LINK_OTHER = "改用其他邀请", "Use another invitation";
    NO_STORE = "没有邀请的，须选择存储位置", "Without an invitation, name the store";
    DO = "提交申请", "Ask";
    MEMBER = "本机已经在一个共享工作区里", "This device takes part in a shared workspace already";
    MEMBER_HINT = "要加入另一个工作区，请先在“协同”的“设备”中离开现在的工作区。", "To join another, leave this one first under Sharing, Devices.";
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
                let link = (!props.search.is_empty()).then(address).flatten();
                html! { <Asking {link} take={sharing.take.clone()} /> }
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

/// The whole address of the page: the link that was opened.
fn address() -> Option<String> {
    web_sys::window()?.location().href().ok()
}

/// Properties of [`Asking`].
#[derive(Properties, PartialEq)]
struct AskingProps {
    link: Option<String>,
    take: Callback<Option<SharingStatus>>,
}

/// The form.
#[component]
fn Asking(props: &AskingProps) -> Html {
    let lang = use_lang();
    let workspace = use_workspace();
    let doing = use_doing();
    let by_link = use_state_eq(|| props.link.is_some());
    let link = props.link.clone().filter(|_| *by_link);
    let initial = place::values(None, "invited");
    let values = use_state_eq(|| initial.clone());
    let on_submit = {
        let (run, take, link) = (doing.run.clone(), props.take.clone(), link.clone());
        Callback::from(move |values: Values| {
            let Some(party) = PARTY.party(&values) else {
                return;
            };
            let request = SharingRequest::Join {
                invitation: link.clone().unwrap_or_else(|| values.text("invitation")),
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
    let on_cancel = Callback::from(|()| {
        forget_draft(DRAFT);
        route::go(&Route::Sharing(Search::default()));
    });
    let mut fields = Vec::new();
    if link.is_none() {
        fields.push(
            Field::new("invitation", lang.say(INVITATION), Kind::Area(4))
                .hint(lang.say(INVITATION_HINT))
                .optional(),
        );
    }
    fields.extend(place::fields(Besides::Invited, lang));
    fields
        .push(Field::new("person", lang.say(t::PERSON), Kind::Line).hint(lang.say(t::PERSON_HINT)));
    fields.extend(PARTY.fields(&workspace.units, &workspace.deputies, lang));
    let check = {
        let invited = link.is_some();
        Callback::from(move |values: Values| check(&values, invited, lang))
    };
    let on_values = values.setter();
    let on_values = Callback::from(move |next: Values| on_values.set(next));
    let other = {
        let by_link = by_link.clone();
        Callback::from(move |_: MouseEvent| by_link.set(false))
    };
    let store = place::choice(&values);
    let before = match store {
        Some(store) => html! { <Probe store={Some(store)} /> },
        None => Html::default(),
    };
    part(
        "sharing-join",
        lang.say(TITLE),
        lang.say(INTRO),
        Html::default(),
        html! {
            <>
                if link.is_some() {
                    <p class="sharing-note" role="note">{ "✓ " }{ lang.say(FROM_LINK) }{ " " }
                        { button(Look::Text, lang.say(FROM_LINK_OTHER), other) }</p>
                }
                <Form {fields} {initial} draft={DRAFT} submit={lang.say(DO)} {on_submit} {on_cancel} {check}
                    on_values={Some(on_values)} busy={doing.busy} failure={doing.failure.clone()} {before} />
            </>
        },
    )
}

fn check(values: &Values, invited: bool, lang: Lang) -> Errors {
    let mut errors = place::check(values, lang);
    if !invited && values.get("invitation").is_empty() && place::choice(values).is_none() {
        errors.push(("place".to_owned(), lang.say(NO_STORE).to_owned()));
    }
    errors
}
