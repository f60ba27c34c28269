//! The shared storage takes too long: a letter for correction to the vendor, and a memo that the director has put before the board.

use super::people::People;
use super::story::Story;
use crate::base::{Id, Result};
use crate::features::escalations::{self, LadderCause, LadderOrigin, NewEscalation, NewOutcome, NewStep, Said};
use chrono::Duration;

/// Lets it happen; gives the escalation.
pub fn climb(story: &Story<'_>, people: &People, finding: &Id) -> Result<Id> {
    let new = NewEscalation {
        origin: LadderOrigin::Finding,
        origin_id: finding.clone(),
        cause: LadderCause::Other,
        reason: "Inspelningarna ligger kvar på delad lagring trots två möten. Ta upp med ledningen.".to_string(),
    };
    let row = story.act(&people.eva, |c, ctx| escalations::open(c, ctx, &new))?;
    let letter = NewStep {
        step: "correction".to_string(),
        said: Said {
            decided_on: Some(story.today),
            decided_by_name: people.eva.person.name.clone(),
            decided_role: "Avtalsansvarig".to_string(),
            reason: "Nytt datum har inte hållits och ingen plan finns.".to_string(),
            demand: Some(
                "Lämna en plan för när inspelningarna är flyttade till lagring som inte delas med andra.\n\nVisa att \
                 lagringen inte kan nås utifrån."
                    .to_string(),
            ),
            due_on: Some(story.today + Duration::days(14)),
            diary_number: Some("HSN 2026/911".to_string()),
            ..Said::default()
        },
    };
    let (row, step) = story.act(&people.eva, |c, ctx| escalations::decide(c, ctx, &row.id, None, &letter))?;
    let outcome = NewOutcome { outcome: "Leverantören ber om mer tid.".to_string(), outcome_on: None };
    story.act(&people.eva, |c, ctx| {
        escalations::record_outcome(c, ctx, (&row.id, &step.id), None, &outcome).map(drop)
    })?;
    let memo = NewStep {
        step: "board".to_string(),
        said: Said {
            decided_on: Some(story.today),
            decided_by_name: people.birgitta.person.name.clone(),
            decided_role: "Direktör".to_string(),
            delegation: Some("Delegationsordningen 4.2".to_string()),
            reason: "Samtal om hälsa ligger på lagring som delas med två andra beställare.".to_string(),
            due_on: Some(story.today + Duration::days(45)),
            diary_number: Some("HSN 2026/911".to_string()),
            cost_low: Some(400_000),
            cost_high: Some(900_000),
            proposal: Some("Nämnden beslutar att bekosta en egen lagring under avtalets återstående tid.".to_string()),
            ..Said::default()
        },
    };
    story.act(&people.birgitta, |c, ctx| escalations::decide(c, ctx, &row.id, None, &memo).map(drop))?;
    Ok(row.id)
}
