//! Letting a device in: codes compared, role given.

use super::texts as t;
use crate::components::dialog::Dialog;
use crate::components::field::{Field, Kind};
use crate::components::form::{Errors, Form, Values};
use crate::i18n::{Say, fill};
use crate::pages::party::Keys;
use crate::pages::sharing::texts::PERSON;
use crate::prelude::*;
use crate::state::sharing::use_doing;
use crate::state::{notices, use_lang, use_workspace};
use huiyin_protocol::sharing::{Approval, JoinRequest, SharingReply, SharingRequest};
use huiyin_rules::{Lang, Party, Role};

const PARTY: Keys = Keys {
    role: "let-role",
    title: "let-title",
    unit: "let-unit",
    deputy: "let-deputy",
};

/// Properties of [`Approve`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Who asks.
    pub request: JoinRequest,
    /// This device may make others let devices in.
    pub is_root: bool,
    /// Gets the devices.
    pub on_done: Callback<SharingReply>,
    /// Closes the dialog.
    pub on_close: Callback<()>,
}

/// The dialog.
#[component]
pub fn Approve(props: &Props) -> Html {
    let lang = use_lang();
    let workspace = use_workspace();
    let doing = use_doing();
    let request = &props.request;
    let asked = Party {
        role: request.role,
        name: request.party.clone(),
    };
    let initial = PARTY
        .values(&asked)
        .with("let-person", request.person.as_str());
    let on_submit = {
        let (run, on_done, device) = (
            doing.run.clone(),
            props.on_done.clone(),
            request.device.clone(),
        );
        Callback::from(move |values: Values| {
            let Some(approval) = approval(&device, &values) else {
                return;
            };
            let (on_done, person) = (on_done.clone(), approval.person.clone());
            let done = Callback::from(move |reply| {
                notices::done(fill(lang.say(t::APPROVED), &[&person]));
                on_done.emit(reply);
            });
            run.emit((SharingRequest::Approve(approval), done));
        })
    };
    let check = Callback::from(move |values: Values| check(&values, lang));
    html! {
        <Dialog title={lang.say(t::APPROVE_TITLE)} on_close={props.on_close.clone()}>
            <p class="field-label">{ lang.say(t::APPROVE_CODE) }</p>
            <p class="code-large">{ &request.code }</p>
            <p class="muted sharing-gap">{ lang.say(t::APPROVE_INTRO) }</p>
            // No draft: every device is another matter.
            <Form fields={fields(&workspace.units, &workspace.deputies, props.is_root, lang)} {initial} draft="" submit={lang.say(t::APPROVE_DO)}
                {on_submit} on_cancel={props.on_close.clone()} {check} busy={doing.busy} failure={doing.failure.clone()} />
        </Dialog>
    }
}

fn fields(units: &[String], deputies: &[String], is_root: bool, lang: Lang) -> Vec<Field> {
    let right = |key: &str, words, hint| {
        Field::new(key, lang.say(words), Kind::Check)
            .hint(lang.say(hint))
            .optional()
            .when(PARTY.role, &["office"])
    };
    let mut all = vec![
        Field::new("let-compared", lang.say(t::COMPARED), Kind::Check),
        Field::new("let-person", lang.say(PERSON), Kind::Line),
    ];
    all.extend(
        PARTY
            .fields(units, deputies, lang)
            .into_iter()
            .map(|field| {
                if field.key == PARTY.deputy {
                    return field.hint(lang.say(t::DEPUTY_HINT));
                }
                field
            }),
    );
    if is_root {
        all.push(right("let-admin", t::ADMIN, t::ADMIN_HINT));
    }
    all.extend([
        right("let-registrar", t::REGISTRAR, t::REGISTRAR_HINT),
        right("let-office", t::OFFICE_SPACE, t::OFFICE_SPACE_HINT),
        Field::new("let-until", lang.say(t::UNTIL), Kind::Day(None))
            .hint(lang.say(t::UNTIL_HINT))
            .optional(),
    ]);
    all
}

fn check(values: &Values, lang: Lang) -> Errors {
    if values.get("let-compared") == "1" {
        return Errors::new();
    }
    vec![(
        "let-compared".to_owned(),
        lang.say(t::COMPARE_FIRST).to_owned(),
    )]
}

/// What the form grants. Only the office has rights beyond its role, also where they
/// were ticked before the role was changed.
fn approval(device: &str, values: &Values) -> Option<Approval> {
    let party = PARTY.party(values)?;
    let has = |key: &str| party.role == Role::Office && values.get(key) == "1";
    Some(Approval {
        device: device.to_owned(),
        person: values.text("let-person"),
        role: party.role,
        admin: has("let-admin"),
        registrar: has("let-registrar"),
        office_space: has("let-office"),
        until: values.day("let-until").map(crate::i18n::day::iso),
        party: party.name,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn office() -> Values {
        PARTY
            .values(&Party {
                role: Role::Office,
                name: "代表工委".to_owned(),
            })
            .with("let-person", "张三")
            .with("let-admin", "1")
            .with("let-office", "1")
            .with("let-until", "2027/3/1")
    }

    #[test]
    fn nobody_is_let_in_before_the_codes_are_compared() {
        assert_eq!(check(&office(), Lang::Zh).len(), 1);
        assert!(check(&office().with("let-compared", "1"), Lang::Zh).is_empty());
    }

    #[test]
    fn rights_of_the_office_do_not_stick_to_a_unit() {
        let given = approval("d", &office()).unwrap();
        assert!(given.admin && given.office_space && !given.registrar);
        assert_eq!(given.until.as_deref(), Some("2027-03-01"));
        let unit = office()
            .with("let-role", "unit")
            .with("let-unit", "区水务局");
        let given = approval("d", &unit).unwrap();
        assert_eq!((given.role, given.party.as_str()), (Role::Unit, "区水务局"));
        assert!(!given.admin && !given.registrar && !given.office_space);
    }
}
