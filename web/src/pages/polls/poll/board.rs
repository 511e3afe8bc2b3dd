//! The public board: printed, saved, published, and where anybody checks it.

use super::tablets::save_file;
use super::{Known, texts as t};
use crate::components::button::{Kind as Button, button, button_if};
use crate::components::error_box::ErrorBox;
use crate::i18n::Say;
use crate::pages::polls::asking::use_ordering;
use crate::pages::polls::part;
use crate::pages::polls::printing::Paper;
use crate::prelude::*;
use crate::route::{self, Route, Search};
use crate::state::{notices, use_lang};
use huiyin_protocol::poll::{PollAsk, PollReply};
use huiyin_protocol::sharing::{RoomAsk, RoomView};

/// Properties of [`Board`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The poll.
    pub known: Known,
    /// Prints.
    pub print: Callback<Paper>,
    /// Whether it may be published.
    pub office: bool,
}

/// Where the board of a poll is looked through: on the page where it was voted on.
fn board_address(vote: &str) -> String {
    vote.replacen("#/", "#/board/", 1)
}

/// The part of the page; nothing before the result is declared.
#[component]
pub fn Board(props: &Props) -> Html {
    let lang = use_lang();
    let (view, room) = (&props.known.view, &props.known.room);
    let ordering = use_ordering();
    let published = use_state_eq(|| false);
    let Some(declared) = &view.declared else {
        return Html::default();
    };
    let on_paper = |paper: Paper| props.print.reform(move |_: MouseEvent| paper);
    let with_board = |then: Callback<PollReply>| {
        let (id, run) = (view.id.clone(), ordering.run.clone());
        Callback::from(move |_: MouseEvent| run.emit((PollAsk::Board(id.clone()), then.clone())))
    };
    let save = with_board(Callback::from(move |reply| save_file(reply, lang)));
    let publish = {
        let (ask, published) = (room.ask.clone(), published.setter());
        with_board(Callback::from(move |reply: PollReply| {
            let PollReply::File { text, .. } = reply else {
                return;
            };
            let published = published.clone();
            let said = Callback::from(move |_: RoomView| {
                published.set(true);
                notices::done(lang.say(t::PUBLISHED));
            });
            ask.emit((RoomAsk::Board(text), said));
        }))
    };
    let address = board_address(room.address());
    let again = Route::PollPlan(None, Search::default().with("again", &view.id));
    let again = route::link(&again, "btn", html! { lang.say(t::AGAIN) });
    // Without a box there is nothing to publish but the sheet of paper.
    let by_cards = !declared.root.is_empty();
    part(
        "poll-board",
        lang.say(t::BOARD),
        if by_cards {
            lang.say(t::BOARD_INTRO)
        } else {
            ""
        },
        Html::default(),
        html! {
            <>
                if let Some(failure) = &room.failure { <ErrorBox failure={failure.clone()} again={room.retry.clone()} /> }
                if let Some(failure) = &ordering.failure { <ErrorBox failure={failure.clone()} /> }
                <p class="poll-tools">
                    { button(Button::Primary, lang.say(t::PRINT_RESULT), on_paper(Paper::Result)) }
                    { button(Button::Plain, lang.say(t::PRINT_ROLL), on_paper(Paper::Roll)) }
                if props.office && declared.results.iter().any(|one| one.next.is_some()) { { again } }
                    if by_cards {
                        { button_if(Button::Plain, lang.say(t::SAVE_BOARD), save, !ordering.busy) }
                        if props.office && !room.address().is_empty() { { button_if(Button::Plain, lang.say(t::PUBLISH), publish, !ordering.busy) } }
                    }
                </p>
                if by_cards && !room.address().is_empty() {
                    <p>{ lang.say(if *published { t::BOARD_IS_AT } else { t::BOARD_WILL_BE }) }{ " " }<a href={address.clone()} target="_blank" rel="noopener">{ address }</a></p>
                }
                if by_cards { <p class="muted">{ lang.say(t::LIMIT_RECEIPT) }</p> }
            </>
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_board_lies_on_the_page_to_vote_on() {
        assert_eq!(
            board_address("https://a/b/vote.html#/0123"),
            "https://a/b/vote.html#/board/0123"
        );
    }
}
