//! Refusals about who acts.

use super::*;
use crate::answer::Rating;

pub fn who() -> Vec<Case> {
    let mut government_for_unit = actor(GOVERNMENT);
    government_for_unit.on_behalf_of = Some(Party {
        role: Role::Unit,
        name: LEAD_UNIT.1.into(),
    });
    let by_hand = (
        Code::ActsForAnother,
        stage("assigned"),
        government_for_unit,
        accept(LEAD_UNIT.1),
    );
    vec![
        by_hand,
        case(
            Code::WrongRole,
            "submitted",
            LEAD,
            screen(ScreenOutcome::Accept),
        ),
        case(
            Code::UnitNotAssigned,
            "assigned",
            OTHER_UNIT,
            accept(OTHER_UNIT.1),
        ),
        case(
            Code::UnitDiffers,
            "assigned",
            LEAD_UNIT,
            accept(ASSISTING.1),
        ),
        case(
            Code::NotASigner,
            "replied",
            OTHER_DEPUTY,
            evaluate(OTHER_DEPUTY.1, "2024-06-11", Rating::Satisfied),
        ),
        case(Code::NotTheLead, "draft", CO_SIGNER, submit()),
        case(
            Code::DeputyDiffers,
            "replied",
            LEAD,
            evaluate(CO_SIGNER.1, "2024-06-11", Rating::Satisfied),
        ),
    ]
}
