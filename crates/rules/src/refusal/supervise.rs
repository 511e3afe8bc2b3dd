//! Refusals about key supervision, supervision, and what a rulebook lists.

use super::{Field, PRODUCT, Refusal, RefusalCode as Code, SUPERVISORS};
use crate::text::Text;

impl Refusal {
    pub(crate) fn listed_twice(field: Field, entry: &Text) -> Refusal {
        Refusal::new(
            Code::ListedTwice,
            format!("“{}”中“{}”重复出现。请只保留一处。", field.zh(), entry.zh),
            format!(
                "`{}` stands twice in `{}`. Keep it once.",
                entry.en,
                field.en()
            ),
            PRODUCT,
        )
    }

    pub(crate) fn not_on_the_list(
        field: Field,
        entry: &Text,
        list: &Text,
        source: &str,
    ) -> Refusal {
        Refusal::new(
            Code::NotOnTheList,
            format!(
                "“{}”中的“{}”不在现行规则之列；规则为：{}。请从中选择，或者先调整规则。",
                field.zh(),
                entry.zh,
                list.zh
            ),
            format!(
                "`{}` is not among what the rulebook in force has for `{}`: {}. Choose one of these, or change the rulebook first.",
                entry.en,
                field.en(),
                list.en
            ),
            source,
        )
    }

    pub(crate) fn key_leaders_missing(missing: Field, source: &str) -> Refusal {
        Refusal::new(
            Code::KeyLeadersMissing,
            format!(
                "按现行规则，列为重点督办须明确督办领导和责任委室，缺少“{}”。请填写。",
                missing.zh()
            ),
            format!(
                "Under the rulebook in force key supervision names its leader and its committee; missing: {}. Fill it in.",
                missing.en()
            ),
            source,
        )
    }

    pub(crate) fn own_supervision_only() -> Refusal {
        Refusal::new(
            Code::OwnSupervisionOnly,
            "承办单位只记录本单位内部的督办；其他督办由人大机关或者政府督查机构记录。请选择“承办单位内部督办”。",
            "A unit records only the supervision inside itself; other supervision is recorded by the congress office or the coordinator. Choose that role.",
            SUPERVISORS,
        )
    }
}
