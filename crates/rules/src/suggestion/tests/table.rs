//! Who may do what in which stage, as one table: a row for each action, a column
//! for each stage, in each cell the parties that may. Everybody else may not.

use super::world::{PARTIES, stage};
use crate::suggestion::{Action, StageName};
use std::collections::BTreeSet;

const COLUMNS: [&str; 27] = [
    "none",
    "draft",
    "submitted",
    "sent_back",
    "not_accepted",
    "merged",
    "screened",
    "registered",
    "assigned",
    "given_back",
    "handling",
    "replied",
    "satisfied",
    "dissatisfied",
    "round2",
    "closed",
    "void",
    "ledger",
    "joined",
    "disagreeing",
    "stoppable",
    "suspended",
    "looked_back",
    "contested",
    "countable",
    "voted_down",
    "voted_closed",
];

/// O office, G government, U lead unit, A assisting unit, X another unit,
/// D lead deputy, C co-signer, Y another deputy; `-` nobody.
#[rustfmt::skip]
const ROWS: [(Action, &str); 38] = [
    //                        none drft sub  sent not  mrg  scr  reg  asgd back hand repl sat  dis  rnd2 clsd void ledg join disa stop susp look cont few1 vote vtcl
    (Action::Draft,           "DCY  -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -"),
    (Action::Revise,          "-    DC   -    DC   -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -"),
    (Action::Submit,          "-    D    -    D    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -"),
    (Action::Screen,          "-    -    O    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -"),
    (Action::Register,        "-    -    -    -    -    -    O    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    O    -    -    -"),
    (Action::Enter,           "O    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -"),
    (Action::MarkKey,         "-    -    -    -    -    -    -    O    O    O    O    O    O    O    O    -    -    -    O    O    O    O    -    -    O    O    -"),
    (Action::UnmarkKey,       "-    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    O    -    -    -    -    -    -    -    -    -"),
    (Action::Assign,          "-    -    -    -    -    -    -    OG   -    OG   -    -    -    -    -    -    -    OG   OG   -    -    -    -    -    -    -    -"),
    (Action::Accept,          "-    -    -    -    -    -    -    -    UA   A    A    -    -    -    -    -    -    -    -    -    A    A    -    -    -    -    -"),
    (Action::Return,          "-    -    -    -    -    -    -    -    UA   A    UA   -    -    -    -    -    -    -    -    UA   UA   UA   -    -    -    -    -"),
    (Action::Extend,          "-    -    -    -    -    -    -    -    OG   OG   OG   -    -    -    OG   -    -    -    -    OG   OG   OG   -    -    -    -    -"),
    (Action::Consult,         "-    -    -    -    -    -    -    -    UA   A    UA   UA   UA   UA   UA   -    -    -    -    UA   UA   UA   -    -    UA   UA   -"),
    (Action::Remind,          "-    -    -    -    -    -    -    -    OG   OG   OG   OG   OG   OG   OG   OG   -    -    -    OG   OG   OG   OG   -    OG   OG   OG"),
    (Action::Reply,           "-    -    -    -    -    -    -    -    -    -    U    -    -    -    U    -    -    -    -    -    U    U    -    -    -    -    -"),
    (Action::Evaluate,        "-    -    -    -    -    -    -    -    -    -    -    DC   C    C    -    -    -    -    -    -    -    -    -    -    C    DC   -"),
    (Action::Rehandle,        "-    -    -    -    -    -    -    -    -    -    -    -    -    OG   -    -    -    -    -    -    -    -    OG   -    -    OG   OG"),
    (Action::Close,           "-    -    -    -    -    -    -    -    -    -    -    O    O    O    -    -    -    -    -    -    -    -    -    -    O    O    -"),
    (Action::ReportProgress,  "-    -    -    -    -    -    -    -    -    -    -    U    U    U    -    U    -    -    -    -    -    -    U    -    U    U    U"),
    (Action::Fulfil,          "-    -    -    -    -    -    -    -    -    -    -    U    U    U    -    U    -    -    -    -    -    -    U    -    U    U    U"),
    (Action::SplitPoints,     "-    -    -    -    -    -    -    O    O    O    O    -    -    -    -    -    -    O    O    O    O    O    -    -    -    -    -"),
    (Action::Join,            "-    -    -    -    -    -    -    O    O    O    O    -    -    -    -    -    -    O    O    O    O    O    -    -    -    -    -"),
    (Action::Part,            "-    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    O    -    -    -    -    -    -    -    -"),
    (Action::GiveOpinion,     "-    -    -    -    -    -    -    -    A    A    A    -    -    -    A    -    -    -    -    -    A    A    -    -    -    -    -"),
    (Action::Coordinate,      "-    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    OG   -    -    -    -    -    -    -"),
    (Action::Suspend,         "-    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    OG   -    -    -    -    -    -"),
    (Action::Resume,          "-    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    OG   -    -    -    -    -"),
    (Action::Deliver,         "-    -    -    -    -    -    -    -    -    -    -    U    U    U    -    -    -    -    -    -    -    -    -    -    U    U    -"),
    (Action::NoteDefects,     "-    -    -    -    -    -    -    -    OG   OG   OG   OG   OG   OG   OG   OG   -    -    -    OG   OG   OG   OG   -    OG   OG   OG"),
    (Action::Summon,          "-    -    -    -    -    -    -    -    OG   OG   OG   OG   OG   OG   OG   OG   -    -    -    OG   OG   OG   OG   -    OG   OG   OG"),
    (Action::Supervise,       "-    -    -    -    -    -    -    -    OGUA OGUA OGUA OGUA OGUA OGUA OGUA OGUA -    -    -    OGUA OGUA OGUA OGUA -    OGUA OGUA OGUA"),
    (Action::Redo,            "-    -    -    -    -    -    -    -    -    -    -    -    -    -    UA   -    -    -    -    -    -    -    -    -    -    -    -"),
    (Action::LookBack,        "-    -    -    -    -    -    -    -    -    -    -    DC   DC   DC   -    DC   -    -    -    -    -    -    C    -    DC   DC   DC"),
    (Action::Assess,          "-    -    -    -    -    -    -    -    O    O    O    O    O    O    O    O    -    -    -    O    O    O    O    -    O    O    O"),
    (Action::AnnounceOpinions,"-    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    O    -    -"),
    (Action::Resolve,         "-    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    O    -    -    -"),
    (Action::Void,            "-    D    D    D    -    -    D    D    D    D    D    -    -    -    -    -    -    OD   D    D    D    D    -    D    -    -    -"),
    (Action::Undo,            "-    OD   OD   O    O    O    O    O    O    OU   OU   OU   OD   OD   OG   O    OD   O    O    OA   OU   OG   OD   O    OD   O    O"),
];

#[test]
fn each_action_is_open_to_exactly_the_parties_of_the_table() {
    for (column, name) in COLUMNS.into_iter().enumerate() {
        let world = stage(name);
        for (action, row) in ROWS {
            let cells: Vec<&str> = row.split_whitespace().collect();
            assert_eq!(cells.len(), COLUMNS.len(), "{action:?}");
            let may: String = PARTIES
                .into_iter()
                .filter(|(_, party)| world.permit(*party, action).is_ok())
                .map(|(letter, _)| letter)
                .collect();
            let may = if may.is_empty() { "-" } else { &may };
            assert_eq!(may, cells[column], "{action:?} in {name}");
        }
    }
}

#[test]
fn the_table_names_every_action_and_every_stage() {
    let actions: BTreeSet<Action> = ROWS.into_iter().map(|(action, _)| action).collect();
    assert_eq!(actions, BTreeSet::from(Action::ALL));
    let reached: BTreeSet<StageName> = COLUMNS
        .into_iter()
        .filter_map(|name| stage(name).state.map(|state| state.stage.name()))
        .collect();
    assert_eq!(reached, BTreeSet::from(StageName::ALL));
}
