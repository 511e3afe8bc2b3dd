//! Many small worlds, each made out of one number, in which everything goes wrong that
//! goes wrong with stores, devices and people; and in each of them everybody has to come
//! to the same in the end.
//!
//! `cargo xtask simulate` plays ten thousand of them on every core. Of this very test
//! `HUIYIN_SIM_SEEDS=10000` plays more, `HUIYIN_SIM_FROM` from another number on,
//! `HUIYIN_SIM_SEED=17` only the one. What fails is made as short as it gets and left in
//! `target/simulation/`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests outside of any test function"
)]

mod sim;
mod world;

use sim::shrink::{failure, report};

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().unwrap())
}

fn folder() -> std::path::PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map(std::path::PathBuf::from);
    let target = target
        .unwrap_or_else(|| std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target"));
    target.join("simulation")
}

#[test]
fn every_world_comes_to_rest_in_agreement() {
    let one = number("HUIYIN_SIM_SEED");
    let first = one.or(number("HUIYIN_SIM_FROM")).unwrap_or(1);
    let count = one.map_or_else(|| number("HUIYIN_SIM_SEEDS").unwrap_or(300), |_| 1);
    std::panic::set_hook(Box::new(|_| {}));
    let began = std::time::Instant::now();
    let mut failed = Vec::new();
    let mut sums = sim::play::Outcome::default();
    for seed in first..first + count {
        let script = sim::script(seed);
        let played = std::panic::catch_unwind(|| sim::play(&script));
        if let Ok(Ok(outcome)) = played {
            sums.objects += outcome.objects;
            sums.lines += outcome.lines;
            sums.quarantined += outcome.quarantined;
            sums.races += outcome.races;
            sums.forks += outcome.forks;
            sums.shown += outcome.shown;
            sums.theirs += outcome.theirs;
            continue;
        }
        let (short, how) = sim::shrink(&script, failure);
        std::fs::create_dir_all(folder()).unwrap();
        let path = folder().join(format!("seed-{seed}.txt"));
        let text = report(&short, &how);
        std::fs::write(&path, &text).unwrap();
        // The last line is read by `cargo xtask simulate`, and so is `stopped`.
        eprintln!("{text}\nleft in {}\nfailed: seed {seed}", path.display());
        failed.push(seed);
        if failed.len() >= 3 {
            eprintln!("stopped");
            break;
        }
    }
    let _ = std::panic::take_hook();
    eprintln!(
        "{count} worlds in {:.1} s: {sums:?}",
        began.elapsed().as_secs_f64()
    );
    assert!(failed.is_empty(), "seeds {failed:?}");
    assert!(
        count < 300 || sums.shown > 0,
        "no engine had anything to compare"
    );
    assert!(
        count < 300 || sums.theirs > 0,
        "no deputy had anything of their own"
    );
}
