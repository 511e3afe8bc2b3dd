//! The bytes of events that devices of other versions read.

#[cfg(test)]
mod tests {
    use huiyin_engine::wire::Wire;
    use huiyin_rules::suggestion::event::{OpinionsAnnounced, Resolved};
    use huiyin_rules::suggestion::{Event, OpinionTotals};

    const RESOLVED: &str = include_str!("../../../tests/golden/v1/event-resolved.json");
    const ANNOUNCED: &str = include_str!("../../../tests/golden/v1/event-opinions-announced.json");

    fn check(kind: &str, body: &str, event: &Event) {
        assert_eq!(Event::read(kind, body).as_ref(), Some(event));
        let (written, bytes) = event.write().unwrap();
        assert_eq!((written, bytes.get()), (kind, body));
    }

    #[test]
    fn a_settlement_is_written_and_read_byte_for_byte() {
        let event = Event::Resolved(Resolved {
            keep: "cc13533ea6ee740bc0f4ec48d32e7b65".try_into().unwrap(),
            dropped: vec!["00112233445566778899aabbccddeeff".try_into().unwrap()],
            on: "2026-03-09".parse().unwrap(),
            reason: "代表已经撤回。".into(),
        });
        check("resolved", RESOLVED, &event);
    }

    #[test]
    fn totals_are_written_and_read_byte_for_byte() {
        let totals = |satisfied, basically_satisfied, dissatisfied| OpinionTotals {
            satisfied,
            basically_satisfied,
            dissatisfied,
        };
        let event = Event::OpinionsAnnounced(OpinionsAnnounced {
            on: "2026-06-30".parse().unwrap(),
            round: 1,
            process: Some(totals(5, 0, 0)),
            result: totals(3, 1, 1),
        });
        check("opinions_announced", ANNOUNCED, &event);
        // Where process and result are not rated apart.
        let plain = ANNOUNCED.replace(
            "\"process\":{\"satisfied\":5,\"basically_satisfied\":0,\"dissatisfied\":0},",
            "",
        );
        match Event::read("opinions_announced", &plain) {
            Some(Event::OpinionsAnnounced(read)) => assert_eq!(read.process, None),
            other => panic!("{other:?}"),
        }
    }
}
