//! Texts of one voice.

crate::i18n::words! {
    DO = "可以办理", "What can be done";
    BECAME = "已形成建议：", "Became the suggestion: ";
    MERGED = "已合并，一并办理：", "Merged and dealt with together: ";
    MERGED_LINK = "查看主件", "see the other one";
    BECAME_ELSEWHERE = "已形成建议，本机没有这件建议。", "It became a suggestion, which is not on this device.";
    MERGED_ELSEWHERE = "已与另一件民意合并，由人大机关一并办理并告知群众。", "Merged into another voice; the congress office deals with both and tells the citizen.";
    TOLD = "群众看到的", "What the citizen reads";
    TOLD_HINT = "群众凭查询码看到下列内容，不显示经办人和内部说明。", "By tracking code. Neither who did it nor internal notes.";
    TOLD_LATER = "在本机办理的，人大机关的设备同步以后群众才看到。", "What is done on this device the citizen reads once a device of the congress office has synced.";
    UNTRACKED = "没有查询码，请按留下的联系方式告知。", "There is no tracking code; tell it by the contact that was left.";
    UNTRACKED_OTHER = "没有查询码，由人大机关联系告知。", "There is no tracking code; the congress office tells it.";
    NOTHING_TOLD = "还没有可以告知的内容。", "Nothing to tell yet.";
    HISTORY = "办理经过", "What happened";
    SHOW_CONTACT = "显示联系方式", "Show the contact";
    LIKE = "相似的", "What is like it";
    LIKE_HINT = "按文字相似程度排列，是否同一件事由机关判断。", "By how alike the words are; whether it is the same matter is for people to say.";
    ALIKE = "相似 {0}%", "{0}% alike";
    ALIKE_VOICES = "相似的民意", "Voices like it";
    ALIKE_SUGGESTIONS = "相似的建议", "Suggestions like it";
    PICTURE = "群众提交的照片 {0} / {1}", "Picture {0} of {1} from the citizen";
    ENLARGE = "放大：{0}", "Enlarge: {0}";
    NO_PICTURES = "有照片不在本机，同步以后显示。", "Some pictures are not on this device yet; they show once it has synced.";
}
