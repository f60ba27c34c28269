//! Dates as people write them in Swedish registers.

use crate::platform::sheets::Cell;
use chrono::{Datelike, Duration, NaiveDate};

/// Why a cell is no date; the texts are word keys.
pub(super) const UNREADABLE: &str = "import-error-date-unreadable";
pub(super) const IMPOSSIBLE: &str = "import-error-date-impossible";

/// Contracts begin and end within these years; anything else is a slip of the hand.
const YEARS: std::ops::RangeInclusive<i32> = 1950..=2150;

const MONTHS: [&[&str]; 12] = [
    &["januari", "january", "jan"],
    &["februari", "february", "feb"],
    &["mars", "march", "mar"],
    &["april", "apr"],
    &["maj", "may"],
    &["juni", "june", "jun"],
    &["juli", "july", "jul"],
    &["augusti", "august", "aug"],
    &["september", "sept", "sep"],
    &["oktober", "october", "okt", "oct"],
    &["november", "nov"],
    &["december", "dec"],
];

/// The date in a cell; `None` when it is blank or says that there is no end.
pub(super) fn read(cell: &Cell) -> Result<Option<NaiveDate>, &'static str> {
    match cell {
        Cell::Empty => Ok(None),
        Cell::Date(date) => plausible(*date).map(Some),
        Cell::Number(number) => from_number(*number).map(Some),
        Cell::Text(text) => from_text(text),
        Cell::Bool(_) => Err(UNREADABLE),
        Cell::Formula { cached, .. } if cached.is_blank() => Err("import-error-formula"),
        Cell::Formula { cached, .. } => read(cached),
    }
}

fn plausible(date: NaiveDate) -> Result<NaiveDate, &'static str> {
    if YEARS.contains(&date.year()) { Ok(date) } else { Err(IMPOSSIBLE) }
}

/// 20231125, or Excel's day count in a cell that lost its date format.
fn from_number(number: f64) -> Result<NaiveDate, &'static str> {
    let digits = format!("{number:.0}");
    if digits.len() == 8 {
        return compact(&digits);
    }
    let days: i64 = digits.parse().map_err(|_| UNREADABLE)?;
    let epoch = NaiveDate::from_ymd_opt(1899, 12, 30).ok_or(UNREADABLE)?;
    let date = (10_000..100_000).contains(&days).then(|| epoch + Duration::days(days));
    date.ok_or(UNREADABLE).and_then(plausible)
}

fn compact(digits: &str) -> Result<NaiveDate, &'static str> {
    let part = |range: std::ops::Range<usize>| digits.get(range).ok_or(UNREADABLE);
    date(part(0..4)?, part(4..6)?, part(6..8)?)
}

fn from_text(text: &str) -> Result<Option<NaiveDate>, &'static str> {
    let text = crate::base::text::fold(text);
    if text.is_empty() || ["tills vidare", "tv", "t.v.", "until further notice", "-", "–"].contains(&text.as_str()) {
        return Ok(None);
    }
    let parts: Vec<&str> = without_time(&text)
        .split(|c: char| c.is_whitespace() || "-/.,\u{2013}\u{2212}".contains(c))
        .filter(|part| !part.is_empty() && !["den", "the", "of"].contains(part))
        .collect();
    let found = match parts.as_slice() {
        [digits] if digits.len() == 8 && digits.bytes().all(|b| b.is_ascii_digit()) => compact(digits),
        [year, month, day] if is_year(year) => date(year, month, day),
        [month, day, year] if is_year(year) && month_by_name(month).is_some() => date(year, month, day),
        // Day before month always: no Swedish register is written the American way.
        [day, month, year] if is_year(year) => date(year, month, day),
        _ => Err(UNREADABLE),
    };
    found.map(Some)
}

/// Cuts a time of day: "2023-04-25 00:00:00", "2023-04-25t00:00:00z".
fn without_time(text: &str) -> &str {
    let Some(colon) = text.find(':') else { return text };
    let before = text.get(..colon).unwrap_or(text);
    let end = before.rfind([' ', 't']).unwrap_or(before.len());
    before.get(..end).unwrap_or(before)
}

fn is_year(part: &str) -> bool {
    part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit())
}

fn month_by_name(part: &str) -> Option<u32> {
    (1_u32..).zip(MONTHS).find(|(_, names)| names.contains(&part)).map(|(number, _)| number)
}

fn date(year: &str, month: &str, day: &str) -> Result<NaiveDate, &'static str> {
    let short = |part: &str| -> Result<u32, &'static str> {
        if part.len() <= 2 { part.parse().map_err(|_| UNREADABLE) } else { Err(UNREADABLE) }
    };
    let month = month_by_name(month).map_or_else(|| short(month), Ok)?;
    let day = short(day.trim_end_matches(":e").trim_end_matches("th"))?;
    let year: i32 = year.parse().map_err(|_| UNREADABLE)?;
    NaiveDate::from_ymd_opt(year, month, day).ok_or(IMPOSSIBLE).and_then(plausible)
}
