//! Writes the pinyin table: for every common Chinese character the number of its
//! syllable (in alphabetical order, tones in theirs), and each syllable's first letter.

use pinyin::ToPinyin;
use std::collections::BTreeSet;
use std::path::Path;
use std::{env, fs, io};

/// The CJK Unified Ideographs, as `src/zh` has them.
const CHARS: std::ops::RangeInclusive<char> = '\u{4e00}'..='\u{9fff}';

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    let syllables: Vec<Option<(&str, &str)>> = CHARS
        .map(|c| c.to_pinyin().map(|p| (p.plain(), p.with_tone_num_end())))
        .collect();
    // `ü` sorts where dictionaries have it: after `u`, which its code point does.
    let distinct: Vec<(&str, &str)> = syllables
        .iter()
        .flatten()
        .copied()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let number = |syllable: &Option<(&str, &str)>| {
        // 0 stands for characters without a reading.
        syllable
            .and_then(|s| distinct.binary_search(&s).ok())
            .map_or(0, |at| at as u16 + 1)
    };
    let numbers: Vec<u16> = syllables.iter().map(number).collect();
    // Two planes compress better than pairs of bytes.
    let mut table: Vec<u8> = numbers.iter().map(|n| (n & 0xff) as u8).collect();
    table.extend(numbers.iter().map(|n| (n >> 8) as u8));
    let mut letters = vec![0u8];
    letters.extend(
        distinct
            .iter()
            .map(|(plain, _)| plain.bytes().next().unwrap_or(0)),
    );
    let out = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("no OUT_DIR"))?;
    fs::write(Path::new(&out).join("syllables.bin"), table)?;
    fs::write(Path::new(&out).join("letters.bin"), letters)
}
