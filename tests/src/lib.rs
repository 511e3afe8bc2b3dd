//! Whole-system tests of Huiyin live in this package.
