//! Pictures from the record as something that an `<img>` can show: the content policy takes
//! `blob:` and no data of others.

use js_sys::{Array, Uint8Array};
use web_sys::{Blob, Url};

/// The address of a picture while this is kept.
pub struct Shown(String);

impl Shown {
    /// What an `<img>` names as its source.
    pub fn address(&self) -> &str {
        &self.0
    }
}

impl Drop for Shown {
    fn drop(&mut self) {
        // Fails only on an address that is none; this one was made by the browser.
        let _ = Url::revoke_object_url(&self.0);
    }
}

/// A picture from base64, of this media type; `None` where it is no base64.
pub fn show(base64: &str, kind: &str) -> Option<Shown> {
    let bytes = from_base64(base64)?;
    let list = Array::of1(&Uint8Array::from(bytes.as_slice()));
    let raw = Blob::new_with_u8_array_sequence(&list).ok()?;
    let blob = raw
        .slice_with_f64_and_f64_and_content_type(0.0, raw.size(), kind)
        .ok()?;
    Url::create_object_url_with_blob(&blob).ok().map(Shown)
}

/// The value of a symbol of base64.
fn value(symbol: u8) -> Option<u32> {
    let value = match symbol {
        b'A'..=b'Z' => symbol - b'A',
        b'a'..=b'z' => symbol - b'a' + 26,
        b'0'..=b'9' => symbol - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    };
    Some(u32::from(value))
}

/// Bytes of a text in base64, with or without padding.
fn from_base64(text: &str) -> Option<Vec<u8>> {
    let symbols = text.trim_end_matches('=').as_bytes();
    let mut bytes = Vec::with_capacity(symbols.len() / 4 * 3 + 2);
    for group in symbols.chunks(4) {
        if group.len() == 1 {
            return None;
        }
        let mut bits = 0;
        for at in 0..4 {
            let symbol = group.get(at).map_or(Some(0), |symbol| value(*symbol))?;
            bits = bits << 6 | symbol;
        }
        let whole = bits.to_be_bytes();
        bytes.extend(whole.iter().skip(1).take(group.len() - 1));
    }
    Some(bytes)
}

/// Bytes as base64, for what is handed to the engine as text.
pub fn to_base64(bytes: &[u8]) -> String {
    const SYMBOLS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let mut bits = 0u32;
        for at in 0..3 {
            bits = bits << 8 | u32::from(group.get(at).copied().unwrap_or_default());
        }
        for at in 0..4u32 {
            let index = (bits >> (18 - 6 * at) & 63) as usize;
            let symbol = SYMBOLS.get(index).copied().unwrap_or(b'=');
            text.push(if at as usize > group.len() {
                '='
            } else {
                char::from(symbol)
            });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_there_and_back() {
        for (bytes, text) in [
            (&b""[..], ""),
            (b"f", "Zg=="),
            (b"fo", "Zm8="),
            (b"foo", "Zm9v"),
            (b"\xff\xfe\xfd\xfc", "//79/A=="),
        ] {
            assert_eq!(to_base64(bytes), text);
            assert_eq!(from_base64(text).as_deref(), Some(bytes), "{text}");
        }
        assert_eq!(from_base64("Zg").as_deref(), Some(&b"f"[..]));
        assert_eq!(from_base64("Z"), None);
        assert_eq!(from_base64("Zm9-"), None);
    }
}
