//! Taking a workspace over with the recovery code.

use super::place::{self, Besides};
use super::probe::Probe;
use super::texts as t;
use super::{Known, NotEmpty, part};
use crate::components::field::{Field, Kind};
use crate::components::form::{Errors, Form, Values};
use crate::i18n::Say;
use crate::prelude::*;
use crate::route::{self, Route, Search};
use crate::state::sharing::use_doing;
use crate::state::{notices, use_lang, use_workspace};
use huiyin_protocol::sharing::{SharingReply, SharingRequest};
use huiyin_rules::Lang;

crate::i18n::words! {
    TITLE = "用恢复码接管", "Take over with the recovery code";
    INTRO = "管理员设备丢失或者损坏时，用创建工作区时打印的恢复码让本机成为新的管理员设备。接管后请停用丢失的设备。", "Where the device that let others in is lost or broken, the code printed when the workspace was made makes this one take its place. Revoke the lost one afterwards.";
    CODE = "恢复码", "Recovery code";
    CODE_HINT = "照纸上填写；空格、横线和大小写都不影响。", "As on the paper; spaces, hyphens and case do not matter.";
    DO = "接管", "Take over";
    DONE = "本机已成为管理员设备", "This device lets others in now";
    BAD_CODE = "恢复码只有字母和数字，请核对", "The recovery code has only letters and digits; check it";
}

/// The form.
#[component]
pub fn Recover(props: &Known) -> Html {
    let lang = use_lang();
    let workspace = use_workspace();
    let doing = use_doing();
    let initial = place::values(None, "server");
    let values = use_state_eq(|| initial.clone());
    let on_submit = {
        let (run, take) = (doing.run.clone(), props.take.clone());
        Callback::from(move |values: Values| {
            let Some(store) = place::choice(&values) else {
                return;
            };
            let request = SharingRequest::Recover {
                code: values.text("recovery"),
                store,
                person: values.text("person"),
            };
            let take = take.clone();
            let done = Callback::from(move |reply| {
                if let SharingReply::Status(status) = reply {
                    notices::done(lang.say(DONE));
                    take.emit(Some(status));
                    route::go(&Route::Sharing(Search::default().with("tab", "devices")));
                }
            });
            run.emit((request, done));
        })
    };
    let on_cancel = Callback::from(|()| route::go(&Route::Sharing(Search::default())));
    let mut fields = vec![
        Field::new("recovery", lang.say(CODE), Kind::Line).hint(lang.say(CODE_HINT)),
        Field::new("person", lang.say(t::PERSON), Kind::Line).hint(lang.say(t::PERSON_HINT)),
    ];
    fields.extend(place::fields(Besides::Nothing, lang));
    let check = Callback::from(move |values: Values| check(&values, lang));
    let on_values = values.setter();
    let on_values = Callback::from(move |next: Values| on_values.set(next));
    let store = place::choice(&values);
    if workspace.events > 0 {
        return html! { <NotEmpty /> };
    }
    part(
        "sharing-recover",
        lang.say(TITLE),
        lang.say(INTRO),
        Html::default(),
        html! {
            <>
                // No draft: the code opens everything.
                <Form {fields} {initial} draft="" submit={lang.say(DO)} {on_submit} {on_cancel} {check}
                    on_values={Some(on_values)} busy={doing.busy} failure={doing.failure.clone()}
                    before={html! { <Probe {store} /> }} />
            </>
        },
    )
}

fn check(values: &Values, lang: Lang) -> Errors {
    let mut errors = place::check(values, lang);
    let odd = |c: char| !c.is_alphanumeric() && !c.is_whitespace() && !"-－—–_".contains(c);
    if values.get("recovery").contains(odd) {
        errors.insert(0, ("recovery".to_owned(), lang.say(BAD_CODE).to_owned()));
    }
    errors
}
