//! Charts as plain SVG, each with a name and description for screen readers
//! and a table of the same numbers. Widths are percentages and text keeps its
//! size, so a chart fits any screen and large text.

pub mod bars;
pub mod columns;
pub mod stacked;

pub use bars::bars;
pub use columns::columns;
pub use stacked::stacked;

use crate::i18n::Say;
use crate::i18n::common as t;
use huiyin_rules::Lang;
use yew::prelude::*;

/// What a chart is called and what it says in a sentence.
pub struct About<'a> {
    /// Unique on the page.
    pub id: &'static str,
    /// Its name.
    pub title: &'a str,
    /// What it shows, in a sentence.
    pub summary: &'a str,
}

/// The table twin.
pub struct Twin {
    /// The headings.
    pub headings: Vec<String>,
    /// The rows, the first cell of each being its heading.
    pub rows: Vec<Vec<Html>>,
}

/// Puts the picture and its twin together; `height` is the picture's, in pixels.
fn figure(about: &About<'_>, height: u32, picture: Html, twin: Twin, lang: Lang) -> Html {
    let title_id = [about.id, "-title"].concat();
    let desc_id = [about.id, "-desc"].concat();
    let labels = [title_id.as_str(), " ", &desc_id].concat();
    html! {
        <figure class="chart" id={about.id}>
            <figcaption>{ about.title }</figcaption>
            <svg role="img" aria-labelledby={labels} width="100%" height={height.to_string()}>
                <title id={title_id}>{ about.title }</title>
                <desc id={desc_id}>{ about.summary }</desc>
                { picture }
            </svg>
            <details class="twin">
                <summary>{ lang.say(t::AS_TABLE) }</summary>
                <div class="scroll" tabindex="0" role="region" aria-label={about.title.to_owned()}>
                    { table(twin) }
                </div>
            </details>
        </figure>
    }
}

/// A plain table of numbers.
pub fn table(twin: Twin) -> Html {
    html! {
        <table class="table">
            <thead><tr>{ for twin.headings.into_iter().map(|heading| html! { <th scope="col">{ heading }</th> }) }</tr></thead>
            <tbody>
                { for twin.rows.into_iter().map(|row| html! {
                    <tr>{ for row.into_iter().enumerate().map(|(at, cell)| if at == 0 {
                        html! { <th scope="row">{ cell }</th> }
                    } else {
                        html! { <td>{ cell }</td> }
                    }) }</tr>
                }) }
            </tbody>
        </table>
    }
}

/// `part` of `whole` on a scale of `span` hundredths of a percent, as `12.34%`.
fn share(part: u64, whole: u64, span: u64) -> String {
    let hundredths = part.saturating_mul(span) / whole.max(1);
    percent(hundredths)
}

/// Hundredths of a percent as an SVG length.
fn percent(hundredths: u64) -> String {
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    let mut text = whole.to_string();
    text.push_str(if rest < 10 { ".0" } else { "." });
    text.push_str(&rest.to_string());
    text.push('%');
    text
}

/// A text that leads somewhere, where it does.
fn linked(text: Html, href: Option<&String>) -> Html {
    match href {
        Some(href) => html! { <a href={href.clone()}>{ text }</a> },
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_exact_lengths() {
        assert_eq!(share(58, 95, 10_000), "61.05%");
        assert_eq!(share(1, 1000, 5_000), "0.05%");
        assert_eq!(share(3, 0, 5_000), "150.00%");
    }
}
