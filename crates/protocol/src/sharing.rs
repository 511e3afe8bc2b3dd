//! The conversation between the page and the syncer: joining, devices, stores,
//! what is not on any store yet, what was quarantined.
//!
//! The syncer is a worker of its own beside the engine's. It holds the keys and
//! the signed objects; the page never sees either.

pub use crate::desk::{DeskAsk, DeskCode, DeskReply, DeskStatus};
use huiyin_rules::{Lang, Role};
use serde::{Deserialize, Serialize};

/// One question or order of the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharingAsk {
    /// The language the answer's texts are wanted in.
    pub lang: Lang,
    /// What is asked.
    pub request: SharingRequest,
}

/// Everything the page can ask the syncer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SharingRequest {
    /// How things stand; [`SharingReply::Status`].
    Status,
    /// Try a store: write, read back, list, look what it keeps; [`SharingReply::Probe`].
    Probe(StoreChoice),
    /// Keep to this store from now on; [`SharingReply::Status`].
    SetStore(Option<StoreChoice>),
    /// Make this device's workspace a shared one; [`SharingReply::Created`].
    Create {
        /// What the workspace is called.
        name: String,
        /// The person at this device.
        person: String,
        /// The office's own title as acting party, may be empty.
        party: String,
        /// Whether stores see only ciphertext of the main space too.
        seal_main: bool,
        /// Where it is shared through; may be chosen later.
        store: Option<StoreChoice>,
        /// The code that an empty server asks for, where it does.
        claim: Option<String>,
    },
    /// Ask to be let in; [`SharingReply::Joining`].
    Join {
        /// The invitation as text, link or scanned; may be empty where only the store is known.
        invitation: String,
        /// The store; may be left out where the invitation names it.
        store: Option<StoreChoice>,
        /// The person at this device.
        person: String,
        /// The role asked for.
        role: Role,
        /// The party asked for: the unit's or deputy's name.
        party: String,
    },
    /// Whether this device has been let in; [`SharingReply::Joining`], or [`SharingReply::Status`] once it was.
    JoinPoll,
    /// Ask no more; [`SharingReply::Status`].
    JoinCancel,
    /// Take over with the recovery code that was printed when the workspace was made; [`SharingReply::Status`].
    Recover {
        /// The code as printed; spaces, hyphens and case do not matter.
        code: String,
        /// The store.
        store: StoreChoice,
        /// The person at this device.
        person: String,
    },
    /// The invitation for others; [`SharingReply::Invitation`].
    Invitation,
    /// Devices that ask to be let in; [`SharingReply::Requests`].
    Requests,
    /// Let a device in; [`SharingReply::Devices`].
    Approve(Approval),
    /// Do not let it in; [`SharingReply::Requests`].
    Decline {
        /// The device.
        device: String,
    },
    /// The devices of the workspace; [`SharingReply::Devices`].
    Devices,
    /// Accept nothing more from a device; [`SharingReply::Devices`].
    Revoke {
        /// The device.
        device: String,
        /// Why.
        reason: String,
        /// Also drop what it recorded after this moment as far as known here:
        /// `None` keeps everything that this replica has accepted from it.
        after: Option<String>,
    },
    /// Give a device a block of official numbers; [`SharingReply::Devices`].
    GrantNumbers {
        /// The device.
        device: String,
        /// What the numbers begin with, such as `2026-`.
        prefix: String,
        /// The first.
        from: u32,
        /// The last.
        to: u32,
    },
    /// Sync now; [`SharingReply::Status`] when done.
    SyncNow,
    /// Stop the sync under way; [`SharingReply::Status`].
    Cancel,
    /// What no store has yet, as one file to carry; [`SharingReply::File`].
    Outbox,
    /// Every object this replica may pass on, as one file; [`SharingReply::File`].
    Everything,
    /// Take in such a file; [`SharingReply::TakenIn`].
    TakeIn(Vec<u8>),
    /// What does not count, and why; [`SharingReply::Quarantine`].
    Quarantine,
    /// Record under this office's own signature what was quarantined; [`SharingReply::Quarantine`].
    Adopt {
        /// Event ids.
        events: Vec<String>,
        /// Why.
        reason: String,
    },
    /// Who signed each event about a thing; [`SharingReply::Signatures`].
    Signatures {
        /// What it is about, such as `s/<id>`.
        aggregate: String,
    },
    /// Make and store a signed snapshot that new devices start from; [`SharingReply::Status`].
    Snapshot,
    /// Leave the workspace: keep the events, work alone from now on; [`SharingReply::Status`].
    Leave,
    /// Talk to the Huiyin server that this workspace is kept on about a vote; [`SharingReply::Room`].
    Room {
        /// Which poll.
        poll: String,
        /// What.
        ask: RoomAsk,
    },
    /// Talk to that server about citizens' voices; [`SharingReply::Desk`].
    Desk(DeskAsk),
}

/// What the office's device asks a server about a vote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RoomAsk {
    /// How far it is there.
    Look,
    /// Publish the sheet, so that tablets can open the poll by its address.
    Publish(String),
    /// Say how far it is: `prepared`, `open`, `closed`, `fixed`.
    Phase(String),
    /// Get the votes in the box, after voting is over.
    Votes,
    /// Publish the board.
    Board(String),
}

/// How a vote stands on the server.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomView {
    /// Whether this workspace is kept on a Huiyin server at all; without one, sheet, votes
    /// and board travel as files or through the record.
    pub server: bool,
    /// Where tablets open the poll; empty where it is not published.
    pub address: String,
    /// How far it is there; empty where it is not published.
    pub phase: String,
    /// Cards whose votes have arrived.
    pub cast: u32,
    /// Whether devices hand in at once; else as one batch after voting is over.
    pub at_once: bool,
    /// The votes asked for.
    pub votes: Vec<String>,
}

impl SharingRequest {
    /// Whether it changes what is kept here or on a store, so that its loss must read "not confirmed".
    pub const fn writes(&self) -> bool {
        if let SharingRequest::Desk(ask) = self {
            return ask.writes();
        }
        !matches!(
            self,
            SharingRequest::Status
                | SharingRequest::Probe(_)
                | SharingRequest::JoinPoll
                | SharingRequest::Invitation
                | SharingRequest::Requests
                | SharingRequest::Devices
                | SharingRequest::SyncNow
                | SharingRequest::Cancel
                | SharingRequest::Outbox
                | SharingRequest::Everything
                | SharingRequest::Quarantine
                | SharingRequest::Signatures { .. }
                | SharingRequest::Snapshot
                | SharingRequest::Room {
                    ask: RoomAsk::Look | RoomAsk::Votes,
                    ..
                }
        )
    }
}

/// A store that objects are kept on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StoreChoice {
    /// A Huiyin server; its address, such as `https://office.example/`. Empty: where this page came from.
    Server {
        /// Its address.
        url: String,
    },
    /// A WebDAV folder.
    WebDav {
        /// The folder's address.
        url: String,
        /// The user's name; empty for none.
        user: String,
        /// The password.
        password: String,
    },
    /// An S3 bucket.
    S3 {
        /// The service's address.
        url: String,
        /// The bucket.
        bucket: String,
        /// The region; `us-east-1` where the service does not care.
        region: String,
        /// The access key's name.
        key: String,
        /// The secret key.
        secret: String,
    },
}

/// Letting a device in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// The device.
    pub device: String,
    /// The person.
    pub person: String,
    /// The role.
    pub role: Role,
    /// The party's name.
    pub party: String,
    /// May let others in and revoke them.
    pub admin: bool,
    /// May give any official number.
    pub registrar: bool,
    /// May read deputies' individual evaluations.
    pub office_space: bool,
    /// Last day, `2027-12-31`; `None` without end.
    pub until: Option<String>,
}

/// Everything the syncer can answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(
    missing_docs,
    reason = "each is the answer to the request that names it"
)]
pub enum SharingReply {
    Status(SharingStatus),
    Probe(ProbeReport),
    Created {
        /// The recovery code, in groups of four; shown once, to be printed and locked away.
        recovery: String,
        status: SharingStatus,
    },
    Joining(Joining),
    Invitation(InvitationView),
    Requests(Vec<JoinRequest>),
    Devices(Vec<DeviceView>),
    File {
        /// A name for it, such as `回音-未上传-20261127.huiyin.json`.
        name: String,
        bytes: Vec<u8>,
        /// Events in it.
        events: u64,
    },
    TakenIn {
        /// Objects in the file.
        objects: u64,
        /// Of them new here.
        added: u64,
        /// Of the events in them now quarantined.
        quarantined: u64,
        /// Objects that wait for others that are not here yet.
        waiting: u64,
    },
    Quarantine(Vec<QuarantinedView>),
    Signatures(Vec<SignatureView>),
    Room(RoomView),
    Desk(DeskReply),
}

/// The answer to one ask.
pub type SharingAnswer = Result<SharingReply, crate::Failure>;

/// What the syncer says unasked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SharingPush {
    /// Things stand differently.
    Status(SharingStatus),
}

/// How this device takes part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// It works alone.
    #[default]
    Alone,
    /// It asked to be let in.
    Joining,
    /// It takes part.
    Member,
    /// It was revoked: it reads what it has and records nothing more.
    Revoked,
}

/// How things stand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharingStatus {
    /// How this device takes part.
    pub part: Part,
    /// The workspace's id, 32 hex digits; empty while alone.
    pub workspace: String,
    /// This device's id; empty while alone.
    pub device: String,
    /// The person, role and party of this device.
    pub own: Option<OwnView>,
    /// The store, without its secrets.
    pub store: Option<StoreChoice>,
    /// Events recorded here that no store has confirmed yet.
    pub pending: u64,
    /// What the syncer is doing.
    pub activity: Activity,
    /// When the last sync ended well, RFC 3339 at +08:00; empty for never.
    pub last_sync: String,
    /// What went wrong since, in the asked language; empty where nothing did.
    pub trouble: String,
    /// Objects and events held.
    pub objects: u64,
    /// Events in them.
    pub events: u64,
    /// Events in quarantine.
    pub quarantined: u64,
    /// Objects that wait for others they build on.
    pub waiting: u64,
    /// Objects a store once had and has no more; put there again.
    pub rolled_back: u64,
    /// Chains in which one number was used twice.
    pub forks: u64,
    /// Devices that ask to be let in (admins only).
    pub requests: u64,
    /// Chains whose clocks ran more than a day ahead of this device's.
    pub clocks: u64,
    /// Bytes the browser keeps for this site and how many it would keep; 0 where it does not say.
    pub storage: (u64, u64),
    /// Why this installation began a new chain, in the asked language; empty where it did not.
    pub restarted: String,
}

/// What the syncer is doing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Activity {
    /// Nothing.
    #[default]
    Idle,
    /// Waiting to try again after a failure.
    Waiting,
    /// Getting: done of total, 0 while unknown.
    Getting(u64, u64),
    /// Putting: done of total.
    Putting(u64, u64),
}

/// Who this device is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnView {
    /// The person.
    pub person: String,
    /// The role.
    pub role: Role,
    /// The party's name.
    pub party: String,
    /// May let others in.
    pub admin: bool,
    /// May give any official number.
    pub registrar: bool,
    /// May read deputies' individual evaluations.
    pub office_space: bool,
    /// Last day; empty without end.
    pub until: String,
}

/// What a store kept of what was tried.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProbeReport {
    /// Whether it is good enough.
    pub good: bool,
    /// A sentence for it.
    pub summary: String,
    /// Each thing tried.
    pub lines: Vec<ProbeLine>,
}

/// One thing tried on a store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProbeLine {
    /// What was tried.
    pub what: String,
    /// What came of it.
    pub outcome: String,
    /// Whether that is needed and met (`Some(true)`), needed and not met (`Some(false)`),
    /// or only told (`None`).
    pub met: Option<bool>,
}

/// Asking to be let in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Joining {
    /// The code to tell whoever lets devices in: two groups of four.
    pub code: String,
    /// The workspace's name, where it is known already.
    pub name: String,
    /// The workspace's id as a code to compare, two groups of four; where no invitation vouched for it.
    pub compare: String,
    /// What is waited for, or went wrong, in the asked language.
    pub text: String,
}

/// An invitation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationView {
    /// As text to copy: a link where the store is a server, otherwise words without any secret.
    pub text: String,
    /// As a QR code: its side in modules, and the dark ones row by row, eight to a byte.
    pub qr: (u16, Vec<u8>),
    /// The workspace's code to compare.
    pub compare: String,
}

/// A device that asks to be let in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JoinRequest {
    /// The device.
    pub device: String,
    /// Its code, to compare with what the person tells.
    pub code: String,
    /// Who they say they are.
    pub person: String,
    /// The role asked for.
    pub role: Role,
    /// The party asked for.
    pub party: String,
    /// When they say they asked, RFC 3339 at +08:00.
    pub at: String,
}

/// A device of the workspace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceView {
    /// The device.
    pub device: String,
    /// Its code.
    pub code: String,
    /// The person.
    pub person: String,
    /// The role.
    pub role: Role,
    /// The party's name.
    pub party: String,
    /// A root of the workspace.
    pub root: bool,
    /// May let others in.
    pub admin: bool,
    /// May give any official number.
    pub registrar: bool,
    /// The blocks of official numbers it may give, in words.
    pub blocks: Vec<String>,
    /// May read deputies' individual evaluations.
    pub office_space: bool,
    /// Last day; empty without end.
    pub until: String,
    /// This one.
    pub own: bool,
    /// Why it was revoked; empty where it was not.
    pub revoked: String,
    /// One of its chains forked.
    pub forked: bool,
    /// Events accepted from it, and quarantined.
    pub events: (u64, u64),
    /// The time its newest accepted object claims; empty where there is none.
    pub seen: String,
    /// Whether this device may revoke it.
    pub revocable: bool,
}

/// An event that does not count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuarantinedView {
    /// Its id.
    pub event: String,
    /// The suggestion it is about, where it is about one.
    pub suggestion: Option<String>,
    /// Its kind's name in the asked language.
    pub kind: String,
    /// Who it says acted.
    pub actor: String,
    /// The device that signed it: person and party as granted, or its id.
    pub device: String,
    /// When it says it was recorded.
    pub at: String,
    /// The reason's code.
    pub code: String,
    /// The reason and what to do, in the asked language.
    pub text: String,
    /// Whether this device may adopt it.
    pub adoptable: bool,
}

/// Who vouches for an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignatureView {
    /// The event's id.
    pub event: String,
    /// The person and party of the device that signed it; empty where it is not signed yet.
    pub signer: String,
    /// The device's code.
    pub device: String,
    /// The signing method.
    pub alg: String,
    /// The object it stands in.
    pub object: String,
    /// The chain's number of that object.
    pub seq: u64,
    /// Whether it was verified here.
    pub verified: bool,
    /// Whether a store has it.
    pub stored: bool,
    /// What is to be said about it, such as that it is in quarantine; empty mostly.
    pub note: String,
}
