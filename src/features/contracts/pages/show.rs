//! One contract: its facts, how much of the clauses it holds, its history.

use super::head::{head, load};
use crate::base::Id;
use crate::features::contracts::clauses::Coverage;
use crate::features::contracts::store;
use crate::features::contracts::views::{Bar, ShowPage};
use crate::features::vendors::{Choice, history_lines};
use crate::kit::audit;
use crate::kit::web::{Answer, Web};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub struct TabQuery {
    tab: Option<String>,
}

pub async fn show(web: Web, id: Path<Id>, query: Query<TabQuery>) -> Answer {
    let tab = if query.tab.as_deref() == Some("history") { "history" } else { "overview" };
    let (loaded, parent, events) = web
        .read(move |c, ctx| {
            let loaded = load(c, ctx, &id)?;
            let parent = loaded.contract.parent_id.as_ref().map(|p| store::find(c, &ctx.scope, p)).transpose()?;
            let events = if tab == "history" { audit::history(c, ctx, &id)? } else { Vec::new() };
            Ok((loaded, parent, events))
        })
        .await?;
    let head = head(&web, &loaded, tab);
    let contract = loaded.contract;
    let page = ShowPage {
        tab,
        diary_number: contract.diary_number,
        notice_months: contract.notice_months,
        parent: parent.map(|p| Choice { value: p.id.to_string(), label: format!("{} {}", p.reference, p.title) }),
        internal_note: contract.internal_note,
        held: held_bars(&web, &head.id, head.coverage),
        met: met_bars(&web, head.coverage),
        history: history_lines(&web, &events),
        head,
    };
    let crumbs = vec![(web.word("nav-contracts"), "/contracts".to_string())];
    web.page_titled(StatusCode::OK, "pages/contracts/show", contract.title, crumbs, &page)
}

/// Unknown is a bar of its own, never left out and never part of another.
fn held_bars(web: &Web, id: &str, sum: Coverage) -> Vec<Bar> {
    let bar = |key: &str, value, tone| Bar {
        label: web.word(&format!("contracts-in_contract-{key}")),
        value,
        of: sum.total,
        tone,
        href: (key == "unknown").then(|| format!("/contracts/{id}/clauses")),
    };
    if sum.total == 0 {
        return Vec::new();
    }
    vec![
        bar("present", sum.present, "ok"),
        bar("partly", sum.partly, "attention"),
        bar("missing", sum.missing, "serious"),
        bar("not_applicable", sum.not_applicable, "neutral"),
        bar("unknown", sum.unknown, "neutral"),
    ]
}

fn met_bars(web: &Web, sum: Coverage) -> Vec<Bar> {
    let of = sum.total.saturating_sub(sum.not_applicable);
    let bar =
        |key: &str, value, tone| Bar { label: web.word(&format!("contracts-met-{key}")), value, of, tone, href: None };
    vec![
        bar("met", sum.met, "ok"),
        bar("partly", sum.partly_met, "attention"),
        bar("not_met", sum.not_met, "serious"),
        bar("unknown", sum.met_unknown, "neutral"),
    ]
}
