//! The inbox: rows, filters, counts.

use super::kept::Kept;
use super::stations::number;
use super::voice::acts;
use super::{Sight, sight};
use crate::host::Host;
use crate::state::State;
use crate::workspace::{Asker, Engine};
use crate::zh;
use chrono::{Datelike, NaiveDate};
use huiyin_protocol::public::{CountsView, InboxQuery, InboxView, PublicReply, VoiceRow};
use huiyin_rules::rulebook::Light;
use huiyin_rules::station::{Stations, above, under};
use huiyin_rules::voice::{Done, Passed, Voice, VoiceStage, light};
use huiyin_rules::{Lang, Rating, Text};
use huiyin_store::EventStore;
use std::collections::{BTreeMap, BTreeSet};

/// Characters of a text that a row shows.
const BEGINNING: usize = 80;
/// Most rows of a window.
const MOST: u32 = 500;

impl Sight<'_> {
    /// Whether a voice is seen.
    pub(super) fn of(&self, voice: &Voice) -> bool {
        match self {
            Sight::All => true,
            Sight::Deputy(name) => voice.is_with(name),
            Sight::Nothing => false,
        }
    }

    /// Whether it is seen how to reach who said it.
    pub(super) fn of_contact(&self, voice: &Voice) -> bool {
        match self {
            Sight::All => true,
            Sight::Deputy(name) => voice.passed_to(name),
            Sight::Nothing => false,
        }
    }
}

impl<S: EventStore, H: Host> Engine<S, H> {
    pub(super) fn inbox(&self, who: Asker<'_>, query: &InboxQuery) -> PublicReply {
        let state = self.state.borrow();
        let kept = &state.public;
        let (sight, today) = (sight(&state, who), self.today());
        let mut view = InboxView {
            readable: sight != Sight::Nothing,
            acts: acts(&state, who),
            ..InboxView::default()
        };
        if sight == Sight::Nothing {
            return PublicReply::Inbox(view);
        }
        let filter = Filter::new(query, kept, sight);
        let mut stages: BTreeMap<VoiceStage, u32> = BTreeMap::new();
        let mut found: Vec<(bool, NaiveDate, &str, &Voice)> = Vec::new();
        for (id, voice) in kept.voices.all() {
            if !filter.keeps(voice) {
                continue;
            }
            let late = is_late(voice, today);
            view.late += u32::from(late);
            if query.late && !late {
                continue;
            }
            // Each tab says how many it lists.
            *stages.entry(voice.stage).or_default() += 1;
            if filter.wants(voice.stage) {
                found.push((late, voice.received.on, id, voice));
            }
        }
        found.sort_unstable_by(|a, b| (b.0, b.1, b.2).cmp(&(a.0, a.1, a.2)));
        view.total = number(found.len());
        let from = found.iter().skip(query.from as usize);
        let rows = from.take(query.count.min(MOST) as usize);
        let rows = rows.map(|(_, _, id, voice)| row(&state, (id, voice), sight, today, who.lang));
        view.rows = rows.collect();
        view.stages = VoiceStage::ALL
            .map(|stage| told(stage, stages.get(&stage).copied().unwrap_or(0), who.lang))
            .to_vec();
        let open = kept.stations().open();
        view.stations = open.map(|one| (one.id.clone(), one.name.clone())).collect();
        // A closed one that is asked for keeps its name.
        if let Some(id) = &query.station
            && !view.stations.iter().any(|(other, _)| other == id)
            && let Some(name) = kept.stations().name(id)
        {
            view.stations.push((id.clone(), name.to_owned()));
        }
        view.deputies.clone_from(&kept.stations().roll);
        PublicReply::Inbox(view)
    }

    pub(super) fn voice_counts(&self, who: Asker<'_>) -> PublicReply {
        let state = self.state.borrow();
        let kept = &state.public;
        let sight = sight(&state, who);
        let mut view = CountsView {
            readable: sight != Sight::Nothing,
            ..CountsView::default()
        };
        let mut stages: BTreeMap<VoiceStage, u32> = BTreeMap::new();
        let (mut stations, mut deputies) = (BTreeMap::new(), BTreeMap::new());
        let mut months: BTreeMap<String, (u32, u32)> = BTreeMap::new();
        // What the inbox lists, counted so that each number leads to a list as long.
        let listed = kept.voices.all().map(|(_, voice)| voice);
        for voice in listed.filter(|voice| is_listed(voice) && sight.of(voice)) {
            let received = &voice.received;
            view.total += 1;
            *stages.entry(voice.stage).or_default() += 1;
            for station in places(kept.stations(), voice) {
                *stations.entry(station).or_insert(0u32) += 1;
            }
            // How many others have is known from voices that a deputy does not see.
            for deputy in with(voice).into_iter().filter(|_| sight == Sight::All) {
                *deputies.entry(deputy).or_insert(0u32) += 1;
            }
            months.entry(month(received.on)).or_default().0 += 1;
            if let Some(dealt) = voice.dealt() {
                months.entry(month(dealt)).or_default().1 += 1;
                view.same_day.0 += u32::from(dealt <= received.on);
                view.same_day.1 += 1;
            }
            if let Some(rated) = voice.ratings.last() {
                let at = Rating::ALL.iter().position(|one| *one == rated.rating);
                if let Some(count) = at.and_then(|at| view.ratings.get_mut(at)) {
                    *count += 1;
                }
            }
        }
        view.stages = VoiceStage::ALL
            .map(|stage| told(stage, stages.get(&stage).copied().unwrap_or(0), who.lang))
            .to_vec();
        let name = |id: &str| kept.stations().name(id).unwrap_or(id).to_owned();
        view.stations = stations
            .into_iter()
            .map(|(id, count)| (id.to_owned(), name(id), count))
            .collect();
        view.stations.sort_by(|a, b| (b.2, &a.1).cmp(&(a.2, &b.1)));
        view.deputies = deputies
            .into_iter()
            .map(|(name, count)| (name.to_owned(), count))
            .collect();
        view.deputies.sort_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
        view.months = months
            .into_iter()
            .map(|(month, (came, dealt))| (month, came, dealt))
            .collect();
        PublicReply::Counts(view)
    }
}

/// Whether the inbox lists it unasked: answers to a drive without words of their own are
/// the drive's alone.
pub(super) fn is_listed(voice: &Voice) -> bool {
    voice.received.drive.is_none() || !voice.received.text.is_empty()
}

/// The stations it counts for: where it came, where it lies, and those above, each once.
pub(super) fn places<'a>(stations: &'a Stations, voice: &'a Voice) -> BTreeSet<&'a str> {
    let at = [&voice.received.station, &voice.station];
    let at = at.into_iter().flatten().map(String::as_str);
    at.flat_map(|id| std::iter::once(id).chain(above(stations, id)))
        .collect()
}

/// The deputies it is with, each once ([`Voice::is_with`]).
pub(super) fn with(voice: &Voice) -> BTreeSet<&str> {
    let passed = voice.steps.iter().filter_map(|step| match &step.done {
        Done::Passed {
            to: Passed::Deputy { name },
            ..
        } => Some(name.as_str()),
        _ => None,
    });
    passed.chain(voice.received.deputy.as_deref()).collect()
}

fn month(on: NaiveDate) -> String {
    format!("{:04}-{:02}", on.year(), on.month())
}

fn told(stage: VoiceStage, count: u32, lang: Lang) -> (String, String, u32) {
    let words = stage.label().get(lang).to_owned();
    (stage.code().to_owned(), words, count)
}

pub(super) fn is_late(voice: &Voice, today: NaiveDate) -> bool {
    light(voice, today) == Light::Overdue
}

/// Which voices a query keeps.
struct Filter<'a> {
    query: &'a InboxQuery,
    sight: Sight<'a>,
    /// The stations asked for.
    stations: Option<BTreeSet<&'a str>>,
    words: Vec<String>,
}

impl<'a> Filter<'a> {
    fn new(query: &'a InboxQuery, kept: &'a Kept, sight: Sight<'a>) -> Self {
        let stations = query.station.as_deref();
        let stations = stations.map(|id| under(kept.stations(), id).into_iter().collect());
        let words = query.text.split_whitespace().map(folded);
        Filter {
            query,
            sight,
            stations,
            words: words.collect(),
        }
    }

    fn wants(&self, stage: VoiceStage) -> bool {
        let stages = &self.query.stages;
        stages.is_empty() || stages.iter().any(|name| name == stage.code())
    }

    /// Whether a voice is kept, whatever its stage.
    fn keeps(&self, voice: &Voice) -> bool {
        let received = &voice.received;
        let of_drive = match &self.query.drive {
            Some(drive) => received.drive.as_ref() == Some(drive),
            None => is_listed(voice),
        };
        let of_deputy = self
            .query
            .deputy
            .as_deref()
            .is_none_or(|deputy| voice.is_with(deputy));
        let at = |id: &Option<String>, set: &BTreeSet<&str>| {
            id.as_deref().is_some_and(|id| set.contains(id))
        };
        let of_station = self
            .stations
            .as_ref()
            .is_none_or(|set| at(&received.station, set) || at(&voice.station, set));
        of_drive && of_deputy && of_station && self.sight.of(voice) && self.says(voice)
    }

    fn says(&self, voice: &Voice) -> bool {
        if self.words.is_empty() {
            return true;
        }
        let mut text = folded(&voice.received.text);
        text.push('\n');
        text.push_str(&folded(&voice.received.place));
        if self.sight.of_contact(voice)
            && let Some(contact) = &voice.received.contact
        {
            text.push('\n');
            text.push_str(&folded(contact));
        }
        self.words.iter().all(|word| text.contains(word.as_str()))
    }
}

fn folded(text: &str) -> String {
    text.chars().map(zh::fold).collect()
}

/// A voice as a row.
pub(super) fn row(
    state: &State,
    (id, voice): (&str, &Voice),
    sight: Sight<'_>,
    today: NaiveDate,
    lang: Lang,
) -> VoiceRow {
    let (kept, received) = (&state.public, &voice.received);
    let alike = match sight {
        Sight::All => kept.like.count(id),
        _ => number(alike(kept, id, sight).count()),
    };
    VoiceRow {
        id: id.to_owned(),
        on: received.on.to_string(),
        place: received.place.clone(),
        text: beginning(kept, voice, lang),
        via: received.via.label().get(lang).to_owned(),
        came_to: came_to(kept, voice, lang),
        stage: (
            voice.stage.code().to_owned(),
            voice.stage.label().get(lang).to_owned(),
        ),
        late: is_late(voice, today),
        pictures: number(received.pictures.len()),
        alike,
        rating: voice.ratings.last().map(|one| one.rating),
    }
}

/// What is like a voice and seen.
pub(super) fn alike<'a>(
    kept: &'a Kept,
    id: &str,
    sight: Sight<'a>,
) -> impl Iterator<Item = (&'a str, &'a Voice, u16)> {
    let found = kept.like.of(id).into_iter();
    let found = found.filter_map(|(id, similarity)| {
        let voice = kept.voices.get(id)?;
        Some((id, voice, similarity))
    });
    found.filter(move |(_, voice, _)| sight.of(voice))
}

fn beginning(kept: &Kept, voice: &Voice, lang: Lang) -> String {
    let received = &voice.received;
    if received.text.is_empty() {
        let drive = received.drive.as_deref();
        let title = drive.and_then(|id| kept.drives().get(id));
        let title = title.map_or("", |drive| drive.opened.title.as_str());
        return match lang {
            Lang::Zh => format!("（答复意见征集：{title}）"),
            Lang::En => format!("(answers: {title})"),
        };
    }
    let mut chars = received.text.chars();
    let mut text: String = chars.by_ref().take(BEGINNING).collect();
    if chars.next().is_some() {
        text.push('…');
    }
    text
}

/// To whom it came, in words; a code that leads nowhere any more is named as such.
pub(super) fn came_to(kept: &Kept, voice: &Voice, lang: Lang) -> String {
    let (received, stations) = (&voice.received, kept.stations());
    let code = received.code.as_deref();
    let known = code.and_then(|code| stations.codes.get(code));
    let station = received.station.as_deref();
    let station = station.map(|id| stations.name(id).unwrap_or(id));
    let named = [station, received.deputy.as_deref()];
    let mut text = match known {
        Some(known) => known.code.label.clone(),
        None => named.into_iter().flatten().collect::<Vec<_>>().join(" · "),
    };
    let doubt = match (code, known) {
        (Some(_), None) => Some(Text::new("（未知的专属码）", " (unknown code)")),
        (Some(_), Some(known)) if known.withdrawn.is_some() => {
            Some(Text::new("（专属码已停用）", " (code withdrawn)"))
        }
        _ => None,
    };
    if let Some(doubt) = doubt {
        text.push_str(doubt.get(lang));
    }
    text
}
