//! The command line as a person or a script meets it: real processes, real files.

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};
    use std::process::{Command, Output};

    const CLEAN: &str = "ledger-95.xlsx";
    const AS_RECEIVED: &str = "ledger-95-as-received.xlsx";
    const FIGURES: &str = concat!(
        r#"{"total":95,"key":4,"replied":{"numerator":95,"denominator":95,"percent":"100.00"},"#,
        r#""consulted":{"numerator":95,"denominator":95,"percent":"100.00"},"#,
        r#""satisfied":{"numerator":95,"denominator":95,"percent":"100.00"},"#,
        r#""basically_satisfied":{"numerator":0,"denominator":95,"percent":"0.00"},"#,
        r#""dissatisfied":{"numerator":0,"denominator":95,"percent":"0.00"},"#,
        r#""completed":{"numerator":58,"denominator":95,"percent":"61.05"},"#,
        r#""classes":{"A":58,"B":37,"C":0,"D":0},"#,
        r#""contacts":{"numerator":95,"denominator":95,"percent":"100.00"},"assigned":95}"#,
        "\n"
    );

    /// A folder of its own for one test, gone at its end.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let path =
                std::env::temp_dir().join(format!("huiyin-cli-{name}-{}", std::process::id()));
            std::fs::create_dir_all(&path).unwrap();
            Folder(path)
        }

        fn file(&self, name: &str) -> String {
            self.0.join(name).display().to_string()
        }

        fn names(&self) -> Vec<String> {
            let entries = std::fs::read_dir(&self.0).unwrap();
            entries
                .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
                .collect()
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    fn fixture(name: &str) -> String {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../tests/fixtures")
            .join(name);
        path.display().to_string()
    }

    fn huiyin(args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_huiyin"))
            .args(args)
            .output()
            .unwrap()
    }

    /// What a command that succeeds prints.
    fn good(args: &[&str]) -> String {
        let output = huiyin(args);
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{args:?}: {told}");
        assert!(told.is_empty(), "{args:?}: {told}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// The one line of a command that fails.
    fn bad(args: &[&str]) -> String {
        let output = huiyin(args);
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{args:?}: {told}");
        assert!(output.stdout.is_empty(), "{args:?}");
        assert_eq!(told.matches('\n').count(), 1, "{args:?}: {told}");
        assert!(
            told.ends_with('\n') && told.starts_with("huiyin: "),
            "{args:?}: {told}"
        );
        told
    }

    fn import(folder: &Folder, ledger: &str) -> (String, serde_json::Value) {
        let bundle = folder.file(&format!("{ledger}.huiyin.json"));
        let printed = good(&[
            "import",
            &fixture(ledger),
            "--rulebook",
            "malong",
            "--out",
            &bundle,
            "--json",
        ]);
        (bundle, serde_json::from_str(&printed).unwrap())
    }

    #[test]
    fn both_ledgers_give_the_published_figures_byte_for_byte() {
        let folder = Folder::new("figures");
        let (clean, report) = import(&folder, CLEAN);
        assert_eq!(
            (&report["imported"], &report["failed"]),
            (&95.into(), &0.into())
        );
        assert_eq!(report["problems"].as_array().map(Vec::len), Some(0));
        let (received, report) = import(&folder, AS_RECEIVED);
        assert_eq!(
            (&report["imported"], &report["failed"]),
            (&95.into(), &0.into())
        );
        // Every assumption is told, and each names its cell: the dates and numbers that state no year.
        let problems = report["problems"].as_array().unwrap();
        assert_eq!(problems.len(), 85);
        assert!(problems.iter().all(|p| p["severity"] == "notice"
            && p["cell"].is_string()
            && p["message"].is_string()));
        let passed_over: Vec<_> = report["passed_over"]
            .as_array()
            .unwrap()
            .iter()
            .map(|p| p["row"].as_u64())
            .collect();
        assert_eq!(passed_over, [39, 41, 54, 103, 104].map(Some));
        assert_eq!(good(&["stats", &clean, "--json"]), FIGURES);
        assert_eq!(good(&["stats", &received, "--json"]), FIGURES);
        assert_eq!(
            folder.names().len(),
            2,
            "nothing is left beside the bundles"
        );
    }

    #[test]
    fn both_ledgers_hold_the_same_95_suggestions() {
        let folder = Folder::new("same");
        let (clean, _) = import(&folder, CLEAN);
        let (received, _) = import(&folder, AS_RECEIVED);
        let (clean, received) = (entered(&clean), entered(&received));
        assert_eq!(clean.len(), 95);
        assert_eq!(clean, received);
    }

    /// The events of a bundle by suggestion number, without what must differ: ids,
    /// times, the row they came from, and the category, which only one ledger has.
    fn entered(
        bundle: &str,
    ) -> std::collections::BTreeMap<String, Vec<(String, serde_json::Value)>> {
        let bundle: serde_json::Value =
            serde_json::from_str(&std::fs::read_to_string(bundle).unwrap()).unwrap();
        let mut by_aggregate =
            std::collections::BTreeMap::<String, Vec<(String, serde_json::Value)>>::new();
        for event in bundle["events"].as_array().unwrap() {
            let aggregate = event["aggregate"].as_str().unwrap();
            if aggregate.starts_with("s/") {
                let mut body = event["body"].clone();
                if event["kind"] == "entered" {
                    body.as_object_mut().unwrap().remove("source");
                    body["dossier"].as_object_mut().unwrap().remove("category");
                }
                let kind = event["kind"].as_str().unwrap().to_owned();
                by_aggregate
                    .entry(aggregate.to_owned())
                    .or_default()
                    .push((kind, body));
            }
        }
        let number = |events: &[(String, serde_json::Value)]| {
            events[0].1["number"].as_str().unwrap().to_owned()
        };
        by_aggregate
            .into_values()
            .map(|events| (number(&events), events))
            .collect()
    }

    #[test]
    fn a_sheet_and_a_year_can_be_chosen() {
        let folder = Folder::new("sheet");
        let out = folder.file("b.huiyin.json");
        let ledger = fixture(AS_RECEIVED);
        let sheet = "2024年建议办理情况";
        let printed = good(&[
            "import", &ledger, "--sheet", sheet, "--year", "2024", "--out", &out, "--lang", "en",
        ]);
        assert!(
            printed.starts_with("95 imported, 0 rows left out"),
            "{printed}"
        );
        assert!(
            bad(&["import", &ledger, "--sheet", "没有", "--out", &out])
                .contains("说明、2024年建议办理情况")
        );
        assert!(bad(&["import", &ledger, "--year", "24", "--out", &out]).contains("1979"));
        assert!(bad(&["import", &ledger, "--sheet", "说明", "--out", &out]).contains("建议编号"));
    }

    #[test]
    fn breakdowns_add_up() {
        let folder = Folder::new("by");
        let (bundle, _) = import(&folder, CLEAN);
        for by in ["unit", "category", "delegation"] {
            let lines: serde_json::Value =
                serde_json::from_str(&good(&["stats", &bundle, "--by", by, "--json"])).unwrap();
            let totals = lines
                .as_array()
                .unwrap()
                .iter()
                .map(|line| line["total"].as_u64().unwrap());
            assert_eq!(totals.sum::<u64>(), 95, "{by}");
        }
        let months: serde_json::Value =
            serde_json::from_str(&good(&["stats", &bundle, "--by", "month", "--json"])).unwrap();
        assert_eq!(
            (&months[0]["month"], &months[0]["assigned"]),
            (&"2024-03".into(), &95.into())
        );
        assert!(good(&["stats", &bundle]).contains("58 ÷ 95"));
    }

    #[test]
    fn a_suggestion_explains_itself() {
        let folder = Folder::new("explain");
        let (bundle, _) = import(&folder, AS_RECEIVED);
        let text = good(&["explain", &bundle, "2024-001"]);
        for part in [
            "关于开通马龙城区至马过河景区公交车的建议",
            "秦斌永",
            "2024-05-26",
            "2024-06-11",
            "第6行",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
        let item: serde_json::Value =
            serde_json::from_str(&good(&["explain", &bundle, "2024-001", "--json"])).unwrap();
        assert_eq!(item["row"]["number"], "2024-001");
        assert!(bad(&["explain", &bundle, "2024-999"]).contains("2024-999"));
    }

    #[test]
    fn deadlines_are_counted_with_their_steps() {
        let printed = good(&[
            "deadline",
            "--rulebook",
            "national",
            "--rule",
            "reply",
            "--from",
            "2024-03-08",
            "--json",
        ]);
        assert!(
            printed.starts_with(r#"{"due":"2024-06-11","provisional":false,"steps":[{"#),
            "{printed}"
        );
        let far = good(&[
            "deadline",
            "--rulebook",
            "malong",
            "--rule",
            "feedback",
            "--from",
            "2031-01-06",
            "--json",
        ]);
        assert!(far.contains(r#""provisional":true"#), "{far}");
        let english = good(&[
            "deadline",
            "--rulebook",
            "national",
            "--rule",
            "reply",
            "--from",
            "2024-03-08",
            "--lang",
            "en",
        ]);
        assert!(
            english.starts_with("2024-06-11\n") && english.contains("Civil Code"),
            "{english}"
        );
    }

    #[test]
    fn the_same_seed_makes_the_same_file() {
        let folder = Folder::new("demo");
        let make = |name: &str, seed: &str| {
            let out = folder.file(name);
            let printed = good(&[
                "demo",
                "--suggestions",
                "60",
                "--seed",
                seed,
                "--out",
                &out,
                "--json",
            ]);
            assert!(printed.contains(r#""suggestions":60"#), "{printed}");
            (std::fs::read(&out).unwrap(), out)
        };
        let (one, path) = make("1.huiyin.json", "7");
        assert_eq!(one, make("2.huiyin.json", "7").0);
        assert_ne!(one, make("3.huiyin.json", "8").0);
        let stats: serde_json::Value =
            serde_json::from_str(&good(&["stats", &path, "--json"])).unwrap();
        assert!(
            stats["total"]
                .as_u64()
                .is_some_and(|total| (40..=60).contains(&total)),
            "{stats}"
        );
    }

    #[test]
    fn a_ledger_gets_what_lies_beside_it_up_to_today() {
        let folder = Folder::new("onto");
        let [ledger, demo, board, again] =
            ["ledger", "demo", "board", "again"].map(|name| folder.file(name));
        good(&[
            "import",
            &fixture(CLEAN),
            "--rulebook",
            "malong",
            "--out",
            &ledger,
        ]);
        let until = ["--until", "2026-11-28"];
        let made = ["demo", "--onto", &ledger, "--out", &demo, "--json"];
        let printed = good(&[&made[..], &until].concat());
        assert!(printed.contains(r#""suggestions":96"#), "{printed}");
        let text = |path: &str| std::fs::read_to_string(path).unwrap();
        // The ledger as it was, its own deputies on the roll, its own suggestions on the board.
        let (before, after) = (text(&ledger), text(&demo));
        for line in before.lines().skip(1).filter(|line| line.len() > 4) {
            assert!(after.contains(line.trim_end_matches(',')), "{line}");
        }
        assert!(after.contains("voice_raised") && after.contains("voice_merged"));
        let printed = good(&["publish", &demo, "--out", &board, "--json"]);
        assert!(printed.contains(r#""items":12"#), "{printed}");
        // The same day makes the same bytes; what has stations keeps them.
        let made = ["demo", "--onto", &ledger, "--out", &again];
        good(&[&made[..], &until].concat());
        assert_eq!(after, text(&again));
        let told = bad(&["demo", "--onto", &demo, "--out", &again]);
        assert!(told.contains("已有联络站"), "{told}");
        let told = bad(&[
            "demo",
            "--onto",
            &demo,
            "--suggestions",
            "3",
            "--out",
            &again,
        ]);
        assert!(told.contains("--onto"), "{told}");
    }

    #[test]
    fn the_board_is_written_for_any_web_server_and_what_was_taken_off_goes() {
        let folder = Folder::new("publish");
        let (bundle, out) = (folder.file("demo.huiyin.json"), folder.file("board"));
        good(&["demo", "--suggestions", "60", "--out", &bundle]);
        let items = Path::new(&out).join("item");
        std::fs::create_dir_all(&items).unwrap();
        let stale = items.join(format!("{}.json", "0".repeat(32)));
        let others = items.join("theirs.json");
        std::fs::write(&stale, "{}").unwrap();
        std::fs::write(&others, "{}").unwrap();
        let printed = good(&["publish", &bundle, "--out", &out, "--json"]);
        assert_eq!(
            printed, "{\"files\":14,\"items\":12,\"removed\":1}\n",
            "twelve items, the list and the feed"
        );
        assert!(!stale.exists() && others.exists());
        let read = |name: &str| std::fs::read_to_string(Path::new(&out).join(name)).unwrap();
        let board: serde_json::Value = serde_json::from_str(&read("board.json")).unwrap();
        assert_eq!(board["form"], "huiyin-board-list-1");
        let first = board["items"][0]["id"].as_str().unwrap();
        let item = read(&format!("item/{first}.json"));
        assert!(item.contains("huiyin-board-item-1") && read("feed.xml").contains(first));
        let again = good(&["publish", &bundle, "--out", &out]);
        assert!(again.contains("公示 12 件，撤下 0 件"), "{again}");
    }

    #[test]
    fn bad_input_is_one_line_and_changes_nothing() {
        let folder = Folder::new("bad");
        let (out, text) = (folder.file("out.huiyin.json"), folder.file("text.xlsx"));
        std::fs::write(&text, "no workbook\u{0}at all").unwrap();
        let ledger = fixture(CLEAN);
        let missing = folder.file("missing.xlsx");
        for (args, part) in [
            (&["import", &missing, "--out", &out][..], "missing.xlsx"),
            (&["import", &text, "--out", &out], "text.xlsx"),
            (
                &["import", &ledger, "--rulebook", "nowhere", "--out", &out],
                "malong",
            ),
            (&["import", &ledger], "--out"),
            (
                &["import", &ledger, "--out", "/nowhere/at/all.json"],
                "/nowhere/at/all.json",
            ),
            (&["import", &ledger, "--out", &out, "--out", &out], "--out"),
            (
                &["import", &ledger, "--year", "this", "--out", &out],
                "--year this",
            ),
            (&["stats", &missing], "missing.xlsx"),
            (&["stats", &text], "text.xlsx"),
            (&["stats", &ledger, "--by", "moon"], "--by moon"),
            (&["explain", &missing, "2024-001"], "missing.xlsx"),
            (
                &[
                    "deadline",
                    "--rulebook",
                    "nowhere",
                    "--rule",
                    "reply",
                    "--from",
                    "2024-03-08",
                ],
                "national",
            ),
            (
                &[
                    "deadline",
                    "--rulebook",
                    "national",
                    "--rule",
                    "never",
                    "--from",
                    "2024-03-08",
                ],
                "reply",
            ),
            (
                &[
                    "deadline",
                    "--rulebook",
                    "national",
                    "--rule",
                    "reply",
                    "--from",
                    "2024-02-30",
                ],
                "2024-02-30",
            ),
            (
                &["deadline", "--rulebook", "national", "--rule", "reply"],
                "--from",
            ),
            (
                &["demo", "--suggestions", "-1", "--out", &out],
                "--suggestions",
            ),
            (&["demo", "--out", &out], "--suggestions"),
            (
                &[
                    "demo",
                    "--suggestions",
                    "3",
                    "--until",
                    "9999-12-31",
                    "--out",
                    &out,
                ],
                "9999-12-31",
            ),
            (&["nothing"], "nothing"),
            (&["stats", &ledger, "--lang", "fr"], "--lang fr"),
            (&["stats", &ledger, "--colour"], "--colour"),
            (&["stats", &ledger, "more"], "more"),
            (&[], "--help"),
        ] {
            let told = bad(args);
            assert!(told.contains(part), "{args:?}: {told}");
        }
        assert_eq!(folder.names(), ["text.xlsx"]);
    }

    #[test]
    fn a_failed_import_leaves_the_old_bundle_alone() {
        let folder = Folder::new("old");
        let (bundle, _) = import(&folder, CLEAN);
        let before = std::fs::read(&bundle).unwrap();
        bad(&["import", &folder.file("missing.xlsx"), "--out", &bundle]);
        assert_eq!(std::fs::read(&bundle).unwrap(), before);
    }

    #[test]
    fn help_and_version() {
        assert!(good(&["--help"]).contains("退出码"));
        assert!(good(&["import", "--help", "--lang", "en"]).contains("Exit status"));
        assert_eq!(
            good(&["--version"]),
            format!("huiyin {}\n", env!("CARGO_PKG_VERSION"))
        );
    }
}
