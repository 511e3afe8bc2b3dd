//! Polls as the page shows them.

use super::boxed::question_of;
use super::plan::draft;
use crate::fail::Trouble;
use crate::host::Host;
use crate::workspace::{Asker, Engine};
use huiyin_protocol::poll::{
    CardsView, DeclaredView, PollReply, PollRow, PollView, QuestionView, ResultView,
};
use huiyin_rules::poll::{
    Aspect, Cause, DeclaredPoll, Phase, Plan, Poll, PollKind, QuestionResult, Way, conclude,
    remaining,
};
use huiyin_rules::verdict::Tally;
use huiyin_rules::{Lang, Rating, Role, Text};
use huiyin_store::{EventStore, StoreError};
use std::collections::BTreeMap;

/// Counts of fewer people are not shown apart: their choices could be guessed.
const FEW: u32 = 5;

impl<S: EventStore, H: Host> Engine<S, H> {
    /// Every poll, in the order of ids.
    pub(super) async fn polls_all(&self) -> Result<Vec<(String, Poll)>, StoreError> {
        let ids: Vec<String> = {
            let state = self.state.borrow();
            let polls = state.projection.facts.polls().iter();
            polls.map(|one| one.poll.clone()).collect()
        };
        let mut all = Vec::with_capacity(ids.len());
        for id in ids {
            if let Some(poll) = self.poll_if(&id).await? {
                all.push((id, poll));
            }
        }
        Ok(all)
    }

    pub(super) async fn poll_rows(&self, who: Asker<'_>) -> Result<Vec<PollRow>, Trouble> {
        let mut polls = self.polls_all().await?;
        polls.retain(|(_, poll)| shown_to(who, poll));
        polls.sort_by(|(a, one), (b, other)| (other.plan.on, b).cmp(&(one.plan.on, a)));
        let row = |(id, poll): (String, Poll)| row(id, &poll, who.lang);
        Ok(polls.into_iter().map(row).collect())
    }

    pub(super) async fn poll_view(&self, who: Asker<'_>, id: &str) -> Result<PollReply, Trouble> {
        let poll = self.poll(id).await?;
        if !shown_to(who, &poll) {
            return Err(super::refused(huiyin_rules::poll::PollRefusal::NoSuchPoll));
        }
        let votes = self.votes(id, &poll).await?;
        let mut by_question: BTreeMap<&str, u32> = BTreeMap::new();
        for question in votes.values().filter_map(|line| question_of(line)) {
            *by_question.entry(question).or_default() += 1;
        }
        let boxed = (
            u32::try_from(votes.len()).unwrap_or(u32::MAX),
            by_question.values().max().copied().unwrap_or(0),
        );
        let mut view = view(id, &poll, who.lang);
        view.boxed = boxed;
        view.rehandle = self.rehandle_rule(&poll.plan, who.lang);
        if who.actor.acting().role != Role::Office {
            // Others see what was declared, not who was there.
            view.roll.clear();
            view.draft.voters.clear();
            view.paper.clear();
        }
        if let Some(declared) = &mut view.declared {
            self.mark_recorded(&poll, declared, who.lang).await?;
        }
        Ok(PollReply::Poll(Box::new(view)))
    }
}

fn shown_to(who: Asker<'_>, poll: &Poll) -> bool {
    who.actor.acting().role == Role::Office || poll.phase == Phase::Declared
}

fn row(id: String, poll: &Poll, lang: Lang) -> PollRow {
    let verdicts = poll.declared.as_ref().map(|declared| {
        let count = |wanted: Option<Rating>| {
            let results = declared.results.iter();
            let found = results.filter(|result| result.rating == wanted).count();
            u32::try_from(found).unwrap_or(u32::MAX)
        };
        [
            count(Some(Rating::Satisfied)),
            count(Some(Rating::BasicallySatisfied)),
            count(Some(Rating::Dissatisfied)),
            count(None),
        ]
    });
    PollRow {
        title: poll.plan.title.clone(),
        body: poll.plan.body.clone(),
        on: poll.plan.on.to_string(),
        kind: poll.plan.kind.label().get(lang).to_owned(),
        phase: phase(poll, lang),
        items: poll.plan.questions.last().map_or(0, |last| last.item),
        present: (
            poll.present(),
            u32::try_from(poll.plan.voters.len()).unwrap_or(u32::MAX),
        ),
        verdicts,
        id,
    }
}

fn phase(poll: &Poll, lang: Lang) -> (String, String) {
    let phase = poll.phase;
    (phase.code().to_owned(), phase.label().get(lang).to_owned())
}

fn view(id: &str, poll: &Poll, lang: Lang) -> PollView {
    let plan = &poll.plan;
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
    let over = matches!(poll.phase, Phase::Declared | Phase::Annulled);
    PollView {
        id: id.to_owned(),
        draft: draft(plan),
        phase: phase(poll, lang),
        kind: plan.kind.label().get(lang).to_owned(),
        opened: day(poll.opened),
        closed: day(poll.closed),
        questions: questions(plan, lang),
        rule: (
            plan.rule.title.get(lang).to_owned(),
            plan.rule.source.clone(),
            sentence(plan).get(lang).to_owned(),
        ),
        roll: plan
            .voters
            .iter()
            .map(|voter| (voter.clone(), poll.checked_in.get(voter).copied()))
            .collect(),
        cards: poll.sealed.as_ref().map(|sealed| CardsView {
            issued: sealed.issued,
            taken: poll.taken(Way::Card),
            leftover: poll.void(Cause::Leftover),
            replaced: poll.void(Cause::Replaced),
            spoiled: poll.void(Cause::Spoiled),
            unaccounted: poll.unaccounted(),
        }),
        paper_taken: poll.taken(Way::Paper),
        paper: poll
            .paper
            .iter()
            .map(|one| (one.by.clone(), one.totals.clone()))
            .collect(),
        remaining: if over {
            Vec::new()
        } else {
            let left = remaining(poll).into_iter();
            left.map(|text| text.get(lang).to_owned()).collect()
        },
        warnings: warnings(poll)
            .into_iter()
            .map(|text| text.get(lang).to_owned())
            .collect(),
        boxed: (0, 0),
        fixed: poll
            .fixed
            .as_ref()
            .map(|fixed| (fixed.root.clone(), fixed.votes)),
        rehandle: None,
        declared: poll
            .declared
            .as_ref()
            .map(|declared| told(poll, declared, lang)),
        annulled: poll.annulled.clone(),
        anomalies: poll.anomalies,
    }
}

fn questions(plan: &Plan, lang: Lang) -> Vec<QuestionView> {
    let asked = |one: &huiyin_rules::poll::Question| QuestionView {
        id: one.id.clone(),
        item: one.item,
        title: one.title.clone(),
        number: one.number.clone(),
        suggestion: one.suggestion.clone(),
        unit: one.unit.clone(),
        aspect: match one.aspect {
            Aspect::Overall => String::new(),
            aspect => aspect.label().get(lang).to_owned(),
        },
    };
    plan.questions.iter().map(asked).collect()
}

/// The rule in one sentence, with the number it comes to where that is known before the vote.
fn sentence(plan: &Plan) -> Text {
    let rule = &plan.rule.rule;
    let (base, share) = (rule.base.text(), rule.threshold);
    let (zh, en) = if rule.inclusive {
        ("达到", "at least")
    } else {
        ("超过", "more than")
    };
    let mut text = Text::new(
        format!(
            "满意票{zh}{}的{share}，认定为满意；不足而满意与基本满意合计{zh}的，认定为基本满意；其余认定为不满意。",
            base.zh
        ),
        format!(
            "satisfied where the satisfied are {en} {share} of {}; else basically satisfied where both together are; else dissatisfied.",
            base.en
        ),
    );
    if let Some(quorum) = rule.quorum {
        text.zh
            .push_str(&format!("到会人数须超过全体组成人员的{quorum}。"));
        text.en.push_str(&format!(
            " More than {quorum} of all members have to be present."
        ));
    }
    text
}

/// What the office should know before it goes on.
fn warnings(poll: &Poll) -> Vec<Text> {
    let mut list = Vec::new();
    let voters = u32::try_from(poll.plan.voters.len()).unwrap_or(u32::MAX);
    let secret = poll.plan.kind == PollKind::Secret;
    if secret && voters < FEW {
        list.push(Text::new(
            format!("投票人只有{voters}人：即使无记名，也容易推知每个人的选择。"),
            format!(
                "only {voters} may vote: even without names each one's choice is easily guessed"
            ),
        ));
    }
    let paper = poll.taken(Way::Paper);
    if secret && (1..FEW).contains(&paper) && poll.taken(Way::Card) > 0 {
        list.push(Text::new(
            format!("纸质票只有{paper}张：公示后可以推知这几张票的选择。可请他们改领票卡，或者全部改用纸质票。"),
            format!("only {paper} paper ballots: once the board is published their choices can be worked out; let these voters draw cards, or everybody use paper"),
        ));
    }
    if let Some(declared) = &poll.declared
        && secret
        && declared.results.iter().any(unanimous)
    {
        list.push(Text::new(
            "有事项全体选择一致：结果本身就说明了每个人的选择。",
            "on some items everybody chose the same: the result itself tells everyone's choice",
        ));
    }
    list
}

fn unanimous(result: &QuestionResult) -> bool {
    let tally = &result.whole;
    let counts = [
        tally.satisfied,
        tally.basically_satisfied,
        tally.dissatisfied,
        tally.abstained,
    ];
    let all: u64 = counts.iter().map(|one| u64::from(*one)).sum();
    all > 0 && counts.iter().any(|one| u64::from(*one) == all)
}

fn told(poll: &Poll, declared: &DeclaredPoll, lang: Lang) -> DeclaredView {
    let result = |one: &QuestionResult| {
        let judged = conclude(&poll.plan, one);
        let (label, steps) = match &judged {
            Ok(verdict) => (
                verdict.label.clone(),
                verdict
                    .steps
                    .iter()
                    .map(|step| step.text.get(lang).to_owned())
                    .collect(),
            ),
            Err(fault) => (fault.text(), Vec::new()),
        };
        let (cards, paper) = parts(poll, one);
        ResultView {
            question: one.question.clone(),
            whole: one.whole,
            cards,
            paper,
            rating: one.rating,
            label: label.get(lang).to_owned(),
            steps,
            next: next(one, declared).map(|text| text.get(lang).to_owned()),
            recorded: false,
            rehandled: false,
            again: None,
        }
    };
    DeclaredView {
        on: declared.on.to_string(),
        results: declared.results.iter().map(result).collect(),
        named: poll
            .named
            .iter()
            .map(|(voter, choices)| {
                let words = choices.chars().map(|letter| chosen(letter, lang));
                (voter.clone(), words.collect())
            })
            .collect(),
        irregular: declared
            .irregular
            .iter()
            .map(|one| one.text.get(lang).to_owned())
            .collect(),
        note: declared.note.clone(),
        due: declared.due.map(|day| day.to_string()),
        root: poll
            .fixed
            .as_ref()
            .map(|fixed| fixed.root.clone())
            .unwrap_or_default(),
        sheet: poll
            .sealed
            .as_ref()
            .map(|sealed| sealed.sheet.clone())
            .unwrap_or_default(),
    }
}

/// A choice of a poll by name, in words.
fn chosen(letter: char, lang: Lang) -> String {
    let text = match letter {
        's' => Rating::Satisfied.label(),
        'b' => Rating::BasicallySatisfied.label(),
        'd' => Rating::Dissatisfied.label(),
        'a' => Text::new("弃权", "abstained"),
        'i' => Text::new("无效", "invalid"),
        _ => Text::new("未投", "not cast"),
    };
    text.get(lang).to_owned()
}

/// The two parts of a count, where neither is so small that it tells on people.
fn parts(poll: &Poll, result: &QuestionResult) -> (Option<Tally>, Option<Tally>) {
    let secret = poll.plan.kind != PollKind::Named;
    let few = |part: &Option<Tally>| {
        part.is_some_and(|part| (1..FEW).contains(&part.collected.unwrap_or(0)))
    };
    if secret && (few(&result.cards) || few(&result.paper)) {
        return (None, None);
    }
    (result.cards, result.paper)
}

fn next(result: &QuestionResult, declared: &DeclaredPoll) -> Option<Text> {
    match (result.rating, declared.due) {
        (None, _) => Some(Text::new(
            "本项投票无效，应重新投票。",
            "the vote on this item is void and has to be taken again",
        )),
        (Some(Rating::Dissatisfied), Some(due)) => Some(Text::new(
            format!("责成重新办理，于{due}前再次报告，并再次测评。"),
            format!("to be handled again, reported and voted on again by {due}"),
        )),
        (Some(Rating::Dissatisfied), None) => Some(Text::new(
            "责成重新办理，并再次报告。",
            "to be handled again and reported again",
        )),
        _ => None,
    }
}
