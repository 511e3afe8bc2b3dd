//! What was given, and by whom.

use crate::components::form::Values;
use crate::pages::actions::{Around, units};
use huiyin_rules::suggestion::Action;

/// A form's values with what they are read against.
pub struct Given<'a> {
    /// What is to be done.
    pub action: Action,
    /// The values.
    pub values: &'a Values,
    /// Whose act it is, and to what.
    pub around: &'a Around<'a>,
}

impl Given<'_> {
    /// The unit: the acting one, else the one that was chosen.
    pub fn unit(&self) -> String {
        let own = self.around.own_unit();
        let own = own.filter(|_| !units::by_others(self.action));
        own.map_or_else(|| self.values.text("unit"), str::to_owned)
    }

    /// The deputy: the acting one, else the one that was chosen.
    pub fn deputy(&self) -> String {
        let own = self.around.own_deputy();
        own.map_or_else(|| self.values.text("deputy"), str::to_owned)
    }
}
