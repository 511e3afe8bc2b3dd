//! The public board: everything from which anybody can count again.

use super::{office, unfit};
use crate::fail::Trouble;
use crate::host::Host;
use crate::workspace::{Asker, Engine};
use huiyin_ballot::{Board, CheckIn, PaperRow, PollSecret};
use huiyin_protocol::poll::PollReply;
use huiyin_rules::Text;
use huiyin_rules::poll::{PaperTotals, Phase, Poll, PollRefusal, Way};
use huiyin_store::EventStore;

impl<S: EventStore, H: Host> Engine<S, H> {
    /// The board of a declared poll: the box is counted once more on the way, so that what
    /// is published is what was counted.
    pub(super) async fn poll_board(&self, who: Asker<'_>, id: &str) -> Result<PollReply, Trouble> {
        office(who)?;
        let poll = self.poll_with_lists(id).await?;
        let declared = poll.declared.as_ref().ok_or_else(|| {
            super::refused(PollRefusal::WrongPhase {
                phase: poll.phase,
                first: Text::new(
                    "宣布结果后才能公示",
                    "the board is published once the result is declared",
                ),
            })
        })?;
        let secret = declared.secret.as_deref().ok_or_else(no_cards)?;
        let secret = PollSecret::from_hex(secret).map_err(|error| unfit(&error))?;
        let counted = self.poll_opened(id, &poll, secret).await?;
        let check_in = CheckIn {
            taken: poll.taken(Way::Card),
            paper_taken: poll.taken(Way::Paper),
            present: poll.present(),
            voters: poll.checked_in.keys().cloned().collect(),
        };
        let votes = self.fixed_votes(id, &poll).await?;
        let sheet = super::sheet::of(id, &poll)?;
        let board = Board::make(
            sheet,
            check_in,
            poll.voids(),
            votes.into_values(),
            paper(&poll),
            counted,
        )
        .map_err(|error| unfit(&error))?;
        Ok(PollReply::File {
            name: super::sheet::file("公示板", &poll.plan),
            text: board.write(),
        })
    }
}

fn no_cards() -> Trouble {
    Trouble::refused(
        "no_box",
        "本场测评没有使用票卡，没有票箱可以公示。请打印并张贴结果单。",
        "no cards were used in this poll: there is no box to publish; print the result sheet",
    )
}

/// The paper ballots as the tellers' last count has them.
fn paper(poll: &Poll) -> Vec<PaperRow> {
    let issued = poll.taken(Way::Paper);
    let last = poll
        .paper
        .last()
        .filter(|_| issued > 0 && poll.phase >= Phase::Closed);
    let row = |one: &PaperTotals| PaperRow {
        q: one.question.clone(),
        issued,
        collected: one.collected,
        satisfied: one.satisfied,
        basically_satisfied: one.basically_satisfied,
        dissatisfied: one.dissatisfied,
        abstained: one.abstained,
        invalid: one.invalid,
    };
    let questions = poll.plan.questions.iter();
    let of = |id: &str| last?.totals.iter().find(|one| one.question == id).map(row);
    questions.filter_map(|question| of(&question.id)).collect()
}
