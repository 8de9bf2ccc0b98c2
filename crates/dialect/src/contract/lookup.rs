use super::{Contract, Event, Field, Method};

/// Returns the word that is nearest to a misspelt one, if it is near enough to be offered.
pub fn nearest<'a, W: AsRef<str> + ?Sized + 'a>(
    word: &str,
    known: impl IntoIterator<Item = &'a W>,
) -> Option<&'a str> {
    let near =
        |known: &str| strsim::damerau_levenshtein(&word.to_lowercase(), &known.to_lowercase());
    known
        .into_iter()
        .map(AsRef::as_ref)
        .map(|known| (near(known), known))
        .filter(|(distance, known)| *distance <= known.chars().count().max(3) / 3)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
}

/// Returns what an error about a misspelt word ends with.
pub(crate) fn suggestion(nearest: &Option<String>) -> String {
    nearest
        .as_ref()
        .map_or_else(String::new, |word| format!("; did you mean `{word}`?"))
}

impl Contract {
    /// Returns the names by which problems are selected: `F25`, and `F25.no_cors` for each further way.
    #[must_use]
    pub fn problem_names(&self) -> Vec<String> {
        let mut names = Vec::new();
        for (name, problem) in &self.problems {
            names.push(name.clone());
            names.extend(problem.ways.keys().map(|way| format!("{name}.{way}")));
        }
        names
    }

    /// Returns a method of the client's API.
    #[must_use]
    pub fn method(&self, name: &str) -> Option<&Method> {
        self.methods.get(name)
    }

    /// Returns an event that the client's app can be told.
    #[must_use]
    pub fn event(&self, name: &str) -> Option<&Event> {
        self.events.get(name)
    }

    /// Returns the families of events, the main one first.
    #[must_use]
    pub fn families(&self) -> Vec<&str> {
        let mut families = vec![self.main_family.as_str()];
        for event in self.events.values() {
            if !families.contains(&event.family.as_str()) {
                families.push(&event.family);
            }
        }
        families
    }
}

impl Method {
    /// Returns a parameter by name.
    #[must_use]
    pub fn param(&self, name: &str) -> Option<&Field> {
        self.params.iter().find(|param| param.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_word_finds_its_neighbour_and_a_strange_one_nobody() {
        let known = ["established", "delivered", "held"];

        let found = ["establised", "Delivered", "hold", "xyz"].map(|word| nearest(word, known));

        assert_eq!(
            found,
            [Some("established"), Some("delivered"), Some("held"), None]
        );
    }
}
