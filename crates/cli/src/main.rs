//! Huiyin on the command line.
fn main() {}
