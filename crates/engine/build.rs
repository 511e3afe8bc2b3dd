//! Writes the pinyin table that the browser's module carries in its final form.

use pinyin::ToPinyin;
use std::collections::BTreeSet;
use std::path::Path;
use std::{env, fs, io};

/// The CJK Unified Ideographs, as `src/zh` has them.
const CHARS: std::ops::RangeInclusive<char> = '\u{4e00}'..='\u{9fff}';

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=data/characters.txt");
    let out = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("no OUT_DIR"))?;
    let out = Path::new(&out);
    pinyin(out)
}

/// For every common character the number of its syllable (in alphabetical order,
/// tones in theirs), and each syllable's first letter.
///
/// Common are the 6763 characters of GB/T 2312 and some hundred more that names
/// are written with (`data/characters.txt`): the readings of all 20,992 would be
/// a tenth of the browser's module.
fn pinyin(out: &Path) -> io::Result<()> {
    let common: BTreeSet<char> = fs::read_to_string("data/characters.txt")?.chars().collect();
    let syllables: Vec<Option<(&str, &str)>> = CHARS
        .map(|c| {
            let reading = common.contains(&c).then(|| c.to_pinyin()).flatten();
            reading.map(|p| (p.plain(), p.with_tone_num_end()))
        })
        .collect();
    // `ü` sorts where dictionaries have it: after `u`, which its code point does.
    let distinct: Vec<(&str, &str)> = syllables
        .iter()
        .flatten()
        .copied()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    // One bit for each character that has a reading, then the readings in turn, low bytes
    // before high ones: planes compress better than pairs of bytes.
    let mut table = vec![0u8; syllables.len() / 8];
    let mut numbers: Vec<u16> = Vec::new();
    for (at, syllable) in syllables.iter().enumerate() {
        let Some(number) = syllable.and_then(|s| distinct.binary_search(&s).ok()) else {
            continue;
        };
        table[at / 8] |= 1 << (at % 8);
        // 0 stands for characters without a reading.
        numbers.push(number as u16 + 1);
    }
    table.extend(numbers.iter().map(|n| (n & 0xff) as u8));
    table.extend(numbers.iter().map(|n| (n >> 8) as u8));
    let mut letters = vec![0u8];
    letters.extend(
        distinct
            .iter()
            .map(|(plain, _)| plain.bytes().next().unwrap_or(0)),
    );
    fs::write(out.join("syllables.bin"), table)?;
    fs::write(out.join("letters.bin"), letters)
}
