//! Fields of what happens before handling: screening, key supervision, assignment.

use super::Maker;
use crate::components::field::{Field, Kind};
use crate::pages::actions::choices::{options, options_or_all};
use crate::pages::actions::texts as t;
use huiyin_rules::suggestion::NotAcceptedReason;

impl Maker<'_> {
    pub(super) fn screen(&self) -> Vec<Field> {
        let outcomes = [
            ("accept", self.say(t::ACCEPT)),
            ("not-accept", self.say(t::NOT_ACCEPT)),
            ("merge", self.say(t::MERGE)),
            ("send-back", self.say(t::SEND_BACK)),
        ];
        let reasons = options(&NotAcceptedReason::ALL, self.around.lang);
        let mut fields = vec![self.day(), self.radio("outcome", t::OUTCOME, &outcomes)];
        let tests = &self.around.forms().screening_tests;
        if !tests.is_empty() {
            let tests = tests.iter().map(|test| (test.clone(), test.clone()));
            fields.push(
                self.make("tests", t::TESTS, Kind::Checks(tests.collect()))
                    .optional()
                    .hint(self.say(t::TESTS_HINT))
                    .when("outcome", &["accept"]),
            );
        }
        fields.extend([
            self.make("reason", t::NOT_ACCEPT_REASON, Kind::Select(reasons))
                .when("outcome", &["not-accept"]),
            self.area("note", t::ADDITION, 3)
                .optional()
                .when("outcome", &["not-accept"]),
            self.line("into", t::INTO).when("outcome", &["merge"]),
            self.area("missing", t::MISSING, 3)
                .when("outcome", &["send-back"]),
        ]);
        fields
    }

    /// Leader and committee are asked for where the rulebook says so.
    pub(super) fn mark_key(&self) -> Vec<Field> {
        let around = self.around;
        let forms = around.forms();
        let criteria = options_or_all(&forms.key_criteria, around.lang);
        let asked = |field: Field| {
            if forms.key_leaders {
                field
            } else {
                field.optional()
            }
        };
        vec![
            asked(self.combo("supervisor", t::SUPERVISOR, &around.workspace.leaders)),
            asked(self.combo("committee", t::COMMITTEE, &around.workspace.committees)),
            self.make("criteria", t::CRITERIA, Kind::Checks(criteria))
                .optional(),
            self.area("reason", t::KEY_REASON, 3).optional(),
        ]
    }

    pub(super) fn assign(&self) -> Vec<Field> {
        let around = self.around;
        let known = &around.workspace.units;
        let modes = [
            ("joint", self.say(t::JOINT)),
            ("separate", self.say(t::SEPARATE)),
        ];
        let mut fields = vec![
            self.day(),
            self.radio("mode", t::MODE, &modes),
            self.combo("lead", t::LEAD_UNIT, known)
                .when("mode", &["joint"]),
            self.many("assisting", t::ASSISTING, known)
                .optional()
                .when("mode", &["joint"]),
            self.many("units", t::UNITS, known)
                .when("mode", &["separate"]),
            self.combo("leader", t::LEADER, &around.workspace.leaders)
                .optional(),
            self.line("meeting", t::MEETING)
                .optional()
                .hint(self.say(t::MEETING_HINT)),
        ];
        let levels = &around.forms().levels;
        if !levels.is_empty() {
            let levels = self.select_of("level", t::LEVEL, levels.clone());
            fields.push(levels.optional());
        }
        fields
    }

    pub(super) fn give_back(&self) -> Vec<Field> {
        let mut fields = vec![self.day(), self.area("reason", t::RETURN_REASON, 3)];
        if self.around.forms().late_return {
            let consent = self.line("consent", t::CONSENT).optional();
            fields.push(consent.hint(self.say(t::LATE_HINT)));
        }
        fields
    }

    pub(super) fn extend(&self) -> Vec<Field> {
        let units = [
            ("months", self.say(t::MONTHS)),
            ("working", self.say(t::WORKING_DAYS)),
            ("calendar", self.say(t::CALENDAR_DAYS)),
        ];
        vec![
            self.day(),
            self.line("count", t::EXTEND_COUNT),
            self.radio("by", t::EXTEND_UNIT, &units),
            self.line("consent", t::CONSENT),
            self.area("reason", t::REASON, 3),
        ]
    }

    pub(super) fn joined(&self) -> Field {
        let joined = self.around.item.map_or(&[][..], |item| &item.joined);
        let joined = joined.iter().map(|(id, number, title)| {
            let text = [number, " ", title].concat();
            (id.as_str().to_owned(), text)
        });
        self.make("with", t::PART_WITH, Kind::Select(joined.collect()))
    }
}
