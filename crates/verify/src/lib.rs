//! Checks a published vote anew.
