//! Small marks: the light of a deadline, the stage, the class. Each says in words
//! and shape what its colour says.

use crate::i18n::common as t;
use crate::i18n::terms::Term;
use crate::i18n::{Say, day, fill};
use crate::prelude::*;
use huiyin_protocol::ledger::DueCell;
use huiyin_rules::rulebook::Light;
use huiyin_rules::suggestion::StageName;
use huiyin_rules::{AnswerClass, Lang, Rating};

/// The shape of a light, told apart without colour.
const fn shape(light: Light) -> &'static str {
    match light {
        Light::Normal => "●",
        Light::DueSoon => "▲",
        Light::Overdue => "■",
        Light::Done => "✓",
        Light::DoneLate => "✕",
    }
}

const fn light_class(light: Light) -> &'static str {
    match light {
        Light::Normal => "chip light-normal",
        Light::DueSoon => "chip light-soon",
        Light::Overdue => "chip light-overdue",
        Light::Done => "chip light-done",
        Light::DoneLate => "chip light-late",
    }
}

/// `▲ 临期 3 工作日`. Days are working days left, negative when overdue.
pub fn light(light: Light, days_left: i32, lang: Lang) -> Html {
    let running = matches!(light, Light::Normal | Light::DueSoon | Light::Overdue);
    let mut text = light.word(lang).to_owned();
    if running {
        text.push(' ');
        let days = days_left.unsigned_abs().to_string();
        text.push_str(&fill(lang.say(t::DAYS_LEFT), &[&days]));
    }
    html! {
        <span class={light_class(light)}>
            <span aria-hidden="true">{ shape(light) }</span>{ " " }{ text }
        </span>
    }
}

/// `▲ 临期`: the light alone.
pub fn mark(light: Light, lang: Lang) -> Html {
    html! {
        <span class={light_class(light)}>
            <span aria-hidden="true">{ shape(light) }</span>{ " " }{ light.word(lang) }
        </span>
    }
}

/// A deadline in one cell: the light, what is due, the day.
pub fn due(due: &DueCell, lang: Lang) -> Html {
    let title = [due.what.as_str(), " ", &day::iso(due.date)].concat();
    html! {
        <span class="due" title={title}>
            { light(due.light, due.days_left, lang) }
            <span class="due-day">{ &due.what }{ " " }{ day::iso(due.date) }
                if due.provisional {
                    <abbr title={lang.say(t::PROVISIONAL_HINT)}>{ lang.say(t::PROVISIONAL) }</abbr>
                }
            </span>
        </span>
    }
}

/// The stage as a tag.
pub fn stage(stage: StageName, lang: Lang) -> Html {
    let class = match stage {
        StageName::Closed | StageName::Evaluated => "tag tag-end",
        StageName::Void | StageName::NotAccepted | StageName::Merged => "tag tag-off",
        StageName::SentBack => "tag tag-back",
        _ => "tag",
    };
    html! { <span class={class}>{ stage.word(lang) }</span> }
}

/// The letter of a class; its meaning is the rulebook's and stands where there is room.
pub fn class(class: Option<AnswerClass>) -> Html {
    match class {
        Some(class) => html! { <span class="letter">{ class.letter() }</span> },
        None => Html::default(),
    }
}

/// A rating in words, with a shape before it.
pub fn rating(rating: Option<Rating>, lang: Lang) -> Html {
    let Some(rating) = rating else {
        return Html::default();
    };
    let (class, shape) = match rating {
        Rating::Satisfied => ("rate rate-good", "●"),
        Rating::BasicallySatisfied => ("rate rate-fair", "◐"),
        Rating::Dissatisfied => ("rate rate-poor", "○"),
    };
    html! {
        <span class={class}><span aria-hidden="true">{ shape }</span>{ " " }{ rating.word(lang) }</span>
    }
}

/// The mark of key supervision.
pub fn key(label: &str) -> Html {
    html! { <span class="tag tag-key">{ "★ " }{ label }</span> }
}
