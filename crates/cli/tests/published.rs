//! The figures that places published come out of their ledgers: real processes, real files.

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};
    use std::process::Command;

    /// A folder of its own for one test, gone at its end.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let name = format!("huiyin-published-{name}-{}", std::process::id());
            let path = std::env::temp_dir().join(name);
            std::fs::create_dir_all(&path).unwrap();
            Folder(path)
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

    fn good(args: &[&str]) -> String {
        let output = Command::new(env!("CARGO_BIN_EXE_huiyin"))
            .args(args)
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{args:?}: {told}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Imports a ledger; every row has to go in.
    fn import(folder: &Folder, ledger: &str, rulebook: &str, rows: u64) -> String {
        let bundle = folder.0.join(format!("{ledger}.huiyin.json"));
        let bundle = bundle.display().to_string();
        let ledger = fixture(ledger);
        let printed = good(&[
            "import",
            &ledger,
            "--rulebook",
            rulebook,
            "--out",
            &bundle,
            "--json",
        ]);
        let printed: serde_json::Value = serde_json::from_str(&printed).unwrap();
        let (imported, failed) = (&printed["imported"], &printed["failed"]);
        assert_eq!((imported, failed), (&rows.into(), &0.into()), "{printed}");
        bundle
    }

    fn stats(bundle: &str, more: &[&str]) -> serde_json::Value {
        let args = [&["stats", bundle, "--json"], more].concat();
        serde_json::from_str(&good(&args)).unwrap()
    }

    fn rate(n: u64, d: u64, percent: &str) -> serde_json::Value {
        serde_json::json!({"numerator": n, "denominator": d, "percent": percent})
    }

    #[test]
    fn jiangxia_closed_42_of_74() {
        let folder = Folder::new("jiangxia");
        let bundle = import(&folder, "jiangxia-74.xlsx", "jiangxia", 74);
        let figures = stats(&bundle, &[]);
        assert_eq!(figures["total"], 74);
        assert_eq!(figures["completed"], rate(42, 74, "56.8"));
        assert!(good(&["stats", &bundle]).contains("42 ÷ 74 ＝ 56.8%"));
    }

    #[test]
    fn luoyang_did_113_of_129_rectifications() {
        let folder = Folder::new("rectifications");
        let bundle = import(&folder, "luoyang-rectifications-129.xlsx", "luoyang", 129);
        let figures = stats(&bundle, &["--kind", "matter"]);
        assert_eq!(figures["total"], 129);
        assert_eq!(figures["completed"], rate(113, 129, "87.6"));
        assert_eq!(stats(&bundle, &["--kind", "suggestion"])["total"], 0);
    }

    #[test]
    fn luoyang_started_18_of_28_projects_and_finished_8() {
        let folder = Folder::new("projects");
        let bundle = import(&folder, "luoyang-projects-28.xlsx", "luoyang", 28);
        let figures = stats(&bundle, &["--kind", "matter"]);
        assert_eq!(
            [&figures["total"], &figures["key"], &figures["assigned"]],
            [28, 18, 18]
        );
        assert_eq!(figures["completed"], rate(8, 28, "28.6"));
    }

    #[test]
    fn luoyang_assigned_all_372_problems() {
        let folder = Folder::new("problems");
        let bundle = import(&folder, "luoyang-problems-372.xlsx", "luoyang", 372);
        let figures = stats(&bundle, &[]);
        assert_eq!([&figures["total"], &figures["assigned"]], [372, 372]);
        assert_eq!(figures["replied"]["numerator"], 0);
    }

    #[test]
    fn malong_completed_58_of_95() {
        let folder = Folder::new("malong");
        let bundle = import(&folder, "ledger-95.xlsx", "malong", 95);
        let figures = stats(&bundle, &[]);
        assert_eq!(figures["completed"], rate(58, 95, "61.05"));
        assert_eq!(figures["replied"], rate(95, 95, "100.00"));
        assert_eq!(figures["consulted"], rate(95, 95, "100.00"));
        assert_eq!(figures["satisfied"], rate(95, 95, "100.00"));
        assert_eq!(figures["key"], 4);
        assert_eq!(figures["classes"]["B"], 37);
        assert!(figures.get("votes").is_none());
    }

    #[test]
    fn a_quota_says_what_is_missing_and_whom_to_consider() {
        let folder = Folder::new("quota");
        let bundle = import(&folder, "ledger-95.xlsx", "quanshan", 95);
        let printed = good(&["quota", &bundle]);
        for part in [
            "2024年建议95件，重点督办4件",
            "不少于10%",
            "95 × 10% ＝ 9.5，进位为10；现有4件，缺6件",
            "还缺6件",
        ] {
            assert!(printed.contains(part), "{part} in {printed}");
        }
        let json: serde_json::Value =
            serde_json::from_str(&good(&["quota", &bundle, "--year", "2024", "--json"])).unwrap();
        assert_eq!([&json["required"], &json["missing"]], [10, 6]);
        assert_eq!(json["chosen"].as_array().map(Vec::len), Some(4));
        let english = good(&["quota", &bundle, "--lang", "en"]);
        assert!(
            english.contains("rounded up to 10; there are 4, 6 missing"),
            "{english}"
        );
        // Another year has nothing, which is no fault.
        let empty: serde_json::Value =
            serde_json::from_str(&good(&["quota", &bundle, "--year", "2020", "--json"])).unwrap();
        assert_eq!([&empty["total"], &empty["missing"]], [0, 0]);
    }

    #[test]
    fn a_units_year_is_told_and_an_unknown_unit_refused() {
        let folder = Folder::new("score");
        let bundle = import(&folder, "ledger-95.xlsx", "malong", 95);
        let units: serde_json::Value =
            serde_json::from_str(&good(&["stats", &bundle, "--by", "unit", "--json"])).unwrap();
        let first = &units[0];
        let name = first["label"].as_str().unwrap();
        let printed = good(&["score", &bundle, "--unit", name, "--json"]);
        let json: serde_json::Value = serde_json::from_str(&printed).unwrap();
        assert_eq!(json["lead"], first["total"]);
        assert_eq!(json["rates"]["completed"], first["completed"]);
        assert!(json["card"].is_null(), "malong publishes no card");
        assert!(good(&["score", &bundle, "--unit", name]).contains("没有规定评分办法"));
        for (args, part) in [
            (
                &["score", bundle.as_str(), "--unit", "没有的单位"][..],
                "没有的单位",
            ),
            (&["score", &bundle], "--unit"),
            (&["quota", &bundle, "--year", "24"], "--year 24"),
            (&["stats", &bundle, "--kind", "moon"], "--kind moon"),
            (&["quota", &fixture("ledger-95.xlsx")], "ledger-95.xlsx"),
        ] {
            let output = Command::new(env!("CARGO_BIN_EXE_huiyin"))
                .args(args)
                .output()
                .unwrap();
            let told = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(2), "{args:?}: {told}");
            assert!(told.contains(part), "{args:?}: {told}");
        }
    }
}
