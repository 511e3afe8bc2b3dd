//! What several pages need to know, in small contexts, so that a change
//! renders only those who look at it.

pub mod asked;
pub mod notices;
pub mod one;
pub mod progress;
pub mod session;
pub mod sharing;
pub mod told;
pub mod workspace;

pub use asked::{Asked, use_ask};
pub use one::{One, use_one};
pub use progress::use_progress;
pub use session::{Session, use_lang, use_session};
pub use told::{Told, use_told};
pub use workspace::{use_head, use_workspace};
