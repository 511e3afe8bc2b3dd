//! The fields of each action's form.

use super::Around;
use super::texts as t;
use crate::components::field::{Field, Kind};
use crate::i18n::terms::Term;
use crate::i18n::{Say, Words, fill};
use huiyin_rules::Rating;
use huiyin_rules::suggestion::{Action, Channel, ConsultPhase, NotAcceptedReason};

/// The fields of an action, from top to bottom.
pub fn fields(action: Action, around: &Around<'_>) -> Vec<Field> {
    let make = Maker { around };
    match action {
        Action::Screen => make.screen(),
        Action::Assign => make.assign(),
        Action::Reply => make.reply(),
        Action::Evaluate => make.evaluate(),
        Action::Extend => make.extend(),
        Action::Consult => make.consult(),
        Action::Remind => make.remind(),
        Action::Submit => vec![make.day()],
        Action::Register => vec![
            make.line("number", t::NUMBER)
                .hint(make.say(t::NUMBER_HINT)),
            make.day(),
        ],
        Action::MarkKey => vec![
            make.combo("supervisor", t::SUPERVISOR, &around.workspace.leaders)
                .optional(),
        ],
        Action::UnmarkKey => vec![make.area("reason", t::REASON, 3)],
        Action::Accept => make.with_unit(vec![make.day()]),
        Action::Return => {
            make.with_unit(vec![make.day(), make.area("reason", t::RETURN_REASON, 3)])
        }
        Action::Rehandle => vec![make.day(), make.area("reason", t::REHANDLE_REASON, 3)],
        Action::Close => vec![
            make.day(),
            make.area("despite", t::DESPITE, 2)
                .optional()
                .hint(make.say(t::DESPITE_HINT)),
        ],
        Action::ReportProgress => {
            make.with_unit(vec![make.day(), make.area("note", t::PROGRESS, 4)])
        }
        Action::Fulfil => make.with_unit(vec![make.day(), make.area("text", t::SECOND_ANSWER, 6)]),
        Action::Void => vec![make.day(), make.area("reason", t::WITHDRAW_REASON, 3)],
        // These have a page of their own, or no form.
        Action::Draft | Action::Revise | Action::Enter | Action::Undo => Vec::new(),
    }
}

/// Makes fields with their texts.
struct Maker<'a> {
    around: &'a Around<'a>,
}

impl Maker<'_> {
    fn say(&self, words: Words) -> &'static str {
        self.around.lang.say(words)
    }

    fn make(&self, key: &str, label: Words, kind: Kind) -> Field {
        Field::new(key, self.say(label), kind)
    }

    fn line(&self, key: &str, label: Words) -> Field {
        self.make(key, label, Kind::Line)
    }

    fn area(&self, key: &str, label: Words, rows: u32) -> Field {
        self.make(key, label, Kind::Area(rows))
    }

    fn combo(&self, key: &str, label: Words, names: &[String]) -> Field {
        self.make(key, label, Kind::Combo(Around::proposals(names)))
    }

    fn many(&self, key: &str, label: Words, names: &[String]) -> Field {
        self.make(key, label, Kind::Many(Around::proposals(names)))
            .hint(self.say(t::MANY_HINT))
    }

    fn radio(&self, key: &str, label: Words, options: &[(&str, &str)]) -> Field {
        let options = options
            .iter()
            .map(|(key, text)| ((*key).to_owned(), (*text).to_owned()));
        self.make(key, label, Kind::Radio(options.collect()))
    }

    fn day(&self) -> Field {
        let today = Some(self.around.workspace.today.clone()).filter(|day| !day.is_empty());
        self.make("on", t::ON, Kind::Day(today))
            .hint(self.say(t::ON_HINT))
    }

    /// Puts the choice of unit first, where the acting party is not one itself.
    fn with_unit(&self, mut fields: Vec<Field>) -> Vec<Field> {
        if self.around.own_unit().is_none() {
            let units = self
                .around
                .lanes()
                .into_iter()
                .map(|unit| (unit.clone(), unit));
            fields.insert(0, self.make("unit", t::UNIT, Kind::Select(units.collect())));
        }
        fields
    }

    fn screen(&self) -> Vec<Field> {
        let lang = self.around.lang;
        let outcomes = [
            ("accept", self.say(t::ACCEPT)),
            ("not-accept", self.say(t::NOT_ACCEPT)),
            ("merge", self.say(t::MERGE)),
            ("send-back", self.say(t::SEND_BACK)),
        ];
        let reasons = NotAcceptedReason::ALL
            .iter()
            .enumerate()
            .map(|(at, reason)| (at.to_string(), reason.word(lang).to_owned()));
        vec![
            self.day(),
            self.radio("outcome", t::OUTCOME, &outcomes),
            self.make(
                "reason",
                t::NOT_ACCEPT_REASON,
                Kind::Select(reasons.collect()),
            )
            .when("outcome", &["not-accept"]),
            self.area("note", t::ADDITION, 3)
                .optional()
                .when("outcome", &["not-accept"]),
            self.line("into", t::INTO).when("outcome", &["merge"]),
            self.area("missing", t::MISSING, 3)
                .when("outcome", &["send-back"]),
        ]
    }

    fn assign(&self) -> Vec<Field> {
        let known = &self.around.workspace.units;
        let modes = [
            ("joint", self.say(t::JOINT)),
            ("separate", self.say(t::SEPARATE)),
        ];
        vec![
            self.day(),
            self.radio("mode", t::MODE, &modes),
            self.combo("lead", t::LEAD_UNIT, known)
                .when("mode", &["joint"]),
            self.many("assisting", t::ASSISTING, known)
                .optional()
                .when("mode", &["joint"]),
            self.many("units", t::UNITS, known)
                .when("mode", &["separate"]),
            self.combo("leader", t::LEADER, &self.around.workspace.leaders)
                .optional(),
        ]
    }

    fn extend(&self) -> Vec<Field> {
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

    fn consult(&self) -> Vec<Field> {
        let lang = self.around.lang;
        let phases = [
            ("before", ConsultPhase::Before.word(lang)),
            ("during", ConsultPhase::During.word(lang)),
            ("after", ConsultPhase::After.word(lang)),
        ];
        self.with_unit(vec![
            self.day(),
            self.radio("phase", t::PHASE, &phases),
            self.many("people", t::PEOPLE, &self.around.signers()),
            self.area("outcome", t::CONSULT_OUTCOME, 4),
        ])
    }

    fn remind(&self) -> Vec<Field> {
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
            units.extend(
                self.around
                    .lanes()
                    .into_iter()
                    .map(|unit| (unit.clone(), unit)),
            );
            fields.push(self.make("unit", t::REMIND_WHOM, Kind::Select(units)));
        }
        fields.push(self.day());
        fields.push(self.radio("channel", t::CHANNEL, &channels));
        fields.push(self.area("note", t::NOTE, 3).optional());
        fields
    }

    fn reply(&self) -> Vec<Field> {
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
        self.with_unit(fields)
    }

    fn evaluate(&self) -> Vec<Field> {
        let lang = self.around.lang;
        let ratings = [
            ("satisfied", Rating::Satisfied.word(lang)),
            ("basically", Rating::BasicallySatisfied.word(lang)),
            ("dissatisfied", Rating::Dissatisfied.word(lang)),
        ];
        let mut fields = vec![
            self.day(),
            self.radio("process", t::PROCESS, &ratings),
            self.radio("result", t::RESULT, &ratings),
            self.area("note", t::OPINION, 3)
                .optional()
                .hint(self.say(t::OPINION_HINT)),
        ];
        if self.around.own_deputy().is_none() {
            let signers = self
                .around
                .signers()
                .into_iter()
                .map(|name| (name.clone(), name));
            fields.insert(
                0,
                self.make("deputy", t::DEPUTY, Kind::Select(signers.collect())),
            );
        }
        fields
    }
}

/// The key of the answer to one of the suggestion's points, counted from 0.
pub fn point_key(at: usize) -> String {
    ["point-", &at.to_string()].concat()
}
