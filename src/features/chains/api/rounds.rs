//! Chain confirmation through the API: the region's rounds, and the vendor's own answers.

use crate::base::refusal::Result;
use crate::base::{Id, Instant};
use crate::features::chains::actions::{self, Decision, NewCorrection, NewFollowUp, NewRound, Signature};
use crate::features::chains::model::{
    ConfirmationState, CorrectionKind, CorrectionState, FollowUpMethod, FollowUpOutcome, LinkAnswer, LinkFacts,
    NodeKind, Orphans, RoundState, TransferMechanism,
};
use crate::features::chains::records::{Correction, FollowUp, Round};
use crate::features::chains::store::{self, Asked, Progress};
use crate::kit::Ctx;
use crate::kit::web::{Answer, ApiBody, ListQuery, Web, list_body};
use crate::platform::db::Db;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A round of chain confirmation and how far it has come.
#[derive(Serialize, utoipa::ToSchema)]
pub struct RoundBody {
    id: Id,
    /// Empty for a round that time itself started.
    title: String,
    due_on: NaiveDate,
    tiers: Vec<i32>,
    automatic: bool,
    state: RoundState,
    asked: i64,
    signed: i64,
    withdrawn: i64,
    findings: i64,
    created_by_name: String,
    created_at: Instant,
    version: i32,
}

fn round_body(round: Round, progress: Progress) -> RoundBody {
    RoundBody {
        tiers: round.tiers(),
        id: round.id,
        title: round.title,
        due_on: round.due_on,
        automatic: round.automatic,
        state: round.state,
        asked: progress.asked,
        signed: progress.signed,
        withdrawn: progress.withdrawn,
        findings: progress.findings,
        created_by_name: round.created_by_name,
        created_at: round.created_at,
        version: round.version,
    }
}

/// The rounds of chain confirmation, newest first.
#[utoipa::path(get, path = "/api/v1/chains/rounds", tag = "chains", operation_id = "list_rounds", params(ListQuery),
    responses((status = 200, description = "A page of rounds", body = [RoundBody])))]
pub async fn list(web: Web, query: Query<ListQuery>) -> Answer {
    let asked = query.page();
    let page = web
        .read(move |c, ctx| {
            let page = store::round_page(c, &ctx.scope, asked)?;
            let ids: Vec<Id> = page.items.iter().map(|round| round.id.clone()).collect();
            let mut progress = store::progress(c, &ctx.scope, &ids)?;
            Ok(page.map(|round| {
                let done = progress.remove(&round.id).unwrap_or_default();
                round_body(round, done)
            }))
        })
        .await?;
    web.json(StatusCode::OK, &list_body(page))
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRoundBody {
    #[serde(default)]
    title: String,
    due_on: NaiveDate,
    /// Tiers 1-4 of the vendors that are asked.
    tiers: Vec<i32>,
}

async fn one(web: &Web, status: StatusCode, id: Id) -> Answer {
    let body = web
        .read(move |c, ctx| {
            let round = store::find_round(c, &ctx.scope, &id)?;
            let progress = store::progress(c, &ctx.scope, std::slice::from_ref(&id))?.remove(&id);
            Ok(round_body(round, progress.unwrap_or_default()))
        })
        .await?;
    web.json_object(status, body.version, &body)
}

/// Starts a round: one question for each contract of the vendors in the tiers, one mail to each of their people.
#[utoipa::path(post, path = "/api/v1/chains/rounds", tag = "chains", operation_id = "start_round", request_body = NewRoundBody,
    responses((status = 201, description = "Started", body = RoundBody), (status = 409, description = "There is nobody to ask")))]
pub async fn create(web: Web, body: ApiBody<NewRoundBody>) -> Answer {
    let b = body.0;
    let new = NewRound { title: b.title, due_on: b.due_on, tiers: b.tiers };
    let round = web.write(move |c, ctx| actions::start_round(c, ctx, &new)).await?;
    one(&web, StatusCode::CREATED, round.id).await
}

/// One round.
#[utoipa::path(get, path = "/api/v1/chains/rounds/{id}", tag = "chains", operation_id = "show_round", params(("id" = Id, Path)),
    responses((status = 200, description = "The round", body = RoundBody), (status = 404, description = "Hidden or missing")))]
pub async fn show(web: Web, id: Path<Id>) -> Answer {
    one(&web, StatusCode::OK, id.into_inner()).await
}

/// Reminds everybody in the round who has not answered.
#[utoipa::path(post, path = "/api/v1/chains/rounds/{id}/remind", tag = "chains", operation_id = "remind_round", params(("id" = Id, Path)),
    responses((status = 200, description = "Reminded", body = RoundBody), (status = 409, description = "The round is closed")))]
pub async fn remind(web: Web, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let key = id.clone();
    web.write(move |c, ctx| actions::remind_round(c, ctx, &key)).await?;
    one(&web, StatusCode::OK, id).await
}

/// Closes the round; what nobody has answered is no longer asked.
#[utoipa::path(post, path = "/api/v1/chains/rounds/{id}/close", tag = "chains", operation_id = "close_round", params(("id" = Id, Path)),
    responses((status = 200, description = "Closed", body = RoundBody), (status = 412, description = "Stale")))]
pub async fn close(web: Web, id: Path<Id>) -> Answer {
    let (version, id) = (web.if_match()?, id.into_inner());
    let key = id.clone();
    web.write(move |c, ctx| actions::close_round(c, ctx, &key, Some(version))).await?;
    one(&web, StatusCode::OK, id).await
}

/// What a vendor is asked about one contract.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ConfirmationBody {
    id: Id,
    client: String,
    contract_id: Id,
    contract_reference: String,
    vendor_name: String,
    due_on: NaiveDate,
    state: ConfirmationState,
    signed_on: Option<NaiveDate>,
    signed_by_name: Option<String>,
    signed_by_role: Option<String>,
    /// Who in the region entered the answer, when the vendor gave it by telephone.
    phone_by_name: Option<String>,
    note: Option<String>,
    links: Vec<SaidBody>,
    corrections: Vec<CorrectionBody>,
    version: i32,
}

/// A link that the vendor sees, and what it has said of it.
#[derive(Serialize, utoipa::ToSchema)]
pub struct SaidBody {
    link_id: Id,
    parent_node_id: Id,
    child_node_id: Id,
    child_name: String,
    task: String,
    data_class: Option<i32>,
    countries: Vec<String>,
    remote_countries: Vec<String>,
    answer: Option<LinkAnswer>,
}

/// What a vendor proposes.
#[derive(Serialize, utoipa::ToSchema)]
pub struct CorrectionBody {
    id: Id,
    confirmation_id: Id,
    contract_id: Id,
    kind: CorrectionKind,
    link_id: Option<Id>,
    parent_node_id: Option<Id>,
    node_kind: Option<NodeKind>,
    name: Option<String>,
    task: Option<String>,
    data_class: Option<i32>,
    countries: Vec<String>,
    remote_countries: Vec<String>,
    comment: Option<String>,
    state: CorrectionState,
    proposed_by_name: String,
    decided_by_name: Option<String>,
    decision_note: Option<String>,
    version: i32,
}

impl From<Correction> for CorrectionBody {
    fn from(one: Correction) -> Self {
        CorrectionBody {
            countries: one.countries(),
            remote_countries: one.remote_countries(),
            id: one.id,
            confirmation_id: one.confirmation_id,
            contract_id: one.contract_id,
            kind: one.kind,
            link_id: one.link_id,
            parent_node_id: one.parent_node_id,
            node_kind: one.node_kind,
            name: one.name,
            task: one.task,
            data_class: one.data_class,
            comment: one.comment,
            state: one.state,
            proposed_by_name: one.proposed_by_name,
            decided_by_name: one.decided_by_name,
            decision_note: one.decision_note,
            version: one.version,
        }
    }
}

fn confirmation_body(c: &mut Db, ctx: &Ctx, asked: Asked) -> Result<ConfirmationBody> {
    let mut links = store::links_of_contract(c, &ctx.scope, &asked.confirmation.contract_id)?;
    links.retain(|link| link.is_active() && link.vendor_visible);
    let nodes = store::nodes_of_links(c, &links)?;
    let said = store::statements(c, &asked.confirmation.id)?;
    let link = |link: crate::features::chains::records::ChainLink| SaidBody {
        child_name: nodes.get(&link.child_node_id).map(|node| node.name.clone()).unwrap_or_default(),
        countries: link.countries(),
        remote_countries: link.remote_countries(),
        answer: said.get(&link.id).map(|one| one.answer),
        link_id: link.id,
        parent_node_id: link.parent_node_id,
        child_node_id: link.child_node_id,
        task: link.task,
        data_class: link.data_class,
    };
    let corrections = store::corrections_of(c, &asked.confirmation.id)?;
    let one = asked.confirmation;
    Ok(ConfirmationBody {
        links: links.into_iter().map(link).collect(),
        corrections: corrections.into_iter().map(Into::into).collect(),
        id: one.id,
        client: asked.client,
        contract_id: one.contract_id,
        contract_reference: asked.reference,
        vendor_name: asked.vendor,
        due_on: one.due_on,
        state: one.state,
        signed_on: one.signed_on,
        signed_by_name: one.signed_by_name,
        signed_by_role: one.signed_by_role,
        phone_by_name: one.phone_by_name,
        note: one.note,
        version: one.version,
    })
}

async fn confirmation(web: &Web, id: Id) -> Answer {
    let body = web
        .read(move |c, ctx| {
            let asked = store::find_asked(c, &ctx.scope, &id)?;
            confirmation_body(c, ctx, asked)
        })
        .await?;
    web.json_object(StatusCode::OK, body.version, &body)
}

/// What one vendor was asked about one contract and has said. Links that the vendor does not see are left out.
#[utoipa::path(get, path = "/api/v1/chains/confirmations/{id}", tag = "chains", params(("id" = Id, Path)),
    responses((status = 200, description = "The confirmation", body = ConfirmationBody), (status = 404, description = "Hidden or missing")))]
pub async fn of_region(web: Web, id: Path<Id>) -> Answer {
    confirmation(&web, id.into_inner()).await
}

/// The proposals that wait for the region's decision, oldest first.
#[utoipa::path(get, path = "/api/v1/chains/corrections", tag = "chains", params(ListQuery),
    responses((status = 200, description = "A page of proposals", body = [CorrectionBody])))]
pub async fn corrections(web: Web, query: Query<ListQuery>) -> Answer {
    let asked = query.page();
    let page = web.read(move |c, ctx| store::waiting_page(c, &ctx.scope, asked)).await?;
    web.json(StatusCode::OK, &list_body(page.map(CorrectionBody::from)))
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionBody {
    /// `accepted` or `rejected`.
    state: CorrectionState,
    /// Needed to reject.
    note: Option<String>,
    /// What becomes of those below a link that is no longer used.
    orphans: Option<Orphans>,
    #[serde(default)]
    is_another: bool,
}

/// Decides about a proposal. What is accepted awaits approval as a declared link.
#[utoipa::path(post, path = "/api/v1/chains/corrections/{id}/decide", tag = "chains", params(("id" = Id, Path)), request_body = DecisionBody,
    responses((status = 200, description = "Decided", body = CorrectionBody), (status = 409, description = "It is decided already"), (status = 412, description = "Stale")))]
pub async fn decide(web: Web, id: Path<Id>, body: ApiBody<DecisionBody>) -> Answer {
    let (version, b, id) = (web.if_match()?, body.0, id.into_inner());
    if b.state == CorrectionState::Proposed {
        return Err(crate::base::Refusal::invalid("state", "error-choice"));
    }
    let decision = Decision {
        accept: b.state == CorrectionState::Accepted,
        note: b.note,
        orphans: b.orphans,
        is_another: b.is_another,
    };
    let one = web.write(move |c, ctx| actions::decide_correction(c, ctx, &id, &decision, Some(version))).await?;
    web.json_object(StatusCode::OK, one.version, &CorrectionBody::from(one))
}

/// How a vendor followed up one of its own subcontractors.
#[derive(Serialize, utoipa::ToSchema)]
pub struct FollowUpBody {
    id: Id,
    link_id: Id,
    contract_id: Id,
    name: String,
    held_on: NaiveDate,
    method: FollowUpMethod,
    outcome: FollowUpOutcome,
    note: Option<String>,
    registered_by_name: String,
}

fn follow_up_body(one: FollowUp, name: String) -> FollowUpBody {
    FollowUpBody {
        id: one.id,
        link_id: one.link_id,
        contract_id: one.contract_id,
        name,
        held_on: one.held_on,
        method: one.method,
        outcome: one.outcome,
        note: one.note,
        registered_by_name: one.registered_by_name,
    }
}

async fn all_follow_ups(web: Web, query: Query<ListQuery>) -> Answer {
    let asked = query.page();
    let page = web.read(move |c, ctx| store::follow_up_page(c, &ctx.scope, asked)).await?;
    web.json(StatusCode::OK, &list_body(page.map(|(one, name)| follow_up_body(one, name))))
}

/// The vendors' own follow-ups of their subcontractors, the latest first.
#[utoipa::path(get, path = "/api/v1/chains/follow-ups", tag = "chains", operation_id = "list_follow_ups", params(ListQuery),
    responses((status = 200, description = "A page of follow-ups", body = [FollowUpBody])))]
pub async fn follow_ups(web: Web, query: Query<ListQuery>) -> Answer {
    all_follow_ups(web, query).await
}

/// What the vendor's own organisation is or was asked, the unanswered first.
#[utoipa::path(get, path = "/api/v1/portal/confirmations", tag = "chains", operation_id = "portal_confirmations",
    responses((status = 200, description = "The confirmations", body = [ConfirmationBody])))]
pub async fn portal_list(web: Web) -> Answer {
    let rows = web
        .read(|c, ctx| {
            let all = store::asked_of_vendor(c, &ctx.scope)?;
            all.into_iter().map(|asked| confirmation_body(c, ctx, asked)).collect::<Result<Vec<_>>>()
        })
        .await?;
    web.json(StatusCode::OK, &serde_json::json!({ "items": rows, "next": null, "total": rows.len() }))
}

/// One confirmation of the vendor's own, with the links that it sees.
#[utoipa::path(get, path = "/api/v1/portal/confirmations/{id}", tag = "chains", operation_id = "portal_confirmation", params(("id" = Id, Path)),
    responses((status = 200, description = "The confirmation", body = ConfirmationBody), (status = 404, description = "Hidden or missing")))]
pub async fn portal_show(web: Web, id: Path<Id>) -> Answer {
    confirmation(&web, id.into_inner()).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignBody {
    #[serde(default)]
    name: String,
    #[serde(default)]
    role: String,
    note: Option<String>,
    /// By link id; every link that the vendor sees and has not corrected.
    #[serde(default)]
    answers: BTreeMap<Id, LinkAnswer>,
}

/// The vendor signs its chain.
#[utoipa::path(post, path = "/api/v1/portal/confirmations/{id}/sign", tag = "chains", params(("id" = Id, Path)), request_body = SignBody,
    responses((status = 200, description = "Signed", body = ConfirmationBody), (status = 409, description = "It is signed already"), (status = 422, description = "A link is not answered")))]
pub async fn sign(web: Web, id: Path<Id>, body: ApiBody<SignBody>) -> Answer {
    signed(web, id.into_inner(), body.0).await
}

/// The region enters what the vendor answers by telephone: `name` and `role` are of whoever answered. The answer is
/// marked with who entered it.
#[utoipa::path(post, path = "/api/v1/chains/confirmations/{id}/sign", tag = "chains", operation_id = "sign_by_phone",
    params(("id" = Id, Path)), request_body = SignBody,
    responses((status = 200, description = "Signed", body = ConfirmationBody), (status = 409, description = "It is signed already"), (status = 422, description = "A link is not answered")))]
pub async fn sign_by_phone(web: Web, id: Path<Id>, body: ApiBody<SignBody>) -> Answer {
    signed(web, id.into_inner(), body.0).await
}

async fn signed(web: Web, id: Id, b: SignBody) -> Answer {
    let (version, key) = (web.if_match()?, id.clone());
    let signature = Signature { name: b.name, role: b.role, note: b.note, answers: b.answers };
    web.write(move |c, ctx| actions::sign(c, ctx, &key, &signature, Some(version))).await?;
    confirmation(&web, id).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposalBody {
    kind: CorrectionKind,
    /// The link that is corrected or no longer used.
    link_id: Option<Id>,
    /// Whom a new one works for; the vendor itself, without it.
    parent_node_id: Option<Id>,
    node_kind: Option<NodeKind>,
    name: Option<String>,
    org_number: Option<String>,
    country: Option<String>,
    location: Option<String>,
    #[serde(default)]
    task: String,
    data_class: Option<i32>,
    #[serde(default)]
    information_types: Vec<String>,
    persons_low: Option<i64>,
    persons_high: Option<i64>,
    #[serde(default)]
    countries: Vec<String>,
    #[serde(default)]
    remote_countries: Vec<String>,
    transfer_mechanism: Option<TransferMechanism>,
    comment: Option<String>,
}

/// The vendor proposes a new link, a correction or an end.
#[utoipa::path(post, path = "/api/v1/portal/confirmations/{id}/proposals", tag = "chains", params(("id" = Id, Path)), request_body = ProposalBody,
    responses((status = 201, description = "Proposed", body = CorrectionBody), (status = 422, description = "Invalid")))]
pub async fn propose(web: Web, id: Path<Id>, body: ApiBody<ProposalBody>) -> Answer {
    let (b, id) = (body.0, id.into_inner());
    let new = NewCorrection {
        kind: b.kind,
        link_id: b.link_id,
        parent_node_id: b.parent_node_id,
        node_kind: b.node_kind,
        name: b.name,
        org_number: b.org_number,
        country: b.country,
        location: b.location,
        facts: LinkFacts {
            task: b.task,
            data_class: b.data_class,
            information_types: b.information_types,
            persons: (b.persons_low, b.persons_high),
            countries: b.countries,
            remote_countries: b.remote_countries,
            transfer_mechanism: b.transfer_mechanism,
            ..LinkFacts::default()
        },
        comment: b.comment,
    };
    let one = web.write(move |c, ctx| actions::propose(c, ctx, &id, &new)).await?;
    web.json_object(StatusCode::CREATED, one.version, &CorrectionBody::from(one))
}

/// The vendor's own follow-ups of its subcontractors, the latest first.
#[utoipa::path(get, path = "/api/v1/portal/follow-ups", tag = "chains", operation_id = "portal_follow_ups", params(ListQuery),
    responses((status = 200, description = "A page of follow-ups", body = [FollowUpBody])))]
pub async fn portal_follow_ups(web: Web, query: Query<ListQuery>) -> Answer {
    all_follow_ups(web, query).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewFollowUpBody {
    link_id: Id,
    held_on: NaiveDate,
    method: FollowUpMethod,
    outcome: FollowUpOutcome,
    /// Needed unless the outcome is good.
    note: Option<String>,
}

/// The vendor notes how it followed up one of its own.
#[utoipa::path(post, path = "/api/v1/portal/follow-ups", tag = "chains", request_body = NewFollowUpBody,
    responses((status = 201, description = "Noted", body = FollowUpBody), (status = 422, description = "Invalid")))]
pub async fn register_follow_up(web: Web, body: ApiBody<NewFollowUpBody>) -> Answer {
    let b = body.0;
    let new =
        NewFollowUp { link_id: b.link_id, held_on: b.held_on, method: b.method, outcome: b.outcome, note: b.note };
    let one = web.write(move |c, ctx| actions::follow_up(c, ctx, &new)).await?;
    web.json(StatusCode::CREATED, &follow_up_body(one, String::new()))
}
