//! Terms to choose from: as options of a field, and back.

use crate::i18n::terms::Term;
use huiyin_rules::suggestion::{
    AssessmentKind, Defect, KeyCriterion, Medium, NotAcceptedReason, PointVerdict, RedoStep,
    SupervisionForm, SupervisorRole,
};
use huiyin_rules::{Lang, Rating};

/// Terms in their source's order. An option's value is the place in it.
pub trait Listed: Term + PartialEq + 'static {
    /// All of them.
    const LIST: &'static [Self];
}

macro_rules! listed {
    ($($type:ty),+) => {$(
        impl Listed for $type {
            const LIST: &'static [Self] = &<$type>::ALL;
        }
    )+};
}

listed!(
    AssessmentKind,
    Defect,
    KeyCriterion,
    NotAcceptedReason,
    PointVerdict,
    RedoStep,
    SupervisionForm,
    SupervisorRole
);

impl Listed for Medium {
    const LIST: &'static [Self] = &[Medium::Offline, Medium::Online];
}

impl Listed for Rating {
    const LIST: &'static [Self] = &[
        Rating::Satisfied,
        Rating::BasicallySatisfied,
        Rating::Dissatisfied,
    ];
}

/// The options of these terms.
pub fn options<T: Listed>(shown: &[T], lang: Lang) -> Vec<(String, String)> {
    let all = T::LIST.iter().enumerate();
    all.filter(|(_, term)| shown.contains(term))
        .map(|(at, term)| (at.to_string(), term.word(lang).to_owned()))
        .collect()
}

/// The options of these terms, or of all where none are named.
pub fn options_or_all<T: Listed>(shown: &[T], lang: Lang) -> Vec<(String, String)> {
    options(if shown.is_empty() { T::LIST } else { shown }, lang)
}

/// The options' values that stand for these terms.
pub fn options_of<T: Listed>(terms: &[T]) -> Vec<String> {
    let all = T::LIST.iter().enumerate();
    all.filter(|(_, term)| terms.contains(term))
        .map(|(at, _)| at.to_string())
        .collect()
}

/// The term an option's value stands for.
pub fn chosen<T: Listed>(value: &str) -> Option<T> {
    value
        .parse::<usize>()
        .ok()
        .and_then(|at| T::LIST.get(at).copied())
}

/// The terms that several options' values stand for, in their source's order.
pub fn several<T: Listed>(values: &[String]) -> Vec<T> {
    let kept = T::LIST
        .iter()
        .enumerate()
        .filter(|(at, _)| values.contains(&at.to_string()));
    kept.map(|(_, term)| *term).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chosen_term_comes_back_whatever_was_shown() {
        let shown = [SupervisionForm::Tracking, SupervisionForm::OnSite];
        let options = options_or_all(&shown, Lang::Zh);
        let words: Vec<&str> = options.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(words, ["现场督办", "跟踪督办"]);
        let back: Vec<_> = options
            .iter()
            .filter_map(|(value, _)| chosen::<SupervisionForm>(value))
            .collect();
        assert_eq!(back, [SupervisionForm::OnSite, SupervisionForm::Tracking]);
        assert_eq!(options_or_all::<Defect>(&[], Lang::En).len(), 5);
        assert_eq!(chosen::<Rating>(""), None);
        assert_eq!(chosen::<Rating>("3"), None);
    }

    #[test]
    fn several_keep_the_source_s_order() {
        let values = ["4".to_owned(), "0".to_owned(), "x".to_owned()];
        assert_eq!(
            several::<Defect>(&values),
            [Defect::Passive, Defect::OffPoint]
        );
    }
}
