//! Making this device's workspace a shared one.

use super::place::{self, Besides};
use super::probe::Probe;
use super::texts as t;
use super::{Known, here_already, part, recovery};
use crate::components::field::{Field, Kind};
use crate::components::form::{Form, Values, forget_draft};
use crate::i18n::Say;
use crate::platform::engine;
use crate::prelude::*;
use crate::route::{self, Route, Search};
use crate::state::sharing::use_doing;
use crate::state::{use_session, use_workspace};
use huiyin_protocol::Request;
use huiyin_protocol::sharing::{SharingReply, SharingRequest};
use huiyin_rules::{Actor, Role};

crate::i18n::words! {
    TITLE = "创建共享工作区", "Create a shared workspace";
    INTRO = "本机成为第一台管理员设备，身份是人大机关。创建后显示一次恢复码，请准备好打印或者抄写。", "This device becomes the first that lets others in, with the office's role. A recovery code is shown once afterwards: be ready to print it or write it down.";
    NAME = "工作区名称", "Name of the workspace";
    NAME_HINT = "加入的人看到这个名称，如：曲靖市马龙区人大代表建议。", "Whoever joins sees it, such as the district's deputies' suggestions.";
    PARTY = "机关或处室名称", "Name of the office";
    PARTY_HINT = "如：人大常委会代表工委。可以不填。", "Such as the deputies' work committee. May stay empty.";
    SEAL = "加密全部内容", "Encrypt everything";
    SEAL_HINT = "选中后，存储位置上只有密文，管理存储的人看不到内容；不选的，存储位置上能看到建议和办理情况。代表的逐条评价和群众的民意无论如何都加密：逐条评价只有人大机关能看，民意还有所找的代表能看。", "With it a store holds only ciphertext and whoever runs it reads nothing; without it, suggestions and their handling can be read there. Deputies' single evaluations are always encrypted for the office alone, and what citizens say for the office and the deputies they said it to.";
    CLAIM = "启用码", "Claim code";
    CLAIM_HINT = "新服务器要求填写的，由部署人员提供；没有就不填。", "Where a new server asks for one; whoever set it up has it. Otherwise leave it empty.";
    LATER_HINT = "没有存储位置时，可以用文件与其他设备交换，以后再补上。", "Without a store, devices exchange files; one can be named later.";
    DO = "创建", "Create";
}

const DRAFT: &str = "sharing-create";

/// The form.
#[component]
pub fn Create(props: &Known) -> Html {
    let session = use_session();
    let lang = session.lang;
    let doing = use_doing();
    let workspace = use_workspace();
    let initial = place::values(None, "server")
        .with("name", workspace.name.as_str())
        .with("party", session.own.name.as_str());
    let values = use_state_eq(|| initial.clone());
    let on_submit = {
        let (run, take) = (doing.run.clone(), props.take.clone());
        let (named, rulebook) = (workspace.name.clone(), workspace.rulebook.clone());
        Callback::from(move |values: Values| {
            let request = SharingRequest::Create {
                name: values.text("name"),
                person: values.text("person"),
                party: values.text("party"),
                seal_main: values.get("seal") == "1",
                store: place::choice(&values),
                claim: values.option("claim"),
            };
            let (take, name, rulebook) = (take.clone(), values.text("name"), rulebook.clone());
            let (is_named, party) = (named == name, values.text("party"));
            let done = Callback::from(move |reply| {
                if let SharingReply::Created { recovery, status } = reply {
                    forget_draft(DRAFT);
                    recovery::keep(recovery, name.clone());
                    if !is_named {
                        // Named here, it is named everywhere. What else a name needs is kept as it is.
                        let (name, rulebook) = (name.clone(), rulebook.clone());
                        let actor = Actor::own(Role::Office, party.clone());
                        // The settings show whether it is; the sharing does not depend on it.
                        drop(engine::ask_as(actor, Request::Configure { name, rulebook }));
                    }
                    take.emit(Some(status));
                }
            });
            run.emit((request, done));
        })
    };
    let on_cancel = Callback::from(|()| {
        forget_draft(DRAFT);
        route::go(&Route::Sharing(Search::default()));
    });
    let mut fields = vec![
        Field::new("name", lang.say(NAME), Kind::Line).hint(lang.say(NAME_HINT)),
        Field::new("person", lang.say(t::PERSON), Kind::Line).hint(lang.say(t::PERSON_HINT)),
        Field::new("party", lang.say(PARTY), Kind::Line)
            .hint(lang.say(PARTY_HINT))
            .optional(),
    ];
    fields.push(
        Field::new("seal", lang.say(SEAL), Kind::Check)
            .hint(lang.say(SEAL_HINT))
            .optional(),
    );
    fields.extend(place::fields(Besides::Later, lang));
    if let Some(place) = fields.iter_mut().find(|field| field.key == "place") {
        lang.say(LATER_HINT).clone_into(&mut place.hint);
    }
    fields.push(
        Field::new("claim", lang.say(CLAIM), Kind::Line)
            .hint(lang.say(CLAIM_HINT))
            .optional()
            .when("place", &["server"]),
    );
    let check = Callback::from(move |values: Values| place::check(&values, lang));
    let on_values = values.setter();
    let on_values = Callback::from(move |next: Values| on_values.set(next));
    let store = place::choice(&values);
    part(
        "sharing-create",
        lang.say(TITLE),
        lang.say(INTRO),
        Html::default(),
        html! {
            <>
                { here_already(&workspace, lang) }
                <Form {fields} {initial} draft={DRAFT} submit={lang.say(DO)} {on_submit} {on_cancel} {check}
                    on_values={Some(on_values)} busy={doing.busy} failure={doing.failure.clone()}
                    before={if values.get("place") == "later" { Html::default() } else { html! { <Probe {store} /> } }} />
            </>
        },
    )
}
