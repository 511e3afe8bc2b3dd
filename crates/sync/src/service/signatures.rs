//! Who vouches for the events about a thing.

use super::adopt::signer;
use super::{Outside, Service, Trouble};
use crate::probe::Bench;
use crate::replica::index::Signature;
use huiyin_log::code;
use huiyin_protocol::sharing::{SharingReply, SignatureView};
use huiyin_rules::{Lang, Text};
use huiyin_store::EventStore;

impl<E, O, T, H> Service<E, O, T, H>
where
    E: EventStore,
    O: EventStore,
    T: Bench + Clone,
    H: Outside,
{
    pub(super) async fn signatures(&self, aggregate: &str) -> Result<SharingReply, Trouble> {
        let (roll, lang) = (self.replica.roll(), self.lang.get());
        let adopted = Text::new("由人大机关采纳", "adopted by the office")
            .get(lang)
            .to_owned();
        let views = self.replica.look(|index| {
            let Some(number) = index.pool.text_known(aggregate) else {
                return Vec::new();
            };
            let lines = index.about(number).iter();
            lines
                .filter_map(|(place, at)| {
                    let entry = index.entry(*place)?;
                    let line = entry.lines.get(*at as usize)?;
                    let chain = index.chain(entry.chain)?;
                    let reason = entry.reason.or(line.reason).map(|reason| reason.reason());
                    let note = match reason {
                        Some(reason) => reason.text().get(lang).to_owned(),
                        None if !entry.complete => waiting(lang),
                        None if entry.adopts => adopted.clone(),
                        None => String::new(),
                    };
                    Some(SignatureView {
                        event: format!("{:032x}", line.id),
                        signer: signer(&roll, &chain.device),
                        device: code::of_device(&chain.device),
                        alg: entry.alg.as_str().to_owned(),
                        object: entry.id_text(),
                        seq: entry.seq,
                        verified: entry.signature == Signature::Good,
                        stored: entry.stored,
                        note,
                    })
                })
                .collect::<Vec<SignatureView>>()
        });
        Ok(SharingReply::Signatures(views))
    }
}

fn waiting(lang: Lang) -> String {
    Text::new("等待它所依据的记录到达", "waits for records it builds on")
        .get(lang)
        .to_owned()
}
