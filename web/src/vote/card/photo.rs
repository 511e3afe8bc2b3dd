//! A card by a photograph of it: works on plain http too, where no camera is given to a page.

use super::decode::decode;
use crate::i18n::Say;
use crate::platform::canvas;
use crate::prelude::*;
use crate::state::use_lang;
use crate::vote::frame::Choose;
use crate::vote::sheet::filled;
use huiyin_rules::Text;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

crate::i18n::words! {
    TAKE = "拍照识别票卡…", "Photograph the card…";
    NOTHING = "照片里没有认出二维码。请把票卡放平、光线充足、让二维码占照片的三分之一以上，重新拍一张；或者输入票卡上的字符。{0}", "No code was found in the photograph. Lay the card flat, in good light, with the code taking a third of the picture, and take another; or type the card's characters. {0}";
    NO_PICTURE = "文件“{0}”不是可以识别的照片。请重新拍照，或者输入票卡上的字符。", "The file “{0}” is no picture that can be read. Take another, or type the card's characters.";
}

/// Properties of [`Photo`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The main way in.
    pub main: bool,
    /// Gets what the code says, or why none was read.
    pub on_read: Callback<Result<String, Text>>,
}

/// A button that takes a photograph, or a picture that is there.
#[component]
pub fn Photo(props: &Props) -> Html {
    let lang = use_lang();
    let on_file = {
        let on_read = props.on_read.clone();
        Callback::from(move |file: File| {
            let on_read = on_read.clone();
            spawn_local(async move {
                on_read.emit(match canvas::in_file(&file, decode).await {
                    Ok(Some(text)) => Ok(text),
                    Ok(None) => Err(filled(NOTHING, "")),
                    Err(_) => Err(filled(NO_PICTURE, &file.name())),
                });
            });
        })
    };
    html! { <Choose label={lang.say(TAKE)} accept="image/*" camera={true} main={props.main} {on_file} /> }
}
