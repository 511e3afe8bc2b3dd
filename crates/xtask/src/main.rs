//! Build, serve, test, measure and package Huiyin.
fn main() {}
