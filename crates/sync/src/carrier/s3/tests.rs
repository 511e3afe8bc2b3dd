use super::*;
use crate::carrier::fake::{Fake, body, now, status};

fn bucket<T: Transport>(transport: T) -> S3<T> {
    let bucket = Bucket {
        url: "http://store:8333",
        name: "huiyin",
        region: "",
        key: "k",
        secret: "s",
    };
    S3::new(transport, bucket, Box::new(|| 1_369_353_600)).unwrap()
}

/// Keys `v1/l/…` as a service hands them out in pages.
fn service(keys: &[&str], request: &Request) -> Result<Response, crate::http::TransportError> {
    let query = request.url.split_once('?').unwrap().1;
    let value = |name: &str| {
        let part = query.split('&').find_map(|part| part.strip_prefix(name));
        part.map(|value| value.replace("%2F", "/"))
    };
    let prefix = value("prefix=").unwrap();
    let size: usize = value("max-keys=").map_or(1000, |size| size.parse().unwrap());
    let from = value("continuation-token=").or(value("start-after="));
    let mut names: Vec<String> = Vec::new();
    for key in keys.iter().filter_map(|key| key.strip_prefix(&*prefix)) {
        let name = match key.split_once('/') {
            Some((folder, _)) => format!("{prefix}{folder}/"),
            None => format!("{prefix}{key}"),
        };
        if from.as_ref().is_none_or(|from| name > *from) && !names.contains(&name) {
            names.push(name);
        }
    }
    names.sort();
    let more = names.len() > size;
    names.truncate(size);
    let mut xml = format!("<ListBucketResult><IsTruncated>{more}</IsTruncated>");
    if let (true, Some(last)) = (more, names.last()) {
        xml += &format!("<NextContinuationToken>{last}</NextContinuationToken>");
    }
    for name in names {
        xml += &if name.ends_with('/') {
            format!("<CommonPrefixes><Prefix>{name}</Prefix></CommonPrefixes>")
        } else {
            format!("<Contents><Key>{name}</Key></Contents>")
        };
    }
    body(200, &(xml + "</ListBucketResult>"))
}

#[test]
fn folders_are_read_page_by_page() {
    let keys = [
        "v1/l/a/1", "v1/l/a/2", "v1/l/b", "v1/l/c", "v1/l/d/1", "v1/m",
    ];
    let fake = Fake::new(|request: &Request| service(&keys, request));
    let bucket = bucket(&fake);
    let names = |entries: Vec<Entry>| -> Vec<String> {
        entries.into_iter().map(|entry| entry.name).collect()
    };
    for page in [1, 2, 3, 4, 9] {
        let entries = now(bucket.list_by("v1/l/", page)).unwrap();
        assert_eq!(names(entries), ["a/", "b", "c", "d/"], "{page}");
    }
    assert_eq!(names(now(bucket.list("v1/", None)).unwrap()), ["l/", "m"]);
    assert_eq!(
        names(now(bucket.list("v1/l/", Some("b"))).unwrap()),
        ["c", "d/"]
    );
    // The folder itself comes again after its own name: it is left out here.
    assert_eq!(
        names(now(bucket.list("v1/l/", Some("a/"))).unwrap()),
        ["b", "c", "d/"]
    );
    assert!(now(bucket.list("v2/", None)).unwrap().is_empty());
}

#[test]
fn a_list_that_never_ends_is_given_up() {
    let xml = |token: &str| {
        format!("<ListBucketResult><IsTruncated>true</IsTruncated>{token}</ListBucketResult>")
    };
    for token in ["", "<NextContinuationToken>same</NextContinuationToken>"] {
        let fake = Fake::new(|_: &Request| body(200, &xml(token)));
        let error = now(bucket(&fake).list("v1/", None)).unwrap_err();
        assert_eq!(error.code, CarrierCode::NotAStore);
        assert!(fake.asked.borrow().len() <= 2);
    }
}

#[test]
fn requests_are_signed_for_their_own_address() {
    let fake = Fake::new(|_: &Request| status(200));
    now(bucket(&fake).put("v1/l/a", b"bytes")).unwrap();
    let asked = fake.asked.borrow();
    assert_eq!(asked[0].url, "http://store:8333/huiyin/v1/l/a");
    let authorization = &asked[0].headers[0].1;
    assert!(
        authorization.starts_with("AWS4-HMAC-SHA256 Credential=k/20130524/us-east-1/s3/"),
        "{authorization}"
    );
}

#[test]
fn an_absent_object_is_not_an_absent_bucket() {
    let error = |code: &'static str| {
        Fake::new(move |_: &Request| body(404, &format!("<Error><Code>{code}</Code></Error>")))
    };
    assert_eq!(now(bucket(error("NoSuchKey")).get("v1/a")).unwrap(), None);
    assert_eq!(
        now(bucket(Fake::new(|_: &Request| status(404))).get("v1/a")).unwrap(),
        None
    );
    let missing = error("NoSuchBucket");
    let bucket = bucket(&missing);
    for error in [
        now(bucket.get("v1/a")).unwrap_err(),
        now(bucket.put("v1/a", b"")).unwrap_err(),
        now(bucket.list("v1/", None)).unwrap_err(),
    ] {
        assert_eq!(error.code, CarrierCode::NoSuchRoot);
    }
}

#[test]
fn what_is_missing_is_asked_for() {
    let with = |name, key, secret, url| {
        let bucket = Bucket {
            url,
            name,
            region: "cn-north-1",
            key,
            secret,
        };
        let made = S3::new(Fake::new(|_: &Request| status(200)), bucket, Box::new(|| 0));
        made.map(|_| ()).unwrap_err().code
    };
    assert_eq!(with("", "k", "s", "http://a"), CarrierCode::Incomplete);
    assert_eq!(with("b", " ", "s", "http://a"), CarrierCode::Incomplete);
    assert_eq!(with("b", "k", "", "http://a"), CarrierCode::Incomplete);
    assert_eq!(with("b", "k", "s", "a"), CarrierCode::Address);
    assert_eq!(with("b/c", "k", "s", "http://a"), CarrierCode::Address);
}
