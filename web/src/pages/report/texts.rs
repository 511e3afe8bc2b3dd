//! Texts that reports share.

crate::i18n::words! {
    GATHERING = "正在逐件汇总…", "Going through the suggestions…";
    STOPPING = "正在停止…", "Stopping…";
    STOPPED = "已停止汇总", "Stopped";
    STOPPED_HINT = "没有汇总完，因此不显示结果。", "It was not finished, so there is nothing to show.";
    PRINT = "打印", "Print";
    EXPORTING = "正在导出…", "Exporting…";
    YEAR = "年度", "Year";
    ONE_YEAR = "{0} 年", "{0}";
    ALARMS = "未达要求", "What is missed";
    MISSED = "未达要求", "Missed";
    SUGGESTION = "建议", "Suggestion";
    UNIT = "承办单位", "Handling unit";
    STAGE = "阶段", "Stage";
    DEADLINE = "期限", "Deadline";
    EMPTY = "还没有可汇总的建议", "Nothing to report on yet";
    EMPTY_HINT = "导入现有的 Excel 台账，或登记建议并编号后，再看这里。", "Import your Excel ledger, or register suggestions, and look again.";
    TABLE_OF = "{0}（表格）", "{0} (table)";
    SHOW_ALL = "显示全部 {0} 项", "Show all {0}";
    SEE_LEDGER = "查看台账", "See the ledger";
}
