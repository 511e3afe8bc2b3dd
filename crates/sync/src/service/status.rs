//! How things stand.

use super::{Outside, Service, Trouble};
use crate::probe::Bench;
use crate::progress::Step;
use crate::replica::index::Index;
use huiyin_log::standing::{STANDING_KEY, Standing};
use huiyin_log::{DeviceId, Space};
use huiyin_protocol::sharing::{
    Activity, OwnView, Part, SharingPush, SharingReply, SharingStatus, StoreChoice,
};
use huiyin_rules::{Lang, Text};
use huiyin_store::EventStore;

impl<E, O, T, H> Service<E, O, T, H>
where
    E: EventStore,
    O: EventStore,
    T: Bench + Clone,
    H: Outside,
{
    pub(super) async fn status_reply(&self) -> Result<SharingReply, Trouble> {
        Ok(SharingReply::Status(self.status().await?))
    }

    pub(super) async fn push_status(&self) {
        if let Ok(status) = self.status().await {
            self.host.push(SharingPush::Status(status));
        }
    }

    /// Whether what the engine is told has changed since it was last announced.
    pub(super) async fn standing_moved(&self) -> Result<bool, Trouble> {
        let kept = self.replica.events().meta_get(STANDING_KEY).await?;
        let version = kept
            .and_then(|bytes| serde_json::from_slice::<Standing>(&bytes).ok())
            .map_or(0, |standing| standing.version);
        Ok(self.announced.replace(version) != version)
    }

    pub(super) async fn status(&self) -> Result<SharingStatus, Trouble> {
        let lang = self.lang.get();
        let Some(identity) = self.replica.identity() else {
            return Ok(SharingStatus {
                part: if self.is_joining().await? {
                    Part::Joining
                } else {
                    Part::Alone
                },
                store: self.store().await?.map(without_secrets),
                trouble: self.trouble(lang),
                ..SharingStatus::default()
            });
        };
        self.replica.catch_up().await?;
        let device = identity.device()?;
        let roll = self.replica.roll();
        let member = roll.member(&device);
        let part = match member {
            Some(member) if !member.revoked.is_empty() => Part::Revoked,
            Some(member) if member.grant().is_some() => Part::Member,
            Some(_) | None => Part::Joining,
        };
        let own = member.and_then(|member| {
            let grant = member.grant()?;
            Some(OwnView {
                person: grant.person.clone(),
                role: grant.party.role,
                party: grant.party.name.clone(),
                admin: member.admin(),
                registrar: member.registrar(),
                office_space: member.reads(&Space::office()),
                until: grant.until.map(|day| day.to_string()).unwrap_or_default(),
            })
        });
        let counted = self.replica.look(|index| Counted::of(index, &device));
        let restarted = self.replica.objects().meta_get("restarted").await?;
        let restarted = restarted.is_some_and(|bytes| !bytes.is_empty());
        let (activity, last_sync, requests) = self.doing();
        Ok(SharingStatus {
            part,
            workspace: identity.workspace.to_string(),
            device: device.to_string(),
            own,
            store: self.store().await?.map(without_secrets),
            pending: counted.pending,
            activity,
            last_sync,
            trouble: self.trouble(lang),
            objects: counted.objects,
            events: counted.events,
            quarantined: counted.quarantined,
            waiting: counted.waiting,
            rolled_back: counted.rolled_back,
            forks: counted.forks,
            requests,
            clocks: counted.clocks,
            storage: self.host.storage().await.unwrap_or((0, 0)),
            restarted: if restarted {
                let text = Text::new(
                    "本机的数据是从备份恢复或者复制来的，已改用新的记录链，原有记录不受影响。",
                    "this installation was restored from a backup or copied; it writes a new chain now, and nothing recorded before is affected",
                );
                text.get(lang).to_owned()
            } else {
                String::new()
            },
        })
    }

    /// What the syncer is doing, when it last ended well, how many ask to be let in.
    fn doing(&self) -> (Activity, String, u64) {
        let due = self.due.borrow();
        let now = self.host.now().timestamp();
        let activity = match self.told.last.get() {
            Some(Step::Getting(done, total)) if due.busy => Activity::Getting(done, total),
            Some(Step::Putting(done, total)) if due.busy => Activity::Putting(done, total),
            None if due.busy => Activity::Getting(0, 0),
            _ if due.waits(now) => Activity::Waiting,
            _ => Activity::Idle,
        };
        (activity, due.last_good.clone(), due.requests)
    }

    fn trouble(&self, lang: Lang) -> String {
        let due = self.due.borrow();
        let trouble = due.trouble.as_ref();
        trouble.map_or_else(String::new, |trouble| trouble.text.get(lang).to_owned())
    }
}

/// The store as the page may see it.
fn without_secrets(choice: StoreChoice) -> StoreChoice {
    match choice {
        StoreChoice::Server { url } => StoreChoice::Server { url },
        StoreChoice::WebDav { url, user, .. } => StoreChoice::WebDav {
            url,
            user,
            password: String::new(),
        },
        StoreChoice::S3 {
            url,
            bucket,
            region,
            key,
            ..
        } => StoreChoice::S3 {
            url,
            bucket,
            region,
            key,
            secret: String::new(),
        },
    }
}

#[derive(Default)]
struct Counted {
    pending: u64,
    objects: u64,
    events: u64,
    quarantined: u64,
    waiting: u64,
    rolled_back: u64,
    forks: u64,
    clocks: u64,
}

impl Counted {
    fn of(index: &Index, device: &DeviceId) -> Counted {
        let mut counted = Counted {
            objects: index.entries.len() as u64,
            waiting: index.waiting(),
            rolled_back: index.rolled_back,
            ..Counted::default()
        };
        for entry in &index.entries {
            counted.events += u64::from(entry.count);
            let Some(chain) = index.chain(entry.chain) else {
                continue;
            };
            if chain.device == *device && !entry.stored {
                counted.pending += u64::from(entry.count);
            }
        }
        for chain in &index.chains {
            counted.forks += u64::from(chain.forked());
            let ahead = chain.by_seq.values().flatten();
            let ahead = ahead.filter_map(|place| index.entry(*place));
            counted.clocks += u64::from(ahead.into_iter().any(|entry| entry.ahead));
        }
        for entry in index
            .doubtful
            .iter()
            .filter_map(|place| index.entry(*place))
        {
            if entry.readable {
                let quarantined = (0..entry.lines.len()).filter(|at| !entry.counts(*at));
                counted.quarantined += quarantined.count() as u64;
            } else if entry.reason.is_some() {
                counted.quarantined += u64::from(entry.count);
            }
        }
        // Lines that are in no object yet: recorded since the last sync.
        let fresh = index.local.iter().filter(|(event, position)| {
            **position > index.sealed_to && index.carriers(**event).is_empty()
        });
        counted.pending += fresh.count() as u64;
        counted
    }
}
