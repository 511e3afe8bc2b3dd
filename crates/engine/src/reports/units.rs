//! All handling units of a year side by side, and the lists prepared for awards (S1.16).

use super::gather::of_year;
use super::unit::{grade, points};
use crate::fail::Trouble;
use crate::host::Host;
use crate::workspace::{Asker, Engine};
use crate::zh;
use huiyin_protocol::report::{AwardLine, UnitLine, UnitsView};
use huiyin_rules::score::{
    AwardCriteria, DeputyFacts, Measure, Ranking, ScoreCard, Scored, UnitFacts, awards, rank, score,
};
use huiyin_rules::{Fraction, Lang, Role, Rulebook};
use huiyin_store::EventStore;
use std::collections::{BTreeMap, BTreeSet};

/// Everybody's year.
#[derive(Default)]
struct Year {
    units: BTreeMap<String, UnitFacts>,
    deputies: BTreeMap<String, DeputyFacts>,
    delegations: BTreeMap<String, DeputyFacts>,
}

/// One unit's year with its card; without one its card has no lines.
type Counted = (String, UnitFacts, Scored);

impl<S: EventStore, H: Host> Engine<S, H> {
    /// Every unit that has a part in a year's suggestions. Where evaluation is back to
    /// back a unit sees of the others only what tells nothing of opinions (S0.10).
    pub(super) async fn units_report(
        &self,
        who: Asker<'_>,
        year: i32,
    ) -> Result<UnitsView, Trouble> {
        let today = self.today();
        let book = self.book_of_year(year)?;
        let asked = of_year(&self.state.borrow().projection, year);
        let mut all = Year::default();
        self.gather(who, &asked, |_, folded| {
            let rounds = folded.one.rounds.iter();
            let units: BTreeSet<&String> = rounds
                .flat_map(|round| round.lanes.iter().map(|lane| &lane.unit))
                .collect();
            for unit in units {
                let facts = all.units.entry(unit.clone()).or_default();
                facts.add(folded.one, unit, folded.book, folded.calendar, today);
            }
            let dossier = &folded.one.dossier;
            for name in std::iter::once(&dossier.lead).chain(&dossier.co_signers) {
                let facts = all.deputies.entry(name.clone()).or_default();
                facts.add(folded.one, name, folded.book);
            }
            if let Some(delegation) = &dossier.delegation {
                let facts = all.delegations.entry(delegation.clone()).or_default();
                facts.add(folded.one, &dossier.lead, folded.book);
            }
        })
        .await?;
        let card = book.score_card.value.as_ref();
        let none = ScoreCard {
            items: Vec::new(),
            grades: Vec::new(),
        };
        let mut counted: Vec<Counted> = all
            .units
            .into_iter()
            .filter(|(_, facts)| facts.owes() + facts.assists > 0)
            .map(|(unit, facts)| {
                let scored = score(&facts, card.unwrap_or(&none), &book);
                (unit, facts, scored)
            })
            .collect();
        counted.sort_by(|a, b| zh::compare(&a.0, &b.0));
        let ranking = rank(&counted, book.rank_least.value.0);
        let party = who.actor.acting();
        let blind = party.role == Role::Unit && self.blind_anywhere();
        let rule = super::rule_lines(&book, &["rank-least"], who.lang);
        let mut units: Vec<UnitLine> = counted
            .iter()
            .map(|one| line(one, &ranking, card.is_some(), who.lang))
            .collect();
        if blind {
            for line in units.iter_mut().filter(|line| line.unit != party.name) {
                veil(line);
            }
            for line in &mut units {
                line.rank = None;
                line.note.clear();
            }
        }
        // Those without a place come last, in the order of their names.
        units.sort_by_key(|line| line.rank.unwrap_or(u32::MAX));
        Ok(UnitsView {
            year,
            units,
            awards: if blind {
                Vec::new()
            } else {
                prepared(counted, &all.deputies, &all.delegations, &book, who.lang)
            },
            rank_rule: rule.into_iter().next().unwrap_or_default().0,
        })
    }
}

fn line((unit, facts, scored): &Counted, ranking: &Ranking, card: bool, lang: Lang) -> UnitLine {
    let place = ranking.places.iter().find(|place| place.unit == *unit);
    let left = ranking.unranked.iter().find(|left| left.unit == *unit);
    let note = match (place, left) {
        _ if !card => match lang {
            Lang::Zh => "现行规则没有规定评分办法，不排名".to_owned(),
            Lang::En => "the rulebook has no score card: not ranked".to_owned(),
        },
        (Some(place), _) => place.text.get(lang).to_owned(),
        (None, Some(left)) => left.text.get(lang).to_owned(),
        (None, None) => String::new(),
    };
    let share = |measure: Measure| facts.share(measure).share();
    let count = |measure: Measure| facts.count(measure).count;
    UnitLine {
        unit: unit.clone(),
        rank: place.map(|place| place.rank),
        note,
        items: facts.owes(),
        assists: facts.assists,
        replied: share(Measure::Replied),
        completed: share(Measure::Completed),
        contacts: share(Measure::ContactsComplete),
        satisfied: share(Measure::Satisfied),
        late: count(Measure::Late),
        reminders: count(Measure::Reminders),
        points: points(scored),
        grade: grade(scored, lang),
    }
}

/// Takes out what tells of opinions on another unit.
fn veil(line: &mut UnitLine) {
    line.satisfied = Fraction::default();
    line.points.clear();
    line.grade.clear();
}

fn prepared(
    units: Vec<Counted>,
    deputies: &BTreeMap<String, DeputyFacts>,
    delegations: &BTreeMap<String, DeputyFacts>,
    book: &Rulebook,
    lang: Lang,
) -> Vec<AwardLine> {
    let named = |all: &BTreeMap<String, DeputyFacts>| {
        let mut all: Vec<(String, DeputyFacts)> = all
            .iter()
            .map(|(name, facts)| (name.clone(), *facts))
            .collect();
        all.sort_by(|a, b| zh::compare(&a.0, &b.0));
        all
    };
    let units: Vec<_> = units
        .into_iter()
        .map(|(unit, facts, scored)| (unit, facts, Some(scored)))
        .collect();
    let all = awards(
        &units,
        &named(deputies),
        &named(delegations),
        &AwardCriteria::of(book),
    );
    all.into_iter()
        .map(|award| AwardLine {
            list: award.list.label().get(lang).to_owned(),
            name: award.name,
            reason: award
                .reasons
                .iter()
                .map(|reason| reason.get(lang))
                .collect::<Vec<_>>()
                .join(super::joint(lang)),
        })
        .collect()
}
