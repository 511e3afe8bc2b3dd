//! Checks every payload goes through: texts, lists and days.

use crate::refusal::{Field, Refusal};
use crate::rulebook::{Rule, RuleValue};
use crate::suggestion::context::Context;
use crate::text::Text;
use chrono::NaiveDate;

/// Longest title, in characters.
pub(crate) const TITLE: usize = 200;
/// Longest name of a person, unit, delegation or file, in characters.
pub(crate) const NAME: usize = 60;
/// Longest file or sheet name, in characters; file systems allow this much.
pub(crate) const FILE: usize = 255;
/// Longest running text, in characters.
pub(crate) const BODY: usize = 20_000;
/// Most deputies who sign, or people met.
pub(crate) const SIGNERS: usize = 200;
/// Most units of an arrangement.
pub(crate) const UNITS: usize = 50;
/// Most points of one suggestion.
pub(crate) const POINTS: usize = 100;
/// Most opinions of the public one suggestion is drawn up from.
pub(crate) const ORIGINS: usize = 1000;

/// A line: one that must be there.
pub(crate) fn line(field: Field, text: &str, max: usize) -> Result<(), Refusal> {
    required(field, text)?;
    optional_line(field, text, max)
}

/// A line that may be empty.
pub(crate) fn optional_line(field: Field, text: &str, max: usize) -> Result<(), Refusal> {
    bounded(field, text, max)?;
    plain(field, text, |_| false)
}

/// A line that may be absent, but is not empty where it is given.
pub(crate) fn maybe_line(field: Field, text: Option<&str>, max: usize) -> Result<(), Refusal> {
    text.map_or(Ok(()), |text| line(field, text, max))
}

/// A running text that must be there.
pub(crate) fn body(field: Field, text: &str) -> Result<(), Refusal> {
    required(field, text)?;
    optional_body(field, text)
}

/// A running text that may be empty; lines and tabs are its own.
pub(crate) fn optional_body(field: Field, text: &str) -> Result<(), Refusal> {
    bounded(field, text, BODY)?;
    plain(field, text, |c| matches!(c, '\n' | '\r' | '\t'))
}

/// A list of names, each there once.
pub(crate) fn names<'n>(
    field: Field,
    names: impl IntoIterator<Item = &'n str>,
    most: usize,
) -> Result<(), Refusal> {
    let names: Vec<&str> = names.into_iter().collect();
    if names.len() > most {
        return Err(Refusal::too_many(field, most, names.len()));
    }
    let mut seen = std::collections::BTreeSet::new();
    for name in names {
        line(field, name, NAME)?;
        if !seen.insert(name) {
            return Err(Refusal::named_twice(field, name));
        }
    }
    Ok(())
}

/// A list of which each entry counts once.
pub(crate) fn once<T: PartialEq>(
    field: Field,
    list: &[T],
    label: impl Fn(&T) -> Text,
) -> Result<(), Refusal> {
    for (index, one) in list.iter().enumerate() {
        if list.iter().take(index).any(|before| before == one) {
            return Err(Refusal::listed_twice(field, &label(one)));
        }
    }
    Ok(())
}

/// An entry that has to be on the rulebook's list, where it has one.
pub(crate) fn listed<T>(
    field: Field,
    entry: &Text,
    rule: &Rule<Vec<T>>,
    is_it: impl Fn(&T) -> bool,
) -> Result<(), Refusal>
where
    Vec<T>: RuleValue,
{
    if rule.value.is_empty() || rule.value.iter().any(is_it) {
        return Ok(());
    }
    let (list, source) = (rule.value.show(), &rule.source.cite);
    Err(Refusal::not_on_the_list(field, entry, &list, source))
}

fn required(field: Field, text: &str) -> Result<(), Refusal> {
    if text.trim().is_empty() {
        return Err(Refusal::text_missing(field));
    }
    Ok(())
}

fn bounded(field: Field, text: &str, max: usize) -> Result<(), Refusal> {
    // A character is at least a byte, so short texts need no counting.
    if text.len() > max {
        let actual = text.chars().count();
        if actual > max {
            return Err(Refusal::text_too_long(field, max, actual));
        }
    }
    Ok(())
}

fn plain(field: Field, text: &str, allowed: impl Fn(char) -> bool) -> Result<(), Refusal> {
    // Marks that turn the direction of writing make a text read as another one.
    let turning = |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    if text
        .chars()
        .any(|c| (c.is_control() || turning(c)) && !allowed(c))
    {
        return Err(Refusal::control_characters(field));
    }
    Ok(())
}

/// A step's day: not in the future, and not before the latest of the steps it
/// follows (`None` where a day is not known).
pub(crate) fn day(
    what: Text,
    on: NaiveDate,
    follows: &[(Text, Option<NaiveDate>)],
    ctx: &Context,
) -> Result<(), Refusal> {
    if on > ctx.today {
        return Err(Refusal::day_in_future(&what, on, ctx.today));
    }
    let latest = follows
        .iter()
        .filter_map(|(after, since)| since.map(|since| (since, after)))
        .max_by_key(|(since, _)| *since);
    match latest {
        Some((since, after)) if on < since => Err(Refusal::day_too_early(&what, on, after, since)),
        Some(_) | None => Ok(()),
    }
}
