//! Which store was named on the command line.

use super::{Given, missing, text_of};
use crate::fault::Fault;

/// Holds the password or secret key, so that no list of processes shows it.
const SECRET: &str = "HUIYIN_STORE_SECRET";

/// A store to be tried.
#[derive(Debug)]
pub struct Conformance {
    /// Its address.
    pub url: String,
    /// Its kind, as far as the options tell.
    pub kept: Kept,
    pub json: bool,
}

/// What kind of store it is.
pub enum Kept {
    /// A WebDAV folder without a password, or a Huiyin server: it will say which.
    Open,
    /// A WebDAV folder.
    Folder { user: String, password: String },
    /// An S3 bucket.
    Bucket {
        name: String,
        region: String,
        key: String,
        secret: String,
    },
}

impl std::fmt::Debug for Kept {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(match self {
            Kept::Open => "Open",
            Kept::Folder { .. } => "Folder",
            Kept::Bucket { .. } => "Bucket",
        })
    }
}

impl Given {
    pub(super) fn conformance(&mut self) -> Result<Conformance, Fault> {
        let url = text_of(self.word("URL")?, "地址", "the address")?;
        let (user, password) = (self.take_text("user")?, self.take_text("password")?);
        let bucket = self.take_text("s3-bucket")?;
        let region = self.take_text("s3-region")?;
        let (key, secret) = (self.take_text("s3-key")?, self.take_text("s3-secret")?);
        let webdav = user.is_some() || password.is_some();
        let s3 = bucket.is_some() || region.is_some() || key.is_some() || secret.is_some();
        let kept = match (webdav, s3) {
            (true, true) => {
                return Err(Fault::new(
                    "--user 用于 WebDAV，--s3-… 用于 S3，不能并用。用法见 huiyin --help。",
                    "--user is for WebDAV and --s3-… for S3: not both; see huiyin --help",
                ));
            }
            (false, false) => Kept::Open,
            (true, false) => Kept::Folder {
                user: user.ok_or_else(|| missing("--user NAME"))?,
                password: secret_of(password, "--password WORD")?,
            },
            (false, true) => Kept::Bucket {
                name: bucket.ok_or_else(|| missing("--s3-bucket NAME"))?,
                region: region.unwrap_or_default(),
                key: key.ok_or_else(|| missing("--s3-key NAME"))?,
                secret: secret_of(secret, "--s3-secret WORD")?,
            },
        };
        Ok(Conformance {
            url,
            kept,
            json: self.json,
        })
    }
}

fn secret_of(given: Option<String>, option: &str) -> Result<String, Fault> {
    let from_outside = || std::env::var(SECRET).ok();
    given.or_else(from_outside).ok_or_else(|| missing(option))
}
