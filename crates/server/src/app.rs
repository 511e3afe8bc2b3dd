//! What every request finds: the store, the roll, the limits.

use crate::api::{Checks, Citizens, DOCUMENTS, Shown};
use crate::chance;
use crate::limit::{Buckets, Networks, Rate};
use crate::members::Members;
use crate::metrics::Metrics;
use crate::objects::{Objects, StoreError};
use crate::options::{Claim, Limits, Options};
use crate::refusal::{self, Refusal};
use crate::site::Policy;
use crate::token::Secrets;
use bytes::Bytes;
use huiyin_log::{DeviceId, LogId, Space};
use huiyin_rules::Text;
use std::collections::HashMap;
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;
use tokio::sync::{Semaphore, broadcast, watch};

/// Where the drawn claim code lies.
const CLAIM: &str = "private/claim";
/// Changes that a slow listener may be behind; it is told of fewer then.
const BEHIND: usize = 1_024;
/// Chains whose device is remembered.
const CHAINS: usize = 20_000;

/// Shared by all requests.
pub(crate) struct App {
    pub(crate) objects: Arc<dyn Objects>,
    pub(crate) members: Members,
    pub(crate) secrets: Secrets,
    /// The code that a founding takes.
    pub(crate) claim: Option<String>,
    pub(crate) policy: Policy,
    pub(crate) site: Option<PathBuf>,
    pub(crate) demo: Option<PathBuf>,
    pub(crate) quiet: bool,
    pub(crate) proxied: bool,
    pub(crate) limits: Limits,
    pub(crate) metrics: Metrics,
    /// Names that were put, as they are told.
    pub(crate) changes: broadcast::Sender<Arc<str>>,
    /// True once the server is to end.
    pub(crate) ending: watch::Receiver<bool>,
    pub(crate) gates: Gates,
    /// What votes are checked against.
    pub(crate) checks: Checks,
    /// Sheets and boards, as they are read.
    pub(crate) documents: Shown,
    /// What the desk for citizens remembers.
    pub(crate) citizens: Citizens,
    chains: Mutex<HashMap<(Space, LogId), DeviceId>>,
}

/// What lets in only so many.
pub(crate) struct Gates {
    pub(crate) address: Networks,
    pub(crate) device: Buckets<DeviceId>,
    pub(crate) knocks: Networks,
    pub(crate) joins: Networks,
    pub(crate) claims: Buckets<()>,
    votes: Networks,
    voices: Both,
    forms: Both,
    misses: Both,
    /// Checking votes is work; as much of it goes on at once as there are processors.
    pub(crate) checks: Arc<Semaphore>,
    pub(crate) requests: Arc<Semaphore>,
    /// Bytes of bodies, in KiB.
    pub(crate) bodies: Arc<Semaphore>,
    pub(crate) listeners: Mutex<HashMap<DeviceId, usize>>,
}

/// What one address may do, and all of them together.
struct Both {
    each: Networks,
    all: Buckets<()>,
}

impl Both {
    fn new(each: Rate, all: Rate) -> Self {
        Both {
            each: Networks::new(each),
            all: Buckets::new(all),
        }
    }

    /// Whether an address may do so much more. Who is refused for itself takes nothing from
    /// everybody.
    fn allow(&self, address: IpAddr, wanted: usize) -> Result<(), Refusal> {
        let now = Instant::now();
        allowed(self.each.allow_many(address, wanted, now))?;
        allowed(self.all.allow_many((), wanted, now))
    }
}

/// Why a server does not start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StartError {
    /// An option cannot be used.
    Option(Text),
    /// The store.
    Store(StoreError),
    /// The operating system.
    System(String),
}

impl StartError {
    /// What is wrong and what to do.
    pub fn text(&self) -> Text {
        match self {
            StartError::Option(text) => text.clone(),
            StartError::Store(error) => Text::new(
                format!("存储无法使用，请检查 --store：{error}"),
                format!("the store cannot be used, check --store: {error}"),
            ),
            StartError::System(words) => Text::new(
                format!("服务器无法启动：{words}"),
                format!("the server cannot start: {words}"),
            ),
        }
    }
}

impl From<StoreError> for StartError {
    fn from(error: StoreError) -> Self {
        StartError::Store(error)
    }
}

impl App {
    pub(crate) async fn open(
        objects: Arc<dyn Objects>,
        options: Options,
        ending: watch::Receiver<bool>,
    ) -> Result<Self, StartError> {
        let policy = Policy::new(
            &options.connect,
            &options.frame_ancestors,
            &options.embed_origins,
        );
        let limits = options.limits;
        let members = Members::open(Arc::clone(&objects)).await?;
        let founded = members.view().workspace.is_some();
        let claim = claim_code(options.claim, &*objects, founded).await?;
        Ok(App {
            secrets: Secrets::open(&*objects).await?,
            members,
            objects,
            claim,
            policy: policy.map_err(StartError::Option)?,
            site: options.site,
            demo: options.demo,
            quiet: options.quiet,
            proxied: options.proxied,
            limits,
            metrics: Metrics::default(),
            changes: broadcast::Sender::new(BEHIND),
            ending,
            gates: Gates::new(&limits),
            checks: Checks::default(),
            documents: Shown::new(DOCUMENTS),
            citizens: Citizens::new(limits.busy),
            chains: Mutex::default(),
        })
    }

    /// Whether a founding takes a code now.
    pub(crate) fn claim_needed(&self) -> bool {
        self.claim.is_some() && self.members.view().workspace.is_none()
    }

    /// The device that writes a chain, where it is remembered.
    pub(crate) fn writer(&self, space: &Space, log: &LogId) -> Option<DeviceId> {
        let chains = self.chains.lock().unwrap_or_else(PoisonError::into_inner);
        chains.get(&(space.clone(), log.clone())).cloned()
    }

    /// Remembers the device that writes a chain.
    pub(crate) fn remember(&self, space: &Space, log: &LogId, device: &DeviceId) {
        let mut chains = self.chains.lock().unwrap_or_else(PoisonError::into_inner);
        if chains.len() >= CHAINS {
            chains.clear();
        }
        chains.insert((space.clone(), log.clone()), device.clone());
    }
}

/// Eight letters and digits that cannot be mistaken for one another.
async fn claim_code(
    claim: Claim,
    objects: &dyn Objects,
    founded: bool,
) -> Result<Option<String>, StartError> {
    const LETTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    match claim {
        Claim::Open => Ok(None),
        Claim::Code(code) => Ok(Some(code)),
        Claim::Drawn if founded => Ok(None),
        Claim::Drawn => {
            let drawn = chance::bytes::<8>().map_err(StoreError::broken)?;
            let letter = |byte: u8| LETTERS.get(usize::from(byte % 32)).copied();
            let letters: Vec<u8> = drawn.iter().filter_map(|byte| letter(*byte)).collect();
            // Kept, so that all servers over the store ask for the same.
            objects.put_new(CLAIM, Bytes::from(letters)).await?;
            let kept = objects.get(CLAIM).await?.unwrap_or_default();
            let code = String::from_utf8_lossy(&kept).into_owned();
            Ok(Some(code))
        }
    }
}

impl Gates {
    fn new(limits: &Limits) -> Self {
        Gates {
            address: Networks::new(limits.address),
            device: Buckets::new(limits.device),
            knocks: Networks::new(limits.knocks),
            joins: Networks::new(limits.joins),
            claims: Buckets::new(limits.claims),
            votes: Networks::new(limits.votes),
            voices: Both::new(limits.voices, limits.voices_all),
            forms: Both::new(limits.forms, limits.forms_all),
            misses: Both::new(limits.misses, limits.misses_all),
            checks: Arc::new(Semaphore::new(
                std::thread::available_parallelism().map_or(2, usize::from),
            )),
            requests: Arc::new(Semaphore::new(limits.requests)),
            bodies: Arc::new(Semaphore::new(limits.bodies >> 10)),
            listeners: Mutex::default(),
        }
    }

    /// Whether an address may knock once more.
    pub(crate) fn knock(&self, address: IpAddr) -> Result<(), Refusal> {
        allowed(self.knocks.allow(address, Instant::now()))
    }

    /// Whether an address may ask to join once more.
    pub(crate) fn join(&self, address: IpAddr) -> Result<(), Refusal> {
        allowed(self.joins.allow(address, Instant::now()))
    }

    /// Whether a device may ask once more.
    pub(crate) fn device(&self, device: &DeviceId) -> Result<(), Refusal> {
        allowed(self.device.allow(device.clone(), Instant::now()))
    }

    /// Whether an address may ask once more.
    pub(crate) fn address(&self, address: IpAddr) -> Result<(), Refusal> {
        allowed(self.address.allow(address, Instant::now()))
    }

    /// Whether an address may hand in so many votes more.
    pub(crate) fn votes(&self, address: IpAddr, lines: usize) -> Result<(), Refusal> {
        allowed(self.votes.allow_many(address, lines, Instant::now()))
    }

    /// Whether an address may send one more voice or rating that paid with work.
    pub(crate) fn voice(&self, address: IpAddr) -> Result<(), Refusal> {
        self.voices.allow(address, 1)
    }

    /// Whether an address may send one more plain form.
    pub(crate) fn form(&self, address: IpAddr) -> Result<(), Refusal> {
        let taken = self.forms.allow(address, 1);
        taken.map_err(|_| refusal::too_many_forms())
    }

    /// Whether an address has not guessed too often already. While many addresses guess, those
    /// that did not are still told what they know the code of: nobody shuts out everybody. That
    /// leaves each address what it may miss in the long run, and the codes are long enough for it.
    pub(crate) fn may_guess(&self, address: IpAddr) -> Result<(), Refusal> {
        let (Both { each, all }, now) = (&self.misses, Instant::now());
        let own = each.allow_many(address, 0, now);
        guessing(own && (all.allow_many((), 0, now) || each.rested(address, now)))
    }

    /// An address asked for what there is not.
    pub(crate) fn missed(&self, address: IpAddr) -> Result<(), Refusal> {
        let (Both { each, all }, now) = (&self.misses, Instant::now());
        let own = each.allow(address, now);
        all.allow((), now);
        guessing(own)
    }

    /// Whether anybody may try a claim code once more.
    pub(crate) fn claim(&self) -> Result<(), Refusal> {
        allowed(self.claims.allow((), Instant::now()))
    }
}

fn guessing(yes: bool) -> Result<(), Refusal> {
    allowed(yes).map_err(|_| refusal::too_many_guesses())
}

fn allowed(yes: bool) -> Result<(), Refusal> {
    if yes {
        Ok(())
    } else {
        Err(refusal::too_many())
    }
}
