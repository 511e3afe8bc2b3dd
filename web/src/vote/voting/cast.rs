//! From the choices to the box. Nothing is confirmed before the box is on disk.

use super::{Ballot, Receipt};
use crate::platform::ballot_box::{self, Kept};
use crate::platform::sleep;
use crate::prelude::*;
use crate::vote::card::Held;
use crate::vote::sheet::filled;
use crate::vote::texts as t;
use huiyin_ballot::{Choice, Sheet, cast as seal, own_votes};
use huiyin_rules::Text;
use wasm_bindgen_futures::spawn_local;

crate::i18n::words! {
    ALREADY = "这张票卡已经在本机投过“{0}”的票，不能再投。", "This card has voted on “{0}” on this device already and cannot vote again.";
}

/// Milliseconds in which the page can show that it works: sealing a long ballot takes a second.
const BREATH: u32 = 30;

/// Casts; `ended` gets the receipts once the votes are kept, or why nothing was.
pub fn cast(ballot: &Ballot, card: &Held, ended: Callback<Result<Vec<Receipt>, Text>>) {
    let (ballot, card) = (ballot.clone(), card.clone());
    sleep::after(BREATH, move || {
        spawn_local(async move { ended.emit(try_cast(&ballot, &card).await) });
    })
    .forget();
}

async fn try_cast(ballot: &Ballot, card: &Held) -> Result<Vec<Receipt>, Text> {
    let sheet = &ballot.sheet;
    let answered = sheet.questions.iter().zip(ballot.answers.iter());
    let chosen: Vec<(String, Choice)> = answered
        .filter_map(|(question, choice)| Some((question.id.clone(), (*choice)?)))
        .collect();
    let votes = seal(sheet, &card.0, &chosen).map_err(|error| error.text())?;
    // Another window of this tablet may have taken the card meanwhile.
    if !receipts_here(sheet, card).await?.is_empty() {
        return Err(filled(ALREADY, &sheet.title));
    }
    let kept: Vec<Kept> = votes
        .iter()
        .map(|vote| Kept {
            name: vote.name().to_owned(),
            line: vote.line().to_owned(),
        })
        .collect();
    let put = ballot_box::put(&sheet.poll, &kept).await;
    put.map_err(|why| filled(t::NOT_KEPT, &why))?;
    let receipt = |vote: &huiyin_ballot::Vote| Receipt {
        question: vote.question().to_owned(),
        code: vote.receipt(),
    };
    Ok(votes.iter().map(receipt).collect())
}

/// The receipts of a card whose votes lie in this tablet's box; none where it has not voted here.
///
/// # Errors
/// The box cannot be read.
pub async fn receipts_here(sheet: &Sheet, card: &Held) -> Result<Vec<Receipt>, Text> {
    let held = ballot_box::votes(&sheet.poll).await;
    let held = held.map_err(|why| filled(t::NOT_KEPT, &why))?;
    if held.is_empty() {
        return Ok(Vec::new());
    }
    let own = own_votes(sheet, &card.0);
    let pairs = sheet.questions.iter().zip(own);
    let mut found = Vec::new();
    for (question, credential) in pairs {
        // A line has one spelling: this is how it begins.
        let begin = [r#"{"q":""#, &question.id, r#"","pk":""#, &credential, "\""].concat();
        let mine = held.iter().find(|vote| vote.line.starts_with(&begin));
        if let Some(vote) = mine {
            found.push(Receipt {
                question: question.id.clone(),
                code: huiyin_ballot::receipt(&vote.name),
            });
        }
    }
    Ok(found)
}
