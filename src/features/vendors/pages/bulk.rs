//! One change to many vendors, and the filters that people keep.

use crate::base::refusal::Checks;
use crate::base::{FieldError, Id, Refusal, Result};
use crate::features::vendors::actions::{self, BulkChange};
use crate::features::vendors::records::VendorStatus;
use crate::features::vendors::views::{BulkPage, BulkRow};
use crate::kit::web::{Answer, Fields, Posted, Web};
use actix_web::http::StatusCode;
use actix_web::web::Path;

/// As many vendors as one change may touch.
const MOST: usize = 200;

pub async fn bulk(form: Posted) -> Answer {
    let web = &form.web;
    let (ids, change) = match command(&form.fields) {
        Ok(read) => read,
        // The list is left as it was chosen; what is wrong is said above it.
        Err(refusal) => {
            let errors = refusal.fields()?;
            let code = errors.first().map_or("error-vendor-bulk-none", |e| e.code);
            let back = form.fields.text("query");
            let back = if back.is_empty() { "/vendors".to_string() } else { format!("/vendors?{back}") };
            let back = crate::kit::web::local_path(&back).map_or("/vendors".to_string(), |path| path.to_string());
            return web.redirect_saying(back, "serious", code, &[]);
        }
    };
    let rows = change_many(web, ids, change).await?;
    let done = rows.iter().filter(|row| row.done).count();
    let page = BulkPage { done, refused: rows.len().saturating_sub(done), rows };
    let crumbs = vec![(web.word("nav-vendors"), "/vendors".to_string())];
    web.page_titled(StatusCode::OK, "pages/vendors/bulk", web.word("vendors-bulk-done"), crumbs, &page)
}

fn command(fields: &Fields) -> Result<(Vec<Id>, BulkChange)> {
    let mut checks = Checks::default();
    let mut ids: Vec<Id> = Vec::new();
    for text in fields.all("ids") {
        let read = text.parse::<Id>().map_err(|_| FieldError::new("ids", "error-choice"));
        ids.extend(checks.keep(read).filter(|id| !ids.contains(id)));
    }
    checks.that(!ids.is_empty(), "ids", "error-vendor-bulk-none");
    checks.that(ids.len() <= MOST, "ids", "error-vendor-bulk-many");
    let tags = |name: &str| -> Vec<String> {
        fields.text(name).split(',').map(|t| t.trim().to_string()).filter(|t| !t.is_empty()).collect()
    };
    let change = BulkChange {
        manager_id: checks.keep(fields.id("set_manager_id")).flatten(),
        deputy_id: checks.keep(fields.id("set_deputy_id")).flatten(),
        status: checks.keep(fields.parsed::<VendorStatus>("set_status", "error-choice")).flatten(),
        reason: fields.text("reason"),
        add_tags: tags("add_tags"),
        remove_tags: tags("remove_tags"),
    };
    checks.that(!change.is_empty(), "set_status", "error-vendor-bulk-nothing");
    checks.done()?;
    Ok((ids, change))
}

/// Each vendor in a transaction of its own; what is refused is told and stops nothing.
pub async fn change_many(web: &Web, ids: Vec<Id>, change: BulkChange) -> Result<Vec<BulkRow>> {
    let mut rows = Vec::new();
    for id in ids {
        let (target, change) = (id.clone(), change.clone());
        let outcome = web.write(move |c, ctx| actions::change_one(c, ctx, &target, &change)).await;
        let id = id.to_string();
        rows.push(match outcome {
            Ok(vendor) => BulkRow { id, name: Some(vendor.legal_name), done: true, why: None },
            Err(refusal) => BulkRow { id, name: None, done: false, why: Some(said(web, refusal)?) },
        });
    }
    Ok(rows)
}

/// A refusal of one row in words. Errors: what is a fault stays one.
fn said(web: &Web, refusal: Refusal) -> Result<String> {
    Ok(match refusal {
        Refusal::NotFound => web.word("vendors-bulk-not-found"),
        Refusal::NotAllowed => web.word("vendors-bulk-not-allowed"),
        Refusal::Conflict(_) => web.word("vendors-bulk-changed"),
        Refusal::Rule(code, args) => web.app.views.word(web.language(), code, &args),
        Refusal::Invalid(errors) => {
            let words = errors.iter().map(|e| web.app.views.word(web.language(), e.code, &e.args));
            words.collect::<Vec<_>>().join(" ")
        }
        other => return Err(other),
    })
}

pub async fn keep_filter(form: Posted) -> Answer {
    let web = &form.web;
    let (name, query, shared) = (form.fields.text("name"), form.fields.text("query"), form.fields.checked("shared"));
    let outcome = web.write(move |c, ctx| actions::keep_filter(c, ctx, &name, &query, shared)).await;
    match outcome {
        Ok(row) => web.redirect_saying(format!("/vendors?{}", row.query), "ok", "vendors-filter-kept", &[]),
        Err(refusal) => {
            let errors = refusal.fields()?;
            let code = errors.first().map_or("error-required", |e| e.code);
            web.redirect_saying(
                "/vendors",
                "serious",
                if code == "error-required" { "error-vendor-filter-name" } else { code },
                &[],
            )
        }
    }
}

pub async fn remove_filter(form: Posted, id: Path<Id>) -> Answer {
    form.web.write(move |c, ctx| actions::remove_filter(c, ctx, &id)).await?;
    form.web.redirect_saying("/vendors", "ok", "vendors-filter-removed", &[])
}
