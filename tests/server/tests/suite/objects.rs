//! Putting, getting and listing.

use huiyin_log::segment::Segment;
use huiyin_log::{Alg, Object, Space, key};
use huiyin_rules::Role;
use huiyin_server_tests::{Client, Device, Running, Workspace, line};

/// A workspace with a unit that was let in.
fn enrolled(server: &Running) -> (Workspace, Client, Device, Client) {
    let (workspace, founder) = Workspace::found(&server.client());
    let unit = Device::unit();
    workspace.let_in(&founder, &unit, &[]);
    let client = server.client().of(&unit);
    (workspace, founder, unit, client)
}

#[test]
fn what_was_put_is_there_byte_for_byte() {
    let server = Running::new();
    let (workspace, founder, unit, client) = enrolled(&server);
    let object = unit.note(&workspace.id, "main", "建议");
    let key = object.key();
    assert_eq!(client.object(&key).refused(), (404, "not-found".to_owned()));
    let put = client.put(&key, object.encode());
    assert_eq!((put.status, put.body.len()), (201, 0));
    assert_eq!(client.put(&key, object.encode()).status, 200);
    for reader in [&client, &founder] {
        let there = reader.object(&key);
        assert_eq!((there.status, &there.body[..]), (200, object.encode()));
        assert_eq!(there.header("cache-control"), "no-store");
    }
    assert_eq!(client.list("v1/main/l/").keys(), [key.as_str()]);
    let head = client.ask("HEAD", &format!("/o/{key}"), b"");
    assert_eq!((head.status, head.body.len()), (200, 0));
    let packed = client
        .with("Accept-Encoding", "br")
        .get(&format!("/o/{key}"));
    assert_eq!(packed.header("content-encoding"), "br");
    assert!(packed.body.len() < object.encode().len());
}

#[test]
fn nothing_is_taken_whose_name_signature_or_place_is_wrong() {
    let server = Running::new();
    let (workspace, _, unit, client) = enrolled(&server);
    let object = unit.note(&workspace.id, "main", "一");
    let other = unit.note(&workspace.id, "main", "二");
    let put = |key: &str, bytes: &[u8]| client.put(key, bytes).refused();
    let refused = |status, code: &str| (status, code.to_owned());
    assert_eq!(
        put(&other.key(), object.encode()),
        refused(422, "object-wrong-id")
    );
    let torn = &object.encode()[..object.encode().len() - 9];
    assert_eq!(client.put(&object.key(), torn).status, 422);
    assert_eq!(client.put(&object.key(), b"").status, 422);
    assert_eq!(client.put(&object.key(), b"[{\"v\":3,").status, 422);
    let mut changed = object.encode().to_vec();
    let at = changed.len() - 8;
    changed[at] ^= 1;
    assert_eq!(client.put(&object.key(), &changed).status, 422);
    // A signature of nobody's: the object has a name of its own and is still refused.
    let text = String::from_utf8(object.encode().to_vec()).unwrap();
    let (before, rest) = text.split_once("\"sig\":\"").unwrap();
    let forged = resigned(before, rest);
    assert_eq!(
        put(&forged.key(), forged.encode()),
        refused(422, "object-wrong-signature")
    );
    for name in [
        "x",
        "v1",
        "v1/main",
        "v1/main/x/y",
        "v2/main/l/a/b/c",
        "private/secret/x",
        "private/workspace",
    ] {
        assert_eq!(
            put(name, object.encode()),
            refused(422, "name-malformed"),
            "{name}"
        );
    }
    let longer = object.key().replace("/00000/", "/00001/");
    assert_eq!(
        put(&longer, object.encode()),
        refused(422, "name-malformed")
    );
    let elsewhere = Workspace::new();
    let foreign = unit.sign(
        &elsewhere.id,
        "main",
        unit.log("other"),
        1,
        None,
        vec![line(&unit.log("other"), 1, "外")],
    );
    assert_eq!(
        put(&foreign.key(), foreign.encode()),
        refused(403, "foreign-workspace")
    );
    assert_eq!(client.list("v1/main/").keys(), [""; 0]);
    assert_eq!(client.put(&object.key(), object.encode()).status, 201);
}

/// The same object with a signature that does not hold, under the name that it then has.
fn resigned(before: &str, rest: &str) -> Object {
    let (signature, rest) = rest.split_at(128);
    let digits = format!(
        "{}{}",
        if signature.starts_with('0') { "1" } else { "0" },
        &signature[1..]
    );
    // The name is the hash of the header without its member `id`.
    let (header, payload) = rest.split_once("},").unwrap();
    let header = format!("{{\"v\":2,\"sig\":\"{digits}{header}}}");
    let digest = Alg::Ed25519Sha256.digest(&[header.as_bytes()]);
    let id: String = digest[..16]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let opening = before.split("\"id\":\"").next().unwrap();
    let bytes = format!("{opening}\"id\":\"{id}\",{},{payload}", &header[7..]);
    Object::decode(bytes.as_bytes()).unwrap()
}

#[test]
fn a_device_writes_only_what_is_signed_by_whose_it_is() {
    let server = Running::new();
    let (workspace, founder, unit, client) = enrolled(&server);
    let other = Device::unit();
    workspace.let_in(&founder, &other, &[]);
    let theirs = other.note(&workspace.id, "main", "他");
    let at_other = server.client().of(&other);
    assert_eq!(at_other.put(&theirs.key(), theirs.encode()).status, 201);
    // In the chain of another device, under one's own signature.
    let log = other.log("main");
    let intruder = unit.sign(
        &workspace.id,
        "main",
        log.clone(),
        2,
        Some(theirs.id().clone()),
        vec![line(&log, 2, "混")],
    );
    let put = client.put(&intruder.key(), intruder.encode());
    assert_eq!(put.refused(), (403, "chain-taken".to_owned()));
    // Of a device that was never let in.
    let stranger = Device::unit().note(&workspace.id, "main", "谁");
    let put = client.put(&stranger.key(), stranger.encode());
    assert_eq!(put.refused(), (403, "foreign-chain".to_owned()));
    // What came by file from a device without a network is carried in by another.
    let offline = Device::unit();
    workspace.let_in(&founder, &offline, &[]);
    let carried = offline.note(&workspace.id, "main", "带");
    assert_eq!(client.put(&carried.key(), carried.encode()).status, 201);
    assert_eq!(client.list("v1/main/").keys().len(), 2);
}

#[test]
fn access_is_never_sealed_and_counts_at_once() {
    let server = Running::new();
    let (workspace, founder, unit, client) = enrolled(&server);
    // Whoever is enrolled may write there; whether it counts is for the roll to say.
    let useless = unit.note(&workspace.id, "access", "自封");
    assert_eq!(client.put(&useless.key(), useless.encode()).status, 201);
    assert_eq!(founder.list("v1/access/l/").keys().len(), 3);
}

#[test]
fn the_office_space_is_written_by_all_and_read_by_few() {
    let server = Running::new();
    let (workspace, founder, unit, client) = enrolled(&server);
    let object = unit.note(&workspace.id, "office", "评价");
    let key = object.key();
    assert_eq!(client.put(&key, object.encode()).status, 201);
    // What it wrote itself it may read back; not what others did, nor whether anything is there.
    assert_eq!(client.object(&key).body, object.encode());
    let other = Device::unit();
    workspace.let_in(&founder, &other, &[]);
    let others = server.client().of(&other);
    let folder = key::chains(&Space::office());
    for refused in [
        others.object(&key),
        client.list(&folder),
        client.list("v1/office/"),
        client.object(&key.replace(unit.log("office").as_str(), &"0".repeat(32))),
    ] {
        assert_eq!(refused.refused(), (403, "space-closed".to_owned()));
    }
    assert_eq!(founder.object(&key).body, object.encode());
    assert_eq!(founder.list(&folder).keys(), [key.as_str()]);
    // A space that is not for it.
    let closed = unit.note(&workspace.id, "party", "另");
    let put = client.put(&closed.key(), closed.encode());
    assert_eq!(put.refused(), (403, "space-unwritable".to_owned()));
    // Nor a listing that would reach into one.
    for prefix in [
        "",
        "v1",
        "v1/",
        "v1/offic",
        "v1/office",
        "v",
        "private/",
        "v1/main",
    ] {
        let status = client.list(prefix).status;
        assert!([422, 403].contains(&status), "{prefix}: {status}");
    }
}

#[test]
fn a_deputys_space_is_written_by_the_office_and_read_by_that_deputy() {
    let server = Running::new();
    let (workspace, founder, _, unit) = enrolled(&server);
    let space = Space::of_deputy("刘明");
    let (clerk, plain) = (Device::office(), Device::office());
    workspace.let_in(&founder, &clerk, &[Space::OFFICE]);
    workspace.let_in(&founder, &plain, &[]);
    let own = Device::new(Role::Deputy, "刘明");
    let other = Device::new(Role::Deputy, "王芳");
    for device in [&own, &other] {
        workspace.let_in(&founder, device, &[]);
    }
    let client = |device: &Device| server.client().of(device);
    let handed = clerk.note(&workspace.id, space.as_str(), "路灯坏了");
    let key = handed.key();
    assert_eq!(client(&clerk).put(&key, handed.encode()).status, 201);
    let folder = key::chains(&space);
    for reader in [&client(&own), &client(&clerk), &founder] {
        assert_eq!(reader.object(&key).body, handed.encode());
        assert_eq!(reader.list(&folder).keys(), [key.as_str()]);
    }
    // Nobody else learns so much as whether there is anything, in the office either.
    for stranger in [&client(&other), &client(&plain), &unit] {
        for refused in [stranger.object(&key), stranger.list(&folder)] {
            assert_eq!(refused.refused(), (403, "space-closed".to_owned()));
        }
    }
    // Nor does the deputy put anything there.
    for device in [&own, &other, &plain] {
        let object = device.note(&workspace.id, space.as_str(), "冒");
        let put = client(device).put(&object.key(), object.encode());
        assert_eq!(put.refused(), (403, "space-unwritable".to_owned()));
    }
    // A role that is not a deputy's gives no space by its name.
    let namesake = Device::new(Role::Unit, "刘明");
    workspace.let_in(&founder, &namesake, &[]);
    let listed = client(&namesake).list(&folder);
    assert_eq!(listed.refused(), (403, "space-closed".to_owned()));
}

#[test]
fn listings_go_page_by_page_and_folder_by_folder() {
    let server = Running::new();
    let (workspace, _, unit, client) = enrolled(&server);
    let mut keys: Vec<String> = (0..25)
        .map(|n| {
            let object = unit.note(&workspace.id, "main", &n.to_string());
            assert_eq!(client.put(&object.key(), object.encode()).status, 201);
            object.key()
        })
        .collect();
    keys.sort();
    let mut paged = Vec::new();
    loop {
        let after = paged.last().cloned().unwrap_or_default();
        let page = client.get(&format!("/o?prefix=v1/main/l/&after={after}&limit=7"));
        paged.extend(page.keys());
        if page.json()["more"] == false {
            break;
        }
    }
    assert_eq!(paged, keys);
    let log = unit.log("main");
    let folders = |prefix: &str| {
        client
            .get(&format!("/o?prefix={prefix}&delimiter=%2F"))
            .keys()
    };
    assert_eq!(folders("v1/main/"), ["v1/main/l/"]);
    assert_eq!(folders("v1/main/l/"), [format!("v1/main/l/{log}/")]);
    assert_eq!(folders(&format!("v1/main/l/{log}/00000/")), keys);
    for bad in [
        "limit=0",
        "limit=10001",
        "limit=x",
        "limit=-1",
        "delimiter=x",
        "after=%00",
        "after=%E5%BB%BA",
    ] {
        let answer = client.get(&format!("/o?prefix=v1/main/&{bad}"));
        assert_eq!(answer.refused(), (400, "bad-request".to_owned()), "{bad}");
    }
    assert_eq!(client.get("/o").refused(), (400, "bad-request".to_owned()));
}

#[test]
fn a_segment_is_taken_when_all_its_objects_are_there() {
    let server = Running::new();
    let (workspace, founder, unit, client) = enrolled(&server);
    let objects: Vec<Object> = (0..128)
        .map(|n| unit.note(&workspace.id, "main", &n.to_string()))
        .collect();
    let read = |bytes: &[u8]| Object::decode(bytes).map(|object| object.place());
    let segment = Segment::of(objects.iter().map(Object::encode), read).unwrap();
    let name = segment.name().to_string();
    for object in &objects[1..] {
        assert_eq!(client.put(&object.key(), object.encode()).status, 201);
    }
    let early = client.put(&name, segment.bytes());
    assert_eq!(early.refused(), (422, "segment-ahead".to_owned()));
    client.put(&objects[0].key(), objects[0].encode());
    let torn = client.put(&name, &segment.bytes()[1..]);
    assert_eq!(torn.refused(), (422, "segment-wrong-name".to_owned()));
    // Whoever compacts writes the same.
    assert_eq!(founder.put(&name, segment.bytes()).status, 201);
    assert_eq!(client.put(&name, segment.bytes()).status, 200);
    assert_eq!(client.object(&name).body, segment.bytes());
    let large = vec![b'x'; 8 * 1024 * 1024 + 1];
    assert_eq!(
        client.put(&name, &large).refused(),
        (413, "too-large".to_owned())
    );
}

#[test]
fn snapshots_are_an_administrators_and_named_by_their_hash() {
    let server = Running::new();
    let (_, founder, _, client) = enrolled(&server);
    let bytes = b"snapshot";
    let digest = Alg::Ed25519Sha256.digest(&[bytes]);
    let hash: String = digest[..16]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let name = format!("v1/main/p/0000000042-{hash}");
    assert_eq!(
        client.put(&name, bytes).refused(),
        (403, "admins-only".to_owned())
    );
    assert_eq!(
        founder.put(&name, b"other").refused(),
        (422, "name-mismatch".to_owned())
    );
    assert_eq!(founder.put(&name, bytes).status, 201);
    assert_eq!(client.object(&name).body, bytes);
}

#[test]
fn nothing_but_requests_to_join_is_ever_removed() {
    let server = Running::new();
    let (workspace, founder) = Workspace::found(&server.client());
    let key = workspace.founding.key();
    let answer = founder.ask("DELETE", &format!("/o/{key}"), b"");
    assert_eq!(answer.refused(), (405, "method-not-allowed".to_owned()));
    assert_eq!(founder.object(&key).status, 200);
}
