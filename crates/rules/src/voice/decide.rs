//! Whether an order is in place.

use super::command::{PassTo, VoiceOrder};
use super::event::{
    VoiceAnswered, VoiceEvent, VoiceInformed, VoiceMerged, VoiceNoted, VoicePassed, VoiceRaised,
    VoiceRated, VoiceRefused,
};
use super::permit::{VoiceAction, entitled, permits};
use super::receive::receive;
use super::refusal::VoiceRefusal;
use super::state::Voice;
use super::terms::{Passed, VoiceStage};
use crate::actor::{Actor, Role};
use crate::drive::Drive;
use crate::order;
use crate::station::Stations;
use crate::text::Text;
use chrono::NaiveDate;

/// What a decision is made with.
#[derive(Clone, Copy, Debug)]
pub struct VoiceContext<'a> {
    /// Today.
    pub today: NaiveDate,
    /// Who orders it.
    pub actor: &'a Actor,
    /// The voice's own id.
    pub id: &'a str,
    /// The tree of stations.
    pub stations: &'a Stations,
    /// The voice it is to be merged into, where there is one of the id in the order.
    pub other: Option<&'a Voice>,
    /// The drive it answers, where there is one of the id in the order.
    pub drive: Option<&'a Drive>,
}

/// What voices are bounded by.
pub mod limits {
    /// Longest text of a voice, in characters.
    pub const TEXT: usize = 2_000;
    /// Longest place.
    pub const PLACE: usize = 200;
    /// Longest contact.
    pub const CONTACT: usize = 100;
    /// Longest name of a deputy, station or unit.
    pub const NAME: usize = 60;
    /// Most pictures.
    pub const PICTURES: usize = 3;
    /// Most bytes of a picture.
    pub const PICTURE: u32 = 150_000;
    /// Longest answer, and longest word of how it goes.
    pub const ANSWER: usize = 1_000;
    /// Longest reason or note.
    pub const NOTE: usize = 500;
    /// Most things done with one voice.
    pub const STEPS: usize = 200;
    /// Most times its sender rates it.
    pub const RATINGS: usize = 20;
}

type Decided = Result<Vec<VoiceEvent>, VoiceRefusal>;

/// What carrying out `order` records.
///
/// # Errors
/// It is not in place, with the reason and what to do.
pub fn decide(voice: Option<&Voice>, order: VoiceOrder, ctx: &VoiceContext<'_>) -> Decided {
    if let VoiceOrder::Receive { received, pictures } = order {
        order::office(ctx.actor)?;
        if voice.is_some() {
            return Err(VoiceRefusal::ReceivedAlready);
        }
        return receive(*received, pictures, ctx);
    }
    let voice = voice.ok_or(VoiceRefusal::NoSuchVoice)?;
    if let Some((action, on)) = order.action() {
        entitled(voice, action, ctx.actor)?;
        permitted(voice, action)?;
        order::day(on, Some(voice.received.on), ctx.today)?;
    }
    Ok(vec![match order {
        VoiceOrder::Receive { .. } => return Err(VoiceRefusal::ReceivedAlready),
        VoiceOrder::Answer { text, on } => {
            order::body(&text, Text::new("答复", "the answer"), limits::ANSWER)?;
            VoiceEvent::VoiceAnswered(VoiceAnswered { text, on })
        }
        VoiceOrder::Pass { to, note, on } => {
            order::optional_body(&note, Text::new("备注", "the note"), limits::NOTE)?;
            let to = passed(voice, to, ctx)?;
            let went = VoiceEvent::VoicePassed(VoicePassed {
                to: to.clone(),
                note: String::new(),
                on,
            });
            if !note.trim().is_empty() {
                let noted = VoiceEvent::VoiceNoted(VoiceNoted { to, note, on });
                return Ok(vec![went, noted]);
            }
            went
        }
        VoiceOrder::Merge { into, on } => {
            mergeable(&into, ctx)?;
            VoiceEvent::VoiceMerged(VoiceMerged { into, on })
        }
        VoiceOrder::Refuse { reason, on } => {
            order::body(&reason, Text::new("原因", "the reason"), limits::NOTE)?;
            VoiceEvent::VoiceRefused(VoiceRefused { reason, on })
        }
        VoiceOrder::Raise { suggestion, on } => {
            if voice.stage == VoiceStage::Raised && voice.suggestion.as_ref() == Some(&suggestion) {
                return Err(VoiceRefusal::RaisedAlready);
            }
            VoiceEvent::VoiceRaised(VoiceRaised { suggestion, on })
        }
        VoiceOrder::Inform { text, on } => {
            let field = Text::new("告知内容", "what the sender is told");
            order::body(&text, field, limits::ANSWER)?;
            VoiceEvent::VoiceInformed(VoiceInformed { text, on })
        }
        VoiceOrder::Rate { rating, note, on } => {
            let field = Text::new("评价附言", "the sender's note");
            order::optional_body(&note, field, limits::NOTE)?;
            VoiceEvent::VoiceRated(VoiceRated { rating, note, on })
        }
    }])
}

fn permitted(voice: &Voice, action: VoiceAction) -> Result<(), VoiceRefusal> {
    if !permits(voice.stage, action) {
        let stage = voice.stage;
        return Err(VoiceRefusal::WrongStage { stage, action });
    }
    if action == VoiceAction::Rate {
        if !voice.unrated {
            return Err(VoiceRefusal::RatedAlready);
        }
        if voice.ratings.len() >= limits::RATINGS {
            let most = limits::RATINGS;
            return Err(VoiceRefusal::TooMany { most });
        }
    } else if voice.steps.len() >= limits::STEPS {
        let most = limits::STEPS;
        return Err(VoiceRefusal::TooMany { most });
    }
    Ok(())
}

/// Whom it is passed to, with the names as they are now.
fn passed(voice: &Voice, to: PassTo, ctx: &VoiceContext<'_>) -> Result<Passed, VoiceRefusal> {
    match to {
        PassTo::Station(id) => {
            let station = ctx.stations.find(&id);
            let station = station.ok_or(VoiceRefusal::StationUnknown)?;
            if voice.stage == VoiceStage::Passed && voice.station.as_ref() == Some(&id) {
                let name = station.name.clone();
                return Err(VoiceRefusal::ThereAlready { name });
            }
            let name = station.name.clone();
            Ok(Passed::Station { id, name })
        }
        PassTo::Deputy(name) => {
            if !ctx.stations.roll.contains(&name) {
                return Err(VoiceRefusal::NotOnRoll { name });
            }
            let acting = ctx.actor.acting();
            if acting.role == Role::Deputy && acting.name == name {
                return Err(VoiceRefusal::ThereAlready { name });
            }
            Ok(Passed::Deputy { name })
        }
        PassTo::Unit(name) => {
            let name = name.trim().to_owned();
            order::line(
                &name,
                Text::new("单位名称", "the unit's name"),
                limits::NAME,
            )?;
            Ok(Passed::Unit { name })
        }
        PassTo::LevelUp => {
            let here = voice.station.as_deref();
            let here = here.and_then(|id| ctx.stations.stations.get(id));
            let above = here.and_then(|here| here.station.parent.as_deref());
            let above = above.and_then(|id| ctx.stations.find(id));
            Ok(Passed::LevelUp {
                id: above.map(|one| one.id.clone()),
                name: above.map_or_else(String::new, |one| one.name.clone()),
            })
        }
    }
}

fn mergeable(into: &str, ctx: &VoiceContext<'_>) -> Result<(), VoiceRefusal> {
    if into == ctx.id {
        return Err(VoiceRefusal::IntoItself);
    }
    order::name(into, Text::new("民意", "a voice"))?;
    let other = ctx.other.ok_or(VoiceRefusal::OtherUnknown)?;
    // One that is merged itself is no end; and so no order makes a circle.
    if other.stage == VoiceStage::Merged {
        return Err(VoiceRefusal::OtherMerged);
    }
    Ok(())
}
