//! The terms of the field, as the rules word them, in the language of the page.

use huiyin_rules::rulebook::Light;
use huiyin_rules::suggestion::{
    Action, AssessmentKind, Channel, ConsultPhase, Defect, KeyCriterion, Kind, LaneRole, Medium,
    NotAcceptedReason, Occasion, PointVerdict, RedoStep, StageName, SupervisionForm,
    SupervisorRole,
};
use huiyin_rules::{Lang, Rating, Role};

/// A term with one wording in each language.
pub trait Term: Copy {
    /// The wording in this language.
    fn word(self, lang: Lang) -> &'static str;
}

macro_rules! term {
    ($($type:ty),+) => {$(
        impl Term for $type {
            fn word(self, lang: Lang) -> &'static str {
                match lang {
                    Lang::Zh => self.zh(),
                    Lang::En => self.en(),
                }
            }
        }
    )+};
}

term!(
    Action,
    AssessmentKind,
    Channel,
    ConsultPhase,
    Defect,
    KeyCriterion,
    Kind,
    LaneRole,
    Medium,
    NotAcceptedReason,
    Occasion,
    PointVerdict,
    RedoStep,
    StageName,
    SupervisionForm,
    SupervisorRole,
    Rating,
    Role
);

/// The word of a light; its shape and colour are the style sheet's.
impl Term for Light {
    fn word(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Light::Normal => ("正常", "On time"),
            Light::DueSoon => ("临期", "Due soon"),
            Light::Overdue => ("逾期", "Overdue"),
            Light::Done => ("按期办理", "Done in time"),
            Light::DoneLate => ("逾期办理", "Done late"),
        };
        match lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }
}
