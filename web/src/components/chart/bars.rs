//! Horizontal bars: one number for each of many names.

use super::{About, Twin, figure, linked, percent, share};
use huiyin_rules::Lang;
use yew::prelude::*;

/// One bar.
pub struct Bar {
    /// Its name.
    pub label: String,
    /// Its length.
    pub value: u64,
    /// The value as it is shown, such as `58（61.05%）`.
    pub text: String,
    /// Where its name leads.
    pub href: Option<String>,
}

const ROW: u32 = 28;
/// Where bars begin and the room they have, in hundredths of a percent; the rest is for values.
const BEGIN: u64 = 3_400;
const ROOM: u64 = 4_400;

/// The chart. `whole` is what a full bar stands for; 0 takes the longest.
pub fn bars(
    about: &About<'_>,
    headings: [String; 2],
    items: &[Bar],
    whole: u64,
    lang: Lang,
) -> Html {
    let longest = items.iter().map(|item| item.value).max().unwrap_or(0);
    let whole = if whole == 0 { longest } else { whole };
    let picture = html! {
        { for items.iter().zip(0u32..).map(|(item, at)| {
            let top = at * ROW;
            let middle = (top + ROW / 2).to_string();
            let end = BEGIN + item.value.saturating_mul(ROOM) / whole.max(1) + 80;
            html! {
                <g key={at}>
                    { linked(html! {
                        <text class="chart-label" x={percent(BEGIN - 100)} y={middle.clone()} text-anchor="end" dominant-baseline="central">{ clipped(&item.label) }</text>
                    }, item.href.as_ref()) }
                    <rect class="chart-bar" x={percent(BEGIN)} y={(top + 5).to_string()} width={share(item.value, whole, ROOM)} height={(ROW - 10).to_string()} />
                    <text class="chart-value" x={percent(end)} y={middle} dominant-baseline="central">{ &item.text }</text>
                </g>
            }
        }) }
    };
    let rows = items.iter().map(|item| {
        vec![
            linked(html! { { &item.label } }, item.href.as_ref()),
            html! { { &item.text } },
        ]
    });
    let twin = Twin {
        headings: headings.into(),
        rows: rows.collect(),
    };
    figure(about, items.len() as u32 * ROW, picture, twin, lang)
}

/// A label short enough for its place; the table has it in full.
fn clipped(label: &str) -> String {
    const MOST: usize = 11;
    if label.chars().count() <= MOST {
        return label.to_owned();
    }
    let mut short: String = label.chars().take(MOST - 1).collect();
    short.push('…');
    short
}
