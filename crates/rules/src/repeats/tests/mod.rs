//! What is the same matter and what is not, on titles as offices keep them.

mod proposed;

use super::*;

/// The titles of the fixture ledger of one year, in which no matter comes up twice.
const TITLES: &str = include_str!("titles.txt");

pub(super) fn doc(key: u32, year: u16, title: &str) -> Doc<'_> {
    Doc {
        key,
        year,
        title,
        text_sketch: None,
    }
}

pub(super) fn ledger() -> Index {
    let mut index = Index::new();
    for (key, title) in (1..).zip(TITLES.lines()) {
        index.add(doc(key, 2024, title));
    }
    assert_eq!(index.len(), 95);
    index
}

/// Whether two titles are taken for the same matter.
fn same(a: &str, b: &str) -> bool {
    let mut index = Index::new();
    index.add(doc(1, 2023, a));
    index.add(doc(2, 2024, b));
    let (there, back) = (index.related(1), index.related(2));
    assert_eq!(there.len(), back.len(), "it is the same in both directions");
    let (similarity, same) = alike(a, b);
    assert_eq!(same, !there.is_empty(), "the index finds what titles say");
    assert!(there.iter().all(|one| one.similarity == similarity));
    same
}

#[test]
fn a_title_is_stripped_and_its_places_are_apart() {
    let found = matter("关于进一步加强鸡头村街道养殖废弃物资源化利用的建议");
    assert_eq!(found.places, ["鸡头村"]);
    assert_eq!(found.core, "养殖废弃物资源化");
    let found = matter("关于２０２４年度老旧小区加装电梯（二期）的议案");
    assert_eq!(found.places, Vec::<String>::new());
    assert_eq!(found.core, "老旧小区加装电梯二期");
    // A title of nothing but common words keeps them.
    assert_eq!(matter("关于加强管理的建议").core, "加强管理");
    assert_eq!(matter("关于修建建设路的建议").core, "修建建设路");
    assert_eq!(matter("").core, "");
}

#[test]
fn a_year_s_ledger_has_no_false_pairs() {
    let index = ledger();
    for key in 1..=95 {
        assert_eq!(
            index.related(key),
            [],
            "{}",
            TITLES.lines().nth(key as usize - 1).unwrap()
        );
    }
}

#[test]
fn other_words_for_the_same_matter_are_found() {
    for (a, b) in [
        (
            "关于在张安屯街道增设公交站点的建议",
            "关于增加张安屯街道公交站点的建议",
        ),
        ("关于修复城东灌渠的建议", "关于尽快维修城东灌渠的建议"),
        (
            "关于保障马鸣乡群众安全饮水的建议",
            "关于解决马鸣乡群众饮水安全问题的建议",
        ),
        (
            "关于开通马龙城区至马过河景区公交车的建议",
            "关于尽快开通城区到马过河景区公交车的建议",
        ),
        (
            "关于加快推进农村生活污水收集处理的建议",
            "关于加强农村生活污水处理的建议",
        ),
        (
            "关于整治大庄乡占道经营的建议",
            "关于大庄乡占道经营问题的议案",
        ),
        (
            "关于改造纳章镇老旧小区排水管网的建议",
            "关于纳章镇老旧小区排水管网改造的建议",
        ),
        (
            "关于关爱月望乡留守儿童的建议",
            "关于进一步关爱月望乡农村留守儿童的建议",
        ),
        (
            "关于为老旧住宅加装电梯的建议",
            "关于推进老旧小区住宅加装电梯工作的建议",
        ),
    ] {
        assert!(same(a, b), "{a} ≠ {b}");
    }
}

#[test]
fn the_same_words_for_another_place_or_matter_are_not() {
    for (a, b) in [
        (
            "关于加强鸡头村街道养殖废弃物资源化利用的建议",
            "关于加强纳章镇养殖废弃物资源化利用的建议",
        ),
        (
            "关于在解放路增设公交站点的建议",
            "关于在人民路增设公交站点的建议",
        ),
        ("关于修复城东灌渠的建议", "关于修复城西灌渠的建议"),
        (
            "关于完善旧县街道公共停车设施的建议",
            "关于在旧县街道增设公共区域监控设施的建议",
        ),
        ("关于加强食品安全监管的建议", "关于加强校园安全管理的建议"),
        ("关于加强精神文明建设的建议", "关于加强生态文明建设的建议"),
    ] {
        assert!(!same(a, b), "{a} = {b}");
    }
}

#[test]
fn a_district_s_name_before_a_place_changes_nothing() {
    let with = matter("关于治理马龙区通泉街道河道污染的建议");
    let without = matter("关于治理通泉街道河道污染的建议");
    assert_eq!(
        (with.places, without.places),
        (vec!["马龙区通泉".into()], vec!["通泉".into()])
    );
    assert!(same(
        "关于治理马龙区通泉街道河道污染的建议",
        "关于治理通泉街道河道污染的建议"
    ));
}

const TEXT: &str = "城东灌渠建于上世纪七十年代，全长十二公里，灌溉沿线三个村四千亩农田。近年来渠道淤积、渗漏严重，末端村组连续三年用不上水，群众反映强烈。";

#[test]
fn like_texts_bring_titles_together_and_never_alone() {
    let sketch = Sketch::of(TEXT).unwrap();
    let changed = TEXT
        .replace("连续三年", "连续四年")
        .replace("四千亩", "4000亩");
    let like = Sketch::of(&changed).unwrap();
    let other = Sketch::of("近年来我区电动自行车数量快速增长，小区内充电设施不足，飞线充电现象普遍，存在较大安全隐患。").unwrap();
    assert_eq!(sketch.similarity(&sketch), 1000);
    assert!(
        sketch.similarity(&like) >= 600,
        "{}",
        sketch.similarity(&like)
    );
    assert!(
        sketch.similarity(&other) <= 100,
        "{}",
        sketch.similarity(&other)
    );
    assert_eq!(Sketch::of("太短"), None);

    let related = |title: &str, text: Sketch| {
        let mut index = Index::new();
        index.add(Doc {
            text_sketch: Some(sketch),
            ..doc(1, 2022, "关于城东灌渠清淤防渗的建议")
        });
        index.add(Doc {
            text_sketch: Some(text),
            ..doc(2, 2024, title)
        });
        !index.related(2).is_empty()
    };
    // Titles that have something in common: the texts decide.
    assert!(related("关于城东灌渠末端村组用水的建议", like));
    assert!(!related("关于城东灌渠末端村组用水的建议", other));
    // Titles that have nothing in common: texts alone decide nothing.
    assert!(!related("关于发放种粮补贴的建议", like));
}

#[test]
fn a_sketch_survives_storage() {
    let sketch = Sketch::of(TEXT).unwrap();
    let bytes = postcard::to_allocvec(&sketch).unwrap();
    assert!(bytes.len() <= 96, "{}", bytes.len());
    assert_eq!(postcard::from_bytes::<Sketch>(&bytes).unwrap(), sketch);
}

#[test]
fn a_key_is_taken_once_and_an_unknown_one_has_no_relations() {
    let mut index = ledger();
    index.add(doc(1, 2020, "关于别的事项的建议"));
    assert_eq!(index.len(), 95);
    assert_eq!(index.related(4_000), []);
    assert_eq!(Index::new().related(1), []);
}
