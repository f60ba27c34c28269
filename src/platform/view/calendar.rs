//! Dates, times and amounts as a person reads them.

use super::words::Words;
use crate::base::Language;
use crate::base::clock::ZONE;
use crate::base::text::grouped;
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeZone, Utc};
use serde_json::Value as Json;

/// What is printed where there is no date.
pub const NOTHING: &str = "–";

/// A day from "YYYY-MM-DD" or from an instant (then the day in Sweden). Null is no day.
pub fn day(value: &Json) -> Result<Option<NaiveDate>, String> {
    match value {
        Json::Null => Ok(None),
        Json::String(text) if text.len() <= 10 => text.parse().map(Some).map_err(|_| format!("{text:?} is not a date")),
        other => Ok(instant(other)?.map(|at| at.date_naive())),
    }
}

/// An instant in Swedish time, from RFC 3339 or from a zoneless UTC time. Null is no instant.
pub fn instant(value: &Json) -> Result<Option<DateTime<chrono_tz::Tz>>, String> {
    match value {
        Json::Null => Ok(None),
        Json::String(text) => {
            let utc: DateTime<Utc> = DateTime::parse_from_rfc3339(text)
                .map(|at| at.to_utc())
                .or_else(|_| text.parse::<NaiveDateTime>().map(|at| Utc.from_utc_datetime(&at)))
                .map_err(|_| format!("{text:?} is not an instant"))?;
            Ok(Some(utc.with_timezone(&ZONE)))
        }
        other => Err(format!("{other} is not an instant")),
    }
}

/// "22 november 2026" in the language's own month names.
pub fn long(words: &Words, lang: Language, day: NaiveDate) -> Result<String, String> {
    let month = words.find(lang, &format!("month-{}", day.month()), [])?;
    Ok(format!("{} {month} {}", day.day(), day.year()))
}

/// "november 2026" in the language's own month names.
pub fn month(words: &Words, lang: Language, day: NaiveDate) -> Result<String, String> {
    let month = words.find(lang, &format!("month-{}", day.month()), [])?;
    Ok(format!("{month} {}", day.year()))
}

/// "i dag", "om 5 dagar", "3 dagar försenad".
pub fn due(words: &Words, lang: Language, day: NaiveDate, today: NaiveDate) -> Result<String, String> {
    let days = day.signed_duration_since(today).num_days();
    let (key, count) = match days {
        0 => ("due-today", 0),
        1 => ("due-tomorrow", 1),
        d if d > 1 => ("due-in-days", d),
        d => ("due-overdue-days", -d),
    };
    words.find(lang, key, [("days", count.to_string())])
}

/// A number with thousands set apart by no-break spaces, decimals after the language's own mark.
pub fn number(lang: Language, value: &Json) -> Result<String, String> {
    let text = match value {
        Json::Null => return Ok(NOTHING.into()),
        Json::Number(number) => number.to_string(),
        Json::String(text) if text.parse::<f64>().is_ok() => text.clone(),
        other => return Err(format!("{other} is not a number")),
    };
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => ("−", rest),
        None => ("", text.as_str()),
    };
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let grouped = grouped(whole);
    let mark = if lang == Language::Sv { "," } else { "." };
    let decimals = decimals.trim_end_matches('0');
    let tail = if decimals.is_empty() { String::new() } else { format!("{mark}{decimals}") };
    Ok(format!("{sign}{grouped}{tail}"))
}
