//! Assembles the release site: `target/dist/`.
//!
//! `index.html`, `vote.html` (the page of the vote, which stands by itself), the public pages
//! ([`crate::public`]) and the schema of rulebooks, which people link to, keep their names; everything else lies in `assets/` under a name that holds the hash of its bytes, so a server may let browsers keep
//! it for ever. Every file has a
//! `.br` and a `.gz` twin. `manifest.json` lists the entries with their sizes.

use crate::assets::{self, Sizes};
use crate::console::{note, output, step};
use crate::stamp::{self, Fingerprint};
use crate::{paths, public, tools, wasm};
use anyhow::{Context, Result};
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a rulebook document has to be, for editors and other programs.
const SCHEMA: &str = "crates/rules/presets/rulebook.schema.json";

/// Raise it when a change below must rebuild a site that is already there.
const RECIPE: &str = "5";

/// The module that is a page of its own: neither the app knows its files, nor it the app's.
const VOTE: &str = "vote";
/// The module with every page, which brings styles of its own.
const PAGES: &str = "pages";

/// Builds whatever of the site is missing or old.
pub fn build() -> Result<()> {
    let web = paths::root().join("web");
    let _lock = stamp::hold()?;
    step("tools of the browser build 浏览器构建工具", || {
        tools::ensure_wasm_target()?;
        tools::ensure_packages(&web)
    })?;
    step("compile for the browser 编译浏览器模块", || {
        wasm::build()?;
        wasm::build_intake()
    })?;
    step("assemble the site 生成站点", || assemble(&web))
}

fn assemble(web: &Path) -> Result<()> {
    let mut inputs = Fingerprint::default()
        .text(RECIPE)
        .file(&web.join("index.html"))
        .file(&web.join("vote.html"))
        .file(&web.join("package-lock.json"))
        .file(&paths::root().join(SCHEMA))
        .folder(&web.join("boot"))?
        .folder(&web.join("public"))?
        .folder(&web.join("styles"))?
        .file(&wasm::INTAKE.wasm())
        .file(&wasm::INTAKE.glue());
    for module in &wasm::MODULES {
        inputs = inputs.file(&module.wasm()).file(&module.glue());
    }
    let fingerprint = inputs.finish();
    let dist = paths::dist();
    if dist.join("manifest.json").is_file() && stamp::is_fresh("site", &fingerprint) {
        note("nothing has changed 没有变化");
        return Ok(());
    }
    // Built beside and swapped in, so that a server running on the old site never sees half a one.
    let fresh = paths::target().join("dist.new");
    if fresh.exists() {
        fs::remove_dir_all(&fresh)?;
    }
    write_site(web, &fresh, &fingerprint)?;
    if dist.exists() {
        fs::remove_dir_all(&dist)?;
    }
    fs::rename(&fresh, &dist)?;
    stamp::set("site", &fingerprint)
}

fn write_site(web: &Path, site: &Path, fingerprint: &str) -> Result<()> {
    let scratch = paths::wasm().join("bundle");
    fs::create_dir_all(&scratch)?;
    let build: String = fingerprint.chars().take(10).collect();
    let mark = json!(build).to_string();
    let mut published = Vec::new();
    for module in &wasm::MODULES {
        let wasm = assets::publish(
            site,
            &format!("{}.wasm", module.name),
            &fs::read(module.wasm())?,
        )?;
        // The shell's glue is part of boot.js; every other module has a script of its own.
        let script = match module.name {
            "shell" => None,
            name => {
                let entry = web.join("boot").join(format!("{name}.js"));
                let define = json!(file_name(&wasm)).to_string();
                let code = bundle(
                    &entry,
                    Some(&module.glue()),
                    &[("MODULE", &define), ("BUILD", &mark)],
                    &scratch,
                )?;
                Some(assets::publish(site, &format!("{name}.js"), &code)?)
            }
        };
        published.push(Published {
            module,
            wasm,
            script,
        });
    }

    let mut names = serde_json::Map::from_iter([("build".to_owned(), json!(build))]);
    for Published {
        module,
        wasm,
        script,
    } in published.iter().filter(|one| one.module.name != VOTE)
    {
        // What boot.js calls a module's files: `engine` its script, `shell` and `pagesWasm` the
        // WebAssembly that the page itself fetches.
        match script {
            None => names.insert(module.name.to_owned(), json!(file_name(wasm))),
            Some(script) => {
                names.insert(format!("{}Wasm", module.name), json!(file_name(wasm)));
                names.insert(module.name.to_owned(), json!(file_name(script)))
            }
        };
    }
    let pages_css = bundle(&web.join("styles/pages.css"), None, &[], &scratch)?;
    let pages_css = assets::publish(site, "pages.css", &pages_css)?;
    names.insert("pagesStyle".to_owned(), json!(file_name(&pages_css)));
    let define = serde_json::Value::Object(names).to_string();
    let shell = published.first().context("the site has no modules")?;
    let boot = bundle(
        &web.join("boot/boot.js"),
        Some(&shell.module.glue()),
        &[("ASSETS", &define)],
        &scratch,
    )?;
    let boot = assets::publish(site, "boot.js", &boot)?;
    let css = bundle(&style_entry(web, &scratch)?, None, &[], &scratch)?;
    let css = assets::publish(site, "app.css", &css)?;
    let vote_css = bundle(&web.join("styles/vote/main.css"), None, &[], &scratch)?;
    let vote_css = assets::publish(site, "vote.css", &vote_css)?;
    let page = fs::read_to_string(web.join("index.html"))?
        .replace("{{css}}", &css)
        .replace("{{boot}}", &boot)
        .replace("{{shell}}", &shell.wasm);
    stamp::write(&site.join("index.html"), page.as_bytes())?;
    let vote = published.iter().find(|one| one.module.name == VOTE);
    let vote = vote.context("the site has no page of the vote")?;
    let page = fs::read_to_string(web.join("vote.html"))?
        .replace("{{css}}", &vote_css)
        .replace("{{script}}", vote.script.as_deref().unwrap_or_default())
        .replace("{{module}}", &vote.wasm);
    stamp::write(&site.join("vote.html"), page.as_bytes())?;

    let public = public::write(site, &mark)?;

    let schema = fs::read(paths::root().join(SCHEMA))?;
    stamp::write(&site.join("rulebook.schema.json"), &schema)?;

    assets::pack(site)?;
    let mut entries = serde_json::Map::new();
    for Published {
        module,
        wasm,
        script,
    } in &published
    {
        let files = match script {
            None => vec!["index.html", &css, &boot, wasm],
            Some(script) if module.name == PAGES => vec![script.as_str(), &pages_css, wasm],
            Some(script) if module.name == VOTE => vec!["vote.html", &vote_css, script, wasm],
            Some(script) => vec![script.as_str(), wasm],
        };
        entries.insert(module.name.to_owned(), entry(site, &files)?);
    }
    for (name, files) in &public {
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        entries.insert((*name).to_owned(), entry(site, &files)?);
    }
    let manifest = json!({ "build": build, "entries": entries });
    stamp::write(
        &site.join("manifest.json"),
        format!("{manifest:#}\n").as_bytes(),
    )
}

/// A module's files in the site.
struct Published {
    module: &'static wasm::Module,
    wasm: String,
    script: Option<String>,
}

/// The sizes of some files of a packed folder, each and together.
pub fn entry(site: &Path, files: &[&str]) -> Result<serde_json::Value> {
    let mut total = Sizes::default();
    let mut listed = Vec::new();
    for path in files {
        let sizes = assets::sizes(site, path)?;
        total += sizes;
        listed.push(
            json!({ "path": path, "raw": sizes.raw, "gzip": sizes.gzip, "brotli": sizes.brotli }),
        );
    }
    Ok(json!({ "files": listed, "raw": total.raw, "gzip": total.gzip, "brotli": total.brotli }))
}

/// A style sheet that imports ours: the loading page's, then `web/styles/main.css` (which imports
/// the others in its order) or, without one, every file of `web/styles/` in name order.
fn style_entry(web: &Path, scratch: &Path) -> Result<PathBuf> {
    let main = web.join("styles/main.css");
    let mut files = vec![web.join("boot/boot.css")];
    if main.is_file() {
        files.push(main);
    } else {
        files.extend(
            stamp::files_below(&web.join("styles"))?
                .into_iter()
                .filter(|file| file.extension().is_some_and(|ending| ending == "css")),
        );
    }
    let imports: String = files
        .iter()
        .map(|file| format!("@import {};\n", json!(file.to_string_lossy())))
        .collect();
    let entry = scratch.join("app.css");
    stamp::write(&entry, imports.as_bytes())?;
    Ok(entry)
}

/// Runs esbuild on one script or style sheet: one classic file without imports, in the syntax of
/// Chromium 70 (wasm-bindgen's glue uses `?.`, which old browsers cannot read).
pub fn bundle(
    entry: &Path,
    glue: Option<&Path>,
    defines: &[(&str, &str)],
    scratch: &Path,
) -> Result<Vec<u8>> {
    let out = scratch
        .join("out")
        .join(file_name(&entry.to_string_lossy()));
    // Called as it is: npm leaves a native program there, or a script that finds it.
    let mut esbuild = Command::new(paths::root().join("web/node_modules/esbuild/bin/esbuild"));
    esbuild
        .arg(entry)
        .args([
            "--bundle",
            "--minify",
            "--target=chrome70",
            "--charset=utf8",
            "--legal-comments=none",
            "--log-level=warning",
        ])
        .arg(format!("--outfile={}", out.display()));
    if let Some(glue) = glue {
        esbuild
            .arg("--format=iife")
            .arg(format!("--alias:huiyin-module={}", glue.display()));
    }
    for (name, value) in defines {
        esbuild.arg(format!("--define:{name}={value}"));
    }
    output(&mut esbuild)
        .with_context(|| format!("esbuild could not bundle {}", entry.display()))?;
    fs::read(&out).with_context(|| format!("esbuild wrote no {}", out.display()))
}

pub fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
