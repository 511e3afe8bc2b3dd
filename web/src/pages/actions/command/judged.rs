//! Opinions and assessments.

use super::given::Given;
use crate::pages::actions::choices::{chosen, several};
use crate::pages::actions::verdict_key;
use huiyin_rules::Rating;
use huiyin_rules::suggestion::{Command, PointOpinion};
use huiyin_rules::verdict::Tally;

impl Given<'_> {
    /// The opinion on the process, where it is asked for apart.
    fn process(&self) -> Option<Rating> {
        chosen(self.values.get("process")).filter(|_| self.around.forms().two_ratings)
    }

    pub(super) fn evaluate(&self) -> Option<Command> {
        let values = self.values;
        let points = self.around.item.map_or(0, |item| item.dossier.points.len());
        let said = (0..points).zip(0u32..).filter_map(|(at, point)| {
            let verdict = chosen(values.get(&verdict_key(at)))?;
            Some(PointOpinion { point, verdict })
        });
        Some(Command::Evaluate {
            deputy: self.deputy(),
            on: values.day("on")?,
            process: self.process(),
            result: chosen(values.get("result"))?,
            note: values.text("note"),
            points: said.collect(),
            defects: several(&values.list("defects")),
        })
    }

    pub(super) fn look_back(&self) -> Option<Command> {
        Some(Command::LookBack {
            deputy: self.deputy(),
            on: self.values.day("on")?,
            process: self.process(),
            result: chosen(self.values.get("result"))?,
            note: self.values.text("note"),
        })
    }

    pub(super) fn assess(&self) -> Option<Command> {
        let values = self.values;
        let number = |key: &str| values.count(key);
        // What nobody took stays open; the choices themselves are asked for by the form.
        let tally = (values.get("tally") == "1").then(|| Tally {
            members: number("members"),
            present: number("present"),
            issued: number("issued"),
            collected: number("collected"),
            satisfied: number("satisfied").unwrap_or(0),
            basically_satisfied: number("basically").unwrap_or(0),
            dissatisfied: number("dissatisfied").unwrap_or(0),
            abstained: number("abstained").unwrap_or(0),
            invalid: number("invalid").unwrap_or(0),
            unpressed: number("unpressed").unwrap_or(0),
        });
        Some(Command::Assess {
            on: values.day("on")?,
            kind: chosen(values.get("kind"))?,
            by: values.text("by"),
            tally,
            finding: values.text("finding"),
        })
    }
}
