//! A ballot in somebody's hand: answering, looking over, casting.
//!
//! Nothing of it is kept anywhere before it is cast; whoever comes back with the card begins anew.

mod cast;
mod done;
mod list;
mod one;
mod options;
mod review;

pub use cast::receipts_here;
pub use done::{Done, Receipt};

use super::card::Held;
use super::frame::Frame;
use super::texts as vote;
use crate::components::button::{Kind, button};
use crate::i18n::{Say, fill};
use crate::platform::window;
use crate::prelude::*;
use crate::state::use_lang;
use huiyin_ballot::{Choice, Sheet};
use huiyin_rules::{Lang, Text};
use std::rc::Rc;

crate::i18n::words! {
    ANSWERED = "已评 {0}/{1}", "{0} of {1} rated";
    NEXT_OPEN = "下一个未评项", "Next one not rated";
    PREVIOUS = "上一项", "Previous";
    NEXT = "下一项", "Next";
    AS_LIST = "列表", "List";
    ONE_BY_ONE = "逐项", "One by one";
    REVIEW = "核对并投票", "Look over and cast";
    LEAVE = "放弃", "Leave";
    LEAVE_ASK = "放弃本次填写？", "Leave without casting?";
    LEAVE_HINT = "已作的选择不会保留，票卡没有用掉，可以再来投票。", "What was chosen is not kept. The card is not used up and can vote later.";
    LEAVE_DO = "放弃填写", "Leave";
}

/// What is on the screen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum View {
    /// One question, by its place.
    One(usize),
    /// All of them.
    List,
    /// All answers, before casting.
    Review,
}

/// The answers so far, by the questions' places; none of them by itself.
type Answers = Rc<Vec<Option<Choice>>>;

/// What the views need.
#[derive(Clone)]
struct Ballot {
    sheet: Rc<Sheet>,
    answers: Answers,
    answer: Callback<(usize, Choice)>,
    see: Callback<View>,
    lang: Lang,
}

impl Ballot {
    fn answered(&self) -> usize {
        self.answers.iter().flatten().count()
    }

    fn of(&self, at: usize) -> Option<Choice> {
        self.answers.get(at).copied().flatten()
    }

    /// The first question after `at` that is open, or the first of all.
    fn next_open(&self, at: Option<usize>) -> Option<usize> {
        let open = |from: usize| {
            let rest = self.answers.iter().enumerate().skip(from);
            rest.into_iter().find(|(_, answer)| answer.is_none())
        };
        let after = at.and_then(|at| open(at + 1));
        after.or_else(|| open(0)).map(|(at, _)| at)
    }

    fn progress(&self) -> String {
        let (done, all) = (self.answered().to_string(), self.answers.len().to_string());
        fill(self.lang.say(ANSWERED), &[&done, &all])
    }

    fn way(&self, kind: Kind, label: crate::i18n::Words, view: View) -> Html {
        let see = self.see.clone();
        let go = Callback::from(move |_: MouseEvent| see.emit(view));
        button(kind, self.lang.say(label), go)
    }
}

/// Properties of [`Voting`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is voted on.
    pub sheet: Rc<Sheet>,
    /// The card.
    pub card: Held,
    /// How the box stands.
    pub badge: Html,
    /// Cast and kept: the receipts.
    pub on_cast: Callback<Vec<Receipt>>,
    /// Left without casting.
    pub on_leave: Callback<()>,
}

/// The ballot's screens.
#[component]
pub fn Voting(props: &Props) -> Html {
    let lang = use_lang();
    let many = props.sheet.questions.len();
    let answers = use_state(|| Rc::new(vec![None; many]));
    let view = use_state_eq(|| View::One(0));
    let trouble = use_state_eq(|| None::<Text>);
    let casting = use_state_eq(|| false);
    let leaving = use_state_eq(|| false);
    use_effect_with((), |()| {
        let guards = window::ask_before_leaving();
        move || drop(guards)
    });
    let ballot = Ballot {
        sheet: props.sheet.clone(),
        answers: (*answers).clone(),
        answer: {
            let answers = answers.clone();
            Callback::from(move |(at, choice): (usize, Choice)| {
                let mut next = (**answers).clone();
                if let Some(answer) = next.get_mut(at) {
                    *answer = Some(choice);
                }
                answers.set(Rc::new(next));
            })
        },
        see: {
            let view = view.setter();
            Callback::from(move |next| view.set(next))
        },
        lang,
    };
    let on_cast = {
        let (ballot, card) = (ballot.clone(), props.card.clone());
        let (trouble, casting, then) = (trouble.setter(), casting.setter(), props.on_cast.clone());
        Callback::from(move |()| {
            casting.set(true);
            trouble.set(None);
            let (trouble, casting, then) = (trouble.clone(), casting.clone(), then.clone());
            let ended = Callback::from(move |result| match result {
                Ok(receipts) => then.emit(receipts),
                Err(text) => {
                    casting.set(false);
                    trouble.set(Some(text));
                }
            });
            cast::cast(&ballot, &card, ended);
        })
    };
    let leave = {
        let leaving = leaving.setter();
        Callback::from(move |on: bool| leaving.set(on))
    };
    let body = match *view {
        View::One(at) => one::one(&ballot, at),
        View::List => list::list(&ballot),
        View::Review => html! {
            <review::Review many={many} view={review::Shown::of(&ballot)} trouble={(*trouble).clone()} casting={*casting} {on_cast} />
        },
    };
    let screen = match *view {
        View::One(at) => ["one-", &at.to_string()].concat(),
        View::List => "list".to_owned(),
        View::Review => "review".to_owned(),
    };
    let foot = match (*casting, *view) {
        (true, _) => Html::default(),
        (false, View::One(at)) => one::foot(&ballot, at, &leave),
        (false, View::List) => list::foot(&ballot, &leave),
        (false, View::Review) => review::foot(&ballot),
    };
    html! {
        <Frame title={props.sheet.title.clone()} {screen} badge={props.badge.clone()} {foot}>
            { body }
            if *leaving {
                { ask_leave(lang, &leave, &props.on_leave) }
            }
        </Frame>
    }
}

/// The way out, which asks once more.
fn leave_button(lang: Lang, leave: &Callback<bool>) -> Html {
    button(
        Kind::Plain,
        lang.say(LEAVE),
        leave.reform(|_: MouseEvent| true),
    )
}

fn ask_leave(lang: Lang, leave: &Callback<bool>, on_leave: &Callback<()>) -> Html {
    use crate::components::dialog::Dialog;
    let close = leave.reform(|()| false);
    html! {
        <Dialog title={lang.say(LEAVE_ASK)} on_close={close.clone()}>
            <p>{ lang.say(LEAVE_HINT) }</p>
            <div class="row">
                { button(Kind::Primary, lang.say(vote::BACK), close.reform(|_: MouseEvent| ())) }
                { button(Kind::Plain, lang.say(LEAVE_DO), on_leave.reform(|_: MouseEvent| ())) }
            </div>
        </Dialog>
    }
}
