//! A voice becomes a suggestion: drawn up and handed in by a deputy, with where it came from.

use super::{Scene, name};
use crate::demo::numbers::Numbers;
use crate::demo::{DemoError, moment};
use crate::facts;
use crate::history::Sealer;
use huiyin_log::LogError;
use huiyin_rules::ids::SuggestionId;
use huiyin_rules::suggestion::{
    Applied, Command, Context, Dossier, Occasion, Recorded, Suggestion, apply, decide,
};
use huiyin_rules::voice::VoiceOrder;
use huiyin_rules::{Actor, Calendar, Party, Role};

impl Scene<'_> {
    /// Makes a suggestion of a voice, in the name of the first deputy on the roll.
    pub(super) fn raised(&mut self, numbers: &mut Numbers, voice: &str) -> Result<(), DemoError> {
        let id = SuggestionId::try_from(name(numbers)).map_err(|error| LogError::BadField {
            field: error.to_string(),
        })?;
        let (lead, delegation) = self.roll.first().cloned().unwrap_or_default();
        let said = self.voices.get(voice);
        let origin = said.map(|voice| {
            let received = &voice.received;
            format!("民意 {}：{}", received.on, received.text)
        });
        let dossier = Dossier {
            occasion: Occasion::Intersession,
            title: "关于修复沿江步道护栏的建议".to_owned(),
            text: "沿江步道护栏锈蚀，有一段已经断开，群众多次反映。建议尽快修复，并定期检查。"
                .to_owned(),
            lead: lead.clone(),
            delegation,
            origins: origin.into_iter().collect(),
            ..Dossier::default()
        };
        // The office writes it down for the deputy whose it is.
        let actor = Actor {
            party: self.sealer.actor.party.clone(),
            on_behalf_of: Some(Party {
                role: Role::Deputy,
                name: lead,
            }),
        };
        let mut state = None;
        self.carry(&id, &actor, &mut state, Command::Draft(dossier))?;
        let order = VoiceOrder::Raise {
            suggestion: id.clone(),
            on: self.today,
        };
        self.voice(voice, order)?;
        let submit = Command::Submit { on: self.today };
        self.carry(&id, &actor, &mut state, submit)
    }

    fn carry(
        &mut self,
        id: &SuggestionId,
        actor: &Actor,
        state: &mut Option<Suggestion>,
        command: Command,
    ) -> Result<(), DemoError> {
        let at = moment(self.today, 30);
        let ctx = Context {
            today: self.today,
            now: at,
            actor,
            rulebook: self.rulebook,
            calendar: Calendar::built_in(),
        };
        let events = decide(state.as_ref(), &command, &ctx)
            .map_err(|refusal| DemoError::Refused(Box::new(refusal)))?;
        let mut sealer = Sealer {
            log: self.sealer.log.clone(),
            seq: self.sealer.seq,
            actor,
            at,
        };
        for event in events {
            let sealed = sealer.seal(&format!("{}{id}", facts::SUGGESTION_PREFIX), &event)?;
            self.lines.push(sealed.line);
            let recorded = Recorded {
                id: sealed.id,
                at,
                actor: actor.clone(),
                event,
            };
            if let Applied::SetAside(anomaly) = apply(id, state, &recorded) {
                return Err(DemoError::SetAside(anomaly.text));
            }
        }
        self.sealer.seq = sealer.seq;
        Ok(())
    }
}
