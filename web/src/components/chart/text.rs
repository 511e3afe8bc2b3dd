//! Text in pictures: SVG neither wraps nor clips it, so its width is estimated.

use crate::prelude::*;

/// The size of text in pictures, in pixels.
pub const SIZE: u32 = 13;

/// About how wide a text is, in pixels: Chinese characters are as wide as high, others about 0.6 of it.
pub fn width_of(text: &str) -> u32 {
    let tenths: u32 = text
        .chars()
        .map(|c| if c.is_ascii() { 6 } else { 10 })
        .sum();
    tenths * SIZE / 10
}

/// The text, or as much of its beginning as there is room for.
pub fn clipped(text: &str, room: u32) -> String {
    if width_of(text) <= room {
        return text.to_owned();
    }
    let mut short = String::new();
    let mut wide = SIZE;
    for c in text.chars() {
        wide += width_of(c.encode_utf8(&mut [0; 4]));
        if wide > room {
            break;
        }
        short.push(c);
    }
    short.push('…');
    short
}

/// Where a text is tied to its place.
#[derive(Clone, Copy)]
pub enum Anchor {
    /// At its beginning.
    Start,
    /// In its middle.
    Middle,
    /// At its end.
    End,
}

/// A text; `y` is its base line.
pub fn text(x: u32, y: u32, anchor: Anchor, content: impl Into<AttrValue>) -> Html {
    coloured(x, y, anchor, "#1f2329", "chart-ink", content)
}

/// A text in a colour and with a class that may override it.
pub fn coloured(
    x: u32,
    y: u32,
    anchor: Anchor,
    fill: &'static str,
    class: &'static str,
    content: impl Into<AttrValue>,
) -> Html {
    let anchor = match anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    };
    html! {
        <text {class} x={x.to_string()} y={y.to_string()} text-anchor={anchor} fill={fill}>{ content.into() }</text>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_stays_and_what_does_not_ends_in_dots() {
        assert_eq!(clipped("区水务局", 52), "区水务局");
        let short = clipped("区住房和城乡建设局", 60);
        assert_eq!(short, "区住房…");
        assert!(width_of(&short) <= 60);
        assert_eq!(clipped("区水务局", 0), "…");
    }
}
