//! What the acting party can do now, and why not the rest.

use super::act::Act;
use super::texts as x;
use crate::components::button::{Kind, button};
use crate::i18n::common as t;
use crate::i18n::{Say, fill};
use crate::prelude::*;
use crate::route::{self, Route};
use crate::state::use_lang;
use huiyin_protocol::Reply;
use huiyin_protocol::item::ActionView;
use huiyin_rules::ids::SuggestionId;
use huiyin_rules::suggestion::Action;
use std::rc::Rc;

/// The steps that lead a suggestion on.
const LEADING: [Action; 13] = [
    Action::Submit,
    Action::Screen,
    Action::Register,
    Action::Assign,
    Action::Accept,
    Action::Coordinate,
    Action::Redo,
    Action::Reply,
    Action::Deliver,
    Action::Evaluate,
    Action::Rehandle,
    Action::Close,
    Action::Fulfil,
];

/// What is done to see that others handle it.
const OVERSIGHT: [Action; 8] = [
    Action::Remind,
    Action::MarkKey,
    Action::UnmarkKey,
    Action::NoteDefects,
    Action::Summon,
    Action::Supervise,
    Action::Assess,
    Action::AnnounceOpinions,
];

/// What is seldom done, or sets right.
const OTHER: [Action; 8] = [
    Action::Revise,
    Action::SplitPoints,
    Action::Join,
    Action::Part,
    Action::Suspend,
    Action::Resume,
    Action::Void,
    Action::Undo,
];

/// The group an action stands in: 0 handling, 1 oversight, 2 the rest.
fn group(action: Action) -> usize {
    if OVERSIGHT.contains(&action) {
        1
    } else if OTHER.contains(&action) {
        2
    } else {
        0
    }
}

/// Properties of [`Todo`].
#[derive(Properties)]
pub struct Props {
    /// Which suggestion.
    pub id: SuggestionId,
    /// The engine's answer about it.
    pub reply: Option<Rc<Reply>>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Props) -> bool {
        let same = match (&self.reply, &other.reply) {
            (Some(one), Some(two)) => Rc::ptr_eq(one, two),
            (None, None) => true,
            _ => false,
        };
        same && self.id == other.id
    }
}

/// The panel; opens an action's form.
#[component]
pub fn Todo(props: &Props) -> Html {
    let lang = use_lang();
    let open = use_state_eq(|| None::<Action>);
    let Some(Reply::Item(item)) = props.reply.as_deref() else {
        return Html::default();
    };
    // Beginning one and entering from a ledger are not done to a suggestion that exists.
    let listed =
        |one: &&ActionView| !matches!(one.action, Action::Draft | Action::Enter | Action::Resolve);
    let (can, cannot): (Vec<_>, Vec<_>) = item
        .actions
        .iter()
        .filter(listed)
        .partition(|one| one.refusal.is_none());
    // The step that leads on in a suggestion's life stands out, not merely the first one allowed.
    let first = can
        .iter()
        .map(|one| one.action)
        .find(|action| LEADING.contains(action));
    let close = {
        let open = open.clone();
        Callback::from(move |()| open.set(None))
    };
    let offer = |one: &ActionView| {
        let action = one.action;
        if action == Action::Revise {
            let inside = html! { { &one.label } };
            return route::link(&Route::Revise(props.id.clone()), "btn", inside);
        }
        let kind = if Some(action) == first {
            Kind::Primary
        } else {
            Kind::Plain
        };
        let open = open.clone();
        button(
            kind,
            &one.label,
            Callback::from(move |_| open.set(Some(action))),
        )
    };
    html! {
        <section class="panel no-print" aria-labelledby="item-actions">
            <div class="panel-head"><h2 id="item-actions">{ lang.say(x::ACTIONS) }</h2></div>
            <div class="panel-body">
                if can.is_empty() {
                    <p class="muted">{ lang.say(x::NO_ACTIONS) }</p>
                }
                { for [None, Some(x::MORE_OVERSIGHT), Some(x::MORE_OTHER)].into_iter().enumerate().map(|(at, title)| {
                    let mut these = can.iter().filter(|one| group(one.action) == at).peekable();
                    if these.peek().is_none() {
                        return Html::default();
                    }
                    html! {
                        <>
                            if let Some(title) = title {
                                <h3 class="actions-title">{ lang.say(title) }</h3>
                            }
                            <div class="actions">{ for these.map(|one| offer(one)) }</div>
                        </>
                    }
                }) }
                if !cannot.is_empty() {
                    <details class="refused">
                        <summary>{ fill(lang.say(x::REFUSED), &[&cannot.len().to_string()]) }</summary>
                        <dl>
                            { for cannot.iter().filter_map(|one| one.refusal.as_ref().map(|why| html! {
                                <div key={why.code.clone() + &one.label}>
                                    <dt>{ &one.label }</dt>
                                    <dd>{ &why.text }
                                        if let Some(source) = why.source.as_ref().filter(|s| !s.is_empty()) {
                                            <span class="muted">{ " " }{ lang.say(t::BASIS) }{ lang.say(t::COLON) }{ source }</span>
                                        }
                                    </dd>
                                </div>
                            })) }
                        </dl>
                    </details>
                }
            </div>
            if let (Some(action), Some(reply)) = (*open, props.reply.clone()) {
                <Act key={action as u32} id={props.id.clone()} {action} {reply} on_close={close} />
            }
        </section>
    }
}
