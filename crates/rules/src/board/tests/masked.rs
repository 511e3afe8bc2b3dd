//! What is hidden of a text, and what stays.

use crate::board::mask;
use proptest::prelude::*;

#[test]
fn secrets_are_hidden() {
    for (text, masked) in [
        ("身份证320311199001011234，请核实", "身份证***，请核实"),
        ("证号32031119900101123X。", "证号***。"),
        ("老证320311900101123", "老证***"),
        ("320311 19900101 1234", "***"),
        ("320311-1990-0101-1234", "***"),
        ("电话13800138000", "电话***"),
        ("138 0013 8000", "***"),
        ("138-0013-8000转3", "***转3"),
        ("+86 13800138000", "***"),
        ("１３８００１３８０００", "***"),
        ("1 3 8 0 0 1 3 8 0 0 0", "***"),
        ("0516-83456789", "***"),
        ("（0516）83456789", "***"),
        ("(13800138000)", "(***)"),
        ("83456789", "***"),
        ("8345-6789", "***"),
        ("400-800-1234", "***"),
        ("6222 0212 3456 7890 123", "***"),
        ("QQ：123456", "QQ：***"),
        ("发到zhang.san_1@example.com.cn即可", "发到***即可"),
        ("zhang13800138000@qq.com", "***"),
        ("13800138000@163.com", "***"),
        ("住3号楼2单元501室", "住***"),
        ("3号楼501", "***"),
        ("3-2-501室漏水", "***漏水"),
        ("十二栋一单元漏水", "***漏水"),
        ("A座1203", "***"),
        ("王建国先生反映", "王某某先生反映"),
        ("李明女士", "李某女士"),
        ("联系人：赵小红，女", "联系人：赵某某，女"),
        ("姓名: 欧阳明月", "姓名: 欧某某某"),
        ("2026-12-01 13800138000", "2026-12-01 ***"),
        ("13800138000 2026-12-01 来电", "*** 2026-12-01 来电"),
        ("电话13800138000，123456", "电话***，***"),
    ] {
        assert_eq!(mask(text), masked, "{text}");
    }
}

#[test]
fn what_replies_are_full_of_stays() {
    for text in [
        "您提出的2026-017号建议收悉。",
        "〔2026〕123号",
        "2026-12-01至2026-12-31",
        "2026.12.01-2026.12.31",
        "2026-12-01 08:30",
        "2026-12-01 8时",
        "2021-2025年",
        "2026年12月1日",
        "投资1200000元，惠及166272人",
        "补贴1000-2000元",
        "投资12345678.90元",
        "请拨打12345热线",
        "1,297个网格、254名代表",
        "8:00-12:00，14:00-17:30",
        "3号楼门口积水",
        "3号楼2025年完工，2号楼100米处",
        "涉及320户居民，一户一表",
        "五楼会议室、办公室",
        "高龄老人、独居老人",
        "张先生",
        "联系人：区住房和城乡建设局物业科",
        "第1、2、3、4、5、6、7、8条",
        "1-2-3-4-5-6-7-8",
        "K12路、302路公交",
        "",
    ] {
        assert_eq!(mask(text), text);
    }
}

/// Digits in one piece, or in pieces of a few with one thing between them.
fn written(digits: &str, cuts: &[usize], between: &str, wide: bool) -> String {
    let mut out = String::new();
    for (at, c) in digits.chars().enumerate() {
        if cuts.contains(&at) {
            out.push_str(between);
        }
        let full = c.to_digit(10).and_then(|d| char::from_u32(0xFF10 + d));
        out.push(if wide { full.unwrap_or(c) } else { c });
    }
    out
}

fn digits(text: &str) -> String {
    let plain = |c: char| match c {
        '\u{FF10}'..='\u{FF19}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        c => c,
    };
    text.chars()
        .map(plain)
        .filter(char::is_ascii_digit)
        .collect()
}

/// What stands around it has no digit of its own.
const AROUND: &str = "[ a-z张王先生号楼单元室电话：，。（()\\-@+*年月日元某\n]{0,12}";

proptest! {
    #[test]
    fn masking_again_changes_nothing(text in "[ 0-9０-９a-zA-Z张王李先生女士号楼单元室电话联系人：:，。（）()./@+*年月日元万某一二-]{0,60}") {
        let masked = mask(&text);
        prop_assert_eq!(mask(&masked), masked.clone(), "{}", text);
    }

    #[test]
    fn any_text_can_be_masked(text in "\\PC{0,80}") {
        let masked = mask(&text);
        prop_assert_eq!(mask(&masked), masked);
    }

    #[test]
    fn no_identity_or_mobile_number_is_left(
        id in prop_oneof!["[1-9][0-9]{5}(19|20)[0-9]{9}[0-9X]", "[1-9][0-9]{14}", "1[3-9][0-9]{9}", "62[0-9]{14,17}"],
        shape in 0usize..5,
        between in prop_oneof![Just(""), Just(" "), Just("-"), Just("－"), Just("\u{3000}"), Just(" - "), Just("·")],
        wide: bool,
        (left, right) in (AROUND, AROUND),
    ) {
        let cuts: &[usize] = [&[][..], &[6, 14], &[3, 7], &[4, 8, 12, 16], &[6, 10, 14]][shape];
        let text = format!("{left}{}{right}", written(&id, cuts, between, wide));
        let masked = mask(&text);
        prop_assert!(digits(&masked).is_empty(), "{} became {}", text, masked);
    }

    #[test]
    fn no_fixed_telephone_number_is_left(
        area in "0[1-9][0-9]{1,2}",
        own in "[2-9][0-9]{6,7}",
        shape in 0usize..4,
        left in "[ a-z张王先生号楼单元室电话：，。]{0,12}",
        right in "[ a-z先生，。]{0,12}",
    ) {
        let number = match shape {
            0 => format!("{area}-{own}"),
            1 => format!("({area}){own}"),
            2 => format!("{area}{own}"),
            _ => own,
        };
        let masked = mask(&format!("{left}{number}{right}"));
        prop_assert!(digits(&masked).is_empty(), "{}", masked);
    }
}
