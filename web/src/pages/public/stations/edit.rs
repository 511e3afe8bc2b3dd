//! One station: new, otherwise, or closed.

use super::Known;
use super::labels::{labels, proposals};
use super::texts as t;
use crate::components::button::{Kind as Button, button, click};
use crate::components::confirm::Confirm;
use crate::components::dialog::Dialog;
use crate::components::field::{Field, Kind};
use crate::components::form::{Form, Values};
use crate::i18n::{Say, fill};
use crate::pages::public::asking::use_ordering;
use crate::pages::public::fields::{station_id, station_name, unknown_station};
use crate::prelude::*;
use crate::state::{notices, use_lang};
use huiyin_protocol::public::{PublicAsk, PublicReply};
use huiyin_rules::station::{Station, StationKind};
use std::rc::Rc;

/// Properties of [`Edit`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Stations, roll, codes.
    pub known: Known,
    /// Which one; a new one without.
    pub id: Option<String>,
    /// Closes the dialog.
    pub on_close: Callback<()>,
}

fn values(station: &Station, all: &[(String, String)]) -> Values {
    let parent = station.parent.as_deref();
    let parent = parent.map_or_else(String::new, |id| station_name(all, id));
    Values::default()
        .with("name", station.name.as_str())
        .with("kind", station.kind.as_str())
        .with("parent", parent)
        .with("address", station.address.as_str())
        .with("hours", station.hours.as_str())
        .with("deputies", station.deputies.join("\n"))
}

fn station(id: &str, values: &Values, all: &[(String, String)]) -> Option<Station> {
    let mut kinds = StationKind::ALL.into_iter();
    Some(Station {
        id: id.to_owned(),
        name: values.text("name"),
        kind: kinds.find(|kind| kind.as_str() == values.get("kind"))?,
        parent: station_id(all, values.get("parent")),
        address: values.text("address"),
        hours: values.text("hours"),
        deputies: values.list("deputies"),
    })
}

/// The dialog.
#[component]
pub fn Edit(props: &Props) -> Html {
    let lang = use_lang();
    let ordering = use_ordering();
    let closing = use_state_eq(|| false);
    let view = &props.known.view;
    let id = props.id.clone().unwrap_or_default();
    let row = view.rows.iter().find(|row| row.station.id == id);
    let all: Rc<Vec<(String, String)>> = {
        let all = labels(view, lang).into_iter();
        Rc::new(all.filter(|(other, _)| *other != id).collect())
    };
    let kinds = StationKind::ALL.map(|kind| {
        let label = kind.label().get(lang).to_owned();
        (kind.as_str().to_owned(), label)
    });
    let fields = vec![
        Field::new("name", lang.say(t::NAME), Kind::Line),
        Field::new("kind", lang.say(t::KIND), Kind::Radio(kinds.to_vec())),
        Field::new("parent", lang.say(t::PARENT), Kind::Combo(proposals(&all))).optional(),
        Field::new("address", lang.say(t::ADDRESS), Kind::Line).optional(),
        Field::new("hours", lang.say(t::HOURS), Kind::Line)
            .hint(lang.say(t::HOURS_HINT))
            .optional(),
        Field::new(
            "deputies",
            lang.say(t::DEPUTIES),
            Kind::Many(Rc::new(view.deputies.clone())),
        )
        .hint(lang.say(t::DEPUTIES_HINT))
        .optional(),
    ];
    let order = {
        let (run, take, on_close) = (
            ordering.run.clone(),
            props.known.take.clone(),
            props.on_close.clone(),
        );
        Callback::from(move |(ask, said): (PublicAsk, String)| {
            let (take, on_close) = (take.clone(), on_close.clone());
            let then = Callback::from(move |reply: PublicReply| {
                notices::done(said.clone());
                take.emit(reply);
                on_close.emit(());
            });
            run.emit((ask, then));
        })
    };
    let on_submit = {
        let (order, all, id) = (order.clone(), all.clone(), id.clone());
        Callback::from(move |values: Values| {
            if let Some(station) = station(&id, &values, &all) {
                let said = fill(lang.say(t::SAVED), &[&station.name]);
                order.emit((PublicAsk::SetStations(vec![station]), said));
            }
        })
    };
    let check = {
        let all = all.clone();
        Callback::from(move |values: Values| {
            unknown_station("parent", values.get("parent"), &all, lang)
        })
    };
    let ask_close = |on: bool| {
        let closing = closing.setter();
        Callback::from(move |()| closing.set(on))
    };
    let name = row.map_or("", |row| row.station.name.as_str());
    if *closing {
        let said = fill(lang.say(t::CLOSED), &[name]);
        let on_do = order.reform(move |reason: String| {
            let id = id.clone();
            (PublicAsk::CloseStation { id, reason }, said.clone())
        });
        return html! {
            <Confirm title={lang.say(t::CLOSE_DO)} lines={vec![fill(lang.say(t::CLOSE_WHAT), &[name]), lang.say(t::CLOSE_CODES).to_owned()]} reason=true
                busy={ordering.busy} failure={ordering.failure.clone()} {on_do} on_close={ask_close(false)} />
        };
    }
    let extra = if row.is_some_and(|row| row.closed.is_none()) {
        button(
            Button::Plain,
            lang.say(t::CLOSE_ASK),
            click(ask_close(true)),
        )
    } else {
        Html::default()
    };
    let initial = match row {
        Some(row) => values(&row.station, &all),
        None => Values::default(),
    };
    let draft = if props.id.is_some() {
        ""
    } else {
        "station-new"
    };
    html! {
        <Dialog title={lang.say(if row.is_some() { t::CHANGE } else { t::NEW })} on_close={props.on_close.clone()}>
            <Form {fields} {initial} {draft} submit={lang.say(t::SAVE)} {on_submit} on_cancel={props.on_close.clone()}
                check={Some(check)} busy={ordering.busy} failure={ordering.failure.clone()} {extra} />
        </Dialog>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_station_survives_the_form() {
        let all = [("a".to_owned(), "东关站".to_owned())];
        let one = Station {
            id: "b".to_owned(),
            name: "幸福里网格".to_owned(),
            kind: StationKind::Cell,
            parent: Some("a".to_owned()),
            address: "幸福里 3 号".to_owned(),
            hours: "周三 9:00–11:00".to_owned(),
            deputies: vec!["李志强".to_owned()],
        };
        assert_eq!(station("b", &values(&one, &all), &all), Some(one));
        assert_eq!(station("", &Values::default(), &all), None);
    }
}
