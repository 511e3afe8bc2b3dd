//! A workbook with bytes of its XML changed, but packed properly: whatever is read,
//! the libraries below must not be brought to panic (in the browser that would be
//! the end of the worker).

#[cfg(test)]
mod common;

use common::{fixture, open, package, unpack};

#[test]
fn no_changed_byte_panics() {
    // The ledger with merged cells, with enough of its rows to have every kind of cell.
    let mut parts = unpack(&fixture("ledger-95-as-received.xlsx"));
    let sheet = parts
        .iter_mut()
        .find(|(name, _)| name.ends_with("sheet2.xml"))
        .unwrap();
    let text = String::from_utf8_lossy(&sheet.1).into_owned();
    let (end, tail) = (
        text.find("<row r=\"9\"").unwrap(),
        text.find("</sheetData>").unwrap(),
    );
    sheet.1 = format!("{}{}", &text[..end], &text[tail..]).into_bytes();
    assert!(open(&package(parts.iter().map(|(name, bytes)| (name, bytes)))).is_ok());
    let marks = b"\"<>=/ 9zA&-:\0\xff";
    // A fixed sequence (Knuth's LCG), so that a failure can be repeated.
    let mut seed = 20_261_122_u64;
    let mut draw = |below: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    let targets: Vec<usize> = (0..parts.len())
        .filter(|at| !parts[*at].0.contains("theme") && !parts[*at].0.contains("docProps"))
        .collect();
    let mut refused = 0;
    for round in 0..600 {
        let mut changed = parts.clone();
        for _ in 0..=draw(4) {
            let bytes = &mut changed[targets[draw(targets.len())]].1;
            let at = draw(bytes.len());
            match draw(3) {
                0 => bytes[at] = marks[draw(marks.len())],
                1 => bytes.insert(at, marks[draw(marks.len())]),
                _ => {
                    bytes.remove(at);
                }
            }
        }
        if let Err(error) = open(&package(changed)) {
            refused += 1;
            assert!(
                !error.text.en.contains("(structure)"),
                "round {round} panicked"
            );
        }
    }
    assert!(
        refused > 100,
        "only {refused} were refused: are the changes being read at all?"
    );
}
