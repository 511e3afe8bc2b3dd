//! Satisfaction votes with their verdicts.

use super::gather::{Folded, rows};
use crate::fail::Trouble;
use crate::host::Host;
use crate::projection::Projection;
use crate::projection::columns::flag;
use crate::workspace::{Asker, Engine};
use chrono::Datelike;
use huiyin_protocol::report::{VoteRow, VotesView};
use huiyin_rules::Lang;
use huiyin_rules::suggestion::AssessmentKind;
use huiyin_rules::verdict::{VoteFault, verdict};
use huiyin_store::EventStore;

impl<S: EventStore, H: Host> Engine<S, H> {
    /// Every vote that was recorded with its numbers, judged by the rule of the rulebook
    /// its suggestion stands under.
    pub(super) async fn votes_report(
        &self,
        who: Asker<'_>,
        year: Option<i32>,
    ) -> Result<VotesView, Trouble> {
        let asked = rows(&self.state.borrow().projection, |_, cells| {
            cells.flags & flag::ASSESSED != 0
        });
        let mut votes = Vec::new();
        self.gather(who, &asked, |projection, folded| {
            votes.extend(of(projection, folded, who.lang));
        })
        .await?;
        votes.retain(|vote| year.is_none_or(|year| vote.on.year() == year));
        votes.sort_by(|a, b| b.on.cmp(&a.on).then_with(|| a.number.cmp(&b.number)));
        Ok(VotesView { rows: votes })
    }
}

fn of<'a>(
    projection: &'a Projection,
    folded: Folded<'a>,
    lang: Lang,
) -> impl Iterator<Item = VoteRow> + 'a {
    let Folded {
        dense, one, book, ..
    } = folded;
    let votes = one.assessments.iter();
    votes
        .filter(|vote| vote.kind == AssessmentKind::Vote)
        .filter_map(move |vote| {
            let tally = vote.tally?;
            let judged = match vote.rule.as_ref().or(book.vote.value.as_ref()) {
                Some(rule) => verdict(&tally, rule),
                None => Err(VoteFault::NoRule),
            };
            let (rating, text, steps) = match judged {
                Ok(judged) => (
                    Some(judged.rating),
                    judged.label,
                    judged.steps.into_iter().map(|step| step.text).collect(),
                ),
                Err(fault) => (None, fault.text(), Vec::new()),
            };
            Some(VoteRow {
                id: one.id.clone(),
                number: projection.number(dense).to_owned(),
                title: projection.title(dense).to_owned(),
                on: vote.on,
                by: vote.by.clone(),
                tally,
                verdict: rating,
                text: text.get(lang).to_owned(),
                steps: steps.iter().map(|step| step.get(lang).to_owned()).collect(),
                source: super::cited(&book.vote.source, lang),
            })
        })
}
