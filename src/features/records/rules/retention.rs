//! When a record may go: its type's rule, counted from its date or from the end of its matter.

use crate::features::records::model::{CountsFrom, Hindrance, RecordKind, RetentionKind};
use chrono::{Months, NaiveDate};

/// What holds for a document type: the organisation's own plan, or what we propose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    pub kind: RetentionKind,
    pub years: Option<i32>,
    pub counts_from: CountsFrom,
}

/// The first day on which it may go; None while it is preserved or its matter has not ended.
pub fn due_on(rule: Rule, dated_on: NaiveDate, closed_on: Option<NaiveDate>) -> Option<NaiveDate> {
    if rule.kind == RetentionKind::Preserve {
        return None;
    }
    let from = match rule.counts_from {
        CountsFrom::Dated => Some(dated_on),
        CountsFrom::Closed => closed_on,
    }?;
    let months = u32::try_from(rule.years.unwrap_or(0).max(0)).ok()?.checked_mul(12)?;
    from.checked_add_months(Months::new(months))
}

/// What counts from a later day may not go today; None when nothing may. A day too much because of leap years, so
/// `due_on` has the last word.
pub fn counts_until(rule: Rule, today: NaiveDate) -> Option<NaiveDate> {
    if rule.kind == RetentionKind::Preserve {
        return None;
    }
    let months = u32::try_from(rule.years.unwrap_or(0).max(0)).ok()?.checked_mul(12)?;
    today.succ_opt()?.checked_sub_months(Months::new(months))
}

/// Why it may not go today, by the rule alone; None when it may.
pub fn hindrance(
    kind: RecordKind,
    rule: Rule,
    dated_on: NaiveDate,
    closed_on: Option<NaiveDate>,
    today: NaiveDate,
) -> Option<Hindrance> {
    if rule.kind == RetentionKind::Preserve {
        return Some(Hindrance::Preserve);
    }
    match due_on(rule, dated_on, closed_on) {
        None => Some(Hindrance::Waiting),
        Some(day) if day > today => Some(Hindrance::NotDue),
        Some(_) if !kind.can_be_disposed() => Some(Hindrance::Kind),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn years_are_counted_from_the_right_day() {
        let rule = |kind, years, counts_from| Rule { kind, years, counts_from };
        use CountsFrom::{Closed, Dated};
        use RetentionKind::{Dispose, Preserve};
        for (rule, closed, due) in [
            (rule(Preserve, None, Dated), None, None),
            (rule(Dispose, Some(2), Dated), None, Some("2026-02-28")),
            (rule(Dispose, Some(2), Closed), None, None),
            (rule(Dispose, Some(2), Closed), Some("2024-03-01"), Some("2026-03-01")),
            (rule(Dispose, Some(0), Closed), Some("2024-03-01"), Some("2024-03-01")),
        ] {
            let due: Option<NaiveDate> = due.map(day);
            assert_eq!(due_on(rule, day("2024-02-29"), closed.map(day)), due, "{rule:?}");
            let from = if rule.counts_from == Closed { closed.map(day) } else { Some(day("2024-02-29")) };
            let until = due.and_then(|due| counts_until(rule, due));
            assert!(due.is_none() || from <= until, "{rule:?}");
        }
    }

    #[test]
    fn what_stands_in_the_way_is_named() {
        let rule = |kind, counts_from| Rule { kind, years: Some(2), counts_from };
        let of = |kind, rule, closed: Option<&str>, today| {
            hindrance(kind, rule, day("2020-01-01"), closed.map(day), day(today))
        };
        let (document, minutes) = (RecordKind::Document, RecordKind::Minutes);
        let dated = rule(RetentionKind::Dispose, CountsFrom::Dated);
        assert_eq!(of(document, dated, None, "2022-01-01"), None);
        assert_eq!(of(document, dated, None, "2021-12-31"), Some(Hindrance::NotDue));
        assert_eq!(of(minutes, dated, None, "2022-01-01"), Some(Hindrance::Kind));
        let closed = rule(RetentionKind::Dispose, CountsFrom::Closed);
        assert_eq!(of(document, closed, None, "2030-01-01"), Some(Hindrance::Waiting));
        let preserve = rule(RetentionKind::Preserve, CountsFrom::Dated);
        assert_eq!(of(document, preserve, None, "2099-01-01"), Some(Hindrance::Preserve));
    }
}
