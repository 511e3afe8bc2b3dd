//! XML as stores answer it, read once through and within bounds.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, Event};

/// Deepest nesting read.
const DEPTH: usize = 64;
/// Longest text of one element kept, in bytes.
const TEXT: usize = 16 << 10;

/// What comes by, in the order of the document.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    /// An element begins; how many are around it.
    Open(&'a str, usize),
    /// An element ends: its name, its parent's (empty for none), and the text
    /// directly in it, after its last child where it has any.
    Close(&'a str, &'a str, &'a str),
}

/// Why a document was not read to its end.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Odd;

/// Shows each element's beginning and end, by name without prefix.
///
/// A document that is cut off, nests too deeply, has a text that is too long or
/// declares a type of its own is [`Odd`]; what came by before counts for nothing then.
pub(crate) fn read(bytes: &[u8], mut visit: impl FnMut(Piece<'_>)) -> Result<(), Odd> {
    let text = std::str::from_utf8(bytes).map_err(|_| Odd)?;
    let mut xml = Reader::from_str(text.trim_start_matches('\u{feff}'));
    xml.config_mut().expand_empty_elements = true;
    let mut names: Vec<String> = Vec::new();
    let mut content = String::new();
    let mut seen = false;
    loop {
        match xml.read_event().map_err(|_| Odd)? {
            Event::Start(tag) => {
                if names.len() == DEPTH || (names.is_empty() && seen) {
                    return Err(Odd);
                }
                seen = true;
                content.clear();
                let name = tag.local_name().as_ref().to_owned();
                visit(Piece::Open(&name, names.len()));
                names.push(name);
            }
            Event::End(_) => {
                let name = names.pop().ok_or(Odd)?;
                let parent = names.last().map_or("", String::as_str);
                visit(Piece::Close(&name, parent, content.trim()));
                content.clear();
            }
            Event::Text(text) => content.push_str(&text),
            Event::CData(text) => content.push_str(&text),
            Event::GeneralRef(reference) => content.push(resolved(&reference)?),
            Event::DocType(_) => return Err(Odd),
            Event::Eof if names.is_empty() && seen => return Ok(()),
            Event::Eof => return Err(Odd),
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
        if content.len() > TEXT {
            return Err(Odd);
        }
    }
}

/// The letter of `&amp;` or `&#38;`. Others would have to be declared, and nothing declares any.
fn resolved(reference: &BytesRef<'_>) -> Result<char, Odd> {
    match &**reference {
        "amp" => Ok('&'),
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        _ => reference.resolve_char_ref().ok().flatten().ok_or(Odd),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn closed(xml: &str) -> Result<Vec<(String, String, String)>, Odd> {
        let mut out = Vec::new();
        read(xml.as_bytes(), |piece| {
            if let Piece::Close(name, parent, text) = piece {
                out.push((name.to_owned(), parent.to_owned(), text.to_owned()));
            }
        })?;
        Ok(out)
    }

    #[test]
    fn names_lose_their_prefix_and_texts_are_whole() {
        let xml = "\u{feff}<?xml version='1.0'?><!-- x --><D:a xmlns:D='DAV:'>\n<b>1&amp;&#x32;<![CDATA[<3>]]></b><c/></D:a>\n";
        assert_eq!(
            closed(xml).unwrap(),
            [
                ("b".into(), "a".into(), "1&2<3>".into()),
                ("c".into(), "a".into(), String::new()),
                ("a".into(), String::new(), String::new()),
            ]
        );
    }

    #[test]
    fn hostile_documents_are_odd() {
        let deep = "<a>".repeat(70) + &"</a>".repeat(70);
        let long = format!("<a>{}</a>", "x".repeat(TEXT + 1));
        let bomb = "<!DOCTYPE a [<!ENTITY b 'bbbb'>]><a>&b;</a>";
        for xml in [
            "",
            "text",
            "<a>",
            "<a></b>",
            "<a/><b/>",
            "<a>&unknown;</a>",
            "<a>&#xFFFFFFFF;</a>",
            bomb,
            &deep,
            &long,
        ] {
            assert_eq!(closed(xml), Err(Odd), "{xml:.40}");
        }
        assert_eq!(read(b"<a>\xff</a>", |_| ()), Err(Odd));
    }

    proptest! {
        #[test]
        fn a_cut_document_is_never_taken_for_a_whole_one(cut in 1..70_usize) {
            let xml = "<m><response><href>/a/b</href></response><response/></m>";
            prop_assume!(cut < xml.len());
            prop_assert_eq!(read(&xml.as_bytes()[..cut], |_| ()), Err(Odd));
        }

        #[test]
        fn anything_is_read_or_odd(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = read(&bytes, |_| ());
        }

        #[test]
        fn anything_like_xml_is_read_or_odd(xml in "(<[/!?]?[a-c:]{0,3}[ ='\"]{0,2}/?>|&[a-z#0-9]{0,5};?|[a-z\\]\\[<>]{0,4}){0,30}") {
            let _ = read(xml.as_bytes(), |_| ());
        }
    }
}
