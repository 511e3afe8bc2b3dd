//! One look through an XML part for what the Excel reader would trip over.
//!
//! The reader believes counts (`uniqueCount` reserves memory), computes with cell
//! addresses unchecked, and copies a font name into every cell format. So all of
//! that is checked here first, with the same parser in the same setting: what this
//! scan saw is what the reader will see.

use std::io::Read;

use huiyin_protocol::grid::{MAX_COLS, MAX_ROWS};
use quick_xml::events::{BytesStart, Event};

use crate::limits::Limits;

/// What a part must not do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Finding {
    /// Declares a document type, the door of entity bombs; no workbook has one.
    DocType,
    /// Elements nested deeper than allowed.
    Depth,
    /// A run of text longer than allowed.
    Token,
    /// More strings than allowed, declared or real.
    Strings,
    /// More cell formats, or longer names in them, than allowed.
    Formats,
    /// A cell address outside Excel's sheet, or an area upside down.
    Address(String),
}

/// What was counted in a part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Cell elements, with or without a value.
    pub cells: u64,
}

/// Scans one part. A part that is not XML, or stops being XML, is left at that
/// point without a finding: the Excel reader, if it ever opens the part, stops there too.
pub(crate) fn scan(part: impl Read, limits: &Limits, counts: &mut Counts) -> Result<(), Finding> {
    let mut xml = quick_xml::Reader::from_reader(std::io::BufReader::with_capacity(1 << 16, part));
    let config = xml.config_mut();
    config.check_end_names = false;
    config.check_comments = false;
    config.expand_empty_elements = true;
    let mut state = State {
        limits,
        counts,
        depth: 0,
        strings: 0,
        formats: 0,
        longest_name: 0,
    };
    let mut buffer = Vec::with_capacity(1024);
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer) {
            Ok(Event::Start(tag)) => state.start(&tag)?,
            Ok(Event::End(_)) => state.depth = state.depth.saturating_sub(1),
            Ok(Event::Text(text)) => state.token(text.len())?,
            Ok(Event::CData(text)) => state.token(text.len())?,
            Ok(Event::DocType(_)) => return Err(Finding::DocType),
            Ok(Event::Eof) | Err(_) => return Ok(()),
            Ok(_) => {}
        }
    }
}

struct State<'a> {
    limits: &'a Limits,
    counts: &'a mut Counts,
    depth: u32,
    strings: u64,
    formats: u64,
    longest_name: u64,
}

impl State<'_> {
    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), Finding> {
        self.depth += 1;
        if self.depth > self.limits.xml_depth {
            return Err(Finding::Depth);
        }
        let attributes = tag.attributes_raw();
        match tag.local_name().as_ref() {
            "c" => {
                self.counts.cells += 1;
                addresses(attributes, "r")
            }
            "row" => addresses(attributes, "r"),
            "dimension" | "mergeCell" => addresses(attributes, "ref"),
            "sst" => values(attributes, "uniqueCount").try_for_each(|declared| {
                // A count that is no number is ignored by the Excel reader as well.
                let declared = declared.trim().parse::<u64>().unwrap_or(0);
                self.bounded(declared, self.limits.shared_strings, Finding::Strings)
            }),
            "si" => {
                self.strings += 1;
                self.bounded(self.strings, self.limits.shared_strings, Finding::Strings)
            }
            "xf" => {
                self.formats += 1;
                self.formats()
            }
            // The name of a font and the code of a number format are copied into each cell format.
            "name" | "numFmt" => {
                self.longest_name = self.longest_name.max(attributes.len() as u64);
                self.formats()
            }
            _ => Ok(()),
        }
    }

    fn formats(&self) -> Result<(), Finding> {
        self.bounded(self.formats, self.limits.cell_formats, Finding::Formats)?;
        self.bounded(
            self.formats * self.longest_name,
            self.limits.text_bytes,
            Finding::Formats,
        )
    }

    fn token(&self, bytes: usize) -> Result<(), Finding> {
        self.bounded(bytes as u64, self.limits.xml_token_bytes, Finding::Token)
    }

    fn bounded(&self, value: u64, bound: u64, finding: Finding) -> Result<(), Finding> {
        if value > bound { Err(finding) } else { Ok(()) }
    }
}

/// Checks every attribute called `key` as a cell address or an area of two.
fn addresses(attributes: &str, key: &'static str) -> Result<(), Finding> {
    values(attributes, key).try_for_each(|text| {
        let corners: Option<Vec<_>> = text.split(':').map(position).collect();
        match corners.as_deref() {
            Some([_]) => Ok(()),
            Some([from, to]) if from.0 <= to.0 && from.1 <= to.1 => Ok(()),
            _ => Err(Finding::Address(text.chars().take(40).collect())),
        }
    })
}

/// Column and row of `K12`, or of a bare row `12`, counted from 1 (column 0: none named).
fn position(text: &str) -> Option<(u32, u32)> {
    let split = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, digits) = text.split_at_checked(split)?;
    if letters.len() > 3 || digits.len() > 7 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let col = letters.bytes().fold(0, |col, letter| {
        col * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1
    });
    let row = digits.parse().ok()?;
    (col <= MAX_COLS && (1..=MAX_ROWS).contains(&row)).then_some((row, col))
}

/// The values of the attributes called `key`, undecoded, as the Excel reader takes them.
fn values<'a>(attributes: &'a str, key: &'static str) -> impl Iterator<Item = &'a str> {
    let mut rest = attributes;
    std::iter::from_fn(move || {
        loop {
            let (name, after) = rest.split_once('=')?;
            let after = after.trim_ascii_start();
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            let (value, tail) = after.get(1..)?.split_once(quote)?;
            rest = tail;
            if name.trim_ascii() == key {
                return Some(value);
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(xml: &str) -> Result<(), Finding> {
        scan(xml.as_bytes(), &Limits::default(), &mut Counts::default())
    }

    #[test]
    fn addresses_the_reader_would_compute_with() {
        for fine in ["A1", "XFD1048576", "a1:XFD2", "12"] {
            assert_eq!(check(&format!("<c s='1' r = '{fine}'/>")), Ok(()), "{fine}");
        }
        for wrong in [
            "",
            "XFE1",
            "A1048577",
            "A0",
            "AAAA1",
            "A99999999",
            "A-1",
            "B2:A1",
            "A1:B2:C3",
            "中1",
        ] {
            let refused = check(&format!("<x:c r=\"{wrong}\"/>"));
            assert_eq!(refused, Err(Finding::Address(wrong.into())), "{wrong}");
        }
        assert!(check("<mergeCell x='1' ref='B1:A1'/>").is_err());
        assert!(
            check("<c r='A1' r='A0'/>").is_err(),
            "either of two may be the one that counts"
        );
    }

    #[test]
    fn depth_counts_and_document_types() {
        assert_eq!(check(&"<a>".repeat(201)), Err(Finding::Depth));
        assert_eq!(check(&"<a></a>".repeat(5000)), Ok(()));
        assert_eq!(
            check("<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"),
            Err(Finding::DocType)
        );
        assert_eq!(
            check("<sst uniqueCount='4000000000'/>"),
            Err(Finding::Strings)
        );
        assert_eq!(check("\u{1}PNG < no = xml"), Ok(()));
    }
}
