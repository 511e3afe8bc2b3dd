//! One bar cut into the parts of a whole: classes, ratings.

use super::{About, Twin, figure, linked, percent};
use crate::i18n::grouped;
use huiyin_rules::Lang;
use yew::prelude::*;

/// One part.
pub struct Part {
    /// Short, shown inside the bar, such as `A`.
    pub short: String,
    /// What it means.
    pub label: String,
    /// How many.
    pub value: u64,
    /// Its share as shown, such as `61.05%`; may be empty.
    pub share: String,
    /// Where it leads.
    pub href: Option<String>,
}

const HEIGHT: u32 = 40;
/// Colours by place; each part also says its name, in the bar or in the legend below.
const CLASSES: [&str; 5] = ["part-1", "part-2", "part-3", "part-4", "part-5"];

/// The chart with its legend.
pub fn stacked(about: &About<'_>, headings: [String; 3], parts: &[Part], lang: Lang) -> Html {
    let whole: u64 = parts.iter().map(|part| part.value).sum();
    let mut before = 0;
    let picture = html! {
        { for parts.iter().zip(CLASSES).map(|(part, class)| {
            let left = before * 10_000 / whole.max(1);
            before += part.value;
            let width = before * 10_000 / whole.max(1) - left;
            html! {
                <g key={class}>
                    <rect class={class} x={percent(left)} y="0" width={percent(width)} height={HEIGHT.to_string()} />
                    if width >= 800 {
                        <text class="part-text" x={percent(left + width / 2)} y={(HEIGHT / 2).to_string()} text-anchor="middle" dominant-baseline="central">{ &part.short }{ " " }{ part.value }</text>
                    }
                </g>
            }
        }) }
    };
    let rows = parts.iter().map(|part| {
        vec![
            linked(html! { { &part.label } }, part.href.as_ref()),
            html! { { grouped(part.value) } },
            html! { { &part.share } },
        ]
    });
    let twin = Twin {
        headings: headings.into(),
        rows: rows.collect(),
    };
    html! {
        <div class="chart-with-legend">
            { figure(about, HEIGHT, picture, twin, lang) }
            <ul class="legend">
                { for parts.iter().zip(CLASSES).map(|(part, class)| html! {
                    <li key={class}>
                        <svg width="12" height="12" aria-hidden="true"><rect class={class} width="12" height="12" /></svg>
                        { linked(html! { { &part.label } }, part.href.as_ref()) }
                        <span class="muted">{ " " }{ grouped(part.value) }{ " " }{ &part.share }</span>
                    </li>
                }) }
            </ul>
        </div>
    }
}
