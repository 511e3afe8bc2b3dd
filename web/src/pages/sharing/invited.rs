//! Reading an invitation, as far as the form needs it: where the workspace is kept, so that only
//! what an invitation never holds (user, password, keys) is asked for.

use crate::route::query::decode;
use huiyin_protocol::sharing::StoreChoice;

/// What an invitation says.
#[derive(Clone, Debug, PartialEq)]
pub struct Invited {
    /// As it was given; the syncer reads it itself.
    pub text: String,
    /// The store, without any secret; `None` where it names none.
    pub store: Option<StoreChoice>,
}

impl Invited {
    /// Reads a link or words; `None` where no workspace is named.
    pub fn read(text: &str) -> Option<Invited> {
        let text = text.trim();
        let value = |name: &str| {
            let mut parts = text.split(['?', '&', ';', '#', ' ', '\n']);
            let raw = parts.find_map(|part| part.strip_prefix(name)?.strip_prefix('='));
            raw.map(decode)
        };
        let workspace = value("w")?;
        if workspace.len() != 32 || !workspace.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let store = match value("t").as_deref() {
            Some("webdav") => Some(StoreChoice::WebDav {
                url: value("u")?,
                user: value("n").unwrap_or_default(),
                password: String::new(),
            }),
            Some("s3") => Some(StoreChoice::S3 {
                url: value("u")?,
                bucket: value("b").unwrap_or_default(),
                region: value("r").unwrap_or_default(),
                key: String::new(),
                secret: String::new(),
            }),
            _ => text
                .split_once("#/join")
                .map(|(base, _)| base)
                .filter(|base| base.starts_with("http://") || base.starts_with("https://"))
                .map(|base| StoreChoice::Server {
                    url: base.to_owned(),
                }),
        };
        Some(Invited {
            text: text.to_owned(),
            store,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORKSPACE: &str = "72c81ec967e459f02f46172d0b3be133";

    #[test]
    fn a_link_names_its_server() {
        let link = ["https://office.example/huiyin/#/join?w=", WORKSPACE].concat();
        let url = "https://office.example/huiyin/".to_owned();
        assert_eq!(
            Invited::read(&link).unwrap().store,
            Some(StoreChoice::Server { url })
        );
    }

    #[test]
    fn words_name_a_folder_or_a_bucket_and_nothing_secret() {
        let dav = [
            " huiyin-join?w=",
            WORKSPACE,
            "&t=webdav&u=https%3A%2F%2Fdav.example%2Fa%20b%2F&n=office\n",
        ];
        let Some(StoreChoice::WebDav { url, user, .. }) =
            Invited::read(&dav.concat()).unwrap().store
        else {
            panic!("no folder")
        };
        assert_eq!(
            (url.as_str(), user.as_str()),
            ("https://dav.example/a b/", "office")
        );
        let s3 = [
            "huiyin-join?w=",
            WORKSPACE,
            "&t=s3&u=https%3A%2F%2Fs3.example&b=hy&r=cn-1",
        ];
        let Some(StoreChoice::S3 { bucket, region, .. }) =
            Invited::read(&s3.concat()).unwrap().store
        else {
            panic!("no bucket")
        };
        assert_eq!((bucket.as_str(), region.as_str()), ("hy", "cn-1"));
        let alone = ["huiyin-join?w=", WORKSPACE].concat();
        assert_eq!(Invited::read(&alone).unwrap().store, None);
    }

    #[test]
    fn what_names_no_workspace_is_no_invitation() {
        for text in ["", "你好", "https://office.example/", "huiyin-join?w=72c8"] {
            assert_eq!(Invited::read(text), None, "{text}");
        }
    }
}
