//! Spot checks: the list, a new draw, the protocol.

use super::{selecting, whole};
use crate::access::Permission;
use crate::base::Id;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::features::service_reviews::actions::{self, NewCheck, Seen};
use crate::features::service_reviews::model::{CheckState, Outcome, Selection, Which};
use crate::features::service_reviews::store;
use crate::features::service_reviews::views::{CheckPage, CheckRow, ChecksPage, ItemPage, NewCheckPage};
use crate::kit::Ctx;
use crate::kit::web::{Answer, Params, Posted, Web, export_list};
use crate::platform::db::Db;
use crate::platform::sheets::{Cell, ColumnKind};
use crate::platform::view::{FormState, Pager};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};

pub async fn list(web: Web, query: Query<Params>) -> Answer {
    let params = query.into_inner();
    let (q, asked) = (params.text("q"), params.page_or_file());
    let state: Option<CheckState> = params.text("state").and_then(|state| state.parse().ok());
    let page = web.read(move |c, ctx| store::list_checks(c, &ctx.scope, q.as_deref(), state, asked)).await?;
    let body = ChecksPage {
        form: params.state(),
        pager: Pager::from(&page),
        rows: page
            .items
            .into_iter()
            .map(|(check, outcomes)| {
                let of = |outcome| outcomes.get(&outcome).copied().unwrap_or(0);
                CheckRow {
                    id: check.id,
                    number: check.number,
                    title: check.title,
                    state: check.state,
                    drawn_at: check.drawn_at,
                    drawn_by_name: check.drawn_by_name,
                    sample_size: check.sample_size,
                    population_size: check.population_size,
                    looked: of(Outcome::Ok) + of(Outcome::Deviation),
                    deviations: of(Outcome::Deviation),
                }
            })
            .collect(),
        states: CheckState::ALL,
        can_run: web.can(Permission::CampaignRun),
    };
    if params.asks_for_file() {
        return file(&web, &params, &body.rows, body.pager.total);
    }
    web.page("pages/service_reviews/checks", "checks-title", &body)
}

fn file(web: &Web, params: &Params, rows: &[CheckRow], total: i64) -> Answer {
    let columns = [
        ("reviews-number", 8, ColumnKind::Whole),
        ("checks-check", 44, ColumnKind::Wrapped),
        ("common-status", 16, ColumnKind::Text),
        ("checks-sample", 10, ColumnKind::Whole),
        ("overview-of", 10, ColumnKind::Whole),
        ("checks-looked", 14, ColumnKind::Whole),
        ("checks-deviations", 12, ColumnKind::Whole),
        ("checks-drawn-at", 12, ColumnKind::Date),
        ("checks-drawn-by", 26, ColumnKind::Text),
    ];
    let cells = |row: &CheckRow| {
        vec![
            Cell::count(row.number),
            Cell::text(&row.title),
            Cell::text(web.word(&format!("checks-state-{}", row.state))),
            Cell::count(row.sample_size),
            Cell::count(row.population_size),
            Cell::count(row.looked),
            Cell::count(row.deviations),
            Cell::day(row.drawn_at),
            Cell::text(&row.drawn_by_name),
        ]
    };
    export_list(web, params, "checks-title", &columns, rows.iter().map(cells).collect(), total)
}

fn new_page(c: &mut Db, ctx: &Ctx, selection: &Selection, form: FormState) -> Result<NewCheckPage> {
    Ok(NewCheckPage { selection: selecting::view(c, ctx, selection, Which::All)?, form })
}

pub async fn new(web: Web, query: Query<Params>) -> Answer {
    let selection = selecting::of_params(&query);
    let body = web.read(move |c, ctx| new_page(c, ctx, &selection, FormState::default())).await?;
    web.page("pages/service_reviews/new_check", "checks-new", &body)
}

pub async fn create(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let mut checks = Checks::default();
    let selection = selecting::of_fields(&fields);
    let new = NewCheck {
        title: fields.text("title"),
        purpose: fields.text("purpose"),
        sample_size: whole(&fields, &mut checks, "sample_size"),
        diary_number: fields.optional("diary_number"),
        selection: selection.clone(),
    };
    let drawn = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::draw(c, ctx, &new)).await,
        Err(refusal) => Err(refusal),
    };
    match drawn {
        Ok(check) => web.redirect_saying(format!("/spot-checks/{}", check.id), "ok", "checks-drawn", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let body = web.read(move |c, ctx| new_page(c, ctx, &selection, state)).await?;
            web.refused_page("pages/service_reviews/new_check", "checks-new", &body)
        }
        Err(refusal) => Err(refusal),
    }
}

fn page(c: &mut Db, ctx: &Ctx, id: &Id, close_form: FormState) -> Result<CheckPage> {
    let check = store::find_check(c, &ctx.scope, id)?;
    let items = store::items(c, &ctx.scope, id)?;
    let of = |outcome| items.iter().filter(|item| item.outcome == outcome).count();
    let open = check.state == CheckState::Open;
    Ok(CheckPage {
        looked: items.len() - of(Outcome::NotLooked),
        deviations: of(Outcome::Deviation),
        close_form,
        can_record: open && ctx.can(Permission::ServiceEdit),
        can_finding: ctx.can(Permission::FindingEdit),
        can_close: open && ctx.can(Permission::CampaignRun),
        check,
        items,
    })
}

fn answer(web: &Web, body: &CheckPage, status: StatusCode) -> Answer {
    let crumbs = vec![(web.word("checks-title"), "/spot-checks".to_string())];
    web.page_titled(status, "pages/service_reviews/check", body.check.title.clone(), crumbs, body)
}

pub async fn show(web: Web, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let body = web.read(move |c, ctx| page(c, ctx, &id, FormState::default())).await?;
    answer(&web, &body, StatusCode::OK)
}

pub async fn draw_again(form: Posted, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let key = id.clone();
    let same = form.web.write(move |c, ctx| actions::draws_the_same(c, ctx, &key)).await?;
    let (kind, said) = if same { ("ok", "checks-same") } else { ("serious", "checks-not-same") };
    form.web.redirect_saying(format!("/spot-checks/{id}"), kind, said, &[])
}

fn item_page(c: &mut Db, ctx: &Ctx, id: &Id, item_id: &Id, form: Option<FormState>) -> Result<ItemPage> {
    let check = store::find_check(c, &ctx.scope, id)?;
    let item = store::find_item(c, &ctx.scope, id, item_id)?;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let stored = || {
        FormState::default()
            .with("outcome", item.outcome)
            .with("looked_at", text(&item.looked_at))
            .with("looked_on", item.looked_on.unwrap_or(ctx.today()))
            .with("note", text(&item.note))
            .with("evidence", text(&item.evidence))
            .with("version", item.version)
    };
    Ok(ItemPage {
        check_id: check.id,
        check_title: check.title,
        form: form.unwrap_or_else(stored),
        outcomes: Outcome::ALL,
        item,
    })
}

pub async fn item(web: Web, path: Path<(Id, Id)>) -> Answer {
    let (id, item_id) = path.into_inner();
    let body = web.read(move |c, ctx| item_page(c, ctx, &id, &item_id, None)).await?;
    web.page("pages/service_reviews/item", "checks-item", &body)
}

pub async fn record(form: Posted, path: Path<(Id, Id)>) -> Answer {
    let (Posted { web, fields }, (id, item_id)) = (form, path.into_inner());
    let mut checks = Checks::default();
    let outcome = checks.keep(fields.required::<Outcome>("outcome", "error-choice"));
    let seen = Seen {
        outcome: outcome.unwrap_or(Outcome::NotLooked),
        looked_at: fields.optional("looked_at"),
        looked_on: checks.keep(fields.date("looked_on")).flatten(),
        note: fields.optional("note"),
        evidence: fields.optional("evidence"),
    };
    let (check, key, version) = (id.clone(), item_id.clone(), fields.version());
    let saved = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::record(c, ctx, &check, &key, Some(version), &seen)).await,
        Err(refusal) => Err(refusal),
    };
    match saved {
        Ok(_) => web.redirect_saying(format!("/spot-checks/{id}"), "ok", "checks-recorded", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let body = web.read(move |c, ctx| item_page(c, ctx, &id, &item_id, Some(state))).await?;
            web.refused_page("pages/service_reviews/item", "checks-item", &body)
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn finding(form: Posted, path: Path<(Id, Id)>) -> Answer {
    let (id, item_id) = path.into_inner();
    let finding = form.web.write(move |c, ctx| actions::open_finding_of(c, ctx, &id, &item_id)).await?;
    let args = [("number", finding.number.to_string())];
    form.web.redirect_saying(format!("/findings/{}", finding.id), "ok", "checks-finding-made", &args)
}

pub async fn close(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, version, conclusion) = (id.clone(), fields.version(), fields.text("conclusion"));
    match web.write(move |c, ctx| actions::close_check(c, ctx, &key, Some(version), &conclusion)).await {
        Ok(_) => web.redirect_saying(format!("/spot-checks/{id}"), "ok", "checks-closed", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let body = web.read(move |c, ctx| page(c, ctx, &id, state)).await?;
            answer(&web, &body, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(refusal) => Err(refusal),
    }
}
