//! What a step of the ladder must say, and when the rule escalates.

use super::ladder::Rung;
use super::model::LadderDirection;
use crate::base::refusal::{Checks, FieldError, Refusal, Result};
use crate::base::text::non_empty;
use chrono::{DateTime, Days, Duration, NaiveDate, Utc};

/// Longest free text, in characters.
pub const MAX_TEXT: usize = 10_000;
/// Longest name, role, delegation and diary number.
pub const MAX_NAME: usize = 200;
/// No cost is estimated above this many kronor.
const MAX_COST: i64 = 1_000_000_000_000;

/// A decision about a step, as it was typed.
#[derive(Debug, Clone, Default)]
pub struct Said {
    pub decided_on: Option<NaiveDate>,
    pub decided_by_name: String,
    pub decided_role: String,
    pub delegation: Option<String>,
    pub reason: String,
    pub demand: Option<String>,
    pub due_on: Option<NaiveDate>,
    pub diary_number: Option<String>,
    pub cost_low: Option<i64>,
    pub cost_high: Option<i64>,
    pub proposal: Option<String>,
}

/// Up or down from where it stands. Errors: `rule-ladder-same-step`.
pub fn direction(now: Option<usize>, to: usize) -> Result<LadderDirection> {
    match now {
        Some(now) if now == to => Err(Refusal::rule("rule-ladder-same-step")),
        Some(now) if now > to => Ok(LadderDirection::Lowered),
        _ => Ok(LadderDirection::Raised),
    }
}

/// Everything that a step must say, all faults at once, that of its diary `number` among them; gives the day of the
/// decision. A lowered step only needs who, role and why: nothing is demanded of anybody.
pub fn check(
    rung: &Rung,
    direction: LadderDirection,
    said: &Said,
    number: Option<FieldError>,
    today: NaiveDate,
) -> Result<NaiveDate> {
    let mut checks = Checks::default();
    let needs = |wanted: bool| wanted && direction == LadderDirection::Raised;
    let missing = |text: &Option<String>| text.as_deref().and_then(non_empty).is_none();
    checks.that(said.decided_on.is_some(), "decided_on", "error-required");
    checks.that(said.decided_on.is_none_or(|day| day <= today), "decided_on", "error-ladder-future");
    for (field, text) in
        [("decided_by_name", &said.decided_by_name), ("decided_role", &said.decided_role), ("reason", &said.reason)]
    {
        checks.required(field, text);
    }
    checks.that(!(needs(rung.delegation) && missing(&said.delegation)), "delegation", "error-required");
    checks.that(!(needs(rung.letter) && missing(&said.demand)), "demand", "error-required");
    checks.that(!(needs(rung.letter) && said.due_on.is_none()), "due_on", "error-required");
    checks.that(said.due_on.is_none_or(|day| day >= today), "due_on", "error-date-past");
    checks.that(!(needs(rung.memo) && missing(&said.proposal)), "proposal", "error-required");
    checks.that(!(needs(rung.cost) && said.cost_low.is_none()), "cost_low", "error-required");
    checks.that(!(needs(rung.cost) && said.cost_high.is_none()), "cost_high", "error-required");
    for (field, cost) in [("cost_low", said.cost_low), ("cost_high", said.cost_high)] {
        checks.that(cost.is_none_or(|cost| (0..=MAX_COST).contains(&cost)), field, "error-number");
    }
    if let (Some(low), Some(high)) = (said.cost_low, said.cost_high) {
        checks.that(low <= high, "cost_high", "error-ladder-cost-order");
    }
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    for (field, text, max) in [
        ("decided_by_name", said.decided_by_name.clone(), MAX_NAME),
        ("decided_role", said.decided_role.clone(), MAX_NAME),
        ("delegation", text(&said.delegation), MAX_NAME),
        ("diary_number", text(&said.diary_number), MAX_NAME),
        ("reason", said.reason.clone(), MAX_TEXT),
        ("demand", text(&said.demand), MAX_TEXT),
        ("proposal", text(&said.proposal), MAX_TEXT),
    ] {
        checks.longest(field, &text, max);
    }
    checks.extend(number);
    checks.done()?;
    said.decided_on.ok_or_else(|| Refusal::Invalid(vec![FieldError::new("decided_on", "error-required")]))
}

/// The deadline that is proposed for a step.
pub fn proposed_deadline(rung: &Rung, today: NaiveDate) -> NaiveDate {
    today.checked_add_days(Days::new(rung.days.into())).unwrap_or(today)
}

/// Whether nobody has touched it for so many days.
pub fn is_untouched(touched: DateTime<Utc>, days: u32, now: DateTime<Utc>) -> bool {
    now - touched >= Duration::days(days.into())
}

#[cfg(test)]
mod tests {
    use super::super::ladder::Ladder;
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn faults(key: &str, direction: LadderDirection, said: &Said) -> Vec<String> {
        let today = day("2026-11-23");
        let (_, rung) = Ladder::on(today).find(key).unwrap();
        match check(rung, direction, said, None, today) {
            Ok(_) => Vec::new(),
            Err(Refusal::Invalid(errors)) => errors.into_iter().map(|e| e.field).collect(),
            Err(other) => panic!("{other}"),
        }
    }

    fn said() -> Said {
        Said {
            decided_on: Some(day("2026-11-23")),
            decided_by_name: "Eva Björk".into(),
            decided_role: "Avtalsansvarig".into(),
            reason: "Tredje förseningen".into(),
            ..Said::default()
        }
    }

    #[test]
    fn each_step_asks_for_what_it_needs() {
        use LadderDirection::{Lowered, Raised};
        assert_eq!(faults("correction", Raised, &said()), ["demand", "due_on"]);
        assert_eq!(faults("penalty", Raised, &said()), ["delegation", "demand", "due_on"]);
        assert_eq!(faults("management", Raised, &said()), ["proposal"]);
        assert_eq!(faults("board", Raised, &said()), ["proposal", "cost_low", "cost_high"]);
        assert!(faults("correction", Lowered, &said()).is_empty());
        assert_eq!(faults("correction", Lowered, &Said::default()).len(), 4);
        let whole = Said { demand: Some("Byt nycklar".into()), due_on: Some(day("2026-12-07")), ..said() };
        assert!(faults("correction", Raised, &whole).is_empty());
        assert_eq!(
            faults("correction", Raised, &Said { due_on: Some(day("2026-11-22")), ..whole.clone() }),
            ["due_on"]
        );
        assert_eq!(
            faults("correction", Raised, &Said { decided_on: Some(day("2026-11-24")), ..whole }),
            ["decided_on"]
        );
        let costly = |low, high| Said {
            proposal: Some("Häv avtalet".into()),
            cost_low: Some(low),
            cost_high: Some(high),
            ..said()
        };
        assert!(faults("board", Raised, &costly(100_000, 250_000)).is_empty());
        assert_eq!(faults("board", Raised, &costly(2, 1)), ["cost_high"]);
        assert_eq!(faults("board", Raised, &costly(-1, 1)), ["cost_low"]);
    }

    #[test]
    fn a_step_goes_up_or_down_and_never_nowhere() {
        for (now, to, goes) in [
            (None, 0, Some(LadderDirection::Raised)),
            (None, 3, Some(LadderDirection::Raised)),
            (Some(0), 2, Some(LadderDirection::Raised)),
            (Some(2), 0, Some(LadderDirection::Lowered)),
            (Some(1), 1, None),
        ] {
            assert_eq!(direction(now, to).ok(), goes, "{now:?} {to}");
        }
    }

    #[test]
    fn the_rule_waits_for_whole_days() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let touched = at("2026-11-01T08:00:00Z");
        assert!(!is_untouched(touched, 7, at("2026-11-08T07:59:59Z")));
        assert!(is_untouched(touched, 7, at("2026-11-08T08:00:00Z")));
    }
}
