//! What is followed up: findings, actions, dialogues, self-assessments, incidents. Each is found by its vendor too.

use super::{Hit, every_word, folded, found};
use crate::access::Scope;
use crate::base::{Id, Page, PageRequest, Result};
use crate::features::dialogues::DialogueStatus;
use crate::features::findings::ActionStatus;
use crate::features::incidents::IncidentState;
use crate::features::questionnaires::AssessmentStatus;
use crate::features::risks::RiskState;
use crate::features::search::rules::Terms;
use crate::platform::db::Db;
use crate::platform::db::schema::{
    actions, assessments, contracts, dialogues, findings, incident_parties, incidents, risks, vendors,
};
use chrono::NaiveDate;
use diesel::prelude::*;

type Backend = <Db as diesel::Connection>::Backend;

/// Open ones first, the newest of them on top.
pub fn findings(c: &mut Db, scope: &Scope, terms: &Terms, page: PageRequest) -> Result<Page<Hit>> {
    let client = scope.client()?;
    found!(
        c,
        page,
        every_word!(
            findings::table
                .inner_join(vendors::table)
                .filter(findings::organisation_id.eq(client))
                .into_boxed::<Backend>(),
            terms,
            |word| {
                let own = findings::search_text.like(word.like.clone()).escape('\\');
                let described = folded(&["findings.description"]).like(word.like.clone()).escape('\\');
                let vendor = vendors::search_text.like(word.like.clone()).escape('\\');
                own.or(described).or(vendor).or(findings::number.eq(word.number))
            }
        ),
        (findings::closed_at.is_not_null(), findings::number.desc(), findings::id),
        (findings::id, findings::number, findings::title, vendors::legal_name),
        |row: (Id, i32, String, String)| Hit {
            id: row.0,
            title: format!("#{} {}", row.1, row.2),
            detail: Some(row.3),
            state: None,
            date: None,
        }
    )
}

pub fn actions(c: &mut Db, scope: &Scope, terms: &Terms, page: PageRequest) -> Result<Page<Hit>> {
    let client = scope.client()?;
    found!(
        c,
        page,
        every_word!(
            actions::table
                .inner_join(vendors::table)
                .filter(actions::organisation_id.eq(client))
                .into_boxed::<Backend>(),
            terms,
            |word| {
                let own = actions::search_text.like(word.like.clone()).escape('\\');
                let described = folded(&["actions.description"]).like(word.like.clone()).escape('\\');
                let vendor = vendors::search_text.like(word.like.clone()).escape('\\');
                own.or(described).or(vendor).or(actions::number.eq(word.number))
            }
        ),
        (actions::number.desc(), actions::id),
        (actions::id, actions::number, actions::title, vendors::legal_name, actions::status, actions::due_on),
        |row: (Id, i32, String, String, ActionStatus, NaiveDate)| Hit {
            id: row.0,
            title: format!("#{} {}", row.1, row.2),
            detail: Some(row.3),
            state: Some(row.4.to_string()),
            date: Some(row.5),
        }
    )
}

/// By vendor, contract and month; the latest first.
pub fn dialogues(c: &mut Db, scope: &Scope, terms: &Terms, page: PageRequest) -> Result<Page<Hit>> {
    let client = scope.client()?;
    found!(
        c,
        page,
        every_word!(
            dialogues::table
                .inner_join(vendors::table)
                .inner_join(contracts::table.on(contracts::id.eq(dialogues::contract_id)))
                .filter(dialogues::organisation_id.eq(client))
                .into_boxed::<Backend>(),
            terms,
            |word| {
                let month = dialogues::period.like(word.like.clone()).escape('\\');
                let contract = contracts::search_text.like(word.like.clone()).escape('\\');
                let vendor = vendors::search_text.like(word.like.clone()).escape('\\');
                month.or(contract).or(vendor)
            }
        ),
        (dialogues::held_on.desc(), dialogues::id.desc()),
        (dialogues::id, contracts::title, vendors::legal_name, dialogues::status, dialogues::held_on),
        |row: (Id, String, String, DialogueStatus, NaiveDate)| Hit {
            id: row.0,
            title: row.1,
            detail: Some(row.2),
            state: Some(row.3.to_string()),
            date: Some(row.4),
        }
    )
}

/// By vendor, and by what the region wrote when it was sent.
pub fn assessments(c: &mut Db, scope: &Scope, terms: &Terms, page: PageRequest) -> Result<Page<Hit>> {
    let client = scope.client()?;
    found!(
        c,
        page,
        every_word!(
            assessments::table
                .inner_join(vendors::table)
                .filter(assessments::organisation_id.eq(client))
                .into_boxed::<Backend>(),
            terms,
            |word| {
                let vendor = vendors::search_text.like(word.like.clone()).escape('\\');
                vendor.or(folded(&["assessments.message"]).like(word.like.clone()).escape('\\'))
            }
        ),
        (assessments::sent_at.desc(), assessments::id.desc()),
        (assessments::id, vendors::legal_name, assessments::status, assessments::due_on),
        |row: (Id, String, AssessmentStatus, NaiveDate)| Hit {
            id: row.0,
            title: row.1,
            detail: None,
            state: Some(row.2.to_string()),
            date: Some(row.3),
        }
    )
}

/// By title, description and number, and by the vendors that are touched.
pub fn incidents(c: &mut Db, scope: &Scope, terms: &Terms, page: PageRequest) -> Result<Page<Hit>> {
    let client = scope.client()?;
    found!(
        c,
        page,
        every_word!(
            incidents::table.filter(incidents::organisation_id.eq(client)).into_boxed::<Backend>(),
            terms,
            |word| {
                let own = incidents::search_text.like(word.like.clone()).escape('\\');
                let described = folded(&["incidents.description"]).like(word.like.clone()).escape('\\');
                let named = vendors::table
                    .filter(vendors::organisation_id.eq(client))
                    .filter(vendors::search_text.like(word.like.clone()).escape('\\'))
                    .select(vendors::id);
                let touched = incident_parties::table
                    .filter(incident_parties::organisation_id.eq(client))
                    .filter(incident_parties::vendor_id.eq_any(named))
                    .select(incident_parties::incident_id);
                own.or(described).or(incidents::number.eq(word.number)).or(incidents::id.eq_any(touched))
            }
        ),
        (incidents::number.desc(), incidents::id),
        (incidents::id, incidents::number, incidents::title, incidents::state),
        |row: (Id, i32, String, IncidentState)| Hit {
            id: row.0,
            title: format!("#{} {}", row.1, row.2),
            detail: None,
            state: Some(row.3.to_string()),
            date: None,
        }
    )
}

/// By title, threat and asset, and by number.
pub fn risks(c: &mut Db, scope: &Scope, terms: &Terms, page: PageRequest) -> Result<Page<Hit>> {
    let client = scope.client()?;
    found!(
        c,
        page,
        every_word!(risks::table.filter(risks::organisation_id.eq(client)).into_boxed::<Backend>(), terms, |word| {
            let own = risks::search_text.like(word.like.clone()).escape('\\');
            own.or(risks::number.eq(word.number))
        }),
        (risks::number.desc(), risks::id),
        (risks::id, risks::number, risks::title, risks::state),
        |row: (Id, i32, String, RiskState)| Hit {
            id: row.0,
            title: format!("#{} {}", row.1, row.2),
            detail: None,
            state: Some(row.3.to_string()),
            date: None,
        }
    )
}
