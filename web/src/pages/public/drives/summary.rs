//! What was answered: counts with bars, those too few to be told left out, and the texts.

use super::texts as t;
use crate::i18n::{Say, fill, fill_number, grouped};
use crate::prelude::*;
use huiyin_protocol::public::{DriveSummary, DriveView};
use huiyin_rules::Lang;
use huiyin_rules::drive::QuestionKind;

/// Every question with its counts or texts.
pub fn summary(view: &DriveView, lang: Lang) -> Html {
    if view.row.answers == 0 {
        return html! { <p class="muted">{ lang.say(t::NO_ANSWERS) }</p> };
    }
    html! {
        <ol class="pub-summary">
            { for view.questions.iter().map(|one| html! {
                <li key={one.question.id.clone()}>
                    <h3>{ &one.question.text }</h3>
                    <p class="muted">{ one.question.kind.label().get(lang).to_owned() }{ one.answered.map(|answered| [" · ", &fill_number(lang.say(t::ANSWERED), answered)].concat()) }</p>
                    { if one.question.kind == QuestionKind::Text { texts(one, lang) } else { counts(one, lang) } }
                </li>
            }) }
        </ol>
    }
}

fn counts(one: &DriveSummary, lang: Lang) -> Html {
    let hidden = one.counts.iter().any(Option::is_none) || one.answered.is_none();
    html! {
        <>
            <table class="table pub-bars">
                <thead><tr><th scope="col">{ lang.say(t::OPTION) }</th><th scope="col" class="num">{ lang.say(t::CHOSEN) }</th><th scope="col"><span class="off-screen">{ lang.say(t::SHARE) }</span></th></tr></thead>
                <tbody>{ for one.question.options.iter().zip(&one.counts).enumerate().map(|(at, (option, count))| html! {
                    <tr key={at}>
                        <th scope="row">{ option }</th>
                        <td class="num">{ count.map_or_else(|| lang.say(t::FEW).to_owned(), |count| grouped(count.into())) }</td>
                        <td>{ count.zip(one.answered).map(|(count, of)| bar(count, of, lang)) }</td>
                    </tr>
                }) }</tbody>
            </table>
            if hidden { <p class="muted">{ lang.say(t::FEW_HINT) }</p> }
        </>
    }
}

/// How many of all, as a bar that is drawn: the content policy takes no style attributes.
fn bar(count: u32, of: u32, lang: Lang) -> Html {
    let percent = (u64::from(count) * 100)
        .checked_div(u64::from(of))
        .unwrap_or_default()
        .min(100);
    let label = fill(lang.say(t::PERCENT), &[&percent.to_string()]);
    html! {
        <span class="pub-bar-line">
            <svg class="pub-bar-drawn" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                <path class="pub-bar-all" d="M0 0h100v8H0z" /><path class="pub-bar-part" d={["M0 0h", &percent.to_string(), "v8H0z"].concat()} />
            </svg>
            <span>{ label }</span>
        </span>
    }
}

fn texts(one: &DriveSummary, lang: Lang) -> Html {
    if one.texts.is_empty() {
        return html! { <p class="muted">{ lang.say(t::NO_TEXTS) }</p> };
    }
    html! {
        <ul class="pub-texts">{ for one.texts.iter().enumerate().map(|(at, text)| html! { <li key={at}>{ text }</li> }) }</ul>
    }
}
