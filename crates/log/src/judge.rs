//! Whether an object and its lines count.
//!
//! Pure functions of the object, the roll and what the object builds on: every replica
//! that holds the same objects comes to the same answers, whatever order they came in.
//! What does not count is not thrown away; it is quarantined with a [`Reason`] that
//! people can read, and an office can adopt it under its own signature.

use crate::access::{Grant, Member};
use crate::standing::Block;
use crate::{Envelope, Header, Space};
use chrono::NaiveDate;
use huiyin_rules::suggestion::authorship::{Authorship, may};
use huiyin_rules::{Actor, Role, Text};

/// How far an object's Lamport numbers may run ahead of what it builds on. A device
/// sees spaces that others do not, so that numbers have gaps; but nobody may use up all
/// numbers there are.
pub const AHEAD: u64 = 1 << 20;
/// How far others' lines may run ahead of what everybody reads, in a space that not everybody
/// does. Whoever reads them counts on from them, also in what everybody reads; and that may be
/// ahead by [`AHEAD`] and no more. So this is half of it, or nobody could go on.
pub const UNSEEN: u64 = AHEAD / 2;
/// Greatest Lamport number of a line that is adopted from a log without signatures.
pub const ADOPTED: u64 = 1 << 40;

/// Kinds of events that the office alone reads, once it has a key of its own: who rated what,
/// and the key that opens what citizens send.
pub const OFFICE_ALONE: [&str; 3] = ["evaluated", "looked_back", "intake_keyed"];

/// Kinds of events about one voice, what citizens said and how they are reached: the office's
/// too, which a deputy's space may hold as well, of the voices that are that deputy's.
pub const VOICE_KINDS: [&str; 10] = [
    "voice_received",
    "voice_pictured",
    "voice_answered",
    "voice_passed",
    "voice_noted",
    "voice_merged",
    "voice_refused",
    "voice_raised",
    "voice_informed",
    "voice_rated",
];

/// Whether events of a kind belong in the office's space, once it has a key of its own.
pub fn is_offices(kind: &str) -> bool {
    OFFICE_ALONE.contains(&kind) || VOICE_KINDS.contains(&kind)
}

/// Why something does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The signature does not hold.
    Signature,
    /// The device was never let in.
    Stranger,
    /// It comes after the last object accepted of a revoked device.
    Revoked,
    /// Its Lamport numbers do not fit what it builds on.
    Numbers,
    /// It vouches for others' lines, which only an office's device may.
    Adopts,
    /// It stands in a space that does not hold such lines.
    Space,
    /// It acts as a party that the device was not granted.
    Party,
    /// It acts on behalf of another, which only the office may.
    Behalf,
    /// Its kind does not belong to its role.
    Role,
    /// It was recorded after the grant's last day.
    Expired,
    /// It gives an official number that the device may not give.
    Official,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Reason; 11] = [
        Reason::Signature,
        Reason::Stranger,
        Reason::Revoked,
        Reason::Numbers,
        Reason::Adopts,
        Reason::Space,
        Reason::Party,
        Reason::Behalf,
        Reason::Role,
        Reason::Expired,
        Reason::Official,
    ];

    /// A stable code for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Reason::Signature => "signature-invalid",
            Reason::Stranger => "device-unknown",
            Reason::Revoked => "device-revoked",
            Reason::Numbers => "numbers-unfit",
            Reason::Adopts => "adopts-unauthorised",
            Reason::Space => "space-unfit",
            Reason::Party => "party-not-granted",
            Reason::Behalf => "behalf-not-allowed",
            Reason::Role => "role-not-allowed",
            Reason::Expired => "grant-expired",
            Reason::Official => "number-not-granted",
        }
    }

    /// What is wrong and what can be done, for people.
    pub fn text(self) -> Text {
        let (zh, en) = match self {
            Reason::Signature => (
                "签名无效，不是该设备所签或者内容被改动。请查明数据是从哪里来的。",
                "the signature does not hold: another device signed it, or it was changed; find out where the data came from",
            ),
            Reason::Stranger => (
                "签名的设备没有获准加入。如属本单位人员，请在“设备”中批准后再看。",
                "the device that signed it was never let in; if it belongs to your people, approve it under Devices",
            ),
            Reason::Revoked => (
                "设备已停用，此记录不在停用时确认的范围内。如确属有效，可由人大机关采纳。",
                "the device was revoked and this is not among what was accepted then; if it is genuine, the office can adopt it",
            ),
            Reason::Numbers => (
                "记录的次序编号与其依据不符，可能是程序故障或者伪造。",
                "its sequence numbers do not fit what it builds on: a faulty program or a forgery",
            ),
            Reason::Adopts => (
                "代为确认他人记录的设备不是人大机关的设备。",
                "it vouches for others' records, which only an office's device may",
            ),
            Reason::Space => (
                "记录放在了不该放的数据区。",
                "it stands in a space that does not hold such records",
            ),
            Reason::Party => (
                "记录的主体与该设备获准的身份不符。如确属有效，可由人大机关采纳。",
                "it acts as a party that the device was not granted; if it is genuine, the office can adopt it",
            ),
            Reason::Behalf => (
                "只有人大机关可以代他人记录。",
                "only the office may record on behalf of others",
            ),
            Reason::Role => (
                "该身份无权作此项记录。",
                "this role may not record such a thing",
            ),
            Reason::Expired => (
                "记录晚于该设备的有效期。请延长授权，或者由人大机关采纳。",
                "it was recorded after the device's last day; extend the grant, or let the office adopt it",
            ),
            Reason::Official => (
                "该设备无权编这个号，也没有分到这一号段。请由编号机关重新编号或者采纳。",
                "the device may not give this official number; let the registrar number it anew, or adopt it",
            ),
        };
        Text::new(zh, en)
    }
}

/// What is judged of a line, kept so that it can be judged again when the roll changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// What happened.
    pub kind: String,
    /// What it is about.
    pub aggregate: String,
    /// Who acted.
    pub actor: Actor,
    /// The day it says it was recorded.
    pub on: NaiveDate,
    /// The official number it gives, where it gives one.
    pub number: Option<String>,
}

impl Facts {
    /// What a line says.
    pub fn of(line: &Envelope) -> Facts {
        let parts = line.parts();
        let numbered = matches!(parts.kind.as_str(), "registered" | "entered");
        let number = numbered.then(|| number(parts.body.get())).flatten();
        Facts {
            kind: parts.kind.clone(),
            aggregate: parts.aggregate.as_str().to_owned(),
            actor: parts.actor.clone(),
            on: parts.at.date_naive(),
            number,
        }
    }
}

fn number(body: &str) -> Option<String> {
    let found = crate::read::members(body, &["number"]).ok()?;
    crate::read::from_str(found.first().copied().flatten()?).ok()
}

/// Whether everybody in the workspace has to know of events of a kind: of all that are
/// known but those that only the office reads.
pub fn is_for_all(kind: &str) -> bool {
    let known = may(kind, Role::Office) != Authorship::Unknown;
    known && !is_offices(kind)
}

/// Whether an object has the form that its space asks for: nothing about access is sealed,
/// nobody who may not reads what is the office's or a deputy's, and in a deputy's space
/// stands what the office vouches for and nothing else.
pub fn form(space: &Space, sealed: bool, adopts: bool) -> Result<(), Reason> {
    let fits = match space.as_str() {
        Space::ACCESS => !sealed,
        Space::OFFICE => sealed,
        _ if space.is_deputys() => sealed && adopts,
        _ => true,
    };
    if fits { Ok(()) } else { Err(Reason::Space) }
}

/// Whether a line of an object whose signature holds counts by what its device was granted.
///
/// # Errors
/// Why not.
pub fn line(member: &Member, header: &Header, facts: &Facts) -> Result<(), Reason> {
    possible(&header.space, facts)?;
    // What no grant allows fails for the reason that came closest.
    let mut closest = None;
    for grant in &member.grants {
        match granted(member, grant, header, facts) {
            Ok(()) => return Ok(()),
            Err(reason) => closest = closest.max(Some(reason)),
        }
    }
    Err(closest.unwrap_or(Reason::Party))
}

/// Whether a line may stand in a space at all, whoever is granted what.
fn possible(space: &Space, facts: &Facts) -> Result<(), Reason> {
    if facts.aggregate == crate::access::ACCESS || space.as_str() == Space::ACCESS {
        return Err(Reason::Space);
    }
    // Nothing that everybody has to know may be hidden from them.
    let hides = space.as_str() == Space::OFFICE || space.is_deputys();
    if hides && is_for_all(&facts.kind) {
        return Err(Reason::Space);
    }
    // What is the office's alone is handed to nobody.
    if space.is_deputys() && OFFICE_ALONE.contains(&facts.kind.as_str()) {
        return Err(Reason::Space);
    }
    // What only a newer program knows is kept for it.
    if may(&facts.kind, facts.actor.acting().role) == Authorship::No {
        return Err(Reason::Role);
    }
    Ok(())
}

/// Whether an office's word can mend what is wrong with a line that stands in `space` and
/// does not count for `reason`: nobody's word makes an act of one that its role can never
/// do, and one reason may hide another.
pub fn mendable(reason: Reason, space: &Space, facts: &Facts) -> bool {
    let behalf = facts.actor.on_behalf_of.is_some() && facts.actor.party.role != Role::Office;
    let mendable = matches!(
        reason,
        Reason::Revoked | Reason::Party | Reason::Expired | Reason::Official | Reason::Adopts
    );
    mendable && !behalf && possible(space, facts).is_ok()
}

fn granted(member: &Member, grant: &Grant, header: &Header, facts: &Facts) -> Result<(), Reason> {
    let office = grant.party.role == Role::Office;
    if header.adopts && !office {
        return Err(Reason::Adopts);
    }
    let party = &facts.actor.party;
    let same = party.role == grant.party.role
        && (party.name == grant.party.name || grant.party.name.is_empty() || office);
    if !header.adopts && !same {
        return Err(Reason::Party);
    }
    if facts.actor.on_behalf_of.is_some() && party.role != Role::Office {
        return Err(Reason::Behalf);
    }
    // What is adopted may be older than the grant's end, or younger: it is vouched for now.
    let day = if header.adopts {
        header.at.date_naive()
    } else {
        facts.on
    };
    if !grant.holds(day) {
        return Err(Reason::Expired);
    }
    if let Some(number) = &facts.number {
        let holds = |block: &Block| block.holds(number);
        if !grant.registrar && !member.blocks.iter().any(holds) {
            return Err(Reason::Official);
        }
    }
    Ok(())
}

/// The Lamport number that counts of an object for whatever builds on it: its own where
/// it fits, what it builds on otherwise, so that nobody can push the numbers up.
///
/// `past` is the greatest number it builds on, `lines` are its lines' numbers where
/// they can be read.
pub fn lamport(header: &Header, past: u64, lines: Option<&[u64]>) -> (u64, Result<(), Reason>) {
    let most = if header.adopts {
        ADOPTED.max(past)
    } else {
        past.saturating_add(u64::from(header.count))
            .saturating_add(AHEAD)
    };
    let fits = (past..=most).contains(&header.lamport)
        && lines.is_none_or(|lines| follow(header, past, lines));
    if fits {
        (header.lamport, Ok(()))
    } else {
        (past, Err(Reason::Numbers))
    }
}

/// Whether a line's number fits what everybody reads, where not everybody reads the line and
/// none of the office's devices signed for it. `main` is the greatest number of that space
/// among all that its object builds on.
///
/// # Errors
/// It does not: others could not go on from it.
pub fn unseen(header: &Header, main: u64, seq: u64) -> Result<(), Reason> {
    let common = matches!(header.space.as_str(), Space::ACCESS | Space::MAIN);
    let most = main
        .saturating_add(u64::from(header.count))
        .saturating_add(UNSEEN);
    if common || seq <= most {
        Ok(())
    } else {
        Err(Reason::Numbers)
    }
}

fn follow(header: &Header, past: u64, lines: &[u64]) -> bool {
    let newest = lines.iter().copied().max().unwrap_or(0).max(past);
    if newest != header.lamport {
        return false;
    }
    if header.adopts {
        return lines.iter().all(|seq| (1..=ADOPTED).contains(seq));
    }
    let rising = lines.windows(2).all(|pair| matches!(pair, [a, b] if a < b));
    rising && lines.first().is_some_and(|first| *first > past)
}
