//! Sources of the rules that hold whatever the rulebook says, as a person reads them.

use crate::text::Text;

/// A source in both languages: regulations are cited by their Chinese names.
pub(crate) fn source(cite: String) -> Text {
    let en = if cite == PRODUCT {
        "a rule of this system's record".to_owned()
    } else {
        cite.clone()
    };
    Text::new(cite, en)
}

/// Rules of this system's own record, which no regulation states.
pub(crate) const PRODUCT: &str = "本系统记录规则";
/// lead and assisting units, separate handling, consent to an extension.
pub(crate) const JOINT: &str = "福建省办理代表建议的规定（fymate.net 16802405_2）";
/// suggestions of the same content are handled together, replies stay separate.
pub(crate) const MERGE: &str = JOINT;
/// the reply's form.
pub(crate) const REPLY_FORM: &str = "省级办理代表建议的规定（fymate.net 16870457_3）";
/// classes A and B are answered again when done.
pub(crate) const REPLY_AGAIN: &str = REPLY_FORM;
/// returning an assignment, with a reason, and never to another unit directly.
pub(crate) const RETURN: &str = "各地退办规定（如榆林市，yulin.gov.cn/zcwj/yzbd/t8706881）";
/// handling again after 不满意.
pub(crate) const REHANDLE: &str = "重新办理的规定（fymate.net 17322749_3）";
/// the three meetings.
pub(crate) const CONSULT: &str = "马龙区“三见面”做法（马龙区人大，2025-01-06）";
/// counting ballots: more back than given out voids the vote.
pub(crate) const BALLOTS: &str = "选举和表决计票办法（wm114.cn/wen/166/331845）";
/// the six roles of supervision.
pub(crate) const SUPERVISORS: &str = "马龙区“大督办”做法（马龙区人大，2025-01-06）";
