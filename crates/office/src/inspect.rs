//! The check before anything is believed: every part of the package is inflated
//! through a counter, and its XML looked through.
//!
//! The sizes a zip declares are not used as bounds, because they can lie; the
//! package is opened with the zip library the Excel reader uses, so that both see
//! the same parts.

use std::io::{self, Cursor, Read};

use memchr::memmem;
use zip::ZipArchive;
use zip::result::ZipError;

use crate::error::{self, OfficeError};
use crate::limits::{Control, Limits, Listener, Progress, Stage};
use crate::scan::{Counts, Finding, scan};

/// How often progress is reported, in inflated bytes.
const REPORT_EVERY: u64 = 1 << 20;

/// Checks a package. Afterwards the Excel reader can be let at it.
pub(crate) fn inspect(
    bytes: &[u8],
    file: &str,
    limits: &Limits,
    progress: &mut Listener<'_>,
) -> Result<Counts, OfficeError> {
    // An entry needs a header with this mark, so this bounds what any directory,
    // lying or doubled, can make the zip library allocate.
    let headers = memmem::find_iter(bytes, b"PK\x01\x02")
        .take(limits.entries + 1)
        .count();
    if headers > limits.entries {
        let bound = limits.entries;
        let (zh, en) = (
            format!("部件多于 {bound} 个"),
            format!("more than {bound} parts"),
        );
        return Err(error::too_large(file, "", &zh, &en));
    }
    let mut archive =
        ZipArchive::new(Cursor::new(bytes)).map_err(|failure| zip_error(file, "", &failure))?;
    recognise(&archive, file)?;

    let declared = (0..archive.len())
        .filter_map(|at| archive.by_index_raw(at).ok().map(|entry| entry.size()))
        .fold(0u64, u64::saturating_add);
    let mut meter = Meter {
        limits,
        progress,
        entry: 0,
        total: 0,
        declared: declared.min(limits.total_bytes),
        reported: 0,
        tripped: None,
    };
    let mut counts = Counts::default();
    for at in 0..archive.len() {
        let mut entry = archive
            .by_index(at)
            .map_err(|failure| zip_error(file, "", &failure))?;
        let name = entry
            .name()
            .map(|name| name.into_owned())
            .unwrap_or_default();
        meter.entry = 0;
        let finding = scan(
            Metered {
                inner: &mut entry,
                meter: &mut meter,
            },
            limits,
            &mut counts,
        )
        .err();
        // What the scan left, because it is no XML or ends early, is inflated all the same.
        let rest = match &finding {
            None => io::copy(
                &mut Metered {
                    inner: &mut entry,
                    meter: &mut meter,
                },
                &mut io::sink(),
            ),
            Some(_) => Ok(0),
        };
        if let Some(trip) = meter.tripped.take() {
            return Err(trip_error(file, &name, trip, limits));
        }
        if let Some(finding) = finding {
            return Err(finding_error(file, &name, finding, limits));
        }
        rest.map_err(|failure| error::damaged(file, &name, &failure.to_string()))?;
    }
    Ok(counts)
}

/// Tells a workbook from the other things that come as a zip.
fn recognise(archive: &ZipArchive<Cursor<&[u8]>>, file: &str) -> Result<(), OfficeError> {
    let has = |wanted: &str| {
        archive
            .file_names()
            .flatten()
            .any(|name| name.replace('\\', "/").eq_ignore_ascii_case(wanted))
    };
    if has("xl/workbook.bin") {
        return Err(error::other_format(
            file,
            "二进制工作簿(.xlsb)",
            "a binary workbook (.xlsb)",
        ));
    }
    if has("content.xml") && has("mimetype") {
        return Err(error::other_format(
            file,
            "OpenDocument 表格(.ods)",
            "an OpenDocument spreadsheet (.ods)",
        ));
    }
    if !has("_rels/.rels") || has("word/document.xml") || has("ppt/presentation.xml") {
        return Err(error::not_a_workbook(file));
    }
    Ok(())
}

enum Trip {
    Entry,
    Total,
    Cancelled,
}

/// What was inflated so far, over all parts.
struct Meter<'a, 'l> {
    limits: &'a Limits,
    progress: &'a mut Listener<'l>,
    entry: u64,
    total: u64,
    declared: u64,
    reported: u64,
    tripped: Option<Trip>,
}

impl Meter<'_, '_> {
    fn count(&mut self, bytes: u64) -> Option<Trip> {
        self.entry += bytes;
        self.total += bytes;
        if self.entry > self.limits.entry_bytes {
            return Some(Trip::Entry);
        }
        if self.total > self.limits.total_bytes {
            return Some(Trip::Total);
        }
        if self.total - self.reported >= REPORT_EVERY {
            self.reported = self.total;
            let at = Progress {
                stage: Stage::Check,
                done: self.total,
                total: self.declared.max(self.total),
            };
            if (self.progress)(at) == Control::Cancel {
                return Some(Trip::Cancelled);
            }
        }
        None
    }
}

/// A part that is counted while it inflates, and fails when it is too much.
struct Metered<'a, 'm, 'l, R> {
    inner: &'a mut R,
    meter: &'a mut Meter<'m, 'l>,
}

impl<R: Read> Read for Metered<'_, '_, '_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.meter.tripped.is_some() {
            return Err(io::Error::other("over the limit"));
        }
        let read = self.inner.read(buffer)?;
        self.meter.tripped = self.meter.count(read as u64);
        if self.meter.tripped.is_some() {
            Err(io::Error::other("over the limit"))
        } else {
            Ok(read)
        }
    }
}

fn zip_error(file: &str, place: &str, failure: &ZipError) -> OfficeError {
    match failure {
        ZipError::UnsupportedArchive(what) if *what == ZipError::PASSWORD_REQUIRED => {
            error::password_protected(file)
        }
        other => error::damaged(file, place, &other.to_string()),
    }
}

fn trip_error(file: &str, part: &str, trip: Trip, limits: &Limits) -> OfficeError {
    let (place, bound) = match trip {
        Trip::Cancelled => return error::cancelled(file),
        Trip::Entry => (part, limits.entry_bytes),
        Trip::Total => ("", limits.total_bytes),
    };
    let mib = bound >> 20;
    let zh = format!("解压后超过 {mib} MB");
    error::too_large(
        file,
        place,
        &zh,
        &format!("more than {mib} MB once inflated"),
    )
}

fn finding_error(file: &str, part: &str, finding: Finding, limits: &Limits) -> OfficeError {
    let (zh, en) = match finding {
        Finding::DocType => return error::damaged(file, part, "DOCTYPE"),
        Finding::Address(text) => return error::damaged(file, part, &format!("`{text}`")),
        Finding::Depth => (
            format!("元素嵌套超过 {} 层", limits.xml_depth),
            format!("elements nested deeper than {}", limits.xml_depth),
        ),
        Finding::Token => (
            format!("一段文字超过 {} MB", limits.xml_token_bytes >> 20),
            format!("a text longer than {} MB", limits.xml_token_bytes >> 20),
        ),
        Finding::Strings => (
            format!("不同的文字多于 {} 条", limits.shared_strings),
            format!("more than {} different texts", limits.shared_strings),
        ),
        Finding::Formats => (
            format!("单元格格式多于 {} 种或过长", limits.cell_formats),
            format!(
                "more than {} cell formats, or overlong ones",
                limits.cell_formats
            ),
        ),
    };
    error::too_large(file, part, &zh, &en)
}
