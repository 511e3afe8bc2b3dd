//! What S3 services answer: pages of names, and errors.

use crate::carrier::error::clipped;
use crate::carrier::xml::{self, Odd, Piece};
use crate::carrier::{CarrierCode, CarrierError, Entry};
use crate::http::Response;

/// One page of `ListObjectsV2`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Page {
    pub entries: Vec<Entry>,
    /// Where there is more: how to ask for it.
    pub next: Option<String>,
    /// There is more, said the service, whether or not it said how to ask.
    pub truncated: bool,
}

/// The children of `folder` in one page.
pub(super) fn page(xml: &[u8], folder: &str) -> Result<Page, Odd> {
    let mut page = Page::default();
    let mut right = false;
    xml::read(xml, |piece| match piece {
        Piece::Open(name, 0) => right = name == "ListBucketResult",
        Piece::Close("Key", "Contents", key) | Piece::Close("Prefix", "CommonPrefixes", key) => {
            let name = key.strip_prefix(folder).unwrap_or_default();
            page.entries.extend(Entry::new(name.to_owned()));
        }
        Piece::Close("IsTruncated", "ListBucketResult", text) => page.truncated = text == "true",
        Piece::Close("NextContinuationToken", "ListBucketResult", text) if !text.is_empty() => {
            page.next = Some(text.to_owned());
        }
        Piece::Open(..) | Piece::Close(..) => {}
    })?;
    if right { Ok(page) } else { Err(Odd) }
}

/// The code in an error's document; empty where there is none.
pub(super) fn code(answer: &Response) -> String {
    let mut code = String::new();
    let whole = xml::read(&answer.body, |piece| {
        if let Piece::Close("Code", "Error", text) = piece {
            text.clone_into(&mut code);
        }
    });
    if whole.is_ok() { code } else { String::new() }
}

/// An error by the service's own code, which tells more than the status.
pub(super) fn error(answer: &Response, about: &str) -> CarrierError {
    let mut error = CarrierError::of_response(answer, about);
    let said = code(answer);
    let kind = match said.as_str() {
        "NoSuchBucket" => CarrierCode::NoSuchRoot,
        "InvalidAccessKeyId" | "SignatureDoesNotMatch" | "AuthorizationHeaderMalformed" => {
            CarrierCode::Unauthorized
        }
        "RequestTimeTooSkewed" => CarrierCode::Clock,
        "SlowDown" | "OperationAborted" => CarrierCode::Busy,
        "RequestTimeout" => CarrierCode::TimedOut,
        "EntityTooLarge" => CarrierCode::TooLarge,
        "QuotaExceeded" | "XMinioStorageFull" => CarrierCode::Full,
        "PermanentRedirect" | "TemporaryRedirect" => CarrierCode::Moved,
        _ => error.code,
    };
    if kind != error.code {
        let retry = error.retry;
        error = CarrierError::new(kind, error.about, error.detail);
        if error.is_retryable() && matches!(retry, crate::carrier::Retry::Later(Some(_))) {
            error.retry = retry;
        }
    }
    if !said.is_empty() {
        error.detail = format!("{} {}", error.detail, clipped(&said));
    }
    error
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::carrier::Retry;
    use proptest::prelude::*;

    #[test]
    fn a_page_names_children_only() {
        let xml = br#"<?xml version="1.0" encoding="UTF-8"?>
            <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>b</Name>
            <Prefix>v1/main/l/</Prefix><KeyCount>4</KeyCount><IsTruncated>true</IsTruncated>
            <Contents><Key>v1/main/l/</Key></Contents>
            <Contents><Key>v1/main/l/00-&amp;b</Key><Owner><ID>x</ID></Owner></Contents>
            <Contents><Key>elsewhere</Key></Contents>
            <CommonPrefixes><Prefix>v1/main/l/aa/</Prefix></CommonPrefixes>
            <NextContinuationToken>1ueG/cn==</NextContinuationToken></ListBucketResult>"#;
        let page = page(xml, "v1/main/l/").unwrap();
        let names: Vec<&str> = page.entries.iter().map(|entry| &*entry.name).collect();
        assert_eq!(names, ["00-&b", "aa/"]);
        assert_eq!(page.next.as_deref(), Some("1ueG/cn=="));
        assert!(page.truncated);
    }

    #[test]
    fn another_document_is_odd() {
        for xml in [
            "",
            "<html/>",
            "<ListBucketResult>",
            "<Error><Code>x</Code></Error>",
        ] {
            assert_eq!(page(xml.as_bytes(), ""), Err(Odd), "{xml}");
        }
    }

    #[test]
    fn errors_go_by_the_code_within() {
        let cases = [
            (403, "RequestTimeTooSkewed", CarrierCode::Clock, false),
            (
                403,
                "SignatureDoesNotMatch",
                CarrierCode::Unauthorized,
                false,
            ),
            (403, "AccessDenied", CarrierCode::Forbidden, false),
            (404, "NoSuchBucket", CarrierCode::NoSuchRoot, false),
            (503, "SlowDown", CarrierCode::Busy, true),
            (400, "RequestTimeout", CarrierCode::TimedOut, true),
            (301, "PermanentRedirect", CarrierCode::Moved, false),
        ];
        for (status, code, kind, passes) in cases {
            let answer = Response {
                status,
                headers: Vec::new(),
                body: format!("<Error><Code>{code}</Code></Error>").into_bytes(),
            };
            let error = error(&answer, "GET x");
            assert_eq!((error.code, error.is_retryable()), (kind, passes), "{code}");
            assert!(error.detail.contains(code));
        }
    }

    #[test]
    fn a_busy_service_says_when() {
        let answer = Response {
            status: 503,
            headers: vec![("Retry-After".into(), "7".into())],
            body: b"<Error><Code>SlowDown</Code></Error>".to_vec(),
        };
        assert_eq!(error(&answer, "PUT x").retry, Retry::Later(Some(7)));
    }

    proptest! {
        #[test]
        fn hostile_pages_name_nothing_outside(keys in proptest::collection::vec("(v1/)?[a./%-]{0,6}", 0..8)) {
            let mut xml = "<ListBucketResult>".to_owned();
            for key in &keys {
                xml += &format!("<Contents><Key>{key}</Key></Contents><CommonPrefixes><Prefix>{key}</Prefix></CommonPrefixes>");
            }
            xml += "</ListBucketResult>";
            for entry in page(xml.as_bytes(), "v1/").unwrap().entries {
                let bare = entry.name.strip_suffix('/').unwrap_or(&entry.name);
                prop_assert!(!bare.is_empty() && !bare.contains('/') && bare != "..");
            }
        }

        #[test]
        fn anything_is_a_page_or_odd(bytes in proptest::collection::vec(any::<u8>(), 0..200), status in 0..1000_u16) {
            let _ = page(&bytes, "v1/");
            let answer = Response { status, headers: Vec::new(), body: bytes };
            let _ = error(&answer, "x").text();
        }
    }
}
