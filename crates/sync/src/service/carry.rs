//! Objects in files: out by a stick, in from one.

use super::{Outside, Service, Trouble};
use crate::probe::Bench;
use crate::replica::index::{Entry, Place};
use huiyin_log::bundle::{BundleError, BundleWriter, ObjectBundleReader};
use huiyin_log::{Object, time_text};
use huiyin_protocol::FailureKind;
use huiyin_protocol::sharing::SharingReply;
use huiyin_rules::Lang;
use huiyin_store::EventStore;
use serde::Serialize;

/// What a bundle's frame says of the workspace; for people, nothing reads it back.
#[derive(Serialize)]
struct Described<'a> {
    program: &'static str,
    workspace: &'a str,
    name: &'a str,
}

impl<E, O, T, H> Service<E, O, T, H>
where
    E: EventStore,
    O: EventStore,
    T: Bench + Clone,
    H: Outside,
{
    /// What no store has yet, or everything.
    pub(super) async fn outbox(&self, everything: bool) -> Result<SharingReply, Trouble> {
        let identity = self.member_identity()?;
        self.replica.seal_own(&self.host).await?;
        let places: Vec<Place> = self.replica.look(|index| {
            let wanted = |entry: &Entry| everything || !entry.stored;
            (0..)
                .zip(&index.entries)
                .filter(|(_, entry)| wanted(entry))
                .map(|(place, _)| place)
                .collect()
        });
        let events = self.replica.look(|index| {
            let entries = places.iter().filter_map(|place| index.entry(*place));
            entries.map(|entry| u64::from(entry.count)).sum()
        });
        let roll = self.replica.roll();
        let described = Described {
            program: "huiyin",
            workspace: identity.workspace.as_str(),
            name: roll.founded().map_or("", |founded| &founded.name),
        };
        let described = serde_json::value::to_raw_value(&described).map_err(|error| {
            Trouble::new(
                FailureKind::Internal,
                "export_failed",
                error.to_string(),
                error.to_string(),
            )
        })?;
        let count = places.len() as u64;
        let (mut writer, mut bytes) = BundleWriter::of_objects(&described, count).map_err(wrong)?;
        for together in places.chunks(64) {
            let objects = self.replica.objects_of(together).await?;
            bytes.extend(writer.lines(objects.values().map(Object::encode)));
        }
        bytes.extend(writer.finish().map_err(wrong)?);
        let now = time_text(&self.host.now());
        let day: String = now
            .chars()
            .take(16)
            .filter(|c| !matches!(c, '-' | ':'))
            .collect();
        let name = match (self.lang.get(), everything) {
            (Lang::Zh, false) => format!("回音-未上传-{day}.huiyin.json"),
            (Lang::Zh, true) => format!("回音-共享数据-{day}.huiyin.json"),
            (Lang::En, false) => format!("huiyin-outbox-{day}.huiyin.json"),
            (Lang::En, true) => format!("huiyin-objects-{day}.huiyin.json"),
        };
        Ok(SharingReply::File {
            name,
            bytes,
            events,
        })
    }

    pub(super) async fn take_in(&self, bytes: &[u8]) -> Result<SharingReply, Trouble> {
        if self.replica.identity().is_none() {
            return Err(super::access::alone());
        }
        let _pass = self.gate.pass().await;
        let before = self.replica.events().head().await?;
        let quarantined = self.status().await?.quarantined;
        let mut reader = ObjectBundleReader::new();
        let (mut objects, mut added, mut waiting) = (0, 0, Vec::new());
        for piece in bytes.chunks(256 * 1024) {
            for raw in reader.push(piece).map_err(wrong)? {
                objects += 1;
                // One that is none of ours says nothing about the others.
                if let Ok(object) = Object::decode(&raw.bytes) {
                    waiting.push(object);
                }
                if waiting.len() >= 64 {
                    added += self
                        .replica
                        .take(std::mem::take(&mut waiting), false)
                        .await?
                        .added;
                }
            }
        }
        added += self.replica.take(waiting, false).await?.added;
        reader.finish().map_err(wrong)?;
        self.settle_joining().await?;
        let after = self.replica.events().head().await?;
        if after != before || self.standing_moved().await? {
            self.host.announce(after);
        }
        self.wake();
        let now = self.status().await?;
        self.push_status().await;
        Ok(SharingReply::TakenIn {
            objects,
            added,
            quarantined: now.quarantined.saturating_sub(quarantined),
            waiting: now.waiting,
        })
    }
}

fn wrong(error: BundleError) -> Trouble {
    let text = error.text();
    Trouble::input(error.code(), text.zh, text.en)
}
