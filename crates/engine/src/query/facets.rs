//! The values that filters can take.

use crate::order;
use crate::projection::columns::{Cells, flag};
use crate::projection::names::Symbol;
use crate::projection::{Projection, stage_index};
use crate::state::State;
use huiyin_protocol::ledger::{Facet, Facets};
use huiyin_rules::suggestion::StageName;

impl State {
    /// The values that rows in force have, in pinyin order, with their counts.
    pub fn facets(&mut self) -> Facets {
        self.projection.names.sort();
        let projection = &self.projection;
        let mut years: Vec<(u16, u32)> = Vec::new();
        for cells in in_force(projection).filter(|cells| cells.year != 0) {
            match years.iter_mut().find(|(year, _)| *year == cells.year) {
                Some((_, count)) => *count += 1,
                None => years.push((cells.year, 1)),
            }
        }
        let mut by_year: Vec<u64> = years
            .into_iter()
            .map(|(year, count)| order::key(u32::from(year), count))
            .collect();
        order::keys(&mut by_year);
        Facets {
            units: counted(projection, |cells, count| {
                projection
                    .units(cells, false)
                    .chain(projection.units(cells, true))
                    .for_each(count);
            }),
            categories: counted(projection, |cells, count| count(cells.category)),
            delegations: counted(projection, |cells, count| count(cells.delegation)),
            leaders: counted(projection, |cells, count| count(cells.leader)),
            deputies: counted(projection, |cells, count| {
                projection.deputies(cells).for_each(count)
            }),
            // The latest first.
            years: by_year
                .into_iter()
                .rev()
                .map(|key| Facet {
                    value: (key >> 32).to_string(),
                    count: order::second(key),
                })
                .collect(),
        }
    }
}

fn in_force(projection: &Projection) -> impl Iterator<Item = Cells> {
    let void = stage_index(StageName::Void);
    let rows = (0..projection.len()).filter_map(|dense| projection.columns.get(dense));
    rows.filter(move |cells| cells.flags & flag::LIVE != 0 && cells.stage != void)
}

fn counted(projection: &Projection, values: impl Fn(&Cells, &mut dyn FnMut(Symbol))) -> Vec<Facet> {
    let mut counts = vec![0u32; projection.names.count()];
    for cells in in_force(projection) {
        values(&cells, &mut |symbol| {
            if let Some(count) = counts.get_mut(symbol as usize) {
                *count += 1;
            }
        });
    }
    // The first is the empty name: rows without a value.
    let mut found: Vec<u64> = (0..)
        .zip(&counts)
        .skip(1)
        .filter(|(_, count)| **count > 0)
        .map(|(symbol, _)| order::key(projection.names.rank(symbol), symbol))
        .collect();
    order::keys(&mut found);
    found
        .into_iter()
        .map(order::second)
        .map(|symbol| Facet {
            value: projection.names.get(symbol).to_owned(),
            count: counts.get(symbol as usize).copied().unwrap_or(0),
        })
        .collect()
}
