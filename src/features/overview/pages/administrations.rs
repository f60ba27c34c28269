//! The portfolio by administration, and the vendors behind one.

use super::{crumbs, tabs};
use crate::base::Refusal;
use crate::features::overview::actions;
use crate::features::overview::rules::{Administration, VendorBehind};
use crate::features::overview::views::{AdministrationRow, AdministrationsPage};
use crate::features::services;
use crate::features::vendors::{export_file, export_href};
use crate::kit::web::{Answer, Params, Web};
use crate::platform::sheets::{Cell, Column, ColumnKind};
use actix_web::http::StatusCode;
use actix_web::web::Query;

const BASE: &str = "/overview/administrations";
/// The services that name no administration, in an address.
const NONE: &str = "-";

pub async fn show(web: Web, query: Query<Params>) -> Answer {
    let all = web.read(actions::administrations).await?;
    let asked = query.text("name");
    let is_asked = |row: &Administration| asked.as_deref() == Some(row.name.as_deref().unwrap_or(NONE));
    let chosen = all.iter().find(|row| is_asked(row)).cloned();
    if asked.is_some() && chosen.is_none() {
        return Err(Refusal::NotFound);
    }
    let name = |row: &Administration| row.name.clone().unwrap_or_else(|| web.word("overview-no-administration"));
    if let Some(format) = query.text("format") {
        return match &chosen {
            Some(row) => export_behind(&web, &format, &row.behind),
            None => export_all(&web, &format, &all, name),
        };
    }
    let link = |row: &Administration| {
        let key: String =
            url::form_urlencoded::byte_serialize(row.name.as_deref().unwrap_or(NONE).as_bytes()).collect();
        format!("{BASE}?name={key}#vendors")
    };
    let body = AdministrationsPage {
        tabs: tabs(&web, BASE),
        chosen: chosen.as_ref().map(name),
        behind: chosen.map(|row| row.behind).unwrap_or_default(),
        rows: all
            .iter()
            .map(|row| AdministrationRow {
                name: name(row),
                href: link(row),
                services: services::running_href(row.name.as_deref()),
                row: Administration { behind: Vec::new(), ..row.clone() },
            })
            .collect(),
        export_xlsx: export_href(BASE, &web.path, "xlsx"),
        export_csv: export_href(BASE, &web.path, "csv"),
    };
    let title = web.word("overview-administrations-title");
    web.page_titled(StatusCode::OK, "pages/overview/administrations", title, crumbs(&web), &body)
}

fn count(value: usize) -> Cell {
    Cell::Number(u32::try_from(value).map_or(f64::from(u32::MAX), f64::from))
}

fn sum(value: i64) -> Cell {
    Cell::Number(u32::try_from(value).map_or(f64::from(u32::MAX), f64::from))
}

fn export_all(web: &Web, format: &str, all: &[Administration], name: impl Fn(&Administration) -> String) -> Answer {
    let head = |key: &str, width, kind| Column::new(web.word(key), width, kind);
    let columns = [
        head("overview-administration", 40, ColumnKind::Text),
        head("overview-services", 12, ColumnKind::Whole),
        head("overview-breaches", 14, ColumnKind::Whole),
        head("overview-unclassified", 16, ColumnKind::Whole),
        head("overview-vendors-behind", 14, ColumnKind::Whole),
        head("overview-critical-behind", 14, ColumnKind::Whole),
        head("overview-findings-behind", 16, ColumnKind::Whole),
        head("overview-late-behind", 18, ColumnKind::Whole),
    ];
    let cells = |row: &Administration| {
        vec![
            Cell::text(name(row)),
            count(row.services),
            count(row.breaches),
            count(row.unclassified),
            count(row.vendors),
            count(row.critical),
            sum(row.open_findings),
            sum(row.late_actions),
        ]
    };
    let rows: Vec<Vec<Cell>> = all.iter().map(cells).collect();
    export_file(web, &web.word("overview-administrations-export"), Some(format), &columns, &rows)
}

fn export_behind(web: &Web, format: &str, behind: &[VendorBehind]) -> Answer {
    let head = |key: &str, width, kind| Column::new(web.word(key), width, kind);
    let columns = [
        head("overview-field-name", 40, ColumnKind::Text),
        head("tier-label", 8, ColumnKind::Whole),
        head("overview-findings-behind", 16, ColumnKind::Whole),
        head("overview-late-behind", 18, ColumnKind::Whole),
    ];
    let cells = |row: &VendorBehind| {
        let tier = row.tier.map_or(Cell::Empty, |tier| Cell::Number(f64::from(tier)));
        vec![Cell::text(&row.name), tier, sum(row.open_findings), sum(row.late_actions)]
    };
    let rows: Vec<Vec<Cell>> = behind.iter().map(cells).collect();
    export_file(web, &web.word("overview-vendors-export"), Some(format), &columns, &rows)
}
