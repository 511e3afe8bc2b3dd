//! The names of the series above a picture, inside it, so that a saved file has them.

use super::series::area;
use super::text::{Anchor, SIZE, text, width_of};
use crate::prelude::*;

const LINE: u32 = 22;
const SAMPLE: u32 = 12;

/// The legend from the top of the picture, and how high it is.
pub fn legend(series: &[String], id: &str, patterned: bool, width: u32) -> (u32, Html) {
    let mut x = 0;
    let mut top = 0;
    let mut places = Vec::with_capacity(series.len());
    for name in series {
        let wide = SAMPLE + 6 + width_of(name) + 20;
        if x > 0 && x + wide > width {
            x = 0;
            top += LINE;
        }
        places.push((x, top));
        x += wide;
    }
    let html = html! {
        { for series.iter().zip(places).enumerate().map(|(at, (name, (x, top)))| html! {
            <g key={at}>
                { area(at, x, top + 3, SAMPLE, SAMPLE, patterned.then_some(id)) }
                { text(x + SAMPLE + 6, top + SIZE + 1, Anchor::Start, name.clone()) }
            </g>
        }) }
    };
    (top + LINE, html)
}
