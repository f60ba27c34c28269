//! The register on a day, the auditor's question, and the portfolio by administration.

use crate::base::Refusal;
use crate::features::overview::actions;
use crate::features::overview::pages::past::{asked, days, paged, wanted};
use crate::features::overview::rules::{
    self, Administration, Answer as Followed, ClauseLine, VendorDifference, VendorThen,
};
use crate::kit::web::{Answer, ListQuery, Params, Web, list_body};
use actix_web::http::StatusCode;
use actix_web::web::Query;
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

/// One page of the register on the later day, or of the differences.
#[derive(Serialize, ToSchema)]
pub struct PastJson {
    from: NaiveDate,
    to: NaiveDate,
    count_from: usize,
    count_to: usize,
    count_differences: usize,
    /// The first day of the log: what was changed before it is not known.
    log_from: Option<NaiveDate>,
    /// Fields whose history is not kept: they are as today.
    without_history: Vec<&'static str>,
    list: Vec<VendorThen>,
    differences: Vec<VendorDifference>,
    next: Option<String>,
    total: i64,
}

/// The list of vendors on the last moment of a day, or what differs from an earlier one.
#[utoipa::path(get, path = "/api/v1/overview/vendors", tag = "reports", operation_id = "overview_vendors",
    params(ListQuery, ("from" = Option<NaiveDate>, Query), ("to" = Option<NaiveDate>, Query),
        ("view" = Option<String>, Query, description = "list, or differences")),
    responses((status = 200, body = PastJson), (status = 422, description = "no such day")))]
pub async fn vendors(web: Web, list: Query<ListQuery>, query: Query<Params>) -> Answer {
    let (from, to) = days(&query, web.ctx()?.today())?;
    let past = web.read(move |c, ctx| actions::vendors_at(c, ctx, from, to)).await?;
    let all = rules::differences(&past.before, &past.after);
    let (count_from, count_to, count_differences) = (past.before.len(), past.after.len(), all.len());
    let mut body = PastJson {
        from,
        to,
        count_from,
        count_to,
        count_differences,
        log_from: past.log_from,
        without_history: vec!["contracts"],
        list: Vec::new(),
        differences: Vec::new(),
        next: None,
        total: 0,
    };
    if query.text("view").as_deref() == Some("differences") {
        let page = paged(all, list.page());
        (body.next, body.total, body.differences) = (page.next_cursor(), page.total, page.items);
    } else {
        let page = paged(past.after, list.page());
        (body.next, body.total, body.list) = (page.next_cursor(), page.total, page.items);
    }
    web.json(StatusCode::OK, &body)
}

/// The answer, with one page of its lines.
#[derive(Serialize, ToSchema)]
pub struct FollowedUpJson {
    clause: String,
    from: NaiveDate,
    to: NaiveDate,
    /// For every vendor that the clause is required of; false also when there is none.
    yes: bool,
    required: usize,
    followed: usize,
    holes: usize,
    not_required: usize,
    items: Vec<ClauseLine>,
    next: Option<String>,
    total: i64,
}

/// Was a clause followed up for every vendor of a kind within some days? With the holes first.
#[utoipa::path(get, path = "/api/v1/overview/clauses", tag = "reports", operation_id = "overview_clause",
    params(ListQuery, ("clause" = String, Query, description = "such as KV-01, or the code of a clause of the organisation's own"),
        ("kind" = Option<String>, Query), ("from" = Option<NaiveDate>, Query), ("to" = Option<NaiveDate>, Query),
        ("show" = Option<String>, Query, description = "holes, followed, not_required or all")),
    responses((status = 200, body = FollowedUpJson), (status = 422, description = "no such clause, kind or day")))]
pub async fn clause(web: Web, list: Query<ListQuery>, query: Query<Params>) -> Answer {
    let question = asked(&query, web.ctx()?.today())?.ok_or_else(|| Refusal::invalid("clause", "error-required"))?;
    let show = query.text("show").unwrap_or_else(|| "all".to_string());
    let of = question.clone();
    let found: Followed = web.read(move |c, ctx| actions::followed_up(c, ctx, &of)).await?;
    let lines: Vec<ClauseLine> = found.lines.into_iter().filter(|line| wanted(&show, line)).collect();
    let page = paged(lines, list.page());
    let body = FollowedUpJson {
        clause: question.clause_id,
        from: question.from,
        to: question.to,
        yes: found.yes,
        required: found.required,
        followed: found.followed,
        holes: found.holes,
        not_required: found.not_required,
        next: page.next_cursor(),
        total: page.total,
        items: page.items,
    };
    web.json(StatusCode::OK, &body)
}

/// Every administration with its services and the vendors behind them.
#[utoipa::path(get, path = "/api/v1/overview/administrations", tag = "reports",
    operation_id = "overview_administrations", params(ListQuery),
    responses((status = 200, description = "items, next, total", body = Vec<Administration>)))]
pub async fn administrations(web: Web, list: Query<ListQuery>) -> Answer {
    let all = web.read(actions::administrations).await?;
    web.json(StatusCode::OK, &list_body(paged(all, list.page())))
}
