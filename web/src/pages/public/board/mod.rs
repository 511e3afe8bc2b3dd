//! 公示: what of the suggestions anybody may read, chosen and approved by the office.

mod item;
mod list;
mod looks;
mod preview;
mod publish;
mod settings;
mod standing;
mod texts;
mod wall;

use super::asking::use_public_ask;
use super::pager::{ROWS, first_row};
use crate::app::nav;
use crate::components::button::{Kind as Button, button_if};
use crate::components::printing::use_printing;
use crate::i18n::Say;
use crate::pages::page_head;
use crate::pages::unanswered;
use crate::prelude::*;
use crate::route::Search;
use crate::state::{notices, use_lang};
use huiyin_protocol::public::{BoardQuery, BoardView, PublicAsk, PublicReply};
use std::rc::Rc;
use texts as t;
use wasm_bindgen_futures::spawn_local;

/// What the parts of the page get.
#[derive(Clone, PartialEq, Properties)]
pub struct Known {
    /// The board with a window of suggestions.
    pub view: Rc<BoardView>,
    /// Asks for it again, as the filters are.
    pub again: Callback<()>,
}

/// Properties of [`Board`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The filters, from the address.
    pub search: Search,
}

fn query(search: &Search) -> BoardQuery {
    BoardQuery {
        text: search.get("q"),
        published: match search.get("shown").as_str() {
            "1" => Some(true),
            "0" => Some(false),
            _ => None,
        },
        from: first_row(&search.get("page")),
        count: ROWS,
    }
}

/// The page.
#[component]
pub fn Board(props: &Props) -> Html {
    let lang = use_lang();
    let answer = use_public_ask(Some(PublicAsk::Board(query(&props.search))));
    let (paper, print) = use_printing::<Rc<wall::Wall>>();
    let Some(PublicReply::Board(view)) = answer.reply.as_deref() else {
        return html! {
            <div class="page pub-page">
                { page_head(lang.say(nav::BOARD), Html::default()) }
                { unanswered(&answer, lang) }
            </div>
        };
    };
    let known = Known {
        view: Rc::new((**view).clone()),
        again: answer.again.clone(),
    };
    // What hangs on the wall is asked for only to be printed, anew each time.
    let press = Callback::from(move |_: MouseEvent| {
        let print = print.clone();
        spawn_local(async move {
            match wall::wall(lang).await {
                Ok(Some(wall)) => print.emit(wall),
                Ok(None) => {}
                Err(why) => notices::failure(&why),
            }
        });
    });
    let tools = button_if(Button::Plain, lang.say(t::PRINT), press, view.published > 0);
    let class = if paper.is_some() {
        "page pub-page prints-one"
    } else {
        "page pub-page"
    };
    html! {
        <div {class} aria-busy={answer.loading.then_some("true")}>
            { page_head(lang.say(nav::BOARD), tools) }
            <p class="muted pub-intro">{ lang.say(t::INTRO) }</p>
            if view.may_change {
                <settings::Settings known={known.clone()} />
                <publish::Publish known={known.clone()} />
            } else {
                <p class="muted">{ lang.say(super::texts::OFFICE_ONLY) }</p>
            }
            <list::List {known} search={props.search.clone()} loading={answer.loading} />
            if let Some(paper) = &paper { { wall::sheet(paper, lang) } }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_says_which_are_listed() {
        let search = Search::default();
        assert_eq!(query(&search).published, None);
        assert_eq!(query(&search.with("shown", "0")).published, Some(false));
        let second = query(&search.with("shown", "1").with("page", "2"));
        assert_eq!((second.published, second.from), (Some(true), ROWS));
    }
}
