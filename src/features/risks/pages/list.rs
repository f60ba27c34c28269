//! The register of risks with its heat map, its export, and the starter library.

use super::{heat, levels};
use crate::access::Permission;
use crate::base::refusal::{Refusal, Result};
use crate::base::{Id, Language, PageRequest};
use crate::features::risks::model::{ConsequenceCategory, RiskLevel, RiskState};
use crate::features::risks::parameters::starters;
use crate::features::risks::records::Risk;
use crate::features::risks::rules::table::Span;
use crate::features::risks::store::{self, Placed, RiskFilter, RiskSort, RiskView};
use crate::features::risks::tables;
use crate::features::risks::views::{LibraryPage, ListPage, Row, StarterCard};
use crate::features::vendors::{export_href, export_part};
use crate::features::{chains, services, vendors};
use crate::kit::Ctx;
use crate::kit::web::{Answer, Params, Web};
use crate::platform::db::Db;
use crate::platform::sheets::{Cell, Column, ColumnKind};
use crate::platform::view::Pager;
use actix_web::web::Query;
use std::collections::BTreeMap;

/// What the address asks for. Without a state: every open one on the page, everything through the API.
pub fn filter(params: &Params, fallback: &str, ctx: &Ctx) -> Result<RiskFilter> {
    let state = params.text("state").unwrap_or_else(|| fallback.to_string());
    let known = match state.as_str() {
        "open_only" | "all" => None,
        other => Some(other.parse::<RiskState>().map_err(|_| Refusal::invalid("state", "error-choice"))?),
    };
    let cell = match (params.parsed("likelihood")?, params.parsed("consequence")?) {
        (Some(s), Some(k)) => Some((params.parsed("view")?.unwrap_or(RiskView::Residual), s, k)),
        _ => None,
    };
    Ok(RiskFilter {
        q: params.text("q"),
        state: known,
        open_only: state == "open_only",
        level: params.parsed("level")?,
        category: params.parsed("category")?,
        vendor_id: params.parsed("vendor_id")?,
        node_id: params.parsed("node_id")?,
        service_id: params.parsed("service_id")?,
        overdue_on: params.text("overdue").is_some().then(|| ctx.today()),
        cell,
        sort: params.parsed("sort")?,
    })
}

fn vendor_names(c: &mut Db, ctx: &Ctx, risks: &[Risk]) -> Result<BTreeMap<Id, String>> {
    let ids: Vec<Id> = risks.iter().filter_map(|risk| risk.vendor_id.clone()).collect();
    vendors::names(c, &ctx.scope, &ids)
}

fn row(risk: Risk, names: &BTreeMap<Id, String>, ctx: &Ctx) -> Row {
    let open = risk.state != RiskState::Closed;
    Row {
        vendor_name: risk.vendor_id.as_ref().and_then(|id| names.get(id).cloned()),
        overdue: open && risk.review_on.is_some_and(|day| day < ctx.today()),
        id: risk.id,
        number: risk.number,
        title: risk.title,
        category: risk.category,
        state: risk.state,
        level: risk.level,
        residual_level: risk.residual_level,
        vendor_id: risk.vendor_id,
        owner_name: risk.owner_name,
        review_on: risk.review_on,
    }
}

/// How many risks touch a cell, of those that were assessed by the same table.
pub fn touching(placed: &[Placed], table: &str, likelihood: i32, consequence: i32) -> i64 {
    let touches = |p: &&Placed| {
        let span = |low: Option<i32>, high: Option<i32>| Some(Span { low: low?, high: high? });
        let (s, k) = (span(p.likelihood_low, p.likelihood_high), span(p.consequence_low, p.consequence_high));
        p.table_version.as_deref() == Some(table)
            && s.is_some_and(|s| s.holds(likelihood))
            && k.is_some_and(|k| k.holds(consequence))
    };
    placed.iter().filter(touches).map(|p| p.count).sum()
}

/// `/risks`: filters `q`, `state`, `level`, `category`, `vendor_id`, `node_id`, `service_id`, `overdue`, and a cell of the heat map.
pub async fn list(web: Web, query: Query<Params>) -> Answer {
    let params = query.into_inner();
    let filter = filter(&params, "open_only", web.ctx()?)?;
    let (asked, view) = (params.page(), params.parsed::<RiskView>("view")?.unwrap_or(RiskView::Residual));
    let wanted = filter.clone();
    let (page, names, placed, table, about) = web
        .read(move |c, ctx| {
            let page = store::list(c, &ctx.scope, &wanted, asked)?;
            let names = vendor_names(c, ctx, &page.items)?;
            let vendor = wanted.vendor_id.as_ref().map(|id| vendors::find(c, &ctx.scope, id)).transpose()?;
            let node = wanted.node_id.as_ref().map(|id| chains::find_node(c, &ctx.scope, id)).transpose()?;
            let service = wanted.service_id.as_ref().map(|id| services::find(c, &ctx.scope, id)).transpose()?;
            let about = (vendor.map(|v| v.legal_name), node.map(|n| n.name), service.map(|s| s.name));
            let placed = store::heat_map(c, &ctx.scope, view)?;
            let table = tables::current(c, ctx)?;
            Ok((page, names, placed, table, about))
        })
        .await?;
    let count = |keep: &dyn Fn(&Placed) -> bool| placed.iter().filter(|p| keep(p)).map(|p| p.count).sum();
    let href = |s: i32, k: i32| format!("/risks?view={view}&likelihood={s}&consequence={k}#list");
    let ctx = web.ctx()?;
    let mut form = params.state();
    form.values.entry("state".to_string()).or_insert_with(|| "open_only".to_string());
    form.values.entry("sort".to_string()).or_insert_with(|| RiskSort::Worst.to_string());
    let body = ListPage {
        form,
        pager: Pager::from(&page),
        heat: heat(&web, &table, |s, k| {
            let count = touching(&placed, &table.version, s, k);
            (count, (count > 0).then(|| href(s, k)), false, false)
        }),
        view: view.as_str(),
        unassessed: count(&|p| p.table_version.is_none()),
        other_tables: count(&|p| p.table_version.as_ref().is_some_and(|v| *v != table.version)),
        cell: filter.cell.map(|(_, s, k)| format!("{} {}", levels("S", Span::new(s, s)), levels("K", Span::new(k, k)))),
        new_href: new_href(&filter),
        vendor_name: about.0,
        node_name: about.1,
        service_name: about.2,
        rows: page.items.into_iter().map(|risk| row(risk, &names, ctx)).collect(),
        states: ["open_only"].into_iter().chain(RiskState::ALL.iter().map(|s| s.as_str())).chain(["all"]).collect(),
        levels: RiskLevel::ALL,
        categories: ConsequenceCategory::ALL,
        sorts: RiskSort::ALL.iter().map(|sort| sort.as_str()).collect(),
        xlsx_href: export_href("/risks/export", &web.path, "xlsx"),
        csv_href: export_href("/risks/export", &web.path, "csv"),
        can_edit: web.can(Permission::RiskEdit),
        can_model: web.can(Permission::ModelEdit),
    };
    web.page("pages/risks/list", "risks-title", &body)
}

/// Where a new risk is begun: with what the list is narrowed to, else among the starters.
fn new_href(filter: &RiskFilter) -> String {
    let ties = [("vendor_id", &filter.vendor_id), ("node_id", &filter.node_id), ("service_id", &filter.service_id)];
    let tied: Vec<String> =
        ties.into_iter().filter_map(|(field, id)| id.as_ref().map(|id| format!("{field}={id}"))).collect();
    if tied.is_empty() { "/risks/library".to_string() } else { format!("/risks/new?{}", tied.join("&")) }
}

/// The list as a sheet, filtered as the page is.
pub async fn export(web: Web, query: Query<Params>) -> Answer {
    let params = query.into_inner();
    let filter = filter(&params, "open_only", web.ctx()?)?;
    let (risks, names) = web
        .read(move |c, ctx| {
            let risks = store::list(c, &ctx.scope, &filter, PageRequest::FILE)?;
            let names = vendor_names(c, ctx, &risks.items)?;
            Ok((risks, names))
        })
        .await?;
    let column = |key: &str, width, kind| Column::new(web.word(key), width, kind);
    let columns = [
        column("risks-number", 8, ColumnKind::Whole),
        column("risks-field-title", 40, ColumnKind::Text),
        column("risks-threat", 40, ColumnKind::Wrapped),
        column("risks-asset", 40, ColumnKind::Wrapped),
        column("risks-category", 24, ColumnKind::Text),
        column("risks-vendor", 32, ColumnKind::Text),
        column("common-status", 16, ColumnKind::Text),
        column("risks-likelihood", 12, ColumnKind::Text),
        column("risks-residual-likelihood", 12, ColumnKind::Text),
        column("risks-consequence", 12, ColumnKind::Text),
        column("risks-level", 14, ColumnKind::Text),
        column("risks-residual-level", 14, ColumnKind::Text),
        column("risks-owner", 24, ColumnKind::Text),
        column("risks-review-on", 12, ColumnKind::Date),
    ];
    let span = |letter: &str, span: Option<Span>| span.map_or(Cell::Empty, |span| Cell::Text(levels(letter, span)));
    let level = |level: Option<RiskLevel>| {
        let key = level.map_or("risks-level-none".to_string(), |level| format!("risks-level-{level}"));
        Cell::Text(web.word(&key))
    };
    let rows: Vec<Vec<Cell>> = risks
        .items
        .iter()
        .map(|risk| {
            let vendor = risk.vendor_id.as_ref().and_then(|id| names.get(id).cloned());
            vec![
                Cell::Number(f64::from(risk.number)),
                Cell::Text(risk.title.clone()),
                Cell::Text(risk.threat.clone()),
                Cell::Text(risk.asset.clone()),
                Cell::Text(web.word(&format!("risks-category-{}", risk.category))),
                vendor.map_or(Cell::Empty, Cell::Text),
                Cell::Text(web.word(&format!("risks-state-{}", risk.state))),
                span("S", risk.likelihood()),
                span("S", risk.residual_likelihood()),
                span("K", risk.consequence()),
                level(risk.level),
                level(risk.residual_level),
                Cell::Text(risk.owner_name.clone()),
                risk.review_on.map_or(Cell::Empty, Cell::Date),
            ]
        })
        .collect();
    let format = params.text("format");
    export_part(&web, &web.word("risks-export-name"), format.as_deref(), &columns, rows, risks.total)
}

/// `/risks/library`: scenarios to begin with.
pub async fn library(web: Web) -> Answer {
    let risks = web.read(|c, ctx| store::all(c, &ctx.scope, &RiskFilter::default())).await?;
    let language: Language = web.language();
    let card = |starter: &crate::features::risks::parameters::Starter| {
        let text = starter.text(language);
        StarterCard {
            key: starter.key.clone(),
            title: text.title.clone(),
            threat: text.threat.clone(),
            asset: text.asset.clone(),
            category: starter.category,
            controls: starter.controls.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>().join(", "),
            used: risks.iter().filter(|risk| risk.scenario.as_deref() == Some(&starter.key)).count(),
        }
    };
    let body = LibraryPage { starters: starters().iter().map(card).collect(), can_edit: web.can(Permission::RiskEdit) };
    let crumbs = vec![(web.word("risks-title"), "/risks".to_string())];
    let title = web.word("risks-library");
    web.page_titled(actix_web::http::StatusCode::OK, "pages/risks/library", title, crumbs, &body)
}
