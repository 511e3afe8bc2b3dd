//! A store's address and the addresses below it.

use super::error::{CarrierCode, CarrierError, clipped};

/// Where a store is: an origin and a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    /// `https://host:port`, without a port that the scheme implies.
    pub origin: String,
    /// `host:port` as it stands in `Host`.
    pub host: String,
    /// Percent-encoded, from `/` to `/`.
    pub path: String,
}

impl Address {
    /// Reads what a person entered. A final `/` may be left out, letters that an
    /// address cannot hold are encoded.
    pub fn parse(text: &str) -> Result<Self, CarrierError> {
        let text = text.trim();
        let bad = || CarrierError::new(CarrierCode::Address, shown(text), "");
        let (scheme, rest) = text.split_once("://").ok_or_else(bad)?;
        let (scheme, implied) = match scheme.to_ascii_lowercase().as_str() {
            "http" => ("http", ":80"),
            "https" => ("https", ":443"),
            _ => return Err(bad()),
        };
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let odd = |letter: char| {
            letter.is_whitespace() || letter.is_control() || "@?#\\<>\"".contains(letter)
        };
        if authority.is_empty() || authority.contains(odd) || path.contains(['?', '#', '\\']) {
            return Err(bad());
        }
        let host = authority.strip_suffix(implied).unwrap_or(authority);
        let host = host.to_lowercase();
        let mut path = encode(path, b"/%");
        if !path.ends_with('/') {
            path.push('/');
        }
        Ok(Address {
            origin: format!("{scheme}://{host}"),
            host,
            path,
        })
    }

    /// The path of a key or folder below.
    pub fn path_of(&self, key: &str) -> String {
        format!("{}{}", self.path, encode(key, b"/"))
    }

    /// The whole address of a key or folder below.
    pub fn url_of(&self, key: &str) -> String {
        format!("{}{}", self.origin, self.path_of(key))
    }
}

/// An entered address without what may be a password in it.
fn shown(text: &str) -> String {
    match text.rfind('@') {
        Some(at) => clipped(&format!("…{}", text.get(at..).unwrap_or_default())),
        None => clipped(text),
    }
}

/// Percent-encodes everything but unreserved letters (RFC 3986) and `kept`.
pub(crate) fn encode(text: &str, kept: &[u8]) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) || kept.contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for half in [byte >> 4, byte & 15] {
                let digit = char::from_digit(half.into(), 16).unwrap_or_default();
                out.push(digit.to_ascii_uppercase());
            }
        }
    }
    out
}

/// Undoes percent-encoding; what is none stays as it is. `None` where no text comes of it.
pub(crate) fn decode(text: &str) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let byte = match after {
            [high, low, ..] if first == b'%' => hex(*high).zip(hex(*low)),
            _ => None,
        };
        match byte {
            Some((high, low)) => {
                out.push(high << 4 | low);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                out.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8(out).ok()
}

fn hex(digit: u8) -> Option<u8> {
    let value = char::from(digit).to_digit(16)?;
    u8::try_from(value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_what_people_enter() {
        let good = [
            ("http://dav", "http://dav", "dav", "/"),
            (
                " HTTPS://Dav.Example:443/a/b ",
                "https://dav.example",
                "dav.example",
                "/a/b/",
            ),
            (
                "http://[::1]:8080/回 音/",
                "http://[::1]:8080",
                "[::1]:8080",
                "/%E5%9B%9E%20%E9%9F%B3/",
            ),
            ("http://dav/%E5%9B%9E", "http://dav", "dav", "/%E5%9B%9E/"),
        ];
        for (text, origin, host, path) in good {
            let address = Address::parse(text).unwrap();
            assert_eq!(
                (&*address.origin, &*address.host, &*address.path),
                (origin, host, path),
                "{text}"
            );
        }
        for text in [
            "",
            "dav.example/a",
            "ftp://dav/",
            "http://",
            "http:///a",
            "http://dav/a?b",
            "http://dav/#c",
            "http://d av/",
        ] {
            assert_eq!(
                Address::parse(text).unwrap_err().code,
                CarrierCode::Address,
                "{text}"
            );
        }
    }

    #[test]
    fn no_message_repeats_a_password() {
        let error = Address::parse("http://wang:geheim@dav/").unwrap_err();
        assert_eq!(error.code, CarrierCode::Address);
        assert!(!error.text().zh.contains("geheim"), "{error}");
    }

    #[test]
    fn keys_stand_below_the_folder() {
        let address = Address::parse("http://dav/x").unwrap();
        assert_eq!(
            address.url_of("v1/main/l/00-ab"),
            "http://dav/x/v1/main/l/00-ab"
        );
        assert_eq!(address.url_of("a b?"), "http://dav/x/a%20b%3F");
    }

    proptest! {
        #[test]
        fn decoding_undoes_encoding(text in any::<String>()) {
            prop_assert_eq!(decode(&encode(&text, b"")), Some(text));
        }

        #[test]
        fn anything_is_read_or_refused(text in any::<String>()) {
            let _ = decode(&text);
            if let Ok(address) = Address::parse(&text) {
                prop_assert!(address.url_of("k").is_ascii() || !address.host.is_ascii());
            }
        }
    }
}
