//! A table of stations as it is pasted from Excel: name, kind, the name of the one it hangs
//! under, address, hours, deputies.

use huiyin_rules::Text;
use huiyin_rules::station::{Station, StationKind};
use std::collections::BTreeMap;

/// Most lines read: a district's cells are some 1,300 (S4.13).
const LINES: usize = 5_000;

/// What a table comes to: stations with the lines they stand on, and what is wrong.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub stations: Vec<(u32, Station)>,
    pub faults: Vec<(u32, Text)>,
}

/// Reads a table. `known` are the stations there are: one of the same name is meant, and
/// keeps its id. `fresh` makes ids.
pub(super) fn read(text: &str, known: &[&Station], mut fresh: impl FnMut() -> String) -> Read {
    let mut found = Read::default();
    let mut ids: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for station in known {
        let own = ids.entry(station.name.clone()).or_default();
        own.push(station.id.clone());
    }
    let mut here: BTreeMap<String, u32> = BTreeMap::new();
    let mut parents: Vec<String> = Vec::new();
    for (line, cells) in (1u32..).zip(rows(text)) {
        let cell = |at: usize| cells.get(at).map_or("", |cell| cell.trim());
        let name = cell(0);
        if cells.iter().all(|cell| cell.trim().is_empty()) || (line == 1 && heading(name)) {
            continue;
        }
        if line as usize > LINES {
            found.faults.push((line, too_long()));
            break;
        }
        if name.is_empty() {
            found.faults.push((line, nameless()));
            continue;
        }
        let Some(kind) = kind(cell(1)) else {
            found.faults.push((line, unkind(cell(1))));
            continue;
        };
        if let Some(first) = here.insert(name.to_owned(), line) {
            found.faults.push((line, twice(name, first)));
            continue;
        }
        let id = match ids.get(name).map(Vec::as_slice) {
            None => {
                let id = fresh();
                ids.insert(name.to_owned(), vec![id.clone()]);
                id
            }
            Some([id]) => id.clone(),
            Some(_) => {
                found.faults.push((line, ambiguous(name)));
                continue;
            }
        };
        parents.push(cell(2).to_owned());
        let station = Station {
            id,
            name: name.to_owned(),
            kind,
            parent: None,
            address: cell(3).to_owned(),
            hours: cell(4).to_owned(),
            deputies: names(cell(5)),
        };
        found.stations.push((line, station));
    }
    // A parent may stand further down.
    for ((line, station), parent) in found.stations.iter_mut().zip(&parents) {
        match ids.get(parent).map(Vec::as_slice) {
            _ if parent.is_empty() => {}
            Some([id]) => station.parent = Some(id.clone()),
            Some(_) => found.faults.push((*line, ambiguous(parent))),
            None => found.faults.push((*line, no_parent(parent))),
        }
    }
    found.faults.sort_by_key(|fault| fault.0);
    found
}

/// Names in one cell or one text, however they are set apart.
pub(super) fn names(text: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let apart = |one: char| one.is_whitespace() || "、,，;；/".contains(one);
    for name in text.split(apart).filter(|name| !name.is_empty()) {
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}

/// The cells of each line. A cell in quotes may hold tabs and line breaks, as Excel copies
/// them; without any tab, commas part the cells.
fn rows(text: &str) -> Vec<Vec<String>> {
    let comma = !text.contains('\t');
    let apart = |one: char| one == '\t' || (comma && (one == ',' || one == '，'));
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(one) = chars.next() {
        match one {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            '\r' => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            one if !quoted && apart(one) => row.push(std::mem::take(&mut cell)),
            one if one.is_control() => cell.push(' '),
            one => cell.push(one),
        }
    }
    row.push(cell);
    rows.push(row);
    rows
}

fn heading(name: &str) -> bool {
    ["名称", "站点", "站点名称", "联络站", "联络站名称"].contains(&name)
        || name.eq_ignore_ascii_case("name")
}

fn kind(text: &str) -> Option<StationKind> {
    let plain = text.to_ascii_lowercase().replace([' ', '-'], "");
    let known = |kind: &StationKind| {
        let label = kind.label();
        let english = label.en.replace([' ', '-'], "");
        plain == kind.as_str() || plain == label.zh || plain == english
    };
    let named = StationKind::ALL.into_iter().find(known);
    named.or(match plain.as_str() {
        "一级" | "一级联络站" | "代表之家" | "家" => Some(StationKind::Level1),
        "二级" | "二级联络站" | "联络站" | "站" => Some(StationKind::Level2),
        "工作室" => Some(StationKind::Studio),
        "微网格" => Some(StationKind::Cell),
        _ => None,
    })
}

fn too_long() -> Text {
    Text::new(
        format!("一次最多{LINES}行，此行及以后没有读取。请分批粘贴。"),
        format!(
            "at most {LINES} lines at a time; this line and the rest were not read, paste them apart"
        ),
    )
}

fn nameless() -> Text {
    Text::new(
        "缺少名称。请在第1列填写。",
        "the name is missing; enter it in the first column",
    )
}

fn unkind(found: &str) -> Text {
    Text::new(
        format!("类别“{found}”不认识。请填写一级站、二级站、代表工作室或网格。"),
        format!("the kind `{found}` is not known; write level1, level2, studio or cell"),
    )
}

fn twice(name: &str, first: u32) -> Text {
    Text::new(
        format!("“{name}”在第{first}行已出现。请改名或删去一行。"),
        format!("`{name}` stands in line {first} already; rename or remove one"),
    )
}

fn ambiguous(name: &str) -> Text {
    Text::new(
        format!("已有多个站点名为“{name}”，无法确定是哪一个。请先改名。"),
        format!("several stations are called `{name}`; rename them first"),
    )
}

fn no_parent(name: &str) -> Text {
    Text::new(
        format!("没有名为“{name}”的上级站点。请核对名称，或者先增加一行。"),
        format!("there is no station `{name}` above it; check the name or add its line"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_new(text: &str) -> Read {
        let mut next = 0;
        read(text, &[], || {
            next += 1;
            format!("n{next}")
        })
    }

    #[test]
    fn a_table_is_read_in_any_order_of_lines() {
        let text = "名称\t类别\t上级\t地址\t时间\t代表\n城关村站\t二级站\t城关镇站\t\"一楼\n东侧\"\t周三\t刘明、王芳 李强\n\n城关镇站\t一级站\t\t\t\t\r\n一网格\t网格\t城关村站";
        let found = read_new(text);
        assert!(found.faults.is_empty(), "{:?}", found.faults);
        let names: Vec<_> = found
            .stations
            .iter()
            .map(|(line, one)| (*line, one.name.as_str()))
            .collect();
        assert_eq!(names, [(2, "城关村站"), (4, "城关镇站"), (5, "一网格")]);
        let village = &found.stations[0].1;
        assert_eq!(village.parent.as_deref(), Some("n2"));
        assert_eq!(village.address, "一楼 东侧");
        assert_eq!(village.deputies, ["刘明", "王芳", "李强"]);
        assert_eq!(found.stations[2].1.parent.as_deref(), Some("n1"));
    }

    #[test]
    fn what_is_wrong_is_named_by_its_line() {
        let found = read_new("甲,一级站\n,二级站\n乙,三级站\n甲,网格\n丙,网格,丁");
        let lines: Vec<u32> = found.faults.iter().map(|fault| fault.0).collect();
        assert_eq!(lines, [2, 3, 4, 5]);
        assert_eq!(found.stations.len(), 2);
    }

    #[test]
    fn a_station_of_the_same_name_keeps_its_id() {
        let known = read_new("甲\t一级站").stations[0].1.clone();
        let again = read("甲\tlevel-1 station\t\t新址", &[&known], String::new);
        assert_eq!(
            (
                again.stations[0].1.id.as_str(),
                again.stations[0].1.address.as_str()
            ),
            ("n1", "新址")
        );
    }
}
