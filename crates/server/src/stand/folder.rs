use std::{
    fs, io,
    path::{Path, PathBuf},
};

use bytes::Bytes;
use http::{
    HeaderValue, Response, StatusCode,
    header::{CACHE_CONTROL, CONTENT_TYPE},
};
use serde_json::json;

use crate::answer;

/// The folder of a page, whose files are handed out.
#[derive(Clone, Debug)]
pub(super) struct Folder(PathBuf);

impl Folder {
    pub(super) fn new(path: PathBuf) -> Self {
        Self(path)
    }

    /// Returns the answer to a request for a file.
    pub(super) fn file(&self, path: &str) -> Response<Bytes> {
        let refuse = |status, error: String| answer::json(status, &json!({ "error": error }));
        let Some(file) = self.place(path) else {
            let error = format!("`{path}` is no file of the page's folder");
            return refuse(StatusCode::NOT_FOUND, error);
        };
        match fs::read(&file) {
            Ok(text) => {
                let mut response = Response::new(Bytes::from(text));
                let kind = HeaderValue::from_static(media_type(&file));
                response.headers_mut().insert(CONTENT_TYPE, kind);
                let no_cache = HeaderValue::from_static("no-cache");
                response.headers_mut().insert(CACHE_CONTROL, no_cache);
                response
            }
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                refuse(StatusCode::FORBIDDEN, format!("`{path}`: {error}"))
            }
            Err(error) => refuse(StatusCode::NOT_FOUND, format!("`{path}`: {error}")),
        }
    }

    /// Returns where a file is; `None` if a path leads out of the folder.
    fn place(&self, path: &str) -> Option<PathBuf> {
        let decoded = decoded(path)?;
        let mut place = self.0.clone();
        for word in decoded.split('/').filter(|word| !word.is_empty()) {
            if word == "." || word == ".." || word.contains(['\\', '\0']) {
                return None;
            }
            place.push(word);
        }
        Some(place)
    }
}

/// Decodes `%20` and the like.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        rest = after;
        if first != b'%' {
            bytes.push(first);
            continue;
        }
        let (digits, after) = rest.split_at_checked(2)?;
        let digits = str::from_utf8(digits).ok()?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        rest = after;
    }
    String::from_utf8(bytes).ok()
}

fn media_type(file: &Path) -> &'static str {
    let ending = file.extension().and_then(|ending| ending.to_str());
    let known = TYPES
        .iter()
        .find(|(known, _)| ending.is_some_and(|ending| ending.eq_ignore_ascii_case(known)));
    known.map_or("application/octet-stream", |(_, kind)| kind)
}

const TYPES: &[(&str, &str)] = &[
    ("html", "text/html; charset=utf-8"),
    ("htm", "text/html; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("mjs", "text/javascript; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("json", "application/json"),
    ("map", "application/json"),
    ("txt", "text/plain; charset=utf-8"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("gif", "image/gif"),
    ("ico", "image/x-icon"),
    ("woff2", "font/woff2"),
    ("wasm", "application/wasm"),
    ("mp3", "audio/mpeg"),
    ("wav", "audio/wav"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_never_leads_out_of_the_folder() {
        let folder = Folder::new(PathBuf::from("/pages"));
        let paths = [
            "/index.html",
            "/js//app.js",
            "/a%20b.css",
            "/../secret",
            "/js/%2e%2e/secret",
            "/js/..%2fsecret",
            "/%zz",
            "/%",
            "/a%00",
        ];

        let places = paths.map(|path| folder.place(path));

        let inside = ["/pages/index.html", "/pages/js/app.js", "/pages/a b.css"];
        let mut wanted = inside.map(|path| Some(PathBuf::from(path))).to_vec();
        wanted.resize(paths.len(), None);
        assert_eq!(places.to_vec(), wanted);
    }

    #[test]
    fn a_file_has_the_media_type_of_its_ending() {
        let files = ["index.HTML", "app.mjs", "page", "data.bin"];

        let types = files.map(|file| media_type(Path::new(file)));

        let bytes = "application/octet-stream";
        assert_eq!(
            types,
            [
                "text/html; charset=utf-8",
                "text/javascript; charset=utf-8",
                bytes,
                bytes
            ]
        );
    }
}
