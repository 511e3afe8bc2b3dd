//! Titles by the pairs of characters they have.

use super::sketch::Sketch;
use super::words::{Matter, Places, matter, places};
use std::collections::{BTreeMap, BTreeSet};

/// From this similarity on two suggestions are taken to raise the same matter.
pub(super) const SAME: u16 = 450;
/// From this similarity on two of different places are taken to be of one kind.
pub(super) const ALIKE: u16 = 600;
/// Below this the titles have too little in common for texts to decide.
const TEXT_COUNTS_FROM: u16 = 300;
/// Most entries of the index one question looks at; rare pairs come first.
const MOST_VISITED: usize = 60_000;
/// Most related suggestions that are given out.
const MOST_RELATED: usize = 500;

/// One suggestion as the index takes it.
#[derive(Clone, Copy, Debug)]
pub struct Doc<'a> {
    /// The caller's name for it, such as its row.
    pub key: u32,
    /// Its year; 0 where it is not known.
    pub year: u16,
    /// Its title.
    pub title: &'a str,
    /// The sketch of its text, where it has one.
    pub text_sketch: Option<Sketch>,
}

/// A suggestion that raises the same matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Related {
    /// Which one.
    pub key: u32,
    /// How similar, 0 to 1000.
    pub similarity: u16,
}

/// Two characters in one number.
type Pair = u64;

/// A matter that titles raise; equal titles share one.
struct Form {
    matter: Matter,
    /// Sorted, each once.
    pairs: Vec<Pair>,
    entries: Vec<u32>,
}

/// One suggestion.
pub(super) struct Entry {
    pub key: u32,
    pub year: u16,
    sketch: Option<Sketch>,
    form: u32,
}

/// How alike two forms are.
#[derive(Clone, Copy)]
pub(super) struct Alike {
    form: u32,
    /// By what they are about, whatever the place, 0 to 1000.
    pub matter: u16,
    /// With the places weighed, 0 to 1000.
    pub title: u16,
}

impl Alike {
    /// Whether the titles alone say if it is the same matter.
    pub fn decided(&self) -> bool {
        self.title >= SAME || self.title < TEXT_COUNTS_FROM
    }
}

/// Suggestions by what their titles are about.
#[derive(Default)]
pub struct Index {
    forms: Vec<Form>,
    by_matter: BTreeMap<Matter, u32>,
    by_pair: BTreeMap<Pair, Vec<u32>>,
    entries: Vec<Entry>,
    by_key: BTreeMap<u32, u32>,
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn at<T>(list: &[T], index: u32) -> Option<&T> {
    list.get(usize::try_from(index).ok()?)
}

fn pairs(core: &str) -> Vec<Pair> {
    let chars: Vec<char> = core.chars().collect();
    let packed = |pair: &[char]| {
        pair.iter()
            .fold(0, |packed, c| (packed << 21) | u64::from(u32::from(*c)))
    };
    let mut pairs: Vec<Pair> = chars.windows(2).map(packed).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// How similar two sets are that share so many: the mean of what they share of both
/// and of what they share of the smaller one. One shared pair alone decides nothing.
fn similarity(shared: usize, a: usize, b: usize) -> u16 {
    if shared == 0 || a == 0 || b == 0 {
        return 0;
    }
    let whole = shared * 1000 / (a + b - shared);
    let of_smaller = shared * 1000 / a.min(b);
    let both = if a.min(b) < 3 {
        whole
    } else {
        (whole + of_smaller) / 2
    };
    u16::try_from(both).unwrap_or(1000)
}

/// How similar two titles are, 0 to 1000, and whether that is the same matter.
pub fn alike(a: &str, b: &str) -> (u16, bool) {
    let (a, b) = (matter(a), matter(b));
    let title = weigh(&a, &b, compare(&a, &pairs(&a.core), &b, &pairs(&b.core)));
    (title, title >= SAME)
}

/// How similar two are by what they are about.
fn compare(a: &Matter, a_pairs: &[Pair], b: &Matter, b_pairs: &[Pair]) -> u16 {
    if a == b {
        return 1000;
    }
    similarity(shared(a_pairs, b_pairs), a_pairs.len(), b_pairs.len())
}

/// The same with the places weighed: another place is another matter.
fn weigh(a: &Matter, b: &Matter, matter: u16) -> u16 {
    match places(&a.places, &b.places) {
        Places::Same => matter,
        Places::OneUnnamed => matter / 5 * 4,
        Places::Different => 0,
    }
}

impl Index {
    /// An empty index.
    pub fn new() -> Index {
        Index::default()
    }

    /// How many suggestions it holds.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Takes a suggestion in. A key that is there already stays as it was.
    pub fn add(&mut self, doc: Doc) {
        if self.by_key.contains_key(&doc.key) {
            return;
        }
        let entry = number(self.entries.len());
        let form = self.form(doc.title);
        if let Some(form) = usize::try_from(form)
            .ok()
            .and_then(|form| self.forms.get_mut(form))
        {
            form.entries.push(entry);
        }
        self.by_key.insert(doc.key, entry);
        self.entries.push(Entry {
            key: doc.key,
            year: doc.year,
            sketch: doc.text_sketch,
            form,
        });
    }

    fn form(&mut self, title: &str) -> u32 {
        let matter = matter(title);
        if let Some(form) = self.by_matter.get(&matter) {
            return *form;
        }
        let form = number(self.forms.len());
        let pairs = pairs(&matter.core);
        for pair in &pairs {
            self.by_pair.entry(*pair).or_default().push(form);
        }
        self.by_matter.insert(matter.clone(), form);
        self.forms.push(Form {
            matter,
            pairs,
            entries: Vec::new(),
        });
        form
    }

    /// The suggestions that raise the same matter as `key`, most similar first, at most
    /// 500; none where the key is not there.
    pub fn related(&self, key: u32) -> Vec<Related> {
        let Some(entry) = self
            .by_key
            .get(&key)
            .and_then(|entry| at(&self.entries, *entry))
        else {
            return Vec::new();
        };
        let mut related: Vec<Related> = Vec::new();
        for alike in self.alike(entry.form).0 {
            for other in self.entries_of(&alike) {
                let similarity = weighed(&alike, entry, other);
                if other.key != key && similarity >= SAME {
                    related.push(Related {
                        key: other.key,
                        similarity,
                    });
                }
            }
        }
        related.sort_by_key(|one| (u16::MAX - one.similarity, one.key));
        related.truncate(MOST_RELATED);
        related
    }

    /// The suggestions of a form.
    pub(super) fn entries_of(&self, alike: &Alike) -> impl Iterator<Item = &Entry> {
        let form = at(&self.forms, alike.form);
        let entries = form.map_or(&[][..], |form| &form.entries);
        entries.iter().filter_map(|entry| at(&self.entries, *entry))
    }

    /// Every form with suggestions of the year, each once, with those suggestions.
    pub(super) fn forms_of(&self, year: u16) -> Vec<(u32, Vec<&Entry>)> {
        let mut forms = Vec::new();
        for (index, form) in self.forms.iter().enumerate() {
            let entries = form
                .entries
                .iter()
                .filter_map(|entry| at(&self.entries, *entry));
            let of_year: Vec<&Entry> = entries.filter(|entry| entry.year == year).collect();
            if !of_year.is_empty() {
                forms.push((number(index), of_year));
            }
        }
        forms
    }

    /// The forms that have something in common with `form`, itself included, and how
    /// many entries of the index were looked at.
    pub(super) fn alike(&self, form: u32) -> (Vec<Alike>, usize) {
        let Some(mine) = at(&self.forms, form) else {
            return (Vec::new(), 0);
        };
        let mut lists: Vec<&Vec<u32>> = mine
            .pairs
            .iter()
            .filter_map(|pair| self.by_pair.get(pair))
            .collect();
        lists.sort_by_key(|list| list.len());
        let mut visited = 0;
        let mut met = BTreeSet::from([form]);
        for list in lists {
            // The rarest pairs come first; what only the commonest share is not alike.
            if visited + list.len() > MOST_VISITED && visited > 0 {
                break;
            }
            let list = list.get(..MOST_VISITED).unwrap_or(list);
            visited += list.len();
            met.extend(list.iter().copied());
        }
        let mut alike = Vec::new();
        for other in met {
            let Some(theirs) = at(&self.forms, other) else {
                continue;
            };
            let (a, b) = (&mine.matter, &theirs.matter);
            let matter = compare(a, &mine.pairs, b, &theirs.pairs);
            let title = weigh(a, b, matter);
            alike.push(Alike {
                form: other,
                matter,
                title,
            });
        }
        (alike, visited)
    }
}

/// How many two sorted lists have in common.
fn shared(a: &[Pair], b: &[Pair]) -> usize {
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    let mut shared = 0;
    while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => drop(a.next()),
            std::cmp::Ordering::Greater => drop(b.next()),
            std::cmp::Ordering::Equal => {
                shared += 1;
                a.next();
                b.next();
            }
        }
    }
    shared
}

/// The titles' similarity, raised by a third of the way where the texts are more alike:
/// texts have phrases in common that say nothing, so that they do not decide alone.
pub(super) fn weighed(alike: &Alike, a: &Entry, b: &Entry) -> u16 {
    let title = alike.title;
    match (&a.sketch, &b.sketch) {
        (Some(x), Some(y)) if title >= TEXT_COUNTS_FROM => {
            let text = x.similarity(y);
            if text > title {
                (2 * title + text) / 3
            } else {
                title
            }
        }
        _ => title,
    }
}
