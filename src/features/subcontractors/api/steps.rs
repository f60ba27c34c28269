//! The steps of a case through the API. `If-Match` is heeded where it is given.

use super::one;
use crate::base::Id;
use crate::base::refusal::Refusal;
use crate::features::chains::Orphans;
use crate::features::subcontractors::actions::{self, EndInput, Judged, ReviewInput, Ruled, SameAs};
use crate::features::subcontractors::model::{
    Authorisation, ChangeCause, Decision, ObjectionGround, Remedy, ReviewKind, ReviewOutcome, Verdict,
};
use crate::features::subcontractors::store;
use crate::kit::web::{Answer, ApiBody, Params, Web};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use serde::Deserialize;

/// Sends a case in, the first time or when more was asked.
#[utoipa::path(post, path = "/api/v1/subcontracts/{id}/submit", tag = "subcontracts", params(("id" = Id, Path)),
    responses((status = 200, description = "Sent in, or stopped at a gate", body = super::SubcontractBody), (status = 409, description = "A criterion has no answer")))]
pub async fn submit(web: Web, id: Path<Id>) -> Answer {
    let (id, version) = (id.into_inner(), web.stated_version()?);
    let key = id.clone();
    web.write(move |c, ctx| actions::submit(c, ctx, &key, version)).await?;
    one(&web, StatusCode::OK, id).await
}

/// Takes up the check that everything is there.
#[utoipa::path(post, path = "/api/v1/subcontracts/{id}/begin", tag = "subcontracts", params(("id" = Id, Path)),
    responses((status = 200, description = "Taken up", body = super::SubcontractBody), (status = 409, description = "There is no such step")))]
pub async fn begin(web: Web, id: Path<Id>) -> Answer {
    let (id, version) = (id.into_inner(), web.stated_version()?);
    let key = id.clone();
    web.write(move |c, ctx| actions::begin(c, ctx, &key, version)).await?;
    one(&web, StatusCode::OK, id).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CompletionBody {
    /// What the vendor has to add; it reads this.
    text: String,
}

/// Asks the vendor for more.
#[utoipa::path(post, path = "/api/v1/subcontracts/{id}/completion", tag = "subcontracts", params(("id" = Id, Path)), request_body = CompletionBody,
    responses((status = 200, description = "Asked", body = super::SubcontractBody)))]
pub async fn completion(web: Web, id: Path<Id>, body: ApiBody<CompletionBody>) -> Answer {
    let (id, version) = (id.into_inner(), web.stated_version()?);
    let key = id.clone();
    web.write(move |c, ctx| actions::ask_completion(c, ctx, &key, version, &body.0.text)).await?;
    one(&web, StatusCode::OK, id).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewVerdictBody {
    criterion: i32,
    verdict: Verdict,
    /// Needed for not met and unclear.
    note: Option<String>,
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewReviewBody {
    /// One for each criterion of the review.
    verdicts: Vec<NewVerdictBody>,
    outcome: ReviewOutcome,
    comment: Option<String>,
}

/// Gives one of the four reviews, each by another person.
#[utoipa::path(put, path = "/api/v1/subcontracts/{id}/case-reviews/{kind}", tag = "subcontracts", params(("id" = Id, Path), ("kind" = ReviewKind, Path)), request_body = NewReviewBody,
    responses((status = 200, description = "Given, or stopped at a gate", body = super::SubcontractBody), (status = 409, description = "The same person gave another, or asked for the case")))]
pub async fn review(web: Web, path: Path<(Id, String)>, body: ApiBody<NewReviewBody>) -> Answer {
    let (id, kind) = path.into_inner();
    let kind: ReviewKind = kind.parse().map_err(|_| Refusal::NotFound)?;
    let version = web.stated_version()?;
    let b = body.0;
    let judged = |v: NewVerdictBody| Judged { criterion: v.criterion, verdict: Some(v.verdict), note: v.note };
    let input = ReviewInput {
        verdicts: b.verdicts.into_iter().map(judged).collect(),
        outcome: Some(b.outcome),
        comment: b.comment,
    };
    let key = id.clone();
    web.write(move |c, ctx| actions::review(c, ctx, &key, version, kind, &input)).await?;
    one(&web, StatusCode::OK, id).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecideBody {
    decision: Decision,
    #[serde(default)]
    conditions: Vec<String>,
    /// At most 24 months after the start.
    valid_until: Option<NaiveDate>,
    #[serde(default)]
    reason: String,
    diary_number: Option<String>,
    /// A node of the chain with the same name that is the same company.
    same_as: Option<Id>,
    /// True: the node with the same name is another company.
    #[serde(default)]
    is_another: bool,
}

impl DecideBody {
    fn ruled(self) -> Ruled {
        Ruled {
            decision: self.decision,
            reason: self.reason,
            conditions: self.conditions,
            valid_until: self.valid_until,
            diary_number: self.diary_number,
            same_as: match self.same_as {
                Some(id) => SameAs::Node(id),
                None if self.is_another => SameAs::Another,
                None => SameAs::Unsaid,
            },
        }
    }
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposeBody {
    decision: Decision,
    #[serde(default)]
    conditions: Vec<String>,
    valid_until: Option<NaiveDate>,
    #[serde(default)]
    reason: String,
}

/// Proposes a decision that somebody else makes.
#[utoipa::path(post, path = "/api/v1/subcontracts/{id}/propose", tag = "subcontracts", params(("id" = Id, Path)), request_body = ProposeBody,
    responses((status = 200, description = "Proposed", body = super::SubcontractBody), (status = 409, description = "A review is not done")))]
pub async fn propose(web: Web, id: Path<Id>, body: ApiBody<ProposeBody>) -> Answer {
    let (id, version, b) = (id.into_inner(), web.stated_version()?, body.0);
    let key = id.clone();
    let said = Ruled {
        decision: b.decision,
        reason: b.reason,
        conditions: b.conditions,
        valid_until: b.valid_until,
        diary_number: None,
        same_as: SameAs::Unsaid,
    };
    web.write(move |c, ctx| actions::propose(c, ctx, &key, version, &said)).await?;
    one(&web, StatusCode::OK, id).await
}

/// Decides a case whose reviews are done: neither its applicant, nor a reviewer, nor its proposer.
#[utoipa::path(post, path = "/api/v1/subcontracts/{id}/decide", tag = "subcontracts", params(("id" = Id, Path)), request_body = DecideBody,
    responses((status = 200, description = "Decided", body = super::SubcontractBody), (status = 409, description = "A review is not done, care from abroad, or the wrong person")))]
pub async fn decide(web: Web, id: Path<Id>, body: ApiBody<DecideBody>) -> Answer {
    let (id, version, ruled) = (id.into_inner(), web.stated_version()?, body.0.ruled());
    let key = id.clone();
    web.write(move |c, ctx| actions::decide(c, ctx, &key, version, &ruled)).await?;
    one(&web, StatusCode::OK, id).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EmergencyBody {
    /// Compensating measures; at least one.
    #[serde(default)]
    conditions: Vec<String>,
    /// At most 30 days ahead.
    valid_until: Option<NaiveDate>,
    #[serde(default)]
    reason: String,
    diary_number: Option<String>,
    same_as: Option<Id>,
    #[serde(default)]
    is_another: bool,
}

/// Approves at once and for a short time what cannot wait.
#[utoipa::path(post, path = "/api/v1/subcontracts/{id}/emergency", tag = "subcontracts", params(("id" = Id, Path)), request_body = EmergencyBody,
    responses((status = 200, description = "Approved for a time", body = super::SubcontractBody), (status = 409, description = "Care from abroad, or there is no such step")))]
pub async fn emergency(web: Web, id: Path<Id>, body: ApiBody<EmergencyBody>) -> Answer {
    let (id, version, b) = (id.into_inner(), web.stated_version()?, body.0);
    let ruled = DecideBody {
        decision: Decision::Temporary,
        conditions: b.conditions,
        valid_until: b.valid_until,
        reason: b.reason,
        diary_number: b.diary_number,
        same_as: b.same_as,
        is_another: b.is_another,
    };
    let ruled = ruled.ruled();
    let key = id.clone();
    web.write(move |c, ctx| actions::emergency(c, ctx, &key, version, &ruled)).await?;
    one(&web, StatusCode::OK, id).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ObjectBody {
    ground: ObjectionGround,
    remedy: Remedy,
    /// The vendor reads this.
    text: String,
}

/// Objects under a general authorisation, before the notice has passed.
#[utoipa::path(post, path = "/api/v1/subcontracts/{id}/object", tag = "subcontracts", params(("id" = Id, Path)), request_body = ObjectBody,
    responses((status = 200, description = "Objected", body = super::SubcontractBody), (status = 409, description = "There is no notice, or it has passed")))]
pub async fn object(web: Web, id: Path<Id>, body: ApiBody<ObjectBody>) -> Answer {
    let (id, version, b) = (id.into_inner(), web.stated_version()?, body.0);
    let key = id.clone();
    web.write(move |c, ctx| actions::object(c, ctx, &key, version, (b.ground, b.remedy, &b.text))).await?;
    one(&web, StatusCode::OK, id).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RevokeBody {
    /// The vendor reads this.
    reason: String,
}

/// Takes an approval back.
#[utoipa::path(post, path = "/api/v1/subcontracts/{id}/revoke", tag = "subcontracts", params(("id" = Id, Path)), request_body = RevokeBody,
    responses((status = 200, description = "Taken back", body = super::SubcontractBody), (status = 409, description = "It has ended already")))]
pub async fn revoke(web: Web, id: Path<Id>, body: ApiBody<RevokeBody>) -> Answer {
    let (id, version) = (id.into_inner(), web.stated_version()?);
    let key = id.clone();
    web.write(move |c, ctx| actions::revoke(c, ctx, &key, version, &body.0.reason)).await?;
    one(&web, StatusCode::OK, id).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EndBody {
    ended_on: NaiveDate,
    reason: String,
    /// True when there is no certificate of deletion: that becomes a finding.
    #[serde(default)]
    certificate_missing: bool,
    /// What becomes of those below.
    orphans: Option<Orphans>,
}

/// Ends an approval and its link, with the certificate of deletion or a finding.
#[utoipa::path(post, path = "/api/v1/subcontracts/{id}/end", tag = "subcontracts", params(("id" = Id, Path)), request_body = EndBody,
    responses((status = 200, description = "Ended", body = super::SubcontractBody), (status = 409, description = "It has ended already"), (status = 422, description = "No certificate, and nobody says that it is missing")))]
pub async fn end(web: Web, id: Path<Id>, body: ApiBody<EndBody>) -> Answer {
    let (id, version, b) = (id.into_inner(), web.stated_version()?, body.0);
    let key = id.clone();
    let name = web.read(move |c, ctx| Ok(store::find(c, &ctx.scope, &key)?.name)).await?;
    let input = EndInput {
        ended_on: b.ended_on,
        reason: b.reason,
        certificate_missing: b.certificate_missing,
        orphans: b.orphans,
        finding_title: web.word_with("subcontracts-finding-title", &[("name", name)]),
    };
    let key = id.clone();
    web.write(move |c, ctx| actions::end(c, ctx, &key, version, &input)).await?;
    one(&web, StatusCode::OK, id).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeBody {
    cause: ChangeCause,
    /// What has changed.
    note: String,
}

/// Begins a case that changes one that is allowed.
#[utoipa::path(post, path = "/api/v1/subcontracts/{id}/change", tag = "subcontracts", params(("id" = Id, Path)), request_body = ChangeBody,
    responses((status = 201, description = "A new draft", body = super::SubcontractBody), (status = 409, description = "Nothing is allowed by it")))]
pub async fn renew(web: Web, id: Path<Id>, body: ApiBody<ChangeBody>) -> Answer {
    let (id, b) = (id.into_inner(), body.0);
    let made = web.write(move |c, ctx| actions::change(c, ctx, &id, b.cause, &b.note)).await?;
    one(&web, StatusCode::CREATED, made.id).await
}

/// The letter of the latest decision as PDF, in `sv` or `en`.
#[utoipa::path(get, path = "/api/v1/subcontracts/{id}/letter.pdf", tag = "subcontracts", params(("id" = Id, Path), ("lang" = Option<String>, Query)),
    responses((status = 200, description = "The letter", content_type = "application/pdf"), (status = 404, description = "Nothing is decided")))]
pub async fn letter(web: Web, id: Path<Id>, query: Query<Params>) -> Answer {
    crate::features::subcontractors::pages::show::letter(web, id, query).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TermsBody {
    authorisation: Authorisation,
    note: Option<String>,
}

/// Notes what a contract says of its vendor's right to take in others.
#[utoipa::path(put, path = "/api/v1/subcontract-terms/{contract_id}", tag = "subcontracts", params(("contract_id" = Id, Path)), request_body = TermsBody,
    responses((status = 200, description = "Noted; the version is 0 before anything was"), (status = 412, description = "Stale")))]
pub async fn terms(web: Web, contract_id: Path<Id>, body: ApiBody<TermsBody>) -> Answer {
    let version = web.if_match()?;
    let (contract_id, b) = (contract_id.into_inner(), body.0);
    let row = web
        .write(move |c, ctx| {
            actions::set_terms(c, ctx, &contract_id, Some(version), b.authorisation, b.note.as_deref())
        })
        .await?;
    web.json_object(StatusCode::OK, row.version, &row)
}
