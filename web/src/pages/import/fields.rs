//! What the fields of a ledger are called.

use crate::i18n::{Say, Words};
use huiyin_protocol::import::Field;
use huiyin_rules::Lang;

/// A field's name, as in the engine's messages.
pub fn name(field: Field, lang: Lang) -> &'static str {
    lang.say(match field {
        Field::Serial => Words("序号", "Serial number"),
        Field::Number => Words("建议编号", "Number"),
        Field::Title => Words("标题", "Title"),
        Field::Text => Words("内容", "Text"),
        Field::Kind => Words("建议或议案", "Kind"),
        Field::Category => Words("类别", "Category"),
        Field::Lead => Words("领衔代表", "Lead deputy"),
        Field::CoSigners => Words("附议代表", "Co-signers"),
        Field::Delegation => Words("代表团", "Delegation"),
        Field::Leader => Words("牵头领导", "Responsible leader"),
        Field::LeadUnit => Words("主办单位", "Lead unit"),
        Field::AssistingUnits => Words("协办单位", "Assisting units"),
        Field::Key => Words("是否重点督办", "Key supervision"),
        Field::Assigned => Words("交办日期", "Assigned"),
        Field::Consulted => Words("面商日期", "Met the deputies"),
        Field::Replied => Words("答复日期", "Replied"),
        Field::Class => Words("答复类别", "Answer class"),
        Field::Rating => Words("代表评价", "Rating"),
        Field::TickSatisfied => Words("满意（打勾）", "Satisfied (tick)"),
        Field::TickBasically => Words("基本满意（打勾）", "Basically satisfied (tick)"),
        Field::TickDissatisfied => Words("不满意（打勾）", "Dissatisfied (tick)"),
        Field::Remark => Words("备注", "Remark"),
        Field::Origin => Words("提出主体（监督事项）", "Raised by (matters)"),
    })
}
