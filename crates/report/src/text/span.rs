/// Returns a span of real time in the unit that suits it: `0.4 ms`, `2.5 s`, `3 min 05 s`.
pub(crate) fn real(micros: u64) -> String {
    match micros {
        0..1_000_000 => format!("{}.{} ms", micros / 1000, micros / 100 % 10),
        1_000_000..60_000_000 => {
            format!("{}.{} s", micros / 1_000_000, micros / 100_000 % 10)
        }
        _ => {
            let seconds = micros / 1_000_000;
            format!("{} min {:02} s", seconds / 60, seconds % 60)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_shown_in_the_unit_that_suits_it() {
        let shown = [0, 420, 12_345, 999_999, 2_500_000, 185_000_000].map(real);

        assert_eq!(
            shown,
            [
                "0.0 ms",
                "0.4 ms",
                "12.3 ms",
                "999.9 ms",
                "2.5 s",
                "3 min 05 s"
            ]
        );
    }
}
