//! What others ask of a rulebook.

use super::RuleCode;
use super::book::Rulebook;
use super::kinds::YearDay;
use super::rule::{ClassRule, Rule};
use crate::answer::{AnswerClass, Rating};
use crate::calendar::{Calendar, Period, Rolling};
use crate::suggestion::terms::NotAcceptedReason;
use crate::text::Text;
use chrono::NaiveDate;

impl Rulebook {
    /// The rule that sets the period of `code`; for the two that are days of the year,
    /// [`Rulebook::year_day`].
    pub fn period(&self, code: RuleCode) -> Option<&Rule<Option<Period>>> {
        Some(match code {
            RuleCode::Assign => &self.assign_period,
            RuleCode::Return => &self.return_period,
            RuleCode::Reply => &self.reply_period,
            RuleCode::Extension => &self.extension_period,
            RuleCode::AssistOpinion => &self.assist_opinion_period,
            RuleCode::Consult => &self.consult_period,
            RuleCode::Feedback => &self.feedback_period,
            RuleCode::Rehandle => &self.rehandle_period,
            RuleCode::Accept => &self.accept_period,
            RuleCode::ContactBefore => &self.contact_before_period,
            RuleCode::ContactDuring => &self.contact_during_period,
            RuleCode::ContactAfter => &self.contact_after_period,
            RuleCode::FirstEvaluation => &self.first_evaluation_period,
            RuleCode::VoiceAnswer => &self.voice_answer_period,
            RuleCode::InspectionReport => &self.inspection_report_period,
            RuleCode::OpinionsOut => &self.opinions_out_period,
            RuleCode::Filing => &self.filing_period,
            RuleCode::FilingReview => &self.filing_review_period,
            RuleCode::LookBack | RuleCode::InquiryProposal => return None,
        })
    }

    /// The rule that sets the day of the year of `code`, for the two that are such.
    pub fn year_day(&self, code: RuleCode) -> Option<&Rule<Option<YearDay>>> {
        match code {
            RuleCode::LookBack => Some(&self.look_back),
            RuleCode::InquiryProposal => Some(&self.inquiry_proposal),
            _ => None,
        }
    }

    /// What a class of reply means here.
    pub fn class(&self, class: AnswerClass) -> &Rule<ClassRule> {
        match class {
            AnswerClass::A => &self.class_a,
            AnswerClass::B => &self.class_b,
            AnswerClass::C => &self.class_c,
            AnswerClass::D => &self.class_d,
        }
    }

    /// How the feedback form words a rating; `None` where the place does not offer it.
    pub fn rating_label(&self, rating: Rating) -> Option<&Text> {
        let options = &self.ratings.value;
        let option = options.iter().find(|option| option.rating == rating)?;
        Some(&option.label)
    }

    /// How a ground for not accepting is worded; `None` where the place does not know it.
    pub fn reason_label(&self, reason: NotAcceptedReason) -> Option<&Text> {
        let reasons = &self.not_accepted_reasons.value;
        let rule = reasons.iter().find(|rule| rule.reason == reason)?;
        Some(&rule.label)
    }

    /// Which last days move on.
    pub fn rolling(&self) -> Rolling {
        if self.rest_days_roll.value {
            Rolling::RestDays
        } else {
            Rolling::HolidaysOnly
        }
    }

    /// The day from which on `due` is due soon; a projection can store its number.
    pub fn warn_from(&self, due: NaiveDate, calendar: &Calendar) -> NaiveDate {
        calendar.warn_from(due, self.due_soon.value)
    }
}
