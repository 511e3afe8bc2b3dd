//! Commands in: load the history, decide, seal, append, and only then show it.

pub mod batch;
mod check;

use crate::facts::{Named, RulebookChosen, SUGGESTION_PREFIX, WORKSPACE, WorkspaceEvent};
use crate::fail::Trouble;
use crate::fold::{Lines, SNAPSHOT_EVERY};
use crate::forms;
use crate::history::{History, Sealed, Sealer};
use crate::host::Host;
use crate::mask;
use crate::state::State;
use crate::wire::Wire;
use crate::workspace::{Asker, Engine};
use huiyin_protocol::Push;
use huiyin_protocol::item::Acted;
use huiyin_rules::ids::{EventId, SuggestionId};
use huiyin_rules::suggestion::context::Context;
use huiyin_rules::suggestion::decide::decide;
use huiyin_rules::suggestion::{Command, Dossier, Event};
use huiyin_rules::{Lang, Rulebook};
use huiyin_store::{EventStore, StoreError};

/// How often a decision is made again because another tab wrote first.
pub(crate) const TRIES: usize = 8;

impl<S: EventStore, H: Host> Engine<S, H> {
    /// Begins a new suggestion under a fresh identity.
    pub(crate) async fn create(&self, who: Asker<'_>, dossier: Dossier) -> Result<Acted, Trouble> {
        let id = self.fresh_id()?;
        self.act(who, &id, &Command::Draft(dossier)).await
    }

    /// Does one thing to one suggestion.
    pub(crate) async fn act(
        &self,
        who: Asker<'_>,
        id: &SuggestionId,
        command: &Command,
    ) -> Result<Acted, Trouble> {
        let _pass = self.gate.pass().await;
        for _ in 0..TRIES {
            self.fold_tail().await?;
            let expected = self.head();
            let history = self.history(id).await?;
            let mut events = vec![(aggregate(id), self.decided(who, id, &history, command)?)];
            events.extend(self.other_end(who, id, &history, command).await?);
            let sealed = self.sealed(who, events).await?;
            match self.append(&sealed, expected).await {
                Ok(head) => {
                    self.snapshot_if(SNAPSHOT_EVERY).await;
                    let text = said(command, who.lang);
                    return Ok(Acted {
                        id: id.clone(),
                        head,
                        text,
                    });
                }
                Err(StoreError::Moved { .. }) => continue,
                Err(error) => return Err(error.into()),
            }
        }
        Err(StoreError::Moved { head: self.head() }.into())
    }

    /// Names the workspace and chooses its rulebook; says nothing that is so already.
    pub(crate) async fn configure(
        &self,
        who: Asker<'_>,
        name: String,
        rulebook: String,
    ) -> Result<(), Trouble> {
        let name = name.trim().to_owned();
        if name.chars().count() > 60 || name.chars().any(char::is_control) {
            return Err(Trouble::input(
                "workspace_name_unfit",
                "工作区名称应不超过60个字，且不含控制字符。请改短后重试。",
                "the workspace's name has at most 60 characters and no control characters; shorten it",
            ));
        }
        self.record(who, |state| {
            let facts = &state.projection.facts;
            let mut events = Vec::new();
            if facts.name() != name {
                events.push(WorkspaceEvent::Named(Named { name: name.clone() }));
            }
            let in_force = state.books.as_ref().map(|books| &books.newest().id);
            let own = facts.books().next().is_some() && facts.rulebook().is_none();
            // Naming the workspace keeps the office's own rulebook.
            let kept = own && in_force.is_some_and(|id| *id == rulebook);
            if !kept && facts.rulebook() != Some(rulebook.as_str()) {
                if !Rulebook::presets().any(|preset| preset == rulebook) {
                    return Err(forms::unknown(&rulebook));
                }
                events.push(WorkspaceEvent::RulebookChosen(RulebookChosen {
                    rulebook: rulebook.clone(),
                }));
            }
            Ok(events)
        })
        .await
    }

    /// What handling two together, or no longer, records of the other one: a link is
    /// seen from both ends, and taken back at both.
    async fn other_end(
        &self,
        who: Asker<'_>,
        id: &SuggestionId,
        history: &History,
        command: &Command,
    ) -> Result<Option<(String, Vec<Event>)>, Trouble> {
        let undone = match command {
            Command::Undo { event } => history.events.iter().find(|one| one.id == *event),
            _ => None,
        };
        let join = |on| Command::Join {
            with: id.clone(),
            on,
        };
        let part = |reason: &str| Command::Part {
            with: id.clone(),
            reason: reason.to_owned(),
        };
        let (other, mirrored) = match (command, undone.map(|one| &one.event)) {
            (Command::Join { with, on }, _) => (with, join(*on)),
            (Command::Part { with, reason }, _) => (with, part(reason)),
            (_, Some(Event::Joined(joined))) => (&joined.with, part("并案已撤销。")),
            (_, Some(Event::Parted(parted))) => (&parted.with, join(self.today())),
            _ => return Ok(None),
        };
        let theirs = self.history(other).await?;
        let linked = theirs
            .replay(other)
            .0
            .is_some_and(|other| other.joined.contains(id));
        // The other end may have been linked, or parted, by somebody else already.
        if linked == matches!(mirrored, Command::Join { .. }) {
            return Ok(None);
        }
        match self.decided(who, other, &theirs, &mirrored) {
            Ok(events) => Ok(Some((aggregate(other), events))),
            // What cannot be mirrored any more does not keep a slip from being taken back.
            Err(_) if undone.is_some() => Ok(None),
            Err(trouble) => Err(trouble),
        }
    }

    /// Records something about the workspace. `decide` says what, from what is known so
    /// far; it is asked again where another tab wrote first.
    pub(crate) async fn record(
        &self,
        who: Asker<'_>,
        decide: impl Fn(&State) -> Result<Vec<WorkspaceEvent>, Trouble>,
    ) -> Result<(), Trouble> {
        let _pass = self.gate.pass().await;
        for _ in 0..TRIES {
            self.fold_tail().await?;
            let expected = self.head();
            let events = decide(&self.state.borrow())?;
            let sealed = self.sealed(who, [(WORKSPACE.to_owned(), events)]).await?;
            match self.append(&sealed, expected).await {
                Ok(_) => return Ok(()),
                Err(StoreError::Moved { .. }) => continue,
                Err(error) => return Err(error.into()),
            }
        }
        Err(StoreError::Moved { head: self.head() }.into())
    }

    /// A suggestion's identity that nobody has used.
    pub(crate) fn fresh_id(&self) -> Result<SuggestionId, Trouble> {
        let bits = self.host.random();
        let text: String = bits.iter().map(|byte| format!("{byte:02x}")).collect();
        SuggestionId::try_from(text).map_err(|error| {
            Trouble::input(
                "bad_id",
                format!("编号无法使用：{error}"),
                error.to_string(),
            )
        })
    }

    /// The history of one suggestion; empty where nothing is known of it.
    pub(crate) async fn history(&self, id: &SuggestionId) -> Result<History, StoreError> {
        let mut read = self.histories(std::slice::from_ref(id)).await?;
        Ok(read.pop().unwrap_or_default())
    }

    /// The histories of several suggestions, read at once.
    pub(crate) async fn histories(&self, ids: &[SuggestionId]) -> Result<Vec<History>, StoreError> {
        let positions: Vec<Vec<u64>> = {
            let projection = &self.state.borrow().projection;
            let of = |id: &SuggestionId| {
                let dense = projection.find(id.as_str());
                let positions = dense.map_or(&[][..], |dense| projection.positions(dense));
                positions.iter().copied().map(u64::from).collect()
            };
            ids.iter().map(of).collect()
        };
        let lines = self.store.read_at(&positions.concat()).await?;
        let mut lines = lines.iter().map(Vec::as_slice);
        let marks = &self.state.borrow().projection.marks;
        let read = ids.iter().zip(&positions).map(|(id, own)| {
            let apart = marks.apart(id.as_str());
            History::read(lines.by_ref().take(own.len()), apart)
        });
        Ok(read.collect())
    }

    /// What the rules and the whole workspace say to a command.
    pub(crate) fn decided(
        &self,
        who: Asker<'_>,
        id: &SuggestionId,
        history: &History,
        command: &Command,
    ) -> Result<Vec<Event>, Trouble> {
        let now = self.host.now();
        let state = self.state.borrow();
        let Some(books) = &state.books else {
            return Ok(Vec::new());
        };
        let (suggestion, _) = history.replay(id);
        let context = Context {
            today: now.date_naive(),
            now,
            actor: who.actor,
            rulebook: books.judging(suggestion.as_ref(), now.date_naive()),
            calendar: state.calendar(),
        };
        let events = decide(suggestion.as_ref(), command, &context)
            .map_err(|refusal| mask::refused(refusal, &context))?;
        check::whole(&state, (id, suggestion.as_ref()), command, &context)?;
        Ok(events)
    }

    /// Seals events, in order, under this device's log.
    pub(crate) async fn sealed<T: Wire>(
        &self,
        who: Asker<'_>,
        events: impl IntoIterator<Item = (String, Vec<T>)>,
    ) -> Result<Vec<Sealed>, Trouble> {
        self.sealed_after(who, events, 0).await
    }

    /// Seals events that come after `before` others which are not stored yet either.
    pub(crate) async fn sealed_after<T: Wire>(
        &self,
        who: Asker<'_>,
        events: impl IntoIterator<Item = (String, Vec<T>)>,
        before: u64,
    ) -> Result<Vec<Sealed>, Trouble> {
        let log = self.log().await?;
        let seq = self.state.borrow().projection.seq + 1 + before;
        let mut sealer = Sealer {
            log,
            seq,
            actor: who.actor,
            at: self.host.now(),
        };
        let mut sealed = Vec::new();
        for (aggregate, events) in events {
            for event in events {
                sealed.push(sealer.seal(&aggregate, &event)?);
            }
        }
        Ok(sealed)
    }

    /// Stores sealed events and, once they are stored, shows them.
    pub(crate) async fn append(&self, sealed: &[Sealed], expected: u64) -> Result<u64, StoreError> {
        if sealed.is_empty() {
            return Ok(expected);
        }
        let batch: Vec<Vec<u8>> = sealed.iter().map(|one| one.line.clone()).collect();
        self.append_lines(batch, expected).await
    }

    /// Stores encoded events in one transaction and, once they are stored, shows them.
    pub(crate) async fn append_lines(
        &self,
        batch: Vec<Vec<u8>>,
        expected: u64,
    ) -> Result<u64, StoreError> {
        let head = self.store.append(&batch, expected).await?;
        let lines: Lines = (expected + 1..).zip(batch).collect();
        // It is saved. Should showing it fail, the next ask builds the projection anew.
        if let Err(error) = self.absorb(&lines).await {
            self.state.borrow_mut().open = false;
            self.complain(&error);
        }
        self.host.push(Push::Changed { head });
        self.host.announce(head);
        Ok(head)
    }
}

/// The aggregate of a suggestion.
pub(crate) fn aggregate(id: &SuggestionId) -> String {
    format!("{SUGGESTION_PREFIX}{id}")
}

/// What was done, for a notice.
fn said(command: &Command, lang: Lang) -> String {
    let action = command.action().label();
    match lang {
        Lang::Zh => format!("已{}。", action.zh),
        Lang::En => format!("Recorded: {}.", action.en),
    }
}

/// The identities of sealed events.
pub(crate) fn ids(sealed: &[Sealed]) -> Vec<EventId> {
    sealed.iter().map(|one| one.id.clone()).collect()
}
