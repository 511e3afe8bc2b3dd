//! It is cast: the receipts, and back to the beginning.

use crate::components::button::{Kind, button, click};
use crate::i18n::{Say, fill};
use crate::platform::files;
use crate::prelude::*;
use crate::state::use_lang;
use crate::vote::frame::Frame;
use crate::vote::texts as t;
use gloo_timers::callback::Interval;
use huiyin_ballot::Sheet;
use std::cell::Cell;
use std::rc::Rc;

crate::i18n::words! {
    CAST = "已投票", "Your vote is cast";
    CAST_HINT = "选票已加密保存在这台设备的票箱里，由本机上交。票卡已经用过，请交回工作人员。", "The votes are sealed and kept in this device's box, which hands them in. The card is used up; give it back to the staff.";
    ALREADY = "这张票卡已投", "This card has voted";
    ALREADY_HINT = "这张票卡已经在本机投过票，不能再投。下面是它的回执。", "This card has voted on this device and cannot vote again. Its receipts are below.";
    SHOW = "查看回执（{0} 个）", "Show the receipts ({0})";
    HIDE = "收起回执", "Hide the receipts";
    WHAT = "公示以后，可以用回执核对自己的选票在公示板上、没有被改动。公示以后，别人凭回执也能看出这张票选了什么，请不要轻易示人。", "Once the board is published, a receipt shows that your vote is on it, unchanged. By then others who have the receipt can see what that vote says, too; think before you show it.";
    SAVE = "保存回执", "Save the receipts";
    FILE = "回执-{0}.txt", "receipts-{0}.txt";
    LEFT = "{0} 秒后返回起始页", "Back to the first page in {0} seconds";
    END = "完成", "Done";
}

/// What a voter may note down about one vote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The question's id.
    pub question: String,
    /// The code, `K7QM-2XNP`.
    pub code: String,
}

/// Receipts that are shown without being asked for.
const FEW: usize = 3;
/// Seconds until the first page comes back by itself; longer while receipts are read.
const SOON: u32 = 20;
const READING: u32 = 90;

/// Properties of [`Done`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What was voted on.
    pub sheet: Rc<Sheet>,
    /// The receipts.
    pub receipts: Vec<Receipt>,
    /// The card had voted before.
    pub already: bool,
    /// Others use this tablet: nothing is saved, and the first page comes back.
    pub shared: bool,
    /// How the box stands.
    pub badge: Html,
    /// Back to the beginning.
    pub on_end: Callback<()>,
}

/// The screen after the casting.
#[component]
pub fn Done(props: &Props) -> Html {
    let lang = use_lang();
    let shown = use_state_eq(|| props.receipts.len() <= FEW);
    let left = use_state_eq(|| SOON);
    {
        let (left, on_end) = (left.setter(), props.on_end.clone());
        let from = if *shown && props.receipts.len() > FEW {
            READING
        } else {
            SOON
        };
        use_effect_with((*shown, props.shared), move |(_, shared)| {
            let tick = shared.then(|| {
                let rest = Cell::new(from);
                left.set(from);
                Interval::new(1_000, move || {
                    rest.set(rest.get().saturating_sub(1));
                    left.set(rest.get());
                    if rest.get() == 0 {
                        on_end.emit(());
                    }
                })
            });
            move || drop(tick)
        });
    }
    let turn = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(!*shown))
    };
    let (title, hint) = if props.already {
        (ALREADY, ALREADY_HINT)
    } else {
        (CAST, CAST_HINT)
    };
    let many = props.receipts.len();
    let label = if *shown {
        lang.say(HIDE).to_owned()
    } else {
        fill(lang.say(SHOW), &[&many.to_string()])
    };
    let save = {
        let (sheet, receipts) = (props.sheet.clone(), props.receipts.clone());
        Callback::from(move |_: MouseEvent| {
            let text = as_text(&sheet, &receipts, lang);
            let name = fill(lang.say(FILE), &[&sheet.title]);
            files::save(&name, "text/plain", &[text.into_bytes()]);
        })
    };
    let foot = html! {
        <>
            <div class="foot-side">
                if props.shared {
                    <p class="hint" role="timer" aria-live="off">{ fill(lang.say(LEFT), &[&left.to_string()]) }</p>
                }
            </div>
            <div class="foot-main">{ button(Kind::Primary, lang.say(END), click(props.on_end.clone())) }</div>
        </>
    };
    html! {
        <Frame title={lang.say(title)} screen="done" badge={props.badge.clone()} {foot}>
            <section class="done">
                <p class="done-mark" aria-hidden="true">{ if props.already { "!" } else { "✓" } }</p>
                <p class="lead" role="status">{ lang.say(hint) }</p>
                if many > FEW {
                    <div class="row">
                        <button type="button" class="btn" aria-expanded={crate::vote::frame::pressed(*shown)} onclick={turn}>{ label }</button>
                    </div>
                }
                if *shown {
                    { receipts(&props.sheet, &props.receipts, lang) }
                    if !props.shared {
                        <div class="row">{ button(Kind::Plain, lang.say(SAVE), save) }</div>
                    }
                }
                <p class="hint">{ lang.say(WHAT) }</p>
            </section>
        </Frame>
    }
}

/// The receipts, each with its question.
fn receipts(sheet: &Sheet, receipts: &[Receipt], lang: huiyin_rules::Lang) -> Html {
    let rows = receipts.iter().map(|receipt| {
        let question = sheet.question(&receipt.question);
        let title = question.map(|question| t::question(question, lang));
        html! {
            <li class="receipt" key={receipt.question.as_str()}>
                <span>{ title.unwrap_or_default() }</span>
                <code class="receipt-code">{ &receipt.code }</code>
            </li>
        }
    });
    html! { <ol class="receipts">{ for rows }</ol> }
}

fn as_text(sheet: &Sheet, receipts: &[Receipt], lang: huiyin_rules::Lang) -> String {
    let mut text = [&sheet.title, "\r\n"].concat();
    for receipt in receipts {
        let question = sheet.question(&receipt.question);
        let title = question.map(|question| t::question(question, lang));
        text.push_str(&receipt.code);
        text.push_str("  ");
        text.push_str(&title.unwrap_or_default());
        text.push_str("\r\n");
    }
    text
}
