//! The root cause of a finding; the region's own, a vendor's token finds none.

use crate::base::{Id, Instant, Refusal};
use crate::features::findings;
use crate::features::plans::actions::{self, CauseInput};
use crate::features::plans::model::{CauseConfidence, CauseKind};
use crate::features::plans::records::FindingCause;
use crate::features::plans::store;
use crate::kit::web::{Answer, ApiBody, Web};
use actix_web::http::StatusCode;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Why a finding came about, as far as it is known.
#[derive(Serialize, ToSchema)]
pub struct FindingCauseBody {
    finding_id: Id,
    kind: CauseKind,
    confidence: CauseConfidence,
    description: String,
    written_by: String,
    written_at: Instant,
    version: i32,
}

impl From<FindingCause> for FindingCauseBody {
    fn from(cause: FindingCause) -> Self {
        FindingCauseBody {
            finding_id: cause.finding_id,
            kind: cause.kind,
            confidence: cause.confidence,
            description: cause.description,
            written_by: cause.written_by_name,
            written_at: cause.written_at,
            version: cause.version,
        }
    }
}

fn answer(web: &Web, cause: FindingCause) -> Answer {
    web.json_object(StatusCode::OK, cause.version, &FindingCauseBody::from(cause.clone()))
}

/// The root cause of a finding.
#[utoipa::path(get, path = "/api/v1/findings/{id}/cause", tag = "plans", operation_id = "cause", params(("id" = Id, Path)),
    responses((status = 200, description = "The cause", body = FindingCauseBody), (status = 404, description = "Hidden, missing, or nobody has said")))]
pub async fn show(web: Web, id: Path<Id>) -> Answer {
    let cause = web
        .read(move |c, ctx| {
            findings::find_finding(c, &ctx.scope, &id)?;
            store::cause_of(c, &ctx.scope, &id)?.ok_or(Refusal::NotFound)
        })
        .await?;
    answer(&web, cause)
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FindingCauseInput {
    kind: CauseKind,
    confidence: CauseConfidence,
    #[serde(default)]
    description: String,
}

/// Says why a finding came about. `If-Match: "0"` for the first.
#[utoipa::path(put, path = "/api/v1/findings/{id}/cause", tag = "plans", params(("id" = Id, Path)), request_body = FindingCauseInput,
    responses((status = 200, description = "Said", body = FindingCauseBody), (status = 412, description = "Stale"), (status = 428, description = "If-Match is missing")))]
pub async fn put_cause(web: Web, id: Path<Id>, body: ApiBody<FindingCauseInput>) -> Answer {
    let (version, b) = (web.if_match()?, body.0);
    let input = CauseInput { kind: b.kind, confidence: b.confidence, description: b.description };
    let cause = web.write(move |c, ctx| actions::set_cause(c, ctx, &id, Some(version), &input)).await?;
    answer(&web, cause)
}
