//! The parts together, as a sitting uses them.

mod board;
mod golden;
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
        unit: at.is_multiple_of(2).then(|| "区教育局".to_owned()),
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

/// A sitting of 8 voters out of 12 members: 6 by card, 2 on paper; 8 cards printed, of
/// which 2 are left over.
pub struct Sitting {
    pub sheet: Sheet,
    pub lines: Vec<String>,
    pub voids: Vec<VoidedCard>,
    pub check_in: CheckIn,
    pub paper: Vec<PaperRow>,
}

impl Sitting {
    pub fn new(questions: usize) -> Self {
        let sheet = deal(questions, 8).sheet;
        let cast = (0..6).flat_map(|n| votes(&sheet, n, n));
        let lines = cast.map(|vote| vote.line().to_owned()).collect();
        let leftover = |n| VoidedCard {
            card: card(n).code().to_string(),
            cause: Cause::Leftover,
        };
        let row = |question: &Question| PaperRow {
            q: question.id.clone(),
            issued: 2,
            collected: 2,
            satisfied: 1,
            basically_satisfied: 0,
            dissatisfied: 0,
            abstained: 0,
            invalid: 1,
        };
        Sitting {
            lines,
            voids: vec![leftover(6), leftover(7)],
            check_in: CheckIn {
                taken: 6,
                paper_taken: 2,
                present: 9,
                voters: (0..8).map(|n| format!("代表{n}")).collect(),
            },
            paper: sheet.questions.iter().map(row).collect(),
            sheet,
        }
    }

    pub fn count(&self) -> Counted {
        let mut count =
            Count::new(&self.sheet, &self.voids, self.check_in.taken, secret()).unwrap();
        for line in &self.lines {
            count.add(line);
        }
        count.finish()
    }

    pub fn board(self) -> Board {
        let counted = self.count();
        let Sitting {
            sheet,
            lines,
            voids,
            check_in,
            paper,
        } = self;
        Board::make(sheet, check_in, voids, lines, paper, counted).unwrap()
    }
}
