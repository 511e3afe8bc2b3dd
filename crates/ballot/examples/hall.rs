//! A sitting to try the page of the vote with, for its browser tests: the cards are the same each
//! time, and so no secret.
//!
//! `hall deal QUESTIONS CARDS` writes `{"sheet":"…","codes":["…"]}`.
//! `hall board QUESTIONS CARDS TAKEN` reads a box, a vote a line, and writes the board: the first
//! `TAKEN` cards were drawn, the others are left over.
//! `hall qr TEXT` draws a code with `1` and `0`, a row a line.
#![allow(
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    reason = "a tool for tests; the votes themselves have no clock and do no I/O"
)]

use huiyin_ballot::{
    Aspect, Board, CardSecret, Cause, CheckIn, Count, Dealer, Dealt, PollSecret, Question,
    SheetDraft, SheetRule, VoidedCard,
};
use huiyin_rules::verdict::{Base, Blank};
use huiyin_rules::{Fraction, Text};
use qrcodegen::{QrCode, QrCodeEcc};
use std::error::Error;
use std::io::Read;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize| -> Result<usize, Box<dyn Error>> {
        let text = arguments
            .get(at)
            .ok_or("deal QUESTIONS CARDS, or board QUESTIONS CARDS TAKEN")?;
        Ok(text.parse()?)
    };
    if arguments.first().is_some_and(|word| word == "qr") {
        print!("{}", qr(arguments.get(1).ok_or("qr TEXT")?)?);
        return Ok(());
    }
    let dealt = deal(number(1)?, number(2)?)?;
    if arguments.first().is_some_and(|word| word == "board") {
        println!("{}", board(dealt, number(3)?)?);
        return Ok(());
    }
    let codes: Vec<&str> = dealt.codes.iter().map(|code| code.as_str()).collect();
    let said = serde_json::json!({ "sheet": dealt.sheet.write(), "codes": codes });
    println!("{said}");
    Ok(())
}

/// Titles as they are: short, usual, and longer than anybody wishes.
const TITLES: [&str; 4] = [
    "关于在老旧小区加装充电桩的建议",
    "关于修缮河堤的建议",
    "关于进一步完善城乡居民基本养老保险与医疗保险衔接机制、切实提高农村老年群体保障水平并加快推进社区嵌入式养老服务设施建设的建议",
    "区人民政府关于2025年度法治政府建设情况的报告",
];
const UNITS: [&str; 3] = ["区住房城乡建设局", "区水务局", "区人力资源和社会保障局"];

fn deal(questions: usize, cards: usize) -> Result<Dealt, Box<dyn Error>> {
    let question = |at: usize| Question {
        id: format!("q{}", at + 1),
        item: u32::try_from(at + 1).unwrap_or(u32::MAX),
        title: TITLES[at % TITLES.len()].to_owned(),
        number: (at % 4 != 3).then(|| format!("2026-{:03}", at + 1)),
        unit: (at % 4 != 3).then(|| UNITS[at % UNITS.len()].to_owned()),
        aspect: [Aspect::Overall, Aspect::Process, Aspect::Result][at % 3],
    };
    let members = u32::try_from(cards)?;
    let draft = SheetDraft {
        poll: "0123456789abcdef0123456789abcdef".to_owned(),
        title: "2026年代表建议办理情况满意度测评".to_owned(),
        body: "某区人大常委会".to_owned(),
        on: "2026-12-01".to_owned(),
        questions: (0..questions).map(question).collect(),
        rule: SheetRule {
            title: Text::new("全体组成人员过半数", "majority of all members"),
            source: "示例".to_owned(),
            base: Base::Members,
            threshold: Fraction::new(1, 2),
            inclusive: false,
            quorum: Some(Fraction::new(1, 2)),
            blank: Blank::Abstention,
        },
        members,
        voters: members,
        observers: ["张三", "李四", "王五"].map(str::to_owned),
        holders: None,
    };
    let card = |at: usize| {
        let mut bytes = [0x5a; 16];
        bytes[..8].copy_from_slice(&(at as u64).to_be_bytes());
        CardSecret::from_bytes(bytes)
    };
    let cards = (0..cards).map(card).collect();
    let mut dealer = Dealer::new(draft, cards, secret(), [7; 16])?;
    while !dealer.step(100) {}
    Ok(dealer.finish())
}

fn secret() -> PollSecret {
    PollSecret::from_bytes([9; 16])
}

fn board(dealt: Dealt, taken: usize) -> Result<String, Box<dyn Error>> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let left = dealt.codes.iter().skip(taken);
    let voids: Vec<VoidedCard> = left
        .map(|code| VoidedCard {
            card: code.to_string(),
            cause: Cause::Leftover,
        })
        .collect();
    let number = u32::try_from(taken)?;
    let mut count = Count::new(&dealt.sheet, &voids, number, secret())?;
    for line in &lines {
        count.add(line);
    }
    let check_in = CheckIn {
        taken: number,
        paper_taken: 0,
        present: number,
        voters: (1..=taken).map(|at| format!("代表{at}")).collect(),
    };
    let counted = count.finish();
    let board = Board::make(dealt.sheet, check_in, voids, lines, Vec::new(), counted)?;
    Ok(board.write())
}

fn qr(text: &str) -> Result<String, Box<dyn Error>> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium)?;
    let row = |y| {
        let bit = |x| if code.get_module(x, y) { '1' } else { '0' };
        let bits: String = (0..code.size()).map(bit).collect();
        bits + "\n"
    };
    Ok((0..code.size()).map(row).collect())
}
