//! Opening the box with two shares, and counting.

use super::{office, stopped, unfit};
use crate::fail::Trouble;
use crate::host::Host;
use crate::workspace::{Asker, Engine};
use huiyin_ballot::{Choice, Count, Exception, ExceptionCode, PollSecret, QuestionCount, Share};
use huiyin_protocol::Push;
use huiyin_protocol::poll::{CountView, PollReply};
use huiyin_rules::poll::{Irregular, NamedVote, Order, Poll, PollKind, Way};
use huiyin_rules::verdict::Tally;
use huiyin_store::EventStore;

/// Votes opened before others get their turn.
const TOGETHER: usize = 50;

/// What the cards came to.
pub(super) struct Counted {
    /// The poll's secret, in hexadecimal digits; `None` without cards.
    pub secret: Option<String>,
    /// For each question.
    pub cards: Vec<(String, Tally)>,
    /// What was irregular.
    pub irregular: Vec<Irregular>,
    /// Who chose what, in a poll by name.
    pub named: Vec<NamedVote>,
}

impl<S: EventStore, H: Host> Engine<S, H> {
    /// Counts without recording anything. What people chose is not told: only how many
    /// votes there are, what is irregular, and what still stands in the way.
    pub(super) async fn poll_count(
        &self,
        who: Asker<'_>,
        id: &str,
        shares: &[String],
    ) -> Result<PollReply, Trouble> {
        office(who)?;
        let poll = self.poll_with_lists(id).await?;
        let counted = self.poll_counted(id, &poll, shares).await?;
        let irregular = counted.irregular.iter();
        let number = |tally: &Tally| tally.collected.unwrap_or(0);
        let trial = Order::Declare {
            secret: counted.secret.clone(),
            cards: counted.cards.clone(),
            irregular: counted.irregular.clone(),
            named: Vec::new(),
            note: "试算".to_owned(),
            due: None,
        };
        let hindrances = match self.poll_decided(who, Some(&poll), trial) {
            Ok(_) => Vec::new(),
            Err(trouble) => vec![trouble.text.get(who.lang).to_owned()],
        };
        Ok(PollReply::Counted(CountView {
            irregular: irregular
                .map(|one| one.text.get(who.lang).to_owned())
                .collect(),
            counted: counted
                .cards
                .iter()
                .map(|(question, tally)| (question.clone(), number(tally)))
                .collect(),
            hindrances,
        }))
    }

    pub(super) async fn poll_counted(
        &self,
        id: &str,
        poll: &Poll,
        shares: &[String],
    ) -> Result<Counted, Trouble> {
        let drawn = poll.taken(Way::Card);
        if !poll.plan.kind.has_cards() || (drawn == 0 && poll.fixed.is_none()) {
            return Ok(Counted {
                secret: None,
                cards: Vec::new(),
                irregular: Vec::new(),
                named: Vec::new(),
            });
        }
        let secret = opened(&super::sheet::of(id, poll)?, shares)?;
        let (hexed, present) = (secret.to_hex(), poll.present());
        let done = self.poll_opened(id, poll, secret).await?;
        let tally = |tally: Tally| Tally {
            members: Some(poll.plan.members),
            present: Some(present),
            ..tally
        };
        let named = by_name(poll, &done.questions);
        let cards = done.questions.into_iter();
        let irregular = done.exceptions.into_iter();
        Ok(Counted {
            secret: Some(hexed),
            cards: cards.map(|one| (one.q, tally(one.tally))).collect(),
            irregular: irregular.filter_map(noticed).collect(),
            named,
        })
    }

    /// Opens the fixed box and counts it.
    pub(super) async fn poll_opened(
        &self,
        id: &str,
        poll: &Poll,
        secret: PollSecret,
    ) -> Result<huiyin_ballot::Counted, Trouble> {
        let sheet = super::sheet::of(id, poll)?;
        let votes = self.fixed_votes(id, poll).await?;
        let mut count = Count::new(&sheet, &poll.voids(), poll.taken(Way::Card), secret)
            .map_err(|error| unfit(&error))?;
        self.cancelled.set(false);
        for (index, line) in votes.values().enumerate() {
            if index % TOGETHER == 0 && index > 0 {
                self.host.push(Push::Progress {
                    done: index as u64,
                    total: votes.len() as u64,
                });
                self.host.breathe().await;
                if self.cancelled.get() {
                    return Err(stopped());
                }
            }
            count.add(line);
        }
        Ok(count.finish())
    }
}

/// An exception of the count as the record keeps it. Cards that nobody accounts for are
/// found by the rules themselves, from the check-in.
fn noticed(one: Exception) -> Option<Irregular> {
    (one.code != ExceptionCode::CardsUnaccounted).then(|| Irregular {
        text: one.text(),
        code: one.code.as_str().to_owned(),
        question: one.q,
        count: one.count,
    })
}

/// What each of those who took a card chose, in a poll by name.
fn by_name(poll: &Poll, questions: &[QuestionCount]) -> Vec<NamedVote> {
    if poll.plan.kind != PollKind::Named {
        return Vec::new();
    }
    let letter = |question: &QuestionCount, voter: &str| {
        let found = question.named.iter().find(|one| one.voter == voter);
        match found.map(|one| one.choice) {
            Some(Some(Choice::Satisfied)) => 's',
            Some(Some(Choice::BasicallySatisfied)) => 'b',
            Some(Some(Choice::Dissatisfied)) => 'd',
            Some(Some(Choice::Blank)) => 'a',
            Some(None) => 'i',
            None => '-',
        }
    };
    let took = poll.checked_in.iter().filter(|one| *one.1 == Way::Card);
    took.map(|(voter, _)| NamedVote {
        voter: voter.clone(),
        choices: questions.iter().map(|one| letter(one, voter)).collect(),
    })
    .collect()
}

/// The poll's secret, out of two observers' shares.
fn opened(sheet: &huiyin_ballot::Sheet, shares: &[String]) -> Result<PollSecret, Trouble> {
    let [one, other] = shares else {
        return Err(Trouble::input(
            "shares_needed",
            "请由两名监票人分别录入各自的密钥份额。",
            "two observers enter their shares of the key",
        ));
    };
    let read = |typed: &String| Share::read(typed).map_err(|error| unfit(&error));
    PollSecret::join(sheet, &read(one)?, &read(other)?).map_err(|error| unfit(&error))
}
