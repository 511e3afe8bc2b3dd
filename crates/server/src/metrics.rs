//! Figures in Prometheus' text format. None of them tells anything about a person or a device.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Upper bounds of the durations that are told apart, in milliseconds.
const BOUNDS: [u64; 11] = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 5_000];

/// What is counted.
#[derive(Default)]
pub(crate) struct Metrics {
    answered: Mutex<BTreeMap<(&'static str, String, u16), u64>>,
    durations: Mutex<BTreeMap<String, Durations>>,
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

#[derive(Default)]
struct Durations {
    within: [u64; BOUNDS.len()],
    count: u64,
    micros: u64,
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
    /// A request was answered.
    pub(crate) fn answered(&self, method: &'static str, route: &str, status: u16, took: Duration) {
        let mut answered = self.answered.lock().unwrap_or_else(PoisonError::into_inner);
        *answered
            .entry((method, route.to_owned(), status))
            .or_default() += 1;
        drop(answered);
        let mut durations = self
            .durations
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let durations = durations.entry(route.to_owned()).or_default();
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        for (count, bound) in durations.within.iter_mut().zip(BOUNDS) {
            *count += u64::from(micros <= bound * 1_000);
        }
        durations.count += 1;
        durations.micros = durations.micros.saturating_add(micros);
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
        let answered = self.answered.lock().unwrap_or_else(PoisonError::into_inner);
        for ((method, route, status), count) in &*answered {
            writeln!(
                out,
                "huiyin_requests_total{{method=\"{method}\",route=\"{route}\",status=\"{status}\"}} {count}"
            )?;
        }
        drop(answered);
        let name = "huiyin_request_duration_seconds";
        about(out, name, "histogram", "How long answers took, by route.")?;
        let durations = self
            .durations
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        for (route, durations) in &*durations {
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
        drop(durations);
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
                counted(&self.votes),
            ),
            (
                "huiyin_voices_acknowledged_total",
                "Voices acknowledged, repeated ones too.",
                counted(&self.voices),
            ),
            (
                "huiyin_voices_refused_total",
                "Voices refused.",
                counted(&self.voices_refused),
            ),
            (
                "huiyin_ratings_acknowledged_total",
                "Ratings of voices acknowledged, repeated ones too.",
                counted(&self.ratings),
            ),
            (
                "huiyin_codes_missed_total",
                "Codes and tracking codes asked for that there are none of.",
                counted(&self.misses),
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
            metrics.answered("GET", "/o/{key}", 200, Duration::from_micros(micros));
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
}
