//! After the handling: following up for years (S4.4), and what a third party may look
//! into (R22).

use crate::answer::Rating;
use crate::rulebook::{Rulebook, ThirdPartyScope};
use crate::suggestion::Suggestion;
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// In which year of following a suggestion is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tracking {
    /// The year of its handling, in which it is supervised.
    pub handled: i32,
    /// 0 in that year, then 1, 2, …
    pub year: u32,
    /// The last year in which it is followed.
    pub until: i32,
    /// In words.
    pub text: Text,
}

/// How a suggestion handled in one year is followed in another (督办一年、跟踪两年);
/// `None` where the rulebook sets no number of years, before the handling, and once the
/// years are over.
pub fn tracking(handled: i32, year: i32, rulebook: &Rulebook) -> Option<Tracking> {
    let years = rulebook.track_years.value?.0;
    let until = handled.checked_add(i32::try_from(years).ok()?)?;
    let after = u32::try_from(year.checked_sub(handled)?).ok()?;
    if year > until {
        return None;
    }
    let text = match after {
        0 => Text::new(
            format!("当年督办，跟踪至{until}年"),
            format!("supervised this year, followed until {until}"),
        ),
        after => Text::new(
            format!("跟踪第{after}年，共{years}年，至{until}年"),
            format!("year {after} of {years} of following, until {until}"),
        ),
    };
    Some(Tracking {
        handled,
        year: after,
        until,
        text,
    })
}

/// Why a third party may look into a suggestion, of the scopes the rulebook names;
/// empty where it may not. Whether the matter came up in several years, and whether
/// somebody asked, is the caller's to say.
pub fn third_party(
    suggestion: &Suggestion,
    repeated: bool,
    requested: bool,
    rulebook: &Rulebook,
) -> Vec<ThirdPartyScope> {
    if !suggestion.stage.name().counts() {
        return Vec::new();
    }
    let rating = suggestion.rating();
    let holds = |scope: ThirdPartyScope| match scope {
        ThirdPartyScope::Dissatisfied => rating == Some(Rating::Dissatisfied),
        ThirdPartyScope::BasicallySatisfied => rating == Some(Rating::BasicallySatisfied),
        ThirdPartyScope::Repeated => repeated,
        ThirdPartyScope::OnRequest => requested,
    };
    let scope = rulebook.third_party_scope.value.iter().copied();
    scope.filter(|scope| holds(*scope)).collect()
}
