//! Texts of the units side by side.

crate::i18n::words! {
    SIDE_BY_SIDE = "各单位办理情况", "Units side by side";
    RANK = "名次", "Place";
    NOT_RANKED = "不参与排名", "Not compared";
    OWED = "主办、分办", "Owes the reply";
    ASSISTS = "协办", "Assists";
    REPLIED = "办复率", "Replied";
    CONTACTS = "三见面完成率", "Three meetings";
    COMPLETED = "办结率", "Completed";
    SATISFIED = "满意率", "Satisfied";
    LATE = "逾期", "Late";
    REMINDERS = "催办", "Reminders";
    POINTS = "得分", "Points";
    GRADE = "等次", "Grade";
    AWARDS = "评优名单（供研究决定）", "Awards, prepared for decision";
    AWARDS_HINT = "名单按事实列出并说明理由，由机关研究决定。", "The names follow from facts, each with its reason; the office decides.";
    NO_AWARDS = "没有符合条件的单位或代表。", "Nobody fits yet.";
    LIST = "名单", "List";
    NAME = "名称", "Name";
    REASON = "理由", "Reason";
}
