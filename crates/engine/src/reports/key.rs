//! Key supervision of a year: the quota, what is chosen, what is proposed, and the
//! committees' parts (S0.11, S1.5, S4.8, S4.10).

use super::gather::{of_year, rows};
use super::repeats;
use crate::fail::Trouble;
use crate::host::Host;
use crate::projection::columns::flag;
use crate::projection::row::Shown;
use crate::workspace::{Asker, Engine};
use chrono::Datelike;
use huiyin_protocol::report::{Alarm, CommitteeLine, KeyCandidate, KeyChosen, KeyView, Related};
use huiyin_rules::repeats::{Candidate, Sketch};
use huiyin_rules::rulebook::Source;
use huiyin_rules::suggestion::{AssessmentKind, KeyCriterion};
use huiyin_rules::{Fraction, Lang, Rulebook};
use huiyin_store::EventStore;
use std::collections::{BTreeMap, BTreeSet};

/// Most candidates that are proposed.
const PROPOSED: usize = 100;
/// Most related suggestions a candidate names.
const NAMED: usize = 20;

/// What is known of one under key supervision.
struct Marked {
    dense: u32,
    supervisor: String,
    committee: String,
    criteria: Vec<KeyCriterion>,
    supervised: u32,
}

impl<S: EventStore, H: Host> Engine<S, H> {
    /// Key supervision of a year, by the rulebook in force at its end.
    pub(super) async fn key_report(&self, who: Asker<'_>, year: i32) -> Result<KeyView, Trouble> {
        let book = self.book_of_year(year)?;
        let (total, marked) = {
            let projection = &self.state.borrow().projection;
            let mut all = of_year(projection, year);
            all.retain(|dense| !projection.has(*dense, flag::MATTER));
            let total = all.len() as u64;
            all.retain(|dense| projection.has(*dense, flag::KEY));
            (total, all)
        };
        let chosen = self.marked(who, &marked).await?;
        let evaluated = self.evaluated_by(who, year).await?;
        let candidates = self.candidates(who, year, &book).await?;
        let quota = quota(total, chosen.len() as u64, &book);
        let rule = super::rule_lines(&book, &["key-quota"], who.lang);
        let (rule, source) = rule.into_iter().next().unwrap_or_default();
        let state = self.state.borrow();
        let named = state.projection.facts.committees();
        let committees = committees(named, &chosen, &evaluated, &book);
        let shown = Shown::to(who.actor, self.today(), state.calendar(), who.lang);
        let mut view = KeyView {
            year,
            total,
            key: chosen.len() as u64,
            required: quota.as_ref().map(|quota| quota.required),
            missing: quota.as_ref().map_or(0, Quota::missing),
            arithmetic: quota
                .as_ref()
                .map(|quota| quota.arithmetic(who.lang))
                .unwrap_or_default(),
            rule,
            source,
            alarms: Vec::new(),
            candidates,
            committees,
            chosen: Vec::new(),
        };
        view.alarms = alarms(&view, &chosen, &book, who.lang);
        let labels = |criteria: &[KeyCriterion]| -> Vec<String> {
            let criteria = criteria.iter();
            criteria
                .map(|criterion| criterion.label().get(who.lang).to_owned())
                .collect()
        };
        for one in chosen {
            view.chosen
                .extend(state.projection.row(one.dense, shown).map(|row| KeyChosen {
                    row,
                    supervisor: one.supervisor,
                    committee: one.committee,
                    criteria: labels(&one.criteria),
                    supervised: one.supervised,
                }));
        }
        Ok(view)
    }

    async fn marked(&self, who: Asker<'_>, rows: &[u32]) -> Result<Vec<Marked>, Trouble> {
        let mut marked = Vec::new();
        self.gather(who, rows, |_, folded| {
            let Some(key) = &folded.one.key else { return };
            marked.push(Marked {
                dense: folded.dense,
                supervisor: key.supervisor.clone().unwrap_or_default(),
                committee: key.committee.clone().unwrap_or_default(),
                criteria: key.criteria.clone(),
                supervised: u32::try_from(folded.one.supervisions.len()).unwrap_or(u32::MAX),
            });
        })
        .await?;
        Ok(marked)
    }

    /// How many suggestions each committee evaluated in a year, of whichever year they are.
    async fn evaluated_by(
        &self,
        who: Asker<'_>,
        year: i32,
    ) -> Result<BTreeMap<String, u32>, Trouble> {
        let asked = rows(&self.state.borrow().projection, |_, cells| {
            cells.flags & flag::ASSESSED != 0
        });
        let mut evaluated = BTreeMap::new();
        self.gather(who, &asked, |_, folded| {
            let made = folded.one.assessments.iter();
            let by: BTreeSet<&String> = made
                .filter(|one| one.kind == AssessmentKind::Performance && one.on.year() == year)
                .map(|one| &one.by)
                .collect();
            for committee in by {
                *evaluated.entry(committee.clone()).or_default() += 1;
            }
        })
        .await?;
        Ok(evaluated)
    }

    /// What could be put under key supervision: found by titles over the whole
    /// workspace, then weighed again with the texts of what was found.
    async fn candidates(
        &self,
        who: Asker<'_>,
        year: i32,
        book: &Rulebook,
    ) -> Result<Vec<KeyCandidate>, Trouble> {
        self.host.breathe().await;
        let mut found = {
            let state = self.state.borrow();
            let index = repeats::index(&state.projection, |_| true, &BTreeMap::new());
            repeats::candidates(&state, &index, year, book)
        };
        let allowed = &book.key_criteria.value;
        let fits = |one: &Candidate| criteria(one, allowed).next().is_some();
        found.sort_by_key(|one| !fits(one));
        found.truncate(PROPOSED);
        let related = |one: &Candidate| -> BTreeSet<u32> {
            let reasons = one.reasons.iter();
            reasons
                .flat_map(|reason| reason.related.iter().copied())
                .collect()
        };
        let concerned: BTreeSet<u32> = found
            .iter()
            .flat_map(|one| related(one).into_iter().chain([one.key]))
            .collect();
        let concerned: Vec<u32> = concerned.into_iter().collect();
        let mut sketches = BTreeMap::new();
        self.gather(who, &concerned, |_, folded| {
            if let Some(sketch) = Sketch::of(&folded.one.dossier.text) {
                sketches.insert(folded.dense, sketch);
            }
        })
        .await?;
        let state = self.state.borrow();
        let projection = &state.projection;
        let keep = |dense: u32| concerned.binary_search(&dense).is_ok();
        let index = repeats::index(projection, keep, &sketches);
        let shown = Shown::to(who.actor, self.today(), state.calendar(), who.lang);
        let candidate = |one: Candidate| {
            let alike = index.related(one.key);
            let percent = |other: u32| {
                let found = alike.iter().find(|alike| alike.key == other);
                found.map_or(0, |alike| {
                    u8::try_from(alike.similarity / 10).unwrap_or(100)
                })
            };
            let mut others: Vec<Related> = related(&one)
                .into_iter()
                .filter_map(|other| {
                    Some(Related {
                        id: projection.id(other).to_owned().try_into().ok()?,
                        number: projection.number(other).to_owned(),
                        title: projection.title(other).to_owned(),
                        year: projection.columns.get(other)?.year,
                        percent: percent(other),
                    })
                })
                .collect();
            others.sort_by(|a, b| {
                b.percent
                    .cmp(&a.percent)
                    .then_with(|| a.number.cmp(&b.number))
            });
            others.truncate(NAMED);
            Some(KeyCandidate {
                row: projection.row(one.key, shown)?,
                criteria: criteria(&one, allowed).collect(),
                reasons: one
                    .reasons
                    .iter()
                    .map(|reason| reason.text.get(who.lang).to_owned())
                    .collect(),
                related: others,
            })
        };
        Ok(found.into_iter().filter_map(candidate).collect())
    }
}

/// The criteria found that the place knows; all of them where it names none.
fn criteria<'a>(
    one: &'a Candidate,
    allowed: &'a [KeyCriterion],
) -> impl Iterator<Item = KeyCriterion> + 'a {
    let found = one.reasons.iter().map(|reason| reason.criterion);
    found.filter(|criterion| allowed.is_empty() || allowed.contains(criterion))
}

/// The quota of a year with its arithmetic.
struct Quota {
    total: u64,
    share: Fraction,
    required: u64,
    present: u64,
}

/// The quota, where the rulebook sets one: the share of all, rounded up, because "not
/// less than" leaves no part of one out.
fn quota(total: u64, present: u64, book: &Rulebook) -> Option<Quota> {
    let share = book.key_quota.value.filter(|share| share.denominator > 0)?;
    let product = u128::from(total) * u128::from(share.numerator);
    let required = product.div_ceil(u128::from(share.denominator));
    Some(Quota {
        total,
        share,
        required: u64::try_from(required).unwrap_or(u64::MAX),
        present,
    })
}

impl Quota {
    fn missing(&self) -> u64 {
        self.required.saturating_sub(self.present)
    }

    /// `95 × 10% ＝ 9.5，进位为10；现有8件，缺2件`.
    fn arithmetic(&self, lang: Lang) -> String {
        let (total, required, present) = (self.total, self.required, self.present);
        let share = short(self.share.percent(2).unwrap_or_default());
        // A hundred times the product is what `percent` shows of a share.
        let product = self.share.numerator.saturating_mul(total);
        let hundred = self.share.denominator.saturating_mul(100);
        let exact = short(
            Fraction::new(product, hundred)
                .percent(2)
                .unwrap_or_default(),
        );
        let whole = exact == required.to_string();
        let missing = self.missing();
        match lang {
            Lang::Zh => {
                let round = if whole {
                    String::new()
                } else {
                    format!("，进位为{required}")
                };
                let rest = match missing {
                    0 => "，已达到".to_owned(),
                    missing => format!("，缺{missing}件"),
                };
                format!("{total} × {share}% ＝ {exact}{round}；现有{present}件{rest}")
            }
            Lang::En => {
                let round = if whole {
                    String::new()
                } else {
                    format!(", rounded up to {required}")
                };
                let rest = match missing {
                    0 => "enough".to_owned(),
                    missing => format!("{missing} missing"),
                };
                format!("{total} × {share} % = {exact}{round}; there are {present}, {rest}")
            }
        }
    }
}

/// A decimal without zeros at its end.
fn short(text: String) -> String {
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

fn alarms(view: &KeyView, chosen: &[Marked], book: &Rulebook, lang: Lang) -> Vec<Alarm> {
    let mut alarms = Vec::new();
    let mut say = |rule: &str, source: &Source, zh: String, en: String| {
        alarms.push(Alarm {
            rule: rule.to_owned(),
            text: if lang == Lang::Zh { zh } else { en },
            source: super::cited(source, lang),
        });
    };
    if let (Some(required), missing @ 1..) = (view.required, view.missing) {
        let (year, key, proposed) = (view.year, view.key, view.candidates.len());
        say(
            "key-quota",
            &book.key_quota.source,
            format!(
                "{year}年重点督办应不少于{required}件，现有{key}件，还缺{missing}件；可从下列{proposed}件中选定"
            ),
            format!(
                "{year} needs {required} under key supervision, there are {key}: {missing} missing; {proposed} are proposed below"
            ),
        );
    }
    let bare = chosen
        .iter()
        .filter(|one| one.supervisor.is_empty() || one.committee.is_empty());
    let bare = bare.count();
    if book.key_leaders.value && bare > 0 {
        say(
            "key-leaders",
            &book.key_leaders.source,
            format!("{bare}件重点督办建议没有明确领衔领导或者责任委室"),
            format!("{bare} under key supervision have no leading officer or no committee"),
        );
    }
    let behind: Vec<&str> = view
        .committees
        .iter()
        .filter(|line| line.missing)
        .map(|line| line.name.as_str())
        .collect();
    if let (Some(required), false) = (book.committee_evaluations.value, behind.is_empty()) {
        let required = required.0;
        say(
            "committee-evaluations",
            &book.committee_evaluations.source,
            format!(
                "每个委员会每年至少评估{required}件，尚未达到：{}",
                behind.join("、")
            ),
            format!(
                "each committee evaluates {required} a year; short of it: {}",
                behind.join(", ")
            ),
        );
    }
    alarms
}

/// The committees the office named, then those that only their acts name.
fn committees(
    named: &[String],
    chosen: &[Marked],
    evaluated: &BTreeMap<String, u32>,
    book: &Rulebook,
) -> Vec<CommitteeLine> {
    let mut names: Vec<&str> = named.iter().map(String::as_str).collect();
    let of_key = chosen.iter().map(|one| one.committee.as_str());
    for name in of_key.chain(evaluated.keys().map(String::as_str)) {
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    let required = book.committee_evaluations.value.map(|count| count.0);
    let line = |name: &str| {
        let made = evaluated.get(name).copied().unwrap_or(0);
        let key = chosen.iter().filter(|one| one.committee == name).count();
        CommitteeLine {
            name: name.to_owned(),
            key: u32::try_from(key).unwrap_or(u32::MAX),
            evaluated: made,
            required,
            missing: required.is_some_and(|required| made < required),
        }
    };
    names.into_iter().map(line).collect()
}
