//! `/audit`: what happened, for auditors.

use super::filter::AuditQuery;
use super::store;
use super::views::{AuditPage, EventRow, KINDS, word_or};
use crate::base::{PageRequest, text};
use crate::features::accounts;
use crate::kit::audit::{self, Verdict};
use crate::kit::web::{Answer, Endpoint, Web, get};
use crate::platform::view::{Choice, FormState};
use actix_web::web::Query;

pub fn routes() -> Vec<Endpoint> {
    vec![get("/audit", list)]
}

async fn list(web: Web, query: Query<AuditQuery>) -> Answer {
    let query = query.into_inner();
    let (filter, request) = (query.filter(), PageRequest::new(query.page, None));
    let checked = query.check.is_some();
    let (found, people, verdict) = web
        .read(move |c, ctx| {
            let found = store::list(c, &ctx.scope, &filter, request)?;
            let people = accounts::organisation_people(c, &ctx.scope)?;
            let verdict = if checked { Some(audit::verify(c)?) } else { None };
            Ok((found, people, verdict))
        })
        .await?;
    let value = |text: &Option<String>| text.clone().unwrap_or_default();
    let filter = FormState::default()
        .with("object_id", value(&query.object_id))
        .with("object_type", value(&query.object_type))
        .with("person", value(&query.person))
        .with("from", value(&query.from))
        .with("to", value(&query.to));
    let kind =
        |kind: &&str| Choice { value: (*kind).to_string(), label: word_or(&web, format!("audit-object-{kind}"), kind) };
    let mut kinds: Vec<Choice> = KINDS.iter().map(kind).collect();
    kinds.sort_by_key(|kind| text::fold(&kind.label));
    let page = AuditPage {
        filter,
        kinds,
        people: people
            .into_iter()
            .map(|(p, role)| Choice { value: p.name, label: web.word(&format!("role-{role}")) })
            .collect(),
        pager: (&found).into(),
        events: found.items.into_iter().map(|event| EventRow::of(&web, event)).collect(),
        verdict: verdict.map(|v| if matches!(v, Verdict::Whole { .. }) { "ok" } else { "serious" }),
    };
    web.page("pages/audit/list", "nav-audit", &page)
}
