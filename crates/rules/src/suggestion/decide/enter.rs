//! A row of a ledger: facts that are taken as they stand, unless they contradict
//! each other. Days the ledger does not say stay unknown.

use super::{assign, check, dossier};
use crate::refusal::{Field, Refusal};
use crate::suggestion::command::{Action, LedgerRecord};
use crate::suggestion::context::Context;
use crate::suggestion::event::{
    Assigned, Consulted, Entered, Evaluated, Event, KeyMarked, Replied,
};
use crate::suggestion::terms::{Arrangement, ConsultPhase, LaneRole};
use crate::text::Text;
use chrono::NaiveDate;

pub(super) fn enter(record: &LedgerRecord, ctx: &Context) -> Result<Vec<Event>, Refusal> {
    let record = &LedgerRecord {
        dossier: record.dossier.tidied(),
        arrangement: record.arrangement.as_ref().map(Arrangement::tidied),
        ..record.clone()
    };
    texts(record)?;
    consistent(record)?;
    days(record, ctx)?;
    let mut events = vec![Event::Entered(Entered {
        number: record.number.clone(),
        dossier: record.dossier.clone(),
        source: record.source.clone(),
    })];
    if let Some(supervisor) = &record.key {
        events.push(Event::KeyMarked(KeyMarked {
            supervisor: supervisor.clone(),
            committee: None,
            criteria: Vec::new(),
            reason: String::new(),
        }));
    }
    if let Some(arrangement) = &record.arrangement {
        handled(record, arrangement, &mut events);
    }
    Ok(events)
}

/// What the row says of the handling, as events in the order they happen.
fn handled(record: &LedgerRecord, arrangement: &Arrangement, events: &mut Vec<Event>) {
    events.push(Event::Assigned(Assigned {
        on: record.assigned,
        leader: record.leader.clone(),
        arrangement: arrangement.clone(),
        meeting: None,
        level: None,
    }));
    // A ledger's row speaks of the suggestion as a whole: what it says of the
    // reply holds for every unit that owes one.
    let replying: Vec<String> = arrangement
        .parts()
        .into_iter()
        .filter(|(_, role): &(&str, LaneRole)| role.replies())
        .map(|(unit, _)| unit.to_owned())
        .collect();
    if let Some(on) = record.consulted {
        events.extend(replying.iter().map(|unit| {
            Event::Consulted(Consulted {
                unit: unit.clone(),
                on,
                phase: ConsultPhase::Unstated,
                people: Vec::new(),
                outcome: String::new(),
            })
        }));
    }
    if let Some(class) = record.class {
        events.extend(replying.iter().map(|unit| {
            Event::Replied(Box::new(Replied {
                unit: unit.clone(),
                on: record.replied,
                class,
                text: String::new(),
                points: Vec::new(),
                promise: None,
                signed_by: None,
                sealed: false,
                form_enclosed: false,
            }))
        }));
    }
    if let Some(result) = record.rating {
        events.push(Event::Evaluated(Evaluated {
            deputy: record.dossier.lead.clone(),
            on: None,
            process: None,
            result,
            note: String::new(),
            points: Vec::new(),
            defects: Vec::new(),
        }));
    }
}

fn texts(record: &LedgerRecord) -> Result<(), Refusal> {
    check::line(Field::Number, &record.number, check::NAME)?;
    dossier::whole(&record.dossier)?;
    check::line(Field::File, &record.source.file, check::FILE)?;
    check::line(Field::Sheet, &record.source.sheet, check::FILE)?;
    let supervisor = record.key.as_ref().and_then(Option::as_deref);
    check::maybe_line(Field::Supervisor, supervisor, check::NAME)?;
    check::maybe_line(Field::Leader, record.leader.as_deref(), check::NAME)?;
    record.arrangement.as_ref().map_or(Ok(()), assign::sound)
}

fn consistent(record: &LedgerRecord) -> Result<(), Refusal> {
    if record.arrangement.is_none() {
        let facts = [
            (
                record.leader.is_some(),
                Field::Leader.zh(),
                Field::Leader.en(),
            ),
            (record.assigned.is_some(), "交办日期", "a day of assignment"),
            (
                record.consulted.is_some(),
                "面商记录",
                "a meeting with the deputies",
            ),
            (record.class.is_some(), "答复类别", "an answer class"),
            (record.replied.is_some(), "答复日期", "a day of reply"),
            (record.rating.is_some(), "代表评价", "a deputy's opinion"),
        ];
        let stated: Vec<Text> = facts
            .iter()
            .filter(|(stated, _, _)| *stated)
            .map(|(_, zh, en)| Text::new(*zh, *en))
            .collect();
        if !stated.is_empty() {
            return Err(Refusal::ledger_no_units(&stated));
        }
    }
    if let (Some(replied), None) = (record.replied, record.class) {
        return Err(Refusal::ledger_reply_without_class(replied));
    }
    if record.rating.is_some() && record.class.is_none() {
        return Err(Refusal::ledger_rating_without_reply());
    }
    match (record.assigned, record.replied) {
        (Some(assigned), Some(replied)) if replied < assigned => {
            Err(Refusal::ledger_reply_before_assignment(assigned, replied))
        }
        _ => Ok(()),
    }
}

/// None of the days lies in the future.
fn days(record: &LedgerRecord, ctx: &Context) -> Result<(), Refusal> {
    let stated: [(Action, Option<NaiveDate>); 3] = [
        (Action::Assign, record.assigned),
        (Action::Consult, record.consulted.flatten()),
        (Action::Reply, record.replied),
    ];
    for (action, on) in stated {
        if let Some(on) = on {
            check::day(action.label(), on, &[], ctx)?;
        }
    }
    Ok(())
}
