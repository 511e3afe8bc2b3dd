//! What the board is called and shows, each field with what it lets be known.

use super::Known;
use super::texts as t;
use crate::components::field::{Field, Kind};
use crate::components::form::{Form, Values};
use crate::i18n::{Say, Words, fill};
use crate::pages::public::asking::use_ordering;
use crate::prelude::*;
use crate::route::{Route, Search};
use crate::state::{notices, use_lang};
use huiyin_protocol::public::{BoardView, PublicAsk, PublicReply};
use huiyin_rules::board::BoardField;
use huiyin_rules::{Lang, Text};

/// Shown where the office has not chosen yet: nothing of people, nothing of opinions.
const USUAL: [BoardField; 4] = [
    BoardField::Number,
    BoardField::Category,
    BoardField::Units,
    BoardField::ReplyDate,
];

/// What a field lets be known.
const fn reveals(field: BoardField) -> Words {
    match field {
        BoardField::Number => t::R_NUMBER,
        BoardField::Title => t::R_TITLE,
        BoardField::Category => t::R_CATEGORY,
        BoardField::Deputies => t::R_DEPUTIES,
        BoardField::Units => t::R_UNITS,
        BoardField::Stage => t::R_STAGE,
        BoardField::Light => t::R_LIGHT,
        BoardField::Due => t::R_DUE,
        BoardField::ReplyDate => t::R_REPLY_DATE,
        BoardField::ReplyText => t::R_REPLY_TEXT,
        BoardField::Class => t::R_CLASS,
        BoardField::Rating => t::R_RATING,
    }
}

/// The fields there are to choose, each with what it lets be known.
fn choices(view: &BoardView, lang: Lang) -> Vec<(String, String)> {
    let chosen = view.open.iter().filter(|field| !field.always());
    chosen
        .map(|field| {
            let label = fill(
                lang.say(t::FIELD),
                &[field.label().get(lang), lang.say(reveals(*field))],
            );
            (field.as_str().to_owned(), label)
        })
        .collect()
}

/// What the rules in force keep off the board, in words; `None` where they keep nothing.
fn closed(view: &BoardView, lang: Lang) -> Option<String> {
    let kept = BoardField::ALL
        .into_iter()
        .filter(|field| !view.open.contains(field));
    let kept: Vec<Text> = kept.map(BoardField::label).collect();
    let names: Vec<&str> = kept.iter().map(|label| label.get(lang)).collect();
    (!names.is_empty()).then(|| fill(lang.say(t::CLOSED), &[&names.join(lang.say(t::AND))]))
}

fn values(view: &BoardView) -> Values {
    let fields: &[BoardField] = if view.title.is_empty() {
        &USUAL
    } else {
        &view.fields
    };
    let open = fields.iter().filter(|field| view.open.contains(field));
    let names: Vec<&str> = open.map(|field| field.as_str()).collect();
    Values::default()
        .with("board-title", view.title.as_str())
        .with("board-intro", view.intro.as_str())
        .with("board-fields", names.join("\n"))
}

fn fields(values: &Values) -> Vec<BoardField> {
    let names = values.list("board-fields");
    let all = BoardField::ALL.into_iter();
    all.filter(|field| field.always() || names.iter().any(|name| name == field.as_str()))
        .collect()
}

/// Properties of [`Settings`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The board.
    pub known: Known,
}

/// The part of the page: folded once the board has a title.
#[component]
pub fn Settings(props: &Props) -> Html {
    let lang = use_lang();
    let ordering = use_ordering();
    let view = &props.known.view;
    let new = view.title.is_empty();
    let open = use_state_eq(|| new);
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let shut = {
        let open = open.setter();
        Callback::from(move |()| open.set(false))
    };
    let on_submit = {
        let (run, again, shut) = (
            ordering.run.clone(),
            props.known.again.clone(),
            shut.clone(),
        );
        Callback::from(move |values: Values| {
            let (again, shut) = (again.clone(), shut.clone());
            let then = Callback::from(move |_: PublicReply| {
                notices::done(lang.say(t::SAVED));
                shut.emit(());
                again.emit(());
            });
            let ask = PublicAsk::SetBoard {
                title: values.text("board-title"),
                intro: values.text("board-intro"),
                fields: fields(&values),
            };
            run.emit((ask, then));
        })
    };
    let form = [
        Field::new("board-title", lang.say(t::BOARD_TITLE), Kind::Line)
            .hint(lang.say(t::BOARD_TITLE_HINT)),
        Field::new("board-intro", lang.say(t::BOARD_INTRO), Kind::Area(3)).optional(),
        Field::new(
            "board-fields",
            lang.say(t::FIELDS),
            Kind::Checks(choices(view, lang)),
        )
        .hint(lang.say(t::FIELDS_HINT))
        .optional(),
    ];
    html! {
        <section class="panel" aria-labelledby="board-settings">
            <div class="panel-head"><h2 id="board-settings">{ lang.say(t::SETTINGS) }</h2>
                if !new { <span class="muted">{ &view.title }</span> }
                <div class="page-tools">
                    <button type="button" class="btn" onclick={toggle} aria-expanded={if *open { "true" } else { "false" }}>{ lang.say(if *open { t::FOLD } else { t::CHANGE }) }</button>
                </div></div>
            if *open {
                <div class="panel-body pub-part pub-reveals">
                    if let Some(closed) = closed(view, lang) {
                        <p class="muted">{ closed }{ " " }
                            <a href={Route::Rules(Search::default()).href()}>{ lang.say(t::TO_RULES) }</a></p>
                    }
                    <Form key={if new { "new" } else { "set" }} fields={form.to_vec()} initial={values(view)} draft="board" submit={lang.say(t::SAVE)} {on_submit}
                        on_cancel={shut} busy={ordering.busy} failure={ordering.failure.clone()} />
                </div>
            }
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn title_and_stage_are_always_among_the_fields() {
        let everything = BoardField::ALL.to_vec();
        assert_eq!(
            fields(&Values::default()),
            [BoardField::Title, BoardField::Stage]
        );
        let view = BoardView {
            open: everything,
            ..BoardView::default()
        };
        let usual = fields(&values(&view));
        assert!(usual.contains(&BoardField::Units));
        assert!(!usual.contains(&BoardField::Deputies));
        assert!(!usual.contains(&BoardField::ReplyText));
    }

    #[test]
    fn what_the_rules_keep_off_the_board_is_not_offered_and_is_named() {
        use BoardField::{Deputies, Number, Rating, Stage, Title, Units};
        let open = BoardField::ALL.into_iter();
        let view = BoardView {
            title: "公示".into(),
            fields: vec![Number, Title, Units, Stage],
            open: open
                .filter(|one| ![Units, Deputies].contains(one))
                .collect(),
            ..BoardView::default()
        };
        let offered = choices(&view, Lang::Zh);
        assert!(
            offered
                .iter()
                .all(|(name, _)| name != "units" && name != "title")
        );
        assert!(offered.iter().any(|(name, _)| name == Rating.as_str()));
        assert_eq!(fields(&values(&view)), [Number, Title, Stage]);
        let said = closed(&view, Lang::Zh).unwrap();
        assert!(said.contains("提出代表、承办单位"), "{said}");
        let open = BoardField::ALL.to_vec();
        assert_eq!(closed(&BoardView { open, ..view }, Lang::Zh), None);
    }
}
