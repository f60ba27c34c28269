//! Platforms: what each can protect, and everything on it that it cannot.

use super::{history, level_of, reasons};
use crate::access::Permission;
use crate::base::Id;
use crate::features::services::catalogue::Catalogue;
use crate::features::services::comparing::{self, Compared, PlatformReport};
use crate::features::services::model::{Aspect, Class};
use crate::features::services::records::{Platform, PlatformRule};
use crate::features::services::rules;
use crate::features::services::views::{
    AdministrationRow, BreachRow, DistributionRow, MatrixCell, MatrixRow, PlatformListPage, PlatformPage, PlatformRow,
    RuleRow, chips,
};
use crate::features::services::{actions, store};
use crate::features::vendors::{self, export_file};
use crate::kit::audit;
use crate::kit::web::{Answer, Params, Web, export_whole};
use crate::platform::sheets::{Cell, Column, ColumnKind};
use crate::platform::view::Choice;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use std::collections::BTreeMap;
use std::slice::from_ref;

/// A longer list is for the export.
const SHOWN: usize = 300;

pub async fn list(web: Web, query: Query<Params>) -> Answer {
    let (platforms, stored, compared, types, names) = web
        .read(|c, ctx| {
            let platforms = store::all_platforms(c, &ctx.scope)?;
            let ids: Vec<Id> = platforms.iter().filter_map(|p| p.vendor_id.clone()).collect();
            let names = vendors::names(c, &ctx.scope, &ids)?;
            let stored = store::platform_rules_of(c, &ctx.scope, None)?;
            Ok((platforms, stored, comparing::compare_portfolio(c, ctx)?, actions::catalogue(c, ctx)?, names))
        })
        .await?;
    let body = PlatformListPage {
        rows: platforms.iter().map(|p| platform_row(p, &compared, &names)).collect(),
        matrix: matrix(&types, &platforms, &stored),
        heads: platforms.iter().map(|p| Choice::new(&p.id, p.name.clone())).collect(),
        can_edit: web.can(Permission::ServiceEdit),
    };
    if query.asks_for_file() {
        return file(&web, &query, &body.rows);
    }
    let crumbs = super::crumbs(&web);
    web.page_titled(StatusCode::OK, "pages/services/platforms", web.word("services-platforms"), crumbs, &body)
}

fn file(web: &Web, params: &Params, rows: &[PlatformRow]) -> Answer {
    let columns = [
        ("services-field-platform", 36, ColumnKind::Text),
        ("services-letter-c", 6, ColumnKind::Whole),
        ("services-letter-i", 6, ColumnKind::Whole),
        ("services-letter-a", 6, ColumnKind::Whole),
        ("services-letter-t", 6, ColumnKind::Whole),
        ("services-vendor", 36, ColumnKind::Text),
        ("services-count", 12, ColumnKind::Whole),
        ("services-breaches", 12, ColumnKind::Whole),
        ("services-unclassified-word", 12, ColumnKind::Whole),
    ];
    let cells = |row: &PlatformRow| {
        let level = |aspect| Cell::maybe_count(level_of(&row.ceiling, aspect));
        vec![
            Cell::text(&row.name),
            level(Aspect::C),
            level(Aspect::I),
            level(Aspect::A),
            level(Aspect::T),
            Cell::maybe(row.vendor_name.as_deref()),
            Cell::count(row.services),
            Cell::count(row.breaches),
            Cell::count(row.unclassified),
        ]
    };
    export_whole(web, params, "services-platforms", &columns, rows.iter().map(cells).collect())
}

fn platform_row(platform: &Platform, compared: &[Compared], names: &BTreeMap<Id, String>) -> PlatformRow {
    let own: Vec<&Compared> = compared.iter().filter(|c| c.line.platform_id.as_ref() == Some(&platform.id)).collect();
    let breaches = own.iter().filter(|each| each.verdict.is_breach()).count();
    PlatformRow {
        id: platform.id.clone(),
        name: platform.name.clone(),
        vendor_name: platform.vendor_id.as_ref().and_then(|id| names.get(id)).cloned(),
        vendor_id: platform.vendor_id.clone(),
        ceiling: chips(platform.ceiling(), &[]),
        services: own.len(),
        breaches,
        share: (breaches * 100 + own.len() / 2).checked_div(own.len()),
        unclassified: own.iter().filter(|each| each.verdict.unclassified).count(),
    }
}

/// Every type on every platform (domain.md 1.3 row 61).
fn matrix(types: &Catalogue, platforms: &[Platform], stored: &[PlatformRule]) -> Vec<MatrixRow> {
    let by: BTreeMap<(&Id, &str), &PlatformRule> =
        stored.iter().map(|rule| ((&rule.platform_id, rule.type_code.as_str()), rule)).collect();
    let cell = |platform: &Platform, code: &str, class: Class| {
        let strength = by.get(&(&platform.id, code)).map(|rule| rule.strength);
        let fit = rules::fit(class, platform.ceiling(), strength);
        MatrixCell { platform_id: platform.id.clone(), platform: platform.name.clone(), fit, tone: fit.tone() }
    };
    types
        .types
        .iter()
        .map(|each| MatrixRow {
            code: each.code.clone(),
            name: each.name.clone(),
            chips: chips(each.class, &[]),
            cells: platforms.iter().map(|p| cell(p, &each.code, each.class)).collect(),
        })
        .collect()
}

fn breach_row(web: &Web, types: &Catalogue, each: &Compared) -> BreachRow {
    let summary = each.verdict.summary(true);
    let mut said = reasons(web, types, &each.verdict);
    if each.line.reclassify {
        said.push(web.word("services-changed-reason"));
    } else if each.old {
        said.push(web.word("services-old-reason"));
    }
    BreachRow {
        id: each.line.id.clone(),
        name: each.line.name.clone(),
        administration: each.line.administration.clone(),
        users_per_day: each.line.users_per_day,
        chips: chips(each.line.class(), &each.verdict.above),
        summary,
        summary_tone: summary.tone(),
        reasons: said,
    }
}

fn rule_rows(report: &PlatformReport) -> Vec<RuleRow> {
    let ceiling = report.platform.ceiling();
    let missing = report.platform.missing_capabilities();
    let mut handled: BTreeMap<String, usize> = BTreeMap::new();
    for code in report.compared.iter().flat_map(|each| each.line.type_codes()) {
        *handled.entry(code).or_default() += 1;
    }
    report
        .types
        .types
        .iter()
        .map(|each| {
            let rule = report.rules.iter().find(|rule| rule.type_code == each.code);
            let fit = rules::fit(each.class, ceiling, rule.map(|rule| rule.strength));
            let legal = rule.and_then(|rule| rule.legal_source.clone()).or_else(|| each.legal_basis.clone());
            RuleRow {
                code: each.code.clone(),
                name: each.name.clone(),
                chips: chips(each.class, &[]),
                fit,
                fit_tone: fit.tone(),
                strength: rule.map(|rule| rule.strength),
                unverified: legal.is_some() && legal == each.legal_basis && !each.legal_verified,
                legal,
                evidence: rule.and_then(|rule| rule.evidence.clone()),
                decided_by_name: rule.map(|rule| rule.decided_by_name.clone()),
                missing: rules::missing_for(each, &missing),
                services: handled.get(&each.code).copied().unwrap_or(0),
            }
        })
        .collect()
}

pub async fn show(web: Web, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let (report, vendor, events) = web
        .read(move |c, ctx| {
            let report = comparing::report(c, ctx, &id)?;
            let vendor = match &report.platform.vendor_id {
                Some(vendor_id) => vendors::names(c, &ctx.scope, from_ref(vendor_id))?.remove(vendor_id),
                None => None,
            };
            Ok((report, vendor, audit::history(c, ctx, &id)?))
        })
        .await?;
    let others = report
        .compared
        .iter()
        .filter(|each| !each.verdict.is_breach() && (!each.verdict.is_clear() || each.old || each.line.reclassify));
    let platform = &report.platform;
    let distribution = |(aspect, cells): (&Aspect, &[usize; 5])| DistributionRow {
        aspect: *aspect,
        cells: cells.to_vec(),
        ceiling: platform.ceiling().get(*aspect),
    };
    let body = PlatformPage {
        id: platform.id.clone(),
        name: platform.name.clone(),
        version: platform.version,
        description: platform.description.clone(),
        evidence: platform.evidence.clone(),
        vendor_id: platform.vendor_id.clone(),
        vendor_name: vendor,
        ceiling: chips(platform.ceiling(), &[]),
        missing: platform.missing_capabilities(),
        counts: (&report.counts).into(),
        breaches: report.breaches().take(SHOWN).map(|each| breach_row(&web, &report.types, each)).collect(),
        others: others.take(SHOWN).map(|each| breach_row(&web, &report.types, each)).collect(),
        distribution: report.distribution.iter().map(distribution).collect(),
        administrations: report
            .administrations
            .iter()
            .map(|(name, (total, breaches, unclassified))| AdministrationRow {
                administration: name.clone(),
                total: *total,
                breaches: *breaches,
                unclassified: *unclassified,
            })
            .collect(),
        rules: rule_rows(&report),
        events: history(&web, events),
        shown_at_most: SHOWN,
        can_edit: web.can(Permission::ServiceEdit),
    };
    let crumbs = crumbs(&web);
    web.page_titled(StatusCode::OK, "pages/services/platform", body.name.clone(), crumbs, &body)
}

pub fn crumbs(web: &Web) -> Vec<(String, String)> {
    let mut all = super::crumbs(web);
    all.push((web.word("services-platforms"), "/platforms".to_string()));
    all
}

/// The list of breaches as a file.
pub async fn export(web: Web, id: Path<Id>, query: Query<Params>) -> Answer {
    let id = id.into_inner();
    let report = web.read(move |c, ctx| comparing::report(c, ctx, &id)).await?;
    let head = |key: &str, width, kind| Column::new(web.word(key), width, kind);
    let columns = [
        head("services-field-name", 40, ColumnKind::Text),
        head("services-field-administration", 24, ColumnKind::Text),
        head("services-field-class", 16, ColumnKind::Text),
        head("services-verdict", 24, ColumnKind::Text),
        head("services-why-breach", 60, ColumnKind::Wrapped),
        head("services-field-users", 12, ColumnKind::Whole),
    ];
    let rows: Vec<Vec<Cell>> = report
        .breaches()
        .map(|each| {
            vec![
                Cell::text(&each.line.name),
                each.line.administration.as_ref().map_or(Cell::Empty, Cell::text),
                Cell::Text(each.line.class().letters()),
                Cell::Text(web.word(&format!("services-summary-{}", each.verdict.summary(true)))),
                Cell::Text(reasons(&web, &report.types, &each.verdict).join("\n")),
                each.line.users_per_day.map_or(Cell::Empty, |n| Cell::Number(f64::from(n))),
            ]
        })
        .collect();
    let name = web.word_with("services-breach-export", &[("platform", report.platform.name.clone())]);
    export_file(&web, &name, query.text("format").as_deref(), &columns, &rows)
}
