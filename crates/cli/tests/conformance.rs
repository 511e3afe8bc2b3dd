//! `huiyin conformance` as a person or a script meets it, against a small store of the test's own.

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::io::{BufRead, BufReader, Read, Write};
    use std::net::{SocketAddr, TcpListener, TcpStream};
    use std::process::{Command, Output};
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::{Arc, Mutex};
    use std::thread::{self, JoinHandle};

    /// What the store is like.
    #[derive(Clone, Copy, PartialEq, Eq)]
    enum Make {
        /// WebDAV with a password; answers 201 and keeps nothing where `true`.
        WebDav { forgets: bool },
        /// S3, in pages.
        S3,
        /// A Huiyin server, as far as anybody is told.
        Huiyin,
    }

    /// A store on a loopback port, gone at the end of the test.
    struct Store {
        address: SocketAddr,
        ending: Arc<AtomicBool>,
        listening: Option<JoinHandle<()>>,
    }

    impl Store {
        fn begin(make: Make) -> Store {
            let listener = TcpListener::bind("127.0.0.1:0").unwrap();
            let address = listener.local_addr().unwrap();
            let ending = Arc::new(AtomicBool::new(false));
            let files = Arc::new(Mutex::new(BTreeMap::new()));
            let ended = Arc::clone(&ending);
            let listening = thread::spawn(move || {
                for stream in listener.incoming() {
                    if ended.load(Ordering::SeqCst) {
                        return;
                    }
                    let (stream, files) = (stream.unwrap(), Arc::clone(&files));
                    thread::spawn(move || serve(&stream, make, &files));
                }
            });
            Store {
                address,
                ending,
                listening: Some(listening),
            }
        }

        fn url(&self) -> String {
            format!("http://{}/", self.address)
        }
    }

    impl Drop for Store {
        fn drop(&mut self) {
            self.ending.store(true, Ordering::SeqCst);
            let _ = TcpStream::connect(self.address);
            if let Some(listening) = self.listening.take() {
                let _ = listening.join();
            }
        }
    }

    type Files = Mutex<BTreeMap<String, Vec<u8>>>;

    /// One request and its answer.
    fn serve(stream: &TcpStream, make: Make, files: &Files) -> Option<()> {
        let mut reader = BufReader::new(stream);
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let (method, target) = line.trim_end().split_once(' ')?;
        let target = target.split(' ').next()?.to_owned();
        let (method, mut length, mut authorization) = (method.to_owned(), 0, String::new());
        loop {
            let mut header = String::new();
            reader.read_line(&mut header).ok()?;
            let header = header.trim_end().to_owned();
            if header.is_empty() {
                break;
            }
            let (name, value) = header.split_once(':')?;
            match &*name.to_lowercase() {
                "content-length" => length = value.trim().parse().ok()?,
                "authorization" => value.trim().clone_into(&mut authorization),
                _ => {}
            }
        }
        let mut body = vec![0; length];
        // A client that hangs up leaves nothing behind.
        reader.read_exact(&mut body).ok()?;
        let files = &mut *files.lock().unwrap();
        let (status, answer) = match make {
            Make::WebDav { .. } if authorization != "Basic d2FuZzpnZWhlaW0=" => (401, Vec::new()),
            Make::WebDav { forgets } => webdav(&method, target, body, forgets, files),
            Make::S3 => {
                assert!(authorization.contains("/us-east-1/s3/aws4_request"));
                s3(&method, &target, body, files)
            }
            Make::Huiyin if target == "/v1/server" => (
                200,
                br#"{"name":"Bench","version":"0.1.0","workspace":null}"#.to_vec(),
            ),
            Make::Huiyin => (401, Vec::new()),
        };
        let length = answer.len();
        let head =
            format!("HTTP/1.1 {status} X\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n");
        let mut stream = stream;
        stream.write_all(head.as_bytes()).ok()?;
        stream.write_all(&answer).ok()
    }

    fn webdav(
        method: &str,
        path: String,
        body: Vec<u8>,
        forgets: bool,
        files: &mut BTreeMap<String, Vec<u8>>,
    ) -> (u16, Vec<u8>) {
        match method {
            "PUT" if forgets => (201, Vec::new()),
            "PUT" => {
                files.insert(path, body);
                (201, Vec::new())
            }
            "GET" => files
                .get(&path)
                .map_or((404, Vec::new()), |file| (200, file.clone())),
            "DELETE" => {
                files.retain(|file, _| !file.starts_with(&path));
                (204, Vec::new())
            }
            "PROPFIND" => {
                let mut xml = format!("<multistatus><response><href>{path}</href></response>");
                for name in children(&path, files) {
                    let kind = if name.ends_with('/') {
                        "<collection/>"
                    } else {
                        ""
                    };
                    xml += &format!("<response><href>{path}{name}</href>{kind}</response>");
                }
                (207, (xml + "</multistatus>").into_bytes())
            }
            _ => (405, Vec::new()),
        }
    }

    fn s3(
        method: &str,
        target: &str,
        body: Vec<u8>,
        files: &mut BTreeMap<String, Vec<u8>>,
    ) -> (u16, Vec<u8>) {
        let Some((_, query)) = target.split_once('?') else {
            return match method {
                "PUT" => {
                    files.insert(target.to_owned(), body);
                    (200, Vec::new())
                }
                "GET" => files
                    .get(target)
                    .map_or((404, Vec::new()), |file| (200, file.clone())),
                "DELETE" => {
                    files.remove(target);
                    (204, Vec::new())
                }
                _ => (405, Vec::new()),
            };
        };
        let value = |name: &str| {
            let value = query.split('&').find_map(|part| part.strip_prefix(name));
            value.map(|value| value.replace("%2F", "/"))
        };
        let prefix = value("prefix=").unwrap();
        let mut keys: Vec<String> = children(&format!("/bucket/{prefix}"), files)
            .into_iter()
            .map(|name| format!("{prefix}{name}"))
            .collect();
        if let Some(from) = value("continuation-token=").or(value("start-after=")) {
            keys.retain(|key| *key > from);
        }
        let size = value("max-keys=").map_or(1000, |size| size.parse().unwrap());
        let more = keys.len() > size;
        keys.truncate(size);
        let mut xml = format!("<ListBucketResult><IsTruncated>{more}</IsTruncated>");
        for key in &keys {
            xml += &if key.ends_with('/') {
                format!("<CommonPrefixes><Prefix>{key}</Prefix></CommonPrefixes>")
            } else {
                format!("<Contents><Key>{key}</Key></Contents>")
            };
        }
        if more {
            let last = keys.last().unwrap();
            xml += &format!("<NextContinuationToken>{last}</NextContinuationToken>");
        }
        (200, (xml + "</ListBucketResult>").into_bytes())
    }

    /// The children of a folder, those that are folders with `/`.
    fn children(folder: &str, files: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
        let below = files.keys().filter_map(|key| key.strip_prefix(folder));
        let mut names: Vec<String> = below
            .map(|rest| match rest.split_once('/') {
                Some((name, _)) => format!("{name}/"),
                None => rest.to_owned(),
            })
            .collect();
        names.sort();
        names.dedup();
        names
    }

    fn huiyin(args: &[&str], secret: Option<&str>) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_huiyin"));
        command.arg("conformance").args(args);
        command.env_remove("HUIYIN_STORE_SECRET");
        if let Some(secret) = secret {
            command.env("HUIYIN_STORE_SECRET", secret);
        }
        command.output().unwrap()
    }

    fn printed(output: &Output, code: i32) -> String {
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{told}");
        assert!(told.is_empty(), "{told}");
        String::from_utf8(output.stdout.clone()).unwrap()
    }

    #[test]
    fn a_good_folder_is_good() {
        let store = Store::begin(Make::WebDav { forgets: false });
        let url = store.url();
        let text = printed(
            &huiyin(&[&url, "--user", "wang", "--password", "geheim"], None),
            0,
        );
        assert!(text.starts_with(&format!("WebDAV  {url}\n")), "{text}");
        for line in [
            "✓ 写入并读回",
            "· 条件写入",
            "· 8 个写入者",
            "✓ 上传中断后重新写入",
            "可以使用：",
        ] {
            assert!(text.contains(line), "{line}: {text}");
        }
        assert!(!text.contains("\n  ✗"), "{text}");
        assert!(!text.contains("geheim"));
        let output = huiyin(&[&url, "--user", "wang", "--lang", "en"], Some("geheim"));
        let text = printed(&output, 0);
        assert!(text.contains("✓ keeps what is put"), "{text}");
    }

    #[test]
    fn a_folder_that_keeps_nothing_is_not() {
        let store = Store::begin(Make::WebDav { forgets: true });
        let url = store.url();
        let args = [&*url, "--user", "wang", "--password", "geheim", "--json"];
        let text = printed(&huiyin(&args, None), 1);
        let report: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(report["good"], false);
        assert_eq!(
            (&report["url"], &report["kind"]),
            (&url.into(), &"webdav".into())
        );
        assert_eq!(report["lines"][1]["met"], false);
        assert_eq!(report["lines"][1]["outcome"], "写入成功，却读不到");
    }

    #[test]
    fn a_wrong_password_or_a_store_that_is_gone_is_told() {
        let store = Store::begin(Make::WebDav { forgets: false });
        let url = store.url();
        let text = printed(
            &huiyin(&[&url, "--user", "wang", "--password", "x"], None),
            1,
        );
        assert!(text.contains("不认可用户名、口令或密钥"), "{text}");
        drop(store);
        let text = printed(&huiyin(&[&url], None), 1);
        assert!(text.contains("连不上存储"), "{text}");
    }

    #[test]
    fn a_bucket_is_read_page_by_page() {
        let store = Store::begin(Make::S3);
        let args = [
            "--s3-bucket",
            "bucket",
            "--s3-key",
            "k",
            "--s3-secret",
            "s",
            "--json",
        ];
        let text = printed(&huiyin(&[&[&*store.url()], &args[..]].concat(), None), 0);
        let report: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(
            (&report["good"], &report["kind"]),
            (&true.into(), &"s3".into())
        );
        assert!(text.contains("列出 40 个，应为 40 个"), "{text}");
    }

    #[test]
    fn a_huiyin_server_is_recognised() {
        let store = Store::begin(Make::Huiyin);
        let text = printed(&huiyin(&[&store.url(), "--lang", "en"], None), 0);
        assert!(text.contains("`Bench`, version 0.1.0"), "{text}");
        assert!(text.contains("a workspace can be founded"), "{text}");
    }

    #[test]
    fn what_cannot_be_tried_is_told_in_one_line() {
        let cases: [(&[&str], &str); 7] = [
            (&[], "URL"),
            (&["ftp://x/"], "ftp://x/"),
            (&["http://wang:geheim@x/"], "@x/"),
            (&["http://x/", "--user", "wang"], "--password WORD"),
            (&["http://x/", "--s3-bucket", "b"], "--s3-key"),
            (&["http://x/", "--user", "w", "--s3-key", "k"], "--s3-"),
            (&["http://x/", "more"], "more"),
        ];
        for (args, told) in cases {
            let output = huiyin(args, None);
            let text = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(2), "{args:?}: {text}");
            assert!(text.contains(told), "{args:?}: {text}");
            assert!(!text.contains("geheim"), "{text}");
            assert_eq!(text.matches('\n').count(), 1, "{text}");
            assert!(output.stdout.is_empty());
        }
    }
}
