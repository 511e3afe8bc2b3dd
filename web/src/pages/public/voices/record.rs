//! Writing down what was said at a station, by telephone, by letter or at a meeting.

use super::super::asking::use_ordering;
use super::super::fields::{names, station_id, unknown_station};
use super::super::part;
use super::super::texts as pt;
use super::texts as t;
use super::{last_looked_at, use_choices};
use crate::app::nav;
use crate::components::field::{Field, Kind};
use crate::components::form::{Form, Values, forget_draft};
use crate::i18n::{Say, day};
use crate::pages::page_head;
use crate::prelude::*;
use crate::route::{self, Route};
use crate::state::{notices, use_session, use_workspace};
use huiyin_protocol::public::{PublicAsk, PublicReply, VoiceDraft};
use huiyin_rules::voice::Via;
use huiyin_rules::{Lang, Role};

/// Where unsaved input is kept.
const DRAFT: &str = "voice-new";

/// The ways a voice comes that is written down by hand.
const WAYS: [Via; 4] = [Via::Station, Via::Phone, Via::Letter, Via::Meeting];

fn draft(values: &Values, stations: &[(String, String)]) -> Option<VoiceDraft> {
    let mut ways = WAYS.into_iter();
    Some(VoiceDraft {
        via: ways.find(|way| way.as_str() == values.get("via"))?,
        station: station_id(stations, values.get("station")),
        deputy: values.option("deputy"),
        place: values.text("place"),
        text: values.text("text"),
        contact: values.option("contact"),
        on: day::iso_or_empty(values.day("on")),
    })
}

/// The page.
#[component]
pub fn Record() -> Html {
    let session = use_session();
    let workspace = use_workspace();
    let lang = session.lang;
    let choices = use_choices();
    let ordering = use_ordering();
    let ways = WAYS.map(|way| (way.as_str().to_owned(), way.label().get(lang).to_owned()));
    let today = workspace.today.clone();
    let fields = vec![
        Field::new("via", lang.say(t::VIA), Kind::Radio(ways.to_vec())),
        Field::new("on", lang.say(t::ON), Kind::Day(Some(today.clone()))),
        Field::new(
            "station",
            lang.say(t::AT_STATION),
            Kind::Combo(names(&choices.stations)),
        )
        .optional(),
        Field::new(
            "deputy",
            lang.say(t::TO_WHOM),
            Kind::Combo(choices.deputies.clone()),
        )
        .optional(),
        Field::new("text", lang.say(t::SAID), Kind::Area(6)).hint(lang.say(t::SAID_HINT)),
        Field::new("place", lang.say(t::PLACE), Kind::Line)
            .hint(lang.say(t::PLACE_HINT))
            .optional(),
        Field::new("contact", lang.say(t::CONTACT), Kind::Line)
            .hint(lang.say(t::CONTACT_HINT))
            .optional(),
    ];
    let check = {
        let stations = choices.stations.clone();
        Callback::from(move |values: Values| {
            unknown_station("station", values.get("station"), &stations, lang)
        })
    };
    let on_submit = {
        let (run, stations) = (ordering.run.clone(), choices.stations.clone());
        Callback::from(move |values: Values| {
            let Some(draft) = draft(&values, &stations) else {
                return;
            };
            let then = Callback::from(move |reply: PublicReply| {
                forget_draft(DRAFT);
                notices::done(lang.say(t::RECORDED));
                if let PublicReply::Voice(view) = reply {
                    route::go(&Route::Voice(view.row.id.clone()));
                }
            });
            run.emit((PublicAsk::Record(draft), then));
        })
    };
    let on_cancel = Callback::from(|()| route::go(&last_looked_at()));
    let office = session.acting().role == Role::Office;
    html! {
        <div class="page pub-page">
            { page_head(lang.say(nav::VOICE_NEW), leave(lang)) }
            if office {
                { part("voice-new", lang.say(t::RECORD), lang.say(t::RECORD_INTRO), Html::default(), html! {
                    <Form {fields} initial={Values::default().with("on", today)} draft={DRAFT} submit={lang.say(t::SAVE)}
                        {on_submit} {on_cancel} check={Some(check)} busy={ordering.busy} failure={ordering.failure.clone()} />
                }) }
            } else {
                <p class="muted">{ lang.say(pt::OFFICE_ONLY) }</p>
            }
        </div>
    }
}

/// Back to the inbox, where one was.
pub fn leave(lang: Lang) -> Html {
    route::link(&last_looked_at(), "btn", html! { lang.say(t::LEAVE) })
}
