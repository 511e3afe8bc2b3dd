//! Connections: accepting them, not too many, and letting go of those that do not move.

mod steady;

use crate::api;
use crate::app::App;
use crate::limit::network;
use crate::refusal;
use axum::Router;
use axum::body::Body;
use axum::response::IntoResponse;
use http_body_util::BodyExt;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use steady::Steady;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, watch};
use tokio::time::{sleep, timeout};
use tower::ServiceExt;

/// Most bytes of a request's head, and most of its headers.
const HEAD: usize = 16 * 1024;
const HEADERS: usize = 64;

/// Serves until `ending`, then lets requests under way finish.
pub(crate) async fn serve(app: Arc<App>, listener: TcpListener) {
    let router = api::router(Arc::clone(&app));
    let places = Arc::new(Places::default());
    let mut ending = app.ending.clone();
    // Closes when the last connection has let go of its end.
    let (open, mut closed) = mpsc::channel::<()>(1);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = ending.wait_for(|ending| *ending) => break,
        };
        let Ok((stream, from)) = accepted else {
            // Out of file descriptors, mostly: it passes when connections end.
            sleep(Duration::from_millis(100)).await;
            continue;
        };
        let Some(place) = Place::take(&places, &app, from.ip()) else {
            app.metrics.turned_away.add(1);
            tokio::spawn(turn_away(stream));
            continue;
        };
        let connection = connection(Arc::clone(&app), router.clone(), stream, from.ip());
        let open = open.clone();
        tokio::spawn(async move {
            let _held = (place, open);
            connection.await;
        });
    }
    drop((open, listener));
    // Whatever takes longer is broken off: nothing that was not answered is taken for kept.
    let _ = timeout(app.limits.farewell, closed.recv()).await;
}

async fn connection(app: Arc<App>, router: Router, stream: TcpStream, from: IpAddr) {
    let _ = stream.set_nodelay(true);
    let stream = Steady::new(stream, app.limits.stall);
    let service = hyper::service::service_fn(move |request: hyper::Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(api::Connected(from));
        router.clone().oneshot(request)
    });
    let mut server = http1::Builder::new();
    server
        .timer(TokioTimer::new())
        .header_read_timeout(app.limits.head)
        .max_headers(HEADERS)
        .max_buf_size(HEAD.max(8 * 1024))
        .keep_alive(true);
    let serving = server.serve_connection(TokioIo::new(stream), service);
    tokio::pin!(serving);
    let mut ending: watch::Receiver<bool> = app.ending.clone();
    // How a connection breaks is its other end's business.
    tokio::select! {
        _ = serving.as_mut() => return,
        _ = ending.wait_for(|ending| *ending) => serving.as_mut().graceful_shutdown(),
    }
    let _ = serving.await;
}

/// Says why, without reading anything.
async fn turn_away(mut stream: TcpStream) {
    let refused = refusal::busy().into_response();
    let Ok(body) = refused.into_body().collect().await else {
        return;
    };
    let body = body.to_bytes();
    let head = format!(
        "HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/json; charset=utf-8\r\n\
         Retry-After: 2\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    let said = async {
        stream.write_all(head.as_bytes()).await?;
        stream.write_all(&body).await?;
        stream.shutdown().await
    };
    let _ = timeout(Duration::from_secs(2), said).await;
}

/// Connections by the network they come from.
#[derive(Default)]
struct Places(Mutex<HashMap<IpAddr, usize>>);

/// One connection's place, given back when it ends.
struct Place {
    places: Arc<Places>,
    app: Arc<App>,
    network: IpAddr,
}

impl Place {
    fn take(places: &Arc<Places>, app: &Arc<App>, from: IpAddr) -> Option<Place> {
        let network = network(from);
        let mut taken = places.0.lock().unwrap_or_else(PoisonError::into_inner);
        let all: usize = taken.values().sum();
        let own = taken.get(&network).copied().unwrap_or(0);
        let crowded = !app.proxied && own >= app.limits.connections_each;
        if all >= app.limits.connections || crowded {
            return None;
        }
        taken.insert(network, own + 1);
        app.metrics.connections.up();
        Some(Place {
            places: Arc::clone(places),
            app: Arc::clone(app),
            network,
        })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.places.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = taken.get_mut(&self.network) {
            *own = own.saturating_sub(1);
            if *own == 0 {
                taken.remove(&self.network);
            }
        }
        self.app.metrics.connections.down();
    }
}
