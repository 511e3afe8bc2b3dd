//! The desk (工作台): what waits for the acting party. Each section is a ledger
//! query, so that its count is exactly what the ledger shows behind it.

use crate::host::Host;
use crate::projection::row::Shown;
use crate::state::State;
use crate::workspace::{Asker, Engine};
use chrono::NaiveDate;
use huiyin_protocol::ledger::{DeskSection, DeskView, LedgerQuery, Sort, Waits};
use huiyin_rules::rulebook::Light;
use huiyin_rules::suggestion::StageName;
use huiyin_rules::{Lang, Rating, Role};
use huiyin_store::EventStore;

/// Rows shown of each section.
const SHOWN: usize = 8;

/// A section before it is asked: key, title and hint in Chinese and English, and the query.
struct Section {
    key: &'static str,
    title: (&'static str, &'static str),
    hint: (&'static str, &'static str),
    query: LedgerQuery,
}

impl<S: EventStore, H: Host> Engine<S, H> {
    pub(crate) fn desk(&self, who: Asker<'_>) -> DeskView {
        let today = self.today();
        let mut state = self.state.borrow_mut();
        // The ledger's own last answer is worth more than the desk's.
        let kept = state.cached.take();
        let sections = sections(who.actor.acting().role);
        let sections = sections
            .into_iter()
            .map(|section| asked(&mut state, section, who, today))
            .collect();
        state.cached = kept;
        DeskView {
            today: Some(today),
            sections,
        }
    }
}

fn asked(state: &mut State, section: Section, who: Asker<'_>, today: NaiveDate) -> DeskSection {
    let rows = state.rows(&section.query, who.actor, today);
    let shown = Shown::to(who.actor, today, state.calendar(), who.lang);
    let say = |(zh, en): (&str, &str)| {
        if who.lang == Lang::Zh {
            zh.to_owned()
        } else {
            en.to_owned()
        }
    };
    DeskSection {
        key: section.key.to_owned(),
        title: say(section.title),
        hint: say(section.hint),
        count: rows.len() as u32,
        rows: rows
            .iter()
            .take(SHOWN)
            .filter_map(|dense| state.projection.row(*dense, shown))
            .collect(),
        query: section.query,
    }
}

fn stages(stages: &[StageName]) -> LedgerQuery {
    LedgerQuery {
        stages: stages.to_vec(),
        sort: Sort::Due,
        ..LedgerQuery::default()
    }
}

fn lit(light: Light) -> LedgerQuery {
    LedgerQuery {
        lights: vec![light],
        sort: Sort::Due,
        ..LedgerQuery::default()
    }
}

fn mine(query: LedgerQuery) -> LedgerQuery {
    LedgerQuery {
        mine: true,
        ..query
    }
}

fn waiting(waits: Waits, in_stages: &[StageName]) -> LedgerQuery {
    LedgerQuery {
        waits: Some(waits),
        ..stages(in_stages)
    }
}

fn rated(ratings: &[Rating]) -> LedgerQuery {
    LedgerQuery {
        ratings: ratings.to_vec(),
        ..stages(&[StageName::Evaluated])
    }
}

fn section(
    key: &'static str,
    title: (&'static str, &'static str),
    hint: (&'static str, &'static str),
    query: LedgerQuery,
) -> Section {
    Section {
        key,
        title,
        hint,
        query,
    }
}

fn overdue(query: LedgerQuery) -> Section {
    let hint = (
        "已过期限，请先办理或催办。",
        "past their last day; handle or remind first",
    );
    section("overdue", ("逾期", "Overdue"), hint, query)
}

fn due_soon(query: LedgerQuery) -> Section {
    let hint = ("期限将至。", "their last day is near");
    section("due_soon", ("临期", "Due soon"), hint, query)
}

fn dissatisfied(query: LedgerQuery) -> Section {
    let hint = (
        "代表不满意，应重新办理。",
        "a deputy is dissatisfied: to be handled again",
    );
    section(
        "dissatisfied",
        ("不满意待重办", "Dissatisfied"),
        hint,
        query,
    )
}

fn voted_down(query: LedgerQuery) -> Section {
    let hint = (
        "会议测评不满意，应重新办理、重新报告。",
        "a vote was dissatisfied: to be handled and reported again",
    );
    section(
        "voted_down",
        ("测评不满意待重办", "Voted down"),
        hint,
        query,
    )
}

fn promised(query: LedgerQuery) -> Section {
    let hint = (
        "答复中的承诺尚未办成，持续跟踪。",
        "what was promised is not done yet: keep tracking",
    );
    section("promised", ("承诺待兑现", "Promises to keep"), hint, query)
}

fn to_assign() -> Section {
    let hint = (
        "已编号，尚未确定承办单位。",
        "numbered, without a handling unit yet",
    );
    section(
        "to_assign",
        ("待交办", "To assign"),
        hint,
        stages(&[StageName::Registered]),
    )
}

fn to_accept(query: LedgerQuery) -> Section {
    let hint = (
        "已交办，尚有单位未签收或已退办。",
        "assigned; a unit has not taken it or gave it back",
    );
    section(
        "to_accept",
        ("待签收或退办", "To accept or reassign"),
        hint,
        query,
    )
}

fn suspended(query: LedgerQuery) -> Section {
    let hint = (
        "经同意中止计时的件，条件具备时恢复计时。",
        "time does not run; let it run again when it can",
    );
    section("suspended", ("中止计时", "Time suspended"), hint, query)
}

fn disagreements(query: LedgerQuery) -> Section {
    let hint = (
        "协办单位与主办单位意见不一致，协调后方可答复。",
        "an assisting unit disagrees: settle it before the reply",
    );
    section(
        "disagreements",
        ("意见分歧待协调", "Disagreements"),
        hint,
        query,
    )
}

fn look_back(query: LedgerQuery) -> Section {
    let hint = (
        "请代表对办理结果再次评价。",
        "the deputies rate what came of it once more",
    );
    section("look_back", ("待回头看", "To look back"), hint, query)
}

fn sections(role: Role) -> Vec<Section> {
    use StageName as S;
    let promise = LedgerQuery {
        promised: true,
        sort: Sort::Due,
        ..LedgerQuery::default()
    };
    let unhappy = || rated(&[Rating::Dissatisfied]);
    match role {
        Role::Office => vec![
            overdue(lit(Light::Overdue)),
            due_soon(lit(Light::DueSoon)),
            section(
                "to_screen",
                ("待审查", "To screen"),
                (
                    "代表已提交，判断是否作为建议受理。",
                    "submitted; decide whether it is a suggestion",
                ),
                stages(&[S::Submitted]),
            ),
            section(
                "to_register",
                ("待编号", "To register"),
                ("已受理，给出正式编号。", "accepted; give it its number"),
                stages(&[S::Screened]),
            ),
            to_assign(),
            to_accept(stages(&[S::Assigned])),
            dissatisfied(unhappy()),
            voted_down(waiting(Waits::Rehandle, &[])),
            section(
                "to_evaluate",
                ("待代表评价", "Waiting for opinions"),
                (
                    "已答复，请代表填写征询意见表。",
                    "replied; ask the deputies for their opinion",
                ),
                stages(&[S::Replied]),
            ),
            section(
                "to_close",
                ("待办结归档", "To close"),
                ("代表已评价，核对后归档。", "evaluated; check and close"),
                waiting(Waits::Close, &[StageName::Evaluated]),
            ),
            promised(promise),
            disagreements(waiting(Waits::Disagreement, &[])),
            suspended(waiting(Waits::Suspended, &[])),
            look_back(waiting(Waits::LookBack, &[])),
        ],
        Role::Government => vec![
            overdue(lit(Light::Overdue)),
            due_soon(lit(Light::DueSoon)),
            to_assign(),
            to_accept(stages(&[S::Assigned])),
            dissatisfied(unhappy()),
            voted_down(waiting(Waits::Rehandle, &[])),
            promised(promise),
            disagreements(waiting(Waits::Disagreement, &[])),
            suspended(waiting(Waits::Suspended, &[])),
        ],
        Role::Unit => vec![
            overdue(mine(lit(Light::Overdue))),
            due_soon(mine(lit(Light::DueSoon))),
            section(
                "to_take",
                ("待签收", "To accept"),
                (
                    "新交办的件，签收或在期限内退办。",
                    "newly assigned: accept, or give back in time",
                ),
                mine(waiting(Waits::Accept, &[S::Assigned, S::Handling])),
            ),
            section(
                "to_reply",
                ("待答复", "To reply"),
                (
                    "与代表面商，按要点答复。",
                    "meet the deputies and reply point by point",
                ),
                mine(waiting(Waits::Reply, &[S::Assigned, S::Handling])),
            ),
            section(
                "to_give_opinion",
                ("待提协办意见", "Opinions to give"),
                (
                    "向主办单位提出协办意见，附入其答复。",
                    "give the lead unit your opinion for its reply",
                ),
                mine(waiting(Waits::Opinion, &[S::Assigned, S::Handling])),
            ),
            section(
                "to_redo",
                ("重新办理待完成", "To handle again"),
                (
                    "重新办理、重新走访应逐项记录佐证。",
                    "record what shows each step of handling again",
                ),
                mine(waiting(Waits::Redo, &[])),
            ),
            section(
                "to_deliver",
                ("答复待送达", "Replies to deliver"),
                (
                    "答复应逐一送达领衔代表和附议代表。",
                    "hand the reply to every signing deputy",
                ),
                mine(waiting(Waits::Delivery, &[S::Replied])),
            ),
            section(
                "replied",
                ("已答复待评价", "Replied"),
                ("等待代表评价。", "waiting for the deputies' opinion"),
                mine(stages(&[S::Replied])),
            ),
            dissatisfied(mine(unhappy())),
            voted_down(mine(waiting(Waits::Rehandle, &[]))),
            promised(mine(promise)),
        ],
        Role::Deputy => vec![
            section(
                "to_evaluate",
                ("待我评价", "To evaluate"),
                (
                    "承办单位已答复，请评价过程与结果。",
                    "answered: rate the process and the result",
                ),
                mine(waiting(Waits::Evaluation, &[S::Replied, S::Evaluated])),
            ),
            section(
                "drafts",
                ("起草与退回", "Drafts and sent back"),
                ("完善后提交。", "complete and submit"),
                mine(stages(&[S::Draft, S::SentBack])),
            ),
            section(
                "in_handling",
                ("办理中", "Being handled"),
                ("已提交，可查看进展。", "submitted; see how far they are"),
                mine(stages(&[
                    S::Submitted,
                    S::Screened,
                    S::Registered,
                    S::Assigned,
                    S::Handling,
                ])),
            ),
            look_back(mine(waiting(Waits::LookBack, &[]))),
            promised(mine(promise)),
        ],
    }
}
