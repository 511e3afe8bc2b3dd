//! What stands behind the `?` of an address, for pages with few choices of their own.

use super::query::{decode, encode};

/// Names and values as the address has them: `tab=mid-year&year=2024`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search(String);

impl Search {
    /// As the address has it, without the `?`.
    pub fn new(text: &str) -> Search {
        Search(text.to_owned())
    }

    /// A value; empty where the name does not occur.
    pub fn get(&self, name: &str) -> String {
        let found = self.0.split('&').find_map(|part| {
            let (other, value) = part.split_once('=')?;
            (other == name).then(|| decode(value))
        });
        found.unwrap_or_default()
    }

    /// The same with one more, changed or (with an empty value) dropped name.
    #[must_use]
    pub fn with(&self, name: &str, value: &str) -> Search {
        let mut parts: Vec<String> = self
            .0
            .split('&')
            .filter(|part| {
                !part.is_empty() && part.split_once('=').is_none_or(|(other, _)| other != name)
            })
            .map(str::to_owned)
            .collect();
        if !value.is_empty() {
            parts.push([name, "=", &encode(value)].concat());
        }
        Search(parts.join("&"))
    }

    /// Whether nothing stands there.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A path with this behind it.
    pub fn after(&self, path: &str) -> String {
        if self.0.is_empty() {
            path.to_owned()
        } else {
            [path, "?", &self.0].concat()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_survive_the_address() {
        let search = Search::default()
            .with("name", "区教育 & 体育局=50%")
            .with("year", "2024");
        assert_eq!(search.get("name"), "区教育 & 体育局=50%");
        let href = search.after("#/unit");
        assert!(href.is_ascii(), "{href}");
        let (_, text) = href.split_once('?').unwrap();
        assert_eq!(Search::new(text), search);
    }

    #[test]
    fn a_value_changes_or_goes_and_the_others_stay() {
        let search = Search::new("tab=key&year=2024");
        assert_eq!(search.with("tab", "mid-year").get("year"), "2024");
        assert_eq!(search.with("tab", "").after("#/x"), "#/x?year=2024");
        assert_eq!(search.with("tab", "").with("year", "").after("#/x"), "#/x");
        assert_eq!(search.get("nothing"), "");
    }
}
