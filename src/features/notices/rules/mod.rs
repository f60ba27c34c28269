//! Pure decisions: when somebody is left in peace, which step of a ladder has come, how a kind is told.

mod texts;
#[cfg(test)]
mod tests;

pub use texts::{Row, Values, check_text, fill_html, fill_line, fill_text};

use crate::base::clock::ZONE;
use crate::kit::notices::Way;
use chrono::{DateTime, Days, Duration, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};

/// `HH:MM`.
pub fn read_time(text: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(text.trim(), "%H:%M").ok()
}

/// How long the quiet hours last, in minutes; over midnight when they end before they begin.
pub fn quiet_minutes((from, to): (NaiveTime, NaiveTime)) -> i64 {
    let minutes = (to - from).num_minutes();
    if minutes < 0 { minutes + 24 * 60 } else { minutes }
}

/// The instant at which a clock in Sweden says this. On the night that has the hour twice, `late` takes the second; on
/// the night that lacks it, the instant is the one that it would have been.
fn instant_of(local: NaiveDateTime, late: bool) -> Option<DateTime<Utc>> {
    let found = ZONE.from_local_datetime(&local);
    let here = if late { found.latest() } else { found.earliest() };
    here.or_else(|| ZONE.from_local_datetime(&(local + Duration::hours(1))).earliest()).map(|at| at.to_utc())
}

/// When the quiet hours that now reigns end; None when mails may go. The same time twice is no quiet hours at all.
pub fn quiet_until(now: DateTime<Utc>, quiet: Option<(NaiveTime, NaiveTime)>) -> Option<DateTime<Utc>> {
    let (from, to) = quiet.filter(|(from, to)| from != to)?;
    let today = now.with_timezone(&ZONE).date_naive();
    let yesterday = today.checked_sub_days(Days::new(1))?;
    [yesterday, today].into_iter().find_map(|day| {
        let last = if from < to { day } else { day.checked_add_days(Days::new(1))? };
        let (begins, ends) = (instant_of(day.and_time(from), false)?, instant_of(last.and_time(to), true)?);
        (begins <= now && now < ends).then_some(ends)
    })
}

/// The days whose rows stand at one step of a ladder: after `after`, until and with `until`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    pub step: i32,
    pub after: NaiveDate,
    pub until: NaiveDate,
}

fn minus(day: NaiveDate, days: i32) -> Option<NaiveDate> {
    day.checked_sub_signed(Duration::days(i64::from(days)))
}

/// For each step the rows whose last step it is: a missed one is made good until the next comes, and the last for
/// `late_days` more. Windows never meet, so a row is reminded of one step at a time.
pub fn windows(ladder: &[i32], late_days: i32, today: NaiveDate) -> Vec<Window> {
    let next = ladder.iter().skip(1).copied().map(Some).chain([None]);
    ladder
        .iter()
        .zip(next)
        .filter_map(|(step, next)| {
            let end = next.unwrap_or_else(|| step.saturating_add(late_days));
            Some(Window { step: *step, after: minus(today, end)?, until: minus(today, *step)? })
        })
        .collect()
}

/// How a kind is told in the end: what is compulsory is mailed with the day's others at the least, and whoever has
/// unsubscribed is mailed nothing else.
pub fn way(chosen: Option<Way>, usual: Way, compulsory: bool, unsubscribed: bool) -> Way {
    let wanted = chosen.unwrap_or(usual);
    match wanted {
        Way::Off | Way::InApp if compulsory => Way::Digest,
        Way::Digest | Way::AtOnce if unsubscribed && !compulsory => Way::InApp,
        other => other,
    }
}
