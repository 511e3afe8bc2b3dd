//! Starts `huiyin serve` on the built site, on loopback.

use crate::{console, paths, tools};
use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::process::{Command, Stdio};

/// Where `start` listens unless told otherwise. A browser keeps data per address *and port*, so
/// the port stays the same from day to day.
const USUAL_PORT: u16 = 8095;

/// What is served, and how.
pub struct Wish {
    pub port: Option<u16>,
    pub demo: bool,
    /// Opens a browser when the server is ready.
    pub open: bool,
    /// Keeps what devices sync in `target/workspace/`; otherwise it is gone with the server.
    pub kept: bool,
}

/// Builds the command line, of which the server is a part.
pub fn build() -> Result<()> {
    console::call(tools::cargo().args(["build", "--quiet", "--locked", "-p", "huiyin-cli"]))
}

/// Serves until the process is ended. The server prints its address when it is ready.
pub fn run(wish: &Wish) -> Result<()> {
    let site = paths::dist();
    if !site.join("index.html").is_file() {
        bail!(
            "there is no site in {}; run `cargo xtask dist` first\n还没有生成站点,请先运行 cargo xtask dist",
            site.display()
        );
    }
    let huiyin = paths::huiyin();
    if !huiyin.is_file() {
        build()?;
    }
    let mut command = Command::new(&huiyin);
    let port = wish.port.unwrap_or_else(usual_port);
    command
        .args(["serve", "--no-claim", "--quiet", "--listen"])
        .arg(format!("127.0.0.1:{port}"))
        .arg("--site")
        .arg(&site)
        .arg("--store")
        .arg(store(wish.kept)?);
    let demo = paths::demo_bundle();
    if wish.demo && demo.is_file() {
        command.arg("--demo").arg(demo);
    }
    console::note("Ctrl+C 结束 ends it");
    std::io::stdout().flush()?;
    if wish.open {
        open_when_ready(&mut command)
    } else {
        become_it(command)
    }
    .with_context(|| format!("cannot start 无法启动: {}", huiyin.display()))
}

fn store(kept: bool) -> Result<String> {
    if !kept {
        return Ok("memory:".to_owned());
    }
    let folder = paths::workspace();
    std::fs::create_dir_all(&folder)?;
    Ok(format!("sqlite:{}", folder.join("huiyin.db").display()))
}

/// The usual port, or any where something else listens on it.
fn usual_port() -> u16 {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, USUAL_PORT)) {
        Ok(_) => USUAL_PORT,
        Err(error) => {
            console::note(&format!(
                "port {USUAL_PORT} is taken ({error}); using a free one. Data kept in the browser belongs to its port."
            ));
            console::note(&format!(
                "端口 {USUAL_PORT} 已被占用,改用空闲端口;浏览器中的数据按端口分开保存。"
            ));
            0
        }
    }
}

/// The server takes this process's place, so that whoever ends this one ends the server.
#[cfg(unix)]
fn become_it(mut command: Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    Err(command.exec().into())
}

#[cfg(not(unix))]
fn become_it(mut command: Command) -> Result<()> {
    ended(command.status()?)
}

fn ended(status: std::process::ExitStatus) -> Result<()> {
    if status.success() {
        return Ok(());
    }
    bail!("the server ended with {status}")
}

fn open_when_ready(command: &mut Command) -> Result<()> {
    let mut server = command.stdout(Stdio::piped()).spawn()?;
    let said = server.stdout.take().context("no standard output")?;
    for line in BufReader::new(said).lines() {
        let line = line?;
        println!("{line}");
        if let Some((_, address)) = line.split_once("is ready: ") {
            open_browser(address);
        }
    }
    ended(server.wait()?)
}

fn open_browser(address: &str) {
    let opened = ["xdg-open", "open", "explorer.exe"]
        .iter()
        .any(|program| Command::new(program).arg(address).spawn().is_ok());
    if !opened {
        console::note(
            "no program to open a browser was found; open the address yourself 请自行打开上面的地址",
        );
    }
}
