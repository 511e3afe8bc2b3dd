//! Columns: a few numbers for each month, with a scale at the left.

use super::legend::legend;
use super::series::{area, patterns};
use super::text::{Anchor, SIZE, clipped, text, width_of};
use super::{Group, Groups, Picture};
use crate::i18n::grouped;
use crate::prelude::*;

/// The room of the columns, in pixels.
const ROOM: u32 = 180;
/// The least width of a group; what has no room for it is left to the table.
const LEAST: u32 = 30;

/// How many of the last groups have room.
pub fn shown(groups: usize, width: u32) -> usize {
    groups.min((width.saturating_sub(48) / LEAST).max(1) as usize)
}

/// Draws the last groups that have room.
pub fn draw(data: &Groups, id: &str, width: u32) -> Picture {
    let count = shown(data.groups.len(), width);
    let groups = data
        .groups
        .get(data.groups.len() - count..)
        .unwrap_or_default();
    let most = groups
        .iter()
        .flat_map(|group| group.values.iter().copied())
        .max()
        .unwrap_or(0);
    let step = step(most);
    let steps = most.div_ceil(step).max(1);
    let ceiling = steps.saturating_mul(step);
    let left = width_of(&grouped(ceiling)) + 8;
    let (top, names) = legend(&data.series, id, true, width);
    let base = top + 16 + ROOM;
    let each = width.saturating_sub(left) / (count as u32).max(1);
    let wide = each.saturating_sub(each / 5).max(1) / (data.series.len() as u32).max(1);
    let high = |value: u64| (u128::from(value) * u128::from(ROOM) / u128::from(ceiling)) as u32;
    let room = Room {
        base,
        wide,
        // All numbers or none: some without others would look like a statement.
        numbered: width_of(&grouped(most)) <= wide + 2,
        id,
    };
    let scale = (0..=steps).map(|at| {
        let y = base - high(at.saturating_mul(step).min(ceiling));
        html! {
            <g key={at}>
                <line class="chart-line" stroke={if at == 0 { "#626c7a" } else { "#dfe2e7" }}
                    x1={left.to_string()} x2={width.to_string()} y1={y.to_string()} y2={y.to_string()} />
                { text(left.saturating_sub(6), y + 4, Anchor::End, grouped(at.saturating_mul(step))) }
            </g>
        }
    });
    let body = html! {
        <>
            { patterns(id) }
            { names }
            { for scale }
            { for groups.iter().zip(0u32..).map(|(group, at)| {
                let from = left + each * at + each / 10;
                html! {
                    <g key={group.label.clone()}>
                        { for group.values.iter().zip(0u32..).map(|(value, which)| {
                            column(*value, which, from + wide * which, high(*value), &room)
                        }) }
                        { names_below(groups, at as usize, left + each * at + each / 2, base, each) }
                    </g>
                }
            }) }
        </>
    };
    Picture {
        height: base + 2 * SIZE + 14,
        body,
    }
}

/// What all columns of a picture share.
struct Room<'a> {
    base: u32,
    wide: u32,
    numbered: bool,
    id: &'a str,
}

fn column(value: u64, which: u32, x: u32, high: u32, room: &Room<'_>) -> Html {
    let high = if value > 0 { high.max(1) } else { 0 };
    let top = room.base - high;
    html! {
        <>
            { area(which as usize, x, top, room.wide.saturating_sub(1).max(1), high, Some(room.id)) }
            if value > 0 && room.numbered {
                { text(x + room.wide / 2, top - 4, Anchor::Middle, grouped(value)) }
            }
        </>
    }
}

/// `05` below its columns, and the year below the first of its months.
fn names_below(groups: &[Group], at: usize, x: u32, base: u32, each: u32) -> Html {
    let parts = |at: usize| {
        groups
            .get(at)
            .map(|group| group.label.split_once('-').unwrap_or(("", &group.label)))
    };
    let Some((year, month)) = parts(at) else {
        return Html::default();
    };
    let before = at.checked_sub(1).and_then(parts).map(|(year, _)| year);
    html! {
        <>
            { text(x, base + SIZE + 4, Anchor::Middle, clipped(month, each)) }
            if !year.is_empty() && before != Some(year) {
                { text(x, base + 2 * SIZE + 8, Anchor::Middle, year.to_owned()) }
            }
        </>
    }
}

/// A round step that makes at most five.
fn step(most: u64) -> u64 {
    let mut unit = 1u64;
    loop {
        for step in [unit, unit.saturating_mul(2), unit.saturating_mul(5)] {
            if most.div_ceil(step) <= 5 {
                return step;
            }
        }
        unit = unit.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_have_round_steps_and_few_of_them() {
        for (most, wanted) in [
            (0, 1),
            (5, 1),
            (6, 2),
            (26, 10),
            (95, 20),
            (100_001, 50_000),
        ] {
            assert_eq!(step(most), wanted, "{most}");
        }
        assert!(u64::MAX.div_ceil(step(u64::MAX)) <= 5);
    }

    #[test]
    fn a_narrow_picture_keeps_the_latest_months() {
        assert_eq!(shown(60, 358), 10);
        assert_eq!(shown(4, 358), 4);
        assert_eq!(shown(4, 10), 1);
    }
}
