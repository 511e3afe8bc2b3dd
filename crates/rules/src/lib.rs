//! The rules of handling deputies' suggestions: pure decisions over recorded facts.
