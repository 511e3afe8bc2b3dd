//! This device's box: sealed votes by name, beside the record.
//!
//! Votes that a server or a file brought lie under one key of the store, sorted by name:
//! neither their order nor anything else says when they were cast. What devices of the
//! office handed in through the record is added when the box is read.

use super::{office, stopped};
use crate::fail::Trouble;
use crate::host::Host;
use crate::workspace::{Asker, Engine};
use huiyin_ballot::{Checker, MAX_LINE, vote_name};
use huiyin_protocol::Push;
use huiyin_protocol::poll::PollReply;
use huiyin_rules::Text;
use huiyin_rules::poll::{Order, Phase, Poll, PollRefusal, limits};
use huiyin_store::{EventStore, StoreError};
use std::collections::BTreeMap;

/// Votes checked before others get their turn.
const TOGETHER: usize = 100;
/// Most lines taken in by one ask.
const MOST: usize = 600_000;
/// Most refusals told one by one.
const TOLD: usize = 20;

/// The votes by name.
pub(super) type Votes = BTreeMap<String, String>;

fn key(id: &str) -> String {
    ["box/", id].concat()
}

impl<S: EventStore, H: Host> Engine<S, H> {
    /// What this device's box holds, with what the record brought.
    pub(super) async fn votes(&self, id: &str, poll: &Poll) -> Result<Votes, StoreError> {
        let mut votes = self.kept(id).await?;
        let delivered = poll.delivered.iter();
        votes.extend(delivered.map(|line| (vote_name(line), line.clone())));
        Ok(votes)
    }

    /// What lies in the store beside the record.
    async fn kept(&self, id: &str) -> Result<Votes, StoreError> {
        let bytes = self.store.meta_get(&key(id)).await?.unwrap_or_default();
        let text = String::from_utf8(bytes).map_err(|_| StoreError::Damaged(key(id)))?;
        Ok(text
            .lines()
            .map(|line| (vote_name(line), line.to_owned()))
            .collect())
    }

    async fn keep(&self, id: &str, votes: &Votes) -> Result<(), StoreError> {
        let mut text = String::with_capacity(votes.len() * 300);
        for line in votes.values() {
            text.push_str(line);
            text.push('\n');
        }
        self.store.meta_put(&key(id), text.as_bytes()).await
    }

    pub(super) async fn poll_take(
        &self,
        who: Asker<'_>,
        id: &str,
        lines: Vec<String>,
        record: bool,
    ) -> Result<PollReply, Trouble> {
        office(who)?;
        if lines.len() > MOST {
            return Err(super::refused(PollRefusal::TooMany { most: MOST }));
        }
        let poll = self.poll_with_lists(id).await?;
        if poll.phase >= Phase::Fixed {
            return Err(super::refused(PollRefusal::WrongPhase {
                phase: poll.phase,
                first: Text::new(
                    "票箱已经封存，不再收票",
                    "the box is fixed and takes nothing in any more",
                ),
            }));
        }
        let sheet = super::sheet::of(id, &poll)?;
        let checker = Checker::new(&sheet);
        let mut votes = self.votes(id, &poll).await?;
        let (mut new, mut known) = (Vec::new(), 0);
        let mut refused: Vec<String> = Vec::new();
        self.cancelled.set(false);
        for (index, together) in lines.chunks(TOGETHER).enumerate() {
            if index > 0 {
                self.host.push(Push::Progress {
                    done: (index * TOGETHER) as u64,
                    total: lines.len() as u64,
                });
                self.host.breathe().await;
                if self.cancelled.get() {
                    return Err(stopped());
                }
            }
            for line in together.iter().map(|line| line.trim()) {
                if line.is_empty() {
                    continue;
                }
                let fits = line.len() <= MAX_LINE;
                match fits.then(|| checker.check(line)) {
                    Some(Ok(checked)) => match votes.contains_key(&checked.name) {
                        true => known += 1,
                        false => {
                            votes.insert(checked.name, line.to_owned());
                            new.push(line.to_owned());
                        }
                    },
                    Some(Err(why)) => refused.push(why.text().get(who.lang).to_owned()),
                    None => refused.push(too_long(who.lang)),
                }
            }
        }
        if !new.is_empty() {
            self.keep(id, &votes).await?;
        }
        if record && !new.is_empty() {
            // In the order of names, in pieces that fit one event each.
            let mut named: Vec<(String, String)> = new
                .iter()
                .map(|line| (vote_name(line), line.clone()))
                .collect();
            named.sort_unstable();
            let lines: Vec<String> = named.into_iter().map(|(_, line)| line).collect();
            for piece in lines.chunks(limits::DELIVERED * 20) {
                self.poll_carry(who, id, |_| Ok(Order::Deliver(piece.to_vec())))
                    .await?;
            }
        }
        let told = refused.len().min(TOLD);
        let rest = refused.len() - told;
        refused.truncate(told);
        if rest > 0 {
            let more = Text::new(
                format!("另有{rest}行也未收下"),
                format!("and {rest} more lines"),
            );
            refused.push(more.get(who.lang).to_owned());
        }
        Ok(PollReply::Taken {
            new: u32::try_from(new.len()).unwrap_or(u32::MAX),
            known,
            refused,
        })
    }

    pub(super) async fn poll_fix(&self, who: Asker<'_>, id: &str) -> Result<PollReply, Trouble> {
        office(who)?;
        let poll = self.poll(id).await?;
        let votes = self.votes(id, &poll).await?;
        let root = huiyin_ballot::root(votes.keys().map(String::as_str));
        let count = u32::try_from(votes.len()).unwrap_or(u32::MAX);
        self.poll_carry(who, id, |_| {
            Ok(Order::Fix {
                root: root.clone(),
                votes: count,
            })
        })
        .await?;
        // From now on the box is what the record says it is, wherever the votes came from.
        self.keep(id, &votes).await?;
        self.poll_view(who, id).await
    }

    /// The votes of the fixed box.
    ///
    /// # Errors
    /// What this device holds is not what was fixed.
    pub(super) async fn fixed_votes(&self, id: &str, poll: &Poll) -> Result<Votes, Trouble> {
        let Some(fixed) = &poll.fixed else {
            return Ok(self.votes(id, poll).await?);
        };
        // What was recorded apart after it was fixed is no part of it.
        let mut votes = self.kept(id).await?;
        for lines in [None, Some(&poll.delivered)] {
            let more = lines.into_iter().flatten();
            votes.extend(more.map(|line| (vote_name(line), line.clone())));
            if huiyin_ballot::root(votes.keys().map(String::as_str)) == fixed.root {
                return Ok(votes);
            }
        }
        let (held, fixed) = (votes.len(), fixed.votes);
        Err(Trouble::input(
            "box_elsewhere",
            format!(
                "本机票箱有{held}票，与封存时的{fixed}票不是同一内容。请在封存票箱的那台设备上计票，或者先在本机取齐选票。"
            ),
            format!(
                "this device's box holds {held} votes, not the {fixed} that were fixed; count on the device that fixed the box, or get its votes here first"
            ),
        ))
    }
}

/// The question a vote is about, as its line says.
pub(super) fn question_of(line: &str) -> Option<&str> {
    line.strip_prefix("{\"q\":\"")?.split('"').next()
}

fn too_long(lang: huiyin_rules::Lang) -> String {
    Text::new("不是选票：过长", "not a vote: too long")
        .get(lang)
        .to_owned()
}
