//! The syncer: keys, signed objects, stores.

#[cfg(target_arch = "wasm32")]
mod exports {
    use wasm_bindgen::prelude::wasm_bindgen;

    /// See [`huiyin_wasm::sync::start`].
    #[wasm_bindgen]
    pub async fn start() {
        huiyin_wasm::sync::start();
    }

    /// See [`huiyin_wasm::sync::handle`].
    #[wasm_bindgen]
    pub fn handle(id: u32, bytes: Vec<u8>) {
        huiyin_wasm::sync::handle(id, bytes);
    }
}

fn main() {}
