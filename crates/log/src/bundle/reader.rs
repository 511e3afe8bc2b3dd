//! Reading a bundle a piece at a time, within bounds.

use super::error::{BundleError, Problem};
use super::{FORMAT, MAX_HEADER, VERSION};
use crate::{Envelope, LogError, MAX_EVENT, read};
use serde_json::value::RawValue;

/// What the frame of a bundle says.
#[derive(Clone, Debug)]
pub struct Header {
    /// The description of the workspace, as raw JSON without whitespace.
    pub workspace: Box<RawValue>,
    /// How many events the bundle promises.
    pub count: u64,
}

/// One verified event out of a bundle.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// The line it ends on, from 1.
    pub line: u64,
    /// Its exact bytes, ready to be kept.
    pub bytes: Vec<u8>,
    /// The event.
    pub envelope: Envelope,
}

/// Reads a bundle from pieces of any size.
///
/// Holds one event at most, whatever the size of the file. Accepts the file as
/// [`super::BundleWriter`] writes it, and the same JSON on one line or
/// pretty-printed: whitespace between tokens means nothing. Every event is
/// verified; the first wrong one ends the reading.
#[derive(Debug)]
pub struct BundleReader {
    phase: Phase,
    header: Option<Header>,
    /// The token under way, without whitespace: the frame or one event.
    token: Vec<u8>,
    depth: usize,
    string: Within,
    line: u64,
    events: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// Before the first byte; a byte order mark may come.
    Start,
    Header,
    /// After `[`: an event or the end.
    First,
    Event,
    /// After an event: a comma or the end.
    Separator,
    /// After a comma: an event.
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

impl Default for BundleReader {
    fn default() -> Self {
        BundleReader {
            phase: Phase::Start,
            header: None,
            token: Vec::new(),
            depth: 0,
            string: Within::Plain,
            line: 1,
            events: 0,
        }
    }
}

impl BundleReader {
    /// A reader at the beginning of a file.
    pub fn new() -> Self {
        Self::default()
    }

    /// What the frame says, once its line has been read.
    pub fn header(&self) -> Option<&Header> {
        self.header.as_ref()
    }

    /// How many events have been read.
    pub fn events(&self) -> u64 {
        self.events
    }

    /// Takes the next piece of the file and gives the events completed by it.
    ///
    /// # Errors
    /// The first thing wrong and its line. The reader is of no use afterwards,
    /// and events given before are the caller's to drop.
    pub fn push(&mut self, mut piece: &[u8]) -> Result<Vec<Incoming>, BundleError> {
        let mut out = Vec::new();
        while let Some((&byte, rest)) = piece.split_first() {
            if self.string == Within::String {
                // Text makes up most of a file: take it by the run, not by the byte.
                let run = piece
                    .iter()
                    .position(|b| matches!(b, b'"' | b'\\' | 0..=0x1f));
                let (text, rest) = piece.split_at(run.unwrap_or(piece.len()));
                if !text.is_empty() {
                    self.take(text)?;
                    piece = rest;
                    continue;
                }
            }
            piece = rest;
            if byte == b'\n' {
                self.line += 1;
            }
            if self.string == Within::Plain && matches!(byte, b' ' | b'\t' | b'\n' | b'\r') {
                continue;
            }
            if let Some(incoming) = self.byte(byte)? {
                out.push(incoming);
            }
        }
        Ok(out)
    }

    /// Ends the reading.
    ///
    /// # Errors
    /// The file is cut short, or holds another number of events than promised.
    pub fn finish(self) -> Result<Header, BundleError> {
        match self.header {
            None if self.phase == Phase::Start => Err(self.fail(Problem::NotABundle)),
            Some(ref header) if self.phase == Phase::Done => {
                if header.count != self.events {
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
            line: self.line,
            events: self.events,
            problem,
        }
    }

    fn byte(&mut self, byte: u8) -> Result<Option<Incoming>, BundleError> {
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
            (Phase::First | Phase::Next, b'{') => {
                self.phase = Phase::Event;
                self.structure(byte)?;
            }
            (Phase::Event, _) => {
                self.structure(byte)?;
                if self.depth == 0 {
                    return self.event().map(Some);
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
        if self.phase == Phase::Event && len > MAX_EVENT {
            return Err(self.fail(Problem::Event(LogError::TooLarge { len })));
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
        if !opens_list || !self.token.ends_with(b"\"events\":[") {
            return Ok(());
        }
        self.token.extend(b"]}");
        let header = parse_header(&self.token).map_err(|problem| self.fail(problem))?;
        self.header = Some(header);
        self.token.clear();
        self.depth = 0;
        self.phase = Phase::First;
        Ok(())
    }

    fn event(&mut self) -> Result<Incoming, BundleError> {
        let bytes = std::mem::take(&mut self.token);
        let envelope =
            Envelope::decode(&bytes).map_err(|error| self.fail(Problem::Event(error)))?;
        self.events += 1;
        self.phase = Phase::Separator;
        Ok(Incoming {
            line: self.line,
            bytes,
            envelope,
        })
    }
}

fn parse_header(bytes: &[u8]) -> Result<Header, Problem> {
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
        VERSION => {}
        found => return Err(Problem::UnknownVersion { found }),
    }
    Ok(Header {
        // The parser itself says whether this is JSON.
        workspace: RawValue::from_string(raw(2)?.to_owned()).map_err(|_| Problem::NotABundle)?,
        count: number(3)?,
    })
}
