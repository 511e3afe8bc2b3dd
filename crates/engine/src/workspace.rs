//! The workspace: one store, its projection, and the asks that come in.

use crate::fail::Trouble;

use crate::host::Host;
use crate::state::State;
use crate::{bundle, forms, own};
use chrono::NaiveDate;
use huiyin_log::LogId;
use huiyin_log::standing::Own;
use huiyin_protocol::workspace::{OwnPart, WorkspaceView};
use huiyin_protocol::{Answer, Ask, Push, Reply, Request};
use huiyin_rules::{Actor, Lang, Rulebook};
use huiyin_store::{EventStore, Gate, StoreError};
use std::cell::{Cell, RefCell};

/// Where this device's log id is kept.
const LOG_KEY: &str = "log";

/// A workspace over a store. Asks may come in while others are under way:
/// reading never waits, works that change something pass one after another.
pub struct Engine<S, H> {
    pub(crate) store: S,
    pub(crate) host: H,
    pub(crate) state: RefCell<State>,
    pub(crate) gate: Gate,
    /// Raised by `Cancel`, lowered when a long work begins.
    pub(crate) cancelled: Cell<bool>,
}

/// Who asks, in which language.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asker<'a> {
    pub lang: Lang,
    pub actor: &'a Actor,
}

impl<S: EventStore, H: Host> Engine<S, H> {
    /// A workspace that is opened by the first ask.
    pub fn new(store: S, host: H) -> Self {
        Engine {
            store,
            host,
            state: RefCell::new(State::new()),
            gate: Gate::default(),
            cancelled: Cell::new(false),
        }
    }

    /// The outside world it was given.
    pub fn host(&self) -> &H {
        &self.host
    }

    /// Answers one ask.
    pub async fn handle(&self, ask: Ask) -> Answer {
        let lang = ask.lang;
        self.answer(ask).await.map_err(|trouble| trouble.told(lang))
    }

    /// Takes in what other tabs appended, after a hint of theirs, and tells the front end.
    pub async fn catch_up(&self) {
        let _pass = self.gate.pass().await;
        if !self.state.borrow().open {
            return;
        }
        let folded = self.fold_tail().await;
        let moved = std::mem::take(&mut self.state.borrow_mut().moved);
        match folded {
            Ok(0) if !moved => {}
            Ok(_) => self.host.push(Push::Changed { head: self.head() }),
            Err(error) => self.complain(&error),
        }
    }

    async fn answer(&self, ask: Ask) -> Result<Reply, Trouble> {
        let Ask {
            lang,
            actor,
            request,
        } = ask;
        let who = Asker {
            lang,
            actor: &actor,
        };
        if let Request::Cancel = request {
            self.cancelled.set(true);
            return Ok(Reply::Done);
        }
        if !self.state.borrow().open {
            let _pass = self.gate.pass().await;
            self.open().await?;
        }
        self.may_record(who, &request)?;
        match request {
            Request::Cancel => Ok(Reply::Done),
            Request::Open => self.refresh(lang).await.map(Reply::Workspace),
            Request::Configure { name, rulebook } => {
                self.configure(who, name, rulebook).await?;
                Ok(Reply::Workspace(self.view(lang)))
            }
            Request::Desk => Ok(Reply::Desk(self.desk(who))),
            Request::Ledger(query) => Ok(Reply::Ledger(self.ledger(who, &query))),
            Request::Facets => Ok(Reply::Facets(self.facets())),
            Request::Item(id) => self
                .item(who, &id)
                .await
                .map(|item| Reply::Item(Box::new(item))),
            Request::Create(dossier) => self.create(who, dossier).await.map(Reply::Acted),
            Request::Act { id, command } => self.act(who, &id, &command).await.map(Reply::Acted),
            Request::Batch {
                ids,
                command,
                dry_run,
            } => self
                .batch(who, &ids, &command, dry_run)
                .await
                .map(Reply::Batch),
            Request::UndoBatch(ids) => self.undo_batch(who, &ids).await.map(Reply::Batch),
            Request::BundleImport { first, last, bytes } => {
                self.bundle_import(bundle::Piece {
                    first,
                    last,
                    bytes: &bytes,
                })
                .await
            }
            Request::Clear => self
                .clear()
                .await
                .map(|()| Reply::Workspace(self.view(lang))),
            Request::Poll(bytes) => self.poll_ask(who, &bytes).await,
            Request::Public(bytes) => self.public_ask(who, &bytes).await,
            request => self.reported(who, request).await,
        }
    }

    /// Today, in UTC+8.
    pub(crate) fn today(&self) -> NaiveDate {
        self.host.now().date_naive()
    }

    /// The position the projection stands for.
    pub(crate) fn head(&self) -> u64 {
        self.state.borrow().projection.head
    }

    /// This device's log id, minted at the first use and remembered.
    pub(crate) async fn log(&self) -> Result<LogId, StoreError> {
        if let Some(log) = self.state.borrow().log.clone() {
            return Ok(log);
        }
        let kept = self.store.meta_get(LOG_KEY).await?;
        let kept = kept.and_then(|bytes| LogId::try_from(String::from_utf8(bytes).ok()?).ok());
        let log = match kept {
            Some(log) => log,
            None => {
                let log = LogId::from_bytes(self.host.random());
                self.store
                    .meta_put(LOG_KEY, log.as_str().as_bytes())
                    .await?;
                log
            }
        };
        self.state.borrow_mut().log = Some(log.clone());
        Ok(log)
    }

    async fn refresh(&self, lang: Lang) -> Result<WorkspaceView, Trouble> {
        let _pass = self.gate.pass().await;
        self.open().await?;
        self.fold_tail().await?;
        Ok(self.view(lang))
    }

    async fn clear(&self) -> Result<(), Trouble> {
        let _pass = self.gate.pass().await;
        self.store.clear().await?;
        *self.state.borrow_mut() = State::new();
        self.open().await?;
        self.host.push(Push::Changed { head: 0 });
        self.host.announce(0);
        Ok(())
    }

    pub(crate) fn view(&self, lang: Lang) -> WorkspaceView {
        let mut state = self.state.borrow_mut();
        let facets = state.facets();
        let state = &*state;
        let values =
            |list: Vec<huiyin_protocol::ledger::Facet>| list.into_iter().map(|f| f.value).collect();
        let named = |id: &str| {
            let title = Rulebook::preset_title(id).unwrap_or_default();
            (id.to_owned(), title.get(lang).to_owned())
        };
        let book = state.books.as_ref().map(|books| books.newest());
        let apart = state.own.as_ref().filter(|own| !own.registrar);
        let left = apart.map(|own| own::numbers(own, &state.projection));
        WorkspaceView {
            name: state.projection.facts.name().to_owned(),
            rulebook: book.map(|book| book.id.clone()).unwrap_or_default(),
            rulebook_title: book
                .map(|book| book.title.get(lang).to_owned())
                .unwrap_or_default(),
            presets: Rulebook::presets().map(named).collect(),
            head: state.projection.head,
            suggestions: state.projection.standing(),
            events: state.projection.head,
            anomalies: state.projection.anomalies() + state.unread(),
            calendar_horizon: state.calendar().horizon().to_string(),
            today: self.today().to_string(),
            durable: true,
            units: values(facets.units),
            deputies: values(facets.deputies),
            categories: values(facets.categories),
            delegations: values(facets.delegations),
            leaders: values(facets.leaders),
            opened: (state.opened.0.to_owned(), state.opened.1),
            next_number: match &left {
                Some(left) => left.next.clone().unwrap_or_default(),
                None => state.projection.next_number(self.today()),
            },
            numbers_left: left.map(|left| left.count),
            committees: state.projection.facts.committees().to_vec(),
            own: state.own.as_ref().map(own_part),
            conflicts: state.projection.conflicts(),
            forms: state
                .book_now(self.today())
                .map(|book| forms::forms(book, lang))
                .unwrap_or_default(),
        }
    }
}

fn own_part(own: &Own) -> OwnPart {
    let blocks = own.blocks.iter();
    OwnPart {
        role: own.role,
        party: own.party.clone(),
        person: own.person.clone(),
        registrar: own.registrar,
        blocks: blocks
            .map(|block| (block.prefix.clone(), block.from, block.to))
            .collect(),
        revoked: own.revoked,
    }
}
