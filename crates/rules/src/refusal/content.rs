//! Refusals about what a command says.

use super::{
    Field, JOINT, MERGE, PRODUCT, REHANDLE, REPLY_AGAIN, REPLY_FORM, Refusal, RefusalCode as Code,
};
use crate::answer::AnswerClass;

/// Point numbers as people count them, from 1: `1、3`.
fn numbered(points: &[usize], separator: &str) -> String {
    let shown: Vec<String> = points.iter().map(|point| (point + 1).to_string()).collect();
    shown.join(separator)
}

impl Refusal {
    pub(crate) fn text_missing(field: Field) -> Refusal {
        Refusal::new(
            Code::TextMissing,
            format!("“{}”没有填写。请填写后再提交。", field.zh()),
            format!(
                "The field `{}` is empty. Fill it in and try again.",
                field.en()
            ),
            PRODUCT,
        )
    }

    pub(crate) fn text_too_long(field: Field, max: usize, actual: usize) -> Refusal {
        Refusal::new(
            Code::TextTooLong,
            format!(
                "“{}”共{actual}字，超过{max}字的上限。请精简，较长的内容可作附件保存。",
                field.zh()
            ),
            format!(
                "The field `{}` has {actual} characters, more than the {max} allowed. Shorten it, or keep the rest as an attachment.",
                field.en()
            ),
            PRODUCT,
        )
    }

    pub(crate) fn control_characters(field: Field) -> Refusal {
        Refusal::new(
            Code::ControlCharacters,
            format!(
                "“{}”含有不可见的控制字符，通常来自粘贴。请删除后重新输入。",
                field.zh()
            ),
            format!(
                "The field `{}` holds invisible control characters, usually from pasting. Delete them and type it again.",
                field.en()
            ),
            PRODUCT,
        )
    }

    pub(crate) fn too_many(field: Field, max: usize, actual: usize) -> Refusal {
        Refusal::new(
            Code::TooMany,
            format!(
                "“{}”共{actual}项，超过{max}项的上限。请核对名单。",
                field.zh()
            ),
            format!(
                "`{}` has {actual} entries, more than the {max} allowed. Check the list.",
                field.en()
            ),
            PRODUCT,
        )
    }

    pub(crate) fn named_twice(field: Field, name: &str) -> Refusal {
        Refusal::new(
            Code::NamedTwice,
            format!(
                "“{}”中“{name}”重复出现。请只保留一处；主办单位不再列为协办，领衔代表不再列为附议。",
                field.zh()
            ),
            format!(
                "`{name}` stands twice in `{}`. Keep it once; a lead unit does not also assist, a lead deputy does not also co-sign.",
                field.en()
            ),
            JOINT,
        )
    }

    pub(crate) fn lead_deputy_missing() -> Refusal {
        Refusal::new(
            Code::LeadDeputyMissing,
            "没有填写领衔代表。请填写提出建议的代表姓名。",
            "The lead deputy is missing. Name the deputy who raises it.",
            PRODUCT,
        )
    }

    pub(crate) fn separate_needs_two(actual: usize) -> Refusal {
        Refusal::new(
            Code::SeparateNeedsTwo,
            format!(
                "分别办理至少需要两个承办单位，现有{actual}个。请补充单位，或者改为主办、协办。"
            ),
            format!(
                "Separate handling needs at least two units; there is {actual}. Add units, or name one lead unit."
            ),
            JOINT,
        )
    }

    pub(crate) fn replied_unit_dropped(unit: &str) -> Refusal {
        Refusal::new(
            Code::RepliedUnitDropped,
            format!(
                "“{unit}”已经答复，重新交办时不能去掉，否则其答复将失去依据。请在新的安排中保留该单位。"
            ),
            format!(
                "`{unit}` has replied and cannot be dropped by a new arrangement, for its reply would hang in the air. Keep it in the arrangement."
            ),
            PRODUCT,
        )
    }

    pub(crate) fn merge_into_itself() -> Refusal {
        Refusal::new(
            Code::MergeIntoItself,
            "不能把一件建议并入它自身。请选择另一件内容相同的建议。",
            "A suggestion cannot be merged into itself. Choose another of the same content.",
            MERGE,
        )
    }

    pub(crate) fn points_unanswered(missing: &[usize]) -> Refusal {
        Refusal::new(
            Code::PointsUnanswered,
            format!(
                "建议的第{}条要点没有答复。请逐条答复后再提交。",
                numbered(missing, "、")
            ),
            format!(
                "These points of the suggestion are not answered: {}. Answer each of them.",
                numbered(missing, ", ")
            ),
            REPLY_FORM,
        )
    }

    pub(crate) fn point_unknown(point: u32, count: usize) -> Refusal {
        let point = u64::from(point) + 1;
        Refusal::new(
            Code::PointUnknown,
            format!("答复了第{point}条要点，但建议只有{count}条。请核对要点序号。"),
            format!(
                "Point {point} is answered, but the suggestion has {count}. Check the numbers of the points."
            ),
            PRODUCT,
        )
    }

    pub(crate) fn point_twice(point: u32) -> Refusal {
        let point = u64::from(point) + 1;
        Refusal::new(
            Code::PointTwice,
            format!("第{point}条要点答复了两次。请合并为一条答复。"),
            format!("Point {point} is answered twice. Make it one answer."),
            PRODUCT,
        )
    }

    pub(crate) fn promise_missing(class: AnswerClass) -> Refusal {
        Refusal::new(
            Code::PromiseMissing,
            format!(
                "{}类答复须写明承诺办理的事项，以便跟踪到办成后再次答复。请填写承诺事项。",
                class.letter()
            ),
            format!(
                "A reply of class {} says what will be done, so that it can be followed until it is. Fill in the promise.",
                class.letter()
            ),
            REPLY_AGAIN,
        )
    }

    pub(crate) fn promise_not_due(class: AnswerClass) -> Refusal {
        Refusal::new(
            Code::PromiseNotDue,
            format!(
                "{}类答复没有待办的承诺。请删除承诺事项，或者改用相应的答复类别。",
                class.letter()
            ),
            format!(
                "A reply of class {} leaves nothing to be promised. Remove the promise, or choose the class that fits.",
                class.letter()
            ),
            REPLY_AGAIN,
        )
    }

    pub(crate) fn dissatisfaction_unexplained() -> Refusal {
        Refusal::new(
            Code::DissatisfactionUnexplained,
            "评价为“不满意”的，请说明不满意的原因，以便承办单位重新办理。",
            "Where the rating is `Dissatisfied`, say why, so that the unit can do better when it handles it again.",
            REHANDLE,
        )
    }

    pub(crate) fn close_without_opinion() -> Refusal {
        Refusal::new(
            Code::CloseWithoutOpinion,
            "本轮还没有代表评价，不能直接办结归档。请先征询代表意见；确实收不到意见的，写明仍予办结的理由。",
            "No deputy has given an opinion in this round, so it cannot simply be closed. Ask the deputies first; where no opinion can be had, state the reason for closing it all the same.",
            REPLY_FORM,
        )
    }

    pub(crate) fn close_despite_dissatisfied() -> Refusal {
        Refusal::new(
            Code::CloseDespiteDissatisfied,
            "本轮有代表评价“不满意”，不能直接办结归档。请交付重新办理；确需办结的，写明仍予办结的理由。",
            "A deputy is dissatisfied in this round, so it cannot simply be closed. Order a new round, or state the reason for closing it all the same.",
            REHANDLE,
        )
    }

    pub(crate) fn close_despite_vote() -> Refusal {
        Refusal::new(
            Code::CloseDespiteDissatisfied,
            "本轮办理经满意度测评认定为“不满意”，不能直接办结归档。请交付重新办理；确需办结的，写明仍予办结的理由。",
            "A vote on this round came to `Dissatisfied`, so it cannot simply be closed. Order a new round, or state the reason for closing it all the same.",
            REHANDLE,
        )
    }

    pub(crate) fn extension_empty() -> Refusal {
        Refusal::new(
            Code::ExtensionEmpty,
            "延期的时间为零。请填写需要延长的时间。",
            "The extension adds no time. State how much longer is needed.",
            PRODUCT,
        )
    }
}
