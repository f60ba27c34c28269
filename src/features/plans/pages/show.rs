//! The region's page of a plan.

use crate::access::Permission;
use crate::base::Id;
use crate::base::clock::swedish_date;
use crate::base::refusal::Result;
use crate::features::findings;
use crate::features::plans::model::PlanState;
use crate::features::plans::records::Plan;
use crate::features::plans::rules;
use crate::features::plans::snapshot::FrozenPlan;
use crate::features::plans::templates::PlanTemplates;
use crate::features::plans::views::{DecisionRow, Group, LineRow, Linked, PlanShow};
use crate::features::plans::whole::{self, Whole, by_origin};
use crate::features::question_sets::{FocusArea, FocusTerms};
use crate::features::vendor_reviews;
use crate::kit::audit::{self, Event};
use crate::kit::web::{Answer, Web};
use crate::platform::view::{Choice, FormState, HistoryLine};
use actix_web::http::StatusCode;
use actix_web::web::Path;

/// Which of the page's forms was refused, and what it held.
#[derive(Default)]
pub struct Refused {
    pub focus: Option<FormState>,
    pub close: Option<FormState>,
}

fn history(web: &Web, events: Vec<Event>) -> Vec<HistoryLine> {
    let line = |event: Event| {
        // Before each action had its own event, the event was the plan's and bore its name.
        let of_plan = event.before.is_some() && matches!(event.verb.as_str(), "plan_line_add" | "plan_take_in");
        let key = if of_plan { "plans-history-lines".to_string() } else { format!("plans-history-{}", event.verb) };
        HistoryLine {
            at: event.at,
            who: web.who(&event),
            text: web.word_with(&key, &[("name", event.summary)]),
            note: None,
            tone: if event.verb == "decide" { "ok" } else { "neutral" },
        }
    };
    events.into_iter().map(line).collect()
}

fn template_of(web: &Web, plan: &Plan) -> Option<String> {
    let day = swedish_date(plan.created_at.utc());
    let template = plan.template_key.as_deref().and_then(|key| PlanTemplates::on(day).find(key))?;
    Some(template.title.get(web.language()).to_string())
}

/// The areas that the plan's open findings call for (rows 37 and 38).
fn suggested(web: &Web, whole: &Whole) -> Vec<Choice> {
    let today = swedish_date(web.visitor.now);
    let open = whole.lines.iter().filter_map(|each| each.finding.as_ref()).filter(|finding| finding.is_open());
    let controls: Vec<&str> = open.flat_map(|finding| finding.controls()).collect();
    let areas = rules::suggested_focus(FocusTerms::on(today), &whole.focus, &controls);
    let choice = |area: FocusArea| Choice::new(area, web.word(&format!("sets-focus-{area}")));
    areas.into_iter().map(choice).collect()
}

fn body(web: &Web, whole: Whole, review: Option<Linked>, events: Vec<Event>, refused: Refused) -> Result<PlanShow> {
    let today = swedish_date(web.visitor.now);
    let latest = whole.decisions.first().map(FrozenPlan::of).transpose()?;
    let differs = latest.is_some_and(|latest| !rules::compare(&latest, &whole.content()).is_empty());
    let late = |each: &&whole::WholeLine| findings::is_overdue(each.action.status, each.action.due_on, today);
    let open = whole.lines.iter().filter(|each| each.action.is_open()).count();
    let closed = whole.state == PlanState::Closed;
    let (any, actions) = (!whole.lines.is_empty(), whole.lines.len());
    let can_edit = web.can(Permission::ActionEdit) && !closed;
    let suggested = suggested(web, &whole);
    let reason = web.word_with("plans-focus-reason", &[("number", whole.plan.number.to_string())]);
    Ok(PlanShow {
        state: whole.state,
        vendor: Linked::new(format!("/vendors/{}", whole.plan.vendor_id), &whole.vendor),
        contract: whole.contract.as_ref().zip(whole.plan.contract_id.as_ref()).map(|(contract, id)| {
            Linked::new(format!("/contracts/{id}"), format!("{} {}", contract.reference, contract.title))
        }),
        review,
        template: template_of(web, &whole.plan),
        actions,
        done: actions - open,
        overdue: whole.lines.iter().filter(late).count(),
        orphans: whole.orphans(),
        decisions: whole.decisions.iter().map(DecisionRow::from).collect(),
        decided: whole.decisions.first().map(|latest| latest.number),
        differs,
        focus: whole.focus.clone(),
        can_focus: web.can(Permission::AssessmentReview) && !closed && !suggested.is_empty(),
        suggested,
        focus_href: format!("/vendors/{}/focus-areas", whole.plan.vendor_id),
        focus_form: refused.focus.unwrap_or_else(|| FormState::default().with("reason", reason)),
        close_form: refused.close.unwrap_or_default(),
        history: history(web, events),
        can_share: can_edit && any && whole.plan.shared_at.is_none(),
        can_decide: web.can(Permission::PlanDecide) && !closed && any && (differs || whole.decisions.is_empty()),
        can_close: can_edit && open == 0,
        can_edit,
        groups: by_origin(whole.lines)
            .into_iter()
            .map(|(origin, lines)| Group { origin, lines: lines.into_iter().map(LineRow::of).collect() })
            .filter(|group| !group.lines.is_empty())
            .collect(),
        plan: whole.plan,
    })
}

pub async fn show_with(web: &Web, id: Id, status: StatusCode, refused: Refused) -> Answer {
    let (whole, review, events) = web
        .read(move |c, ctx| {
            ctx.scope.client()?;
            let whole = whole::open(c, ctx, &id)?;
            let review = whole.plan.review_id.as_ref().map(|id| vendor_reviews::find(c, &ctx.scope, id)).transpose()?;
            let events = audit::history(c, ctx, &id)?;
            Ok((whole, review, events))
        })
        .await?;
    let review = review
        .map(|review| Linked::new(format!("/reviews/{}", review.id), format!("{} {}", review.number, review.title)));
    let number = whole.plan.number.to_string();
    let title = web.word_with("plans-show-title", &[("number", number), ("title", whole.plan.title.clone())]);
    let body = body(web, whole, review, events, refused)?;
    let crumbs = vec![(web.word("plans-title"), "/plans".to_string())];
    web.page_titled(status, "pages/plans/show", title, crumbs, &body)
}

pub async fn show(web: Web, id: Path<Id>) -> Answer {
    show_with(&web, id.into_inner(), StatusCode::OK, Refused::default()).await
}
