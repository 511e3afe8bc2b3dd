//! Snapshots: everything up to a moment in one piece, under an administrator's signature.
//!
//! A new device starts from one instead of fetching and verifying each object, and, where
//! it may read all that the maker reads, with the maker's projection instead of folding
//! every event. It believes the maker, who is an administrator of its own workspace; all
//! later objects it verifies itself.
//!
//! The bytes: one line of header, then the parts one after another, whose lengths the
//! header tells:
//!
//! ```text
//! {"snapshot":1,"sig":"<hex>","alg":"…","workspace":"…","space":"…","device":"…",
//!  "objects":N,"lines":N,"parts":[N,N,N],"digest":"<64 hex>"}
//! ```
//!
//! Parts: the objects joined by line feeds, the ids of the lines in the maker's order
//! (16 bytes each), the maker's projection. In a space that is sealed the parts are
//! sealed together to the space's key, of the `generation` that the header then names.

use super::{Outside, Service, Trouble};
use crate::carrier::{Any, Carrier};
use crate::probe::Bench;
use crate::replica::index::{Entry, Place, Signature, object_key};
use crate::replica::own::seed;
use huiyin_log::key::{self, Key};
use huiyin_log::seal;
use huiyin_log::{Alg, DeviceId, Object, PublicKey, Signer, Space};
use huiyin_protocol::sharing::SharingReply;
use huiyin_store::EventStore;
use serde::{Deserialize, Serialize};

/// Name of the engine's projection among its store's snapshots.
const PROJECTION: &str = "projection";
/// Longest snapshot, in bytes.
pub(super) const MAX_SNAPSHOT: usize = 64 << 20;

/// What a snapshot says of itself.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Head {
    snapshot: u64,
    sig: String,
    alg: String,
    workspace: String,
    space: String,
    device: String,
    objects: u64,
    lines: u64,
    generation: u64,
    parts: [u64; 3],
    digest: String,
}

impl Head {
    /// What is signed.
    fn signed(&self) -> Vec<u8> {
        let bare = Head {
            sig: String::new(),
            ..self.clone()
        };
        serde_json::to_vec(&bare).unwrap_or_default()
    }

    fn context(&self) -> Vec<u8> {
        format!(
            "huiyin-snapshot-1/{}/{}/{}",
            self.workspace, self.space, self.lines
        )
        .into_bytes()
    }
}

/// What a snapshot holds.
struct Parts {
    objects: Vec<Object>,
    order: Vec<u128>,
    projection: Vec<u8>,
}

impl<E, O, T, H> Service<E, O, T, H>
where
    E: EventStore,
    O: EventStore,
    T: Bench + Clone,
    H: Outside,
{
    pub(super) async fn make_snapshot(&self) -> Result<SharingReply, Trouble> {
        self.must_be_admin()?;
        let carrier = self.carrier().await?.ok_or_else(|| {
            Trouble::refused(
                "store_missing",
                "还没有选择存储，快照无处存放。请先设置存储。",
                "there is no store to keep the snapshot on; choose one first",
            )
        })?;
        self.sync_now(true).await?;
        let main = self.snapshot_of(&Space::main(), false).await?;
        self.put_snapshot(&*carrier, main).await?;
        if self.replica.holds_key(&Space::office()) {
            let office = self.snapshot_of(&Space::office(), true).await?;
            self.put_snapshot(&*carrier, office).await?;
        }
        self.status_reply().await
    }

    async fn put_snapshot<C: Carrier>(
        &self,
        carrier: &C,
        (lines, space, bytes): (u64, Space, Vec<u8>),
    ) -> Result<(), Trouble> {
        if bytes.len() > MAX_SNAPSHOT {
            return Err(Trouble::refused(
                "snapshot_too_large",
                "工作区的数据超过 64 MiB，无法制作快照；新设备会逐段获取。",
                "the workspace is over 64 MiB, too large for a snapshot; new devices fetch it by segments",
            ));
        }
        let name = key::snapshot(&space, lines, &hash(&bytes));
        carrier.put(&name, &bytes).await?;
        if carrier.get(&name).await?.as_deref() != Some(bytes.as_slice()) {
            return Err(Trouble::refused(
                "snapshot_torn",
                "快照没有完整存入存储。请重试。",
                "the store did not keep the snapshot whole; try again",
            ));
        }
        Ok(())
    }

    /// The snapshot for those who read `main`, or, with everything, for those who read `space` too.
    async fn snapshot_of(
        &self,
        space: &Space,
        everything: bool,
    ) -> Result<(u64, Space, Vec<u8>), Trouble> {
        let identity = self.member_identity()?;
        let places: Vec<Place> = self.replica.look(|index| {
            let wanted = |entry: &Entry| {
                let chain = index.chain(entry.chain);
                // Whoever starts from it does not verify again.
                entry.complete
                    && entry.stored
                    && entry.signature == Signature::Good
                    && chain.is_some_and(|chain| {
                        let common = matches!(chain.space.as_str(), Space::ACCESS | Space::MAIN);
                        common || (everything && chain.space == *space)
                    })
            };
            (0..)
                .zip(&index.entries)
                .filter(|(_, entry)| wanted(entry))
                .map(|(place, _)| place)
                .collect()
        });
        let mut objects = Vec::new();
        for together in places.chunks(64) {
            for object in self.replica.objects_of(together).await?.values() {
                if !objects.is_empty() {
                    objects.push(b'\n');
                }
                objects.extend(object.encode());
            }
        }
        let (order, projection) = if everything {
            self.ordered().await?
        } else {
            (Vec::new(), Vec::new())
        };
        let lines = self.replica.look(|index| {
            let entries = places.iter().filter_map(|place| index.entry(*place));
            entries.map(|entry| u64::from(entry.count)).sum()
        });
        let order: Vec<u8> = order
            .iter()
            .flat_map(|id: &u128| id.to_be_bytes())
            .collect();
        let parts = [
            objects.len() as u64,
            order.len() as u64,
            projection.len() as u64,
        ];
        let plain = [objects, order, projection].concat();
        let signer = identity.signer()?;
        let public = signer.public();
        let roll = self.replica.roll();
        let sealed_to = roll.key(space);
        let mut head = Head {
            snapshot: 1,
            sig: String::new(),
            alg: public.alg().as_str().to_owned(),
            workspace: identity.workspace.to_string(),
            space: space.to_string(),
            device: public.device().to_string(),
            objects: places.len() as u64,
            lines,
            generation: sealed_to.map_or(0, |key| key.generation),
            parts,
            digest: String::new(),
        };
        let payload = match sealed_to {
            Some(key) => seal::seal(&key.public, &head.context(), &plain, seed(&self.host)),
            None => plain,
        };
        head.digest = huiyin_log::hex(&public.alg().digest(&[&payload]));
        head.sig = huiyin_log::hex(&signer.sign(&head.signed())?);
        let head = serde_json::to_vec(&head).unwrap_or_default();
        let bytes = [head.as_slice(), b"\n", &payload].concat();
        Ok((lines, space.clone(), bytes))
    }

    /// The lines in the order of this device's engine, and its projection, where both stand
    /// for the same events and every one of them is in an object.
    async fn ordered(&self) -> Result<(Vec<u128>, Vec<u8>), Trouble> {
        let kept = self.replica.events().snapshot_get(PROJECTION).await?;
        let Some(kept) = kept else {
            return Ok((Vec::new(), Vec::new()));
        };
        let order = self.replica.look(|index| {
            let mut order: Vec<(u64, u128)> = index
                .local
                .iter()
                .filter(|(_, position)| **position <= kept.position)
                .map(|(id, position)| (*position, *id))
                .collect();
            order.sort_unstable();
            let whole = order.len() as u64 == kept.position
                && order.iter().all(|(_, id)| index.accepted(*id));
            let order = order.into_iter().map(|(_, id)| id).collect::<Vec<u128>>();
            whole.then_some(order)
        });
        Ok(match order {
            Some(order) => (order, kept.bytes),
            None => (Vec::new(), Vec::new()),
        })
    }

    /// A device that has nothing yet starts from the newest snapshot it may read.
    pub(super) async fn start_from_snapshot(&self, carrier: &Any<T>) -> Result<(), Trouble> {
        let fresh = self.replica.look(|index| {
            let access = |entry: &Entry| {
                let chain = index.chain(entry.chain);
                chain.is_some_and(|chain| chain.space.as_str() == Space::ACCESS)
            };
            index.local.is_empty() && index.entries.iter().all(access)
        });
        if !fresh {
            return Ok(());
        }
        let mut spaces = self.readable();
        // What holds everything comes before what holds a part.
        spaces.reverse();
        for space in spaces {
            let folder = key::snapshots(&space);
            let mut names: Vec<String> = carrier
                .list(&folder, None)
                .await?
                .into_iter()
                .map(|entry| [folder.as_str(), &entry.name].concat())
                .filter(|name| matches!(key::parse(name), Some(Key::Snapshot { .. })))
                .collect();
            names.sort();
            while let Some(name) = names.pop() {
                let Some(bytes) = carrier.get(&name).await? else {
                    continue;
                };
                // One that does not hold is passed over: the objects themselves are there.
                if let Some(parts) = self.read_snapshot(&name, &bytes) {
                    self.replica
                        .take_vouched(parts.objects, parts.order, &parts.projection)
                        .await?;
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    fn read_snapshot(&self, name: &str, bytes: &[u8]) -> Option<Parts> {
        let Some(Key::Snapshot {
            space,
            lines,
            hash: named,
        }) = key::parse(name)
        else {
            return None;
        };
        if bytes.len() > MAX_SNAPSHOT || hash(bytes) != named {
            return None;
        }
        let end = bytes.iter().position(|byte| *byte == b'\n')?;
        let (head, payload) = bytes.split_at_checked(end)?;
        let payload = payload.get(1..)?;
        let head: Head = serde_json::from_slice(head).ok()?;
        let identity = self.replica.identity()?;
        let fits = head.snapshot == 1
            && head.workspace == identity.workspace.as_str()
            && head.space == space.as_str()
            && head.lines == lines;
        let device = DeviceId::try_from(head.device.as_str()).ok()?;
        let roll = self.replica.roll();
        let maker = roll.member(&device)?;
        let trusted = maker.admin() && maker.revoked.is_empty();
        let alg = Alg::try_from(head.alg.as_str()).ok()?;
        // No signature is longer; a hostile head must not make us read more.
        let bounded = Some(&head.sig).filter(|sig| sig.len() <= 512);
        let signature = huiyin_log::unhex(bounded?)?;
        let key: &PublicKey = &maker.key;
        let holds = key.alg() == alg && key.verify(&head.signed(), &signature);
        let digest = huiyin_log::hex(&alg.digest(&[payload]));
        if !(fits && trusted && holds && digest == head.digest) {
            return None;
        }
        let plain = if head.generation == 0 {
            payload.to_vec()
        } else {
            let secrets = self.replica.secrets_of(&space);
            let mut keys = secrets.iter().filter(|(of, _)| *of == head.generation);
            keys.find_map(|(_, key)| seal::open(key, &head.context(), payload))?
        };
        let [objects, order, projection] = head.parts.map(|part| part as usize);
        let (objects, rest) = plain.split_at_checked(objects)?;
        let (order, rest) = rest.split_at_checked(order)?;
        if rest.len() != projection {
            return None;
        }
        let split = objects.split(|byte| *byte == b'\n');
        let objects: Option<Vec<Object>> = split
            .filter(|bytes| !bytes.is_empty())
            .map(|bytes| Object::decode(bytes).ok())
            .collect();
        let mut objects = objects?;
        objects.dedup_by_key(|object| object_key(object.id()));
        let order: Option<Vec<u128>> = order
            .chunks(16)
            .map(|id| Some(u128::from_be_bytes(*id.first_chunk::<16>()?)))
            .collect();
        Some(Parts {
            objects,
            order: order?,
            projection: rest.to_vec(),
        })
    }
}

/// The first 32 hexadecimal digits of the SHA-256 of some bytes.
fn hash(bytes: &[u8]) -> String {
    let digest = Alg::Ed25519Sha256.digest(&[bytes]);
    huiyin_log::hex(digest.get(..16).unwrap_or_default())
}
