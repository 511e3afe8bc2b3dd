//! The engine that gathers over many suggestions.

#[cfg(target_arch = "wasm32")]
mod exports {
    use huiyin_wasm::Reports;
    use wasm_bindgen::prelude::wasm_bindgen;

    /// See [`huiyin_wasm::start`].
    #[wasm_bindgen]
    pub async fn start() {
        huiyin_wasm::start::<Reports>().await;
    }

    /// See [`huiyin_wasm::handle`].
    #[wasm_bindgen]
    pub fn handle(id: u32, bytes: Vec<u8>) {
        huiyin_wasm::handle::<Reports>(id, bytes);
    }
}

fn main() {}
