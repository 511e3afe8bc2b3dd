//! Which decisions cannot both hold, as one table.

use super::authorship::{KINDS, WORKSPACE};
use crate::actor::{Party, Role};
use crate::suggestion::{Side, clash};

/// Whoever makes them.
const ALWAYS: [(&str, &str); 21] = [
    ("revised", "revised"),
    ("screened", "screened"),
    ("registered", "registered"),
    ("key_marked", "key_marked"),
    ("key_marked", "key_unmarked"),
    ("assigned", "assigned"),
    ("extended", "extended"),
    ("rehandled", "rehandled"),
    ("points_split", "points_split"),
    ("coordinated", "coordinated"),
    ("suspended", "suspended"),
    ("resumed", "resumed"),
    ("closed", "rehandled"),
    ("closed", "evaluated"),
    ("voided", "submitted"),
    ("voided", "screened"),
    ("voided", "registered"),
    ("voided", "assigned"),
    ("voided", "replied"),
    ("voided", "rehandled"),
    ("voided", "closed"),
];

/// Where one party makes both.
const OWN: [(&str, &str); 8] = [
    ("replied", "replied"),
    ("fulfilled", "fulfilled"),
    ("opinion_given", "opinion_given"),
    ("evaluated", "evaluated"),
    ("looked_back", "looked_back"),
    ("returned", "accepted"),
    ("returned", "opinion_given"),
    ("returned", "replied"),
];

#[test]
fn exactly_the_pairs_of_the_table_clash() {
    let party = |role, name: &str| Party {
        role,
        name: name.into(),
    };
    let parties = [
        party(Role::Office, ""),
        party(Role::Unit, "区水务局"),
        party(Role::Unit, "区财政局"),
        // Of one name, and yet another.
        party(Role::Deputy, "区水务局"),
    ];
    let kinds: Vec<&str> = KINDS
        .into_iter()
        .map(|(_, kind)| kind)
        .chain(WORKSPACE)
        .chain(["livestreamed"])
        .collect();
    let listed = |table: &[(&str, &str)], a: &str, b: &str| {
        table.contains(&(a, b)) || table.contains(&(b, a))
    };
    let mut found = 0;
    for a in &kinds {
        for b in &kinds {
            for one in &parties {
                for other in &parties {
                    let sides =
                        [(*a, one), (*b, other)].map(|(kind, acting)| Side { kind, acting });
                    let expected = listed(&ALWAYS, a, b) || (one == other && listed(&OWN, a, b));
                    assert_eq!(clash(&sides[0], &sides[1]), expected, "{sides:?}");
                    assert_eq!(clash(&sides[1], &sides[0]), expected, "{sides:?}");
                    found += u32::from(expected);
                }
            }
        }
    }
    assert!(found > 0);
}
