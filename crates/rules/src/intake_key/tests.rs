//! Keys come one after the other, and none is forgotten.

use super::*;
use crate::actor::{Actor, Role};

fn key(n: u8) -> IntakeKeyed {
    IntakeKeyed {
        public: format!("{n:064x}"),
        seed: format!("{:064x}", u32::from(n) + 1_000),
    }
}

fn order(
    keys: &IntakeKeys,
    role: Role,
    keyed: IntakeKeyed,
) -> Result<Vec<IntakeEvent>, IntakeRefusal> {
    let actor = Actor::own(role, "代表工委");
    let today = "2026-12-01".parse().unwrap();
    let ctx = OrderContext {
        today,
        actor: &actor,
    };
    decide(keys, IntakeOrder::Key(keyed), &ctx)
}

#[test]
fn a_new_key_takes_the_place_of_an_old_one_which_still_opens() {
    let mut events = order(&IntakeKeys::default(), Role::Office, key(1)).unwrap();
    events.extend(order(&replay(&events), Role::Office, key(2)).unwrap());
    let keys = replay(&events);
    assert_eq!(keys.current(), Some(&key(2)));
    assert_eq!(keys.of(&key(1).public), Some(&key(1)));
    assert_eq!(keys.anomalies, 0);
    assert_eq!(replay(events.iter().chain(&events)).keys, keys.keys);
}

#[test]
fn what_is_no_key_of_the_office_is_refused() {
    let keys = replay(&[IntakeEvent::IntakeKeyed(key(1))]);
    let mut short = key(2);
    short.public.pop();
    let mut loud = key(2);
    loud.seed = loud.seed.replace('e', "E").replace('3', "X");
    for (role, keyed, code) in [
        (Role::Unit, key(2), "order_office_only"),
        (Role::Office, key(1), "intake_key_known"),
        (Role::Office, short, "order_name_unfit"),
        (Role::Office, loud, "order_name_unfit"),
    ] {
        let refusal = order(&keys, role, keyed).unwrap_err();
        assert_eq!(refusal.code(), code);
        assert!(!refusal.text().zh.is_empty() && !refusal.text().en.is_empty());
    }
    let full = IntakeKeys {
        keys: (0..100).map(key).collect(),
        anomalies: 0,
    };
    assert_eq!(
        order(&full, Role::Office, key(200)).unwrap_err().code(),
        "order_count"
    );
}

#[test]
fn the_seed_is_in_no_log() {
    let text = format!("{:?}", IntakeEvent::IntakeKeyed(key(1)));
    assert!(
        text.contains(&key(1).public) && !text.contains(&key(1).seed),
        "{text}"
    );
    let wire = serde_json::to_string(&IntakeEvent::IntakeKeyed(key(1))).unwrap();
    assert!(
        wire.starts_with(r#"{"type":"intake_keyed","body":{"public":"#),
        "{wire}"
    );
}
