//! Asking the engine's module that holds the public side.

use super::engine;
use super::later::{Later, later};
use huiyin_protocol::public::{PublicAsk, PublicReply};
use huiyin_protocol::{Answer, Failure, Reply, Request, decode, encode};

/// The answer to one ask.
pub type PublicAnswer = Result<PublicReply, Failure>;

/// An ask as the engine takes it.
pub fn request(ask: &PublicAsk) -> Request {
    Request::Public(encode(ask))
}

/// An answer as the engine gave it.
pub fn read(answer: Answer) -> PublicAnswer {
    match answer? {
        Reply::Public(bytes) => decode(&bytes).map_err(|_| engine::unreadable()),
        _ => Err(engine::unreadable()),
    }
}

/// Asks, and calls back with the answer. The callback always comes, once.
pub fn ask_public_then(ask: &PublicAsk, then: impl FnOnce(PublicAnswer) + 'static) {
    let then = move |answer| then(read(answer));
    if writes(ask) {
        engine::change_then(request(ask), then);
    } else {
        engine::ask_then(request(ask), then);
    }
}

/// Asks; the future yields the answer.
pub fn ask_public(ask: &PublicAsk) -> Later<PublicAnswer> {
    let (fill, later) = later();
    ask_public_then(ask, fill);
    later
}

/// Whether it changes what is kept, so that its loss must read "not confirmed".
const fn writes(ask: &PublicAsk) -> bool {
    !matches!(
        ask,
        PublicAsk::Stations
            | PublicAsk::ReadStations(_)
            | PublicAsk::Inbox(_)
            | PublicAsk::Voice(_)
            | PublicAsk::Counts
            | PublicAsk::Tell
            | PublicAsk::Codes
            | PublicAsk::Drives
            | PublicAsk::Drive(_)
            | PublicAsk::Board(_)
            | PublicAsk::Preview(_)
            | PublicAsk::Files
            | PublicAsk::Due { .. }
            | PublicAsk::Cancel
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read_and_another_one_is_none() {
        let bytes = encode(&PublicReply::Done);
        assert_eq!(read(Ok(Reply::Public(bytes))), Ok(PublicReply::Done));
        for other in [Reply::Public(vec![99]), Reply::Done] {
            assert_eq!(read(Ok(other)).unwrap_err().code, "answer_unreadable");
        }
    }

    #[test]
    fn whatever_is_recorded_counts_as_writing() {
        assert!(writes(&PublicAsk::Key));
        assert!(writes(&PublicAsk::ListDeputies(String::new())));
        assert!(!writes(&PublicAsk::Voice("a".into())));
    }
}
