//! A folder on a WebDAV server (RFC 4918).

mod listing;

use super::address::{Address, decode};
use super::{Carrier, CarrierCode, CarrierError, Entry, Raw, after};
use crate::http::{Method, Request, Response, Transport};
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

/// Asks for nothing but whether a name is a folder's: nginx says little more, and
/// whatever else a server says is not relied on.
const PROPFIND: &str = r#"<?xml version="1.0" encoding="utf-8"?><propfind xmlns="DAV:"><prop><resourcetype/></prop></propfind>"#;

/// Most pages of one folder read.
const PAGES: usize = 10_000;

/// A folder on a WebDAV server.
#[derive(Debug)]
pub struct WebDav<T> {
    transport: T,
    address: Address,
    authorization: Option<String>,
    /// Folders that are there, because this carrier made or met them.
    made: RefCell<BTreeSet<String>>,
    /// The folder that was named exists.
    rooted: Cell<bool>,
}

impl<T: Transport> WebDav<T> {
    /// The folder at `url`, with Basic authentication where there is a user.
    pub fn new(transport: T, url: &str, user: &str, password: &str) -> Result<Self, CarrierError> {
        let signed_in = !user.is_empty() || !password.is_empty();
        let pair = || format!("Basic {}", base64(format!("{user}:{password}").as_bytes()));
        Ok(WebDav {
            transport,
            address: Address::parse(url)?,
            authorization: signed_in.then(pair),
            made: RefCell::default(),
            rooted: Cell::new(false),
        })
    }

    fn bare(&self, method: Method, key: &str) -> Request {
        let request = Request::new(method, self.address.url_of(key));
        match &self.authorization {
            Some(value) => request.with("Authorization", value.as_str()),
            None => request,
        }
    }

    async fn send(&self, request: Request, about: &str) -> Result<Response, CarrierError> {
        let answer = self.transport.send(request).await;
        answer.map_err(|error| CarrierError::of_transport(error, about))
    }

    fn all_made(&self, key: &str) -> bool {
        let made = self.made.borrow();
        parents(key).all(|folder| made.contains(folder))
    }

    /// Makes the folders above a key. Those known to be there are not asked for again, unless
    /// all are known and the store says nevertheless that one is missing.
    async fn make_parents(&self, key: &str) -> Result<(), CarrierError> {
        if self.all_made(key) {
            self.made.borrow_mut().clear();
        }
        for (depth, folder) in parents(key).enumerate() {
            if self.made.borrow().contains(folder) {
                continue;
            }
            let about = format!("MKCOL {folder}");
            let answer = self.send(self.bare(Method::Mkcol, folder), &about).await?;
            match answer.status {
                // Made; or there already, which some say by pointing at it.
                200..=299 | 301 | 302 | 405 => {}
                404 | 409 if depth == 0 => {
                    return Err(CarrierError::new(
                        CarrierCode::NoSuchRoot,
                        &self.address.path,
                        format!("HTTP {}", answer.status),
                    ));
                }
                _ => return Err(CarrierError::of_response(&answer, &about)),
            }
            self.made.borrow_mut().insert(folder.to_owned());
        }
        Ok(())
    }

    async fn propfind(&self, folder: &str, query: &str) -> Result<Response, CarrierError> {
        let mut request = self
            .bare(Method::Propfind, folder)
            .with("Depth", "1")
            .with("Content-Type", "application/xml; charset=utf-8")
            .body(PROPFIND);
        request.url.push_str(query);
        self.send(request, &format!("PROPFIND {folder}")).await
    }

    /// Fails where even the folder that was named is not there: then a missing folder below it
    /// does not mean that nothing was put yet.
    async fn check_root(&self) -> Result<(), CarrierError> {
        if self.rooted.get() {
            return Ok(());
        }
        let answer = self.propfind("", "").await?;
        if answer.status != 207 {
            return Err(CarrierError::of_response(&answer, &self.address.path));
        }
        self.rooted.set(true);
        Ok(())
    }
}

impl<T: Transport> Carrier for WebDav<T> {
    async fn put(&self, key: &str, bytes: &[u8]) -> Result<(), CarrierError> {
        let about = format!("PUT {key}");
        let request = self.request(Method::Put, key, &[], bytes);
        let mut answer = self.send(request.clone(), &about).await?;
        // A missing folder is a conflict by the standard, not found by some, and a fault of
        // its own by nginx.
        let missing = match answer.status {
            404 | 409 => true,
            500 => !self.all_made(key),
            _ => false,
        };
        if missing {
            self.make_parents(key).await?;
            answer = self.send(request, &about).await?;
        }
        if answer.is_success() {
            self.rooted.set(true);
            return Ok(());
        }
        Err(CarrierError::of_response(&answer, &about))
    }

    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, CarrierError> {
        let about = format!("GET {key}");
        let answer = self.send(self.bare(Method::Get, key), &about).await?;
        match answer.status {
            200 => Ok(Some(answer.body)),
            404 | 410 => Ok(None),
            _ => Err(CarrierError::of_response(&answer, &about)),
        }
    }

    async fn list(&self, folder: &str, from: Option<&str>) -> Result<Vec<Entry>, CarrierError> {
        let about = format!("PROPFIND {folder}");
        let path = self.address.path_of(folder);
        let path = decode(&path).unwrap_or(path);
        let mut entries = Vec::new();
        let mut query = String::new();
        for _ in 0..PAGES {
            let answer = self.propfind(folder, &query).await?;
            match answer.status {
                207 => {}
                // 409 is how one of the large services says that a folder above is missing.
                404 | 409 | 410 if !folder.is_empty() => {
                    self.check_root().await?;
                    return Ok(Vec::new());
                }
                200..=299 => {
                    let said = format!("HTTP {}", answer.status);
                    return Err(CarrierError::new(CarrierCode::NotAStore, about, said));
                }
                _ => return Err(CarrierError::of_response(&answer, &about)),
            }
            let page = listing::children(&answer.body, &path, folder)
                .map_err(|_| CarrierError::new(CarrierCode::NotAStore, &about, "XML"))?;
            entries.extend(page);
            self.rooted.set(true);
            match next_page(&answer) {
                Some(next) if next != query => query = next,
                _ => return Ok(after(entries, from)),
            }
        }
        Err(CarrierError::new(
            CarrierCode::NotAStore,
            about,
            format!("> {PAGES} pages"),
        ))
    }
}

impl<T: Transport> Raw for WebDav<T> {
    type Transport = T;

    fn transport(&self) -> &T {
        &self.transport
    }

    fn request(&self, method: Method, key: &str, headers: &[(&str, &str)], body: &[u8]) -> Request {
        let mut request = self.bare(method, key).body(body);
        if method == Method::Put {
            request = request.with("Content-Type", "application/octet-stream");
        }
        for (name, value) in headers {
            request = request.with(name, *value);
        }
        request
    }

    async fn list_by(&self, folder: &str, _page: usize) -> Result<Vec<Entry>, CarrierError> {
        self.list(folder, None).await
    }
}

/// The folders above a key, the outermost first.
fn parents(key: &str) -> impl Iterator<Item = &str> {
    key.match_indices('/').filter_map(|(at, _)| key.get(..=at))
}

/// Where a server hands out a folder in pages, the query of the next one.
///
/// The standard knows no pages, but Nutstore gives 750 names and a `Link` to more.
/// Only the query is taken from it: the password stays with the address it was entered for.
fn next_page(answer: &Response) -> Option<String> {
    let link = answer.header("link")?;
    let next = link.split(',').find(|part| {
        let part = part.to_ascii_lowercase();
        part.contains("rel=\"next\"") || part.contains("rel=next")
    })?;
    let target = next.split_once('<')?.1.split_once('>')?.0;
    let query = target.split_once('?')?.1.split('#').next()?;
    let plain = query.bytes().all(|byte| byte.is_ascii_graphic());
    plain.then(|| format!("?{query}"))
}

/// RFC 4648, with padding.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let mut group = 0_u32;
        for place in 0..3 {
            group = group << 8 | u32::from(chunk.get(place).copied().unwrap_or(0));
        }
        for place in 0..4 {
            let index = (group >> (18 - 6 * place) & 63) as usize;
            let digit = DIGITS.get(index).filter(|_| place <= chunk.len());
            out.push(char::from(digit.copied().unwrap_or(b'=')));
        }
    }
    out
}

#[cfg(test)]
mod tests;
