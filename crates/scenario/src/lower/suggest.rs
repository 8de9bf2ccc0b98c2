use ctimock_dialect::contract::nearest;

/// Returns the help for a word that is not known: the nearest that is, and all of them if they are few.
pub(crate) fn suggest<'w>(word: &str, known: impl IntoIterator<Item = &'w str>) -> Option<String> {
    let known: Vec<&str> = known.into_iter().collect();
    let few = (1..=FEW).contains(&known.len());
    match nearest(word, known.iter().copied()) {
        Some(near) if few && known.len() > 1 => {
            Some(format!("did you mean `{near}`? known: {}", list(&known)))
        }
        Some(near) => Some(format!("did you mean `{near}`?")),
        None if few => Some(format!("write {}", alternatives(&known))),
        None => None,
    }
}

/// Returns words in backticks: "`a`, `b`, `c`".
pub(crate) fn list(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    quoted.join(", ")
}

/// Returns words in backticks as a choice: "`a`, `b` or `c`".
pub(crate) fn alternatives(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => format!("`{one}`"),
        [first @ .., last] => format!("{} or `{last}`", list(first)),
    }
}

/// Up to so many words are listed.
const FEW: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_words_are_listed_and_of_many_only_the_nearest_is_offered() {
        let few = ["drop", "delay"];
        let many = [
            "a1",
            "b2",
            "c3",
            "d4",
            "e5",
            "f6",
            "g7",
            "h8",
            "established",
        ];

        let helps = [
            suggest("dorp", few),
            suggest("xyz", few),
            suggest("establised", many),
            suggest("nothing like it", many),
            suggest("x", []),
        ];

        let wanted = [
            Some("did you mean `drop`? known: `drop`, `delay`"),
            Some("write `drop` or `delay`"),
            Some("did you mean `established`?"),
            None,
            None,
        ];
        assert_eq!(helps.each_ref().map(Option::as_deref), wanted);
    }
}
