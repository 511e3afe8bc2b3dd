//! Replication over any store that can put, get and list.
