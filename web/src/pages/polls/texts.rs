//! Texts of the list of polls, and those that several of its pages use.

crate::i18n::words! {
    INTRO = "常委会会议等对办理情况进行满意度测评：无记名密封票卡、记名或者纸质票，当场计票，结果可以由任何人复核。", "A body votes on how satisfied it is: by sealed secret cards, by name, or on paper; counted on the spot, and anybody can check the result.";
    BEGIN = "筹备测评", "Prepare a vote";
    OFFICE_ONLY = "测评由人大机关组织；结果宣布后可以在这里查看。", "Votes are held by the congress office; results appear here once they are declared.";
    NONE = "还没有测评", "No vote yet";
    NONE_OFFICE = "从筹备开始：确定事项、规则、投票人和监票人，然后制作票卡。", "Begin by preparing one: what is voted on, by which rule, by whom, and who observes; then deal the cards.";
    NONE_OTHER = "人大机关宣布结果后显示在这里。", "Results appear here once the congress office declares them.";

    POLL = "测评", "Vote";
    DAY = "测评日", "Day";
    PHASE = "阶段", "Phase";
    PRESENT = "到会", "Present";
    PRESENT_OF = "{0} / {1} 人", "{0} of {1}";
    RESULTS = "结果", "Results";
    ITEMS = "{0} 个事项", "items: {0}";
    VOID = "无效", "void";

    SATISFIED = "满意", "Satisfied";
    BASICALLY = "基本满意", "Basically satisfied";
    DISSATISFIED = "不满意", "Dissatisfied";
    ABSTAINED = "弃权", "Abstained";
    INVALID = "无效票", "Invalid";
    COLLECTED = "收回", "Collected";

    SAVED_FILE = "已保存文件 {0}", "Saved the file {0}";
    SAVE_REFUSED = "浏览器没有允许保存文件。请检查浏览器的下载设置后重试。", "The browser did not let the file be saved. Check its download settings and try again.";
}
