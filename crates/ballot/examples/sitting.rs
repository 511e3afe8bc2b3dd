//! A whole sitting, measured: `cargo run --release -p huiyin-ballot --example sitting --
//! CARDS QUESTIONS`. Deals, casts, checks as the box does, counts, publishes, reads, counts
//! again and verifies with the other implementation; prints seconds, those of the processor
//! apart where the system tells, and the peak of memory. With `--features fast` for comparison.
#![allow(
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    reason = "a tool for developers; the votes themselves have no clock and do no I/O"
)]

use huiyin_ballot::{
    Aspect, Board, CardSecret, CheckIn, Checker, Choice, Count, Dealer, PollSecret, Question,
    Recount, Sheet, SheetDraft, SheetRule, cast,
};
use huiyin_rules::verdict::sets;
use huiyin_verify::Verification;
use std::time::Instant;

type Anything = Box<dyn std::error::Error>;

fn main() -> Result<(), Anything> {
    let mut numbers = std::env::args().skip(1).map(|word| word.parse::<u32>());
    let (cards, questions) = match (numbers.next(), numbers.next()) {
        (Some(cards), Some(questions)) => (cards?, questions?),
        _ => (1_000, 75),
    };
    println!("{cards} cards, {questions} questions");
    let mut clock = Instant::now();
    let mut used = processor();
    let mut told = |what: &str| {
        let seconds = clock.elapsed().as_secs_f64();
        let busy = processor().zip(used).map(|(now, then)| now - then);
        let busy = busy.map_or_else(String::new, |busy| {
            format!("{busy:>8.2} s of the processor")
        });
        println!("{what:<28} {seconds:>8.2} s {busy}");
        clock = Instant::now();
        used = processor();
    };
    let secrets: Vec<CardSecret> = (0..cards).map(card).collect();
    let secret = PollSecret::from_bytes([9; 16]);
    let dealt = Dealer::new(draft(cards, questions)?, secrets, secret, [7; 16])?.finish();
    told("deal");
    let text = dealt.sheet.write();
    let sheet = Sheet::read(&text)?;
    told("write and read the sheet");
    let mut lines = Vec::new();
    for n in 0..cards {
        let choices: Vec<(String, Choice)> = (sheet.questions.iter().zip(n as usize..))
            .map(|(one, at)| (one.id.clone(), choice(at)))
            .collect();
        let votes = cast(&sheet, &card(n), &choices)?;
        lines.extend(votes.iter().map(|vote| vote.line().to_owned()));
    }
    told("cast");
    let checker = Checker::new(&sheet);
    for line in &lines {
        checker.check(line)?;
    }
    told("check (the box)");
    let [a, _, b] = &dealt.shares;
    let mut count = Count::new(&sheet, &[], cards, PollSecret::join(&sheet, a, b)?)?;
    for line in &lines {
        count.add(line);
    }
    let counted = count.finish();
    told("count");
    let check_in = CheckIn {
        taken: cards,
        paper_taken: 0,
        present: cards,
        voters: (0..cards).map(|n| format!("代表{n}")).collect(),
    };
    let board = Board::make(sheet, check_in, Vec::new(), lines, Vec::new(), counted)?.write();
    told("make and write the board");
    let read = Board::read(&board)?;
    told("read the board");
    let recounted = Recount::new(&read)?.finish();
    told("count the board again");
    let good = recounted.differs.is_empty() && recounted.exceptions.is_empty();
    drop((recounted, read));
    let mut verification = Verification::new(&board)?;
    told("verify: read");
    while verification.step(1_000).is_some() {}
    let report = verification.finish();
    told("verify: count");
    println!("good by the app {good}, by the verifier {}", report.good);
    let mib = |bytes: usize| bytes as f64 / f64::from(1 << 20);
    println!(
        "sheet {:.1} MiB, board {:.1} MiB",
        mib(text.len()),
        mib(board.len())
    );
    if let Some(peak) = peak() {
        println!("peak of memory {peak}");
    }
    Ok(())
}

/// Most answers are satisfied, as they are.
fn choice(at: usize) -> Choice {
    match at % 10 {
        7 => Choice::BasicallySatisfied,
        8 => Choice::Dissatisfied,
        9 => Choice::Blank,
        _ => Choice::Satisfied,
    }
}

/// A card that is not random, which is enough to be measured.
fn card(n: u32) -> CardSecret {
    let mut bytes = [0x5a; 16];
    for (place, byte) in bytes.iter_mut().zip(n.to_be_bytes()) {
        *place = byte;
    }
    CardSecret::from_bytes(bytes)
}

fn draft(cards: u32, questions: u32) -> Result<SheetDraft, Anything> {
    let set = sets().into_iter().next().ok_or("no set of rules")?;
    let question = |n| Question {
        id: format!("q{n}"),
        item: n,
        title: format!("关于办理第{n}号建议情况的满意度测评"),
        number: Some(format!("2026-{n:03}")),
        unit: Some("区教育局".to_owned()),
        aspect: Aspect::Overall,
    };
    Ok(SheetDraft {
        poll: "0123456789abcdef0123456789abcdef".to_owned(),
        title: "代表建议办理情况满意度测评".to_owned(),
        body: "某区人大".to_owned(),
        on: "2026-12-01".to_owned(),
        questions: (1..=questions).map(question).collect(),
        rule: SheetRule::of(&set, None).ok_or("no rule")?,
        members: cards,
        voters: cards,
        observers: ["甲", "乙", "丙"].map(str::to_owned),
        holders: None,
    })
}

/// Seconds that this process had of the processor, where the system tells.
fn processor() -> Option<f64> {
    let told = std::fs::read_to_string("/proc/self/schedstat").ok()?;
    let nanoseconds: f64 = told.split(' ').next()?.parse().ok()?;
    Some(nanoseconds / 1e9)
}

/// The most memory this process had, where the system tells.
fn peak() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}
