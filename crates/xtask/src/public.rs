//! The public pages and the widget: `web/public/`.
//!
//! Plain script and style sheets, one bundle for each page. They belong to the site, and make a
//! site of their own (`target/dist-public/`) for a web server that only publishes: the board and
//! the widget read static files and need no server of ours.
//!
//! The widget's script keeps its name, because other people's pages name it.

use crate::console::step;
use crate::stamp::{self, Fingerprint};
use crate::{assets, paths, site, size, tools, wasm};
use anyhow::{Result, bail};
use serde_json::json;
use std::fs;
use std::path::Path;

/// A page of `web/public`: `<name>.html`, `<name>/main.js` and `styles/<name>-page.css`.
struct Page {
    name: &'static str,
    /// Whether its script loads the small WebAssembly.
    sealing: bool,
}

const PAGES: [Page; 5] = [
    Page {
        name: "voice",
        sealing: true,
    },
    Page {
        name: "follow",
        sealing: true,
    },
    Page {
        name: "board",
        sealing: false,
    },
    Page {
        name: "embed",
        sealing: true,
    },
    Page {
        name: "gallery",
        sealing: false,
    },
];

/// The widget's script, in the site and in `web/public/embed/`.
const WIDGET: &str = "huiyin-embed.js";

/// Files of each entry of the manifest.
pub type Entries = Vec<(&'static str, Vec<String>)>;

/// Builds the public pages by themselves.
pub fn build() -> Result<()> {
    let _lock = stamp::hold()?;
    let web = paths::root().join("web");
    step("tools of the browser build 浏览器构建工具", || {
        tools::ensure_wasm_target()?;
        tools::ensure_packages(&web)
    })?;
    step("compile for the browser 编译浏览器模块", wasm::build_intake)?;
    let fresh = paths::target().join("dist-public.new");
    step("assemble the public pages 生成公众页面", || {
        if fresh.exists() {
            fs::remove_dir_all(&fresh)?;
        }
        let build: String = Fingerprint::default()
            .folder(&web.join("public"))?
            .folder(&web.join("styles"))?
            .file(&wasm::INTAKE.wasm())
            .finish()
            .chars()
            .take(10)
            .collect();
        let entries = write(&fresh, &json!(build).to_string())?;
        assets::pack(&fresh)?;
        let mut listed = serde_json::Map::new();
        for (name, files) in entries {
            let files: Vec<&str> = files.iter().map(String::as_str).collect();
            listed.insert(name.to_owned(), site::entry(&fresh, &files)?);
        }
        let site = paths::dist_public();
        if site.exists() {
            fs::remove_dir_all(&site)?;
        }
        fs::rename(&fresh, &site)?;
        size::check_public(&listed.into())
    })
}

/// Writes the pages into a site. `mark` is the build's name as a JavaScript value.
pub fn write(site: &Path, mark: &str) -> Result<Entries> {
    let public = paths::root().join("web/public");
    let scratch = paths::wasm().join("bundle/public");
    fs::create_dir_all(&scratch)?;
    let module = assets::publish(site, "intake.wasm", &fs::read(wasm::INTAKE.wasm())?)?;
    let module_name = json!(site::file_name(&module)).to_string();
    let version = json!(env!("CARGO_PKG_VERSION")).to_string();
    let form = fs::read_to_string(public.join("voice/form.html"))?;
    let early = site::bundle(&public.join("common/early.js"), None, &[], &scratch)?;
    let early = assets::publish(site, "early.js", &early)?;
    let mut entries: Entries = vec![("intake", vec![module.clone()])];
    for page in &PAGES {
        let name = page.name;
        let css = public.join("styles").join(format!("{name}-page.css"));
        let css = site::bundle(&css, None, &[], &scratch)?;
        let css = assets::publish(site, &format!("{name}.css"), &css)?;
        let script = site::bundle(
            &public.join(name).join("main.js"),
            Some(&wasm::INTAKE.glue()),
            &[
                ("MODULE", &module_name),
                ("BUILD", mark),
                ("VERSION", &version),
            ],
            &scratch,
        )?;
        let script = assets::publish(site, &format!("{name}.js"), &script)?;
        let file = format!("{name}.html");
        let text = fs::read_to_string(public.join(&file))?
            .replace("{{form}}", form.trim_end())
            .replace("{{early}}", &early)
            .replace("{{css}}", &css)
            .replace("{{script}}", &script);
        if text.contains("{{") {
            bail!("{file} names something that is not put in");
        }
        if !page.sealing && fs::read_to_string(site.join(&script))?.contains("__wbg_") {
            bail!("{file} carries the glue of a module it does not load");
        }
        stamp::write(&site.join(&file), text.as_bytes())?;
        let mut files = vec![file, css, script];
        if text.contains(&early) {
            files.push(early.clone());
        }
        entries.push((name, files));
    }
    let style = site::bundle(&public.join("styles/widget.css"), None, &[], &scratch)?;
    let style = json!(String::from_utf8(style)?.trim_end()).to_string();
    let widget = site::bundle(
        &public.join("embed").join(WIDGET),
        Some(&wasm::INTAKE.glue()),
        &[("STYLE", &style), ("BUILD", mark), ("VERSION", &version)],
        &scratch,
    )?;
    stamp::write(&site.join(WIDGET), &widget)?;
    for (name, files) in &mut entries {
        if *name == "embed" {
            files.push(WIDGET.to_owned());
        }
    }
    // What the integrators' page shows until an office has published something.
    let sample = public.join("sample");
    for file in stamp::files_below(&sample)? {
        let name = file.strip_prefix(&public)?;
        stamp::write(&site.join(name), &fs::read(&file)?)?;
    }
    Ok(entries)
}
