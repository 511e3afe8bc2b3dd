//! Fields of what units do: meet, advise, reply, deliver, do again.

use super::Maker;
use crate::components::field::{Field, Kind};
use crate::i18n::fill;
use crate::i18n::terms::Term;
use crate::pages::actions::choices::options;
use crate::pages::actions::point_key;
use crate::pages::actions::texts as t;
use huiyin_rules::suggestion::{ConsultPhase, RedoStep};

impl Maker<'_> {
    pub(super) fn consult(&self) -> Vec<Field> {
        let lang = self.around.lang;
        let phases = [
            ("before", ConsultPhase::Before.word(lang)),
            ("during", ConsultPhase::During.word(lang)),
            ("after", ConsultPhase::After.word(lang)),
        ];
        vec![
            self.day(),
            self.radio("phase", t::PHASE, &phases),
            self.many("people", t::PEOPLE, &self.around.signers()),
            self.area("outcome", t::CONSULT_OUTCOME, 4),
        ]
    }

    pub(super) fn opinion(&self) -> Vec<Field> {
        let agrees = [("yes", self.say(t::AGREES)), ("no", self.say(t::DISAGREES))];
        vec![
            self.day(),
            self.area("text", t::ASSIST_OPINION, 5),
            self.radio("agrees", t::WHETHER_AGREES, &agrees)
                .hint(self.say(t::AGREES_HINT)),
        ]
    }

    pub(super) fn reply(&self) -> Vec<Field> {
        let Some(item) = self.around.item else {
            return Vec::new();
        };
        let classes = item.classes.iter().map(|one| {
            let letter = one.class.letter();
            (letter.to_owned(), [letter, "　", &one.text].concat())
        });
        let promising: Vec<&'static str> = item
            .classes
            .iter()
            .filter(|one| one.promise_required)
            .map(|one| one.class.letter())
            .collect();
        let mut fields = vec![
            self.day(),
            self.make("class", t::CLASS, Kind::Radio(classes.collect())),
            self.area("text", t::REPLY_TEXT, 8),
        ];
        for (at, point) in item.dossier.points.iter().enumerate() {
            let label = fill(self.say(t::POINT), &[&(at + 1).to_string(), point]);
            let key = point_key(at);
            fields.push(Field::new(&key, &label, Kind::Area(3)).hint(self.say(t::POINT_HINT)));
        }
        if !promising.is_empty() {
            fields.push(
                self.area("promise", t::PROMISE, 3)
                    .when("class", &promising),
            );
            let due = self
                .make("promise-due", t::PROMISE_DUE, Kind::Day(None))
                .optional();
            fields.push(due.when("class", &promising));
        }
        // Only what the rulebook asks of a reply's form; the engine refuses what lacks it.
        let [signed, sealed, enclosed] = self.around.forms().reply_form;
        if signed {
            fields.push(self.line("signed-by", t::SIGNED_BY));
        }
        if sealed {
            fields.push(self.make("sealed", t::SEALED, Kind::Check));
        }
        if enclosed {
            fields.push(self.make("enclosed", t::ENCLOSED, Kind::Check));
        }
        fields
    }

    /// Each signing deputy who has not got it yet; nobody is ticked beforehand.
    pub(super) fn deliver(&self) -> Vec<Field> {
        let deputies = self.around.undelivered();
        let deputies = deputies.into_iter().map(|name| (name.clone(), name));
        vec![
            self.day(),
            self.make(
                "deputies",
                t::DELIVERED_TO,
                Kind::Checks(deputies.collect()),
            ),
        ]
    }

    pub(super) fn redo(&self) -> Vec<Field> {
        let around = self.around;
        let mut steps = around.forms().redo_steps.clone();
        // The reply is an action of its own; where the rulebook asks for neither, both may be recorded.
        steps.retain(|step| *step != RedoStep::Reply);
        if steps.is_empty() {
            steps = vec![RedoStep::Rework, RedoStep::Revisit];
        }
        let steps = options(&steps, around.lang);
        vec![
            self.day(),
            self.make("step", t::REDO_STEP, Kind::Radio(steps)),
            self.many("people", t::REVISITED, &around.signers())
                .when("step", &[REVISIT]),
            self.area("evidence", t::EVIDENCE, 4)
                .hint(self.say(t::EVIDENCE_HINT)),
        ]
    }
}

/// The value of the step of visiting again among the options of steps.
const REVISIT: &str = "2";

const _: () = assert!(matches!(RedoStep::ALL[2], RedoStep::Revisit));
