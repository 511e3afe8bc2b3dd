//! Zhenhai's eight votes of 2022 through import, record and `huiyin stats`: by how many
//! members the body has, the same 17 votes of 29 come to different verdicts.

#[cfg(test)]
mod tests {
    use chrono::{DateTime, FixedOffset, NaiveDate, TimeZone};
    use futures_lite::future::block_on;
    use huiyin_engine::{Engine, Host};
    use huiyin_protocol::ledger::LedgerQuery;
    use huiyin_protocol::rulebook::Existing;
    use huiyin_protocol::{Ask, Push, Reply, Request};
    use huiyin_rules::suggestion::{AssessmentKind, Command};
    use huiyin_rules::verdict::Tally;
    use huiyin_rules::{Actor, Lang, Role};
    use huiyin_store::MemoryStore;
    use std::cell::Cell;
    use std::path::Path;

    /// Satisfied, basically satisfied, dissatisfied, in the order published.
    const ZHENHAI: [[u32; 3]; 8] = [
        [28, 1, 0],
        [20, 8, 1],
        [26, 3, 0],
        [29, 0, 0],
        [17, 11, 1],
        [26, 3, 0],
        [17, 11, 1],
        [28, 1, 0],
    ];

    /// A day after the vote, and identities counted up.
    struct Then(Cell<u128>);

    impl Host for Then {
        fn now(&self) -> DateTime<FixedOffset> {
            let zone = FixedOffset::east_opt(8 * 3600).unwrap();
            zone.with_ymd_and_hms(2022, 12, 1, 9, 0, 0).unwrap()
        }

        fn random(&self) -> [u8; 16] {
            self.0.set(self.0.get() + 1);
            self.0
                .get()
                .wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835)
                .to_be_bytes()
        }

        fn push(&self, _: Push) {}

        fn announce(&self, _: u64) {}

        async fn breathe(&self) {}
    }

    fn ask(engine: &Engine<MemoryStore, Then>, request: Request) -> Reply {
        let ask = Ask {
            lang: Lang::Zh,
            actor: Actor::own(Role::Office, "镇海区人大"),
            request,
        };
        block_on(engine.handle(ask)).unwrap()
    }

    fn huiyin(args: &[&str]) -> String {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_huiyin"))
            .args(args)
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{args:?}: {told}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// The imported ledger with its votes, as another bundle; with `inclusive`, exactly
    /// half is enough.
    fn voted(bundle: &Path, members: Option<u32>, inclusive: bool) {
        let engine = Engine::new(MemoryStore::new(), Then(Cell::new(0)));
        let bytes = std::fs::read(bundle).unwrap();
        ask(
            &engine,
            Request::BundleImport {
                first: true,
                last: true,
                bytes,
            },
        );
        if inclusive {
            let document = serde_json::json!({
                "id": "zhenhai-inclusive",
                "title": {"zh": "含半数", "en": "half included"},
                "inherits": "national",
                "vote": {
                    "value": {
                        "base": "members", "threshold": {"numerator": 1, "denominator": 2},
                        "inclusive": true, "quorum": null,
                    },
                    "source": {"cite": "试算", "text": {"zh": "达到半数", "en": "half is enough"}},
                },
            });
            ask(
                &engine,
                Request::RulebookAdopt {
                    document: document.to_string(),
                    from: NaiveDate::from_ymd_opt(2022, 1, 1).unwrap(),
                    existing: Existing::Move,
                },
            );
        }
        let query = LedgerQuery {
            limit: 100,
            ..LedgerQuery::default()
        };
        let Reply::Ledger(page) = ask(&engine, Request::Ledger(query)) else {
            panic!()
        };
        assert_eq!(page.total, 8);
        for (row, [satisfied, basically_satisfied, dissatisfied]) in page.rows.iter().zip(ZHENHAI) {
            let tally = Tally {
                members,
                present: Some(29),
                satisfied,
                basically_satisfied,
                dissatisfied,
                ..Tally::default()
            };
            let command = Command::Assess {
                on: NaiveDate::from_ymd_opt(2022, 11, 24).unwrap(),
                kind: AssessmentKind::Vote,
                by: "镇海区人大常委会会议".into(),
                tally: Some(tally),
                finding: String::new(),
            };
            ask(
                &engine,
                Request::Act {
                    id: row.id.clone(),
                    command,
                },
            );
        }
        let Reply::BundlePart {
            bytes, next: None, ..
        } = ask(&engine, Request::BundleExport { from: 0 })
        else {
            panic!()
        };
        std::fs::write(bundle, bytes).unwrap();
    }

    fn verdicts(members: Option<u32>, inclusive: bool) -> (Vec<String>, String) {
        let name = format!(
            "huiyin-votes-{}-{members:?}-{inclusive}.json",
            std::process::id()
        );
        let bundle = std::env::temp_dir().join(name);
        let shown = bundle.display().to_string();
        let ledger =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/zhenhai-8.xlsx");
        huiyin(&["import", &ledger.display().to_string(), "--out", &shown]);
        voted(&bundle, members, inclusive);
        let json: serde_json::Value =
            serde_json::from_str(&huiyin(&["stats", &shown, "--json"])).unwrap();
        let plain = huiyin(&["stats", &shown]);
        std::fs::remove_file(&bundle).unwrap();
        let votes = json["votes"].as_array().unwrap();
        assert_eq!(votes.len(), 8);
        let verdict =
            |vote: &serde_json::Value| vote["verdict"].as_str().unwrap_or("none").to_owned();
        (votes.iter().map(verdict).collect(), plain)
    }

    const ALL: [&str; 8] = ["satisfied"; 8];

    /// As [`ALL`], the two votes of 17 only basically satisfied.
    const TWO_LESS: [&str; 8] = [
        "satisfied",
        "satisfied",
        "satisfied",
        "satisfied",
        "basically_satisfied",
        "satisfied",
        "basically_satisfied",
        "satisfied",
    ];

    #[test]
    fn of_33_members_all_eight_are_satisfied() {
        let (verdicts, plain) = verdicts(Some(33), false);
        assert_eq!(verdicts, ALL);
        assert!(plain.contains("满意度测评 8 件"), "{plain}");
        assert!(plain.contains("17/11/1  满意"), "{plain}");
        assert!(plain.contains("33"), "the arithmetic is printed: {plain}");
    }

    #[test]
    fn of_34_it_depends_on_whether_half_is_enough() {
        assert_eq!(verdicts(Some(34), false).0, TWO_LESS);
        assert_eq!(verdicts(Some(34), true).0, ALL);
    }

    #[test]
    fn of_35_seventeen_are_not_enough_either_way() {
        assert_eq!(verdicts(Some(35), false).0, TWO_LESS);
        assert_eq!(verdicts(Some(35), true).0, TWO_LESS);
    }

    #[test]
    fn without_the_number_of_members_there_is_no_verdict() {
        let (verdicts, plain) = verdicts(None, false);
        assert_eq!(verdicts, ["none"; 8]);
        assert!(plain.contains("没有填写"), "{plain}");
    }
}
