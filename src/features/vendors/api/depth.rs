//! A vendor's depth in JSON: steps, contacts, ratings, and one change to many.

use super::{VendorJson, whole};
use crate::base::refusal::Checks;
use crate::base::{FieldError, Id, Instant, Refusal, Result};
use crate::features::vendors::actions::{self, BulkChange};
use crate::features::vendors::depth_input::{NewContact, NewRating, NewStep};
use crate::features::vendors::pages;
use crate::features::vendors::records::{
    ContactRole, ContractsAfter, Hours, Rating, RatingKind, VendorContact, VendorStatus,
};
use crate::features::vendors::{rules, store};
use crate::kit::web::{Answer, ApiBody, Web};
use actix_web::http::StatusCode;
use actix_web::web::Path;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StepBody {
    /// prospect, active, leaving or ended: one that the present status leads to.
    pub status: VendorStatus,
    /// Needed for every step but the first from prospect to active.
    #[serde(default)]
    pub reason: String,
    /// The day on which a leaving vendor is to end.
    pub planned_end: Option<NaiveDate>,
    /// What becomes of open contracts; needed when an ending vendor has some.
    pub contracts_after: Option<ContractsAfter>,
}

/// Takes a step of the vendor's life. Needs If-Match.
#[utoipa::path(post, path = "/api/v1/vendors/{id}/lifecycle", tag = "vendors", params(("id" = String, Path)), request_body = StepBody,
    responses((status = 200, body = VendorJson), (status = 409, description = "there is no such step"), (status = 412, description = "changed since it was read"), (status = 422, description = "no reason, a day that has passed, or nothing said of open contracts")))]
pub async fn take_step(web: Web, id: Path<Id>, body: ApiBody<StepBody>) -> Answer {
    let (version, body) = (web.if_match()?, body.0);
    let step = NewStep {
        status: body.status,
        reason: body.reason,
        planned_end: body.planned_end,
        contracts_after: body.contracts_after,
    };
    let vendor = web
        .write(move |c, ctx| {
            let vendor = actions::take_step(c, ctx, &id, &step, version)?;
            whole(c, ctx, vendor)
        })
        .await?;
    web.json_object(StatusCode::OK, vendor.version, &vendor)
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ContactJson {
    pub id: Id,
    pub name: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub duty: Option<String>,
    pub roles: Vec<ContactRole>,
    /// always or weekdays; null when nobody has said.
    pub hours: Option<Hours>,
    /// `HH:MM`, on weekdays.
    pub opens: Option<String>,
    pub closes: Option<String>,
    /// Answers for incidents at every hour by telephone.
    pub always_reachable: bool,
    pub created_at: Instant,
    pub version: i32,
}

impl From<VendorContact> for ContactJson {
    fn from(c: VendorContact) -> ContactJson {
        ContactJson {
            roles: rules::contact_roles(&c),
            always_reachable: rules::is_always_reachable(&c),
            id: c.id,
            name: c.name,
            email: c.email,
            phone: c.phone,
            duty: c.duty,
            hours: c.hours,
            opens: c.opens,
            closes: c.closes,
            created_at: c.created_at,
            version: c.version,
        }
    }
}

/// A contact person; a change replaces all of it.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ContactBody {
    pub name: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub duty: Option<String>,
    pub roles: Vec<ContactRole>,
    pub hours: Option<Hours>,
    pub opens: Option<String>,
    pub closes: Option<String>,
}

impl ContactBody {
    fn contact(self) -> NewContact {
        NewContact {
            name: self.name,
            email: self.email,
            phone: self.phone,
            duty: self.duty,
            roles: self.roles,
            hours: self.hours,
            opens: self.opens,
            closes: self.closes,
        }
    }
}

/// The contact persons of a vendor.
#[utoipa::path(get, path = "/api/v1/vendors/{id}/contacts", tag = "vendors", params(("id" = String, Path)),
    responses((status = 200, description = "items, next, total", body = Vec<ContactJson>)))]
pub async fn contacts(web: Web, id: Path<Id>) -> Answer {
    let found = web
        .read(move |c, ctx| {
            ctx.scope.client()?;
            let vendor = store::find(c, &ctx.scope, &id)?;
            store::contacts(c, &ctx.scope, &vendor.id)
        })
        .await?;
    let items: Vec<ContactJson> = found.into_iter().map(Into::into).collect();
    web.json(StatusCode::OK, &json!({ "total": items.len(), "next": null, "items": items }))
}

/// Adds a contact person.
#[utoipa::path(post, path = "/api/v1/vendors/{id}/contacts", tag = "vendors", params(("id" = String, Path)), request_body = ContactBody,
    responses((status = 201, body = ContactJson), (status = 409, description = "the vendor has ended"), (status = 422, description = "a field is wrong")))]
pub async fn add_contact(web: Web, id: Path<Id>, body: ApiBody<ContactBody>) -> Answer {
    let new = body.0.contact();
    let row = web.write(move |c, ctx| actions::add_contact(c, ctx, &id, &new)).await?;
    web.json_object(StatusCode::CREATED, row.version, &ContactJson::from(row))
}

/// Replaces what is said of a contact person. Needs If-Match.
#[utoipa::path(patch, path = "/api/v1/vendors/{id}/contacts/{contact_id}", tag = "vendors",
    params(("id" = String, Path), ("contact_id" = String, Path)), request_body = ContactBody,
    responses((status = 200, body = ContactJson), (status = 412, description = "changed since it was read"), (status = 422, description = "a field is wrong")))]
pub async fn change_contact(web: Web, path: Path<(Id, Id)>, body: ApiBody<ContactBody>) -> Answer {
    let (version, (id, contact_id), new) = (web.if_match()?, path.into_inner(), body.0.contact());
    let row = web.write(move |c, ctx| actions::update_contact(c, ctx, &id, &contact_id, &new, version)).await?;
    web.json_object(StatusCode::OK, row.version, &ContactJson::from(row))
}

#[derive(Debug, Serialize, ToSchema)]
pub struct RatingJson {
    pub id: Id,
    pub kind: RatingKind,
    pub rating: String,
    pub source: String,
    pub rated_on: NaiveDate,
    pub added_by: String,
    pub added_at: Instant,
}

impl From<Rating> for RatingJson {
    fn from(r: Rating) -> RatingJson {
        RatingJson {
            id: r.id,
            kind: r.kind,
            rating: r.rating,
            source: r.source,
            rated_on: r.rated_on,
            added_by: r.added_by_name,
            added_at: r.added_at,
        }
    }
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RatingBody {
    /// financial or quality.
    pub kind: RatingKind,
    /// As the source writes it, such as `AA`.
    pub rating: String,
    pub source: String,
    pub rated_on: NaiveDate,
}

/// Ratings by others, the newest of each kind first. They never touch the tier.
#[utoipa::path(get, path = "/api/v1/vendors/{id}/ratings", tag = "vendors", params(("id" = String, Path)),
    responses((status = 200, description = "items, next, total", body = Vec<RatingJson>)))]
pub async fn ratings(web: Web, id: Path<Id>) -> Answer {
    let found = web
        .read(move |c, ctx| {
            ctx.scope.client()?;
            let vendor = store::find(c, &ctx.scope, &id)?;
            store::ratings(c, &ctx.scope, &vendor.id)
        })
        .await?;
    let items: Vec<RatingJson> = found.into_iter().map(Into::into).collect();
    web.json(StatusCode::OK, &json!({ "total": items.len(), "next": null, "items": items }))
}

/// Adds a rating by somebody else.
#[utoipa::path(post, path = "/api/v1/vendors/{id}/ratings", tag = "vendors", params(("id" = String, Path)), request_body = RatingBody,
    responses((status = 201, body = RatingJson), (status = 422, description = "nothing said, or a day that has not come")))]
pub async fn add_rating(web: Web, id: Path<Id>, body: ApiBody<RatingBody>) -> Answer {
    let b = body.0;
    let new = NewRating { kind: b.kind, rating: b.rating, source: b.source, rated_on: b.rated_on };
    let row = web.write(move |c, ctx| actions::add_rating(c, ctx, &id, &new)).await?;
    web.json(StatusCode::CREATED, &RatingJson::from(row))
}

#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct BulkBody {
    /// At most 200.
    pub ids: Vec<Id>,
    pub manager_id: Option<Id>,
    pub deputy_id: Option<Id>,
    pub status: Option<VendorStatus>,
    /// For steps that need one.
    pub reason: String,
    pub add_tags: Vec<String>,
    pub remove_tags: Vec<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct BulkOutcome {
    pub id: String,
    pub name: Option<String>,
    pub done: bool,
    /// Why not, in the language of the request.
    pub why: Option<String>,
}

/// Sets the same on many vendors, each by itself: what is refused is told and stops nothing.
#[utoipa::path(post, path = "/api/v1/vendors-bulk", tag = "vendors", request_body = BulkBody,
    responses((status = 200, description = "What became of each", body = Vec<BulkOutcome>), (status = 422, description = "no vendors, too many, or nothing to set")))]
pub async fn bulk(web: Web, body: ApiBody<BulkBody>) -> Answer {
    let body = body.0;
    let change = BulkChange {
        manager_id: body.manager_id,
        deputy_id: body.deputy_id,
        status: body.status,
        reason: body.reason,
        add_tags: body.add_tags,
        remove_tags: body.remove_tags,
    };
    let mut ids = body.ids;
    ids.sort();
    ids.dedup();
    check_bulk(&ids, &change)?;
    let rows = pages::change_many(&web, ids, change).await?;
    let items: Vec<BulkOutcome> =
        rows.into_iter().map(|row| BulkOutcome { id: row.id, name: row.name, done: row.done, why: row.why }).collect();
    web.json(StatusCode::OK, &json!({ "total": items.len(), "next": null, "items": items }))
}

fn check_bulk(ids: &[Id], change: &BulkChange) -> Result<(), Refusal> {
    let mut checks = Checks::default();
    checks.that(!ids.is_empty(), "ids", "error-vendor-bulk-none");
    if ids.len() > 200 {
        checks.add(FieldError::new("ids", "error-vendor-bulk-many"));
    }
    checks.that(!change.is_empty(), "status", "error-vendor-bulk-nothing");
    checks.done()
}
