use ctimock_switch::Reason;

/// The reasons that agents gave, each under the small word by which the switch carries it.
#[derive(Debug, Default)]
pub(in crate::dialect) struct Reasons(Vec<Box<str>>);

impl Reasons {
    /// Returns the word for a reason; the empty reason is [`Reason::default`]. What no longer fits into
    /// the table is no reason.
    pub(in crate::dialect) fn word(&mut self, text: &str) -> Reason {
        if text.is_empty() {
            return Reason::default();
        }
        let known = self.0.iter().position(|known| **known == *text);
        let at = known.unwrap_or_else(|| {
            if self.0.len() < MOST {
                self.0.push(text.into());
            }
            self.0.len() - 1
        });
        match self.0.get(at) {
            Some(kept) if **kept == *text => {
                Reason(u16::try_from(at + 1).expect("the table is small"))
            }
            _ => Reason::default(),
        }
    }

    /// Returns the reason; `None` for the empty one.
    pub(in crate::dialect) fn text(&self, reason: Reason) -> Option<&str> {
        let at = usize::from(reason.0).checked_sub(1)?;
        self.0.get(at).map(AsRef::as_ref)
    }
}

/// The client's interface knows two reasons; pages may have some of their own.
const MOST: usize = 256;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_comes_back_and_none_stays_none() {
        let mut reasons = Reasons::default();

        let words = ["1", "", "2", "1"].map(|text| reasons.word(text));

        assert_eq!(words, [Reason(1), Reason(0), Reason(2), Reason(1)]);
        assert_eq!(
            words.map(|word| reasons.text(word).map(str::to_owned)),
            [Some("1".into()), None, Some("2".into()), Some("1".into())]
        );
    }

    #[test]
    fn a_reason_too_many_is_no_reason() {
        let mut reasons = Reasons::default();
        for number in 0..MOST {
            reasons.word(&number.to_string());
        }

        assert_eq!(reasons.word("one more"), Reason::default());
        assert_eq!(reasons.word("0"), Reason(1));
    }
}
