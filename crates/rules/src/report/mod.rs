//! Reports over many suggestions: counters fed one by one, answers with their reasons.

#[cfg(test)]
pub(crate) mod story;
