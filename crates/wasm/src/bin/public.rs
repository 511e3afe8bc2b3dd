//! The engine with what holds the public side.

#[cfg(target_arch = "wasm32")]
mod exports {
    use wasm_bindgen::prelude::wasm_bindgen;

    /// See [`huiyin_wasm::start`].
    #[wasm_bindgen]
    pub async fn start() {
        huiyin_wasm::start().await;
    }

    /// See [`huiyin_wasm::handle`].
    #[wasm_bindgen]
    pub fn handle(id: u32, bytes: Vec<u8>) {
        huiyin_wasm::handle(id, bytes);
    }
}

fn main() {}
