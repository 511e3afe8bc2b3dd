//! A bucket of an S3 service, addressed by path.

mod answer;
mod sign;

use super::address::Address;
use super::{Carrier, CarrierCode, CarrierError, Entry, Raw, after};
use crate::http::{Method, Request, Response, Transport};
use sign::{Credentials, Signed};
use std::fmt;

/// Tells seconds since 1970: signatures hold for some minutes only.
pub type Clock = Box<dyn Fn() -> i64>;

/// Most pages of one folder read; a service gives up to 1,000 names in each.
const PAGES: usize = 10_000;

/// A bucket of an S3 service.
pub struct S3<T> {
    transport: T,
    address: Address,
    credentials: Credentials,
    clock: Clock,
}

/// Which bucket, and who asks.
#[derive(Clone, Copy, Debug)]
pub struct Bucket<'a> {
    /// The service's address.
    pub url: &'a str,
    /// The bucket's name.
    pub name: &'a str,
    /// The region; empty for `us-east-1`, which services that do not care take too.
    pub region: &'a str,
    /// The access key's name.
    pub key: &'a str,
    /// The secret key.
    pub secret: &'a str,
}

impl<T: Transport> S3<T> {
    /// The bucket, asked at the times that `clock` tells.
    pub fn new(transport: T, bucket: Bucket<'_>, clock: Clock) -> Result<Self, CarrierError> {
        let Bucket {
            url,
            name,
            region,
            key,
            secret,
        } = bucket;
        for (what, value) in [
            ("bucket", name),
            ("access key", key),
            ("secret key", secret),
        ] {
            if value.trim().is_empty() {
                return Err(CarrierError::new(CarrierCode::Incomplete, what, ""));
            }
        }
        let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_graphic());
        let (name, key, secret) = (name.trim(), key.trim(), secret.trim());
        let region = match region.trim() {
            "" => "us-east-1",
            region => region,
        };
        for (what, value) in [("access key", key), ("region", region)] {
            if !plain(value) {
                return Err(CarrierError::new(CarrierCode::Incomplete, what, ""));
            }
        }
        let service = Address::parse(url)?;
        if name.contains('/') || matches!(name, "." | "..") {
            return Err(CarrierError::new(CarrierCode::Address, name, ""));
        }
        let path = service.path_of(&format!("{name}/"));
        Ok(S3 {
            transport,
            address: Address { path, ..service },
            credentials: Credentials {
                key: key.to_owned(),
                secret: secret.to_owned(),
                region: region.to_owned(),
            },
            clock,
        })
    }

    fn signed(&self, method: Method, key: &str, query: &str, body: &[u8]) -> Request {
        let path = self.address.path_of(key);
        let url = format!("{}{path}", self.address.origin);
        let headers = sign::headers(
            &self.credentials,
            &Signed {
                method,
                host: &self.address.host,
                path: &path,
                query,
                body,
                at: (self.clock)(),
            },
        );
        let mut request = Request::new(method, url).body(body);
        if !query.is_empty() {
            request.url.push('?');
            request.url.push_str(query);
        }
        for (name, value) in headers {
            request = request.with(name, value);
        }
        request
    }

    async fn send(&self, request: Request, about: &str) -> Result<Response, CarrierError> {
        let answer = self.transport.send(request).await;
        answer.map_err(|error| CarrierError::of_transport(error, about))
    }

    async fn pages(
        &self,
        folder: &str,
        from: Option<&str>,
        size: Option<usize>,
    ) -> Result<Vec<Entry>, CarrierError> {
        let about = format!("LIST {folder}");
        let odd = |detail: &str| CarrierError::new(CarrierCode::NotAStore, &about, detail);
        let start = from.map(|name| format!("{folder}{name}"));
        let size = size.map(|size| size.to_string());
        let mut token: Option<String> = None;
        let mut entries = Vec::new();
        for _ in 0..PAGES {
            let mut parts = Vec::new();
            if let Some(token) = &token {
                parts.push(("continuation-token", token.as_str()));
            }
            parts.push(("delimiter", "/"));
            parts.push(("list-type", "2"));
            if let Some(size) = &size {
                parts.push(("max-keys", size));
            }
            parts.push(("prefix", folder));
            if let Some(start) = &start {
                parts.push(("start-after", start));
            }
            let request = self.signed(Method::Get, "", &sign::query(&parts), b"");
            let answer = self.send(request, &about).await?;
            if answer.status != 200 {
                return Err(answer::error(&answer, &about));
            }
            let page = answer::page(&answer.body, folder).map_err(|_| odd("XML"))?;
            entries.extend(page.entries);
            match page.next {
                _ if !page.truncated => return Ok(after(entries, from)),
                Some(next) if token.as_ref() != Some(&next) => token = Some(next),
                _ => return Err(odd("IsTruncated")),
            }
        }
        Err(odd(&format!("> {PAGES} pages")))
    }
}

impl<T: Transport> Carrier for S3<T> {
    async fn put(&self, key: &str, bytes: &[u8]) -> Result<(), CarrierError> {
        let about = format!("PUT {key}");
        let request = self.request(Method::Put, key, &[], bytes);
        let answer = self.send(request, &about).await?;
        if answer.is_success() {
            return Ok(());
        }
        Err(answer::error(&answer, &about))
    }

    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, CarrierError> {
        let about = format!("GET {key}");
        let answer = self
            .send(self.signed(Method::Get, key, "", b""), &about)
            .await?;
        match answer.status {
            200 => Ok(Some(answer.body)),
            404 if answer::code(&answer) != "NoSuchBucket" => Ok(None),
            _ => Err(answer::error(&answer, &about)),
        }
    }

    async fn list(&self, folder: &str, from: Option<&str>) -> Result<Vec<Entry>, CarrierError> {
        self.pages(folder, from, None).await
    }
}

impl<T: Transport> Raw for S3<T> {
    type Transport = T;

    fn transport(&self) -> &T {
        &self.transport
    }

    fn request(&self, method: Method, key: &str, headers: &[(&str, &str)], body: &[u8]) -> Request {
        let mut request = self.signed(method, key, "", body);
        if method == Method::Put {
            request = request.with("Content-Type", "application/octet-stream");
        }
        for (name, value) in headers {
            request = request.with(name, *value);
        }
        request
    }

    async fn list_by(&self, folder: &str, page: usize) -> Result<Vec<Entry>, CarrierError> {
        self.pages(folder, None, Some(page)).await
    }
}

impl<T: fmt::Debug> fmt::Debug for S3<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("S3")
            .field("transport", &self.transport)
            .field("address", &self.address)
            .field("credentials", &self.credentials)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
