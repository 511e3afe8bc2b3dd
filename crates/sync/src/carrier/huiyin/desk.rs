//! What a server keeps for citizens: sealed voices that wait, what became of them, ratings,
//! published files. All of it is paged by name, never by time.

use super::{HuiyinServer, expect, read};
use crate::carrier::address::encode;
use crate::carrier::{CarrierCode, CarrierError};
use crate::http::{Method, Response, Transport};
use huiyin_protocol::sharing::{DeskCode, DeskStatus};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::iter;

/// Most pages of published paths read.
const PAGES: usize = 1_000;

/// An id and what is under it, or a rating's four parts; and whether more follow.
type Voices = (Vec<(String, String)>, bool);
type Ratings = (Vec<(String, String, String, String)>, bool);

#[derive(Deserialize)]
struct Told {
    open: bool,
    key: String,
    bits: u8,
    title: String,
    waiting: u32,
    ratings: u32,
    forgetful: bool,
}

#[derive(Serialize)]
struct Code<'a> {
    code: &'a str,
    label: &'a str,
    withdrawn: bool,
    drive: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct VoicePage {
    voices: Vec<Voice>,
    more: bool,
}

#[derive(Deserialize)]
struct Voice {
    id: String,
    sealed: String,
}

#[derive(Deserialize)]
struct RatingPage {
    ratings: Vec<Rated>,
    more: bool,
}

#[derive(Deserialize)]
struct Rated {
    id: String,
    hash: String,
    rating: String,
    note: String,
}

#[derive(Deserialize)]
struct PathPage {
    paths: Vec<String>,
    /// Not told by servers before this was asked for.
    #[serde(default)]
    hashes: Vec<String>,
    more: bool,
}

impl<T: Transport> HuiyinServer<T> {
    /// How it stands.
    pub async fn desk_status(&self) -> Result<DeskStatus, CarrierError> {
        let about = "GET v1/desk";
        let told: Told = read(&self.desk_get("v1/desk", None).await?, about)?;
        Ok(DeskStatus {
            server: true,
            open: told.open,
            key: told.key,
            bits: told.bits,
            title: told.title,
            waiting: told.waiting,
            ratings: told.ratings,
            forgetful: told.forgetful,
            address: self.address.url_of("voice.html"),
        })
    }

    /// Opens or closes the intake.
    pub async fn desk_set(
        &self,
        open: bool,
        key: &str,
        bits: u8,
        title: &str,
    ) -> Result<(), CarrierError> {
        let body = serde_json::json!({ "open": open, "key": key, "bits": bits, "title": title });
        self.desk_put("v1", "intake", body.to_string()).await
    }

    /// Says which codes there are.
    pub async fn desk_codes(&self, codes: &[DeskCode]) -> Result<(), CarrierError> {
        let odd = |_| CarrierError::new(CarrierCode::NotAStore, "PUT v1/intake/codes", "drive");
        let mut listed = Vec::with_capacity(codes.len());
        for code in codes {
            let drive = code.drive.as_deref().map(serde_json::from_str);
            listed.push(Code {
                code: &code.code,
                label: &code.label,
                withdrawn: code.withdrawn,
                drive: drive.transpose().map_err(odd)?,
            });
        }
        let body = serde_json::to_string(&listed).map_err(odd)?;
        self.desk_put("v1/intake", "codes", body).await
    }

    /// Voices that wait, after an id.
    pub async fn desk_voices(&self, after: Option<&str>) -> Result<Voices, CarrierError> {
        let answer = self.desk_get("v1/voices", after).await?;
        let page: VoicePage = read(&answer, "GET v1/voices")?;
        let voices = page.voices.into_iter();
        Ok((voices.map(|one| (one.id, one.sealed)).collect(), page.more))
    }

    /// Ratings that wait, after an id.
    pub async fn desk_ratings(&self, after: Option<&str>) -> Result<Ratings, CarrierError> {
        let answer = self.desk_get("v1/ratings", after).await?;
        let page: RatingPage = read(&answer, "GET v1/ratings")?;
        let ratings = page.ratings.into_iter();
        let four = |one: Rated| (one.id, one.hash, one.rating, one.note);
        Ok((ratings.map(four).collect(), page.more))
    }

    /// Paths that are published, each with its SHA-256; that is empty where the server does not
    /// tell it.
    pub async fn desk_published(&self) -> Result<Vec<(String, String)>, CarrierError> {
        let about = "GET v1/public";
        let mut all: Vec<(String, String)> = Vec::new();
        for _ in 0..PAGES {
            let after = all.last().map(|(path, _)| path.as_str());
            // Servers that know no hashes do not read that they are asked for.
            let answer = self.desk_ask("v1/public", after, "&hashes=true").await?;
            let page: PathPage = read(&answer, about)?;
            let none = page.paths.is_empty();
            let hashes = page.hashes.into_iter().chain(iter::repeat(String::new()));
            all.extend(page.paths.into_iter().zip(hashes));
            if !page.more || none {
                return Ok(all);
            }
        }
        Err(CarrierError::new(CarrierCode::NotAStore, about, "after"))
    }

    /// Puts something under a name.
    pub async fn desk_put(
        &self,
        folder: &str,
        name: &str,
        text: String,
    ) -> Result<(), CarrierError> {
        let about = format!("PUT {folder}");
        let request = self
            .bare(Method::Put, &format!("{folder}/{name}"))
            .with("Content-Type", "application/json")
            .body(text);
        expect(&self.ask(request, &about).await?, &about)
    }

    /// Lets go of what is under a name; of what is not there, too.
    pub async fn desk_drop(&self, folder: &str, name: &str) -> Result<(), CarrierError> {
        let about = format!("DELETE {folder}");
        let request = self.bare(Method::Delete, &format!("{folder}/{name}"));
        expect(&self.ask(request, &about).await?, &about)
    }

    async fn desk_get(&self, path: &str, after: Option<&str>) -> Result<Response, CarrierError> {
        self.desk_ask(path, after, "").await
    }

    async fn desk_ask(
        &self,
        path: &str,
        after: Option<&str>,
        more: &str,
    ) -> Result<Response, CarrierError> {
        let about = format!("GET {path}");
        let mut request = self.bare(Method::Get, path);
        if after.is_some() || !more.is_empty() {
            let after = encode(after.unwrap_or_default(), b"");
            request.url.push_str(&format!("?after={after}{more}"));
        }
        let answer = self.ask(request, &about).await?;
        expect(&answer, &about)?;
        Ok(answer)
    }
}
