use std::fmt;

/// A version of the protocol.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Version {
    /// STOMP 1.0: no header escaping, no heart-beats.
    V1_0,
    /// STOMP 1.1: `\n`, `\c` and `\\` in headers, heart-beats.
    V1_1,
    /// STOMP 1.2: `\r` as well, and lines may end with CR LF.
    V1_2,
}

impl Version {
    /// Every version, oldest first.
    pub const ALL: [Self; 3] = [Self::V1_0, Self::V1_1, Self::V1_2];

    /// Returns the version written as `1.0`, `1.1` or `1.2`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|version| version.as_str() == text)
    }

    /// Returns the newest version in a comma list such as `accept-version` has.
    #[must_use]
    pub fn newest_of(list: &str) -> Option<Self> {
        list.split(',')
            .filter_map(|one| Self::parse(one.trim()))
            .max()
    }

    /// Returns the version as it stands in headers.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::V1_0 => "1.0",
            Self::V1_1 => "1.1",
            Self::V1_2 => "1.2",
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::the_wellclient_list("1.1,1.0", Some(Version::V1_1))]
    #[case::any_order("1.0,1.2,1.1", Some(Version::V1_2))]
    #[case::spaces_are_no_part(" 1.0 , 1.1 ", Some(Version::V1_1))]
    #[case::unknown_ones_are_passed_over("0.9,1.0,2.1", Some(Version::V1_0))]
    #[case::none_in_common("2.0,2.1", None)]
    #[case::nothing("", None)]
    #[case::no_prefixes("1.10", None)]
    fn the_newest_known_version_of_a_list_counts(
        #[case] list: &str,
        #[case] wanted: Option<Version>,
    ) {
        assert_eq!(Version::newest_of(list), wanted);
    }
}
