//! Texts of the calendar. Between bars stand the names printed on keys.

crate::i18n::words! {
    MONTH = "{0} 年 {1} 月", "{0}-{1}";
    WEEKDAYS = "一 二 三 四 五 六 日", "Mon Tue Wed Thu Fri Sat Sun";
    WEEKDAY = "星期{0}", "{0}";
    BEFORE = "上月", "Previous month";
    AFTER = "下月", "Next month";
    TODAY = "今天", "Today";
    GO_TO = "选择月份", "Month";
    MINE = "只看与办理身份有关的", "Only what concerns the party acting";
    LIST = "列表", "List";
    GRID = "月历", "Month";
    AS = "显示方式", "Shown as";
    KEYS = "方向键移动日期，|PageUp|、|PageDown| 换月，|Tab| 键进入当日事项。", "Arrow keys move by days, |PageUp| and |PageDown| by months, |Tab| goes into the day.";
    REST = "休", "Off";
    WORK = "班", "Work";
    RESTING = "休息日", "day off";
    MAKE_UP = "调休上班", "make-up working day";
    NOT_ANNOUNCED = "放假安排尚未公布，日期为暂估", "holidays not announced, days are provisional";
    DUE = "{0} 项到期", "{0} due";
    NONE_DUE = "没有到期事项", "nothing due";
    MORE = "还有 {0} 项", "{0} more";
    FEWER = "收起", "Fewer";
    OVERDUE = "此前已逾期", "Overdue before";
    ONLY_FIRST = "这里只列出最早的 {0} 项，其余在导出的文件中。", "Only the {0} earliest; the file has the rest.";
    NO_ENTRIES = "本月没有到期事项。", "Nothing falls due this month.";
}
