//! How do you know? The sections of the call line's clauses are noted, one control has a whole chain behind it, and the
//! vendors are counted, so that the auditor can begin with the figure.

use super::people::People;
use super::register::Register;
use super::story::Story;
use crate::base::Result;
use crate::features::contracts::{self, ClauseInput, ClauseMet, InContract};
use crate::features::coverage;

/// Notes what is known of the clauses behind the control and counts everybody; gives the page of the chain.
pub fn show(story: &Story<'_>, people: &People, register: &Register) -> Result<String> {
    let contract = &register.call_line;
    story.act(&people.eva, |c, ctx| {
        let lines = contracts::clause_lines(c, &ctx.scope, contract)?;
        let behind = lines.iter().filter(|line| line.clause.controls.iter().any(|id| id == "A.5.1"));
        // What the story says of a clause stays as it is told.
        for line in behind.filter(|line| matches!(line.in_contract(), None | Some(InContract::Present))) {
            let known = line.row.as_ref();
            let input = ClauseInput {
                in_contract: Some(InContract::Present),
                section: Some("Bilaga 4, avsnitt 2".to_string()),
                met: known.map_or(ClauseMet::Unknown, |row| row.met),
                note: known.and_then(|row| row.note.clone()),
            };
            contracts::set_clause(c, ctx, &contract.id, &line.clause.id, &input, line.version())?;
        }
        Ok(())
    })?;
    coverage::sweep(story.app, story.now())?;
    Ok(format!("/vendors/{}/coverage/A.5.1", register.vidlyssna.id))
}
