//! People's names, where a form of address or a label says that they are.

use super::word;

/// Forms of address. Those of office are left out: who holds an office is named in public.
const TITLES: [&str; 5] = ["先生", "女士", "小姐", "大爷", "大妈"];
/// What stands before a name on a form.
const LABELS: [&str; 6] = ["姓名", "联系人", "反映人", "来信人", "来访人", "投诉人"];
/// The surnames of nearly everybody. Those that are words of their own before a name
/// (和, 向, 从) are left out.
const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦柳邢路岳齐莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边";
/// What hides a given name.
const SOME: char = '某';

/// Puts 某 in place of every character of a given name.
pub(super) fn hide(chars: &mut [char]) {
    for at in 0..chars.len() {
        if TITLES.iter().any(|title| word(chars, at, title)) {
            before_title(chars, at);
        }
        let label = LABELS.iter().find(|label| word(chars, at, label));
        if let Some(label) = label {
            after_label(chars, at + label.chars().count());
        }
    }
}

fn han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}')
}

fn surname(chars: &[char], at: usize) -> bool {
    chars.get(at).is_some_and(|c| SURNAMES.contains(*c))
}

/// `王建国先生`, `李明女士`: a surname with one or two characters after it.
fn before_title(chars: &mut [char], title: usize) {
    for given in [2, 1] {
        let Some(start) = title.checked_sub(given + 1) else {
            continue;
        };
        let name = chars.get(start + 1..title);
        let fits = name.is_some_and(|name| name.iter().all(|c| han(*c)));
        if fits && surname(chars, start) {
            cover(chars, start + 1, title);
            return;
        }
    }
}

/// `联系人：王建国`: two to four characters after a colon, the first a surname.
fn after_label(chars: &mut [char], at: usize) {
    if !chars.get(at).is_some_and(|c| matches!(c, '：' | ':')) {
        return;
    }
    let blanks = chars.iter().skip(at + 1).take_while(|c| c.is_whitespace());
    let start = at + 1 + blanks.count();
    let length = chars.iter().skip(start).take_while(|c| han(**c)).count();
    if (2..=4).contains(&length) && surname(chars, start) {
        cover(chars, start + 1, start + length);
    }
}

fn cover(chars: &mut [char], from: usize, to: usize) {
    for c in chars.iter_mut().take(to).skip(from) {
        *c = SOME;
    }
}
