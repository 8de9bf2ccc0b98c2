use ctimock_scenario::Kind;
use serde_json::Value;

/// Returns the kind's word in patterns.
pub(super) fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Any => "<any>",
        Kind::String => "<string>",
        Kind::Number => "<number>",
        Kind::Boolean => "<boolean>",
        Kind::Object => "<object>",
        Kind::Array => "<array>",
        Kind::Uuid => "<uuid>",
        Kind::Timestamp => "<timestamp>",
    }
}

/// Returns the kinds among those of patterns that a value has.
pub(super) fn has(kind: Kind, value: &Value) -> bool {
    match kind {
        Kind::Any => true,
        Kind::String => value.is_string(),
        Kind::Number => value.is_number(),
        Kind::Boolean => value.is_boolean(),
        Kind::Object => value.is_object(),
        Kind::Array => value.is_array(),
        Kind::Uuid => value.as_str().is_some_and(is_uuid),
        Kind::Timestamp => is_timestamp(value),
    }
}

fn is_uuid(text: &str) -> bool {
    let groups = [8, 4, 4, 4, 12];
    let mut parts = text.split('-');
    groups.iter().all(|length| {
        parts.next().is_some_and(|part| {
            part.len() == *length && part.bytes().all(|byte| byte.is_ascii_hexdigit())
        })
    }) && parts.next().is_none()
}

/// The last instant of the year 9999, in milliseconds since 1970.
const LATEST_MILLIS: f64 = 253_402_300_799_999.0;

fn is_timestamp(value: &Value) -> bool {
    match value {
        Value::Number(number) => number
            .as_f64()
            .is_some_and(|number| (0.0..=LATEST_MILLIS).contains(&number)),
        Value::String(text) => is_date_with_time(text),
        _ => false,
    }
}

/// Reads `2018-10-08T09:30:00.123+08:00`, `2018.10.08 09:30:00`, `2018/10/8 9:30`.
fn is_date_with_time(text: &str) -> bool {
    let Some((date, time)) = text.split_once(['T', ' ']) else {
        return false;
    };
    is_date(date) && is_time(time)
}

fn is_date(text: &str) -> bool {
    ['-', '.', '/'].into_iter().any(|separator| {
        let parts: Vec<&str> = text.split(separator).collect();
        matches!(parts[..], [year, month, day]
            if year.len() == 4
                && in_range(year, 0, 9999)
                && in_range(month, 1, 12)
                && in_range(day, 1, 31))
    })
}

fn is_time(text: &str) -> bool {
    let (clock, zone) = match text.find(['Z', '+', '-']) {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    let zone_fits = match zone.strip_prefix(['+', '-']) {
        Some(offset) => {
            let digits = offset.replacen(':', "", 1);
            matches!(digits.len(), 2 | 4) && digits.bytes().all(|byte| byte.is_ascii_digit())
        }
        None => zone.is_empty() || zone == "Z",
    };
    let (whole, fraction) = clock.split_once(['.', ',']).unwrap_or((clock, "0"));
    let parts: Vec<&str> = whole.split(':').collect();
    let clock_fits = match parts[..] {
        [hour, minute] => in_range(hour, 0, 24) && in_range(minute, 0, 59),
        [hour, minute, second] => {
            in_range(hour, 0, 24) && in_range(minute, 0, 59) && in_range(second, 0, 60)
        }
        _ => false,
    };
    clock_fits
        && zone_fits
        && !fraction.is_empty()
        && fraction.bytes().all(|byte| byte.is_ascii_digit())
}

fn in_range(text: &str, from: u32, to: u32) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
        && text
            .parse()
            .is_ok_and(|number: u32| (from..=to).contains(&number))
}
