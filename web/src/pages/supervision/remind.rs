//! Reminders for everything that some queries find, through the ledger's batch.

use super::texts as t;
use crate::i18n::Say;
use crate::pages::ledger::batch::Batch;
use crate::platform::engine;
use crate::prelude::*;
use crate::state::{notices, use_lang};
use huiyin_protocol::ledger::LedgerQuery;
use huiyin_protocol::{Failure, Reply, Request};
use huiyin_rules::ids::SuggestionId;
use huiyin_rules::suggestion::Action;
use wasm_bindgen_futures::spawn_local;

/// The most rows the engine gives at once.
const WINDOW: u32 = 1000;

/// Properties of [`Remind`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Which suggestions.
    pub queries: Vec<LedgerQuery>,
    /// Closes it.
    pub on_close: Callback<()>,
}

/// The dialog, once it is known which suggestions it is about.
#[component]
pub fn Remind(props: &Props) -> Html {
    let lang = use_lang();
    let ids = use_state_eq(Vec::new);
    {
        let (ids, on_close) = (ids.clone(), props.on_close.clone());
        use_effect_with(props.queries.clone(), move |queries| {
            let queries = queries.clone();
            spawn_local(async move {
                match find(queries).await {
                    Ok(found) if found.is_empty() => {
                        notices::failed(lang.say(t::NOTHING_OPEN));
                        on_close.emit(());
                    }
                    Ok(found) => ids.set(found),
                    Err(failure) => {
                        notices::failure(&failure);
                        on_close.emit(());
                    }
                }
            });
        });
    }
    if ids.is_empty() {
        return Html::default();
    }
    let on_close = props.on_close.reform(|_: bool| ());
    html! { <Batch action={Action::Remind} ids={(*ids).clone()} {on_close} /> }
}

/// Every suggestion of the queries, each once.
async fn find(queries: Vec<LedgerQuery>) -> Result<Vec<SuggestionId>, Failure> {
    let mut found = Vec::new();
    for query in queries {
        let mut offset = 0;
        loop {
            let asked = LedgerQuery {
                offset,
                limit: WINDOW,
                ..query.clone()
            };
            let Reply::Ledger(page) = engine::ask(Request::Ledger(asked)).await? else {
                break;
            };
            let ids = page.rows.into_iter().map(|row| row.id);
            found.extend(ids);
            offset += WINDOW;
            if offset >= page.total {
                break;
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}
