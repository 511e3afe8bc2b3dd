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
