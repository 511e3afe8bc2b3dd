//! The engine in a browser worker: a typed façade without logic.
