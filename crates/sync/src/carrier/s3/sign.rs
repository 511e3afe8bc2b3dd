//! Signatures that S3 services ask for (AWS Signature Version 4).

use crate::carrier::address::encode;
use crate::http::Method;
use chrono::{DateTime, Datelike, Timelike};
use hmac::{Hmac, KeyInit, Mac};
use huiyin_log::hex;
use sha2::{Digest, Sha256};

/// Who signs, and for which region.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Credentials {
    pub key: String,
    pub secret: String,
    pub region: String,
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Credentials")
            .field("key", &self.key)
            .finish_non_exhaustive()
    }
}

/// What is signed of a request.
pub(super) struct Signed<'a> {
    pub method: Method,
    pub host: &'a str,
    /// Percent-encoded, as it is sent.
    pub path: &'a str,
    /// Percent-encoded and in order, as it is sent.
    pub query: &'a str,
    pub body: &'a [u8],
    /// Seconds since 1970.
    pub at: i64,
}

/// The headers that carry the signature.
pub(super) fn headers(
    credentials: &Credentials,
    signed: &Signed<'_>,
) -> [(&'static str, String); 3] {
    let time = DateTime::from_timestamp(signed.at, 0).unwrap_or_default();
    let day = format!("{:04}{:02}{:02}", time.year(), time.month(), time.day());
    let (hour, minute, second) = (time.hour(), time.minute(), time.second());
    let stamp = format!("{day}T{hour:02}{minute:02}{second:02}Z");
    let body = hex(&Sha256::digest(signed.body));
    let request = format!(
        "{}\n{}\n{}\nhost:{}\nx-amz-content-sha256:{body}\nx-amz-date:{stamp}\n\n{NAMES}\n{body}",
        signed.method.as_str(),
        signed.path,
        signed.query,
        signed.host,
    );
    let scope = format!("{day}/{}/s3/aws4_request", credentials.region);
    let text = format!(
        "AWS4-HMAC-SHA256\n{stamp}\n{scope}\n{}",
        hex(&Sha256::digest(request))
    );
    let first = format!("AWS4{}", credentials.secret);
    let steps = [&*day, &*credentials.region, "s3", "aws4_request", &*text];
    let signature = steps.iter().fold(first.into_bytes(), |key: Vec<u8>, step| {
        mac(&key, step.as_bytes())
    });
    let authorization = format!(
        "AWS4-HMAC-SHA256 Credential={}/{scope}, SignedHeaders={NAMES}, Signature={}",
        credentials.key,
        hex(&signature)
    );
    [
        ("Authorization", authorization),
        ("x-amz-content-sha256", body),
        ("x-amz-date", stamp),
    ]
}

const NAMES: &str = "host;x-amz-content-sha256;x-amz-date";

/// A query in the order in which it is signed; the names are in order already.
pub(super) fn query(parts: &[(&str, &str)]) -> String {
    let one =
        |(name, value): &(&str, &str)| format!("{}={}", encode(name, b""), encode(value, b""));
    parts.iter().map(one).collect::<Vec<_>>().join("&")
}

fn mac(key: &[u8], message: &[u8]) -> Vec<u8> {
    // A key of any length is one.
    match Hmac::<Sha256>::new_from_slice(key) {
        Ok(mut hmac) => {
            hmac.update(message);
            hmac.finalize().into_bytes().to_vec()
        }
        Err(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The two examples of "Authenticating Requests: Using the Authorization Header (AWS
    /// Signature Version 4)" whose signed headers are ours.
    #[test]
    fn signs_as_the_published_examples() {
        let credentials = Credentials {
            key: "AKIAIOSFODNN7EXAMPLE".into(),
            secret: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY".into(),
            region: "us-east-1".into(),
        };
        let examples = [
            (
                "lifecycle=",
                "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
            ),
            (
                "max-keys=2&prefix=J",
                "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
            ),
        ];
        for (query, signature) in examples {
            let signed = Signed {
                method: Method::Get,
                host: "examplebucket.s3.amazonaws.com",
                path: "/",
                query,
                body: b"",
                at: 1_369_353_600,
            };
            let [(_, authorization), (_, body), (_, stamp)] = headers(&credentials, &signed);
            assert_eq!(
                authorization,
                format!(
                    "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, \
                     SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature={signature}"
                )
            );
            assert_eq!(stamp, "20130524T000000Z");
            assert!(body.starts_with("e3b0c44298fc1c14"));
        }
    }

    #[test]
    fn queries_are_encoded_to_the_last_letter() {
        let parts = [("a", "v1/main/"), ("b", "x y+~"), ("c", "")];
        assert_eq!(query(&parts), "a=v1%2Fmain%2F&b=x%20y%2B~&c=");
    }

    #[test]
    fn the_secret_is_not_shown() {
        let credentials = Credentials {
            key: "k".into(),
            secret: "geheim".into(),
            region: "r".into(),
        };
        assert!(!format!("{credentials:?}").contains("geheim"));
    }
}
