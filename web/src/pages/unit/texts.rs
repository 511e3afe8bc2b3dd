//! Texts of one unit's page.

crate::i18n::words! {
    NONE = "请选择承办单位", "Choose a handling unit";
    NONE_HINT = "在“承办单位”页点击单位名称，可以查看该单位的办理情况。", "On the page of units, a unit's name leads to its year.";
    BACK = "全部承办单位", "All units";
    PARTS = "承担的建议", "Its part";
    LEADS = "主办", "Leads";
    SEPARATE = "分别办理", "Handles separately";
    ASSISTS = "协办", "Assists";
    ITEMS = "{0} 件", "{0}";
    RATES = "主要指标", "Main rates";
    OPINIONS = "代表评价", "Deputies' opinions";
    HIDDEN = "暂不显示", "Not shown yet";
    PARTLY_HIDDEN = "部分暂不显示", "Partly not shown yet";
    FACTS = "办理事实", "Facts";
    NO_FACTS = "没有需要列出的事实。", "Nothing to list.";
    CARD = "考核评分", "Score card";
    NO_CARD = "所用规则没有考核评分表。", "The rulebook has no score card.";
    LINE = "项目", "Line";
    POINTS = "得分", "Points";
    FACT = "依据的事实", "Fact";
    ARITHMETIC = "算式", "Arithmetic";
    TO_JUDGE = "由机关评定", "for people to judge";
    TOTAL = "已算出的合计", "Total so far";
    GRADE = "等次", "Grade";
    OPEN = "另有 {0} 项由机关评定，不在合计内。", "{0} more lines are for people to judge and not in the total.";
    ROWS = "办理的建议", "Its suggestions";
    NO_ROWS = "本年度没有该单位办理的建议。", "The unit handles no suggestion of this year.";
    MORE_ROWS = "这里只列出前 {0} 件，其余请查看台账。", "Only the first {0}; see the ledger for the rest.";
    PART = "办理方式", "Part";
    CLASS = "类别", "Class";
    RATING = "评价", "Rating";
    REPLIED = "答复日期", "Replied";
}
