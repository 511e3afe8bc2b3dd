//! The rounds of handling, as the page of one suggestion shows them.

use huiyin_protocol::item::{ConsultView, EvaluationView, LaneView, ReplyView, RoundView};
use huiyin_rules::suggestion::event::{Evaluated, LookedBack, Replied};
use huiyin_rules::suggestion::state::{Lane, LaneState, Round};
use huiyin_rules::suggestion::{RedoStep, Suggestion};
use huiyin_rules::{Lang, Rulebook};

/// The rounds, oldest first. `nameless` leaves out who gave which opinion.
pub(super) fn views(
    suggestion: &Suggestion,
    rulebook: &Rulebook,
    (lang, nameless): (Lang, bool),
) -> Vec<RoundView> {
    let last = suggestion.rounds.len().saturating_sub(1);
    let views = suggestion.rounds.iter().enumerate().map(|(index, round)| {
        let mut view = view(round, lang, nameless);
        view.undelivered = undelivered(suggestion, round);
        if index > 0 {
            view.redo = redo(round, rulebook, (index == last, lang));
        }
        view
    });
    views.collect()
}

fn view(round: &Round, lang: Lang, nameless: bool) -> RoundView {
    let mut view = RoundView {
        began: round.began,
        reason: round.reason.clone(),
        lanes: round
            .lanes
            .iter()
            .map(|lane| lane_view(lane, lang))
            .collect(),
        consultations: round
            .consultations
            .iter()
            .map(|met| ConsultView {
                unit: met.unit.clone(),
                on: met.on,
                phase: met.phase,
                people: met.people.clone(),
                outcome: met.outcome.clone(),
            })
            .collect(),
        evaluations: Vec::new(),
        opinions: round
            .opinions
            .iter()
            .map(|given| {
                let text = given.text.clone();
                (given.unit.clone(), given.on, text, given.agrees)
            })
            .collect(),
        coordinated: round
            .coordinated
            .iter()
            .map(|settled| (settled.on, settled.outcome.clone()))
            .collect(),
        suspensions: round
            .suspensions
            .iter()
            .map(|one| {
                let (reason, consent) = (&one.began.reason, &one.began.consent);
                (one.began.on, one.until, reason.clone(), consent.clone())
            })
            .collect(),
        undelivered: Vec::new(),
        redo: Vec::new(),
        look_backs: Vec::new(),
    };
    if !nameless {
        view.evaluations = round.evaluations.iter().map(evaluated).collect();
        view.look_backs = round.look_backs.iter().map(looked_back).collect();
    }
    view
}

fn evaluated(opinion: &Evaluated) -> EvaluationView {
    EvaluationView {
        deputy: opinion.deputy.clone(),
        on: opinion.on,
        process: opinion.process,
        result: opinion.result,
        note: opinion.note.clone(),
        points: opinion.points.clone(),
        defects: opinion.defects.clone(),
    }
}

fn looked_back(opinion: &LookedBack) -> EvaluationView {
    EvaluationView {
        deputy: opinion.deputy.clone(),
        on: Some(opinion.on),
        process: opinion.process,
        result: opinion.result,
        note: opinion.note.clone(),
        points: Vec::new(),
        defects: Vec::new(),
    }
}

/// Who was not handed the reply, for each unit that handed it to anybody.
fn undelivered(suggestion: &Suggestion, round: &Round) -> Vec<(String, Vec<String>)> {
    let dossier = &suggestion.dossier;
    let mut all = Vec::new();
    for reply in round.replies() {
        if round.delivered.iter().all(|one| one.unit != reply.unit) {
            continue;
        }
        let missing = |name: &&String| round.delivered_on(&reply.unit, name).is_none();
        let signers = std::iter::once(&dossier.lead).chain(&dossier.co_signers);
        let missing: Vec<String> = signers.filter(missing).cloned().collect();
        all.push((reply.unit.clone(), missing));
    }
    all
}

/// The steps the rulebook asks for, and what shows each; of an earlier round only those taken.
fn redo(
    round: &Round,
    rulebook: &Rulebook,
    (current, lang): (bool, Lang),
) -> Vec<(String, String)> {
    let evidence = |step: RedoStep| match step {
        RedoStep::Reply => round
            .replies()
            .filter_map(|reply| reply.on)
            .max()
            .map(|on| on.to_string()),
        RedoStep::Rework | RedoStep::Revisit => {
            let taken = round.redone.iter().rev().find(|one| one.step == step);
            taken.map(|one| format!("{} {} {}", one.on, one.unit, one.evidence))
        }
    };
    let asked = rulebook.redo_steps.value.iter();
    let steps = asked.map(|step| {
        let shown = evidence(*step).unwrap_or_default();
        (step.label().get(lang).to_owned(), shown)
    });
    steps
        .filter(|(_, shown)| current || !shown.is_empty())
        .collect()
}

fn lane_view(lane: &Lane, lang: Lang) -> LaneView {
    LaneView {
        unit: lane.unit.clone(),
        role: lane.role,
        state: lane_text(&lane.state, lang),
        reply: match &lane.state {
            LaneState::Done(reply) => Some(reply_view(reply, lang)),
            LaneState::Waiting | LaneState::Working { .. } | LaneState::GivenBack => None,
        },
    }
}

fn lane_text(state: &LaneState, lang: Lang) -> String {
    let (zh, en) = match state {
        LaneState::Waiting => ("待签收", "not yet accepted"),
        LaneState::Working { .. } => ("办理中", "handling"),
        LaneState::GivenBack => ("已退办", "given back"),
        LaneState::Done(_) => ("已答复", "replied"),
    };
    if lang == Lang::Zh { zh } else { en }.to_owned()
}

fn reply_view(reply: &Replied, lang: Lang) -> ReplyView {
    let zh = lang == Lang::Zh;
    let mut form = String::new();
    let mut say = |part: &str| {
        if !form.is_empty() {
            form.push_str(if zh { "；" } else { "; " });
        }
        form.push_str(part);
    };
    if let Some(name) = &reply.signed_by {
        say(if zh { "签发人：" } else { "signed by " });
        form.push_str(name);
    }
    let mut say = |part: &str| {
        if !form.is_empty() {
            form.push_str(if zh { "；" } else { "; " });
        }
        form.push_str(part);
    };
    if reply.sealed {
        say(if zh { "已加盖公章" } else { "sealed" });
    }
    if reply.form_enclosed {
        say(if zh {
            "附征询意见表"
        } else {
            "feedback form enclosed"
        });
    }
    ReplyView {
        on: reply.on,
        class: reply.class,
        text: reply.text.clone(),
        points: reply.points.clone(),
        promise: reply.promise.clone(),
        form,
    }
}
