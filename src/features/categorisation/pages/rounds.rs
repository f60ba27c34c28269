//! Campaigns: the list, a new one, one with its vendors, and one vendor of it.

use super::{crumbs, people, round_row};
use crate::access::Permission;
use crate::base::Id;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::features::categorisation::actions::{self, LineEdit, NewRound};
use crate::features::categorisation::records::{Narrowed, Reach, Round, RoundStatus};
use crate::features::categorisation::store::{self, LineFilter, LineState, Listed};
use crate::features::categorisation::views::{LinePage, LineRow, NewRoundPage, RoundPage, RoundRow, RoundsPage};
use crate::features::vendors::{self, ConflictRow, VendorKind};
use crate::kit::web::{Answer, Params, Posted, Web, export_list};
use crate::platform::sheets::{Cell, ColumnKind};
use crate::platform::view::{Choice, FormState, Pager};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use std::collections::BTreeMap;

pub async fn list(web: Web, query: Query<Params>) -> Answer {
    let params = query.into_inner();
    let (status, asked) = (params.parsed::<RoundStatus>("status")?, params.page_or_file());
    let (page, progress) = web
        .read(move |c, ctx| {
            let page = store::rounds(c, &ctx.scope, status, asked)?;
            let ids: Vec<Id> = page.items.iter().map(|round| round.id.clone()).collect();
            let progress = store::progress(c, &ctx.scope, &ids)?;
            Ok((page, progress))
        })
        .await?;
    let body = RoundsPage {
        form: params.state(),
        pager: Pager::from(&page),
        rows: page.items.iter().map(|round| round_row(round, &progress)).collect(),
        statuses: RoundStatus::ALL,
        can_run: web.can(Permission::CampaignRun),
    };
    if params.asks_for_file() {
        return file(&web, &params, &body.rows, body.pager.total);
    }
    let crumbs = crumbs(&web, &[]);
    let title = web.word("categorisation-rounds");
    web.page_titled(StatusCode::OK, "pages/categorisation/rounds", title, crumbs, &body)
}

fn file(web: &Web, params: &Params, rows: &[RoundRow], total: i64) -> Answer {
    let columns = [
        ("categorisation-round", 44, ColumnKind::Wrapped),
        ("categorisation-reach", 30, ColumnKind::Text),
        ("common-status", 16, ColumnKind::Text),
        ("categorisation-judged", 12, ColumnKind::Whole),
        ("overview-of", 10, ColumnKind::Whole),
        ("categorisation-left", 10, ColumnKind::Whole),
        ("common-due", 12, ColumnKind::Date),
        ("categorisation-started-by", 26, ColumnKind::Text),
    ];
    let cells = |row: &RoundRow| {
        vec![
            Cell::text(&row.title),
            Cell::text(web.word(&format!("categorisation-reach-{}", row.reach))),
            Cell::text(web.word(&format!("categorisation-round-status-{}", row.status))),
            Cell::count(row.progress.done),
            Cell::count(row.progress.total),
            Cell::count(row.left),
            Cell::Date(row.due_on),
            Cell::text(&row.created_by_name),
        ]
    };
    export_list(web, params, "categorisation-rounds", &columns, rows.iter().map(cells).collect(), total)
}

async fn new_page(web: &Web, status: StatusCode, form: FormState) -> Answer {
    let managers = web.read(people).await?;
    let body = NewRoundPage {
        form,
        reaches: Reach::ALL,
        kinds: VendorKind::ALL.iter().map(|kind| kind.as_str()).collect(),
        managers,
    };
    let crumbs = crumbs(web, &[("categorisation-rounds", "/categorisation-rounds")]);
    let title = web.word("categorisation-round-new");
    web.page_titled(status, "pages/categorisation/round_new", title, crumbs, &body)
}

pub async fn new(web: Web, query: Query<Params>) -> Answer {
    let mut form = query.state();
    form.values.entry("reach".to_string()).or_insert_with(|| Reach::Due.to_string());
    new_page(&web, StatusCode::OK, form).await
}

pub async fn create(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let mut checks = Checks::default();
    let new = NewRound {
        title: fields.text("title"),
        reach: checks.keep(fields.required("reach", "error-choice")).unwrap_or(Reach::All),
        narrowed: Narrowed {
            kind: checks.keep(fields.parsed("kind", "error-choice")).flatten(),
            manager_id: checks.keep(fields.id("manager_id")).flatten(),
            q: fields.optional("q"),
        },
        due_on: checks.keep(fields.date("due_on")).flatten(),
        note: fields.optional("note"),
    };
    let made = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::start(c, ctx, &new)).await,
        Err(refusal) => Err(refusal),
    };
    match made {
        Ok(round) => web.redirect_saying(
            format!("/categorisation-rounds/{}", round.id),
            "ok",
            "categorisation-round-started",
            &[],
        ),
        Err(refusal) => {
            let form = web.form_with(&fields, &refusal.fields()?);
            new_page(&web, StatusCode::UNPROCESSABLE_ENTITY, form).await
        }
    }
}

/// `state`, `owner` (an id, or `none`) and `q`.
pub fn line_filter(params: &Params) -> Result<LineFilter> {
    let owner = params.text("owner");
    let unowned = owner.as_deref() == Some("none");
    Ok(LineFilter {
        state: params.parsed::<LineState>("state")?,
        owner_id: if unowned { None } else { params.parsed("owner")? },
        unowned,
        q: params.text("q"),
    })
}

fn line_row(listed: &Listed, owners: &BTreeMap<Id, String>) -> LineRow {
    LineRow {
        id: listed.line.id.clone(),
        vendor_id: listed.line.vendor_id.clone(),
        vendor_name: listed.vendor_name.clone(),
        from_tier: listed.line.from_tier,
        tier: listed.tier,
        preliminary: listed.preliminary,
        owner: listed.line.owner_id.as_ref().and_then(|id| owners.get(id)).cloned(),
        state: listed.state,
        skipped_reason: listed.line.skipped_reason.clone(),
    }
}

struct Loaded {
    round: Round,
    progress: BTreeMap<Id, store::Progress>,
    page: crate::base::Page<Listed>,
    names: BTreeMap<Id, String>,
    owners: Vec<Choice>,
}

pub async fn show(web: Web, id: Path<Id>, query: Query<Params>) -> Answer {
    show_with(web, id.into_inner(), query.into_inner(), StatusCode::OK, FormState::default()).await
}

async fn show_with(web: Web, id: Id, params: Params, status: StatusCode, assign_form: FormState) -> Answer {
    let (filter, asked) = (line_filter(&params)?, params.page());
    let l = web
        .read(move |c, ctx| {
            let round = store::find_round(c, &ctx.scope, &id)?;
            let page = store::lines(c, &ctx.scope, &round, &filter, ctx.instant(), asked)?;
            let ids: Vec<Id> = page.items.iter().filter_map(|listed| listed.line.owner_id.clone()).collect();
            Ok(Loaded {
                progress: store::progress(c, &ctx.scope, std::slice::from_ref(&id))?,
                names: vendors::manager_names(c, &ctx.scope, &ids)?,
                owners: people(c, ctx)?,
                page,
                round,
            })
        })
        .await?;
    let open = l.round.status == RoundStatus::Open;
    let body = RoundPage {
        row: round_row(&l.round, &l.progress),
        note: l.round.note.clone(),
        narrowed: narrowed_text(&web, &l.round.narrowed(), &l.owners),
        created_at: l.round.created_at,
        reminded_at: l.round.reminded_at,
        closed_at: l.round.closed_at,
        closed_by_name: l.round.closed_by_name.clone(),
        remaining: l.round.remaining,
        form: params.state(),
        pager: Pager::from(&l.page),
        lines: l.page.items.iter().map(|listed| line_row(listed, &l.names)).collect(),
        states: LineState::ALL,
        owners: l.owners,
        assign_form,
        version: l.round.version,
        can_run: open && web.can(Permission::CampaignRun),
        can_judge: open && web.can(Permission::Categorise),
    };
    let crumbs = crumbs(&web, &[("categorisation-rounds", "/categorisation-rounds")]);
    web.page_titled(status, "pages/categorisation/round", l.round.title.clone(), crumbs, &body)
}

fn narrowed_text(web: &Web, narrowed: &Narrowed, people: &[Choice]) -> Option<String> {
    let manager = narrowed.manager_id.as_ref().map(|id| {
        let found = people.iter().find(|choice| choice.value == id.as_str());
        found.map_or_else(|| web.word("common-unknown"), |choice| choice.label.clone())
    });
    let parts = [
        narrowed.kind.map(|kind| web.word(&format!("vendors-kind-{kind}"))),
        manager,
        narrowed.q.as_ref().map(|q| format!("”{q}”")),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

pub async fn assign(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    let owner = checks.keep(fields.required::<Id>("owner_id", "error-choice"));
    let named: Result<Vec<Id>> =
        fields.all("line").into_iter().map(|text| text.parse().map_err(|_| Refusal::NotFound)).collect();
    let (named, all, key) = (named?, fields.checked("all"), id.clone());
    let done = match (checks.done(), owner) {
        (Ok(()), Some(owner)) => {
            let named = (!all).then_some(named);
            web.write(move |c, ctx| actions::assign(c, ctx, &key, named.as_deref(), &owner)).await
        }
        (outcome, _) => outcome.map(|()| 0),
    };
    match done {
        Ok(count) => {
            let args = [("count", count.to_string())];
            web.redirect_saying(format!("/categorisation-rounds/{id}"), "ok", "categorisation-assigned", &args)
        }
        Err(refusal) => {
            let form = web.form_with(&fields, &refusal.fields()?);
            show_with(web, id, Params::default(), StatusCode::UNPROCESSABLE_ENTITY, form).await
        }
    }
}

pub async fn remind(form: Posted, id: Path<Id>) -> Answer {
    let (web, id) = (form.web, id.into_inner());
    let key = id.clone();
    let told = web.write(move |c, ctx| actions::remind(c, ctx, &key)).await?;
    let args = [("count", told.to_string())];
    web.redirect_saying(format!("/categorisation-rounds/{id}"), "ok", "categorisation-reminded", &args)
}

pub async fn close(form: Posted, id: Path<Id>) -> Answer {
    let (web, id, version) = (form.web, id.into_inner(), form.fields.version());
    let key = id.clone();
    web.write(move |c, ctx| actions::close(c, ctx, &key, Some(version))).await?;
    web.redirect_saying(format!("/categorisation-rounds/{id}"), "ok", "categorisation-round-closed", &[])
}

async fn line_page(
    web: Web,
    (round_id, id): (Id, Id),
    status: StatusCode,
    form: Option<FormState>,
    stale: bool,
) -> Answer {
    let (round, listed, owners) = web
        .read(move |c, ctx| {
            let round = store::find_round(c, &ctx.scope, &round_id)?;
            let line = store::find_line(c, &ctx.scope, &round_id, &id)?;
            let vendor = vendors::find(c, &ctx.scope, &line.vendor_id)?;
            let state = if line.skipped_reason.is_some() { LineState::Skipped } else { LineState::Left };
            let listed = Listed {
                line,
                vendor_name: vendor.legal_name,
                tier: vendor.tier,
                preliminary: vendor.tier_preliminary,
                state,
            };
            Ok((round, listed, people(c, ctx)?))
        })
        .await?;
    let names: BTreeMap<Id, String> =
        owners.iter().filter_map(|choice| Some((choice.value.parse().ok()?, choice.label.clone()))).collect();
    let line = &listed.line;
    let stored = [
        ("owner_id", "common-owner", line.owner_id.as_ref().map(ToString::to_string).unwrap_or_default()),
        ("skipped_reason", "categorisation-skip-reason", line.skipped_reason.clone().unwrap_or_default()),
    ];
    let shown = |value: &str| {
        let choice = owners.iter().find(|choice| choice.value == value);
        choice.map_or_else(|| value.to_string(), |choice| choice.label.clone())
    };
    let differs = |(field, label, theirs): &(&str, &str, String)| {
        let yours = form.as_ref()?.value(field).trim().to_string();
        let row = ConflictRow { label: web.word(label), yours: shown(&yours), theirs: shown(theirs) };
        (yours != *theirs).then_some(row)
    };
    let conflict = if stale { stored.iter().filter_map(differs).collect() } else { Vec::new() };
    let fresh = stored.iter().fold(FormState::default(), |form, (field, _, value)| form.with(field, value));
    let body = LinePage {
        round_id: round.id.clone(),
        line: line_row(&listed, &names),
        version: line.version,
        form: form.unwrap_or(fresh),
        owners,
        conflict,
    };
    let mut crumbs = crumbs(&web, &[("categorisation-rounds", "/categorisation-rounds")]);
    crumbs.push((round.title.clone(), format!("/categorisation-rounds/{}", round.id)));
    web.page_titled(status, "pages/categorisation/line", listed.vendor_name.clone(), crumbs, &body)
}

pub async fn line(web: Web, path: Path<(Id, Id)>) -> Answer {
    line_page(web, path.into_inner(), StatusCode::OK, None, false).await
}

pub async fn save_line(form: Posted, path: Path<(Id, Id)>) -> Answer {
    let (Posted { web, fields }, (round_id, id)) = (form, path.into_inner());
    let (round, key, version) = (round_id.clone(), id.clone(), fields.version());
    let done = match fields.id("owner_id") {
        Ok(owner_id) => {
            let edit = LineEdit { owner_id, skipped_reason: fields.optional("skipped_reason") };
            web.write(move |c, ctx| actions::edit_line(c, ctx, &round, &key, Some(version), &edit)).await
        }
        Err(error) => Err(Refusal::Invalid(vec![error])),
    };
    match done {
        Ok(_) => {
            web.redirect_saying(format!("/categorisation-rounds/{round_id}"), "ok", "categorisation-line-saved", &[])
        }
        Err(Refusal::Invalid(errors)) => {
            let form = web.form_with(&fields, &errors);
            line_page(web, (round_id, id), StatusCode::UNPROCESSABLE_ENTITY, Some(form), false).await
        }
        Err(Refusal::Conflict(_)) => {
            let form = fields.state();
            line_page(web, (round_id, id), StatusCode::CONFLICT, Some(form), true).await
        }
        Err(refusal) => Err(refusal),
    }
}
