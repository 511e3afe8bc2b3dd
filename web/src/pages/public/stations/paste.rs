//! Stations pasted from Excel: looked through first, recorded after.

use super::Known;
use super::texts as t;
use crate::components::button::{Kind as Button, button, button_if, click};
use crate::components::dialog::Dialog;
use crate::components::error_box::ErrorBox;
use crate::components::field::{Field, Kind, field};
use crate::i18n::{Say, common, fill, fill_number, grouped};
use crate::pages::public::asking::use_ordering;
use crate::pages::public::texts as pt;
use crate::prelude::*;
use crate::state::{notices, use_lang};
use huiyin_protocol::public::{PublicAsk, PublicReply};
use huiyin_rules::Lang;
use huiyin_rules::station::Station;
use std::collections::HashMap;
use std::rc::Rc;

/// Rows shown of what was read.
const SHOWN: usize = 50;

/// What was read of the table.
#[derive(Clone, PartialEq)]
struct Looked {
    stations: Rc<Vec<Station>>,
    faults: Rc<Vec<(u32, String)>>,
}

/// Properties of [`Paste`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Stations, roll, codes.
    pub known: Known,
    /// Closes the dialog.
    pub on_close: Callback<()>,
}

/// The dialog.
#[component]
pub fn Paste(props: &Props) -> Html {
    let lang = use_lang();
    let ordering = use_ordering();
    let text = use_state_eq(String::new);
    let looked = use_state_eq(|| None::<Looked>);
    let set = {
        let (text, looked) = (text.setter(), looked.setter());
        Callback::from(move |value: String| {
            text.set(value);
            looked.set(None);
        })
    };
    let look = {
        let (run, text, looked) = (ordering.run.clone(), text.clone(), looked.setter());
        Callback::from(move |_: MouseEvent| {
            let looked = looked.clone();
            let then = Callback::from(move |reply: PublicReply| {
                if let PublicReply::StationTable { stations, faults } = reply {
                    looked.set(Some(Looked {
                        stations: Rc::new(stations),
                        faults: Rc::new(faults),
                    }));
                }
            });
            run.emit((PublicAsk::ReadStations((*text).clone()), then));
        })
    };
    let record = {
        let (run, looked) = (ordering.run.clone(), looked.clone());
        let (take, on_close) = (props.known.take.clone(), props.on_close.clone());
        Callback::from(move |_: MouseEvent| {
            let Some(found) = &*looked else {
                return;
            };
            let (take, on_close) = (take.clone(), on_close.clone());
            let count = found.stations.len() as u64;
            let then = Callback::from(move |reply: PublicReply| {
                notices::done(fill_number(lang.say(t::PASTED), count));
                take.emit(reply);
                on_close.emit(());
            });
            let stations = (*found.stations).clone();
            run.emit((PublicAsk::SetStations(stations), then));
        })
    };
    let one = Field::new("stations-paste", lang.say(t::PASTE_TABLE), Kind::Area(8))
        .hint(lang.say(t::PASTE_HINT))
        .plain("");
    let count = looked.as_ref().map_or(0, |looked| looked.stations.len());
    html! {
        <Dialog title={lang.say(t::PASTE)} on_close={props.on_close.clone()} wide=true>
            <div class="form">
                { field(&one, &text, None, &set, lang) }
                if let Some(failure) = &ordering.failure { <ErrorBox failure={failure.clone()} /> }
                if let Some(looked) = &*looked { { found(looked, &props.known, lang) } }
                <div class="form-foot">
                    // The engine records a table as a whole: what is wrong is mended first.
                    if looked.as_ref().is_none_or(|looked| !looked.faults.is_empty()) {
                        { button_if(Button::Primary, lang.say(t::LOOK), look, !text.trim().is_empty() && !ordering.busy) }
                    } else {
                        { button_if(Button::Primary, &fill(lang.say(t::PASTE_DO), &[&grouped(count as u64)]), record, count > 0 && !ordering.busy) }
                    }
                    { button(Button::Plain, lang.say(common::CANCEL), click(props.on_close.clone())) }
                </div>
            </div>
        </Dialog>
    }
}

/// What would be recorded, and what is wrong.
fn found(looked: &Looked, known: &Known, lang: Lang) -> Html {
    let mut names: HashMap<&str, &str> = HashMap::new();
    let there = known.view.rows.iter().map(|row| &row.station);
    for station in there.chain(looked.stations.iter()) {
        names.insert(&station.id, &station.name);
    }
    let faults = looked.faults.len() as u64;
    let said = if faults > 0 {
        fill_number(lang.say(t::FAULTY), faults)
    } else {
        fill_number(lang.say(t::LOOKED), looked.stations.len() as u64)
    };
    html! {
        <>
            <p role="status"><strong>{ said }</strong></p>
            if !looked.faults.is_empty() {
                <div class="scroll pub-lines" tabindex="0" role="region" aria-label={lang.say(t::FAULTS)}>
                    <table class="table">
                        <thead><tr><th scope="col">{ lang.say(t::LINE) }</th><th scope="col">{ lang.say(pt::WHY_NOT) }</th></tr></thead>
                        <tbody>{ for looked.faults.iter().enumerate().map(|(at, (line, why))| html! {
                            <tr key={at}><th scope="row">{ fill_number(lang.say(t::LINE_NUMBER), *line) }</th><td class="pub-bad">{ why }</td></tr>
                        }) }</tbody>
                    </table>
                </div>
            }
            if !looked.stations.is_empty() {
                <div class="scroll pub-lines" tabindex="0" role="region" aria-label={lang.say(t::TREE)}>
                    <table class="table">
                        <thead><tr>
                            { for [t::NAME, t::KIND, t::PARENT, t::ADDRESS, t::HOURS, t::DEPUTIES].into_iter().map(|words| html! { <th scope="col">{ lang.say(words) }</th> }) }
                        </tr></thead>
                        <tbody>{ for looked.stations.iter().take(SHOWN).map(|station| {
                            let parent = station.parent.as_deref();
                            let above = parent.and_then(|id| names.get(id)).copied().unwrap_or_default();
                            html! {
                                <tr key={station.id.clone()}>
                                    <th scope="row">{ &station.name }</th>
                                    <td>{ station.kind.label().get(lang).to_owned() }</td>
                                    <td>{ above }</td>
                                    <td>{ &station.address }</td>
                                    <td>{ &station.hours }</td>
                                    <td>{ station.deputies.join(lang.say(pt::LISTED)) }</td>
                                </tr>
                            }
                        }) }</tbody>
                    </table>
                </div>
                if looked.stations.len() > SHOWN { <p class="muted">{ fill_number(lang.say(t::SHOWN), SHOWN as u64) }</p> }
            }
        </>
    }
}
