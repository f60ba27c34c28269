//! The organisation's own clauses.

use crate::base::{Id, Instant, Result};
use crate::features::clause_library::actions::{self, NewOwn};
use crate::features::clause_library::library;
use crate::features::clause_library::model::Content;
use crate::features::clause_library::records::{OwnClause, OwnVersion};
use crate::features::clause_library::store;
use crate::features::controls::LintFault;
use crate::kit::web::{Answer, ApiBody, ListQuery, Web, list_body};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An own clause as the list has it.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnClauseRow {
    pub id: Id,
    pub code: String,
    /// Whether it stands in the place of the catalogue's clause with the same code.
    pub replaces: bool,
    /// The number of the version that holds; 0 before the first.
    pub published: i32,
    pub has_draft: bool,
    pub draft_by_name: Option<String>,
    pub updated_at: Instant,
    pub version: i32,
}

impl From<OwnClause> for OwnClauseRow {
    fn from(row: OwnClause) -> Self {
        OwnClauseRow {
            id: row.id,
            code: row.code,
            replaces: row.replaces,
            published: row.published,
            has_draft: row.draft.is_some(),
            draft_by_name: row.draft_by_name,
            updated_at: row.updated_at,
            version: row.version,
        }
    }
}

/// What was published; it is never changed.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnVersionJson {
    pub number: i32,
    pub content: Content,
    /// SHA-256 of the content as canonical JSON.
    pub sha256: String,
    pub decision_reference: String,
    pub published_by_name: String,
    pub published_at: Instant,
}

fn version_json(row: OwnVersion) -> Result<OwnVersionJson> {
    Ok(OwnVersionJson {
        number: row.number,
        content: library::content(&row.content)?,
        sha256: row.sha256,
        decision_reference: row.decision_reference,
        published_by_name: row.published_by_name,
        published_at: row.published_at,
    })
}

#[derive(Debug, Serialize, ToSchema)]
pub struct OwnClauseJson {
    #[serde(flatten)]
    pub clause: OwnClauseRow,
    pub draft: Option<Content>,
    /// What the linter says of the draft; errors stop it from being published.
    pub faults: Vec<LintFault>,
    pub versions: Vec<OwnVersionJson>,
}

fn whole(row: OwnClause, versions: Vec<OwnVersion>, today: NaiveDate) -> Result<OwnClauseJson> {
    let draft = row.draft.as_deref().map(library::content).transpose()?;
    Ok(OwnClauseJson {
        faults: draft.as_ref().map(|content| content.faults(today)).unwrap_or_default(),
        draft,
        versions: versions.into_iter().map(version_json).collect::<Result<_>>()?,
        clause: OwnClauseRow::from(row),
    })
}

async fn one(web: &Web, status: StatusCode, id: Id) -> Answer {
    let body = web
        .read(move |c, ctx| {
            let row = store::find_own(c, &ctx.scope, &id)?;
            let versions = store::versions(c, &ctx.scope, &row.id)?;
            whole(row, versions, ctx.today())
        })
        .await?;
    web.json_object(status, body.clause.version, &body)
}

/// The organisation's own clauses, by code.
#[utoipa::path(get, path = "/api/v1/own-clauses", tag = "clause library", operation_id = "list_own", params(ListQuery),
    responses((status = 200, description = "A page of own clauses", body = [OwnClauseRow])))]
pub async fn list(web: Web, query: Query<ListQuery>) -> Answer {
    let asked = query.page();
    let page = web.read(move |c, ctx| store::own_page(c, &ctx.scope, asked)).await?;
    web.json(StatusCode::OK, &list_body(page.map(OwnClauseRow::from)))
}

#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct NewOwnBody {
    /// The catalogue's clause that it shall replace; else give `code`.
    replaces: Option<String>,
    code: Option<String>,
    /// Without it, what the catalogue says.
    content: Option<Content>,
}

/// Begins a draft.
#[utoipa::path(post, path = "/api/v1/own-clauses", tag = "clause library", operation_id = "create_own", request_body = NewOwnBody,
    responses((status = 201, body = OwnClauseJson), (status = 422, description = "a field is wrong, or the code is taken")))]
pub async fn create(web: Web, body: ApiBody<NewOwnBody>) -> Answer {
    let b = body.0;
    let new = NewOwn { replaces: b.replaces, code: b.code, content: b.content };
    let row = web.write(move |c, ctx| actions::draft(c, ctx, &new)).await?;
    one(&web, StatusCode::CREATED, row.id).await
}

/// One own clause with its draft and everything that was published of it.
#[utoipa::path(get, path = "/api/v1/own-clauses/{id}", tag = "clause library", operation_id = "show_own", params(("id" = Id, Path)),
    responses((status = 200, body = OwnClauseJson), (status = 404, description = "hidden or missing")))]
pub async fn show(web: Web, id: Path<Id>) -> Answer {
    one(&web, StatusCode::OK, id.into_inner()).await
}

/// Saves the draft whole, both languages. Needs If-Match.
#[utoipa::path(put, path = "/api/v1/own-clauses/{id}", tag = "clause library", operation_id = "save_own", params(("id" = Id, Path)), request_body = Content,
    responses((status = 200, body = OwnClauseJson), (status = 412, description = "changed since it was read"), (status = 428, description = "no If-Match")))]
pub async fn save(web: Web, id: Path<Id>, body: ApiBody<Content>) -> Answer {
    let (id, version, content) = (id.into_inner(), web.if_match()?, body.0);
    let key = id.clone();
    web.write(move |c, ctx| actions::save_draft(c, ctx, &key, version, &content)).await?;
    one(&web, StatusCode::OK, id).await
}

#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PublishBody {
    /// The decision that the text rests on, such as a diary number.
    decision_reference: String,
}

/// Publishes the draft as the next version. Needs If-Match.
#[utoipa::path(post, path = "/api/v1/own-clauses/{id}/publish", tag = "clause library", operation_id = "publish_own", params(("id" = Id, Path)), request_body = PublishBody,
    responses((status = 200, body = OwnClauseJson), (status = 409, description = "there is no draft"), (status = 412, description = "changed since it was read"), (status = 422, description = "the linter's errors, each at its field")))]
pub async fn publish(web: Web, id: Path<Id>, body: ApiBody<PublishBody>) -> Answer {
    let (id, version, reference) = (id.into_inner(), web.if_match()?, body.0.decision_reference);
    let key = id.clone();
    web.write(move |c, ctx| actions::publish(c, ctx, &key, version, &reference)).await?;
    one(&web, StatusCode::OK, id).await
}
