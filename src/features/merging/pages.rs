//! The list of likely duplicates, and the page where two rows stand side by side.

use super::actions;
use super::model::{Field, MergeCommand, Pick};
use super::rules::{Candidate, differs, numbers_differ, pick};
use super::store;
use super::views::{ChoosePage, DuplicatesPage, FieldRow, MergePage, MoveRow, PairRow, Side};
use crate::base::refusal::Checks;
use crate::base::{FieldError, Id, Page, PageRequest, Refusal, Result};
use crate::features::vendors::{self, Vendor, full_number, shown_number, vendor_crumbs};
use crate::kit::web::{Answer, Fields, Params, Posted, Web};
use crate::platform::view::{Choice, FormState, Pager};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use std::collections::BTreeMap;

pub async fn duplicates(web: Web, query: Query<Params>) -> Answer {
    let request = query.page();
    let pairs = web.read(|c, ctx| store::duplicates(c, &ctx.scope)).await?;
    let page = paged(pairs, request);
    let pager = Pager::from(&page);
    let rows = page.items.into_iter().map(|pair| PairRow {
        href: format!("/vendors/{}/merge?with={}", pair.kept.id, pair.merged.id),
        kept: side_of(pair.kept),
        merged: side_of(pair.merged),
        reasons: pair.reasons.iter().map(|reason| format!("merging-because-{reason}")).collect(),
    });
    let body = DuplicatesPage { rows: rows.collect(), pager };
    let crumbs = vec![(web.word("nav-vendors"), "/vendors".to_string())];
    web.page_titled(StatusCode::OK, "pages/merging/duplicates", web.word("merging-duplicates"), crumbs, &body)
}

/// The part of a whole list that a page shows.
pub fn paged<T>(all: Vec<T>, request: PageRequest) -> Page<T> {
    let total = i64::try_from(all.len()).unwrap_or(i64::MAX);
    let skipped = usize::try_from(request.offset()).unwrap_or(usize::MAX);
    let taken = usize::try_from(request.size).unwrap_or(0);
    Page::new(all.into_iter().skip(skipped).take(taken).collect(), total, request)
}

fn side_of(row: Candidate) -> Side {
    Side {
        id: row.id.to_string(),
        name: row.legal_name,
        org_number: shown_number(row.org_number.as_deref()),
        status: row.status,
    }
}

pub async fn form(web: Web, id: Path<Id>, query: Query<Params>) -> Answer {
    let id = id.into_inner();
    match query.parsed::<Id>("with")? {
        Some(with) => render(&web, StatusCode::OK, id, with, None, false).await,
        None => choose(web, id, query.into_inner()).await,
    }
}

/// Without somebody to merge with: a search for whom.
async fn choose(web: Web, id: Id, params: Params) -> Answer {
    let typed = params.text("q");
    let asked = typed.clone();
    let (vendor, others) = web
        .read(move |c, ctx| {
            ctx.scope.client()?;
            let vendor = vendors::find(c, &ctx.scope, &id)?;
            let typed = asked.unwrap_or_default();
            let others = if typed.is_empty() { Vec::new() } else { store::others(c, &ctx.scope, &id, &typed)? };
            Ok((vendor, others))
        })
        .await?;
    let body = ChoosePage {
        id: vendor.id.to_string(),
        name: vendor.legal_name.clone(),
        form: params.state(),
        asked: typed.is_some(),
        others: others.into_iter().map(side_of).collect(),
    };
    let crumbs = vendor_crumbs(&web, &vendor);
    web.page_titled(StatusCode::OK, "pages/merging/choose", web.word("merging-title"), crumbs, &body)
}

pub async fn merge(form: Posted, id: Path<Id>) -> Answer {
    let (web, id) = (&form.web, id.into_inner());
    let command = command(&form.fields)?;
    let (target, with) = (id.clone(), command.with.clone());
    match web.write(move |c, ctx| actions::merge(c, ctx, &target, &command)).await {
        Ok((vendor, merge)) => web.redirect_saying(
            format!("/vendors/{}", vendor.id),
            "ok",
            "merging-done",
            &[("merged", merge.merged_name), ("name", vendor.legal_name)],
        ),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&form.fields, &errors);
            render(web, StatusCode::UNPROCESSABLE_ENTITY, id, with, Some(state), false).await
        }
        Err(Refusal::Conflict(_)) => {
            let state = form.fields.state();
            render(web, StatusCode::CONFLICT, id, with, Some(state), true).await
        }
        Err(other) => Err(other),
    }
}

fn command(fields: &Fields) -> Result<MergeCommand> {
    let mut checks = Checks::default();
    let with = checks.keep::<Id>(fields.required("with", "error-choice"));
    let mut picks = BTreeMap::new();
    for field in Field::ALL {
        let picked = checks.keep::<Option<Pick>>(fields.parsed(field.as_str(), "error-choice")).flatten();
        picks.extend(picked.map(|pick| (*field, pick)));
    }
    let with_version = checks.keep::<Option<i32>>(fields.parsed("with_version", "error-choice")).flatten();
    checks.done()?;
    Ok(MergeCommand {
        with: with.ok_or_else(|| Refusal::Invalid(vec![FieldError::new("with", "error-required")]))?,
        version: fields.version(),
        with_version: with_version.unwrap_or(0),
        picks,
        different_numbers: fields.checked("different_numbers"),
        reason: fields.optional("reason"),
    })
}

struct Loaded {
    kept: Vendor,
    merged: Vendor,
    moves: BTreeMap<&'static str, i64>,
    managers: BTreeMap<Id, String>,
}

async fn render(web: &Web, status: StatusCode, id: Id, with: Id, typed: Option<FormState>, stale: bool) -> Answer {
    let loaded = web
        .read(move |c, ctx| {
            let client = ctx.scope.client()?.clone();
            let kept = vendors::find(c, &ctx.scope, &id)?;
            let merged = vendors::find(c, &ctx.scope, &with)?;
            if kept.id == merged.id {
                return Err(Refusal::rule("rule-merge-itself"));
            }
            if store::any_merged(c, &ctx.scope, &[&kept.id, &merged.id])? {
                return Err(Refusal::rule("rule-merge-already"));
            }
            let people: Vec<Id> = [&kept, &merged].iter().filter_map(|v| v.manager_id.clone()).collect();
            Ok(Loaded {
                moves: actions::counts(c, &client, &merged.id)?,
                managers: vendors::manager_names(c, &ctx.scope, &people)?,
                kept,
                merged,
            })
        })
        .await?;
    let (kept, merged) = (&loaded.kept, &loaded.merged);
    let body = MergePage {
        kept: side(kept),
        merged: side(merged),
        form: typed.unwrap_or_default(),
        version: kept.version,
        with_version: merged.version,
        fields: Field::ALL.iter().map(|field| field_row(web, *field, &loaded)).collect(),
        moves: loaded.moves.iter().map(|(table, count)| MoveRow { table, count: *count }).collect(),
        different_numbers: numbers_differ(kept, merged),
        stale,
        swap_href: format!("/vendors/{}/merge?with={}", merged.id, kept.id),
    };
    web.page_titled(status, "pages/merging/merge", web.word("merging-title"), vendor_crumbs(web, kept), &body)
}

fn side(vendor: &Vendor) -> Side {
    Side {
        id: vendor.id.to_string(),
        name: vendor.legal_name.clone(),
        org_number: shown_number(vendor.org_number.as_deref()),
        status: vendor.status.to_string(),
    }
}

fn field_row(web: &Web, field: Field, loaded: &Loaded) -> FieldRow {
    let (kept, merged) = (&loaded.kept, &loaded.merged);
    let (a, b) = (shown(web, field, kept, &loaded.managers), shown(web, field, merged, &loaded.managers));
    let mut options = Vec::new();
    if differs(field, kept, merged) {
        options.push(Choice { value: Pick::Kept.to_string(), label: label(field, kept, &a) });
        options.push(Choice { value: Pick::Merged.to_string(), label: label(field, merged, &b) });
        if field.may_be_both() {
            options.push(Choice { value: Pick::Both.to_string(), label: web.word("merging-both") });
        }
    }
    let nothing = MergeCommand {
        with: merged.id.clone(),
        version: 0,
        with_version: 0,
        picks: BTreeMap::new(),
        different_numbers: false,
        reason: None,
    };
    FieldRow {
        field: field.as_str(),
        kept: a,
        merged: b,
        options,
        // Both have people of their own: nothing is chosen for anybody.
        stays: if field == Field::Portal && differs(field, kept, merged) {
            "none".to_string()
        } else {
            pick(field, kept, merged, &nothing).to_string()
        },
    }
}

/// What stands at a choice; two portals look the same but for whose they are.
fn label(field: Field, vendor: &Vendor, value: &str) -> String {
    if field == Field::Portal { vendor.legal_name.clone() } else { value.to_string() }
}

fn shown(web: &Web, field: Field, vendor: &Vendor, managers: &BTreeMap<Id, String>) -> String {
    let text = match field {
        Field::Name => Some(vendor.legal_name.clone()),
        Field::Number => full_number(vendor.org_number.as_deref()).map(|n| format!("{n} ({})", vendor.country)),
        Field::HsaId => vendor.hsa_id.clone(),
        Field::Kind => Some(web.word(&format!("vendors-kind-{}", vendor.kind))),
        Field::Status => Some(web.word(&format!("vendors-status-{}", vendor.status))),
        Field::Manager => vendor.manager_id.as_ref().and_then(|id| managers.get(id)).cloned(),
        Field::Tags => crate::base::text::non_empty(&vendor.tags),
        Field::Note => vendor.internal_note.clone(),
        Field::Portal => vendor.vendor_organisation_id.as_ref().map(|_| web.word("merging-has-portal")),
        Field::Judgement => vendor.tier.map(|tier| web.word(&format!("tiering-tier-{tier}"))),
    };
    text.unwrap_or_else(|| "–".to_string())
}
