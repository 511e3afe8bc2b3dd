//! What a deputy does with voices on their own device: its store holds all events of the
//! voices that came or were passed to them, and no others'.
#![cfg(feature = "public")]

#[cfg(test)]
mod support;

#[cfg(test)]
mod tests {
    use super::support::public::*;
    use super::support::sharing::{append, lines, told};
    use super::support::*;
    use huiyin_log::Line;
    use huiyin_log::judge::is_offices;
    use huiyin_log::standing::{Own, Standing};
    use huiyin_protocol::public::*;
    use huiyin_protocol::{Reply, Request};
    use huiyin_rules::ids::SuggestionId;
    use huiyin_rules::suggestion::{Command, StageName};
    use huiyin_rules::voice::{Passed, Via};
    use huiyin_rules::{Actor, Role};
    use huiyin_store::MemoryStore;

    fn pass(name: &str) -> VoiceAct {
        VoiceAct::Pass {
            to: Passed::Deputy { name: name.into() },
            note: format!("请{name}跟进"),
        }
    }

    fn answer(text: &str) -> VoiceAct {
        VoiceAct::Answer(text.into())
    }

    fn done(engine: &Memory, actor: &Actor, id: &str, act: VoiceAct) {
        assert_eq!(act_as(engine, actor, id, act), Ok((1, Vec::new())));
    }

    /// A device with what everybody has and all of these voices: as the office hands them on.
    fn own_device(number: u128, from: &MemoryStore, party: Own, voices: &[&str]) -> Device {
        let world = World::default();
        world.today.set(Some(date("2026-12-01")));
        world.drawn.set(number * 1_000);
        let store = MemoryStore::new();
        let theirs = |line: &&Vec<u8>| {
            let line = Line::read(line).unwrap();
            let voice = line.aggregate.strip_prefix("v/");
            !is_offices(line.kind) || voice.is_some_and(|id| voices.contains(&id))
        };
        let handed: Vec<Vec<u8>> = lines(from).iter().filter(theirs).cloned().collect();
        append(&store, &handed);
        let standing = Standing {
            version: 1,
            own: Some(party),
            ..Standing::default()
        };
        told(&store, &standing);
        Device {
            engine: engine_in(&store, &world),
            sent: handed.len(),
            store,
        }
    }

    struct Device {
        store: MemoryStore,
        engine: Memory,
        sent: usize,
    }

    impl Device {
        /// Hands on what was recorded here since.
        fn send(&mut self, to: &MemoryStore) -> Vec<Vec<u8>> {
            let all = lines(&self.store);
            let new = all[self.sent..].to_vec();
            append(to, &new);
            self.sent = all.len();
            new
        }
    }

    fn of(role: Role, party: &str) -> Own {
        Own {
            role,
            party: party.into(),
            person: party.into(),
            registrar: false,
            blocks: Vec::new(),
            revoked: false,
        }
    }

    fn liu() -> Actor {
        deputy("刘明")
    }

    /// The office with two voices of 刘明, one passed to them, one of 王芳 alone.
    struct Office {
        engine: Memory,
        store: MemoryStore,
        lamp: String,
        drain: String,
        passed: String,
        other: String,
    }

    impl Office {
        fn new() -> Office {
            let (engine, store, _) = workspace();
            placed(&engine);
            let lamp = said_to(&engine, "刘明", "西街路灯坏了。");
            let drain = said_to(&engine, "刘明", "西街排水不畅。");
            let passed = said_to(&engine, "王芳", "北街没有路灯。");
            let other = said_to(&engine, "王芳", "南街没有公厕。");
            acted(&engine, &[&passed], pass("刘明"));
            Office {
                engine,
                store,
                lamp,
                drain,
                passed,
                other,
            }
        }

        fn theirs(&self) -> [&str; 3] {
            [&self.lamp, &self.drain, &self.passed]
        }

        fn device(&self, own: Own) -> Device {
            own_device(2, &self.store, own, &self.theirs())
        }

        fn stage(&self, id: &str) -> String {
            voice(&self.engine, id).row.stage.0
        }
    }

    fn raise(voice: &str, deputies: &[&str]) -> PublicAsk {
        PublicAsk::Raise {
            voices: vec![voice.to_owned()],
            title: "关于增设北街路灯的建议".into(),
            text: "北街没有路灯。".into(),
            category: String::new(),
            deputies: deputies.iter().map(|name| (*name).to_owned()).collect(),
        }
    }

    #[test]
    fn a_deputy_sees_and_deals_with_theirs_on_their_own_device() {
        let office = Office::new();
        let mut device = office.device(of(Role::Deputy, "刘明"));
        let here = &device.engine;
        let view = inbox_as(here, &liu(), InboxQuery::default());
        assert_eq!((view.total, view.readable), (3, true));
        assert_eq!(view.acts, ["answer", "pass", "raise", "inform", "join"]);
        assert_eq!(view.deputies, ["刘明", "王芳", "李强"]);
        // It shows them what the office's device shows whoever acts for them.
        for id in office.theirs() {
            let there = voice_as(&office.engine, &acting_for(Role::Deputy, "刘明"), id).unwrap();
            assert_eq!(voice_as(here, &liu(), id).unwrap(), there);
        }
        let contact = |id| voice_as(here, &liu(), id).unwrap().contact;
        assert_eq!(contact(&office.passed).as_deref(), Some("13812345678"));
        assert_eq!(contact(&office.lamp), None);

        done(here, &liu(), &office.drain, answer("已请社区疏通。"));
        done(here, &liu(), &office.lamp, pass("王芳"));
        let inform = VoiceAct::Inform("正在了解。".into());
        done(here, &liu(), &office.passed, inform);

        device.send(&office.store);
        assert_eq!(office.stage(&office.drain), "answered");
        assert_eq!(office.stage(&office.lamp), "passed");
        for id in office.theirs() {
            let there = voice_as(&office.engine, &acting_for(Role::Deputy, "刘明"), id).unwrap();
            assert_eq!(voice_as(&device.engine, &liu(), id).unwrap(), there);
        }
        let history = voice(&office.engine, &office.drain).history;
        let last = history.last().unwrap();
        assert!(last.1.contains("疏通") && last.2 == "刘明", "{history:?}");

        // Who got it by a deputy's own hand deals with it from then on.
        let theirs = [office.lamp.as_str(), &office.passed, &office.other];
        let wang = deputy("王芳");
        let mut next = own_device(3, &office.store, of(Role::Deputy, "王芳"), &theirs);
        assert_eq!(
            inbox_as(&next.engine, &wang, InboxQuery::default()).total,
            3
        );
        done(&next.engine, &wang, &office.lamp, answer("已报修。"));
        next.send(&office.store);
        assert_eq!(office.stage(&office.lamp), "answered");
    }

    #[test]
    fn a_suggestion_is_raised_and_submitted_in_the_deputys_own_name() {
        let office = Office::new();
        let mut device = office.device(of(Role::Deputy, "刘明"));
        let here = &device.engine;
        let failure = public_as(here, &liu(), &raise(&office.passed, &["王芳"])).unwrap_err();
        assert_eq!(failure.code, "raise_own_name");
        let id = match public_as(here, &liu(), &raise(&office.passed, &["刘明", "王芳"])) {
            Ok(PublicReply::Raised { suggestion }) => suggestion,
            other => panic!("{other:?}"),
        };
        let item = |engine: &Memory, id: &SuggestionId| match ask(
            engine,
            &liu(),
            Request::Item(id.clone()),
        )
        .unwrap()
        {
            Reply::Item(item) => item,
            other => panic!("{other:?}"),
        };
        let drafted = item(here, &id);
        assert_eq!(drafted.row.stage, StageName::Draft);
        assert_eq!(drafted.dossier.lead, "刘明");
        assert!(drafted.dossier.origins[0].contains("北街没有路灯"));
        let on = date("2026-12-01");
        act(here, &liu(), &id, Command::Submit { on }).unwrap();
        // On nobody's behalf: what a deputy's device records for somebody counts nowhere.
        let new = device.send(&office.store);
        for line in &new {
            let line = Line::read(line).unwrap();
            assert_eq!(line.actor().unwrap(), liu(), "{}", line.kind);
        }
        let kinds: Vec<String> = new
            .iter()
            .map(|line| Line::read(line).unwrap().kind.to_owned())
            .collect();
        assert_eq!(kinds, ["drafted", "voice_raised", "submitted"]);
        assert_eq!(office.stage(&office.passed), "raised");
        let there = item(&office.engine, &id);
        assert_eq!(there.row.stage, StageName::Submitted);
        assert_eq!(there.row.number, "");
        let view = voice(&office.engine, &office.passed);
        assert_eq!(view.suggestion.map(|(id, _)| id), Some(id));
    }

    #[test]
    fn what_is_the_offices_stays_the_offices() {
        let office_ = Office::new();
        let device = office_.device(of(Role::Deputy, "刘明"));
        let here = &device.engine;
        for act in [
            VoiceAct::Merge(office_.drain.clone()),
            VoiceAct::Refuse("不属职权".into()),
        ] {
            let (done, refused) = act_as(here, &liu(), &office_.lamp, act).unwrap();
            assert!(
                done == 0 && refused[0].1.contains("人大机关"),
                "{refused:?}"
            );
        }
        // One that is not theirs is not here.
        let failure = voice_as(here, &liu(), &office_.other).unwrap_err();
        assert_eq!(failure.code, "no_such_voice");
        let draft = VoiceDraft {
            via: Via::Phone,
            station: None,
            deputy: Some("刘明".into()),
            place: String::new(),
            text: "东街没有公厕。".into(),
            contact: None,
            on: String::new(),
        };
        for (ask, code) in [
            (PublicAsk::Record(draft), "office_only"),
            (PublicAsk::TakeVoices(Vec::new()), "office_only"),
            (PublicAsk::TakeRatings(Vec::new()), "office_only"),
            (PublicAsk::Key, "office_only"),
            (PublicAsk::Tell, "order_office_only"),
            (PublicAsk::Told(Vec::new()), "order_office_only"),
            (PublicAsk::Codes, "order_office_only"),
        ] {
            let failure = public_as(here, &liu(), &ask).unwrap_err();
            assert_eq!(failure.code, code, "{ask:?}");
        }
        // Counts are of theirs, and of nobody else's.
        let counts = match public_as(here, &liu(), &PublicAsk::Counts).unwrap() {
            PublicReply::Counts(view) => view,
            other => panic!("{other:?}"),
        };
        assert_eq!((counts.total, counts.deputies.len()), (3, 0));
        let view = stations(public_as(here, &liu(), &PublicAsk::Stations).unwrap());
        assert!(!view.told && view.with_deputies.is_empty());
        assert!(view.rows.iter().all(|row| row.voices == 0));
        let failure = ask(here, &liu(), Request::BundleExport { from: 0 }).unwrap_err();
        assert_eq!(failure.code, "export_with_voices");

        // Whoever else is chosen at it sees nothing, and deals with nothing.
        for actor in [
            office(),
            unit("区住建局"),
            deputy("王芳"),
            acting_for(Role::Deputy, "刘明"),
        ] {
            let view = inbox_as(here, &actor, InboxQuery::default());
            let seen = actor.acting().name == "刘明";
            assert_eq!(view.readable, seen, "{actor:?}");
            assert!(view.acts.is_empty(), "{actor:?}");
            let refused = act_as(here, &actor, &office_.lamp, answer("好。"));
            assert!(refused.is_err(), "{actor:?}");
        }
        // A unit's device shows none, whatever came to lie on it.
        let unit_ = office_.device(of(Role::Unit, "刘明"));
        let view = inbox_as(&unit_.engine, &liu(), InboxQuery::default());
        assert!(!view.readable && view.rows.is_empty());
        // A revoked one shows what it has.
        let revoked = office_.device(Own {
            revoked: true,
            ..of(Role::Deputy, "刘明")
        });
        let view = inbox_as(&revoked.engine, &liu(), InboxQuery::default());
        assert_eq!((view.total, view.acts.len()), (3, 0));
        assert_eq!(
            act_as(&revoked.engine, &liu(), &office_.lamp, answer("好。")),
            Err("device_revoked".into())
        );
    }

    /// A device that believes what it made up itself convinces nobody else.
    #[test]
    fn what_is_claimed_of_a_voice_that_is_not_theirs_counts_nowhere() {
        let office_ = Office::new();
        let forger = own_device(4, &office_.store, of(Role::Office, ""), &[&office_.other]);
        done(&forger.engine, &office(), &office_.other, pass("刘明"));
        let forged = lines(&forger.store).len();
        done(
            &forger.engine,
            &liu_at_office(),
            &office_.other,
            answer("早已办好。"),
        );
        // The same in the deputy's own name, as their device would sign it.
        let own = own_name(&lines(&forger.store)[forged..]);
        let wang = own_device(
            5,
            &office_.store,
            of(Role::Deputy, "王芳"),
            &[&office_.other, &office_.passed],
        );
        let before = voice(&office_.engine, &office_.other);
        append(&office_.store, &own);
        append(&wang.store, &own);
        assert_eq!(voice(&office_.engine, &office_.other), before);
        let there = voice_as(&wang.engine, &deputy("王芳"), &office_.other).unwrap();
        assert_eq!(
            (there.row.stage.0.as_str(), there.history.len()),
            ("new", 1)
        );
        assert!(there.told.iter().all(|(_, text)| !text.contains("早已")));
        let view = inbox_as(
            &office_.engine,
            &acting_for(Role::Deputy, "刘明"),
            InboxQuery::default(),
        );
        assert_eq!(view.total, 3);
        // It counts from the passing on: what was claimed before stays without effect.
        acted(&office_.engine, &[&office_.other], pass("刘明"));
        assert_eq!(office_.stage(&office_.other), "passed");
    }

    fn liu_at_office() -> Actor {
        acting_for(Role::Deputy, "刘明")
    }

    /// Lines that an office recorded for a deputy, as if the deputy's own device had.
    fn own_name(all: &[Vec<u8>]) -> Vec<Vec<u8>> {
        let from = serde_json::to_string(&liu_at_office()).unwrap();
        let to = serde_json::to_string(&liu()).unwrap();
        let renamed = all.iter().map(|line| {
            let text = String::from_utf8(line.clone()).unwrap();
            assert!(text.contains(&from), "{text}");
            let line = text.replace(&from, &to).into_bytes();
            assert_eq!(Line::read(&line).unwrap().actor().unwrap(), liu());
            line
        });
        renamed.collect()
    }

    /// What is merged into a voice that is not here leads nowhere.
    #[test]
    fn one_merged_into_anothers_is_shown_as_merged_and_leads_nowhere() {
        let office_ = Office::new();
        let into = VoiceAct::Merge(office_.other.clone());
        acted(&office_.engine, &[&office_.lamp], into);
        let device = office_.device(of(Role::Deputy, "刘明"));
        let view = voice_as(&device.engine, &liu(), &office_.lamp).unwrap();
        assert_eq!(view.row.stage.0, "merged");
        assert_eq!((view.into, view.suggestion), (None, None));
        assert!(view.told.last().unwrap().1.contains("合并"));
        assert_eq!(
            voice(&office_.engine, &office_.lamp).into,
            Some(office_.other.clone())
        );
        // Into one of theirs, it does.
        let into = VoiceAct::Merge(office_.drain.clone());
        acted(&office_.engine, &[&office_.passed], into);
        let device = office_.device(of(Role::Deputy, "刘明"));
        let view = voice_as(&device.engine, &liu(), &office_.passed).unwrap();
        assert_eq!(view.into, Some(office_.drain.clone()));
    }
}
