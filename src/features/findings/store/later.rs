//! What later features hold on a finding or an action. They come after it on the floor, so their tables are read here.

use super::effects::origins;
use crate::access::{Scope, Side};
use crate::base::{Id, Result};
use crate::features::findings::model::PlanPlace;
use crate::features::findings::records::{Action, RootCause};
use crate::features::vendors;
use crate::platform::db::Db;
use crate::platform::db::schema::{
    escalations, finding_causes, incident_parties, plan_lines, plans, vendor_review_findings, vendor_reviews,
};
use diesel::prelude::*;
use std::collections::BTreeMap;

/// Something with a number of its own.
#[derive(Debug, Clone)]
pub struct Numbered {
    pub id: Id,
    pub number: i32,
    pub title: String,
}

/// What stands behind a finding, and whether it is escalated.
#[derive(Debug, Clone)]
pub struct Behind {
    pub cause: Option<RootCause>,
    pub reviews: Vec<Numbered>,
    /// The open escalation of the finding itself.
    pub escalation: Option<(Id, i32)>,
}

/// What stands behind one of the client's findings. Three queries.
pub fn behind(c: &mut Db, scope: &Scope, finding_id: &Id) -> Result<Behind> {
    let cause = finding_causes::table
        .filter(finding_causes::organisation_id.eq(scope.client()?))
        .filter(finding_causes::finding_id.eq(finding_id))
        .select(RootCause::as_select())
        .first(c)
        .optional()?;
    Ok(Behind {
        cause,
        reviews: reviews_behind(c, scope, std::slice::from_ref(finding_id))?.remove(finding_id).unwrap_or_default(),
        escalation: escalation_of(c, scope, vec![finding_id.clone()])?,
    })
}

/// The reviews that stand behind each of the client's findings, by finding. One query.
pub fn reviews_behind(c: &mut Db, scope: &Scope, finding_ids: &[Id]) -> Result<BTreeMap<Id, Vec<Numbered>>> {
    let rows: Vec<(Id, Id, i32, String)> = vendor_review_findings::table
        .inner_join(vendor_reviews::table)
        .filter(vendor_review_findings::organisation_id.eq(scope.client()?))
        .filter(vendor_review_findings::finding_id.eq_any(finding_ids))
        .order((vendor_reviews::number, vendor_reviews::id))
        .select((vendor_review_findings::finding_id, vendor_reviews::id, vendor_reviews::number, vendor_reviews::title))
        .load(c)?;
    let mut all: BTreeMap<Id, Vec<Numbered>> = BTreeMap::new();
    for (finding_id, id, number, title) in rows {
        all.entry(finding_id).or_default().push(Numbered { id, number, title });
    }
    Ok(all)
}

/// The id and number of the open escalation of an action or of its finding.
pub fn open_escalation(c: &mut Db, scope: &Scope, action: &Action) -> Result<Option<(Id, i32)>> {
    escalation_of(c, scope, origins(action))
}

fn escalation_of(c: &mut Db, scope: &Scope, origin_ids: Vec<Id>) -> Result<Option<(Id, i32)>> {
    Ok(escalations::table
        .filter(escalations::organisation_id.eq(scope.client()?))
        .filter(escalations::origin_id.eq_any(origin_ids))
        .filter(escalations::closed_at.is_null())
        .order(escalations::number)
        .select((escalations::id, escalations::number))
        .first(c)
        .optional()?)
}

/// The id and number of the open plan that holds one of the client's actions and that nobody has shared yet.
pub fn unshared_plan(c: &mut Db, scope: &Scope, action_id: &Id) -> Result<Option<(Id, i32)>> {
    Ok(plan_lines::table
        .inner_join(plans::table)
        .filter(plan_lines::organisation_id.eq(scope.client()?))
        .filter(plan_lines::action_id.eq(action_id))
        .filter(plans::closed_at.is_null())
        .filter(plans::shared_at.is_null())
        .order(plans::number)
        .select((plans::id, plans::number))
        .first(c)
        .optional()?)
}

/// The plan that each of the actions stands in: the open one, else the latest; a vendor's scope sees those that are shared
/// alone. One query, two for a vendor.
pub fn plan_places(c: &mut Db, scope: &Scope, rows: &[&Action]) -> Result<BTreeMap<Id, PlanPlace>> {
    let ids: Vec<&Id> = rows.iter().map(|action| &action.id).collect();
    let base = plan_lines::table
        .inner_join(plans::table)
        .filter(plan_lines::action_id.eq_any(ids))
        .order((plans::closed_at.is_null(), plans::number, plan_lines::id))
        .select((
            plan_lines::action_id,
            (
                plans::id,
                plans::number,
                plans::title,
                plan_lines::starts_on,
                plan_lines::milestone,
                plan_lines::expected_evidence,
            ),
        ));
    let found: Vec<(Id, PlanPlace)> = match scope.side() {
        Side::Region => base.filter(plans::organisation_id.eq(scope.client()?)).load(c)?,
        Side::Vendor => {
            let linked = vendors::linked_ids(c, scope)?;
            base.filter(plans::vendor_id.eq_any(linked)).filter(plans::shared_at.is_not_null()).load(c)?
        }
    };
    // Of an action's rows the last one stays.
    Ok(found.into_iter().collect())
}

/// How many times one of the client's incidents lists this vendor among those that it touches.
pub(super) fn touched_by(c: &mut Db, scope: &Scope, incident_id: &Id, vendor_id: &Id) -> Result<i64> {
    Ok(incident_parties::table
        .filter(incident_parties::organisation_id.eq(scope.client()?))
        .filter(incident_parties::incident_id.eq(incident_id))
        .filter(incident_parties::vendor_id.eq(vendor_id))
        .count()
        .get_result(c)?)
}
