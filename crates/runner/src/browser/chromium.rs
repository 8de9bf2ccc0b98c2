use std::{
    env,
    ffi::{OsStr, OsString},
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

/// Finds the browser: what the variable `CHROMIUM` names, else the first of its usual names in `PATH`.
///
/// # Errors
/// What was looked for, and how to name one.
pub(super) fn find() -> Result<PathBuf, String> {
    find_in(env::var_os(VARIABLE).as_deref(), env::var_os("PATH"))
}

fn find_in(named: Option<&OsStr>, path: Option<OsString>) -> Result<PathBuf, String> {
    let path = path.unwrap_or_default();
    if let Some(named) = named.filter(|named| !named.is_empty()) {
        return look_up(named, &path).ok_or_else(|| {
            format!(
                "the variable `{VARIABLE}` names `{}`, and that is no program",
                named.display()
            )
        });
    }
    let found = NAMES.iter().find_map(|name| look_up(name.as_ref(), &path));
    found.ok_or_else(|| {
        format!(
            "there is no Chromium: neither of {} is in `PATH`; install one, or name it in the variable \
             `{VARIABLE}`",
            NAMES.map(|name| format!("`{name}`")).join(", ")
        )
    })
}

/// A name with a slash is a path.
fn look_up(name: &OsStr, path: &OsStr) -> Option<PathBuf> {
    if Path::new(name).components().count() > 1 {
        return Some(PathBuf::from(name)).filter(|program| is_program(program));
    }
    let mut places = env::split_paths(path).map(|folder| folder.join(name));
    places.find(|program| is_program(program))
}

fn is_program(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|about| about.is_file() && about.permissions().mode() & 0o111 != 0)
}

/// Returns the arguments that open a page, without a window, and without what a browser does by itself.
pub(super) fn arguments(profile: &Path, page: &str, is_root: bool) -> Vec<OsString> {
    let mut profile_argument = OsString::from("--user-data-dir=");
    profile_argument.push(profile);
    let mut arguments: Vec<OsString> = QUIET.iter().map(OsString::from).collect();
    arguments.push(profile_argument);
    if is_root {
        // Its sandbox refuses to be root's.
        arguments.push(OsString::from("--no-sandbox"));
    }
    arguments.push(OsString::from(page));
    arguments
}

const VARIABLE: &str = "CHROMIUM";

const NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

const QUIET: &[&str] = &[
    "--headless=new",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-gpu",
    // The console of the page is told on standard error.
    "--enable-logging=stderr",
    "--log-level=0",
    // Nothing goes over the network but what the page asks for.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-client-side-phishing-detection",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--disable-quic",
    "--disable-sync",
    "--metrics-recording-only",
    "--no-pings",
    "--disable-breakpad",
    // A page of the network may use the runner and the mocks on loopback.
    "--disable-features=LocalNetworkAccessChecks,MediaRouter,OptimizationHints,Translate",
    // A page that nobody sees runs as fast as any other, and rings without having been clicked.
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    "--autoplay-policy=no-user-gesture-required",
    "--mute-audio",
    "--use-fake-ui-for-media-stream",
    // Small machines have little shared memory, and no key ring.
    "--disable-dev-shm-usage",
    "--password-store=basic",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_found_by_its_path_and_by_its_name() {
        let by_path = find_in(Some("/bin/sh".as_ref()), None);
        let by_name = find_in(Some("sh".as_ref()), Some("/nowhere:/bin".into()));

        let shell = Ok(PathBuf::from("/bin/sh"));
        assert_eq!((by_path, by_name), (shell.clone(), shell));
    }

    #[test]
    fn without_a_browser_it_is_said_what_was_looked_for_and_how_to_name_one() {
        let nowhere = || Some(OsString::from("/nowhere"));

        let errors = [
            find_in(None, nowhere()),
            find_in(Some("".as_ref()), nowhere()),
            find_in(Some("brave".as_ref()), nowhere()),
            find_in(Some("/etc/passwd".as_ref()), nowhere()),
        ];

        let none = "there is no Chromium: neither of `chromium`, `chromium-browser`, `google-chrome` is in \
                    `PATH`; install one, or name it in the variable `CHROMIUM`";
        let wanted = [
            none,
            none,
            "the variable `CHROMIUM` names `brave`, and that is no program",
            "the variable `CHROMIUM` names `/etc/passwd`, and that is no program",
        ];
        assert_eq!(errors, wanted.map(|error| Err(error.to_owned())));
    }

    #[test]
    fn only_root_has_no_sandbox_and_the_page_comes_last() {
        let [root, other] = [true, false].map(|is_root| {
            let arguments = arguments(Path::new("/tmp/p"), "http://127.0.0.1:1/", is_root);
            let bare = arguments.contains(&OsString::from("--no-sandbox"));
            (bare, arguments.last().cloned())
        });

        let page = Some(OsString::from("http://127.0.0.1:1/"));
        assert_eq!((root, other), ((true, page.clone()), (false, page)));
    }
}
