//! The command that a filled-in form comes to.

mod given;
mod judged;

use super::choices::{chosen, several};
use super::{Around, point_key};
use crate::components::form::Values;
use given::Given;
use huiyin_rules::AnswerClass;
use huiyin_rules::calendar::{Period, Unit};
use huiyin_rules::ids::SuggestionId;
use huiyin_rules::suggestion::{
    Action, Arrangement, Channel, Command, ConsultPhase, PointAnswer, Promise, ScreenOutcome,
    VoidCause,
};

/// The command of an action, from the form's values. `other` is the suggestion that a
/// number in the form names: the one it is merged into or handled together with. `None`
/// where a value cannot be read, which the form's own checks have already said.
pub fn command(
    action: Action,
    values: &Values,
    around: &Around<'_>,
    other: Option<SuggestionId>,
) -> Option<Command> {
    let given = Given {
        action,
        values,
        around,
    };
    let text = |key: &str| values.text(key);
    let on = values.day("on");
    Some(match action {
        Action::Submit => Command::Submit { on: on? },
        Action::Screen => Command::Screen {
            on: on?,
            outcome: screen(values, other)?,
            tests: if values.get("outcome") == "accept" {
                values.list("tests")
            } else {
                Vec::new()
            },
        },
        Action::Register => Command::Register {
            number: text("number"),
            on: on?,
        },
        Action::MarkKey => Command::MarkKey {
            supervisor: values.option("supervisor"),
            committee: values.option("committee"),
            criteria: several(&values.list("criteria")),
            reason: text("reason"),
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
            meeting: values.option("meeting"),
            level: values.option("level"),
        },
        Action::SplitPoints => Command::SplitPoints {
            points: values.list("points"),
        },
        Action::Join => Command::Join {
            with: other?,
            on: on?,
        },
        Action::Part => Command::Part {
            with: SuggestionId::try_from(values.get("with")).ok()?,
            reason: text("reason"),
        },
        Action::Accept => Command::Accept {
            unit: given.unit(),
            on: on?,
        },
        Action::Return => Command::Return {
            unit: given.unit(),
            on: on?,
            reason: text("reason"),
            consent: values.option("consent"),
        },
        Action::Extend => Command::Extend {
            on: on?,
            by: period(values)?,
            consent: text("consent"),
            reason: text("reason"),
        },
        Action::Suspend => Command::Suspend {
            on: on?,
            reason: text("reason"),
            consent: text("consent"),
        },
        Action::Resume => Command::Resume {
            on: on?,
            note: text("note"),
        },
        Action::Consult => Command::Consult {
            unit: given.unit(),
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
        Action::GiveOpinion => Command::GiveOpinion {
            unit: given.unit(),
            on: on?,
            text: text("text"),
            agrees: match values.get("agrees") {
                "yes" => true,
                "no" => false,
                _ => return None,
            },
        },
        Action::Coordinate => Command::Coordinate {
            on: on?,
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
        Action::NoteDefects => Command::NoteDefects {
            unit: given.unit(),
            on: on?,
            defects: several(&values.list("defects")),
            note: text("note"),
        },
        Action::Summon => Command::Summon {
            unit: given.unit(),
            on: on?,
            by: text("by"),
            people: values.list("people"),
            outcome: text("outcome"),
        },
        Action::Supervise => Command::Supervise {
            on: on?,
            role: chosen(values.get("role"))?,
            form: chosen(values.get("form"))?,
            medium: chosen(values.get("medium"))?,
            by: text("by"),
            people: values.list("people"),
            finding: text("finding"),
        },
        Action::Reply => reply(values, around, given.unit())?,
        Action::Deliver => Command::Deliver {
            unit: given.unit(),
            on: on?,
            deputies: values.list("deputies"),
        },
        Action::Redo => Command::Redo {
            unit: given.unit(),
            on: on?,
            step: chosen(values.get("step"))?,
            people: values.list("people"),
            evidence: text("evidence"),
        },
        Action::Evaluate => given.evaluate()?,
        Action::LookBack => given.look_back()?,
        Action::Assess => given.assess()?,
        Action::AnnounceOpinions => Command::AnnounceOpinions { on: on? },
        Action::Rehandle => Command::Rehandle {
            on: on?,
            reason: text("reason"),
        },
        Action::Close => Command::Close {
            on: on?,
            despite: values.option("despite"),
        },
        Action::ReportProgress => Command::ReportProgress {
            unit: given.unit(),
            on: on?,
            note: text("note"),
        },
        Action::Fulfil => Command::Fulfil {
            unit: given.unit(),
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
        // Settled where all that contradicts is listed.
        Action::Draft | Action::Revise | Action::Enter | Action::Resolve => return None,
    })
}

fn screen(values: &Values, into: Option<SuggestionId>) -> Option<ScreenOutcome> {
    Some(match values.get("outcome") {
        "accept" => ScreenOutcome::Accept,
        "not-accept" => ScreenOutcome::NotAccept {
            reason: chosen(values.get("reason"))?,
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
        signed_by: values.option("signed-by"),
        sealed: values.get("sealed") == "1",
        form_enclosed: values.get("enclosed") == "1",
    })
}
