//! Packages for the e-archive.

use super::{register, types};
use crate::access::Permission;
use crate::base::{Id, Refusal, Result};
use crate::features::records::actions;
use crate::features::records::model::RecordKind;
use crate::features::records::rows::ArchivePackage;
use crate::features::records::store::{self, RecordFilter};
use crate::features::records::views::PackagesPage;
use crate::kit::web::{Answer, Params, Posted, Web};
use crate::platform::view::Pager;
use actix_web::web::{Path, Query};

/// The filter of the register says what the next package takes.
pub async fn list(web: Web, query: Query<Params>) -> Answer {
    let params = query.into_inner();
    let asked = params.page();
    let (page, types) = web.read(move |c, ctx| Ok((store::packages(c, &ctx.scope, asked)?, types(ctx)))).await?;
    let pager = Pager::from(&page);
    let body = PackagesPage {
        rows: page.items,
        pager,
        form: params.state(),
        types,
        kinds: RecordKind::ALL,
        can_edit: web.can(Permission::RecordEdit),
    };
    web.page("pages/records/packages", "records-packages", &body)
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

/// The package's bytes, made anew and compared with what was packed.
pub async fn package(web: Web, id: Path<Id>) -> Answer {
    let (app, ctx, id) = (web.app.clone(), web.ctx()?.clone(), id.into_inner());
    let packed = tokio::task::spawn_blocking(move || actions::packed(&app, &ctx, &id));
    let (row, bytes) = packed.await.map_err(Refusal::fault)??;
    web.download(&format!("{} {}.zip", web.word("records-package"), row.number), "application/zip", bytes)
}
