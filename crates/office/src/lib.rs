//! Excel workbooks in and out, bounded against hostile files.
