//! A card by its characters: large keys on the screen, a keyboard, or a scanner that types.

use crate::components::button::{Kind, button, click};
use crate::i18n::{Say, fill};
use crate::platform::dom;
use crate::prelude::*;
use crate::state::use_lang;

crate::i18n::words! {
    CODE = "票卡上的 28 个字符", "The card's 28 characters";
    HINT = "共 7 组，每组 4 个；已输入 {0} 个。不分大小写，O 当作 0，I、L 当作 1。", "Seven groups of four; {0} typed. Case does not matter; O is read as 0, I and L as 1.";
    KEYS_LABEL = "字符键", "Keys";
    DELETE = "删除", "Delete";
    CLEAR = "清空", "Clear";
    DONE = "确定", "OK";
}

/// The characters of a code: no I, L, O, U.
const SYMBOLS: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const KEYS: usize = 28;

/// Properties of [`Typed`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Gets what was typed.
    pub on_text: Callback<String>,
}

/// A field with its keys.
#[component]
pub fn Typed(props: &Props) -> Html {
    let lang = use_lang();
    let typed = use_state_eq(String::new);
    let field = use_node_ref();
    {
        let field = field.clone();
        use_effect_with((), move |()| dom::focus(&field));
    }
    let put = {
        let typed = typed.setter();
        move |text: String| typed.set(grouped(&text))
    };
    // As it is typed: a scanner types addresses, which are not to be put in groups.
    let on_input = {
        let typed = typed.setter();
        Callback::from(move |event: InputEvent| typed.set(dom::value_of(&event)))
    };
    let submit = {
        let (typed, on_text) = (typed.clone(), props.on_text.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if !typed.trim().is_empty() {
                on_text.emit((*typed).clone());
            }
        })
    };
    let press = |symbol: char| {
        let (put, typed) = (put.clone(), typed.clone());
        Callback::from(move |_: MouseEvent| {
            let mut text = (*typed).clone();
            text.push(symbol);
            put(text);
        })
    };
    let delete = {
        let (put, typed) = (put.clone(), typed.clone());
        Callback::from(move |()| {
            let mut text: Vec<char> = typed.chars().filter(|c| *c != '-').collect();
            text.pop();
            put(text.into_iter().collect());
        })
    };
    let clear = {
        let put = put.clone();
        Callback::from(move |()| put(String::new()))
    };
    let count = typed.chars().filter(|c| *c != '-').count();
    let keys = SYMBOLS.chars().map(|symbol| {
        html! { <button type="button" class="key" key={symbol.to_string()} onclick={press(symbol)}>{ symbol.to_string() }</button> }
    });
    html! {
        <form class="stack" onsubmit={submit}>
            <label class="lead" for="code">{ lang.say(CODE) }</label>
            // The screen's own keys are here: a keyboard that slides up would cover them.
            <input ref={field} id="code" class="control code-field" type="text" inputmode="none" autocomplete="off"
                autocapitalize="characters" spellcheck="false" value={(*typed).clone()} oninput={on_input} aria-describedby="code-hint" />
            <p id="code-hint" class="hint">{ fill(lang.say(HINT), &[&count.min(KEYS).to_string()]) }</p>
            <div class="keys" role="group" aria-label={lang.say(KEYS_LABEL)}>{ for keys }</div>
            <div class="row">
                <button type="submit" class="btn btn-primary" disabled={count == 0}>{ lang.say(DONE) }</button>
                { button(Kind::Plain, lang.say(DELETE), click(delete)) }
                { button(Kind::Plain, lang.say(CLEAR), click(clear)) }
            </div>
        </form>
    }
}

/// Groups of four, as on paper; a scanner's address is left as it is.
fn grouped(text: &str) -> String {
    let plain: Vec<char> = text.chars().filter(|c| !matches!(c, '-' | ' ')).collect();
    if !plain.iter().all(char::is_ascii_alphanumeric) || plain.len() > KEYS {
        return text.to_owned();
    }
    let groups = plain
        .chunks(4)
        .map(|group| group.iter().collect::<String>());
    groups.collect::<Vec<_>>().join("-").to_ascii_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_stands_in_groups() {
        assert_eq!(grouped("070w3g"), "070W-3G");
        assert_eq!(grouped("070W-3GE1-"), "070W-3GE1");
        assert_eq!(
            grouped("HUIYIN-CARD:01234567:070W"),
            "HUIYIN-CARD:01234567:070W"
        );
        assert_eq!(grouped(""), "");
    }
}
