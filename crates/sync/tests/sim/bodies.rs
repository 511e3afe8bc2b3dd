//! What the events of a world say, in the form that the engine reads.

use huiyin_rules::suggestion::Event;
use huiyin_rules::{Party, Role};
use serde_json::{Value, json};

/// The body of an event of a kind. `mark` says who may read it and is passed over by the
/// engine; `n` makes it unlike every other.
pub fn body(kind: &str, acting: &Party, number: &str, mark: &str, n: u64) -> String {
    let unit = match acting.role {
        Role::Unit => acting.name.as_str(),
        _ => ["区水务局", "区教育局"][n as usize % 2],
    };
    let deputy = match acting.role {
        Role::Deputy => acting.name.as_str(),
        _ => "代表1",
    };
    let on = format!("2026-03-{:02}", 1 + n % 28);
    let rating = ["satisfied", "basically_satisfied", "dissatisfied"][n as usize % 3];
    let class = ["A", "B", "C", "D"][n as usize % 4];
    let mut body = match kind {
        "drafted" => json!({
            "title": format!("关于第{n}件事的建议"),
            "lead": deputy,
            "co_signers": ["代表2", "代表3"],
            "category": "城建",
            "delegation": "第一代表团",
        }),
        "screened" => json!({ "on": on, "outcome": "accept" }),
        "registered" => json!({ "number": number, "on": on }),
        "key_marked" => json!({ "supervisor": "张副主任", "reason": "群众反映集中" }),
        "key_unmarked" => json!({ "reason": "已解决" }),
        "assigned" => json!({
            "on": on,
            "leader": "李副区长",
            "arrangement": { "joint": { "lead": unit, "assisting": [] } },
        }),
        "accepted" => json!({ "unit": unit, "on": on }),
        "returned" => json!({ "unit": unit, "on": on, "reason": "不属本单位职责" }),
        "extended" => json!({
            "on": on,
            "by": { "count": 1, "unit": "months" },
            "consent": "代表工委",
            "reason": "须跨部门协调",
        }),
        "consulted" => json!({ "unit": unit, "on": on, "phase": "during", "people": ["代表2"] }),
        "replied" => json!({
            "unit": unit,
            "on": on,
            "class": class,
            "text": format!("答复{n}"),
        }),
        "evaluated" | "looked_back" => json!({
            "deputy": deputy,
            "on": on,
            "process": rating,
            "result": rating,
            "note": "仍未解决",
        }),
        "rehandled" => json!({ "on": on, "reason": "须再办" }),
        "coordinated" => json!({ "on": on, "outcome": "由区水务局主办" }),
        "closed" | "submitted" => json!({ "on": on }),
        "voided" => json!({ "on": on, "cause": { "withdrawn": { "reason": "已另提" } } }),
        other => panic!("no body for {other}"),
    };
    let whole = json!({ "type": kind, "body": body });
    if let Err(error) = serde_json::from_value::<Event>(whole) {
        panic!("the engine cannot read {kind}: {error}");
    }
    if let Value::Object(members) = &mut body {
        members.insert("n".into(), format!("{mark}{n}").into());
    }
    body.to_string()
}
