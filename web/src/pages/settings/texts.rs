//! Texts of the settings page.

crate::i18n::words! {
    SECTIONS = "设置分类", "Sections";
    WORKSPACE = "工作区", "Workspace";
    RULES = "规则与日历", "Rules and calendar";
    WHO = "办理身份", "Who acts";
    DISPLAY = "显示", "Display";
    DATA = "数据", "Data";
    ABOUT = "关于", "About";

    NAME = "工作区名称", "Name of the workspace";
    NAME_HINT = "一般写机关全称，如“马龙区人大常委会代表工作委员会”；显示在页眉和导出的文件上。", "Usually the office's full name; shown at the top and in exported files.";
    RULEBOOK = "采用的规则", "Rulebook";
    RULEBOOK_HINT = "办理期限、答复类别、满意度和各项比率都按所选规则计算，逐条依据见“规则”。在这里更换，全部建议一并改用；要指定生效日期、保持在办件原有期限或者自定规则，请用“规则”页。", "Deadlines, answer classes, ratings and rates follow it; every rule and its source is under Rules. Changing it here moves every suggestion; to name a day, keep deadlines that run or state your own rules, use the Rules page.";
    SAVED = "已保存工作区设置", "The workspace settings are saved";
    RESTORED = "已恢复原来的工作区设置", "The former workspace settings are back";
    CHANGE_RULES = "更换规则", "Change the rulebook";
    CHANGE_INTRO = "从“{0}”更换为“{1}”。已记录的事实不变；期限、提醒和比率将按新规则重新计算，包括已办结的建议。", "From “{0}” to “{1}”. What was recorded stays; deadlines, reminders and rates are computed anew, also of closed suggestions.";
    CHANGE_UNDO = "更换后可以撤销。", "It can be undone.";
    CHANGE_OWN = "现在采用的是自定规则，更换后不能撤销；需要保留的，请先在“规则”页下载，以后可以上传再次启用。", "The one in force is your own, so this cannot be undone; download it on the Rules page first, and it can be adopted again later.";
    CHANGED_RULES = "以下 {0} 条规则将改变", "These {0} rules change";
    SAME_RULES = "各条规则的值相同，只是依据不同。", "All values stay the same; only the sources differ.";
    RULE = "规则", "Rule";
    BEFORE = "现在", "Now";
    AFTER = "更换后", "Then";
    CHANGE = "更换", "Change";

    FACTS = "工作区情况", "About this workspace";
    SUGGESTIONS = "建议", "Suggestions";
    EVENTS = "事件记录", "Recorded events";
    ANOMALIES = "记录中的矛盾", "Contradictions in the record";
    ANOMALIES_NONE = "没有", "none";
    HORIZON = "放假安排已公布至", "Holidays announced up to";
    HORIZON_HINT = "之后的工作日按周末推算，期限标注“暂估”。", "After it, working days are reckoned by weekends and deadlines marked provisional.";
    TODAY = "今天（北京时间）", "Today (UTC+8)";
    OPENED = "本次打开方式", "How it was opened";
    OPENED_EMPTY = "新建的空工作区", "new and empty";
    OPENED_SNAPSHOT = "读取快照，补读 {0} 条记录", "from the snapshot, {0} further events read";
    OPENED_REPLAY = "重新读取全部 {0} 条记录", "all {0} events read";
    KEPT = "保存位置", "Kept";
    KEPT_HERE = "本机浏览器，关闭后仍保留", "in this browser, also after closing";
    KEPT_NOT = "仅在内存，关闭后丢失", "in memory only, lost on closing";
    COUNT = "{0} 件", "{0}";
    LINES = "{0} 条", "{0}";

    RULES_HERE = "采用的规则", "The rulebook in force";
    RULES_ARE = "正在采用“{0}”。", "“{0}” is in force.";
    RULES_GO = "查看、对照、制定和启用规则", "Read, compare, make and adopt rulebooks";
    OWN_BOOK = "{0}（自定）", "{0} (our own)";

    HOLIDAYS = "节假日日历", "Holiday calendar";
    HOLIDAYS_INTRO = "工作日和顺延按国务院办公厅公布的放假安排计算。新一年的安排公布后，在这里加载日历文件，受影响的期限随之变动并逐个列出。", "Working days follow the holidays announced by the State Council. Load the file of a new year here once they are announced; deadlines that move are listed.";
    HOLIDAYS_UNTIL = "已公布至 {0}，之后的日期按周末推算并标注“暂估”。", "Announced up to {0}; later days are reckoned by weekends and marked provisional.";
    HOLIDAYS_FILE = "选择日历文件", "Choose a calendar file";
    HOLIDAYS_READ = "已读取 {0}。请核对变动，再加载。", "{0} was read. Check what moves, then load it.";
    HOLIDAYS_LOAD = "加载日历", "Load it";
    HOLIDAYS_DONE = "日历已加载，变动如下。", "The calendar is loaded; this moved.";
    HOLIDAYS_SAVED = "已加载节假日日历", "The holiday calendar is loaded";
    HOLIDAYS_OTHER = "另选文件", "Choose another";
    HOLIDAYS_FORM = "文件格式", "What the file looks like";
    HOLIDAYS_FORM_HINT = "写明已公布至哪一天，以及各年的放假日和调休上班日：", "It says up to which day holidays are announced, and each year's holidays and make-up working days:";

    COMMITTEES = "委员会名单", "Committees";
    COMMITTEES_INTRO = "用于重点督办的责任委员会、绩效评估和统计。改名或者移除不影响已有记录。", "For key supervision, performance evaluations and statistics. Renaming or removing one leaves the record as it is.";
    COMMITTEE_NAMES = "委员会", "Committees";
    COMMITTEE_HINT = "输入名称后按回车添加，可以一次粘贴多个，用顿号、逗号或者换行分隔。", "Type a name and press Enter; several may be pasted, separated by commas or line ends.";
    COMMITTEES_SAVED = "已保存委员会名单，共 {0} 个", "Committees saved: {0}";
    COMMITTEES_BACK = "已恢复原来的委员会名单", "The former committees are back";
    LIST_COMMA = "、", ", ";
    OFFICE_ONLY = "由人大机关设置；现在的办理身份不能修改。", "The congress office sets this; the party you act as cannot.";

    SELF = "本人身份", "Yourself";
    SELF_INTRO = "坐在这台电脑前的人。每一步办理都会记下是谁记录的。", "The person at this computer. Every act records who entered it.";
    SELF_FIXED = "{0}，{1}（{2}）。这是加入共享工作区时批准的，不能在这里修改。", "{0}, {1} ({2}). This was granted when the device was let into the shared workspace and cannot be changed here.";
    SELF_DEVICES = "查看设备", "See the devices";
    SAVE_SELF = "保存本人身份", "Save";
    SELF_SAVED = "本人身份：{0}", "You are: {0}";
    BEHALF = "代为记录", "Recording for others";
    BEHALF_INTRO = "其他单位或代表尚未使用本系统时，由本机代其记录。规则按被代行的一方判断，两方都会留痕。", "Where a unit or deputy does not use the system yet, record their acts here. Rules judge the other party; both are kept.";
    BEHALF_NOW = "正在代“{0}”记录，记录人：{1}", "Recording for “{0}”; recorded by {1}";
    BEHALF_NONE = "现在以本人身份办理：{0}", "Acting as yourself: {0}";
    BEHALF_START = "开始代行", "Begin";
    BEHALF_DONE = "从现在起代“{0}”记录", "Recording for “{0}” from now on";
    BEHALF_END = "恢复本人身份", "Act as yourself again";

    LANGUAGE = "语言", "Language";
    TEXT_SIZE = "文字大小", "Text size";
    NORMAL = "标准", "Normal";
    LARGE = "大字", "Large";
    CONTRAST = "对比度", "Contrast";
    HIGH = "高对比度", "High";
    DENSITY = "台账行距", "Rows of the ledger";
    COMFORTABLE = "宽松", "Roomy";
    COMPACT = "紧凑", "Compact";
    AT_ONCE = "选择后立即生效，只影响这台电脑上的这个浏览器。", "Takes effect at once, in this browser only.";

    EXPORT = "导出数据包", "Export a bundle";
    EXPORT_INTRO = "把全部记录存成一个文件，用于备份、换机或用 U 盘交接。文件内容未加密，请按工作秘密妥善保管。", "Everything recorded in one file: a backup, a move to another computer, a hand-over. It is not encrypted; keep it safe.";
    EXPORT_DO = "导出数据包", "Export a bundle";
    EXPORTING = "正在导出", "Exporting";
    EXPORTED = "已导出 {0}，共 {1} 条记录", "Exported {0}: {1} events";
    EXPORT_STOPPED = "已取消导出，没有生成文件。", "The export was stopped; no file was made.";
    EXPORT_REFUSED = "浏览器没有允许保存文件。请在浏览器设置中允许本站点下载，然后重试。", "The browser did not let the file be saved. Allow downloads for this site and try again.";
    NOTHING_YET = "工作区还没有记录。", "Nothing is recorded yet.";
    BUNDLE = "数据包", "bundle";

    IMPORT = "导入数据包", "Take in a bundle";
    IMPORT_INTRO = "读入另一台电脑导出的数据包（*.huiyin.json）。已有的记录自动跳过，重复导入不会重复；现有记录不会被删改。导入后不能整体撤销，请先导出备份。", "Reads a bundle exported elsewhere (*.huiyin.json). What is already here is passed over; nothing here is changed or removed. It cannot be undone as a whole: export a backup first.";
    IMPORT_DO = "选择数据包", "Choose a bundle";
    IMPORTING = "正在导入 {0}", "Taking in {0}";
    IMPORTED = "已导入 {0}", "{0} is taken in";
    IMPORTED_SUM = "文件中有 {0} 条记录：新增 {1} 条，已有 {2} 条。", "{0} events in the file: {1} new, {2} already here.";
    EMPTY_FILE = "“{0}”是空文件，请另选一个数据包。", "“{0}” is empty; choose another bundle.";
    UNREADABLE = "“{0}”读不出来：{1}。请确认文件没有被移动或占用，再重试。", "“{0}” cannot be read: {1}. Check that it was not moved or locked, and try again.";
    STOPPING = "正在停止…", "Stopping…";

    CLEAR = "清空工作区", "Clear the workspace";
    CLEAR_INTRO = "删除这个浏览器中的全部建议、办理记录、工作区名称和所选规则，不能恢复。其他电脑上的数据不受影响。", "Removes all suggestions, what was recorded, the workspace's name and rulebook from this browser, for good. Other computers keep theirs.";
    CLEAR_DO = "清空工作区…", "Clear the workspace…";
    CLEAR_WHAT = "将删除 {0} 件建议、{1} 条记录。此操作不能撤销。", "{0} suggestions and {1} events will be removed. This cannot be undone.";
    CLEAR_FIRST = "清空之前，建议先导出数据包，以后可以导入恢复：", "Export a bundle first; it can be taken in again later:";
    CLEAR_SHARED = "本机在共享工作区里：清空同时退出共享工作区，删除本机的签名密钥。其他设备和存储位置上的内容不受影响。", "This device takes part in a shared workspace: clearing also leaves it and deletes the device's signing key. Other devices and the store keep what they have.";
    CLEAR_TYPE = "请输入“{0}”以确认", "Type “{0}” to confirm";
    CLEAR_WORD = "清空", "clear";
    CLEAR_NOW = "删除全部数据", "Remove everything";
    CLEARED = "工作区已清空", "The workspace is empty now";

    PRODUCT = "回音：人大代表建议闭环办理软件", "Huiyin: the closed loop of deputies' suggestions";
    VERSION = "版本", "Version";
    BUILD = "构建编号", "Build";
    LICENCE = "许可", "Licence";
    LICENCE_TEXT = "MIT 或 Apache-2.0，任选其一", "MIT or Apache-2.0, at your choice";
    NO_SERVER = "独立使用时，数据只保存在本机浏览器，不向任何服务器发送；共享工作区只与您设置的存储位置交换数据。", "Working alone, data stays in this browser and is sent to no server; a shared workspace exchanges data with the store you set, and nothing else.";
    UNKNOWN = "未知", "unknown";
}
