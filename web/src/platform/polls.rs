//! Asking the engine's module that holds polls.

use super::engine;
use super::later::{Later, later};
use huiyin_protocol::poll::{PollAsk, PollReply};
use huiyin_protocol::{Answer, Failure, Reply, Request, decode, encode};

/// The answer to one ask.
pub type PollAnswer = Result<PollReply, Failure>;

/// An ask as the engine takes it.
pub fn request(ask: &PollAsk) -> Request {
    Request::Poll(encode(ask))
}

/// An answer as the engine gave it.
pub fn read(answer: Answer) -> PollAnswer {
    match answer? {
        Reply::Poll(bytes) => decode(&bytes).map_err(|_| engine::unreadable()),
        _ => Err(engine::unreadable()),
    }
}

/// Asks, and calls back with the answer. The callback always comes, once.
pub fn ask_poll_then(ask: &PollAsk, then: impl FnOnce(PollAnswer) + 'static) {
    let then = move |answer| then(read(answer));
    if writes(ask) {
        engine::change_then(request(ask), then);
    } else {
        engine::ask_then(request(ask), then);
    }
}

/// Asks; the future yields the answer.
pub fn ask_poll(ask: &PollAsk) -> Later<PollAnswer> {
    let (fill, later) = later();
    ask_poll_then(ask, fill);
    later
}

/// Whether it changes what is kept, so that its loss must read "not confirmed".
const fn writes(ask: &PollAsk) -> bool {
    !matches!(
        ask,
        PollAsk::List
            | PollAsk::Choices
            | PollAsk::Show(_)
            | PollAsk::Count { .. }
            | PollAsk::Sheet(_)
            | PollAsk::Board(_)
            | PollAsk::Cancel
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use huiyin_protocol::poll::PollOrder;

    #[test]
    fn an_answer_is_read_and_another_one_is_none() {
        let bytes = encode(&PollReply::Stopped);
        assert_eq!(read(Ok(Reply::Poll(bytes))), Ok(PollReply::Stopped));
        for other in [Reply::Poll(vec![99]), Reply::Done] {
            assert_eq!(read(Ok(other)).unwrap_err().code, "answer_unreadable");
        }
    }

    #[test]
    fn whatever_is_recorded_counts_as_writing() {
        let id = String::from("a");
        assert!(writes(&PollAsk::Fix(id.clone())));
        assert!(writes(&PollAsk::Order {
            id: id.clone(),
            order: PollOrder::Open
        }));
        assert!(!writes(&PollAsk::Show(id)));
    }
}
