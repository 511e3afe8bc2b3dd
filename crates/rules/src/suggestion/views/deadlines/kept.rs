//! What units promised in their replies.

use super::{Deadline, DeadlineKind, View};
use crate::calendar::{Due, Step, date_text};
use crate::suggestion::event::Replied;
use crate::suggestion::state::Round;
use crate::text::Text;

impl View<'_> {
    /// Promises run until they are kept, or until the unit replies anew.
    pub(super) fn kept(&self, number: u32, round: &Round, all: &mut Vec<Deadline>) {
        let mut open = None;
        for reply in round.replies() {
            let Some(promise) = promise(round, reply) else {
                continue;
            };
            let open = open.get_or_insert_with(|| self.suggestion.open_promises());
            let mut standing = open.iter();
            let running = standing.any(|(of, one)| *of == number && one.unit == reply.unit);
            all.push(Deadline { running, ..promise });
        }
    }
}

fn promise(round: &Round, reply: &Replied) -> Option<Deadline> {
    let date = reply.promise.as_ref()?.due?;
    let mut kept = round.fulfilled.iter();
    let second = kept.find(|second| second.unit == reply.unit);
    let day = date_text(date);
    let stated = Step {
        rule: "promise".to_owned(),
        text: Text::new(
            format!("“{}”在答复中承诺{}前完成", reply.unit, day.zh),
            format!("`{}` promised it in its reply for {}", reply.unit, day.en),
        ),
        date,
    };
    let due = Due {
        date,
        provisional: false,
        steps: vec![stated],
    };
    let start = reply.on.unwrap_or(date);
    Some(Deadline {
        unit: Some(reply.unit.clone()),
        met_on: second.map(|second| second.on),
        ..Deadline::new(DeadlineKind::Promise, start, due)
    })
}
