//! Whether an order is in place.

use super::code::is_code;
use super::command::StationOrder;
use super::event::{
    CodeWithdrawn, CodesIssued, DeputiesListed, StationClosed, StationEvent, StationsSet,
};
use super::refusal::StationRefusal;
use super::state::Stations;
use super::terms::{IssuedCode, Station};
use super::tree;
use crate::order::{self, OrderContext};
use crate::text::Text;

/// What stations are bounded by.
pub mod limits {
    /// Most deputies on the roll.
    pub const DEPUTIES: usize = 5_000;
    /// Most stations, closed ones included.
    pub const STATIONS: usize = 20_000;
    /// Most stations set by one order.
    pub const AT_ONCE: usize = 5_000;
    /// Most deputies placed in one station.
    pub const PLACED: usize = 200;
    /// Most levels of the tree.
    pub const LEVELS: usize = 8;
    /// Most codes, withdrawn ones included.
    pub const CODES: usize = 50_000;
    /// Longest name.
    pub const NAME: usize = 60;
    /// Longest address, and longest hours.
    pub const LINE: usize = 200;
    /// Longest reason.
    pub const REASON: usize = 500;
    /// Most bytes of text in one event, so that each travels in one piece.
    pub const PIECE: usize = 150_000;
}

type Decided = Result<Vec<StationEvent>, StationRefusal>;

/// What carrying out `order` records.
///
/// # Errors
/// It is not in place, with the reason and what to do.
pub fn decide(stations: &Stations, order: StationOrder, ctx: &OrderContext<'_>) -> Decided {
    order::office(ctx.actor)?;
    match order {
        StationOrder::ListDeputies(names) => list(names),
        StationOrder::SetStations(set) => {
            let set: Vec<Station> = set.into_iter().map(tidied).collect();
            each_fits(&set)?;
            tree::fits(stations, &set)?;
            let weigh = |one: &Station| {
                let names: usize = one.deputies.iter().map(String::len).sum();
                200 + one.name.len() + one.address.len() + one.hours.len() + names
            };
            let events = pieces(set, weigh).into_iter();
            Ok(events
                .map(|stations| StationEvent::StationsSet(StationsSet { stations }))
                .collect())
        }
        StationOrder::CloseStation { id, reason } => close(stations, id, reason),
        StationOrder::IssueCodes(codes) => issue(stations, codes),
        StationOrder::WithdrawCode { code, reason } => {
            reason_fits(&reason)?;
            let kept = stations.codes.get(&code);
            let kept = kept.ok_or_else(|| StationRefusal::CodeUnknown { code: code.clone() })?;
            if kept.withdrawn.is_some() {
                return Err(StationRefusal::WithdrawnAlready { code });
            }
            Ok(vec![StationEvent::CodeWithdrawn(CodeWithdrawn {
                code,
                reason,
            })])
        }
    }
}

/// Without blanks around names, which would make two of one.
fn tidied(station: Station) -> Station {
    let tidy = |text: &str| text.trim().to_owned();
    Station {
        name: tidy(&station.name),
        address: tidy(&station.address),
        hours: tidy(&station.hours),
        deputies: station.deputies.iter().map(|name| tidy(name)).collect(),
        ..station
    }
}

fn reason_fits(reason: &str) -> Result<(), StationRefusal> {
    order::body(reason, Text::new("原因", "the reason"), limits::REASON)?;
    Ok(())
}

fn list(names: Vec<String>) -> Decided {
    let names: Vec<String> = names.iter().map(|name| name.trim().to_owned()).collect();
    let field = || Text::new("代表名单", "deputies on the roll");
    order::count(names.len(), field(), 1, limits::DEPUTIES)?;
    for name in &names {
        let field = Text::new("代表姓名", "a deputy's name");
        order::line(name, field, limits::NAME)?;
    }
    order::once(names.iter().map(String::as_str))?;
    Ok(vec![StationEvent::DeputiesListed(DeputiesListed { names })])
}

/// What can be said of each station by itself.
fn each_fits(set: &[Station]) -> Result<(), StationRefusal> {
    let field = Text::new("联络站", "stations");
    order::count(set.len(), field, 1, limits::AT_ONCE)?;
    order::once(set.iter().map(|one| one.id.as_str()))?;
    for station in set {
        order::name(&station.id, Text::new("联络站", "a station"))?;
        let field = Text::new("联络站名称", "a station's name");
        order::line(&station.name, field, limits::NAME)?;
        let field = Text::new("联络站地址", "a station's address");
        order::optional_line(&station.address, field, limits::LINE)?;
        let field = Text::new("开放时间", "a station's hours");
        order::optional_line(&station.hours, field, limits::LINE)?;
        let field = Text::new("进站代表", "deputies of a station");
        order::count(station.deputies.len(), field, 0, limits::PLACED)?;
        order::once(station.deputies.iter().map(String::as_str))?;
    }
    Ok(())
}

/// Divides a list, so that each part's weight stays within a piece.
fn pieces<T>(all: Vec<T>, weigh: impl Fn(&T) -> usize) -> Vec<Vec<T>> {
    let mut pieces: Vec<Vec<T>> = Vec::new();
    let mut weight = limits::PIECE;
    for one in all {
        let own = weigh(&one);
        match pieces.last_mut() {
            Some(piece) if weight + own <= limits::PIECE => piece.push(one),
            _ => {
                weight = 0;
                pieces.push(vec![one]);
            }
        }
        weight += own;
    }
    pieces
}

fn close(stations: &Stations, id: String, reason: String) -> Decided {
    reason_fits(&reason)?;
    let kept = stations.stations.get(&id);
    let kept = kept.ok_or_else(|| StationRefusal::StationUnknown { id: id.clone() })?;
    if kept.closed.is_some() {
        let name = kept.station.name.clone();
        return Err(StationRefusal::ClosedAlready { name });
    }
    let hangs = |one: &&Station| one.parent.as_deref() == Some(id.as_str());
    let below: Vec<&Station> = stations.open().filter(hangs).collect();
    if let Some(first) = below.first() {
        return Err(StationRefusal::StillHangs {
            name: kept.station.name.clone(),
            count: below.len(),
            first: first.name.clone(),
        });
    }
    Ok(vec![StationEvent::StationClosed(StationClosed {
        id,
        reason,
    })])
}

fn issue(stations: &Stations, codes: Vec<IssuedCode>) -> Decided {
    let left = limits::CODES.saturating_sub(stations.codes.len());
    let field = Text::new("专属码", "codes");
    order::count(codes.len(), field, 1, limits::AT_ONCE.min(left))?;
    order::once(codes.iter().map(|one| one.code.as_str()))?;
    for one in &codes {
        if !is_code(&one.code) {
            let code = one.code.clone();
            return Err(StationRefusal::CodeUnfit { code });
        }
        if stations.codes.contains_key(&one.code) {
            let code = one.code.clone();
            return Err(StationRefusal::CodeKnown { code });
        }
        let field = Text::new("专属码名称", "a code's label");
        order::line(&one.label, field, limits::NAME)?;
        if let Some(id) = one
            .station
            .as_ref()
            .filter(|id| stations.find(id).is_none())
        {
            return Err(StationRefusal::StationUnknown { id: id.clone() });
        }
        if let Some(deputy) = one
            .deputy
            .as_ref()
            .filter(|one| !stations.roll.contains(one))
        {
            return Err(StationRefusal::NotOnRoll {
                deputy: deputy.clone(),
                place: one.label.clone(),
            });
        }
    }
    let weigh = |one: &IssuedCode| {
        let names = [&one.station, &one.deputy].map(|name| name.as_ref().map_or(0, String::len));
        100 + one.label.len() + names.iter().sum::<usize>()
    };
    let events = pieces(codes, weigh).into_iter();
    Ok(events
        .map(|codes| StationEvent::CodesIssued(CodesIssued { codes }))
        .collect())
}
