//! Texts of the desk.

crate::i18n::words! {
    TODAY = "今天是 {0}，以下是等待“{1}”办理的事项", "Today is {0}. This is what waits for {1}.";
    ALL = "查看全部", "See all";
    COUNT = "{0} 件", "{0}";
    NOTHING = "目前没有", "Nothing now";
    EMPTY = "工作区里还没有建议", "There are no suggestions in the workspace yet";
    EMPTY_HINT = "可以导入已有的 Excel 台账，或者直接登记一件建议；与他人共用的，可以创建或者加入共享工作区。", "Import the ledger you keep in Excel, or enter a suggestion; to work with others, create a shared workspace or join one.";
    SHARE = "与他人共用", "Work with others";
    NO_WORK = "目前没有等待办理的事项", "Nothing is waiting";
    NO_WORK_HINT = "换一个办理身份，或者到建议台账中查看全部建议。", "Act as somebody else, or see everything in the ledger.";
}
