//! What the notice board may show: the rulebook in force says it, the office chooses among
//! it, and a rulebook that says less takes effect on what was chosen before.
#![cfg(feature = "public")]

#[cfg(test)]
mod support;

#[cfg(test)]
mod tests {
    use super::support::public::*;
    use super::support::*;
    use huiyin_protocol::Request;
    use huiyin_protocol::public::*;
    use huiyin_protocol::rulebook::Existing;
    use huiyin_rules::board::{BoardField, BoardFile, ItemFile};
    use huiyin_rules::ids::SuggestionId;

    const WATER: &str = "区水务局";

    /// A rulebook of the office's own that lets the board show just these, from a day on.
    fn letting(engine: &Memory, fields: &[&str], from: &str) {
        let source =
            serde_json::json!({"cite": "本区办法", "text": {"zh": "公开范围", "en": "scope"}});
        let document = serde_json::json!({
            "id": format!("own-{}", fields.len()), "title": {"zh": "本区规则", "en": "own rules"},
            "inherits": "national", "board-fields": {"value": fields, "source": source},
        });
        let adopt = Request::RulebookAdopt {
            document: document.to_string(),
            from: date(from),
            existing: Existing::Keep,
        };
        ask(engine, &office(), adopt).unwrap();
    }

    fn choose(fields: &[BoardField]) -> PublicAsk {
        PublicAsk::SetBoard {
            title: "代表建议公示".into(),
            intro: String::new(),
            fields: fields.to_vec(),
        }
    }

    /// The list and the first item as they are published.
    fn published(engine: &Memory) -> (BoardFile, ItemFile) {
        let files = files(engine);
        let text = |wanted: fn(&str) -> bool| {
            let found = files.iter().find(|(path, _)| wanted(path));
            found.unwrap().1.as_str()
        };
        let list = serde_json::from_str(text(|path| path == "board.json")).unwrap();
        let item = serde_json::from_str(text(|path| path.starts_with("item/"))).unwrap();
        (list, item)
    }

    fn on_board(engine: &Memory) -> SuggestionId {
        let id = create(engine, dossier("修复西街路灯", "刘明"));
        for at in 0..7 {
            let (actor, command) = step(at, "刘明");
            act(engine, &actor, &id, command).unwrap();
        }
        asked(engine, PublicAsk::Publish(vec![id.clone()]));
        id
    }

    #[test]
    fn the_office_chooses_among_what_the_rulebook_lists() {
        let (engine, _, _) = workspace();
        assert_eq!(board(&engine, BoardQuery::default()).open, BoardField::ALL);
        letting(&engine, &["number", "units"], "2024-01-01");
        let open = board(&engine, BoardQuery::default()).open;
        use BoardField::{Number, Stage, Title, Units};
        assert_eq!(open, [Number, Title, Units, Stage]);
        assert_eq!(
            refused(&engine, choose(&BoardField::ALL)),
            "board_field_closed"
        );
        asked(&engine, choose(&[Number, Units]));
        on_board(&engine);
        let (list, item) = published(&engine);
        assert_eq!(list.fields, [Number, Title, Units, Stage]);
        assert!(item.item.number.is_some() && item.item.units.is_some());
    }

    #[test]
    fn a_rulebook_that_lists_less_takes_it_off_the_board_from_its_day_on() {
        let (engine, _, world) = workspace();
        set_board(&engine, &BoardField::ALL);
        let id = on_board(&engine);
        let (before, _) = published(&engine);
        assert_eq!(before.units[0].name, WATER);
        // Today is 2026-12-01.
        letting(&engine, &["number", "light"], "2026-12-15");
        assert_eq!(published(&engine).0, before, "not in force yet");
        world.today.set(Some(date("2026-12-15")));
        let view = board(&engine, BoardQuery::default());
        use BoardField::{Light, Number, Stage, Title};
        assert_eq!(view.fields, [Number, Title, Stage, Light]);
        let (list, item) = published(&engine);
        assert_eq!(list.fields, view.fields);
        assert!(list.units.is_empty() && item.item.units.is_none() && item.reply.is_none());
        let text = serde_json::to_string(&(list, &item)).unwrap();
        assert!(!text.contains(WATER), "{text}");
        match asked(&engine, PublicAsk::Preview(id)) {
            PublicReply::Files(files) => assert!(!files[0].1.contains(WATER)),
            other => panic!("{other:?}"),
        }
    }
}
