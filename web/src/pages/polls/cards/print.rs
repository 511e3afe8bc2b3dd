//! Cards and shares on paper.

use super::texts as t;
use crate::components::qr;
use crate::i18n::{Say, fill};
use crate::pages::polls::printing::Paper;
use crate::prelude::*;
use huiyin_protocol::poll::{Dealt, PollView};
use huiyin_rules::Lang;
use huiyin_rules::poll::PollKind;

/// Cards on a page.
const ON_PAGE: usize = 8;
/// Cards laid out at once: more squares than these make browsers slow.
const AT_ONCE: usize = 200;

/// Pages of so many cards.
pub fn pages(cards: usize) -> usize {
    cards.div_ceil(ON_PAGE)
}

/// So many cards in parts to print: from one, and up to which not included.
pub fn batches(cards: usize) -> Vec<(usize, usize)> {
    let starts = (0..cards).step_by(AT_ONCE);
    starts
        .map(|from| (from, (from + AT_ONCE).min(cards)))
        .collect()
}

/// What a card's square says: the page to vote on where the poll is on a server, else
/// which poll and card it is.
fn square(address: &str, poll: &str, code: &str) -> String {
    if address.is_empty() {
        ["HUIYIN-CARD:", poll.get(..8).unwrap_or(poll), ":", code].concat()
    } else {
        [address, "/", code].concat()
    }
}

/// What is printed of the codes in hand; nothing where something else is.
pub fn paper(paper: Paper, view: &PollView, dealt: &Dealt, address: &str, lang: Lang) -> Html {
    match paper {
        Paper::Cards(from) => cards(from, view, dealt, address, lang),
        Paper::Shares => html! {
            <div class="print-only poll-print">{ for dealt.shares.iter().map(|one| share(one, view, dealt, lang)) }</div>
        },
        Paper::Result | Paper::Roll => Html::default(),
    }
}

fn cards(from: usize, view: &PollView, dealt: &Dealt, address: &str, lang: Lang) -> Html {
    let rest = dealt.cards.get(from..).unwrap_or_default();
    let some = rest.get(..AT_ONCE).unwrap_or(rest);
    html! {
        <div class="print-only poll-print">
            { for some.chunks(ON_PAGE).map(|page| html! {
                <div class="card-page">{ for page.iter().map(|(code, holder)| card(code, holder.as_deref(), view, address, lang)) }</div>
            }) }
        </div>
    }
}

fn card(code: &str, holder: Option<&str>, view: &PollView, address: &str, lang: Lang) -> Html {
    let text = square(address, &view.id, code);
    html! {
        <div class="card-one">
            <p class="card-title">{ &view.draft.title }</p>
            <div class="card-body">
                { qr::encode(&text).map(|picture| qr::picture(&picture, lang.say(t::SQUARE))) }
                <div class="card-words">
                    if let Some(holder) = holder { <p class="card-holder">{ holder }</p> }
                    <p>{ &view.draft.body }{ " " }{ &view.draft.on }</p>
                    <p>{ lang.say(t::CARD_HOW) }</p>
                    if view.draft.kind == Some(PollKind::Secret) { <p>{ lang.say(t::CARD_SECRET) }</p> }
                </div>
            </div>
            <p class="card-code">{ code }</p>
        </div>
    }
}

fn share(one: &(String, String), view: &PollView, dealt: &Dealt, lang: Lang) -> Html {
    let (observer, code) = one;
    html! {
        <div class="share-page">
            <h1>{ lang.say(t::SHARE_TITLE) }</h1>
            <p>{ fill(lang.say(t::SHARE_POLL), &[&view.draft.title, &view.draft.body, &view.draft.on]) }</p>
            <p>{ fill(lang.say(t::SHARE_OBSERVER), &[observer]) }</p>
            <p class="code-large">{ code }</p>
            <ul class="poll-list">
                { for [t::SHARE_1, t::SHARE_2, t::SHARE_3].into_iter().map(|words| html! { <li>{ lang.say(words) }</li> }) }
            </ul>
            if !dealt.sheet.is_empty() { <p class="muted">{ fill(lang.say(t::SHEET_NAME), &[&dealt.sheet]) }</p> }
            <p class="print-line">{ lang.say(t::SIGNED) }</p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards_are_printed_in_parts_of_whole_pages() {
        assert_eq!(batches(0), []);
        assert_eq!(batches(40), [(0, 40)]);
        assert_eq!(batches(450), [(0, 200), (200, 400), (400, 450)]);
        assert_eq!(AT_ONCE % ON_PAGE, 0);
        assert_eq!((pages(40), pages(41)), (5, 6));
    }

    #[test]
    fn a_square_leads_to_the_page_where_there_is_one() {
        let poll = "0123456789abcdef0123456789abcdef";
        assert_eq!(square("", poll, "AB-CD"), "HUIYIN-CARD:01234567:AB-CD");
        let address = "https://office.example/vote.html#/0123";
        assert_eq!(
            square(address, poll, "AB-CD"),
            "https://office.example/vote.html#/0123/AB-CD"
        );
    }
}
