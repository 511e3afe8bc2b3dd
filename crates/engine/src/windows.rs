//! Evaluation windows (测评窗口): opened for some suggestions, closed, counted.

use crate::adopt::{fits, office_only};
use crate::facts::{Window, WindowClosed, WindowFact, WindowOpened, WorkspaceEvent};
use crate::fail::Trouble;
use crate::host::Host;
use crate::workspace::{Asker, Engine};
use chrono::NaiveDate;
use huiyin_protocol::ledger::LedgerQuery;
use huiyin_protocol::rulebook::WindowView;
use huiyin_rules::ids::SuggestionId;
use huiyin_rules::suggestion::{LaneRole, OpinionTotals, Suggestion};
use huiyin_rules::{Lang, Rating, Role};
use huiyin_store::EventStore;
use std::collections::BTreeMap;

/// Most suggestions of one window: their ids fit one event.
const MAX_ITEMS: usize = 4_000;
/// Longest window, in days.
const LONGEST: i64 = 366;
/// Suggestions folded before others get their turn.
const TOGETHER: usize = 200;

/// A window to be opened.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted<'a> {
    pub title: &'a str,
    pub opens: NaiveDate,
    pub closes: NaiveDate,
    pub look_back: bool,
    pub query: &'a LedgerQuery,
}

impl<S: EventStore, H: Host> Engine<S, H> {
    pub(crate) async fn window_open(
        &self,
        who: Asker<'_>,
        wanted: Wanted<'_>,
    ) -> Result<(), Trouble> {
        office_only(who)?;
        let title = wanted.title.trim();
        let days = (wanted.closes - wanted.opens).num_days();
        if !fits(title) || !(0..LONGEST).contains(&days) {
            return Err(Trouble::input(
                "window_unfit",
                "测评窗口应有不超过60个字的名称，截止日不早于开始日，且不超过一年。请修改后重试。",
                "a window has a title of at most 60 characters and ends on or after its first day, within a year",
            ));
        }
        let window = self.fresh_id()?;
        let today = self.today();
        let items: Vec<SuggestionId> = {
            let mut state = self.state.borrow_mut();
            let rows = state.rows(wanted.query, who.actor, today);
            let projection = &state.projection;
            let counting = rows
                .iter()
                .filter(|dense| projection.stage(**dense).counts());
            counting
                .filter_map(|dense| projection.id(*dense).try_into().ok())
                .collect()
        };
        if items.is_empty() || items.len() > MAX_ITEMS {
            return Err(Trouble::input(
                "window_items",
                format!(
                    "所选为{}件；一个测评窗口应有1至{MAX_ITEMS}件已编号的建议。请调整筛选条件。",
                    items.len()
                ),
                format!(
                    "{} were chosen; a window holds 1 to {MAX_ITEMS} numbered suggestions",
                    items.len()
                ),
            ));
        }
        self.record(who, |_| {
            Ok(vec![WorkspaceEvent::WindowOpened(WindowOpened {
                window: window.as_str().to_owned(),
                title: title.to_owned(),
                opens: wanted.opens,
                closes: wanted.closes,
                look_back: wanted.look_back,
                items: items.clone(),
            })])
        })
        .await
    }

    pub(crate) async fn window_close(&self, who: Asker<'_>, window: &str) -> Result<(), Trouble> {
        office_only(who)?;
        let on = self.today();
        self.record(who, |state| {
            let found = state.projection.facts.window(window);
            let found = found.ok_or_else(|| {
                Trouble::refused(
                    "no_such_window",
                    "没有这个测评窗口。请刷新后重试。",
                    "there is no such window; reload and try again",
                )
            })?;
            if on >= found.over() {
                return Err(Trouble::refused(
                    "window_over",
                    "这个测评窗口已经结束。",
                    "this window is over already",
                ));
            }
            Ok(vec![WorkspaceEvent::WindowClosed(WindowClosed {
                window: window.to_owned(),
                on,
            })])
        })
        .await
    }

    /// Every window, newest first, with what came in.
    pub(crate) async fn windows(&self, who: Asker<'_>) -> Result<Vec<WindowView>, Trouble> {
        self.cancelled.set(false);
        let known: Vec<(Window, Option<NaiveDate>)> = {
            let state = self.state.borrow();
            let windows = state.projection.facts.windows().rev();
            windows
                .map(|one| (one.opened.clone(), one.closed))
                .collect()
        };
        let mut views = Vec::with_capacity(known.len());
        for (opened, closed) in &known {
            let window = WindowFact {
                opened,
                closed: *closed,
            };
            let mut count = Count::default();
            let ids: Vec<SuggestionId> = opened.items.iter().cloned().collect();
            for piece in ids.chunks(TOGETHER) {
                for (id, history) in piece.iter().zip(self.histories(piece).await?) {
                    if let (Some(one), _) = history.replay(id) {
                        let state = self.state.borrow();
                        let book = state.book_of(&one);
                        let least = book.map_or(0, |book| book.least_opinions.value.0);
                        count.least = count.least.max(least);
                        count.blind |= book.is_some_and(|book| book.back_to_back.value);
                        count.add(&one, window);
                    }
                }
                self.host.breathe().await;
                if self.cancelled.get() {
                    return Err(Trouble::cancelled("汇总已停止。", "the count was stopped"));
                }
            }
            views.push(count.view(window, who, self.today()));
        }
        Ok(views)
    }
}

/// What came in during a window.
#[derive(Default)]
struct Count {
    items: u32,
    asked: u32,
    given: u32,
    units: BTreeMap<String, [u32; 3]>,
    waiting: BTreeMap<String, u32>,
    blind: bool,
    least: u32,
}

impl Count {
    fn add(&mut self, one: &Suggestion, window: WindowFact<'_>) {
        if !one.stage.name().counts() {
            return;
        }
        self.items += 1;
        let in_time = |on: Option<NaiveDate>| on.is_none_or(|on| on < window.over());
        // The round that was rated then: the last one that began before the window was over.
        let mut rounds = one.rounds.iter().rev();
        let round = rounds.find(|round| in_time(round.began));
        let mut opinions: Vec<(&str, Rating)> = Vec::new();
        if let Some(round) = round {
            if window.opened.look_back {
                let all = round.look_backs.iter();
                let all = all.filter(|given| in_time(Some(given.on)));
                opinions.extend(all.map(|given| (given.deputy.as_str(), given.result)));
            } else {
                let all = round.evaluations.iter();
                let all = all.filter(|given| in_time(given.on));
                opinions.extend(all.map(|given| (given.deputy.as_str(), given.result)));
            }
        }
        let dossier = &one.dossier;
        for name in std::iter::once(&dossier.lead).chain(&dossier.co_signers) {
            self.asked += 1;
            if opinions.iter().any(|(deputy, _)| deputy == name) {
                self.given += 1;
            } else {
                *self.waiting.entry(name.clone()).or_default() += 1;
            }
        }
        let mut counted = OpinionTotals::of(opinions.iter().map(|(_, rating)| *rating)).each();
        // Where single opinions never come, what the office told of that round.
        let number = one.rounds.iter().position(|other| Some(other) == round);
        let told = one.announced.as_ref().filter(|told| {
            let index = usize::try_from(told.round).unwrap_or(usize::MAX);
            opinions.is_empty() && number.is_some_and(|number| number + 1 == index)
        });
        if let Some(told) = told {
            counted = told.result.each();
            self.given += counted.iter().sum::<u32>();
        }
        let lanes = round.map_or(&[][..], |round| &round.lanes);
        for lane in lanes.iter().filter(|lane| lane.role != LaneRole::Assisting) {
            let unit = self.units.entry(lane.unit.clone()).or_default();
            for (sum, count) in unit.iter_mut().zip(counted) {
                *sum += count;
            }
        }
    }

    fn view(self, window: WindowFact<'_>, who: Asker<'_>, today: NaiveDate) -> WindowView {
        let acting = who.actor.acting();
        let unit = acting.role == Role::Unit;
        let masked = unit && self.blind;
        let over = today >= window.over();
        let least = self.least;
        let few = |totals: &[u32; 3]| totals.iter().sum::<u32>() < least;
        // A unit sees its own totals, others see all.
        let own = self
            .units
            .into_iter()
            .filter(|(name, _)| !unit || *name == acting.name);
        let totals: Vec<(String, Option<[u32; 3]>)> = own
            .map(|(name, totals)| {
                let hidden = masked && (!over || few(&totals));
                (name, (!hidden).then_some(totals))
            })
            .collect();
        let hidden = totals.iter().any(|(_, totals)| totals.is_none());
        let hidden = match (hidden, over, who.lang) {
            (false, ..) => "",
            (true, false, Lang::Zh) => "实行背靠背测评，测评结束后公布汇总。",
            (true, false, Lang::En) => "Evaluated back to back: totals are shown after the window.",
            (true, true, Lang::Zh) => "评价份数少于规定的最少份数，不公布汇总。",
            (true, true, Lang::En) => "Fewer opinions came in than totals are shown of.",
        };
        let opened = window.opened;
        WindowView {
            id: opened.id.clone(),
            title: opened.title.clone(),
            opens: opened.opens,
            closes: window.closed.unwrap_or(opened.closes).min(opened.closes),
            look_back: opened.look_back,
            open: window.open(today),
            items: self.items,
            // How many have answered tells a unit something, too.
            opinions: if masked && !over {
                (self.asked, 0)
            } else {
                (self.asked, self.given)
            },
            totals,
            hidden: hidden.to_owned(),
            waiting: if acting.role == Role::Office {
                self.waiting.into_iter().collect()
            } else {
                Vec::new()
            },
        }
    }
}
