//! What was decided apart and contradicts, one after another, for whoever settles it.

use crate::fail::Trouble;
use crate::history::History;
use crate::host::Host;
use crate::mask;
use crate::projection::Projection;
use crate::projection::row::Shown;
use crate::workspace::{Asker, Engine};
use huiyin_protocol::conflict::{ConflictKind, ConflictSide, ConflictView};
use huiyin_rules::ids::SuggestionId;
use huiyin_rules::suggestion::views::{Entry, timeline};
use huiyin_rules::suggestion::{Outcome, Precedence, Settled};
use huiyin_rules::{Lang, Role};
use huiyin_store::EventStore;

/// Suggestions read together.
const TOGETHER: usize = 50;

impl<S: EventStore, H: Host> Engine<S, H> {
    /// Every contradiction that the asking party may see: decisions made apart first, then
    /// numbers given twice.
    pub(crate) async fn conflicts(&self, who: Asker<'_>) -> Result<Vec<ConflictView>, Trouble> {
        let ids: Vec<SuggestionId> = {
            let projection = &self.state.borrow().projection;
            let rows = projection.contested.iter();
            rows.filter_map(|(dense, _)| SuggestionId::try_from(projection.id(*dense)).ok())
                .collect()
        };
        let mut views = Vec::new();
        for piece in ids.chunks(TOGETHER) {
            for (id, history) in piece.iter().zip(self.histories(piece).await?) {
                self.races(who, id, &history, &mut views);
            }
            self.host.breathe().await;
        }
        let state = self.state.borrow();
        views.extend(numbers(&state.projection, who));
        Ok(views)
    }

    fn races(
        &self,
        who: Asker<'_>,
        id: &SuggestionId,
        history: &History,
        views: &mut Vec<ConflictView>,
    ) {
        let settled = history.settled();
        let state = self.state.borrow();
        let (Some(suggestion), _) = history.fold(id, &settled) else {
            return;
        };
        let (Some(books), Some(dense)) = (&state.books, state.projection.find(id.as_str())) else {
            return;
        };
        let Some(cells) = state.projection.columns.get(dense) else {
            return;
        };
        let shown = Shown::to(who.actor, self.today(), state.calendar(), who.lang);
        let nameless = shown.mask.hides_names(&cells);
        let rulebook = books.of(suggestion.reckoned_from());
        let told = timeline(&history.events, &settled, rulebook, who.lang);
        for (a, b) in &settled.open {
            let hidden = [a, b].into_iter().any(|at| {
                let event = history.events.get(*at);
                nameless && event.is_none_or(|one| mask::tells_opinion(one, &history.events))
            });
            if hidden {
                continue;
            }
            let side = |at: &usize| {
                let entry = told.get(*at)?;
                side(
                    &state.projection,
                    dense,
                    entry,
                    why(&settled, *at, who.lang),
                )
            };
            let sides: Vec<ConflictSide> = [a, b].into_iter().filter_map(side).collect();
            views.push(ConflictView {
                kind: ConflictKind::Race,
                sides,
                advice: say(
                    who.lang,
                    "请核对两条记录，裁定保留哪一条；另一条不再计入，其后据以办理的各步可能需要重新办理。",
                    "Look at both, and settle which holds. The other does not count any more, and what was done because of it may have to be done again.",
                ),
                resolvable: who.actor.acting().role == Role::Office,
                ..about(&state.projection, dense, id.clone())
            });
        }
    }
}

/// A contradiction about a row, of which nothing more is said yet.
fn about(projection: &Projection, dense: u32, id: SuggestionId) -> ConflictView {
    ConflictView {
        kind: ConflictKind::Number,
        id,
        number: projection.number(dense).to_owned(),
        title: projection.title(dense).to_owned(),
        sides: Vec::new(),
        advice: String::new(),
        resolvable: false,
    }
}

fn label(projection: &Projection, dense: u32) -> String {
    let (number, title) = (projection.number(dense), projection.title(dense));
    if number.is_empty() {
        title.to_owned()
    } else {
        format!("{number} {title}")
    }
}

fn side(
    projection: &Projection,
    dense: u32,
    entry: &Entry,
    (counts, why): (bool, String),
) -> Option<ConflictSide> {
    Some(ConflictSide {
        suggestion: SuggestionId::try_from(projection.id(dense)).ok()?,
        label: label(projection, dense),
        event: Some(entry.event.clone()),
        on: entry.on,
        at: Some(entry.at),
        who: entry.acting.clone(),
        recorded_by: (entry.actor != entry.acting).then(|| entry.actor.clone()),
        what: entry.what.clone(),
        detail: entry.detail.clone(),
        counts,
        why,
    })
}

/// Whether an event counts for now, and why.
fn why(settled: &Settled, at: usize, lang: Lang) -> (bool, String) {
    let outcome = settled.outcomes.get(at).copied();
    if let Some(text) = outcome.and_then(Outcome::text) {
        return (false, text.get(lang).to_owned());
    }
    let beaten = settled.outcomes.iter().find_map(|other| match other {
        Outcome::Lost { to, why } if *to == at => Some(*why),
        _ => None,
    });
    let text = match beaten {
        Some(Precedence::Order) => say(
            lang,
            "暂以此为准：两方权限相当，这一条次序在先。",
            "Counts for now: both parties have the same authority, and this comes first in order.",
        ),
        Some(Precedence::Authority) => say(
            lang,
            "暂以此为准：这一方权限较高。",
            "Counts for now: this party has the higher authority.",
        ),
        None => say(
            lang,
            "暂以此为准：与它冲突的一条又与其他决定冲突，已不计入。",
            "Counts for now: what it contradicts lost to a third decision.",
        ),
    };
    (true, text)
}

/// Numbers that several suggestions in force have.
fn numbers(projection: &Projection, who: Asker<'_>) -> Vec<ConflictView> {
    let mut found: Vec<(u32, Vec<u32>)> = Vec::new();
    for (dense, first) in projection.renumbered() {
        match found.iter_mut().find(|(known, _)| *known == first) {
            Some((_, rows)) => rows.push(dense),
            None => found.push((first, vec![first, dense])),
        }
    }
    let view = |(_, mut rows): (u32, Vec<u32>)| {
        // In an order that does not depend on which came here first.
        rows.sort_by(|a, b| projection.id(*a).cmp(projection.id(*b)));
        let side = |dense: &u32| {
            Some(ConflictSide {
                suggestion: SuggestionId::try_from(projection.id(*dense)).ok()?,
                label: label(projection, *dense),
                event: None,
                on: None,
                at: None,
                who: String::new(),
                recorded_by: None,
                what: String::new(),
                detail: String::new(),
                counts: true,
                why: String::new(),
            })
        };
        let sides: Vec<ConflictSide> = rows.iter().filter_map(side).collect();
        let first = rows.first()?;
        let id = sides.first()?.suggestion.clone();
        Some(ConflictView {
            sides,
            advice: say(
                who.lang,
                "同一编号用于两件以上建议。请打开其中编号有误的一件，撤销编号登记后重新编号；重复录入的，撤销该次导入或者作废多余的一件。",
                "One number stands for several suggestions. Open the one that is numbered wrongly, undo its registration and number it anew; where it was entered twice, undo that import or void the one too many.",
            ),
            ..about(projection, *first, id)
        })
    };
    found.into_iter().filter_map(view).collect()
}

fn say(lang: Lang, zh: &str, en: &str) -> String {
    match lang {
        Lang::Zh => zh.to_owned(),
        Lang::En => en.to_owned(),
    }
}
