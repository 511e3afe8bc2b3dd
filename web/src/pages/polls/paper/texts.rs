//! Texts of the paper ballots.

crate::i18n::words! {
    PAPER = "纸质票", "Paper ballots";
    INTRO = "发出 {0} 张。由两人分别清点、分别录入，第二人录入时看不到第一人的数字；一致以后才能计票。", "{0} were given out. Two people count and enter separately, the second without seeing the first one's numbers; counting goes on once both agree.";
    NOBODY = "没有人领取纸质票，不需要清点。", "Nobody took a paper ballot; there is nothing to count.";
    LATER = "投票截止后清点。", "They are counted once voting is over.";
    ONE_DONE = "第一人（{0}）已录入。请另一人独立清点后录入。", "The first one ({0}) has entered. Let another one count and enter for themselves.";
    AGAIN = "{0} 重新录入", "{0} enters again";
    WHO = "计票人", "Who counted";
    WHO_HINT = "清点人的姓名。", "The name of who counted.";
    TABLE = "计票表", "Table of the count";
    ITEM = "事项", "Item";
    SUM = "核对", "Check";
    EVEN = "相符", "adds up";
    OFF = "各栏合计 {0}", "headings add up to {0}";
    CELL = "{0}：{1}", "{0}: {1}";
    SAVE = "录入", "Enter";
    SAVED = "{0} 的计票已录入", "The count of {0} is entered";
    AGREED = "{0} 和 {1} 的计票一致。", "{0} and {1} agree.";
    DIFFERS = "{0} 和 {1} 的计票有 {2} 处不一致，请重新清点后更正。", "{0} and {1} differ in {2} places; count again and correct.";
}
