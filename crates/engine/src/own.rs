//! What a device that takes part in a shared workspace may record: its own party's
//! acts, and numbers of its own. Everybody else would refuse anything more anyway,
//! whatever this device wrote; here the person hears of it before it is recorded.

use crate::fail::Trouble;
use crate::host::Host;
use crate::projection::Projection;
use crate::state::State;
use crate::workspace::{Asker, Engine};
use huiyin_log::standing::Own;
use huiyin_protocol::Request;
use huiyin_rules::Role;
use huiyin_store::EventStore;

/// What an ask wants to record.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Writes {
    /// Nothing.
    Nothing,
    /// An act about suggestions.
    Act,
    /// Something about the workspace as a whole.
    Workspace,
    /// Other devices' records, unsigned.
    Bundle,
    /// Everything is to be thrown away.
    Clearing,
}

fn writes(request: &Request) -> Writes {
    match request {
        Request::Create(_) | Request::Act { .. } => Writes::Act,
        Request::Batch { .. } | Request::UndoBatch(_) => Writes::Act,
        Request::Configure { .. }
        | Request::ImportCommit { .. }
        | Request::ImportUndo(_)
        | Request::RulebookAdopt { .. }
        | Request::CalendarLoad { .. }
        | Request::Committees(_)
        | Request::WindowOpen { .. }
        | Request::WindowClose(_) => Writes::Workspace,
        Request::BundleImport { .. } => Writes::Bundle,
        Request::Clear => Writes::Clearing,
        _ => Writes::Nothing,
    }
}

impl<S: EventStore, H: Host> Engine<S, H> {
    /// Refuses what this device may not record in a shared workspace.
    pub(crate) fn may_record(&self, who: Asker<'_>, request: &Request) -> Result<(), Trouble> {
        barred(&self.state.borrow(), who, writes(request))
    }
}

/// Refuses what this device may not record about polls in a shared workspace.
#[cfg(feature = "polls")]
pub(crate) fn may_hold_polls(state: &State, who: Asker<'_>) -> Result<(), Trouble> {
    barred(state, who, Writes::Workspace)
}

/// Refuses what this device may not record about the public side in a shared workspace.
#[cfg(feature = "public")]
pub(crate) fn may_serve_the_public(state: &State, who: Asker<'_>) -> Result<(), Trouble> {
    barred(state, who, Writes::Workspace)
}

/// Why this device may do nothing to a suggestion or a voice, where it may not.
pub(crate) fn barred_act(state: &State, who: Asker<'_>) -> Option<Trouble> {
    barred(state, who, Writes::Act).err()
}

fn barred(state: &State, who: Asker<'_>, writes: Writes) -> Result<(), Trouble> {
    let Some(own) = state.own.as_ref().filter(|_| writes != Writes::Nothing) else {
        return Ok(());
    };
    if writes == Writes::Clearing {
        return Err(Trouble::refused(
            "leave_first",
            "本机正在参加共享的工作区，不能直接清空。请先在“协同”中退出该工作区，再清空本机数据。",
            "this device takes part in a shared workspace and cannot be cleared; leave the workspace first, on the page about sharing",
        ));
    }
    if own.revoked {
        return Err(Trouble::refused(
            "device_revoked",
            "本机已停用，只能查看已有的记录，不能再办理。需要继续使用的，请联系人大机关重新批准。",
            "this device's rights were revoked: it can read what it has and record nothing; ask the congress office to let it in again",
        ));
    }
    let (party, acting) = (&who.actor.party, who.actor.acting());
    let named = own.party.is_empty() || own.party == party.name;
    if party.role != own.role || !named || (acting != party && own.role != Role::Office) {
        let (role, name) = (own.role.label(), own.party.as_str());
        return Err(Trouble::refused(
            "not_your_party",
            format!("本机只能以{}{name}的身份办理。请切换为本方身份。", role.zh),
            format!(
                "this device records for {} {name} only; act as that party",
                role.en
            ),
        ));
    }
    // On behalf of a unit nothing is said about the workspace.
    if writes != Writes::Act && acting.role != Role::Office {
        return Err(Trouble::refused(
            "office_only",
            "这项操作关系到整个工作区，只能由人大机关以本机关的身份办理。请与人大机关联系。",
            "this concerns the whole workspace and is for the congress office, in its own name; contact the office",
        ));
    }
    Ok(())
}

/// Whether this device may give an official number.
pub(crate) fn may_number(state: &State, number: &str) -> Result<(), Trouble> {
    let Some(own) = &state.own else { return Ok(()) };
    if own.registrar || own.blocks.iter().any(|block| block.holds(number)) {
        return Ok(());
    }
    let left = numbers(own, &state.projection);
    let (zh, en) = match (own.blocks.is_empty(), left.next) {
        (true, _) => (
            "本机没有编号权限。请由登记机编号，或者请管理员为本机划定号段。".to_owned(),
            "this device may give no numbers; let the registrar do it, or ask for a block of numbers".to_owned(),
        ),
        (false, Some(next)) => (
            format!("请使用号段内的编号，下一个是 {next}。"),
            format!("use one of its own block; the next is {next}"),
        ),
        (false, None) => (
            "本机的号段已经用完。请管理员再划定一段。".to_owned(),
            "its block is used up; ask for another".to_owned(),
        ),
    };
    Err(Trouble::refused(
        "number_not_yours",
        format!("编号 {number} 不在本机可用的编号之内。{zh}"),
        format!("number {number} is not this device's to give; {en}"),
    ))
}

/// What is left of a device's own numbers.
pub(crate) struct Left {
    /// The one to be given next.
    pub next: Option<String>,
    /// How many there are.
    pub count: u32,
}

/// What is left of the blocks of numbers a device was granted.
pub(crate) fn numbers(own: &Own, projection: &Projection) -> Left {
    let mut left = Left {
        next: None,
        count: 0,
    };
    for block in &own.blocks {
        let (taken, width) = projection.numbers(&block.prefix, 9);
        let mut within = 0;
        let mut next = block.from;
        for number in taken {
            if (block.from..=block.to).contains(&number) {
                within += 1;
                next += u32::from(number == next);
            }
        }
        let size = block.to.saturating_sub(block.from).saturating_add(1);
        let free = size.saturating_sub(within);
        left.count = left.count.saturating_add(free);
        if left.next.is_none() && free > 0 {
            left.next = Some(format!("{}{next:0width$}", block.prefix));
        }
    }
    left
}
