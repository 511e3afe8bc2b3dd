//! Texts of the drives.

crate::i18n::words! {
    INTRO = "就一件事向群众征求意见：几个问题、若干天，扫码作答，自动汇总。", "Asks citizens about one matter: a few questions, some days, answered by code, summed up by itself.";
    NONE = "还没有意见征集", "No drive yet";
    NONE_HINT = "写明征集什么、几个问题和起止日期，生成二维码海报张贴或者转发。", "State the matter, a few questions and the days; put its poster up or pass its address on.";
    NONE_OTHER = "人大机关发起后显示在这里。", "They appear here once the congress office opens one.";
    DRIVE = "名称", "Drive";
    DAYS = "起止日期", "Days";
    STATE = "状态", "State";
    ANSWERS = "答卷", "Answers";
    IS_OPEN = "征集中", "open";
    IS_CLOSED = "未在征集", "not open";
    LEAVE = "全部意见征集", "All drives";

    ABOUT = "征集事项", "The matter";
    TITLE = "名称", "Title";
    INTRO_TEXT = "说明", "Introduction";
    INTRO_HINT = "写明背景和用途，群众答题前看到。", "The background and what it is for; read before the questions.";
    OPENS = "开始日期", "First day";
    CLOSES = "截止日期", "Last day";
    CLOSES_HINT = "当日仍可以作答。", "Answers are still taken on it.";
    QUESTIONS = "问题", "Questions";
    QUESTIONS_INTRO = "问题越少，答的人越多，一般不超过五个。不要询问姓名、电话等个人信息。", "Fewer questions, more answers; five at most is a good rule. Do not ask for names or numbers.";
    QUESTION = "第 {0} 题", "Question {0}";
    QUESTION_TEXT = "问题", "The question";
    QUESTION_KIND = "怎样作答", "How it is answered";
    OPTIONS = "选项", "Options";
    OPTIONS_HINT = "一行一个，至少两个。", "One a line, two at least.";
    REQUIRED = "必须回答", "Has to be answered";
    ADD = "增加一题", "Add a question";
    UP = "上移第 {0} 题", "Move question {0} up";
    DOWN = "下移第 {0} 题", "Move question {0} down";
    DROP = "删除第 {0} 题", "Remove question {0}";
    NO_QUESTION = "请至少写一个问题", "Write one question at least";
    NO_TEXT = "请填写第 {0} 题的问题", "Fill in question {0}";
    FEW_OPTIONS = "第 {0} 题至少要有两个选项，一行一个", "Question {0} needs two options at least, one a line";
    OPEN = "开始征集", "Open the drive";
    OPENED = "“{0}”已开始征集", "“{0}” is open";
    PREVIEW = "预览", "Preview";
    PREVIEW_TITLE = "群众看到的样子", "As citizens see it";
    UNTIL = "截止 {0}", "Until {0}";

    ANSWERED = "{0} 人作答", "{0} answered";
    CODE_INTRO = "张贴海报，或者把下面的地址发给群众。", "Put the poster up, or pass the address on.";
    PRINT = "打印海报", "Print the poster";
    SQUARE = "意见征集二维码", "The drive's square";
    POSTER_WHAT = "扫一扫，说说您的意见", "Scan to have your say";
    POSTER_1 = "用微信、浏览器扫码，不用注册登录。", "Scan with any phone; no account.";
    POSTER_2 = "回答几个问题，一般一两分钟。", "Answer a few questions; a minute or two.";
    POSTER_3 = "不用留姓名，结果只看总数。", "No name is asked; only totals are looked at.";
    SUMMARY = "汇总", "Summary";
    SUMMARY_INTRO = "汇总不含个人信息；选的人太少的不显示人数，以免认出是谁。", "No personal data; where too few chose an option, its number is not shown.";
    SEE_ANSWERS = "查看答卷", "See the answers";
    NO_ANSWERS = "还没有人作答。", "Nobody has answered yet.";
    NO_TEXTS = "没有文字意见。", "Nothing was written.";
    OPTION = "选项", "Option";
    CHOSEN = "人数", "Chosen by";
    SHARE = "占作答人数", "Share of those who answered";
    FEW = "不显示", "not shown";
    FEW_HINT = "少于 5 人的不显示，必要时一并隐去另一项，以免倒推。", "Numbers under five are not shown, and another one with them where it could be reckoned back.";
    PERCENT = "{0}%", "{0}%";
    CLOSE_ASK = "提前结束…", "Close it early…";
    CLOSE_DO = "结束征集", "Close the drive";
    CLOSE_WHAT = "结束后不再收答卷，已经收到的保留。不能重新开始。", "No more answers are taken; what came stays. It cannot be opened again.";
    CLOSED = "征集已结束", "The drive is closed";
    CLOSED_WHY = "已提前结束：", "Closed early: ";
}
