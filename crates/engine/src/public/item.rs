//! What of a suggestion could be published. Nothing here reads anything else, so that
//! nothing else can get out.

use chrono::NaiveDate;
use huiyin_log::hex;
use huiyin_protocol::public::BoardRow;
use huiyin_rules::board::{BoardField, BoardItem, BoardStep, Coded, Whole, mask};
use huiyin_rules::ids::SuggestionId;
use huiyin_rules::rates::Facts;
use huiyin_rules::rulebook::{Light, RuleCode, finished, light};
use huiyin_rules::suggestion::views::{Deadline, DeadlineKind, due_days};
use huiyin_rules::suggestion::{OpinionTotals, Stage, StageName, Suggestion};
use huiyin_rules::{AnswerClass, Calendar, Lang, Rulebook, Text};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// What a suggestion is called in public: nobody gets from it to the name it has inside.
pub(super) fn public_id(id: &SuggestionId) -> String {
    let hash = Sha256::new()
        .chain_update(b"huiyin-board-item-1\0")
        .chain_update(id.as_str().as_bytes())
        .finalize();
    hex(hash.get(..16).unwrap_or_default())
}

/// A suggestion with what judges it.
pub(super) struct Judged<'a> {
    pub one: &'a Suggestion,
    pub book: &'a Rulebook,
    pub calendar: &'a Calendar,
    pub today: NaiveDate,
    /// The totals of the deputies' opinions that a unit may see: satisfied, basically
    /// satisfied, dissatisfied. The public sees no more than units do.
    pub totals: Option<OpinionTotals>,
    /// The class of the reply that holds.
    pub class: Option<AnswerClass>,
}

/// A suggestion with everything that could be published of it. What is chosen and how it is
/// masked is the rules' part (`rules::board::project`).
pub(super) fn whole(judged: &Judged<'_>, facts: Facts, fields: &BTreeSet<BoardField>) -> Whole {
    let one = judged.one;
    let due = due(judged);
    let signers = std::iter::once(&one.dossier.lead).chain(&one.dossier.co_signers);
    let units: Vec<String> = units(one).into_iter().map(str::to_owned).collect();
    let item = BoardItem {
        id: public_id(&one.id),
        number: one.number.clone(),
        title: one.dossier.title.clone(),
        category: one.dossier.category.clone(),
        deputies: Some(signers.cloned().collect()),
        stage: coded(stage_code(one.stage.name()), one.stage.name().label()),
        light: due
            .and_then(|due| due.1)
            .map(|light| coded(light_code(light), light.text())),
        due: due.map(|due| due.0),
        replied: one.replied().then(|| last_reply(one)).flatten(),
        class: judged.class.map(|class| class.letter().to_owned()),
        rating: None,
        units: Some(units.clone()),
    };
    let replied = |unit: &String| {
        let mut rounds = one.rounds.iter();
        rounds.any(|round| round.replies().any(|reply| reply.unit == *unit))
    };
    Whole {
        approved: true,
        item,
        opinions: judged.totals.unwrap_or_default(),
        facts,
        done: Some(units.into_iter().filter(replied).collect()),
        reply: reply(one),
        steps: steps(one, fields),
    }
}

/// What the board's page says of a suggestion, and what masking changes of what is shown.
pub(super) fn row(
    judged: &Judged<'_>,
    fields: &BTreeSet<BoardField>,
    published: Option<NaiveDate>,
    lang: Lang,
) -> BoardRow {
    let one = judged.one;
    let mut texts = vec![one.dossier.title.clone()];
    if fields.contains(&BoardField::Category) {
        texts.extend(one.dossier.category.clone());
    }
    if fields.contains(&BoardField::ReplyText) {
        texts.extend(reply(one));
    }
    let masked = texts.into_iter().filter_map(|text| {
        let masked = mask(&text);
        (masked != text).then_some(masked)
    });
    BoardRow {
        id: one.id.clone(),
        number: one.number.clone().unwrap_or_default(),
        title: one.dossier.title.clone(),
        stage: one.stage.name().label().get(lang).to_owned(),
        published: published.map(|on| on.to_string()),
        masked: masked.collect(),
    }
}

fn coded(code: &str, text: Text) -> Coded {
    Coded {
        code: code.to_owned(),
        zh: text.zh,
        en: text.en,
    }
}

pub(super) const fn stage_code(stage: StageName) -> &'static str {
    match stage {
        StageName::Draft => "draft",
        StageName::Submitted => "submitted",
        StageName::SentBack => "sent_back",
        StageName::NotAccepted => "not_accepted",
        StageName::Merged => "merged",
        StageName::Screened => "screened",
        StageName::Registered => "registered",
        StageName::Assigned => "assigned",
        StageName::Handling => "handling",
        StageName::Replied => "replied",
        StageName::Evaluated => "evaluated",
        StageName::Closed => "closed",
        StageName::Void => "void",
    }
}

const fn light_code(light: Light) -> &'static str {
    match light {
        Light::Normal => "normal",
        Light::DueSoon => "due_soon",
        Light::Overdue => "overdue",
        Light::Done => "done",
        Light::DoneLate => "done_late",
    }
}

/// The units of the latest round, those that owe the reply first.
pub(super) fn units(one: &Suggestion) -> Vec<&str> {
    let lanes = one.round().map_or(&[][..], |round| &round.lanes);
    let (owing, assisting): (Vec<_>, Vec<_>) = lanes.iter().partition(|lane| lane.role.replies());
    let all = owing.into_iter().chain(assisting);
    all.map(|lane| lane.unit.as_str()).collect()
}

/// The day the latest round's replies are due, and how that stands: of several units the
/// one that is furthest behind.
fn due(judged: &Judged<'_>) -> Option<(NaiveDate, Option<Light>)> {
    let all = due_days(judged.one, judged.book, judged.calendar);
    let reply = |one: &&Deadline| {
        matches!(
            one.kind,
            DeadlineKind::Rule(RuleCode::Reply | RuleCode::Extension | RuleCode::Rehandle)
        ) && one.unit.is_some()
    };
    let round = all.iter().filter(reply).map(|one| one.round).max()?;
    let own = || all.iter().filter(reply).filter(|one| one.round == round);
    let day = own().map(|one| one.due.date).max()?;
    let running = own().filter(|one| one.running);
    let running =
        running.map(|one| light(one.due.date, judged.today, judged.book, judged.calendar));
    let lit = running.max().or_else(|| {
        let done = own().filter_map(|one| Some(finished(one.due.date, one.met_on?)));
        done.max()
    });
    Some((day, lit))
}

/// The day of the latest reply.
fn last_reply(one: &Suggestion) -> Option<NaiveDate> {
    let replies = one.rounds.iter().flat_map(|round| round.replies());
    replies.filter_map(|reply| reply.on).max()
}

/// What was replied in the latest round with a reply, unit by unit where there are several.
fn reply(one: &Suggestion) -> Option<String> {
    let mut rounds = one.rounds.iter().rev();
    let round = rounds.find(|round| round.replies().any(|reply| !reply.text.is_empty()))?;
    let replies = || round.replies().filter(|reply| !reply.text.is_empty());
    let several = replies().count() > 1;
    let texts = replies().map(|reply| {
        let mut text = reply.text.clone();
        if several {
            text.insert_str(0, &[&reply.unit, "：\n"].concat());
        }
        text
    });
    Some(texts.collect::<Vec<String>>().join("\n\n"))
}

/// How it went, in steps that say nothing the chosen fields would not.
fn steps(one: &Suggestion, fields: &BTreeSet<BoardField>) -> Vec<BoardStep> {
    let shown = |field: BoardField| fields.contains(&field);
    let mut steps = Vec::new();
    let mut step = |on: Option<NaiveDate>, zh: String, en: String| {
        steps.push(BoardStep { on, zh, en });
    };
    if one.number.is_some() {
        step(one.registered, "登记编号".into(), "registered".into());
    }
    for (at, round) in one.rounds.iter().enumerate() {
        let (zh, en) = if at == 0 {
            ("交办", "assigned")
        } else {
            ("重新办理", "to be handled again")
        };
        let names: Vec<String> = match shown(BoardField::Units) && at + 1 == one.rounds.len() {
            true => units(one).into_iter().map(str::to_owned).collect(),
            false => Vec::new(),
        };
        let (mut zh, mut en) = (zh.to_owned(), en.to_owned());
        if !names.is_empty() {
            zh = format!("{zh}：{}", names.join("、"));
            en = format!("{en}: {}", names.join(", "));
        }
        step(round.began, zh, en);
        if round.replied() {
            let dated = shown(BoardField::ReplyDate);
            let on = round.replies().filter_map(|reply| reply.on).max();
            step(
                on.filter(|_| dated),
                "已答复代表".into(),
                "replied to".into(),
            );
        }
    }
    if let Stage::Closed { on, .. } = &one.stage {
        step(Some(*on), "办结归档".into(), "closed".into());
    }
    steps
}
