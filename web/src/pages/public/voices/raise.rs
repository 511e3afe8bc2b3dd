//! One suggestion of several voices: its title and text filled in from what was said.

use super::super::asking::use_ordering;
use super::acts::origins;
use super::texts as t;
use super::{Choices, Picked, use_choices};
use crate::components::dialog::Dialog;
use crate::components::empty::loading;
use crate::components::error_box::ErrorBox;
use crate::components::field::{Field, Kind};
use crate::components::form::{Form, Values};
use crate::i18n::{Say, fill, fill_number};
use crate::platform::public::ask_public;
use crate::prelude::*;
use crate::route::{self, Route};
use crate::state::{notices, use_session};
use huiyin_protocol::Failure;
use huiyin_protocol::public::{PublicAsk, PublicReply, VoiceView};
use huiyin_rules::{Lang, Party, Role};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// Characters of the first voice that the proposed title holds.
const TITLE: usize = 40;

/// Properties of [`Raise`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Which voices.
    pub picked: Vec<Picked>,
    /// Closes the dialog; true where it was raised.
    pub on_close: Callback<bool>,
}

/// What is proposed: each voice a line with its day and place. No contact.
fn proposed(voices: &[VoiceView], deputies: &[String], acting: &Party, lang: Lang) -> Values {
    let first = voices.first();
    let title = first.map_or_else(String::new, |voice| title(&voice.text));
    let only = voices.len() == 1;
    let lines = voices.iter().enumerate().map(|(at, voice)| {
        if only {
            return voice.text.clone();
        }
        let about = [voice.row.on.as_str(), voice.row.place.as_str()];
        let about: Vec<&str> = about.into_iter().filter(|part| !part.is_empty()).collect();
        fill(
            lang.say(t::RAISE_LINE),
            &[&(at + 1).to_string(), &voice.text, &about.join(" ")],
        )
    });
    // A deputy raises in their own name; then those they were said to, where they are deputies.
    let mut to: Vec<&str> = Vec::new();
    if acting.role == Role::Deputy {
        to.push(&acting.name);
    }
    for voice in voices {
        // The row names the station and the deputy in one.
        let names = voice.row.came_to.split(" · ");
        for name in names.filter(|name| deputies.iter().any(|deputy| deputy == name)) {
            if !to.contains(&name) {
                to.push(name);
            }
        }
    }
    Values::default()
        .with("title", title)
        .with("text", lines.collect::<Vec<_>>().join("\n"))
        .with("deputies", to.join("\n"))
}

/// The first sentence, or as much of it as a title holds: whoever leaves it as it is gives
/// the suggestion no title that breaks off in dots.
fn title(text: &str) -> String {
    let ends = ['。', '！', '？', '；', '!', '?', ';', '\n', '（', '('];
    let first = text.trim().split(ends).next().unwrap_or_default();
    first.trim().chars().take(TITLE).collect()
}

/// The dialog.
#[component]
pub fn Raise(props: &Props) -> Html {
    let session = use_session();
    let lang = session.lang;
    let choices = use_choices();
    let ordering = use_ordering();
    let read = use_state_eq(|| None::<Result<Rc<Vec<VoiceView>>, Rc<Failure>>>);
    {
        let read = read.setter();
        use_effect_with(props.picked.clone(), move |picked| {
            let picked = picked.clone();
            spawn_local(async move { read.set(Some(read_all(&picked).await)) });
        });
    }
    let on_submit = {
        let (run, picked, on_close) = (
            ordering.run.clone(),
            props.picked.clone(),
            props.on_close.clone(),
        );
        Callback::from(move |values: Values| {
            let ask = PublicAsk::Raise {
                voices: picked.iter().map(|one| one.id.clone()).collect(),
                title: values.text("title"),
                text: values.text("text"),
                category: values.text("category"),
                deputies: values.list("deputies"),
            };
            let (count, on_close) = (picked.len() as u64, on_close.clone());
            let then = Callback::from(move |reply: PublicReply| {
                if let PublicReply::Raised { suggestion } = reply {
                    notices::done(fill_number(lang.say(t::RAISED), count));
                    on_close.emit(true);
                    route::go(&Route::Item(suggestion));
                }
            });
            run.emit((ask, then));
        })
    };
    let close = props.on_close.reform(|()| false);
    let body = match &*read {
        None => loading(lang.say(t::READING)),
        Some(Err(failure)) => html! { <ErrorBox failure={failure.clone()} /> },
        Some(Ok(voices)) => html! {
            <>
                <p class="muted">{ lang.say(t::RAISE_INTRO) }</p>
                { origins(&props.picked, lang) }
                <Form fields={fields(&choices, lang)} initial={proposed(voices, &choices.deputies, session.acting(), lang)} draft=""
                    submit={lang.say(t::RAISE_DO)} {on_submit} on_cancel={close.clone()} busy={ordering.busy}
                    failure={ordering.failure.clone()} />
            </>
        },
    };
    html! { <Dialog title={lang.say(t::RAISE)} on_close={close} wide=true>{ body }</Dialog> }
}

fn fields(choices: &Choices, lang: Lang) -> Vec<Field> {
    vec![
        Field::new("title", lang.say(t::RAISE_TITLE), Kind::Line),
        Field::new("text", lang.say(t::RAISE_TEXT), Kind::Area(8))
            .hint(lang.say(t::RAISE_TEXT_HINT)),
        Field::new(
            "category",
            lang.say(t::RAISE_CATEGORY),
            Kind::Combo(choices.categories.clone()),
        )
        .optional(),
        Field::new(
            "deputies",
            lang.say(t::RAISE_DEPUTIES),
            Kind::Many(choices.deputies.clone()),
        ),
    ]
}

async fn read_all(picked: &[Picked]) -> Result<Rc<Vec<VoiceView>>, Rc<Failure>> {
    let mut voices = Vec::new();
    for one in picked {
        match ask_public(&PublicAsk::Voice(one.id.clone())).await {
            Ok(PublicReply::Voice(view)) => voices.push(*view),
            Ok(_) => {}
            Err(why) => return Err(Rc::new(why)),
        }
    }
    Ok(Rc::new(voices))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proposed_title_is_a_sentence_and_never_ends_in_dots() {
        assert_eq!(title(" 西街路灯坏了三盏。晚上看不见。"), "西街路灯坏了三盏");
        assert_eq!(title(&"长".repeat(90)).chars().count(), TITLE);
        assert_eq!(title(""), "");
    }
}
