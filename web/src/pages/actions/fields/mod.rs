//! The fields of each action's form. What the rulebook does not ask for is never
//! forced; what it lists is all there is to choose from.

mod handling;
mod intake;
mod judging;
mod oversight;

use super::texts as t;
use super::{Around, units};
use crate::components::field::{Field, Kind};
use crate::i18n::{Say, Words};
use huiyin_rules::suggestion::Action;

/// The fields of an action, from top to bottom.
pub fn fields(action: Action, around: &Around<'_>) -> Vec<Field> {
    let make = Maker { around };
    let own = match action {
        Action::Screen => make.screen(),
        Action::MarkKey => make.mark_key(),
        Action::Assign => make.assign(),
        Action::Return => make.give_back(),
        Action::Extend => make.extend(),
        Action::SplitPoints => vec![
            make.area("points", t::POINTS, 6)
                .hint(make.say(t::POINTS_HINT)),
        ],
        Action::Join => vec![
            make.line("with", t::JOIN_WITH).hint(make.say(t::JOIN_HINT)),
            make.day(),
        ],
        Action::Part => vec![make.joined(), make.area("reason", t::REASON, 3)],
        Action::Consult => make.consult(),
        Action::GiveOpinion => make.opinion(),
        Action::Coordinate => vec![make.day(), make.area("outcome", t::COORDINATED, 4)],
        Action::Suspend => vec![
            make.day_as("on", t::SUSPEND_ON),
            make.line("consent", t::CONSENT),
            make.area("reason", t::REASON, 3),
        ],
        Action::Resume => vec![
            make.day_as("on", t::RESUME_ON),
            make.area("note", t::RESUME_NOTE, 3).optional(),
        ],
        Action::Reply => make.reply(),
        Action::Deliver => make.deliver(),
        Action::Redo => make.redo(),
        Action::Remind => make.remind(),
        Action::NoteDefects => make.defects(),
        Action::Summon => make.summon(),
        Action::Supervise => make.supervise(),
        Action::Evaluate => make.evaluate(),
        Action::LookBack => make.look_back(),
        Action::Assess => make.assess(),
        Action::Submit | Action::Accept | Action::AnnounceOpinions => vec![make.day()],
        Action::Register => vec![
            make.line("number", t::NUMBER)
                .hint(make.say(t::NUMBER_HINT)),
            make.day(),
        ],
        Action::UnmarkKey => vec![make.area("reason", t::REASON, 3)],
        Action::Rehandle => vec![make.day(), make.area("reason", t::REHANDLE_REASON, 3)],
        Action::Close => vec![
            make.day(),
            make.area("despite", t::DESPITE, 2)
                .optional()
                .hint(make.say(t::DESPITE_HINT)),
        ],
        Action::ReportProgress => vec![make.day(), make.area("note", t::PROGRESS, 4)],
        Action::Fulfil => vec![make.day(), make.area("text", t::SECOND_ANSWER, 6)],
        Action::Void => vec![make.day(), make.area("reason", t::WITHDRAW_REASON, 3)],
        // These have a page of their own, or no form.
        Action::Draft | Action::Revise | Action::Enter | Action::Undo | Action::Resolve => {
            Vec::new()
        }
    };
    make.with_actor(action, own)
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

    fn select_of(&self, key: &str, label: Words, names: Vec<String>) -> Field {
        let names = names.into_iter().map(|name| (name.clone(), name));
        self.make(key, label, Kind::Select(names.collect()))
    }

    fn radio(&self, key: &str, label: Words, options: &[(&str, &str)]) -> Field {
        let options = options
            .iter()
            .map(|(key, text)| ((*key).to_owned(), (*text).to_owned()));
        self.make(key, label, Kind::Radio(options.collect()))
    }

    fn day(&self) -> Field {
        self.day_as("on", t::ON).hint(self.say(t::ON_HINT))
    }

    fn day_as(&self, key: &str, label: Words) -> Field {
        let today = Some(self.around.workspace.today.clone()).filter(|day| !day.is_empty());
        self.make(key, label, Kind::Day(today))
    }

    /// Puts the choice of unit or deputy first, where the acting party is not one itself.
    fn with_actor(&self, action: Action, mut fields: Vec<Field>) -> Vec<Field> {
        let around = self.around;
        if let Some(part) = units::part(action) {
            if around.own_unit().is_none() || units::by_others(action) {
                let units = around.units(part);
                fields.insert(0, self.select_of("unit", t::UNIT, units));
            }
        } else if matches!(action, Action::Evaluate | Action::LookBack)
            && around.own_deputy().is_none()
        {
            fields.insert(0, self.select_of("deputy", t::DEPUTY, around.signers()));
        }
        fields
    }
}
