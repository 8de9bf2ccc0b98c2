use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process,
    sync::atomic::{AtomicU64, Ordering},
    thread,
    time::Duration,
};

/// A folder for what a browser keeps, which ends with it.
#[derive(Debug)]
pub(crate) struct Profile(PathBuf);

impl Profile {
    /// Makes a fresh one.
    ///
    /// # Errors
    /// There is no room for one.
    pub(crate) fn new() -> io::Result<Self> {
        static MADE: AtomicU64 = AtomicU64::new(0);
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let name = format!("ctimock-browser-{}-{number}", process::id());
        let path = env::temp_dir().join(name);
        // One of a process that had this number before is somebody else's.
        let _ = fs::remove_dir_all(&path);
        fs::create_dir(&path)?;
        Ok(Self(path))
    }

    /// Returns where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// Returns the folder for the browser's temporary files, of which some are left behind: the profile
    /// itself, unless the path of a socket in it would be too long.
    pub(crate) fn temporary(&self) -> Option<&Path> {
        (self.0.as_os_str().len() <= LONGEST).then_some(&self.0)
    }
}

impl Drop for Profile {
    fn drop(&mut self) {
        remove(&self.0);
    }
}

/// Removes a profile whose browser has been ended. Parts of it may take a moment to end, and write until then.
pub(crate) fn remove(profile: &Path) {
    for _ in 0..TRIES {
        match fs::remove_dir_all(profile) {
            Ok(()) => return,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return,
            Err(_) => thread::sleep(PAUSE),
        }
    }
}

/// A socket's path has 107 bytes at most, and Chromium's adds 45 to its folder's.
const LONGEST: usize = 62;

const TRIES: u32 = 50;
const PAUSE: Duration = Duration::from_millis(10);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_browser_has_a_folder_of_its_own_which_ends_with_it() {
        let (one, other) = (Profile::new().unwrap(), Profile::new().unwrap());
        fs::write(one.path().join("Cookies"), "a=b").unwrap();
        let paths = [one.path().to_owned(), other.path().to_owned()];

        let before = paths.clone().map(|path| path.is_dir());
        drop((one, other));

        assert_ne!(paths[0], paths[1]);
        assert_eq!(
            (before, paths.map(|path| path.exists())),
            ([true; 2], [false; 2])
        );
    }
}
