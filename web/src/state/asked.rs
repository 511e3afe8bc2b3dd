//! Asking the engine from a component: ask again when the question, the
//! person, the language or the record changes; show the old answer meanwhile.

use super::{use_head, use_session};
use crate::platform::engine;
use crate::prelude::*;
use huiyin_protocol::{Failure, Reply, Request};
use std::rc::Rc;

/// What is known of an answer.
#[derive(Clone, Default)]
pub struct Asked {
    /// The last answer to this question; may be out of date while `loading`.
    pub reply: Option<Rc<Reply>>,
    /// Why there is none, where the last attempt failed.
    pub failure: Option<Rc<Failure>>,
    /// A question is under way.
    pub loading: bool,
    /// Asks again, for a button after a failure.
    pub again: Callback<()>,
}

/// Asks and keeps the answer current. `None` asks nothing.
#[hook]
pub fn use_ask(request: Option<Request>) -> Asked {
    use_session();
    let head = use_head();
    let round = use_state(|| 0u32);
    let answer = use_state(|| (None::<Rc<Reply>>, None::<Rc<Failure>>, Vec::<u8>::new()));
    let loading = use_state_eq(|| request.is_some());

    // The question's bytes stand for it: cheaper to compare than every type's fields.
    // They also hold the language and the acting party, which the session put in force.
    let question = request.as_ref().map(engine::question).unwrap_or_default();

    {
        let answer = answer.clone();
        let loading = loading.clone();
        let asked = question.clone();
        use_effect_with((question.clone(), head, *round), move |_| {
            let wanted = Rc::new(std::cell::Cell::new(true));
            if let Some(request) = request {
                loading.set(true);
                let wanted = wanted.clone();
                engine::ask_then(request, move |said| {
                    if !wanted.get() {
                        return;
                    }
                    loading.set(false);
                    answer.set(match said {
                        Ok(reply) => (Some(Rc::new(reply)), None, asked),
                        Err(failure) => (answer.0.clone(), Some(Rc::new(failure)), asked),
                    });
                });
            } else {
                loading.set(false);
            }
            move || wanted.set(false)
        });
    }

    let again = {
        let round = round.clone();
        let count = use_mut_ref(|| 0u32);
        use_callback((), move |(), ()| {
            let mut count = count.borrow_mut();
            *count += 1;
            round.set(*count);
        })
    };
    Asked {
        reply: answer.0.clone(),
        failure: answer.1.clone(),
        loading: *loading || answer.2 != question,
        again,
    }
}
