//! Before a document comes into force: from when, for whom, and what it moves.

use super::draft::Draft;
use super::looking::{LookingView, State, use_looking};
use super::texts as t;
use super::versions::existing;
use super::{Mode, Plan};
use crate::components::button::{Kind as Look, button, button_if, click};
use crate::components::dialog::Dialog;
use crate::components::field::{Field, Kind, field};
use crate::i18n::{Say, common, day, fill, grouped};
use crate::pages::page_head;
use crate::prelude::*;
use crate::state::{notices, use_lang, use_workspace};
use chrono::NaiveDate;
use huiyin_protocol::report::ChangeView;
use huiyin_protocol::rulebook::Existing;
use huiyin_protocol::{Reply, Request};
use huiyin_rules::Lang;
use std::rc::Rc;

/// Properties of [`Review`].
#[derive(Properties, PartialEq)]
pub(super) struct Props {
    /// What may come into force.
    pub plan: Plan,
    /// Goes back, or on when it is adopted.
    pub go: Callback<Mode>,
}

/// The page before a document is adopted.
#[component]
pub(super) fn Review(props: &Props) -> Html {
    let lang = use_lang();
    let workspace = use_workspace();
    let plan = &props.plan;
    let from = use_state_eq(|| workspace.today.clone());
    let keeping = use_state_eq(|| Existing::Keep);
    let looking = use_looking();
    let asking = use_state_eq(|| false);
    let adopting = use_state_eq(|| false);
    let day = day::parse(&from);

    let look = {
        let (looking, document, existing) = (looking.clone(), plan.document.clone(), *keeping);
        let adopting = adopting.clone();
        Callback::from(move |()| {
            adopting.set(false);
            if let Some(from) = day {
                let document = (*document).clone();
                looking.ask(
                    Request::RulebookLook {
                        document,
                        from,
                        existing,
                    },
                    |_| {},
                );
            }
        })
    };
    {
        // Once at first; afterwards the person asks, because it can take a while.
        let look = look.clone();
        use_effect_with((), move |()| look.emit(()));
    }
    let set_from = {
        let (from, looking) = (from.clone(), looking.clone());
        Callback::from(move |value: String| {
            looking.forget();
            from.set(value);
        })
    };
    let set_existing = {
        let (keeping, looking) = (keeping.clone(), looking.clone());
        Callback::from(move |value: String| {
            looking.forget();
            keeping.set(if value == "move" {
                Existing::Move
            } else {
                Existing::Keep
            });
        })
    };
    let leave = {
        let (go, draft) = (props.go.clone(), plan.draft.clone());
        Callback::from(move |()| {
            go.emit(draft.clone().map_or(Mode::Read, Mode::Edit));
        })
    };
    let on_yes = {
        let (asking, adopting, looking) = (asking.clone(), adopting.clone(), looking.clone());
        let (plan, go, existing) = (plan.clone(), props.go.clone(), *keeping);
        Callback::from(move |()| {
            let Some(from) = day else { return };
            asking.set(false);
            adopting.set(true);
            let document = (*plan.document).clone();
            let (plan, go, adopting) = (plan.clone(), go.clone(), adopting.clone());
            let mine = plan.draft.is_some();
            looking.ask(
                Request::RulebookAdopt {
                    document,
                    from,
                    existing,
                },
                move |reply| {
                    adopting.set(false);
                    if let Reply::Workspace(now) = reply {
                        if mine {
                            Draft::forget();
                        }
                        notices::done(fill(lang.say(t::ADOPTED_DONE), &[&now.rulebook_title]));
                        go.emit(Mode::Read);
                    }
                },
            );
        })
    };
    let state = (*looking.state).clone();
    let is_running = state.is_running();
    let view = match &state {
        State::Good(view) => Some(view.clone()),
        _ => None,
    };
    let ask = {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(true))
    };
    let cancel = {
        let looking = looking.clone();
        (!*adopting).then(|| Callback::from(move |()| looking.cancel()))
    };
    let edit_file = {
        let (go, read) = (props.go.clone(), Draft::read(&plan.document).ok());
        let offered = read
            .filter(|draft| plan.draft.is_none() && !draft.own.is_empty() && !draft.id.is_empty());
        let shipped = |id: &str| workspace.presets.iter().any(|(name, _)| name == id);
        let offered = offered.filter(|draft| !shipped(&draft.id)).map(Rc::new);
        offered.map(|draft| Callback::from(move |()| go.emit(Mode::Edit(draft.clone()))))
    };
    let tools = html! {
        <>
            if let Some(edit) = edit_file {
                { button(Look::Plain, lang.say(t::EDIT_FILE), click(edit)) }
            }
            { button_if(Look::Plain, lang.say(if plan.draft.is_some() { t::BACK_TO_EDIT } else { t::LEAVE }), click(leave), !(*adopting && is_running)) }
        </>
    };
    html! {
        <div class="page rules-page">
            { page_head(lang.say(t::REVIEW_TITLE), tools) }
            <section class="panel">
                <div class="panel-body rules-stack">
                    <p>{ fill(lang.say(t::REVIEW_INTRO), &[&plan.title]) }</p>
                    { choices(&from, *keeping, &set_from, &set_existing, lang) }
                    <div class="form-foot">
                        { button_if(if view.is_some() { Look::Plain } else { Look::Primary }, lang.say(t::SHOW_CHANGES), click(look), !is_running && day.is_some()) }
                        { button_if(if view.is_some() { Look::Primary } else { Look::Plain }, lang.say(t::ADOPT), click(ask), view.is_some()) }
                    </div>
                </div>
            </section>
            <section class="panel" aria-labelledby="moves-title">
                <div class="panel-head"><h2 id="moves-title">{ lang.say(t::MOVES) }</h2></div>
                <div class="panel-body">
                    if state == State::Idle { <p role="status">{ lang.say(t::STALE) }</p> }
                    <LookingView {state} document={plan.document.clone()} {cancel} />
                </div>
            </section>
            if let (true, Some(view), Some(day)) = (*asking, &view, day) {
                { confirm(plan, day, *keeping, view, on_yes, &asking, lang) }
            }
        </div>
    }
}

fn choices(
    from: &str,
    keeping: Existing,
    set_from: &Callback<String>,
    set_existing: &Callback<String>,
    lang: Lang,
) -> Html {
    let label = lang.say(t::FROM);
    let day_field = Field::new("adopt-from", label, Kind::Day(None)).hint(lang.say(t::FROM_HINT));
    let error = day::parse(from)
        .is_none()
        .then(|| fill(lang.say(common::BAD_DATE), &[label]));
    let options = vec![
        ("keep".to_owned(), lang.say(t::KEEP_LONG).to_owned()),
        ("move".to_owned(), lang.say(t::MOVE_LONG).to_owned()),
    ];
    let existing_field = Field::new(
        "adopt-existing",
        lang.say(t::EXISTING),
        Kind::Radio(options),
    );
    let now = match keeping {
        Existing::Keep => "keep",
        Existing::Move => "move",
    };
    html! {
        <>
            { field(&day_field, from, error.as_deref(), set_from, lang) }
            { field(&existing_field, now, None, set_existing, lang) }
        </>
    }
}

fn confirm(
    plan: &Plan,
    from: NaiveDate,
    keeping: Existing,
    view: &ChangeView,
    on_yes: Callback<()>,
    asking: &UseStateHandle<bool>,
    lang: Lang,
) -> Html {
    let on_no = {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(false))
    };
    let what = [
        plan.title.as_str(),
        &day::iso(from),
        existing(keeping, lang),
    ];
    let counts = [view.rules.len() as u64, u64::from(view.moved_total)].map(grouped);
    html! {
        <Dialog title={lang.say(t::ADOPT_ASK)} on_close={on_no.clone()}>
            <div class="rules-stack">
                <p><strong>{ fill(lang.say(t::ADOPT_WHAT), &what) }</strong></p>
                <p>{ fill(lang.say(t::ADOPT_MOVES), &[&counts[0], &counts[1]]) }</p>
                <p class="muted">{ lang.say(t::ADOPT_FOR_EVER) }</p>
                <div class="form-foot">
                    { button(Look::Plain, lang.say(common::CANCEL), click(on_no)) }
                    { button(Look::Primary, lang.say(t::ADOPT), click(on_yes)) }
                </div>
            </div>
        </Dialog>
    }
}
