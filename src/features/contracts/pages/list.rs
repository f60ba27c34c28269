//! The list of contracts, its export, and the contracts of one vendor.

use crate::access::{Permission, Scope};
use crate::base::{Id, Language, PageRequest, Result};
use crate::features::accounts;
use crate::features::contracts::filter::ContractQuery;
use crate::features::contracts::records::Contract;
use crate::features::contracts::store;
use crate::features::contracts::views::{ContractRow, ListPage, VendorContractsPage};
use crate::features::controls::catalogue;
use crate::features::tiering;
use crate::features::vendors::{self, Choice};
use crate::features::vendors::{choices_of_people, export_href, export_part, filter_form, head};
use crate::kit::web::{Answer, Web};
use crate::platform::db::Db;
use crate::platform::sheets::{Cell, Column, ColumnKind};
use crate::platform::view::Pager;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use std::collections::BTreeMap;

pub(super) type Names = BTreeMap<Id, String>;

/// The names of the vendors and the managers of the contracts: two queries.
pub(super) fn names(c: &mut Db, scope: &Scope, contracts: &[Contract]) -> Result<(Names, Names)> {
    let unique = |mut ids: Vec<Id>| {
        ids.sort();
        ids.dedup();
        ids
    };
    let vendor_ids = unique(contracts.iter().map(|contract| contract.vendor_id.clone()).collect());
    let manager_ids = unique(contracts.iter().filter_map(|contract| contract.manager_id.clone()).collect());
    Ok((vendors::names(c, scope, &vendor_ids)?, vendors::manager_names(c, scope, &manager_ids)?))
}

fn row(contract: &Contract, (vendors, managers): &(Names, Names)) -> ContractRow {
    ContractRow {
        id: contract.id.to_string(),
        reference: contract.reference.clone(),
        title: contract.title.clone(),
        vendor_id: contract.vendor_id.to_string(),
        vendor: vendors.get(&contract.vendor_id).cloned().unwrap_or_default(),
        starts_on: contract.starts_on,
        ends_on: contract.ends_on,
        annual_value_sek: contract.annual_value_sek,
        manager: contract.manager_id.as_ref().and_then(|id| managers.get(id)).cloned(),
    }
}

/// The clauses of the catalogue in force, as the filter offers them.
fn clause_choices(language: Language) -> Vec<Choice> {
    let all = catalogue().current_clauses().entries.iter();
    all.map(|clause| {
        let title = if language == Language::Sv { &clause.title_sv } else { &clause.title_en };
        Choice::new(&clause.id, format!("{} {title}", clause.id))
    })
    .collect()
}

pub async fn list(web: Web, query: Query<ContractQuery>) -> Answer {
    let filter = query.filter(web.ctx()?.today());
    let request = PageRequest::new(query.page, None);
    let asked = filter.clone();
    let (page, names, people, vendor) = web
        .read(move |c, ctx| {
            let page = store::list(c, &ctx.scope, &asked, request)?;
            let names = names(c, &ctx.scope, &page.items)?;
            let people = accounts::organisation_people(c, &ctx.scope)?;
            let vendor = asked.vendor_id.as_ref().map(|id| vendors::find(c, &ctx.scope, id)).transpose()?;
            Ok((page, names, people, vendor))
        })
        .await?;
    let view = ListPage {
        pager: Pager::from(&page),
        rows: page.items.iter().map(|contract| row(contract, &names)).collect(),
        form: filter_form(&web.path),
        sort: filter.sort.to_string(),
        filtered: filter.q.is_some_and(|q| !q.is_empty())
            || filter.manager_id.is_some()
            || filter.ending.is_some()
            || filter.clause.is_some(),
        vendor: vendor.map(|vendor| Choice { value: vendor.id.to_string(), label: vendor.legal_name }),
        managers: choices_of_people(&people),
        ending: vec![Choice { value: "soon".to_string(), label: web.word("contracts-ending-soon") }],
        clauses: clause_choices(web.language()),
        states: vec!["not_met", "partly", "met", "absent"],
        export_xlsx: export_href("/contracts/export", &web.path, "xlsx"),
        export_csv: export_href("/contracts/export", &web.path, "csv"),
        can_edit: web.can(Permission::RegisterEdit),
    };
    web.page("pages/contracts/list", "nav-contracts", &view)
}

pub async fn of_vendor(web: Web, id: Path<Id>) -> Answer {
    let (vendor, manager, contracts, names, model) = web
        .read(move |c, ctx| {
            let vendor = vendors::find(c, &ctx.scope, &id)?;
            let manager = vendor.manager_id.as_ref().map(|m| accounts::person_name(c, m)).transpose()?.flatten();
            let contracts = store::of_vendor(c, &ctx.scope, &id)?;
            let names = names(c, &ctx.scope, &contracts)?;
            let model = tiering::model_on(c, &ctx.scope, ctx.today())?;
            Ok((vendor, manager, contracts, names, model))
        })
        .await?;
    let page = VendorContractsPage {
        head: head(&web, &vendor, manager, "contracts").by(&web, &model),
        rows: contracts.iter().map(|contract| row(contract, &names)).collect(),
    };
    let crumbs = vec![(web.word("nav-vendors"), "/vendors".to_string())];
    web.page_titled(StatusCode::OK, "pages/contracts/of_vendor", vendor.legal_name, crumbs, &page)
}

pub async fn export(web: Web, query: Query<ContractQuery>) -> Answer {
    let filter = query.filter(web.ctx()?.today());
    let (contracts, names) = web
        .read(move |c, ctx| {
            let contracts = store::list(c, &ctx.scope, &filter, PageRequest::REGISTER_FILE)?;
            let names = names(c, &ctx.scope, &contracts.items)?;
            Ok((contracts, names))
        })
        .await?;
    let column = |field: &str, width, kind| Column::new(web.word(&format!("contracts-field-{field}")), width, kind);
    let columns = [
        column("reference", 18, ColumnKind::Text),
        column("diary-number", 18, ColumnKind::Text),
        column("title", 40, ColumnKind::Text),
        column("vendor-id", 40, ColumnKind::Text),
        column("starts-on", 12, ColumnKind::Date),
        column("ends-on", 12, ColumnKind::Date),
        column("notice-months", 14, ColumnKind::Whole),
        column("annual-value-sek", 18, ColumnKind::Money),
        column("manager-id", 28, ColumnKind::Text),
    ];
    let text = |value: Option<String>| value.map_or(Cell::Empty, Cell::Text);
    // Kronor below 10^12 are exact in a spreadsheet's numbers.
    let kronor = |value: Option<i64>| value.and_then(|v| v.to_string().parse().ok()).map_or(Cell::Empty, Cell::Number);
    let rows: Vec<Vec<Cell>> = contracts
        .items
        .iter()
        .map(|contract| {
            let shown = row(contract, &names);
            vec![
                Cell::Text(shown.reference),
                text(contract.diary_number.clone()),
                Cell::Text(shown.title),
                Cell::Text(shown.vendor),
                contract.starts_on.map_or(Cell::Empty, Cell::Date),
                contract.ends_on.map_or(Cell::Empty, Cell::Date),
                contract.notice_months.map_or(Cell::Empty, |months| Cell::Number(f64::from(months))),
                kronor(contract.annual_value_sek),
                text(shown.manager),
            ]
        })
        .collect();
    let format = query.format.as_deref();
    export_part(&web, &web.word("contracts-export-name"), format, &columns, rows, contracts.total)
}
