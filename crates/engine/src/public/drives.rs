//! Drives, the codes in force as a server wants them, and the key that voices are sealed to.

use super::kept::{Any, Kept};
use super::stations::{code_view, number};
use super::{office, office_with_voices, reads_all, refused};
use crate::facts;
use crate::fail::Trouble;
use crate::host::Host;
use crate::state::State;
use crate::workspace::{Asker, Engine};
use chrono::NaiveDate;
use huiyin_log::hex;
use huiyin_log::seal::BoxKey;
use huiyin_protocol::FailureKind;
use huiyin_protocol::public::{
    CodeFor, CodeView, DriveDraft, DriveRow, DriveSummary, DriveView, PublicReply,
};
use huiyin_rules::date;
use huiyin_rules::drive::{self, Drive, DriveOpened, DriveOrder, DriveQuestion, summary};
use huiyin_rules::intake_key::{IntakeKeyed, IntakeOrder, decide as decide_key};
use huiyin_rules::order::OrderContext;
use huiyin_rules::station::StationOrder;
use huiyin_rules::voice::Voice;
use huiyin_store::EventStore;
use serde::Serialize;
use std::collections::BTreeMap;

/// Most texts of a question that are shown.
const TEXTS: usize = 100;

/// A drive's form as whoever answers it needs it.
#[derive(Serialize)]
struct Form<'a> {
    id: &'a str,
    title: &'a str,
    intro: &'a str,
    questions: &'a [DriveQuestion],
    #[serde(with = "huiyin_rules::date")]
    opens: NaiveDate,
    #[serde(with = "huiyin_rules::date")]
    closes: NaiveDate,
}

impl<S: EventStore, H: Host> Engine<S, H> {
    pub(super) fn drive_rows(&self, who: Asker<'_>) -> PublicReply {
        let state = self.state.borrow();
        let counted = reads_all(&state, who);
        let mut answers: BTreeMap<&str, u32> = BTreeMap::new();
        for (_, voice) in state.public.voices.all().filter(|_| counted) {
            if let Some(drive) = &voice.received.drive {
                *answers.entry(drive).or_default() += 1;
            }
        }
        let drives = state.public.drives().all();
        let row = |(id, drive): (&str, &Drive)| {
            let answers = answers.get(id).copied().unwrap_or(0);
            row(id, drive, counted.then_some(answers), self.today())
        };
        let mut rows: Vec<DriveRow> = drives.map(row).collect();
        rows.sort_by(|a, b| (&b.opens, &b.id).cmp(&(&a.opens, &a.id)));
        PublicReply::Drives(rows)
    }

    pub(super) fn drive_view(&self, who: Asker<'_>, id: &str) -> Result<PublicReply, Trouble> {
        office(who)?;
        let state = self.state.borrow();
        let kept = &state.public;
        let drive = kept.drives().get(id).ok_or_else(no_such_drive)?;
        let counted = reads_all(&state, who);
        let voices = kept.voices.all().filter(|_| counted);
        let mut answered: Vec<&Voice> = voices
            .map(|(_, voice)| voice)
            .filter(|voice| voice.received.drive.as_deref() == Some(id))
            .collect();
        answered.sort_by_key(|voice| std::cmp::Reverse(voice.received.on));
        let summed = summary(drive, answered.iter().map(|one| &one.received.answers[..]));
        let questions = drive.opened.questions.iter().zip(summed.questions);
        let questions = questions.map(|(question, summed)| {
            let said = answered.iter().flat_map(|one| &one.received.answers);
            let said = said.filter(|one| one.question == question.id && !one.text.is_empty());
            DriveSummary {
                question: question.clone(),
                counts: summed.options,
                answered: summed.answered,
                texts: said.take(TEXTS).map(|one| one.text.clone()).collect(),
            }
        });
        Ok(PublicReply::Drive(Box::new(DriveView {
            row: row(
                id,
                drive,
                counted.then_some(number(answered.len())),
                self.today(),
            ),
            intro: drive.opened.intro.clone(),
            code: code_of_drive(kept, id),
            questions: questions.collect(),
            closed: drive.closed.as_ref().map(|closed| closed.reason.clone()),
        })))
    }

    pub(super) async fn drive_open(
        &self,
        who: Asker<'_>,
        draft: DriveDraft,
    ) -> Result<PublicReply, Trouble> {
        office(who)?;
        let opened = DriveOpened {
            opens: day(&draft.opens)?,
            closes: day(&draft.closes)?,
            title: draft.title.trim().to_owned(),
            intro: draft.intro.trim().to_owned(),
            questions: (1..)
                .zip(draft.questions)
                .map(|(at, question)| DriveQuestion {
                    id: match question.id.is_empty() {
                        true => format!("q{at}"),
                        false => question.id,
                    },
                    ..question
                })
                .collect(),
        };
        let id = self.fresh_hex();
        self.public_carry(who, |state| {
            let order = DriveOrder::Open(opened.clone());
            let events = self.drive_events(state, who, &id, order)?;
            let wanted = CodeFor {
                drive: Some(id.clone()),
                ..CodeFor::default()
            };
            let code = self.drawn(&wanted, &opened.title);
            let mut steps = vec![(aggregate(&id), events)];
            let issue = StationOrder::IssueCodes(vec![code]);
            steps.extend(self.station_steps(state, who, issue)?);
            Ok(steps)
        })
        .await?;
        self.drive_view(who, &id)
    }

    pub(super) async fn drive_close(
        &self,
        who: Asker<'_>,
        id: &str,
        reason: String,
    ) -> Result<PublicReply, Trouble> {
        office(who)?;
        self.public_carry(who, |state| {
            let reason = reason.clone();
            let events = self.drive_events(state, who, id, DriveOrder::Close { reason })?;
            Ok(vec![(aggregate(id), events)])
        })
        .await?;
        self.drive_view(who, id)
    }

    fn drive_events(
        &self,
        state: &State,
        who: Asker<'_>,
        id: &str,
        order: DriveOrder,
    ) -> Result<Vec<Any>, Trouble> {
        let ctx = OrderContext {
            today: self.today(),
            actor: who.actor,
        };
        let events = drive::decide(state.public.drives().get(id), order, &ctx)
            .map_err(|refusal| refused(refusal.code(), refusal.text()))?;
        Ok(events.into_iter().map(Any::Drive).collect())
    }

    /// The codes that lead somewhere, with the forms of drives.
    pub(super) fn codes_in_force(&self, who: Asker<'_>) -> Result<PublicReply, Trouble> {
        office(who)?;
        let state = self.state.borrow();
        let kept = &state.public;
        let stations = kept.stations();
        let mut codes = Vec::new();
        for code in stations.codes.keys().filter_map(|code| stations.live(code)) {
            let id = code.drive.as_deref();
            let form = match id.and_then(|id| Some((id, kept.drives().get(id)?))) {
                Some((id, drive)) => Some(form(id, drive)?),
                None => None,
            };
            codes.push((code.code.clone(), code.label.clone(), form));
        }
        Ok(PublicReply::Codes(codes))
    }

    /// The key that voices are sealed to; made where there is none.
    pub(super) async fn intake_key(&self, who: Asker<'_>) -> Result<PublicReply, Trouble> {
        office_with_voices(&self.state.borrow(), who)?;
        let mut seed = [0; 32];
        let halves = [self.host.random(), self.host.random()].concat();
        seed.copy_from_slice(&halves);
        let keyed = IntakeKeyed {
            public: BoxKey::from_seed(seed).public().to_hex(),
            seed: hex(&seed),
        };
        self.public_carry(who, |state| {
            // Asked by every device, answered with the one there is.
            if state.public.keys().current().is_some() {
                return Ok(Vec::new());
            }
            let ctx = OrderContext {
                today: self.today(),
                actor: who.actor,
            };
            let order = IntakeOrder::Key(keyed.clone());
            let events = decide_key(state.public.keys(), order, &ctx)
                .map_err(|refusal| refused(refusal.code(), refusal.text()))?;
            let events = events.into_iter().map(Any::Intake).collect();
            Ok(vec![(facts::KEYS.to_owned(), events)])
        })
        .await?;
        let state = self.state.borrow();
        let current = state.public.keys().current();
        let public = current.map(|key| key.public.clone()).unwrap_or_default();
        Ok(PublicReply::Key { public })
    }
}

fn aggregate(id: &str) -> String {
    [facts::DRIVE_PREFIX, id].concat()
}

fn row(id: &str, drive: &Drive, answers: Option<u32>, today: NaiveDate) -> DriveRow {
    DriveRow {
        id: id.to_owned(),
        title: drive.opened.title.clone(),
        opens: drive.opened.opens.to_string(),
        closes: drive.last_day().to_string(),
        open: drive.takes(today),
        answers,
    }
}

/// The drive's code: the last that leads there, or the last that did.
fn code_of_drive(kept: &Kept, id: &str) -> Option<CodeView> {
    let all = kept.stations().codes.values();
    let own = all.filter(|one| one.code.drive.as_deref() == Some(id));
    let one = own.max_by_key(|one| one.withdrawn.is_none())?;
    let code = one.code.code.as_str();
    let voices = kept.voices.all();
    let came = voices.filter(|(_, voice)| voice.received.code.as_deref() == Some(code));
    let came = BTreeMap::from([(code, number(came.count()))]);
    Some(code_view(&one.code, one.withdrawn.clone(), &came))
}

fn form(id: &str, drive: &Drive) -> Result<String, Trouble> {
    let form = Form {
        id,
        title: &drive.opened.title,
        intro: &drive.opened.intro,
        questions: &drive.opened.questions,
        opens: drive.opened.opens,
        closes: drive.last_day(),
    };
    serde_json::to_string(&form).map_err(|error| {
        let text = error.to_string();
        Trouble::new(FailureKind::Internal, "form_unwritten", text.clone(), text)
    })
}

fn day(text: &str) -> Result<NaiveDate, Trouble> {
    date::parse(text.trim()).ok_or_else(|| {
        Trouble::input(
            "drive_day_unfit",
            "请填写征集的开始和截止日期，如2026-12-01。",
            "enter the drive's first and last day, such as 2026-12-01",
        )
    })
}

fn no_such_drive() -> Trouble {
    Trouble::new(
        FailureKind::NotFound,
        "no_such_drive",
        "没有这次意见征集。请返回列表刷新。",
        "there is no such drive; go back to the list and reload",
    )
}
