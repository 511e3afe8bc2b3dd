//! Texts of one poll.

use crate::i18n::Words;

/// The two shares that open the box.
pub const SHARE: [Words; 2] = [SHARE_1, SHARE_2];

crate::i18n::words! {
    ALL = "全部测评", "All votes";
    CHANGE = "修改", "Change";
    SCREEN = "大屏", "Big screen";
    ABOUT = "{0} · {1} · {2} · 到会 {3} / {4} 人", "{0} · {1} · {2} · present {3} of {4}";
    ANNULLED = "本次测评已作废：{0}", "This vote is annulled: {0}";
    NOT_DECLARED = "结果还没有宣布。", "The result is not declared yet.";
    WARNINGS = "请注意", "Please note";
    REMAINING = "宣布结果以前还须完成", "Still to be done before the result is declared";
    ANOMALIES = "有 {0} 条记录与本次测评的进程不符，没有采用。", "{0} recorded events do not fit how this vote went, and do not count.";

    STEPS = "测评步骤", "Steps of the vote";
    PREPARE = "筹备", "Prepare";
    DEAL = "制卡", "Cards";
    VOTE = "签到与投票", "Check-in and vote";
    CLOSE = "截止与清点", "Close and count in";
    FIX = "封箱", "Fix the box";
    COUNT = "计票", "Count";
    DECLARE = "宣布", "Result";
    STEP_DONE = "（已完成）", " (done)";
    STEP_NOW = "（当前）", " (now)";
    STEP_LATER = "（未到）", " (later)";

    NEXT = "下一步", "Next";
    THEN_DEAL = "核对事项、规则、名单无误后，制作票卡。", "See that items, rule and roll are right, then deal the cards.";
    THEN_PRINT = "票卡码在内存中，先打印并清除。", "The codes are in memory: print and wipe them first.";
    THEN_OPEN = "可以先签到发票。宣布开始后，开始投票。", "Voters can be checked in already. Begin once the chair says so.";
    THEN_CLOSE = "投票正在进行。全部投完后截止。", "Voting is under way. End it once everybody has voted.";
    THEN_FIX = "当众作废余票，收齐选票，两人清点纸质票，然后封箱。", "Void the leftover cards in public, take in the votes, count the paper ballots twice, then fix the box.";
    THEN_COUNT = "计票，核实异常，宣布结果。", "Count, look into what is irregular, declare the result.";
    THEN_RESULT = "结果已宣布。打印测评结果单，公示结果。", "The result is declared. Print the sheet and publish the board.";
    THEN_NOTHING = "本次测评已作废，没有后续步骤。", "This vote is annulled; nothing follows.";
    GO_DEAL = "制作票卡", "Deal the cards";
    GO_PRINT = "打印票卡", "Print the cards";
    GO_FIX = "封箱", "Fix the box";
    GO_COUNT = "计票", "Count";
    GO_RESULT = "查看结果", "See the result";
    OPEN = "开始投票", "Begin voting";
    OPENED = "已开始投票", "Voting has begun";
    CLOSE_ASK = "截止投票…", "End voting…";
    CLOSE_DO = "截止投票", "End voting";
    CLOSE_WHAT = "名单 {0} 人，其中 {1} 人没有签到。截止后不再签到、不再投票。", "{0} on the roll, {1} of them not checked in. After this nobody checks in or votes.";
    CLOSE_AFTER = "离线平板上已经投出的选票，封箱以前仍可以交来。有人没有投完的，可以恢复投票。", "Votes cast on tablets that are offline can still be handed in until the box is fixed. If somebody is not done, voting can go on again.";
    CLOSED = "投票已截止", "Voting is over";
    REOPEN_ASK = "恢复投票…", "Let voting go on…";
    REOPEN_DO = "恢复投票", "Let voting go on";
    REOPEN_WHAT = "恢复后可以继续签到和投票，原因写入记录。", "Voters can check in and vote again; the reason is recorded.";
    REOPENED = "已恢复投票", "Voting goes on";

    ANNUL_ASK = "作废本次测评…", "Annul this vote…";
    ANNUL_DO = "作废测评", "Annul the vote";
    ANNUL_WHAT = "作废后不能恢复，已投的票不计算。需要测评的，重新筹备、重新制卡。", "It cannot be undone and no vote counts. To vote, prepare another one with new cards.";
    ANNUL_WHAT_DECLARED = "结果已经宣布。作废后结果不再有效，原因与结果一并保留在记录中，公示的结果也要撤下或者说明。", "The result is declared. Annulled, it counts no longer; both stay in the record, and what was published has to be withdrawn or explained.";
    ANNUL_WORD = "作废", "annul";
    ANNUL_DONE = "测评已作废", "The vote is annulled";

    ITEMS = "测评事项", "What is voted on";
    FACTS = "规则和人员", "Rule and people";
    RULE = "认定规则", "Rule";
    SOURCE = "依据", "Source";
    MEMBERS = "全体组成人员", "Members";
    VOTERS = "投票人", "Voters";
    OBSERVERS = "监票人", "Observers";
    ROLL = "投票人名单（{0} 人）", "Roll of voters ({0})";
    LISTED = "、", ", ";
    STOP = "：", ": ";
    UNIT = "承办：", "unit: ";

    LIMITS = "请事先知道", "Know beforehand";
    LIMIT_SMALL = "人数很少或者全体一致时，公布票数就等于公布每个人的选择。", "Where few vote, or all vote alike, the numbers tell everybody's choice.";
    LIMIT_PAPER = "纸质票很少时，单独公布会暴露选择，只公布合计；但清点的人看得到。", "Where few ballots are paper, only the sum is shown; those who count them see them all the same.";
    LIMIT_TABLET = "平板由谁控制，谁就可能看到在上面作出的选择。请使用本机关管理的设备，投票时旁人不要靠近。", "Whoever controls a tablet may see what is chosen on it. Use devices the office manages, and keep others away.";
    LIMIT_RECEIPT = "回执用于本人核对选票在不在公示中，不显示选择；但保留票卡的人可以自愿把选择给别人看，请当场销毁票卡。", "A receipt lets its voter check that the vote is on the board, and shows no choice; but whoever keeps the card can show the choice to others: destroy cards on the spot.";
    LIMIT_NAMED = "记名测评公布后，任何人都能查到每个人的选择。", "Once a vote by name is public, anybody can look up everybody's choice.";

    TABLETS = "平板投票", "Voting on tablets";
    ADDRESS = "用平板扫描，或者输入地址：", "Scan it with a tablet, or type the address:";
    ADDRESS_QR = "投票页面地址的二维码", "The voting page's address as a QR code";
    COPY = "复制地址", "Copy the address";
    RECEIVED = "已收到 {0} 张票卡的选票，已领 {1} 张。", "Votes of {0} cards have come, {1} were drawn.";
    AT_CLOSING = "本服务器的存储会留下时间或者先后，平板在截止后一次交来，数字届时才会变动。", "This server's store keeps times or an order, so tablets hand in as one batch after voting; the number moves then.";
    NO_SERVER = "没有连接服务器。把测评单保存成文件，在每台平板的投票页面读入；截止后从平板取回选票文件。", "Without a server, save the sheet as a file and read it on each tablet's voting page; after voting, bring back the files of votes.";
    SAVE_SHEET = "保存测评单文件", "Save the sheet as a file";

    CHECK_IN = "签到发票", "Check-in";
    HERE = "到会", "Present";
    ABSENT = "未到", "Not here";
    WITH_CARD = "领票卡", "Cards drawn";
    LEFT = "剩余票卡", "Cards left";
    WITH_PAPER = "领纸质票", "Paper ballots";
    FIND = "查找投票人", "Find a voter";
    FIND_HINT = "输入姓名或者拼音首字母；只剩一人时按回车领卡。", "Name or pinyin initials; with one left, Enter gives a card.";
    FIND_HINT_PAPER = "输入姓名或者拼音首字母；只剩一人时按回车领票。", "Name or pinyin initials; with one left, Enter gives a ballot.";
    SHOW_ALL = "同时显示已签到的", "Show those checked in too";
    GIVE_CARD = "领卡", "Card";
    GIVE_PAPER = "领纸质票", "Paper ballot";
    FOR = "{0}：{1}", "{0}: {1}";
    GIVEN = "{0} 已领：{1}", "{0}: {1}";
    NOT_ONE = "有 {0} 人符合，请再输入几个字，或者点按钮。", "{0} fit; type more, or use the buttons.";
    NOBODY = "名单中没有符合的人。", "Nobody on the roll fits.";
    ALL_HERE = "名单上的人都已签到。", "Everybody on the roll is checked in.";
    MORE = "还有 {0} 人没有显示，请输入姓名查找。", "{0} more are not shown; type a name.";
    UNDO = "撤销签到…", "Undo…";
    UNDO_DO = "撤销签到", "Undo the check-in";
    UNDO_WHAT = "撤销“{0}”的签到。已领的票卡或者纸质票请当场收回；票卡已经使用的，不能撤销。", "Undo the check-in of “{0}”. Take the card or ballot back on the spot; where the card has been used, do not undo it.";
    UNDONE = "已撤销 {0} 的签到", "The check-in of {0} is undone";

    VOID = "作废票卡", "Void cards";
    VOID_INTRO = "截止后当众拆开没有领取的票卡，逐张扫描或者输入作废；损坏、换发的随时可以作废。作废的票卡码会公示，凭它投的票不计算。", "Once voting is over, open the cards that nobody drew in public and scan or type each; damaged or replaced ones at any time. Codes of void cards are published and votes by them do not count.";
    PRINTED = "印制", "Printed";
    VOID_LEFTOVER = "余票作废", "Left over, void";
    VOID_REPLACED = "换发作废", "Replaced, void";
    VOID_SPOILED = "损坏作废", "Damaged, void";
    UNACCOUNTED = "去向不明", "Unaccounted for";
    CAUSE = "作废原因", "Cause";
    CODE = "票卡码", "Card code";
    CODE_HINT = "扫码枪扫描，或者输入后按回车；可以连续录入。", "Scan it, or type it and press Enter; one after another.";
    CODE_ADD = "加入", "Add";
    CODES = "将作废的票卡", "Cards to be voided";
    CODES_COUNT = "已录入 {0} 张。", "{0} entered.";
    VOID_DO = "作废这些票卡", "Void these cards";
    VOIDED = "已作废 {0} 张票卡", "{0} cards are void";

    TAKE = "收取选票", "Take in the votes";
    TAKE_INTRO = "把各处的密封选票收进票箱，重复收取不会重复计算。封箱以前都可以收。", "Bring sealed votes from everywhere into the box; twice changes nothing. They can come until the box is fixed.";
    TAKE_LATER = "投票截止后再收取。", "Take them in once voting is over.";
    BOXED = "票箱中有 {0} 份密封选票，来自 {1} 张票卡。", "The box holds {0} sealed votes, of {1} cards.";
    TAKE_SERVER = "从服务器收取", "From the server";
    TAKE_FILES = "从文件收取…", "From files…";
    TAKE_BOX = "从本机票箱取票", "From this device's own box";
    TAKING = "正在收取…", "Taking them in…";
    TAKEN = "新收 {0} 份，已有 {1} 份。", "{0} were new, {1} were there already.";
    REFUSED = "{0} 份没有收取：", "{0} were refused:";
    NO_VOTES = "没有找到选票。", "No votes were found.";
    BOX_UNREADABLE = "无法读取本机票箱：{0}", "This device's box could not be read: {0}";
    FILE_LARGE = "文件“{0}”超过 256 MB，不像是选票文件。", "The file “{0}” is over 256 MB and hardly one of votes.";
    FILE_UNREADABLE = "无法读取文件“{0}”：{1}", "The file “{0}” could not be read: {1}";

    FIX_NUMBERS = "票箱中有 {0} 张票卡的选票，已领票卡 {1} 张。", "The box holds votes of {0} cards; {1} were drawn.";
    FIX_HOW = "两个数不一致的，先查明有没有平板还没有交票，有没有领卡后没有投的人。", "Where the two differ, see whether a tablet has not handed in yet, or somebody drew a card and did not vote.";
    FIX_ASK = "封箱…", "Fix the box…";
    FIX_DO = "封箱", "Fix the box";
    FIX_WHAT = "封箱以后不再收取任何选票，不能撤销。票箱的内容由一串校验码固定。", "After this no vote comes in any more; it cannot be undone. A name stands for exactly what the box holds.";
    FIX_LATER = "投票截止、收齐选票以后封箱。", "The box is fixed once voting is over and the votes are in.";
    FIXED = "票箱已封存", "The box is fixed";
    FIXED_IS = "票箱已封存，有 {0} 份密封选票。票箱校验码：", "The box is fixed and holds {0} sealed votes. Its name:";
    ROOT_HOW = "请监票人抄下或者拍下校验码。公示的结果带着同一串校验码，有改动就会不同。", "Let the observers write it down: the published board bears the same name, and any change would show.";

    COUNT_INTRO = "先开箱核对，不显示票数的分布；核实异常以后再宣布结果。", "The box is opened and checked first, without showing how votes are divided; the result is declared once what is irregular has been looked into.";
    COUNT_LATER = "封箱以后由两名监票人开箱计票。", "Two observers open the box once it is fixed.";
    COUNT_LATER_PAPER = "投票截止、纸质票由两人清点一致以后计票。", "It is counted once voting is over and two people agree on the paper ballots.";
    SHARES_HOW = "请两名监票人各自输入手中的密钥份额，互相不看。份额不保存。", "Two observers each enter their own share; neither looks at the other's. Shares are not kept.";
    SHARE_1 = "第一份密钥份额", "First share";
    SHARE_2 = "第二份密钥份额", "Second share";
    SHARE_HINT = "空格、横线和大小写都不影响。", "Spaces, hyphens and case do not matter.";
    COUNTING = "正在开箱计票…", "Opening the box and counting…";
    COUNT_DO = "计票", "Count";
    COUNTED = "计票完成，还没有宣布。", "Counted, and not declared yet.";
    COUNTED_EACH = "各事项计入的票数", "Votes counted on each item";
    COUNTED_OF = "{0}：{1} 票", "{0}: {1}";
    IRREGULAR = "异常", "Irregular";
    HINDRANCES = "还不能宣布", "It cannot be declared yet";
    NOTE = "说明", "Note";
    NOTE_HINT = "需要说明的情况，与结果一并公布。", "What has to be said; published with the result.";
    NOTE_WANTED = "有异常，请逐项写明核实和处理的情况，与结果一并公布。", "Something is irregular: say of each what was found and done; it is published with the result.";
    DUE = "再次报告和测评的期限", "Second report and vote by";
    DUE_HINT = "对不满意的事项，在这一天以前重新办理、再次报告、再次测评。", "What did not satisfy is handled again, reported on and voted on again by this day.";
    BAD_DUE = "请按 2026-12-31 的格式填写日期", "Write the day as 2026-12-31";
    DECLARE_ASK = "宣布结果…", "Declare the result…";
    DECLARE_DO = "宣布结果", "Declare the result";
    DECLARE_WHAT = "宣布以后结果写入记录，建议的办理记录随之更新，不能再改动。", "Once declared, the result stands in the record and in the suggestions' own records, and cannot be changed.";
    DECLARED = "结果已宣布", "The result is declared";

    RESULT = "测评结果", "Result";
    DECLARED_ON = "{0} 宣布。", "Declared on {0}.";
    TABLE = "各事项的票数", "Votes on each item";
    ITEM = "事项", "Item";
    UNPRESSED = "未投", "Not cast";
    RETURNED = "收回 / 发出", "Returned of given out";
    VERDICT = "结果", "Verdict";
    BY_CARD = "其中票卡", "of these, cards";
    BY_PAPER = "其中纸质票", "of these, paper";
    HOW = "怎样得出：{0} {1}", "How it was reached: {0} {1}";
    HIDDEN = "票卡和纸质票的票数没有分开公布：其中一种人数很少，分开公布会让人看出个人的选择。", "Cards and paper are not shown apart: there were so few of one that it would tell single people's choices.";
    NEXT_STEP = "下一步：", "Next: ";
    OPEN_ITEM = "打开建议", "Open the suggestion";
    RECORDED = "已写入建议的办理记录", "Stands in the suggestion's record";
    ROOT = "票箱校验码", "Name of the box";
    SHEET = "测评单校验码", "Name of the sheet";

    BOARD = "打印和公示", "Print and publish";
    BOARD_INTRO = "公示文件包含测评单、票箱、密钥和结果，任何人都可以独立复核；不包含谁投了什么。", "The board holds the sheet, the box, the key and the result: anybody can check all of it, and nothing in it says who chose what.";
    PRINT_RESULT = "打印测评结果单", "Print the result sheet";
    PRINT_ROLL = "打印参加测评人员名单", "Print who took part";
    AGAIN = "筹备再次测评", "Prepare another vote on it";
    SAVE_BOARD = "保存公示文件", "Save the board as a file";
    PUBLISH = "发布到服务器", "Publish on the server";
    PUBLISHED = "公示已发布", "The board is published";
    BOARD_IS_AT = "公示地址：", "The board is at";
    BOARD_WILL_BE = "发布后的公示地址：", "Once published, it is at";

    SHEET_TITLE = "测评结果单", "Result of the vote";
    SHEET_WHO = "表决机关：{0}　测评日：{1}　投票方式：{2}", "Body: {0}. Day: {1}. Votes given: {2}.";
    SHEET_NUMBERS = "全体组成人员 {0} 人，投票人 {1} 人，到会 {2} 人。", "{0} members, {1} voters, {2} present.";
    SHEET_RULE = "认定规则：{0}。{1}（依据：{2}）", "Rule: {0}. {1} (source: {2})";
    SHEET_NOTE = "说明：{0}", "Note: {0}";
    SHEET_DUE = "对不满意的事项，于 {0} 以前再次报告和测评。", "What did not satisfy is reported and voted on again by {0}.";
    SIGN_OBSERVER = "监票人（{0}）签名：", "Observer ({0}):";
    SIGN_TELLER = "计票人（{0}）签名：", "Counted by ({0}):";
    ROLL_TITLE = "参加测评人员名单", "Who took part in the vote";
    ROLL_COUNT = "{0}　{1}　到会 {2} 人，应到 {3} 人", "{0}, {1}: {2} present of {3}";
}
