//! Step 5: what will be written, in figures; and what was written.

use super::texts as t;
use super::undo::Undo;
use super::wizard::{Stage, Wizard, can_go_in};
use super::work::Works;
use crate::components::button::{Kind, button, button_if};
use crate::i18n::{Say, Words, fill, grouped};
use crate::prelude::*;
use crate::route::{self, Route};
use crate::state::session::party_name;
use crate::state::{use_lang, use_session};
use huiyin_protocol::import::{ImportRecord, Severity};
use huiyin_rules::Lang;

/// Properties of [`Commit`].
#[derive(Properties)]
pub struct Props {
    /// The wizard.
    pub wizard: Wizard,
    /// Writes.
    pub works: Works,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        // The works of a page stay the same.
        self.wizard == other.wizard
    }
}

/// The step.
#[component]
pub fn Commit(props: &Props) -> Html {
    let lang = use_lang();
    let session = use_session();
    let wizard = &props.wizard;
    let (Some(book), Some(check)) = (&wizard.book, &wizard.check) else {
        return Html::default();
    };
    let going_in = wizard.going_in();
    let items = |count: usize| fill(lang.say(t::N_ITEMS), &[&grouped(count as u64)]);
    let look = |row: &&huiyin_protocol::import::CheckedRow| {
        can_go_in(row)
            && row.worst == Some(Severity::Warning)
            && !wizard.left_out.contains(&row.row)
    };
    let year = match wizard.year.trim() {
        "" => lang.say(t::NO_YEAR).to_owned(),
        year => year.to_owned(),
    };
    let sheet = book
        .sheets
        .get(wizard.sheet)
        .map_or("", |sheet| sheet.name.as_str());
    let lines: [(Words, String); 9] = [
        (t::FILE, book.file.clone()),
        (t::SHEET, sheet.to_owned()),
        (t::C_IMPORT, items(going_in as usize)),
        (t::C_LOOK, items(check.rows.iter().filter(look).count())),
        (t::C_LEFT, items(wizard.left_out.len())),
        (t::C_FAILED, items(check.failed as usize)),
        (t::C_PASSED, grouped(check.passed_over.len() as u64)),
        (t::C_YEAR, year),
        (t::C_BY, party_name(session.acting(), lang)),
    ];
    let commit = {
        let (works, skip) = (props.works.clone(), wizard.left_out.clone());
        Callback::from(move |_: MouseEvent| works.commit(skip.iter().copied().collect(), lang))
    };
    let label = fill(lang.say(t::DO_COMMIT), &[&grouped(going_in.into())]);
    html! {
        <>
            <p>{ lang.say(t::COMMIT_LEAD) }</p>
            <dl class="import-facts">
                { for lines.into_iter().map(|(words, value)| html! {
                    <div key={words.1}><dt>{ lang.say(words) }</dt><dd>{ value }</dd></div>
                }) }
            </dl>
            { super::foot(
                Some(super::go(&props.works.tell, Stage::Check)),
                button_if(Kind::Primary, &label, commit, going_in > 0),
                lang,
            ) }
        </>
    }
}

/// The end: what was written, and the ways on from here. `list` holds the earlier imports, this one among them.
pub fn done(wizard: &Wizard, list: &[ImportRecord], works: &Works, lang: Lang) -> Html {
    let Some(done) = &wizard.done else {
        return Html::default();
    };
    let record = list.iter().find(|record| record.import == done.import);
    let undone = record.is_some_and(|record| record.undone);
    let another = {
        let works = works.clone();
        Callback::from(move |_: MouseEvent| works.reset())
    };
    html! {
        <>
            <p class="import-mark mark-ready"><span aria-hidden="true">{ "✓" }</span>{ " " }
                { lang.say(if undone { t::THIS_UNDONE } else { t::IMPORTED_HINT }) }
            </p>
            if wizard.not_in > 0 {
                <p>{ fill(lang.say(t::SKIPPED), &[&grouped(wizard.not_in.into())]) }</p>
            }
            <div class="import-foot">
                { route::link(&Route::ledger(), "btn btn-primary", html! { lang.say(t::SEE_LEDGER) }) }
                { route::link(&Route::stats(), "btn", html! { lang.say(t::SEE_STATS) }) }
                { button(Kind::Plain, lang.say(t::ANOTHER), another) }
                if let Some(record) = record.filter(|record| !record.undone) {
                    <Undo record={record.clone()} label={lang.say(t::UNDO_THIS)} />
                }
            </div>
        </>
    }
}
