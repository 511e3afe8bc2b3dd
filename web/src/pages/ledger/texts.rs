//! Texts of the ledger.

crate::i18n::words! {
    SEARCH = "编号、题目、代表、单位，可用拼音首字母", "Number, title, deputy, unit; pinyin initials";
    SEARCH_LABEL = "关键词", "Search";
    QUERY = "查询", "Search";
    RESET = "重置", "Reset";
    MORE = "展开", "More filters";
    LESS = "收起", "Fewer filters";
    STAGE = "办理阶段", "Stage";
    UNIT = "承办单位", "Handling unit";
    REPLY_UNIT = "答复单位", "Unit that replies";
    CATEGORY = "业务分类", "Category";
    NO_CATEGORY = "未分类", "Without a category";
    DELEGATION = "代表团", "Delegation";
    DEPUTY = "代表", "Deputy";
    LEADER = "牵头领导", "Leader";
    YEAR = "年度", "Year";
    CLASS = "复文类别", "Class";
    RATING = "满意度", "Rating";
    LIGHT = "期限", "Deadline";
    KIND = "类别", "Kind";
    KEY = "重点督办", "Key";
    WAITS = "尚待办理", "Still to do";
    WAITS_ACCEPT = "签收", "Accept";
    WAITS_REPLY = "答复", "Reply";
    WAITS_OPINION = "提出协办意见", "Assisting opinion";
    WAITS_DELIVERY = "送达答复", "Hand over the reply";
    WAITS_REDO = "重新办理的佐证", "Evidence of handling again";
    WAITS_EVALUATION = "代表评价", "Deputies’ opinions";
    WAITS_LOOK_BACK = "回头看评价", "Opinion looking back";
    WAITS_SUSPENDED = "中止计时中", "Time suspended";
    WAITS_DISAGREEMENT = "协调分歧", "Settle a disagreement";
    WAITS_REHANDLE = "测评不满意，重新办理", "Handle again what was voted down";
    WAITS_CLOSE = "办结归档", "Close";
    AGAIN = "重新办理过", "Handled again";
    PROMISED = "承诺未兑现", "Promises open";
    MINE = "与我有关", "Mine";
    ANY = "全部", "All";
    VIEWS = "视图", "Views";
    ALL = "全部", "All";
    SOON = "临期", "Due soon";
    OVERDUE = "逾期", "Overdue";
    DISSATISFIED = "不满意", "Dissatisfied";
    SAVE_VIEW = "保存当前视图", "Save this view";
    VIEW_NAME = "视图名称", "Name of the view";
    REMOVE_VIEW = "删除视图 {0}", "Delete the view {0}";
    COLUMNS = "列设置", "Columns";
    COLUMNS_HINT = "选择要显示的列，本机会记住；导出的列与此相同。", "Choose what is shown; this device remembers it, and exports show the same.";
    DENSE = "紧凑", "Compact";
    FULL = "全屏", "Full screen";
    SORT_BY = "按{0}排序", "Sort by {0}";
    SELECT_ALL = "选中全部结果", "Select all results";
    SELECT_ROW = "选中 {0}", "Select {0}";
    SELECTED = "已选 {0} 项", "{0} selected";
    FIRST_ONLY = "一次最多选中 1,000 项，已选中前 1,000 项", "At most 1,000 can be selected at once; the first 1,000 are";
    BATCH_ASSIGN = "批量交办", "Assign";
    BATCH_REMIND = "批量催办", "Remind";
    NOTHING = "没有符合条件的建议", "Nothing matches";
    NOTHING_HINT = "请减少查询条件，或点“重置”。", "Use fewer filters, or reset.";
    EMPTY = "台账还是空的", "The ledger is empty";
    EMPTY_HINT = "可以导入已有的 Excel 台账，或者登记一件建议。", "Import the ledger you keep in Excel, or enter a suggestion.";
    WOULD = "可以办理 {0} 件，不能办理 {1} 件", "{0} can be done, {1} cannot";
    DID = "已办理 {0} 件，未办理 {1} 件", "{0} done, {1} not done";
    CHECK = "下一步：核对", "Next: check";
    CONFIRM = "确认办理 {0} 件", "Do {0}";
    BACK = "返回修改", "Back";
    CAN = "可以办理", "Can be done";
    DONE = "已办理", "Done";
    WHY_NOT = "不能办理：", "Cannot: ";
    BATCH_UNDONE = "已撤销 {0} 件", "{0} undone";
    ITEM = "建议", "Suggestion";
    OUTCOME = "结果", "Result";
    ROUNDS = "轮次", "Rounds";
    NUMBER = "编号", "Number";
    TITLE = "题目", "Title";
    CO_SIGNERS = "附议代表", "Co-signers";
    LEAD = "领衔代表", "Lead";
    ASSISTING = "协办单位", "Assisting";
    ASSIGNED = "交办日期", "Assigned";
    CONSULTED = "面商日期", "Met";
    REPLIED = "答复日期", "Replied";
    DUE = "当前期限", "Due";
    FILE = "台账_{0}{1}.xlsx", "ledger_{0}{1}.xlsx";
}

/// What somebody still has to do: the name in the address, and the wording.
pub const WAITING: [(&str, crate::i18n::Words); 11] = [
    ("accept", WAITS_ACCEPT),
    ("reply", WAITS_REPLY),
    ("opinion", WAITS_OPINION),
    ("delivery", WAITS_DELIVERY),
    ("redo", WAITS_REDO),
    ("evaluation", WAITS_EVALUATION),
    ("look-back", WAITS_LOOK_BACK),
    ("suspended", WAITS_SUSPENDED),
    ("disagreement", WAITS_DISAGREEMENT),
    ("rehandle", WAITS_REHANDLE),
    ("close", WAITS_CLOSE),
];
