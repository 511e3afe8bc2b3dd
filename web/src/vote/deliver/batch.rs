//! One handing in: in batches the server takes, and around what it does not take.

use super::rest;
use crate::i18n::{Words, fill};
use crate::platform::ballot_box::{self, Kept};
use crate::vote::net::{self, Answer};
use crate::vote::sheet::filled;
use huiyin_rules::Text;

crate::i18n::words! {
    REFUSED = "服务器没有收下其中 {0} 张选票，它们仍然保存在本机。请导出票箱交监票人处理。", "The server did not take {0} of the votes; they stay here. Export the box and give it to the observers.";
    REFUSED_ALL = "服务器现在不收选票（{0}）。选票仍然保存在本机，将继续上交；也可以导出票箱。", "The server takes no votes now ({0}). They stay here and are handed in again; the box can be exported too.";
}

/// Most bytes of one request.
const MOST: usize = 240_000;
/// Milliseconds between two requests of one handing in.
const BETWEEN: u32 = 250;

/// Hands in everything that is not acknowledged. What the server says against it is answered;
/// `Err` is a line that broke, or a server that is busy.
pub async fn hand_in(poll: &str) -> Result<Option<Text>, String> {
    let open = ballot_box::undelivered(poll).await?;
    let mut batches = split(open);
    batches.reverse();
    let mut refused = 0_usize;
    while let Some(mut batch) = batches.pop() {
        let mut body = String::new();
        for vote in &batch {
            body.push_str(&vote.line);
            body.push('\n');
        }
        let answer = net::post(&net::of_poll(poll, "/votes"), &body).await?;
        match answer.status {
            _ if answer.is_ok() => {
                let names: Vec<String> = batch.into_iter().map(|vote| vote.name).collect();
                ballot_box::delivered(poll, &names).await?;
            }
            // One line of these is not taken: which, is found by halves.
            422 if batch.len() > 1 => {
                let half = batch.split_off(batch.len() / 2);
                batches.push(half);
                batches.push(batch);
            }
            422 => refused += 1,
            429 | 500.. => return Err(answer.status.to_string()),
            _ => return Ok(Some(refused_all(&answer))),
        }
        if !batches.is_empty() {
            rest(BETWEEN).await;
        }
    }
    Ok((refused > 0).then(|| filled(REFUSED, &refused.to_string())))
}

/// In the order of names, each as long as a request may be.
fn split(votes: Vec<Kept>) -> Vec<Vec<Kept>> {
    let mut batches: Vec<Vec<Kept>> = Vec::new();
    let mut size = MOST;
    for vote in votes {
        let length = vote.line.len() + 1;
        if size + length > MOST {
            batches.push(Vec::new());
            size = 0;
        }
        size += length;
        if let Some(last) = batches.last_mut() {
            last.push(vote);
        }
    }
    batches
}

/// What the server said, or its status.
fn refused_all(answer: &Answer) -> Text {
    let status = || ["HTTP ", &answer.status.to_string()].concat();
    let said = |lang| answer.member(lang).unwrap_or_else(status);
    let Words(zh, en) = REFUSED_ALL;
    Text::new(fill(zh, &[&said("zh")]), fill(en, &[&said("en")]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn batches_keep_the_order_and_the_limit() {
        let votes: Vec<Kept> = (0..2_000)
            .map(|n| Kept {
                name: format!("{n:04}"),
                line: "x".repeat(299),
            })
            .collect();
        let batches = split(votes.clone());
        assert_eq!(batches.len(), 3);
        assert!(batches.iter().all(|batch| batch.len() * 300 <= MOST));
        assert_eq!(batches.concat(), votes);
        assert!(split(Vec::new()).is_empty());
    }
}
