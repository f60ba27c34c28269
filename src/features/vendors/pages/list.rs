//! The list of vendors and its export.

use super::shared::{choices_of_people, export_file, export_href, filter_form, manager_of};
use crate::access::Permission;
use crate::base::{Id, PageRequest};
use crate::features::accounts;
use crate::features::vendors::filter::VendorQuery;
use crate::features::vendors::input::shown_number;
use crate::features::vendors::records::{Vendor, VendorKind, VendorStatus};
use crate::features::vendors::store;
use crate::features::vendors::views::{ListPage, VendorRow};
use crate::kit::web::{Answer, Web};
use crate::platform::sheets::{Cell, Column, ColumnKind};
use crate::platform::view::{Choice, Pager};
use actix_web::web::Query;
use std::collections::BTreeMap;

pub async fn list(web: Web, query: Query<VendorQuery>) -> Answer {
    let filter = query.filter();
    let request = PageRequest::new(query.page, None);
    let asked = filter.clone();
    let (page, people, names) = web
        .read(move |c, ctx| {
            let page = store::list(c, &ctx.scope, &asked, request)?;
            let people = accounts::organisation_people(c, &ctx.scope)?;
            let names = store::manager_names(c, &ctx.scope, &manager_ids(&page.items))?;
            Ok((page, people, names))
        })
        .await?;
    let choice = |value: &str, key: &str| Choice { value: value.to_string(), label: web.word(key) };
    let mut tiers: Vec<Choice> =
        (1..=4).map(|tier| choice(&tier.to_string(), &format!("tiering-tier-{tier}"))).collect();
    tiers.push(choice("none", "tier-none"));
    let view = ListPage {
        pager: Pager::from(&page),
        rows: page.items.iter().map(|vendor| row(vendor, &names)).collect(),
        form: filter_form(&web.path),
        sort: filter.sort.to_string(),
        filtered: filter.q.is_some_and(|q| !q.is_empty())
            || filter.tier.is_some()
            || filter.kind.is_some()
            || filter.status.is_some()
            || filter.manager_id.is_some()
            || filter.preliminary.is_some(),
        tiers,
        kinds: VendorKind::ALL.iter().map(|kind| kind.as_str()).collect(),
        statuses: VendorStatus::ALL.iter().map(|status| status.as_str()).collect(),
        managers: choices_of_people(&people),
        preliminary: vec![choice("true", "vendors-preliminary-true"), choice("false", "vendors-preliminary-false")],
        export_xlsx: export_href("/vendors/export", &web.path, "xlsx"),
        export_csv: export_href("/vendors/export", &web.path, "csv"),
        can_edit: web.can(Permission::RegisterEdit),
        can_import: web.can(Permission::ImportRun),
    };
    web.page("pages/vendors/list", "nav-vendors", &view)
}

fn manager_ids(vendors: &[Vendor]) -> Vec<Id> {
    let mut ids: Vec<Id> = vendors.iter().filter_map(|vendor| vendor.manager_id.clone()).collect();
    ids.sort();
    ids.dedup();
    ids
}

fn row(vendor: &Vendor, names: &BTreeMap<Id, String>) -> VendorRow {
    VendorRow {
        id: vendor.id.to_string(),
        name: vendor.legal_name.clone(),
        org_number: shown_number(vendor.org_number.as_deref()),
        kind: vendor.kind.to_string(),
        status: vendor.status.to_string(),
        tier: vendor.tier,
        tier_preliminary: vendor.tier_preliminary,
        manager: manager_of(names, vendor.manager_id.as_ref()),
    }
}

pub async fn export(web: Web, query: Query<VendorQuery>) -> Answer {
    let filter = query.filter();
    let (vendors, names) = web
        .read(move |c, ctx| {
            let vendors = store::all(c, &ctx.scope, &filter)?;
            let names = store::manager_names(c, &ctx.scope, &manager_ids(&vendors))?;
            Ok((vendors, names))
        })
        .await?;
    let column = |field: &str, width, kind| Column::new(web.word(&format!("vendors-field-{field}")), width, kind);
    let columns = [
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
    ];
    let text = |value: Option<String>| value.map_or(Cell::Empty, Cell::Text);
    let number = |value: Option<i32>| value.map_or(Cell::Empty, |v| Cell::Number(f64::from(v)));
    let rows: Vec<Vec<Cell>> = vendors
        .iter()
        .map(|vendor| {
            vec![
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
            ]
        })
        .collect();
    export_file(&web, &web.word("vendors-export-name"), query.format.as_deref(), &columns, &rows)
}
