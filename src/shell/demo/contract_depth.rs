//! The call line's contract in depth: an option to decide about, a signed amendment, a laxer number and a deviation
//! that waits for a second person.

use super::people::People;
use super::register::Register;
use super::story::Story;
use crate::base::Result;
use crate::features::contracts::{self, AmendmentInput, BroughtIn, DeviationInput, OptionInput};
use chrono::Days;

/// Lets it happen; the contract has an end for an option to extend.
pub fn deepen(story: &Story<'_>, people: &People, register: &Register) -> Result<()> {
    let (eva, contract, today) = (&people.eva, register.call_line.id.clone(), story.today);
    let after = |days: u64| today.checked_add_days(Days::new(days)).unwrap_or(today);
    if let Some(end) = register.call_line.ends_on {
        let option = OptionInput {
            use_by_on: after(45).min(end),
            extends_to_on: end.checked_add_days(Days::new(365)).unwrap_or(end),
            note: Some("Nämnden beslutar på sammanträdet i januari.".to_string()),
        };
        story.act(eva, |c, ctx| contracts::add_option(c, ctx, &contract, &option))?;
    }
    let brought = |id: &str, section: &str| BroughtIn { clause_id: id.to_string(), section: Some(section.to_string()) };
    let amendment = AmendmentInput {
        title: "Säkerhetsbilaga efter granskningen".to_string(),
        clauses: vec![brought("KV-25", "Bilaga 4, punkt 2"), brought("KV-35", "Bilaga 4, punkt 5")],
        ..AmendmentInput::default()
    };
    let signed = story.act(eva, |c, ctx| contracts::add_amendment(c, ctx, &contract, &amendment))?;
    story.act(eva, |c, ctx| contracts::sign_amendment(c, ctx, &contract, &signed.id, today, signed.version))?;
    story.act(eva, |c, ctx| contracts::set_number(c, ctx, &contract, "kv25_patch", Some(120), 0))?;
    let deviation = DeviationInput {
        clause_id: "KV-25".to_string(),
        reason: "Leverantören bygger om sin driftmiljö. Till dess övervakas systemet dygnet runt.".to_string(),
        until_on: after(180),
    };
    story.act(eva, |c, ctx| contracts::propose_deviation(c, ctx, &contract, &deviation))?;
    Ok(())
}
