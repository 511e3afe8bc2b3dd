//! Texts of preparing a poll.

use crate::i18n::Words;

/// The three observers.
pub const OBSERVER: [Words; 3] = [OBSERVER_1, OBSERVER_2, OBSERVER_3];

crate::i18n::words! {
    LEAVE = "返回", "Back";
    WHAT = "基本情况", "What it is";
    TITLE = "测评名称", "Title";
    TITLE_HINT = "如“2026年代表建议办理情况满意度测评”。", "Such as Satisfaction with the handling of suggestions in 2026.";
    BODY = "表决机关", "The body that votes";
    BODY_HINT = "如“区人大常委会”。", "Such as the district's standing committee.";
    ON = "测评日", "Day";
    AGAIN = "再次测评的是", "It repeats";
    AGAIN_HINT = "对上次不满意或者无效的事项再次测评的，选择上次测评，结果互相对照。", "Where what did not satisfy is voted on again, choose the earlier vote; the results are then set side by side.";
    AGAIN_NONE = "不是再次测评", "nothing";
    AGAIN_TITLE = "{0}（再次测评）", "{0} (again)";
    KIND = "投票方式", "How votes are given";
    SECRET_IS = "每人从桌上任取一张密封票卡，在平板上投票；谁投了什么，系统里没有记录。没有领卡的可以投纸质票。", "Everybody draws any sealed card from the table and votes on a tablet; nothing anywhere says who chose what. Whoever prefers may vote on paper.";
    NAMED_IS = "票卡上印有姓名，结果公布后可以查到每人的选择。", "Each card bears its voter's name; once the result is public, everybody's choice can be looked up.";
    BY_HAND_IS = "全部使用纸质票，由两人分别清点录入。", "Everybody votes on paper; two people count and enter separately.";

    ITEMS = "测评事项", "What is voted on";
    ITEMS_INTRO = "按会议上的顺序排列。", "In the order of the sitting.";
    NO_ITEMS = "还没有事项。", "Nothing yet.";
    PLEASE_ADD = "请至少加入一个测评事项", "Add at least one item";
    SEARCH = "从建议台账中查找", "Find in the ledger";
    SEARCH_HINT = "编号、标题、代表、单位，或者拼音首字母。", "Number, title, deputies, units, or pinyin initials.";
    FOUND = "找到 {0} 件", "{0} found";
    FOUND_MANY = "找到 {0} 件，显示前 {1} 件，请再输入几个字", "{0} found, {1} shown; type more";
    THERE = "已加入", "added";
    ADD_TICKED = "加入选中的 {0} 件", "Add the {0} ticked";
    OWN_ITEM = "加入台账以外的事项", "Add something that is not in the ledger";
    OWN_TITLE = "事项名称", "Title of the item";
    OWN_UNIT = "负责单位（选填）", "Unit that answers for it (optional)";
    ADD_OWN = "加入", "Add";
    UP = "上移：{0}", "Move up: {0}";
    DOWN = "下移：{0}", "Move down: {0}";
    DROP = "移除：{0}", "Remove: {0}";
    APART = "办理过程和办理结果分别测评", "Rate the process and the result apart";
    APART_HINT = "每个事项投两次，分别计票、分别认定。", "Each item is voted on twice, counted and judged apart.";

    WHO = "投票人和监票人", "Who votes, who observes";
    MEMBERS = "全体组成人员人数", "Number of members";
    MEMBERS_HINT = "表决机关的全体组成人员，包括缺席的。", "All members of the body, those absent included.";
    VOTERS = "投票人名单", "Roll of voters";
    VOTERS_HINT = "每行一个姓名，可以从 Excel 的一列直接粘贴。同名的请加以区分，如“张伟（女）”。", "One name a line; a column of a spreadsheet can be pasted. Tell namesakes apart.";
    VOTERS_COUNT = "共 {0} 人。", "{0} names.";
    VOTERS_TWICE = "重复：{0}", "given twice: {0}";
    VOTERS_TAKE = "填入台账中的代表（{0} 人）", "Take the deputies of the ledger ({0})";
    LISTED = "、", ", ";
    OBSERVERS = "监票人", "Observers";
    OBSERVERS_HINT = "三人各持一份开箱密钥，任意两人到场才能开箱计票。监票人不应由被测评单位的人员担任。", "Each holds one share of the key: the box is opened by any two of them. None should belong to a unit that is voted on.";
    OBSERVER_1 = "监票人一", "First observer";
    OBSERVER_2 = "监票人二", "Second observer";
    OBSERVER_3 = "监票人三", "Third observer";

    RULE = "认定规则", "The rule";
    RULE_INTRO = "满意票达到标准的为满意；满意票与基本满意票合计达到的为基本满意；都达不到的为不满意。弃权票和无效票单独计算。", "Satisfied where the satisfied votes are enough; basically satisfied where they are together with the basically satisfied ones; otherwise dissatisfied. Abstentions and invalid ballots are counted apart.";
    SET = "采用哪一套规则", "Which set of rules";
    OWN_SET = "本机关的规则", "The office's own rule";
    OWN_SET_IS = "按本机关通过的测评办法填写。", "As the body's own regulation says.";
    BY_RULEBOOK = "结果按正在采用的规则集中的表决规则认定：", "The rulebook in force decides the result:";
    BY_OWN = "来源没有说明结果怎样认定，选择后请填写本机关的规则。", "The source does not say how the result is decided: if you choose it, fill in the office's own rule.";
    BLANK_INVALID = "不作选择的票为无效票。", "A ballot without a mark is invalid.";
    PASSES = "以{0}为基数，超过 {1} 为达到标准，恰好 {1} 不算。", "Of {0}, more than {1} is enough; exactly {1} is not. ";
    REACHES = "以{0}为基数，达到 {1} 为达到标准，恰好 {1} 也算。", "Of {0}, {1} is enough, exactly {1} included. ";
    NUMBERS = "按全体组成人员 {0} 人计算，至少 {1} 票。", "With {0} members that is at least {1} votes. ";
    NUMBERS_SAY = "基数当场确定：如为 {0}，至少 {1} 票。", "The number is known on the day: of {0}, say, at least {1} votes. ";
    NUMBERS_QUORUM = "到会至少 {0} 人才有效。", "At least {0} have to be present.";
    BASE = "基数", "A share of what";
    BASE_HINT = "满意票占什么的比例。", "What the satisfied votes are a share of.";
    SHARE = "标准", "Share that is needed";
    SHARE_HINT = "写成分数，如 1/2、2/3。", "As a fraction: 1/2, 2/3.";
    BAD_SHARE = "{0}请写成分数，如 1/2", "{0}: write it as a fraction, such as 1/2";
    EXACTLY = "恰好达到标准的", "Exactly that share";
    EXACTLY_SHORT = "不算（须超过）", "is not enough";
    EXACTLY_ENOUGH = "算（含本数）", "is enough";
    QUORUM = "到会人数须超过全体组成人员的", "More than this share of the members have to be present";
    QUORUM_HINT = "如 1/2。没有要求的不填。", "Such as 1/2. Empty where nothing is asked.";

    SAVE = "保存", "Save";
    SAVE_HINT = "制作票卡以前可以随时修改。", "It can be changed until the cards are dealt.";
    SAVED = "已保存“{0}”", "“{0}” is saved";
}
