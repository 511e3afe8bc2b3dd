//! What the citizen's page cannot do in script: the seal, the tracking code and its hash, the work.
//!
//! A page of a few kilobytes waits for nothing here; it loads this after it is on the screen, and
//! without it hands its form to the server as it is. Errors are thrown as `code⏎zh⏎en`.

#[cfg(target_arch = "wasm32")]
mod exports {
    use huiyin_intake::{Answer, IntakeError, Picture, Voice};
    use huiyin_log::seal::BoxPublic;
    use wasm_bindgen::JsValue;
    use wasm_bindgen::prelude::wasm_bindgen;

    fn thrown(error: IntakeError) -> JsValue {
        let text = error.text();
        JsValue::from_str(&format!("{}\n{}\n{}", error.code(), text.zh, text.en))
    }

    /// A voice being put together.
    #[wasm_bindgen]
    pub struct Letter(Voice);

    #[wasm_bindgen]
    impl Letter {
        /// A voice with its texts; what is empty was not said. `code` is the poster's.
        #[wasm_bindgen(constructor)]
        pub fn new(
            text: &str,
            place: &str,
            contact: &str,
            code: &str,
            track: &str,
            on: &str,
        ) -> Self {
            let said = |text: &str| (!text.is_empty()).then(|| text.to_owned());
            Letter(Voice {
                code: said(code),
                place: place.to_owned(),
                text: text.to_owned(),
                contact: said(contact),
                track: track.to_owned(),
                on: on.to_owned(),
                ..Voice::default()
            })
        }

        /// Adds a picture.
        ///
        /// # Errors
        /// It is none, or too large.
        pub fn picture(&mut self, file: &[u8]) -> Result<(), JsValue> {
            self.0.pictures.push(Picture::new(file).map_err(thrown)?);
            Ok(())
        }

        /// Says which drive's questions are answered.
        pub fn drive(&mut self, id: &str) {
            self.0.drive = Some(id.to_owned());
        }

        /// Adds an answer to one of them.
        pub fn answer(&mut self, question: &str, chosen: &[u32], text: &str) {
            self.0.answers.push(Answer {
                question: question.to_owned(),
                chosen: chosen.to_vec(),
                text: text.to_owned(),
            });
        }

        /// The voice, sealed to the office's key with 32 random bytes.
        ///
        /// # Errors
        /// It is not within the limits, or the key is none.
        pub fn seal(&self, key: &str, random: &[u8]) -> Result<Vec<u8>, JsValue> {
            let key = BoxPublic::from_hex(key)
                .map_err(|error| JsValue::from_str(&format!("key-unknown\n{error}\n{error}")))?;
            let random = random
                .try_into()
                .map_err(|_| JsValue::from_str("random\n32\n32"))?;
            huiyin_intake::seal_voice(&self.0, &key, random).map_err(thrown)
        }
    }

    /// A new tracking code of 8 random bytes, as people see it; empty where they are not 8.
    #[wasm_bindgen(js_name = trackCode)]
    pub fn track_code(random: &[u8]) -> String {
        random
            .try_into()
            .map_or_else(|_| String::new(), huiyin_intake::track_code)
    }

    /// A tracking code that somebody typed, as people see it; empty where it is none.
    #[wasm_bindgen(js_name = spellTrack)]
    pub fn spell_track(typed: &str) -> String {
        huiyin_intake::read_track(typed).map_or_else(
            |_| String::new(),
            |plain| huiyin_intake::spell_track(&plain),
        )
    }

    /// The name that a voice's status is published under.
    ///
    /// # Errors
    /// It is no tracking code.
    #[wasm_bindgen(js_name = trackHash)]
    pub fn track_hash(typed: &str) -> Result<String, JsValue> {
        huiyin_intake::track_hash(typed).map_err(thrown)
    }

    /// The first number from `start` on that solves a challenge, or −1 after so many tries.
    #[wasm_bindgen]
    pub fn solve(challenge: &str, bits: u8, start: f64, tries: u32) -> f64 {
        // Numbers of a page are exact up to 2⁵³, far more than anybody tries.
        huiyin_intake::solve(challenge, bits, start as u64, tries)
            .map_or(-1.0, |found| found as f64)
    }
}

fn main() {}
