//! Where a store is, as written on the command line.

use huiyin_rules::Text;
use std::path::PathBuf;

/// A store's address.
#[derive(Clone, PartialEq, Eq)]
pub enum Address {
    /// `memory:` — forgotten when the server ends; for trying things out.
    Memory,
    /// `sqlite:FILE`
    Sqlite(PathBuf),
    /// `postgres://USER:PASSWORD@HOST:PORT[,HOST:PORT…]/DATABASE`
    Postgres(String),
    /// `s3://BUCKET[/PREFIX]?endpoint=…&region=…`
    S3(Place),
}

/// A place in an S3 store.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// The bucket.
    pub bucket: String,
    /// What every name begins with, without slashes at its ends; may be empty.
    pub prefix: String,
    /// The store's own address; Amazon's where none is given.
    pub endpoint: Option<String>,
    /// The region; `us-east-1` where none is given.
    pub region: Option<String>,
    /// The access key's name and the secret key. Never part of an address: where there are
    /// none here they come from the environment.
    pub keys: Option<(String, String)>,
}

/// Why an address cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddressError(
    /// What is wrong and what to write instead.
    pub Text,
);

impl Address {
    /// Reads an address.
    ///
    /// # Errors
    /// It has none of the known forms. The text never repeats a password.
    pub fn parse(text: &str) -> Result<Address, AddressError> {
        if text == "memory:" {
            return Ok(Address::Memory);
        }
        if let Some(file) = text.strip_prefix("sqlite:").filter(|file| !file.is_empty()) {
            return Ok(Address::Sqlite(file.into()));
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Address::Postgres(text.to_owned()));
        }
        if let Some(rest) = text.strip_prefix("s3://") {
            return place(rest).map(Address::S3);
        }
        Err(wrong(
            "存储地址应为 sqlite:文件、postgres://…、s3://存储桶?endpoint=…&region=… 或 memory:",
            "a store is sqlite:FILE, postgres://…, s3://BUCKET?endpoint=…&region=… or memory:",
        ))
    }
}

fn wrong(zh: &str, en: &str) -> AddressError {
    AddressError(Text::new(zh, en))
}

fn place(rest: &str) -> Result<Place, AddressError> {
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (bucket, prefix) = path.split_once('/').unwrap_or((path, ""));
    let mut place = Place {
        bucket: bucket.to_owned(),
        prefix: prefix.trim_matches('/').to_owned(),
        ..Place::default()
    };
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        match pair.split_once('=') {
            Some(("endpoint", value)) if value.starts_with("http") => {
                place.endpoint = Some(value.trim_end_matches('/').to_owned());
            }
            Some(("region", value)) if !value.is_empty() => place.region = Some(value.to_owned()),
            _ => {
                return Err(wrong(
                    "s3 地址的 ? 之后只有 endpoint=http(s)://… 和 region=…；密钥请放在环境变量 AWS_ACCESS_KEY_ID、AWS_SECRET_ACCESS_KEY 中",
                    "after the ? of an s3 address there are endpoint=http(s)://… and region=…; keys belong into the environment as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
                ));
            }
        }
    }
    if place.bucket.is_empty() {
        return Err(wrong(
            "s3:// 之后缺少存储桶名",
            "the bucket is missing after s3://",
        ));
    }
    Ok(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_form() {
        assert!(matches!(Address::parse("memory:"), Ok(Address::Memory)));
        assert!(
            matches!(Address::parse("sqlite:/var/x.db"), Ok(Address::Sqlite(file)) if file.ends_with("x.db"))
        );
        assert!(matches!(
            Address::parse("postgres://u@h1:1,h2:2/d"),
            Ok(Address::Postgres(_))
        ));
        let Ok(Address::S3(place)) =
            Address::parse("s3://huiyin/one/two/?endpoint=http://127.0.0.1:8333/&region=cn")
        else {
            panic!("an s3 address")
        };
        assert_eq!(
            (place.bucket.as_str(), place.prefix.as_str()),
            ("huiyin", "one/two")
        );
        assert_eq!(place.endpoint.as_deref(), Some("http://127.0.0.1:8333"));
        assert_eq!(place.region.as_deref(), Some("cn"));
    }

    #[test]
    fn refuses_everything_else_without_repeating_it() {
        for text in [
            "",
            "sqlite:",
            "mysql://root:hunter2@x/y",
            "s3://",
            "s3://b?key=hunter2",
            "s3://b?endpoint=ftp://x",
        ] {
            match Address::parse(text) {
                Err(AddressError(said)) => {
                    assert!(!said.en.contains("hunter2") && !said.zh.contains("hunter2"));
                }
                Ok(_) => panic!("{text}"),
            }
        }
    }
}
