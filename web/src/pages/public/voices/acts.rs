//! Doing something with one voice or many: fill in, do it, see which were refused and why.

use super::super::asking::use_ordering;
use super::super::fields::{names, station_id, unknown_station};
use super::super::outcome::outcome;
use super::super::texts as pt;
use super::suggestions::Suggestions;
use super::texts as t;
use super::{Choices, Picked, use_choices};
use crate::components::button::{Kind as Button, button, click};
use crate::components::dialog::Dialog;
use crate::components::field::{Field, Kind};
use crate::components::form::{Errors, Form, Values};
use crate::i18n::{Say, Words, common, fill, fill_number};
use crate::prelude::*;
use crate::state::{notices, use_session};
use huiyin_protocol::public::{PublicAsk, PublicReply, VoiceAct};
use huiyin_rules::Lang;
use huiyin_rules::ids::SuggestionId;
use huiyin_rules::voice::Passed;
use std::rc::Rc;

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActKind {
    /// Answer.
    Answer,
    /// Pass on.
    Pass,
    /// Merge into another.
    Merge,
    /// Refuse.
    Refuse,
    /// Tell a step.
    Inform,
    /// Put to a suggestion that is there.
    Join,
}

impl ActKind {
    /// Its stable name, as the engine says what may be done.
    pub const fn key(self) -> &'static str {
        match self {
            ActKind::Answer => "answer",
            ActKind::Pass => "pass",
            ActKind::Merge => "merge",
            ActKind::Refuse => "refuse",
            ActKind::Inform => "inform",
            ActKind::Join => "join",
        }
    }

    /// What its button says.
    pub const fn words(self) -> Words {
        match self {
            ActKind::Answer => t::ANSWER,
            ActKind::Pass => t::PASS,
            ActKind::Merge => t::MERGE,
            ActKind::Refuse => t::REFUSE,
            ActKind::Inform => t::INFORM,
            ActKind::Join => t::JOIN,
        }
    }
}

/// Properties of [`Act`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What.
    pub kind: ActKind,
    /// With which voices.
    pub picked: Vec<Picked>,
    /// Voices that the others can be merged into.
    #[prop_or_default]
    pub targets: Vec<Picked>,
    /// Suggestions that are like it, and how alike in hundredths.
    #[prop_or_default]
    pub like: Vec<(SuggestionId, String, u32)>,
    /// Closes the dialog; true where something was done.
    pub on_close: Callback<bool>,
}

/// The fields of an act.
fn fields(
    kind: ActKind,
    into: &[Picked],
    choices: &Choices,
    reads: Words,
    lang: Lang,
) -> Vec<Field> {
    let area = |words| Field::new("text", lang.say(words), Kind::Area(5)).hint(lang.say(reads));
    match kind {
        ActKind::Answer => vec![area(t::ANSWER_TEXT)],
        ActKind::Inform => vec![area(t::INFORM_TEXT)],
        ActKind::Refuse => vec![area(t::REFUSE_TEXT)],
        ActKind::Join => Vec::new(),
        ActKind::Merge if into.is_empty() => Vec::new(),
        ActKind::Merge => vec![
            Field::new(
                "into",
                lang.say(t::MERGE_INTO),
                Kind::Radio(
                    into.iter()
                        .map(|one| (one.id.clone(), one.label(lang)))
                        .collect(),
                ),
            )
            .hint(lang.say(t::MERGE_HINT)),
        ],
        ActKind::Pass => {
            let ways = [
                ("station", t::TO_STATION),
                ("deputy", t::TO_DEPUTY),
                ("unit", t::TO_UNIT),
                ("level_up", t::TO_LEVEL_UP),
            ];
            let ways = ways.map(|(key, words)| (key.to_owned(), lang.say(words).to_owned()));
            let combo = |key, words, options: &Rc<Vec<String>>| {
                Field::new(key, lang.say(words), Kind::Combo(options.clone()))
            };
            vec![
                Field::new("to", lang.say(t::PASS_TO), Kind::Radio(ways.to_vec())),
                combo("station", pt::STATION, &names(&choices.stations)).when("to", &["station"]),
                combo("deputy", pt::DEPUTY, &choices.deputies).when("to", &["deputy"]),
                combo("unit", t::TO_UNIT, &choices.units).when("to", &["unit"]),
                Field::new("note", lang.say(t::PASS_NOTE), Kind::Area(3))
                    .hint(lang.say(t::PASS_NOTE_HINT))
                    .optional(),
            ]
        }
    }
}

/// The act that was filled in; nothing where something is missing.
fn act(
    kind: ActKind,
    values: &Values,
    choices: &Choices,
    joined: Option<&SuggestionId>,
) -> Option<VoiceAct> {
    Some(match kind {
        ActKind::Answer => VoiceAct::Answer(values.text("text")),
        ActKind::Inform => VoiceAct::Inform(values.text("text")),
        ActKind::Refuse => VoiceAct::Refuse(values.text("text")),
        ActKind::Merge => VoiceAct::Merge(values.option("into")?),
        ActKind::Join => VoiceAct::Join(joined?.clone()),
        ActKind::Pass => VoiceAct::Pass {
            to: match values.get("to") {
                "station" => Passed::Station {
                    id: station_id(&choices.stations, values.get("station"))?,
                    name: values.text("station"),
                },
                "deputy" => Passed::Deputy {
                    name: values.text("deputy"),
                },
                "unit" => Passed::Unit {
                    name: values.text("unit"),
                },
                // Which station stands above is the rules' business.
                _ => Passed::LevelUp {
                    id: None,
                    name: String::new(),
                },
            },
            note: values.text("note"),
        },
    })
}

/// The dialog.
#[component]
pub fn Act(props: &Props) -> Html {
    let session = use_session();
    let lang = session.lang;
    let reads = if session.at_own_device() {
        t::READS_LATER
    } else {
        t::READS
    };
    let choices = use_choices();
    let ordering = use_ordering();
    let joined = use_state_eq(|| None::<SuggestionId>);
    let result = use_state_eq(|| None::<(u32, Vec<(String, String)>)>);
    let kind = props.kind;
    let on_submit = {
        let (choices, joined, picked) = (choices.clone(), joined.clone(), props.picked.clone());
        let (run, result, on_close) = (
            ordering.run.clone(),
            result.setter(),
            props.on_close.clone(),
        );
        Callback::from(move |values: Values| {
            let Some(act) = act(kind, &values, &choices, joined.as_ref()) else {
                return;
            };
            let voices = picked.iter().map(|one| one.id.clone());
            // What the others are merged into stays.
            let voices: Vec<String> = match &act {
                VoiceAct::Merge(into) => voices.filter(|id| id != into).collect(),
                _ => voices.collect(),
            };
            let (result, on_close, picked) = (result.clone(), on_close.clone(), picked.clone());
            let then = Callback::from(move |reply: PublicReply| {
                let PublicReply::Acted { done, refused } = reply else {
                    return;
                };
                if refused.is_empty() {
                    notices::done(fill_number(lang.say(pt::DONE), done));
                    on_close.emit(true);
                } else {
                    result.set(Some((done, named(refused, &picked, lang))));
                }
            });
            run.emit((PublicAsk::Act { voices, act }, then));
        })
    };
    let check = {
        let (stations, joined) = (choices.stations.clone(), joined.clone());
        Callback::from(move |values: Values| match kind {
            ActKind::Pass if values.get("to") == "station" => {
                unknown_station("station", values.get("station"), &stations, lang)
            }
            ActKind::Join if joined.is_none() => {
                let text = fill(lang.say(common::PLEASE_CHOOSE), &[lang.say(t::JOIN_WHICH)]);
                vec![("join-find".to_owned(), text)]
            }
            _ => Errors::new(),
        })
    };
    let finished = result.as_ref().is_some_and(|(done, _)| *done > 0);
    let close = props.on_close.reform(move |()| finished);
    let nowhere = kind == ActKind::Merge && props.targets.is_empty();
    let on_pick = {
        let joined = joined.setter();
        Callback::from(move |id: SuggestionId| joined.set(Some(id)))
    };
    let before = if kind == ActKind::Join {
        html! { <Suggestions like={props.like.clone()} chosen={(*joined).clone()} {on_pick} /> }
    } else {
        Html::default()
    };
    let body = if let Some((done, refused)) = &*result {
        html! {
            <>
                { outcome(*done, refused, lang) }
                <div class="form-foot">{ button(Button::Primary, lang.say(common::CLOSE), click(close.clone())) }</div>
            </>
        }
    } else if nowhere {
        html! {
            <>
                <p>{ lang.say(t::MERGE_NONE) }</p>
                <div class="form-foot">{ button(Button::Primary, lang.say(common::CLOSE), click(close.clone())) }</div>
            </>
        }
    } else {
        html! {
            <Form fields={fields(kind, &props.targets, &choices, reads, lang)} draft="" submit={lang.say(kind.words())}
                {on_submit} on_cancel={close.clone()} check={Some(check)} busy={ordering.busy}
                failure={ordering.failure.clone()} {before} />
        }
    };
    html! {
        <Dialog title={lang.say(kind.words())} on_close={close} wide={kind == ActKind::Join}>
            if props.picked.len() > 1 {
                <p class="dialog-about">{ fill_number(lang.say(t::ABOUT), props.picked.len() as u64) }</p>
                if kind != ActKind::Merge && result.is_none() {
                    <details class="pub-more"><summary>{ lang.say(t::THESE) }</summary>{ origins(&props.picked, lang) }</details>
                }
            }
            { body }
        </Dialog>
    }
}

/// The voices, each with its day and place.
pub fn origins(picked: &[Picked], lang: Lang) -> Html {
    html! {
        <ul class="pub-origins" tabindex="0">
            { for picked.iter().map(|one| html! { <li key={one.id.clone()}>{ one.label(lang) }</li> }) }
        </ul>
    }
}

/// Refusals by how each voice begins.
fn named(refused: Vec<(String, String)>, picked: &[Picked], lang: Lang) -> Vec<(String, String)> {
    let name = |id: String| {
        let found = picked.iter().find(|one| one.id == id);
        found.map_or(id, |one| one.label(lang))
    };
    let all = refused.into_iter();
    all.map(|(id, why)| (name(id), why)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_filled_in_becomes_the_act() {
        let choices = Choices {
            stations: Rc::new(vec![("s1".to_owned(), "东关站".to_owned())]),
            ..Choices::default()
        };
        let made = |kind, values: Values| act(kind, &values, &choices, None);
        let to = |way: &str| Values::default().with("to", way).with("station", "东关站");
        assert_eq!(
            made(ActKind::Pass, to("station")),
            Some(VoiceAct::Pass {
                to: Passed::Station {
                    id: "s1".to_owned(),
                    name: "东关站".to_owned()
                },
                note: String::new()
            })
        );
        let unknown = to("station").with("station", "西关站");
        assert_eq!(made(ActKind::Pass, unknown), None);
        assert_eq!(made(ActKind::Merge, Values::default()), None);
        assert_eq!(made(ActKind::Join, Values::default()), None);
    }
}
