//! The command that a filled-in form comes to.

use super::Around;
use super::fields::point_key;
use crate::components::form::Values;
use huiyin_rules::calendar::{Period, Unit};
use huiyin_rules::ids::SuggestionId;
use huiyin_rules::suggestion::{
    Action, Arrangement, Channel, Command, ConsultPhase, NotAcceptedReason, PointAnswer, Promise,
    ScreenOutcome, VoidCause,
};
use huiyin_rules::{AnswerClass, Rating};

/// The command of an action, from the form's values. `into` is the suggestion that
/// the number in a merge names. `None` where a value cannot be read, which the form's own
/// checks have already said.
pub fn command(
    action: Action,
    values: &Values,
    around: &Around<'_>,
    into: Option<SuggestionId>,
) -> Option<Command> {
    let text = |key: &str| values.text(key);
    let on = values.day("on");
    let unit = || {
        around
            .own_unit()
            .map_or_else(|| text("unit"), str::to_owned)
    };
    Some(match action {
        Action::Submit => Command::Submit { on: on? },
        Action::Screen => Command::Screen {
            on: on?,
            outcome: screen(values, into)?,
        },
        Action::Register => Command::Register {
            number: text("number"),
            on: on?,
        },
        Action::MarkKey => Command::MarkKey {
            supervisor: values.option("supervisor"),
        },
        Action::UnmarkKey => Command::UnmarkKey {
            reason: text("reason"),
        },
        Action::Assign => Command::Assign {
            on: on?,
            leader: values.option("leader"),
            arrangement: match values.get("mode") {
                "joint" => Arrangement::Joint {
                    lead: text("lead"),
                    assisting: values.list("assisting"),
                },
                _ => Arrangement::Separate {
                    units: values.list("units"),
                },
            },
        },
        Action::Accept => Command::Accept {
            unit: unit(),
            on: on?,
        },
        Action::Return => Command::Return {
            unit: unit(),
            on: on?,
            reason: text("reason"),
        },
        Action::Extend => Command::Extend {
            on: on?,
            by: period(values)?,
            consent: text("consent"),
            reason: text("reason"),
        },
        Action::Consult => Command::Consult {
            unit: unit(),
            on: on?,
            phase: match values.get("phase") {
                "before" => ConsultPhase::Before,
                "during" => ConsultPhase::During,
                "after" => ConsultPhase::After,
                _ => return None,
            },
            people: values.list("people"),
            outcome: text("outcome"),
        },
        Action::Remind => Command::Remind {
            unit: values.option("unit").filter(|unit| unit != "*"),
            on: on?,
            channel: match values.get("channel") {
                "phone" => Channel::Phone,
                "online" => Channel::Online,
                "on-site" => Channel::OnSite,
                "letter" => Channel::Letter,
                _ => return None,
            },
            note: text("note"),
        },
        Action::Reply => reply(values, around, unit())?,
        Action::Evaluate => Command::Evaluate {
            deputy: around
                .own_deputy()
                .map_or_else(|| text("deputy"), str::to_owned),
            on: on?,
            process: rating(values.get("process"))?,
            result: rating(values.get("result"))?,
            note: text("note"),
        },
        Action::Rehandle => Command::Rehandle {
            on: on?,
            reason: text("reason"),
        },
        Action::Close => Command::Close {
            on: on?,
            despite: values.option("despite"),
        },
        Action::ReportProgress => Command::ReportProgress {
            unit: unit(),
            on: on?,
            note: text("note"),
        },
        Action::Fulfil => Command::Fulfil {
            unit: unit(),
            on: on?,
            text: text("text"),
        },
        Action::Void => Command::Void {
            on: on?,
            cause: VoidCause::Withdrawn {
                reason: text("reason"),
            },
        },
        Action::Undo => Command::Undo {
            event: around.item?.latest.clone()?,
        },
        Action::Draft | Action::Revise | Action::Enter => return None,
    })
}

fn screen(values: &Values, into: Option<SuggestionId>) -> Option<ScreenOutcome> {
    Some(match values.get("outcome") {
        "accept" => ScreenOutcome::Accept,
        "not-accept" => ScreenOutcome::NotAccept {
            reason: values
                .get("reason")
                .parse::<usize>()
                .ok()
                .and_then(|at| NotAcceptedReason::ALL.get(at).copied())?,
            note: values.text("note"),
        },
        "merge" => ScreenOutcome::Merge { into: into? },
        "send-back" => ScreenOutcome::SendBack {
            note: values.text("missing"),
        },
        _ => return None,
    })
}

/// The extension asked for; `None` where the count is no whole number in reach.
pub fn period(values: &Values) -> Option<Period> {
    let count: u32 = values.get("count").parse().ok()?;
    let unit = match values.get("by") {
        "months" => Unit::Months,
        "working" => Unit::WorkingDays,
        "calendar" => Unit::CalendarDays,
        _ => return None,
    };
    (1..=366).contains(&count).then_some(Period { count, unit })
}

fn reply(values: &Values, around: &Around<'_>, unit: String) -> Option<Command> {
    let item = around.item?;
    let letter = values.get("class");
    let class = AnswerClass::ALL
        .into_iter()
        .find(|class| class.letter() == letter)?;
    let points = (0..item.dossier.points.len())
        .zip(0u32..)
        .map(|(at, point)| PointAnswer {
            point,
            answer: values.text(&point_key(at)),
        });
    // A promise typed under another class was not meant for this one.
    let promises = item
        .classes
        .iter()
        .any(|one| one.class == class && one.promise_required);
    let promise = values
        .option("promise")
        .filter(|_| promises)
        .map(|what| Promise {
            what,
            due: values.day("promise-due"),
        });
    Some(Command::Reply {
        unit,
        on: values.day("on")?,
        class,
        text: values.text("text"),
        points: points.collect(),
        promise,
    })
}

fn rating(key: &str) -> Option<Rating> {
    match key {
        "satisfied" => Some(Rating::Satisfied),
        "basically" => Some(Rating::BasicallySatisfied),
        "dissatisfied" => Some(Rating::Dissatisfied),
        _ => None,
    }
}
