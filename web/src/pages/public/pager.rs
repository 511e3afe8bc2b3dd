//! Leafing through a list: from which row to which, of how many.

use super::texts as t;
use crate::i18n::{Say, fill, grouped};
use crate::prelude::*;
use huiyin_rules::Lang;

/// Rows of a page.
pub const ROWS: u32 = 50;

/// The first row of a page that the address names, counted from 1.
pub fn first_row(page: &str) -> u32 {
    let page: u32 = page.parse().unwrap_or(1);
    // An address typed by hand may name any page.
    page.saturating_sub(1).min(u32::MAX / ROWS - 1) * ROWS
}

/// What leads to the page before and after; `go` gets the page as the address names it.
pub fn pager(from: u32, shown: usize, total: u32, go: &Callback<String>, lang: Lang) -> Html {
    if total == 0 {
        return Html::default();
    }
    let last = from.saturating_add(u32::try_from(shown).unwrap_or(u32::MAX));
    let numbers = [from.saturating_add(1).min(last), last, total].map(|one| grouped(one.into()));
    let page = from / ROWS + 1;
    let step = |label, to: u32, on: bool| {
        let to = if to <= 1 {
            String::new()
        } else {
            to.to_string()
        };
        let on_click = go.reform(move |_: MouseEvent| to.clone());
        html! { <button type="button" class="btn" onclick={on_click} disabled={!on}>{ lang.say(label) }</button> }
    };
    let one_page = from == 0 && last >= total;
    html! {
        <nav class="pub-pager" aria-label={lang.say(t::PAGES)}>
            <span class="muted" role="status">{ fill(lang.say(t::WINDOW), &[&numbers[0], &numbers[1], &numbers[2]]) }</span>
            if !one_page {
                { step(t::PREVIOUS, page.saturating_sub(1), page > 1) }
                { step(t::NEXT, page.saturating_add(1), last < total) }
            }
        </nav>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_begin_at_their_first_row_whatever_the_address_says() {
        assert_eq!(["", "1", "2", "0", "x"].map(first_row), [0, 0, ROWS, 0, 0]);
        assert!(first_row("4294967295") <= u32::MAX - ROWS);
    }
}
