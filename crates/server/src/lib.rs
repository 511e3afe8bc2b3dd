//! The server: objects over SQLite, PostgreSQL or S3, change hints, the app.

mod chance;
pub mod objects;
