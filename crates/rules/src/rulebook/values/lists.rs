//! Lists: of terms, of worded terms, of texts; and the score card.

use super::{RuleValue, distinct, joined, listed, twice, unset};
use crate::answer::Rating;
use crate::board::BoardField;
use crate::fraction::Fraction;
use crate::rulebook::form::{Form, options};
use crate::rulebook::kinds::{FlowStep, StepOwner, ThirdPartyScope};
use crate::rulebook::rule::{RatingRule, ReasonRule, phase_text, text_fault};
use crate::rulebook::shape::{
    MAX_LIST, Shape, Term, member, object_schema, objects, parse_term, terms, write_term,
};
use crate::score::{Grade, Measure, Points, ScoreCard, ScoreItem, Scoring};
use crate::suggestion::terms::{
    AssessmentKind, ConsultPhase, KeyCriterion, NotAcceptedReason, RedoStep, SupervisionForm,
    SupervisorRole,
};
use crate::text::Text;
use crate::tree::{self, Misfit};
use serde_json::{Map, Value, json};

terms! {
    Rating by label {
        Satisfied = "satisfied",
        BasicallySatisfied = "basically_satisfied",
        Dissatisfied = "dissatisfied",
    }
    NotAcceptedReason by label {
        PersonalMatter = "personal_matter",
        PendingCase = "pending_case",
        Accusation = "accusation",
        RelayedLetter = "relayed_letter",
        Promotion = "promotion",
        Empty = "empty",
        OutsideJurisdiction = "outside_jurisdiction",
    }
    KeyCriterion by label {
        Development = "development",
        HotIssue = "hot_issue",
        UnresolvedForYears = "unresolved_for_years",
        RaisedRepeatedly = "raised_repeatedly",
        Concentrated = "concentrated",
    }
    SupervisionForm by label {
        OnSite = "on_site",
        Key = "key",
        Tracking = "tracking",
        Inspection = "inspection",
        Hearing = "hearing",
    }
    SupervisorRole by label {
        Leadership = "leadership",
        Committee = "committee",
        Government = "government",
        DeputyOffice = "deputy_office",
        Deputies = "deputies",
        UnitItself = "unit_itself",
    }
    RedoStep by label { Rework = "rework", Reply = "reply", Revisit = "revisit" }
    AssessmentKind by label {
        Questionnaire = "questionnaire",
        ThirdParty = "third_party",
        Performance = "performance",
        Vote = "vote",
    }
    ThirdPartyScope by label {
        Dissatisfied = "dissatisfied",
        BasicallySatisfied = "basically-satisfied",
        Repeated = "repeated",
        OnRequest = "on-request",
    }
    BoardField by label {
        Number = "number",
        Category = "category",
        Deputies = "deputies",
        Units = "units",
        Light = "light",
        Due = "due",
        ReplyDate = "reply_date",
        ReplyText = "reply_text",
        Class = "class",
        Rating = "rating",
    }
    FlowStep by text {
        Raise = "raise",
        Collect = "collect",
        Analyse = "analyse",
        Assign = "assign",
        Transfer = "transfer",
        Supervise = "supervise",
    }
}

impl Term for ConsultPhase {
    // A rulebook cannot ask for a meeting whose phase is not stated.
    const TERMS: &'static [(&'static str, ConsultPhase)] = &[
        ("before", ConsultPhase::Before),
        ("during", ConsultPhase::During),
        ("after", ConsultPhase::After),
    ];

    fn wording(self) -> Text {
        phase_text(self)
    }
}

impl Shape for ConsultPhase {
    fn parse(value: &Value) -> Result<ConsultPhase, Misfit> {
        parse_term(value)
    }

    fn write(&self) -> Value {
        write_term(*self)
    }

    fn schema() -> Value {
        json!({"enum": ["before", "during", "after"]})
    }
}

objects! {
    RatingRule { rating: "rating" = Rating; label: "label" = Text; }
    ReasonRule { reason: "reason" = NotAcceptedReason; label: "label" = Text; }
    StepOwner { step: "step" = FlowStep; owner: "owner" = Option<Text>; }
    ScoreItem {
        label: "label" = Text;
        measure: "measure" = Option<Measure>;
        scoring: "scoring" = Scoring;
    }
    Grade { label: "label" = Text; from: "from" = Points; }
    ScoreCard { items: "items" = Vec<ScoreItem>; grades: "grades" = Vec<Grade>; }
}

/// Lists of terms, each at most once.
macro_rules! term_lists {
    ($($type:ident: $empty_zh:literal, $empty_en:literal;)+) => {$(
        impl RuleValue for Vec<$type> {
            fn show(&self) -> Text {
                if self.is_empty() {
                    return Text::new($empty_zh, $empty_en);
                }
                listed(self.iter().map(|one| one.wording()))
            }

            fn fault(&self) -> Option<Text> {
                let known = self.iter().all(|one| $type::TERMS.iter().any(|(_, term)| term == one));
                (!known || !distinct(self.iter())).then(twice)
            }

            fn form() -> Form {
                Form::Many { options: options::<$type>() }
            }
        }
    )+};
}

term_lists! {
    ConsultPhase: "不限阶段", "at any time";
    KeyCriterion: "未规定", "not set";
    SupervisionForm: "不限形式", "any form";
    SupervisorRole: "不限主体", "anyone";
    RedoStep: "未规定", "not set";
    AssessmentKind: "不限方式", "any kind";
    ThirdPartyScope: "未规定", "not set";
    BoardField: "标题和办理阶段以外都不公示", "nothing beside title and stage";
}

impl RuleValue for Vec<RatingRule> {
    fn show(&self) -> Text {
        listed(self.iter().map(|option| option.label.clone()))
    }

    fn fault(&self) -> Option<Text> {
        if !distinct(self.iter().map(|option| option.rating)) || self.len() < 2 {
            return Some(Text::new(
                "应列出二至三个互不相同的评价等次：satisfied、basically_satisfied、dissatisfied",
                "two or three different ratings are needed: satisfied, basically_satisfied, dissatisfied",
            ));
        }
        self.iter().find_map(|option| text_fault(&option.label))
    }

    fn form() -> Form {
        Form::Json
    }
}

impl RuleValue for Vec<ReasonRule> {
    fn show(&self) -> Text {
        // The wordings have commas of their own.
        joined(self.iter().map(|rule| rule.label.clone()), "；", "; ")
    }

    fn fault(&self) -> Option<Text> {
        if !distinct(self.iter().map(|reason| reason.reason)) {
            return Some(twice());
        }
        self.iter().find_map(|reason| text_fault(&reason.label))
    }

    fn form() -> Form {
        Form::Json
    }
}

impl RuleValue for Vec<Text> {
    fn show(&self) -> Text {
        if self.is_empty() {
            return unset();
        }
        joined(self.iter().cloned(), "；", "; ")
    }

    fn fault(&self) -> Option<Text> {
        if self.len() > MAX_LIST || !distinct(self.iter()) {
            return Some(twice());
        }
        self.iter().find_map(text_fault)
    }

    fn form() -> Form {
        Form::Texts
    }
}

impl RuleValue for Vec<StepOwner> {
    fn show(&self) -> Text {
        if self.is_empty() {
            return unset();
        }
        let owner = |one: &StepOwner| {
            let step = one.step.text();
            match &one.owner {
                Some(owner) => Text::new(
                    format!("{}：{}", step.zh, owner.zh),
                    format!("{}: {}", step.en, owner.en),
                ),
                None => Text::new(
                    format!("{}（责任主体待定）", step.zh),
                    format!("{} (owner to be named)", step.en),
                ),
            }
        };
        joined(self.iter().map(owner), "；", "; ")
    }

    fn fault(&self) -> Option<Text> {
        if !distinct(self.iter().map(|one| one.step)) {
            return Some(twice());
        }
        let mut owners = self.iter().filter_map(|one| one.owner.as_ref());
        owners.find_map(text_fault)
    }

    fn form() -> Form {
        Form::Json
    }
}

/// Most points a line may give or take, in hundredths.
const MAX_POINTS: i64 = 100_000;

impl Shape for Points {
    fn parse(value: &Value) -> Result<Points, Misfit> {
        let points = tree::whole(value, -MAX_POINTS, MAX_POINTS)?;
        Ok(Points(points.try_into().unwrap_or_default()))
    }

    fn write(&self) -> Value {
        Value::from(self.0)
    }

    fn schema() -> Value {
        json!({
            "description": "百分之一分 / hundredths of a point: 1500 = 15",
            "type": "integer", "minimum": -MAX_POINTS, "maximum": MAX_POINTS,
        })
    }
}

impl Shape for Measure {
    fn parse(value: &Value) -> Result<Measure, Misfit> {
        let names: Vec<&str> = Measure::ALL.iter().map(|one| one.name()).collect();
        let at = tree::choice(value, &names)?;
        let found = Measure::ALL.get(at).copied();
        found.ok_or_else(|| tree::misfit(value, "", ""))
    }

    fn write(&self) -> Value {
        Value::String(self.name().to_owned())
    }

    fn schema() -> Value {
        let names: Vec<&str> = Measure::ALL.iter().map(|one| one.name()).collect();
        json!({"enum": names})
    }
}

/// The ways of scoring, each an object under its name.
macro_rules! scorings {
    ($($variant:ident = $name:literal { $($field:ident: $kind:ty),+ };)+) => {
        const SCORINGS: &[&str] = &[$($name),+];

        impl Shape for Scoring {
            fn parse(value: &Value) -> Result<Scoring, Misfit> {
                let map = tree::members(value, SCORINGS)?;
                let mut ways = map.iter();
                let (Some((name, inner)), None) = (ways.next(), ways.next()) else {
                    return Err(tree::misfit(
                        value,
                        "只有一种计分方式的对象",
                        "an object with exactly one way of scoring",
                    ));
                };
                let read = || match name.as_str() {
                    $($name => {
                        let map = tree::members(inner, &[$(stringify!($field)),+])?;
                        Ok(Scoring::$variant { $($field: member::<$kind>(map, stringify!($field))?),+ })
                    })+
                    _ => Err(tree::unknown(name, SCORINGS)),
                };
                read().map_err(|misfit: Misfit| misfit.within(name))
            }

            fn write(&self) -> Value {
                let (name, inner) = match self {
                    $(Scoring::$variant { $($field),+ } => ($name, Map::from_iter([
                        $((stringify!($field).to_owned(), $field.write())),+
                    ])),)+
                };
                Value::Object(Map::from_iter([(name.to_owned(), Value::Object(inner))]))
            }

            fn schema() -> Value {
                json!({"oneOf": [$(object_schema(vec![($name, object_schema(vec![
                    $((stringify!($field), <$kind>::schema(), <$kind>::MAY_LACK)),+
                ]), false)])),+]})
            }
        }
    };
}

scorings! {
    Share = "share" { points: Points };
    Threshold = "threshold" { points: Points, at_least: Fraction };
    Deduct = "deduct" { each: Points, most: Option<Points> };
    Bonus = "bonus" { each: Points, most: Option<Points> };
    Criterion = "criterion" { good: Fraction, pass: Fraction };
    Judged = "judged" { points: Points };
}

impl RuleValue for Option<ScoreCard> {
    fn show(&self) -> Text {
        match self {
            None => unset(),
            Some(card) => listed(card.items.iter().map(|item| item.label.clone())),
        }
    }

    fn fault(&self) -> Option<Text> {
        let card = self.as_ref()?;
        if card.items.is_empty() || card.items.len() > MAX_LIST {
            return Some(Text::new(
                format!("评分项应为1至{MAX_LIST}项"),
                format!("1 to {MAX_LIST} lines are needed"),
            ));
        }
        let labels = card.items.iter().map(|item| &item.label);
        let grades = card.grades.iter().map(|grade| &grade.label);
        labels.chain(grades).find_map(text_fault)
    }

    fn form() -> Form {
        Form::Json
    }
}
