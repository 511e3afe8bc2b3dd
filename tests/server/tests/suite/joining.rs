//! Founding a workspace on a server, and asking to be let in.

use huiyin_server::Claim;
use huiyin_server_tests::{Device, Running, Workspace, grant, revocation};

#[test]
fn an_empty_server_takes_a_founding_and_then_no_other() {
    let server = Running::new();
    let about = || server.client().get("/v1/server").json();
    assert!(about()["workspace"].is_null());
    assert_eq!(about()["claim_needed"], false);
    let workspace = Workspace::new();
    let (client, _) = server.client().signed_in(&workspace.founder);
    // Nothing else comes first.
    let early = workspace.founder.note(&workspace.id, "main", "先");
    let put = client.put(&early.key(), early.encode());
    assert_eq!(put.refused(), (403, "not-founding".to_owned()));
    assert_eq!(
        client.list("v1/main/").refused(),
        (403, "not-founded".to_owned())
    );
    let request = Device::unit().request(None, "张三");
    let (stranger, _) = server.client().signed_in(&Device::unit());
    let asked = stranger.put(&request.store_key(), &request.encode());
    assert_eq!(asked.status, 403);
    // Nobody delivers another's founding.
    let founding = (workspace.founding.key(), workspace.founding.encode());
    let put = stranger.put(&founding.0, founding.1);
    assert_eq!(put.refused(), (403, "foreign-chain".to_owned()));
    assert_eq!(client.put(&founding.0, founding.1).status, 201);
    assert_eq!(client.put(&founding.0, founding.1).status, 200);
    assert_eq!(about()["workspace"], workspace.id.as_str());
    assert_eq!(about()["name"], "马龙区人大");
    // The next one is too late.
    let late = Workspace::new();
    let (client, _) = server.client().signed_in(&late.founder);
    let put = client.put(&late.founding.key(), late.founding.encode());
    assert_eq!(put.refused(), (403, "not-enrolled".to_owned()));
    assert_eq!(about()["workspace"], workspace.id.as_str());
}

#[test]
fn a_founding_is_signed_by_a_root_it_names() {
    let server = Running::new();
    let workspace = Workspace::new();
    // Somebody signs another's founding line into an object of its own.
    let thief = Device::office();
    let lines = workspace.founding.lines().unwrap().to_vec();
    let stolen = thief.next(&workspace.id, "access", lines);
    let (client, _) = server.client().signed_in(&thief);
    let put = client.put(&stolen.key(), stolen.encode());
    assert_eq!(put.refused(), (403, "not-founding".to_owned()));
    assert!(server.client().get("/v1/server").json()["workspace"].is_null());
}

#[test]
fn of_several_foundings_at_once_one_wins() {
    let folder = huiyin_peers::Folder::new("race");
    let address = huiyin_server::Address::Sqlite(folder.path().join("huiyin.db"));
    let servers = [(); 2].map(|()| Running::over(&address, None, |_| ()));
    let outcomes: Vec<(u16, String)> = std::thread::scope(|scope| {
        let racers: Vec<_> = (0..6)
            .map(|n| {
                let client = servers[n % 2].client();
                scope.spawn(move || {
                    let workspace = Workspace::new();
                    let (client, _) = client.signed_in(&workspace.founder);
                    let put = client.put(&workspace.founding.key(), workspace.founding.encode());
                    (put.status, workspace.id.to_string())
                })
            })
            .collect();
        racers
            .into_iter()
            .map(|racer| racer.join().unwrap())
            .collect()
    });
    let won: Vec<&String> = outcomes
        .iter()
        .filter(|(status, _)| *status == 201)
        .map(|(_, id)| id)
        .collect();
    assert_eq!(won.len(), 1, "{outcomes:?}");
    for server in &servers {
        assert_eq!(
            server.client().get("/v1/server").json()["workspace"],
            **won[0]
        );
    }
}

#[test]
fn a_claim_code_is_needed_where_one_is_set() {
    let server = Running::with(|options| options.claim = Claim::Code("认领-7K".to_owned()));
    let workspace = Workspace::new();
    let (client, _) = server.client().signed_in(&workspace.founder);
    assert_eq!(client.get("/v1/server").json()["claim_needed"], true);
    let put = |client: &huiyin_server_tests::Client| {
        client.put(&workspace.founding.key(), workspace.founding.encode())
    };
    assert_eq!(put(&client).refused(), (403, "claim-needed".to_owned()));
    for wrong in ["x", "", "%E8%AE%A4%E9%A2%86-7L", "%E8%AE%A4%E9%A2%86-7K0"] {
        let client = client.clone().with("X-Huiyin-Claim", wrong);
        assert_eq!(
            put(&client).refused(),
            (403, "claim-wrong".to_owned()),
            "{wrong}"
        );
    }
    let client = client.with("X-Huiyin-Claim", "%E8%AE%A4%E9%A2%86-7K");
    assert_eq!(put(&client).status, 201);
    assert_eq!(client.get("/v1/server").json()["claim_needed"], false);
}

#[test]
fn a_drawn_claim_code_is_the_same_on_every_server_over_the_store() {
    let folder = huiyin_peers::Folder::new("claim");
    let address = huiyin_server::Address::Sqlite(folder.path().join("huiyin.db"));
    let drawn = |options: &mut huiyin_server::Options| options.claim = Claim::Drawn;
    let one = Running::over(&address, None, drawn);
    let other = Running::over(&address, None, drawn);
    let code = one.wait(one.objects.get("private/claim")).unwrap().unwrap();
    let code = String::from_utf8(code.to_vec()).unwrap();
    assert!(
        code.len() == 8 && !code.contains(['0', 'O', '1', 'I']),
        "{code}"
    );
    let workspace = Workspace::new();
    let (client, _) = other.client().signed_in(&workspace.founder);
    let put = |client: &huiyin_server_tests::Client| {
        client.put(&workspace.founding.key(), workspace.founding.encode())
    };
    assert_eq!(put(&client).code(), "claim-needed");
    assert_eq!(put(&client.with("X-Huiyin-Claim", &code)).status, 201);
}

#[test]
fn a_stranger_may_ask_to_join_and_nothing_else() {
    let server = Running::new();
    let (workspace, founder) = Workspace::found(&server.client());
    let (device, other) = (Device::unit(), Device::unit());
    let (stranger, granted) = server.client().signed_in(&device);
    assert!(!granted);
    let request = device.request(Some(&workspace.id), "张三");
    let key = request.store_key();
    assert_eq!(
        stranger.object(&key).refused(),
        (404, "not-found".to_owned())
    );
    assert_eq!(stranger.put(&key, &request.encode()).status, 201);
    assert_eq!(stranger.put(&key, &request.encode()).status, 200);
    assert_eq!(stranger.object(&key).body, request.encode());
    // A mistyped name can be put right.
    let again = device.request(Some(&workspace.id), "张三丰");
    assert_eq!(stranger.put(&key, &again.encode()).status, 200);
    assert_eq!(stranger.object(&key).body, again.encode());
    // Only its own request, only signed by itself, only for this workspace.
    let theirs = other.request(None, "李四");
    let put = |key: &str, bytes: &[u8]| stranger.put(key, bytes).refused();
    assert_eq!(
        put(&theirs.store_key(), &theirs.encode()),
        (403, "foreign-request".to_owned())
    );
    assert_eq!(
        put(&key, &theirs.encode()),
        (422, "name-mismatch".to_owned())
    );
    let elsewhere = device.request(Some(&Workspace::new().id), "张三");
    assert_eq!(
        put(&key, &elsewhere.encode()),
        (403, "foreign-workspace".to_owned())
    );
    let mut forged = request.encode();
    let at = forged.len() - 40;
    forged[at] ^= 1;
    assert_eq!(stranger.put(&key, &forged).status, 422);
    assert_eq!(
        stranger.put(&key, &[b' '; 4_097]).refused(),
        (413, "too-large".to_owned())
    );
    let theirs = format!("/o/{}", theirs.store_key());
    for (method, path) in [
        ("GET", "/o?prefix=v1/main/".to_owned()),
        ("GET", "/o?prefix=v1/access/".to_owned()),
        ("GET", "/o?prefix=v1/enrol/".to_owned()),
        ("GET", format!("/o/{}", workspace.founding.key())),
        ("GET", theirs),
        ("GET", "/v1/hints".to_owned()),
        ("DELETE", format!("/o/{key}")),
    ] {
        let answer = stranger.ask(method, &path, b"");
        assert_eq!(
            answer.refused(),
            (403, "not-enrolled".to_owned()),
            "{method} {path}"
        );
    }
    let object = device.note(&workspace.id, "main", "外");
    let put = stranger.put(&object.key(), object.encode());
    assert_eq!(put.refused(), (403, "not-enrolled".to_owned()));
    // Administrators see who asks; units do not.
    let unit = Device::unit();
    workspace.let_in(&founder, &unit, &[]);
    let unit = server.client().of(&unit);
    assert_eq!(founder.list("v1/enrol/").keys(), [key.as_str()]);
    assert_eq!(founder.object(&key).body, again.encode());
    for refused in [
        unit.list("v1/enrol/"),
        unit.object(&key),
        unit.ask("DELETE", &format!("/o/{key}"), b""),
    ] {
        assert_eq!(refused.refused(), (403, "admins-only".to_owned()));
    }
    // Let in, it goes on with the token it has.
    workspace.let_in(&founder, &device, &[]);
    assert_eq!(stranger.put(&object.key(), object.encode()).status, 201);
    assert_eq!(founder.ask("DELETE", &format!("/o/{key}"), b"").status, 204);
    assert_eq!(founder.list("v1/enrol/").keys(), [""; 0]);
}

#[test]
fn requests_to_join_are_only_so_many() {
    let server = Running::with(|options| options.limits.joining = 3);
    let (workspace, founder) = Workspace::found(&server.client());
    let ask = || {
        let device = Device::unit();
        let (stranger, _) = server.client().signed_in(&device);
        let request = device.request(None, "张三");
        let answer = stranger.put(&request.store_key(), &request.encode());
        (device, answer, stranger)
    };
    let (first, answer, stranger) = ask();
    assert_eq!(answer.status, 201);
    for _ in 0..2 {
        assert_eq!(ask().1.status, 201);
    }
    let (_, refused, _) = ask();
    assert_eq!(refused.refused(), (429, "too-many-joining".to_owned()));
    assert!(!refused.header("retry-after").is_empty());
    // Who waits already may still correct itself.
    let request = first.request(None, "王五");
    assert_eq!(
        stranger.put(&request.store_key(), &request.encode()).status,
        200
    );
    // A decision makes room.
    workspace.let_in(&founder, &first, &[]);
    assert_eq!(ask().1.status, 201);
}

#[test]
fn revoked_and_expired_devices_are_turned_away_at_once() {
    let server = Running::new();
    let (workspace, founder) = Workspace::found(&server.client());
    let (lost, late) = (Device::unit(), Device::unit());
    workspace.let_in(&founder, &lost, &[]);
    workspace.tell(&founder, grant(&late, false, &[], Some("2026-01-01")));
    let client = server.client().of(&lost);
    let last = lost.note(&workspace.id, "main", "一");
    assert_eq!(client.put(&last.key(), last.encode()).status, 201);
    workspace.tell(&founder, revocation(&lost, Some(&last)));
    let next = lost.note(&workspace.id, "main", "二");
    for refused in [
        client.put(&next.key(), next.encode()),
        client.object(&last.key()),
        client.list("v1/main/"),
    ] {
        assert_eq!(refused.refused(), (403, "device-revoked".to_owned()));
    }
    // That it was revoked it may read: it believes what was signed, and no server's word.
    assert_eq!(client.list("v1/access/l/").status, 200);
    assert_eq!(client.object(&workspace.founding.key()).status, 200);
    let snapshots = client.list("v1/office/p/");
    assert_eq!(snapshots.refused(), (403, "device-revoked".to_owned()));
    // Nor does anybody else carry its later objects in.
    let carried = founder.put(&next.key(), next.encode());
    assert_eq!(carried.refused(), (403, "foreign-chain".to_owned()));
    let (_, granted) = server.client().signed_in(&lost);
    assert!(!granted);
    let (client, granted) = server.client().signed_in(&late);
    assert!(!granted);
    assert_eq!(
        client.list("v1/main/").refused(),
        (403, "grant-expired".to_owned())
    );
    // A new grant lets it go on.
    workspace.tell(&founder, grant(&late, false, &[], Some("2199-01-01")));
    assert_eq!(client.list("v1/main/").status, 200);
}
