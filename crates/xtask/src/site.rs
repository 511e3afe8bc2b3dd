//! Assembles the release site: `target/dist/`.
//!
//! `index.html` is the only name that stays; everything else lies in `assets/` under a name that
//! holds the hash of its bytes, so a server may let browsers keep it for ever. Every file has a
//! `.br` and a `.gz` twin. `manifest.json` lists the entries with their sizes.

use crate::assets::{self, Asset, Sizes};
use crate::console::{note, output, step};
use crate::stamp::{self, Fingerprint};
use crate::{paths, tools, wasm};
use anyhow::{Context, Result};
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Raise it when a change below must rebuild a site that is already there.
const RECIPE: &str = "1";

/// Builds whatever of the site is missing or old.
pub fn build() -> Result<()> {
    let web = paths::root().join("web");
    step("tools of the browser build 浏览器构建工具", || {
        tools::ensure_wasm_target()?;
        tools::ensure_packages(&web)
    })?;
    step("compile for the browser 编译浏览器模块", wasm::build)?;
    step("assemble the site 生成站点", || assemble(&web))
}

fn assemble(web: &Path) -> Result<()> {
    let mut inputs = Fingerprint::default()
        .text(RECIPE)
        .file(&web.join("index.html"))
        .file(&web.join("package-lock.json"))
        .folder(&web.join("boot"))?
        .folder(&web.join("styles"))?;
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
    let wasm = publish_modules(site)?;
    let name = |module: usize| wasm.get(module).map_or("", |asset| file_name(&asset.path));

    let mut workers = Vec::new(); // and the script of the pages
    for (index, module) in wasm::MODULES.iter().enumerate().skip(1) {
        let define = json!(name(index)).to_string();
        let code = bundle(
            &web.join("boot").join(format!("{}.js", module.name)),
            Some(&module.glue()),
            &[("MODULE", &define)],
            &scratch,
        )?;
        workers.push(publish_hashed(site, &format!("{}.js", module.name), &code)?);
    }
    let script = |index: usize| {
        workers
            .get(index)
            .map_or("", |asset: &Asset| file_name(&asset.path))
    };

    let build: String = fingerprint.chars().take(10).collect();
    let define =
        json!({ "shell": name(0), "pages": script(0), "pagesWasm": name(1), "engine": script(1), "office": script(2), "build": build })
            .to_string();
    let shell_glue = wasm::MODULES[0].glue();
    let boot = bundle(
        &web.join("boot/boot.js"),
        Some(&shell_glue),
        &[("ASSETS", &define)],
        &scratch,
    )?;
    let boot = publish_hashed(site, "boot.js", &boot)?;

    let css = bundle(&style_entry(web, &scratch)?, None, &[], &scratch)?;
    let css = publish_hashed(site, "app.css", &css)?;

    let page = fs::read_to_string(web.join("index.html"))?
        .replace("{{css}}", &css.path)
        .replace("{{boot}}", &boot.path)
        .replace("{{shell}}", wasm.first().map_or("", |asset| &asset.path));
    let page = assets::publish(site, "index.html", page.as_bytes())?;

    let manifest = json!({
        "build": build,
        "entries": {
            "shell": entry(&[&page, &css, &boot, &wasm[0]]),
            "pages": entry(&[&workers[0], &wasm[1]]),
            "engine": entry(&[&workers[1], &wasm[2]]),
            "office": entry(&[&workers[2], &wasm[3]]),
        },
    });
    stamp::write(
        &site.join("manifest.json"),
        format!("{manifest:#}\n").as_bytes(),
    )
}

/// Brotli at its best takes seconds on a large module: one thread each.
fn publish_modules(site: &Path) -> Result<Vec<Asset>> {
    std::thread::scope(|scope| {
        let work: Vec<_> = wasm::MODULES
            .iter()
            .map(|module| {
                scope.spawn(|| {
                    let bytes = fs::read(module.wasm())?;
                    publish_hashed(site, &format!("{}.wasm", module.name), &bytes)
                })
            })
            .collect();
        work.into_iter()
            .map(|thread| {
                thread
                    .join()
                    .unwrap_or_else(|_| Err(anyhow::anyhow!("compression stopped unexpectedly")))
            })
            .collect()
    })
}

fn publish_hashed(site: &Path, name: &str, bytes: &[u8]) -> Result<Asset> {
    assets::publish(
        site,
        &format!("assets/{}", assets::hashed(name, bytes)),
        bytes,
    )
}

fn entry(files: &[&Asset]) -> serde_json::Value {
    let mut total = Sizes::default();
    for file in files {
        total += file.sizes;
    }
    let listed: Vec<_> = files
        .iter()
        .map(|file| json!({ "path": file.path, "raw": file.sizes.raw, "gzip": file.sizes.gzip, "brotli": file.sizes.brotli }))
        .collect();
    json!({ "files": listed, "raw": total.raw, "gzip": total.gzip, "brotli": total.brotli })
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
fn bundle(
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

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
