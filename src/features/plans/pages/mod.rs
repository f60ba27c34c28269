//! The pages of plans: the region's, and the vendor's (`portal`).

pub mod causes;
pub mod changing;
pub mod comparing;
pub mod form;
pub mod lines;
pub mod list;
pub mod portal;
pub mod show;

use super::paper::{self, Sheet};
use super::rules::{Comparison, FieldChange};
use super::views::{DiffRow, Differences, LineDiff};
use super::whole;
use crate::access::Side;
use crate::base::refusal::{Refusal, Result};
use crate::base::{Id, Language, clock};
use crate::features::findings::{self, Finding};
use crate::kit::Ctx;
use crate::kit::web::{Answer, Params, Web};
use crate::platform::db::Db;
use crate::platform::view::Choice;
use actix_web::web::{Path, Query};

/// The open findings of a vendor, to choose from.
fn finding_choices(c: &mut Db, ctx: &Ctx, vendor_id: &Id) -> Result<Vec<Choice>> {
    let all = findings::findings_of_vendor(c, &ctx.scope, vendor_id)?;
    let open = all.into_iter().filter(Finding::is_open);
    Ok(open.map(|finding| Choice::new(&finding.id, format!("{} {}", finding.number, finding.title))).collect())
}

/// The word of a value where a field holds a key, else the value itself.
fn said(web: &Web, field: &str, value: Option<String>) -> Option<String> {
    value.map(|value| match field {
        "origin" => web.word(&format!("plans-origin-{value}")),
        "responsible" => web.word(&format!("actions-responsible-{value}")),
        "dropped" => web.word(&format!("action-status-{value}")),
        _ => value,
    })
}

fn diff_rows(web: &Web, fields: Vec<FieldChange>) -> Vec<DiffRow> {
    let row = |change: FieldChange| DiffRow {
        label: web.word(&format!("plans-field-{}", change.field)),
        old: said(web, change.field, change.old),
        new: said(web, change.field, change.new),
    };
    fields.into_iter().map(row).collect()
}

/// A comparison in words.
fn differences(web: &Web, comparison: Comparison) -> Differences {
    let any = !comparison.is_empty();
    let line = |line: super::rules::LineDifference| LineDiff {
        number: line.number,
        title: line.title,
        change: line.change,
        rows: diff_rows(web, line.fields),
    };
    Differences { head: diff_rows(web, comparison.head), lines: comparison.lines.into_iter().map(line).collect(), any }
}

/// The plan as PDF, for either side by its own address: `version` is a decision's number; without it the plan as it is.
pub async fn pdf(web: Web, id: Path<Id>, query: Query<Params>) -> Answer {
    let language = query.parsed::<Language>("lang")?.unwrap_or(web.language());
    let asked: Option<i32> = query.parsed("version")?;
    let today = clock::swedish_date(web.visitor.now);
    let sheet = web
        .read(move |c, ctx| {
            let whole = whole::open(c, ctx, &id)?;
            let for_vendor = ctx.scope.side() == Side::Vendor;
            let Some(number) = asked else {
                let (plan, at) = (whole.content(), whole.plan.updated_at.utc());
                return Ok(Sheet { plan, sha256: None, for_vendor, at, today });
            };
            let (plan, decision) = whole.version(c, ctx, number)?.ok_or(Refusal::NotFound)?;
            let (at, sha256) = (decision.recorded_at.utc(), Some(decision.sha256.clone()));
            Ok(Sheet { plan, sha256, for_vendor, at, today })
        })
        .await?;
    let name = paper::file_name(&sheet, language);
    let app = web.app.clone();
    // setting the type takes a while: it has no place on the threads that answer others
    let bytes =
        tokio::task::spawn_blocking(move || paper::pdf(&app, &sheet, language)).await.map_err(Refusal::fault)??;
    web.download(&name, "application/pdf", bytes)
}
