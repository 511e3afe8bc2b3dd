//! The holiday calendar: how far it reaches, and a new one loaded after what it moves is seen.

use super::part;
use super::texts as t;
use crate::components::button::{Kind, button_if, click};
use crate::i18n::{Say, fill};
use crate::pages::rules::looking::{LookingView, State, use_looking};
use crate::pages::rules::upload::Upload;
use crate::prelude::*;
use crate::state::{notices, use_session, use_workspace};
use huiyin_protocol::Request;
use huiyin_rules::Role;
use std::rc::Rc;

/// What a file holds, in small.
const EXAMPLE: &str = r#"{
  "horizon": "2027-12-31",
  "years": {
    "2027": {
      "holidays": [{ "date": "2027-01-01", "name": "元旦" }],
      "make_up_workdays": [{ "date": "2027-02-20", "name": "春节" }]
    }
  }
}"#;

/// The file in hand.
#[derive(Clone, PartialEq)]
struct Chosen {
    name: String,
    document: Rc<String>,
    /// It was loaded, or is being.
    loading: bool,
}

/// The section.
#[component]
pub fn Calendar() -> Html {
    let session = use_session();
    let lang = session.lang;
    let workspace = use_workspace();
    let is_office = session.acting().role == Role::Office;
    let chosen = use_state_eq(|| None::<Chosen>);
    let failed = use_state_eq(String::new);
    let looking = use_looking();
    let state = (*looking.state).clone();

    let on_text = {
        let (chosen, failed, looking) = (chosen.clone(), failed.clone(), looking.clone());
        Callback::from(move |read: Result<(String, String), String>| match read {
            Ok((name, document)) => {
                failed.set(String::new());
                let request = Request::CalendarLook {
                    document: document.clone(),
                };
                chosen.set(Some(Chosen {
                    name,
                    document: Rc::new(document),
                    loading: false,
                }));
                looking.ask(request, |_| {});
            }
            Err(why) => {
                looking.forget();
                chosen.set(None);
                failed.set(why);
            }
        })
    };
    let load = {
        let (chosen, looking) = (chosen.clone(), looking.clone());
        Callback::from(move |()| {
            if let Some(file) = (*chosen).clone() {
                let document = (*file.document).clone();
                chosen.set(Some(Chosen {
                    loading: true,
                    ..file
                }));
                looking.ask(Request::CalendarLoad { document }, |_| {});
            }
        })
    };
    let loading = chosen.as_ref().is_some_and(|file| file.loading);
    let is_loaded = loading && matches!(state, State::Good(_));
    {
        use_effect_with(is_loaded, move |is_loaded| {
            if *is_loaded {
                notices::done(lang.say(t::HOLIDAYS_SAVED));
            }
        });
    }
    let cancel = (!loading).then(|| {
        let looking = looking.clone();
        Callback::from(move |()| looking.cancel())
    });
    let can_load = matches!(state, State::Good(_)) && !loading;
    let choose = if chosen.is_some() {
        t::HOLIDAYS_OTHER
    } else {
        t::HOLIDAYS_FILE
    };
    part(
        lang.say(t::HOLIDAYS),
        lang.say(t::HOLIDAYS_INTRO),
        html! {
            <>
                <p><strong>{ fill(lang.say(t::HOLIDAYS_UNTIL), &[&workspace.calendar_horizon]) }</strong></p>
                if let Some(file) = &*chosen {
                    if is_loaded {
                        <p class="settings-done" role="status">{ "✓ " }{ lang.say(t::HOLIDAYS_DONE) }</p>
                    } else if can_load {
                        <p role="status">{ fill(lang.say(t::HOLIDAYS_READ), &[&file.name]) }</p>
                    }
                }
                if !failed.is_empty() { <p class="field-error" role="alert">{ &*failed }</p> }
                if is_office {
                    <div class="form-foot">
                        if can_load { { button_if(Kind::Primary, lang.say(t::HOLIDAYS_LOAD), click(load), true) } }
                        <Upload label={lang.say(choose)} {on_text} enabled={!(loading && state.is_running())} />
                    </div>
                } else {
                    <p class="muted">{ lang.say(t::OFFICE_ONLY) }</p>
                }
                if let Some(file) = &*chosen {
                    <LookingView {state} document={file.document.clone()} {cancel} />
                }
                <details class="settings-more">
                    <summary>{ lang.say(t::HOLIDAYS_FORM) }</summary>
                    <p>{ lang.say(t::HOLIDAYS_FORM_HINT) }</p>
                    <pre class="rules-quote" tabindex="0"><code>{ EXAMPLE }</code></pre>
                </details>
            </>
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_is_a_calendar() {
        assert!(huiyin_rules::Calendar::from_json(EXAMPLE).is_ok());
    }
}
