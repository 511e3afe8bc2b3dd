//! Founding a workspace, and inviting others to it.

use super::{Outside, Service, Trouble};
use crate::probe::Bench;
use crate::replica::{Identity, Wrapping, own};
use huiyin_log::access::{AccessEvent, Founded, Granted, RootKey, found};
use huiyin_log::code::{self, Recovery};
use huiyin_log::seal::BoxKey;
use huiyin_log::{Alg, LocalKey, Signer, Space};
use huiyin_protocol::sharing::{InvitationView, SharingReply, StoreChoice};
use huiyin_rules::{Actor, Role};
use huiyin_store::EventStore;

/// Longest name of a person or party, in characters.
const LONGEST: usize = 60;

/// What somebody wants founded.
pub(super) struct Wish {
    pub name: String,
    pub person: String,
    pub party: String,
    pub seal_main: bool,
    pub store: Option<StoreChoice>,
    pub claim: Option<String>,
}

/// A person's or party's name as it was typed, made fit.
pub(super) fn name(typed: &str, needed: bool) -> Result<String, Trouble> {
    let name = typed.trim();
    let fits = name.chars().count() <= LONGEST && !name.chars().any(char::is_control);
    if !fits || (needed && name.is_empty()) {
        return Err(Trouble::input(
            "name_unfit",
            "姓名或名称应为1至60个字，且不含控制字符。请修改后重试。",
            "a name has 1 to 60 characters and no control characters; change it and try again",
        ));
    }
    Ok(name.to_owned())
}

impl<E, O, T, H> Service<E, O, T, H>
where
    E: EventStore,
    O: EventStore,
    T: Bench + Clone,
    H: Outside,
{
    pub(super) async fn create(&self, wish: Wish) -> Result<SharingReply, Trouble> {
        self.must_be_alone()?;
        let person = name(&wish.person, true)?;
        let party = name(&wish.party, false)?;
        let title = name(&wish.name, false)?;
        let carrier = match &wish.store {
            Some(choice) => {
                let seed = own::seed(&self.host);
                let key = LocalKey::from_seed(Alg::Ed25519Sha256, seed)?;
                self.must_be_free(choice, wish.claim.as_deref()).await?;
                Some((seed, key))
            }
            None => None,
        };
        let (seed, key) = match carrier {
            Some(made) => made,
            None => {
                let seed = own::seed(&self.host);
                (seed, LocalKey::from_seed(Alg::Ed25519Sha256, seed)?)
            }
        };
        let box_seed = own::seed(&self.host);
        let recovery = Recovery::from_bytes(self.host.random());
        let paper = LocalKey::from_seed(Alg::Ed25519Sha256, recovery.root_seed())?;
        let paper_box = BoxKey::from_seed(recovery.box_seed());
        let root = |key: &LocalKey| RootKey {
            alg: key.public().alg().as_str().to_owned(),
            key: key.public().to_hex(),
        };
        let founded = Founded {
            name: title,
            roots: vec![root(&paper), root(&key)],
            nonce: huiyin_log::hex(&self.host.random()),
        };
        let workspace = found(&founded).ok_or_else(|| {
            Trouble::input(
                "name_unfit",
                "工作区名称无法使用。",
                "the name cannot be used",
            )
        })?;
        let identity = Identity::new(
            workspace.clone(),
            Alg::Ed25519Sha256,
            seed,
            box_seed,
            person.clone(),
        );
        let device = identity.device()?;
        let grant = |key: &LocalKey, kx: &BoxKey, person: &str, registrar: bool| {
            let public = key.public();
            AccessEvent::Granted(Granted {
                device: public.device().to_string(),
                alg: public.alg().as_str().to_owned(),
                key: public.to_hex(),
                kx: kx.public().to_hex(),
                person: person.to_owned(),
                role: Role::Office,
                party: party.clone(),
                admin: true,
                root: false,
                registrar,
                spaces: vec![Space::OFFICE.to_owned()],
                until: None,
            })
        };
        let mut events = vec![
            AccessEvent::Founded(founded),
            grant(&key, &identity.box_key(), &person, true),
            grant(&paper, &paper_box, "恢复码", false),
        ];
        let readers = [
            (device, identity.box_key().public()),
            (paper.public().device(), paper_box.public()),
        ];
        let mut sealed = vec![Space::office()];
        if wish.seal_main {
            sealed.push(Space::main());
        }
        for space in sealed {
            let wrapping = Wrapping {
                workspace: &workspace,
                space: &space,
                generation: 1,
            };
            let secret = BoxKey::from_seed(own::seed(&self.host));
            events.push(wrapping.keyed(&secret, &readers, &self.host));
        }
        self.forget_sharing().await?;
        self.replica.become_device(Some(identity)).await?;
        let actor = Actor::own(Role::Office, party);
        self.replica.speak(&events, actor, &self.host).await?;
        self.keep_store(wish.store).await?;
        self.keep_claim(wish.claim).await?;
        // What the office has so far is put under its signature at once; where the store
        // cannot be reached now it is put there later.
        self.replica.seal_own(&self.host).await?;
        self.wake();
        Ok(SharingReply::Created {
            recovery: recovery.code().to_string(),
            status: self.status().await?,
        })
    }

    pub(super) async fn invitation(&self) -> Result<SharingReply, Trouble> {
        let workspace = self.member_identity()?.workspace;
        let store = self.store().await?;
        let named = match &store {
            Some(StoreChoice::Server { url }) => {
                let here = self.host.here().unwrap_or_default();
                let base = if url.is_empty() { here } else { url.clone() };
                format!("{}/#/join?w={workspace}", base.trim_end_matches('/'))
            }
            Some(StoreChoice::WebDav { url, user, .. }) => format!(
                "huiyin-join?w={workspace}&t=webdav&u={}&n={}",
                escape(url),
                escape(user)
            ),
            Some(StoreChoice::S3 {
                url,
                bucket,
                region,
                ..
            }) => format!(
                "huiyin-join?w={workspace}&t=s3&u={}&b={}&r={}",
                escape(url),
                escape(bucket),
                escape(region)
            ),
            None => format!("huiyin-join?w={workspace}"),
        };
        Ok(SharingReply::Invitation(InvitationView {
            qr: qr(&named),
            compare: code::of_workspace(&workspace),
            text: named,
        }))
    }
}

/// Percent-encoding of everything that is not plain.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// A QR code's side in modules and its dark modules, row by row, eight to a byte.
fn qr(text: &str) -> (u16, Vec<u8>) {
    let Ok(code) = qrcodegen::QrCode::encode_text(text, qrcodegen::QrCodeEcc::Medium) else {
        return (0, Vec::new());
    };
    let side = code.size();
    let mut bits = vec![0_u8; (side * side + 7) as usize / 8];
    for at in 0..side * side {
        if code.get_module(at % side, at / side)
            && let Some(byte) = bits.get_mut((at / 8) as usize)
        {
            *byte |= 0x80 >> (at % 8);
        }
    }
    (side as u16, bits)
}
