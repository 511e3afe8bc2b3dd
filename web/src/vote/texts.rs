//! Texts that more than one screen of the vote uses.

crate::i18n::words! {
    TITLE = "测评", "Vote";
    LANGUAGE = "English", "中文";
    SIZE = "字号 {0}", "Text {0}";
    SIZE_NORMAL = "标准", "normal";
    SIZE_LARGE = "大", "large";
    SIZE_LARGEST = "特大", "largest";
    CONTRAST = "高对比度", "High contrast";
    DISPLAY = "显示设置", "Display";
    BACK = "返回", "Back";
    CANCEL = "取消", "Cancel";
    RETRY = "重试", "Try again";
    LOADING = "正在载入…", "Loading…";
    OPEN_SHEET = "打开测评单文件…", "Open a sheet's file…";
    WRONG = "不能继续", "Cannot go on";
    SHEET_UNREACHED = "连不上服务器，本机也没有保存这次测评的测评单。请检查网络后重试，或者打开测评单文件。（{0}）", "The server cannot be reached, and this device holds no sheet of this poll. Check the network and try again, or open the sheet's file. ({0})";
    SHEET_UNKNOWN = "服务器上没有编号为 {0} 的测评。请核对地址，或者打开测评单文件。", "The server has no poll {0}. Check the address, or open the sheet's file.";
    SHEET_REFUSED = "服务器没有给出测评单（HTTP {0}）。请稍后重试，或者打开测评单文件。", "The server did not give the sheet (HTTP {0}). Try again later, or open the sheet's file.";
    SHEET_OTHER = "这是另一次测评“{0}”的测评单。请核对文件。", "This is the sheet of another poll, “{0}”. Check the file.";
    FILE_LARGE = "文件“{0}”太大，不是这里需要的文件。请核对。", "The file “{0}” is too large to be what is needed here. Check it.";
    FILE_UNREADABLE = "文件读不出来（{0}）。请重新拷贝后再试。", "The file cannot be read ({0}). Copy it again and retry.";
    FILE_OTHER = "文件“{0}”不是测评单或公示板。请核对。", "The file “{0}” is no sheet and no board. Check it.";
    NOT_KEPT = "本机存不下数据（{0}）。请勿使用无痕模式，检查剩余空间，或者换一台设备。", "This device cannot keep data ({0}). Leave private mode, check the free space, or take another device.";

    SATISFIED = "满意", "Satisfied";
    BASICALLY = "基本满意", "Basically satisfied";
    DISSATISFIED = "不满意", "Dissatisfied";
    BLANK = "弃权", "Abstain";
    ITEM = "第 {0} 项", "Item {0}";
    PROCESS = "对办理过程", "How it was handled";
    RESULT = "对办理结果", "What came of it";
    UNIT = "承办单位：{0}", "Handled by: {0}";
    NUMBER = "编号 {0}", "No. {0}";

    ONLINE = "在线", "Online";
    OFFLINE = "离线", "Offline";
    ASKING = "连接中", "Connecting";
    ALONE = "本机保存", "Kept here";
    WAITING = "待上交 {0}", "{0} to hand in";
    STAFF = "工作人员", "Staff";
}

use crate::i18n::{Say, Words, fill};
use huiyin_ballot::{Aspect, Choice, Question};
use huiyin_rules::Lang;

/// What a choice is called.
pub fn choice(choice: Choice) -> Words {
    match choice {
        Choice::Satisfied => SATISFIED,
        Choice::BasicallySatisfied => BASICALLY,
        Choice::Dissatisfied => DISSATISFIED,
        Choice::Blank => BLANK,
    }
}

/// A question in one line: its title, and which side of it.
pub fn question(question: &Question, lang: Lang) -> String {
    match aspect(question.aspect) {
        None => question.title.clone(),
        Some(side) => [
            &question.title,
            lang.say(BRACKET.0),
            lang.say(side),
            lang.say(BRACKET.1),
        ]
        .concat(),
    }
}

const BRACKET: (Words, Words) = (Words("（", " ("), Words("）", ")"));

/// Which side of an item a question is about, where it is about one.
pub fn aspect(aspect: Aspect) -> Option<Words> {
    match aspect {
        Aspect::Overall => None,
        Aspect::Process => Some(PROCESS),
        Aspect::Result => Some(RESULT),
    }
}

/// A question's number and unit in a line; empty where it has neither.
pub fn facts(question: &Question, lang: Lang) -> String {
    let number = question.number.as_ref();
    let number = number.map(|number| fill(lang.say(NUMBER), &[number]));
    let unit = question.unit.as_ref();
    let unit = unit.map(|unit| fill(lang.say(UNIT), &[unit]));
    let parts: Vec<String> = number.into_iter().chain(unit).collect();
    parts.join(" · ")
}
