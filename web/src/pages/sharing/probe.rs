//! Trying a store before anything is kept on it.

use super::place;
use crate::components::button::{Kind, button_if};
use crate::components::empty::loading;
use crate::components::error_box::ErrorBox;
use crate::i18n::Say;
use crate::platform::sharing;
use crate::prelude::*;
use crate::state::use_lang;
use huiyin_protocol::Failure;
use huiyin_protocol::sharing::{ProbeLine, ProbeReport, SharingReply, SharingRequest, StoreChoice};
use huiyin_rules::Lang;
use std::rc::Rc;

crate::i18n::words! {
    TRY = "检查存储位置", "Try the store";
    TRYING = "正在检查：写入几个很小的测试文件，再读回、列出…", "Trying: writing a few small files, reading them back, listing them…";
    FIRST = "填好上面的地址后，可以先检查是否可用。", "Once the address is filled in, you can try it here.";
    LINES = "检查了什么", "What was tried";
    MET = "符合", "met";
    UNMET = "不符合", "not met";
    TOLD = "仅供参考", "for information";
}

/// Properties of [`Probe`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The store; nothing can be tried without one.
    pub store: Option<StoreChoice>,
}

/// What was tried last, and what came of it.
#[derive(Clone, PartialEq)]
enum Tried {
    Nothing,
    UnderWay(StoreChoice),
    Failed(StoreChoice, Rc<Failure>),
    Done(StoreChoice, Rc<ProbeReport>),
}

/// The button, and what came of it.
#[component]
pub fn Probe(props: &Props) -> Html {
    let lang = use_lang();
    let tried = use_state_eq(|| Tried::Nothing);
    // An answer about another store than the one last asked about is of no use.
    let asked = use_mut_ref(|| None::<StoreChoice>);
    let ready = props.store.clone().filter(place::is_complete);
    let go = {
        let (tried, ready) = (tried.clone(), ready.clone());
        Callback::from(move |()| {
            let Some(store) = ready.clone() else {
                return;
            };
            tried.set(Tried::UnderWay(store.clone()));
            asked.replace(Some(store.clone()));
            let (tried, asked) = (tried.clone(), asked.clone());
            sharing::ask_then(SharingRequest::Probe(store.clone()), move |answer| {
                if asked.borrow().as_ref() != Some(&store) {
                    return;
                }
                match answer {
                    Ok(SharingReply::Probe(report)) => {
                        tried.set(Tried::Done(store, Rc::new(report)));
                    }
                    Ok(_) => {}
                    Err(why) => tried.set(Tried::Failed(store, Rc::new(why))),
                }
            });
        })
    };
    let is_current = |store: &StoreChoice| ready.as_ref() == Some(store);
    let shown = match &*tried {
        Tried::UnderWay(store) if is_current(store) => loading(lang.say(TRYING)),
        Tried::Failed(store, failure) if is_current(store) => {
            html! { <ErrorBox failure={failure.clone()} again={go.clone()} /> }
        }
        Tried::Done(store, report) if is_current(store) => shown(report, lang),
        _ if ready.is_none() => html! { <p class="muted">{ lang.say(FIRST) }</p> },
        _ => Html::default(),
    };
    let is_busy = matches!(&*tried, Tried::UnderWay(store) if is_current(store));
    html! {
        <div class="probe" aria-live="polite">
            { button_if(Kind::Plain, lang.say(TRY), go.reform(|_| ()), ready.is_some() && !is_busy) }
            { shown }
        </div>
    }
}

fn shown(report: &ProbeReport, lang: Lang) -> Html {
    let (class, mark) = if report.good {
        ("probe-sum good", "✓ ")
    } else {
        ("probe-sum bad", "✕ ")
    };
    html! {
        <>
            <p {class}><span aria-hidden="true">{ mark }</span>{ &report.summary }</p>
            if !report.lines.is_empty() {
                <details class="probe-lines" open={!report.good}>
                    <summary>{ lang.say(LINES) }</summary>
                    <ul>{ for report.lines.iter().map(|one| line(one, lang)) }</ul>
                </details>
            }
        </>
    }
}

fn line(line: &ProbeLine, lang: Lang) -> Html {
    let (class, mark, words) = match line.met {
        Some(true) => ("good", "✓ ", MET),
        Some(false) => ("bad", "✕ ", UNMET),
        None => ("muted", "· ", TOLD),
    };
    html! {
        <li key={line.what.clone()}>
            <strong>{ &line.what }</strong>
            <span {class}><span aria-hidden="true">{ mark }</span>{ lang.say(words) }</span>
            <span>{ &line.outcome }</span>
        </li>
    }
}
