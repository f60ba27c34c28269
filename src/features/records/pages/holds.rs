//! Legal holds: what stands, placing one, lifting one.

use crate::access::Permission;
use crate::base::Id;
use crate::base::PageRequest;
use crate::base::refusal::{Checks, FieldError, Refusal, Result};
use crate::features::records::actions::{self, NewHold};
use crate::features::records::store;
use crate::features::records::views::{HoldLine, HoldsPage};
use crate::features::vendors;
use crate::kit::Ctx;
use crate::kit::web::{Answer, Params, Posted, Web, export_list};
use crate::platform::db::Db;
use crate::platform::sheets::{Cell, ColumnKind};
use crate::platform::view::{Choice, FormState, Pager};
use actix_web::web::{Path, Query};
use std::collections::BTreeMap;

fn page(c: &mut Db, ctx: &Ctx, asked: PageRequest, form: FormState, lift: FormState) -> Result<HoldsPage> {
    let found = store::holds(c, &ctx.scope, asked)?;
    let pager = Pager::from(&found);
    let record_ids: Vec<Id> = found.items.iter().filter_map(|hold| hold.record_id.clone()).collect();
    let records: BTreeMap<Id, i32> =
        store::of_ids(c, &ctx.scope, &record_ids)?.into_iter().map(|record| (record.id, record.number)).collect();
    let vendor_ids: Vec<Id> = found.items.iter().filter_map(|hold| hold.vendor_id.clone()).collect();
    let names = vendors::names(c, &ctx.scope, &vendor_ids)?;
    let rows = found.items.into_iter().map(|hold| HoldLine {
        record_number: hold.record_id.as_ref().and_then(|id| records.get(id)).copied(),
        vendor_name: hold.vendor_id.as_ref().and_then(|id| names.get(id)).cloned(),
        hold,
    });
    let can_edit = ctx.can(Permission::RecordEdit);
    let vendors = if can_edit { vendors::choices(c, &ctx.scope)? } else { Vec::new() };
    Ok(HoldsPage {
        rows: rows.collect(),
        pager,
        form,
        lift_form: lift,
        vendors: vendors.into_iter().map(|(id, name)| Choice::new(id, name)).collect(),
        can_edit,
        can_decide: ctx.can(Permission::RecordDecide),
    })
}

/// `?record_id=` fills the form in for one record.
pub async fn list(web: Web, query: Query<Params>) -> Answer {
    let params = query.into_inner();
    let (asked, form) = (params.page_or_file(), params.state());
    let body = web.read(move |c, ctx| page(c, ctx, asked, form, FormState::default())).await?;
    if params.asks_for_file() {
        return file(&web, &params, &body.rows, body.pager.total);
    }
    web.page("pages/records/holds", "records-holds", &body)
}

fn file(web: &Web, params: &Params, rows: &[HoldLine], total: i64) -> Answer {
    let columns = [
        ("records-hold", 40, ColumnKind::Wrapped),
        ("records-reaches", 36, ColumnKind::Text),
        ("records-reason", 50, ColumnKind::Wrapped),
        ("records-placed", 12, ColumnKind::Date),
        ("records-placed-by", 26, ColumnKind::Text),
        ("records-lifted", 12, ColumnKind::Date),
        ("records-lift-why", 40, ColumnKind::Wrapped),
    ];
    let cells = |row: &HoldLine| {
        let hold = &row.hold;
        let record = row.record_number.map(|number| format!("{} {number}", web.word("records-record")));
        let reaches = record.or_else(|| row.vendor_name.clone()).unwrap_or_else(|| web.word("records-reaches-all"));
        vec![
            Cell::text(&hold.title),
            Cell::text(reaches),
            Cell::text(&hold.reason),
            Cell::day(hold.placed_at),
            Cell::text(&hold.placed_by_name),
            hold.lifted_at.map_or(Cell::Empty, Cell::day),
            Cell::maybe(hold.lifted_reason.as_deref()),
        ]
    };
    export_list(web, params, "records-holds", &columns, rows.iter().map(cells).collect(), total)
}

pub async fn create(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let mut checks = Checks::default();
    let new = NewHold {
        title: fields.text("title"),
        reason: fields.text("reason"),
        reference: fields.optional("reference"),
        record_id: checks.keep(fields.id("record_id")).flatten(),
        vendor_id: checks.keep(fields.id("vendor_id")).flatten(),
    };
    let made = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::hold(c, ctx, &new)).await,
        Err(refusal) => Err(refusal),
    };
    match made {
        Ok(_) => web.redirect_saying("/legal-holds", "ok", "records-hold-placed", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let first = PageRequest::new(None, None);
            let body = web.read(move |c, ctx| page(c, ctx, first, state, FormState::default())).await?;
            web.refused_page("pages/records/holds", "records-holds", &body)
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn lift(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, version, reason) = (id.clone(), fields.version(), fields.text("lifted_reason"));
    match web.write(move |c, ctx| actions::lift(c, ctx, &key, Some(version), &reason)).await {
        Ok(_) => web.redirect_saying("/legal-holds", "ok", "records-hold-lifted", &[]),
        Err(Refusal::Invalid(errors)) => {
            // each row has a field of its own
            let own = |error: FieldError| FieldError { field: format!("{}-{id}", error.field), ..error };
            let errors: Vec<FieldError> = errors.into_iter().map(own).collect();
            let state = web.form_with(&fields, &errors);
            let first = PageRequest::new(None, None);
            let body = web.read(move |c, ctx| page(c, ctx, first, FormState::default(), state)).await?;
            web.refused_page("pages/records/holds", "records-holds", &body)
        }
        Err(refusal) => Err(refusal),
    }
}
