use super::{fact::Fact, fields::Fields};

/// The events of a stream apart for each value of a key, for every key that rules have.
#[derive(Debug, Default)]
pub(super) struct Groups<'r> {
    known: Vec<(&'r [String], Grouping)>,
}

/// The events of a stream apart for each value of one key.
#[derive(Clone, Debug, Default)]
pub(super) struct Grouping {
    /// The group of each event; an event without the key is in none.
    pub(super) of: Vec<Option<usize>>,
    /// How many groups there are.
    pub(super) count: usize,
}

impl<'r> Groups<'r> {
    /// Returns the groups by the values of these fields; by no field, all events are one group.
    pub(super) fn by(
        &mut self,
        key: &'r [String],
        stream: &[Fact<'_>],
        fields: &Fields,
    ) -> &Grouping {
        let known = self.known.iter().position(|(known, _)| *known == key);
        let at = known.unwrap_or_else(|| {
            self.known.push((key, Grouping::new(key, stream, fields)));
            self.known.len() - 1
        });
        &self.known[at].1
    }
}

impl Grouping {
    fn new(key: &[String], stream: &[Fact<'_>], fields: &Fields) -> Self {
        let mut first: Vec<usize> = Vec::new();
        let mut of = Vec::with_capacity(stream.len());
        for (index, event) in stream.iter().enumerate() {
            let value = |event: &Fact<'_>, path: &String| event.field(fields, path).is_some();
            if !key.iter().all(|path| value(event, path)) {
                of.push(None);
                continue;
            }
            let group = first.iter().position(|other| {
                let other = &stream[*other];
                key.iter()
                    .all(|path| event.field(fields, path) == other.field(fields, path))
            });
            of.push(Some(group.unwrap_or_else(|| {
                first.push(index);
                first.len() - 1
            })));
        }
        Self {
            of,
            count: first.len(),
        }
    }
}
