//! Figures in Prometheus' text format. None of them tells anything about a person or a device.
//!
//! Anybody may ask for them, as often as they like, and who collects them dates them. So what
//! citizens and voters send is told as it stood at a moment an hour ago at most: a figure that
//! moved with each request would say when each came, which neither the log nor the store does.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Upper bounds of the durations that are told apart, in milliseconds.
const BOUNDS: [u64; 11] = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 5_000];

/// How long figures of what is not logged are told as they stood.
const STANDS: Duration = Duration::from_secs(3_600);

/// What is counted.
#[derive(Default)]
pub(crate) struct Metrics {
    logged: Mutex<Requests>,
    unlogged: Mutex<Requests>,
    stood: Mutex<Option<Stood>>,
    /// Connections now.
    pub(crate) connections: Gauge,
    /// Connections turned away because there were too many.
    pub(crate) turned_away: Counter,
    /// Connections that wait for changes now.
    pub(crate) listeners: Gauge,
    /// Objects taken in.
    pub(crate) taken: Counter,
    /// Votes acknowledged, repeated ones too.
    pub(crate) votes: Counter,
    /// Voices acknowledged, repeated ones too.
    pub(crate) voices: Counter,
    /// Voices refused, for whatever reason.
    pub(crate) voices_refused: Counter,
    /// Ratings acknowledged, repeated ones too.
    pub(crate) ratings: Counter,
    /// Codes and tracking codes asked for that there are none of.
    pub(crate) misses: Counter,
    /// The objects' bytes.
    pub(crate) taken_bytes: Counter,
}

/// Requests by method, route and status, and how long they took by route.
#[derive(Clone, Default)]
struct Requests {
    answered: BTreeMap<(&'static str, String, u16), u64>,
    durations: BTreeMap<String, Durations>,
}

/// Figures of what is not logged, as they stood.
#[derive(Clone)]
struct Stood {
    at: Instant,
    requests: Requests,
    /// Votes, voices, refused ones, ratings, misses.
    counts: [u64; 5],
}

#[derive(Clone, Default)]
struct Durations {
    within: [u64; BOUNDS.len()],
    count: u64,
    micros: u64,
}

impl Durations {
    fn add(&mut self, more: &Durations) {
        for (count, more) in self.within.iter_mut().zip(more.within) {
            *count += more;
        }
        self.count += more.count;
        self.micros = self.micros.saturating_add(more.micros);
    }
}

/// A number that only grows.
#[derive(Default)]
pub(crate) struct Counter(AtomicU64);

impl Counter {
    pub(crate) fn add(&self, count: u64) {
        self.0.fetch_add(count, Ordering::Relaxed);
    }
}

/// A number that goes up and down.
#[derive(Default)]
pub(crate) struct Gauge(AtomicI64);

impl Gauge {
    pub(crate) fn up(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn down(&self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Metrics {
    /// A request was answered, one that is logged or one that is not.
    pub(crate) fn answered(
        &self,
        logged: bool,
        method: &'static str,
        route: &str,
        status: u16,
        took: Duration,
    ) {
        let of = if logged { &self.logged } else { &self.unlogged };
        let mut of = of.lock().unwrap_or_else(PoisonError::into_inner);
        *of.answered
            .entry((method, route.to_owned(), status))
            .or_default() += 1;
        let durations = of.durations.entry(route.to_owned()).or_default();
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        for (count, bound) in durations.within.iter_mut().zip(BOUNDS) {
            *count += u64::from(micros <= bound * 1_000);
        }
        durations.count += 1;
        durations.micros = durations.micros.saturating_add(micros);
    }

    /// What is not logged, as it is told.
    fn stood(&self) -> Stood {
        let mut stood = self.stood.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(stood) = stood.as_ref().filter(|stood| stood.at.elapsed() < STANDS) {
            return stood.clone();
        }
        let requests = self.unlogged.lock().unwrap_or_else(PoisonError::into_inner);
        let counters = [
            &self.votes,
            &self.voices,
            &self.voices_refused,
            &self.ratings,
            &self.misses,
        ];
        let now = Stood {
            at: Instant::now(),
            requests: requests.clone(),
            counts: counters.map(|counter| counter.0.load(Ordering::Relaxed)),
        };
        *stood = Some(now.clone());
        now
    }

    /// Everything, as Prometheus reads it.
    pub(crate) fn text(&self, store: &str, members: usize) -> String {
        let mut out = String::new();
        let _ = self.write(&mut out, store, members);
        out
    }

    fn write(&self, out: &mut String, store: &str, members: usize) -> std::fmt::Result {
        let version = env!("CARGO_PKG_VERSION");
        about(out, "huiyin_info", "gauge", "The program and its store.")?;
        writeln!(
            out,
            "huiyin_info{{version=\"{version}\",store=\"{store}\"}} 1"
        )?;
        about(
            out,
            "huiyin_requests_total",
            "counter",
            "Requests by method, route and status.",
        )?;
        let Stood {
            requests: unlogged,
            counts: [votes, voices, voices_refused, ratings, misses],
            ..
        } = self.stood();
        let mut requests = self
            .logged
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        requests.answered.extend(unlogged.answered);
        for ((method, route, status), count) in &requests.answered {
            writeln!(
                out,
                "huiyin_requests_total{{method=\"{method}\",route=\"{route}\",status=\"{status}\"}} {count}"
            )?;
        }
        let name = "huiyin_request_duration_seconds";
        about(out, name, "histogram", "How long answers took, by route.")?;
        for (route, more) in unlogged.durations {
            requests.durations.entry(route).or_default().add(&more);
        }
        for (route, durations) in &requests.durations {
            for (count, bound) in durations.within.iter().zip(BOUNDS) {
                let (whole, rest) = (bound / 1_000, bound % 1_000);
                writeln!(
                    out,
                    "{name}_bucket{{route=\"{route}\",le=\"{whole}.{rest:03}\"}} {count}"
                )?;
            }
            let (count, micros) = (durations.count, durations.micros);
            writeln!(
                out,
                "{name}_bucket{{route=\"{route}\",le=\"+Inf\"}} {count}"
            )?;
            let (whole, rest) = (micros / 1_000_000, micros % 1_000_000);
            writeln!(out, "{name}_sum{{route=\"{route}\"}} {whole}.{rest:06}")?;
            writeln!(out, "{name}_count{{route=\"{route}\"}} {count}")?;
        }
        let counted = |counter: &Counter| counter.0.load(Ordering::Relaxed);
        let gauged = |gauge: &Gauge| gauge.0.load(Ordering::Relaxed);
        for (name, kind, words, value) in [
            (
                "huiyin_connections",
                "gauge",
                "Connections now.",
                gauged(&self.connections),
            ),
            (
                "huiyin_listeners",
                "gauge",
                "Connections that wait for changes.",
                gauged(&self.listeners),
            ),
            (
                "huiyin_members",
                "gauge",
                "Devices that were ever let in.",
                i64::try_from(members).unwrap_or(0),
            ),
        ] {
            about(out, name, kind, words)?;
            writeln!(out, "{name} {value}")?;
        }
        for (name, words, value) in [
            (
                "huiyin_connections_refused_total",
                "Connections turned away.",
                counted(&self.turned_away),
            ),
            (
                "huiyin_objects_taken_total",
                "Objects taken in.",
                counted(&self.taken),
            ),
            (
                "huiyin_objects_taken_bytes_total",
                "Bytes of objects taken in.",
                counted(&self.taken_bytes),
            ),
            (
                "huiyin_votes_acknowledged_total",
                "Votes acknowledged, repeated ones too.",
                votes,
            ),
            (
                "huiyin_voices_acknowledged_total",
                "Voices acknowledged, repeated ones too.",
                voices,
            ),
            (
                "huiyin_voices_refused_total",
                "Voices refused.",
                voices_refused,
            ),
            (
                "huiyin_ratings_acknowledged_total",
                "Ratings of voices acknowledged, repeated ones too.",
                ratings,
            ),
            (
                "huiyin_codes_missed_total",
                "Codes and tracking codes asked for that there are none of.",
                misses,
            ),
        ] {
            about(out, name, "counter", words)?;
            writeln!(out, "{name} {value}")?;
        }
        Ok(())
    }
}

fn about(out: &mut String, name: &str, kind: &str, words: &str) -> std::fmt::Result {
    writeln!(out, "# HELP {name} {words}\n# TYPE {name} {kind}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_sorts_durations() {
        let metrics = Metrics::default();
        for micros in [900, 4_000, 2_000_000] {
            let took = Duration::from_micros(micros);
            metrics.answered(true, "GET", "/o/{key}", 200, took);
        }
        metrics.taken.add(2);
        let text = metrics.text("sqlite", 3);
        for line in [
            "huiyin_requests_total{method=\"GET\",route=\"/o/{key}\",status=\"200\"} 3",
            "huiyin_request_duration_seconds_bucket{route=\"/o/{key}\",le=\"0.001\"} 1",
            "huiyin_request_duration_seconds_bucket{route=\"/o/{key}\",le=\"0.005\"} 2",
            "huiyin_request_duration_seconds_bucket{route=\"/o/{key}\",le=\"1.000\"} 2",
            "huiyin_request_duration_seconds_bucket{route=\"/o/{key}\",le=\"5.000\"} 3",
            "huiyin_request_duration_seconds_sum{route=\"/o/{key}\"} 2.004900",
            "huiyin_objects_taken_total 2",
            "huiyin_members 3",
        ] {
            assert!(text.lines().any(|found| found == line), "{line}\n{text}");
        }
    }

    #[test]
    fn what_is_not_logged_is_told_as_it_stood() {
        let metrics = Metrics::default();
        let send = || {
            let took = Duration::from_millis(3);
            metrics.answered(false, "POST", "/v1/voices", 201, took);
            metrics.answered(true, "GET", "/v1/voices", 200, took);
            metrics.voices.add(1);
        };
        let told = |figure: &str| {
            let text = metrics.text("sqlite", 3);
            let value = text.lines().find_map(|line| line.strip_prefix(figure));
            value.unwrap_or("nothing").trim().to_owned()
        };
        let voices = || told("huiyin_voices_acknowledged_total");
        let status = |method: &str, status: u16| {
            told(&format!(
                "huiyin_requests_total{{method=\"{method}\",route=\"/v1/voices\",status=\"{status}\"}}"
            ))
        };
        let count = || told("huiyin_request_duration_seconds_count{route=\"/v1/voices\"}");
        send();
        assert_eq!((voices(), status("POST", 201)), ("1".into(), "1".into()));
        assert_eq!(count(), "2");
        (0..3).for_each(|_| send());
        assert_eq!((voices(), status("POST", 201)), ("1".into(), "1".into()));
        assert_eq!((status("GET", 200), count()), ("4".into(), "5".into()));
        let before = Instant::now().checked_sub(STANDS).unwrap();
        metrics.stood.lock().unwrap().as_mut().unwrap().at = before;
        assert_eq!((voices(), status("POST", 201)), ("4".into(), "4".into()));
        assert_eq!(count(), "8");
    }
}
