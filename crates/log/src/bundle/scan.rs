//! Finding a bundle's frame and its items in pieces of any size, within bounds.

use super::error::{BundleError, Problem};
use super::{Contents, FORMAT, Header, MAX_HEADER};
use crate::{LogError, read};
use serde_json::value::RawValue;

/// One event or object, as it stands in the file.
#[derive(Debug)]
pub(super) struct Item {
    /// The line it ends on, from 1.
    pub(super) line: u64,
    /// Its bytes, without the whitespace between tokens.
    pub(super) bytes: Vec<u8>,
}

/// Takes a file apart; what the items are is its caller's part.
///
/// Holds one item at most, whatever the size of the file.
#[derive(Debug)]
pub(super) struct Scan {
    contents: Contents,
    phase: Phase,
    header: Option<Header>,
    /// The token under way, without whitespace: the frame or one item.
    token: Vec<u8>,
    depth: usize,
    string: Within,
    line: u64,
    items: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// Before the first byte; a byte order mark may come.
    Start,
    Header,
    /// After `[`: an item or the end.
    First,
    Item,
    /// After an item: a comma or the end.
    Separator,
    /// After a comma: an item.
    Next,
    /// After `]`: the frame's `}`.
    Close,
    Done,
}

/// Whether the scan stands inside a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Within {
    Plain,
    String,
    Escape,
}

impl Scan {
    /// At the beginning of a file of these contents.
    pub(super) fn new(contents: Contents) -> Self {
        Scan {
            contents,
            phase: Phase::Start,
            header: None,
            token: Vec::new(),
            depth: 0,
            string: Within::Plain,
            line: 1,
            items: 0,
        }
    }

    /// What the frame says, once its line has been read.
    pub(super) fn header(&self) -> Option<&Header> {
        self.header.as_ref()
    }

    /// How many items have been read.
    pub(super) fn items(&self) -> u64 {
        self.items
    }

    /// Takes of `piece` what completes the next item, or all of it.
    pub(super) fn next(&mut self, piece: &mut &[u8]) -> Result<Option<Item>, BundleError> {
        while let Some((&byte, rest)) = piece.split_first() {
            if self.string == Within::String {
                // Text makes up most of a file: take it by the run, not by the byte.
                let run = piece
                    .iter()
                    .position(|b| matches!(b, b'"' | b'\\' | 0..=0x1f));
                let (text, rest) = piece.split_at(run.unwrap_or(piece.len()));
                if !text.is_empty() {
                    self.take(text)?;
                    *piece = rest;
                    continue;
                }
            }
            *piece = rest;
            if byte == b'\n' {
                self.line += 1;
            }
            if self.string == Within::Plain && matches!(byte, b' ' | b'\t' | b'\n' | b'\r') {
                continue;
            }
            if let Some(item) = self.byte(byte)? {
                return Ok(Some(item));
            }
        }
        Ok(None)
    }

    /// Ends the reading.
    pub(super) fn finish(self) -> Result<Header, BundleError> {
        match self.header {
            None if self.phase == Phase::Start => Err(self.fail(Problem::NotABundle)),
            Some(ref header) if self.phase == Phase::Done => {
                if header.count != self.items {
                    let promised = header.count;
                    return Err(self.fail(Problem::Count { promised }));
                }
                Ok(header.clone())
            }
            _ => Err(self.fail(Problem::Truncated)),
        }
    }

    fn fail(&self, problem: Problem) -> BundleError {
        BundleError {
            contents: self.contents,
            line: self.line,
            items: self.items,
            problem,
        }
    }

    fn byte(&mut self, byte: u8) -> Result<Option<Item>, BundleError> {
        match (self.phase, byte) {
            // Windows' text editor puts a byte order mark before what it saves.
            (Phase::Start, 0xef | 0xbb | 0xbf) if self.token.len() < 3 => self.token.push(byte),
            (Phase::Start, b'{') if matches!(self.token.as_slice(), [] | [0xef, 0xbb, 0xbf]) => {
                self.token.clear();
                self.phase = Phase::Header;
                self.structure(byte)?;
            }
            (Phase::Start, _) => return Err(self.fail(Problem::NotABundle)),
            (Phase::Header, _) => {
                self.structure(byte)?;
                self.header_byte(byte)?;
            }
            (Phase::First | Phase::Next, _) if byte == self.contents.opening() => {
                self.phase = Phase::Item;
                self.structure(byte)?;
            }
            (Phase::Item, _) => {
                self.structure(byte)?;
                if self.depth == 0 {
                    self.items += 1;
                    self.phase = Phase::Separator;
                    let bytes = std::mem::take(&mut self.token);
                    let line = self.line;
                    return Ok(Some(Item { line, bytes }));
                }
            }
            (Phase::Separator, b',') => self.phase = Phase::Next,
            (Phase::First | Phase::Separator, b']') => self.phase = Phase::Close,
            (Phase::Close, b'}') => self.phase = Phase::Done,
            (Phase::First | Phase::Next | Phase::Separator | Phase::Close | Phase::Done, _) => {
                let found = if byte.is_ascii() {
                    char::from(byte)
                } else {
                    char::REPLACEMENT_CHARACTER
                };
                return Err(self.fail(Problem::Unexpected { found }));
            }
        }
        Ok(None)
    }

    /// Keeps one byte of the token under way and follows strings and brackets.
    fn structure(&mut self, byte: u8) -> Result<(), BundleError> {
        self.take(&[byte])?;
        self.string = match (self.string, byte) {
            (Within::Escape, _) => Within::String,
            (Within::String, b'\\') => Within::Escape,
            (Within::String, b'"') => Within::Plain,
            (Within::String, _) => Within::String,
            (Within::Plain, b'"') => Within::String,
            (Within::Plain, _) => Within::Plain,
        };
        if self.string == Within::Plain {
            match byte {
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
        }
        Ok(())
    }

    fn take(&mut self, bytes: &[u8]) -> Result<(), BundleError> {
        let len = self.token.len() + bytes.len();
        if self.phase == Phase::Item && len > self.contents.longest() {
            return Err(self.fail(match self.contents {
                Contents::Events => Problem::Event(LogError::TooLarge { len }),
                Contents::Objects => Problem::ObjectTooLarge { len },
            }));
        }
        if self.phase == Phase::Header && len > MAX_HEADER {
            return Err(self.fail(Problem::HeaderTooLarge));
        }
        self.token.extend_from_slice(bytes);
        Ok(())
    }

    fn header_byte(&mut self, byte: u8) -> Result<(), BundleError> {
        if self.depth == 0 {
            return Err(self.fail(Problem::NotABundle));
        }
        let opens_list = byte == b'[' && self.string == Within::Plain && self.depth == 2;
        let listed = Contents::ALL
            .into_iter()
            .find(|contents| opens_list && self.token.ends_with(contents.list()));
        let Some(listed) = listed else {
            return Ok(());
        };
        self.token.extend(b"]}");
        let header = parse_header(&self.token, listed).map_err(|problem| self.fail(problem))?;
        if listed != self.contents {
            return Err(self.fail(Problem::Contents { found: listed }));
        }
        self.header = Some(header);
        self.token.clear();
        self.depth = 0;
        self.phase = Phase::First;
        Ok(())
    }
}

/// The frame, which has to be of the version whose list it opens.
fn parse_header(bytes: &[u8], listed: Contents) -> Result<Header, Problem> {
    let text = std::str::from_utf8(bytes).map_err(|_| Problem::NotABundle)?;
    let members = read::members(text, &["format", "v", "workspace", "count"])
        .map_err(|_| Problem::NotABundle)?;
    let raw = |at: usize| {
        let member = members.get(at).copied().flatten();
        member.ok_or(Problem::NotABundle)
    };
    let number = |at: usize| raw(at)?.parse().map_err(|_| Problem::NotABundle);
    if raw(0)?.trim_matches('"') != FORMAT {
        return Err(Problem::NotABundle);
    }
    match number(1)? {
        version if version == listed.version() => {}
        version if Contents::ALL.iter().any(|known| known.version() == version) => {
            return Err(Problem::NotABundle);
        }
        found => return Err(Problem::UnknownVersion { found }),
    }
    Ok(Header {
        // The parser itself says whether this is JSON.
        workspace: RawValue::from_string(raw(2)?.to_owned()).map_err(|_| Problem::NotABundle)?,
        count: number(3)?,
    })
}
