//! What a person reads for each term: plain official wording, Chinese first.

use super::command::Action;
use super::state::StageName;
use super::terms::{Channel, ConsultPhase, Kind, LaneRole, NotAcceptedReason, Occasion};
use crate::actor::Role;
use crate::answer::Rating;
use crate::text::Text;

/// Gives a term its wording in both languages.
macro_rules! named {
    ($($type:ident { $($variant:ident => $zh:literal, $en:literal;)+ })+) => {$(
        impl $type {
            /// The wording in Chinese.
            pub const fn zh(self) -> &'static str {
                match self { $($type::$variant => $zh,)+ }
            }

            /// The wording in English.
            pub const fn en(self) -> &'static str {
                match self { $($type::$variant => $en,)+ }
            }

            /// The wording in both languages.
            pub fn label(self) -> Text {
                Text::new(self.zh(), self.en())
            }
        }
    )+};
}

named! {
    StageName {
        Draft => "起草", "Draft";
        Submitted => "待审查", "Submitted";
        SentBack => "退回补充", "Sent back";
        NotAccepted => "不作为建议", "Not accepted";
        Merged => "并案", "Merged";
        Screened => "待编号", "Screened";
        Registered => "待交办", "Registered";
        Assigned => "待签收", "Assigned";
        Handling => "办理中", "Handling";
        Replied => "已答复", "Replied";
        Evaluated => "已评价", "Evaluated";
        Closed => "办结归档", "Closed";
        Void => "作废", "Void";
    }
    Action {
        Draft => "起草", "Draft";
        Revise => "修改", "Revise";
        Submit => "提交", "Submit";
        Screen => "审查", "Screen";
        Register => "编号登记", "Register";
        Enter => "录入台账", "Enter from a ledger";
        MarkKey => "列为重点督办", "Put under key supervision";
        UnmarkKey => "撤销重点督办", "Take off key supervision";
        Assign => "交办", "Assign";
        Accept => "签收", "Accept";
        Return => "退办", "Return";
        Extend => "延期", "Extend";
        Consult => "记录面商", "Record a meeting";
        Remind => "催办", "Remind";
        Reply => "答复", "Reply";
        Evaluate => "评价", "Evaluate";
        Rehandle => "交付重新办理", "Order a new round";
        Close => "办结归档", "Close";
        ReportProgress => "报告进展", "Report progress";
        Fulfil => "办成后再次答复", "Answer again when done";
        Void => "作废", "Void";
        Undo => "撤销上一步", "Undo";
    }
    Kind {
        Suggestion => "建议", "Suggestion";
        Motion => "议案", "Motion";
    }
    Occasion {
        Session => "大会期间", "During the session";
        Intersession => "闭会期间", "Between sessions";
    }
    NotAcceptedReason {
        PersonalMatter => "涉及代表本人或者亲属个人问题", "A personal matter of the deputy or a relative";
        PendingCase => "进入诉讼、仲裁、复议等程序的具体案件", "A specific case pending in court, arbitration or review";
        Accusation => "检举、控告、申诉", "An accusation, a complaint against a person, or an appeal";
        RelayedLetter => "代转人民群众来信", "A citizen's letter passed on";
        Promotion => "商品、技术推广", "Promotion of goods or of a technology";
        Empty => "没有实际内容", "No actual content";
        OutsideJurisdiction => "不属于本级职权范围", "Outside this level's powers";
    }
    LaneRole {
        Lead => "主办", "Lead";
        Assisting => "协办", "Assisting";
        Separate => "分别办理", "Separate";
    }
    ConsultPhase {
        Before => "办前", "Before handling";
        During => "办中", "During handling";
        After => "办后", "After handling";
        Unstated => "阶段未注明", "Phase not stated";
    }
    Channel {
        Phone => "电话", "By telephone";
        Online => "线上", "Online";
        OnSite => "实地", "On site";
        Letter => "书面", "In writing";
    }
    Rating {
        Satisfied => "满意", "Satisfied";
        BasicallySatisfied => "基本满意", "Basically satisfied";
        Dissatisfied => "不满意", "Dissatisfied";
    }
    Role {
        Office => "人大机关", "Congress office";
        Government => "政府督查机构", "Government coordinator";
        Unit => "承办单位", "Handling unit";
        Deputy => "代表", "Deputy";
    }
}
