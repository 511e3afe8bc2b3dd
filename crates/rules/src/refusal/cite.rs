//! Sources of the rules that hold whatever the rulebook says, as a person reads them.

/// Rules of this system's own record, which no regulation states.
pub(crate) const PRODUCT: &str = "本系统记录规则 / Product rule";
/// R1: lead and assisting units, separate handling, consent to an extension.
pub(crate) const JOINT: &str = "福建省办理代表建议的规定（R1，fymate.net/…/16802405_2）";
/// R1: suggestions of the same content are handled together, replies stay separate.
pub(crate) const MERGE: &str = JOINT;
/// R2: the reply's form.
pub(crate) const REPLY_FORM: &str = "省级办理代表建议的规定（R2，fymate.net/…/16870457_3）";
/// R2: classes A and B are answered again when done.
pub(crate) const REPLY_AGAIN: &str = REPLY_FORM;
/// R6 to R9: returning an assignment, with a reason, and never to another unit directly.
pub(crate) const RETURN: &str = "各地退办规定（R6–R9；R8 yulin.gov.cn/zcwj/yzbd/t8706881）";
/// R12: handling again after 不满意.
pub(crate) const REHANDLE: &str = "重新办理的规定（R12，fymate.net/…/17322749_3）";
/// R13: what is not accepted as a suggestion.
pub(crate) const NOT_ACCEPTED: &str = "深圳市代表建议规定（R13，ask.fsou.com/…/17128750_1）";
/// S1.10: the three meetings.
pub(crate) const CONSULT: &str = "马龙区“三见面”做法（S1.10）";
