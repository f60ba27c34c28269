//! The dates of a follow-up plan (domain.md 1.3 row 11, 4.2).

use crate::base::Period;
use crate::features::meetings::model::FollowUpKind;
use chrono::{Months, NaiveDate};

/// How often something is to be done.
#[derive(Debug, Clone, Copy)]
pub struct Interval {
    pub kind: FollowUpKind,
    pub months: u32,
}

/// The days that a plan covers.
#[derive(Debug, Clone, Copy)]
pub struct Span {
    /// The intervals count from here.
    pub anchor: NaiveDate,
    /// Nothing on or before this day.
    pub after: NaiveDate,
    pub to: NaiveDate,
    /// The last day of the contract.
    pub ends_on: Option<NaiveDate>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    pub kind: FollowUpKind,
    /// Done from this day on counts.
    pub opens_on: NaiveDate,
    pub due_on: NaiveDate,
}

/// No plan has more of one kind than this.
const MOST: u32 = 600;

/// Everything that is due within the span, and of each kind at least the next one, however far away. A dialogue is due
/// on the last day of its month: on which day the parties meet is theirs to choose.
pub fn wanted(intervals: &[Interval], span: &Span) -> Vec<Wanted> {
    let mut all = Vec::new();
    for interval in intervals.iter().filter(|interval| interval.months > 0) {
        let (mut opens_on, mut found) = (span.anchor, false);
        for step in 1..=MOST {
            let Some(due_on) = due(interval, span.anchor, step) else { break };
            let beyond = due_on > span.to;
            // What lies beyond the span is there only when it is the first of its kind.
            if span.ends_on.is_some_and(|ends| due_on > ends) || beyond && found {
                break;
            }
            if due_on > span.after {
                all.push(Wanted { kind: interval.kind, opens_on, due_on });
                found = true;
            }
            opens_on = due_on.succ_opt().unwrap_or(due_on);
        }
    }
    all.sort_by_key(|wanted| (wanted.due_on, wanted.kind));
    all
}

fn due(interval: &Interval, anchor: NaiveDate, step: u32) -> Option<NaiveDate> {
    let months = interval.months.checked_mul(step)?;
    match interval.kind {
        FollowUpKind::Dialogue => Some(Period::of(anchor).plus(i32::try_from(months).ok()?).last_day()),
        _ => anchor.checked_add_months(Months::new(months)),
    }
}

/// When the renewal of a contract is to be prepared: `lead` months before the last day on which notice can be given,
/// or today when that has passed; None without an end, or when the contract has ended.
pub fn renewal(ends_on: Option<NaiveDate>, notice: Option<i32>, lead: u32, today: NaiveDate) -> Option<NaiveDate> {
    let ends_on = ends_on.filter(|ends| *ends >= today)?;
    let notice = notice.and_then(|months| u32::try_from(months).ok()).unwrap_or(0);
    let due = ends_on.checked_sub_months(Months::new(notice.saturating_add(lead).min(1200)))?;
    Some(due.max(today))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn span(ends_on: Option<&str>) -> Span {
        Span { anchor: day("2026-11-23"), after: day("2026-11-23"), to: day("2027-11-23"), ends_on: ends_on.map(day) }
    }

    fn days(kind: FollowUpKind, months: u32, span: &Span) -> Vec<String> {
        wanted(&[Interval { kind, months }], span).into_iter().map(|w| w.due_on.to_string()).collect()
    }

    #[test]
    fn a_monthly_dialogue_is_due_each_month() {
        let all = days(FollowUpKind::Dialogue, 1, &span(None));
        assert_eq!(all.len(), 11, "{all:?}");
        assert_eq!((all[0].as_str(), all[10].as_str()), ("2026-12-31", "2027-10-31"));
    }

    #[test]
    fn each_opens_when_the_one_before_was_due() {
        let two = wanted(&[Interval { kind: FollowUpKind::Chain, months: 6 }], &span(None));
        let shown: Vec<_> = two.iter().map(|w| (w.opens_on.to_string(), w.due_on.to_string())).collect();
        let pair = |a: &str, b: &str| (a.to_string(), b.to_string());
        assert_eq!(shown, [pair("2026-11-23", "2027-05-23"), pair("2027-05-24", "2027-11-23")]);
    }

    #[test]
    fn the_next_one_is_there_however_far_away() {
        assert_eq!(days(FollowUpKind::Verification, 24, &span(None)), ["2028-11-23"]);
        assert!(days(FollowUpKind::Verification, 24, &span(Some("2027-12-31"))).is_empty(), "the contract ends first");
        assert!(days(FollowUpKind::Verification, 0, &span(None)).is_empty());
    }

    #[test]
    fn leap_days_and_ends_of_months() {
        let leap = Span { anchor: day("2028-02-29"), after: day("2028-02-29"), to: day("2030-03-01"), ends_on: None };
        assert_eq!(days(FollowUpKind::Assessment, 12, &leap), ["2029-02-28", "2030-02-28"]);
        let end = Span { anchor: day("2026-08-31"), after: day("2026-08-31"), to: day("2027-03-01"), ends_on: None };
        assert_eq!(days(FollowUpKind::Chain, 6, &end), ["2027-02-28"]);
    }

    #[test]
    fn a_plan_goes_on_from_its_anchor() {
        let later = Span { after: day("2027-06-01"), to: day("2028-06-01"), ..span(None) };
        assert_eq!(days(FollowUpKind::Assessment, 12, &later), ["2027-11-23"]);
    }

    #[test]
    fn the_renewal_comes_before_notice() {
        let due = |ends: Option<&str>, notice| {
            renewal(ends.map(day), notice, 6, day("2026-11-23")).map(|due| due.to_string())
        };
        assert_eq!(due(Some("2028-12-31"), Some(12)).as_deref(), Some("2027-06-30"));
        assert_eq!(due(Some("2027-01-31"), Some(12)).as_deref(), Some("2026-11-23"), "late: today");
        assert_eq!(due(None, Some(12)), None);
        assert_eq!(due(Some("2026-11-22"), None), None);
    }
}
