//! The list of vendors and its export.

use super::extra::{extra_label, extra_words};
use super::shared::{choices_of_people, export_href, filter_form, manager_of};
use crate::access::Permission;
use crate::base::{Id, PageRequest};
use crate::features::accounts;
use crate::features::vendors::filter::VendorQuery;
use crate::features::vendors::input::shown_number;
use crate::features::vendors::records::{Depth, ExtraField, Vendor, VendorKind, VendorStatus};
use crate::features::vendors::views::{FilterLink, ListPage, VendorRow};
use crate::features::vendors::{store, store_merged};
use crate::kit::web::{Answer, Web, export_part};
use crate::platform::sheets::{Cell, Column, ColumnKind};
use crate::platform::view::{Choice, Pager};
use actix_web::web::Query;
use std::collections::BTreeMap;

pub async fn list(web: Web, query: Query<VendorQuery>) -> Answer {
    let today = web.ctx()?.today();
    let filter = query.filter(today);
    let request = PageRequest::new(query.page, None);
    let asked = filter.clone();
    let (page, people, names, around, fields, values, saved) = web
        .read(move |c, ctx| {
            let page = store::list(c, &ctx.scope, &asked, request)?;
            let people = accounts::organisation_people(c, &ctx.scope)?;
            let ids: Vec<Id> = page.items.iter().map(|vendor| vendor.id.clone()).collect();
            let depths = store::depths(c, &ctx.scope, &ids)?;
            let names = store::manager_names(c, &ctx.scope, &people_ids(&page.items, &depths))?;
            let around = Around { depths, merged: store_merged::merged_vendors(c, &ctx.scope, Some(&ids))? };
            let fields = store::extra_fields(c, &ctx.scope)?;
            let values = store::by_vendor(store::extra_values(c, &ctx.scope, &ids)?);
            let saved = store::saved_filters(c, &ctx.scope, &ctx.actor.person_id)?;
            Ok((page, people, names, around, fields, values, saved))
        })
        .await?;
    let choice = |value: &str, key: &str| Choice { value: value.to_string(), label: web.word(key) };
    let mut tiers: Vec<Choice> =
        (1..=4).map(|tier| choice(&tier.to_string(), &format!("tiering-tier-{tier}"))).collect();
    tiers.push(choice("none", "tier-none"));
    let shown: Vec<&ExtraField> = fields.iter().filter(|field| field.active && field.in_list).collect();
    let me = web.ctx()?.actor.person_id.clone();
    let view = ListPage {
        pager: Pager::from(&page),
        rows: page.items.iter().map(|vendor| row(&web, vendor, &names, &around, &shown, &values)).collect(),
        form: filter_form(&web.path),
        sort: filter.sort.to_string(),
        filtered: filter.narrows(),
        tiers,
        kinds: VendorKind::ALL.iter().map(|kind| kind.as_str()).collect(),
        statuses: VendorStatus::ALL.iter().map(|status| status.as_str()).collect(),
        managers: choices_of_people(&people),
        preliminary: vec![choice("true", "vendors-preliminary-true"), choice("false", "vendors-preliminary-false")],
        certificates: ["valid", "expiring", "expired", "edition_ended"].to_vec(),
        extra_heads: shown.iter().map(|field| extra_label(&web, field)).collect(),
        extra_keys: fields
            .iter()
            .filter(|field| field.active)
            .map(|field| Choice { value: field.key.clone(), label: extra_label(&web, field) })
            .collect(),
        saved: saved
            .into_iter()
            .map(|kept| FilterLink {
                id: kept.id.to_string(),
                href: format!("/vendors?{}", kept.query),
                own: kept.person_id == me,
                name: kept.name,
                shared: kept.shared,
            })
            .collect(),
        query: if filter.narrows() {
            web.path.split_once('?').map_or("", |(_, q)| q).to_string()
        } else {
            String::new()
        },
        export_xlsx: export_href("/vendors/export", &web.path, "xlsx"),
        export_csv: export_href("/vendors/export", &web.path, "csv"),
        can_edit: web.can(Permission::RegisterEdit),
        can_import: web.can(Permission::ImportRun),
        can_manage: web.can(Permission::UsersManage),
    };
    web.page("pages/vendors/list", "nav-vendors", &view)
}

/// What a list shows of its vendors besides their own rows.
struct Around {
    depths: BTreeMap<Id, Depth>,
    /// Id and name of the vendor that a merged one lives on in.
    merged: BTreeMap<Id, (Id, String)>,
}

/// Managers and deputies, each once.
fn people_ids(vendors: &[Vendor], depths: &BTreeMap<Id, Depth>) -> Vec<Id> {
    let managers = vendors.iter().filter_map(|vendor| vendor.manager_id.clone());
    let deputies = depths.values().filter_map(|depth| depth.deputy_id.clone());
    let mut ids: Vec<Id> = managers.chain(deputies).collect();
    ids.sort();
    ids.dedup();
    ids
}

fn row(
    web: &Web,
    vendor: &Vendor,
    names: &BTreeMap<Id, String>,
    around: &Around,
    shown: &[&ExtraField],
    values: &BTreeMap<(Id, Id), String>,
) -> VendorRow {
    let depth = around.depths.get(&vendor.id);
    let value = |field: &&ExtraField| {
        let stored = values.get(&(vendor.id.clone(), field.id.clone()));
        stored.map(|value| extra_words(web, field, value)).unwrap_or_default()
    };
    VendorRow {
        id: vendor.id.to_string(),
        name: vendor.legal_name.clone(),
        org_number: shown_number(vendor.org_number.as_deref()),
        kind: vendor.kind.to_string(),
        status: vendor.status.to_string(),
        tier: vendor.tier,
        tier_preliminary: vendor.tier_preliminary,
        manager: manager_of(names, vendor.manager_id.as_ref()),
        deputy: manager_of(names, depth.and_then(|d| d.deputy_id.as_ref())),
        by_phone: depth.is_some_and(|d| d.phone_on.is_some()),
        merged_into: around.merged.get(&vendor.id).map(|(id, name)| Choice::new(id, name)),
        extra: shown.iter().map(value).collect(),
    }
}

pub async fn export(web: Web, query: Query<VendorQuery>) -> Answer {
    let filter = query.filter(web.ctx()?.today());
    let (vendors, names, depths, fields, values) = web
        .read(move |c, ctx| {
            let vendors = store::list(c, &ctx.scope, &filter, PageRequest::REGISTER_FILE)?;
            let depths = store::all_depths(c, &ctx.scope)?;
            let names = store::manager_names(c, &ctx.scope, &people_ids(&vendors.items, &depths))?;
            let values = store::by_vendor(store::all_extra_values(c, &ctx.scope)?);
            Ok((vendors, names, depths, store::extra_fields(c, &ctx.scope)?, values))
        })
        .await?;
    let fields: Vec<ExtraField> = fields.into_iter().filter(|field| field.active).collect();
    let column = |field: &str, width, kind| Column::new(web.word(&format!("vendors-field-{field}")), width, kind);
    let mut columns = vec![
        column("legal-name", 40, ColumnKind::Text),
        column("org-number", 16, ColumnKind::Text),
        column("hsa-id", 24, ColumnKind::Text),
        column("kind", 16, ColumnKind::Text),
        column("country", 8, ColumnKind::Text),
        column("status", 14, ColumnKind::Text),
        column("tier", 8, ColumnKind::Whole),
        column("tier-preliminary", 14, ColumnKind::Text),
        column("order-value", 14, ColumnKind::Whole),
        column("manager-id", 28, ColumnKind::Text),
        column("tags", 30, ColumnKind::Text),
        column("deputy-id", 28, ColumnKind::Text),
        column("legal-basis", 24, ColumnKind::Text),
        column("planned-end", 12, ColumnKind::Text),
        column("phone-on", 14, ColumnKind::Text),
    ];
    columns.extend(fields.iter().map(|field| Column::new(extra_label(&web, field), 20, ColumnKind::Text)));
    let text = |value: Option<String>| value.map_or(Cell::Empty, Cell::Text);
    let number = |value: Option<i32>| value.map_or(Cell::Empty, |v| Cell::Number(f64::from(v)));
    let rows: Vec<Vec<Cell>> = vendors
        .items
        .iter()
        .map(|vendor| {
            let depth = depths.get(&vendor.id).cloned().unwrap_or_default();
            let mut cells = vec![
                Cell::text(&vendor.legal_name),
                text(shown_number(vendor.org_number.as_deref())),
                text(vendor.hsa_id.clone()),
                Cell::Text(web.word(&format!("vendors-kind-{}", vendor.kind))),
                Cell::text(&vendor.country),
                Cell::Text(web.word(&format!("vendors-status-{}", vendor.status))),
                number(vendor.tier),
                if vendor.tier_preliminary { Cell::Text(web.word("common-yes")) } else { Cell::Empty },
                number(vendor.order_value),
                text(manager_of(&names, vendor.manager_id.as_ref())),
                Cell::text(&vendor.tags),
                text(manager_of(&names, depth.deputy_id.as_ref())),
                text(depth.legal_basis),
                text(depth.planned_end.map(|day| day.to_string())),
                text(depth.phone_on.map(|day| day.to_string())),
            ];
            cells.extend(fields.iter().map(|field| {
                let stored = values.get(&(vendor.id.clone(), field.id.clone()));
                text(stored.map(|value| extra_words(&web, field, value)))
            }));
            cells
        })
        .collect();
    let format = query.format.as_deref();
    export_part(&web, &web.word("vendors-export-name"), format, &columns, rows, vendors.total)
}
