//! What the suggestion is and says.

use super::texts as x;
use crate::i18n::common as t;
use crate::i18n::terms::Term;
use crate::i18n::{Say, Words, fill};
use crate::prelude::*;
use crate::route::{self, Route, Search};
use huiyin_protocol::item::ItemView;
use huiyin_rules::Lang;

/// The panel of facts, and the text with its points.
pub fn facts(item: &ItemView, lang: Lang) -> Html {
    let (dossier, row) = (&item.dossier, &item.row);
    let source = item.source.as_ref().map(|from| {
        fill(
            lang.say(x::SOURCE_ROW),
            &[&from.file, &from.sheet, &from.row.to_string()],
        )
    });
    let key = match (&item.supervisor, row.key) {
        // Its particulars name the leader where they are told.
        (Some(who), true) if item.key_facts.is_empty() => fill(lang.say(x::KEY_BY), &[who]),
        (_, true) => lang.say(t::YES).to_owned(),
        (_, false) => String::new(),
    };
    let separator = lang.say(Words("、", ", "));
    let (title, since) = &item.rulebook;
    let rulebook = if since.is_empty() {
        title.clone()
    } else {
        fill(lang.say(x::RULEBOOK_SINCE), &[title, since])
    };
    let facts: [(Words, String); 12] = [
        (x::STAGE, item.stage_text.clone()),
        (x::KIND, dossier.kind.word(lang).to_owned()),
        (x::OCCASION, dossier.occasion.word(lang).to_owned()),
        (x::CATEGORY, dossier.category.clone().unwrap_or_default()),
        (x::LEAD, dossier.lead.clone()),
        (x::CO_SIGNERS, dossier.co_signers.join(separator)),
        (
            x::DELEGATION,
            dossier.delegation.clone().unwrap_or_default(),
        ),
        (x::LEADER, row.leader.clone()),
        (x::UNITS, row.units.clone()),
        (x::ASSISTING, row.assisting.clone()),
        (x::KEY, key),
        (x::SOURCE, source.unwrap_or_default()),
    ];
    html! {
        <>
            <section class="panel" aria-labelledby="item-facts">
                <div class="panel-head"><h2 id="item-facts">{ lang.say(x::FACTS) }</h2></div>
                <dl class="facts">
                    // What is not kept is left out: rows of dashes say nothing.
                    { for facts.into_iter().filter(|(_, value)| !value.is_empty()).map(|(label, value)| html! {
                        <div key={label.1}><dt>{ lang.say(label) }</dt><dd>{ value }</dd></div>
                    }) }
                    { for item.key_facts.iter().map(|(label, value)| html! {
                        <div key={label.clone()}><dt>{ label }</dt><dd>{ value }</dd></div>
                    }) }
                    if !rulebook.is_empty() {
                        <div><dt>{ lang.say(x::RULEBOOK) }</dt>
                            <dd>{ route::link(&Route::Rules(Search::default()), "", html! { { rulebook } }) }</dd></div>
                    }
                    if !item.joined.is_empty() {
                        <div><dt>{ lang.say(x::JOINED) }</dt><dd>{ joined(item, lang) }</dd></div>
                    }
                </dl>
            </section>
            <section class="panel" aria-labelledby="item-text">
                <div class="panel-head"><h2 id="item-text">{ lang.say(x::TEXT) }</h2></div>
                <div class="panel-body">
                    if dossier.text.is_empty() {
                        <p class="muted">{ lang.say(x::NO_TEXT) }</p>
                    } else {
                        <p class="item-text">{ &dossier.text }</p>
                    }
                    if !dossier.points.is_empty() {
                        <h3>{ lang.say(x::POINTS) }</h3>
                        <ol class="points">{ for dossier.points.iter().map(|point| html! { <li class="item-text">{ point }</li> }) }</ol>
                    }
                    if !dossier.origins.is_empty() {
                        <h3>{ lang.say(x::ORIGINS) }</h3>
                        <ul class="notes">{ for dossier.origins.iter().map(|origin| html! { <li class="item-text">{ origin }</li> }) }</ul>
                    }
                </div>
            </section>
        </>
    }
}

/// The suggestions it is handled together with, each a link.
fn joined(item: &ItemView, lang: Lang) -> Html {
    html! {
        <ul>{ for item.joined.iter().map(|(id, number, title)| {
            let number = if number.is_empty() { lang.say(t::NO_NUMBER) } else { number };
            let inside = html! { <>{ number }{ " " }{ title }</> };
            html! { <li key={id.as_str()}>{ route::link(&Route::Item(id.clone()), "", inside) }</li> }
        }) }</ul>
    }
}
