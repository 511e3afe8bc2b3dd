//! Event envelopes, their exact bytes, and bundle files.
