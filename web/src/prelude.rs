//! Yew's own prelude, with our `html!` in the place of Yew's: the same markup, a fraction of the code.

pub use huiyin_markup::html;
pub use yew::prelude::*;
