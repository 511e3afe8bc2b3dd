//! The syncer's own carrier over real connections.

use futures_lite::future::block_on;
use huiyin_log::{LocalKey, Object, Signer};
use huiyin_server::Claim;
use huiyin_server_tests::{Device, Running, Workspace};
use huiyin_sync::carrier::{Carrier, CarrierCode, Entry, HuiyinServer};
use huiyin_sync::http::{Native, Timeouts};
use std::rc::Rc;

/// A device's key, lent to a carrier.
struct Lent(Rc<Device>);

impl Signer for Lent {
    fn public(&self) -> huiyin_log::PublicKey {
        LocalKey::public(&self.0.key)
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, huiyin_log::SignError> {
        self.0.key.sign(message)
    }
}

fn carrier(server: &Running, device: &Rc<Device>) -> HuiyinServer<Native> {
    let signer: Rc<dyn Signer> = Rc::new(Lent(Rc::clone(device)));
    let url = format!("http://{}/", server.at);
    HuiyinServer::new(Native::new(Timeouts::default()), &url, Some(signer)).unwrap()
}

fn put(carrier: &HuiyinServer<Native>, object: &Object) {
    block_on(carrier.put(&object.key(), object.encode())).unwrap();
    let back = block_on(carrier.get(&object.key())).unwrap();
    assert_eq!(back.as_deref(), Some(object.encode()));
}

#[test]
fn a_workspace_is_founded_joined_and_shared_through_it() {
    let server = Running::with(|options| options.claim = Claim::Code("ABCD2345".to_owned()));
    let Workspace {
        id,
        founder,
        founding,
    } = Workspace::new();
    let founder = Rc::new(founder);
    let office = carrier(&server, &founder);
    assert!(block_on(office.info()).unwrap().claim_needed);
    let refused = block_on(office.put(&founding.key(), founding.encode())).unwrap_err();
    assert_eq!(refused.code, CarrierCode::Forbidden);
    let office = office.with_claim(Some("ABCD2345"));
    put(&office, &founding);
    let info = block_on(office.info()).unwrap();
    assert_eq!(
        (info.workspace.as_deref(), info.claim_needed),
        (Some(id.as_str()), false)
    );
    // A unit asks, is let in, and goes on without signing in by hand.
    let unit = Rc::new(Device::unit());
    let theirs = carrier(&server, &unit);
    assert!(!block_on(theirs.sign_in()).unwrap().granted);
    let request = unit.request(Some(&id), "张三");
    block_on(theirs.put(&request.store_key(), &request.encode())).unwrap();
    let asked = block_on(office.list("v1/enrol/", None)).unwrap();
    assert_eq!(asked.len(), 1);
    let grant = founder.say(&id, &[huiyin_server_tests::grant(&unit, false, &[], None)]);
    put(&office, &grant);
    let object = unit.note(&id, "main", "建议");
    put(&theirs, &object);
    // What the office alone reads is handed in, read back by whoever handed it in, and not
    // handed out to anybody else.
    put(&theirs, &unit.note(&id, "office", "评价"));
    let sealed = founder.note(&id, "office", "评价");
    put(&office, &sealed);
    let closed = block_on(theirs.get(&sealed.key())).unwrap_err();
    assert_eq!(closed.code, CarrierCode::Forbidden);
    // Folder by folder, as replicas look for what is new.
    let names = |folder: &str| -> Vec<String> {
        let listed = block_on(office.list(folder, None)).unwrap();
        listed.into_iter().map(|Entry { name }| name).collect()
    };
    let log = unit.log("main");
    assert_eq!(names("v1/main/l/"), [format!("{log}/")]);
    assert_eq!(names(&format!("v1/main/l/{log}/")), ["00000/"]);
    assert_eq!(names(&format!("v1/main/l/{log}/00000/")).len(), 1);
    assert_eq!(names("v1/access/l/").len(), 1);
    let nothing = format!("v1/main/l/{}/", "0".repeat(32));
    assert_eq!(names(&nothing), [""; 0]);
}

/// As the office's device takes voices, tells what became of them and publishes.
#[test]
fn the_desk_is_served_through_it() {
    use huiyin_protocol::sharing::DeskCode;
    use huiyin_server_tests::Citizen;
    let server = Running::new();
    let (workspace, _) = Workspace::found(&server.client());
    let office = carrier(&server, &Rc::new(workspace.founder));
    let key = huiyin_log::seal::BoxKey::from_seed([7; 32]);
    let empty = block_on(office.desk_status()).unwrap();
    assert!(empty.server && !empty.open && empty.address.ends_with("/voice.html"));
    block_on(office.desk_set(true, &key.public().to_hex(), 8, "收件")).unwrap();
    let code = DeskCode {
        code: "0123456789".to_owned(),
        label: "站".to_owned(),
        withdrawn: false,
        drive: Some("{\"title\":\"征集\"}".to_owned()),
    };
    block_on(office.desk_codes(&[code])).unwrap();
    let told = server.client().get("/v1/intake/0123456789").json();
    assert_eq!(told["drive"]["title"], "征集");
    let citizen = Citizen::new(server.client(), "路灯");
    assert_eq!(citizen.send().status, 201);
    assert_eq!(block_on(office.desk_status()).unwrap().waiting, 1);
    let (voices, more) = block_on(office.desk_voices(None)).unwrap();
    assert_eq!((voices.len(), more), (1, false));
    let (rest, _) = block_on(office.desk_voices(Some(&voices[0].0))).unwrap();
    assert!(rest.is_empty());
    block_on(office.desk_drop("v1/voices", &voices[0].0)).unwrap();
    assert_eq!(block_on(office.desk_status()).unwrap().waiting, 0);
    let status = r#"{"form":"huiyin-track-1","stage":"done","steps":[],"item":null,"rate":true,"rated":null}"#;
    block_on(office.desk_put("v1/track", &citizen.hash(), status.to_owned())).unwrap();
    assert_eq!(citizen.rate(&"satisfied".into(), &"".into()).status, 201);
    let (ratings, _) = block_on(office.desk_ratings(None)).unwrap();
    assert_eq!(
        (ratings[0].1.as_str(), ratings[0].2.as_str()),
        (citizen.hash().as_str(), "satisfied")
    );
    block_on(office.desk_drop("v1/ratings", &ratings[0].0)).unwrap();
    block_on(office.desk_put("public", "item/1.json", "{}".to_owned())).unwrap();
    let hash = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
    assert_eq!(
        block_on(office.desk_published()).unwrap(),
        [("item/1.json".to_owned(), hash.to_owned())]
    );
    block_on(office.desk_drop("public", "item/1.json")).unwrap();
    assert_eq!(server.client().get("/public/item/1.json").status, 404);
    // What the server refuses comes back with its code.
    let refused = block_on(office.desk_put("public", "x.html", String::new())).unwrap_err();
    assert!(refused.detail.contains("path-malformed"), "{refused:?}");
    // A unit's device has no desk.
    let unit = Rc::new(Device::unit());
    let theirs = carrier(&server, &unit);
    assert_eq!(
        block_on(theirs.desk_status()).unwrap_err().code,
        CarrierCode::Forbidden
    );
}
