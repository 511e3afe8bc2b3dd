//! What is ticked in a list that is leafed through: kept over its pages, forgotten when the
//! list becomes another one, so that nothing is done to what its reader no longer thinks of.

use super::texts as t;
use crate::components::button::{Kind as Button, button, click};
use crate::i18n::{Say, common, fill_number};
use crate::prelude::*;
use crate::route::Search;
use huiyin_rules::Lang;
use std::rc::Rc;

/// Something that can be ticked.
pub trait Tick: Clone + PartialEq + 'static {
    /// What tells it from the others.
    fn key(&self) -> &str;
}

/// What is ticked.
#[derive(Clone, PartialEq)]
pub struct Ticks<T: Tick>(UseStateHandle<Rc<Vec<T>>>);

/// The ticks of the list that an address shows.
#[hook]
pub fn use_ticks<T: Tick>(search: &Search) -> Ticks<T> {
    let ticked = use_state_eq(|| Rc::new(Vec::<T>::new()));
    {
        let ticked = ticked.setter();
        use_effect_with(search.with("page", ""), move |_| {
            ticked.set(Rc::new(Vec::new()))
        });
    }
    Ticks(ticked)
}

/// All without some, and with others behind.
fn changed<T: Tick>(all: &[T], without: &[T], with: &[T]) -> Vec<T> {
    let stays = |one: &&T| without.iter().all(|other| other.key() != one.key());
    all.iter().filter(stays).chain(with).cloned().collect()
}

impl<T: Tick> Ticks<T> {
    /// Everything that is ticked, in the order it was.
    pub fn all(&self) -> Rc<Vec<T>> {
        (*self.0).clone()
    }

    /// Whether one is ticked.
    pub fn has(&self, key: &str) -> bool {
        self.0.iter().any(|one| one.key() == key)
    }

    /// How many are ticked that are not among these.
    pub fn elsewhere(&self, rows: &[T]) -> usize {
        changed(&self.0, rows, &[]).len()
    }

    /// Ticks nothing.
    pub fn clear(&self) -> Callback<()> {
        let ticked = self.0.setter();
        Callback::from(move |()| ticked.set(Rc::new(Vec::new())))
    }

    /// The box of one row.
    pub fn cell(&self, row: T, label: &str) -> Html {
        let on = self.has(row.key());
        html! { <td class="pub-check"><input type="checkbox" checked={on} onchange={self.toggle(vec![row], on)} aria-label={label.to_owned()} /></td> }
    }

    /// The box above the rows of this page.
    pub fn head(&self, rows: Vec<T>, lang: Lang) -> Html {
        let on = !rows.is_empty() && rows.iter().all(|row| self.has(row.key()));
        html! { <th scope="col" class="pub-check"><input type="checkbox" checked={on} onchange={self.toggle(rows, on)} aria-label={lang.say(t::SELECT_ALL)} /></th> }
    }

    fn toggle(&self, rows: Vec<T>, on: bool) -> Callback<Event> {
        let ticked = self.0.clone();
        Callback::from(move |_: Event| {
            let with: &[T] = if on { &[] } else { &rows };
            ticked.set(Rc::new(changed(&ticked, &rows, with)));
        })
    }
}

/// How many are ticked, how many of them on other pages, and what is done with them.
pub fn bar(count: usize, elsewhere: usize, clear: Callback<()>, acts: Html, lang: Lang) -> Html {
    let selected = fill_number(lang.say(t::SELECTED), count as u64);
    html! {
        <div class="pub-bar" role="region" aria-label={selected.clone()}>
            <strong>{ selected }</strong>
            if elsewhere > 0 { <span class="muted">{ fill_number(lang.say(t::ELSEWHERE), elsewhere as u64) }</span> }
            { button(Button::Text, lang.say(common::CLEAR), click(clear)) }
            { acts }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Tick for String {
        fn key(&self) -> &str {
            self
        }
    }

    #[test]
    fn ticking_a_page_leaves_the_other_pages() {
        let of =
            |names: &[&str]| -> Vec<String> { names.iter().map(|one| (*one).into()).collect() };
        let (all, page) = (of(&["a", "b"]), of(&["b", "c"]));
        assert_eq!(changed(&all, &page, &page), ["a", "b", "c"]);
        assert_eq!(changed(&all, &page, &[]), ["a"]);
    }
}
