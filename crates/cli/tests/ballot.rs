//! `huiyin verify` and `huiyin tally` over a board on disk, as real processes.

#[cfg(test)]
mod tests {
    use serde_json::Value;
    use std::path::PathBuf;
    use std::process::{Command, Output};

    const BOARD: &str = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../tests/golden/ballot/board.json"
    );

    /// A file of its own for one test, gone at its end.
    struct Bent(PathBuf);

    impl Bent {
        fn new(name: &str, from: &str, to: &str) -> Self {
            let text = std::fs::read_to_string(BOARD).unwrap();
            assert!(text.contains(from), "{from}");
            let id = std::process::id();
            let path = std::env::temp_dir().join(format!("huiyin-ballot-{name}-{id}.json"));
            std::fs::write(&path, text.replacen(from, to, 1)).unwrap();
            Bent(path)
        }

        fn path(&self) -> &str {
            self.0.to_str().unwrap()
        }
    }

    impl Drop for Bent {
        fn drop(&mut self) {
            let _ = std::fs::remove_file(&self.0);
        }
    }

    fn huiyin(args: &[&str], status: i32) -> (String, String) {
        let program = env!("CARGO_BIN_EXE_huiyin");
        let Output {
            status: ended,
            stdout,
            stderr,
        } = Command::new(program).args(args).output().unwrap();
        let (out, error) = (
            String::from_utf8(stdout).unwrap(),
            String::from_utf8(stderr).unwrap(),
        );
        assert_eq!(ended.code(), Some(status), "{args:?}: {out}{error}");
        (out, error)
    }

    fn json(args: &[&str], status: i32) -> Value {
        serde_json::from_str(&huiyin(args, status).0).unwrap()
    }

    #[test]
    fn a_good_board_is_good_by_both_counts_and_they_agree() {
        let verified = json(&["verify", BOARD, "--json"], 0);
        let tallied = json(&["tally", BOARD, "--json"], 0);
        for report in [&verified, &tallied] {
            assert_eq!(report["good"], true);
            assert_eq!(report["questions"].as_array().unwrap().len(), 2);
        }
        assert_eq!(verified["sheet_name"], tallied["sheet_name"]);
        for (theirs, ours) in
            [0, 1].map(|at| (&verified["questions"][at], &tallied["questions"][at]))
        {
            for count in [
                "issued",
                "collected",
                "satisfied",
                "basically_satisfied",
                "dissatisfied",
                "abstained",
                "invalid",
                "unpressed",
            ] {
                assert_eq!(theirs["whole"][count], ours["whole"][count], "{count}");
            }
            assert_eq!(theirs["verdict"], ours["verdict"]);
        }
        let (text, _) = huiyin(&["verify", BOARD], 0);
        for part in [
            "没有发现问题",
            "到会 9 人，超过全体 12 人的 1/2",
            "满意 3 票，未超过全体组成人员 12 的 1/2",
            "结果：不满意",
        ] {
            assert!(text.contains(part), "{part}: {text}");
        }
        let (text, _) = huiyin(&["tally", BOARD, "--lang", "en"], 0);
        assert!(
            text.contains("nothing is odd") && text.contains("verdict: Dissatisfied"),
            "{text}"
        );
    }

    #[test]
    fn receipts_and_the_sheet_s_name_are_asked_for() {
        let asked = [
            "verify",
            BOARD,
            "--receipt",
            "E12T-BPNF",
            "--receipt",
            "c02q v28n",
        ];
        let (text, _) = huiyin(&asked, 0);
        assert!(
            text.contains("回执 E12T-BPNF：在公示板上，事项 q1"),
            "{text}"
        );
        let report = json(&["verify", BOARD, "--receipt", "0000-0000", "--json"], 1);
        assert_eq!(report["findings"][0]["code"], "dropped");
        assert_eq!(report["receipts"][0]["found"], false);
        let name = json(&["verify", BOARD, "--json"], 0)["sheet_name"].clone();
        huiyin(&["verify", BOARD, "--sheet", name.as_str().unwrap()], 0);
        let (text, _) = huiyin(&["verify", BOARD, "--sheet", "00", "--lang", "en"], 1);
        assert!(text.contains("sheet_differs"), "{text}");
    }

    #[test]
    fn who_chose_what_is_listed_of_a_vote_by_name_where_it_is_asked_for() {
        let named = BOARD.replace("board.json", "named.json");
        let (text, _) = huiyin(&["verify", &named, "--names"], 1);
        for line in [
            "    投票人  q1      q2\n",
            "    甲一    满意    基本满意\n",
            "    乙二    无效    无效\n",
            "    丙三    未投    未投\n",
            "    丁四    不满意  弃权\n",
        ] {
            assert!(text.contains(line), "{line}: {text}");
        }
        let (text, _) = huiyin(&["verify", &named, "--names", "--lang", "en"], 1);
        assert!(
            text.contains("    甲一   satisfied     basically satisfied\n"),
            "{text}"
        );
        let report = json(&["verify", &named, "--names", "--json"], 1);
        assert_eq!(report["named"][0]["voter"], "丁四");
        assert_eq!(report["named"][0]["choices"][0], "dissatisfied");
        // Only where it is asked for, and never of a secret vote.
        let (text, _) = huiyin(&["verify", &named], 1);
        assert!(!text.contains("甲一"), "{text}");
        assert_eq!(json(&["verify", &named, "--json"], 1)["named"], Value::Null);
        let (text, _) = huiyin(&["verify", BOARD, "--names"], 0);
        assert!(text.contains("没有各人的选择"), "{text}");
    }

    #[test]
    fn a_board_that_lies_ends_with_1_and_the_lie_is_named() {
        let bent = Bent::new(
            "verdict",
            "\"verdict\":\"dissatisfied\"",
            "\"verdict\":\"satisfied\"",
        );
        let report = json(&["verify", bent.path(), "--json"], 1);
        assert_eq!(report["findings"][0]["code"], "verdict_differs");
        assert_eq!(report["findings"][0]["q"], "q1");
        let tallied = json(&["tally", bent.path(), "--json"], 1);
        assert_eq!(tallied["differs"][0]["code"], "verdict_differs");
        let (text, _) = huiyin(&["verify", bent.path()], 1);
        assert!(
            text.contains("发现 1 个问题") && text.contains("事项 q1"),
            "{text}"
        );
        let (text, _) = huiyin(&["tally", bent.path()], 1);
        assert!(text.contains("公示板所写不同"), "{text}");
    }

    #[test]
    fn what_is_no_board_ends_with_2_and_one_line() {
        let bent = Bent::new("form", "huiyin-board-1", "huiyin-board-9");
        let missing = bent.path().replace("form", "nowhere");
        for command in ["verify", "tally"] {
            for path in [bent.path(), missing.as_str()] {
                let (out, error) = huiyin(&[command, path], 2);
                assert!(out.is_empty() && error.lines().count() == 1, "{error}");
            }
        }
        let (_, error) = huiyin(&["tally", BOARD, "--receipt", "x"], 2);
        assert!(error.contains("--receipt"), "{error}");
        let key = Bent::new("key", "\"key\":\"01", "\"key\":\"02");
        let report = json(&["verify", key.path(), "--json"], 1);
        assert_eq!(report["findings"][0]["code"], "share_missing");
        let (_, error) = huiyin(&["tally", key.path()], 2);
        assert!(error.contains("密钥与测评单不符"), "{error}");
    }
}
