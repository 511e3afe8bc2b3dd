//! What a title is about: without what every title has, with its places apart.

use std::collections::BTreeMap;
use std::sync::OnceLock;

/// What a title is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Matter {
    /// The names of places in it, without 街道, 镇 and the like, sorted.
    pub places: Vec<String>,
    /// What is left, letters and characters only.
    pub core: String,
}

/// Words that say nothing about what a title is about: forms of titles, verbs of
/// asking, particles.
const FILLERS: &str = "批评和意见 的议案 的建议 的意见 的提案 若干问题 有关问题 等问题 \
    工作力度 进一步 相关 有关 关于 建议 议案 意见 问题 工作 力度 加强 \
    加快 加大 强化 推进 推动 促进 提升 提高 完善 健全 改善 改进 优化 \
    规范 解决 切实 尽快 尽早 积极 大力 持续 深入 全面 着力 努力 有效 \
    继续 落实 实施 开展 做好 抓好 建立 建设 修建 新建 兴建 改建 扩建 \
    改造 修复 维修 修缮 整修 增设 增加 设立 设置 安装 配备 配置 开通 \
    支持 扶持 保障 确保 整治 治理 管理 管护 充实 群众 设施 我区 我县 \
    我市 我镇 全区 全县 全市 本区 关爱 拓宽 拓展 发展 打造 培育 引导 \
    鼓励 推广 减少 缓解 给予 提供 保护 利用 出台 制定 组织 应当 请求 \
    恳请 能力 水平 情况 困难 在 对 为 的 和 与 及 等 将 把 从 让 \
    使 至 到 向";

/// Endings of the names of places.
const PLACE_ENDINGS: &str = "街道 社区 片区 城区 山区 景区 园区 小区 周边 沿线 大道 镇 乡 路 \
    巷";

/// What looks like a place and is a kind of place: 老旧小区, 城乡, 道路.
const KINDS: &str = "老旧小区 住宅小区 居民小区 安置小区 封闭小区 开放小区 智慧小区 \
    智慧社区 城市社区 农村社区 居民社区 老旧社区 城乡 下乡 返乡 回乡 \
    家乡 村镇 乡镇 城镇 集镇 小镇 道路 公路 铁路 马路 线路 网路 电路 \
    水路 断头路 出路 思路 产业路 机耕路 硬化路 主要街道 各街道 工业园区 \
    产业园区 老旧城区 背街小巷 街巷 小巷";

/// What a title is about. Two titles that differ only in form have the same matter.
pub fn matter(title: &str) -> Matter {
    let mut found = Matter::default();
    for run in title.split(|c: char| !folded(c).is_alphanumeric()) {
        let run: Vec<char> = run.chars().map(folded).collect();
        let run = without_years(&run);
        for piece in pieces(&run) {
            take_places(piece, &mut found);
        }
    }
    if found.core.chars().count() < 2 {
        // A title of nothing but such words, as 关于建设路的建议: then they are what it says.
        found.core = bare(title);
    }
    found.places.sort();
    found.places.dedup();
    found
}

/// Full-width letters and digits as plain ones, in lower case.
fn folded(c: char) -> char {
    let plain = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        other => other,
    };
    plain.to_ascii_lowercase()
}

/// The title's letters and characters without 关于 and 的建议.
fn bare(title: &str) -> String {
    let kept: String = title
        .chars()
        .map(folded)
        .filter(|c| c.is_alphanumeric())
        .collect();
    let kept = kept.strip_prefix("关于").unwrap_or(&kept);
    let endings = ["的建议", "的议案", "的意见"];
    let short = endings.iter().find_map(|ending| kept.strip_suffix(ending));
    short.unwrap_or(kept).to_owned()
}

/// The same without years: 2024年 and 2023年度 do not tell two matters apart.
fn without_years(run: &[char]) -> Vec<char> {
    let mut kept = Vec::with_capacity(run.len());
    let mut at = 0;
    while let Some(&c) = run.get(at) {
        let year = run.get(at..at + 5).filter(|five| {
            five.iter().take(4).all(char::is_ascii_digit) && five.last() == Some(&'年')
        });
        if year.is_some() && !kept.last().is_some_and(char::is_ascii_digit) {
            at += 5;
            if run.get(at) == Some(&'度') {
                at += 1;
            }
        } else {
            kept.push(c);
            at += 1;
        }
    }
    kept
}

/// Words by their first character, longer ones first.
type Words = BTreeMap<char, Vec<Vec<char>>>;

fn fillers() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| by_first(FILLERS))
}

fn place_endings() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| by_first(PLACE_ENDINGS))
}

fn by_first(list: &str) -> Words {
    let mut words = Words::new();
    for word in list.split(' ') {
        let word: Vec<char> = word.chars().collect();
        if let Some(first) = word.first() {
            words.entry(*first).or_default().push(word);
        }
    }
    for same in words.values_mut() {
        same.sort_by_key(|word| usize::MAX - word.len());
    }
    words
}

/// The word of a list that the characters from `at` on begin with.
fn word_at<'a>(words: &'a Words, chars: &[char], at: usize) -> Option<&'a [char]> {
    let rest = chars.get(at..)?;
    let found = words
        .get(rest.first()?)?
        .iter()
        .find(|word| rest.starts_with(word));
    found.map(Vec::as_slice)
}

/// What is left between the filler words.
fn pieces(run: &[char]) -> Vec<&[char]> {
    let mut pieces = Vec::new();
    let (mut from, mut at) = (0, 0);
    while at < run.len() {
        match word_at(fillers(), run, at) {
            Some(word) => {
                pieces.extend(run.get(from..at));
                at += word.len();
                from = at;
            }
            None => at += 1,
        }
    }
    pieces.extend(run.get(from..));
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// Longest name of a place before its ending; of more, the last [`TAKEN`] are taken for it.
const MAX_NAME: usize = 5;
const TAKEN: usize = 3;

/// Sets the places of a piece apart; the rest goes on to the core.
fn take_places(piece: &[char], found: &mut Matter) {
    let (mut from, mut at) = (0, 0);
    while at < piece.len() {
        let Some(ending) = word_at(place_endings(), piece, at) else {
            at += 1;
            continue;
        };
        let after = at + ending.len();
        let whole: String = piece.get(from..after).unwrap_or_default().iter().collect();
        let kind = KINDS.split(' ').any(|kind| whole.ends_with(kind));
        // 路口 and 路灯 do not end a name.
        let next = piece.get(after);
        let goes_on = ending == ['路'] && next.is_some_and(|c| "口面段灯网况".contains(*c));
        // 乡村 and 社区养老 have nothing before the ending.
        if at - from >= 2 && !kind && !goes_on {
            if at - from > MAX_NAME {
                found
                    .core
                    .extend(piece.get(from..at - TAKEN).unwrap_or_default());
                from = at - TAKEN;
            }
            found
                .places
                .push(piece.get(from..at).unwrap_or_default().iter().collect());
            from = after;
        }
        at = after;
    }
    found.core.extend(piece.get(from..).unwrap_or_default());
}

/// How two matters' places stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Places {
    /// They share one, or neither names any.
    Same,
    /// One of them names none.
    OneUnnamed,
    /// Both name some and share none.
    Different,
}

/// How the places of two matters stand to each other. 马龙区通泉 and 通泉 are one place.
pub(super) fn places(a: &[String], b: &[String]) -> Places {
    match (a.is_empty(), b.is_empty()) {
        (true, true) => Places::Same,
        (false, false) => {
            let shared = a.iter().any(|x| {
                b.iter()
                    .any(|y| x.contains(y.as_str()) || y.contains(x.as_str()))
            });
            if shared {
                Places::Same
            } else {
                Places::Different
            }
        }
        _ => Places::OneUnnamed,
    }
}
