//! What waits for a second person: lowered classes and new services.

use super::{crumbs, today};
use crate::base::{Id, PageRequest};
use crate::features::services::catalogue::ClassModel;
use crate::features::services::filter::{ClassState, ServiceFilter};
use crate::features::services::views::{WaitingPage, WaitingRow, chips};
use crate::features::services::{rules, store};
use crate::kit::web::{Answer, Web};
use actix_web::http::StatusCode;

pub async fn waiting(web: Web) -> Answer {
    let day = rules::old_before(ClassModel::on(today(&web)), today(&web));
    let (pending, asked, names, due) = web
        .read(move |c, ctx| {
            let pending = store::pending_classifications(c, &ctx.scope)?;
            let asked = store::asked_approvals(c, &ctx.scope)?;
            let ids: Vec<Id> = pending
                .iter()
                .map(|r| r.service_id.clone())
                .chain(asked.iter().map(|r| r.service_id.clone()))
                .collect();
            let mut due = 0;
            for class in [ClassState::Old, ClassState::Changed] {
                let filter = ServiceFilter { class: Some(class), old_before: Some(day), ..ServiceFilter::default() };
                due += store::list(c, &ctx.scope, &filter, PageRequest::new(None, Some(1)))?.total;
            }
            Ok((pending, asked, store::names(c, &ctx.scope, &ids)?, due))
        })
        .await?;
    let me = web.ctx()?.actor.person_id.clone();
    let name = |id: &Id| names.get(id).cloned().unwrap_or_default();
    let body = WaitingPage {
        lowerings: pending
            .iter()
            .map(|row| WaitingRow {
                service_id: row.service_id.clone(),
                service_name: name(&row.service_id),
                by: row.decided_by_name.clone(),
                at: row.decided_at,
                reason: Some(row.reason.clone()),
                chips: chips(row.class(), &[]),
                own: row.decided_by == me,
            })
            .collect(),
        publications: asked
            .iter()
            .map(|row| WaitingRow {
                service_id: row.service_id.clone(),
                service_name: name(&row.service_id),
                by: row.asked_by_name.clone(),
                at: row.asked_at,
                reason: row.note.clone(),
                chips: Vec::new(),
                own: row.asked_by == me,
            })
            .collect(),
        due,
    };
    web.page_titled(StatusCode::OK, "pages/services/waiting", web.word("services-waiting"), crumbs(&web), &body)
}
