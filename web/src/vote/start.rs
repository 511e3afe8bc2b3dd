//! The first page, for whoever sets a tablet up: sheets, polls that are here, boards.

use super::address::{self, Place};
use super::frame::{Choose, Frame, problem};
use super::sheet;
use super::texts as t;
use crate::components::button::{Kind, button};
use crate::i18n::Say;
use crate::platform::ballot_box;
use crate::prelude::*;
use crate::state::use_lang;
use huiyin_ballot::Sheet;
use huiyin_rules::Text;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

crate::i18n::words! {
    TITLE = "测评投票", "Voting";
    INTRO = "持票卡投票的，请扫描票卡上的二维码进入。准备平板的工作人员请在这里打开测评单。", "To vote, scan the code on your card. To prepare a tablet, open the poll's sheet here.";
    SHEET = "打开测评单", "Open a sheet";
    SHEET_HINT = "测评单由办公室在表决前公布。打开以后保存在本机，断网也能投票。", "The office publishes the sheet before the vote. Once opened it is kept here, and voting works without a network.";
    HERE = "本机上的测评", "Polls on this device";
    NONE = "本机还没有测评。", "There is none yet.";
    BOARD = "核对公示板", "Check a board";
    BOARD_HINT = "公示板在表决后公布，任何人都可以在自己的设备上重新计票。", "A board is published after the vote; everybody can count it again on a device of their own.";
    BOARD_DO = "打开公示板文件…", "Open a board's file…";
}

/// A poll whose sheet is here.
#[derive(Clone, PartialEq)]
struct Known {
    poll: String,
    title: String,
    on: String,
}

/// The page.
#[component]
pub fn Start() -> Html {
    let lang = use_lang();
    let known = use_state_eq(|| None::<Vec<Known>>);
    let trouble = use_state_eq(|| None::<Text>);
    {
        let (known, trouble) = (known.setter(), trouble.setter());
        use_effect_with((), move |()| {
            spawn_local(async move {
                match polls().await {
                    Ok(found) => known.set(Some(found)),
                    Err(why) => trouble.set(Some(sheet::filled(t::NOT_KEPT, &why))),
                }
            });
        });
    }
    let on_file = {
        let trouble = trouble.setter();
        Callback::from(move |file: File| {
            let trouble = trouble.clone();
            spawn_local(async move {
                match sheet::open(&file, None).await {
                    Ok(sheet) => address::go(&Place::Poll(sheet.poll.clone())),
                    Err(why) => trouble.set(Some(why)),
                }
            });
        })
    };
    let to_board = Callback::from(|_: MouseEvent| address::go(&Place::Board(None)));
    html! {
        <Frame title={lang.say(TITLE)} screen="start">
            <p>{ lang.say(INTRO) }</p>
            if let Some(trouble) = &*trouble {
                { problem(trouble, lang) }
            }
            <section class="panel stack">
                <h2>{ lang.say(SHEET) }</h2>
                <p class="hint">{ lang.say(SHEET_HINT) }</p>
                <div class="row"><Choose label={lang.say(t::OPEN_SHEET)} accept=".json,application/json" main={true} {on_file} /></div>
            </section>
            <section class="panel stack">
                <h2>{ lang.say(HERE) }</h2>
                { polls_here(&known, lang) }
            </section>
            <section class="panel stack">
                <h2>{ lang.say(BOARD) }</h2>
                <p class="hint">{ lang.say(BOARD_HINT) }</p>
                <div class="row">{ button(Kind::Plain, lang.say(BOARD_DO), to_board) }</div>
            </section>
        </Frame>
    }
}

fn polls_here(known: &Option<Vec<Known>>, lang: huiyin_rules::Lang) -> Html {
    let Some(known) = known else {
        return html! { <p class="hint">{ lang.say(t::LOADING) }</p> };
    };
    if known.is_empty() {
        return html! { <p class="hint">{ lang.say(NONE) }</p> };
    }
    let rows = known.iter().map(|one| {
        let poll = one.poll.clone();
        let go = Callback::from(move |_: MouseEvent| address::go(&Place::Poll(poll.clone())));
        let label = [&one.on, "  ", &one.title].concat();
        html! { <li key={one.poll.as_str()}><button type="button" class="btn btn-wide" onclick={go}>{ label }</button></li> }
    });
    html! { <ul class="stack">{ for rows }</ul> }
}

async fn polls() -> Result<Vec<Known>, String> {
    let mut found = Vec::new();
    for poll in ballot_box::polls().await? {
        let text = ballot_box::sheet(&poll).await?.unwrap_or_default();
        if let Ok(sheet) = Sheet::read(&text) {
            found.push(Known {
                poll,
                title: sheet.title,
                on: sheet.on,
            });
        }
    }
    found.sort_by(|a, b| (&b.on, &a.title).cmp(&(&a.on, &b.title)));
    Ok(found)
}
