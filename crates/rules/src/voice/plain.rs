//! What the sender of a voice sees of it: plain words, nothing internal, nobody else's
//! name.

use super::state::{Done, Voice, VoiceStep};
use super::terms::{Passed, VoiceStage};
use crate::board::mask;
use crate::text::Text;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What became of the suggestion a voice was raised as, as far as everybody may know:
/// days, its number and where the board shows it. Whoever fills it in leaves out what is
/// not published.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Its official number.
    pub number: Option<String>,
    /// The day it was registered.
    pub registered_on: Option<NaiveDate>,
    /// The day it was assigned.
    pub assigned_on: Option<NaiveDate>,
    /// The units it was assigned to; empty where the board does not name them.
    pub units: Vec<String>,
    /// The day the last reply came that was owed.
    pub replied_on: Option<NaiveDate>,
    /// The day it was last ordered to be handled again, where it was.
    pub rehandled_on: Option<NaiveDate>,
    /// The day it was closed.
    pub closed_on: Option<NaiveDate>,
    /// The day it ended without being handled: not accepted, withdrawn, void.
    pub ended_on: Option<NaiveDate>,
    /// Its public id on the notice board, where it is published.
    pub item: Option<String>,
}

/// One step, as the sender reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlainStep {
    /// The day.
    #[serde(with = "crate::date")]
    pub on: NaiveDate,
    /// In words.
    pub text: Text,
}

fn step(on: NaiveDate, zh: impl Into<String>, en: impl Into<String>) -> PlainStep {
    let text = Text::new(zh, en);
    PlainStep { on, text }
}

/// Everything its sender sees, by day. `outcome` is what became of its suggestion, `other`
/// what [`shared`] says of the voice it is merged into; both count only while the voice
/// is raised or merged.
pub fn plain(voice: &Voice, outcome: Option<&Outcome>, other: &[PlainStep]) -> Vec<PlainStep> {
    let on = voice.received.on;
    let mut steps = vec![if voice.received.text.is_empty() {
        step(
            on,
            "已收到您对意见征集的答复。感谢您的参与。",
            "We have received your answers. Thank you for taking part.",
        )
    } else {
        step(
            on,
            "已收到您反映的问题。感谢您的关心和支持。",
            "We have received what you told us. Thank you.",
        )
    }];
    steps.extend(told(voice, outcome));
    if voice.stage == VoiceStage::Merged {
        steps.extend(other.iter().cloned());
    }
    // Stable, so that what was done on one day stays in its order.
    steps.sort_by_key(|step| step.on);
    steps
}

/// What the senders of voices merged into this one see of it. It was written for somebody
/// else: what could say who that is is masked.
pub fn shared(voice: &Voice, outcome: Option<&Outcome>) -> Vec<PlainStep> {
    let hide = |one: PlainStep| step(one.on, mask(&one.text.zh), mask(&one.text.en));
    let mut steps: Vec<PlainStep> = told(voice, outcome).into_iter().map(hide).collect();
    steps.sort_by_key(|step| step.on);
    steps
}

fn told(voice: &Voice, outcome: Option<&Outcome>) -> Vec<PlainStep> {
    let mut steps: Vec<PlainStep> = voice.steps.iter().map(one).collect();
    if voice.stage == VoiceStage::Raised
        && let Some(outcome) = outcome
    {
        steps.extend(followed(outcome));
    }
    steps
}

fn one(done: &VoiceStep) -> PlainStep {
    let (zh, en) = match &done.done {
        Done::Answered(text) => (format!("答复您：{text}"), format!("Our answer: {text}")),
        Done::Passed { to, .. } => passed(to),
        Done::Merged(_) => (
            "您反映的问题与其他群众反映的同类问题合并办理，办理情况一并向您反馈。".to_owned(),
            "Others told us the same; we handle it together and keep you informed.".to_owned(),
        ),
        Done::Refused(reason) => (
            format!("很抱歉，您反映的事项未能受理。原因：{reason}"),
            format!("We are sorry that we cannot take this up. The reason: {reason}"),
        ),
        Done::Raised(_) => (
            "您反映的问题已转为人大代表建议，将依法交有关单位研究办理。".to_owned(),
            "What you told us has become a deputy's suggestion and will be handed to those who have to handle it.".to_owned(),
        ),
        Done::Informed(text) => (
            format!("告知您办理进展：{text}"),
            format!("How it goes: {text}"),
        ),
    };
    step(done.on, zh, en)
}

/// Never who: a person is named to nobody.
fn passed(to: &Passed) -> (String, String) {
    match to {
        Passed::Station { name, .. } | Passed::Unit { name } => (
            format!("已转由{name}办理。"),
            format!("Passed on to {name}, who will see to it."),
        ),
        Passed::Deputy { .. } => (
            "已转请人大代表联系跟进。".to_owned(),
            "A deputy of the people's congress is looking after it.".to_owned(),
        ),
        Passed::LevelUp { name, .. } if !name.is_empty() => (
            format!("已提请{name}办理。"),
            format!("Taken up to {name}, who will see to it."),
        ),
        Passed::LevelUp { .. } => (
            "已提请上一级研究处理。".to_owned(),
            "Taken up to the next level.".to_owned(),
        ),
    }
}

fn followed(outcome: &Outcome) -> Vec<PlainStep> {
    let mut steps = Vec::new();
    let mut add = |on: Option<NaiveDate>, zh: String, en: String| {
        steps.extend(on.map(|on| step(on, zh, en)));
    };
    let numbered = match &outcome.number {
        Some(number) => (
            format!("该建议已登记，编号为{number}。"),
            format!("The suggestion is registered as no. {number}."),
        ),
        None => (
            "该建议已登记。".to_owned(),
            "The suggestion is registered.".to_owned(),
        ),
    };
    add(outcome.registered_on, numbered.0, numbered.1);
    let assigned = if outcome.units.is_empty() {
        (
            "该建议已交承办单位办理。".to_owned(),
            "The suggestion was handed to those who have to handle it.".to_owned(),
        )
    } else {
        (
            format!("该建议已交{}办理。", outcome.units.join("、")),
            format!("The suggestion was handed to {}.", outcome.units.join(", ")),
        )
    };
    add(outcome.assigned_on, assigned.0, assigned.1);
    let (zh, en) = match outcome.item {
        Some(_) => ("可在公示板查看办理情况。", " See the notice board."),
        None => ("", ""),
    };
    add(
        outcome.replied_on,
        format!("承办单位已对该建议作出答复。{zh}"),
        format!("The suggestion was replied to.{en}"),
    );
    add(
        outcome.rehandled_on,
        "该建议正在重新办理。".to_owned(),
        "The suggestion is being handled again.".to_owned(),
    );
    add(
        outcome.closed_on,
        "该建议已办结。感谢您的关心和监督。".to_owned(),
        "The suggestion is closed. Thank you for your care.".to_owned(),
    );
    add(
        outcome.ended_on,
        "该建议未能继续办理，我们将另行向您反馈。".to_owned(),
        "The suggestion is not handled further; we will tell you what follows.".to_owned(),
    );
    steps
}
