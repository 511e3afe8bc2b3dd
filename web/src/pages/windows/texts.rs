//! Texts of the windows page.

crate::i18n::words! {
    INTRO = "在测评窗口内，代表对纳入的建议逐件评价。实行背靠背测评的，承办单位在窗口结束后才能看到汇总，不显示评价人；评价份数过少的不公布。", "Within a window the deputies rate the suggestions in it. Where evaluation is back to back, units see totals only after it closed, never who rated, and none of too few opinions.";
    OPEN_ONE = "开设测评窗口", "Open a window";
    OFFICE_ONLY = "测评窗口由人大机关开设和结束。", "The congress office opens and closes windows.";
    NONE = "还没有测评窗口", "No window yet";
    NONE_OFFICE = "答复到期后，可以集中开设一次测评，看清哪些代表还没有评价。", "Open one when the replies are in, and see who has not rated yet.";
    NONE_OTHER = "人大机关开设后显示在这里。", "Windows appear here once the congress office opens them.";

    TITLE = "名称", "Title";
    TITLE_HINT = "如“2024年建议办理集中测评”，不超过 60 个字。", "Such as Evaluation of 2024; at most 60 characters.";
    OPENS = "开始日", "First day";
    CLOSES = "截止日", "Last day";
    KIND = "测评类型", "Kind";
    FIRST = "初次评价", "First evaluation";
    LOOK_BACK = "回头看", "Looking back";
    FIRST_LONG = "初次评价：对答复作评价", "First evaluation: of the replies";
    LOOK_BACK_LONG = "回头看：办结后再次评价", "Looking back: once more, after some time";
    WHICH = "纳入的建议", "Which suggestions";
    WHICH_HINT = "只纳入已经答复的建议；开设后新答复的不自动纳入。", "Only those replied to; what is replied to later is not taken in.";
    ALL = "全部已答复的", "All that were replied to";
    CHOSEN = "按条件选择", "By conditions";
    YEAR = "年度", "Year";
    ANY_YEAR = "不限年度", "any year";
    UNIT = "承办单位", "Unit";
    UNIT_HINT = "不填写的为全部单位", "Empty for all units";
    KEY = "重点督办", "Key supervision";
    KEY_ANY = "不限", "any";
    KEY_ONLY = "只纳入重点督办的", "only those under key supervision";
    KEY_NOT = "不含重点督办的", "all but those";
    MATCH = "将纳入 {0} 件建议。", "{0} suggestions will be in it.";
    MATCH_NONE = "没有符合条件的已答复建议，请调整条件。", "No suggestion that was replied to fits; change the conditions.";
    OPEN_NOW = "开设", "Open it";
    OPENED = "已开设“{0}”", "“{0}” is open";
    TITLE_LONG = "名称不超过 60 个字", "The title has at most 60 characters";
    ORDER = "截止日不能早于开始日", "The last day is not before the first";
    YEAR_LONG = "测评窗口不超过一年", "A window lasts at most a year";

    RUNNING = "进行中", "open";
    COMING = "未开始", "not begun";
    OVER = "已结束", "closed";
    DAYS = "{0} 至 {1}", "{0} to {1}";
    ITEMS = "建议", "Suggestions";
    ITEMS_OF = "{0} 件", "{0}";
    GIVEN = "已评价", "Opinions";
    GIVEN_OF = "{0} / {1} 份", "{0} of {1}";
    GIVEN_LABEL = "“{0}”的评价进度", "Opinions given in “{0}”";
    GIVEN_HIDDEN = "应评价 {0} 份，窗口结束后公布份数", "{0} are asked for; how many came is told after the window";
    MISSING = "尚未评价的代表（{0} 人，{1} 份）", "Deputies who have not rated ({0}; {1} opinions)";
    OPINIONS = "{0} 份", "{0}";
    NOBODY = "应评价的都已评价。", "Every opinion asked for has come.";
    TOTALS = "按单位汇总", "Totals by unit";
    TOTALS_LATER = "窗口结束后汇总。", "Totals come when the window has closed.";
    SATISFIED = "满意", "Satisfied";
    BASICALLY = "基本满意", "Basically satisfied";
    DISSATISFIED = "不满意", "Dissatisfied";
    NOT_SHOWN = "不公布", "not shown";
    NO_TOTALS = "没有可汇总的评价。", "No opinions to total.";
    CLOSE = "提前结束…", "Close it now…";
    CLOSE_ASK = "提前结束测评窗口", "Close the window";
    CLOSE_WHAT = "“{0}”原定 {1} 截止，现在结束后不能重新打开。尚有 {2} 份评价没有收到；之后的评价照常记录，但不计入这次汇总。", "“{0}” was to close on {1}; once closed it stays so. {2} opinions have not come; later ones are recorded but not counted in it.";
    CLOSE_NOW = "结束测评", "Close it";
    CLOSED = "已结束“{0}”", "“{0}” is closed";
}
