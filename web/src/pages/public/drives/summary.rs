//! What was answered: counts with bars, those too few to be told left out, and the texts.

use super::texts as t;
use crate::i18n::{Say, fill, fill_number, grouped};
use crate::prelude::*;
use huiyin_protocol::grid::{Column, ColumnKind, Table, TableCell, Value};
use huiyin_protocol::public::{DriveSummary, DriveView};
use huiyin_rules::Lang;
use huiyin_rules::drive::QuestionKind;

/// Every question with its counts or texts.
pub fn summary(view: &DriveView, lang: Lang) -> Html {
    let none = match view.row.answers {
        None => Some(t::NOT_COUNTED),
        Some(0) => Some(t::NO_ANSWERS),
        Some(_) => None,
    };
    if let Some(none) = none {
        return html! { <p class="muted">{ lang.say(none) }</p> };
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

/// So many of all, in whole hundredths, rounded.
fn share(count: u32, of: u32) -> u64 {
    let (count, of) = (u64::from(count), u64::from(of));
    let share = (count * 100 + of / 2).checked_div(of);
    share.unwrap_or_default().min(100)
}

/// The summary as a sheet: a row for each option and each text; what is not shown on the
/// page is not in the sheet either.
pub fn sheet(view: &DriveView, lang: Lang) -> Table {
    let heads = [t::QUESTION_TEXT, t::OPTION, t::CHOSEN, t::SHARE];
    let columns = heads.into_iter().zip([40, 40, 10, 14]);
    let columns = columns.map(|(words, width)| Column {
        title: lang.say(words).to_owned(),
        width,
        kind: ColumnKind::default(),
    });
    let rows = view.questions.iter().flat_map(|one| rows(one, lang));
    Table {
        sheet: lang.say(t::SUMMARY).to_owned(),
        title: Some(view.row.title.clone()),
        columns: columns.collect(),
        rows: rows.collect(),
        landscape: false,
        ..Table::default()
    }
}

fn rows(one: &DriveSummary, lang: Lang) -> Vec<Vec<TableCell>> {
    let row = |option: &str, numbers: [Value; 2]| {
        let texts = [&one.question.text, option].map(|text| Value::Text(text.to_owned()));
        let cells = texts.into_iter().chain(numbers);
        cells.map(TableCell::from).collect::<Vec<_>>()
    };
    let few = || Value::Text(lang.say(t::FEW).to_owned());
    let counted = one.question.options.iter().zip(&one.counts);
    let counted = counted.map(|(option, count)| {
        let shared = count.zip(one.answered).map(|(count, of)| share(count, of));
        let shared = shared.map(|share| fill(lang.say(t::PERCENT), &[&share.to_string()]));
        let numbers = [
            count.map_or_else(few, |count| Value::Number(count.into())),
            shared.map_or_else(few, Value::Text),
        ];
        row(option, numbers)
    });
    let texts = one.texts.iter();
    let empty = || Value::Text(String::new());
    let texts = texts.map(|text| row(text, [empty(), empty()]));
    counted.chain(texts).collect()
}

/// How many of all, as a bar that is drawn: the content policy takes no style attributes.
fn bar(count: u32, of: u32, lang: Lang) -> Html {
    let percent = share(count, of);
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

#[cfg(test)]
mod tests {
    use super::*;
    use huiyin_rules::drive::DriveQuestion;

    #[test]
    fn shares_are_rounded_so_that_two_make_a_whole() {
        assert_eq!((share(19, 48), share(29, 48)), (40, 60));
        assert_eq!((share(0, 0), share(3, 3)), (0, 100));
    }

    #[test]
    fn the_sheet_holds_what_the_page_shows_and_hides_what_it_hides() {
        let one = DriveSummary {
            question: DriveQuestion {
                id: "q1".to_owned(),
                text: "赞成吗？".to_owned(),
                kind: QuestionKind::Choice,
                options: vec!["赞成".to_owned(), "不赞成".to_owned()],
                required: true,
            },
            counts: vec![Some(30), None],
            answered: Some(40),
            texts: vec!["再议".to_owned()],
        };
        let rows = rows(&one, Lang::Zh);
        let text = |text: &str| Value::Text(text.to_owned());
        let values: Vec<Vec<Value>> = rows
            .into_iter()
            .map(|row| row.into_iter().filter_map(|cell| cell.value).collect())
            .collect();
        assert_eq!(
            values,
            [
                vec![
                    text("赞成吗？"),
                    text("赞成"),
                    Value::Number(30.0),
                    text("75%")
                ],
                vec![
                    text("赞成吗？"),
                    text("不赞成"),
                    text("不显示"),
                    text("不显示")
                ],
                vec![text("赞成吗？"), text("再议"), text(""), text("")],
            ]
        );
    }
}
