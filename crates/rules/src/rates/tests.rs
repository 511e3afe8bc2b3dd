use super::*;
use proptest::prelude::*;

fn book(id: &str) -> Rulebook {
    Rulebook::preset(id).unwrap()
}

fn answered(class: AnswerClass) -> Facts {
    Facts {
        counted: true,
        key: false,
        replied: true,
        consulted: true,
        rating: Some(Rating::Satisfied),
        class: Some(class),
        contacts: true,
        assigned: true,
    }
}

/// Malong 2024 (S1.8): 95 suggestions, 4 of them key, 58 A and 37 B.
fn malong_2024() -> Tally {
    let mut tally = Tally::default();
    for n in 0..95 {
        let class = if n < 58 {
            AnswerClass::A
        } else {
            AnswerClass::B
        };
        tally.add(&Facts {
            key: n < 4,
            ..answered(class)
        });
    }
    tally
}

#[test]
fn malongs_published_figures_come_out_byte_for_byte() {
    let rates = malong_2024().rates(&book("malong"));
    let all = r#"{"numerator":95,"denominator":95,"percent":"100.00"}"#;
    let none = r#"{"numerator":0,"denominator":95,"percent":"0.00"}"#;
    assert_eq!(
        serde_json::to_string(&rates).unwrap(),
        format!(
            concat!(
                r#"{{"total":95,"key":4,"replied":{all},"consulted":{all},"satisfied":{all},"#,
                r#""basically_satisfied":{none},"dissatisfied":{none},"#,
                r#""completed":{{"numerator":58,"denominator":95,"percent":"61.05"}},"#,
                r#""classes":{{"A":58,"B":37,"C":0,"D":0}},"#,
                r#""contacts":{all},"assigned":95}}"#
            ),
            all = all,
            none = none
        )
    );
}

#[test]
fn decimals_are_the_rulebooks() {
    let mut book = book("malong");
    book.percent_decimals.value = 1;
    let rates = malong_2024().rates(&book);
    assert_eq!(rates.completed.percent.as_deref(), Some("61.1"));
}

#[test]
fn what_counts_as_completed_is_the_rulebooks() {
    let mut book = book("national");
    book.class_b.value.completed = true;
    let rates = malong_2024().rates(&book);
    assert_eq!(rates.completed.fraction(), Fraction::new(95, 95));
}

#[test]
fn songyang_rates_result_before_and_after_the_redo() {
    // R21: of 220 suggestions 198 satisfied with the result, after the redo 218.
    let national = book("national");
    let rated = |rating| Facts {
        rating: Some(rating),
        ..answered(AnswerClass::A)
    };
    let mut tally = Tally::default();
    for n in 0..220 {
        tally.add(&rated(if n < 198 {
            Rating::Satisfied
        } else {
            Rating::Dissatisfied
        }));
    }
    let first = tally.rates(&national);
    assert_eq!(first.satisfied.percent.as_deref(), Some("90.00"));
    assert_eq!(first.dissatisfied.fraction(), Fraction::new(22, 220));
    for _ in 0..20 {
        tally.remove(&rated(Rating::Dissatisfied));
        tally.add(&rated(Rating::Satisfied));
    }
    let second = tally.rates(&national);
    assert_eq!(second.satisfied.fraction(), Fraction::new(218, 220));
    assert_eq!(second.satisfied.percent.as_deref(), Some("99.09"));
    assert_eq!(second.total, 220);
    // The process was rated apart: 215 of 220.
    assert_eq!(Fraction::new(215, 220).percent(2).as_deref(), Some("97.73"));
}

#[test]
fn satisfaction_leaves_out_what_is_not_evaluated_yet() {
    let mut tally = Tally::default();
    tally.add(&answered(AnswerClass::A));
    tally.add(&Facts {
        rating: None,
        ..answered(AnswerClass::A)
    });
    let rates = tally.rates(&book("national"));
    assert_eq!(rates.satisfied.fraction(), Fraction::new(1, 1));
    assert_eq!(rates.replied.fraction(), Fraction::new(2, 2));
}

#[test]
fn nothing_has_no_rate_and_what_does_not_count_adds_nothing() {
    let mut tally = Tally::default();
    tally.add(&Facts {
        counted: false,
        ..answered(AnswerClass::A)
    });
    let rates = tally.rates(&book("national"));
    assert_eq!((rates.total, rates.classes.a), (0, 0));
    assert_eq!(rates.completed.percent, None);
    let json = serde_json::to_string(&rates).unwrap();
    assert!(json.contains(r#""completed":{"numerator":0,"denominator":0,"percent":null}"#));
    let account = rates.explain(RateCode::Completed, &book("national"));
    assert!(account.arithmetic.zh.contains("分母为0"));
}

#[test]
fn a_rate_explains_itself() {
    let malong = book("malong");
    let account = malong_2024()
        .rates(&malong)
        .explain(RateCode::Completed, &malong);
    assert_eq!(account.arithmetic.zh, "58 ÷ 95 ＝ 61.05%");
    assert_eq!(
        account.definition.zh,
        "A类（已解决或正在解决）件数 ÷ 建议总件数"
    );
    assert_eq!(
        (account.source.cite.as_str(), account.origin.as_str()),
        (
            "马龙区人大《持续用力监督 加力给力办理》（2025-01-06）",
            "malong"
        )
    );
    let account = malong_2024()
        .rates(&malong)
        .explain(RateCode::Satisfied, &malong);
    assert_eq!(
        account.definition.en,
        "suggestions rated satisfied ÷ suggestions evaluated"
    );
    assert_eq!(account.origin, "national");
}

#[test]
fn rates_survive_the_binary_wire() {
    let malong = book("malong");
    let rates = malong_2024().rates(&malong);
    let bytes = postcard::to_stdvec(&rates).unwrap();
    assert_eq!(postcard::from_bytes::<Rates>(&bytes).unwrap(), rates);
    let tally = malong_2024();
    let bytes = postcard::to_stdvec(&tally).unwrap();
    assert_eq!(postcard::from_bytes::<Tally>(&bytes).unwrap(), tally);
}

fn any_facts() -> impl Strategy<Value = Facts> {
    let rating = prop::option::of(prop::sample::select(Rating::ALL.to_vec()));
    let class = prop::option::of(prop::sample::select(AnswerClass::ALL.to_vec()));
    (any::<[bool; 6]>(), rating, class).prop_map(
        |([counted, key, replied, consulted, contacts, assigned], rating, class)| Facts {
            counted,
            key,
            replied,
            consulted,
            rating,
            class,
            contacts,
            assigned,
        },
    )
}

proptest! {
    #[test]
    fn a_tally_is_the_sum_of_its_parts(facts in prop::collection::vec(any_facts(), 0..60), cut in 0usize..60) {
        let sum = |part: &[Facts]| {
            let mut tally = Tally::default();
            part.iter().for_each(|one| tally.add(one));
            tally
        };
        let cut = cut.min(facts.len());
        let whole = sum(&facts);
        let mut merged = sum(&facts[cut..]);
        merged.merge(&sum(&facts[..cut]));
        prop_assert_eq!(merged, whole);
        // Taking the second part out again leaves the first.
        let mut less = whole;
        facts[cut..].iter().for_each(|one| less.remove(one));
        prop_assert_eq!(less, sum(&facts[..cut]));
    }

    #[test]
    fn counts_agree_with_a_plain_recount(facts in prop::collection::vec(any_facts(), 0..60)) {
        let mut tally = Tally::default();
        facts.iter().for_each(|one| tally.add(one));
        let rates = tally.rates(&Rulebook::preset("national").unwrap());
        let count = |wanted: &dyn Fn(&Facts) -> bool| facts.iter().filter(|f| f.counted && wanted(f)).count() as u64;
        prop_assert_eq!(rates.total, count(&|_| true));
        prop_assert_eq!(rates.key, count(&|f| f.key));
        prop_assert_eq!(rates.replied.numerator, count(&|f| f.replied));
        prop_assert_eq!(rates.satisfied.denominator, count(&|f| f.rating.is_some()));
        prop_assert_eq!(rates.dissatisfied.numerator, count(&|f| f.rating == Some(Rating::Dissatisfied)));
        prop_assert_eq!(rates.completed.numerator, count(&|f| f.class == Some(AnswerClass::A)));
        prop_assert_eq!(rates.classes.c, count(&|f| f.class == Some(AnswerClass::C)));
    }
}

#[test]
fn numbers_counted_elsewhere_give_the_same_rates_and_what_nobody_counted_none() {
    let malong = book("malong");
    let rates = malong_2024().rates(&malong);
    let counts = Counts {
        total: rates.total,
        key: Some(rates.key),
        assigned: Some(rates.assigned),
        replied: Some(rates.replied.numerator),
        consulted: Some(rates.consulted.numerator),
        contacts: Some(rates.contacts.numerator),
        ratings: Some([
            rates.satisfied.numerator,
            rates.basically_satisfied.numerator,
            rates.dissatisfied.numerator,
        ]),
        classes: Some(rates.classes),
    };
    assert_eq!(counts.tally().unwrap(), malong_2024());
    assert!(
        RateCode::ALL
            .iter()
            .all(|code| counts.knows(*code, &malong))
    );
    let few = Counts {
        total: 95,
        replied: Some(58),
        ..Counts::default()
    };
    let known: Vec<_> = RateCode::ALL
        .into_iter()
        .filter(|code| few.knows(*code, &malong))
        .collect();
    assert_eq!(known, [RateCode::Replied]);
    assert_eq!(
        few.tally()
            .unwrap()
            .rates(&malong)
            .replied
            .percent
            .as_deref(),
        Some("61.05")
    );
    let over = Counts {
        ratings: Some([90, 5, 1]),
        ..few
    };
    let fault = over.tally().unwrap_err();
    assert_eq!(
        (fault.field, fault.number, fault.total),
        ("ratings", 96, 95)
    );
    assert!(fault.text().en.contains("96") && fault.text().zh.contains("95"));
}
