//! Being let in: asking, waiting, taking over with the recovery code, leaving.

use super::create::name;
use super::{Outside, Service, Trouble};
use crate::carrier::{Any, Carrier};
use crate::probe::Bench;
use crate::pull::{Depth, pull};
use crate::push::push;
use crate::replica::{Identity, own};
use huiyin_log::access::{AccessEvent, Cut, Granted, Revoked, workspace_of};
use huiyin_log::code::{self, Recovery};
use huiyin_log::enrol;
use huiyin_log::key::{self, Key};
use huiyin_log::object::check_named;
use huiyin_log::standing::{STANDING_KEY, Standing};
use huiyin_log::{Alg, LogId, Signer, Space, WorkspaceId};
use huiyin_protocol::sharing::{Joining, SharingReply, StoreChoice};
use huiyin_rules::{Actor, Role, Text};
use huiyin_store::EventStore;
use serde::{Deserialize, Serialize};

/// Where the request is kept while it is not answered.
const JOINING: &str = "joining";

/// A request to be let in, until it is answered.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Asked {
    person: String,
    role: Role,
    party: String,
    /// Whether an invitation vouched for the workspace.
    vouched: bool,
    /// Whether the request is on the store.
    sent: bool,
}

impl<E, O, T, H> Service<E, O, T, H>
where
    E: EventStore,
    O: EventStore,
    T: Bench + Clone,
    H: Outside,
{
    pub(super) fn must_be_alone(&self) -> Result<(), Trouble> {
        if self.replica.identity().is_none() {
            return Ok(());
        }
        Err(Trouble::refused(
            "already_shared",
            "本设备已在一个共享工作区中。请先退出，再创建或加入另一个。",
            "this device takes part in a shared workspace already; leave it first",
        ))
    }

    pub(super) async fn join(
        &self,
        invitation: &str,
        store: Option<StoreChoice>,
        person: String,
        role: Role,
        party: String,
    ) -> Result<SharingReply, Trouble> {
        self.must_be_alone()?;
        let person = name(&person, true)?;
        let party = name(&party, matches!(role, Role::Unit | Role::Deputy))?;
        if self.replica.events().head().await? > 0 {
            return Err(Trouble::refused(
                "join_not_empty",
                "本机已有独立工作的数据，不能直接加入。请先在“设置”中导出数据包，再清空本机数据，然后加入；导出的数据包可以由人大机关的设备导入。",
                "this device holds data of its own work and cannot join; export a bundle in the settings, clear this device, then join, and let an office's device take the bundle in",
            ));
        }
        let invited = Invited::read(invitation);
        let store = store.or(invited.store).ok_or_else(|| {
            Trouble::input(
                "store_missing",
                "邀请中没有存储地址。请填写存储。",
                "the invitation names no store; state it",
            )
        })?;
        self.forget_sharing().await?;
        self.keep_store(Some(store)).await?;
        let unknown = WorkspaceId::try_from("0".repeat(32));
        let (Some(workspace), vouched) = (match &invited.workspace {
            Some(workspace) => (Some(workspace.clone()), true),
            None => (unknown.ok(), false),
        }) else {
            return Err(super::access::alone());
        };
        let identity = Identity::new(
            workspace,
            Alg::Ed25519Sha256,
            own::seed(&self.host),
            own::seed(&self.host),
            person.clone(),
        );
        self.replica.become_device(Some(identity)).await?;
        let asked = Asked {
            person,
            role,
            party,
            vouched,
            sent: false,
        };
        self.keep_asked(Some(&asked)).await?;
        // Where the store cannot be reached the device must not stay half-way.
        if let Err(trouble) = self.ask_now().await {
            self.join_cancel().await?;
            return Err(trouble);
        }
        self.joining().await
    }

    async fn ask_now(&self) -> Result<(), Trouble> {
        let carrier = self.carrier().await?.ok_or_else(super::access::alone)?;
        self.ask_again(&*carrier).await
    }

    /// Puts the request on the store where it is not there yet.
    pub(super) async fn ask_again(&self, carrier: &Any<T>) -> Result<(), Trouble> {
        let Some(mut asked) = self.asked().await? else {
            return Ok(());
        };
        let mut identity = self.replica.identity().ok_or_else(super::access::alone)?;
        if identity.workspace.as_str().bytes().all(|byte| byte == b'0') {
            let workspace = find_workspace(carrier).await?;
            identity = identity.in_workspace(workspace);
            self.replica.become_device(Some(identity.clone())).await?;
        }
        if let Any::Server(server) = carrier {
            let info = server.info().await?;
            let other = info.workspace.as_deref() != Some(identity.workspace.as_str());
            if other {
                return Err(Trouble::refused(
                    "other_workspace",
                    "该服务器上的工作区与邀请中的不是同一个。请核对地址和邀请。",
                    "the server holds another workspace than the invitation names; check both",
                ));
            }
        }
        if asked.sent {
            return Ok(());
        }
        let request = enrol::Request::sign(
            enrol::Parts {
                workspace: Some(identity.workspace.clone()),
                kx: identity.box_key().public(),
                person: asked.person.clone(),
                role: asked.role,
                party: asked.party.clone(),
                at: self.host.now(),
            },
            &identity.signer()?,
        )
        .map_err(|error| {
            let text = error.text();
            Trouble::input(error.code(), text.zh, text.en)
        })?;
        carrier.put(&request.store_key(), &request.encode()).await?;
        asked.sent = true;
        self.keep_asked(Some(&asked)).await
    }

    pub(super) async fn join_poll(&self) -> Result<SharingReply, Trouble> {
        let done = self.sync_now(false).await;
        if !self.is_joining().await? {
            return self.status_reply().await;
        }
        match done {
            Ok(()) => self.joining().await,
            // A server says no more to a device before it is let in.
            Err(trouble) if trouble.code == "store-forbidden" => self.joining().await,
            Err(trouble) => Err(trouble),
        }
    }

    async fn joining(&self) -> Result<SharingReply, Trouble> {
        let asked = self.asked().await?;
        let identity = self.replica.identity().ok_or_else(super::access::alone)?;
        let roll = self.replica.roll();
        let vouched = asked.is_some_and(|asked| asked.vouched);
        let text = Text::new(
            "申请已送出。请把上面的代码告诉管理员，批准后本机自动加入。",
            "the request is sent; tell an administrator the code above, and this device joins by itself once it is approved",
        );
        Ok(SharingReply::Joining(Joining {
            code: code::of_device(&identity.device()?),
            name: roll
                .founded()
                .map(|founded| founded.name.clone())
                .unwrap_or_default(),
            compare: if vouched {
                String::new()
            } else {
                code::of_workspace(&identity.workspace)
            },
            text: text.get(self.lang.get()).to_owned(),
        }))
    }

    pub(super) async fn join_cancel(&self) -> Result<SharingReply, Trouble> {
        if self.own_member().is_ok() {
            return self.status_reply().await;
        }
        self.forget_sharing().await?;
        self.replica.become_device(None).await?;
        self.status_reply().await
    }

    /// Once this device is on the roll, the asking is over.
    pub(super) async fn settle_joining(&self) -> Result<(), Trouble> {
        if self.asked().await?.is_some() && self.own_member().is_ok() {
            self.keep_asked(None).await?;
            self.due.borrow_mut().everything();
        }
        Ok(())
    }

    pub(super) async fn is_joining(&self) -> Result<bool, Trouble> {
        Ok(self.asked().await?.is_some())
    }

    async fn asked(&self) -> Result<Option<Asked>, Trouble> {
        let kept = self.replica.objects().meta_get(JOINING).await?;
        Ok(kept.and_then(|bytes| serde_json::from_slice(&bytes).ok()))
    }

    async fn keep_asked(&self, asked: Option<&Asked>) -> Result<(), Trouble> {
        let bytes = asked.and_then(|asked| serde_json::to_vec(asked).ok());
        let bytes = bytes.unwrap_or_default();
        Ok(self.replica.objects().meta_put(JOINING, &bytes).await?)
    }

    pub(super) async fn recover(
        &self,
        typed: &str,
        store: StoreChoice,
        person: String,
    ) -> Result<SharingReply, Trouble> {
        self.must_be_alone()?;
        let person = name(&person, true)?;
        if self.replica.events().head().await? > 0 {
            return Err(Trouble::refused(
                "join_not_empty",
                "本机已有数据，不能在此恢复。请先导出并清空本机数据，或者换一台设备。",
                "this device holds data; export and clear it first, or use another device",
            ));
        }
        let recovery = Recovery::read(typed).map_err(|error| {
            let text = error.text();
            Trouble::input(error.code(), text.zh, text.en)
        })?;
        self.forget_sharing().await?;
        self.keep_store(Some(store)).await?;
        let done = self.recovered(&recovery, person).await;
        if done.is_err() {
            self.forget_sharing().await?;
            self.replica.become_device(None).await?;
        }
        done?;
        self.due.borrow_mut().everything();
        self.sync_now(true).await?;
        self.status_reply().await
    }

    async fn recovered(&self, recovery: &Recovery, person: String) -> Result<(), Trouble> {
        let unknown = WorkspaceId::try_from("0".repeat(32)).map_err(|_| super::access::alone())?;
        let paper = Identity::new(
            unknown,
            Alg::Ed25519Sha256,
            recovery.root_seed(),
            recovery.box_seed(),
            person.clone(),
        );
        // The paper speaks first, to put a new device in the place of the lost one.
        self.replica.become_device(Some(paper.clone())).await?;
        self.carrier.borrow_mut().take();
        let carrier = self.carrier().await?.ok_or_else(super::access::alone)?;
        let workspace = find_workspace(&*carrier).await?;
        let paper = paper.in_workspace(workspace);
        self.replica.become_device(Some(paper.clone())).await?;
        let told = &self.told;
        let spaces = [Space::access(), Space::main(), Space::office()];
        pull(&self.replica, &*carrier, &spaces, Depth::Everything, told).await?;
        self.look_at_handed(&*carrier).await?;
        let roll = self.replica.roll();
        let root = roll
            .member(&paper.device()?)
            .filter(|member| member.root == Some(0));
        let Some(root) = root else {
            return Err(Trouble::refused(
                "recovery_foreign",
                "恢复码不属于这个存储中的工作区。请核对恢复码和存储。",
                "the recovery code does not belong to the workspace on this store; check both",
            ));
        };
        let party = root
            .grant()
            .map(|grant| grant.party.name.clone())
            .unwrap_or_default();
        let device = Identity::new(
            paper.workspace.clone(),
            Alg::Ed25519Sha256,
            own::seed(&self.host),
            own::seed(&self.host),
            person.clone(),
        );
        let public = device.signer()?.public();
        let mut events = vec![AccessEvent::Granted(Granted {
            device: public.device().to_string(),
            alg: public.alg().as_str().to_owned(),
            key: public.to_hex(),
            kx: device.box_key().public().to_hex(),
            person,
            role: Role::Office,
            party: party.clone(),
            admin: true,
            root: true,
            registrar: true,
            spaces: vec![Space::OFFICE.to_owned()],
            until: None,
        })];
        for space in [Space::office(), Space::main()] {
            let reader = (public.device(), device.box_key().public());
            events.extend(self.keys_for(&space, reader)?);
        }
        let lost: Vec<AccessEvent> = roll
            .members()
            .filter(|(_, member)| {
                member.root.is_some_and(|place| place > 0) && member.revoked.is_empty()
            })
            .map(|(lost, _)| {
                AccessEvent::Revoked(Revoked {
                    device: lost.to_string(),
                    logs: self.last_of(lost, None),
                    reason: "用恢复码恢复，原设备停用。".to_owned(),
                })
            })
            .collect();
        events.extend(lost);
        let actor = Actor::own(Role::Office, party.clone());
        self.replica.speak(&events, actor, &self.host).await?;
        push(&self.replica, &*carrier, told).await?;
        self.replica.become_device(Some(device)).await?;
        self.carrier.borrow_mut().take();
        Ok(self.replica.open().await?)
    }

    /// The last objects known of a device's chains, up to a moment where one is given.
    pub(super) fn last_of(&self, device: &huiyin_log::DeviceId, until: Option<i64>) -> Vec<Cut> {
        self.replica.look(|index| {
            let chains = index.chains.iter().filter(|chain| chain.device == *device);
            let last = |chain: &crate::replica::index::Chain| {
                let places = chain.by_seq.values().rev().flatten();
                let mut entries = places.filter_map(|place| index.entry(*place));
                let entry = entries
                    .find(|entry| entry.complete && until.is_none_or(|until| entry.at <= until))?;
                Some(Cut {
                    log: chain.log.to_string(),
                    seq: entry.seq,
                    id: entry.id_text(),
                })
            };
            chains.filter_map(last).collect()
        })
    }

    pub(super) async fn leave(&self) -> Result<SharingReply, Trouble> {
        let _pass = self.gate.pass().await;
        self.forget_sharing().await?;
        self.replica.become_device(None).await?;
        // The engine works alone again; what was quarantined stays out of its folds.
        let kept = self.replica.events().meta_get(STANDING_KEY).await?;
        let kept: Standing = kept
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default();
        let alone = Standing {
            version: kept.version + 1,
            own: None,
            ..kept
        };
        let bytes = serde_json::to_vec(&alone).unwrap_or_default();
        self.replica.events().meta_put(STANDING_KEY, &bytes).await?;
        self.host.announce(self.replica.events().head().await?);
        self.push_status().await;
        self.status_reply().await
    }

    /// Forgets keys, objects and the store: what is left is the engine's own.
    pub(super) async fn forget_sharing(&self) -> Result<(), Trouble> {
        self.replica.objects().clear().await?;
        self.carrier.borrow_mut().take();
        *self.due.borrow_mut() = super::work::Due::default();
        self.replica.open().await?;
        Ok(())
    }
}

/// The workspace that a store holds.
async fn find_workspace<T: Bench>(carrier: &Any<T>) -> Result<WorkspaceId, Trouble> {
    let none = || {
        Trouble::refused(
            "store_empty",
            "这个存储中还没有工作区。请核对地址，或者先创建工作区。",
            "there is no workspace on this store yet; check the address, or create one",
        )
    };
    if let Any::Server(server) = carrier {
        let info = server.info().await?;
        let workspace = info.workspace.ok_or_else(none)?;
        return WorkspaceId::try_from(workspace).map_err(|_| none());
    }
    let access = Space::access();
    for entry in carrier.list(&key::chains(&access), None).await? {
        let Ok(log) = LogId::try_from(entry.name.trim_end_matches('/')) else {
            continue;
        };
        let folder = key::bucket(&access, &log, 1);
        for entry in carrier.list(&folder, None).await? {
            let name = [folder.as_str(), &entry.name].concat();
            if !matches!(key::parse(&name), Some(Key::Object(named)) if named.seq == 1) {
                continue;
            }
            let Some(bytes) = carrier.get(&name).await? else {
                continue;
            };
            let Ok(object) = check_named(&name, &bytes) else {
                continue;
            };
            let mut lines = object.lines().unwrap_or_default().iter();
            if let Some(found) = lines.find_map(workspace_of)
                && found == object.header().workspace
            {
                return Ok(found);
            }
        }
    }
    Err(none())
}

/// What an invitation says.
#[derive(Debug, Default, PartialEq)]
struct Invited {
    workspace: Option<WorkspaceId>,
    store: Option<StoreChoice>,
}

impl Invited {
    /// Reads a link, or words, as far as they can be read.
    fn read(text: &str) -> Invited {
        let text = text.trim();
        let value = |name: &str| {
            let mut parts = text.split(['?', '&', ';', '#', ' ']);
            let raw = parts.find_map(|part| part.strip_prefix(name)?.strip_prefix('='))?;
            Some(unescape(raw))
        };
        let workspace = value("w").and_then(|raw| WorkspaceId::try_from(raw).ok());
        let store = match value("t").as_deref() {
            Some("webdav") => value("u").map(|url| StoreChoice::WebDav {
                url,
                user: value("n").unwrap_or_default(),
                password: String::new(),
            }),
            Some("s3") => value("u").map(|url| StoreChoice::S3 {
                url,
                bucket: value("b").unwrap_or_default(),
                region: value("r").unwrap_or_default(),
                key: String::new(),
                secret: String::new(),
            }),
            _ => text
                .split_once("#/join")
                .map(|(base, _)| base)
                .filter(|base| base.starts_with("http://") || base.starts_with("https://"))
                .map(|base| StoreChoice::Server {
                    url: base.to_owned(),
                }),
        };
        Invited { workspace, store }
    }
}

fn unescape(raw: &str) -> String {
    let mut bytes = Vec::with_capacity(raw.len());
    let mut rest = raw.bytes();
    while let Some(byte) = rest.next() {
        let hex = |digit: Option<u8>| char::from(digit?).to_digit(16);
        match byte {
            b'%' => {
                let (high, low) = (hex(rest.next()), hex(rest.next()));
                if let (Some(high), Some(low)) = (high, low) {
                    bytes.push((high * 16 + low) as u8);
                }
            }
            byte => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invitations_are_read_as_they_are_written() {
        let w = "0123456789abcdef0123456789abcdef";
        let link = Invited::read(&format!(" https://office.example/app/#/join?w={w}\n"));
        assert_eq!(link.workspace.as_ref().map(WorkspaceId::as_str), Some(w));
        assert_eq!(
            link.store,
            Some(StoreChoice::Server {
                url: "https://office.example/app/".into()
            })
        );
        let dav = Invited::read(&format!(
            "huiyin-join?w={w}&t=webdav&u=https%3A%2F%2Fnas%2Fdav%20%E5%9B%9E&n=li"
        ));
        assert_eq!(
            dav.store,
            Some(StoreChoice::WebDav {
                url: "https://nas/dav 回".into(),
                user: "li".into(),
                password: String::new()
            })
        );
        for nothing in ["", "你好", "w=xyz", "%", "https://office.example/"] {
            assert_eq!(Invited::read(nothing), Invited::default(), "{nothing}");
        }
    }
}
