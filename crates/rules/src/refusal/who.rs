//! Refusals about who acts.

use super::{JOINT, PRODUCT, Refusal, RefusalCode};
use crate::actor::{Party, Role};
use crate::suggestion::Action;

/// A party as a sentence names it: `区水务局（承办单位）`.
fn shown(party: &Party) -> (String, String) {
    let (zh, en) = (party.role.zh(), party.role.en());
    if party.name.is_empty() {
        (zh.to_owned(), en.to_owned())
    } else {
        (
            format!("{}（{zh}）", party.name),
            format!("{} ({en})", party.name),
        )
    }
}

impl Refusal {
    pub(crate) fn wrong_role(action: Action, who: &Party, may: &[Role]) -> Refusal {
        let zh: Vec<&str> = may.iter().map(|role| role.zh()).collect();
        let en: Vec<&str> = may.iter().map(|role| role.en()).collect();
        let (who_zh, who_en) = shown(who);
        Refusal::new(
            RefusalCode::WrongRole,
            format!(
                "{who_zh}不能办理“{}”，应由{}办理。请切换身份，或者由人大机关代为记录。",
                action.zh(),
                zh.join("或者")
            ),
            format!(
                "`{}` is not for {who_en} but for: {}. Switch roles, or let the congress office record it on their behalf.",
                action.en(),
                en.join(" or ")
            ),
            PRODUCT,
        )
    }

    pub(crate) fn acts_for_another(keyboard: &Party, acting: &Party) -> Refusal {
        let ((a_zh, a_en), (b_zh, b_en)) = (shown(keyboard), shown(acting));
        Refusal::new(
            RefusalCode::ActsForAnother,
            format!("{a_zh}不能代{b_zh}记录，只有人大机关可以代为记录。请以本方身份办理。"),
            format!(
                "{a_en} cannot record for {b_en}; only the congress office records for others. Act in your own name."
            ),
            PRODUCT,
        )
    }

    pub(crate) fn unit_not_assigned(unit: &str) -> Refusal {
        Refusal::new(
            RefusalCode::UnitNotAssigned,
            format!("“{unit}”不是这件建议的承办单位。请核对单位名称，或者先交办给该单位。"),
            format!(
                "`{unit}` has no part in handling this suggestion. Check the unit's name, or assign it first."
            ),
            JOINT,
        )
    }

    pub(crate) fn unit_differs(acting: &str, named: &str) -> Refusal {
        Refusal::new(
            RefusalCode::UnitDiffers,
            format!("以“{acting}”的名义办理，却写的是“{named}”。请把两处单位写成一致。"),
            format!("It is recorded for `{acting}` but names `{named}`. Make both the same unit."),
            PRODUCT,
        )
    }

    pub(crate) fn not_a_signer(name: &str) -> Refusal {
        Refusal::new(
            RefusalCode::NotASigner,
            format!(
                "代表“{name}”不是这件建议的领衔代表或者附议代表。请核对姓名，或者先由领衔代表把其列为附议代表。"
            ),
            format!(
                "Deputy `{name}` is neither lead nor co-signer of this suggestion. Check the name, or have it added as co-signer first."
            ),
            JOINT,
        )
    }

    pub(crate) fn not_the_lead(action: Action, name: &str, lead: &str) -> Refusal {
        Refusal::new(
            RefusalCode::NotTheLead,
            format!(
                "“{}”应由领衔代表“{lead}”办理，不能由代表“{name}”办理。请与领衔代表联系。",
                action.zh()
            ),
            format!(
                "`{}` is for the lead deputy `{lead}`, not for `{name}`. Contact the lead deputy.",
                action.en()
            ),
            PRODUCT,
        )
    }

    pub(crate) fn deputy_differs(acting: &str, named: &str) -> Refusal {
        Refusal::new(
            RefusalCode::DeputyDiffers,
            format!("以代表“{acting}”的名义评价，却写的是“{named}”。请把两处姓名写成一致。"),
            format!(
                "The opinion is recorded for deputy `{acting}` but names `{named}`. Make both the same deputy."
            ),
            PRODUCT,
        )
    }
}
