//! 公示: what of the suggestions anybody may read, chosen and approved by the office.

mod item;
mod list;
mod looks;
mod preview;
mod publish;
mod settings;
mod texts;

use super::asking::use_public_ask;
use super::pager::{ROWS, first_row};
use crate::app::nav;
use crate::components::button::{Kind as Button, button_if};
use crate::components::printing::use_printing;
use crate::i18n::{Say, fill_number};
use crate::pages::page_head;
use crate::pages::unanswered;
use crate::platform::public::ask_public;
use crate::prelude::*;
use crate::route::Search;
use crate::state::{notices, use_lang};
use huiyin_protocol::Failure;
use huiyin_protocol::public::{BoardQuery, BoardView, PublicAsk, PublicReply};
use huiyin_rules::Lang;
use std::rc::Rc;
use texts as t;
use wasm_bindgen_futures::spawn_local;

/// Most items that the printed list holds.
const PRINTED: u32 = 2_000;

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

/// Where the next window begins, of what is published; `None` where all of it is there. An
/// answer holds no more rows than the engine gives at once.
fn next_window(whole: &BoardView, came: usize) -> Option<u32> {
    let have = u32::try_from(whole.rows.len()).ok()?;
    (came > 0 && have < whole.total.min(PRINTED)).then_some(have)
}

/// Everything that is published.
async fn hung() -> Result<BoardView, Failure> {
    let mut whole = BoardView::default();
    let mut from = Some(0);
    while let Some(at) = from {
        let query = BoardQuery {
            published: Some(true),
            from: at,
            count: PRINTED,
            ..BoardQuery::default()
        };
        let PublicReply::Board(view) = ask_public(&PublicAsk::Board(query)).await? else {
            break;
        };
        let rows = std::mem::take(&mut whole.rows);
        let came = view.rows.len();
        whole = *view;
        whole.rows = rows.into_iter().chain(whole.rows).collect();
        from = next_window(&whole, came);
    }
    Ok(whole)
}

/// The page.
#[component]
pub fn Board(props: &Props) -> Html {
    let lang = use_lang();
    let answer = use_public_ask(Some(PublicAsk::Board(query(&props.search))));
    let (paper, print) = use_printing::<Rc<BoardView>>();
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
            match hung().await {
                Ok(view) => print.emit(Rc::new(view)),
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
            if let Some(hung) = &paper { { wall(hung, lang) } }
        </div>
    }
}

/// The list on paper, for the board on the wall.
fn wall(view: &BoardView, lang: Lang) -> Html {
    html! {
        <div class="print-only poll-print poll-sheet">
            <h1>{ &view.title }</h1>
            if !view.intro.is_empty() { <p class="pub-said">{ &view.intro }</p> }
            <p>{ fill_number(lang.say(t::PUBLISHED_COUNT), view.published) }</p>
            <table class="table">
                <thead><tr>{ for [t::NUMBER, t::TITLE, t::STAGE, t::SINCE].into_iter().map(|words| html! { <th scope="col">{ lang.say(words) }</th> }) }</tr></thead>
                <tbody>{ for view.rows.iter().map(|row| html! {
                    <tr key={row.id.as_str()}><td>{ &row.number }</td><td>{ &row.title }</td><td>{ &row.stage }</td><td>{ row.published.clone().unwrap_or_default() }</td></tr>
                }) }</tbody>
            </table>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use huiyin_protocol::public::BoardRow;
    use huiyin_rules::ids::SuggestionId;

    #[test]
    fn what_is_printed_is_asked_for_until_all_of_it_is_there() {
        let row = BoardRow {
            id: SuggestionId::try_from("0123456789abcdef0123456789abcdef".to_owned()).unwrap(),
            number: String::new(),
            title: String::new(),
            stage: String::new(),
            published: None,
            masked: Vec::new(),
        };
        let view = |rows: usize, total: u32| BoardView {
            rows: vec![row.clone(); rows],
            total,
            ..BoardView::default()
        };
        assert_eq!(next_window(&view(200, 450), 200), Some(200));
        assert_eq!(next_window(&view(450, 450), 50), None);
        assert_eq!(next_window(&view(0, 450), 0), None);
    }

    #[test]
    fn the_address_says_which_are_listed() {
        let search = Search::default();
        assert_eq!(query(&search).published, None);
        assert_eq!(query(&search.with("shown", "0")).published, Some(false));
        let second = query(&search.with("shown", "1").with("page", "2"));
        assert_eq!((second.published, second.from), (Some(true), ROWS));
    }
}
