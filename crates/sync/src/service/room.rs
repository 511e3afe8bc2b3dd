//! What a vote needs of the server the workspace is kept on: the sheet published, how far
//! it is, the sealed votes fetched, the board published. Without a server all of that
//! travels as files or in the record.

use super::Service;
use super::outside::Outside;
use super::trouble::Trouble;
use crate::carrier::{Any, CarrierError, HuiyinServer, Room};
use crate::probe::Bench;
use huiyin_protocol::sharing::{RoomAsk, RoomView, SharingReply};
use huiyin_store::EventStore;

impl<E, O, T, H> Service<E, O, T, H>
where
    E: EventStore,
    O: EventStore,
    T: Bench + Clone,
    H: Outside,
{
    pub(super) async fn room(&self, poll: &str, ask: RoomAsk) -> Result<SharingReply, Trouble> {
        let carrier = self.carrier().await?;
        let server = match carrier.as_deref() {
            Some(Any::Server(server)) => server,
            _ => return Ok(SharingReply::Room(RoomView::default())),
        };
        let mut votes = Vec::new();
        match ask {
            RoomAsk::Look => {}
            RoomAsk::Publish(sheet) => server.room_put(poll, Room::Sheet, sheet).await?,
            RoomAsk::Phase(phase) => server.room_put(poll, Room::Phase, phase).await?,
            RoomAsk::Board(board) => server.room_put(poll, Room::Board, board).await?,
            RoomAsk::Votes => votes = server.room_votes(poll).await?,
        }
        let mut view = look(server, poll).await?;
        view.votes = votes;
        Ok(SharingReply::Room(view))
    }
}

async fn look<T: crate::http::Transport>(
    server: &HuiyinServer<T>,
    poll: &str,
) -> Result<RoomView, CarrierError> {
    let stands = server.room_phase(poll).await?;
    let published = stands.is_some();
    let stands = stands.unwrap_or_default();
    Ok(RoomView {
        server: true,
        address: if published {
            server.room_address(poll)
        } else {
            String::new()
        },
        phase: stands.phase,
        cast: stands.cast,
        at_once: stands.deliver == "at-once",
        votes: Vec::new(),
    })
}
