use std::{path::Path, sync::Arc};

use super::{node::Node, syntax, yaml};
use crate::{Diagnostic, Files, Place, SourceFile};

/// Reads a file into a tree.
pub(crate) fn read_file(path: &Path, files: &dyn Files) -> Result<Node, Box<Diagnostic>> {
    let text = files.read(path).map_err(|error| {
        Box::new(Diagnostic::nowhere(
            "unreadable",
            format!("cannot read `{}`: {error}", path.display()),
        ))
    })?;
    read_text(path, text)
}

/// Reads text into a tree; `path` is what places call it.
pub(crate) fn read_text(path: &Path, mut text: String) -> Result<Node, Box<Diagnostic>> {
    let size = text.len();
    let too_large = size > SIZE_LIMIT;
    if too_large {
        text.truncate(text.floor_char_boundary(EXCERPT));
    }
    if text.starts_with(BYTE_ORDER_MARK) {
        text.drain(..BYTE_ORDER_MARK.len_utf8());
    }
    let file = Arc::new(SourceFile {
        path: path.to_owned(),
        text,
    });
    if too_large {
        let place = Place { file, span: 0..0 };
        let diagnostic = Diagnostic::at(
            "too-large",
            &place,
            format!("the file has {size} bytes, and a scenario at most {SIZE_LIMIT}"),
            "nothing of it is read",
        );
        return Err(Box::new(
            diagnostic.help("split it, and `include` the parts"),
        ));
    }
    yaml::read(&file).map_err(|error| Box::new(syntax::explain(error, &file)))
}

/// 1 MiB: a thousand times the usual.
const SIZE_LIMIT: usize = 1 << 20;

/// How much of a file that is too large is kept to be shown.
const EXCERPT: usize = 200;

const BYTE_ORDER_MARK: char = '\u{feff}';
