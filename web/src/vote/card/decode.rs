//! Finds a QR code in a picture, by Rust alone: browsers of the field have no reader of their own.

/// The text of the first code that can be read; `rgba` has four bytes a pixel.
pub fn decode(rgba: &[u8], width: usize, height: usize) -> Option<String> {
    if width == 0 || rgba.len() < width * height * 4 {
        return None;
    }
    let grey: Vec<u8> = rgba.chunks_exact(4).map(grey).collect();
    let mut quirc = quircs::Quirc::default();
    let found = quirc.identify(width, height, &grey);
    found.into_iter().find_map(|code| {
        let data = code.ok()?.decode().ok()?;
        String::from_utf8(data.payload).ok()
    })
}

/// How light a pixel is, as the eye weighs its colours, in 256ths.
fn grey(pixel: &[u8]) -> u8 {
    match pixel {
        [red, green, blue, ..] => {
            let sum = 77 * u32::from(*red) + 150 * u32::from(*green) + 29 * u32::from(*blue);
            (sum >> 8) as u8
        }
        _ => 255,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use qrcodegen::{QrCode, QrCodeEcc};

    /// A picture of a code, `scale` pixels a module, with a border.
    fn picture(text: &str, scale: usize) -> (Vec<u8>, usize) {
        let code = QrCode::encode_text(text, QrCodeEcc::Medium).unwrap();
        let side = (code.size() as usize + 8) * scale;
        let mut rgba = Vec::new();
        for y in 0..side {
            for x in 0..side {
                let module = |at: usize| (at / scale) as i32 - 4;
                let dark = code.get_module(module(x), module(y));
                let shade = if dark { 20 } else { 235 };
                rgba.extend([shade, shade, shade, 255]);
            }
        }
        (rgba, side)
    }

    #[test]
    fn a_cards_code_is_read() {
        let text = "http://10.0.0.5/vote.html#/0123456789abcdef0123456789abcdef/070W-3GE1-R70W-3GE1-R70W-3GE1-R7KC";
        for scale in [3, 5] {
            let (rgba, side) = picture(text, scale);
            assert_eq!(decode(&rgba, side, side).as_deref(), Some(text));
        }
    }

    #[test]
    fn a_picture_without_a_code_is_none() {
        assert_eq!(decode(&[200; 64 * 64 * 4], 64, 64), None);
        assert_eq!(decode(&[], 64, 64), None);
        assert_eq!(decode(&[], 0, 0), None);
    }
}
