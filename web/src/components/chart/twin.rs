//! The table of a chart's numbers.

use super::{Bar, Chart, Groups};
use crate::i18n::common as t;
use crate::i18n::{Say, grouped};
use crate::prelude::*;
use huiyin_rules::Lang;

crate::i18n::words! {
    COUNT = "件数", "Count";
    SHARE = "占比", "Share";
    SUM = "合计", "Total";
}

/// The table; rows lead to the suggestions behind them where `links` says so.
/// While it is out of sight it has no links, for the focus must not get lost there.
pub fn twin(chart: &Chart, caption: &str, links: bool, lang: Lang) -> Html {
    let (heading, others, rows) = match chart {
        Chart::Bars { heading, items } => (
            heading,
            vec![lang.say(COUNT).to_owned(), lang.say(SHARE).to_owned()],
            bars(items, lang),
        ),
        Chart::Columns(groups) => (&groups.heading, groups.series.clone(), plain(groups, false)),
        Chart::Stacked(groups) => {
            let mut headings = groups.series.clone();
            headings.push(lang.say(SUM).to_owned());
            (&groups.heading, headings, plain(groups, true))
        }
    };
    html! {
        <table class="table">
            <caption class="off-screen">{ caption }</caption>
            <thead>
                <tr>
                    <th scope="col">{ heading }</th>
                    { for others.iter().map(|other| html! { <th scope="col" class="num">{ other }</th> }) }
                </tr>
            </thead>
            <tbody>
                { for rows.into_iter().enumerate().map(|(at, (label, href, cells))| html! {
                    <tr key={at}>
                        <th scope="row">
                            if links && !href.is_empty() { <a {href}>{ label }</a> } else { { label } }
                        </th>
                        { for cells.into_iter().map(|cell| html! { <td class="num">{ cell }</td> }) }
                    </tr>
                }) }
            </tbody>
        </table>
    }
}

type Row = (String, String, Vec<String>);

fn bars(items: &[Bar], lang: Lang) -> Vec<Row> {
    let share = |item: &Bar| {
        if item.share.is_empty() {
            lang.say(t::EMPTY_CELL).to_owned()
        } else {
            item.share.clone()
        }
    };
    let row = |item: &Bar| {
        (
            item.label.clone(),
            item.href.clone(),
            vec![grouped(item.value), share(item)],
        )
    };
    items.iter().map(row).collect()
}

fn plain(groups: &Groups, with_sum: bool) -> Vec<Row> {
    let rows = groups.groups.iter().map(|group| {
        let mut cells: Vec<String> = group.values.iter().map(|value| grouped(*value)).collect();
        if with_sum {
            cells.push(grouped(
                group
                    .values
                    .iter()
                    .fold(0, |sum: u64, value| sum.saturating_add(*value)),
            ));
        }
        (group.label.clone(), group.href.clone(), cells)
    });
    rows.collect()
}
