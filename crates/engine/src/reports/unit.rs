//! One handling unit's year: its parts, its rates, what was counted, its score card.

use super::gather::of_year;
use crate::fail::Trouble;
use crate::host::Host;
use crate::mask::{self, Mask};
use crate::projection::Projection;
use crate::projection::columns::lane;
use crate::workspace::{Asker, Engine};
use huiyin_protocol::ledger::LedgerQuery;
use huiyin_protocol::report::{CardLine, CardView, FactLine, UnitView};
use huiyin_protocol::stats::StatsQuery;
use huiyin_rules::score::{Measure, Scored, UnitFacts, score};
use huiyin_rules::{Lang, Rating, Rulebook};
use huiyin_store::EventStore;

/// Rows of the ledger that the page shows.
const SHOWN: u32 = 200;

impl<S: EventStore, H: Host> Engine<S, H> {
    /// A unit's year. Opinions that are hidden from the asking party count nowhere in it.
    pub(super) async fn unit_report(
        &self,
        who: Asker<'_>,
        unit: &str,
        year: i32,
    ) -> Result<UnitView, Trouble> {
        let today = self.today();
        let book = self.book_of_year(year)?;
        let asked = {
            let projection = &self.state.borrow().projection;
            let mut asked = of_year(projection, year);
            asked.retain(|dense| has_part(projection, *dense, unit));
            asked
        };
        let mut facts = UnitFacts::new();
        self.gather(who, &asked, |_, folded| {
            facts.add(folded.one, unit, folded.book, folded.calendar, today);
        })
        .await?;
        let items = LedgerQuery {
            unit: Some(unit.to_owned()),
            year: Some(year),
            ..LedgerQuery::default()
        };
        let owed = LedgerQuery {
            reply_unit: Some(unit.to_owned()),
            unit: None,
            ..items.clone()
        };
        let rates = self.stats(who, &StatsQuery { filter: owed })?.rates;
        let shown = LedgerQuery {
            limit: SHOWN,
            ..items.clone()
        };
        let rows = self.ledger(who, &shown).rows;
        let (opinions, opinions_hidden) = self.opinions(who, &asked, &facts);
        Ok(UnitView {
            unit: unit.to_owned(),
            year,
            parts: [facts.leads, facts.separate, facts.assists],
            rates,
            opinions,
            opinions_hidden,
            facts: fact_lines(&facts, who.lang),
            card: card(&facts, &book, who.lang),
            items,
            rows,
        })
    }

    /// How the deputies rate the unit's suggestions as far as the asking party may see,
    /// and why not further.
    fn opinions(
        &self,
        who: Asker<'_>,
        rows: &[u32],
        facts: &UnitFacts,
    ) -> (Option<[u32; 3]>, String) {
        let state = self.state.borrow();
        let today = self.today();
        let mask = Mask::new(who.actor, today);
        let cells = rows
            .iter()
            .filter_map(|dense| state.projection.columns.get(*dense));
        let (hidden, seen): (Vec<_>, Vec<_>) = cells.partition(|cells| mask.hides(cells));
        let why = hidden
            .first()
            .map(|cells| mask::reason(cells, today, who.lang));
        let totals = Rating::ALL.map(|rating| facts.rated(rating));
        let may = hidden.is_empty() || seen.iter().any(|cells| cells.rating != 0);
        (may.then_some(totals), why.unwrap_or_default())
    }
}

/// Whether a unit has or had a part in a row.
fn has_part(projection: &Projection, dense: u32, unit: &str) -> bool {
    let (Some(symbol), Some(cells)) = (projection.names.find(unit), projection.columns.get(dense))
    else {
        return false;
    };
    let mut lanes = projection.words.get(cells.lanes).iter();
    symbol != 0 && lanes.any(|word| word >> lane::SHIFT == symbol)
}

/// Everything that was counted and holds for at least one suggestion, each with its number.
fn fact_lines(facts: &UnitFacts, lang: Lang) -> Vec<FactLine> {
    let counted = |measure: &&Measure| {
        let share = facts.share(**measure);
        !measure.is_share() || share.share().denominator > 0 || share.open > 0
    };
    let line = |measure: &Measure| {
        let (label, text) = (measure.label(), facts.text(*measure));
        let (label, text) = (label.get(lang), text.get(lang));
        // The facts' words begin with the label, which the page has in a column of its own.
        let value = text.strip_prefix(label).unwrap_or(text);
        FactLine {
            label: label.to_owned(),
            value: value.trim_start_matches(['：', ':', ' ']).to_owned(),
        }
    };
    Measure::ALL.iter().filter(counted).map(line).collect()
}

/// The card filled in, where the rulebook has one.
fn card(facts: &UnitFacts, book: &Rulebook, lang: Lang) -> Option<CardView> {
    let card = book.score_card.value.as_ref()?;
    let scored = score(facts, card, book);
    let line = |line: &huiyin_rules::score::ScoredLine| CardLine {
        label: line.label.get(lang).to_owned(),
        points: match (line.points, line.level) {
            (Some(points), _) => points.show(),
            (None, Some(level)) => level.label().get(lang).to_owned(),
            (None, None) => String::new(),
        },
        fact: line.fact.get(lang).to_owned(),
        arithmetic: line.arithmetic.get(lang).to_owned(),
    };
    Some(CardView {
        lines: scored.lines.iter().map(line).collect(),
        total: points(&scored),
        grade: grade(&scored, lang),
        open: scored.open,
        source: super::cited(&book.score_card.source, lang),
    })
}

/// The points, as shown; empty where no line has any.
pub(super) fn points(scored: &Scored) -> String {
    let any = scored.lines.iter().any(|line| line.points.is_some());
    if any {
        scored.total.show()
    } else {
        String::new()
    }
}

/// The grade, or what the criteria came to; empty where neither can be told.
pub(super) fn grade(scored: &Scored, lang: Lang) -> String {
    let level = scored.level.map(|level| level.label());
    let label = scored.grade.clone().or(level);
    label.map_or_else(String::new, |label| label.get(lang).to_owned())
}
