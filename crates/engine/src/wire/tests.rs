//! Every event is written as the derive writes it.

use super::*;
use crate::facts::*;
use huiyin_protocol::rulebook::Existing;
use huiyin_rules::suggestion::event::*;
use huiyin_rules::suggestion::{
    Arrangement, AssessmentKind, Channel, ConsultPhase, Defect, Dossier, KeyCriterion, Medium,
    OpinionTotals, PointOpinion, PointVerdict, RedoStep, ScreenOutcome, Source, SupervisionForm,
    SupervisorRole, VoidCause,
};
use huiyin_rules::suggestion::{Authorship, authorship};
use huiyin_rules::{AnswerClass, Rating, Role, calendar::Period};
use serde::{Serialize, de::DeserializeOwned};
use std::fmt::Debug;

/// What this file writes is what the derive writes, and it reads back.
fn check<T: Wire + Serialize + DeserializeOwned + PartialEq + Debug>(event: T) {
    let (kind, body) = event.write().unwrap();
    // And whoever takes it in knows whose it may be.
    let known = authorship::may(kind, Role::Office);
    assert_ne!(known, Authorship::Unknown, "{kind}");
    let derived = serde_json::to_string(&event).unwrap();
    assert_eq!(
        format!("{{\"type\":\"{kind}\",\"body\":{}}}", body.get()),
        derived
    );
    assert_eq!(T::read(kind, body.get()), Some(event));
}

#[test]
fn every_event_is_written_as_the_derive_writes_it() {
    let on = "2024-03-08".parse().unwrap();
    let (unit, text) = (|| "区水务局".to_owned(), || "说明\"与\\引号\n".to_owned());
    let dossier = Dossier {
        title: text(),
        ..Dossier::default()
    };
    let import = "i1".try_into().unwrap();
    let source = Source {
        import,
        file: text(),
        sheet: text(),
        row: 3,
    };
    let events = [
        Event::Drafted(dossier.clone()),
        Event::Revised(dossier.clone()),
        Event::Submitted(Submitted { on }),
        Event::Screened(Screened {
            on,
            outcome: ScreenOutcome::Merge {
                into: "a".try_into().unwrap(),
            },
            tests: vec![text()],
        }),
        Event::Registered(Registered { number: text(), on }),
        Event::Entered(Entered {
            number: text(),
            dossier,
            source: source.clone(),
        }),
        Event::KeyMarked(KeyMarked {
            supervisor: None,
            committee: Some(text()),
            criteria: vec![KeyCriterion::HotIssue],
            reason: text(),
        }),
        Event::KeyUnmarked(Reasoned { reason: text() }),
        Event::Assigned(Assigned {
            on: None,
            leader: Some(text()),
            arrangement: Arrangement::Separate {
                units: vec![unit()],
            },
            meeting: None,
            level: Some(text()),
        }),
        Event::Accepted(UnitDay { unit: unit(), on }),
        Event::Returned(Returned {
            unit: unit(),
            on,
            reason: text(),
            consent: None,
        }),
        Event::Extended(Extended {
            on,
            by: Period::months(3),
            consent: text(),
            reason: text(),
        }),
        Event::Consulted(Consulted {
            unit: unit(),
            on: Some(on),
            phase: ConsultPhase::Unstated,
            people: vec![text()],
            outcome: text(),
        }),
        Event::Reminded(Reminded {
            unit: unit(),
            on,
            channel: Channel::OnSite,
            note: text(),
        }),
        Event::Replied(Box::new(Replied {
            unit: unit(),
            on: Some(on),
            class: AnswerClass::C,
            text: text(),
            points: Vec::new(),
            promise: None,
            signed_by: Some(text()),
            sealed: true,
            form_enclosed: false,
        })),
        Event::Evaluated(Evaluated {
            deputy: text(),
            on: None,
            process: None,
            result: Rating::BasicallySatisfied,
            note: text(),
            points: vec![PointOpinion {
                point: 0,
                verdict: PointVerdict::OffPoint,
            }],
            defects: vec![Defect::Evasive],
        }),
        Event::Rehandled(Rehandled { on, reason: text() }),
        Event::Closed(Closed { on, despite: None }),
        Event::Progressed(Progressed {
            unit: unit(),
            on,
            note: text(),
        }),
        Event::Fulfilled(Fulfilled {
            unit: unit(),
            on,
            text: text(),
        }),
        Event::PointsSplit(PointsSplit {
            points: vec![text()],
        }),
        Event::Joined(Joined {
            with: "b".try_into().unwrap(),
            on,
        }),
        Event::Parted(Parted {
            with: "b".try_into().unwrap(),
            reason: text(),
        }),
        Event::OpinionGiven(OpinionGiven {
            unit: unit(),
            on,
            text: text(),
            agrees: false,
        }),
        Event::Coordinated(Coordinated {
            on,
            outcome: text(),
        }),
        Event::Suspended(Suspended {
            on,
            reason: text(),
            consent: text(),
        }),
        Event::Resumed(Resumed { on, note: text() }),
        Event::Delivered(Delivered {
            unit: unit(),
            on,
            deputies: vec![text()],
        }),
        Event::DefectsNoted(DefectsNoted {
            unit: unit(),
            on,
            defects: Defect::ALL.to_vec(),
            note: text(),
        }),
        Event::Summoned(Summoned {
            unit: unit(),
            on,
            by: text(),
            people: vec![text()],
            outcome: text(),
        }),
        Event::Supervised(Supervised {
            on,
            role: SupervisorRole::Committee,
            form: SupervisionForm::OnSite,
            medium: Medium::Online,
            by: text(),
            people: Vec::new(),
            finding: text(),
        }),
        Event::Redone(Redone {
            unit: unit(),
            on,
            step: RedoStep::Revisit,
            people: vec![text()],
            evidence: text(),
        }),
        Event::LookedBack(LookedBack {
            deputy: text(),
            on,
            process: Some(Rating::Satisfied),
            result: Rating::Dissatisfied,
            note: text(),
        }),
        Event::Assessed(Box::new(Assessed {
            on,
            kind: AssessmentKind::Vote,
            by: text(),
            tally: Some(huiyin_rules::verdict::Tally {
                members: Some(33),
                satisfied: 28,
                basically_satisfied: 1,
                ..Default::default()
            }),
            finding: text(),
            rule: None,
        })),
        Event::OpinionsAnnounced(OpinionsAnnounced {
            on,
            round: 2,
            process: None,
            result: OpinionTotals {
                satisfied: 3,
                basically_satisfied: 1,
                dissatisfied: 0,
            },
        }),
        Event::Resolved(Resolved {
            keep: "e1".try_into().unwrap(),
            dropped: vec!["e2".try_into().unwrap()],
            on,
            reason: text(),
        }),
        Event::Voided(Voided {
            on,
            cause: VoidCause::ImportUndone {
                import: source.import.clone(),
            },
        }),
        Event::Undone(Undone {
            event: "e1".try_into().unwrap(),
        }),
    ];
    events.into_iter().for_each(check);
    let import = source.import;
    let events = [
        WorkspaceEvent::Named(Named { name: text() }),
        WorkspaceEvent::RulebookChosen(RulebookChosen { rulebook: text() }),
        WorkspaceEvent::Imported(Imported {
            import: import.clone(),
            file: text(),
            sheet: text(),
            fingerprint: text(),
            columns: vec![text()],
            suggestions: 1,
            skipped: 2,
        }),
        WorkspaceEvent::ImportUndone(ImportUndone { import }),
        WorkspaceEvent::RulebookAdopted(RulebookAdopted {
            document: text(),
            from: on,
            existing: Existing::Move,
        }),
        WorkspaceEvent::CalendarLoaded(CalendarLoaded { document: text() }),
        WorkspaceEvent::CommitteesNamed(CommitteesNamed {
            names: vec![text()],
        }),
        WorkspaceEvent::WindowOpened(WindowOpened {
            window: text(),
            title: text(),
            opens: on,
            closes: on,
            look_back: true,
            items: vec!["a".try_into().unwrap()],
        }),
        WorkspaceEvent::WindowClosed(WindowClosed { window: text(), on }),
    ];
    events.into_iter().for_each(check);
}

#[test]
fn what_is_not_known_is_no_event() {
    let body = to_raw_value(&7).unwrap();
    assert_eq!(Event::read("livestreamed", body.get()), None);
    assert_eq!(Event::read("drafted", body.get()), None);
}

#[cfg(feature = "public")]
#[test]
fn every_event_of_the_public_side_is_written_as_the_derive_writes_it() {
    use huiyin_rules::{board::*, drive::*, intake_key::*, station::*, voice::*};
    let on = "2026-12-01".parse().unwrap();
    let text = || "说明\"与\\引号\n".to_owned();
    let station = Station {
        id: "a".into(),
        name: text(),
        kind: StationKind::Level2,
        parent: Some("b".into()),
        address: text(),
        hours: text(),
        deputies: vec!["刘明".into()],
    };
    let code = IssuedCode {
        code: "0123456789".into(),
        station: Some("a".into()),
        deputy: None,
        drive: Some("d".into()),
        label: text(),
    };
    let reason = text;
    for event in [
        StationEvent::DeputiesListed(DeputiesListed {
            names: vec![text()],
        }),
        StationEvent::StationsSet(StationsSet {
            stations: vec![station],
        }),
        StationEvent::StationClosed(StationClosed {
            id: text(),
            reason: reason(),
        }),
        StationEvent::CodesIssued(CodesIssued { codes: vec![code] }),
        StationEvent::CodeWithdrawn(CodeWithdrawn {
            code: text(),
            reason: reason(),
        }),
    ] {
        check(event);
    }
    let answer = DriveAnswer {
        question: "q1".into(),
        chosen: vec![0, 2],
        text: text(),
    };
    let received = Received {
        via: Via::Qr,
        code: Some("0123456789".into()),
        station: None,
        deputy: Some("刘明".into()),
        place: text(),
        text: text(),
        contact: Some("13800000000".into()),
        pictures: vec![VoicePicture {
            name: "00".repeat(32),
            kind: PictureKind::Png,
            bytes: 7,
        }],
        tracking: Some("00".repeat(32)),
        drive: Some("d".into()),
        answers: vec![answer],
        on,
    };
    let pass = |to| {
        VoiceEvent::VoicePassed(VoicePassed {
            to,
            note: text(),
            on,
        })
    };
    let suggestion: huiyin_rules::ids::SuggestionId = "a".try_into().unwrap();
    for event in [
        VoiceEvent::VoiceReceived(Box::new(received)),
        VoiceEvent::VoicePictured(VoicePictured {
            name: "00".repeat(32),
            data: "iVBOR".into(),
        }),
        VoiceEvent::VoiceAnswered(VoiceAnswered { text: text(), on }),
        VoiceEvent::VoiceNoted(VoiceNoted {
            to: Passed::Deputy { name: text() },
            note: text(),
            on,
        }),
        pass(Passed::Station {
            id: "a".into(),
            name: text(),
        }),
        pass(Passed::Deputy { name: text() }),
        pass(Passed::Unit { name: text() }),
        pass(Passed::LevelUp {
            id: None,
            name: String::new(),
        }),
        VoiceEvent::VoiceMerged(VoiceMerged { into: text(), on }),
        VoiceEvent::VoiceRefused(VoiceRefused {
            reason: reason(),
            on,
        }),
        VoiceEvent::VoiceRaised(VoiceRaised {
            suggestion: suggestion.clone(),
            on,
        }),
        VoiceEvent::VoiceInformed(VoiceInformed { text: text(), on }),
        VoiceEvent::VoiceRated(VoiceRated {
            rating: Rating::Satisfied,
            note: text(),
            on,
        }),
    ] {
        check(event);
    }
    let question = DriveQuestion {
        id: "q1".into(),
        text: text(),
        kind: QuestionKind::Several,
        options: vec![text()],
        required: true,
    };
    check(DriveEvent::DriveOpened(Box::new(DriveOpened {
        title: text(),
        intro: text(),
        questions: vec![question],
        opens: on,
        closes: on,
    })));
    check(DriveEvent::DriveClosed(DriveClosed {
        on,
        reason: reason(),
    }));
    let fields = BoardField::ALL.to_vec();
    check(BoardEvent::BoardSet(BoardSet {
        title: text(),
        intro: text(),
        fields,
    }));
    check(BoardEvent::ItemsPublished(ItemsPublished {
        suggestions: vec![suggestion.clone()],
        on,
    }));
    check(BoardEvent::ItemsWithdrawn(ItemsWithdrawn {
        suggestions: vec![suggestion],
        reason: reason(),
    }));
    check(IntakeEvent::IntakeKeyed(IntakeKeyed {
        public: "00".repeat(32),
        seed: "11".repeat(32),
    }));
}

#[cfg(feature = "polls")]
#[test]
fn every_event_of_a_poll_is_written_as_the_derive_writes_it() {
    use huiyin_rules::poll::*;
    use huiyin_rules::verdict::{Base, Blank, Tally, VoteRule};
    use huiyin_rules::{Fraction, Text};
    let on = "2026-12-01".parse().unwrap();
    let why = || Why {
        reason: "原因\"\n".into(),
    };
    let (voter, question) = (|| "委员甲".to_owned(), || "q1".to_owned());
    let rule = VoteRule {
        base: Base::Members,
        threshold: Fraction::new(1, 2),
        inclusive: false,
        quorum: Some(Fraction::new(1, 2)),
    };
    let items = vec![Question {
        id: String::new(),
        item: 0,
        title: "修复雨棚".into(),
        number: Some("2026-001".into()),
        suggestion: Some("a".try_into().unwrap()),
        unit: None,
        aspect: Aspect::Overall,
    }];
    let plan = Plan {
        title: "测评".into(),
        body: "区人大常委会".into(),
        on,
        kind: PollKind::Secret,
        questions: flatten(items, true),
        rule: PollRule {
            set: "own".into(),
            title: Text::new("本机关", "own"),
            source: "本机关".into(),
            rule,
            blank: Blank::Invalid,
        },
        members: 35,
        voters: vec![voter()],
        observers: vec!["监一".into()],
        again_of: None,
    };
    let declared = DeclaredPoll {
        on,
        secret: Some("00".repeat(16)),
        results: vec![QuestionResult {
            question: question(),
            cards: Some(Tally::default()),
            paper: None,
            whole: Tally::default(),
            rating: Some(Rating::BasicallySatisfied),
            fault: None,
        }],
        irregular: vec![Irregular {
            code: "double".into(),
            question: Some(question()),
            count: 1,
            text: Text::new("一", "one"),
        }],
        note: "说明".into(),
        due: Some(on),
    };
    let totals = PaperTotals {
        question: question(),
        collected: 1,
        satisfied: 1,
        ..PaperTotals::default()
    };
    let events = [
        PollEvent::PollPlanned(Box::new(plan)),
        PollEvent::PollSealed(PollSealed {
            key: "00".repeat(32),
            checks: vec!["00".repeat(32)],
            issued: 1,
            sheet: "00".repeat(32),
            holders: vec![Holder {
                voter: voter(),
                cards: vec!["00".repeat(32)],
            }],
        }),
        PollEvent::PollListed(PollListed {
            question: question(),
            cards: vec!["00".repeat(32)],
        }),
        PollEvent::PollOpened(OnDay { on }),
        PollEvent::VoterCheckedIn(CheckedIn {
            voter: voter(),
            way: Way::Paper,
        }),
        PollEvent::CheckInUndone(CheckInUndone {
            voter: voter(),
            reason: "误点".into(),
        }),
        PollEvent::CardsVoided(CardsVoided {
            cards: vec![VoidedCard {
                card: "070W".into(),
                cause: Cause::Leftover,
            }],
        }),
        PollEvent::VotesDelivered(VotesDelivered {
            votes: vec!["{\"q\":\"q1\"}".into()],
        }),
        PollEvent::PollClosed(OnDay { on }),
        PollEvent::PollReopened(why()),
        PollEvent::PaperCounted(PaperCounted {
            by: "张三".into(),
            totals: vec![totals],
        }),
        PollEvent::BoxFixed(BoxFixed {
            root: "00".repeat(32),
            votes: 1,
        }),
        PollEvent::NamedVotes(NamedVotes {
            votes: vec![NamedVote {
                voter: voter(),
                choices: "sbdai-".into(),
            }],
        }),
        PollEvent::PollDeclared(Box::new(declared)),
        PollEvent::PollAnnulled(why()),
    ];
    for event in events {
        check(event);
    }
}
