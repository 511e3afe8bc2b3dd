//! Stacked bars: each whole cut into its parts, as long as it is large.

use super::legend::legend;
use super::series::{area, inside};
use super::text::{Anchor, clipped, text, width_of};
use super::{Groups, Picture};
use crate::i18n::grouped;
use crate::prelude::*;

const ROW: u32 = 48;
const BASE: u32 = 15;
const TOP: u32 = 21;
const THICK: u32 = 20;

/// Draws the rows; the largest whole is as long as the picture is wide.
pub fn draw(data: &Groups, id: &str, width: u32) -> Picture {
    let sum = |values: &[u64]| {
        values
            .iter()
            .fold(0u64, |sum, value| sum.saturating_add(*value))
    };
    let most = data
        .groups
        .iter()
        .map(|group| sum(&group.values))
        .max()
        .unwrap_or(0)
        .max(1);
    let (above, names) = legend(&data.series, id, false, width);
    let at_width = |amount: u64| (amount.saturating_mul(u64::from(width)) / most) as u32;
    let body = html! {
        <>
            { names }
            { for data.groups.iter().zip(0u32..).map(|(group, at)| {
                let top = above + 6 + at * ROW;
                let total = grouped(sum(&group.values));
                let room = width.saturating_sub(width_of(&total) + 12);
                let mut before = 0u64;
                html! {
                    <g key={at}>
                        { text(0, top + BASE, Anchor::Start, clipped(&group.label, room)) }
                        { text(width, top + BASE, Anchor::End, total) }
                        { for group.values.iter().enumerate().map(|(which, value)| {
                            let x = at_width(before);
                            before = before.saturating_add(*value);
                            let wide = at_width(before) - x;
                            let number = grouped(*value);
                            html! {
                                <>
                                    // A pixel between the parts tells equal shades apart.
                                    if wide > 0 {
                                        { area(which, x, top + TOP, wide.saturating_sub(1).max(1), THICK, None) }
                                    }
                                    if wide > width_of(&number) + 6 {
                                        { inside(which, x + wide / 2, top + TOP + 15, number) }
                                    }
                                </>
                            }
                        }) }
                    </g>
                }
            }) }
        </>
    };
    Picture {
        height: above + 6 + data.groups.len() as u32 * ROW,
        body,
    }
}
