//! What the office and deputies do with voices, one or many at once.

use super::kept::{Any, Steps};
use super::{may_deal, office_with_voices, refused};
use crate::facts::VOICE_PREFIX;
use crate::fail::Trouble;
use crate::host::Host;
use crate::state::State;
use crate::workspace::{Asker, Engine};
use huiyin_protocol::Push;
use huiyin_protocol::public::{PublicReply, VoiceAct, VoiceDraft};
use huiyin_rules::ids::SuggestionId;
use huiyin_rules::suggestion::StageName;
use huiyin_rules::voice::{PassTo, Passed, Received, VoiceContext, VoiceOrder, decide};
use huiyin_rules::{Text, date};
use huiyin_store::EventStore;
use std::cell::RefCell;
use std::collections::BTreeSet;

/// Voices decided and stored together.
const TOGETHER: usize = 100;
/// Most voices of one act.
pub(super) const MOST: usize = 5_000;

impl<S: EventStore, H: Host> Engine<S, H> {
    /// What the rules say to an order about a voice, as events for its aggregate.
    pub(super) fn voice_steps(
        &self,
        state: &State,
        who: Asker<'_>,
        id: &str,
        order: VoiceOrder,
    ) -> Result<(String, Vec<Any>), Trouble> {
        let kept = &state.public;
        let (other, drive) = match &order {
            VoiceOrder::Merge { into, .. } => (kept.voices.get(into), None),
            VoiceOrder::Receive { received, .. } => {
                let drive = received.drive.as_deref();
                (None, drive.and_then(|id| kept.drives().get(id)))
            }
            _ => (None, None),
        };
        let ctx = VoiceContext {
            today: self.today(),
            actor: who.actor,
            id,
            stations: kept.stations(),
            other,
            drive,
        };
        let events = decide(kept.voices.get(id), order, &ctx)
            .map_err(|refusal| refused(refusal.code(), refusal.text()))?;
        let events = events.into_iter().map(Any::Voice).collect();
        Ok(([VOICE_PREFIX, id].concat(), events))
    }

    pub(super) async fn voice_record(
        &self,
        who: Asker<'_>,
        draft: VoiceDraft,
    ) -> Result<PublicReply, Trouble> {
        office_with_voices(&self.state.borrow(), who)?;
        let on = match draft.on.trim() {
            "" => self.today(),
            text => date::parse(text).ok_or_else(|| {
                Trouble::input(
                    "voice_day_unfit",
                    "请填写日期，如2026-12-01。",
                    "enter the day, such as 2026-12-01",
                )
            })?,
        };
        let received = Received {
            via: draft.via,
            code: None,
            station: draft.station.filter(|id| !id.is_empty()),
            deputy: draft.deputy.filter(|name| !name.trim().is_empty()),
            place: draft.place,
            text: draft.text,
            contact: draft.contact,
            pictures: Vec::new(),
            tracking: None,
            drive: None,
            answers: Vec::new(),
            on,
        };
        let id = self.fresh_hex();
        self.public_carry(who, |state| {
            let order = VoiceOrder::Receive {
                received: Box::new(received.clone()),
                pictures: Vec::new(),
            };
            Ok(vec![self.voice_steps(state, who, &id, order)?])
        })
        .await?;
        self.voice_view(who, &id).await
    }

    pub(super) async fn voices_act(
        &self,
        who: Asker<'_>,
        voices: &[String],
        act: &VoiceAct,
    ) -> Result<PublicReply, Trouble> {
        may_deal(&self.state.borrow(), who)?;
        bounded(voices, MOST)?;
        self.cancelled.set(false);
        let (mut done, mut all_refused) = (0, Vec::new());
        for (index, together) in voices.chunks(TOGETHER).enumerate() {
            if index > 0 {
                self.host.push(Push::Progress {
                    done: (index * TOGETHER) as u64,
                    total: voices.len() as u64,
                });
                self.host.breathe().await;
            }
            if self.cancelled.get() {
                let left = together.iter();
                all_refused.extend(left.map(|id| (id.clone(), super::stopped())));
                continue;
            }
            let refused = RefCell::new(Vec::new());
            self.public_carry(who, |state| {
                let mut refused = refused.borrow_mut();
                refused.clear();
                let (mut steps, mut seen) = (Steps::new(), BTreeSet::new());
                for id in together.iter().filter(|id| seen.insert(*id)) {
                    let order = self.voice_order(state, act);
                    match order.and_then(|order| self.voice_steps(state, who, id, order)) {
                        Ok(step) => steps.push(step),
                        Err(trouble) => refused.push((id.clone(), trouble)),
                    }
                }
                Ok(steps)
            })
            .await?;
            let refused = refused.into_inner();
            let asked: BTreeSet<&String> = together.iter().collect();
            done += asked.len().saturating_sub(refused.len());
            all_refused.extend(refused);
        }
        let told = all_refused.into_iter();
        Ok(PublicReply::Acted {
            done: super::stations::number(done),
            refused: told
                .map(|(id, trouble)| (id, trouble.text.get(who.lang).to_owned()))
                .collect(),
        })
    }

    /// An act of the page as an order of the rules.
    fn voice_order(&self, state: &State, act: &VoiceAct) -> Result<VoiceOrder, Trouble> {
        let on = self.today();
        Ok(match act.clone() {
            VoiceAct::Answer(text) => VoiceOrder::Answer { text, on },
            VoiceAct::Pass { to, note } => {
                let to = match to {
                    Passed::Station { id, .. } => PassTo::Station(id),
                    Passed::Deputy { name } => PassTo::Deputy(name),
                    Passed::Unit { name } => PassTo::Unit(name),
                    Passed::LevelUp { .. } => PassTo::LevelUp,
                };
                VoiceOrder::Pass { to, note, on }
            }
            VoiceAct::Merge(into) => VoiceOrder::Merge { into, on },
            VoiceAct::Refuse(reason) => VoiceOrder::Refuse { reason, on },
            VoiceAct::Inform(text) => VoiceOrder::Inform { text, on },
            VoiceAct::Join(suggestion) => {
                standing(state, &suggestion)?;
                VoiceOrder::Raise { suggestion, on }
            }
        })
    }
}

/// The suggestion is there and was not taken back.
fn standing(state: &State, id: &SuggestionId) -> Result<(), Trouble> {
    let dense = state.projection.find(id.as_str());
    let dense = dense.ok_or_else(|| Trouble::no_such(id.as_str()))?;
    match state.projection.stage(dense) {
        StageName::Void | StageName::NotAccepted | StageName::Merged => Err(refused(
            "suggestion_over",
            Text::new(
                "这件建议已不再办理。请并入仍在办理的建议，或者另行转为建议。",
                "this suggestion is not handled any more; choose one that is, or raise another",
            ),
        )),
        _ => Ok(()),
    }
}

/// Not too many at once.
pub(super) fn bounded(voices: &[String], most: usize) -> Result<(), Trouble> {
    if voices.len() <= most {
        return Ok(());
    }
    let count = voices.len();
    Err(Trouble::input(
        "batch_too_large",
        format!("一次最多处理{most}条，所选为{count}条。请分批办理。"),
        format!("at most {most} at a time, {count} were chosen; do it in parts"),
    ))
}
