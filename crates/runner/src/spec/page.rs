use std::{
    fmt,
    path::{Path, PathBuf},
    str::FromStr,
};

use ctimock_server::Stand;

use super::SpecError;

/// A page that is opened in a browser.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Page {
    /// One that somebody serves.
    Url(String),
    /// A file, which is served with its folder.
    File(PathBuf),
}

impl Page {
    /// Returns the folder that is to be served.
    pub(crate) fn folder(&self) -> Option<PathBuf> {
        let Self::File(file) = self else {
            return None;
        };
        let folder = file.parent().unwrap_or_else(|| Path::new(""));
        Some(match folder.as_os_str().is_empty() {
            true => PathBuf::from("."),
            false => folder.to_owned(),
        })
    }

    /// Returns where a browser opens it so that its driver finds the runner.
    pub(crate) fn address(&self, stand: &Stand, browser: u64) -> String {
        let driver = stand.driver_url(browser);
        match self {
            Self::Url(url) => with_driver(url, &driver),
            Self::File(file) => {
                let name = file.file_name().map(|name| name.to_string_lossy());
                let url = stand.page_url(&encoded(&name.unwrap_or_default()));
                with_driver(&url, &driver)
            }
        }
    }
}

impl FromStr for Page {
    type Err = SpecError;

    fn from_str(text: &str) -> Result<Self, SpecError> {
        if text.trim().is_empty() {
            return Err(SpecError::NoPage);
        }
        let is_url = ["http://", "https://"]
            .iter()
            .any(|scheme| text.starts_with(scheme));
        Ok(match is_url {
            true => Self::Url(text.to_owned()),
            false => Self::File(PathBuf::from(text)),
        })
    }
}

impl fmt::Display for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Url(url) => f.write_str(url),
            Self::File(file) => file.display().fmt(f),
        }
    }
}

/// The driver's address goes into the query; what stands behind `#` stays there.
fn with_driver(url: &str, driver: &str) -> String {
    let (url, fragment) = url
        .split_once('#')
        .map_or((url, None), |(url, fragment)| (url, Some(fragment)));
    let sign = if url.contains('?') { '&' } else { '?' };
    let fragment = fragment.map_or_else(String::new, |fragment| format!("#{fragment}"));
    format!("{url}{sign}ctimock={driver}{fragment}")
}

/// Encodes what a path of a URL cannot have.
fn encoded(name: &str) -> String {
    let mut url = String::with_capacity(name.len());
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                url.push(char::from(byte));
            }
            _ => url.push_str(&format!("%{byte:02X}")),
        }
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_drivers_address_stands_in_the_pages_query() {
        let urls = [
            "http://h/p",
            "http://h/p?a=b",
            "http://h/p#top",
            "http://h/p?a#t?u",
        ];

        let with = urls.map(|url| with_driver(url, "ws://d/1"));

        assert_eq!(
            with,
            [
                "http://h/p?ctimock=ws://d/1",
                "http://h/p?a=b&ctimock=ws://d/1",
                "http://h/p?ctimock=ws://d/1#top",
                "http://h/p?a&ctimock=ws://d/1#t?u"
            ]
        );
    }

    #[test]
    fn a_page_is_served_with_its_folder() {
        let folders = ["a/b.html", "b.html", "/b.html", "http://h/b.html"].map(|page| {
            let page: Page = page.parse().expect("it is a page");
            page.folder()
        });

        let wanted = [Some("a"), Some("."), Some("/"), None];
        assert_eq!(folders, wanted.map(|folder| folder.map(PathBuf::from)));
    }

    #[test]
    fn a_name_that_is_no_url_is_made_one() {
        assert_eq!(encoded("my page#1.html"), "my%20page%231.html");
    }
}
