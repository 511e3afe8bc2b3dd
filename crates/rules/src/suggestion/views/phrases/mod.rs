//! Events in sentences: what happened, and what was said about it.

mod beside;

use crate::suggestion::event::{Evaluated, Event, KeyMarked, Replied};
use crate::suggestion::terms::{
    Arrangement, Dossier, PointAnswer, PointVerdict, ScreenOutcome, VoidCause,
};
use crate::text::Text;

/// What happened, in one sentence without a full stop.
pub(super) fn what(event: &Event) -> Text {
    match event {
        Event::Drafted(d) => Text::new(
            format!("起草{}《{}》", d.kind.zh(), d.title),
            format!(
                "Drafted the {} “{}”",
                d.kind.en().to_ascii_lowercase(),
                d.title
            ),
        ),
        Event::Revised(d) => Text::new(
            format!("修改为《{}》", d.title),
            format!("Revised it as “{}”", d.title),
        ),
        Event::Submitted(_) => Text::new("提交审查", "Submitted it for screening"),
        Event::Screened(screened) => screening(&screened.outcome),
        Event::Registered(r) => Text::new(
            format!("编号登记为第{}号", r.number),
            format!("Registered it as number {}", r.number),
        ),
        Event::Entered(e) => Text::new(
            format!("由台账录入第{}号《{}》", e.number, e.dossier.title),
            format!(
                "Entered number {} “{}” from a ledger",
                e.number, e.dossier.title
            ),
        ),
        Event::KeyMarked(k) => named(
            ("列为重点督办", "Put under key supervision"),
            k.supervisor.as_deref(),
            ("督办领导", "led by"),
        ),
        Event::KeyUnmarked(_) => Text::new("撤销重点督办", "Taken off key supervision"),
        Event::Assigned(a) => assigned(&a.arrangement),
        Event::Accepted(a) => by_unit(&a.unit, "签收", "took it"),
        Event::Returned(r) => by_unit(&r.unit, "退办", "gave it back"),
        Event::Extended(e) => {
            let by = e.by.text();
            Text::new(
                format!("经{}同意，答复期限延长{}", e.consent, by.zh),
                format!(
                    "Extended the time to reply by {}, with consent of {}",
                    by.en, e.consent
                ),
            )
        }
        Event::Consulted(c) => Text::new(
            format!("“{}”与代表面商（{}）", c.unit, c.phase.zh()),
            format!(
                "`{}` met the deputies ({})",
                c.unit,
                c.phase.en().to_ascii_lowercase()
            ),
        ),
        Event::Reminded(r) => Text::new(
            format!("{}催办“{}”", r.channel.zh(), r.unit),
            format!(
                "Reminded `{}` ({})",
                r.unit,
                r.channel.en().to_ascii_lowercase()
            ),
        ),
        Event::Replied(r) => Text::new(
            format!("“{}”答复，复文类别为{}类", r.unit, r.class.letter()),
            format!("`{}` replied with class {}", r.unit, r.class.letter()),
        ),
        Event::Evaluated(e) => rated(e),
        Event::Rehandled(_) => Text::new(
            "交付重新办理，进入新一轮",
            "Ordered a new round of handling",
        ),
        Event::Closed(c) if c.despite.is_some() => {
            Text::new("说明理由后办结归档", "Closed it for a stated reason")
        }
        Event::Closed(_) => Text::new("办结归档", "Closed it"),
        Event::Progressed(p) => by_unit(
            &p.unit,
            "报告承诺事项进展",
            "reported progress on its promise",
        ),
        Event::Fulfilled(f) => by_unit(
            &f.unit,
            "兑现承诺并再次答复",
            "kept its promise and answered again",
        ),
        Event::PointsSplit(_)
        | Event::Joined(_)
        | Event::Parted(_)
        | Event::OpinionGiven(_)
        | Event::Coordinated(_)
        | Event::Suspended(_)
        | Event::Resumed(_)
        | Event::Delivered(_)
        | Event::DefectsNoted(_)
        | Event::Summoned(_)
        | Event::Supervised(_)
        | Event::Redone(_)
        | Event::LookedBack(_)
        | Event::Assessed(_) => beside::what(event),
        Event::Voided(v) => match &v.cause {
            VoidCause::ImportUndone { .. } => {
                Text::new("撤销导入，本件作废", "Void: its import was undone")
            }
            VoidCause::Withdrawn { .. } => Text::new(
                "领衔代表撤回，本件作废",
                "Void: withdrawn by the lead deputy",
            ),
        },
        Event::Undone(u) => Text::new(
            format!("撤销记录{}", u.event),
            format!("Took back record {}", u.event),
        ),
    }
}

/// What was said about it; empty where nothing was.
pub(super) fn detail(event: &Event) -> Text {
    match event {
        Event::Drafted(d) | Event::Revised(d) => dossier(d),
        Event::Submitted(_) | Event::Registered(_) | Event::Accepted(_) => Text::default(),
        Event::Undone(_) => Text::default(),
        Event::KeyMarked(k) => key(k),
        Event::PointsSplit(_)
        | Event::Joined(_)
        | Event::Parted(_)
        | Event::OpinionGiven(_)
        | Event::Coordinated(_)
        | Event::Suspended(_)
        | Event::Resumed(_)
        | Event::Delivered(_)
        | Event::DefectsNoted(_)
        | Event::Summoned(_)
        | Event::Supervised(_)
        | Event::Redone(_)
        | Event::LookedBack(_)
        | Event::Assessed(_) => beside::detail(event),
        Event::Screened(s) => match &s.outcome {
            ScreenOutcome::Accept | ScreenOutcome::Merge { .. } => joined(
                ("符合：", "Passed: "),
                s.tests.iter().map(|test| said(test)),
            ),
            ScreenOutcome::NotAccept { note, .. } | ScreenOutcome::SendBack { note } => said(note),
        },
        Event::Entered(e) => Text::new(
            format!(
                "来源：{}，工作表“{}”第{}行",
                e.source.file, e.source.sheet, e.source.row
            ),
            format!(
                "Source: {}, sheet `{}`, row {}",
                e.source.file, e.source.sheet, e.source.row
            ),
        ),
        Event::KeyUnmarked(k) => said(&k.reason),
        Event::Assigned(a) => {
            let named = [
                (&a.leader, "牵头领导：", "Responsible leader: "),
                (&a.meeting, "交办会：", "Meeting: "),
                (&a.level, "办理层级：", "Level: "),
            ];
            lines(named.into_iter().filter_map(|(words, zh, en)| {
                let words = words.as_ref()?;
                Some(Text::new(format!("{zh}{words}"), format!("{en}{words}")))
            }))
        }
        Event::Returned(r) => match &r.consent {
            None => said(&r.reason),
            Some(consent) => Text::new(
                format!("{}（经{consent}同意逾期退办）", r.reason),
                format!("{} (late, with consent of {consent})", r.reason),
            ),
        },
        Event::Extended(e) => said(&e.reason),
        Event::Consulted(c) if c.people.is_empty() => said(&c.outcome),
        Event::Consulted(c) => Text::new(
            format!("见面人员：{}。{}", c.people.join("、"), c.outcome),
            format!("Met: {}. {}", c.people.join(", "), c.outcome),
        ),
        Event::Reminded(r) => said(&r.note),
        Event::Replied(r) => reply(r),
        Event::Evaluated(e) => opinion(e),
        Event::Rehandled(r) => said(&r.reason),
        Event::Closed(c) => said(c.despite.as_deref().unwrap_or_default()),
        Event::Progressed(p) => said(&p.note),
        Event::Fulfilled(f) => said(&f.text),
        Event::Voided(v) => match &v.cause {
            VoidCause::ImportUndone { import } => {
                Text::new(format!("导入批次：{import}"), format!("Import: {import}"))
            }
            VoidCause::Withdrawn { reason } => said(reason),
        },
    }
}

/// What people wrote stays as they wrote it, whatever the language of the page.
fn said(words: &str) -> Text {
    Text::new(words, words)
}

fn by_unit(unit: &str, zh: &str, en: &str) -> Text {
    Text::new(format!("“{unit}”{zh}"), format!("`{unit}` {en}"))
}

fn named((zh, en): (&str, &str), name: Option<&str>, (by_zh, by_en): (&str, &str)) -> Text {
    match name {
        Some(name) => Text::new(
            format!("{zh}，{by_zh}：{name}"),
            format!("{en}, {by_en} {name}"),
        ),
        None => Text::new(zh, en),
    }
}

fn screening(outcome: &ScreenOutcome) -> Text {
    match outcome {
        ScreenOutcome::Accept => Text::new("审查通过", "Screened: accepted"),
        ScreenOutcome::NotAccept { reason, .. } => Text::new(
            format!("审查后不作为建议处理：{}", reason.zh()),
            format!("Screened: not accepted as a suggestion: {}", reason.en()),
        ),
        ScreenOutcome::Merge { into } => Text::new(
            format!("审查后并入{into}一并办理"),
            format!("Screened: handled together with {into}"),
        ),
        ScreenOutcome::SendBack { .. } => Text::new(
            "审查后退回代表补充",
            "Screened: sent back to the deputy for completion",
        ),
    }
}

fn assigned(arrangement: &Arrangement) -> Text {
    match arrangement {
        Arrangement::Joint { lead, assisting } if assisting.is_empty() => Text::new(
            format!("交办，主办：{lead}"),
            format!("Assigned; lead unit {lead}"),
        ),
        Arrangement::Joint { lead, assisting } => Text::new(
            format!("交办，主办：{lead}；协办：{}", assisting.join("、")),
            format!(
                "Assigned; lead unit {lead}; assisting {}",
                assisting.join(", ")
            ),
        ),
        Arrangement::Separate { units } => Text::new(
            format!("交办，分别办理：{}", units.join("、")),
            format!("Assigned to be handled separately by {}", units.join(", ")),
        ),
    }
}

fn rated(e: &Evaluated) -> Text {
    match e.process {
        Some(process) => Text::new(
            format!(
                "代表“{}”评价：办理过程{}，办理结果{}",
                e.deputy,
                process.zh(),
                e.result.zh()
            ),
            format!(
                "Deputy `{}` rated the process {} and the result {}",
                e.deputy,
                process.en().to_ascii_lowercase(),
                e.result.en().to_ascii_lowercase()
            ),
        ),
        None => Text::new(
            format!("代表“{}”评价：{}", e.deputy, e.result.zh()),
            format!(
                "Deputy `{}` rated it {}",
                e.deputy,
                e.result.en().to_ascii_lowercase()
            ),
        ),
    }
}

fn dossier(d: &Dossier) -> Text {
    if d.co_signers.is_empty() {
        return Text::new(
            format!("领衔代表：{}", d.lead),
            format!("Lead deputy: {}", d.lead),
        );
    }
    Text::new(
        format!(
            "领衔代表：{}；附议代表：{}",
            d.lead,
            d.co_signers.join("、")
        ),
        format!(
            "Lead deputy: {}; co-signing: {}",
            d.lead,
            d.co_signers.join(", ")
        ),
    )
}

/// The texts one below the other.
fn lines(texts: impl Iterator<Item = Text>) -> Text {
    let (zh, en): (Vec<String>, Vec<String>) = texts
        .filter(|text| !text.zh.is_empty())
        .map(|text| (text.zh, text.en))
        .unzip();
    Text::new(zh.join("\n"), en.join("\n"))
}

/// The texts in a row after a heading; nothing where there are none.
fn joined((zh, en): (&str, &str), texts: impl Iterator<Item = Text>) -> Text {
    let (all_zh, all_en): (Vec<String>, Vec<String>) = texts.map(|text| (text.zh, text.en)).unzip();
    if all_zh.is_empty() {
        return Text::default();
    }
    Text::new(
        format!("{zh}{}", all_zh.join("、")),
        format!("{en}{}", all_en.join(", ")),
    )
}

fn key(k: &KeyMarked) -> Text {
    let committee = k.committee.as_ref().map_or_else(Text::default, |name| {
        Text::new(format!("责任委室：{name}"), format!("Committee: {name}"))
    });
    let criteria = joined(
        ("情形：", "Criteria: "),
        k.criteria.iter().map(|one| one.label()),
    );
    lines([committee, criteria, said(&k.reason)].into_iter())
}

/// What the deputy adds, says of single points, and finds wrong.
fn opinion(e: &Evaluated) -> Text {
    let off = e
        .points
        .iter()
        .filter(|one| one.verdict != PointVerdict::Answered);
    let off = off.map(|one| {
        let number = u64::from(one.point) + 1;
        Text::new(
            format!("第{number}条要点：{}", one.verdict.zh()),
            format!("Point {number}: {}", one.verdict.en().to_ascii_lowercase()),
        )
    });
    let (zh, en) = beside::defects(&e.defects);
    let defects = if zh.is_empty() {
        Text::default()
    } else {
        Text::new(format!("指出的问题：{zh}"), format!("Defects: {en}"))
    };
    lines(std::iter::once(said(&e.note)).chain(off).chain([defects]))
}

fn reply(r: &Replied) -> Text {
    let mut text = said(&r.text);
    if let Some(name) = &r.signed_by {
        text.zh.push_str(&format!("\n签发人：{name}"));
        text.en.push_str(&format!("\nSigned by: {name}"));
    }
    for PointAnswer { point, answer } in &r.points {
        let number = u64::from(*point) + 1;
        text.zh.push_str(&format!("\n第{number}条：{answer}"));
        text.en.push_str(&format!("\nPoint {number}: {answer}"));
    }
    if let Some(promise) = &r.promise {
        text.zh.push_str(&format!("\n承诺事项：{}", promise.what));
        text.en.push_str(&format!("\nPromised: {}", promise.what));
        if let Some(due) = promise.due {
            text.zh.push_str(&format!("（{due}前完成）"));
            text.en.push_str(&format!(" (by {due})"));
        }
    }
    text
}
