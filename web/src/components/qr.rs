//! A QR code as lines of a picture.

use crate::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};

/// The quiet zone around it, in modules, as the standard asks.
const QUIET: u16 = 4;

/// A text as a code: its side in modules, and the dark ones row by row, eight to a byte.
/// `None` where the text is too long for one.
pub fn encode(text: &str) -> Option<(u16, Vec<u8>)> {
    // Cards are folded and handled; more than this would make the squares too fine for a tablet.
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let side = code.size();
    let modules = (0..side).flat_map(|y| (0..side).map(move |x| (x, y)));
    let mut bits = Vec::new();
    for (at, (x, y)) in modules.enumerate() {
        if at % 8 == 0 {
            bits.push(0);
        }
        if let (true, Some(last)) = (code.get_module(x, y), bits.last_mut()) {
            *last |= 0x80 >> (at % 8);
        }
    }
    Some((u16::try_from(side).ok()?, bits))
}

/// The code drawn; nothing where there is none.
pub fn picture(code: &(u16, Vec<u8>), label: &str) -> Html {
    let (side, bits) = code;
    if *side == 0 || bits.is_empty() {
        return Html::default();
    }
    let full = (side + 2 * QUIET).to_string();
    let view = ["0 0 ", &full, " ", &full].concat();
    html! {
        <svg class="qr" viewBox={view} role="img" aria-label={label.to_owned()}>
            <path class="qr-ground" d={["M0 0h", &full, "v", &full, "H0z"].concat()} />
            <path class="qr-dark" d={dark(*side, bits)} />
        </svg>
    }
}

/// The dark modules of each row, neighbours joined.
fn dark(side: u16, bits: &[u8]) -> String {
    let is_dark = |x: u16, y: u16| {
        let at = usize::from(y) * usize::from(side) + usize::from(x);
        bits.get(at / 8)
            .is_some_and(|byte| byte & (0x80 >> (at % 8)) != 0)
    };
    let mut path = String::new();
    for y in 0..side {
        let mut x = 0;
        while x < side {
            let from = x;
            while x < side && is_dark(x, y) {
                x += 1;
            }
            if x > from {
                let numbers = [from + QUIET, y + QUIET, x - from].map(|number| number.to_string());
                path.push('M');
                path.push_str(&numbers[0]);
                path.push(' ');
                path.push_str(&numbers[1]);
                path.push('h');
                path.push_str(&numbers[2]);
                path.push_str("v1h-");
                path.push_str(&numbers[2]);
                path.push('z');
            }
            x += 1;
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_becomes_a_square_with_its_three_corners() {
        let (side, bits) = encode("HUIYIN-CARD:0a1b2c3d:ABCD").unwrap();
        assert!(side >= 21);
        assert_eq!(bits.len(), usize::from(side).pow(2).div_ceil(8));
        // The finder pattern's upper edge: seven dark ones, a light one.
        assert_eq!(bits[0], 0b1111_1110);
        assert!(encode(&"长".repeat(3_000)).is_none());
    }

    #[test]
    fn neighbours_are_one_bar_and_rows_follow_each_other_bit_by_bit() {
        // X X .
        // . . X
        // X . X   nine bits: 1100 0110 1
        let bits = [0b1100_0110, 0b1000_0000];
        assert_eq!(
            dark(3, &bits),
            "M4 4h2v1h-2zM6 5h1v1h-1zM4 6h1v1h-1zM6 6h1v1h-1z"
        );
        assert_eq!(dark(3, &[]), "");
    }
}
