//! Voices that come from elsewhere: hostile senders, two devices that take the same in, a
//! great many.
#![cfg(feature = "public")]

#[cfg(test)]
mod support;

#[cfg(test)]
mod tests {
    use super::support::public::*;
    use super::support::sharing::{append, device, lines, told};
    use super::support::*;
    use base64::Engine as _;
    use base64::prelude::BASE64_STANDARD;
    use futures_lite::future::block_on;
    use huiyin_log::Line;
    use huiyin_log::seal::{BoxPublic, seal};
    use huiyin_log::standing::{Named, Standing};
    use huiyin_protocol::public::*;
    use huiyin_rules::Rating;
    use huiyin_rules::voice::{Passed, Via};

    #[test]
    fn what_hostile_senders_seal_is_refused_and_breaks_nothing() {
        let (engine, _, _) = workspace();
        let key_ = key(&engine);
        let to = BoxPublic::from_hex(&key_).unwrap();
        let raw = |text: &str| {
            BASE64_STANDARD.encode(seal(&to, b"huiyin-voice-1", text.as_bytes(), [7; 32]))
        };
        let elsewhere = huiyin_log::seal::BoxKey::from_seed([9; 32])
            .public()
            .to_hex();
        let deep = "[".repeat(100_000);
        let long = format!(
            r#"{{"form":"huiyin-voice-1","code":null,"place":"","text":"{}","contact":null,"pictures":[],"track":"000000000000","drive":null,"answers":[],"on":"2026-12-01"}}"#,
            "长".repeat(3000)
        );
        let no_drive = r#"{"form":"huiyin-voice-1","code":null,"place":"","text":"话","contact":null,"pictures":[],"track":"000000000000","drive":"nowhere","answers":[],"on":"2026-12-01"}"#;
        let script = r#"{"form":"huiyin-voice-1","code":null,"place":"","text":"话","contact":null,"pictures":[{"type":"image/jpeg","data":"PHN2Zz4="}],"track":"000000000000","drive":null,"answers":[],"on":"2026-12-01"}"#;
        let bad = vec![
            ("a".to_owned(), "not base 64 !".to_owned()),
            ("b".to_owned(), String::new()),
            ("c".to_owned(), BASE64_STANDARD.encode([0; 100])),
            sealed(&elsewhere, "d", &said(1, "给别人的"), 1),
            ("e".to_owned(), raw("")),
            ("f".to_owned(), raw("{}")),
            ("g".to_owned(), raw(&deep)),
            ("h".to_owned(), raw(&long)),
            ("i".to_owned(), raw(no_drive)),
            ("j".to_owned(), raw(script)),
            ("k".to_owned(), "A".repeat(2_000_000)),
        ];
        let count = bad.len();
        let good = sealed(&key_, "z", &said(2, "好好说话。"), 2);
        let (taken, _, refused) = take(&engine, [bad, vec![good]].concat());
        assert_eq!((taken, refused.len()), (vec!["z".to_owned()], count));
        assert!(refused.iter().all(|(_, why)| !why.is_empty()));
        // A day that cannot be is today's.
        let mut odd = said(3, "来自未来。");
        odd.on = "9999-12-31".into();
        let mut old = said(4, "来自过去。");
        old.on = "1900-01-01".into();
        take(
            &engine,
            vec![sealed(&key_, "y", &odd, 3), sealed(&key_, "x", &old, 4)],
        );
        assert!(
            inbox(&engine, InboxQuery::default())
                .rows
                .iter()
                .all(|row| row.on == "2026-12-01")
        );
        let note = "评".repeat(10_000);
        let ratings = vec![
            ("r".to_owned(), hash(2), Rating::Satisfied, note),
            (
                "s".to_owned(),
                "../x".to_owned(),
                Rating::Satisfied,
                String::new(),
            ),
        ];
        assert_eq!(
            taken_count(asked(&engine, PublicAsk::TakeRatings(ratings))),
            (0, 2)
        );
    }

    fn taken_count(reply: PublicReply) -> (usize, usize) {
        let (taken, _, refused) = taken(reply);
        (taken.len(), refused.len())
    }

    #[test]
    fn two_devices_take_the_same_voice_in_and_it_is_one() {
        let (here, store, _) = workspace();
        let key_ = key(&here);
        let base = lines(&store);
        let (there, away, world) = device(5, &base);
        world.today.set(Some(date("2026-12-01")));
        let mut spoken = said(1, "两边都收到的话。");
        spoken.pictures = vec![picture(b"dots")];
        let voices = vec![sealed(&key_, "a", &spoken, 1)];
        assert_eq!(take(&here, voices.clone()).0, ["a"]);
        assert_eq!(take(&away, voices).0, ["a"]);
        let id = inbox(&here, InboxQuery::default()).rows[0].id.clone();
        acted(&here, &[&id], VoiceAct::Answer("这边的答复".into()));
        acted(
            &away,
            &[&id],
            VoiceAct::Pass {
                to: Passed::Unit {
                    name: "区城管局".into(),
                },
                note: String::new(),
            },
        );
        let (ours, theirs) = (
            lines(&store)[base.len()..].to_vec(),
            lines(&there)[base.len()..].to_vec(),
        );
        append(&store, &theirs);
        append(&there, &ours);
        block_on(here.catch_up());
        block_on(away.catch_up());
        let (one, other) = (voice(&here, &id), voice(&away, &id));
        assert_eq!(inbox(&here, InboxQuery::default()).total, 1);
        assert_eq!(one.row.stage, other.row.stage);
        assert_eq!((one.told.len(), &one.told), (3, &other.told));
        assert_eq!(one.pictures, other.pictures);
        // What is found not to count does not count, without the workspace being read anew.
        let answer = ours
            .iter()
            .find(|line| Line::read(line).unwrap().kind == "voice_answered");
        let line = Line::read(answer.unwrap()).unwrap();
        let named = Named {
            aggregate: line.aggregate.to_owned(),
            event: line.id.to_owned(),
        };
        told(
            &store,
            &Standing {
                version: 1,
                set_aside: vec![named],
                ..Standing::default()
            },
        );
        block_on(here.catch_up());
        assert_eq!(voice(&here, &id).told.len(), 2);
        told(
            &store,
            &Standing {
                version: 2,
                ..Standing::default()
            },
        );
        assert_eq!(voice(&here, &id).told.len(), 3);
    }

    /// Not asserted: said, so that somebody who changes it sees what it costs.
    #[test]
    fn an_inbox_of_five_thousand_voices() {
        let (engine, store, world) = workspace();
        let what = [
            "路灯坏了",
            "井盖丢了",
            "夜里施工太吵",
            "公交站太远",
            "垃圾没人收",
            "停车位不够",
        ];
        let place = ["东街", "西街", "南街", "北街", "城关镇", "河口镇", "青山镇"];
        let mut events = Vec::new();
        let steps = 5_000usize;
        for n in 0..steps {
            let text = format!(
                "{}{}，已经{}天了，请帮忙看看。",
                place[n % 7],
                what[n / 7 % 6],
                n % 90
            );
            let voice = huiyin_rules::voice::Received {
                via: Via::Qr,
                code: None,
                station: None,
                deputy: None,
                place: place[n % 7].into(),
                text,
                contact: None,
                pictures: Vec::new(),
                tracking: Some(format!("{n:064x}")),
                drive: None,
                answers: Vec::new(),
                on: date("2026-12-01"),
            };
            events.push(voice);
        }
        let begun = std::time::Instant::now();
        store_all(&store, events);
        println!("stored: {:?}", begun.elapsed());
        let begun = std::time::Instant::now();
        assert_eq!(
            inbox(
                &engine,
                InboxQuery {
                    count: 50,
                    ..InboxQuery::default()
                }
            )
            .total,
            5_000
        );
        println!("first inbox: {:?}", begun.elapsed());
        let begun = std::time::Instant::now();
        let view = inbox(
            &engine,
            InboxQuery {
                from: 200,
                text: "路灯".into(),
                ..InboxQuery::default()
            },
        );
        println!(
            "another window: {:?}, {} like the first",
            begun.elapsed(),
            view.rows[0].alike
        );
        let begun = std::time::Instant::now();
        let id = view.rows[0].id.clone();
        acted(&engine, &[&id], VoiceAct::Answer("已修。".into()));
        println!("answered: {:?}", begun.elapsed());
        let begun = std::time::Instant::now();
        assert_eq!(tell(&engine).len(), 5_000);
        println!("told: {:?}", begun.elapsed());
        let begun = std::time::Instant::now();
        let fresh = engine_in(&store, &world);
        voice(&fresh, &id);
        println!(
            "one voice of a workspace opened anew: {:?}",
            begun.elapsed()
        );
    }

    fn store_all(store: &huiyin_store::MemoryStore, voices: Vec<huiyin_rules::voice::Received>) {
        use huiyin_log::{AggregateId, Envelope, LogId, Parts};
        let head = lines(store).len() as u64;
        let at = chrono::DateTime::parse_from_rfc3339("2026-12-01T09:00:00+08:00").unwrap();
        let sealed: Vec<Vec<u8>> = (1u64..)
            .zip(voices)
            .map(|(n, voice)| {
                let body = serde_json::value::to_raw_value(&voice).unwrap();
                let parts = Parts {
                    log: LogId::from_bytes([7; 16]),
                    seq: head + n,
                    aggregate: AggregateId::try_from(format!("v/{n:032x}")).unwrap(),
                    actor: office(),
                    at,
                    kind: "voice_received".into(),
                    body,
                };
                Envelope::seal(parts).unwrap().encode()
            })
            .collect();
        append(store, &sealed);
    }
}
