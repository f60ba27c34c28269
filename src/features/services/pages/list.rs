//! The list of services and its export.

use super::{today, worth_of};
use crate::access::Permission;
use crate::base::{Id, PageRequest, Result};
use crate::features::services::catalogue::Catalogue;
use crate::features::services::filter::{ClassState, NO_ADMINISTRATION, ServiceFilter, ServiceQuery};
use crate::features::services::model::Audience;
use crate::features::services::records::Service;
use crate::features::services::rules::Verdict;
use crate::features::services::views::{ListPage, ServiceRow, chips};
use crate::features::services::{actions, comparing, store};
use crate::features::vendors::{export_href, export_part, filter_form};
use crate::kit::Ctx;
use crate::kit::web::{Answer, Web};
use crate::platform::db::Db;
use crate::platform::sheets::{Cell, Column, ColumnKind};
use crate::platform::view::{Choice, Pager};
use actix_web::web::Query;
use std::collections::BTreeMap;

/// The filter with what only comparing can tell.
pub fn narrowed(c: &mut Db, ctx: &Ctx, mut filter: ServiceFilter) -> Result<ServiceFilter> {
    if filter.breach {
        filter.ids = Some(comparing::breaching_ids(c, ctx)?);
    }
    Ok(filter)
}

pub async fn list(web: Web, query: Query<ServiceQuery>) -> Answer {
    let filter = query.filter(today(&web));
    let request = PageRequest::new(query.page, None);
    let asked = filter.clone();
    let (page, verdicts, platforms, administrations, waiting) = web
        .read(move |c, ctx| {
            let asked = narrowed(c, ctx, asked)?;
            let page = store::list(c, &ctx.scope, &asked, request)?;
            let verdicts = comparing::verdicts(c, ctx, &page.items)?;
            let waiting =
                store::pending_classifications(c, &ctx.scope)?.len() + store::asked_approvals(c, &ctx.scope)?.len();
            let platforms = store::platform_choices(c, &ctx.scope)?;
            Ok((page, verdicts, platforms, store::administrations(c, &ctx.scope)?, waiting))
        })
        .await?;
    let names: BTreeMap<Id, String> = platforms.iter().cloned().collect();
    let pager = Pager::from(&page);
    let view = ListPage {
        rows: page.items.into_iter().map(|service| row(&web, service, &verdicts, &names)).collect(),
        pager,
        form: filter_form(&web.path),
        sort: filter.sort.to_string(),
        filtered: filter.is_narrowed(),
        platforms: platforms.into_iter().map(|(id, name)| Choice::new(id, name)).collect(),
        administrations: administrations
            .into_iter()
            .map(|name| Choice::new(name.clone(), name))
            .chain([Choice::new(NO_ADMINISTRATION, web.word("services-no-administration"))])
            .collect(),
        breach: vec![Choice::new("1", web.word("services-breach-only"))],
        audiences: Audience::ALL,
        statuses: ServiceQuery::statuses(),
        classes: ClassState::ALL,
        export_xlsx: export_href("/services/export", &web.path, "xlsx"),
        export_csv: export_href("/services/export", &web.path, "csv"),
        waiting,
        can_edit: web.can(Permission::ServiceEdit),
        can_import: web.can(Permission::ImportRun) && web.can(Permission::ServiceEdit),
    };
    web.page("pages/services/list", "nav-services", &view)
}

fn row(web: &Web, service: Service, verdicts: &BTreeMap<Id, Verdict>, platforms: &BTreeMap<Id, String>) -> ServiceRow {
    let verdict = verdicts.get(&service.id).cloned().unwrap_or_default();
    let (worth, summary) = (worth_of(&service, today(web)), verdict.summary(service.platform_id.is_some()));
    ServiceRow {
        chips: chips(service.class(), &verdict.above),
        platform: service.platform_id.as_ref().and_then(|id| platforms.get(id)).cloned(),
        worth_tone: worth.tone(),
        summary_tone: summary.tone(),
        worth,
        summary,
        id: service.id,
        name: service.name,
        administration: service.administration,
        audience: service.audience,
        users_per_day: service.users_per_day,
        status: service.status,
    }
}

pub async fn export(web: Web, query: Query<ServiceQuery>) -> Answer {
    let filter = query.filter(today(&web));
    let (all, verdicts, platforms, types) = web
        .read(move |c, ctx| {
            let filter = narrowed(c, ctx, filter)?;
            let all = store::list(c, &ctx.scope, &filter, PageRequest::REGISTER_FILE)?;
            let verdicts = comparing::verdicts(c, ctx, &all.items)?;
            let platforms: BTreeMap<Id, String> = store::platform_choices(c, &ctx.scope)?.into_iter().collect();
            Ok((all, verdicts, platforms, actions::catalogue(c, ctx)?))
        })
        .await?;
    let rows = all.items.iter().map(|each| cells(&web, each, &verdicts, &platforms, &types)).collect();
    let format = query.format.as_deref();
    export_part(&web, &web.word("services-export-name"), format, &columns(&web), rows, all.total)
}

fn columns(web: &Web) -> Vec<Column> {
    let columns: [(&str, u16, ColumnKind); 17] = [
        ("services-field-name", 40, ColumnKind::Text),
        ("services-field-platform", 26, ColumnKind::Text),
        ("services-field-administration", 24, ColumnKind::Text),
        ("services-field-audience", 12, ColumnKind::Text),
        ("services-letter-c", 6, ColumnKind::Whole),
        ("services-letter-i", 6, ColumnKind::Whole),
        ("services-letter-a", 6, ColumnKind::Whole),
        ("services-letter-t", 6, ColumnKind::Whole),
        ("services-field-types", 40, ColumnKind::Text),
        ("services-field-users", 12, ColumnKind::Whole),
        ("services-field-persons", 12, ColumnKind::Whole),
        ("services-field-fallback", 30, ColumnKind::Wrapped),
        ("services-field-fallback-tested", 14, ColumnKind::Date),
        ("services-field-classified-on", 14, ColumnKind::Date),
        ("services-worth", 20, ColumnKind::Text),
        ("services-verdict", 26, ColumnKind::Text),
        ("services-field-status", 14, ColumnKind::Text),
    ];
    columns.iter().map(|(key, width, kind)| Column::new(web.word(key), *width, *kind)).collect()
}

fn cells(
    web: &Web,
    s: &Service,
    verdicts: &BTreeMap<Id, Verdict>,
    platforms: &BTreeMap<Id, String>,
    types: &Catalogue,
) -> Vec<Cell> {
    let text = |value: Option<&String>| value.map_or(Cell::Empty, Cell::text);
    let number = |value: Option<i32>| value.map_or(Cell::Empty, |v| Cell::Number(f64::from(v)));
    let day = |value: Option<chrono::NaiveDate>| value.map_or(Cell::Empty, Cell::Date);
    let codes = s.type_codes();
    let names: Vec<&str> = codes.iter().map(|code| types.name(code)).collect();
    let summary = verdicts.get(&s.id).cloned().unwrap_or_default().summary(s.platform_id.is_some());
    vec![
        Cell::text(&s.name),
        text(s.platform_id.as_ref().and_then(|id| platforms.get(id))),
        text(s.administration.as_ref()),
        Cell::Text(web.word(&format!("services-audience-{}", s.audience))),
        number(s.class_c),
        number(s.class_i),
        number(s.class_a),
        number(s.class_t),
        Cell::text(names.join("; ")),
        number(s.users_per_day),
        number(s.persons),
        text(s.fallback_routine.as_ref()),
        day(s.fallback_tested_on),
        day(s.classified_on),
        Cell::Text(web.word(&format!("services-worth-{}", worth_of(s, today(web))))),
        Cell::Text(web.word(&format!("services-summary-{summary}"))),
        Cell::Text(web.word(&format!("services-status-{}", s.status))),
    ]
}
