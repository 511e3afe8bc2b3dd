//! Huiyin on the command line: the same engine as the app, over a store in memory.
//!
//! Every command either does what it was asked and exits with 0, or changes no
//! file, says in one line on standard error what is wrong and where, and exits
//! with 2. `conformance` exits with 1 where the store is not good enough, `verify` and
//! `tally` where something is wrong with the board.

mod app;
mod args;
mod commands;
mod fault;
mod help;
mod host;
mod out;

use args::{Asked, Parsed};
use fault::Fault;
use huiyin_rules::Lang;
use std::io::{self, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let Parsed { lang, asked } = args::parse(lexopt::Parser::from_env());
    let done = asked.and_then(|asked| run(asked, lang));
    match done {
        Ok(code) => code,
        Err(fault) => {
            // Nobody can be told if standard error is gone.
            let _ = writeln!(io::stderr(), "huiyin: {}", fault.line(lang));
            ExitCode::from(2)
        }
    }
}

fn run(asked: Asked, lang: Lang) -> Result<ExitCode, Fault> {
    let mut code = ExitCode::SUCCESS;
    let mut judged = |(text, good): (String, bool)| {
        if !good {
            code = ExitCode::FAILURE;
        }
        text
    };
    let text = match asked {
        Asked::Help => help::text(lang).to_owned(),
        Asked::Version => format!("huiyin {}\n", env!("CARGO_PKG_VERSION")),
        Asked::Import(args) => commands::import::run(&args, lang)?,
        Asked::Stats(args) => commands::stats::run(&args, lang)?,
        Asked::Explain(args) => commands::explain::run(&args, lang)?,
        Asked::Deadline(args) => commands::deadline::run(&args, lang)?,
        Asked::Demo(args) => commands::demo::run(&args, lang)?,
        Asked::Rulebook(args) => commands::rulebook::run(&args, lang)?,
        Asked::Quota(args) => commands::quota::run(&args, lang)?,
        Asked::Score(args) => commands::score::run(&args, lang)?,
        Asked::Serve(args) => commands::serve::run(*args)?,
        Asked::Conformance(args) => judged(commands::conformance::run(&args, lang)?),
        Asked::Verify(args) => judged(commands::verify::run(&args, lang)?),
        Asked::Publish(args) => commands::publish::run(&args, lang)?,
        Asked::Tally(args) => judged(commands::tally::run(&args, lang)?),
    };
    print(&text)?;
    Ok(code)
}

/// Prints the result. A reader that closed the pipe early (`| head`) got what it wanted.
fn print(text: &str) -> Result<(), Fault> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Fault::new(
            format!("无法写出结果：{error}"),
            format!("the result could not be printed: {error}"),
        )),
        _ => Ok(()),
    }
}
