//! Horizontal bars: the name and the number above, the length below.

use super::series::area;
use super::text::{Anchor, clipped, text, width_of};
use super::{Bar, Picture};
use crate::i18n::grouped;
use crate::prelude::*;

const ROW: u32 = 46;
const BASE: u32 = 15;
const TOP: u32 = 22;
const THICK: u32 = 12;

/// Draws the bars; a full one is the sum of all, as the shares say.
pub fn draw(items: &[Bar], width: u32) -> Picture {
    let whole = items.iter().map(|item| item.value).sum::<u64>().max(1);
    let body = html! {
        { for items.iter().zip(0u32..).map(|(item, at)| {
            let top = at * ROW;
            let amount = amount(item);
            let room = width.saturating_sub(width_of(&amount) + 12);
            let long = item.value.saturating_mul(u64::from(width)) / whole;
            html! {
                <g key={at}>
                    { text(0, top + BASE, Anchor::Start, clipped(&item.label, room)) }
                    { text(width, top + BASE, Anchor::End, amount) }
                    <rect class="chart-ground" fill="#e9ecf0" x="0" y={(top + TOP).to_string()} width={width.to_string()} height={THICK.to_string()} />
                    { area(0, 0, top + TOP, visible(long, item.value), THICK, None) }
                </g>
            }
        }) }
    };
    Picture {
        height: items.len() as u32 * ROW,
        body,
    }
}

/// Something that is there can be seen, however small.
fn visible(long: u64, value: u64) -> u32 {
    let long = u32::try_from(long).unwrap_or(u32::MAX);
    if value > 0 { long.max(2) } else { 0 }
}

fn amount(item: &Bar) -> String {
    let number = grouped(item.value);
    if item.share.is_empty() {
        number
    } else {
        [number.as_str(), " · ", &item.share].concat()
    }
}
