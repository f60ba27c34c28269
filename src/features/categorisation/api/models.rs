//! `/api/v1/tiering-models`.

use crate::base::refusal::{Refusal, Result};
use crate::base::{Id, Instant, Page};
use crate::features::categorisation::actions;
use crate::features::categorisation::pages::dry_run::{asked, tried};
use crate::features::tiering::{self, ModelRecord, ModelStatus, TieringModel};
use crate::kit::web::{Answer, ApiBody, ListQuery, Params, Web, list_body};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// An organisation's own model, or a shipped one (without an id).
#[derive(Serialize, utoipa::ToSchema)]
pub struct ModelBody {
    id: Option<Id>,
    title: Option<String>,
    model_version: String,
    status: ModelStatus,
    base_version: Option<String>,
    valid_from: Option<NaiveDate>,
    decision_reference: Option<String>,
    published_by_name: Option<String>,
    published_at: Option<Instant>,
    /// When the register was judged anew by it.
    applied_at: Option<Instant>,
    created_by_name: Option<String>,
    /// Rules that never decide a tier.
    idle_rules: Vec<String>,
    /// False: raising some criterion makes some vendor less critical.
    monotone: bool,
    /// Criteria, weights (percent), rules, consequences, texts, hours: as in the files of shipped models.
    #[schema(value_type = Object)]
    model: TieringModel,
    version: i32,
}

fn body(record: ModelRecord) -> Result<ModelBody> {
    let model = record.model()?;
    Ok(ModelBody {
        id: Some(record.id),
        title: Some(record.title),
        status: record.status,
        base_version: Some(record.base_version),
        valid_from: record.valid_from,
        decision_reference: record.decision_reference,
        published_by_name: record.published_by_name,
        published_at: record.published_at,
        applied_at: record.applied_at,
        created_by_name: Some(record.created_by_name),
        version: record.version,
        ..shipped(&model)
    })
}

fn shipped(model: &TieringModel) -> ModelBody {
    let examined = tiering::examine(model);
    ModelBody {
        id: None,
        title: None,
        model_version: model.version.clone(),
        status: ModelStatus::Published,
        base_version: None,
        valid_from: Some(model.valid_from),
        decision_reference: None,
        published_by_name: None,
        published_at: None,
        applied_at: None,
        created_by_name: None,
        idle_rules: examined.idle,
        monotone: examined.reversal.is_none(),
        model: model.clone(),
        version: 0,
    }
}

/// The organisation's own models, the newest first; the first page ends with the shipped ones.
#[utoipa::path(get, path = "/api/v1/tiering-models", tag = "tiering_models", params(ListQuery),
    responses((status = 200, description = "A page of models", body = [ModelBody])))]
pub async fn list(web: Web, query: Query<ListQuery>) -> Answer {
    let asked = query.page();
    let page = web.read(move |c, ctx| tiering::list_models(c, &ctx.scope, asked)).await?;
    let (total, number, size) = (page.total, page.number, page.size);
    let mut items = page.items.into_iter().map(body).collect::<Result<Vec<_>>>()?;
    if number == 1 {
        items.extend(TieringModel::versions().all().into_iter().map(shipped));
    }
    web.json(StatusCode::OK, &list_body(Page { items, total, number, size }))
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewModelBody {
    #[serde(default)]
    title: String,
    /// The shipped or published version that it is drawn from.
    #[serde(default)]
    base_version: String,
}

/// A new draft, drawn from another version.
#[utoipa::path(post, path = "/api/v1/tiering-models", tag = "tiering_models", request_body = NewModelBody,
    responses((status = 201, description = "Drafted", body = ModelBody), (status = 422, description = "Invalid")))]
pub async fn draft(web: Web, new: ApiBody<NewModelBody>) -> Answer {
    let new = new.0;
    let record = web.write(move |c, ctx| actions::draft(c, ctx, &new.title, &new.base_version)).await?;
    web.json_object(StatusCode::CREATED, record.version, &body(record.clone())?)
}

/// One of the organisation's own models.
#[utoipa::path(get, path = "/api/v1/tiering-models/{id}", tag = "tiering_models", params(("id" = Id, Path)),
    responses((status = 200, description = "The model", body = ModelBody), (status = 404, description = "Hidden or missing")))]
pub async fn show(web: Web, id: Path<Id>) -> Answer {
    let record = web.read(move |c, ctx| tiering::find_model(c, &ctx.scope, &id)).await?;
    web.json_object(StatusCode::OK, record.version, &body(record.clone())?)
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ModelEditBody {
    title: Option<String>,
    /// The whole model; its version and first day are left as they are.
    #[schema(value_type = Object)]
    model: TieringModel,
}

/// Changes a draft. A rule set that leaves any vendor without a tier is refused.
#[utoipa::path(put, path = "/api/v1/tiering-models/{id}", tag = "tiering_models", params(("id" = Id, Path)), request_body = ModelEditBody,
    responses((status = 200, description = "Changed", body = ModelBody), (status = 409, description = "Published already"), (status = 412, description = "Stale"), (status = 422, description = "A vendor would be left without a tier, or weights do not make 100"), (status = 428, description = "If-Match is missing")))]
pub async fn change(web: Web, id: Path<Id>, edit: ApiBody<ModelEditBody>) -> Answer {
    let (version, edit) = (web.if_match()?, edit.0);
    let record = web
        .write(move |c, ctx| {
            let model = edit.model;
            actions::edit(c, ctx, &id, Some(version), edit.title.as_deref(), |into| {
                *into = model;
                Ok(())
            })
        })
        .await?;
    web.json_object(StatusCode::OK, record.version, &body(record.clone())?)
}

/// How many go from a tier (null: none) to a tier.
#[derive(Serialize, utoipa::ToSchema)]
pub struct CountBody {
    from: Option<u8>,
    to: u8,
    vendors: usize,
}

/// A vendor that would move, and why.
#[derive(Serialize, utoipa::ToSchema)]
pub struct MoveBody {
    vendor_id: Id,
    vendor_name: String,
    from: Option<u8>,
    to: u8,
    reasons_before: Vec<String>,
    reasons_after: Vec<String>,
}

/// A model tried against the portfolio.
#[derive(Serialize, utoipa::ToSchema)]
pub struct DryRunBody {
    moved: usize,
    judged: usize,
    unjudged: usize,
    counts: Vec<CountBody>,
    /// A page of those that would move.
    items: Vec<MoveBody>,
    next: Option<String>,
    total: i64,
}

/// Tries a model against the portfolio: how many would move, who, and why. Nothing changes.
#[utoipa::path(get, path = "/api/v1/tiering-models/{id}/dry-run", tag = "tiering_models",
    params(("id" = Id, Path), ListQuery, ("from" = Option<String>, Query, description = "1-4 or none"), ("to" = Option<u8>, Query)),
    responses((status = 200, description = "What would happen", body = DryRunBody), (status = 404, description = "Hidden or missing")))]
pub async fn dry_run(web: Web, id: Path<Id>, query: Query<ListQuery>, params: Query<Params>) -> Answer {
    let (asked, page) = (asked(&params)?, query.page());
    let tried = web.read(move |c, ctx| tried(c, ctx, &id)).await?;
    let moves = tried.moves(asked);
    let total = i64::try_from(moves.len()).map_err(Refusal::fault)?;
    let skip = usize::try_from(page.offset()).unwrap_or(usize::MAX);
    let size = usize::try_from(page.size).unwrap_or_default();
    let items = moves
        .into_iter()
        .skip(skip)
        .take(size)
        .map(|one| {
            let (reasons_before, reasons_after) = tried.why(&web, one)?;
            let standing = tried.standings.get(one.at).ok_or(Refusal::NotFound)?;
            Ok(MoveBody {
                vendor_id: standing.vendor_id.clone(),
                vendor_name: standing.name.clone(),
                from: one.from,
                to: one.to,
                reasons_before,
                reasons_after,
            })
        })
        .collect::<Result<Vec<_>>>()?;
    let counts = tried.run.counts.iter().map(|((from, to), n)| CountBody { from: *from, to: *to, vendors: *n });
    let body = DryRunBody {
        moved: tried.run.moves.len(),
        judged: tried.standings.len() - tried.run.unjudged,
        unjudged: tried.run.unjudged,
        counts: counts.collect(),
        next: Page::new(Vec::<()>::new(), total, page).next_cursor(),
        items,
        total,
    };
    web.json(StatusCode::OK, &body)
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishBody {
    /// The decision, for instance a diary number.
    #[serde(default)]
    decision_reference: String,
    valid_from: Option<NaiveDate>,
}

/// Publishes a draft by a decision; somebody else than its drafters does. From its first day the register is judged by it.
#[utoipa::path(post, path = "/api/v1/tiering-models/{id}/publish", tag = "tiering_models", params(("id" = Id, Path)), request_body = PublishBody,
    responses((status = 200, description = "Published", body = ModelBody), (status = 409, description = "One's own draft, or published already"), (status = 422, description = "No decision, or a day that has passed")))]
pub async fn publish(web: Web, id: Path<Id>, given: ApiBody<PublishBody>) -> Answer {
    let given = given.0;
    let record = web
        .write(move |c, ctx| actions::publish(c, ctx, &id, None, &given.decision_reference, given.valid_from))
        .await?;
    web.json_object(StatusCode::OK, record.version, &body(record.clone())?)
}

/// Puts a draft away.
#[utoipa::path(post, path = "/api/v1/tiering-models/{id}/discard", tag = "tiering_models", params(("id" = Id, Path)),
    responses((status = 200, description = "Discarded", body = ModelBody), (status = 409, description = "Published already")))]
pub async fn discard(web: Web, id: Path<Id>) -> Answer {
    let record = web.write(move |c, ctx| actions::discard(c, ctx, &id, None)).await?;
    web.json_object(StatusCode::OK, record.version, &body(record.clone())?)
}
