//! The same for what goes on around assigning, replying and rating.

use super::{by_unit, said};
use crate::suggestion::event::{Assessed, Event, LookedBack, OpinionsAnnounced, Supervised};
use crate::suggestion::terms::{Defect, RedoStep};
use crate::text::Text;

/// What happened, in one sentence without a full stop.
pub(super) fn what(event: &Event) -> Text {
    match event {
        Event::PointsSplit(split) => {
            let count = split.points.len();
            Text::new(
                format!("分解为{count}条要点"),
                format!("Split it into {count} points"),
            )
        }
        Event::Joined(joined) => Text::new(
            format!("与{}并案办理，分别答复", joined.with),
            format!(
                "Handled together with {}, each with its own reply",
                joined.with
            ),
        ),
        Event::Parted(parted) => Text::new(
            format!("取消与{}并案办理", parted.with),
            format!("No longer handled together with {}", parted.with),
        ),
        Event::OpinionGiven(opinion) if opinion.agrees => by_unit(
            &opinion.unit,
            "提出协办意见",
            "gave the lead unit its opinion",
        ),
        Event::OpinionGiven(opinion) => by_unit(
            &opinion.unit,
            "提出协办意见，与主办单位不一致",
            "gave the lead unit its opinion, which disagrees",
        ),
        Event::Coordinated(_) => Text::new("协调不同意见", "Settled the units' disagreement"),
        Event::Suspended(suspended) => Text::new(
            format!("经{}同意，中止计时", suspended.consent),
            format!("Stopped the time, with consent of {}", suspended.consent),
        ),
        Event::Resumed(_) => Text::new("恢复计时", "Let time run again"),
        Event::Delivered(delivered) => Text::new(
            format!(
                "“{}”的答复送达代表{}",
                delivered.unit,
                delivered.deputies.join("、")
            ),
            format!(
                "The reply of `{}` was handed to {}",
                delivered.unit,
                delivered.deputies.join(", ")
            ),
        ),
        Event::DefectsNoted(noted) => {
            let (zh, en) = defects(&noted.defects);
            Text::new(
                format!("指出“{}”办理中的问题：{zh}", noted.unit),
                format!("Noted defects of `{}`: {en}", noted.unit),
            )
        }
        Event::Summoned(summoned) => Text::new(
            format!("{}约谈“{}”", summoned.by, summoned.unit),
            format!("{} summoned `{}`", summoned.by, summoned.unit),
        ),
        Event::Supervised(supervised) => supervision(supervised),
        Event::Redone(redone) => step(&redone.unit, redone.step),
        Event::LookedBack(looked) => looked_back(looked),
        Event::OpinionsAnnounced(told) => Text::new(
            format!("公布第{}轮评价汇总", told.round),
            format!(
                "Announced the totals of the opinions on round {}",
                told.round
            ),
        ),
        Event::Resolved(resolved) => Text::new(
            format!("裁定冲突，保留记录{}", resolved.keep),
            format!("Settled a contradiction; record {} is kept", resolved.keep),
        ),
        Event::Assessed(assessed) => Text::new(
            format!("{}：{}", assessed.kind.zh(), assessed.by),
            format!("{} by {}", assessed.kind.en(), assessed.by),
        ),
        // `phrases` sends nothing else here.
        _ => Text::default(),
    }
}

/// What was said about it; empty where nothing was.
pub(super) fn detail(event: &Event) -> Text {
    match event {
        Event::PointsSplit(split) => {
            let points = split.points.iter().enumerate();
            let (zh, en): (Vec<String>, Vec<String>) = points
                .map(|(index, point)| (index + 1, point))
                .map(|(number, point)| (format!("{number}．{point}"), format!("{number}. {point}")))
                .unzip();
            Text::new(zh.join("\n"), en.join("\n"))
        }
        Event::Parted(parted) => said(&parted.reason),
        Event::OpinionGiven(opinion) => said(&opinion.text),
        Event::Coordinated(coordinated) => said(&coordinated.outcome),
        Event::Suspended(suspended) => said(&suspended.reason),
        Event::Resumed(resumed) => said(&resumed.note),
        Event::DefectsNoted(noted) => said(&noted.note),
        Event::Summoned(summoned) => with_people(&summoned.people, &summoned.outcome),
        Event::Supervised(supervised) => with_people(&supervised.people, &supervised.finding),
        Event::Redone(redone) => with_people(&redone.people, &redone.evidence),
        Event::LookedBack(looked) => said(&looked.note),
        Event::OpinionsAnnounced(told) => totals(told),
        Event::Resolved(resolved) => said(&resolved.reason),
        Event::Assessed(assessed) => counted(assessed),
        _ => Text::default(),
    }
}

/// The defects in words, in both languages.
pub(super) fn defects(defects: &[Defect]) -> (String, String) {
    let zh: Vec<&str> = defects.iter().map(|defect| defect.zh()).collect();
    let en: Vec<String> = defects
        .iter()
        .map(|defect| defect.en().to_ascii_lowercase())
        .collect();
    (zh.join("、"), en.join(", "))
}

fn with_people(people: &[String], words: &str) -> Text {
    if people.is_empty() {
        return said(words);
    }
    Text::new(
        format!("参加人员：{}。{words}", people.join("、")),
        format!("With: {}. {words}", people.join(", ")),
    )
}

fn supervision(one: &Supervised) -> Text {
    Text::new(
        format!(
            "{}（{}，{}）：{}",
            one.form.zh(),
            one.role.zh(),
            one.medium.zh(),
            one.by
        ),
        format!(
            "{} ({}; {}): {}",
            one.form.en(),
            one.role.en().to_ascii_lowercase(),
            one.medium.en().to_ascii_lowercase(),
            one.by
        ),
    )
}

fn step(unit: &str, step: RedoStep) -> Text {
    match step {
        RedoStep::Rework => by_unit(unit, "重新办理", "handled it again"),
        RedoStep::Reply => by_unit(unit, "重新答复", "answered it again"),
        RedoStep::Revisit => by_unit(unit, "重新走访代表", "visited the deputies again"),
    }
}

fn looked_back(looked: &LookedBack) -> Text {
    let (zh, en) = (looked.result.zh(), looked.result.en().to_ascii_lowercase());
    match looked.process {
        Some(process) => Text::new(
            format!(
                "代表“{}”回头看评价：办理过程{}，办理结果{zh}",
                looked.deputy,
                process.zh()
            ),
            format!(
                "Deputy `{}` looked back and rated the process {} and the result {en}",
                looked.deputy,
                process.en().to_ascii_lowercase()
            ),
        ),
        None => Text::new(
            format!("代表“{}”回头看评价：{zh}", looked.deputy),
            format!("Deputy `{}` looked back and rated it {en}", looked.deputy),
        ),
    }
}

fn totals(told: &OpinionsAnnounced) -> Text {
    let one = |(zh, en): (&str, &str), [s, b, d]: [u32; 3]| {
        Text::new(
            format!("{zh}：满意{s}份，基本满意{b}份，不满意{d}份"),
            format!("{en}: satisfied {s}, basically satisfied {b}, dissatisfied {d}"),
        )
    };
    let mut text = one(("办理结果", "Result"), told.result.each());
    if let Some(process) = told.process {
        let process = one(("办理过程", "Process"), process.each());
        text = Text::new(
            format!("{}\n{}", process.zh, text.zh),
            format!("{}\n{}", process.en, text.en),
        );
    }
    text
}

fn counted(assessed: &Assessed) -> Text {
    let mut text = said(&assessed.finding);
    let Some(tally) = &assessed.tally else {
        return text;
    };
    let (s, b, d) = (
        tally.satisfied,
        tally.basically_satisfied,
        tally.dissatisfied,
    );
    let gap = if assessed.finding.is_empty() {
        ""
    } else {
        "\n"
    };
    text.zh.push_str(&format!(
        "{gap}满意{s}票，基本满意{b}票，不满意{d}票，弃权{}票，无效{}票，未按{}",
        tally.abstained, tally.invalid, tally.unpressed
    ));
    text.en.push_str(&format!(
        "{gap}satisfied {s}, basically satisfied {b}, dissatisfied {d}, abstained {}, invalid {}, not pressed {}",
        tally.abstained, tally.invalid, tally.unpressed
    ));
    text
}
