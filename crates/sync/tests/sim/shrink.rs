//! Taking away what is not needed for a failure.

use super::play::play;
use super::step::Script;

/// The shortest script found that still fails, and how.
pub fn shrink(script: &Script, fails: impl Fn(&Script) -> Option<String>) -> (Script, String) {
    let mut best = script.clone();
    let mut how = fails(script).unwrap_or_default();
    let mut size = best.steps.len().div_ceil(2).max(1);
    let mut budget = 600;
    loop {
        let mut at = 0;
        let mut shorter = false;
        while at < best.steps.len() && budget > 0 {
            let mut tried = best.clone();
            let end = (at + size).min(tried.steps.len());
            tried.steps.drain(at..end);
            budget -= 1;
            match fails(&tried) {
                Some(text) => {
                    best = tried;
                    how = text;
                    shorter = true;
                }
                None => at += size,
            }
        }
        if budget == 0 || (size == 1 && !shorter) {
            return (best, how);
        }
        size = (size / 2).max(1);
    }
}

/// How a script fails, a panic included; `None` where everything holds.
pub fn failure(script: &Script) -> Option<String> {
    let played = std::panic::catch_unwind(|| play(script));
    match played {
        Ok(Ok(_)) => None,
        Ok(Err(text)) => Some(text),
        Err(panic) => {
            let text = panic
                .downcast_ref::<String>()
                .cloned()
                .or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
            Some(format!("panic: {}", text.unwrap_or_default()))
        }
    }
}

/// A failing script as people read it.
pub fn report(script: &Script, how: &str) -> String {
    let mut text = format!(
        "seed {}\nreplay with cargo xtask simulate --seed {}\n\n{how}\n\n",
        script.seed, script.seed
    );
    text += &format!("{:#?}\n", script.setting);
    for (at, step) in script.steps.iter().enumerate() {
        text += &format!("{at:3}  {:?}  (step seed {:#x})\n", step.act, step.seed);
    }
    text
}
