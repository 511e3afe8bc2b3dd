//! The statistics page out of the counters.

use super::{Counter, Group, class_counts};
use crate::order;
use huiyin_protocol::ledger::LedgerQuery;
use huiyin_protocol::stats::{Bar, Breakdown, Month, RateView, StatsView};
use huiyin_rules::rates::{RateCode, Rates};
use huiyin_rules::{AnswerClass, Fraction, Lang, Rating, Rulebook};

/// How the counters' numbers become names.
#[derive(Clone, Copy)]
pub struct Naming<'a> {
    /// The name of a number; empty for 0.
    pub name: &'a dyn Fn(u32) -> String,
    /// Its place in pinyin order.
    pub rank: &'a dyn Fn(u32) -> u32,
}

impl std::fmt::Debug for Naming<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Naming")
    }
}

/// The statistics page. `filter` is the query whose rows were counted; every
/// figure's own rows are given as that query narrowed down.
pub fn view(
    counter: &Counter,
    naming: Naming<'_>,
    filter: &LedgerQuery,
    rulebook: &Rulebook,
    lang: Lang,
) -> StatsView {
    let rates = counter.rates(rulebook);
    let base = LedgerQuery {
        offset: 0,
        limit: 0,
        ..filter.clone()
    };
    let share =
        |count: u64| Fraction::new(count, rates.total).percent(rulebook.percent_decimals.value);
    StatsView {
        total: rates.total,
        key: rates.key,
        assigned: rates.assigned,
        rates: RateCode::ALL
            .map(|code| rate(code, &rates, &base, rulebook, lang))
            .to_vec(),
        classes: class_counts(&rates)
            .map(|(class, count)| Bar {
                label: class.letter().to_owned(),
                text: rulebook.class(class).value.label.get(lang).to_owned(),
                count,
                percent: share(count),
                rows: LedgerQuery {
                    classes: vec![class],
                    ..base.clone()
                },
            })
            .to_vec(),
        ratings: ratings(&rates, &base, rulebook, lang, &share),
        by_unit: breakdown(&counter.units, naming, rulebook, &|label| LedgerQuery {
            // What the bar counts: the unit's own replies, not those it assists in.
            reply_unit: Some(label.to_owned()),
            ..base.clone()
        }),
        by_category: breakdown(&counter.categories, naming, rulebook, &|label| {
            LedgerQuery {
                category: Some(label.to_owned()),
                ..base.clone()
            }
        }),
        by_delegation: breakdown(&counter.delegations, naming, rulebook, &|label| {
            LedgerQuery {
                delegation: Some(label.to_owned()),
                ..base.clone()
            }
        }),
        by_month: months(counter),
        rulebook: rulebook.title.get(lang).to_owned(),
    }
}

/// The stable key of a rate, the same word as in the printed statistics.
fn key(code: RateCode) -> &'static str {
    match code {
        RateCode::Replied => "replied",
        RateCode::Consulted => "consulted",
        RateCode::Satisfied => "satisfied",
        RateCode::BasicallySatisfied => "basically_satisfied",
        RateCode::Dissatisfied => "dissatisfied",
        RateCode::Completed => "completed",
        RateCode::Contacts => "contacts",
    }
}

fn rate(
    code: RateCode,
    rates: &Rates,
    base: &LedgerQuery,
    rulebook: &Rulebook,
    lang: Lang,
) -> RateView {
    let account = rates.explain(code, rulebook);
    let rate = rates.get(code);
    let source = &account.source;
    RateView {
        key: key(code).to_owned(),
        label: account.title.get(lang).to_owned(),
        value: rate.fraction(),
        percent: rate.percent.clone(),
        definition: account.definition.get(lang).to_owned(),
        arithmetic: account.arithmetic.get(lang).to_owned(),
        source: format!("{} {}", source.cite, source.text.get(lang))
            .trim()
            .to_owned(),
        rows: numerator(code, base, rulebook),
    }
}

/// The rows a rate's numerator counts. The ledger has no filter for meetings, so
/// the consultation rate points at the rows it was counted over.
fn numerator(code: RateCode, base: &LedgerQuery, rulebook: &Rulebook) -> LedgerQuery {
    let rated = |rating: Rating| LedgerQuery {
        ratings: vec![rating],
        ..base.clone()
    };
    let classes = |keep: &dyn Fn(AnswerClass) -> bool| {
        let asked = |class: &AnswerClass| base.classes.is_empty() || base.classes.contains(class);
        let kept = AnswerClass::ALL
            .into_iter()
            .filter(|class| keep(*class) && asked(class));
        LedgerQuery {
            classes: kept.collect(),
            ..base.clone()
        }
    };
    match code {
        RateCode::Replied => classes(&|_| true),
        RateCode::Consulted | RateCode::Contacts => base.clone(),
        RateCode::Satisfied => rated(Rating::Satisfied),
        RateCode::BasicallySatisfied => rated(Rating::BasicallySatisfied),
        RateCode::Dissatisfied => rated(Rating::Dissatisfied),
        RateCode::Completed => classes(&|class| rulebook.class(class).value.completed),
    }
}

fn ratings(
    rates: &Rates,
    base: &LedgerQuery,
    rulebook: &Rulebook,
    lang: Lang,
    share: &dyn Fn(u64) -> Option<String>,
) -> Vec<Bar> {
    let counts = [
        (Rating::Satisfied, rates.satisfied.numerator),
        (
            Rating::BasicallySatisfied,
            rates.basically_satisfied.numerator,
        ),
        (Rating::Dissatisfied, rates.dissatisfied.numerator),
    ];
    let mut bars: Vec<Bar> = counts
        .into_iter()
        .map(|(rating, count)| {
            let label = rulebook
                .rating_label(rating)
                .map_or_else(|| rating.label(), Clone::clone);
            Bar {
                label: label.get(lang).to_owned(),
                text: label.get(lang).to_owned(),
                count,
                percent: share(count),
                rows: LedgerQuery {
                    ratings: vec![rating],
                    ..base.clone()
                },
            }
        })
        .collect();
    let rated: u64 = bars.iter().map(|bar| bar.count).sum();
    let unrated = rates.total.saturating_sub(rated);
    let label = if lang == Lang::Zh {
        "未评价"
    } else {
        "Not yet rated"
    };
    bars.push(Bar {
        label: label.to_owned(),
        text: label.to_owned(),
        count: unrated,
        percent: share(unrated),
        rows: base.clone(),
    });
    bars
}

fn breakdown(
    groups: &[Group],
    naming: Naming<'_>,
    rulebook: &Rulebook,
    rows: &dyn Fn(&str) -> LedgerQuery,
) -> Vec<Breakdown> {
    let list: Vec<(u32, Breakdown)> = (0u32..)
        .zip(groups)
        .map(|(number, group)| (number, group, group.tally.rates(rulebook)))
        .filter(|(_, _, rates)| rates.total > 0)
        .map(|(number, group, rates)| {
            let label = (naming.name)(number);
            // What has no name comes last.
            let place = if number == 0 {
                u32::MAX
            } else {
                (naming.rank)(number)
            };
            let one = Breakdown {
                total: rates.total,
                replied: rates.replied.fraction(),
                consulted: rates.consulted.fraction(),
                satisfied: rates.satisfied.fraction(),
                completed: rates.completed.fraction(),
                classes: class_counts(&rates).map(|(_, count)| count),
                overdue: group.overdue,
                rows: rows(&label),
                label,
            };
            (place, one)
        })
        .collect();
    let key = |at: usize| list.get(at).map(|(place, one)| (place, &one.label));
    let order = order::indices(list.len(), &|a, b| key(a).cmp(&key(b)));
    let mut list: Vec<Option<_>> = list.into_iter().map(|(_, one)| Some(one)).collect();
    let in_turn = order.into_iter();
    in_turn
        .filter_map(|at| list.get_mut(at as usize)?.take())
        .collect()
}

/// Every month from the first to the last in which anything happened, empty ones included.
fn months(counter: &Counter) -> Vec<Month> {
    /// A slip of a year in one row must not make the page thousands of months long.
    const MOST: i32 = 120;
    let counts = |month: &i32| counter.months.get(month).copied().unwrap_or_default();
    let (Some(first), Some(last)) = (
        counter.months.keys().next(),
        counter.months.keys().next_back(),
    ) else {
        return Vec::new();
    };
    let list: Vec<i32> = if last - first < MOST {
        (*first..=*last).collect()
    } else {
        counter.months.keys().copied().collect()
    };
    list.iter()
        .map(|month| {
            let [assigned, consulted, replied] = counts(month);
            let text = format!(
                "{:04}-{:02}",
                month.div_euclid(12),
                month.rem_euclid(12) + 1
            );
            Month {
                month: text,
                assigned,
                consulted,
                replied,
            }
        })
        .collect()
}
