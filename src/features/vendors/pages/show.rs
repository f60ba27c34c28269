//! One vendor: overview, contacts, categorisation, history. Its contracts have a page of their own.

use super::depth::{LoadedDepth, depth_view, load_depth};
use super::shared::{head, history_lines, risks_of};
use crate::access::Permission;
use crate::base::{Id, Result};
use crate::features::accounts;
use crate::features::tiering::{self, Criterion, Models};
use crate::features::vendors::records::{
    CategorisationRecord, ContactRole, Hours, OverrideRecord, Vendor, VendorContact,
};
use crate::features::vendors::views::{ContactRow, JudgedCriterion, Judgement, JudgementReason, OverrideRow, ShowPage};
use crate::features::vendors::{rules, store, store_merged};
use crate::kit::Ctx;
use crate::kit::audit::{self, Event};
use crate::kit::web::{Answer, Web};
use crate::platform::db::Db;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub struct TabQuery {
    tab: Option<String>,
}

struct Loaded {
    vendor: Vendor,
    manager: Option<String>,
    contacts: Vec<VendorContact>,
    judgements: Vec<CategorisationRecord>,
    models: Models,
    overrides: Vec<OverrideRecord>,
    events: Vec<Event>,
    depth: LoadedDepth,
    risks: Option<i64>,
}

pub async fn show(web: Web, id: Path<Id>, query: Query<TabQuery>) -> Answer {
    let tab = match query.tab.as_deref() {
        Some("contacts") => "contacts",
        Some("certificates") => "certificates",
        Some("categorisation") => "categorisation",
        Some("history") => "history",
        _ => "overview",
    };
    let asked = id.clone();
    if let Some((kept, name)) = web.read(move |c, ctx| lives_on_in(c, ctx, &asked)).await? {
        return web.redirect_saying(format!("/vendors/{kept}"), "attention", "merging-leads-on", &[("name", name)]);
    }
    let loaded = web
        .read(move |c, ctx| {
            let vendor = store::find(c, &ctx.scope, &id)?;
            let manager = vendor.manager_id.as_ref().map(|m| accounts::person_name(c, m)).transpose()?.flatten();
            let history = tab == "history";
            Ok(Loaded {
                manager,
                depth: if history { LoadedDepth::default() } else { load_depth(c, ctx, &vendor)? },
                contacts: if history { Vec::new() } else { store::contacts(c, &ctx.scope, &vendor.id)? },
                judgements: if history { Vec::new() } else { store::categorisations(c, &ctx.scope, &vendor.id)? },
                overrides: if history { Vec::new() } else { store::overrides(c, &ctx.scope, &vendor.id)? },
                models: tiering::models(c, &ctx.scope)?,
                risks: match tab {
                    "overview" if ctx.can(Permission::RiskRead) => {
                        Some(store::open_risks(c, &ctx.scope, store::Tied::Vendor(&vendor.id))?)
                    }
                    _ => None,
                },
                events: if history { whole_history(c, ctx, &vendor.id)? } else { Vec::new() },
                vendor,
            })
        })
        .await?;
    let today = web.ctx()?.today();
    let vendor = &loaded.vendor;
    let mut judgements = loaded
        .judgements
        .iter()
        .map(|record| judgement(&web, record, &loaded.models))
        .collect::<Result<Vec<_>>>()?
        .into_iter();
    let tier_history = super::tier_history::lines(&web, &loaded.judgements, &loaded.overrides);
    let renewal_due = super::tier_history::renewal_due(&loaded.judgements, &loaded.models, today);
    let overrides: Vec<OverrideRow> = loaded.overrides.iter().map(|record| override_row(record, today)).collect();
    let page = ShowPage {
        head: head(&web, vendor, loaded.manager, tab).by(&web, &loaded.models.on(today)),
        tab,
        hsa_id: vendor.hsa_id.clone(),
        tags: vendor.tag_list(),
        internal_note: vendor.internal_note.clone(),
        linked: vendor.vendor_organisation_id.is_some(),
        depth: depth_view(&web, vendor, loaded.depth, &loaded.contacts, today),
        contacts: loaded.contacts.into_iter().map(contact_row).collect(),
        judgement: judgements.next(),
        earlier: judgements.collect(),
        active_override: overrides.iter().find(|o| o.active).cloned(),
        overrides,
        tier_history,
        renewal_due,
        history: history_lines(&web, &loaded.events),
        risks: risks_of(&web, "vendor_id", &vendor.id, loaded.risks),
    };
    let crumbs = vec![(web.word("nav-vendors"), "/vendors".to_string())];
    web.page_titled(StatusCode::OK, "pages/vendors/show", vendor.legal_name.clone(), crumbs, &page)
}

/// The vendor that the one at this address has become a part of.
fn lives_on_in(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<Option<(Id, String)>> {
    ctx.scope.client()?;
    store_merged::merged_into(c, &ctx.scope, id)
}

/// The vendor's own history with that of every row that was merged into it.
fn whole_history(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<Vec<Event>> {
    let mut ids = store_merged::merged_ids(c, &ctx.scope, id)?;
    ids.push(id.clone());
    audit::history_of(c, ctx, &ids)
}

fn contact_row(contact: VendorContact) -> ContactRow {
    ContactRow {
        roles: rules::contact_roles(&contact).into_iter().map(ContactRole::as_str).collect(),
        hours: contact.hours.map(Hours::as_str),
        id: contact.id.to_string(),
        name: contact.name,
        email: contact.email,
        phone: contact.phone,
        duty: contact.duty,
        opens: contact.opens,
        closes: contact.closes,
    }
}

fn override_row(record: &OverrideRecord, today: NaiveDate) -> OverrideRow {
    OverrideRow {
        from_tier: record.from_tier,
        tier: record.tier,
        reason: record.reason.clone(),
        expires_on: record.expires_on,
        who: record.decided_by_name.clone(),
        at: record.decided_at,
        active: record.ended_at.is_none() && today <= record.expires_on,
    }
}

/// A stored judgement in words: each rule as a reason, each criterion with its level.
fn judgement(web: &Web, record: &CategorisationRecord, models: &Models) -> Result<Judgement> {
    let model = models.find(&record.model_version)?;
    let calculated = record.calculated(models)?;
    let criteria = record.criteria();
    let name = |criterion: &Criterion| tiering::model_text(web, &model, criterion.as_str());
    Ok(Judgement {
        tier: record.tier,
        preliminary: record.preliminary,
        reasons: calculated
            .reasons
            .iter()
            .map(|reason| JudgementReason {
                text: tiering::reason_text(web, &model, reason),
                assumed: reason.assumed.iter().map(name).collect(),
            })
            .collect(),
        criteria: Criterion::ALL
            .iter()
            .map(|criterion| {
                let level = criteria.get(*criterion);
                let key = level.map_or_else(|| format!("{criterion}-unknown"), |level| format!("{criterion}-{level}"));
                let text = tiering::model_text(web, &model, &key);
                JudgedCriterion { label: name(criterion), level: text, known: level.is_some() }
            })
            .collect(),
        unknown: calculated.unknown.iter().map(name).collect(),
        order_value: record.order_value,
        model_version: record.model_version.clone(),
        note: record.note.clone(),
        who: record.decided_by_name.clone(),
        at: record.decided_at,
        cause: record.cause,
        automatic: record.automatic,
    })
}
