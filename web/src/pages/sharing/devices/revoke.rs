//! Revoking a device. The dialog says exactly what will happen.

use super::super::party;
use super::texts as t;
use crate::components::dialog::Dialog;
use crate::components::field::{Field, Kind};
use crate::components::form::{Errors, Form, Values};
use crate::i18n::{Say, day, fill, grouped};
use crate::prelude::*;
use crate::state::sharing::use_doing;
use crate::state::{notices, use_lang, use_workspace};
use huiyin_protocol::sharing::{DeviceView, SharingReply, SharingRequest};
use huiyin_rules::Lang;

/// Properties of [`Revoke`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Which one.
    pub device: DeviceView,
    /// Gets the devices.
    pub on_done: Callback<SharingReply>,
    /// Closes the dialog.
    pub on_close: Callback<()>,
}

/// The dialog.
#[component]
pub fn Revoke(props: &Props) -> Html {
    let lang = use_lang();
    let workspace = use_workspace();
    let doing = use_doing();
    let device = &props.device;
    let on_submit = {
        let (run, on_done, on_close) = (
            doing.run.clone(),
            props.on_done.clone(),
            props.on_close.clone(),
        );
        let device = device.clone();
        Callback::from(move |values: Values| {
            let request = SharingRequest::Revoke {
                device: device.device.clone(),
                reason: values.text("revoke-reason"),
                after: after(&values),
            };
            let (on_done, on_close) = (on_done.clone(), on_close.clone());
            let person = device.person.clone();
            let done = Callback::from(move |reply| {
                notices::done(fill(lang.say(t::REVOKE_DONE), &[&person]));
                on_done.emit(reply);
                on_close.emit(());
            });
            run.emit((request, done));
        })
    };
    let check = Callback::from(move |values: Values| check(&values, lang));
    let who = party(device.role, &device.party, lang);
    let which = fill(
        lang.say(t::REVOKE_WHICH),
        &[&device.person, &who, &device.code],
    );
    let counted = fill(lang.say(t::REVOKE_2), &[&grouped(device.events.0)]);
    let initial = Values::default().with("revoke-keep", "all");
    html! {
        <Dialog title={lang.say(t::REVOKE_TITLE)} on_close={props.on_close.clone()}>
            <div class="sharing-part sharing-gap">
                <p><strong>{ which }</strong></p>
                if device.own { <p class="sharing-trouble" role="alert">{ "▲ " }{ lang.say(t::REVOKE_SELF) }</p> }
                <ul class="sharing-list">
                    <li>{ lang.say(t::REVOKE_1) }</li>
                    <li>{ counted }</li>
                    <li>{ lang.say(t::REVOKE_3) }</li>
                    <li>{ lang.say(t::REVOKE_4) }</li>
                </ul>
            </div>
            <Form fields={fields(&workspace.today, lang)} {initial} draft="" submit={lang.say(t::REVOKE_DO)} {on_submit}
                on_cancel={props.on_close.clone()} {check} busy={doing.busy} failure={doing.failure.clone()} />
        </Dialog>
    }
}

fn fields(today: &str, lang: Lang) -> Vec<Field> {
    let one = |key: &str, words| (key.to_owned(), lang.say(words).to_owned());
    let keep = Kind::Radio(vec![
        one("all", t::REVOKE_KEEP_ALL),
        one("until", t::REVOKE_KEEP_UNTIL),
    ]);
    vec![
        Field::new("revoke-reason", lang.say(t::REVOKE_REASON), Kind::Line)
            .hint(lang.say(t::REVOKE_REASON_HINT)),
        Field::new("revoke-keep", lang.say(t::REVOKE_KEEP), keep),
        Field::new(
            "revoke-day",
            lang.say(t::REVOKE_DAY),
            Kind::Day(Some(today.to_owned())),
        )
        .when("revoke-keep", &["until"]),
        Field::new("revoke-time", lang.say(t::REVOKE_TIME), Kind::Line)
            .hint(lang.say(t::REVOKE_TIME_HINT))
            .optional()
            .when("revoke-keep", &["until"]),
    ]
}

fn check(values: &Values, lang: Lang) -> Errors {
    if values.get("revoke-keep") != "until" || clock(values.get("revoke-time")).is_some() {
        return Errors::new();
    }
    vec![(
        "revoke-time".to_owned(),
        lang.say(t::REVOKE_BAD_TIME).to_owned(),
    )]
}

/// `14:30` from what was typed; the beginning of the day where nothing was.
fn clock(text: &str) -> Option<String> {
    if text.is_empty() {
        return Some("00:00".to_owned());
    }
    let (hours, minutes) = text.split_once([':', '：'])?;
    let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours < 24 && minutes < 60).then(|| day::time(hours, minutes))
}

/// The moment after which nothing counts, RFC 3339 at +08:00.
fn after(values: &Values) -> Option<String> {
    if values.get("revoke-keep") != "until" {
        return None;
    }
    let day = day::iso(values.day("revoke-day")?);
    let clock = clock(values.get("revoke-time"))?;
    Some([&day, "T", &clock, ":00+08:00"].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_one_of_this_country() {
        let at = |time: &str| {
            Values::default()
                .with("revoke-keep", "until")
                .with("revoke-day", "2026-11-07")
                .with("revoke-time", time)
        };
        for (time, said) in [
            ("", "2026-11-07T00:00:00+08:00"),
            ("9:05", "2026-11-07T09:05:00+08:00"),
            ("14：30", "2026-11-07T14:30:00+08:00"),
        ] {
            assert_eq!(after(&at(time)).as_deref(), Some(said));
            assert!(check(&at(time), Lang::Zh).is_empty());
        }
        for time in ["24:00", "9", "下午", "9:60"] {
            assert_eq!(check(&at(time), Lang::Zh).len(), 1, "{time}");
        }
        assert_eq!(after(&at("9:05").with("revoke-keep", "all")), None);
    }
}
