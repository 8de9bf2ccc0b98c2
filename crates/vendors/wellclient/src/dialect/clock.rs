use jiff::civil::DateTime;

/// Returns `YYYY.MM.DD HH:mm:ss`, the vendor's way to write an instant (dossier §1).
pub(super) fn stamp(at: DateTime) -> String {
    format!(
        "{:04}.{:02}.{:02} {:02}:{:02}:{:02}",
        at.year(),
        at.month(),
        at.day(),
        at.hour(),
        at.minute(),
        at.second()
    )
}

/// Returns where the recording of a call is kept (dossier §8.2, `recordStarted`).
pub(super) fn recording_file(at: DateTime, domain: &str, device: &str, call: &str) -> String {
    let (year, month, day) = (at.year(), at.month(), at.day());
    let (hour, minute, second) = (at.hour(), at.minute(), at.second());
    format!(
        "/mnt/volumes/recordings//{domain}/{year:04}/{month:02}{day:02}/{device}/\
         {year:04}{month:02}{day:02}{hour:02}{minute:02}{second:02}_{call}.wav"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: DateTime = DateTime::constant(2019, 2, 8, 9, 5, 7, 250_000_000);

    #[test]
    fn an_instant_has_points_in_its_date_and_no_zone() {
        assert_eq!(stamp(AT), "2019.02.08 09:05:07");
    }

    #[test]
    fn a_recording_lies_under_its_domain_day_and_device() {
        assert_eq!(
            recording_file(AT, "test.cc", "8001@test.cc", "K1"),
            "/mnt/volumes/recordings//test.cc/2019/0208/8001@test.cc/20190208090507_K1.wav"
        );
    }
}
