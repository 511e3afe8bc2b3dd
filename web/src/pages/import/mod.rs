//! 导入: from an office's own Excel ledger to suggestions, in five steps; and the earlier imports.

mod book;
mod check;
mod choose;
mod columns;
mod commit;
mod fields;
mod header;
mod history;
mod paste;
mod rows;
mod steps;
mod texts;
mod undo;
mod wizard;
mod work;
pub mod working;

use crate::components::button::{Kind, button, click};
use crate::components::error_box::ErrorBox;
use crate::i18n::common as c;
use crate::i18n::{Say, fill};
use crate::pages::page_head;
use crate::platform::dom;
use crate::prelude::*;
use crate::state::{use_ask, use_lang};
use huiyin_protocol::{Reply, Request};
use huiyin_rules::Lang;
use texts as t;
use wizard::{Event, Stage, Wizard};
use work::{Works, use_works};

/// The page.
#[component]
pub fn Import() -> Html {
    let lang = use_lang();
    let wizard = use_reducer(Wizard::default);
    let works = use_works(wizard.dispatcher());
    let imports = use_ask(Some(Request::Imports));

    {
        let first = use_mut_ref(|| true);
        use_effect_with((wizard.stage, wizard.busy.is_some()), move |_| {
            // Not on arrival: the page's heading has the focus then.
            if !std::mem::replace(&mut *first.borrow_mut(), false) {
                dom::focus_id(steps::HEADING);
            }
        });
    }
    {
        let (wizard, works) = (wizard.clone(), works.clone());
        let before = use_mut_ref(|| lang);
        use_effect_with(lang, move |_| {
            if std::mem::replace(&mut *before.borrow_mut(), lang) == lang || wizard.busy.is_some() {
                return;
            }
            let Some(book) = &wizard.book else { return };
            // What the engine said was in the other language.
            match wizard.plan_now() {
                Some(plan) if wizard.stage >= Stage::Check => works.check(plan),
                _ => works.reword(book, wizard.sheet),
            }
        });
    }

    let list = imports.reply.as_deref().and_then(|reply| match reply {
        Reply::Imports(list) => Some(list.as_slice()),
        _ => None,
    });
    let under_way = wizard.book.is_some() && wizard.busy.is_none();
    let tools = if under_way {
        let works = works.clone();
        button(
            Kind::Plain,
            lang.say(t::START_OVER),
            Callback::from(move |_| works.reset()),
        )
    } else {
        Html::default()
    };
    let body = match (wizard.busy, wizard.stage) {
        (Some(busy), _) => {
            let cancel = {
                let works = works.clone();
                Callback::from(move |()| works.cancel())
            };
            html! { <working::Working {busy} read={*works.read} {cancel} /> }
        }
        (None, Stage::Choose) => html! {
            <>
                <choose::Choose works={works.clone()} />
                if let Some(book) = &wizard.book {
                    <p class="import-note">{ fill(lang.say(t::IN_HAND), &[&book.file]) }</p>
                    { foot(None, button(Kind::Plain, lang.say(t::NEXT), click(go(&wizard.dispatcher(), Stage::Header))), lang) }
                }
            </>
        },
        (None, Stage::Header) => header::header(&wizard, &works, lang),
        (None, Stage::Columns) => columns::columns(&wizard, &works, lang),
        (None, Stage::Check) => html! {
            <check::Check wizard={(*wizard).clone()} tell={wizard.dispatcher()} />
        },
        (None, Stage::Commit) => {
            html! { <commit::Commit wizard={(*wizard).clone()} works={works.clone()} /> }
        }
        (None, Stage::Done) => commit::done(&wizard, list.unwrap_or_default(), &works, lang),
    };
    html! {
        <div class="page import">
            { page_head(lang.say(c::IMPORT), tools) }
            { steps::steps(&wizard, &wizard.dispatcher(), lang) }
            <section class="panel" aria-labelledby={steps::HEADING}>
                <div class="panel-head">
                    { steps::heading(&wizard, lang) }
                    if let Some(book) = wizard.book.as_ref().filter(|_| wizard.stage != Stage::Choose) {
                        <span class="muted import-file">{ &book.file }</span>
                    }
                </div>
                <div class="panel-body import-body">
                    { outcome(&wizard, &works, lang) }
                    { body }
                </div>
            </section>
            if wizard.unfinished || matches!(wizard.stage, Stage::Choose | Stage::Done) {
                <history::History list={list.map(<[_]>::to_vec)} failure={imports.failure.clone()} again={imports.again.clone()} />
            }
        </div>
    }
}

/// What became of the last work, where it came to nothing.
fn outcome(wizard: &Wizard, works: &Works, lang: Lang) -> Html {
    let told = if let Some(failure) = &wizard.trouble {
        // Only writing changes anything, and then the engine says what it wrote.
        let unchanged = match (wizard.unfinished, failure.code.as_str()) {
            (false, _) => lang.say(t::UNCHANGED),
            (true, "engine_stopped") => lang.say(t::UNSURE),
            (true, _) => "",
        };
        html! { <><ErrorBox failure={failure.clone()} /><p>{ unchanged }</p></> }
    } else if let Some(text) = &wizard.stopped {
        let text = if text.is_empty() {
            lang.say(t::CANCELLED)
        } else {
            &**text
        };
        html! { <p class="import-note" role="status">{ text }</p> }
    } else {
        return Html::default();
    };
    let again = {
        let (works, plan) = (works.clone(), wizard.plan_now());
        Callback::from(move |_: MouseEvent| {
            if let Some(plan) = plan.clone() {
                works.tell.dispatch(Event::Go(Stage::Check));
                works.check(plan);
            }
        })
    };
    html! {
        <div class="import-outcome">
            { told }
            if wizard.unfinished {
                <p>{ lang.say(t::UNFINISHED) }</p>
                <p>{ button(Kind::Plain, lang.say(t::CHECK_AGAIN), again) }</p>
            }
        </div>
    }
}

/// The way back and the way on, at the foot of a step.
fn foot(back: Option<Callback<()>>, on: Html, lang: Lang) -> Html {
    html! {
        <div class="import-foot">
            if let Some(back) = back {
                { button(Kind::Plain, lang.say(t::BACK), click(back)) }
            }
            { on }
        </div>
    }
}

/// A callback that goes to a step.
fn go(tell: &UseReducerDispatcher<Wizard>, stage: Stage) -> Callback<()> {
    let tell = tell.clone();
    Callback::from(move |()| tell.dispatch(Event::Go(stage)))
}
