//! Who asks: an address, a device, a device that was let in.

use crate::app::App;
use crate::clock;
use crate::refusal::{self, Refusal};
use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use huiyin_log::DeviceId;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

/// The address that a connection came from, put there when it was accepted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Connected(pub(crate) IpAddr);

/// The address that asks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Peer(pub(crate) IpAddr);

impl FromRequestParts<Arc<App>> for Peer {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Refusal> {
        let connected = parts.extensions.get::<Connected>();
        let connected = connected.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0);
        if !app.proxied {
            return Ok(Peer(connected));
        }
        // The last one is what the proxy itself saw; those before it anybody can write.
        let forwarded = parts.headers.get_all("x-forwarded-for").iter().next_back();
        let last = forwarded.and_then(|value| seen(value.to_str().ok()?.rsplit(',').next()?));
        Ok(Peer(last.unwrap_or(connected)))
    }
}

/// An address as a proxy writes it: some write the port too.
fn seen(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let bare = text
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'));
    let alone = bare.unwrap_or(text).parse().ok();
    alone.or_else(|| text.parse::<SocketAddr>().ok().map(|address| address.ip()))
}

/// A device that has proved its key.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    /// The device.
    pub(crate) device: DeviceId,
    /// The second its token is good until.
    pub(crate) until: u64,
}

impl FromRequestParts<Arc<App>> for Caller {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Refusal> {
        let given = parts.headers.get(header::AUTHORIZATION);
        let token = given
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.split_once(' '))
            .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
            .map(|(_, token)| token.trim());
        let token = token.ok_or_else(refusal::session_needed)?;
        let known = app.secrets.device(token, &*app.objects).await?;
        let (device, until) = known.ok_or_else(refusal::session_needed)?;
        if until < clock::now() {
            return Err(refusal::session_expired());
        }
        app.gates.device(&device)?;
        Ok(Caller { device, until })
    }
}

/// A device that was let in.
#[derive(Clone, Debug)]
pub(crate) struct Enrolled {
    /// The device.
    pub(crate) caller: Caller,
}

impl FromRequestParts<Arc<App>> for Enrolled {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Refusal> {
        let caller = Caller::from_request_parts(parts, app).await?;
        app.members.rights(&caller.device).await?;
        Ok(Enrolled { caller })
    }
}
