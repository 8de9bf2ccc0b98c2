use crate::CodecError;

/// The search for the end of a body whose length was announced.
///
/// The length counts bytes. Where no NUL stands after so many bytes, it is read as a count of UTF-16
/// units, as `String.length` of a browser counts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct SizedBody {
    length: u32,
    /// The bytes that are counted, and the UTF-16 units in them.
    walked: usize,
    units: usize,
}

impl SizedBody {
    pub(crate) const fn new(length: u32) -> Self {
        Self {
            length,
            walked: 0,
            units: 0,
        }
    }

    /// Returns the bytes of the body, once the NUL after it is among `arrived`.
    pub(crate) fn end(&mut self, arrived: &[u8], limit: u32) -> Result<Option<usize>, CodecError> {
        let length = self.length as usize;
        match arrived.get(length) {
            None => return Ok(None),
            Some(0) => return Ok(Some(length)),
            Some(_) => {}
        }
        let next = self.walk(arrived);
        if self.walked > limit as usize {
            return Err(CodecError::BodyTooLong { limit });
        }
        match next {
            None => Ok(None),
            Some(0) => Ok(Some(self.walked)),
            Some(there) => Err(CodecError::NoNul {
                length: self.length,
                there,
            }),
        }
    }

    /// Counts on, and returns the byte after the last unit.
    fn walk(&mut self, arrived: &[u8]) -> Option<u8> {
        let length = self.length as usize;
        for &byte in &arrived[self.walked..] {
            let continues = byte & 0b1100_0000 == 0b1000_0000;
            if self.units >= length && self.walked >= length && !continues {
                return Some(byte);
            }
            self.walked += 1;
            self.units += match byte {
                _ if continues => 0,
                0xf0.. => 2,
                _ => 1,
            };
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::bytes(6, "分机\0", Ok(Some(6)))]
    #[case::units_as_a_browser_counts(2, "分机\0", Ok(Some(6)))]
    #[case::a_surrogate_pair_is_two_units(3, "😀x\0", Ok(Some(5)))]
    #[case::a_nul_inside(3, "a\0b\0", Ok(Some(3)))]
    #[case::nothing(0, "\0", Ok(Some(0)))]
    #[case::not_there_yet(6, "分机", Ok(None))]
    #[case::units_not_there_yet(4, "分机", Ok(None))]
    #[case::shorter_than_the_body(2, "abc\0", Err(CodecError::NoNul { length: 2, there: b'c' }))]
    #[case::longer_in_units_than_allowed(3, "分机机\0", Err(CodecError::BodyTooLong { limit: 8 }))]
    fn a_body_ends_where_its_length_says(
        #[case] length: u32,
        #[case] arrived: &str,
        #[case] wanted: Result<Option<usize>, CodecError>,
    ) {
        assert_eq!(SizedBody::new(length).end(arrived.as_bytes(), 8), wanted);
    }
}
