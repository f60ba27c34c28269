//! Follow-up plans: the whole portfolio's, one contract's, and one activity.

use crate::access::Permission;
use crate::base::refusal::Checks;
use crate::base::{Id, Page, Refusal, Result};
use crate::features::contracts::{self, Contract};
use crate::features::meetings::actions;
use crate::features::meetings::model::{FollowUpKind, FollowUpState};
use crate::features::meetings::records::FollowUpLine;
use crate::features::meetings::store::plans::{self as store, LineFilter, ListedLine};
use crate::features::meetings::views::{ContractPlanPage, FollowUpListPage, LinePage, LineRow, PortfolioLine};
use crate::features::vendors::{self, Tab};
use crate::kit::web::{Answer, Params, Posted, Web, export_list};
use crate::platform::sheets::{Cell, ColumnKind};
use crate::platform::view::{FormState, Pager};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::NaiveDate;

/// What the list shows, in the order of its tabs.
const SHOWN: [&str; 3] = ["overdue", "coming", "done"];

fn filter(show: &str, asked: &Params, person: &Id, today: NaiveDate) -> LineFilter {
    LineFilter {
        state: Some(if show == "done" { FollowUpState::Done } else { FollowUpState::Planned }),
        due_before: (show == "overdue").then_some(today),
        due_from: (show == "coming").then_some(today),
        kind: asked.text("kind").and_then(|kind| kind.parse().ok()),
        contract_id: asked.text("contract_id").and_then(|id| id.parse().ok()),
        owner_id: asked.text("mine").map(|_| person.clone()),
    }
}

pub async fn list(web: Web, asked: Query<Params>) -> Answer {
    let asked = asked.into_inner();
    let wanted = asked.text("show").unwrap_or_default();
    let show = SHOWN.into_iter().find(|each| *each == wanted).unwrap_or("overdue");
    let ctx = web.ctx()?;
    let (today, person) = (ctx.today(), ctx.actor.person_id.clone());
    let filters = SHOWN.map(|each| filter(each, &asked, &person, today));
    let (now, request) = (filter(show, &asked, &person, today), asked.page_or_file());
    let (page, counts) = web
        .read(move |c, ctx| {
            let page = store::list_lines(c, &ctx.scope, &now, request)?;
            let counts =
                filters.iter().map(|each| store::count_lines(c, &ctx.scope, each)).collect::<Result<Vec<_>>>()?;
            Ok((page, counts))
        })
        .await?;
    if asked.asks_for_file() {
        return file(&web, &asked, &page, today);
    }
    let href = |each: &str| {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.append_pair("show", each);
        for name in ["kind", "mine", "contract_id"] {
            if let Some(value) = asked.text(name) {
                query.append_pair(name, &value);
            }
        }
        format!("/follow-up?{}", query.finish())
    };
    let shown = FollowUpListPage {
        tabs: SHOWN
            .into_iter()
            .zip(counts)
            .map(|(each, count)| Tab {
                label: web.word(&format!("meetings-show-{each}")),
                href: href(each),
                current: each == show,
                count: Some(count),
            })
            .collect(),
        form: asked.state(),
        show: show.to_string(),
        kinds: FollowUpKind::ALL.to_vec(),
        pager: Pager::from(&page),
        rows: page.items.into_iter().map(|row| listed(row, today)).collect(),
    };
    web.page("pages/meetings/follow_up", "meetings-follow-up", &shown)
}

fn file(web: &Web, asked: &Params, found: &Page<ListedLine>, today: NaiveDate) -> Answer {
    let columns = [
        ("meetings-kind", 28, ColumnKind::Text),
        ("dialogue-vendor", 36, ColumnKind::Text),
        ("contracts-field-reference", 18, ColumnKind::Text),
        ("dialogue-contract", 40, ColumnKind::Text),
        ("common-due", 12, ColumnKind::Date),
        ("common-owner", 26, ColumnKind::Text),
        ("common-status", 14, ColumnKind::Text),
        ("meetings-state-done", 12, ColumnKind::Date),
    ];
    let cells = |row: &ListedLine| {
        let state = if row.line.is_overdue(today) { "overdue" } else { row.line.state.as_str() };
        vec![
            Cell::text(web.word(&format!("meetings-kind-{}", row.line.kind))),
            Cell::text(&row.vendor_name),
            Cell::text(&row.contract_reference),
            Cell::text(&row.contract_title),
            Cell::Date(row.line.due_on),
            Cell::maybe(row.line.owner_name.as_deref()),
            Cell::text(web.word(&format!("meetings-state-{state}"))),
            Cell::maybe_date(row.line.done_on),
        ]
    };
    export_list(web, asked, "meetings-follow-up", &columns, found.items.iter().map(cells).collect(), found.total)
}

fn listed(row: ListedLine, today: NaiveDate) -> PortfolioLine {
    PortfolioLine {
        contract_id: row.line.contract_id.clone(),
        line: LineRow::of(row.line, today),
        contract_reference: row.contract_reference,
        vendor_name: row.vendor_name,
    }
}

pub async fn of_contract(web: Web, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let (contract, vendor, plan, lines) = web
        .read(move |c, ctx| {
            ctx.scope.client()?;
            let contract = contracts::find(c, &ctx.scope, &id)?;
            let vendor = vendors::find(c, &ctx.scope, &contract.vendor_id)?;
            let plan = store::plan_of(c, &ctx.scope, &id)?;
            let lines = store::lines_of(c, &ctx.scope, &id)?;
            Ok((contract, vendor, plan, lines))
        })
        .await?;
    let today = web.ctx()?.today();
    let shown = ContractPlanPage {
        contract_id: contract.id.clone(),
        contract_reference: contract.reference.clone(),
        vendor_id: vendor.id,
        vendor_name: vendor.legal_name,
        tier: plan.as_ref().map(|plan| plan.tier),
        ended: plan.as_ref().is_some_and(|plan| plan.tier < 0),
        model_version: plan.as_ref().map(|plan| plan.model_version.clone()),
        planned_to: plan.as_ref().map(|plan| plan.planned_to),
        overdue: lines.iter().filter(|line| line.is_overdue(today)).count(),
        lines: lines.into_iter().map(|line| LineRow::of(line, today)).collect(),
        can_edit: web.can(Permission::DialogueEdit),
    };
    let crumbs = contracts::contract_crumbs(&web, &contract);
    web.page_titled(StatusCode::OK, "pages/meetings/plan", web.word("meetings-plan"), crumbs, &shown)
}

pub async fn make(id: Path<Id>, form: Posted) -> Answer {
    let (id, web) = (id.into_inner(), form.web);
    let key = id.clone();
    web.write(move |c, ctx| actions::make_plan(c, ctx, &key)).await?;
    web.redirect_saying(format!("/contracts/{id}/follow-up"), "ok", "meetings-plan-made", &[])
}

pub async fn line(web: Web, id: Path<Id>) -> Answer {
    one(&web, id.into_inner(), StatusCode::OK, None, None).await
}

async fn one(
    web: &Web,
    id: Id,
    status: StatusCode,
    done_form: Option<FormState>,
    move_form: Option<FormState>,
) -> Answer {
    let (line, contract): (FollowUpLine, Contract) = web
        .read(move |c, ctx| {
            let line = store::find_line(c, &ctx.scope, &id)?;
            let contract = contracts::find(c, &ctx.scope, &line.contract_id)?;
            Ok((line, contract))
        })
        .await?;
    let today = web.ctx()?.today();
    let title = web.word(&format!("meetings-kind-{}", line.kind));
    let mut crumbs = contracts::contract_crumbs(web, &contract);
    crumbs.push((web.word("meetings-plan"), format!("/contracts/{}/follow-up", contract.id)));
    let page = LinePage {
        done_form: done_form.unwrap_or_else(|| FormState::default().with("done_on", today)),
        move_form: move_form.unwrap_or_else(|| {
            FormState::default()
                .with("due_on", line.due_on)
                .with("owner_name", line.owner_name.clone().unwrap_or_default())
        }),
        by_meeting: line.kind == FollowUpKind::Dialogue,
        can_edit: line.state == FollowUpState::Planned && web.can(Permission::DialogueEdit),
        line: LineRow::of(line, today),
        contract_id: contract.id.clone(),
        contract_reference: contract.reference.clone(),
        contract_title: contract.title.clone(),
    };
    web.page_titled(status, "pages/meetings/line", title, crumbs, &page)
}

pub async fn done(id: Path<Id>, form: Posted) -> Answer {
    let (id, Posted { web, fields }) = (id.into_inner(), form);
    let saved = match fields.required::<NaiveDate>("done_on", "error-date") {
        Ok(done_on) => {
            let (key, version, note) = (id.clone(), fields.version(), fields.text("note"));
            web.write(move |c, ctx| actions::mark_done(c, ctx, (&key, Some(version)), done_on, &note)).await
        }
        Err(error) => Err(Refusal::Invalid(vec![error])),
    };
    match saved {
        Ok(line) => to_plan(&web, &line),
        Err(Refusal::Invalid(errors)) => {
            let form = web.form_with(&fields, &errors);
            one(&web, id, StatusCode::UNPROCESSABLE_ENTITY, Some(form), None).await
        }
        Err(other) => Err(other),
    }
}

fn to_plan(web: &Web, line: &FollowUpLine) -> Answer {
    web.redirect_saying(format!("/contracts/{}/follow-up", line.contract_id), "ok", "meetings-saved", &[])
}

pub async fn change(id: Path<Id>, form: Posted) -> Answer {
    let (id, Posted { web, fields }) = (id.into_inner(), form);
    let mut checks = Checks::default();
    let due_on = checks.keep(fields.required::<NaiveDate>("due_on", "error-date"));
    let saved = match (due_on, checks.done()) {
        (Some(due_on), Ok(())) => {
            let (key, version) = (id.clone(), fields.version());
            let (owner, reason) = (fields.text("owner_name"), fields.text("reason"));
            web.write(move |c, ctx| actions::change_line(c, ctx, (&key, Some(version)), (due_on, &owner), &reason))
                .await
        }
        (_, Err(refusal)) => Err(refusal),
        (None, Ok(())) => Err(Refusal::invalid("due_on", "error-date")),
    };
    match saved {
        Ok(line) => to_plan(&web, &line),
        Err(Refusal::Invalid(errors)) => {
            let form = web.form_with(&fields, &errors);
            one(&web, id, StatusCode::UNPROCESSABLE_ENTITY, None, Some(form)).await
        }
        Err(other) => Err(other),
    }
}
