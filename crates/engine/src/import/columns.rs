//! From a heading to what its column holds: the words offices use.

use super::fold::squeeze;
use huiyin_protocol::import::Field;

/// How sure the dictionary is of a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sure {
    /// The heading contains a word of the dictionary.
    Likely,
    /// The heading is a word of the dictionary.
    Exact,
}

/// Headings that say exactly one thing, without brackets and spaces.
const WORDS: &[(Field, &[&str])] = &[
    (Field::Serial, &["序号", "顺序号", "行号", "No", "No."]),
    (
        Field::Number,
        &[
            "建议编号",
            "编号",
            "建议号",
            "建议序号",
            "建议案号",
            "案号",
            "建议编码",
            "件号",
            "登记号",
            "议案编号",
            "文号",
        ],
    ),
    (
        Field::Title,
        &[
            "标题",
            "案由",
            "建议标题",
            "建议名称",
            "建议题目",
            "题目",
            "名称",
            "事由",
            "案名",
            "建议案由",
            "议案名称",
            "建议内容标题",
            "建议事项",
            "建议件名",
        ],
    ),
    (
        Field::Text,
        &[
            "内容",
            "建议内容",
            "正文",
            "具体内容",
            "建议正文",
            "主要内容",
            "内容摘要",
            "建议摘要",
        ],
    ),
    (
        Field::Kind,
        &[
            "类型",
            "建议类型",
            "议案建议",
            "建议或议案",
            "种类",
            "事项类型",
            "监督类型",
        ],
    ),
    (
        Field::Category,
        &[
            "类别",
            "建议类别",
            "分类",
            "内容分类",
            "领域",
            "所属领域",
            "建议分类",
            "行业分类",
            "所属类别",
        ],
    ),
    (
        Field::Lead,
        &[
            "领衔代表",
            "领衔",
            "领衔人",
            "提出人",
            "提出代表",
            "提议人",
            "建议人",
            "代表",
            "代表姓名",
            "领衔代表姓名",
            "提建议代表",
            "第一提案人",
            "牵头代表",
            "建议代表",
            "姓名",
        ],
    ),
    (
        Field::CoSigners,
        &[
            "附议代表",
            "附议",
            "附议人",
            "联名代表",
            "联名",
            "联名人",
            "附议代表姓名",
            "共同提出代表",
            "联署代表",
            "附议联名代表",
        ],
    ),
    (
        Field::Delegation,
        &[
            "代表团",
            "所在代表团",
            "所属代表团",
            "代表小组",
            "选举单位",
            "代表团名称",
        ],
    ),
    (
        Field::Leader,
        &[
            "牵头领导",
            "分管领导",
            "领办领导",
            "责任领导",
            "包案领导",
            "督办领导",
            "分管副区长",
            "分管副县长",
            "分管副市长",
            "牵头区领导",
            "领衔领导",
            "领办人",
            "区领导",
            "县领导",
            "市领导",
        ],
    ),
    (
        Field::LeadUnit,
        &[
            "主办单位",
            "主办",
            "承办单位",
            "办理单位",
            "责任单位",
            "主办部门",
            "承办部门",
            "牵头单位",
            "主办承办单位",
            "独办单位",
            "主独办单位",
            "独办主办单位",
            "办理部门",
            "主要承办单位",
        ],
    ),
    (
        Field::AssistingUnits,
        &[
            "协办单位",
            "协办",
            "会办单位",
            "会办",
            "协办部门",
            "会办部门",
            "配合单位",
            "协助单位",
            "协办会办单位",
            "配合部门",
        ],
    ),
    (
        Field::Key,
        &[
            "是否重点督办",
            "重点督办",
            "是否重点",
            "重点建议",
            "是否重点建议",
            "重点督办建议",
            "督办类型",
            "是否为重点督办建议",
        ],
    ),
    (
        Field::Assigned,
        &[
            "交办日期",
            "交办时间",
            "交办",
            "转办时间",
            "转办日期",
            "交办日",
            "下达时间",
            "分办时间",
            "分办日期",
        ],
    ),
    (
        Field::Consulted,
        &[
            "面商日期",
            "面商时间",
            "面商",
            "见面日期",
            "见面时间",
            "见面",
            "见面沟通时间",
            "沟通时间",
            "沟通日期",
            "走访时间",
            "面复时间",
            "面复日期",
            "面商见面时间",
            "征求意见时间",
            "与代表见面时间",
        ],
    ),
    (
        Field::Replied,
        &[
            "答复日期",
            "答复时间",
            "答复",
            "办复日期",
            "办复时间",
            "办复",
            "复函时间",
            "复函日期",
            "办结时间",
            "办结日期",
            "书面答复时间",
            "答复代表时间",
            "回复时间",
            "回复日期",
        ],
    ),
    (
        Field::Class,
        &[
            "答复类别",
            "办理类型",
            "复文类别",
            "办理类别",
            "答复分类",
            "办理结果类别",
            "答复类型",
            "复文分类",
            "办理结果",
            "办复类别",
            "办理情况分类",
            "解决程度",
            "结果类别",
            "复函类别",
        ],
    ),
    (
        Field::Rating,
        &[
            "代表评价",
            "满意度",
            "代表意见",
            "代表满意度",
            "评价",
            "评价结果",
            "代表反馈",
            "代表反馈意见",
            "满意程度",
            "满意情况",
            "测评结果",
            "反馈意见",
            "代表评价结果",
            "对办理结果评价",
        ],
    ),
    (Field::TickSatisfied, &["满意"]),
    (Field::TickBasically, &["基本满意"]),
    (Field::TickDissatisfied, &["不满意"]),
    (Field::Remark, &["备注", "说明", "附注", "备考"]),
    (
        Field::Origin,
        &[
            "提出主体",
            "来源",
            "事项来源",
            "问题来源",
            "监督主体",
            "监督来源",
        ],
    ),
];

/// Words that a heading may contain, tried in this order after the exact ones.
const PARTS: &[(Field, &[&str])] = &[
    (Field::CoSigners, &["附议", "联名"]),
    (Field::Lead, &["领衔代表", "领衔人", "提出人"]),
    (Field::Delegation, &["代表团"]),
    (Field::Leader, &["牵头领导", "分管领导", "责任领导"]),
    (Field::AssistingUnits, &["协办", "会办"]),
    (Field::LeadUnit, &["主办", "承办单位"]),
    (Field::Key, &["重点督办"]),
    (Field::Assigned, &["交办日期", "交办时间"]),
    (Field::Consulted, &["面商", "见面"]),
    (
        Field::Replied,
        &["答复日期", "答复时间", "办复日期", "办复时间"],
    ),
    (
        Field::Class,
        &["答复类别", "复文类别", "办理类型", "办理类别"],
    ),
    (Field::Rating, &["满意度", "代表评价"]),
    (Field::Number, &["建议编号"]),
    (Field::Title, &["案由", "标题"]),
];

/// A heading with one of these is about something else, whatever else it contains.
const OTHER: &[&str] = &[
    "电话",
    "手机",
    "联系",
    "邮箱",
    "地址",
    "次数",
    "形式",
    "方式",
    "人数",
    "期限",
    "截止",
    "应",
    "拟",
    "文件",
    "附件",
    "办理过程",
    "工作态度",
    "件数",
    "率",
];

/// What a column with this heading holds. `parts` are the heading's rows from
/// top to bottom, each once: `["办理单位", "主办"]`.
pub fn field_of(parts: &[String]) -> Option<(Field, Sure)> {
    let plain: Vec<String> = parts
        .iter()
        .map(|part| heading(part))
        .filter(|part| !part.is_empty())
        .collect();
    let (last, above) = plain.split_last()?;
    let joined = plain.concat();
    if OTHER.iter().any(|word| joined.contains(word)) {
        return None;
    }
    if let Some(field) = exact(&joined) {
        return Some((field, Sure::Exact));
    }
    if !above.is_empty() {
        // The lowest row says what the column is; what stands above only groups.
        if let Some(field) = exact(last) {
            return Some((field, Sure::Exact));
        }
    }
    PARTS
        .iter()
        .find(|(_, words)| words.iter().any(|word| last.contains(word)))
        .map(|(field, _)| (*field, Sure::Likely))
}

fn exact(plain: &str) -> Option<Field> {
    WORDS
        .iter()
        .find(|(_, words)| words.contains(&plain))
        .map(|(field, _)| *field)
}

/// A heading without spaces, brackets and their contents, stars and colons.
pub fn heading(text: &str) -> String {
    let mut depth = 0u32;
    let mut out = String::new();
    for c in squeeze(text).chars() {
        match c {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            '*' | ':' | '、' | '/' | '√' | '"' | '“' | '”' | '-' | '_' => {}
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

/// The fields of all columns: each field goes to one column, the surest and then the leftmost.
pub fn assign(headings: &[Vec<String>]) -> Vec<Option<Field>> {
    let found: Vec<Option<(Field, Sure)>> = headings.iter().map(|parts| field_of(parts)).collect();
    let best = |field: Field| {
        let mine = found.iter().enumerate().filter_map(|(at, hit)| match hit {
            Some((f, sure)) if *f == field => Some((at, *sure)),
            _ => None,
        });
        mine.max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)))
            .map(|(at, _)| at)
    };
    found
        .iter()
        .enumerate()
        .map(|(at, hit)| {
            hit.map(|(field, _)| field)
                .filter(|field| best(*field) == Some(at))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(heading: &str) -> Option<Field> {
        let parts: Vec<String> = heading.split('|').map(str::to_owned).collect();
        field_of(&parts).map(|(field, _)| field)
    }

    #[test]
    fn no_word_means_two_things() {
        let mut seen = std::collections::BTreeMap::new();
        for (field, words) in WORDS {
            for word in *words {
                assert_eq!(
                    &heading(word),
                    word,
                    "a word is written as headings are compared"
                );
                assert_eq!(seen.insert(*word, *field), None, "{word}");
            }
        }
    }

    #[test]
    fn headings_offices_use() {
        for (text, expected) in [
            ("建议 编号", Field::Number),
            ("案由", Field::Title),
            ("代表情况|领衔", Field::Lead),
            ("代表情况|附议", Field::CoSigners),
            ("办理单位|主办", Field::LeadUnit),
            ("办理单位|会办", Field::AssistingUnits),
            ("办理单位", Field::LeadUnit),
            ("交办时间(年月日)", Field::Assigned),
            ("面商|时间", Field::Consulted),
            ("办理类型", Field::Class),
            ("代表评价|满意", Field::TickSatisfied),
            ("满意(√)", Field::TickSatisfied),
            ("对办理结果评价|基本满意", Field::TickBasically),
            ("代表满意度", Field::Rating),
            ("是否重点督办", Field::Key),
            ("*标题", Field::Title),
            ("序号", Field::Serial),
            ("备注", Field::Remark),
            ("提出主体", Field::Origin),
            ("问题来源", Field::Origin),
            ("主办单位名称", Field::LeadUnit),
        ] {
            assert_eq!(field(text), Some(expected), "{text}");
        }
        for text in [
            "",
            "联系电话",
            "办理单位|联系人",
            "面商次数",
            "应答复日期",
            "对办理过程评价|满意",
            "办复率",
        ] {
            assert_eq!(field(text), None, "{text}");
        }
    }

    #[test]
    fn a_field_goes_to_one_column() {
        let headings: Vec<Vec<String>> = ["建议编号说明", "编号", "案由", "标题"]
            .iter()
            .map(|h| vec![(*h).to_owned()])
            .collect();
        assert_eq!(
            assign(&headings),
            [None, Some(Field::Number), Some(Field::Title), None]
        );
    }
}
