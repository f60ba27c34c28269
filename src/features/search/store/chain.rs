//! Services, the platforms that they run on, and everybody in a supply chain.

use super::{Hit, every_word, found};
use crate::access::Scope;
use crate::base::{Id, Page, PageRequest, Result};
use crate::features::search::rules::Terms;
use crate::features::subcontractors::CaseState;
use crate::platform::db::Db;
use crate::platform::db::schema::{chain_nodes, platforms, services, subcontract_cases};
use diesel::prelude::*;

type Backend = <Db as diesel::Connection>::Backend;

pub fn services(c: &mut Db, scope: &Scope, terms: &Terms, page: PageRequest) -> Result<Page<Hit>> {
    let client = scope.client()?;
    found!(
        c,
        page,
        every_word!(
            services::table.filter(services::organisation_id.eq(client)).into_boxed::<Backend>(),
            terms,
            |word| services::search_text.like(word.like.clone()).escape('\\')
        ),
        (services::name_folded, services::id),
        (services::id, services::name, services::administration),
        |row: (Id, String, Option<String>)| Hit { id: row.0, title: row.1, detail: row.2, state: None, date: None }
    )
}

pub fn platforms(c: &mut Db, scope: &Scope, terms: &Terms, page: PageRequest) -> Result<Page<Hit>> {
    let client = scope.client()?;
    found!(
        c,
        page,
        every_word!(
            platforms::table.filter(platforms::organisation_id.eq(client)).into_boxed::<Backend>(),
            terms,
            |word| platforms::search_text.like(word.like.clone()).escape('\\')
        ),
        (platforms::name_folded, platforms::id),
        (platforms::id, platforms::name),
        |row: (Id, String)| Hit { id: row.0, title: row.1, detail: None, state: None, date: None }
    )
}

pub fn nodes(c: &mut Db, scope: &Scope, terms: &Terms, page: PageRequest) -> Result<Page<Hit>> {
    let client = scope.client()?;
    found!(
        c,
        page,
        every_word!(
            chain_nodes::table.filter(chain_nodes::organisation_id.eq(client)).into_boxed::<Backend>(),
            terms,
            |word| chain_nodes::search_text.like(word.like.clone()).escape('\\')
        ),
        (chain_nodes::name_folded, chain_nodes::id),
        (chain_nodes::id, chain_nodes::name, chain_nodes::location),
        |row: (Id, String, Option<String>)| Hit { id: row.0, title: row.1, detail: row.2, state: None, date: None }
    )
}

/// By whom it is about, the contract, the task, and by number.
pub fn subcontracts(c: &mut Db, scope: &Scope, terms: &Terms, page: PageRequest) -> Result<Page<Hit>> {
    let client = scope.client()?;
    found!(
        c,
        page,
        every_word!(
            subcontract_cases::table.filter(subcontract_cases::organisation_id.eq(client)).into_boxed::<Backend>(),
            terms,
            |word| {
                let own = subcontract_cases::search_text.like(word.like.clone()).escape('\\');
                own.or(subcontract_cases::number.eq(word.number))
            }
        ),
        (subcontract_cases::number.desc(), subcontract_cases::id),
        (subcontract_cases::id, subcontract_cases::number, subcontract_cases::name, subcontract_cases::state),
        |row: (Id, i32, String, CaseState)| Hit {
            id: row.0,
            title: format!("#{} {}", row.1, row.2),
            detail: None,
            state: Some(row.3.to_string()),
            date: None,
        }
    )
}
