//! The second person behind the verdicts on critical questions.

use super::people::Who;
use super::story::Story;
use crate::base::{Id, Result};
use crate::features::questionnaires::{self, review_depth as depth};

/// Confirms every verdict that waits for a second person.
pub fn second_person(story: &Story<'_>, who: &Who, assessment: &Id) -> Result<()> {
    story.act(who, |c, ctx| {
        let full = questionnaires::open(c, &ctx.scope, assessment)?;
        let standings = full.standings(ctx.today());
        let waiting = standings.iter().filter(|standing| standing.state == depth::VerdictState::WaitsSecond);
        for standing in waiting {
            depth::confirm(c, ctx, (assessment, &standing.question_id), None)?;
        }
        Ok(())
    })
}
