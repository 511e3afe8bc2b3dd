//! What could be put under key supervision, and why.

use super::super::repeats;
use crate::fail::Trouble;
use crate::host::Host;
use crate::projection::row::Shown;
use crate::workspace::{Asker, Engine};
use huiyin_protocol::report::{KeyCandidate, Related};
use huiyin_rules::Rulebook;
use huiyin_rules::repeats::{Candidate, Sketch};
use huiyin_rules::suggestion::KeyCriterion;
use huiyin_store::EventStore;
use std::collections::{BTreeMap, BTreeSet};

/// Most candidates that are proposed.
const PROPOSED: usize = 100;
/// Most related suggestions a candidate names.
const NAMED: usize = 20;

impl<S: EventStore, H: Host> Engine<S, H> {
    /// What could be put under key supervision: found by titles over the whole
    /// workspace, then weighed again with the texts of what was found.
    pub(super) async fn candidates(
        &self,
        who: Asker<'_>,
        year: i32,
        book: &Rulebook,
    ) -> Result<Vec<KeyCandidate>, Trouble> {
        let index = self.titles().await?;
        let mut found = {
            let state = self.state.borrow();
            repeats::candidates(&state, &index, year, book)
        };
        let allowed = &book.key_criteria.value;
        let fits = |one: &Candidate| criteria(one, allowed).next().is_some();
        found.sort_by_key(|one| !fits(one));
        found.truncate(PROPOSED);
        let related = |one: &Candidate| -> BTreeSet<u32> {
            let reasons = one.reasons.iter();
            reasons
                .flat_map(|reason| reason.related.iter().copied())
                .collect()
        };
        let concerned: BTreeSet<u32> = found
            .iter()
            .flat_map(|one| related(one).into_iter().chain([one.key]))
            .collect();
        let concerned: Vec<u32> = concerned.into_iter().collect();
        let mut sketches = BTreeMap::new();
        self.gather(who, &concerned, |_, folded| {
            if let Some(sketch) = Sketch::of(&folded.one.dossier.text) {
                sketches.insert(folded.dense, sketch);
            }
        })
        .await?;
        let state = self.state.borrow();
        let projection = &state.projection;
        let index = repeats::some(projection, &concerned, &sketches);
        let shown = Shown::to(who.actor, self.today(), state.calendar(), who.lang);
        let candidate = |one: Candidate| {
            let alike = index.related(one.key);
            let percent = |other: u32| {
                let found = alike.iter().find(|alike| alike.key == other);
                found.map_or(0, |alike| {
                    u8::try_from(alike.similarity / 10).unwrap_or(100)
                })
            };
            let mut others: Vec<Related> = related(&one)
                .into_iter()
                .filter_map(|other| {
                    Some(Related {
                        id: projection.id(other).to_owned().try_into().ok()?,
                        number: projection.number(other).to_owned(),
                        title: projection.title(other).to_owned(),
                        year: projection.columns.get(other)?.year,
                        percent: percent(other),
                    })
                })
                .collect();
            others.sort_by(|a, b| {
                b.percent
                    .cmp(&a.percent)
                    .then_with(|| a.number.cmp(&b.number))
            });
            others.truncate(NAMED);
            Some(KeyCandidate {
                row: projection.row(one.key, shown)?,
                criteria: criteria(&one, allowed).collect(),
                reasons: one
                    .reasons
                    .iter()
                    .map(|reason| reason.text.get(who.lang).to_owned())
                    .collect(),
                related: others,
            })
        };
        Ok(found.into_iter().filter_map(candidate).collect())
    }
}

/// The criteria found that the place knows; all of them where it names none.
fn criteria<'a>(
    one: &'a Candidate,
    allowed: &'a [KeyCriterion],
) -> impl Iterator<Item = KeyCriterion> + 'a {
    let found = one.reasons.iter().map(|reason| reason.criterion);
    found.filter(|criterion| allowed.is_empty() || allowed.contains(criterion))
}
