//! From a file's text to a tree with places.

mod build;
pub(crate) mod node;
mod source;
mod syntax;
mod yaml;

pub(crate) use node::{Entry, Key, Node, NodeValue, Style};
pub(crate) use source::{read_file, read_text};
