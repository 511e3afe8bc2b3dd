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

/// Goes to the last page where the one asked for lies behind the end: after its rows were
/// dealt with, or because an address names it. `shown` is rows and total, once they are known.
#[hook]
pub fn use_last_page(from: u32, shown: Option<(usize, u32)>, go: &Callback<String>) {
    let go = go.clone();
    use_effect_with((from, shown), move |(from, shown)| {
        if let Some((0, total)) = *shown
            && let Some(page) = last_page(*from, total)
        {
            go.emit(page);
        }
    });
}

/// The last page, as the address names it, where rows would begin behind it.
fn last_page(from: u32, total: u32) -> Option<String> {
    let last = total.checked_sub(1)? / ROWS;
    (from / ROWS > last).then(|| match last {
        0 => String::new(),
        _ => (last + 1).to_string(),
    })
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

    #[test]
    fn behind_the_end_comes_the_last_page() {
        assert_eq!(last_page(ROWS * 98, 306).as_deref(), Some("7"));
        assert_eq!(last_page(ROWS, ROWS).as_deref(), Some(""));
        assert_eq!(last_page(ROWS, ROWS + 1), None);
        assert_eq!(last_page(0, 0), None);
    }
}
