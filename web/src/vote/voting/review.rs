//! Every answer once more, the missing ones first; then the casting.

use super::{AS_LIST, Ballot, View};
use crate::components::button::{Kind, button, click};
use crate::components::dialog::Dialog;
use crate::components::empty::loading;
use crate::i18n::{Say, fill};
use crate::prelude::*;
use crate::state::use_lang;
use crate::vote::frame::problem;
use crate::vote::texts as t;
use huiyin_rules::{Lang, Text};

crate::i18n::words! {
    HEADING = "核对您的选择", "Look over your choices";
    OPEN = "还有 {0} 项没有选择，请逐项选择后再投票；不想表态的请选“弃权”。", "{0} are not rated yet. Rate each of them before casting; to take no side, choose to abstain.";
    NOT_RATED = "未选择", "Not rated";
    CHANGE = "修改", "Change";
    CHANGE_WHICH = "修改：{0}", "Change: {0}";
    RATE_WHICH = "去选择：{0}", "Rate: {0}";
    CAST = "投票", "Cast";
    ASK = "确认投票？", "Cast your vote?";
    ASK_HINT = "投出以后不能更改，这张票卡也不能再用。同一张票卡在别处再投不同的选择，有关事项按无效票计。", "Once cast it cannot be changed, and the card is used up. If the same card votes otherwise elsewhere, its votes on those items are invalid.";
    ASK_DO = "确认投票", "Cast it";
    ASK_BACK = "返回修改", "Back to change";
    CASTING = "正在封装并保存选票，请勿关闭…", "Sealing and keeping the votes; do not close…";
}

/// An answer as it is shown.
#[derive(Clone, PartialEq)]
struct Row {
    at: usize,
    title: String,
    item: u32,
    choice: Option<&'static str>,
}

/// All answers, and the way back to each.
#[derive(Clone, PartialEq)]
pub struct Shown {
    rows: Vec<Row>,
    see: Callback<View>,
}

impl Shown {
    /// Of a ballot.
    pub fn of(ballot: &Ballot) -> Shown {
        let lang = ballot.lang;
        let questions = ballot.sheet.questions.iter().enumerate();
        let rows = questions.map(|(at, question)| Row {
            at,
            title: t::question(question, lang),
            item: question.item,
            choice: ballot.of(at).map(|choice| lang.say(t::choice(choice))),
        });
        Shown {
            rows: rows.collect(),
            see: ballot.see.clone(),
        }
    }

    fn way(&self, row: &Row, label: &str, spoken: String) -> Html {
        let (see, at) = (self.see.clone(), row.at);
        let go = Callback::from(move |_: MouseEvent| see.emit(View::One(at)));
        html! { <button type="button" class="btn" aria-label={spoken} onclick={go}>{ label }</button> }
    }
}

/// Properties of [`Review`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// How many questions there are.
    pub many: usize,
    /// The answers.
    pub view: Shown,
    /// Why the casting failed.
    pub trouble: Option<Text>,
    /// The casting is under way.
    pub casting: bool,
    /// Casts.
    pub on_cast: Callback<()>,
}

/// The review.
#[component]
pub fn Review(props: &Props) -> Html {
    let lang = use_lang();
    let asking = use_state_eq(|| false);
    let (open, given): (Vec<&Row>, Vec<&Row>) =
        props.view.rows.iter().partition(|row| row.choice.is_none());
    if props.casting {
        return loading(lang.say(CASTING));
    }
    let ask = {
        let asking = asking.setter();
        move |on: bool| {
            let asking = asking.clone();
            Callback::from(move |()| asking.set(on))
        }
    };
    let cast = {
        let (asking, on_cast) = (asking.setter(), props.on_cast.clone());
        Callback::from(move |_: MouseEvent| {
            asking.set(false);
            on_cast.emit(());
        })
    };
    html! {
        <section class="review">
            <h2>{ lang.say(HEADING) }</h2>
            if let Some(trouble) = &props.trouble {
                { problem(trouble, lang) }
            }
            if !open.is_empty() {
                <div class="problem" role="alert">
                    <p class="problem-title">{ fill(lang.say(OPEN), &[&open.len().to_string()]) }</p>
                    <ul class="review-open">{ for open.iter().map(|row| missing(&props.view, row, lang)) }</ul>
                </div>
            }
            <ol class="review-list">{ for given.iter().map(|row| answer(&props.view, row, lang)) }</ol>
            if open.is_empty() {
                <div class="row review-cast">{ button(Kind::Primary, lang.say(CAST), click(ask(true))) }</div>
            }
            if *asking {
                <Dialog title={lang.say(ASK)} on_close={ask(false)}>
                    <p>{ lang.say(ASK_HINT) }</p>
                    <div class="row">
                        { button(Kind::Primary, lang.say(ASK_DO), cast) }
                        { button(Kind::Plain, lang.say(ASK_BACK), click(ask(false))) }
                    </div>
                </Dialog>
            }
        </section>
    }
}

fn missing(view: &Shown, row: &Row, lang: Lang) -> Html {
    let item = fill(lang.say(t::ITEM), &[&row.item.to_string()]);
    let label = [&item, " ", &row.title].concat();
    let spoken = fill(lang.say(RATE_WHICH), &[&label]);
    html! { <li key={row.at}>{ view.way(row, &label, spoken) }</li> }
}

fn answer(view: &Shown, row: &Row, lang: Lang) -> Html {
    let spoken = fill(lang.say(CHANGE_WHICH), &[&row.title]);
    html! {
        <li class="review-row" key={row.at}>
            <p class="review-title"><span class="list-item">{ fill(lang.say(t::ITEM), &[&row.item.to_string()]) }</span>{ &row.title }</p>
            <p class="review-choice">{ row.choice.unwrap_or(lang.say(NOT_RATED)) }</p>
            { view.way(row, lang.say(CHANGE), spoken) }
        </li>
    }
}

/// The ways back from it.
pub fn foot(ballot: &Ballot) -> Html {
    html! {
        <div class="foot-side">
            { ballot.way(Kind::Plain, super::ONE_BY_ONE, View::One(ballot.next_open(None).unwrap_or_default())) }
            { ballot.way(Kind::Plain, AS_LIST, View::List) }
        </div>
    }
}
