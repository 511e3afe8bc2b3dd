//! The simulator run long: many worlds on every core, and what to do about those that fail.

use crate::console::{note, output, step};
use crate::{paths, tools};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Worlds played by one process, so that progress shows and nothing much waits for one core.
const TOGETHER: u64 = 50;
/// Failing worlds after which no more are begun: each is played hundreds of times to be shortened.
const MOST: usize = 20;
/// Time between two lines of progress.
const PAUSE: Duration = Duration::from_secs(10);
/// How the simulator names a world that failed.
const FAILED: &str = "failed: seed ";

/// Which worlds to play.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wish {
    /// How many; 10,000 where nothing else is said.
    pub seeds: Option<u64>,
    /// The first.
    pub from: Option<u64>,
    /// This one alone.
    pub seed: Option<u64>,
}

/// Plays worlds.
pub fn run(wish: Wish) -> Result<()> {
    let program = step("simulator 模拟器", build)?;
    match wish.seed {
        Some(seed) => one(&program, seed),
        None => many(
            &program,
            wish.from.unwrap_or(1),
            wish.seeds.unwrap_or(10_000),
        ),
    }
}

/// Builds the simulator and finds out where it is.
fn build() -> Result<PathBuf> {
    let args = ["test", "--quiet", "--locked", "-p", "huiyin-sync"];
    let rest = [
        "--test",
        "simulation",
        "--no-run",
        "--message-format",
        "json",
    ];
    let told = output(tools::cargo().args(args).args(rest))?;
    let found = told.lines().find_map(|line| {
        let message: serde_json::Value = serde_json::from_str(line).ok()?;
        let name = message.get("target")?.get("name")?.as_str()?;
        let program = message.get("executable")?.as_str()?;
        (name == "simulation").then(|| PathBuf::from(program))
    });
    found.context("cargo did not say where it built the simulator 未找到模拟器程序")
}

fn simulator(program: &Path) -> Command {
    let mut command = Command::new(program);
    command
        .current_dir(paths::root().join("crates/sync"))
        .env("CARGO_TARGET_DIR", paths::target())
        .env_remove("RUST_BACKTRACE")
        .arg("--nocapture");
    command
}

fn one(program: &Path, seed: u64) -> Result<()> {
    let mut command = simulator(program);
    let status = command.env("HUIYIN_SIM_SEED", seed.to_string()).status();
    if !status
        .context("cannot start the simulator 无法启动模拟器")?
        .success()
    {
        bail!("world {seed} does not come to rest in agreement 种子 {seed} 未通过");
    }
    Ok(())
}

/// Some worlds in a row.
#[derive(Clone, Copy, Debug)]
struct Range {
    from: u64,
    end: u64,
}

/// What one process came to.
struct Played {
    worlds: u64,
    failed: Vec<u64>,
}

fn many(program: &Path, from: u64, seeds: u64) -> Result<()> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    println!("▸ {seeds} worlds from seed {from} on {cores} cores 从种子 {from} 起共 {seeds} 个");
    let end = from.saturating_add(seeds);
    let mut ranges: Vec<Range> = Vec::new();
    let mut next = from;
    while next < end {
        let to = end.min(next.saturating_add(TOGETHER));
        ranges.push(Range {
            from: next,
            end: to,
        });
        next = to;
    }
    ranges.reverse();
    let open = Mutex::new(ranges);
    let began = Instant::now();
    let (sender, played) = channel();
    std::thread::scope(|scope| {
        for _ in 0..cores {
            let (open, sender) = (&open, sender.clone());
            scope.spawn(move || work(program, open, &sender));
        }
        drop(sender);
        let (mut worlds, mut failed, mut told) = (0, Vec::new(), Instant::now());
        for one in played {
            let one: Played = one?;
            worlds += one.worlds;
            for seed in &one.failed {
                note(&replay(*seed));
            }
            failed.extend(one.failed);
            if failed.len() >= MOST {
                take_all(&open);
            }
            if told.elapsed() >= PAUSE {
                note(&progress(worlds, seeds, began.elapsed(), failed.len()));
                told = Instant::now();
            }
        }
        note(&progress(worlds, seeds, began.elapsed(), failed.len()));
        if failed.is_empty() {
            return Ok(());
        }
        failed.sort_unstable();
        bail!(
            "{} of {worlds} worlds do not come to rest in agreement 未通过:\n{}",
            failed.len(),
            failed
                .iter()
                .map(|seed| replay(*seed))
                .collect::<Vec<_>>()
                .join("\n")
        )
    })
}

fn replay(seed: u64) -> String {
    let path = paths::target()
        .join("simulation")
        .join(format!("seed-{seed}.txt"));
    format!(
        "{seed}: {} · cargo xtask simulate --seed {seed}",
        path.display()
    )
}

fn progress(worlds: u64, of: u64, time: Duration, failed: usize) -> String {
    let rate = worlds as f64 / time.as_secs_f64().max(0.001);
    let seconds = time.as_secs();
    format!("{worlds} of {of} worlds in {seconds} s, {rate:.1} a second, {failed} failed 未通过")
}

fn take(open: &Mutex<Vec<Range>>) -> Option<Range> {
    open.lock().unwrap_or_else(PoisonError::into_inner).pop()
}

fn take_all(open: &Mutex<Vec<Range>>) {
    open.lock().unwrap_or_else(PoisonError::into_inner).clear();
}

/// One core's part: range after range, until none is left.
fn work(program: &Path, open: &Mutex<Vec<Range>>, sender: &Sender<Result<Played>>) {
    while let Some(mut range) = take(open) {
        // A process stops after some failures; what it left is played by another.
        while range.from < range.end {
            let played = play(program, range);
            range.from += played.as_ref().map_or(range.end, |played| played.worlds);
            let failed = played.is_err();
            if sender.send(played).is_err() || failed {
                return take_all(open);
            }
        }
    }
}

fn play(program: &Path, range: Range) -> Result<Played> {
    let count = range.end - range.from;
    let ended = simulator(program)
        .env_remove("HUIYIN_SIM_SEED")
        .env("HUIYIN_SIM_FROM", range.from.to_string())
        .env("HUIYIN_SIM_SEEDS", count.to_string())
        .stdin(Stdio::null())
        .output()
        .context("cannot start the simulator 无法启动模拟器")?;
    let told = String::from_utf8_lossy(&ended.stderr);
    let failed = told.lines().filter_map(|line| line.strip_prefix(FAILED));
    let failed: Vec<u64> = failed.filter_map(|seed| seed.parse().ok()).collect();
    match (ended.status.success(), failed.last()) {
        (true, _) => Ok(Played {
            worlds: count,
            failed,
        }),
        (false, Some(last)) => Ok(Played {
            // It plays to the end of its range unless too many fail: then up to the last of them.
            worlds: if told.lines().any(|line| line == "stopped") {
                last + 1 - range.from
            } else {
                count
            },
            failed,
        }),
        // Not by a world that fails: by a fault of the simulator itself, or killed.
        (false, None) => bail!(
            "the simulator ended with {} between seeds {} and {} 模拟器异常结束\n{told}",
            ended.status,
            range.from,
            range.end - 1
        ),
    }
}
