//! The rulebooks that came into force in this workspace, the newest first.

use super::texts as t;
use crate::i18n::{Say, common, day, fill, fill_number};
use crate::prelude::*;
use huiyin_protocol::rulebook::{Existing, VersionView};
use huiyin_rules::Lang;

/// The panel.
pub fn versions(all: &[VersionView], lang: Lang) -> Html {
    html! {
        <section class="panel">
            <div class="panel-head"><h2 id="versions-title">{ lang.say(t::VERSIONS) }</h2></div>
            <div class="panel-body rules-stack">
                <p class="muted">{ lang.say(t::VERSIONS_HINT) }</p>
                <div class="scroll" tabindex="0" role="region" aria-labelledby="versions-title">
                    <table class="table">
                        <thead><tr>
                            <th scope="col">{ lang.say(t::VERSION) }</th>
                            <th scope="col">{ lang.say(t::FROM) }</th>
                            <th scope="col">{ lang.say(t::EXISTING) }</th>
                            <th scope="col" class="num">{ lang.say(t::ITEMS) }</th>
                            <th scope="col">{ lang.say(t::ADOPTED) }</th>
                        </tr></thead>
                        <tbody>{ for all.iter().enumerate().map(|(at, one)| row(at, one, lang)) }</tbody>
                    </table>
                </div>
            </div>
        </section>
    }
}

fn row(at: usize, one: &VersionView, lang: Lang) -> Html {
    let from = one
        .from
        .map_or_else(|| lang.say(t::FROM_BEGINNING).to_owned(), day::iso);
    let (when, who) = &one.adopted;
    let adopted = match (when.as_str(), who.as_str()) {
        (when, "") => when.to_owned(),
        (when, who) => fill(lang.say(t::ADOPTED_BY), &[when, who]),
    };
    // What holds from the beginning was chosen for nothing under way.
    let moved = if adopted.is_empty() {
        lang.say(common::EMPTY_CELL)
    } else {
        existing(one.existing, lang)
    };
    html! {
        <tr key={at}>
            <th scope="row">{ &one.title }</th>
            <td class="rules-day">{ from }</td>
            <td>{ moved }</td>
            <td class="num">{ fill_number(lang.say(t::ITEMS_OF), one.items) }</td>
            <td>{ adopted }</td>
        </tr>
    }
}

/// What becomes of suggestions under way, in a word.
pub fn existing(existing: Existing, lang: Lang) -> &'static str {
    lang.say(match existing {
        Existing::Keep => t::KEEP,
        Existing::Move => t::MOVE,
    })
}
