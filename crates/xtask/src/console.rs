//! What the commands print: one line per step with its time, and errors that say what to do.

use anyhow::{Context, Result, bail};
use std::process::Command;
use std::time::Instant;

/// Announces `title`, runs `work`, and prints the time it took.
pub fn step<T>(title: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("▸ {title}");
    let started = Instant::now();
    let outcome = work().with_context(|| format!("this step failed 此步骤未通过: {title}"))?;
    println!("  ✓ {title} ({:.1} s)", started.elapsed().as_secs_f32());
    Ok(outcome)
}

/// A remark below the running step.
pub fn note(text: &str) {
    println!("  {text}");
}

/// Prints an error with its causes, innermost last.
pub fn failure(error: &anyhow::Error) {
    eprintln!("✗ {error}");
    for cause in error.chain().skip(1) {
        eprintln!("  {}", cause.to_string().replace('\n', "\n  "));
    }
}

/// Runs a command with its output shown, and fails with its own words when it does.
pub fn call(command: &mut Command) -> Result<()> {
    let shown = describe(command);
    let status = command
        .status()
        .with_context(|| format!("cannot start 无法启动: {shown}"))?;
    if !status.success() {
        bail!("`{shown}` ended with {status}");
    }
    Ok(())
}

/// Runs a command quietly and returns its standard output; shows everything only when it fails.
pub fn output(command: &mut Command) -> Result<String> {
    let shown = describe(command);
    let result = command
        .output()
        .with_context(|| format!("cannot start 无法启动: {shown}"))?;
    let text = String::from_utf8_lossy(&result.stdout).into_owned();
    if !result.status.success() {
        let complaint = String::from_utf8_lossy(&result.stderr);
        bail!("`{shown}` ended with {}\n{text}{complaint}", result.status);
    }
    Ok(text)
}

fn describe(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(
        command
            .get_args()
            .map(|word| word.to_string_lossy().into_owned()),
    );
    words.join(" ")
}
