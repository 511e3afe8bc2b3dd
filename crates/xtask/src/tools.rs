//! Finds the tools the build needs and installs the missing ones, saying so.

use crate::console::{call, note, output};
use crate::paths;
use crate::stamp::{self, Fingerprint};
use anyhow::{Context, Result, bail};
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The compiler's name of the browser.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Cargo as it was called, so that `cargo +toolchain xtask` stays on its toolchain.
pub fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(paths::root());
    command
}

/// Makes sure that Rust can compile for the browser.
pub fn ensure_wasm_target() -> Result<()> {
    let sysroot = output(
        Command::new("rustc")
            .args(["--print", "sysroot"])
            .current_dir(paths::root()),
    )?;
    if Path::new(sysroot.trim())
        .join("lib/rustlib")
        .join(WASM_TARGET)
        .join("lib")
        .is_dir()
    {
        return Ok(());
    }
    note(&format!(
        "installing the Rust target 正在安装编译目标 {WASM_TARGET}"
    ));
    call(
        Command::new("rustup")
            .args(["target", "add", WASM_TARGET])
            .current_dir(paths::root()),
    )
    .context(
        "the Rust target for browsers is missing and rustup could not add it; \
         install rustup (https://rustup.rs) and run the command again\n\
         缺少浏览器编译目标,请先安装 rustup 后重试",
    )
}

/// Makes sure that `cargo fmt` and `cargo clippy` are there.
pub fn ensure_component(component: &str, subcommand: &str) -> Result<()> {
    if cargo()
        .args([subcommand, "--version"])
        .output()
        .is_ok_and(|out| out.status.success())
    {
        return Ok(());
    }
    note(&format!(
        "installing the Rust component 正在安装组件 {component}"
    ));
    call(
        Command::new("rustup")
            .args(["component", "add", component])
            .current_dir(paths::root()),
    )
}

/// Installs the npm packages of `folder` from its lock file, unless they are there already.
pub fn ensure_packages(folder: &Path) -> Result<()> {
    let name = format!(
        "npm-{}",
        folder.file_name().unwrap_or_default().to_string_lossy()
    );
    let fingerprint = Fingerprint::default()
        .file(&folder.join("package-lock.json"))
        .finish();
    if folder.join("node_modules").is_dir() && stamp::is_fresh(&name, &fingerprint) {
        return Ok(());
    }
    let version = output(Command::new("node").arg("--version")).context(
        "node is missing; install Node.js 20 or newer (for example `apt-get install nodejs npm`)\n\
         缺少 Node.js,请安装 20 或更新的版本",
    )?;
    let major = version
        .trim()
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|text| text.parse::<u32>().ok());
    if major.is_none_or(|major| major < 20) {
        bail!(
            "node {} is too old; Node.js 20 or newer is needed 需要 Node.js 20 或更新的版本",
            version.trim()
        );
    }
    note(&format!(
        "installing npm packages of 正在安装 npm 软件包: {}/",
        folder.file_name().unwrap_or_default().to_string_lossy()
    ));
    output(
        Command::new("npm").args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(folder),
    )
    .context("npm could not install the locked packages; check the network and the npm registry setting\n安装 npm 软件包失败,请检查网络与 npm 源设置")?;
    stamp::set(&name, &fingerprint)
}

/// Finds today's Chromium, installing it and a Chinese font by apt when missing.
pub fn ensure_chromium() -> Result<PathBuf> {
    let mut missing = Vec::new();
    if chromium().is_none() {
        missing.push("chromium");
    }
    if !has_chinese_font() {
        missing.push("fonts-noto-cjk");
    }
    if !missing.is_empty() {
        apt_install(&missing)?;
    }
    chromium().context("Chromium was installed but cannot be found; set HUIYIN_CHROMIUM to its path\n已安装 Chromium 但找不到,请用 HUIYIN_CHROMIUM 指明路径")
}

/// Makes sure that the stores which tests put objects on are there: nginx and rclone by apt, the
/// others by pip in an environment of their own below `target/`.
pub fn ensure_peers() -> Result<()> {
    let dav = Path::new("/usr/lib/nginx/modules/ngx_http_dav_ext_module.so");
    let mut missing = Vec::new();
    // Debian keeps nginx where not everybody's path leads.
    let sbin = Path::new("/usr/sbin/nginx");
    if (on_path("nginx").is_none() && !sbin.is_file()) || !dav.is_file() {
        missing.push("nginx-extras");
    }
    if on_path("rclone").is_none() {
        missing.push("rclone");
    }
    if on_path("setpriv").is_none() {
        missing.push("util-linux");
    }
    let python = Command::new("python3")
        .args(["-c", "import venv, ensurepip"])
        .output();
    if !python.is_ok_and(|out| out.status.success()) {
        missing.push("python3-venv");
    }
    if !missing.is_empty() {
        apt_install(&missing)?;
    }
    let wanted = paths::root().join("tests/peers/requirements.txt");
    ensure_python("peers", &paths::peers(), &wanted)
}

/// Makes sure that the database which servers share is there, by apt, and what holds a server to
/// its description, by pip in an environment of its own below `target/`.
pub fn ensure_servers() -> Result<()> {
    let versions = Path::new("/usr/lib/postgresql").read_dir();
    let programs = versions.into_iter().flatten().flatten();
    if !programs
        .map(|version| version.path().join("bin/postgres"))
        .any(|program| program.is_file())
    {
        apt_install(&["postgresql"])?;
    }
    let wanted = paths::root().join("tests/server/requirements.txt");
    ensure_python("schemathesis", &paths::schemathesis(), &wanted)
}

/// Makes an environment of Python's with what a file of requirements names, unless it is there.
fn ensure_python(name: &str, folder: &Path, wanted: &Path) -> Result<()> {
    let fingerprint = Fingerprint::default().file(wanted).finish();
    if folder.join("bin/python").exists() && stamp::is_fresh(name, &fingerprint) {
        return Ok(());
    }
    note(&format!("installing by pip 正在用 pip 安装: target/{name}"));
    output(
        Command::new("python3")
            .args(["-m", "venv", "--clear"])
            .arg(folder),
    )?;
    output(
        Command::new(folder.join("bin/pip"))
            .args(["install", "--quiet", "--disable-pip-version-check", "-r"])
            .arg(wanted),
    )
    .with_context(|| {
        format!("pip could not install {name}; check the network and the pip index setting\n安装 {name} 失败,请检查网络与 pip 源设置")
    })?;
    stamp::set(name, &fingerprint)
}

/// The browser named by `HUIYIN_CHROMIUM`, or the first one on the path.
fn chromium() -> Option<PathBuf> {
    if let Some(named) = env::var_os("HUIYIN_CHROMIUM") {
        return Some(PathBuf::from(named)).filter(|path| path.is_file());
    }
    [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    ]
    .into_iter()
    .find_map(on_path)
}

/// Without a Chinese font every picture shows boxes and every width is wrong.
fn has_chinese_font() -> bool {
    Command::new("fc-list")
        .arg(":lang=zh-cn")
        .output()
        .is_ok_and(|found| found.status.success() && !found.stdout.is_empty())
}

fn apt_install(packages: &[&str]) -> Result<()> {
    let list = packages.join(" ");
    if on_path("apt-get").is_none() {
        bail!(
            "missing: {list}; this system has no apt-get, install them by hand and run the command again\n缺少 {list},请自行安装后重试"
        );
    }
    note(&format!("installing by apt 正在用 apt 安装: {list}"));
    let apt = |arguments: &[&str]| {
        let root = output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
        let mut command = if root {
            Command::new("apt-get")
        } else {
            Command::new("sudo")
        };
        if !root {
            command.args(["-n", "apt-get"]);
        }
        command
            .env("DEBIAN_FRONTEND", "noninteractive")
            .args(arguments);
        output(&mut command)
    };
    let mut arguments = vec!["install", "-y", "--no-install-recommends"];
    arguments.extend(packages);
    // The list of packages may be empty or old: only then is it fetched.
    if apt(&arguments).is_err() {
        apt(&["update"])?;
        apt(&arguments).with_context(|| {
            format!("apt could not install {list}; run `sudo apt-get install {list}` and try again\n安装失败,请手工执行后重试")
        })?;
    }
    Ok(())
}

/// Whether a program can be called by its name.
pub fn on_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|file| file.is_file())
}
