//! One's own votes on the board: by receipt, or by the card.

use super::Counted;
use crate::components::button::{Kind, button_if};
use crate::i18n::{Say, Words, fill};
use crate::platform::dom;
use crate::prelude::*;
use crate::state::use_lang;
use crate::vote::card::{self, Held, photo::Photo};
use crate::vote::frame::problem;
use crate::vote::texts as t;
use huiyin_ballot::{Choice, Sheet, cast, own_votes, receipt, vote_name};
use huiyin_rules::{Lang, Text};
use js_sys::{Array, JSON, Reflect};
use std::rc::Rc;

crate::i18n::words! {
    TITLE = "核对我的票", "Check my votes";
    HINT = "输入回执上的 8 个字符，或者再次使用票卡。只在本机查找，不发送任何内容。", "Type a receipt's 8 characters, or use the card again. It is looked up here; nothing is sent.";
    FIELD = "回执，或者票卡上的字符", "A receipt, or the card's characters";
    LOOK = "查找", "Look up";
    THERE = "回执 {0} 在公示板上，事项：{1}", "Receipt {0} is on the board, item: {1}";
    GONE = "回执 {0} 不在公示板上。请核对字符；确实不在的，请持票卡向监票人查询。", "Receipt {0} is not on the board. Compare its characters; if it is truly missing, take the card to an observer.";
    CARD = "这张票卡在公示板上的票", "This card's votes on the board";
    NOT_VOTED = "没有票", "No vote";
    SHOW = "显示我的选择", "Show my choices";
    SHOW_HINT = "显示以后旁人也能看到，请先确认身边没有人。", "Whoever is near can see them too; make sure that nobody is.";
    TWICE = "不止一票，按无效票计", "More than one: invalid";
}

/// The same board.
#[derive(Clone)]
pub struct Same(pub Rc<Counted>);

impl PartialEq for Same {
    fn eq(&self, other: &Same) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// What was looked up.
#[derive(Clone, PartialEq)]
enum Found {
    Receipt(String, Option<String>),
    Card(Rc<Sheet>, Held),
    Nothing(Text),
}

/// Properties of [`Mine`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The board.
    pub counted: Same,
}

/// The looking up.
#[component]
pub fn Mine(props: &Props) -> Html {
    let lang = use_lang();
    let typed = use_state_eq(String::new);
    let found = use_state_eq(|| None::<Found>);
    let look = {
        let (counted, found) = (props.counted.0.clone(), found.setter());
        Callback::from(move |text: String| found.set(Some(find(&counted, &text))))
    };
    let on_read = {
        let (look, found) = (look.clone(), found.setter());
        Callback::from(move |read: Result<String, Text>| match read {
            Ok(text) => look.emit(text),
            Err(why) => found.set(Some(Found::Nothing(why))),
        })
    };
    let submit = {
        let typed = typed.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            look.emit((*typed).clone());
            typed.set(String::new());
        })
    };
    let on_input = {
        let typed = typed.setter();
        Callback::from(move |event: InputEvent| typed.set(dom::value_of(&event)))
    };
    let shown = match &*found {
        None => Html::default(),
        Some(Found::Nothing(why)) => problem(why, lang),
        Some(Found::Receipt(code, Some(title))) => html! {
            <p class="strong" role="status"><span aria-hidden="true">{ "✓ " }</span>{ fill(lang.say(THERE), &[code, title]) }</p>
        },
        Some(Found::Receipt(code, None)) => html! {
            <p class="problem" role="alert">{ fill(lang.say(GONE), &[code]) }</p>
        },
        Some(Found::Card(sheet, card)) => html! {
            <OfCard sheet={sheet.clone()} card={card.clone()} counted={props.counted.clone()} />
        },
    };
    html! {
        <section class="panel stack">
            <h2>{ lang.say(TITLE) }</h2>
            <p class="hint">{ lang.say(HINT) }</p>
            <form class="stack" onsubmit={submit}>
                <label class="lead" for="mine">{ lang.say(FIELD) }</label>
                <input id="mine" class="control" type="text" autocomplete="off" spellcheck="false" value={(*typed).clone()} oninput={on_input} />
                <div class="row">
                    <button type="submit" class="btn btn-primary" disabled={typed.trim().is_empty()}>{ lang.say(LOOK) }</button>
                    <Photo main={false} {on_read} />
                </div>
            </form>
            { shown }
        </section>
    }
}

fn find(counted: &Counted, typed: &str) -> Found {
    let plain: String = typed.chars().filter(char::is_ascii_alphanumeric).collect();
    if plain.len() == 8 {
        let code = spelled(&plain);
        let lines = lines(&counted.text);
        let line = lines.iter().find(|line| receipt(&vote_name(line)) == code);
        let mut questions = counted.report.questions.iter();
        let question = line.and_then(|line| {
            questions.find(|one| line.starts_with(&[r#"{"q":""#, &one.q, "\""].concat()))
        });
        return Found::Receipt(code, question.map(|one| one.title.clone()));
    }
    let Some(sheet) = sheet(&counted.text) else {
        let Words(zh, en) = GONE;
        let fill = |text| fill(text, &[typed]);
        return Found::Nothing(Text::new(fill(zh), fill(en)));
    };
    match card::read(typed, &sheet) {
        Ok(held) => Found::Card(Rc::new(sheet), held),
        Err(why) => Found::Nothing(why),
    }
}

/// As a receipt is spelled: `K7QM-2XNP`.
fn spelled(plain: &str) -> String {
    let symbol = |c: char| match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let mut code: String = plain.chars().map(symbol).collect();
    if code.len() == 8 {
        code.insert(4, '-');
    }
    code
}

/// The lines of the board's box.
fn lines(board: &str) -> Vec<String> {
    let read = JSON::parse(board).and_then(|board| Reflect::get(&board, &"box".into()));
    let read = read.unwrap_or_default();
    let lines = if Array::is_array(&read) {
        Array::from(&read)
    } else {
        Array::new()
    };
    lines.iter().filter_map(|line| line.as_string()).collect()
}

/// The sheet within a board. Names of members stand between plain quotes, which no text within can
/// hold, so this finds the member itself.
fn sheet(board: &str) -> Option<Sheet> {
    let (_, rest) = board.split_once(r#""sheet":"#)?;
    let (text, _) = rest.split_once(r#","sheet_name":"#)?;
    Sheet::read(text).ok()
}

/// Properties of [`OfCard`].
#[derive(Properties, PartialEq)]
struct CardProps {
    sheet: Rc<Sheet>,
    card: Held,
    counted: Same,
}

/// A card's votes; what they say only when it is asked for.
#[component]
fn OfCard(props: &CardProps) -> Html {
    let lang = use_lang();
    let shown = use_state_eq(|| false);
    let key = (props.card.clone(), *shown);
    let rows = use_memo(key, |(card, shown)| {
        rows(&props.counted.0.text, &props.sheet, card, *shown)
    });
    let show = {
        let shown = shown.setter();
        Callback::from(move |_: MouseEvent| shown.set(true))
    };
    let many = rows.iter().any(|row| !row.codes.is_empty());
    let items = rows
        .iter()
        .zip(&props.sheet.questions)
        .map(|(row, question)| {
            html! {
                <li class="receipt" key={question.id.as_str()}>
                    <span>{ t::question(question, lang) }</span>
                    <span class="receipt-code">{ row.words(lang) }</span>
                </li>
            }
        });
    html! {
        <div class="stack" role="status">
            <h3>{ lang.say(CARD) }</h3>
            <ol class="receipts">{ for items }</ol>
            if !*shown {
                <div class="row">{ button_if(Kind::Plain, lang.say(SHOW), show, many) }</div>
                <p class="hint">{ lang.say(SHOW_HINT) }</p>
            }
        </div>
    }
}

/// A card's votes on one question.
struct Row {
    codes: Vec<String>,
    choice: Option<Choice>,
}

impl Row {
    fn words(&self, lang: Lang) -> String {
        match (self.codes.as_slice(), self.choice) {
            ([], _) => lang.say(NOT_VOTED).to_owned(),
            ([code], None) => code.clone(),
            ([code], Some(choice)) => [code, "  ", lang.say(t::choice(choice))].concat(),
            _ => lang.say(TWICE).to_owned(),
        }
    }
}

fn rows(board: &str, sheet: &Sheet, card: &Held, choices: bool) -> Vec<Row> {
    let lines = lines(board);
    let own = own_votes(sheet, &card.0);
    // The same card and choice always make the same line: no key is needed to tell them.
    let made: Vec<(Choice, Vec<huiyin_ballot::Vote>)> = Choice::ALL
        .into_iter()
        .filter(|_| choices)
        .filter_map(|choice| {
            let all = sheet.questions.iter().map(|one| (one.id.clone(), choice));
            let all: Vec<(String, Choice)> = all.collect();
            Some((choice, cast(sheet, &card.0, &all).ok()?))
        })
        .collect();
    let row = |(at, (question, pk)): (usize, (&huiyin_ballot::Question, String))| {
        let begin = [r#"{"q":""#, &question.id, r#"","pk":""#, &pk, "\""].concat();
        let mine: Vec<&String> = lines
            .iter()
            .filter(|line| line.starts_with(&begin))
            .collect();
        let choice = mine.first().and_then(|line| {
            let same = |votes: &[huiyin_ballot::Vote]| {
                votes
                    .get(at)
                    .is_some_and(|vote| vote.line() == line.as_str())
            };
            made.iter()
                .find(|(_, votes)| same(votes))
                .map(|(choice, _)| *choice)
        });
        Row {
            codes: mine.iter().map(|line| receipt(&vote_name(line))).collect(),
            choice,
        }
    };
    sheet
        .questions
        .iter()
        .zip(own)
        .enumerate()
        .map(row)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn receipts_are_spelled_one_way() {
        assert_eq!(spelled("k7qm2xnp"), "K7QM-2XNP");
        assert_eq!(spelled("oil00000"), "0110-0000");
    }
}
