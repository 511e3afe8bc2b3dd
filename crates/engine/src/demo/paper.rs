//! What a made-up suggestion says, and who handles it.

use super::life::Life;
use super::words::{self, UNITS};
use chrono::Datelike;
use huiyin_rules::suggestion::{Arrangement, Dossier, Kind, Occasion};

impl Life<'_> {
    pub(super) fn dossier(&mut self) -> Dossier {
        let (lead, delegation) = words::deputy(self.numbers);
        let (matter, category) = words::matter(self.numbers);
        let mut co_signers: Vec<String> = Vec::new();
        for _ in 0..self.numbers.below(4) {
            let (name, _) = words::deputy(self.numbers);
            if name != lead && !co_signers.contains(&name) {
                co_signers.push(name);
            }
        }
        let kind = if self.numbers.chance(2) {
            Kind::Motion
        } else {
            Kind::Suggestion
        };
        let occasion = if self.day.month() <= 3 {
            Occasion::Session
        } else {
            Occasion::Intersession
        };
        let ending = if kind == Kind::Motion {
            "议案"
        } else {
            "建议"
        };
        Dossier {
            kind,
            occasion,
            title: format!("关于{matter}的{ending}"),
            text: format!(
                "调研中群众多次反映，盼望{matter}。建议有关单位列入计划，明确时间表，并向代表反馈进展。"
            ),
            category: Some(category.to_owned()),
            lead,
            co_signers,
            delegation: Some(delegation.to_owned()),
            ..Dossier::default()
        }
    }

    pub(super) fn arrangement(&mut self, not: &str) -> Arrangement {
        let mut units: Vec<String> = Vec::new();
        let wanted = if self.numbers.chance(45) {
            self.numbers.between(2, 3)
        } else {
            1
        };
        while units.len() < wanted as usize {
            let unit = self.numbers.pick(UNITS);
            if unit != not && !units.iter().any(|known| known == unit) {
                units.push(unit.to_owned());
            }
        }
        if units.len() > 1 && self.numbers.chance(12) {
            return Arrangement::Separate { units };
        }
        let assisting = units.split_off(1);
        Arrangement::Joint {
            lead: units.pop().unwrap_or_default(),
            assisting,
        }
    }
}
