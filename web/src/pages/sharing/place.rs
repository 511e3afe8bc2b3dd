//! Asking for the store: where objects are kept.

use crate::components::field::{Field, Kind};
use crate::components::form::{Errors, Values};
use crate::i18n::{Say, fill};
use huiyin_protocol::sharing::StoreChoice;
use huiyin_rules::Lang;

crate::i18n::words! {
    PLACE = "存储位置", "Where it is kept";
    SERVER = "Huiyin 服务器", "A Huiyin server";
    WEBDAV = "WebDAV 文件夹", "A WebDAV folder";
    S3 = "S3 存储桶", "An S3 bucket";
    LATER = "以后再选", "Later";
    SERVER_URL = "服务器地址", "Address of the server";
    SERVER_URL_HINT = "不填就是本站。", "Leave it empty for the server this page came from.";
    WEBDAV_URL = "文件夹地址", "Address of the folder";
    WEBDAV_URL_HINT = "如：https://dav.example.cn/huiyin/。可以是空文件夹，也可以是本工作区已经在用的文件夹。", "Such as https://dav.example.org/huiyin/. Either empty, or the one this workspace uses already.";
    USER = "用户名", "User";
    PASSWORD = "密码", "Password";
    PASSWORD_HINT = "只保存在本机，不写入邀请，不发给其他设备。", "Kept on this device only; not in invitations, not sent to other devices.";
    S3_URL = "服务地址", "Address of the service";
    S3_URL_HINT = "如：https://s3.example.cn", "Such as https://s3.example.org";
    BUCKET = "存储桶", "Bucket";
    REGION = "区域", "Region";
    REGION_HINT = "不填按 us-east-1。", "Empty for us-east-1.";
    KEY = "访问密钥 ID", "Access key id";
    SECRET = "访问密钥", "Secret access key";
    ORIGIN_HINT = "与本站不是同一地址的，需要对方允许跨域访问（CORS），本站也要放行；最简单的是由同一台服务器转发，用本站地址访问。", "Where it has another address than this site, it must allow pages of other origins (CORS) and this site must let the page connect; the simplest is to reach it through this site's own server.";
    NO_URL = "{0}须以 http:// 或 https:// 开头", "{0} must begin with http:// or https://";
    OWN_SITE = "本站（{0}）", "this site ({0})";
    NAMED_SERVER = "Huiyin 服务器 {0}", "Huiyin server {0}";
    NAMED_WEBDAV = "WebDAV {0}（用户 {1}）", "WebDAV {0} (user {1})";
    NAMED_WEBDAV_OPEN = "WebDAV {0}", "WebDAV {0}";
    NAMED_S3 = "S3 {0}，存储桶 {1}", "S3 {0}, bucket {1}";
}

/// Which choices there are besides the three kinds of store.
#[derive(Clone, Copy, PartialEq)]
pub enum Besides {
    /// None.
    Nothing,
    /// No store for now.
    Later,
}

/// The fields.
pub fn fields(besides: Besides, lang: Lang) -> Vec<Field> {
    let one = |key: &str, words| (key.to_owned(), lang.say(words).to_owned());
    let mut kinds = vec![one("server", SERVER), one("webdav", WEBDAV), one("s3", S3)];
    match besides {
        Besides::Nothing => {}
        Besides::Later => kinds.push(one("later", LATER)),
    }
    let on = |key: &'static str, field: Field| {
        field.when(
            "place",
            match key {
                "server" => &["server"],
                "webdav" => &["webdav"],
                _ => &["s3"],
            },
        )
    };
    vec![
        Field::new("place", lang.say(PLACE), Kind::Radio(kinds)),
        on(
            "server",
            Field::new("server-url", lang.say(SERVER_URL), Kind::Line)
                .hint(lang.say(SERVER_URL_HINT))
                .optional(),
        ),
        on(
            "webdav",
            Field::new("dav-url", lang.say(WEBDAV_URL), Kind::Line)
                .hint(&[lang.say(WEBDAV_URL_HINT), lang.say(ORIGIN_HINT)].join("\n")),
        ),
        on(
            "webdav",
            Field::new("dav-user", lang.say(USER), Kind::Line).optional(),
        ),
        on(
            "webdav",
            Field::new("dav-password", lang.say(PASSWORD), Kind::Secret)
                .hint(lang.say(PASSWORD_HINT))
                .optional(),
        ),
        on(
            "s3",
            Field::new("s3-url", lang.say(S3_URL), Kind::Line)
                .hint(&[lang.say(S3_URL_HINT), lang.say(ORIGIN_HINT)].join("\n")),
        ),
        on("s3", Field::new("s3-bucket", lang.say(BUCKET), Kind::Line)),
        on(
            "s3",
            Field::new("s3-region", lang.say(REGION), Kind::Line)
                .hint(lang.say(REGION_HINT))
                .optional(),
        ),
        on("s3", Field::new("s3-key", lang.say(KEY), Kind::Line)),
        on(
            "s3",
            Field::new("s3-secret", lang.say(SECRET), Kind::Secret).hint(lang.say(PASSWORD_HINT)),
        ),
    ]
}

/// The fields for what an invitation to this store leaves out.
pub fn secrets(store: &StoreChoice, lang: Lang) -> Vec<Field> {
    let wanted: &[&str] = match store {
        StoreChoice::Server { .. } => &[],
        StoreChoice::WebDav { .. } => &["dav-user", "dav-password"],
        StoreChoice::S3 { .. } => &["s3-key", "s3-secret"],
    };
    let mut all = fields(Besides::Nothing, lang);
    all.retain(|field| wanted.contains(&field.key.as_str()));
    for field in &mut all {
        field.when = None;
    }
    all
}

/// What the fields hold at first.
pub fn values(store: Option<&StoreChoice>, otherwise: &str) -> Values {
    let none = Values::default();
    match store {
        None => none.with("place", otherwise),
        Some(StoreChoice::Server { url }) => none
            .with("place", "server")
            .with("server-url", url.as_str()),
        Some(StoreChoice::WebDav { url, user, .. }) => none
            .with("place", "webdav")
            .with("dav-url", url.as_str())
            .with("dav-user", user.as_str()),
        Some(StoreChoice::S3 {
            url,
            bucket,
            region,
            key,
            ..
        }) => none
            .with("place", "s3")
            .with("s3-url", url.as_str())
            .with("s3-bucket", bucket.as_str())
            .with("s3-region", region.as_str())
            .with("s3-key", key.as_str()),
    }
}

/// The store that the fields name; `None` for none.
pub fn choice(values: &Values) -> Option<StoreChoice> {
    match values.get("place") {
        "server" => Some(StoreChoice::Server {
            url: values.text("server-url"),
        }),
        "webdav" => Some(StoreChoice::WebDav {
            url: values.text("dav-url"),
            user: values.text("dav-user"),
            password: values.raw("dav-password").to_owned(),
        }),
        "s3" => Some(StoreChoice::S3 {
            url: values.text("s3-url"),
            bucket: values.text("s3-bucket"),
            region: values
                .option("s3-region")
                .unwrap_or_else(|| "us-east-1".to_owned()),
            key: values.text("s3-key"),
            secret: values.raw("s3-secret").to_owned(),
        }),
        _ => None,
    }
}

/// Whether the store is named far enough to be tried.
pub fn is_complete(choice: &StoreChoice) -> bool {
    match choice {
        StoreChoice::Server { url } => url.is_empty() || is_address(url),
        StoreChoice::WebDav { url, .. } => is_address(url),
        StoreChoice::S3 {
            url,
            bucket,
            key,
            secret,
            ..
        } => is_address(url) && ![bucket, key, secret].iter().any(|text| text.is_empty()),
    }
}

fn is_address(url: &str) -> bool {
    let rest = url
        .strip_prefix("http://")
        .or_else(|| url.strip_prefix("https://"));
    rest.is_some_and(|rest| !rest.trim_start_matches('/').is_empty())
}

/// What is wrong beyond what is missing.
pub fn check(values: &Values, lang: Lang) -> Errors {
    let (key, label) = match values.get("place") {
        "server" if !values.get("server-url").is_empty() => ("server-url", SERVER_URL),
        "webdav" => ("dav-url", WEBDAV_URL),
        "s3" => ("s3-url", S3_URL),
        _ => return Errors::new(),
    };
    if is_address(values.get(key)) {
        return Errors::new();
    }
    vec![(key.to_owned(), fill(lang.say(NO_URL), &[lang.say(label)]))]
}

/// A store in words.
pub fn named(choice: &StoreChoice, origin: &str, lang: Lang) -> String {
    match choice {
        StoreChoice::Server { url } if url.is_empty() => fill(lang.say(OWN_SITE), &[origin]),
        StoreChoice::Server { url } => fill(lang.say(NAMED_SERVER), &[url]),
        StoreChoice::WebDav { url, user, .. } if user.is_empty() => {
            fill(lang.say(NAMED_WEBDAV_OPEN), &[url])
        }
        StoreChoice::WebDav { url, user, .. } => fill(lang.say(NAMED_WEBDAV), &[url, user]),
        StoreChoice::S3 { url, bucket, .. } => fill(lang.say(NAMED_S3), &[url, bucket]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dav() -> StoreChoice {
        StoreChoice::WebDav {
            url: "https://dav.example.cn/huiyin/".to_owned(),
            user: "office".to_owned(),
            password: " p w ".to_owned(),
        }
    }

    #[test]
    fn a_store_survives_the_form_but_for_its_secret() {
        let values = values(Some(&dav()), "later").with("dav-password", " p w ");
        assert_eq!(choice(&values), Some(dav()));
        let Some(StoreChoice::WebDav { password, .. }) =
            choice(&super::values(Some(&dav()), "later"))
        else {
            panic!("no WebDAV folder")
        };
        assert_eq!(password, "");
        assert_eq!(choice(&super::values(None, "later")), None);
    }

    #[test]
    fn an_address_is_one_before_it_is_tried() {
        assert!(is_complete(&StoreChoice::Server { url: String::new() }));
        assert!(is_complete(&dav()));
        for url in ["", "dav.example.cn", "ftp://x", "https://"] {
            let values = values(Some(&dav()), "").with("dav-url", url);
            assert_eq!(check(&values, Lang::Zh).len(), 1, "{url}");
            assert!(!choice(&values).is_some_and(|choice| is_complete(&choice)));
        }
        assert_eq!(check(&values(Some(&dav()), ""), Lang::Zh), Errors::new());
        let own = Values::default().with("place", "server");
        assert_eq!(check(&own, Lang::Zh), Errors::new());
    }
}
