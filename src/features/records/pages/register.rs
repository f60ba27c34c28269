//! The register of records, and what waits to be registered.

use super::{rows, types, vendor_choices};
use crate::access::Permission;
use crate::base::refusal::Result;
use crate::base::{Id, PageRequest};
use crate::features::records::model::{Direction, RecordKind};
use crate::features::records::store::{self, RecordFilter};
use crate::features::records::views::{CandidateRow, RecordsPage, UnregisteredPage};
use crate::features::vendors;
use crate::kit::web::{Answer, Params, Web};
use crate::platform::view::Pager;
use actix_web::web::Query;

/// How many of a kind are shown that wait; the rest come up as these are registered.
const WAITING: i64 = 100;

/// What cannot be read narrows nothing: old links still work.
pub fn filter(params: &Params) -> RecordFilter {
    RecordFilter {
        q: params.text("q"),
        kind: params.text("kind").and_then(|kind| kind.parse().ok()),
        type_key: params.text("type_key"),
        direction: params.text("direction").and_then(|direction| direction.parse().ok()),
        vendor_id: params.text("vendor_id").and_then(|id| id.parse().ok()),
        from: params.day("from").ok().flatten(),
        to: params.day("to").ok().flatten(),
        without_number: params.text("without_number").is_some(),
        ..RecordFilter::default()
    }
}

pub async fn list(web: Web, query: Query<Params>) -> Answer {
    let params = query.into_inner();
    let (wanted, asked) = (filter(&params), params.page());
    let (pager, found, types, vendors) = web
        .read(move |c, ctx| {
            let page = store::list(c, &ctx.scope, &wanted, asked)?;
            let pager = Pager::from(&page);
            Ok((pager, rows(c, ctx, page.items)?, types(ctx), vendor_choices(c, ctx)?))
        })
        .await?;
    let body = RecordsPage {
        form: params.state(),
        rows: found,
        pager,
        kinds: RecordKind::ALL,
        types,
        vendors,
        directions: Direction::ALL,
        can_edit: web.can(Permission::RecordEdit),
    };
    web.page("pages/records/list", "records-title", &body)
}

pub async fn unregistered(web: Web, query: Query<Params>) -> Answer {
    let params = query.into_inner();
    let asked: Option<RecordKind> = params.text("kind").and_then(|kind| kind.parse().ok());
    let kind = asked.filter(|kind| *kind != RecordKind::Document).unwrap_or(RecordKind::Minutes);
    let rows = web
        .read(move |c, ctx| {
            let found = store::candidates(c, &ctx.scope, kind, WAITING)?;
            let ids: Vec<Id> = found.iter().filter_map(|each| each.vendor_id.clone()).collect();
            let names = vendors::names(c, &ctx.scope, &ids)?;
            let row = |each: store::Candidate| CandidateRow {
                vendor_name: each.vendor_id.as_ref().and_then(|id| names.get(id)).cloned(),
                object_id: each.object_id,
                title: each.title,
                at: each.at,
            };
            Ok(found.into_iter().map(row).collect::<Vec<_>>())
        })
        .await?;
    let body = UnregisteredPage {
        form: params.state().with("kind", kind),
        kind,
        kinds: RecordKind::ALL.iter().copied().filter(|kind| *kind != RecordKind::Document).collect(),
        rows,
        can_edit: web.can(Permission::RecordEdit),
    };
    web.page("pages/records/unregistered", "records-unregistered", &body)
}

/// What a filter takes, by number, for a sheet; and how many there are.
pub async fn everything(web: &Web, params: &Params) -> Result<(Vec<super::RecordRow>, i64)> {
    let wanted = filter(params);
    web.read(move |c, ctx| {
        let found = store::list(c, &ctx.scope, &wanted, PageRequest::FILE)?;
        let mut rows = rows(c, ctx, found.items)?;
        rows.sort_by_key(|row| row.number);
        Ok((rows, found.total))
    })
    .await
}
