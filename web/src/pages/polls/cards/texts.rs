//! Texts of the cards.

crate::i18n::words! {
    CARDS = "票卡", "Cards";
    IN_HAND = "“{0}”的票卡码还在本机内存中，没有打印清除。关闭窗口就会丢失，只能作废重来。", "The card codes of “{0}” are still in this device's memory. They are lost when the window closes, and then the vote can only be annulled.";
    GO_PRINT = "去打印", "Print them";
    NO_CARDS = "本次测评没有票卡。", "This vote has no cards.";
    DEALT = "已制作 {0} 张票卡。票卡码没有保存，只在打印出来的票卡上。", "{0} cards were dealt. Their codes are kept nowhere but on the printed cards.";
    DEALT_LOST = "没有打印或者打印件遗失的，不能补打，只能作废本次测评，重新筹备。", "Where they were not printed or are lost, they cannot be printed again: annul this vote and prepare another.";

    HOW_1 = "每张票卡有一个随机码，凭码投票。票卡码只显示这一次，不保存、不上传。", "Each card bears a random code, with which one votes. The codes are shown this once; they are neither kept nor sent.";
    HOW_2 = "打印后裁开、对折封好，混在一起，由投票人任取一张。哪张票卡给了谁，系统不知道。", "Print them, cut them, fold and seal them, mix them; each voter draws any one. Nothing knows who drew which.";
    HOW_3 = "同时打印三份密钥份额，当场交给三名监票人。少于两份不能开箱。", "Three shares of the key are printed too, and handed to the observers on the spot. Fewer than two open nothing.";
    HOW_4 = "制作后事项、规则、名单都不能再改。请在可信的电脑和打印机上操作，打印后清空打印队列。", "Once they are dealt, items, rule and roll stand as they are. Use a computer and a printer you trust, and empty the printer's queue afterwards.";
    SPARE = "备用票卡", "Spare cards";
    SPARE_HINT = "在 {0} 名投票人之外多制作几张，供损坏时换发；剩下的在投票截止后当众作废。", "Beyond the {0} voters, for cards that are damaged; what is left over is voided in public once voting is over.";
    SPARE_WRONG = "请填写整数，例如 5", "A whole number, such as 5";
    DEALING = "正在制作票卡…", "Dealing the cards…";
    DEAL = "制作 {0} 张票卡", "Deal {0} cards";

    ONCE = "票卡码只在现在可以打印。清除或者关闭窗口以后，任何人都不能再取得。", "The codes can be printed now and never again: once wiped, or once this window closes, nobody can get them back.";
    QR_ADDRESS = "二维码打开本机关服务器上的投票页面。", "The squares open the voting page on the office's server.";
    QR_WAITS = "正在把测评单发布到服务器，完成后二维码带投票页面的地址，再打印。", "The sheet is being published on the server; then the squares carry the voting page's address. Print after that.";
    QR_CODE = "没有可用的服务器，二维码只含票卡码，在已读入测评单的平板上扫描或者输入。", "Without a server to reach, the squares hold the code alone, to be scanned or typed on tablets that have read the sheet.";
    PRINT_CARDS = "打印票卡", "Print the cards";
    PRINT_BATCH = "打印第 {0}–{1} 张", "Print {0} to {1}";
    PRINT_CARDS_HOW = "票卡 {0} 张，A4 纸 {1} 页，每页 8 张，沿虚线裁开。按实际大小（100%）打印，核对页数。", "{0} cards on {1} pages of A4, eight to a page; cut along the dashed lines. Print at actual size (100%) and check the number of pages.";
    PRINT_SHARES = "打印密钥份额", "Print the shares";
    PRINT_SHARES_HOW = "三名监票人各一页，打印后立即交给本人，互相不看。", "One page for each observer, handed over at once; none looks at another's.";
    WIPE = "我已打印，清除票卡码…", "I have printed them; wipe the codes…";
    WIPE_HOW = "核对打印件清晰、页数齐全，再清除。清除以后才能开始投票。", "See that the prints are clear and complete, then wipe. Voting begins after that.";
    WIPE_DO = "清除票卡码", "Wipe the codes";
    WIPE_WHAT = "本机内存中的票卡码和密钥份额将被清除，不能恢复。", "The codes and shares in this device's memory are wiped, and cannot be brought back.";
    WIPE_CHECK = "请确认：票卡已全部打印，三份密钥份额已交给监票人。", "Please confirm: all cards are printed, and the observers have their three shares.";
    WIPE_WORD = "已打印", "printed";
    WIPED = "票卡码已清除", "The codes are wiped";

    SQUARE = "票卡二维码", "The card's square";
    CARD_HOW = "扫码或者输入下面的码投票。", "Scan it, or type the code below, to vote.";
    CARD_SECRET = "任取一张，投票前不要给别人看。", "Draw any one. Show it to nobody before you have voted.";
    SHARE_TITLE = "开箱密钥份额", "Share of the box's key";
    SHARE_POLL = "测评：{0}（{1}，{2}）", "Vote: {0} ({1}, {2})";
    SHARE_OBSERVER = "监票人：{0}", "Observer: {0}";
    SHARE_1 = "本页由监票人本人保管，不要拍照，不要交给组织测评的人员。", "The observer keeps this page; no photograph, and not with those who hold the vote.";
    SHARE_2 = "投票截止、票箱封存以后，任意两名监票人到场输入各自的份额，才能开箱计票。", "Once voting is over and the box is fixed, any two observers enter theirs, and the box is opened.";
    SHARE_3 = "结果宣布后密钥随结果公示，本页即可销毁。", "The key is published with the result; then this page can be destroyed.";
    SHEET_NAME = "测评单名：{0}", "Name of the sheet: {0}";
    SIGNED = "监票人签收：", "Received by the observer:";
}
