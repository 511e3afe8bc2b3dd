//! What a deputy does with voices, on a device of the office that acts for them and working
//! alone.
#![cfg(feature = "public")]

#[cfg(test)]
mod support;

#[cfg(test)]
mod tests {
    use super::support::public::*;
    use super::support::*;
    use huiyin_protocol::public::*;
    use huiyin_protocol::{Reply, Request};
    use huiyin_rules::voice::Passed;
    use huiyin_rules::{Actor, Role};

    fn raise(voice: &str, deputies: &[&str]) -> PublicAsk {
        PublicAsk::Raise {
            voices: vec![voice.to_owned()],
            title: "关于修复西街路灯的建议".into(),
            text: "西街路灯损坏。".into(),
            category: String::new(),
            deputies: deputies.iter().map(|name| (*name).to_owned()).collect(),
        }
    }

    #[test]
    fn a_deputy_answers_passes_on_and_raises_what_is_theirs() {
        let (engine, _, _) = workspace();
        placed(&engine);
        let lamp = said_to(&engine, "刘明", "西街路灯坏了。");
        let drain = said_to(&engine, "刘明", "西街排水不畅。");
        let other = said_to(&engine, "王芳", "南街没有公厕。");
        let liu = acting_for(Role::Deputy, "刘明");
        let view = inbox_as(&engine, &liu, InboxQuery::default());
        assert_eq!((view.total, view.readable), (2, true));
        assert_eq!(view.acts, ["answer", "pass", "raise", "inform", "join"]);
        assert_eq!(voice_as(&engine, &liu, &lamp).unwrap().may, view.acts);

        let answer = || VoiceAct::Answer("已联系社区处理。".into());
        assert_eq!(act_as(&engine, &liu, &drain, answer()), Ok((1, vec![])));
        let one = voice(&engine, &drain);
        assert_eq!(one.row.stage.0, "answered");
        assert!(one.history[1].2.contains("刘明"), "{:?}", one.history);
        // What is somebody else's is seen by neither and dealt with by neither.
        let refused = act_as(&engine, &liu, &other, answer()).unwrap().1;
        assert!(refused[0].1.contains("没有转给刘明代表"), "{refused:?}");
        for act in [
            VoiceAct::Merge(drain.clone()),
            VoiceAct::Refuse("不属职权".into()),
        ] {
            let (done, refused) = act_as(&engine, &liu, &lamp, act).unwrap();
            assert!(
                done == 0 && refused[0].1.contains("人大机关"),
                "{refused:?}"
            );
        }

        // It goes on to another deputy, who then has it too.
        let wang = acting_for(Role::Deputy, "王芳");
        assert_eq!(inbox_as(&engine, &wang, InboxQuery::default()).total, 1);
        let to = Passed::Deputy {
            name: "王芳".into(),
        };
        let note = "请一并了解".to_owned();
        assert_eq!(
            act_as(&engine, &liu, &lamp, VoiceAct::Pass { to, note }),
            Ok((1, vec![]))
        );
        assert_eq!(inbox_as(&engine, &wang, InboxQuery::default()).total, 2);

        // A suggestion bears the name of the deputy who raises it.
        let failure = public_as(&engine, &wang, &raise(&lamp, &["刘明", "王芳"])).unwrap_err();
        assert_eq!(failure.code, "raise_own_name");
        let failure = public_as(&engine, &wang, &raise(&drain, &["王芳"])).unwrap_err();
        assert_eq!(failure.code, "voice_not_theirs");
        let id = match public_as(&engine, &wang, &raise(&lamp, &["王芳", "刘明"])).unwrap() {
            PublicReply::Raised { suggestion } => suggestion,
            other => panic!("{other:?}"),
        };
        match ask(&engine, &office(), Request::Item(id)).unwrap() {
            Reply::Item(item) => {
                assert_eq!(item.dossier.lead, "王芳");
                assert!(item.dossier.origins[0].contains("西街路灯坏了"));
            }
            other => panic!("{other:?}"),
        }
        assert_eq!(voice(&engine, &lamp).row.stage.0, "raised");
    }

    #[test]
    fn nobody_else_deals_with_voices() {
        let (engine, _, _) = workspace();
        placed(&engine);
        let lamp = said_to(&engine, "刘明", "西街路灯坏了。");
        let answer = || VoiceAct::Answer("好。".into());
        for role in [Role::Unit, Role::Government] {
            let actor = acting_for(role, "区住建局");
            assert_eq!(
                act_as(&engine, &actor, &lamp, answer()),
                Err("order_office_only".into()),
                "{role:?}"
            );
            assert!(
                inbox_as(&engine, &actor, InboxQuery::default())
                    .acts
                    .is_empty()
            );
        }
        assert_eq!(voice(&engine, &lamp).row.stage.0, "new");
    }

    /// Working alone, where a person chose to be a deputy, they deal with theirs likewise.
    #[test]
    fn a_deputy_in_person_deals_with_what_is_theirs() {
        let (engine, _, _) = workspace();
        placed(&engine);
        let lamp = said_to(&engine, "刘明", "西街路灯坏了。");
        let other = said_to(&engine, "王芳", "南街没有公厕。");
        let answer = || VoiceAct::Answer("好。".into());
        let liu = deputy("刘明");
        let view = inbox_as(&engine, &liu, InboxQuery::default());
        assert_eq!(view.total, 1);
        assert_eq!(view.acts, ["answer", "pass", "raise", "inform", "join"]);
        assert_eq!(act_as(&engine, &liu, &lamp, answer()), Ok((1, vec![])));
        assert_eq!(voice(&engine, &lamp).row.stage.0, "answered");
        let (done, refused) = act_as(&engine, &liu, &other, answer()).unwrap();
        assert!(done == 0 && refused[0].1.contains("没有转给刘明代表"));
        // Nobody but the office does it for them.
        for role in [Role::Unit, Role::Government, Role::Deputy] {
            let actor = Actor {
                on_behalf_of: liu.on_behalf_of.clone().or(Some(liu.party.clone())),
                ..Actor::own(role, "王芳")
            };
            let (done, refused) = act_as(&engine, &actor, &lamp, answer()).unwrap();
            assert!(done == 0 && refused.len() == 1, "{role:?}: {refused:?}");
        }
        let id = match public_as(&engine, &liu, &raise(&lamp, &["刘明"])).unwrap() {
            PublicReply::Raised { suggestion } => suggestion,
            other => panic!("{other:?}"),
        };
        assert_eq!(voice(&engine, &lamp).suggestion.unwrap().0, id);
    }
}
