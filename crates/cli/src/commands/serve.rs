//! `huiyin serve`: the app and the store that devices sync with, until it is told to end.

use crate::args::Serve as Args;
use crate::fault::Fault;
use huiyin_server::{Server, StartError, objects};
use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::Path;
use tokio::net::TcpListener;

pub fn run(args: Args) -> Result<String, Fault> {
    if let Some(site) = &args.options.site {
        must_be_site(site)?;
    }
    if let Some(demo) = &args.options.demo {
        std::fs::metadata(demo).map_err(|error| Fault::file(demo, &error))?;
    }
    let runtime = tokio::runtime::Runtime::new().map_err(|error| system(&error))?;
    runtime.block_on(serve(args))?;
    Ok(String::new())
}

async fn serve(args: Args) -> Result<(), Fault> {
    let listener = TcpListener::bind(args.listen).await.map_err(|error| {
        let at = args.listen;
        Fault::new(
            format!("--listen {at}：无法在此监听（{error}）。端口可能已被占用，请换一个。"),
            format!(
                "--listen {at}: cannot listen there ({error}); the port may be taken, try another"
            ),
        )
    })?;
    let at = listener.local_addr().map_err(|error| system(&error))?;
    let end = told_to_end().map_err(|error| system(&error))?;
    let store = objects::open(&args.store).await;
    let store = store.map_err(|error| told(&StartError::Store(error)))?;
    let server = Server::open(store, args.options).await;
    let server = server.map_err(|error| told(&error))?;
    announce(at, server.claim()).map_err(|error| system(&error))?;
    server.run(listener, end).await;
    Ok(())
}

/// The address as the last line before the first answer: whoever started this waits for it.
fn announce(at: SocketAddr, claim: Option<&str>) -> io::Result<()> {
    let mut out = io::stdout().lock();
    if let Some(code) = claim {
        writeln!(out, "认领码 claim code: {code}")?;
    }
    writeln!(out, "回音已就绪 Huiyin is ready: http://{at}/")?;
    out.flush()
}

#[cfg(unix)]
fn told_to_end() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn told_to_end() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}

fn must_be_site(site: &Path) -> Result<(), Fault> {
    if site.join("index.html").is_file() {
        return Ok(());
    }
    let site = site.display();
    Err(Fault::new(
        format!("--site {site}：其中没有 index.html。请指向生成的站点目录。"),
        format!("--site {site}: there is no index.html in it; name the folder of a built site"),
    ))
}

fn told(error: &StartError) -> Fault {
    let text = error.text();
    Fault::new(text.zh, text.en)
}

fn system(error: &io::Error) -> Fault {
    told(&StartError::System(error.to_string()))
}
