//! `/api/v1/question-set-versions/{id}/preview`: what a vendor of a tier would be asked.

use super::api_views::QuestionBody;
use crate::base::Id;
use crate::features::question_sets::{self, FocusArea};
use crate::kit::web::{Answer, Params, Web};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(paths(show))]
pub struct Documented;

/// The questions of a version as a vendor of a tier is asked them, in the vendor's own form: without weights and
/// warning signs.
#[utoipa::path(get, path = "/api/v1/question-set-versions/{id}/preview", tag = "question_sets", operation_id = "preview_version",
    params(("id" = Id, Path), ("tier" = Option<u8>, Query, description = "1-4; without it, every question"),
        ("focus" = Option<FocusArea>, Query, description = "As if this area were in focus")),
    responses((status = 200, description = "items, next, total", body = [QuestionBody]), (status = 404, description = "Hidden or missing")))]
pub async fn show(web: Web, id: Path<Id>, query: Query<Params>) -> Answer {
    let tier = query.parsed::<u8>("tier")?.filter(|tier| (1..=4).contains(tier));
    let focus: Vec<FocusArea> = query.parsed("focus")?.into_iter().collect();
    let asked = web
        .read(move |c, ctx| {
            let row = question_sets::find(c, &ctx.scope, &id)?;
            Ok(question_sets::preview(ctx, &row.read_body()?, tier, &focus))
        })
        .await?;
    let items: Vec<QuestionBody> = asked.iter().map(QuestionBody::of).collect();
    web.json(StatusCode::OK, &serde_json::json!({ "total": items.len(), "next": null, "items": items }))
}
