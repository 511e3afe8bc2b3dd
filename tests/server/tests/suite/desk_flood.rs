//! Too much from one, too much from many, and guessing.

use crate::desk_refused::resident;
use huiyin_server::{Rate, Room};
use huiyin_server_tests::{Citizen, Client, Desk, Running};
use serde_json::json;
use std::collections::BTreeMap;
use std::time::Instant;

type Counts = BTreeMap<u16, usize>;

/// Asks many times by several hands, and counts the answers by their status.
fn flood(times: usize, hands: usize, ask: impl Fn(usize) -> u16 + Sync) -> (Counts, f64) {
    let begun = Instant::now();
    let ask = &ask;
    let counts = std::thread::scope(|scope| {
        let hands: Vec<_> = (0..hands)
            .map(|hand| {
                scope.spawn(move || (hand..times).step_by(hands).map(ask).collect::<Vec<u16>>())
            })
            .collect();
        let mut counts = Counts::new();
        for hand in hands {
            for status in hand.join().unwrap() {
                *counts.entry(status).or_default() += 1;
            }
        }
        counts
    });
    (counts, begun.elapsed().as_secs_f64())
}

fn from(server: &Running, address: usize) -> Client {
    let address = format!(
        "10.{}.{}.{}",
        address >> 16 & 255,
        address >> 8 & 255,
        address & 255
    );
    server.client().with("X-Forwarded-For", &address)
}

#[test]
fn a_flood_from_one_address_leaves_the_others_their_room() {
    let server = Running::with(|options| {
        options.proxied = true;
        options.limits.voices = Rate::new(0.001, 20.0);
        options.limits.forms = Rate::new(0.001, 3.0);
    });
    let desk = Desk::open(&server);
    let before = resident();
    let (counts, took) = flood(400, 4, |_| {
        Citizen::new(from(&server, 1), "洪水").send().status
    });
    println!(
        "sealed voices of one address: {counts:?} in {took:.1} s, {} KiB more",
        resident().saturating_sub(before)
    );
    assert_eq!(counts, Counts::from([(201, 20), (429, 380)]));
    let form = |client: Client| {
        let client = client.with("Content-Type", "application/x-www-form-urlencoded");
        client.ask("POST", "/v1/voices", b"text=a").status
    };
    let (counts, took) = flood(200, 4, |_| form(from(&server, 1)));
    println!("plain forms of one address: {counts:?} in {took:.1} s");
    let page = from(&server, 1).with("Content-Type", "application/x-www-form-urlencoded");
    let page = page.ask("POST", "/v1/voices", b"text=a");
    assert!(String::from_utf8_lossy(&page.body).contains("请过几分钟再提交"));
    assert_eq!(page.header("retry-after"), "120");
    assert_eq!(counts, Counts::from([(201, 3), (429, 197)]));
    // What somebody writes into the header before the proxy does helps nobody.
    let (counts, _) = flood(20, 2, |n| {
        form(
            server
                .client()
                .with("X-Forwarded-For", &format!("10.9.9.{n}, 10.0.0.1")),
        )
    });
    assert_eq!(counts, Counts::from([(429, 20)]));
    assert_eq!(Citizen::new(from(&server, 2), "路灯").send().status, 201);
    assert_eq!(form(from(&server, 2)), 201);
    assert_eq!(desk.waiting().len(), 25);
}

#[test]
fn without_a_proxy_the_header_is_nobodys() {
    let server = Running::with(|options| options.limits.forms = Rate::new(0.001, 3.0));
    let _desk = Desk::open(&server);
    let (counts, _) = flood(20, 2, |n| {
        let client = from(&server, n).with("Content-Type", "application/x-www-form-urlencoded");
        client.ask("POST", "/v1/voices", b"text=a").status
    });
    assert_eq!(counts, Counts::from([(201, 3), (429, 17)]));
}

#[test]
fn a_flood_from_many_addresses_is_bounded_and_grows_dear() {
    let server = Running::with(|options| {
        options.proxied = true;
        options.limits.voices_all = Rate::new(0.001, 300.0);
        options.limits.forms_all = Rate::new(0.001, 10.0);
        options.limits.busy = 40.0;
    });
    let desk = Desk::open(&server);
    let bits = || {
        server.client().get("/v1/intake").json()["bits"]
            .as_u64()
            .unwrap()
    };
    assert_eq!(bits(), 8);
    let before = resident();
    let (counts, took) = flood(600, 4, |n| {
        Citizen::new(from(&server, n), "洪水").send().status
    });
    println!(
        "sealed voices of 600 addresses: {counts:?} in {took:.1} s, bits from 8 to {}, {} KiB more",
        bits(),
        resident().saturating_sub(before)
    );
    // Whoever had worked for too little by then was asked for more.
    assert_eq!(
        counts.get(&201).unwrap_or(&0) + counts.get(&422).unwrap_or(&0),
        300
    );
    assert_eq!(counts.get(&429), Some(&300));
    assert!(bits() >= 10, "{}", bits());
    let (counts, took) = flood(200, 4, |n| {
        let client = from(&server, n).with("Content-Type", "application/x-www-form-urlencoded");
        client.ask("POST", "/v1/voices", b"text=a").status
    });
    println!("plain forms of 200 addresses: {counts:?} in {took:.1} s");
    assert_eq!(counts, Counts::from([(201, 10), (429, 190)]));
    assert!(desk.waiting().len() <= 310);
}

#[test]
fn a_challenge_from_quiet_times_does_not_pay_for_a_flood() {
    let server = Running::with(|options| options.limits.busy = 10.0);
    let desk = Desk::open(&server);
    let hoarder = Citizen::new(server.client(), "囤积");
    let (challenge, nonce) = hoarder.worked();
    for _ in 0..100 {
        Citizen::new(server.client(), "洪水").send();
    }
    use base64::Engine;
    let sealed = base64::engine::general_purpose::STANDARD.encode(hoarder.sealed());
    let late = hoarder.post(&json!({ "challenge": challenge, "nonce": nonce, "sealed": sealed }));
    assert_eq!(late.refused(), (422, "work-expired".to_owned()));
    assert_eq!(hoarder.send().status, 201);
    drop(desk);
}

#[test]
fn a_full_intake_says_so_and_takes_again_once_it_is_emptied() {
    let server = Running::with(|options| {
        options.limits.waiting = Room {
            items: 3,
            bytes: 1 << 20,
        }
    });
    let desk = Desk::open(&server);
    let say = || Citizen::new(server.client(), "一件事").send();
    assert_eq!([say().status, say().status, say().status], [201; 3]);
    let full = say();
    assert_eq!(full.refused(), (503, "intake-full".to_owned()));
    assert!(
        full.json()["zh"]
            .as_str()
            .unwrap()
            .starts_with("收件箱已满")
    );
    assert_eq!(full.header("retry-after"), "3600");
    let form = server
        .client()
        .with("Content-Type", "application/x-www-form-urlencoded");
    let page = form.ask("POST", "/v1/voices", b"text=a");
    assert_eq!((page.status, page.header("retry-after")), (503, "3600"));
    assert!(String::from_utf8_lossy(&page.body).contains("收件箱已满"));
    let id = desk.waiting().remove(0).0;
    desk.office.ask("DELETE", &format!("/v1/voices/{id}"), b"");
    assert_eq!(say().status, 201);
    assert_eq!(desk.waiting().len(), 3);
}

#[test]
fn tracking_codes_cannot_be_guessed() {
    let server = Running::with(|options| {
        options.proxied = true;
        options.limits.misses = Rate::new(0.001, 5.0);
        options.limits.misses_all = Rate::new(0.001, 50.0);
    });
    let desk = Desk::open(&server);
    let citizen = Citizen::new(from(&server, 9_999), "a");
    let told = json!({ "form": "huiyin-track-1", "stage": "new", "steps": [], "item": null, "rate": true, "rated": null });
    assert_eq!(desk.tell(&citizen.voice, &told).status, 201);
    let known = format!("/v1/track/{}", citizen.hash());
    let guess = |client: &Client, n: usize| client.get(&format!("/v1/track/{n:064x}"));
    // Whatever is wrong with a guess, it reads the same and has the same length.
    let wrong = from(&server, 1);
    let answers: Vec<_> = [
        format!("{:064x}", 1),
        "x".to_owned(),
        "F".repeat(64),
        "%2e%2e".to_owned(),
    ]
    .iter()
    .map(|hash| {
        let answer = wrong.get(&format!("/v1/track/{hash}"));
        (
            answer.status,
            answer.body,
            answer
                .headers
                .iter()
                .map(|(name, _)| name.clone())
                .collect::<Vec<_>>(),
        )
    })
    .collect();
    assert!(answers.windows(2).all(|two| two[0] == two[1]));
    assert_eq!(answers[0].0, 404);
    // Five misses, and the address is told nothing more, not even what there is.
    let one = from(&server, 2);
    let statuses: Vec<u16> = (0..8).map(|n| guess(&one, n).status).collect();
    assert_eq!(statuses, [404, 404, 404, 404, 404, 429, 429, 429]);
    let told = one.get(&known);
    assert_eq!(told.refused(), (429, "too-many-guesses".to_owned()));
    assert_eq!(told.header("retry-after"), "30");
    assert_eq!(one.get("/v1/intake/0123456789").status, 429);
    let rate = Citizen {
        client: one,
        voice: citizen.voice.clone(),
    };
    assert_eq!(rate.rate(&json!("satisfied"), &json!("")).status, 429);
    // Who has the code does not pay for it.
    for _ in 0..20 {
        assert_eq!(citizen.client.get(&known).status, 200);
    }
    // From many addresses each has five misses, until there were fifty in all; then one each, and
    // another only after a while.
    let (counts, took) = flood(2_000, 4, |n| {
        guess(&from(&server, 100 + n % 500), n + 1).status
    });
    println!("2,000 guesses of 500 addresses: {counts:?} in {took:.1} s");
    assert!((450..=550).contains(&counts[&404]), "{counts:?}");
    assert_eq!(counts[&404] + counts[&429], 2_000);
    // Who guessed is told nothing by now, not even what there is; who knows a code is.
    assert_eq!(from(&server, 101).get(&known).status, 429);
    for knows in [&citizen.client, &from(&server, 9_998)] {
        assert_eq!(knows.get(&known).status, 200);
    }
    assert_eq!(
        from(&server, 9_997).get("/v1/intake/0123456789").status,
        404
    );
    assert_eq!(desk.office.get("/v1/ratings").json()["ratings"], json!([]));
}
