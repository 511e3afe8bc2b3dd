//! Build, serve, test, measure and package Huiyin: `cargo xtask COMMAND`.
//!
//! Everything a person or CI does with the project goes through these commands, so that a clean
//! clone needs rustup, node and (for the browsers) apt, and nothing else to be known.

mod assets;
mod console;
mod demo;
mod package;
mod paths;
mod public;
mod purity;
mod sections;
mod serve;
mod simulate;
mod site;
mod size;
mod stamp;
mod test;
mod tools;
mod wasm;

use anyhow::{Result, bail};
use lexopt::prelude::{Long, Short, Value, ValueExt};

const HELP: &str = "\
cargo xtask COMMAND

  start [--port N] [--empty] [--open]   build what is missing and serve the app on loopback
                                        安装缺少的工具,构建并在本机打开演示工作区
  test [--fast]                         everything CI runs; --fast leaves real stores and the browsers out
                                        全部检查;--fast 不运行存储与浏览器测试
  peers                                 only the tests with real stores, installing those first
                                        只运行真实存储的测试,缺少的先安装
  simulate [--seeds N] [--from N] [--seed N]
                                        replicas, stores and hostile devices in 10,000 small worlds on every core,
                                        or in one; what fails is left in target/simulation/
                                        长时间运行同步模拟,默认一万个种子;--seed 重放其中一个
  dist                                  the release site in target/dist/, the JavaScript package in target/dist-npm/
                                        生成可部署的站点和 JavaScript 软件包
  package                               only the JavaScript package
                                        只生成 JavaScript 软件包
  public                                only the public pages and the widget, in target/dist-public/
                                        只生成公众页面与嵌入组件
  size                                  raw, gzip and brotli size of every entry against its budget
                                        各入口的体积与上限
  serve [--port N] [--empty]            serve target/dist/ as it is; what devices sync is not kept
                                        只提供已生成的站点,不构建;同步的数据不保留
";

/// What the command line asked for.
#[derive(Default)]
struct Options {
    port: Option<u16>,
    empty: bool,
    open: bool,
    fast: bool,
    worlds: simulate::Wish,
}

impl Options {
    fn wish(&self, kept: bool) -> serve::Wish {
        serve::Wish {
            port: self.port,
            demo: !self.empty,
            open: self.open,
            kept,
        }
    }
}

fn main() -> std::process::ExitCode {
    match run() {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            console::failure(&error);
            std::process::ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let mut parser = lexopt::Parser::from_env();
    let mut command = None;
    let mut options = Options::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("port") => options.port = Some(parser.value()?.parse()?),
            Long("empty") => options.empty = true,
            Long("open") => options.open = true,
            Long("seeds") => options.worlds.seeds = Some(parser.value()?.parse()?),
            Long("from") => options.worlds.from = Some(parser.value()?.parse()?),
            Long("seed") => options.worlds.seed = Some(parser.value()?.parse()?),
            Long("fast") => options.fast = true,
            Long("help") | Short('h') => {
                print!("{HELP}");
                return Ok(());
            }
            Value(name) if command.is_none() => command = Some(name.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    match command.as_deref() {
        Some("start") => start(&options),
        Some("serve") => serve::run(&options.wish(false)),
        Some("test") => test::run(options.fast),
        Some("peers") => test::peers(),
        Some("simulate") => simulate::run(options.worlds),
        Some("dist") => site::build().and_then(|()| package::build()),
        Some("package") => package::build(),
        Some("public") => public::build(),
        Some("size") => size::run(),
        Some(other) => bail!("unknown command `{other}`\n\n{HELP}"),
        None => {
            print!("{HELP}");
            Ok(())
        }
    }
}

fn start(options: &Options) -> Result<()> {
    site::build()?;
    if options.empty {
        serve::build()?;
    } else {
        demo::build()?;
    }
    serve::run(&options.wish(true))
}
