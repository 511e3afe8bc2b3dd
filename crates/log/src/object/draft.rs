//! Making an object.

use super::{Header, MAX_HEADS, MAX_LINES, MAX_OBJECT, Object, ObjectError, Payload, encode};
use crate::ids::hex;
use crate::seal::{self, BoxPublic};
use crate::{Envelope, LogId, ObjectId, Signer, Space, WorkspaceId, canonical, envelope};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, FixedOffset};

/// How the lines are kept from those who may not read them.
#[derive(Clone, Debug)]
pub enum Wrap {
    /// Not at all.
    Clear,
    /// Sealed to the space's key.
    Sealed {
        /// Which of the space's keys.
        generation: u64,
        /// That key.
        to: BoxPublic,
        /// 32 fresh random bytes.
        random: [u8; 32],
    },
}

/// An object before it is signed.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// The space.
    pub space: Space,
    /// The chain.
    pub log: LogId,
    /// Its place in the chain, from 1.
    pub seq: u64,
    /// The object before it.
    pub prev: Option<ObjectId>,
    /// The heads of other chains; put in order here.
    pub heads: Vec<ObjectId>,
    /// Those of spaces that not everybody may read who reads this one; put in order here.
    pub beside: Vec<ObjectId>,
    /// The greatest Lamport number of everything it builds on.
    pub past: u64,
    /// Whether the lines are others'.
    pub adopts: bool,
    /// When.
    pub at: DateTime<FixedOffset>,
    /// The lines.
    pub lines: Vec<Envelope>,
    /// How they are kept.
    pub wrap: Wrap,
}

/// What a sealed payload is bound to, so that it cannot be moved into another object.
pub(super) fn context(header: &Header) -> Vec<u8> {
    format!(
        "huiyin-object-2/{}/{}/{}/{}/{}",
        header.workspace, header.space, header.device, header.log, header.seq
    )
    .into_bytes()
}

impl Object {
    /// Signs a draft.
    ///
    /// # Errors
    /// It carries nothing or more than an object may, or the signer does not sign.
    pub fn sign(draft: Draft, signer: &dyn Signer) -> Result<Object, ObjectError> {
        let key = signer.public();
        let (mut heads, mut beside) = (draft.heads, draft.beside);
        for ids in [&mut heads, &mut beside] {
            ids.sort_unstable();
            ids.dedup();
        }
        if draft.lines.is_empty() || draft.lines.len() > MAX_LINES {
            return Err(ObjectError::BadField("count"));
        }
        if heads.len() > MAX_HEADS || beside.len() > MAX_HEADS {
            return Err(ObjectError::BadField("heads"));
        }
        if draft.seq == 0 || draft.seq > canonical::MAX_INTEGER {
            return Err(ObjectError::BadField("seq"));
        }
        let newest = draft.lines.iter().map(|line| line.parts().seq).max();
        let header = Header {
            alg: key.alg(),
            workspace: draft.workspace,
            space: draft.space,
            device: key.device(),
            log: draft.log,
            seq: draft.seq,
            prev: draft.prev,
            heads,
            beside,
            lamport: newest.unwrap_or(0).max(draft.past),
            count: draft.lines.len() as u32,
            adopts: draft.adopts,
            at: envelope::to_the_second(draft.at).ok_or(ObjectError::BadField("at"))?,
        };
        let plain: Vec<Vec<u8>> = draft.lines.iter().map(Envelope::encode).collect();
        let plain = plain.join(&b',');
        let (written, payload) = match draft.wrap {
            Wrap::Clear => (plain, Payload::Lines(draft.lines)),
            Wrap::Sealed {
                generation,
                to,
                random,
            } => {
                let sealed = seal::seal(&to, &context(&header), &plain, random);
                let text = URL_SAFE_NO_PAD.encode(&sealed);
                let written = format!("{{\"generation\":{generation},\"box\":\"{text}\"}}");
                (written.into_bytes(), Payload::Sealed { generation, sealed })
            }
        };
        let digest = hex(&header.alg.digest(&[&written]));
        let rest = encode::rest(&header, &digest);
        let signed = encode::signed(&rest);
        let signature = signer.sign(&signed).map_err(ObjectError::Unsigned)?;
        let id = encode::name(header.alg, &rest, &signature).ok_or(ObjectError::BadField("id"))?;
        let bytes = encode::whole(&rest, &signature, &id, &written);
        if bytes.len() > MAX_OBJECT {
            return Err(ObjectError::TooLarge(bytes.len()));
        }
        Ok(Object {
            id,
            header,
            signature,
            payload,
            signed,
            bytes,
        })
    }
}
