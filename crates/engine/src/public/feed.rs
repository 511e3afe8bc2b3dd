//! `feed.xml`: what moved lately, as RSS 2.0.

use chrono::{Datelike, NaiveDate};
use huiyin_rules::board::{BoardFile, ItemFile};

/// Most items of the feed.
const MOST: usize = 100;
/// Where the board is read, beside the files.
const PAGE: &str = "board.html";

/// The feed of a board whose items are these.
pub(super) fn feed(board: &BoardFile, items: &[ItemFile]) -> String {
    let mut moved: Vec<(Option<NaiveDate>, &ItemFile)> = items
        .iter()
        .map(|item| (item.steps.iter().filter_map(|step| step.on).max(), item))
        .collect();
    moved.sort_by_key(|(on, _)| std::cmp::Reverse(*on));
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\"><channel>\n",
    );
    element(&mut out, "title", &board.title);
    element(&mut out, "link", PAGE);
    element(&mut out, "description", &board.intro);
    element(&mut out, "language", "zh-cn");
    element(&mut out, "lastBuildDate", &date(board.updated));
    for (on, file) in moved.into_iter().take(MOST) {
        let item = &file.item;
        out.push_str("<item>\n");
        let number = item.number.as_deref().unwrap_or_default();
        element(
            &mut out,
            "title",
            [number, " ", &item.title].concat().trim(),
        );
        element(&mut out, "link", &[PAGE, "#", &item.id].concat());
        // A new stage is news: readers show again what has another name.
        let name = [&item.id, "-", &item.stage.code].concat();
        out.push_str("<guid isPermaLink=\"false\">");
        escape(&mut out, &name);
        out.push_str("</guid>\n");
        element(&mut out, "description", &item.stage.zh);
        if let Some(category) = &item.category {
            element(&mut out, "category", category);
        }
        if let Some(on) = on {
            element(&mut out, "pubDate", &date(on));
        }
        out.push_str("</item>\n");
    }
    out.push_str("</channel></rss>\n");
    out
}

fn element(out: &mut String, name: &str, text: &str) {
    for part in ["<", name, ">"] {
        out.push_str(part);
    }
    escape(out, text);
    for part in ["</", name, ">\n"] {
        out.push_str(part);
    }
}

/// Text as XML has it; characters that XML does not know are left out.
fn escape(out: &mut String, text: &str) {
    for one in text.chars() {
        match one {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(one),
            '\u{fffe}' | '\u{ffff}' => {}
            one if one.is_control() => {}
            one => out.push(one),
        }
    }
}

/// A day as RSS writes it: at midnight, +08:00.
fn date(on: NaiveDate) -> String {
    const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let weekday = DAYS.get(on.weekday().num_days_from_monday() as usize);
    let month = MONTHS.get(on.month0() as usize);
    format!(
        "{}, {:02} {} {} 00:00:00 +0800",
        weekday.copied().unwrap_or_default(),
        on.day(),
        month.copied().unwrap_or_default(),
        on.year()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_texts_are_written_as_readers_expect_them() {
        assert_eq!(
            date("2026-12-01".parse().unwrap()),
            "Tue, 01 Dec 2026 00:00:00 +0800"
        );
        let mut out = String::new();
        element(&mut out, "title", "<a>&\"\u{7}");
        assert_eq!(out, "<title>&lt;a&gt;&amp;&quot;</title>\n");
    }
}
