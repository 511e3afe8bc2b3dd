//! How asks and answers become bytes, in each of the two builds.
//!
//! The readers and writers of every request and reply weigh more than the desk
//! itself. The first view speaks only of what it shows, by the same bytes: a
//! number for the variant, then what it holds.

use huiyin_protocol::{Answer, Failure, Reply, Request, decode, encode};
use huiyin_rules::{Actor, Lang};

/// A writer and a reader.
#[derive(Clone, Copy)]
pub struct Codec {
    /// An ask as bytes; `None` where this build does not speak of it.
    pub ask: fn(Lang, &Actor, &Request) -> Option<Vec<u8>>,
    /// An answer from bytes; `None` where they cannot be read.
    pub answer: fn(&[u8]) -> Option<Answer>,
}

/// Everything.
pub const ALL: Codec = Codec {
    ask: |lang, actor, request| Some(encode(&(lang, actor, request))),
    answer: |bytes| decode(bytes).ok(),
};

/// What the frame and the desk speak of.
pub const FIRST: Codec = Codec {
    ask: first_ask,
    answer: first_answer,
};

fn first_ask(lang: Lang, actor: &Actor, request: &Request) -> Option<Vec<u8>> {
    let mut bytes = encode(&(lang, actor));
    match request {
        Request::Open => bytes.push(0),
        Request::Desk => bytes.push(2),
        Request::BundleImport {
            first,
            last,
            bytes: part,
        } => {
            bytes.push(22);
            bytes.extend(encode(&(first, last, part.len() as u64)));
            bytes.extend(part);
        }
        _ => return None,
    }
    Some(bytes)
}

fn first_answer(bytes: &[u8]) -> Option<Answer> {
    let (kind, rest) = bytes.split_first()?;
    if *kind == 1 {
        return decode::<Failure>(rest).ok().map(Err);
    }
    let (variant, rest) = rest.split_first()?;
    Some(Ok(match variant {
        0 => Reply::Workspace(decode(rest).ok()?),
        1 => Reply::Desk(decode(rest).ok()?),
        15 => Reply::BundleTaken(decode(rest).ok()?),
        17 => Reply::Done,
        _ => return None,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use huiyin_protocol::FailureKind;
    use huiyin_protocol::workspace::{BundleSummary, WorkspaceView};
    use huiyin_rules::{Party, Role};

    #[test]
    fn the_first_view_writes_the_same_bytes() {
        let mut actor = Actor::own(Role::Office, "代表工委");
        actor.on_behalf_of = Some(Party {
            role: Role::Unit,
            name: "区水务局".to_owned(),
        });
        let part = Request::BundleImport {
            first: true,
            last: false,
            bytes: vec![7; 300],
        };
        for request in [Request::Open, Request::Desk, part] {
            let all = (ALL.ask)(Lang::En, &actor, &request);
            assert_eq!((FIRST.ask)(Lang::En, &actor, &request), all);
        }
        assert_eq!((FIRST.ask)(Lang::Zh, &actor, &Request::Facets), None);
    }

    #[test]
    fn the_first_view_reads_the_same_bytes() {
        let failure = Failure {
            kind: FailureKind::NotSaved,
            code: "full".to_owned(),
            text: "没有保存".to_owned(),
            source: None,
        };
        let workspace = WorkspaceView {
            name: "马龙".to_owned(),
            ..WorkspaceView::default()
        };
        let answers: [Answer; 5] = [
            Ok(Reply::Workspace(workspace)),
            Ok(Reply::Desk(huiyin_protocol::ledger::DeskView::default())),
            Ok(Reply::BundleTaken(BundleSummary::default())),
            Ok(Reply::Done),
            Err(failure),
        ];
        for answer in answers {
            assert_eq!((FIRST.answer)(&encode(&answer)), Some(answer));
        }
        let other: Answer = Ok(Reply::Imports(Vec::new()));
        assert_eq!((FIRST.answer)(&encode(&other)), None);
    }
}
