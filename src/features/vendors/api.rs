//! The register in JSON. The same actions as the pages; a vendor's token gets 404.

pub mod certificates;
pub mod depth;
pub mod own_fields;

use super::depth_input::NewDepth;
use super::filter::VendorQuery;
use super::input::{NewVendor, shown_number};
use super::records::{CategorisationRecord, Depth, Vendor, VendorKind, VendorStatus};
use super::{actions, judging, store, store_merged};
use crate::access::Role;
use crate::base::refusal::Checks;
use crate::base::{Email, FieldError, Id, Instant, Language, PageRequest, Refusal, Result};
use crate::features::tiering::{self, Criteria, Models};
use crate::kit::Ctx;
use crate::kit::web::{Answer, ApiBody, Web, list_body};
use crate::platform::db::Db;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// One vendor of the client's register.
#[derive(Debug, Serialize, ToSchema)]
pub struct VendorJson {
    pub id: Id,
    pub legal_name: String,
    /// Ten digits, or as written for a company abroad. In lists a sole trader's number is masked.
    pub org_number: Option<String>,
    pub hsa_id: Option<String>,
    #[schema(value_type = String, example = "it_supplier")]
    pub kind: VendorKind,
    pub country: String,
    #[schema(value_type = String, example = "active")]
    pub status: VendorStatus,
    pub manager_id: Option<Id>,
    pub tags: Vec<String>,
    pub internal_note: Option<String>,
    /// 1-4: what counts now, with an override applied; null while not categorised.
    pub tier: Option<i32>,
    pub tier_preliminary: bool,
    /// 0-100, for the order of a worklist only; not a risk.
    pub order_value: Option<i32>,
    /// Stands in for the manager.
    pub deputy_id: Option<Id>,
    pub legal_basis: Option<String>,
    /// The day on which a leaving vendor is to end.
    pub planned_end: Option<NaiveDate>,
    /// Entered by telephone on this day, by whom and whom one spoke with.
    pub phone_on: Option<NaiveDate>,
    pub phone_by: Option<String>,
    pub phone_with: Option<String>,
    /// The organisation's own fields, by key.
    pub extra: BTreeMap<String, String>,
    /// The vendor that this one lives on in since the two were merged.
    pub merged_into_id: Option<Id>,
    pub created_at: Instant,
    pub updated_at: Instant,
    pub version: i32,
}

impl VendorJson {
    fn of(vendor: Vendor, org_number: Option<String>, depth: Depth, extra: BTreeMap<String, String>) -> VendorJson {
        VendorJson {
            deputy_id: depth.deputy_id,
            legal_basis: depth.legal_basis,
            planned_end: depth.planned_end,
            phone_on: depth.phone_on,
            phone_by: depth.phone_by_name,
            phone_with: depth.phone_with,
            extra,
            merged_into_id: None,
            org_number,
            tags: vendor.tag_list(),
            id: vendor.id,
            legal_name: vendor.legal_name,
            hsa_id: vendor.hsa_id,
            kind: vendor.kind,
            country: vendor.country,
            status: vendor.status,
            manager_id: vendor.manager_id,
            internal_note: vendor.internal_note,
            tier: vendor.tier,
            tier_preliminary: vendor.tier_preliminary,
            order_value: vendor.order_value,
            created_at: vendor.created_at,
            updated_at: vendor.updated_at,
            version: vendor.version,
        }
    }

    fn listed(vendor: Vendor, depth: Depth, extra: BTreeMap<String, String>) -> VendorJson {
        // Plain digits as in a single vendor, except for a number that must not be shown.
        let masked = shown_number(vendor.org_number.as_deref()).filter(|shown| shown.starts_with('•'));
        let number = masked.or_else(|| vendor.org_number.clone());
        VendorJson::of(vendor, number, depth, extra)
    }
}

/// A vendor with its depth.
fn whole(c: &mut Db, ctx: &Ctx, vendor: Vendor) -> Result<VendorJson> {
    let (depth, extra) = (store::depth(c, &ctx.scope, &vendor.id)?, actions::extra_of(c, ctx, &vendor.id)?);
    let merged_into_id = store_merged::merged_into(c, &ctx.scope, &vendor.id)?.map(|(id, _)| id);
    let number = vendor.org_number.clone();
    Ok(VendorJson { merged_into_id, ..VendorJson::of(vendor, number, depth, extra) })
}

/// A field of a partial change: missing, null, or a value.
pub fn given<'de, T: Deserialize<'de>, D: Deserializer<'de>>(d: D) -> std::result::Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(d).map(Some)
}

#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct VendorBody {
    /// Required in POST.
    pub legal_name: Option<String>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub org_number: Option<Option<String>>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub hsa_id: Option<Option<String>>,
    /// Required in POST: care_provider, it_supplier or other.
    #[schema(value_type = Option<String>)]
    pub kind: Option<VendorKind>,
    /// ISO 3166 alpha-2; SE without it.
    pub country: Option<String>,
    /// prospect, active (without it), leaving or ended.
    #[schema(value_type = Option<String>)]
    pub status: Option<VendorStatus>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub manager_id: Option<Option<Id>>,
    pub tags: Option<Vec<String>>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub internal_note: Option<Option<String>>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub deputy_id: Option<Option<Id>>,
    /// Required for a private performer.
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub legal_basis: Option<Option<String>>,
    /// Whom one spoke with, when the vendor is entered by telephone.
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub phone_with: Option<Option<String>>,
    /// Today without it.
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub phone_on: Option<Option<NaiveDate>>,
    /// Own fields by key; null takes a value away, what is missing stays.
    pub extra: BTreeMap<String, Option<String>>,
}

impl VendorBody {
    fn depth(&self) -> NewDepth {
        let extra = self.extra.iter().map(|(key, value)| (key.clone(), value.clone().unwrap_or_default()));
        NewDepth {
            deputy_id: self.deputy_id.clone(),
            legal_basis: self.legal_basis.clone(),
            phone_with: self.phone_with.clone(),
            phone_on: self.phone_on,
            extra: extra.collect(),
        }
    }

    fn onto(self, base: NewVendor) -> NewVendor {
        NewVendor {
            legal_name: self.legal_name.unwrap_or(base.legal_name),
            org_number: self.org_number.unwrap_or(base.org_number),
            hsa_id: self.hsa_id.unwrap_or(base.hsa_id),
            kind: self.kind.unwrap_or(base.kind),
            country: self.country.unwrap_or(base.country),
            status: self.status.unwrap_or(base.status),
            manager_id: self.manager_id.unwrap_or(base.manager_id),
            tags: self.tags.unwrap_or(base.tags),
            internal_note: self.internal_note.unwrap_or(base.internal_note),
        }
    }

    fn new_vendor(self) -> Result<NewVendor> {
        let kind = self.kind;
        let new = self.onto(NewVendor {
            legal_name: String::new(),
            org_number: None,
            hsa_id: None,
            kind: VendorKind::Other,
            country: "SE".to_string(),
            status: VendorStatus::Active,
            manager_id: None,
            tags: Vec::new(),
            internal_note: None,
        });
        if kind.is_some() {
            return Ok(new);
        }
        let missing = FieldError::new("kind", "error-required");
        match new.checked() {
            Err(Refusal::Invalid(mut errors)) => {
                errors.push(missing);
                Err(Refusal::Invalid(errors))
            }
            Err(other) => Err(other),
            Ok(_) => Err(Refusal::Invalid(vec![missing])),
        }
    }
}

/// Levels 0-4 (data_class 0-3); null or missing is unknown.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CategorisationBody {
    pub data_class: Option<u8>,
    pub data_subjects: Option<u8>,
    pub criticality: Option<u8>,
    pub access: Option<u8>,
    pub chain: Option<u8>,
    pub substitution: Option<u8>,
    pub note: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ReasonJson {
    /// The rule's name in the model, such as `t1-access`.
    pub rule: String,
    /// In the language of the request.
    pub text: String,
    /// Criteria that were taken at their highest because nobody knows them.
    pub assumed: Vec<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct CategorisationJson {
    /// 1-4, by the rules.
    pub tier: i32,
    /// What counts now, with an override applied.
    pub effective_tier: Option<i32>,
    pub reasons: Vec<ReasonJson>,
    pub preliminary: bool,
    pub unknown: Vec<String>,
    pub order_value: i32,
    pub model_version: String,
    pub decided_by: String,
    pub decided_at: Instant,
}

#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct OverrideBody {
    pub tier: Option<u8>,
    pub reason: String,
    pub expires_on: Option<NaiveDate>,
}

/// The vendors of the register.
#[utoipa::path(get, path = "/api/v1/vendors", tag = "vendors", params(VendorQuery),
    responses((status = 200, description = "items, next, total", body = Vec<VendorJson>)))]
pub async fn list(web: Web, query: Query<VendorQuery>) -> Answer {
    let filter = query.filter(web.ctx()?.today());
    let request = PageRequest::from_cursor(query.cursor.as_deref(), query.limit);
    let (page, mut depths, fields, values, mut merged) = web
        .read(move |c, ctx| {
            let page = store::list(c, &ctx.scope, &filter, request)?;
            let ids: Vec<Id> = page.items.iter().map(|vendor| vendor.id.clone()).collect();
            let fields = store::extra_fields(c, &ctx.scope)?;
            let values = store::by_vendor(store::extra_values(c, &ctx.scope, &ids)?);
            let merged = store_merged::merged_vendors(c, &ctx.scope, Some(&ids))?;
            Ok((page, store::depths(c, &ctx.scope, &ids)?, fields, values, merged))
        })
        .await?;
    let listed = |vendor: Vendor| {
        let told = fields.iter().filter(|field| field.active).filter_map(|field| {
            let value = values.get(&(vendor.id.clone(), field.id.clone()))?;
            Some((field.key.clone(), value.clone()))
        });
        let extra = told.collect();
        let depth = depths.remove(&vendor.id).unwrap_or_default();
        let merged_into_id = merged.remove(&vendor.id).map(|(id, _)| id);
        VendorJson { merged_into_id, ..VendorJson::listed(vendor, depth, extra) }
    };
    web.json(StatusCode::OK, &list_body(page.map(listed)))
}

/// Adds a vendor.
#[utoipa::path(post, path = "/api/v1/vendors", tag = "vendors", request_body = VendorBody,
    responses((status = 201, body = VendorJson), (status = 422, description = "a field is wrong, or the number is taken")))]
pub async fn add(web: Web, body: ApiBody<VendorBody>) -> Answer {
    let depth = body.0.depth();
    let new = body.0.new_vendor()?;
    let vendor = web
        .write(move |c, ctx| {
            let vendor = actions::add_whole(c, ctx, &new, &depth)?;
            whole(c, ctx, vendor)
        })
        .await?;
    web.json_object(StatusCode::CREATED, vendor.version, &vendor)
}

/// One vendor.
#[utoipa::path(get, path = "/api/v1/vendors/{id}", tag = "vendors", params(("id" = String, Path)),
    responses((status = 200, body = VendorJson), (status = 404, description = "hidden or missing")))]
pub async fn find(web: Web, id: Path<Id>) -> Answer {
    let vendor = web
        .read(move |c, ctx| {
            ctx.scope.client()?;
            let vendor = store::find(c, &ctx.scope, &id)?;
            whole(c, ctx, vendor)
        })
        .await?;
    web.json_object(StatusCode::OK, vendor.version, &vendor)
}

/// Changes the fields that are given. Needs If-Match.
#[utoipa::path(patch, path = "/api/v1/vendors/{id}", tag = "vendors", params(("id" = String, Path)), request_body = VendorBody,
    responses((status = 200, body = VendorJson), (status = 412, description = "changed since it was read"), (status = 428, description = "no If-Match")))]
pub async fn change(web: Web, id: Path<Id>, body: ApiBody<VendorBody>) -> Answer {
    let version = web.if_match()?;
    let vendor = web
        .write(move |c, ctx| {
            ctx.scope.client()?;
            let base = NewVendor::of(&store::find(c, &ctx.scope, &id)?);
            let depth = body.0.depth();
            let vendor = actions::update_whole(c, ctx, &id, &body.0.onto(base), &depth, version)?;
            whole(c, ctx, vendor)
        })
        .await?;
    web.json_object(StatusCode::OK, vendor.version, &vendor)
}

/// Judges the vendor by six criteria with the tiering model in force.
#[utoipa::path(post, path = "/api/v1/vendors/{id}/categorisations", tag = "vendors", params(("id" = String, Path)),
    request_body = CategorisationBody, responses((status = 201, body = CategorisationJson), (status = 422, description = "a level is out of range")))]
pub async fn categorise(web: Web, id: Path<Id>, body: ApiBody<CategorisationBody>) -> Answer {
    let body = body.0;
    let criteria = Criteria {
        data_class: body.data_class,
        data_subjects: body.data_subjects,
        criticality: body.criticality,
        access: body.access,
        chain: body.chain,
        substitution: body.substitution,
    };
    let (vendor, record, models) = web
        .write(move |c, ctx| {
            let vendor = judging::categorise_vendor(c, ctx, &id, &criteria, body.note)?;
            let record = store::latest_categorisation(c, &ctx.scope, &id)?.ok_or(Refusal::NotFound)?;
            Ok((vendor, record, tiering::models(c, &ctx.scope)?))
        })
        .await?;
    web.json_object(StatusCode::CREATED, vendor.version, &categorisation_json(&web, &vendor, record, &models)?)
}

fn categorisation_json(
    web: &Web,
    vendor: &Vendor,
    record: CategorisationRecord,
    models: &Models,
) -> Result<CategorisationJson> {
    let model = models.find(&record.model_version)?;
    let calculated = record.calculated(models)?;
    Ok(CategorisationJson {
        tier: record.tier,
        effective_tier: vendor.tier,
        reasons: calculated
            .reasons
            .iter()
            .map(|reason| ReasonJson {
                rule: reason.rule.clone(),
                text: tiering::reason_text(web, &model, reason),
                assumed: reason.assumed.iter().map(ToString::to_string).collect(),
            })
            .collect(),
        preliminary: record.preliminary,
        unknown: calculated.unknown.iter().map(ToString::to_string).collect(),
        order_value: record.order_value,
        model_version: record.model_version,
        decided_by: record.decided_by_name,
        decided_at: record.decided_at,
    })
}

/// Moves the tier one step, with a reason, for 12 months at most.
#[utoipa::path(post, path = "/api/v1/vendors/{id}/tier-override", tag = "vendors", params(("id" = String, Path)),
    request_body = OverrideBody, responses((status = 200, body = VendorJson), (status = 409, description = "not categorised yet"), (status = 422, description = "more than one step, below the floor, no reason or a wrong date")))]
pub async fn move_tier(web: Web, id: Path<Id>, body: ApiBody<OverrideBody>) -> Answer {
    let body = body.0;
    let mut checks = Checks::default();
    checks.that(body.tier.is_some(), "tier", "error-required");
    checks.that(body.expires_on.is_some(), "expires_on", "error-required");
    checks.required("reason", &body.reason);
    checks.done()?;
    let (tier, expires_on) = body.tier.zip(body.expires_on).ok_or(Refusal::NotFound)?;
    let vendor = web
        .write(move |c, ctx| {
            let vendor = judging::override_vendor_tier(c, ctx, &id, tier, &body.reason, expires_on)?;
            whole(c, ctx, vendor)
        })
        .await?;
    web.json_object(StatusCode::OK, vendor.version, &vendor)
}

#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct InvitationBody {
    pub name: String,
    pub email: String,
    /// `vendor_admin` or `vendor_member`.
    pub role: Option<Role>,
    /// Swedish without it, English for a vendor abroad.
    pub language: Option<Language>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct InvitationJson {
    pub person_id: Id,
    /// The vendor's own organisation, made at the first invitation.
    pub organisation_id: Id,
    /// The one-time link to hand over; null for somebody whose account leads elsewhere already.
    pub link: Option<String>,
}

/// Invites somebody at the vendor. The link is in the mail too.
#[utoipa::path(post, path = "/api/v1/vendors/{id}/invitations", tag = "vendors", params(("id" = String, Path)),
    request_body = InvitationBody, responses((status = 201, description = "Who was invited, and the link", body = InvitationJson),
        (status = 404, description = "hidden or missing"), (status = 422, description = "a field is wrong, or the person is there already")))]
pub async fn invite(web: Web, id: Path<Id>, body: ApiBody<InvitationBody>) -> Answer {
    let body = body.0;
    let mut checks = Checks::default();
    let name = checks.required("name", &body.name);
    let email: Option<Email> = body.email.parse().ok();
    checks.that(email.is_some(), "email", "error-email");
    checks.that(body.role.is_some(), "role", "error-choice");
    checks.done()?;
    let (email, role) = email.zip(body.role).ok_or(Refusal::NotFound)?;
    let made = web
        .write(move |c, ctx| {
            let abroad = store::find(c, &ctx.scope, &id)?.country != "SE";
            let language = body.language.unwrap_or(if abroad { Language::En } else { Language::Sv });
            actions::invite(c, ctx, &id, &actions::NewInvitation { name, email, language, role })
        })
        .await?
        .1;
    let link = made.is_link.then(|| format!("{}{}", web.app.settings.base_url, made.path));
    let body = InvitationJson { person_id: made.person_id, organisation_id: made.organisation_id, link };
    web.json(StatusCode::CREATED, &body)
}
