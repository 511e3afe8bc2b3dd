//! From voices to a suggestion: drawn up by the ordinary command, with where it came from,
//! and noted on each voice, in one transaction.

use super::act::bounded;
use super::inbox::came_to;
use super::{may_deal, no_such_voice};
use crate::act::{self, TRIES};
use crate::fail::Trouble;
use crate::fold::SNAPSHOT_EVERY;
use crate::history::History;
use crate::host::Host;
use crate::projection::Projection;
use crate::state::State;
use crate::workspace::{Asker, Engine};
use huiyin_protocol::public::PublicReply;
use huiyin_rules::board::mask;
use huiyin_rules::suggestion::{Command, Dossier, Occasion};
use huiyin_rules::voice::{Voice, VoiceOrder};
use huiyin_rules::{Actor, Lang, Party, Role};
use huiyin_store::{EventStore, StoreError};
use std::collections::BTreeSet;

/// Most voices of one suggestion.
const MOST: usize = 500;
/// Characters of all origins together, so that the dossier is one event.
const ORIGINS: usize = 40_000;
/// Least characters of an origin, however many there are.
const SHORT: usize = 40;

/// What was drawn up.
#[derive(Debug)]
pub(super) struct Paper {
    pub title: String,
    pub text: String,
    pub category: String,
    pub deputies: Vec<String>,
}

impl<S: EventStore, H: Host> Engine<S, H> {
    pub(super) async fn raise(
        &self,
        who: Asker<'_>,
        voices: &[String],
        paper: &Paper,
    ) -> Result<PublicReply, Trouble> {
        may_deal(&self.state.borrow(), who)?;
        leads(who, paper)?;
        bounded(voices, MOST)?;
        let mut seen = BTreeSet::new();
        let voices: Vec<&String> = voices.iter().filter(|id| seen.insert(*id)).collect();
        if voices.is_empty() {
            return Err(Trouble::input(
                "raise_nothing",
                "请先选择要转为建议的民意。",
                "choose the voices to raise first",
            ));
        }
        let id = self.fresh_id()?;
        // A suggestion is its lead deputy's, though the office writes it down; a deputy writes
        // their own down on nobody's behalf, or it would count nowhere.
        let party = who.actor.party.clone();
        let lead = paper.deputies.first().map(|name| Party {
            role: Role::Deputy,
            name: name.trim().to_owned(),
        });
        let lead = lead.or_else(|| who.actor.on_behalf_of.clone());
        let actor = Actor {
            on_behalf_of: lead.filter(|lead| *lead != party),
            party,
        };
        let whose = Asker {
            lang: who.lang,
            actor: &actor,
        };
        let _pass = self.gate.pass().await;
        for _ in 0..TRIES {
            self.fold_tail().await?;
            self.follow(true).await?;
            let expected = self.head();
            let (drafted, raised) = {
                let state = self.state.borrow();
                let dossier = dossier(&state, &voices, paper)?;
                let order = || VoiceOrder::Raise {
                    suggestion: id.clone(),
                    on: self.today(),
                };
                let raised = voices
                    .iter()
                    .map(|voice| self.voice_steps(&state, who, voice, order()));
                (
                    Command::Draft(dossier),
                    raised.collect::<Result<Vec<_>, _>>()?,
                )
            };
            let events = self.decided(whose, &id, &History::default(), &drafted)?;
            let mut sealed = self.sealed(whose, [(act::aggregate(&id), events)]).await?;
            let before = sealed.len() as u64;
            sealed.extend(self.sealed_after(who, raised, before).await?);
            match self.append(&sealed, expected).await {
                Ok(_) => {
                    self.snapshot_if(SNAPSHOT_EVERY).await;
                    self.follow(true).await?;
                    return Ok(PublicReply::Raised { suggestion: id });
                }
                Err(StoreError::Moved { .. }) => continue,
                Err(error) => return Err(error.into()),
            }
        }
        Err(StoreError::Moved { head: self.head() }.into())
    }
}

/// A deputy raises suggestions in their own name, with whom they like.
fn leads(who: Asker<'_>, paper: &Paper) -> Result<(), Trouble> {
    let acting = who.actor.acting();
    let lead = paper.deputies.first().map_or("", |name| name.trim());
    if acting.role != Role::Deputy || lead == acting.name {
        return Ok(());
    }
    let name = &acting.name;
    Err(Trouble::input(
        "raise_own_name",
        format!(
            "以{name}代表的身份提出建议时，领衔代表（第一位）应为{name}。请调整提出建议的代表。"
        ),
        format!("acting as {name}, the first deputy has to be {name}; put them first"),
    ))
}

/// What the suggestion says, with every voice as where it came from.
fn dossier(state: &State, voices: &[&String], paper: &Paper) -> Result<Dossier, Trouble> {
    let long = (ORIGINS / voices.len().max(1)).max(SHORT);
    let mut origins = Vec::with_capacity(voices.len());
    for id in voices {
        let voice = state.public.voices.get(id).ok_or_else(no_such_voice)?;
        origins.push(origin(state, voice, long));
    }
    let mut names = paper.deputies.iter().map(|name| name.trim().to_owned());
    let lead = names.next().unwrap_or_default();
    let category = paper.category.trim();
    Ok(Dossier {
        occasion: Occasion::Intersession,
        title: paper.title.trim().to_owned(),
        text: paper.text.clone(),
        category: (!category.is_empty()).then(|| category.to_owned()),
        delegation: delegation(&state.projection, &lead),
        lead,
        co_signers: names.filter(|name| !name.is_empty()).collect(),
        origins,
        ..Dossier::default()
    })
}

/// Where it was heard, by day and place, in the record's language; units read it, so that
/// what could say who spoke is masked.
fn origin(state: &State, voice: &Voice, long: usize) -> String {
    let received = &voice.received;
    let label = came_to(&state.public, voice, Lang::Zh);
    let said = if received.text.is_empty() {
        "（答复意见征集）"
    } else {
        &received.text
    };
    // Masked whole before it is shortened: half a number is still somebody's.
    let said = mask(said);
    let mut chars = said.chars();
    let mut text: String = chars.by_ref().take(long).collect();
    if chars.next().is_some() {
        text.push('…');
    }
    let on = received.on;
    match label.is_empty() {
        true => format!("民意 {on}：{text}"),
        false => format!("民意 {on} {}：{text}", mask(&label)),
    }
}

/// The delegation that a deputy's latest suggestion names.
fn delegation(projection: &Projection, deputy: &str) -> Option<String> {
    let name = projection.names.find(deputy).filter(|name| *name != 0)?;
    let mut rows = (0..projection.len()).rev();
    rows.find_map(|dense| {
        let cells = projection.columns.get(dense)?;
        let led = projection.deputies(&cells).next() == Some(name);
        (led && cells.delegation != 0).then(|| projection.names.get(cells.delegation).to_owned())
    })
}
