//! The JavaScript package. Its script wraps these.

#[cfg(target_arch = "wasm32")]
mod exports {
    use huiyin_wasm::package::{self, Answer};
    use js_sys::Uint8Array;
    use wasm_bindgen::JsValue;
    use wasm_bindgen::prelude::wasm_bindgen;

    /// Functions that hand their arguments on.
    macro_rules! functions {
        ($($name:ident as $called:ident($($argument:ident),*);)+) => {$(
            #[doc = concat!("See [`huiyin_wasm::package::", stringify!($name), "`].")]
            ///
            /// # Errors
            /// As there.
            #[wasm_bindgen(js_name = $called)]
            pub fn $name($($argument: &JsValue),*) -> Answer {
                package::$name($($argument),*)
            }
        )+};
    }

    functions! {
        deadline as deadline(rulebook, rule, from, options);
        rulebooks as rulebooks();
        rule_codes as ruleCodes();
        rules as rules(rulebook);
        validate_rulebook as validateRulebook(text);
        rates as rates(rulebook, of);
        rule_sets as ruleSets();
        verdict as verdict(tally, rule);
        verify_board as verifyBoard(text, options);
        mask as mask(text);
        public_id as publicId(text);
        project_board as projectBoard(settings, items);
        day as day(text);
        day_kind as dayKind(day, options);
        calendar as calendar(options);
        working_days_between as workingDaysBetween(from, to, options);
        add_working_days as addWorkingDays(from, count, options);
    }

    /// See [`huiyin_wasm::package::validate_bundle`].
    ///
    /// # Errors
    /// As there.
    #[wasm_bindgen(js_name = validateBundle)]
    pub fn validate_bundle(bytes: &Uint8Array) -> Answer {
        package::validate_bundle(bytes)
    }
}

fn main() {}
