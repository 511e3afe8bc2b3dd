//! What happens beside the handling: points, links, opinions, supervision, looking back.
//! A few of each, on the days of the handling itself.

use super::life::{Life, Stop, unit_actor};
use super::words::{GOVERNMENT, OFFICE};
use huiyin_rules::ids::SuggestionId;
use huiyin_rules::suggestion::{
    AssessmentKind, Command, Defect, LaneRole, Medium, PointAnswer, RedoStep, SupervisionForm,
    SupervisorRole,
};
use huiyin_rules::verdict::Tally;
use huiyin_rules::{Actor, Rating, Role};

impl Life<'_> {
    /// Once it has its number: split into points, handled together with the one before.
    pub(super) fn numbered(
        &mut self,
        id: &SuggestionId,
        before: Option<SuggestionId>,
    ) -> Result<(), Stop> {
        let office = Actor::own(Role::Office, OFFICE);
        if self.beside.chance(8) {
            let points = ["列入年度计划并明确时间表", "向代表反馈进展"];
            let points = points.map(str::to_owned).to_vec();
            self.give_beside(id, &office, Command::SplitPoints { points })?;
        }
        if let Some(with) = before.filter(|_| self.beside.chance(2)) {
            let on = self.day;
            let (with_it, reason) = (with.clone(), "内容不同，分别办理。".to_owned());
            self.give_beside(id, &office, Command::Join { with, on })?;
            if self.beside.chance(20) {
                let part = Command::Part {
                    with: with_it,
                    reason,
                };
                self.give_beside(id, &office, part)?;
            }
        }
        Ok(())
    }

    /// The answers to the points, one by one.
    pub(super) fn answers(&self) -> Vec<PointAnswer> {
        let points = self.state.as_ref().map(|state| state.dossier.points.len());
        let points = 0..u32::try_from(points.unwrap_or(0)).unwrap_or(0);
        points
            .map(|point| PointAnswer {
                point,
                answer: "已研究采纳，按计划办理。".to_owned(),
            })
            .collect()
    }

    /// The assisting units' opinions, and what the coordinator settles.
    pub(super) fn assisted(
        &mut self,
        id: &SuggestionId,
        parts: &[(String, bool)],
    ) -> Result<(), Stop> {
        for (unit, _) in parts.iter().filter(|(_, replies)| !replies) {
            if !self.beside.chance(70) {
                continue;
            }
            let agrees = !self.beside.chance(6);
            let text = if agrees {
                "同意主办单位意见，予以配合。"
            } else {
                "资金渠道尚需商定，不同意所拟时间表。"
            };
            let opinion = Command::GiveOpinion {
                unit: unit.clone(),
                on: self.day,
                text: text.to_owned(),
                agrees,
            };
            self.give_beside(id, &unit_actor(unit), opinion)?;
            if !agrees {
                let settled = Command::Coordinate {
                    on: self.day,
                    outcome: "由主办单位牵头，资金列入下一年度预算。".to_owned(),
                };
                self.give_beside(id, &Actor::own(Role::Government, GOVERNMENT), settled)?;
            }
        }
        Ok(())
    }

    /// Supervised, summoned, found wanting.
    pub(super) fn supervised(&mut self, id: &SuggestionId, units: &[String]) -> Result<(), Stop> {
        let office = Actor::own(Role::Office, OFFICE);
        let Some(unit) = units.first() else {
            return Ok(());
        };
        let on = self.day;
        if self.beside.chance(6) {
            let supervised = Command::Supervise {
                on,
                role: SupervisorRole::DeputyOffice,
                form: SupervisionForm::OnSite,
                medium: Medium::Offline,
                by: OFFICE.to_owned(),
                people: Vec::new(),
                finding: "到现场查看，办理工作正在推进。".to_owned(),
            };
            self.give_beside(id, &office, supervised)?;
        }
        if self.beside.chance(2) {
            let noted = Command::NoteDefects {
                unit: unit.clone(),
                on,
                defects: vec![Defect::Dilatory],
                note: "办理进度偏慢。".to_owned(),
            };
            self.give_beside(id, &office, noted)?;
            let summoned = Command::Summon {
                unit: unit.clone(),
                on,
                by: OFFICE.to_owned(),
                people: Vec::new(),
                outcome: "承办单位承诺加快办理。".to_owned(),
            };
            self.give_beside(id, &office, summoned)?;
        }
        Ok(())
    }

    /// The reply handed to the signing deputies one by one.
    pub(super) fn delivered(&mut self, id: &SuggestionId, units: &[String]) -> Result<(), Stop> {
        let Some(dossier) = self.state.as_ref().map(|state| state.dossier.clone()) else {
            return Ok(());
        };
        if !self.beside.chance(50) {
            return Ok(());
        }
        for unit in units {
            let lead = std::iter::once(dossier.lead.clone());
            let delivered = Command::Deliver {
                unit: unit.clone(),
                on: self.day,
                deputies: lead.chain(dossier.co_signers.iter().cloned()).collect(),
            };
            self.give_beside(id, &unit_actor(unit), delivered)?;
        }
        Ok(())
    }

    /// A step of handling again, evidenced.
    pub(super) fn redone(
        &mut self,
        id: &SuggestionId,
        units: &[String],
        step: RedoStep,
    ) -> Result<(), Stop> {
        let lead = self.state.as_ref().map(|state| state.dossier.lead.clone());
        let lanes = self.state.as_ref().and_then(|state| state.round());
        let lanes = lanes.map(|round| round.lanes.clone()).unwrap_or_default();
        for unit in units {
            let replies = |role: LaneRole| role != LaneRole::Assisting;
            if !lanes
                .iter()
                .any(|lane| lane.unit == *unit && replies(lane.role))
            {
                continue;
            }
            let redone = Command::Redo {
                unit: unit.clone(),
                on: self.day,
                step,
                people: lead.clone().into_iter().collect(),
                evidence: "现场照片和会议记录已归档。".to_owned(),
            };
            self.give_beside(id, &unit_actor(unit), redone)?;
        }
        Ok(())
    }

    /// Assessed by others, and looked back on by the lead deputy.
    pub(super) fn looked_into(&mut self, id: &SuggestionId, lead: &str) -> Result<(), Stop> {
        let office = Actor::own(Role::Office, OFFICE);
        let on = self.day;
        if self.beside.chance(3) {
            let tally = Tally {
                issued: Some(30),
                collected: Some(28),
                satisfied: 20,
                basically_satisfied: 6,
                dissatisfied: 2,
                ..Tally::default()
            };
            let assessed = Command::Assess {
                on,
                kind: AssessmentKind::Questionnaire,
                by: OFFICE.to_owned(),
                tally: Some(tally),
                finding: "多数受访群众认可办理结果。".to_owned(),
            };
            self.give_beside(id, &office, assessed)?;
        }
        if self.beside.chance(8) {
            let looked = Command::LookBack {
                deputy: lead.to_owned(),
                on,
                process: Some(Rating::Satisfied),
                result: Rating::Satisfied,
                note: String::new(),
            };
            self.give_beside(id, &Actor::own(Role::Deputy, lead), looked)?;
        }
        Ok(())
    }
}
