//! What is published, and what never is.
mod masked;
