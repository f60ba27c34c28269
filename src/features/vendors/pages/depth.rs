//! What the vendor's page shows of its depth, and the queries that fill it.

use super::certificates::certificate_row;
use super::extra::{extra_label, extra_words};
use crate::access::Permission;
use crate::base::{Id, Result};
use crate::features::accounts;
use crate::features::vendors::records::{
    Certificate, Depth, ExtraField, ExtraValue, LifeStep, Rating, Vendor, VendorContact, VendorStatus,
};
use crate::features::vendors::terms::RegisterTerms;
use crate::features::vendors::views::{AlwaysContact, DepthView, PhoneMark, RatingRow, StepRow, Told};
use crate::features::vendors::{rules, store};
use crate::kit::web::Web;
use crate::kit::{Ctx, attachments};
use crate::platform::db::Db;
use chrono::NaiveDate;
use std::collections::BTreeSet;

#[derive(Default)]
pub struct LoadedDepth {
    depth: Depth,
    deputy: Option<String>,
    certificates: Vec<Certificate>,
    with_file: BTreeSet<String>,
    ratings: Vec<Rating>,
    steps: Vec<LifeStep>,
    fields: Vec<ExtraField>,
    values: Vec<ExtraValue>,
}

/// Everything of one vendor's depth, in as many queries however much there is.
pub fn load_depth(c: &mut Db, ctx: &Ctx, vendor: &Vendor) -> Result<LoadedDepth> {
    let own = std::slice::from_ref(&vendor.id);
    let depth = store::depth(c, &ctx.scope, &vendor.id)?;
    let name = |c: &mut Db, id: &Id| accounts::person_name(c, id);
    Ok(LoadedDepth {
        deputy: depth.deputy_id.as_ref().map(|id| name(c, id)).transpose()?.flatten(),
        depth,
        certificates: store::certificates_of(c, &ctx.scope, &vendor.id)?,
        with_file: attachments::of_kind(c, &ctx.scope, own, "certificate")?,
        ratings: store::ratings(c, &ctx.scope, &vendor.id)?,
        steps: store::steps(c, &ctx.scope, &vendor.id)?,
        fields: store::extra_fields(c, &ctx.scope)?,
        values: store::extra_values(c, &ctx.scope, own)?,
    })
}

/// The same as the page shows it on `today`.
pub fn depth_view(
    web: &Web,
    vendor: &Vendor,
    loaded: LoadedDepth,
    contacts: &[VendorContact],
    today: NaiveDate,
) -> DepthView {
    let ended = vendor.status == VendorStatus::Ended;
    let can_edit = web.can(Permission::RegisterEdit) && !ended;
    let with_file = loaded.with_file;
    let certificates: Vec<_> = loaded
        .certificates
        .into_iter()
        .map(|row| {
            let has_file = with_file.contains(row.id.as_str());
            certificate_row(row, None, today, has_file, can_edit, true)
        })
        .collect();
    let always = contacts.iter().find(|contact| rules::is_always_reachable(contact));
    let told = |field: &ExtraField| {
        let value = loaded.values.iter().find(|v| v.field_id == field.id)?;
        Some(Told { label: extra_label(web, field), value: extra_words(web, field, &value.value) })
    };
    let depth = loaded.depth;
    DepthView {
        deputy: loaded.deputy,
        legal_basis: depth.legal_basis,
        planned_end: depth.planned_end,
        phone: depth.phone_on.zip(depth.phone_with).map(|(on, with)| PhoneMark { on, by: depth.phone_by_name, with }),
        always: always.map(|c| AlwaysContact { name: c.name.clone(), phone: c.phone.clone().unwrap_or_default() }),
        always_needed: vendor.tier.is_some_and(|t| RegisterTerms::on(today).always_reachable_tiers.contains(&t)),
        warnings: certificates.iter().filter(|c| matches!(c.tone, "serious" | "attention")).cloned().collect(),
        certificates,
        ratings: loaded.ratings.into_iter().map(rating_row).collect(),
        extra: loaded.fields.iter().filter(|field| field.active).filter_map(told).collect(),
        steps: loaded.steps.into_iter().map(step_row).collect(),
        ended,
    }
}

fn rating_row(rating: Rating) -> RatingRow {
    RatingRow {
        kind: rating.kind.to_string(),
        rating: rating.rating,
        source: rating.source,
        rated_on: rating.rated_on,
        who: rating.added_by_name,
    }
}

fn step_row(step: LifeStep) -> StepRow {
    StepRow {
        from: step.from_status.to_string(),
        to: step.to_status.to_string(),
        reason: step.reason,
        planned_end: step.planned_end,
        contracts_after: step.contracts_after.map(|after| after.to_string()),
        who: step.decided_by_name,
        at: step.decided_at,
    }
}
