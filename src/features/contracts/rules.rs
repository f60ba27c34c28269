//! When something must be decided about a contract, and which days go together. Pure.

use chrono::{Days, Months, NaiveDate};

crate::text_enum! {
    /// What must be decided: whether to use an option, whether to stop a renewal, what comes after the end.
    pub enum DecisionKind { Option => "option", Notice => "notice", End => "end" }
}

/// Something to decide, at the latest on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision {
    pub kind: DecisionKind,
    pub on: NaiveDate,
    /// The last day of the contract as it stands.
    pub ends_on: NaiveDate,
}

/// The dates of a contract that decisions follow from.
#[derive(Debug, Clone, Copy, Default)]
pub struct Dates<'a> {
    pub ends_on: Option<NaiveDate>,
    pub notice_months: Option<i32>,
    /// Months by which it renews itself.
    pub renewal_months: Option<i32>,
    /// The options that are open, by number: the last day to use each, and the end that it gives.
    pub options: &'a [(NaiveDate, NaiveDate)],
}

fn months(number: i32) -> Months {
    Months::new(u32::try_from(number).unwrap_or(0))
}

/// The last day of the period that runs on `today`: a contract that renews itself goes on after its end.
pub fn current_end(dates: &Dates<'_>, today: NaiveDate) -> Option<NaiveDate> {
    let mut end = dates.ends_on?;
    let Some(step) = dates.renewal_months.filter(|step| *step > 0) else { return Some(end) };
    while end < today {
        end = end.checked_add_months(months(step))?;
    }
    Some(end)
}

/// What must be decided about a contract. Nothing for one that runs until further notice or has ended.
pub fn decisions(dates: &Dates<'_>, lead_days: u64, today: NaiveDate) -> Vec<Decision> {
    let Some(end) = current_end(dates, today).filter(|end| *end >= today) else { return Vec::new() };
    let mut found = Vec::new();
    // One whose day has passed takes those after it along: they extend what it would have given.
    let usable = dates.options.iter().find(|(_, to)| *to > end).filter(|(use_by, _)| *use_by >= today);
    if let Some((use_by, _)) = usable {
        found.push(Decision { kind: DecisionKind::Option, on: *use_by, ends_on: end });
    }
    if let Some(step) = dates.renewal_months.filter(|step| *step > 0) {
        let last_day = |end: NaiveDate| end.checked_sub_months(months(dates.notice_months.unwrap_or(0)));
        // The day has passed: this renewal is a fact, and the next one is what can be stopped.
        let mut end = end;
        while last_day(end).is_some_and(|day| day < today) {
            let Some(next) = end.checked_add_months(months(step)) else { return found };
            end = next;
        }
        found.extend(last_day(end).map(|on| Decision { kind: DecisionKind::Notice, on, ends_on: end }));
    } else if usable.is_none() {
        let on = end.checked_sub_days(Days::new(lead_days)).unwrap_or(end);
        found.push(Decision { kind: DecisionKind::End, on, ends_on: end });
    }
    found
}

/// What is wrong with an option's days: field and word. `base` is the end that it extends.
pub fn option_fault(use_by: NaiveDate, extends_to: NaiveDate, base: NaiveDate) -> Option<(&'static str, &'static str)> {
    if use_by > base {
        Some(("use_by_on", "error-option-after-end"))
    } else if extends_to <= base {
        Some(("extends_to_on", "error-option-not-longer"))
    } else {
        None
    }
}

/// What is wrong with the day on which an amendment was signed.
pub fn signature_fault(
    signed: NaiveDate,
    contract_starts: Option<NaiveDate>,
    today: NaiveDate,
) -> Option<&'static str> {
    if signed > today {
        Some("error-signed-later")
    } else if contract_starts.is_some_and(|start| signed < start) {
        Some("error-signed-before-contract")
    } else {
        None
    }
}

/// What is wrong with the last day of a deviation.
pub fn deviation_fault(until: NaiveDate, max_months: u32, today: NaiveDate) -> Option<&'static str> {
    if until <= today {
        Some("error-deviation-past")
    } else if today.checked_add_months(Months::new(max_months)).is_some_and(|last| until > last) {
        Some("error-deviation-long")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn seen(dates: &Dates<'_>, today: &str) -> Vec<(DecisionKind, String)> {
        decisions(dates, 270, day(today)).into_iter().map(|d| (d.kind, d.on.to_string())).collect()
    }

    #[test]
    fn each_contract_has_its_day_of_decision() {
        let ends = Dates { ends_on: Some(day("2027-12-31")), notice_months: Some(6), ..Dates::default() };
        assert_eq!(seen(&ends, "2026-11-23"), [(DecisionKind::End, "2027-04-05".to_string())]);
        assert!(seen(&Dates::default(), "2026-11-23").is_empty(), "until further notice");
        assert!(seen(&ends, "2028-01-01").is_empty(), "ended");
        let options = [(day("2027-06-30"), day("2028-12-31")), (day("2028-06-30"), day("2029-12-31"))];
        let extended = Dates { options: &options, ..ends };
        assert_eq!(seen(&extended, "2026-11-23"), [(DecisionKind::Option, "2027-06-30".to_string())]);
        // The day of the first has passed, and the second extends what it would have given.
        assert_eq!(seen(&extended, "2027-07-01"), [(DecisionKind::End, "2027-04-05".to_string())]);
        let renewing = Dates { renewal_months: Some(12), ..ends };
        assert_eq!(seen(&renewing, "2026-11-23"), [(DecisionKind::Notice, "2027-06-30".to_string())]);
        assert_eq!(seen(&renewing, "2027-07-01"), [(DecisionKind::Notice, "2028-06-30".to_string())]);
        assert_eq!(current_end(&renewing, day("2029-03-01")), Some(day("2029-12-31")));
    }

    #[test]
    fn days_that_do_not_go_together_are_refused() {
        let base = day("2027-12-31");
        assert_eq!(option_fault(day("2027-06-30"), day("2028-12-31"), base), None);
        assert_eq!(option_fault(day("2028-01-01"), day("2028-12-31"), base).unwrap().1, "error-option-after-end");
        assert_eq!(option_fault(day("2027-06-30"), base, base).unwrap().1, "error-option-not-longer");
        let (start, today) = (Some(day("2024-01-01")), day("2026-11-23"));
        for (signed, fault) in [
            ("2024-01-01", None),
            ("2026-11-23", None),
            ("2023-12-31", Some("error-signed-before-contract")),
            ("2026-11-24", Some("error-signed-later")),
        ] {
            assert_eq!(signature_fault(day(signed), start, today), fault, "{signed}");
        }
        for (until, fault) in [
            ("2026-11-23", Some("error-deviation-past")),
            ("2026-11-24", None),
            ("2028-11-23", None),
            ("2028-11-24", Some("error-deviation-long")),
        ] {
            assert_eq!(deviation_fault(day(until), 24, today), fault, "{until}");
        }
    }
}
