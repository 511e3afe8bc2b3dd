//! Fields of seeing to it that a suggestion is handled: reminders, summons, supervision.

use super::Maker;
use crate::components::field::{Field, Kind};
use crate::i18n::terms::Term;
use crate::pages::actions::choices::{options, options_or_all};
use crate::pages::actions::texts as t;
use crate::pages::actions::units::Part;
use huiyin_rules::suggestion::{Channel, Defect, Medium, SupervisorRole};

impl Maker<'_> {
    pub(super) fn remind(&self) -> Vec<Field> {
        let lang = self.around.lang;
        let channels = [
            ("phone", Channel::Phone.word(lang)),
            ("online", Channel::Online.word(lang)),
            ("on-site", Channel::OnSite.word(lang)),
            ("letter", Channel::Letter.word(lang)),
        ];
        let mut fields = Vec::new();
        if self.around.item.is_some() {
            let mut units = vec![("*".to_owned(), self.say(t::ALL_OWING).to_owned())];
            let lanes = self.around.units(Part::Any).into_iter();
            units.extend(lanes.map(|unit| (unit.clone(), unit)));
            fields.push(self.make("unit", t::REMIND_WHOM, Kind::Select(units)));
        }
        fields.push(self.day());
        fields.push(self.radio("channel", t::CHANNEL, &channels));
        fields.push(self.area("note", t::NOTE, 3).optional());
        fields
    }

    pub(super) fn defects(&self) -> Vec<Field> {
        let defects = options_or_all::<Defect>(&[], self.around.lang);
        vec![
            self.day(),
            self.make("defects", t::DEFECTS, Kind::Checks(defects)),
            self.area("note", t::DEFECT_NOTE, 3),
        ]
    }

    pub(super) fn summon(&self) -> Vec<Field> {
        vec![
            self.day(),
            self.line("by", t::SUMMONED_BY),
            self.many("people", t::SUMMONED, &[]),
            self.area("outcome", t::SUMMON_OUTCOME, 4),
        ]
    }

    pub(super) fn supervise(&self) -> Vec<Field> {
        let around = self.around;
        let (forms, lang) = (around.forms(), around.lang);
        // A unit supervises only itself.
        let roles = match around.own_unit() {
            Some(_) => options(&[SupervisorRole::UnitItself], lang),
            None => options_or_all(&forms.supervisor_roles, lang),
        };
        let ways = options_or_all(&forms.supervision_forms, lang);
        let media = options_or_all::<Medium>(&[], lang);
        let workspace = around.workspace;
        let supervisors = [workspace.leaders.as_slice(), &workspace.committees].concat();
        vec![
            self.day(),
            self.make("role", t::SUPERVISOR_ROLE, Kind::Radio(roles)),
            self.make("form", t::SUPERVISION_FORM, Kind::Radio(ways)),
            self.make("medium", t::MEDIUM, Kind::Radio(media)),
            self.combo("by", t::SUPERVISED_BY, &supervisors),
            self.many("people", t::TOOK_PART, &around.signers())
                .optional(),
            self.area("finding", t::FOUND, 4),
        ]
    }
}
