//! Texts of the inbox and what is done from it.

crate::i18n::words! {
    INTRO = "群众扫码、到站、来电、来信反映的意见。一般当日分办：答复、转办、合并、不予受理，或者由代表提出建议。", "What citizens said by code, at a station, by telephone or letter. Dealt with on the day it comes: answered, passed on, merged, refused, or raised as a suggestion by a deputy.";
    INTRO_OTHER = "群众向您反映的和转给您的意见。可以答复、转办、告知进展，或者提出建议；合并和不予受理由人大机关决定。", "What citizens said to you, or was passed to you. Answer, pass on, tell how it goes, or raise a suggestion; merging and refusing are the congress office's.";
    NOT_HERE = "本机不显示民意", "Voices are not shown on this device";
    NOT_HERE_HINT = "民意中有群众的联系方式，只有人大机关和收到意见的代表能够查看。转给承办单位的事项，由人大机关另行告知。", "They hold how citizens can be reached, and are for the congress office and the deputies they were said to. What is passed to a unit, the office tells it apart.";
    STAGES = "按办理情况查看", "By stage";
    COUNTED = "{0} {1}", "{0} {1}";
    NONE = "还没有收到民意", "No voice yet";
    NONE_OFFICE = "设置联络站，为站点和代表生成专属码，张贴或者发放；群众扫码反映的意见会出现在这里。到站、来电、来信反映的，可以直接登记。", "Set up stations and issue codes for them and for deputies; what citizens say by these codes appears here. What is said at a station, by telephone or letter can be written down at once.";
    NONE_OTHER = "群众扫您的专属码反映的意见会出现在这里。", "What citizens say by your code appears here.";
    TO_STATIONS = "设置联络站", "Set up stations";
    ALL_DONE = "没有待分办的民意", "Nothing waits to be dealt with";
    ALL_DONE_HINT = "已分办的可以在上面的其他标签中查看。", "What was dealt with is under the other tabs.";
    NO_MATCH = "没有符合条件的民意", "No voice fits";
    SHOW_ALL = "查看全部", "Show all";

    WORDS = "内容、地点", "Words, place";
    ANY_STATION = "联络站", "Station";
    ANY_DEPUTY = "代表", "Deputy";
    LATE_ONLY = "只看逾期未分办（{0}）", "Only late ones ({0})";
    OF_DRIVE = "只看一次意见征集的答卷", "Only answers to one drive";

    TEXT = "内容", "What was said";
    CAME = "收到", "Came";
    TO = "站点、代表", "To";
    STAGE = "办理情况", "Stage";
    RATING = "群众评价", "Rated";
    LATE = "逾期未分办", "Late";
    ALIKE = "{0} 件相似", "{0} alike";
    PICTURES = "{0} 张照片", "{0} pictures";
    SELECT = "选中：{0}", "Select: {0}";

    ANSWER = "答复", "Answer";
    PASS = "转办", "Pass on";
    MERGE = "合并", "Merge";
    REFUSE = "不予受理", "Refuse";
    INFORM = "告知进展", "Tell progress";
    JOIN = "并入已有建议", "Join a suggestion";
    RAISE = "提出建议", "Raise as a suggestion";
    READS = "群众凭查询码可以看到。请用平实的话，不写其他人的姓名。", "The citizen reads this by tracking code. Plain words, and nobody else's name.";
    ANSWER_TEXT = "答复内容", "The answer";
    INFORM_TEXT = "进展", "Progress";
    REFUSE_TEXT = "不予受理的理由", "Why it is refused";
    PASS_TO = "转给", "To";
    TO_STATION = "联络站", "A station";
    TO_DEPUTY = "代表", "A deputy";
    TO_UNIT = "承办单位", "A unit";
    TO_LEVEL_UP = "上一级人大", "The congress above";
    PASS_NOTE = "转办说明", "Note";
    PASS_NOTE_HINT = "只给接办的人看，群众看不到。", "For those it goes to; the citizen never reads it.";
    MERGE_INTO = "并入哪一件", "Into which";
    MERGE_HINT = "其余的不再单独办理，群众查询时看到主件的办理情况。", "The others are not dealt with apart; who follows them sees what becomes of this one.";
    MERGE_NONE = "没有相似的民意。在列表中同时选中几件，再选“合并”。", "None is alike. Select several in the list and choose Merge there.";
    JOIN_FIND = "查找建议", "Find a suggestion";
    JOIN_HINT = "输入标题或者编号。", "Words of its title, or its number.";
    JOIN_WHICH = "并入哪件建议", "Which suggestion";
    JOIN_NONE = "没有找到", "None found";
    ALIKE_OF = "{0}（相似 {1}%）", "{0} ({1}% alike)";
    ABOUT = "已选 {0} 件民意", "{0} voices selected";

    RAISE_INTRO = "由下列民意形成一件建议，每件都保留为来源；群众查询时看到建议的办理进展。", "One suggestion of these voices, each kept as where it came from; who follows them sees what becomes of it.";
    RAISE_TITLE = "标题", "Title";
    RAISE_TEXT = "内容", "Text";
    RAISE_TEXT_HINT = "已按所选民意填写，请整理成建议的文字；联系方式没有写入。", "Filled in from the voices chosen; put it into a suggestion's words. How to reach people was left out.";
    RAISE_CATEGORY = "类别", "Category";
    RAISE_DEPUTIES = "提出建议的代表", "Deputies who raise it";
    RAISE_DO = "提出建议", "Raise";
    RAISED = "已提出建议，并保留 {0} 件民意为来源", "Raised as a suggestion, with {0} voices as its origin";
    RAISE_LINE = "{0}．{1}（{2}）", "{0}. {1} ({2})";
    READING = "正在读取所选民意…", "Reading the voices…";

    RECORD = "群众反映的情况", "What citizens said";
    RECORD_INTRO = "群众到站、来电、来信或者在会上反映的意见，登记后与扫码的一并分办。", "What was said at a station, by telephone, by letter or at a meeting; dealt with like what comes by code.";
    VIA = "反映方式", "How it came";
    ON = "日期", "Day";
    PLACE = "事发地点", "Where it is about";
    PLACE_HINT = "例如：东关街道幸福里 3 号楼旁", "Such as a street and a building nearby";
    SAID = "反映的内容", "What was said";
    SAID_HINT = "按原意记录。身份证号、银行卡号等不要写入。", "As it was meant. No identity or card numbers.";
    CONTACT = "联系方式", "How to reach who said it";
    CONTACT_HINT = "只有人大机关能看到，不公示、不进入建议。", "For the congress office alone; never published, never in a suggestion.";
    AT_STATION = "联络站", "Station";
    TO_WHOM = "接待代表", "Deputy";
    SAVE = "登记", "Write down";
    RECORDED = "已登记", "Written down";
    LEAVE = "返回民意", "Back to the voices";

    COUNTS_INTRO = "按联络站、代表和月份统计，群众姓名和联系方式不在其中。", "By station, deputy and month; no names, no way to reach anybody.";
    TOTAL = "收到", "Came";
    SAME_DAY = "当日分办", "Dealt with on the day";
    SAME_DAY_OF = "{0} / {1} 件", "{0} of {1}";
    SAME_DAY_HINT = "已分办的当中，收到当日即分办的。", "Of those dealt with, on the day they came.";
    RATED = "群众评价", "Ratings";
    BY_STAGE = "按办理情况", "By stage";
    BY_STATION = "按联络站", "By station";
    BY_DEPUTY = "按代表", "By deputy";
    BY_MONTH = "按月份", "By month";
    MONTH = "月份", "Month";
    DEALT = "已分办", "Dealt with";
    COUNT = "件数", "Number";
    NO_COUNTS = "还没有可以统计的民意", "Nothing to count yet";
    COUNTS_FILE = "民意统计_{0}_{1}.xlsx", "voices_{0}_{1}.xlsx";
}
