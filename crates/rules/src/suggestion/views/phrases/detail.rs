//! What was said about each event.

use super::{beside, said};
use crate::suggestion::event::{Evaluated, Event, KeyMarked, Replied};
use crate::suggestion::terms::{Dossier, PointAnswer, PointVerdict, ScreenOutcome, VoidCause};
use crate::text::Text;

/// What was said about it; empty where nothing was.
pub(in crate::suggestion::views) fn detail(event: &Event) -> Text {
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
        | Event::OpinionsAnnounced(_)
        | Event::Resolved(_)
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
