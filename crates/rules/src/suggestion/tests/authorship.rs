//! Whose act each kind of event can be, against the table of who may do what.

use super::world::*;
use crate::actor::{Actor, Party, Role};
use crate::suggestion::authorship::{may, may_record};
use crate::suggestion::permit::roles;
use crate::suggestion::*;
use std::collections::{BTreeMap, BTreeSet};

/// The kind of event each action is recorded as.
pub const KINDS: [(Action, &str); 38] = [
    (Action::Draft, "drafted"),
    (Action::Revise, "revised"),
    (Action::Submit, "submitted"),
    (Action::Screen, "screened"),
    (Action::Register, "registered"),
    (Action::Enter, "entered"),
    (Action::MarkKey, "key_marked"),
    (Action::UnmarkKey, "key_unmarked"),
    (Action::Assign, "assigned"),
    (Action::Accept, "accepted"),
    (Action::Return, "returned"),
    (Action::Extend, "extended"),
    (Action::Consult, "consulted"),
    (Action::Remind, "reminded"),
    (Action::Reply, "replied"),
    (Action::Evaluate, "evaluated"),
    (Action::Rehandle, "rehandled"),
    (Action::Close, "closed"),
    (Action::ReportProgress, "progressed"),
    (Action::Fulfil, "fulfilled"),
    (Action::SplitPoints, "points_split"),
    (Action::Join, "joined"),
    (Action::Part, "parted"),
    (Action::GiveOpinion, "opinion_given"),
    (Action::Coordinate, "coordinated"),
    (Action::Suspend, "suspended"),
    (Action::Resume, "resumed"),
    (Action::Deliver, "delivered"),
    (Action::NoteDefects, "defects_noted"),
    (Action::Summon, "summoned"),
    (Action::Supervise, "supervised"),
    (Action::Redo, "redone"),
    (Action::LookBack, "looked_back"),
    (Action::Assess, "assessed"),
    (Action::AnnounceOpinions, "opinions_announced"),
    (Action::Resolve, "resolved"),
    (Action::Void, "voided"),
    (Action::Undo, "undone"),
];

/// What the office states of others when it enters a ledger.
const FROM_LEDGERS: [&str; 3] = ["consulted", "replied", "evaluated"];

pub const WORKSPACE: [&str; 9] = [
    "named",
    "rulebook_chosen",
    "rulebook_adopted",
    "calendar_loaded",
    "committees_named",
    "window_opened",
    "window_closed",
    "imported",
    "import_undone",
];

#[test]
fn each_kind_belongs_to_the_roles_of_its_action() {
    let actions: BTreeSet<Action> = KINDS.into_iter().map(|(action, _)| action).collect();
    assert_eq!(actions, BTreeSet::from(Action::ALL));
    for (action, kind) in KINDS {
        for role in Role::ALL {
            let entered = FROM_LEDGERS.contains(&kind) && role == Role::Office;
            let belongs = entered || roles(action).contains(&role);
            let answer = if belongs {
                Authorship::Yes
            } else {
                Authorship::No
            };
            assert_eq!(may(kind, role), answer, "{kind} by {role:?}");
        }
    }
}

#[test]
fn only_the_office_speaks_for_the_workspace() {
    for kind in WORKSPACE {
        for role in Role::ALL {
            let answer = if role == Role::Office {
                Authorship::Yes
            } else {
                Authorship::No
            };
            assert_eq!(may(kind, role), answer, "{kind} by {role:?}");
        }
    }
}

#[test]
fn a_kind_of_a_newer_program_waits() {
    for kind in ["livestreamed", "", "Drafted", "founded", "granted"] {
        for role in Role::ALL {
            assert_eq!(may(kind, role), Authorship::Unknown, "{kind}");
        }
    }
}

#[test]
fn only_the_office_records_for_others() {
    let unit = Party {
        role: Role::Unit,
        name: LEAD_UNIT.1.into(),
    };
    let other = Party {
        role: Role::Unit,
        name: OTHER_UNIT.1.into(),
    };
    let by = |role, name: &str, for_whom: Option<&Party>| Actor {
        on_behalf_of: for_whom.cloned(),
        ..Actor::own(role, name)
    };
    let office = by(Role::Office, OFFICE.1, Some(&unit));
    assert_eq!(may_record("accepted", &office), Authorship::Yes);
    assert_eq!(may_record("screened", &office), Authorship::No);
    for role in [Role::Government, Role::Unit, Role::Deputy] {
        let actor = by(role, OTHER_UNIT.1, Some(&unit));
        assert_eq!(may_record("accepted", &actor), Authorship::No, "{role:?}");
    }
    // Naming oneself is acting for oneself.
    let itself = by(Role::Unit, OTHER_UNIT.1, Some(&other));
    assert_eq!(may_record("accepted", &itself), Authorship::Yes);
}

/// The table names the kinds that events are written under: every stage of the other
/// tables is reached by events of its actions, and `World` asserts at each step that
/// what was decided is its author's to record.
#[test]
fn the_kinds_are_those_that_are_written() {
    let names: BTreeSet<&str> = KINDS.into_iter().map(|(_, kind)| kind).collect();
    let mut written = BTreeMap::new();
    for name in [
        "round2",
        "looked_back",
        "suspended",
        "joined",
        "contested",
        "void",
    ] {
        for recorded in stage(name).log {
            *written.entry(kind(&recorded.event)).or_insert(0) += 1;
        }
    }
    assert!(written.len() > 12, "{written:?}");
    for kind in written.keys() {
        assert!(names.contains(kind.as_str()), "{kind}");
    }
}
