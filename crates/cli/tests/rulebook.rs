//! Rulebooks and deadlines on the command line, as real processes.

#[cfg(test)]
mod tests {
    use serde_json::Value;
    use std::path::PathBuf;
    use std::process::{Command, Output};

    /// A folder of its own for one test, gone at its end.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let id = std::process::id();
            let path = std::env::temp_dir().join(format!("huiyin-rulebook-{name}-{id}"));
            std::fs::create_dir_all(&path).unwrap();
            Folder(path)
        }

        fn write(&self, name: &str, text: &str) -> String {
            let path = self.0.join(name);
            std::fs::write(&path, text).unwrap();
            path.display().to_string()
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    fn huiyin(args: &[&str]) -> Output {
        let program = env!("CARGO_BIN_EXE_huiyin");
        Command::new(program).args(args).output().unwrap()
    }

    fn good(args: &[&str]) -> String {
        let output = huiyin(args);
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{args:?}: {error}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn json(args: &[&str]) -> Value {
        serde_json::from_str(&good(args)).unwrap()
    }

    /// What a refused command says: one line, nothing printed, exit status 2.
    fn refused(args: &[&str]) -> String {
        let output = huiyin(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(output.stdout.is_empty());
        let error = String::from_utf8(output.stderr).unwrap();
        assert_eq!(error.lines().count(), 1, "{error}");
        error
    }

    const OWN: &str = r#"{
  "id": "our-district",
  "title": {"zh": "本区", "en": "Our District"},
  "inherits": "malong",
  "reply": {
    "value": {"count": 2, "unit": "months"},
    "source": {"cite": "本区办法第十条", "text": {"zh": "两个月内答复。", "en": "within two months"}}
  }
}
"#;

    #[test]
    fn every_place_is_listed() {
        let listed = json(&["rulebook", "list", "--json"]);
        let ids: Vec<&str> = listed
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["id"].as_str().unwrap())
            .collect();
        let expected = [
            "national",
            "quanshan",
            "malong",
            "luoyang",
            "jiangxia",
            "haidian",
            "chaoyang",
            "fengtai",
            "shijingshan",
            "fangshan",
            "shunyi",
            "pinggu",
            "daxing",
        ];
        assert_eq!(ids, expected);
        let text = good(&["rulebook", "list"]);
        assert!(
            text.contains("shijingshan") && text.contains("北京市石景山区"),
            "{text}"
        );
        assert!(text.contains("first-evaluation、look-back"), "{text}");
    }

    #[test]
    fn a_rulebook_is_shown_with_values_sources_and_where_each_comes_from() {
        let shown = json(&["rulebook", "show", "quanshan", "--json"]);
        let rules = shown["rules"].as_array().unwrap();
        let rule = |key: &str| rules.iter().find(|rule| rule["key"] == key).unwrap();
        let quota = rule("key-quota");
        assert_eq!(
            quota["value"],
            serde_json::json!({"numerator": 1, "denominator": 10})
        );
        assert_eq!(quota["origin"], "quanshan");
        assert!(
            quota["source"]
                .as_str()
                .unwrap()
                .starts_with("每年筛选出不少于10%")
        );
        assert_eq!(rule("reply")["origin"], "national");
        let text = good(&["rulebook", "show", "quanshan"]);
        assert!(text.contains("重点督办比例：不少于10%\n"), "{text}");
        assert!(
            text.contains("答复期限：3个月（沿用“各地通行做法”）"),
            "{text}"
        );
        let english = good(&["rulebook", "show", "chaoyang", "--lang", "en"]);
        assert!(english.contains("the same day"), "{english}");
        let error = refused(&["rulebook", "show", "nowhere"]);
        assert!(
            error.contains("nowhere") && error.contains("pinggu"),
            "{error}"
        );
    }

    #[test]
    fn an_office_s_own_file_is_checked_and_told_what_it_changes() {
        let folder = Folder::new("own");
        let file = folder.write("own.json", OWN);
        let text = good(&["rulebook", "check", &file]);
        assert!(
            text.contains("可用") && text.contains("答复期限：3个月 → 2个月"),
            "{text}"
        );
        let checked = json(&["rulebook", "check", &file, "--json"]);
        assert_eq!(checked["ok"], true);
        assert_eq!(checked["states"], serde_json::json!(["reply"]));
        assert_eq!(checked["changes"][0]["to"], "2个月");
        let due = json(&[
            "deadline",
            "--rulebook",
            &file,
            "--rule",
            "reply",
            "--from",
            "2024-03-08",
            "--json",
        ]);
        assert_eq!(due["due"], "2024-05-08");
        // A rulebook may inherit from another file beside it.
        folder.write("our-district.json", OWN);
        let child = OWN
            .replace("malong", "our-district")
            .replacen("our-district", "town", 1);
        let child = folder.write("town.json", &child.replace("\"count\": 2", "\"count\": 1"));
        let text = good(&["rulebook", "check", &child]);
        assert!(text.contains("答复期限：2个月 → 1个月"), "{text}");
    }

    #[test]
    fn a_wrong_file_is_refused_with_line_and_reason() {
        let folder = Folder::new("wrong");
        let case = |from: &str, to: &str| {
            let file = folder.write("wrong.json", &OWN.replacen(from, to, 1));
            let error = refused(&["rulebook", "check", &file]);
            error.split_once("wrong.json:").unwrap().1.trim().to_owned()
        };
        let error = case("\"months\"", "\"moons\"");
        assert!(
            error.starts_with("6: “reply.value.unit”：此处应为以下之一：months"),
            "{error}"
        );
        assert!(
            case("\"count\": 2", "\"count\": 0")
                .starts_with("6: “reply.value.count”：此处应为1至3660的整数，现为0")
        );
        assert!(case("\"reply\"", "\"replys\"").starts_with("5: “replys”：没有这项规则"));
        assert!(case("\"malong\",", "\"malong\"").starts_with("5: "));
        assert!(case("\"malong\"", "\"moon\"").starts_with("4: “inherits”：找不到规则“moon”"));
        assert!(case("\"title\"", "\"id\"").starts_with("3: “id”：同一项写了两次"));
        let error = refused(&[
            "rulebook",
            "check",
            &folder.0.join("none.json").display().to_string(),
        ]);
        assert!(error.contains("没有这个文件"), "{error}");
        assert!(refused(&["rulebook", "burn"]).contains("list、show、check、schema"));
    }

    #[test]
    fn the_schema_is_the_published_one() {
        let published = include_str!("../../rules/presets/rulebook.schema.json");
        assert_eq!(good(&["rulebook", "schema"]), published);
    }

    #[test]
    fn every_kind_of_rule_gives_its_day() {
        let due = |book: &str, rule: &str, from: &str| {
            let args = [
                "deadline",
                "--rulebook",
                book,
                "--rule",
                rule,
                "--from",
                from,
                "--json",
            ];
            json(&args)["due"].as_str().unwrap().to_owned()
        };
        let line = good(&[
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
            line.starts_with(
                r#"{"due":"2024-06-11","provisional":false,"steps":[{"rule":"rulebook/reply","#
            ),
            "{line}"
        );
        assert_eq!(due("shijingshan", "look-back", "2026-03-02"), "2026-12-31");
        assert_eq!(
            due("shijingshan", "first-evaluation", "2026-03-02"),
            "2026-06-02"
        );
        assert_eq!(
            due("national", "inspection-report", "2024-06-28"),
            "2024-06-08"
        );
        assert_eq!(due("chaoyang", "voice-answer", "2024-06-09"), "2024-06-09");
    }

    #[test]
    fn a_new_holiday_notice_moves_a_deadline() {
        let folder = Folder::new("notice");
        let notice = r#"{"horizon": "2027-12-31",
"years": {"2027": {"holidays": [
  {"date": "2027-01-01", "name": "元旦"}
], "make_up_workdays": []}}}"#;
        let ask = [
            "deadline",
            "--rulebook",
            "national",
            "--rule",
            "reply",
            "--from",
            "2026-10-01",
            "--json",
        ];
        let before = json(&ask);
        assert_eq!(
            (&before["due"], &before["provisional"]),
            (&"2027-01-01".into(), &true.into())
        );
        let file = folder.write("2027.json", notice);
        let after = json(&[&ask[..], &["--calendar", &file]].concat());
        assert_eq!(
            (&after["due"], &after["provisional"]),
            (&"2027-01-04".into(), &false.into())
        );
        let wrong = folder.write("wrong.json", &notice.replace("2027-01-01", "2026-01-01"));
        let error = refused(&[&ask[..], &["--calendar", &wrong]].concat());
        assert!(
            error.contains("wrong.json:3: “years.2027.holidays[0]”：日期2026-01-01不在2027年"),
            "{error}"
        );
    }
}
