//! The charts: classes, ratings, months, classes by unit.

use super::texts as t;
use super::{FiguresProps, address_of, is_all};
use crate::components::chart::{Bar, Chart, Figure, Group, Groups};
use crate::i18n::{Say, fill, grouped};
use crate::prelude::*;
use huiyin_protocol::ledger::LedgerQuery;
use huiyin_protocol::stats::{Bar as Count, Breakdown, StatsView};
use huiyin_rules::Lang;

/// Units shown as stacked bars; the table of breakdowns has them all.
const UNITS: usize = 12;

/// `A 已解决`, or the one where both are the same.
fn name(count: &Count) -> String {
    if count.text.is_empty() || count.text == count.label {
        count.label.clone()
    } else {
        [count.label.as_str(), " ", &count.text].concat()
    }
}

fn share(count: &Count) -> String {
    count
        .percent
        .as_ref()
        .map_or_else(String::new, |percent| [percent.as_str(), "%"].concat())
}

fn bars(counts: &[Count], heading: &str, props: &FiguresProps) -> Chart {
    let bar = |count: &Count| Bar {
        label: name(count),
        value: count.count,
        share: share(count),
        href: if count.count > 0 && !is_all(&count.rows, count.count, props) {
            address_of(&count.rows)
        } else {
            String::new()
        },
    };
    Chart::Bars {
        heading: heading.to_owned(),
        items: counts.iter().map(bar).collect(),
    }
}

/// `A 已解决 58, B … 37`: the chart in a sentence.
fn told(counts: &[Count], lang: Lang) -> String {
    let one = |count: &Count| {
        [
            name(count).as_str(),
            " ",
            &grouped(count.count),
            " ",
            &share(count),
        ]
        .concat()
    };
    let parts: Vec<String> = counts.iter().map(one).collect();
    parts.join(if lang == Lang::Zh { "；" } else { "; " })
}

fn file(stem: &str, title: &str) -> String {
    [stem, "_", title].concat()
}

/// Answers by class.
pub fn classes(props: &FiguresProps, lang: Lang) -> Html {
    let view = &props.view;
    let title = lang.say(t::CLASSES);
    html! {
        <Figure id="chart-classes" {title} summary={told(&view.classes, lang)} file={file(&props.stem, title)}
            chart={bars(&view.classes, lang.say(t::CLASS), props)} />
    }
}

/// Ratings.
pub fn ratings(props: &FiguresProps, lang: Lang) -> Html {
    let view = &props.view;
    let title = lang.say(t::RATINGS);
    html! {
        <Figure id="chart-ratings" {title} summary={told(&view.ratings, lang)} file={file(&props.stem, title)}
            chart={bars(&view.ratings, lang.say(t::RATING), props)} />
    }
}

/// Months.
pub fn months(props: &FiguresProps, lang: Lang) -> Html {
    let view = &props.view;
    let title = lang.say(t::MONTHS);
    let (Some(first), Some(last)) = (view.by_month.first(), view.by_month.last()) else {
        return html! {
            <section class="panel"><div class="panel-head"><h2>{ title }</h2></div><p class="panel-body muted">{ lang.say(t::NO_MONTHS) }</p></section>
        };
    };
    let replied_in = |month: &str| {
        address_of(&LedgerQuery {
            replied_month: Some(month.to_owned()),
            ..props.query.clone()
        })
    };
    let groups = view.by_month.iter().map(|month| Group {
        label: month.month.clone(),
        values: vec![month.assigned, month.consulted, month.replied],
        href: if month.replied > 0 {
            replied_in(&month.month)
        } else {
            String::new()
        },
    });
    let chart = Chart::Columns(Groups {
        heading: lang.say(t::MONTH).to_owned(),
        series: [t::ASSIGNED, t::CONSULTED, t::REPLIED]
            .map(|words| lang.say(words).to_owned())
            .into(),
        groups: groups.collect(),
    });
    let summary = fill(lang.say(t::MONTHS_SUMMARY), &[&first.month, &last.month]);
    html! { <Figure id="chart-months" {title} {summary} file={file(&props.stem, title)} {chart} /> }
}

/// Classes by unit, for the units with the most suggestions.
pub fn unit_classes(view: &StatsView, stem: &str, lang: Lang) -> Html {
    let mut units: Vec<&Breakdown> = view
        .by_unit
        .iter()
        .filter(|unit| !unit.label.is_empty())
        .collect();
    if units.len() < 2 {
        return Html::default();
    }
    let all = units.len();
    // Stable, so that equal ones keep the order of their names.
    units.sort_by_key(|unit| std::cmp::Reverse(unit.total));
    units.truncate(UNITS);
    let title = if all > units.len() {
        fill(lang.say(t::TOP_CLASSES), &[&units.len().to_string()])
    } else {
        lang.say(t::ALL_CLASSES).to_owned()
    };
    let mut series: Vec<String> = view.classes.iter().take(4).map(name).collect();
    series.push(lang.say(t::NO_CLASS).to_owned());
    let groups = units.iter().map(|unit| {
        let mut values = unit.classes.to_vec();
        values.push(unit.total.saturating_sub(values.iter().sum()));
        Group {
            label: unit.label.clone(),
            values,
            href: address_of(&unit.rows),
        }
    });
    let chart = Chart::Stacked(Groups {
        heading: lang.say(t::UNIT).to_owned(),
        series,
        groups: groups.collect(),
    });
    let file = file(stem, lang.say(t::ALL_CLASSES));
    html! { <Figure id="chart-units" title={title.clone()} summary={title} {file} {chart} /> }
}
