//! The log (日志): to standard error, one line a thing, never a text of a case.

use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

/// How much is logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum LogLevel {
    /// What goes wrong.
    Error,
    /// Each request.
    Info,
    /// All that this service and what it is built on have to say.
    Trace,
}

/// Starts the log. What a panic says may hold a text: only its place is logged.
pub fn start(level: LogLevel) {
    let everything = match level {
        LogLevel::Error => tracing::Level::ERROR,
        LogLevel::Info => tracing::Level::INFO,
        LogLevel::Trace => tracing::Level::TRACE,
    };
    let others = if level == LogLevel::Trace { everything } else { tracing::Level::WARN };
    let targets = Targets::new().with_default(others).with_target("server", everything);
    let format = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_ansi(false);
    // A second start, as in tests, keeps the first.
    let _ = tracing_subscriber::registry().with(format).with(targets).try_init();
    std::panic::set_hook(Box::new(|broken| {
        let place = broken.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "broken");
    }));
}
