//! Contracts and their clauses in JSON. The same actions as the pages; a vendor's token gets 404.

pub mod changes;
pub mod depth;

use super::actions::{self, NewContract};
use super::clauses::{ClauseInput, Coverage, coverage, look_again, set_clause};
use super::effective::{DeviationShown, EffectiveLine, effective_lines};
use super::filter::ContractQuery;
use super::records::{ClauseMet, Contract, ContractClause, InContract};
use super::store;
use crate::base::{FieldError, Id, Instant, Language, PageRequest, Refusal, Result};
use crate::features::controls::{LegalRef, catalogue};
use crate::features::vendors::{self, given};
use crate::kit::web::{Answer, ApiBody, Web, list_body};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(Debug, Serialize, ToSchema)]
pub struct ContractJson {
    pub id: Id,
    pub vendor_id: Id,
    pub reference: String,
    pub diary_number: Option<String>,
    pub title: String,
    pub starts_on: Option<NaiveDate>,
    /// The last day; null runs until further notice.
    pub ends_on: Option<NaiveDate>,
    pub notice_months: Option<i32>,
    pub annual_value_sek: Option<i64>,
    pub manager_id: Option<Id>,
    /// The framework agreement that it is called off from.
    pub parent_id: Option<Id>,
    pub internal_note: Option<String>,
    pub created_at: Instant,
    pub updated_at: Instant,
    pub version: i32,
}

impl From<Contract> for ContractJson {
    fn from(k: Contract) -> Self {
        ContractJson {
            id: k.id,
            vendor_id: k.vendor_id,
            reference: k.reference,
            diary_number: k.diary_number,
            title: k.title,
            starts_on: k.starts_on,
            ends_on: k.ends_on,
            notice_months: k.notice_months,
            annual_value_sek: k.annual_value_sek,
            manager_id: k.manager_id,
            parent_id: k.parent_id,
            internal_note: k.internal_note,
            created_at: k.created_at,
            updated_at: k.updated_at,
            version: k.version,
        }
    }
}

#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ContractBody {
    /// Required in POST.
    pub vendor_id: Option<Id>,
    /// Required in POST; unique within the client.
    pub reference: Option<String>,
    /// Required in POST.
    pub title: Option<String>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub diary_number: Option<Option<String>>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>, format = Date)]
    pub starts_on: Option<Option<NaiveDate>>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>, format = Date)]
    pub ends_on: Option<Option<NaiveDate>>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<i32>)]
    pub notice_months: Option<Option<i32>>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<i64>)]
    pub annual_value_sek: Option<Option<i64>>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub manager_id: Option<Option<Id>>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub parent_id: Option<Option<Id>>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub internal_note: Option<Option<String>>,
}

impl ContractBody {
    fn onto(self, base: NewContract) -> NewContract {
        NewContract {
            vendor_id: self.vendor_id.unwrap_or(base.vendor_id),
            reference: self.reference.unwrap_or(base.reference),
            diary_number: self.diary_number.unwrap_or(base.diary_number),
            title: self.title.unwrap_or(base.title),
            starts_on: self.starts_on.unwrap_or(base.starts_on),
            ends_on: self.ends_on.unwrap_or(base.ends_on),
            notice_months: self.notice_months.unwrap_or(base.notice_months),
            annual_value_sek: self.annual_value_sek.unwrap_or(base.annual_value_sek),
            manager_id: self.manager_id.unwrap_or(base.manager_id),
            parent_id: self.parent_id.unwrap_or(base.parent_id),
            internal_note: self.internal_note.unwrap_or(base.internal_note),
        }
    }

    fn new_contract(self) -> Result<NewContract> {
        let missing = FieldError::new("vendor_id", "error-required");
        let vendor_id = self.vendor_id.clone().ok_or(Refusal::Invalid(vec![missing]))?;
        let empty = NewContract {
            vendor_id,
            reference: String::new(),
            diary_number: None,
            title: String::new(),
            starts_on: None,
            ends_on: None,
            notice_months: None,
            annual_value_sek: None,
            manager_id: None,
            parent_id: None,
            internal_note: None,
        };
        Ok(self.onto(empty))
    }
}

/// One clause that applies, with what is known of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClauseJson {
    pub clause_id: String,
    pub group: String,
    pub title_sv: String,
    pub title_en: String,
    pub requirement_sv: String,
    pub rationale_en: String,
    pub evidence_sv: String,
    pub controls: Vec<String>,
    pub nis2: Vec<String>,
    /// With whether a person has read the source in force.
    #[schema(value_type = Vec<Object>)]
    pub legal_refs: Vec<LegalRef>,
    /// present, partly, missing, not_applicable; null while nobody has looked.
    #[schema(value_type = Option<String>)]
    pub in_contract: Option<InContract>,
    pub section: Option<String>,
    /// met, partly, not_met, unknown.
    #[schema(value_type = String)]
    pub met: ClauseMet,
    pub note: Option<String>,
    /// The framework agreement whose statement it is.
    pub inherited_from: Option<Id>,
    /// The signed amendment that brought it in.
    pub amendment_id: Option<Id>,
    pub deviation: Option<DeviationShown>,
    pub agreed: Vec<depth::AgreedJson>,
    /// Missing, and newer than the contract: followed up voluntarily.
    pub voluntary: bool,
    pub updated_by: Option<String>,
    pub updated_at: Option<Instant>,
    /// What If-Match must say; 0 while nothing is stored.
    pub version: i32,
}

impl From<EffectiveLine> for ClauseJson {
    fn from(line: EffectiveLine) -> Self {
        let agreed = line.agreed.iter().map(depth::AgreedJson::from).collect();
        let (in_contract, met, version) = (line.in_contract(), line.met(), line.version());
        let clause = line.clause;
        let row = line.row;
        ClauseJson {
            clause_id: clause.id.clone(),
            group: clause.group.clone(),
            title_sv: clause.title_sv.clone(),
            title_en: clause.title_en.clone(),
            requirement_sv: clause.requirement_sv.clone(),
            rationale_en: clause.rationale_en.clone(),
            evidence_sv: clause.evidence_sv.clone(),
            controls: clause.controls.clone(),
            nis2: clause.nis2.clone(),
            legal_refs: clause.legal_refs.clone(),
            in_contract,
            met,
            version,
            inherited_from: line.inherited_from,
            amendment_id: line.amendment,
            deviation: line.deviation,
            agreed,
            voluntary: line.voluntary,
            section: row.as_ref().and_then(|r| r.section.clone()),
            note: row.as_ref().and_then(|r| r.note.clone()),
            updated_by: row.as_ref().map(|r| r.updated_by_name.clone()),
            updated_at: row.map(|r| r.updated_at),
        }
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ClausesJson {
    pub catalogue_version: String,
    pub coverage: Coverage,
    pub items: Vec<ClauseJson>,
    /// What only the organisation asks for. The coverage does not count it.
    pub own: Vec<ContractOwnClauseJson>,
}

/// A clause that only the organisation has, as it stands in the contract; stated at
/// `/api/v1/contracts/{id}/own-clauses/{own_clause_id}`.
#[derive(Debug, Serialize, ToSchema)]
pub struct ContractOwnClauseJson {
    pub own_clause_id: Id,
    pub code: String,
    pub title_sv: String,
    pub title_en: String,
    pub text_sv: String,
    pub text_en: String,
    #[schema(value_type = Option<String>)]
    pub in_contract: Option<InContract>,
    /// The framework agreement says it, and the contract nothing.
    pub inherited: bool,
    pub section: Option<String>,
    pub note: Option<String>,
    /// What If-Match must say; 0 while nothing is stored.
    pub version: i32,
}

impl From<store::OwnLine> for ContractOwnClauseJson {
    fn from(line: store::OwnLine) -> Self {
        ContractOwnClauseJson {
            title_sv: line.title(Language::Sv).to_string(),
            title_en: line.title(Language::En).to_string(),
            text_sv: line.text(Language::Sv),
            text_en: line.text(Language::En),
            in_contract: line.in_contract(),
            inherited: line.inherited.is_some(),
            section: line.stated.as_ref().and_then(|row| row.section.clone()),
            note: line.stated.as_ref().and_then(|row| row.note.clone()),
            version: line.version(),
            own_clause_id: line.id,
            code: line.code,
        }
    }
}

#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ClauseBody {
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub in_contract: Option<Option<InContract>>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub section: Option<Option<String>>,
    #[schema(value_type = Option<String>)]
    pub met: Option<ClauseMet>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub note: Option<Option<String>>,
    /// Somebody has looked again: what is stored already is dated anew and logged, though nothing changes.
    pub seen_again: bool,
}

impl ClauseBody {
    fn onto(self, row: Option<&ContractClause>) -> ClauseInput {
        ClauseInput {
            in_contract: self.in_contract.unwrap_or_else(|| row.and_then(|r| r.in_contract)),
            section: self.section.unwrap_or_else(|| row.and_then(|r| r.section.clone())),
            met: self.met.unwrap_or_else(|| row.map_or(ClauseMet::Unknown, |r| r.met)),
            note: self.note.unwrap_or_else(|| row.and_then(|r| r.note.clone())),
        }
    }
}

/// The client's contracts.
#[utoipa::path(get, path = "/api/v1/contracts", tag = "contracts", params(ContractQuery),
    responses((status = 200, description = "items, next, total", body = Vec<ContractJson>)))]
pub async fn list(web: Web, query: Query<ContractQuery>) -> Answer {
    let filter = query.filter(web.ctx()?.today());
    let request = PageRequest::from_cursor(query.cursor.as_deref(), query.limit);
    let page = web.read(move |c, ctx| store::list(c, &ctx.scope, &filter, request)).await?;
    web.json(StatusCode::OK, &list_body(page.map(ContractJson::from)))
}

/// Adds a contract with one of the client's vendors.
#[utoipa::path(post, path = "/api/v1/contracts", tag = "contracts", request_body = ContractBody,
    responses((status = 201, body = ContractJson), (status = 422, description = "a field is wrong, or the reference is taken")))]
pub async fn add(web: Web, body: ApiBody<ContractBody>) -> Answer {
    let new = body.0.new_contract()?;
    let contract = web.write(move |c, ctx| actions::add(c, ctx, &new)).await?;
    web.json_object(StatusCode::CREATED, contract.version, &ContractJson::from(contract))
}

/// One contract.
#[utoipa::path(get, path = "/api/v1/contracts/{id}", tag = "contracts", params(("id" = String, Path)),
    responses((status = 200, body = ContractJson), (status = 404, description = "hidden or missing")))]
pub async fn find(web: Web, id: Path<Id>) -> Answer {
    let contract =
        web.read(move |c, ctx| ctx.scope.client().map(drop).and_then(|()| store::find(c, &ctx.scope, &id))).await?;
    web.json_object(StatusCode::OK, contract.version, &ContractJson::from(contract))
}

/// Changes the fields that are given. Needs If-Match.
#[utoipa::path(patch, path = "/api/v1/contracts/{id}", tag = "contracts", params(("id" = String, Path)), request_body = ContractBody,
    responses((status = 200, body = ContractJson), (status = 412, description = "changed since it was read"), (status = 428, description = "no If-Match")))]
pub async fn change(web: Web, id: Path<Id>, body: ApiBody<ContractBody>) -> Answer {
    let version = web.if_match()?;
    let contract = web
        .write(move |c, ctx| {
            let base = NewContract::of(&store::find(c, &ctx.scope, &id)?);
            actions::update(c, ctx, &id, &body.0.onto(base), version)
        })
        .await?;
    web.json_object(StatusCode::OK, contract.version, &ContractJson::from(contract))
}

/// The clauses that apply to the vendor's tier, with what is known of each and the coverage.
#[utoipa::path(get, path = "/api/v1/contracts/{id}/clauses", tag = "contracts", params(("id" = String, Path)),
    responses((status = 200, body = ClausesJson)))]
pub async fn clauses(web: Web, id: Path<Id>) -> Answer {
    let (lines, own) = web
        .read(move |c, ctx| {
            let contract = store::find(c, &ctx.scope, &id)?;
            let lines = effective_lines(c, &ctx.scope, &contract)?;
            let tier = vendors::find(c, &ctx.scope, &contract.vendor_id)?.tier;
            Ok((lines, store::own_lines(c, &ctx.scope, &contract, tier)?))
        })
        .await?;
    let today = web.ctx()?.today();
    let body = ClausesJson {
        catalogue_version: catalogue().current_clauses().version.to_string(),
        coverage: coverage(&lines, today),
        items: lines.into_iter().map(ClauseJson::from).collect(),
        own: own.into_iter().map(ContractOwnClauseJson::from).collect(),
    };
    web.json(StatusCode::OK, &body)
}

/// States what is known of one clause. Needs If-Match: the clause's version, 0 for the first time.
#[utoipa::path(patch, path = "/api/v1/contracts/{id}/clauses/{clause_id}", tag = "contracts",
    params(("id" = String, Path), ("clause_id" = String, Path)), request_body = ClauseBody,
    responses((status = 200, body = ClauseJson), (status = 412, description = "changed since it was read"),
        (status = 422, description = "too long, or seen again though nothing is judged"), (status = 428, description = "no If-Match")))]
pub async fn change_clause(web: Web, path: Path<(Id, String)>, body: ApiBody<ClauseBody>) -> Answer {
    let (version, (id, clause_id)) = (web.if_match()?, path.into_inner());
    let line = web
        .write(move |c, ctx| {
            ctx.scope.client()?;
            let stored = store::clause_row(c, &ctx.scope, &id, &clause_id)?;
            let save = if body.0.seen_again { look_again } else { set_clause };
            let row = save(c, ctx, &id, &clause_id, &body.0.onto(stored.as_ref()), version)?;
            let clause = catalogue().current_clauses().find(&clause_id).ok_or(Refusal::NotFound)?;
            let contract = store::find(c, &ctx.scope, &id)?;
            let lines = effective_lines(c, &ctx.scope, &contract)?;
            let line = lines.into_iter().find(|line| line.clause.id == clause_id);
            // A clause that the vendor's tier is not asked for may be judged all the same.
            Ok(line.unwrap_or_else(|| EffectiveLine::bare(clause, Some(row))))
        })
        .await?;
    web.json_object(StatusCode::OK, line.version(), &ClauseJson::from(line))
}
