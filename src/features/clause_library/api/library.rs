//! Clauses and legal references.

use crate::base::{Id, Instant, Page, Result};
use crate::features::clause_library::actions::{self, NewVerification};
use crate::features::clause_library::library::{self, LegalStates};
use crate::features::clause_library::model::{Content, Entry, LegalState, Origin};
use crate::features::clause_library::pages::{LibraryFilter, paged};
use crate::features::clause_library::records::LegalVerification;
use crate::features::clause_library::rules::Tally;
use crate::features::clause_library::{review, store};
use crate::features::controls::LintFault;
use crate::kit::Ctx;
use crate::kit::web::{Answer, ApiBody, ListQuery, Params, Web, list_body};
use crate::platform::db::Db;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A legal reference; `verified` only when somebody of the organisation has read the source in force.
#[derive(Debug, Serialize, ToSchema)]
pub struct LegalJson {
    pub reference: String,
    pub verified: bool,
    pub state: Option<LegalState>,
    pub source: Option<String>,
    pub read_on: Option<NaiveDate>,
    pub verified_by_name: Option<String>,
    pub verified_at: Option<Instant>,
}

pub(super) fn legal_json(reference: String, states: &LegalStates) -> LegalJson {
    let said = states.get(&reference);
    LegalJson {
        verified: said.is_some_and(|row| row.state == LegalState::Verified),
        state: said.map(|row| row.state),
        source: said.map(|row| row.source.clone()),
        read_on: said.map(|row| row.read_on),
        verified_by_name: said.map(|row| row.verified_by_name.clone()),
        verified_at: said.map(|row| row.verified_at),
        reference,
    }
}

/// A clause as it holds today.
#[derive(Debug, Serialize, ToSchema)]
pub struct LibraryClause {
    pub code: String,
    /// catalogue, version (the organisation's own of a clause of the catalogue) or own.
    pub origin: Origin,
    pub own_clause_id: Option<Id>,
    pub own_version: Option<i32>,
    pub content: Content,
    pub legal: Vec<LegalJson>,
    /// What the linter says.
    pub faults: Vec<LintFault>,
    /// The contracts that run.
    pub contracts: Tally,
    /// Whole per cent of the contracts that it applies to which hold it.
    pub coverage: Option<i64>,
}

fn clause(entry: Entry, states: &LegalStates, tallies: &BTreeMap<String, Tally>, today: NaiveDate) -> LibraryClause {
    let tally = tallies.get(&entry.code).copied().unwrap_or_default();
    LibraryClause {
        origin: entry.origin,
        own_clause_id: entry.own.as_ref().map(|(id, _)| id.clone()),
        own_version: entry.own.as_ref().map(|(_, number)| *number),
        legal: entry.content.legal_refs.iter().map(|reference| legal_json(reference.clone(), states)).collect(),
        faults: entry.content.faults(today),
        coverage: tally.coverage(),
        contracts: tally,
        code: entry.code,
        content: entry.content,
    }
}

fn clauses(c: &mut Db, ctx: &Ctx, entries: Vec<Entry>) -> Result<Vec<LibraryClause>> {
    let tallies = review::tallies(c, ctx, &entries)?;
    let states = store::legal_states(c, &ctx.scope)?;
    Ok(entries.into_iter().map(|entry| clause(entry, &states, &tallies, ctx.today())).collect())
}

/// The clauses of the library as they hold today.
#[utoipa::path(get, path = "/api/v1/clauses", tag = "clause library", operation_id = "list_clauses",
    params(ListQuery, ("tier" = Option<u8>, Query), ("group" = Option<String>, Query), ("legal" = Option<String>, Query), ("origin" = Option<Origin>, Query)),
    responses((status = 200, description = "A page of clauses", body = [LibraryClause])))]
pub async fn list(web: Web, query: Query<ListQuery>, filters: Query<Params>) -> Answer {
    let (filter, asked) = (LibraryFilter::of(&filters)?, query.page());
    let page = web
        .read(move |c, ctx| {
            let entries = library::library(c, &ctx.scope)?.into_iter().filter(|entry| filter.takes(entry));
            let page = paged(entries.collect(), asked);
            let (total, number, size) = (page.total, page.number, page.size);
            Ok(Page { items: clauses(c, ctx, page.items)?, total, number, size })
        })
        .await?;
    web.json(StatusCode::OK, &list_body(page))
}

/// One clause by its code, such as `KV-05`.
#[utoipa::path(get, path = "/api/v1/clauses/{code}", tag = "clause library", operation_id = "show_clause", params(("code" = String, Path)),
    responses((status = 200, body = LibraryClause), (status = 404, description = "no such clause")))]
pub async fn show(web: Web, code: Path<String>) -> Answer {
    let body = web
        .read(move |c, ctx| {
            let entry = library::entry(c, &ctx.scope, &code)?;
            clauses(c, ctx, vec![entry])
        })
        .await?;
    web.json(StatusCode::OK, &body.into_iter().next())
}

/// Every legal reference that the clauses name, with whether somebody has read it in force.
#[utoipa::path(get, path = "/api/v1/legal-references", tag = "clause library", operation_id = "list_legal", params(ListQuery),
    responses((status = 200, description = "A page of references", body = [LegalJson])))]
pub async fn legal(web: Web, query: Query<ListQuery>) -> Answer {
    let asked = query.page();
    let page = web
        .read(move |c, ctx| {
            let known = library::references(&library::library(c, &ctx.scope)?);
            let states = store::legal_states(c, &ctx.scope)?;
            Ok(paged(known.into_keys().collect(), asked).map(|reference| legal_json(reference, &states)))
        })
        .await?;
    web.json(StatusCode::OK, &list_body(page))
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VerificationBody {
    /// As the clauses write it.
    reference: String,
    /// Where it was read.
    source: String,
    read_on: NaiveDate,
    /// `withdrawn` takes an earlier one back, with a note.
    #[serde(default = "verified")]
    state: LegalState,
    #[serde(default)]
    note: Option<String>,
}

fn verified() -> LegalState {
    LegalState::Verified
}

/// One statement about a legal reference.
#[derive(Debug, Serialize, ToSchema)]
pub struct VerificationJson {
    pub id: Id,
    pub reference: String,
    pub state: LegalState,
    pub source: String,
    pub read_on: NaiveDate,
    pub note: Option<String>,
    pub verified_by_name: String,
    pub verified_at: Instant,
}

impl From<LegalVerification> for VerificationJson {
    fn from(row: LegalVerification) -> Self {
        VerificationJson {
            id: row.id,
            reference: row.reference,
            state: row.state,
            source: row.source,
            read_on: row.read_on,
            note: row.note,
            verified_by_name: row.verified_by_name,
            verified_at: row.verified_at,
        }
    }
}

/// Says that somebody has read a legal source in force, or takes that back.
#[utoipa::path(post, path = "/api/v1/legal-references/verifications", tag = "clause library", operation_id = "verify_legal",
    request_body = VerificationBody,
    responses((status = 201, body = VerificationJson), (status = 422, description = "a field is wrong")))]
pub async fn verify(web: Web, body: ApiBody<VerificationBody>) -> Answer {
    let b = body.0;
    let new = NewVerification {
        reference: b.reference,
        source: b.source,
        read_on: Some(b.read_on),
        state: b.state,
        note: b.note,
    };
    let row = web.write(move |c, ctx| actions::verify(c, ctx, &new)).await?;
    web.json(StatusCode::CREATED, &VerificationJson::from(row))
}
