//! What an action's form holds at first. Judgements are never filled in beforehand.

use super::{Around, units};
use crate::components::form::Values;
use huiyin_rules::suggestion::{Action, LaneRole};

/// The first values of an action's form.
pub fn initial(action: Action, around: &Around<'_>) -> Values {
    let mut values = Values::default().with("on", around.workspace.today.clone());
    match action {
        Action::Register => values.set("number", around.workspace.next_number.clone()),
        Action::Assign => assigned_before(&mut values, around),
        Action::Remind => values.set("unit", "*".to_owned()),
        Action::Consult => values.set("people", around.signers().join("\n")),
        Action::SplitPoints => {
            if let Some(item) = around.item {
                values.set("points", item.dossier.points.join("\n"));
            }
        }
        _ => {}
    }
    // The only unit there is; with several, the person chooses.
    let units = units::part(action).map_or_else(Vec::new, |part| around.units(part));
    if let [only] = units.as_slice() {
        values.set("unit", only.clone());
    }
    if let [only] = around.signers().as_slice() {
        values.set("deputy", only.clone());
    }
    values
}

/// A new arrangement begins from the one that stands.
fn assigned_before(values: &mut Values, around: &Around<'_>) {
    let Some(item) = around.item else {
        return;
    };
    values.set("leader", item.row.leader.clone());
    let Some(round) = item.rounds.last() else {
        return;
    };
    let of = |role: LaneRole| -> Vec<String> {
        let lanes = round.lanes.iter().filter(|lane| lane.role == role);
        lanes.map(|lane| lane.unit.clone()).collect()
    };
    let separate = of(LaneRole::Separate);
    if separate.is_empty() {
        values.set("mode", "joint".to_owned());
        values.set("lead", of(LaneRole::Lead).concat());
        values.set("assisting", of(LaneRole::Assisting).join("\n"));
    } else {
        values.set("mode", "separate".to_owned());
        values.set("units", separate.join("\n"));
    }
}
