//! What stations are called where they are chosen: names may occur twice, what is above tells them apart.

use crate::i18n::{Say, fill, grouped};
use huiyin_protocol::public::{StationRow, StationsView};
use huiyin_rules::Lang;
use std::collections::HashMap;
use std::rc::Rc;

/// Ids and labels of the stations that are open.
pub fn labels(view: &StationsView, lang: Lang) -> Vec<(String, String)> {
    let mut times: HashMap<&str, u32> = HashMap::new();
    let mut names: HashMap<&str, &str> = HashMap::new();
    for row in &view.rows {
        *times.entry(&row.station.name).or_default() += 1;
        names.insert(&row.station.id, &row.station.name);
    }
    let open = view.rows.iter().filter(|row| row.closed.is_none());
    open.map(|row| {
        let station = &row.station;
        let above = station.parent.as_deref().and_then(|id| names.get(id));
        let label = match above {
            Some(above) if times.get(station.name.as_str()) > Some(&1) => {
                fill(lang.say(super::texts::UNDER), &[&station.name, above])
            }
            _ => station.name.clone(),
        };
        (station.id.clone(), label)
    })
    .collect()
}

/// The labels alone, for proposals.
pub fn proposals(labels: &[(String, String)]) -> Rc<Vec<String>> {
    Rc::new(labels.iter().map(|(_, label)| label.clone()).collect())
}

/// `12 一级站 · 88 二级站`.
pub fn counted_kinds(view: &StationsView, lang: Lang) -> String {
    let counts = view.counts.iter().filter(|(_, count)| *count > 0);
    let parts = counts.map(|(kind, count)| {
        let label = kind.label();
        fill(
            lang.say(super::texts::OF_KIND),
            &[&grouped((*count).into()), label.get(lang)],
        )
    });
    parts.collect::<Vec<_>>().join(" · ")
}

/// Which rows are seen: those that fit the words and the kind, and none below a folded one.
pub fn shown(rows: &[StationRow], words: &str, kind: &str, folded: &[String]) -> Vec<usize> {
    let words = words.trim().to_lowercase();
    let filters = !words.is_empty() || !kind.is_empty();
    let mut hidden_below = None::<u32>;
    let mut all = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let station = &row.station;
        if filters {
            let text = [
                station.name.as_str(),
                &station.address,
                &station.deputies.join(" "),
            ];
            let fits = words.is_empty() || text.join(" ").to_lowercase().contains(&words);
            if fits && (kind.is_empty() || station.kind.as_str() == kind) {
                all.push(at);
            }
            continue;
        }
        if hidden_below.is_some_and(|depth| row.depth > depth) {
            continue;
        }
        hidden_below = folded.contains(&station.id).then_some(row.depth);
        all.push(at);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use huiyin_rules::station::{Station, StationKind};

    fn row(id: &str, name: &str, parent: Option<&str>, depth: u32) -> StationRow {
        StationRow {
            station: Station {
                id: id.to_owned(),
                name: name.to_owned(),
                kind: if depth == 0 {
                    StationKind::Level1
                } else {
                    StationKind::Cell
                },
                parent: parent.map(str::to_owned),
                address: String::new(),
                hours: String::new(),
                deputies: Vec::new(),
            },
            depth,
            deputies: 0,
            voices: 0,
            closed: None,
        }
    }

    fn view() -> StationsView {
        StationsView {
            rows: vec![
                row("a", "东关", None, 0),
                row("b", "第一网格", Some("a"), 1),
                row("c", "西关", None, 0),
                row("d", "第一网格", Some("c"), 1),
            ],
            ..StationsView::default()
        }
    }

    #[test]
    fn names_that_occur_twice_say_what_is_above() {
        let labels = labels(&view(), Lang::Zh);
        let labels: Vec<&str> = labels.iter().map(|(_, label)| label.as_str()).collect();
        assert_eq!(
            labels,
            ["东关", "第一网格（东关）", "西关", "第一网格（西关）"]
        );
    }

    #[test]
    fn what_is_folded_hides_what_hangs_below_and_filters_look_everywhere() {
        let rows = view().rows;
        let folded = ["a".to_owned()];
        assert_eq!(shown(&rows, "", "", &folded), [0, 2, 3]);
        assert_eq!(shown(&rows, "第一", "", &folded), [1, 3]);
        assert_eq!(shown(&rows, "", "level1", &[]), [0, 2]);
    }
}
