//! Packages for the e-archive.

use super::{register, types};
use crate::access::Permission;
use crate::base::{Id, Refusal, Result};
use crate::features::records::actions;
use crate::features::records::model::RecordKind;
use crate::features::records::rows::ArchivePackage;
use crate::features::records::store::{self, RecordFilter};
use crate::features::records::views::{PackageLine, PackagesPage};
use crate::kit::Ctx;
use crate::kit::web::{Answer, Params, Posted, Web, export_list};
use crate::platform::db::Db;
use crate::platform::sheets::{Cell, ColumnKind};
use crate::platform::view::Pager;
use actix_web::web::{Path, Query};

/// The filter of the register says what the next package takes.
pub async fn list(web: Web, query: Query<Params>) -> Answer {
    let params = query.into_inner();
    let (asked, is_file) = (params.page_or_file(), params.asks_for_file());
    let (pager, rows, types) = web
        .read(move |c, ctx| {
            let page = store::packages(c, &ctx.scope, asked)?;
            let pager = Pager::from(&page);
            // the file has no list of records
            let bare = |package| PackageLine { package, records: Vec::new(), is_gone: false };
            let rows = if is_file { page.items.into_iter().map(bare).collect() } else { lines(c, ctx, page.items)? };
            Ok((pager, rows, types(ctx)))
        })
        .await?;
    if is_file {
        return file(&web, &params, &rows, pager.total);
    }
    let body = PackagesPage {
        rows,
        pager,
        form: params.state(),
        types,
        kinds: RecordKind::ALL,
        can_edit: web.can(Permission::RecordEdit),
    };
    web.page("pages/records/packages", "records-packages", &body)
}

fn file(web: &Web, params: &Params, rows: &[PackageLine], total: i64) -> Answer {
    let columns = [
        ("records-number", 8, ColumnKind::Whole),
        ("records-count", 12, ColumnKind::Whole),
        ("records-made", 12, ColumnKind::Date),
        ("records-package-by", 26, ColumnKind::Text),
        ("records-package-sha256", 66, ColumnKind::Text),
    ];
    let cells = |row: &PackageLine| {
        vec![
            Cell::count(row.package.number),
            Cell::count(row.package.record_count),
            Cell::day(row.package.created_at),
            Cell::text(&row.package.created_by_name),
            Cell::text(&row.package.sha256),
        ]
    };
    export_list(web, params, "records-packages", &columns, rows.iter().map(cells).collect(), total)
}

/// Each package with the records that are in it.
pub fn lines(c: &mut Db, ctx: &Ctx, packages: Vec<ArchivePackage>) -> Result<Vec<PackageLine>> {
    let known = store::packed_records(c, &ctx.scope, &packages)?;
    let mut lines = Vec::new();
    for package in packages {
        let records = package.records()?.iter().filter_map(|id| known.get(id)).cloned().collect();
        lines.push(PackageLine { is_gone: package.is_gone(&known)?, records, package });
    }
    Ok(lines)
}

pub async fn create(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let names = ["kind", "type_key", "from", "to", "q"];
    let chosen = names.iter().filter_map(|name| fields.optional(name).map(|value| ((*name).to_string(), value)));
    let filter = register::filter(&Params::of(chosen));
    let made = pack(&web, filter).await?;
    let args = [("number", made.number.to_string())];
    web.redirect_saying("/archive-packages", "ok", "records-package-made", &args)
}

/// Packs off the async threads; the page and the API ask it.
pub async fn pack(web: &Web, filter: RecordFilter) -> Result<ArchivePackage> {
    let (app, ctx) = (web.app.clone(), web.ctx()?.clone());
    tokio::task::spawn_blocking(move || actions::pack(&app, &ctx, &filter)).await.map_err(Refusal::fault)?
}

/// The package as it was kept, held against its SHA-256 and sent piece by piece.
pub async fn package(web: Web, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let row = web.read(move |c, ctx| actions::packed(c, ctx, &id)).await?;
    let (app, sha256) = (web.app.clone(), row.sha256);
    let opened = tokio::task::spawn_blocking(move || app.files.open_checked(&sha256));
    let file = opened.await.map_err(Refusal::fault)??;
    web.download_file(&format!("{} {}.zip", web.word("records-package"), row.number), "application/zip", file)
}
