//! Placing deputies who are placed nowhere.

use super::Known;
use super::labels::{labels, proposals};
use super::texts as t;
use crate::components::dialog::Dialog;
use crate::components::field::{Field, Kind};
use crate::components::form::{Form, Values};
use crate::i18n::{Say, fill_number};
use crate::pages::public::asking::use_ordering;
use crate::pages::public::fields::{station_id, unknown_station};
use crate::pages::public::texts as pt;
use crate::prelude::*;
use crate::state::{notices, use_lang};
use huiyin_protocol::public::{PublicAsk, PublicReply};
use std::rc::Rc;

/// Properties of [`Place`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Stations, roll, codes.
    pub known: Known,
    /// Closes the dialog.
    pub on_close: Callback<()>,
}

/// The dialog.
#[component]
pub fn Place(props: &Props) -> Html {
    let lang = use_lang();
    let ordering = use_ordering();
    let view = &props.known.view;
    let all = Rc::new(labels(view, lang));
    let who = view
        .unplaced
        .iter()
        .map(|name| (name.clone(), name.clone()));
    let fields = vec![
        Field::new(
            "station",
            lang.say(pt::STATION),
            Kind::Combo(proposals(&all)),
        ),
        Field::new("who", lang.say(t::PLACE_WHO), Kind::Checks(who.collect())),
    ];
    let check = {
        let all = all.clone();
        Callback::from(move |values: Values| {
            unknown_station("station", values.get("station"), &all, lang)
        })
    };
    let on_submit = {
        let (run, view) = (ordering.run.clone(), view.clone());
        let (take, on_close) = (props.known.take.clone(), props.on_close.clone());
        Callback::from(move |values: Values| {
            let id = station_id(&all, values.get("station"));
            let row = view
                .rows
                .iter()
                .find(|row| Some(&row.station.id) == id.as_ref());
            let Some(row) = row else {
                return;
            };
            let mut station = row.station.clone();
            let who = values.list("who");
            let count = who.len() as u64;
            station.deputies.extend(who);
            let (take, on_close) = (take.clone(), on_close.clone());
            let then = Callback::from(move |reply: PublicReply| {
                notices::done(fill_number(lang.say(t::PLACED), count));
                take.emit(reply);
                on_close.emit(());
            });
            run.emit((PublicAsk::SetStations(vec![station]), then));
        })
    };
    html! {
        <Dialog title={lang.say(t::PLACE_TITLE)} on_close={props.on_close.clone()}>
            <Form {fields} draft="" submit={lang.say(t::PLACE_DO)} {on_submit} on_cancel={props.on_close.clone()}
                check={Some(check)} busy={ordering.busy} failure={ordering.failure.clone()} />
        </Dialog>
    }
}
