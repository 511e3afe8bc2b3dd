//! A poll: a sheet that an office publishes, the cards that were dealt, and their votes.

use crate::device::fresh;
use crate::{Answer, Client};
use huiyin_ballot::{
    Aspect, Board, CardSecret, CheckIn, Choice, Count, Counted, Dealer, PollSecret, Question,
    Sheet, SheetDraft, SheetRule, Vote, cast,
};
use huiyin_rules::verdict::{Base, Blank};
use huiyin_rules::{Fraction, Text};
use serde_json::{Value, json};

/// A poll.
pub struct Poll {
    pub id: String,
    pub sheet: Sheet,
    pub cards: Vec<CardSecret>,
    secret: PollSecret,
}

fn random() -> [u8; 16] {
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&fresh()[..16]);
    bytes
}

impl Poll {
    /// Deals cards for a number of voters, two of them to spare.
    pub fn deal(voters: u32, questions: usize) -> Poll {
        let id: String = random().iter().map(|byte| format!("{byte:02x}")).collect();
        Self::deal_as(&id, voters, questions)
    }

    /// The same under an id that is known beforehand.
    pub fn deal_as(id: &str, voters: u32, questions: usize) -> Poll {
        let question = |at: usize| Question {
            id: format!("q{}", at + 1),
            item: u32::try_from(at + 1).unwrap(),
            title: format!("第{}件建议办理情况", at + 1),
            number: None,
            unit: Some("区水务局".to_owned()),
            aspect: Aspect::Overall,
        };
        let draft = SheetDraft {
            poll: id.to_owned(),
            title: "建议办理情况满意度测评".to_owned(),
            body: "马龙区人大常委会".to_owned(),
            on: "2026-12-01".to_owned(),
            questions: (0..questions).map(question).collect(),
            rule: SheetRule {
                title: Text::new("过半数", "more than half"),
                source: "试".to_owned(),
                base: Base::Members,
                threshold: Fraction::new(1, 2),
                inclusive: false,
                quorum: None,
                blank: Blank::Abstention,
            },
            members: voters,
            voters,
            observers: ["甲", "乙", "丙"].map(str::to_owned),
            holders: None,
        };
        let bytes: Vec<[u8; 16]> = (0..voters + 2).map(|_| random()).collect();
        let dealt = |bytes: &[[u8; 16]]| -> Vec<CardSecret> {
            bytes
                .iter()
                .map(|one| CardSecret::from_bytes(*one))
                .collect()
        };
        let key = random();
        let secret = || PollSecret::from_bytes(key);
        let mut dealer = Dealer::new(draft, dealt(&bytes), secret(), random()).unwrap();
        while !dealer.step(64) {}
        Poll {
            id: id.to_owned(),
            sheet: dealer.finish().sheet,
            cards: dealt(&bytes),
            secret: secret(),
        }
    }

    /// What one card hands in, the choices counted round by `first`.
    pub fn votes(&self, card: usize, first: usize) -> Vec<Vote> {
        let choices: Vec<(String, Choice)> = self
            .sheet
            .questions
            .iter()
            .enumerate()
            .map(|(at, question)| (question.id.clone(), Choice::ALL[(at + first) % 4]))
            .collect();
        cast(&self.sheet, &self.cards[card], &choices).unwrap()
    }

    /// The address of something of it.
    pub fn at(&self, what: &str) -> String {
        format!("/v1/polls/{}{what}", self.id)
    }

    /// Publishes its sheet.
    pub fn publish(&self, office: &Client) -> Answer {
        office.ask("PUT", &self.at(""), self.sheet.write().as_bytes())
    }

    /// Leads its box into a phase.
    pub fn lead(&self, office: &Client, phase: &str) -> Answer {
        let body = json!({ "phase": phase }).to_string();
        office.ask("PUT", &self.at("/phase"), body.as_bytes())
    }

    /// Publishes its sheet and opens its box.
    pub fn open(&self, office: &Client) {
        assert_eq!(self.publish(office).status, 201);
        assert_eq!(self.lead(office, "open").status, 200);
    }

    /// How its box stands.
    pub fn phase(&self, client: &Client) -> Value {
        let answer = client.get(&self.at("/phase"));
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.json()
    }

    /// Hands votes in.
    pub fn post(&self, client: &Client, votes: &[Vote]) -> Answer {
        let lines: Vec<&str> = votes.iter().map(Vote::line).collect();
        self.post_text(client, &lines.join("\n"))
    }

    /// Hands in whatever it is.
    pub fn post_text(&self, client: &Client, text: &str) -> Answer {
        client.ask("POST", &self.at("/votes"), text.as_bytes())
    }

    /// Every line in its box, page by page.
    pub fn lines(&self, office: &Client) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        let mut after = String::new();
        loop {
            let page = office.get(&self.at(&format!("/votes?after={after}")));
            assert_eq!(page.status, 200, "{page:?}");
            let page = String::from_utf8(page.body).unwrap();
            let Some(last) = page.lines().next_back() else {
                return all;
            };
            after = name(last);
            all.extend(page.lines().map(str::to_owned));
        }
    }

    /// What came of lines.
    pub fn count(&self, lines: &[String], taken: u32) -> Counted {
        let secret = PollSecret::from_bytes(*self.secret.as_bytes());
        let mut count = Count::new(&self.sheet, &[], taken, secret).unwrap();
        for line in lines {
            count.add(line);
        }
        count.finish()
    }

    /// The board over lines.
    pub fn board(&self, lines: &[String], taken: u32) -> Board {
        let check_in = CheckIn {
            taken,
            paper_taken: 0,
            present: taken,
            voters: (0..taken).map(|n| format!("委员{n:02}")).collect(),
        };
        let counted = self.count(lines, taken);
        Board::make(
            self.sheet.clone(),
            check_in,
            vec![],
            lines.to_vec(),
            vec![],
            counted,
        )
        .unwrap()
    }
}

/// The name of a line.
pub fn name(line: &str) -> String {
    let hash = huiyin_log::Alg::Ed25519Sha256.digest(&[line.as_bytes()]);
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}
