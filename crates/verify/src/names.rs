//! In a vote by name, what each chose: by the commitments that the sheet published with
//! the names before anybody voted.

use crate::cipher::commitment;
use crate::count::Urn;
use crate::form::Board;
use serde::Serialize;
use std::collections::BTreeMap;

/// What one voter chose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Named {
    /// The name on the card.
    pub voter: String,
    /// By question, in the sheet's order: `satisfied`, `basically_satisfied`,
    /// `dissatisfied`, `abstained` (no mark), `invalid` (several, or none that can be
    /// read), `not_cast`.
    pub choices: Vec<&'static str>,
}

/// Those of the check-in who have a card of their own, and whoever's card voted, in the
/// order of the sheet; nobody in a secret vote. Votes of void cards are no choices.
pub(crate) fn named(board: &Board, counted: &Urn) -> Vec<Named> {
    let sheet = &board.sheet;
    let said: Vec<BTreeMap<[u8; 32], &'static str>> = (sheet.questions.iter().enumerate())
        .map(|(at, question)| {
            let votes = counted.said(at);
            votes
                .map(|(public, choice)| {
                    let commitment = commitment(&sheet.poll, &question.id, public);
                    (commitment, word(choice))
                })
                .collect()
        })
        .collect();
    let one = |(voter, own): &(String, Vec<Option<[u8; 32]>>)| {
        let choice = |(said, own): (&BTreeMap<_, &'static str>, &Option<[u8; 32]>)| {
            own.and_then(|own| said.get(&own).copied())
        };
        let choices: Vec<Option<&'static str>> = said.iter().zip(own).map(choice).collect();
        let came = board.voters.iter().any(|name| name == voter);
        (came || choices.iter().any(Option::is_some)).then(|| Named {
            voter: voter.clone(),
            choices: choices
                .into_iter()
                .map(|choice| choice.unwrap_or("not_cast"))
                .collect(),
        })
    };
    sheet.holders.iter().filter_map(one).collect()
}

const fn word(choice: u8) -> &'static str {
    match choice {
        1 => "satisfied",
        2 => "basically_satisfied",
        3 => "dissatisfied",
        4 => "abstained",
        _ => "invalid",
    }
}
