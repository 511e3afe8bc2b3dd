//! Names that stand in many lines, each kept once.

use huiyin_rules::Actor;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Texts and actors by number.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Pool {
    texts: Vec<String>,
    actors: Vec<Actor>,
    #[serde(skip)]
    text_numbers: HashMap<String, u32>,
    #[serde(skip)]
    actor_numbers: HashMap<Actor, u32>,
}

impl Pool {
    /// Rebuilds what a snapshot leaves out.
    pub fn reindex(&mut self) {
        self.text_numbers = (0..)
            .zip(&self.texts)
            .map(|(at, text)| (text.clone(), at))
            .collect();
        self.actor_numbers = (0..)
            .zip(&self.actors)
            .map(|(at, actor)| (actor.clone(), at))
            .collect();
    }

    /// The number of a text.
    pub fn text(&mut self, text: &str) -> u32 {
        if let Some(known) = self.text_numbers.get(text) {
            return *known;
        }
        let number = self.texts.len() as u32;
        self.texts.push(text.to_owned());
        self.text_numbers.insert(text.to_owned(), number);
        number
    }

    /// The number of a text that is known.
    pub fn text_known(&self, text: &str) -> Option<u32> {
        self.text_numbers.get(text).copied()
    }

    /// The number of an actor.
    pub fn actor(&mut self, actor: &Actor) -> u32 {
        if let Some(known) = self.actor_numbers.get(actor) {
            return *known;
        }
        let number = self.actors.len() as u32;
        self.actors.push(actor.clone());
        self.actor_numbers.insert(actor.clone(), number);
        number
    }

    /// A text by its number.
    pub fn text_of(&self, number: u32) -> &str {
        self.texts.get(number as usize).map_or("", String::as_str)
    }

    /// An actor by its number.
    pub fn actor_of(&self, number: u32) -> Option<&Actor> {
        self.actors.get(number as usize)
    }
}
