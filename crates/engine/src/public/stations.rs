//! Stations, the roll of deputies, and codes.

use super::inbox::{is_listed, places, with};
use super::kept::{Any, Kept, Steps};
use super::{may_change, office, refused, table};
use crate::facts;
use crate::fail::Trouble;
use crate::host::Host;
use crate::state::State;
use crate::workspace::{Asker, Engine};
use crate::zh;
use huiyin_protocol::public::{CodeFor, CodeView, PublicReply, StationRow, StationsView};
use huiyin_rules::order::OrderContext;
use huiyin_rules::station::{
    IssuedCode, KeptStation, Station, StationEvent, StationOrder, Stations, above, code_of, counts,
    decide, unplaced,
};
use huiyin_store::EventStore;
use std::collections::{BTreeMap, BTreeSet};

/// Longest label of a code.
const LABEL: usize = 60;

impl<S: EventStore, H: Host> Engine<S, H> {
    pub(super) fn stations_view(&self, who: Asker<'_>) -> PublicReply {
        let state = self.state.borrow();
        let kept = &state.public;
        let stations = kept.stations();
        let mut view = StationsView {
            rows: rows(kept),
            counts: counts(stations)
                .map(|(kind, count)| (kind, number(count)))
                .to_vec(),
            deputies: stations.roll.clone(),
            with_deputies: with_deputies(kept),
            unplaced: unplaced(stations).into_iter().map(str::to_owned).collect(),
            codes: codes(kept),
            may_change: may_change(&state, who),
            told: super::reads_all(&state, who),
        };
        if !view.told {
            // How many came is known from the voices, which are not theirs.
            view.rows.iter_mut().for_each(|row| row.voices = 0);
            view.with_deputies.clear();
            view.codes.clear();
        }
        PublicReply::Stations(Box::new(view))
    }

    pub(super) async fn stations_order(
        &self,
        who: Asker<'_>,
        order: StationOrder,
    ) -> Result<PublicReply, Trouble> {
        office(who)?;
        self.public_carry(who, |state| self.station_steps(state, who, order.clone()))
            .await?;
        Ok(self.stations_view(who))
    }

    /// What an order about stations records.
    pub(super) fn station_steps(
        &self,
        state: &State,
        who: Asker<'_>,
        order: StationOrder,
    ) -> Result<Steps, Trouble> {
        let ctx = OrderContext {
            today: self.today(),
            actor: who.actor,
        };
        let events = decide(state.public.stations(), order, &ctx)
            .map_err(|refusal| refused(refusal.code(), refusal.text()))?;
        let events = events.into_iter().map(Any::Station).collect();
        Ok(vec![(facts::STATIONS.to_owned(), events)])
    }

    pub(super) async fn set_stations(
        &self,
        who: Asker<'_>,
        mut stations: Vec<Station>,
    ) -> Result<PublicReply, Trouble> {
        for station in stations.iter_mut().filter(|one| one.id.is_empty()) {
            station.id = self.fresh_id()?.as_str().to_owned();
        }
        self.stations_order(who, StationOrder::SetStations(stations))
            .await
    }

    /// What a pasted table would record, looked through by the rules as well.
    pub(super) fn read_stations(&self, who: Asker<'_>, text: &str) -> Result<PublicReply, Trouble> {
        office(who)?;
        let state = self.state.borrow();
        let open: Vec<&Station> = state.public.stations().open().collect();
        let mut read = table::read(text, &open, || self.fresh_hex());
        if read.faults.is_empty() && !read.stations.is_empty() {
            let first = |count: usize| {
                let some = read.stations.iter().take(count);
                let some = some.map(|(_, station)| station.clone()).collect();
                self.station_steps(&state, who, StationOrder::SetStations(some))
                    .err()
            };
            if let Some(whole) = first(read.stations.len()) {
                // The first lines that are refused together: the last of them is at fault.
                let (mut good, mut bad) = (0, read.stations.len());
                while bad - good > 1 {
                    let middle = good + (bad - good) / 2;
                    match first(middle) {
                        Some(_) => bad = middle,
                        None => good = middle,
                    }
                }
                let line = read.stations.get(bad - 1).map_or(1, |(line, _)| *line);
                let text = first(bad).unwrap_or(whole).text;
                read.faults.push((line, text));
            }
        }
        Ok(PublicReply::StationTable {
            stations: read.stations.into_iter().map(|(_, one)| one).collect(),
            faults: read
                .faults
                .into_iter()
                .map(|(line, text)| (line, text.get(who.lang).to_owned()))
                .collect(),
        })
    }

    pub(super) async fn issue_codes(
        &self,
        who: Asker<'_>,
        wanted: Vec<CodeFor>,
    ) -> Result<PublicReply, Trouble> {
        office(who)?;
        self.public_carry(who, |state| {
            let issued = wanted.iter().map(|one| self.issued(&state.public, one));
            let issued: Result<Vec<IssuedCode>, Trouble> = issued.collect();
            self.station_steps(state, who, StationOrder::IssueCodes(issued?))
        })
        .await?;
        Ok(self.stations_view(who))
    }

    /// A code drawn for somebody.
    pub(super) fn issued(&self, kept: &Kept, wanted: &CodeFor) -> Result<IssuedCode, Trouble> {
        let station = wanted.station.as_deref();
        let station = station.map(|id| kept.stations().name(id).unwrap_or(id));
        let drive = wanted.drive.as_deref();
        let drive = drive.map(|id| {
            let known = kept.drives().get(id);
            known.map_or(id, |drive| drive.opened.title.as_str())
        });
        let named = [drive, station, wanted.deputy.as_deref()];
        let named: Vec<&str> = named.into_iter().flatten().collect();
        if named.is_empty() {
            return Err(Trouble::input(
                "code_for_nobody",
                "请选择专属码属于哪个联络站、哪位代表或者哪次征集。",
                "choose the station, the deputy or the drive that the code is for",
            ));
        }
        Ok(self.drawn(wanted, &named.join(" · ")))
    }

    /// The same under a label of one's own.
    pub(super) fn drawn(&self, wanted: &CodeFor, label: &str) -> IssuedCode {
        let [a, b, c, d, e, f, g, h, ..] = self.host.random();
        let mut label = label.to_owned();
        if label.chars().count() > LABEL {
            label = label.chars().take(LABEL - 1).chain(['…']).collect();
        }
        IssuedCode {
            code: code_of(u64::from_be_bytes([a, b, c, d, e, f, g, h])),
            station: wanted.station.clone(),
            deputy: wanted.deputy.clone(),
            drive: wanted.drive.clone(),
            label,
        }
    }

    /// An identity that nobody has used, as text.
    pub(super) fn fresh_hex(&self) -> String {
        let bits = self.host.random();
        bits.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

pub(super) fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// How many voices are with each deputy of the roll.
fn with_deputies(kept: &Kept) -> Vec<u32> {
    let mut all: BTreeMap<&str, u32> = BTreeMap::new();
    for (_, voice) in kept.voices.all().filter(|(_, voice)| is_listed(voice)) {
        for name in with(voice) {
            *all.entry(name).or_default() += 1;
        }
    }
    let roll = kept.stations().roll.iter();
    roll.map(|name| all.get(name.as_str()).copied().unwrap_or(0))
        .collect()
}

/// The codes in the order they were made out.
fn codes(kept: &Kept) -> Vec<CodeView> {
    let mut came: BTreeMap<&str, u32> = BTreeMap::new();
    for (_, voice) in kept.voices.all() {
        if let Some(code) = &voice.received.code {
            *came.entry(code).or_default() += 1;
        }
    }
    let known = &kept.stations().codes;
    let mut seen = BTreeSet::new();
    let issued = kept.station_events().into_iter();
    let issued = issued.filter_map(|event| match event {
        StationEvent::CodesIssued(issued) => Some(&issued.codes),
        _ => None,
    });
    let issued = issued.flatten().filter_map(|one| known.get(&one.code));
    issued
        .filter(|one| seen.insert(&one.code.code))
        .map(|one| code_view(&one.code, one.withdrawn.clone(), &came))
        .collect()
}

pub(super) fn code_view(
    code: &IssuedCode,
    withdrawn: Option<String>,
    came: &BTreeMap<&str, u32>,
) -> CodeView {
    CodeView {
        voices: came.get(code.code.as_str()).copied().unwrap_or(0),
        code: code.code.clone(),
        label: code.label.clone(),
        station: code.station.clone(),
        deputy: code.deputy.clone(),
        drive: code.drive.clone(),
        withdrawn,
    }
}

/// The stations as a tree: each before what hangs under it, siblings by kind and name,
/// closed ones after the open.
fn rows(kept: &Kept) -> Vec<StationRow> {
    let stations = kept.stations();
    let (mut placed, mut came) = (BTreeMap::new(), BTreeMap::new());
    for station in stations.open() {
        for id in path(stations, &station.id) {
            let own: &mut BTreeSet<&str> = placed.entry(id).or_default();
            own.extend(station.deputies.iter().map(String::as_str));
        }
    }
    for (_, voice) in kept.voices.all().filter(|(_, voice)| is_listed(voice)) {
        for id in places(stations, voice) {
            *came.entry(id).or_insert(0u32) += 1;
        }
    }
    let row = |(depth, one): (u32, &KeptStation)| {
        let id = one.station.id.as_str();
        StationRow {
            station: one.station.clone(),
            depth,
            deputies: placed.get(id).map_or(0, |names| number(names.len())),
            voices: came.get(id).copied().unwrap_or(0),
            closed: one.closed.clone(),
        }
    };
    in_tree(stations).into_iter().map(row).collect()
}

fn path<'a>(stations: &'a Stations, id: &'a str) -> impl Iterator<Item = &'a str> {
    std::iter::once(id).chain(above(stations, id))
}

fn in_tree<'a>(stations: &'a Stations) -> Vec<(u32, &'a KeptStation)> {
    let all: Vec<&'a KeptStation> = stations.stations.values().collect();
    let ranks = ranks(&all);
    let rank = |one: &KeptStation| {
        let name = ranks.get(one.station.id.as_str());
        (one.closed.is_some(), one.station.kind, name.copied())
    };
    let mut below: BTreeMap<&str, Vec<&'a KeptStation>> = BTreeMap::new();
    let mut roots: Vec<&'a KeptStation> = Vec::new();
    for one in &all {
        let parent = one.station.parent.as_deref();
        match parent.filter(|parent| stations.stations.contains_key(*parent)) {
            Some(parent) => below.entry(parent).or_default().push(one),
            None => roots.push(one),
        }
    }
    let mut rows = Vec::with_capacity(all.len());
    let mut seen = BTreeSet::new();
    let mut walk = |from: Vec<&'a KeptStation>| {
        let mut next: Vec<(u32, &KeptStation)> = sorted(from, &rank, 0);
        while let Some((depth, one)) = next.pop() {
            if seen.insert(one.station.id.as_str()) {
                rows.push((depth, one));
                let under = below.remove(one.station.id.as_str());
                next.extend(sorted(under.unwrap_or_default(), &rank, depth + 1));
            }
        }
    };
    walk(roots);
    // What two devices hung under each other is nobody's.
    walk(all.clone());
    rows
}

/// The last one first, as they are taken from the end.
fn sorted<'a, K: Ord>(
    mut list: Vec<&'a KeptStation>,
    rank: &impl Fn(&KeptStation) -> K,
    depth: u32,
) -> Vec<(u32, &'a KeptStation)> {
    list.sort_by_key(|one| rank(one));
    list.into_iter().rev().map(|one| (depth, one)).collect()
}

fn ranks<'a>(all: &[&'a KeptStation]) -> BTreeMap<&'a str, usize> {
    let order = zh::order(all.iter().map(|one| one.station.name.as_str()));
    let order = order.into_iter().enumerate();
    order
        .filter_map(|(rank, at)| Some((all.get(at as usize)?.station.id.as_str(), rank)))
        .collect()
}
