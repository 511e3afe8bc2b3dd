//! How series are told apart: a colour and a pattern for each place in the order.

use super::text::Anchor;
use crate::prelude::*;

/// The colour of an area, the colour of text on it, and the class that may override both.
const TONES: [(&str, &str, &str); 5] = [
    ("#1d4f91", "#ffffff", "tone-1"),
    ("#9dc0ec", "#10243e", "tone-2"),
    ("#e0b04f", "#2b1d00", "tone-3"),
    ("#8c7a9e", "#ffffff", "tone-4"),
    ("#d5d9df", "#1f2329", "tone-5"),
];

fn tone(at: usize) -> (&'static str, &'static str, &'static str) {
    TONES.get(at).copied().unwrap_or(TONES[4])
}

/// The patterns of a picture, to be drawn over the colours of the second and later series.
pub fn patterns(id: &str) -> Html {
    let one = |at: usize, path: &'static str| {
        html! {
            <pattern id={pattern_id(id, at)} patternUnits="userSpaceOnUse" width="6" height="6">
                <path d={path} stroke="#10243e" stroke-opacity="0.55" stroke-width="1" fill="none" />
            </pattern>
        }
    };
    html! {
        <defs>
            { one(1, "M0 6L6 0M-1 1L1 -1M5 7L7 5") }
            { one(2, "M0 3H6") }
            { one(3, "M3 0V6") }
        </defs>
    }
}

fn pattern_id(id: &str, at: usize) -> String {
    [id, "-pattern-", &at.to_string()].concat()
}

/// The area of a series, patterned where `id` names the picture's patterns.
pub fn area(at: usize, x: u32, y: u32, width: u32, height: u32, id: Option<&str>) -> Html {
    let (fill, _, class) = tone(at);
    let [x, y, width, height] = [x, y, width, height].map(|length| length.to_string());
    let over = id.filter(|_| (1..=3).contains(&at));
    let over = over.map(|id| ["url(#", &pattern_id(id, at), ")"].concat());
    html! {
        <>
            <rect {class} fill={fill} x={x.clone()} y={y.clone()} width={width.clone()} height={height.clone()} />
            if let Some(over) = over {
                <rect fill={over} {x} {y} {width} {height} />
            }
        </>
    }
}

/// Text on the area of a series.
pub fn inside(at: usize, x: u32, y: u32, content: String) -> Html {
    let (_, ink, _) = tone(at);
    let class = ["on-1", "on-2", "on-3", "on-4", "on-5"]
        .get(at)
        .copied()
        .unwrap_or("on-5");
    super::text::coloured(x, y, Anchor::Middle, ink, class, content)
}
