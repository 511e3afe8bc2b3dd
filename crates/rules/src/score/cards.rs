//! The cards of places, each with its source and with what the source leaves open.

use super::{Grade, Measure, Points, ScoreCard, ScoreItem, Scoring};
use crate::fraction::Fraction;
use crate::rulebook::Source;
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// A card with its name and source, for an office to take as its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedCard {
    /// Its stable name.
    pub id: String,
    /// Its name for people.
    pub title: Text,
    /// Where it comes from, what it says and what it leaves open.
    pub source: Source,
    /// The card.
    pub card: ScoreCard,
}

fn item(zh: &str, en: &str, measure: Option<Measure>, scoring: Scoring) -> ScoreItem {
    ScoreItem {
        label: Text::new(zh, en),
        measure,
        scoring,
    }
}

const fn share(points: i32) -> Scoring {
    Scoring::Share {
        points: Points::whole(points),
    }
}

const fn judged(points: i32) -> Scoring {
    Scoring::Judged {
        points: Points::whole(points),
    }
}

const fn criterion(good: (u64, u64), pass: (u64, u64)) -> Scoring {
    Scoring::Criterion {
        good: Fraction::new(good.0, good.1),
        pass: Fraction::new(pass.0, pass.1),
    }
}

/// Every card.
pub fn cards() -> Vec<NamedCard> {
    vec![shenzhen(), yimen(), contact_and_ratings(), high_bar()]
}

/// R23: criteria without points; any that fails fails.
fn shenzhen() -> NamedCard {
    NamedCard {
        id: "shenzhen-2007".to_owned(),
        title: Text::new("深圳市2007年考核标准", "Shenzhen 2007"),
        source: Source {
            cite: "深圳市2007年（news.sohu.com 20070719 n251151212）".to_owned(),
            text: Text::new(
                "七日内签收：全部为良好，九成为合格；三个月内答复八成为良好，六个月内全部答复为合格；满意八成以上且没有不满意为良好；一项不合格即为不合格。签收期限、答复期限和最长答复期限按规则设置；满意一项的合格线来源未列，按不低于0计。",
                "taken within seven days: all is good, nine tenths pass; replied to within three months: eight tenths is good, all within six months passes; satisfied in eight tenths and nobody dissatisfied is good; one that fails fails. The periods are the rulebook's; where satisfaction passes the source does not say, so that it never fails here",
            ),
        },
        card: ScoreCard {
            items: vec![
                item(
                    "按期签收",
                    "taken in time",
                    Some(Measure::AcceptedInTime),
                    criterion((1, 1), (9, 10)),
                ),
                item(
                    "按期答复",
                    "replied in time",
                    Some(Measure::RepliedInTime),
                    criterion((4, 5), (0, 1)),
                ),
                item(
                    "最长期限内全部答复",
                    "all replied within the longest time",
                    Some(Measure::RepliedWithinLongest),
                    criterion((1, 1), (1, 1)),
                ),
                item(
                    "代表满意",
                    "deputies satisfied",
                    Some(Measure::Satisfied),
                    criterion((4, 5), (0, 1)),
                ),
                item(
                    "没有不满意",
                    "nobody dissatisfied",
                    Some(Measure::NotDissatisfied),
                    criterion((1, 1), (0, 1)),
                ),
            ],
            grades: Vec::new(),
        },
    }
}

/// R24: leadership 20, procedure 20 with meetings within two months, committee 10.
fn yimen() -> NamedCard {
    NamedCard {
        id: "yimen".to_owned(),
        title: Text::new("易门县考核评分", "Yimen"),
        source: Source {
            cite: "易门县（2026850，转载）".to_owned(),
            text: Text::new(
                "组织领导20分，办理程序20分（两个月内与代表面商），常委会测评10分；其余50分来源未见全文，由评定人评定。面商期限按规则设置。",
                "leadership 20, procedure 20 (the deputies met within two months), the standing committee's vote 10; the other 50 were not found in full and are for people to judge. The period is the rulebook's",
            ),
        },
        card: ScoreCard {
            items: vec![
                item("组织领导", "leadership", None, judged(20)),
                item(
                    "办理程序（按期面商）",
                    "procedure (deputies met in time)",
                    Some(Measure::ConsultedInTime),
                    judged(20),
                ),
                item(
                    "常委会满意度测评",
                    "the standing committee's vote",
                    Some(Measure::CommitteeSatisfied),
                    share(10),
                ),
                item(
                    "其余各项（来源未见）",
                    "the rest (not found in the source)",
                    None,
                    judged(50),
                ),
            ],
            grades: Vec::new(),
        },
    }
}

/// R25: first contact 15, the two evaluations 18 and 15, a tenth of a point a visit.
fn contact_and_ratings() -> NamedCard {
    NamedCard {
        id: "first-contact".to_owned(),
        title: Text::new(
            "首次联系与两次评价评分",
            "first contact and two evaluations",
        ),
        source: Source {
            cite: "承办单位考核评分（zgkjsz.com 2024-01-01 25774076）".to_owned(),
            text: Text::new(
                "首次联系15分，第一次评价18分，第二次评价15分，走访一次加0.1分；来源共27项，其余各项未见，可在本地规则中补充。各项按件数比例折算为本产品的做法。",
                "first contact 15, first evaluation 18, second evaluation 15, a tenth of a point for each visit; the source has 27 lines, the others were not found and can be added. Points in proportion to shares are the product's own reading",
            ),
        },
        card: ScoreCard {
            items: vec![
                item(
                    "首次联系代表",
                    "first contact",
                    Some(Measure::FirstContact),
                    share(15),
                ),
                item(
                    "第一次评价",
                    "first evaluation",
                    Some(Measure::FirstSatisfied),
                    share(18),
                ),
                item(
                    "第二次评价",
                    "second evaluation",
                    Some(Measure::SecondSatisfied),
                    share(15),
                ),
                item(
                    "面商走访加分",
                    "visits on top",
                    Some(Measure::SiteVisits),
                    Scoring::Bonus {
                        each: Points(10),
                        most: None,
                    },
                ),
            ],
            grades: Vec::new(),
        },
    }
}

/// R26: satisfaction of 98 %, assisting opinions twenty days early.
fn high_bar() -> NamedCard {
    NamedCard {
        id: "high-satisfaction".to_owned(),
        title: Text::new(
            "高满意率与提前协办标准",
            "high satisfaction and early opinions",
        ),
        source: Source {
            cite: "办理工作考核（ahfyzx.gov.cn 5742ccdd）".to_owned(),
            text: Text::new(
                "满意率不低于98%；协办单位提前二十日提出协办意见（协办意见期限按规则设置）。",
                "satisfaction of 98 % or more; assisting units give their opinions twenty days early (by the rulebook's period for them)",
            ),
        },
        card: ScoreCard {
            items: vec![
                item(
                    "满意率",
                    "satisfaction",
                    Some(Measure::Satisfied),
                    criterion((98, 100), (98, 100)),
                ),
                item(
                    "协办意见按期提出",
                    "assisting opinions in time",
                    Some(Measure::AssistedInTime),
                    criterion((1, 1), (1, 1)),
                ),
            ],
            grades: Vec::new(),
        },
    }
}

/// The three grades of R27, as any card can use them.
pub(super) fn three_grades() -> Vec<Grade> {
    let grade = |zh: &str, en: &str, from| Grade {
        label: Text::new(zh, en),
        from: Points::whole(from),
    };
    vec![
        grade("优秀", "excellent", 80),
        grade("合格", "pass", 60),
        grade("不合格", "poor", 0),
    ]
}
