//! A voice as a plain form sends it: for browsers that run no script, or may not.
//!
//! Nothing pays for it, so far fewer are taken. What was sent is open only while it is sealed, in
//! memory; what is kept is the same as of every other voice.

use super::html::{self, Part};
use super::settings::Intake;
use super::{own_page, settings, voices};
use crate::api::body;
use crate::app::App;
use crate::refusal::{self, Refusal};
use crate::{chance, clock, site};
use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use huiyin_intake::{
    IntakeError, MAX_PICTURES, Picture, Voice, read_code, read_track, seal_voice, track_code,
};
use huiyin_log::seal::BoxPublic;
use huiyin_rules::{Lang, Text};
use std::net::IpAddr;
use std::sync::Arc;

/// Most fields of a form, and bytes of one that is no file.
const FIELDS: usize = 40;
const FIELD: usize = 16 << 10;

/// How a form is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Plain,
    Parts,
}

impl Kind {
    /// How a body of this type is written; `None` where it is no form.
    pub(super) fn of(content_type: &str) -> Option<Kind> {
        let kind = content_type.split(';').next().unwrap_or_default().trim();
        match kind.to_ascii_lowercase().as_str() {
            "application/x-www-form-urlencoded" => Some(Kind::Plain),
            "multipart/form-data" => Some(Kind::Parts),
            _ => None,
        }
    }
}

/// A field: its name, and the bytes in it.
type Field = (String, Bytes);

/// What was written into a form.
#[derive(Default)]
pub(super) struct Filled {
    pub(super) texts: Vec<(String, String)>,
    pictures: Vec<Bytes>,
}

impl Filled {
    /// A field's text; empty where it is missing.
    pub(super) fn text(&self, name: &str) -> &str {
        let found = self.texts.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, text)| text.as_str())
    }

    /// The language that is wanted.
    pub(super) fn lang(&self) -> Lang {
        match self.text("lang") {
            "en" => Lang::En,
            _ => Lang::Zh,
        }
    }

    fn of(fields: Vec<Field>) -> Result<Self, Refusal> {
        let mut filled = Filled::default();
        for (name, bytes) in fields {
            match name.as_str() {
                // Browsers send an empty file where none was chosen.
                "picture" if bytes.is_empty() => {}
                "picture" => filled.pictures.push(bytes),
                _ if bytes.len() > FIELD => return Err(refusal::too_large()),
                _ => {
                    let text = String::from_utf8(bytes.to_vec());
                    filled
                        .texts
                        .push((name, text.map_err(|_| refusal::bad_request())?));
                }
            }
        }
        Ok(filled)
    }
}

/// Reads a form that was read off the line already.
pub(super) async fn filled(
    kind: Kind,
    headers: &HeaderMap,
    bytes: Bytes,
) -> Result<Filled, Refusal> {
    let fields = match kind {
        Kind::Plain => plain(&bytes),
        Kind::Parts => parts(headers, bytes).await,
    };
    Filled::of(fields.ok_or_else(refusal::bad_request)?)
}

fn plain(bytes: &[u8]) -> Option<Vec<Field>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    let fields = pairs.take(FIELDS + 1).map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let decoded = |text: &str| site::decoded(&text.replace('+', " "));
        Some((decoded(name)?, Bytes::from(decoded(value)?)))
    });
    let fields: Vec<Field> = fields.collect::<Option<_>>()?;
    (fields.len() <= FIELDS).then_some(fields)
}

async fn parts(headers: &HeaderMap, bytes: Bytes) -> Option<Vec<Field>> {
    let mut request = Request::new(Body::from(bytes));
    let kind = headers.get(header::CONTENT_TYPE)?.clone();
    request.headers_mut().insert(header::CONTENT_TYPE, kind);
    let mut parts = Multipart::from_request(request, &()).await.ok()?;
    let mut fields = Vec::new();
    while let Some(field) = parts.next_field().await.ok()? {
        if fields.len() >= FIELDS {
            return None;
        }
        let name = field.name()?.to_owned();
        fields.push((name, field.bytes().await.ok()?));
    }
    Some(fields)
}

/// Takes a voice from a plain form, and answers with a page.
pub(super) async fn post(
    app: &Arc<App>,
    address: IpAddr,
    kind: Kind,
    headers: &HeaderMap,
    body: Body,
) -> Response {
    let mut lang = Lang::Zh;
    match take(app, address, kind, headers, body, &mut lang).await {
        Ok(track) => thanks(app, lang, &track),
        Err(refused) => html::refused(app, lang, &refused, "/voice.html"),
    }
}

async fn take(
    app: &Arc<App>,
    address: IpAddr,
    kind: Kind,
    headers: &HeaderMap,
    body: Body,
    lang: &mut Lang,
) -> Result<String, Refusal> {
    own_page(headers)?;
    app.gates.form(address)?;
    let intake = voices::open(app).await?;
    let held = body::read(app, headers, body, voices::MOST).await?;
    let filled = filled(kind, headers, held.bytes.clone()).await?;
    *lang = filled.lang();
    let code = code(app, filled.text("code")).await?;
    let random = chance::bytes::<8>().map_err(|_| refusal::failed())?;
    let track = track_code(random);
    let seed = chance::bytes::<32>().map_err(|_| refusal::failed())?;
    let turn = Arc::clone(&app.gates.checks).acquire_owned().await;
    let turn = turn.map_err(|_| refusal::failed())?;
    let own = track.clone();
    let sealing = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        sealed(&intake, &filled, code, &own, seed)
    });
    let sealed = sealing.await.map_err(|_| refusal::failed())??;
    voices::receive(app, sealed).await?;
    Ok(track)
}

/// The code that was written, where one was and it is good.
async fn code(app: &Arc<App>, typed: &str) -> Result<Option<String>, Refusal> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let code = read_code(typed).map_err(|error| unfit(&error))?;
    match settings::codes(app).await?.get(&code) {
        None => Err(refusal::code_unknown()),
        Some(found) if found.withdrawn => Err(refusal::code_withdrawn()),
        Some(_) => Ok(Some(code)),
    }
}

fn sealed(
    intake: &Intake,
    filled: &Filled,
    code: Option<String>,
    track: &str,
    random: [u8; 32],
) -> Result<Vec<u8>, Refusal> {
    let key = BoxPublic::from_hex(&intake.key).map_err(|_| refusal::failed())?;
    if filled.pictures.len() > MAX_PICTURES {
        let limit = MAX_PICTURES;
        return Err(unfit(&IntakeError::TooMany {
            what: "pictures",
            limit,
        }));
    }
    let pictures: Result<Vec<Picture>, IntakeError> = filled
        .pictures
        .iter()
        .map(|file| Picture::new(file))
        .collect();
    let voice = Voice {
        code,
        place: filled.text("place").to_owned(),
        text: filled.text("text").to_owned(),
        contact: Some(filled.text("contact").to_owned()),
        pictures: pictures.map_err(|error| unfit(&error))?,
        track: read_track(track).map_err(|error| unfit(&error))?,
        on: clock::today().to_string(),
        ..Voice::default()
    };
    seal_voice(&voice, &key, random).map_err(|error| unfit(&error))
}

fn unfit(error: &IntakeError) -> Refusal {
    Refusal::because(StatusCode::UNPROCESSABLE_ENTITY, error.code(), error.text())
}

fn thanks(app: &Arc<App>, lang: Lang, track: &str) -> Response {
    let say = |zh: &str, en: &str| Text::new(zh, en).get(lang).to_owned();
    let parts = [
        Part::Text(say(
            "您的意见已经收到并加密保存，只有人大机关的工作人员能够打开。请记下查询码，凭它可以查看办理进展：",
            "What you sent was received and sealed; only the staff of the congress's office can open it. Write down the tracking code to see later what became of it:",
        )),
        Part::Code(track.to_owned()),
        Part::Text(say(
            "查询码只显示这一次，丢失后无法找回。请勿刷新本页，否则会重复提交。",
            "It is shown only this once and cannot be found again. Do not reload this page, which would send everything again.",
        )),
        Part::Link("/follow.html", say("查看办理进展", "See what became of it")),
    ];
    let title = Text::new("已收到", "Received");
    html::page(app, lang, StatusCode::CREATED, &title, &parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_plain_forms() {
        let fields = plain("text=%E8%B7%AF+%26%3Cb%3E&lang=en&&x".as_bytes()).unwrap();
        let filled = Filled::of(fields).unwrap();
        assert_eq!((filled.text("text"), filled.lang()), ("路 &<b>", Lang::En));
        assert_eq!(filled.text("nothing"), "");
        for bad in [&b"text=%zz"[..], b"text=%ff", b"\xff"] {
            assert_eq!(plain(bad), None);
        }
        assert_eq!(plain("a=1&".repeat(FIELDS + 1).as_bytes()), None);
    }

    #[test]
    fn tells_forms_from_what_programs_send() {
        assert_eq!(
            Kind::of("Multipart/Form-Data; boundary=x"),
            Some(Kind::Parts)
        );
        assert_eq!(
            Kind::of("application/x-www-form-urlencoded; charset=utf-8"),
            Some(Kind::Plain)
        );
        for other in ["", "application/json", "text/plain", "multipart/mixed"] {
            assert_eq!(Kind::of(other), None);
        }
    }
}
