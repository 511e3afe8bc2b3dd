//! A workspace: a store, the fold, columnar projections; commands in, views out.
