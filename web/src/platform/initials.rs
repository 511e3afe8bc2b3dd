//! The pinyin initials of a name, by the order in which the browser sorts Chinese: no table
//! of our own is worth its weight for a roll of names.

use js_sys::{Array, Function, Intl::Collator, Object};
use wasm_bindgen::JsValue;

/// The first character of each letter in that order. No syllable begins with i, u or v.
const FIRST: [(char, char); 23] = [
    ('阿', 'a'),
    ('八', 'b'),
    ('嚓', 'c'),
    ('哒', 'd'),
    ('妸', 'e'),
    ('发', 'f'),
    ('旮', 'g'),
    ('哈', 'h'),
    ('讥', 'j'),
    ('咔', 'k'),
    ('垃', 'l'),
    ('痳', 'm'),
    ('拏', 'n'),
    ('噢', 'o'),
    ('妑', 'p'),
    ('七', 'q'),
    ('呥', 'r'),
    ('扨', 's'),
    ('它', 't'),
    ('穵', 'w'),
    ('夕', 'x'),
    ('丫', 'y'),
    ('帀', 'z'),
];

thread_local! {
    static COMPARE: Function = Collator::new(&Array::of1(&"zh-CN".into()), &Object::new()).compare();
}

fn is_before(one: char, other: char) -> bool {
    let text = |one: char| JsValue::from(one.to_string());
    COMPARE.with(|compare| {
        let order = compare.call2(&JsValue::NULL, &text(one), &text(other));
        order
            .ok()
            .and_then(|order| order.as_f64())
            .is_some_and(|order| order < 0.0)
    })
}

fn letter(one: char) -> char {
    if !('\u{3400}'..='\u{9fff}').contains(&one) {
        return one.to_ascii_lowercase();
    }
    let after = FIRST.partition_point(|(first, _)| !is_before(one, *first));
    let found = after.checked_sub(1).and_then(|at| FIRST.get(at));
    found.map_or(one, |(_, letter)| *letter)
}

/// The initials in small letters; what is not Chinese stays as it is.
pub fn of(name: &str) -> String {
    name.chars().map(letter).collect()
}
