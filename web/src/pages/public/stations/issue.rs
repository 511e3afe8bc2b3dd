//! What can be done with the stations or deputies that are ticked: codes issued and printed.

use super::texts as t;
use super::{Known, Paper};
use crate::components::button::{Kind as Button, button, button_if, click};
use crate::components::error_box::ErrorBox;
use crate::i18n::{Say, common, fill_number};
use crate::pages::public::asking::use_ordering;
use crate::pages::public::texts as pt;
use crate::prelude::*;
use crate::state::{notices, use_lang};
use huiyin_protocol::public::{CodeFor, CodeView, PublicAsk, PublicReply};

/// Properties of [`Issue`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Stations, roll, codes.
    pub known: Known,
    /// For whom.
    pub targets: Vec<CodeFor>,
    /// Ticks nothing.
    pub on_clear: Callback<()>,
}

/// Whether a code in force is for just this.
fn is_for(code: &CodeView, target: &CodeFor) -> bool {
    code.withdrawn.is_none()
        && code.drive == target.drive
        && code.deputy == target.deputy
        // A deputy's code may name the station where he or she is met.
        && (code.station == target.station || (target.deputy.is_some() && target.station.is_none()))
}

/// The bar.
#[component]
pub fn Issue(props: &Props) -> Html {
    let lang = use_lang();
    let ordering = use_ordering();
    let codes = &props.known.view.codes;
    let has = |target: &&CodeFor| codes.iter().any(|code| is_for(code, target));
    let without: Vec<CodeFor> = props
        .targets
        .iter()
        .filter(|target| !has(target))
        .cloned()
        .collect();
    let printed: Vec<String> = codes
        .iter()
        .filter(|code| props.targets.iter().any(|target| is_for(code, target)))
        .map(|code| code.code.clone())
        .collect();
    let deputies = props.targets.iter().any(|target| target.deputy.is_some());
    let count = without.len() as u64;
    let issue = {
        let (run, take) = (ordering.run.clone(), props.known.take.clone());
        Callback::from(move |_: MouseEvent| {
            let take = take.clone();
            let then = Callback::from(move |reply: PublicReply| {
                notices::done(fill_number(lang.say(t::ISSUED), count));
                take.emit(reply);
            });
            run.emit((PublicAsk::IssueCodes(without.clone()), then));
        })
    };
    let print = {
        let many = printed.clone();
        let paper = if deputies {
            Paper::Cards(many)
        } else {
            Paper::Posters(many)
        };
        props.known.print.reform(move |_: MouseEvent| paper.clone())
    };
    let words = if deputies {
        t::PRINT_CARDS
    } else {
        t::PRINT_POSTERS
    };
    let selected = fill_number(lang.say(pt::SELECTED), props.targets.len() as u64);
    html! {
        <div class="pub-bar" role="region" aria-label={selected.clone()}>
            <strong>{ selected }</strong>
            { button(Button::Text, lang.say(common::CLEAR), click(props.on_clear.clone())) }
            <span class="pub-tools">
                if count > 0 {
                    { button_if(Button::Primary, &fill_number(lang.say(t::ISSUE), count), issue, !ordering.busy) }
                } else {
                    <span class="muted">{ lang.say(t::ALL_HAVE) }</span>
                }
                { button_if(Button::Plain, &fill_number(lang.say(words), printed.len() as u64), print, !printed.is_empty()) }
            </span>
            if let Some(failure) = &ordering.failure { <ErrorBox failure={failure.clone()} /> }
        </div>
    }
}
