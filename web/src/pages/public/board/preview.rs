//! One suggestion as it would be published, with the masked places marked.

use super::item;
use super::looks::{marked, masked, state};
use super::texts as t;
use crate::components::button::{Kind as Button, button, click};
use crate::components::dialog::Dialog;
use crate::i18n::{Say, Words, common};
use crate::pages::public::asking::use_public_ask;
use crate::pages::unanswered;
use crate::prelude::*;
use crate::state::use_lang;
use huiyin_protocol::public::{BoardRow, PublicAsk, PublicReply};
use huiyin_rules::Lang;
use huiyin_rules::board::BoardField;

/// Properties of [`Preview`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Which one.
    pub row: BoardRow,
    /// Closes the dialog.
    pub on_close: Callback<()>,
}

/// What a name in the file is called.
pub fn label(name: &str, lang: Lang) -> String {
    let field = match name {
        "replied" => BoardField::ReplyDate,
        "reply" => BoardField::ReplyText,
        name => {
            let mut all = BoardField::ALL.into_iter();
            match all.find(|field| field.as_str() == name) {
                Some(field) => field,
                None => return name.to_owned(),
            }
        }
    };
    field.label().get(lang).to_owned()
}

/// The dialog.
#[component]
pub fn Preview(props: &Props) -> Html {
    let lang = use_lang();
    let row = &props.row;
    let answer = use_public_ask(Some(PublicAsk::Preview(row.id.clone())));
    let note = |words: Words| html! { <p class="muted">{ lang.say(words) }</p> };
    let body = match answer.reply.as_deref() {
        Some(PublicReply::Files(files)) => {
            let file = files.iter().find(|(path, _)| path.starts_with("item/"));
            let file = file.or_else(|| files.first());
            match file.and_then(|(_, text)| item::read(text, lang)) {
                Some(shown) => html! { { published(&shown, lang) } },
                None => note(t::NO_PREVIEW),
            }
        }
        _ => unanswered(&answer, lang),
    };
    html! {
        <Dialog title={lang.say(t::PREVIEW_TITLE)} on_close={props.on_close.clone()} wide=true>
            <div class="pub-part">
                <p class="pub-marks">{ state(row, lang) }{ masked(row, lang) }</p>
                { body }
                { note(t::PREVIEW_HINT) }
                <div class="form-foot">{ button(Button::Primary, lang.say(common::CLOSE), click(props.on_close.clone())) }</div>
            </div>
        </Dialog>
    }
}

fn published(shown: &item::Shown, lang: Lang) -> Html {
    html! {
        <div class="pub-preview">
            <dl class="pub-facts">
                { for shown.fields.iter().map(|(name, value)| html! {
                    <div key={*name}><dt>{ label(name, lang) }</dt><dd>{ marked(value) }</dd></div>
                }) }
            </dl>
            if !shown.steps.is_empty() {
                <h3>{ lang.say(t::STEPS) }</h3>
                <ol class="pub-steps">
                    { for shown.steps.iter().enumerate().map(|(at, (on, text))| html! {
                        <li key={at}><time class="muted">{ on }</time><p>{ marked(text) }</p></li>
                    }) }
                </ol>
            }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_files_are_called_as_the_fields_are() {
        assert_eq!(label("replied", Lang::Zh), "答复日期");
        assert_eq!(label("reply", Lang::Zh), "答复内容");
        assert_eq!(label("units", Lang::Zh), "承办单位");
        assert_eq!(label("other", Lang::Zh), "other");
    }
}
