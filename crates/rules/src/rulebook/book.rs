//! The rulebook itself: one field for each rule, declared once.

use super::compare::RuleChange;
use super::entry::Entry;
use super::error::RulebookError;
use super::kinds::{Count, Gate, LateReturn, ReplyForm, StepOwner, ThirdPartyScope, YearDay};
use super::layer::{self, Stated};
use super::rule::{ClassRule, Denominator, RatingRule, ReasonRule, Rule};
use crate::board::BoardField;
use crate::calendar::Period;
use crate::fraction::Fraction;
use crate::score::ScoreCard;
use crate::suggestion::terms::{
    AssessmentKind, ConsultPhase, KeyCriterion, RedoStep, SupervisionForm, SupervisorRole,
};
use crate::text::Text;
use crate::verdict::VoteRule;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Declares the rules once: the struct, the reader that lays a document over its parent,
/// the writer, the schema, and the lists for people.
macro_rules! rules {
    ($($(#[$doc:meta])* $field:ident: $type:ty => $key:literal, $zh:literal, $en:literal;)*) => {
        /// What differs by place, each with its source. Read one with
        /// [`Rulebook::from_json`] or take a [`Rulebook::preset`].
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(try_from = "Unchecked")]
        pub struct Rulebook {
            /// Its name in files and on the command line, such as `national`.
            pub id: String,
            /// Its name for people.
            pub title: Text,
            /// The id of the rulebook it inherits from.
            pub inherits: Option<String>,
            $($(#[$doc])* #[serde(rename = $key)] pub $field: Rule<$type>,)*
        }

        /// The same fields before they are checked.
        #[derive(Deserialize)]
        struct Unchecked {
            id: String,
            title: Text,
            inherits: Option<String>,
            $(#[serde(rename = $key)] $field: Rule<$type>,)*
        }

        impl TryFrom<Unchecked> for Rulebook {
            type Error = RulebookError;
            fn try_from(raw: Unchecked) -> Result<Self, RulebookError> {
                let book = Rulebook {
                    id: raw.id,
                    title: raw.title,
                    inherits: raw.inherits,
                    $($field: raw.$field,)*
                };
                book.check()?;
                Ok(book)
            }
        }

        impl Rulebook {
            /// The keys of all rules, in the order they are listed.
            pub const KEYS: &'static [&'static str] = &[$($key),*];

            /// Every rule in words, for a settings page.
            pub fn entries(&self) -> Vec<Entry> {
                vec![$(Entry::of($key, Text::new($zh, $en), &self.$field)),*]
            }

            /// The names of the rule with this key.
            pub fn rule_title(key: &str) -> Option<Text> {
                match key {
                    $($key => Some(Text::new($zh, $en)),)*
                    _ => None,
                }
            }

            /// The rules whose values differ, in the order they are listed: what changes for
            /// an office that goes from `old` to `new`. Sources and titles do not count.
            pub fn compare(old: &Rulebook, new: &Rulebook) -> Vec<RuleChange> {
                let mut changes = Vec::new();
                $(layer::note_change(
                    &mut changes,
                    ($key, Text::new($zh, $en)),
                    &old.$field.value,
                    &new.$field.value,
                );)*
                changes
            }

            pub(super) fn check(&self) -> Result<(), RulebookError> {
                layer::check_head(self)?;
                $(layer::check_rule($key, &self.$field)?;)*
                Ok(())
            }

            /// Lays the stated `rules` over `parent`; unchecked.
            pub(super) fn layered(
                id: String,
                title: Text,
                parent: Option<&Rulebook>,
                rules: &Map<String, Value>,
            ) -> Result<Rulebook, RulebookError> {
                let mut fault = None;
                let book = Rulebook {
                    $($field: layer::rule(
                        $key,
                        rules,
                        &id,
                        parent.map(|parent| &parent.$field),
                        &mut fault,
                    ),)*
                    inherits: parent.map(|parent| parent.id.clone()),
                    id,
                    title,
                };
                fault.map_or(Ok(book), Err)
            }

            /// The rules a document of this rulebook states, in order.
            pub(super) fn stated(&self) -> Vec<Stated> {
                let mut stated = Vec::new();
                $(layer::write_rule(&mut stated, self, $key, &self.$field);)*
                stated
            }

            /// The rule `key` as it would be read from `rule`; unchecked.
            pub(super) fn set(&mut self, key: &str, rule: &Value) -> Result<(), RulebookError> {
                match key {
                    $($key => self.$field = layer::stated($key, rule, &self.id)?,)*
                    _ => return Err(layer::no_rule(key)),
                }
                Ok(())
            }

            /// Takes the rule `key` from another rulebook.
            pub(super) fn take(&mut self, key: &str, from: &Rulebook) -> Result<(), RulebookError> {
                match key {
                    $($key => self.$field = from.$field.clone(),)*
                    _ => return Err(layer::no_rule(key)),
                }
                Ok(())
            }

            /// Every key with the schema of its rule.
            pub(super) fn rule_schemas() -> Vec<(&'static str, Text, Value)> {
                vec![$(($key, Text::new($zh, $en), layer::rule_schema::<$type>())),*]
            }
        }
    };
}

rules! {
    /// From receipt to assignment (交办).
    assign_period: Option<Period> => "assign", "交办期限", "time to assign";
    /// From assignment until which a unit may give it back (退办).
    return_period: Option<Period> => "return", "退办期限", "time to return";
    /// From assignment to the reply.
    reply_period: Option<Period> => "reply", "答复期限", "time to reply";
    /// From assignment to the reply, at the most, with every extension consented to.
    extension_period: Option<Period> => "extension", "延期后最长答复期限", "longest time to reply when extended";
    /// From assignment until assisting units give the lead unit their opinion.
    assist_opinion_period: Option<Period> => "assist-opinion", "协办意见期限", "time for assisting units' opinions";
    /// From assignment until the deputies have been met (面商).
    consult_period: Option<Period> => "consult", "面商期限", "time to consult";
    /// From the reply until the deputy's feedback form is due.
    feedback_period: Option<Period> => "feedback", "代表反馈期限", "time for the deputy's feedback";
    /// From the order to handle again until the new reply.
    rehandle_period: Option<Period> => "rehandle", "重新办理期限", "time to handle again";
    /// From assignment until a unit says that it takes it (签收, R23).
    accept_period: Option<Period> => "accept", "签收期限", "time to accept";
    /// From assignment until the deputies have been met before handling (S1.10).
    contact_before_period: Option<Period> => "contact-before", "办前见面期限", "time for the meeting before handling";
    /// From assignment until the deputies have been met during handling (S1.10).
    contact_during_period: Option<Period> => "contact-during", "办中见面期限", "time for the meeting during handling";
    /// From the reply until the deputies have been met after handling (S1.10).
    contact_after_period: Option<Period> => "contact-after", "办后见面期限", "time for the meeting after handling";
    /// From assignment until the deputies' first opinion (S4.6).
    first_evaluation_period: Option<Period> => "first-evaluation", "初次评价期限", "time for the first evaluation";
    /// Until when the deputies rate it once more (回头看, S4.6), from the year of assignment.
    look_back: Option<YearDay> => "look-back", "回头看（二次评价）期限", "day of the second evaluation";
    /// From hearing a simple opinion of the public to answering it (S4.3); 0 is the same day.
    voice_answer_period: Option<Period> => "voice-answer", "群众一般问题答复期限", "time to answer a simple opinion of the public";
    /// Until when topics for special inquiries are proposed (R30).
    inquiry_proposal: Option<YearDay> => "inquiry-proposal", "专题询问议题提出期限", "day for proposing topics of special inquiry";
    /// How long before the meeting a law inspection's report is filed (R32).
    inspection_report_period: Option<Period> => "inspection-report", "执法检查报告会前提交时间", "time before the meeting for an inspection's report";
    /// From the meeting until its deliberation opinions go out (R32).
    opinions_out_period: Option<Period> => "opinions-out", "审议意见交办期限", "time to send out deliberation opinions";
    /// From issuing a normative document to filing it (R33).
    filing_period: Option<Period> => "filing", "规范性文件报备期限", "time to file a normative document";
    /// From filing a normative document to the end of its review (R33).
    filing_review_period: Option<Period> => "filing-review", "规范性文件审查期限", "time to review a filed document";
    /// What happens to a giving back after its window (R8).
    late_return: LateReturn => "late-return", "逾期退办", "late returns";
    /// The longest time that may not count, in all; unset where time never stops.
    suspension: Option<Period> => "suspension", "中止计时最长时间", "longest suspension of time";
    /// Whether a last day that is a weekend rest day moves on, as a holiday does.
    rest_days_roll: bool => "rest-days-roll", "最后一日为周末休息日时顺延", "a last day on a weekend moves on";
    /// Class A.
    class_a: ClassRule => "class-a", "A类", "class A";
    /// Class B.
    class_b: ClassRule => "class-b", "B类", "class B";
    /// Class C.
    class_c: ClassRule => "class-c", "C类", "class C";
    /// Class D.
    class_d: ClassRule => "class-d", "D类", "class D";
    /// The choices of the feedback form.
    ratings: Vec<RatingRule> => "ratings", "评价等次", "ratings";
    /// The meetings with the deputies a handling needs; empty where any one will do.
    contacts: Vec<ConsultPhase> => "contacts", "须见面沟通的阶段", "phases in which deputies must be met";
    /// What a reply has to bear (R2).
    reply_form: ReplyForm => "reply-form", "答复函格式", "form of the reply";
    /// Whether process and result are rated apart (双测评, R21).
    two_ratings: bool => "two-ratings", "办理过程与结果分别评价", "process and result rated apart";
    /// Whether units see the deputies' opinions only as totals, after the window (S0.10).
    back_to_back: bool => "back-to-back", "背靠背测评", "back-to-back evaluation";
    /// Totals of fewer opinions than this are shown to no unit.
    least_opinions: Count => "least-opinions", "公布评价汇总的最少份数", "fewest opinions of which totals are shown";
    /// The steps of handling again that have to be evidenced (S0.13).
    redo_steps: Vec<RedoStep> => "redo-steps", "不满意件重新办理的步骤", "steps of handling again";
    /// What the rate of complete meetings is a share of.
    rate_contacts: Denominator => "rate-contacts", "三见面完成率", "rate of complete meetings";
    /// What the reply rate is a share of.
    rate_replied: Denominator => "rate-replied", "办复率", "reply rate";
    /// What the consultation rate is a share of.
    rate_consulted: Denominator => "rate-consulted", "面商率", "consultation rate";
    /// What the three satisfaction rates are shares of.
    rate_satisfaction: Denominator => "rate-satisfaction", "满意率", "satisfaction rate";
    /// What the completion rate is a share of.
    rate_completed: Denominator => "rate-completed", "办结率", "completion rate";
    /// Decimals a percentage is shown with.
    percent_decimals: u8 => "percent-decimals", "百分比小数位数", "decimals of percentages";
    /// A date is due soon when no more working days than this are left.
    due_soon: u32 => "due-soon", "临期提醒", "due soon when left";
    /// The grounds on which something is not accepted as a suggestion.
    not_accepted_reasons: Vec<ReasonRule> => "not-accepted-reasons", "不作为建议处理的情形", "grounds for not accepting";
    /// The least share of suggestions under key supervision in a year.
    key_quota: Option<Fraction> => "key-quota", "重点督办比例", "share under key supervision";
    /// Why suggestions are put under key supervision (S0.11, S4.8).
    key_criteria: Vec<KeyCriterion> => "key-criteria", "重点督办的情形", "criteria for key supervision";
    /// Whether each of them needs a leading officer and a committee (S0.11, S1.5).
    key_leaders: bool => "key-leaders", "重点督办须明确领衔领导和责任委室", "key supervision needs a leader and a committee";
    /// In how many years a matter has to come up to count as raised again and again (R22).
    repeat_years: Count => "repeat-years", "认定为反复提出的年数", "years that make a matter repeated";
    /// The forms of supervision (S3.11).
    supervision_forms: Vec<SupervisionForm> => "supervision-forms", "督办形式", "forms of supervision";
    /// The roles of supervisors (S1.11).
    supervisor_roles: Vec<SupervisorRole> => "supervisor-roles", "督办主体", "roles of supervisors";
    /// How many years a suggestion is followed after the year of its handling (S4.4).
    track_years: Option<Count> => "track-years", "办理后跟踪督办年数", "years of follow-up after handling";
    /// How many suggestions each committee evaluates in a year (S4.10).
    committee_evaluations: Option<Count> => "committee-evaluations", "每个委员会每年绩效评估件数", "evaluations of each committee a year";
    /// What a third party looks into (R22).
    third_party_scope: Vec<ThirdPartyScope> => "third-party-scope", "第三方评估范围", "scope of third-party assessment";
    /// The mid-year gate (S1.12).
    mid_year: Option<Gate> => "mid-year", "时间过半任务过半", "mid-year gate";
    /// The tests a suggestion is held against when it is screened (S0.9).
    screening_tests: Vec<Text> => "screening-tests", "审查标准", "tests of screening";
    /// The levels suggestions are routed by (S3.13).
    levels: Vec<Text> => "levels", "分级办理的层级", "levels of handling";
    /// Who answers for each step (S3.10).
    step_owners: Vec<StepOwner> => "step-owners", "各环节责任主体", "who answers for each step";
    /// How many voters hear a deputy's duty report at least (述职, R29).
    duty_report_voters: Option<Count> => "duty-report-voters", "代表述职参加选民人数", "voters at a deputy's duty report";
    /// The share of deputies who report on their duty in a year (S4.8).
    duty_report_share: Option<Fraction> => "duty-report-share", "每年述职代表比例", "share of deputies reporting a year";
    /// How votes become verdicts (R14–R16).
    vote: Option<VoteRule> => "vote", "满意度测评结果认定", "verdicts of satisfaction votes";
    /// How units are scored (R23–R26).
    score_card: Option<ScoreCard> => "score-card", "承办单位考核评分", "score card of units";
    /// Units with fewer suggestions than this are not ranked.
    rank_least: Count => "rank-least", "参加排名的最少件数", "fewest suggestions to be ranked with";
    /// How handling is assessed beside the deputies' opinions (S4.4, S4.10, S1.6).
    assessments: Vec<AssessmentKind> => "assessments", "办理情况评估方式", "kinds of assessment";
    /// Whether promises stay open in a ledger across years until they are kept (S4.5).
    commitment_ledger: bool => "commitment-ledger", "跨年度建议台账", "cross-year ledger of commitments";
    /// Where the public's opinions are heard (S1.2, S3.5, S4.12, S4.13).
    voice_channels: Vec<Text> => "voice-channels", "群众意见收集渠道", "channels for the public's opinions";
    /// What the notice board may show beside title and stage (S3.5); the office chooses among it.
    board_fields: Vec<BoardField> => "board-fields", "公示板可以公示的内容", "what the notice board may show";
    /// How this place works, where no other rule says it.
    mechanisms: Vec<Text> => "mechanisms", "本地工作机制", "ways of working here";
}
