//! One round with the server: voices and ratings come in and are dropped there only once
//! they are recorded here; what those who spoke are to be told goes out; codes too.

use super::desk::ask_desk;
use super::texts as t;
use crate::i18n::{Say, fill, grouped};
use crate::platform::public::ask_public;
use crate::platform::{prefs, window};
use huiyin_protocol::public::{PublicAsk, PublicReply};
use huiyin_protocol::sharing::{DeskAsk, DeskCode, DeskReply};
use huiyin_protocol::{Failure, encode};
use huiyin_rules::{Lang, Rating};

/// Documents told at once.
const TOLD_AT_ONCE: usize = 50;
/// Under this name the browser remembers which codes it pushed last.
const PUSHED: &str = "public.codes";

/// Ratings by the names that the citizen's page sends.
const RATINGS: [(&str, Rating); 3] = [
    ("satisfied", Rating::Satisfied),
    ("basically_satisfied", Rating::BasicallySatisfied),
    ("dissatisfied", Rating::Dissatisfied),
];

/// What is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Voices come in: so many so far.
    Taking(u32),
    /// Ratings come in.
    Rating(u32),
    /// People are told: of how many.
    Telling(u32, u32),
    /// So many codes are pushed.
    Codes(u32),
}

impl Step {
    /// In words.
    pub fn say(self, lang: Lang) -> String {
        let (words, numbers) = match self {
            Step::Taking(taken) => (t::TAKING, vec![taken]),
            Step::Rating(taken) => (t::RATING, vec![taken]),
            Step::Telling(done, of) => (t::TELLING, vec![done, of]),
            Step::Codes(count) => (t::PUSHING, vec![count]),
        };
        let numbers: Vec<String> = numbers.into_iter().map(|one| grouped(one.into())).collect();
        let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
        fill(lang.say(words), &numbers)
    }
}

/// What a round did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// When it was over, `14:05`.
    pub at: String,
    /// Voices and ratings that were new.
    pub taken: u32,
    /// How many people's documents went out.
    pub told: u32,
    /// What could not be read: id and why. It stays on the server.
    pub refused: Vec<(String, String)>,
    /// The voices among them, by id.
    pub unread: Vec<String>,
}

/// A round. `force` pushes the codes even where this browser pushed the same before.
pub async fn round(force: bool, say: impl Fn(Step)) -> Result<Done, Failure> {
    let mut done = Done::default();
    voices(&mut done, &say).await?;
    ratings(&mut done, &say).await?;
    codes(force, &say).await?;
    tell(&mut done, &say).await?;
    done.at = window::clock();
    Ok(done)
}

/// Voices, page by page.
async fn voices(done: &mut Done, say: &impl Fn(Step)) -> Result<(), Failure> {
    let mut after = None;
    loop {
        say(Step::Taking(done.taken));
        let DeskReply::Voices { all, more } = ask_desk(DeskAsk::Take { after }).await? else {
            return Ok(());
        };
        after = all.last().map(|(id, _)| id.clone());
        if all.is_empty() {
            return Ok(());
        }
        let before = done.refused.len();
        let gone = taken(ask_public(&PublicAsk::TakeVoices(all)).await?, done);
        let unread = done.refused.iter().skip(before).map(|(id, _)| id.clone());
        done.unread.extend(unread);
        if !gone.is_empty() {
            ask_desk(DeskAsk::Drop(gone)).await?;
        }
        if !more {
            return Ok(());
        }
    }
}

/// Ratings, likewise.
async fn ratings(done: &mut Done, say: &impl Fn(Step)) -> Result<(), Failure> {
    let mut after = None;
    loop {
        say(Step::Rating(done.taken));
        let DeskReply::Ratings { all, more } = ask_desk(DeskAsk::Ratings { after }).await? else {
            return Ok(());
        };
        after = all.last().map(|(id, ..)| id.clone());
        if all.is_empty() {
            return Ok(());
        }
        let (known, strange) = told_apart(all);
        done.refused.extend(strange);
        let gone = taken(ask_public(&PublicAsk::TakeRatings(known)).await?, done);
        if !gone.is_empty() {
            ask_desk(DeskAsk::DropRatings(gone)).await?;
        }
        if !more {
            return Ok(());
        }
    }
}

/// A rating as the engine takes it: id, hash, rating, note.
type Rated = (String, String, Rating, String);

/// Ratings by their names; those with a name that there is not, apart with that name.
fn told_apart(all: Vec<(String, String, String, String)>) -> (Vec<Rated>, Vec<(String, String)>) {
    let (mut known, mut strange) = (Vec::new(), Vec::new());
    for (id, hash, name, note) in all {
        match RATINGS.iter().find(|(other, _)| *other == name) {
            Some((_, rating)) => known.push((id, hash, *rating, note)),
            None => strange.push((id, name)),
        }
    }
    (known, strange)
}

/// Counts what was taken; answers what can be dropped where it came from.
fn taken(reply: PublicReply, done: &mut Done) -> Vec<String> {
    let PublicReply::Taken {
        taken,
        known,
        refused,
    } = reply
    else {
        return Vec::new();
    };
    done.taken += u32::try_from(taken.len()).unwrap_or(u32::MAX);
    done.refused.extend(refused);
    [taken, known].concat()
}

/// What people are to be told; only what the server took counts as told.
async fn tell(done: &mut Done, say: &impl Fn(Step)) -> Result<(), Failure> {
    let PublicReply::Tell(all) = ask_public(&PublicAsk::Tell).await? else {
        return Ok(());
    };
    let of = u32::try_from(all.len()).unwrap_or(u32::MAX);
    for some in all.chunks(TOLD_AT_ONCE) {
        say(Step::Telling(done.told, of));
        ask_desk(DeskAsk::Tell(some.to_vec())).await?;
        ask_public(&PublicAsk::Told(some.to_vec())).await?;
        done.told += u32::try_from(some.len()).unwrap_or(u32::MAX);
    }
    Ok(())
}

/// The codes in force, where they are others than were pushed last.
async fn codes(force: bool, say: &impl Fn(Step)) -> Result<(), Failure> {
    let PublicReply::Codes(in_force) = ask_public(&PublicAsk::Codes).await? else {
        return Ok(());
    };
    let mut all: Vec<DeskCode> = in_force
        .into_iter()
        .map(|(code, label, drive)| DeskCode {
            code,
            label,
            withdrawn: false,
            drive,
        })
        .collect();
    // A poster that still hangs somewhere says that it counts no longer.
    if let PublicReply::Stations(view) = ask_public(&PublicAsk::Stations).await? {
        let gone = view.codes.into_iter();
        let gone = gone.filter(|one| !all.iter().any(|other| other.code == one.code));
        let gone: Vec<DeskCode> = gone
            .map(|one| DeskCode {
                code: one.code,
                label: one.label,
                withdrawn: true,
                drive: None,
            })
            .collect();
        all.extend(gone);
    }
    let mark = mark(&encode(&all));
    if !force && prefs::get(PUSHED).as_deref() == Some(mark.as_str()) {
        return Ok(());
    }
    say(Step::Codes(u32::try_from(all.len()).unwrap_or(u32::MAX)));
    ask_desk(DeskAsk::Codes(all)).await?;
    prefs::set(PUSHED, &mark);
    Ok(())
}

/// Tells one list from another; a list that is taken for another one is pushed with the next
/// change, or by hand.
fn mark(bytes: &[u8]) -> String {
    let sum = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| {
        (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    sum.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_new_or_known_may_be_dropped_and_what_is_refused_stays() {
        let mut done = Done::default();
        let reply = PublicReply::Taken {
            taken: vec!["a".to_owned()],
            known: vec!["b".to_owned()],
            refused: vec![("c".to_owned(), "…".to_owned())],
        };
        assert_eq!(taken(reply, &mut done), ["a", "b"]);
        assert_eq!((done.taken, done.refused.len()), (1, 1));
    }

    #[test]
    fn a_rating_that_there_is_not_stays_where_it_is() {
        let one = |name: &str| {
            let name = name.to_owned();
            ("i".to_owned(), "h".to_owned(), name, String::new())
        };
        let (known, strange) = told_apart(vec![one("satisfied"), one("splendid")]);
        assert_eq!(known[0].2, Rating::Satisfied);
        assert_eq!(strange, [("i".to_owned(), "splendid".to_owned())]);
    }

    #[test]
    fn another_list_has_another_mark() {
        assert_ne!(mark(b"a"), mark(b"b"));
        assert_eq!(mark(b""), mark(b""));
    }
}
