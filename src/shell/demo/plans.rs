//! The plan after the external review: made in one step, with the ISMS template beside it, decided and shared; and why
//! one of its findings came about.

use super::people::People;
use super::story::Story;
use crate::base::{Id, Result};
use crate::features::findings::{self, Responsible};
use crate::features::plans::{
    self, CauseConfidence, CauseInput, CauseKind, DecisionInput, NewLine, NewPlan, PlanOrigin,
};
use chrono::Duration;

/// Gives the plan that was made of the review.
pub fn decide(story: &Story<'_>, people: &People, review: &Id, vendor: &Id) -> Result<Id> {
    let eva = &people.eva;
    let plan = story.act(eva, |c, ctx| plans::from_review(c, ctx, review, None))?.0.id;
    let new = NewLine {
        title: "Kontrollera att lagringsytor inte nås från internet efter varje ändring".to_string(),
        description: None,
        responsible: Responsible::Region,
        owner_id: Some(people.omar.person.id.clone()),
        owner_name: None,
        due_on: story.today + Duration::days(60),
        finding_id: None,
        origin: PlanOrigin::New,
        starts_on: story.today,
        milestone: None,
        expected_evidence: Some("Resultat av kontrollen, noterat vid dialogen".to_string()),
        private_note: Some("Ta upp med it-avdelningen innan planen följs upp.".to_string()),
    };
    story.act(eva, |c, ctx| plans::add_line(c, ctx, &plan, None, &new))?;
    story.act(eva, |c, ctx| plans::share(c, ctx, &plan, None))?;
    let decision = DecisionInput {
        role: "Hälso- och sjukvårdsdirektör".to_string(),
        name: "Marianne Ek".to_string(),
        decided_on: Some(story.today),
        delegation: "Delegationsordningen punkt 4.2".to_string(),
        diary_number: Some("HSN 2026/311".to_string()),
        seen: story.act(eva, |c, ctx| plans::open(c, ctx, &plan)?.fingerprint())?,
    };
    story.act(eva, |c, ctx| plans::decide(c, ctx, &plan, None, &decision))?;
    story.act(eva, |c, ctx| {
        let whole = plans::open(c, ctx, &plan)?;
        let Some(finding) = whole.lines.iter().find_map(|each| each.finding.as_ref()) else { return Ok(()) };
        let cause = CauseInput {
            kind: CauseKind::NotFollowed,
            confidence: CauseConfidence::Probable,
            description: "Rutinen beskriver uppföljningen men ingen är utsedd att göra den.".to_string(),
        };
        plans::set_cause(c, ctx, &finding.id, None, &cause).map(drop)
    })?;
    let template = NewPlan {
        vendor_id: Some(vendor.clone()),
        template: Some("lis".to_string()),
        starts_on: Some(story.today),
        finding_id: story.act(eva, |c, ctx| {
            let all = findings::findings_of_vendor(c, &ctx.scope, vendor)?;
            Ok(all.into_iter().find(findings::Finding::is_open).map(|finding| finding.id))
        })?,
        ..NewPlan::default()
    };
    story.act(eva, |c, ctx| plans::add(c, ctx, &template))?;
    Ok(plan)
}
