//! Where events are kept: one trait, memory and browser, one conformance suite.
