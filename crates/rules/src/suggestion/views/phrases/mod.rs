//! Events in sentences: what happened, and what was said about it.

mod beside;
mod detail;

pub(super) use detail::detail;

use crate::suggestion::event::{Evaluated, Event};
use crate::suggestion::terms::{Arrangement, ScreenOutcome, VoidCause};
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
        | Event::OpinionsAnnounced(_)
        | Event::Resolved(_)
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
