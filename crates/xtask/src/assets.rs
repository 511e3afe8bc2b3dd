//! The files of the site: content-hashed names, and their precompressed twins.

use crate::stamp;
use anyhow::Result;
use std::fs;
use std::io::Write;
use std::path::Path;

/// Sizes of one file in bytes, as it is and as a server sends it.
#[derive(Clone, Copy, Default)]
pub struct Sizes {
    pub raw: usize,
    pub gzip: usize,
    pub brotli: usize,
}

impl std::ops::AddAssign for Sizes {
    fn add_assign(&mut self, other: Self) {
        self.raw += other.raw;
        self.gzip += other.gzip;
        self.brotli += other.brotli;
    }
}

/// One file of the site with its sizes.
pub struct Asset {
    /// Path inside the site, with `/`.
    pub path: String,
    pub sizes: Sizes,
}

/// `name` with the hash of the bytes before its ending: `boot.js` → `boot.0123456789.js`.
pub fn hashed(name: &str, bytes: &[u8]) -> String {
    let hash = stamp::short_hash(bytes);
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}.{hash}.{ending}"),
        None => format!("{name}.{hash}"),
    }
}

/// Writes a file with its `.br` and `.gz` twins below `site`.
pub fn publish(site: &Path, path: &str, bytes: &[u8]) -> Result<Asset> {
    let file = site.join(path);
    stamp::write(&file, bytes)?;
    let brotli = brotli(bytes)?;
    let gzip = gzip(bytes)?;
    fs::write(with_suffix(&file, "br"), &brotli)?;
    fs::write(with_suffix(&file, "gz"), &gzip)?;
    let sizes = Sizes {
        raw: bytes.len(),
        gzip: gzip.len(),
        brotli: brotli.len(),
    };
    Ok(Asset {
        path: path.to_owned(),
        sizes,
    })
}

/// The twin's path: the file's own with one more ending.
pub fn with_suffix(file: &Path, suffix: &str) -> std::path::PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    name.into()
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &parameters)?;
    Ok(packed)
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn twins_unpack_to_the_file() {
        let bytes = "件件有答复,事事有回音。".repeat(200).into_bytes();
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut &brotli(&bytes).unwrap()[..], &mut unpacked).unwrap();
        assert_eq!(unpacked, bytes);
        unpacked.clear();
        flate2::read::GzDecoder::new(&gzip(&bytes).unwrap()[..])
            .read_to_end(&mut unpacked)
            .unwrap();
        assert_eq!(unpacked, bytes);
    }

    #[test]
    fn names_change_with_the_bytes() {
        assert_ne!(hashed("boot.js", b"a"), hashed("boot.js", b"b"));
        assert_eq!(hashed("boot.js", b"a").len(), "boot..js".len() + 10);
    }
}
