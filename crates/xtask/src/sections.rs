//! Edits the `target_features` section of a WebAssembly module.
//!
//! The standard library that rustup ships is compiled with newer features than the old browsers
//! know. None of them is used by our code (it is built for the `mvp` processor), yet the linker
//! lists them, and wasm-bindgen then emits `externref`, which Chromium 86 refuses. Deleting the
//! names makes the list say what is true. Layout: WebAssembly tool conventions, `Linking.md`.

use anyhow::{Context, Result, bail};

/// Features leaked by the prebuilt standard library that Chromium 86 does not have.
pub const LEAKED: [&str; 3] = ["reference-types", "multivalue", "call-indirect-overlong"];

const HEADER: usize = 8;
const CUSTOM: u8 = 0;
const NAME: &str = "target_features";

/// Returns the module with the features named in `drop` no longer listed.
pub fn without_features(module: &[u8], drop: &[&str]) -> Result<Vec<u8>> {
    if module.get(..4) != Some(b"\0asm") {
        bail!("not a WebAssembly module");
    }
    let mut edited = module
        .get(..HEADER)
        .context("the module ends in its header")?
        .to_vec();
    let mut at = HEADER;
    while at < module.len() {
        let start = at;
        let kind = *module.get(at).context("the module ends in a section")?;
        at += 1;
        let length = read_number(module, &mut at)?;
        let body = module
            .get(at..at + length)
            .context("a section is longer than the module")?;
        at += length;
        match (kind == CUSTOM)
            .then(|| listed(body, drop))
            .transpose()?
            .flatten()
        {
            Some(body) => {
                edited.push(CUSTOM);
                write_number(&mut edited, body.len());
                edited.extend(body);
            }
            None => edited.extend(module.get(start..at).unwrap_or_default()),
        }
    }
    Ok(edited)
}

/// The shortened body when this custom section is the feature list, `None` for any other.
fn listed(body: &[u8], drop: &[&str]) -> Result<Option<Vec<u8>>> {
    let mut at = 0;
    if read_name(body, &mut at)? != NAME {
        return Ok(None);
    }
    let count = read_number(body, &mut at)?;
    let mut kept = Vec::new();
    for _ in 0..count {
        let prefix = *body.get(at).context("the feature list ends early")?;
        at += 1;
        let feature = read_name(body, &mut at)?;
        if !drop.contains(&feature) {
            kept.push((prefix, feature));
        }
    }
    let mut edited = Vec::with_capacity(body.len());
    write_name(&mut edited, NAME);
    write_number(&mut edited, kept.len());
    for (prefix, feature) in kept {
        edited.push(prefix);
        write_name(&mut edited, feature);
    }
    Ok(Some(edited))
}

fn read_name<'a>(bytes: &'a [u8], at: &mut usize) -> Result<&'a str> {
    let length = read_number(bytes, at)?;
    let name = bytes
        .get(*at..*at + length)
        .context("a name is longer than its section")?;
    *at += length;
    std::str::from_utf8(name).context("a name is not UTF-8")
}

fn write_name(bytes: &mut Vec<u8>, name: &str) {
    write_number(bytes, name.len());
    bytes.extend(name.as_bytes());
}

/// Reads an unsigned LEB128 number of at most 32 bits.
fn read_number(bytes: &[u8], at: &mut usize) -> Result<usize> {
    let mut value: u64 = 0;
    for shift in (0..35).step_by(7) {
        let byte = *bytes.get(*at).context("a number ends early")?;
        *at += 1;
        value |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return usize::try_from(value).context("a number is too large");
        }
    }
    bail!("a number is longer than five bytes")
}

fn write_number(bytes: &mut Vec<u8>, mut value: usize) {
    loop {
        let low = (value & 0x7f) as u8;
        value >>= 7;
        if value == 0 {
            bytes.push(low);
            return;
        }
        bytes.push(low | 0x80);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(kind: u8, body: &[u8]) -> Vec<u8> {
        let mut bytes = vec![kind];
        write_number(&mut bytes, body.len());
        bytes.extend(body);
        bytes
    }

    fn features(names: &[&str]) -> Vec<u8> {
        let mut body = Vec::new();
        write_name(&mut body, NAME);
        write_number(&mut body, names.len());
        for name in names {
            body.push(b'+');
            write_name(&mut body, name);
        }
        section(CUSTOM, &body)
    }

    fn module(sections: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = b"\0asm\x01\0\0\0".to_vec();
        bytes.extend(sections.concat());
        bytes
    }

    #[test]
    fn drops_only_the_named_features() {
        let code = section(10, &[7; 300]);
        let mut other = Vec::new();
        write_name(&mut other, "producers");
        let other = section(CUSTOM, &other);
        let before = module(&[
            code.clone(),
            features(&["bulk-memory", "reference-types", "sign-ext", "multivalue"]),
            other.clone(),
        ]);
        let after = module(&[code, features(&["bulk-memory", "sign-ext"]), other]);
        assert_eq!(without_features(&before, &LEAKED).unwrap(), after);
    }

    #[test]
    fn leaves_a_module_without_the_section_as_it_is() {
        let plain = module(&[section(1, &[1, 2, 3]), section(10, &[0; 200])]);
        assert_eq!(without_features(&plain, &LEAKED).unwrap(), plain);
    }

    #[test]
    fn refuses_what_is_not_a_module() {
        assert!(without_features(b"<!doctype html>", &LEAKED).is_err());
        let mut cut = module(&[features(&["sign-ext"])]);
        cut.pop();
        assert!(without_features(&cut, &LEAKED).is_err());
        // A length that never ends.
        assert!(
            without_features(&module(&[vec![0, 255, 255, 255, 255, 255, 255]]), &LEAKED).is_err()
        );
    }

    #[test]
    fn numbers_survive_the_round_trip() {
        for value in [0, 1, 127, 128, 16_383, 16_384, 4_294_967_295] {
            let mut bytes = Vec::new();
            write_number(&mut bytes, value);
            let mut at = 0;
            assert_eq!(read_number(&bytes, &mut at).unwrap(), value);
            assert_eq!(at, bytes.len());
        }
    }
}
