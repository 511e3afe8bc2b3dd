//! The public side (feature `public`): stations and codes, voices, drives, the notice board.
//!
//! Asked as bytes. Everything is folded when it is first asked for and kept in memory from
//! then on ([`kept`]); the record says where its events stand. Voices are the office's: a
//! deputy sees those that came to them or were passed to them, everybody else none. A device
//! that does not read the office's space holds none either, but a deputy's own, which holds
//! theirs and no others: what is counted over all voices is told on the office's devices alone.

mod act;
mod board;
mod drives;
mod due;
mod feed;
mod files;
mod inbox;
mod item;
mod kept;
mod like;
mod opened;
mod raise;
mod shelf;
mod stations;
mod table;
mod take;
mod tell;
mod voice;

pub(crate) use kept::Kept;

use crate::fail::Trouble;
use crate::host::Host;
use crate::own;
use crate::state::State;
use crate::workspace::{Asker, Engine};
use huiyin_protocol::public::{PublicAsk, PublicReply};
use huiyin_protocol::{FailureKind, Reply, decode, encode};
use huiyin_rules::station::StationOrder;
use huiyin_rules::{Role, Text};
use huiyin_store::EventStore;

impl<S: EventStore, H: Host> Engine<S, H> {
    /// Answers an ask about the public side.
    pub(crate) async fn public_asked(
        &self,
        who: Asker<'_>,
        bytes: &[u8],
    ) -> Result<Reply, Trouble> {
        let ask = decode::<PublicAsk>(bytes).map_err(|error| {
            Trouble::new(
                FailureKind::Internal,
                "public_ask_unreadable",
                format!("页面与引擎的版本不一致（{error}）。请刷新页面。"),
                format!("page and engine are of different versions ({error}); reload the page"),
            )
        })?;
        if ask == PublicAsk::Cancel {
            self.cancelled.set(true);
            return Ok(Reply::Public(encode(&PublicReply::Done)));
        }
        {
            // Other modules and tabs may have written since the last hint came.
            let _pass = self.gate.pass().await;
            self.fold_tail().await?;
            self.follow(!of_board(&ask)).await?;
        }
        if records(&ask) {
            own::may_serve_the_public(&self.state.borrow(), who)?;
        }
        let reply = self.public_answer(who, ask).await?;
        Ok(Reply::Public(encode(&reply)))
    }

    async fn public_answer(&self, who: Asker<'_>, ask: PublicAsk) -> Result<PublicReply, Trouble> {
        match ask {
            PublicAsk::Cancel => Ok(PublicReply::Done),
            PublicAsk::Stations => Ok(self.stations_view(who)),
            PublicAsk::ListDeputies(text) => {
                let order = StationOrder::ListDeputies(table::names(&text));
                self.stations_order(who, order).await
            }
            PublicAsk::SetStations(stations) => self.set_stations(who, stations).await,
            PublicAsk::ReadStations(text) => self.read_stations(who, &text),
            PublicAsk::CloseStation { id, reason } => {
                let order = StationOrder::CloseStation { id, reason };
                self.stations_order(who, order).await
            }
            PublicAsk::IssueCodes(wanted) => self.issue_codes(who, wanted).await,
            PublicAsk::WithdrawCode { code, reason } => {
                let order = StationOrder::WithdrawCode { code, reason };
                self.stations_order(who, order).await
            }
            PublicAsk::Inbox(query) => Ok(self.inbox(who, &query)),
            PublicAsk::Voice(id) => self.voice_view(who, &id).await,
            PublicAsk::Record(draft) => self.voice_record(who, draft).await,
            PublicAsk::TakeVoices(sealed) => self.take_voices(who, sealed).await,
            PublicAsk::TakeRatings(ratings) => self.take_ratings(who, ratings).await,
            PublicAsk::Act { voices, act } => self.voices_act(who, &voices, &act).await,
            PublicAsk::Raise {
                voices,
                title,
                text,
                category,
                deputies,
            } => {
                let paper = raise::Paper {
                    title,
                    text,
                    category,
                    deputies,
                };
                self.raise(who, &voices, &paper).await
            }
            PublicAsk::Counts => Ok(self.voice_counts(who)),
            PublicAsk::Tell => self.tell(who).await,
            PublicAsk::Told(told) => self.told(who, told).await,
            PublicAsk::Key => self.intake_key(who).await,
            PublicAsk::Codes => self.codes_in_force(who),
            PublicAsk::Drives => Ok(self.drive_rows(who)),
            PublicAsk::Drive(id) => self.drive_view(who, &id),
            PublicAsk::OpenDrive(draft) => self.drive_open(who, draft).await,
            PublicAsk::CloseDrive { id, reason } => self.drive_close(who, &id, reason).await,
            PublicAsk::Board(query) => self.board_view(who, &query).await,
            PublicAsk::SetBoard {
                title,
                intro,
                fields,
            } => self.board_set(who, title, intro, fields).await,
            PublicAsk::Publish(suggestions) => self.board_publish(who, suggestions).await,
            PublicAsk::Withdraw {
                suggestions,
                reason,
            } => self.board_withdraw(who, suggestions, reason).await,
            PublicAsk::Preview(id) => self.board_preview(who, &id).await,
            PublicAsk::Files => self.board_files(who).await,
            PublicAsk::Due { there, all } => self.board_due(who, &there, all).await,
        }
    }
}

/// Whether an ask records something.
const fn records(ask: &PublicAsk) -> bool {
    matches!(
        ask,
        PublicAsk::ListDeputies(_)
            | PublicAsk::SetStations(_)
            | PublicAsk::CloseStation { .. }
            | PublicAsk::IssueCodes(_)
            | PublicAsk::WithdrawCode { .. }
            | PublicAsk::Record(_)
            | PublicAsk::TakeVoices(_)
            | PublicAsk::TakeRatings(_)
            | PublicAsk::Key
            | PublicAsk::OpenDrive(_)
            | PublicAsk::CloseDrive { .. }
            | PublicAsk::SetBoard { .. }
            | PublicAsk::Publish(_)
            | PublicAsk::Withdraw { .. }
    )
}

/// Whether an ask is about the board alone, for which no voice has to be read.
const fn of_board(ask: &PublicAsk) -> bool {
    matches!(
        ask,
        PublicAsk::Board(_) | PublicAsk::Preview(_) | PublicAsk::Files | PublicAsk::Due { .. }
    )
}

/// Which voices somebody sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sight<'a> {
    /// All of them.
    All,
    /// Those that came to this deputy or were passed to them.
    Deputy(&'a str),
    /// None.
    Nothing,
}

/// Which voices the asking party sees on this device: a deputy's own shows its deputy what
/// it holds, and nobody else anything.
fn sight<'a>(state: &State, who: Asker<'a>) -> Sight<'a> {
    let acting = who.actor.acting();
    let (reads, theirs) = match &state.own {
        None => (true, true),
        Some(own) => {
            let named = own.party.is_empty() || own.party == acting.name;
            let reads = own.role == Role::Office;
            (reads, reads || own.role == Role::Deputy && named)
        }
    };
    match acting.role {
        Role::Office if reads => Sight::All,
        Role::Deputy if theirs => Sight::Deputy(&acting.name),
        Role::Office | Role::Deputy | Role::Government | Role::Unit => Sight::Nothing,
    }
}

fn reads_all(state: &State, who: Asker<'_>) -> bool {
    sight(state, who) == Sight::All
}

/// The public side is served by the office.
fn office(who: Asker<'_>) -> Result<(), Trouble> {
    match who.actor.acting().role {
        Role::Office => Ok(()),
        Role::Government | Role::Unit | Role::Deputy => Err(Trouble::refused(
            "order_office_only",
            "此项工作由人大机关负责。请切换到人大机关身份后操作。",
            "this is for the congress's office; act as it first",
        )),
    }
}

/// The same on a device that holds all that citizens said.
fn office_with_voices(state: &State, who: Asker<'_>) -> Result<(), Trouble> {
    office(who)?;
    if reads_all(state, who) {
        return Ok(());
    }
    Err(Trouble::refused(
        "voices_elsewhere",
        "本机没有获准读取人大机关的数据，不含民意。请在人大机关的设备上办理。",
        "this device does not read the office's data and holds no voices; use a device of the office",
    ))
}

/// Whether somebody deals with voices on this device: the office, and a deputy with what is
/// theirs; with which of them and how is the rules' to say.
fn may_deal(state: &State, who: Asker<'_>) -> Result<(), Trouble> {
    if !matches!(sight(state, who), Sight::Deputy(_)) {
        office_with_voices(state, who)?;
    }
    own::barred_act(state, who).map_or(Ok(()), Err)
}

fn not_open() -> Trouble {
    Trouble::cancelled(
        "工作区尚未打开，请刷新页面。",
        "the workspace is not open; reload the page",
    )
}

fn may_change(state: &State, who: Asker<'_>) -> bool {
    office(who).is_ok() && own::may_serve_the_public(state, who).is_ok()
}

/// A refusal of the rules, told.
fn refused(code: &str, text: Text) -> Trouble {
    Trouble::refused(code, text.zh, text.en)
}

fn no_such_voice() -> Trouble {
    Trouble::new(
        FailureKind::NotFound,
        "no_such_voice",
        "没有这条民意，或者无权查看。请返回民意收件刷新。",
        "there is no such voice, or it is not yours to see; go back to the inbox and reload",
    )
}

/// A long work was stopped.
fn stopped() -> Trouble {
    Trouble::cancelled(
        "已停止，此前完成的保留。",
        "stopped; what was done before stays",
    )
}
