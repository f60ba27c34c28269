//! Two versions of a plan side by side.

use super::differences;
use crate::base::Id;
use crate::base::refusal::{Refusal, Result};
use crate::features::plans::rules;
use crate::features::plans::snapshot::FrozenPlan;
use crate::features::plans::views::PlanCompare;
use crate::features::plans::whole::{self, Whole};
use crate::kit::Ctx;
use crate::kit::web::{Answer, Params, Web};
use crate::platform::db::Db;
use crate::platform::view::{Choice, FormState};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};

/// A decided version by its number, or the plan as it is (`now`, and what is not given).
/// Errors: NotFound for a number that nobody decided.
fn side(c: &mut Db, ctx: &Ctx, whole: &Whole, asked: Option<&str>) -> Result<(FrozenPlan, String)> {
    match asked {
        None | Some("now") => Ok((whole.content(), "now".to_string())),
        Some(text) => {
            let number: i32 = text.parse().map_err(|_| Refusal::NotFound)?;
            let (plan, _) = whole.version(c, ctx, number)?.ok_or(Refusal::NotFound)?;
            Ok((plan, number.to_string()))
        }
    }
}

/// `from` (without it the latest decision) against `to` (without it the plan as it is).
pub fn compared(
    c: &mut Db,
    ctx: &Ctx,
    id: &Id,
    asked: (Option<&str>, Option<&str>),
) -> Result<(Whole, rules::Comparison, (String, String))> {
    ctx.scope.client()?;
    let whole = whole::open(c, ctx, id)?;
    let latest = whole.decisions.first().map(|latest| latest.number.to_string());
    let (old, from) = side(c, ctx, &whole, asked.0.or(latest.as_deref()))?;
    let (new, to) = side(c, ctx, &whole, asked.1)?;
    let comparison = rules::compare(&old, &new);
    Ok((whole, comparison, (from, to)))
}

pub async fn compare(web: Web, id: Path<Id>, query: Query<Params>) -> Answer {
    let (from, to) = (query.text("from"), query.text("to"));
    let (whole, comparison, (from, to)) =
        web.read(move |c, ctx| compared(c, ctx, &id, (from.as_deref(), to.as_deref()))).await?;
    let decided = whole.decisions.iter().rev();
    let label = |number: i32| web.word_with("plans-version-n", &[("number", number.to_string())]);
    let mut versions: Vec<Choice> = decided.map(|each| Choice::new(each.number, label(each.number))).collect();
    versions.push(Choice::new("now", web.word("plans-version-now")));
    let body = PlanCompare {
        plan_id: whole.plan.id.clone(),
        form: FormState::default().with("from", from).with("to", to),
        versions,
        differences: differences(&web, comparison),
    };
    let crumbs =
        vec![(web.word("plans-title"), "/plans".to_string()), (whole.plan.title, format!("/plans/{}", whole.plan.id))];
    web.page_titled(StatusCode::OK, "pages/plans/compare", web.word("plans-compare"), crumbs, &body)
}
