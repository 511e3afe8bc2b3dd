//! Fields of opinions and assessments. Nothing is chosen beforehand.

use super::Maker;
use crate::components::field::{Field, Kind};
use crate::i18n::{Words, fill};
use crate::pages::actions::choices::{Listed, options_or_all};
use crate::pages::actions::texts as t;
use crate::pages::actions::verdict_key;
use huiyin_rules::Rating;
use huiyin_rules::suggestion::{AssessmentKind, Defect, PointVerdict};

/// The numbers of a count: key and label, in the order of a tally's fields.
const TALLY: [(&str, Words); 10] = [
    ("members", t::MEMBERS),
    ("present", t::PRESENT),
    ("issued", t::ISSUED),
    ("collected", t::COLLECTED),
    ("satisfied", t::SATISFIED),
    ("basically", t::BASICALLY),
    ("dissatisfied", t::DISSATISFIED),
    ("abstained", t::ABSTAINED),
    ("invalid", t::INVALID),
    ("unpressed", t::UNPRESSED),
];

impl Maker<'_> {
    /// The opinion on process and result, or on both at once, as the rulebook says.
    fn ratings(&self, fields: &mut Vec<Field>) {
        let apart = self.around.forms().two_ratings;
        let mut rate = |key: &str, label: Words| {
            let options = options_or_all(Rating::LIST, self.around.lang);
            fields.push(self.make(key, label, Kind::Radio(options)));
        };
        if apart {
            rate("process", t::PROCESS);
        }
        rate("result", if apart { t::RESULT } else { t::ONE_RATING });
    }

    pub(super) fn evaluate(&self) -> Vec<Field> {
        let lang = self.around.lang;
        let mut fields = vec![self.day()];
        let points = self
            .around
            .item
            .map_or(&[][..], |item| &item.dossier.points);
        for (at, point) in points.iter().enumerate() {
            let label = fill(self.say(t::POINT), &[&(at + 1).to_string(), point]);
            let verdicts = options_or_all::<PointVerdict>(&[], lang);
            fields.push(
                Field::new(&verdict_key(at), &label, Kind::Select(verdicts))
                    .optional()
                    .hint(&self.answer_to(at)),
            );
        }
        self.ratings(&mut fields);
        let defects = options_or_all::<Defect>(&[], lang);
        fields.push(
            self.make("defects", t::DEFECTS, Kind::Checks(defects))
                .optional(),
        );
        fields.push(self.opinion_text());
        fields
    }

    fn opinion_text(&self) -> Field {
        self.area("note", t::OPINION, 3)
            .optional()
            .hint(self.say(t::OPINION_HINT))
    }

    /// What the units answered to a point, to be read while judging it.
    fn answer_to(&self, at: usize) -> String {
        let rounds = self.around.item.map_or(&[][..], |item| &item.rounds);
        let Some(round) = rounds.last() else {
            return String::new();
        };
        let replies = round.lanes.iter().filter_map(|lane| lane.reply.as_ref());
        let answers = replies.flat_map(|reply| &reply.points);
        let answers = answers.filter(|one| one.point as usize == at);
        let texts: Vec<String> = answers
            .map(|one| fill(self.say(t::ANSWERED), &[&one.answer]))
            .collect();
        texts.join("\n")
    }

    pub(super) fn look_back(&self) -> Vec<Field> {
        let mut fields = vec![self.day()];
        self.ratings(&mut fields);
        fields.push(self.opinion_text());
        fields
    }

    pub(super) fn assess(&self) -> Vec<Field> {
        let kinds = options_or_all::<AssessmentKind>(&[], self.around.lang);
        let mut fields = vec![
            self.day(),
            self.make("kind", t::ASSESSMENT, Kind::Radio(kinds)),
            self.line("by", t::ASSESSED_BY),
            self.make("tally", t::HAS_TALLY, Kind::Check),
        ];
        for (at, (key, label)) in TALLY.into_iter().enumerate() {
            let field = self.make(key, label, Kind::Count).when("tally", &["1"]);
            // The three choices are what a count consists of; the rest where somebody took it.
            fields.push(if (4..7).contains(&at) {
                field
            } else {
                field.optional()
            });
        }
        fields.push(
            self.area("finding", t::FOUND, 4)
                .optional()
                .hint(self.say(t::FINDING_HINT)),
        );
        fields
    }
}
