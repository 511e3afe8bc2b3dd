//! Waiting without blocking.

pub use gloo_timers::callback::Timeout;

/// Runs `then` after so many milliseconds; dropping the answer calls it off.
pub fn after(milliseconds: u32, then: impl FnOnce() + 'static) -> Timeout {
    Timeout::new(milliseconds, then)
}
