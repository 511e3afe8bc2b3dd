//! Columns: several numbers for each of a row of months or years.

use super::{About, Twin, figure, percent};
use crate::i18n::grouped;
use huiyin_rules::Lang;
use yew::prelude::*;

/// One group of columns.
pub struct Group {
    /// Its name below the line.
    pub label: String,
    /// One value for each series.
    pub values: Vec<u64>,
}

const HEIGHT: u32 = 220;
const TOP: u32 = 18;
const BASE: u32 = HEIGHT - 26;
/// The classes that colour and pattern the series, in order.
const SERIES: [&str; 3] = ["series-1", "series-2", "series-3"];

/// The chart: `series` names the values of each group, at most three.
pub fn columns(
    about: &About<'_>,
    first_heading: String,
    series: &[String],
    groups: &[Group],
    lang: Lang,
) -> Html {
    let most = groups
        .iter()
        .flat_map(|group| group.values.iter().copied())
        .max()
        .unwrap_or(0)
        .max(1);
    let each = 10_000 / (groups.len() as u64).max(1);
    let wide = each * 8 / 10 / (series.len() as u64).max(1);
    // With many groups only some have room for their names.
    let step = groups.len().div_ceil(12).max(1);
    let picture = html! {
        <>
            <line class="chart-axis" x1="0" x2="100%" y1={BASE.to_string()} y2={BASE.to_string()} />
            { for groups.iter().enumerate().map(|(at, group)| {
                let left = each * at as u64 + each / 10;
                html! {
                    <g key={at}>
                        { for group.values.iter().zip(SERIES).enumerate().map(|(which, (value, class))| {
                            let tall = (value.saturating_mul(u64::from(BASE - TOP)) / most) as u32;
                            let x = left + wide * which as u64;
                            html! {
                                <>
                                    <rect class={class} x={percent(x)} y={(BASE - tall).to_string()} width={percent(wide * 9 / 10)} height={tall.to_string()} />
                                    if *value > 0 && groups.len() <= 12 {
                                        <text class="chart-value" x={percent(x + wide * 45 / 100)} y={(BASE - tall - 4).to_string()} text-anchor="middle">{ *value }</text>
                                    }
                                </>
                            }
                        }) }
                        if at % step == 0 {
                            <text class="chart-label" x={percent(left + each * 4 / 10)} y={(HEIGHT - 8).to_string()} text-anchor="middle">{ &group.label }</text>
                        }
                    </g>
                }
            }) }
        </>
    };
    let mut headings = vec![first_heading];
    headings.extend(series.iter().cloned());
    let rows = groups.iter().map(|group| {
        let mut row = vec![html! { { &group.label } }];
        row.extend(
            group
                .values
                .iter()
                .map(|value| html! { { grouped(*value) } }),
        );
        row
    });
    let twin = Twin {
        headings,
        rows: rows.collect(),
    };
    html! {
        <div class="chart-with-legend">
            <ul class="legend" aria-hidden="true">
                { for series.iter().zip(SERIES).map(|(name, class)| html! {
                    <li key={class}><svg width="12" height="12"><rect class={class} width="12" height="12" /></svg>{ name }</li>
                }) }
            </ul>
            { figure(about, HEIGHT, picture, twin, lang) }
        </div>
    }
}
