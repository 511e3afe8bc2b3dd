//! What became of many at once: how many were done, and why the others were not.

use super::texts as t;
use crate::i18n::{Say, fill};
use crate::prelude::*;
use huiyin_rules::Lang;

/// The sentence, and a row for each that was refused: its name and why.
pub fn outcome(done: u32, refused: &[(String, String)], lang: Lang) -> Html {
    let numbers = [done.to_string(), refused.len().to_string()];
    html! {
        <>
            <p role="status"><strong>{ fill(lang.say(t::DID), &[&numbers[0], &numbers[1]]) }</strong></p>
            if !refused.is_empty() {
                <div class="scroll pub-lines" tabindex="0" role="region" aria-label={lang.say(t::OUTCOME)}>
                    <table class="table">
                        <thead><tr><th scope="col">{ lang.say(t::WHICH) }</th><th scope="col">{ lang.say(t::WHY_NOT) }</th></tr></thead>
                        <tbody>{ for refused.iter().enumerate().map(|(at, (which, why))| html! {
                            <tr key={at}><th scope="row">{ which }</th><td class="pub-bad">{ why }</td></tr>
                        }) }</tbody>
                    </table>
                </div>
            }
        </>
    }
}
