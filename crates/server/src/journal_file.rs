use std::{
    fs::{File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

use ctimock_mock::Entry;

use crate::{ServeError, journal_entry::shown};

/// The file that has the whole journal of all vendors, one JSON line an entry.
#[derive(Debug)]
pub(crate) struct JournalFile {
    path: PathBuf,
    inside: Mutex<Inside>,
}

#[derive(Debug)]
struct Inside {
    file: File,
    lines: Vec<u8>,
    /// The first reason why lines are missing.
    error: Option<io::Error>,
}

impl JournalFile {
    /// Opens a file to append to.
    pub(crate) fn open(path: &Path) -> Result<Self, ServeError> {
        let file = OpenOptions::new().create(true).append(true).open(path);
        let file = file.map_err(|source| ServeError::Journal {
            path: path.to_owned(),
            source,
        })?;
        Ok(Self {
            path: path.to_owned(),
            inside: Mutex::new(Inside {
                file,
                lines: Vec::new(),
                error: None,
            }),
        })
    }

    /// Appends entries of a vendor's journal.
    pub(crate) fn append<'e>(&self, vendor: &str, entries: impl Iterator<Item = &'e Entry>) {
        let mut inside = self.inside();
        for entry in entries {
            serde_json::to_writer(&mut inside.lines, &shown(vendor, entry))
                .expect("JSON is written, and memory takes it");
            inside.lines.push(b'\n');
        }
        if inside.lines.len() >= FULL {
            inside.flush();
        }
    }

    /// Writes what has been appended.
    pub(crate) fn flush(&self) {
        self.inside().flush();
    }

    /// Writes what has been appended, and says whether anything was lost.
    pub(crate) fn finish(&self) -> Result<(), ServeError> {
        let mut inside = self.inside();
        inside.flush();
        match inside.error.take() {
            None => Ok(()),
            Some(source) => Err(ServeError::Journal {
                path: self.path.clone(),
                source,
            }),
        }
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inside {
    fn flush(&mut self) {
        if !self.lines.is_empty()
            && let Err(error) = self.file.write_all(&self.lines)
        {
            self.error.get_or_insert(error);
        }
        self.lines.clear();
    }
}

/// So many bytes are written at once when there is much to write.
const FULL: usize = 64 * 1024;
