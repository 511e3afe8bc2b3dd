//! The order of rows.

use crate::mask::Mask;
use crate::order;
use crate::projection::Projection;
use crate::projection::columns::{NO_DAY, signer};
use huiyin_protocol::ledger::Sort;

/// What a row without a value sorts as: last in both directions.
const NOTHING: u32 = u32::MAX;

/// Orders rows; ties keep the order of numbers, and rows without a value come last either way.
pub fn sort(
    projection: &mut Projection,
    rows: &mut [u32],
    (by, descending): (Sort, bool),
    mask: Mask,
) {
    projection.number_ranks();
    if by == Sort::Title {
        projection.title_ranks();
    }
    projection.names.sort();
    let projection = &*projection;
    let numbers = projection.number_ranks_known();
    // Places by number are all different, so they lead back to the row.
    let mut back = vec![0; numbers.len()];
    for (dense, number) in (0..).zip(numbers) {
        if let Some(place) = back.get_mut(*number as usize) {
            *place = dense;
        }
    }
    let mut keyed: Vec<u64> = rows
        .iter()
        .map(|dense| {
            let key = match key(projection, *dense, by, mask) {
                Some(key) if descending => NOTHING - 1 - key.min(NOTHING - 1),
                Some(key) => key.min(NOTHING - 1),
                None => NOTHING,
            };
            let number = numbers.get(*dense as usize).copied().unwrap_or(0);
            order::key(key, number)
        })
        .collect();
    order::keys(&mut keyed);
    for (place, key) in rows.iter_mut().zip(keyed) {
        *place = back
            .get(order::second(key) as usize)
            .copied()
            .unwrap_or(*place);
    }
}

fn key(projection: &Projection, dense: u32, by: Sort, mask: Mask) -> Option<u32> {
    let cells = projection.columns.get(dense)?;
    let name = |symbol: u32| (symbol != 0).then(|| projection.names.rank(symbol));
    let day = |day: i32| (day != NO_DAY).then(|| day.unsigned_abs());
    let letter = |index: u8| (index != 0).then_some(u32::from(index));
    match by {
        Sort::Number if projection.texts.get(cells.number).is_empty() => None,
        Sort::Number => projection.number_ranks_known().get(dense as usize).copied(),
        Sort::Title => projection.title_ranks_known().get(dense as usize).copied(),
        Sort::Category => name(cells.category),
        Sort::Lead => {
            let lead = projection.words.get(cells.signers).first();
            name(lead.map_or(0, |word| word >> signer::SHIFT))
        }
        Sort::Delegation => name(cells.delegation),
        Sort::Unit => name(projection.units(&cells, false).next().unwrap_or(0)),
        Sort::Stage => Some(u32::from(cells.stage)),
        Sort::Assigned => day(cells.assigned),
        Sort::Consulted => day(cells.consulted),
        Sort::Replied => day(cells.replied),
        Sort::Class => letter(cells.class),
        Sort::Rating => letter(mask.rating(&cells)),
        Sort::Due => day(cells.due),
    }
}
