//! Texts that several pages of the public side use.

crate::i18n::words! {
    RESET = "重置", "Reset";
    ALL = "全部", "All";
    SELECTED = "已选 {0} 项", "{0} selected";
    ELSEWHERE = "其中 {0} 项在其他页", "{0} of them on other pages";
    SELECT_ALL = "选中本页全部", "Select all of this page";
    PREVIOUS = "上一页", "Previous";
    NEXT = "下一页", "Next";
    PAGES = "翻页", "Pages";
    WINDOW = "第 {0}–{1} 条，共 {2} 条", "{0} to {1} of {2}";
    OUTCOME = "办理结果", "Outcome";
    DID = "已办理 {0} 件，{1} 件没有办理", "{0} done, {1} not";
    DONE = "已办理 {0} 件", "{0} done";
    WHICH = "哪一件", "Which";
    WHY_NOT = "原因", "Why not";
    LISTED = "、", ", ";
    PRINT = "打印", "Print";
    OFFICE_ONLY = "由人大机关设置，这里只能查看。", "Set by the congress office; you can only look.";
    STATION = "联络站", "Station";
    DEPUTY = "代表", "Deputy";
    CODE = "专属码", "Code";
    NO_PLACE = "没有这个联络站：{0}", "There is no station {0}";
    BASE = "群众页面地址（选填）", "Address of the citizen's page (optional)";
    BASE_HINT = "二维码打开的地址。不填写时使用存放工作区的服务器，没有服务器的使用本站。群众用手机要能打开这个地址。", "What the squares open. Left empty: the server that the workspace is kept on, else this site. Citizens' phones must reach it.";
    BASE_IS = "二维码内容：", "The squares hold: ";
    BASE_CODE = "专属码", "CODE";
    SAVED_FILE = "已保存文件 {0}", "Saved the file {0}";
    SAVE_REFUSED = "浏览器没有允许保存文件。请检查浏览器的下载设置后重试。", "The browser did not let the file be saved. Check its download settings and try again.";
}
