//! The row of steps, and the heading of the one shown.

use super::texts as t;
use super::wizard::{Event, Stage, Wizard};
use crate::i18n::{Say, Words, fill};
use crate::prelude::*;
use huiyin_rules::Lang;

/// The id of the step's heading, which takes the focus when the step changes.
pub const HEADING: &str = "import-step";

const STEPS: [(Stage, Words); 5] = [
    (Stage::Choose, t::STEP_CHOOSE),
    (Stage::Header, t::STEP_HEADER),
    (Stage::Columns, t::STEP_COLUMNS),
    (Stage::Check, t::STEP_CHECK),
    (Stage::Commit, t::STEP_COMMIT),
];

/// The steps; those reached can be gone back to.
pub fn steps(wizard: &Wizard, tell: &UseReducerDispatcher<Wizard>, lang: Lang) -> Html {
    let over = wizard.stage == Stage::Done;
    html! {
        <ol class="import-steps" aria-label={lang.say(t::STEPS)}>
            { for STEPS.into_iter().zip(1u32..).map(|((stage, words), number)| {
                let here = stage == wizard.stage;
                let past = stage < wizard.stage;
                let class = if here { "import-step is-here" } else if past { "import-step is-past" } else { "import-step" };
                let inside = html! {
                    <>
                        <span class="import-step-mark" aria-hidden="true">
                            { if past { "✓".to_owned() } else { number.to_string() } }
                        </span>
                        <span class="import-step-name">{ lang.say(words) }</span>
                    </>
                };
                let back = past && !over && wizard.busy.is_none();
                let on_click = {
                    let tell = tell.clone();
                    Callback::from(move |_: MouseEvent| tell.dispatch(Event::Go(stage)))
                };
                html! {
                    <li key={number} class={class} aria-current={here.then_some("step")}>
                        if back {
                            <button type="button" class="import-step-inside" onclick={on_click}>{ inside }</button>
                        } else {
                            <span class="import-step-inside">{ inside }</span>
                        }
                    </li>
                }
            }) }
        </ol>
    }
}

/// The heading of the step shown.
pub fn heading(wizard: &Wizard, lang: Lang) -> Html {
    let at = STEPS.iter().position(|(stage, _)| *stage == wizard.stage);
    let (before, words) = match at.and_then(|at| STEPS.get(at)) {
        Some((_, words)) => (at.unwrap_or(0) + 1, lang.say(*words).to_owned()),
        None => (
            0,
            wizard
                .done
                .as_ref()
                .map_or_else(String::new, |done| super::work::imported(done, lang)),
        ),
    };
    html! {
        <h2 id={HEADING} tabindex="-1">
            if before > 0 {
                <span class="off-screen">{ fill(lang.say(t::STEP_OF), &[&before.to_string()]) }</span>
            }
            { words }
        </h2>
    }
}
