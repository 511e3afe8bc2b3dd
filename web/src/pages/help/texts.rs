//! Texts of the help.

crate::i18n::words! {
    INTRO = "回音把代表建议从提出到承诺兑现的全过程记下来，期限、比率和每一次“暂不能办理”都写明依据。数据保存在本机浏览器中，不需要服务器。", "Huiyin records a deputies' suggestion from the first draft to the last promise kept. Every deadline, rate and refusal names its rule. The data stay in this browser; no server is needed.";

    BEGIN = "开始使用", "Beginning";
    BEGIN_1 = "在“设置”中给工作区命名，选择本地适用的规则集，逐条核对期限和口径。", "Under Settings, name the workspace, choose the rulebook that holds for your place, and check its periods and definitions one by one.";
    BEGIN_2 = "在“导入”中选择现有的 Excel 台账。系统建议表头和列的对应关系，可以修改；未通过的行会指出单元格和改法，也可以下载后修改再导入。", "Under Import, choose the Excel ledger you already keep. Headings and columns are proposed and can be changed; rows that cannot be read name their cell and what to do, and can be downloaded, mended and imported again.";
    BEGIN_3 = "导错了可以一键撤销整次导入；已经继续办理的建议会逐件列出并保留。", "A wrong import is undone with one click; suggestions that were worked on since are listed and kept.";

    ROLES = "办理身份", "Acting for others";
    ROLES_1 = "右上角的“办理身份”决定所记录的是谁的行为。机关可以代政府督查室、承办单位和代表记录，记录中同时保留经办人和行为人。", "“Acting as” at the top decides whose act is recorded. The office may record for the government's coordinator, units and deputies; the record keeps both who entered it and whose act it is.";
    ROLES_2 = "每种身份只能做规则允许的事。打开一件建议，“暂不能办理的事项”逐项说明原因和出处。", "Each role may do what the rules allow. On a suggestion's page, “Not possible now” explains each action that is refused, with its source.";

    LIFE = "一件建议的过程", "The life of a suggestion";
    LIFE_1 = "代表起草、提交；机关审查、登记编号；机关或政府督查室交办，可以主办加协办，也可以分别办理。", "A deputy drafts and submits; the office screens and registers it; the office or the coordinator assigns it, to a lead unit with assisting units or to several units separately.";
    LIFE_2 = "承办单位签收，或在期限内说明理由退办；办前、办中、办后与代表面商并记录；按时答复，对建议的每个要点逐一作答。", "The unit accepts it, or returns it with a reason in time; it meets the deputies before, during and after, and records it; it replies in time, point by point.";
    LIFE_3 = "代表对办理过程和办理结果分别评价。不满意的，机关或督查室要求重新办理，开始新的一轮，原答复保留。", "The deputies evaluate the process and the result separately. Where they are dissatisfied, it is ordered to be handled again: a new round begins and the old reply is kept.";
    LIFE_4 = "B、C 类答复写明承诺事项，办结归档后继续跟踪；承诺办成后再次答复，计为 A 类。", "Replies of class B and C say what is promised, which is followed after closing; once kept, the unit answers again and it counts as class A.";

    DATES = "期限和灯号", "Deadlines and lights";
    DATES_1 = "期限按规则集计算：期间开始的当日不计入；按月计算的，到期月没有对应日的，以该月末日为届满日；届满日是节假日的顺延。点“这个日期怎样得出”可以看到每一步。", "Deadlines follow the rulebook: the first day does not count; a period in months ends on the corresponding day, or the month's last day where there is none; a last day that is a holiday moves on. “How this date was reached” shows each step.";
    DATES_2 = "● 正常、▲ 临期、■ 逾期：形状、文字和颜色同时表示。标有“暂估”的日期超出了已公布的节假日安排，公布后可能变动。", "● on time, ▲ due soon, ■ overdue: shape, word and colour say the same. A date marked provisional lies beyond the announced holidays and may move.";

    DATA = "数据安全", "Keeping your data";
    DATA_1 = "提示“已保存”之前，内容已经写入本机；写入失败会明确提示，已填写的内容保留在页面上。", "What is shown as saved has been written on this device; a failed write says so, and what you entered stays on the page.";
    DATA_2 = "清除浏览器数据会删除工作区。请定期在“设置”中导出数据包，保存到其他位置；换电脑时导入数据包即可，重复导入不会产生重复记录。", "Clearing the browser's data deletes the workspace. Export a bundle under Settings regularly and keep it elsewhere; on another computer take it in. Taking it in twice changes nothing.";
    DATA_3 = "办理中的每一步都可以撤销最近一步；撤销本身也留有记录。", "The latest step of a suggestion can be undone; the undoing is recorded as well.";

    KEYS = "键盘", "Keyboard";
    KEYS_1 = "在任何页面按 ? 查看快捷键。全部操作都可以用键盘完成。", "Press ? on any page for the shortcuts. Everything can be done from the keyboard.";
}
