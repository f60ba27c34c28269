//! The pages of minutes after the lock, of attendance and of invitations.

pub mod calling;
pub mod meeting;
pub mod portal;
pub mod region;

use super::approving::{Decision, Verdict, Who};
use super::model::MinutesStage;
use super::verify::{Fault, Stored, verify};
use super::views::StandingView;
use crate::base::{Id, Result};
use crate::features::contracts::{self, Contract};
use crate::features::dialogues::pages::period_words;
use crate::features::dialogues::store as dialogues;
use crate::kit::Ctx;
use crate::kit::web::{Fields, Web};
use crate::platform::db::Db;

/// Minutes with what every page of them says, in a constant number of queries.
struct Whole {
    stored: Stored,
    faults: Vec<Fault>,
    contract: Contract,
}

fn load(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<Whole> {
    let dialogue = dialogues::find(c, &ctx.scope, id)?;
    let contract = contracts::find(c, &ctx.scope, &dialogue.contract_id)?;
    let stored = Stored::load(c, dialogue)?;
    let faults = verify(c, ctx, &stored)?;
    Ok(Whole { stored, faults, contract })
}

/// The standing as whoever reads it sees it.
fn standing(web: &Web, stored: &Stored, faults: Vec<Fault>) -> Result<StandingView> {
    let me = web.ctx()?.actor.person_id.clone();
    Ok(StandingView::of(stored, faults, &me, |stage: MinutesStage| web.word(&format!("minutes-stage-{stage}"))))
}

/// "Dialog november 2026, AVT-1" as the title of a page below it.
fn title(web: &Web, key: &str, whole: &Whole) -> String {
    let args =
        [("period", period_words(web, &whole.stored.dialogue.period)), ("reference", whole.contract.reference.clone())];
    web.word_with(key, &args)
}

/// The answer that was posted about the text, or about the addendum that the form names.
fn decision(fields: &Fields, who: Who) -> Result<Decision> {
    let addendum_id = fields.id("addendum_id").map_err(|error| crate::base::Refusal::Invalid(vec![error]))?;
    let objection = fields.text("objection");
    let verdict = match fields.get("verdict") {
        Some("approve") => Verdict::Approve { objection: crate::base::text::non_empty(&objection) },
        Some("object") => Verdict::Object { text: objection },
        _ => return Err(crate::base::Refusal::invalid("objection", "error-choice")),
    };
    Ok(Decision { who, verdict, sha256: fields.text("sha256"), addendum_id })
}

/// Which flash an answer deserves.
fn said(outcome: super::model::ApprovalOutcome) -> &'static str {
    if outcome == super::model::ApprovalOutcome::Approved { "minutes-said-approved" } else { "minutes-said-objected" }
}
