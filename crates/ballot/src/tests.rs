//! The parts together, as a sitting uses them.

mod papers;
mod sitting;

use super::*;
use huiyin_rules::Fraction;
use huiyin_rules::Text;
use huiyin_rules::verdict::{Base, Blank};

/// A card that says where it comes from.
pub fn card(n: usize) -> CardSecret {
    let mut bytes = [0x5a; 16];
    bytes[..8].copy_from_slice(&(n as u64).to_be_bytes());
    CardSecret::from_bytes(bytes)
}

pub fn secret() -> PollSecret {
    PollSecret::from_bytes(std::array::from_fn(|at| at as u8 * 3 + 1))
}

pub fn draft(questions: usize) -> SheetDraft {
    let question = |at: usize| Question {
        id: format!("q{}", at + 1),
        item: at as u32 + 1,
        title: format!("关于第{}件事项", at + 1),
        number: Some(format!("2026-{:03}", at + 1)),
        unit: (at % 2 == 0).then(|| "区教育局".to_owned()),
        aspect: [Aspect::Overall, Aspect::Process, Aspect::Result][at % 3],
    };
    SheetDraft {
        poll: "0123456789abcdef0123456789abcdef".to_owned(),
        title: "2026年代表建议办理情况满意度测评".to_owned(),
        body: "某区人大常委会".to_owned(),
        on: "2026-12-01".to_owned(),
        questions: (0..questions).map(question).collect(),
        rule: SheetRule {
            title: Text::new("通行规则", "general rule"),
            source: "测试".to_owned(),
            base: Base::Members,
            threshold: Fraction::new(1, 2),
            inclusive: false,
            quorum: Some(Fraction::new(1, 2)),
            blank: Blank::Abstention,
        },
        members: 12,
        voters: 8,
        observers: ["甲", "乙", "丙"].map(str::to_owned),
        holders: None,
    }
}

pub fn deal(questions: usize, cards: usize) -> Dealt {
    let cards = (0..cards).map(card).collect();
    let mix = std::array::from_fn(|at| at as u8 * 7 + 5);
    let mut dealer = Dealer::new(draft(questions), cards, secret(), mix).unwrap();
    while !dealer.step(7) {}
    dealer.finish()
}

/// The votes of one card, the choices counted round by `first`.
pub fn votes(sheet: &Sheet, n: usize, first: usize) -> Vec<Vote> {
    let choices = sheet.questions.iter().enumerate();
    let choices: Vec<(String, Choice)> = choices
        .map(|(at, question)| (question.id.clone(), Choice::ALL[(at + first) % 4]))
        .collect();
    cast(sheet, &card(n), &choices).unwrap()
}
