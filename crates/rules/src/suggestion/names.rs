//! What a person reads for each term: plain official wording, Chinese first.

use super::command::Action;
use super::state::StageName;
use super::terms::{
    AssessmentKind, Channel, ConsultPhase, Defect, KeyCriterion, Kind, LaneRole, Medium,
    NotAcceptedReason, Occasion, PointVerdict, RedoStep, SupervisionForm, SupervisorRole,
};
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
        SplitPoints => "分解要点", "Split into points";
        Join => "并案办理", "Handle together";
        Part => "取消并案", "Handle apart";
        GiveOpinion => "提出协办意见", "Give an assisting opinion";
        Coordinate => "协调分歧", "Settle a disagreement";
        Suspend => "中止计时", "Suspend the time";
        Resume => "恢复计时", "Resume the time";
        Deliver => "送达答复", "Deliver the reply";
        NoteDefects => "记录办理问题", "Note defects";
        Summon => "约谈", "Summon";
        Supervise => "督办", "Supervise";
        Redo => "重新办理、走访", "Handle or visit again";
        LookBack => "回头看评价", "Rate once more";
        Assess => "记录评估", "Record an assessment";
        AnnounceOpinions => "公布评价汇总", "Announce the totals of the opinions";
        Resolve => "裁定冲突", "Settle a contradiction";
        Void => "作废", "Void";
        Undo => "撤销上一步", "Undo";
    }
    Kind {
        Suggestion => "建议", "Suggestion";
        Motion => "议案", "Motion";
        Matter => "监督事项", "Supervision matter";
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
    KeyCriterion {
        Development => "经济社会发展难题", "A hard problem of development";
        HotIssue => "群众关心的焦点热点问题", "An issue the public cares about";
        UnresolvedForYears => "多年提出而未解决", "Raised for years and unresolved";
        RaisedRepeatedly => "反复提出", "Raised again and again";
        Concentrated => "反映比较集中", "Raised by many";
    }
    SupervisionForm {
        OnSite => "现场督办", "On-site supervision";
        Key => "重点督办", "Key supervision";
        Tracking => "跟踪督办", "Follow-up supervision";
        Inspection => "专题视察", "Inspection";
        Hearing => "听取办理情况汇报", "Hearing of a report";
    }
    SupervisorRole {
        Leadership => "常委会班子成员领衔督办", "Led by a member of the standing committee's leadership";
        Committee => "专门委员会归口督办", "By the committee in charge";
        Government => "政府协同督办", "Together with the government";
        DeputyOffice => "代表工作机构常态督办", "By the deputies' office, as routine";
        Deputies => "人大代表参与督办", "With deputies taking part";
        UnitItself => "承办单位内部督办", "Inside the handling unit";
    }
    Medium {
        Offline => "线下", "On the spot";
        Online => "线上", "Online";
    }
    Defect {
        Passive => "被动应付", "Passive";
        Perfunctory => "敷衍塞责", "Perfunctory";
        Dilatory => "拖拉", "Dilatory";
        Evasive => "避实就虚", "Evasive";
        OffPoint => "答非所问", "Beside the point";
    }
    RedoStep {
        Rework => "重新办理", "Handled again";
        Reply => "重新答复", "Answered again";
        Revisit => "重新走访", "Visited again";
    }
    PointVerdict {
        Answered => "已针对要点答复", "Answered to the point";
        OffPoint => "有答复，未针对要点", "Answered, but not to the point";
        Unanswered => "未答复", "Not answered";
    }
    AssessmentKind {
        Questionnaire => "问卷调查", "Questionnaire";
        ThirdParty => "第三方评估", "Third-party assessment";
        Performance => "办理绩效评估", "Performance evaluation";
        Vote => "会议满意度测评", "Satisfaction vote";
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
