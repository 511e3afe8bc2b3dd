//! Texts of the form of a suggestion.

crate::i18n::words! {
    NEW = "登记建议", "New suggestion";
    CHANGE = "修改建议", "Change the suggestion";
    KIND = "类别", "Kind";
    OCCASION = "提出时间", "Raised";
    TITLE = "题目（案由）", "Title";
    TITLE_HINT = "不超过 200 字，例如：关于优化我区公交线路的建议", "At most 200 characters";
    TEXT = "正文", "Text";
    TEXT_HINT = "写明情况、问题和具体建议", "The situation, the problem, and what is suggested";
    POINTS = "要求逐点答复的事项", "Points to be answered one by one";
    POINTS_HINT = "每行一项；承办单位须逐点答复。可以不填", "One a line; the reply has to answer each. May stay empty";
    ORIGINS = "意见来源", "Where it was heard";
    ORIGINS_HINT = "每行一条：何时何地听取了谁的意见，例如：2026-03-02 老城社区联络站，居民座谈会。可以不填", "One a line: when, where and from whom it was heard. May stay empty";
    LEAD = "领衔代表", "Lead deputy";
    CO_SIGNERS = "附议代表", "Co-signers";
    MANY_HINT = "逐个输入后按回车，也可粘贴用顿号分隔的名单", "Type one and press Enter, or paste a list";
    DELEGATION = "代表团", "Delegation";
    CATEGORY = "业务分类", "Category";
    SUBMIT_TOO = "保存后立即提交审查", "Submit for screening right away";
    SUBMIT_ON = "提交日期", "Day of submission";
    FOR_LEAD = "建议由代表提出：这里登记的内容以领衔代表的名义记录，并注明记录人。", "Suggestions are raised by deputies: this is recorded in the lead deputy’s name, with who recorded it.";
    SAVE_DRAFT = "保存", "Save";
    SUBMIT_FAILED = "草稿已保存，但没有提交：{0}", "The draft is saved, but was not submitted: {0}";
}
