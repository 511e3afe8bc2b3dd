//! Where things are.

use std::path::PathBuf;

/// The root of the checkout.
pub fn root() -> PathBuf {
    let here = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    here.ancestors().nth(2).map_or(here.clone(), PathBuf::from)
}

/// Cargo's target folder, which also holds everything else that is built.
pub fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}

/// The release site.
pub fn dist() -> PathBuf {
    target().join("dist")
}

/// The public pages and the widget alone, for any web server.
pub fn dist_public() -> PathBuf {
    target().join("dist-public")
}

/// The JavaScript package: its tarball, and the folder it is packed from.
pub fn npm() -> PathBuf {
    target().join("dist-npm")
}

/// Cargo's target folder of the browser's modules: their compiler flags differ, and sharing one
/// folder would rebuild everything at each change of side.
pub fn wasm() -> PathBuf {
    target().join("wasm")
}

/// Modules after wasm-bindgen and wasm-opt, one folder each.
pub fn modules() -> PathBuf {
    wasm().join("modules")
}

/// Fingerprints of what has been built from what.
pub fn stamps() -> PathBuf {
    target().join("stamps")
}

/// The stores that come by pip; `tests/peers` looks for them there.
pub fn peers() -> PathBuf {
    target().join("peers")
}

/// The command line.
pub fn huiyin() -> PathBuf {
    let name = format!("huiyin{}", std::env::consts::EXE_SUFFIX);
    target().join("debug").join(name)
}

/// What devices sync with the server that `start` begins.
pub fn workspace() -> PathBuf {
    target().join("workspace")
}

/// What checks the interface's description; `crates/cli/tests` looks for it there.
pub fn schemathesis() -> PathBuf {
    target().join("schemathesis")
}

/// The demo workspace that `start` serves.
pub fn demo_bundle() -> PathBuf {
    target().join("demo").join("demo.huiyin.json")
}
