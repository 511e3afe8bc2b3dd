//! What to do when a device is lost, replaced, restored.

use super::super::part;
use super::texts as t;
use crate::i18n::{Say, Words};
use crate::prelude::*;
use huiyin_rules::Lang;

const CASES: [(Words, &[Words]); 5] = [
    (t::GUIDE_LOST, &[t::GUIDE_LOST_1, t::GUIDE_LOST_2]),
    (t::GUIDE_NEW, &[t::GUIDE_NEW_1]),
    (t::GUIDE_RESTORED, &[t::GUIDE_RESTORED_1]),
    (t::GUIDE_ALL, &[t::GUIDE_ALL_1]),
    (t::GUIDE_CODE, &[t::GUIDE_CODE_1]),
];

/// The panel.
pub fn guidance(lang: Lang) -> Html {
    let inside = html! {
        <>{ for CASES.iter().map(|(title, paragraphs)| html! {
            <details key={title.1} class="sharing-more">
                <summary>{ lang.say(*title) }</summary>
                { for paragraphs.iter().map(|words| html! { <p>{ lang.say(*words) }</p> }) }
            </details>
        }) }</>
    };
    part(
        "devices-guide",
        lang.say(t::GUIDE),
        "",
        Html::default(),
        inside,
    )
}
