//! What a vendor's people find. The texts that are searched are those that the portal shows them: a word in a
//! client's note, tag or register text finds nothing here.

use super::{Hit, every_word, folded, found};
use crate::access::Scope;
use crate::base::{Id, Page, PageRequest, Result};
use crate::features::findings::ActionStatus;
use crate::features::questionnaires::AssessmentStatus;
use crate::features::search::rules::Terms;
use crate::platform::db::Db;
use crate::platform::db::schema::{actions, assessments, contracts, dialogues, organisations, vendors};
use chrono::NaiveDate;
use diesel::prelude::*;

type Backend = <Db as diesel::Connection>::Backend;

pub fn own_actions(c: &mut Db, scope: &Scope, terms: &Terms, page: PageRequest) -> Result<Page<Hit>> {
    let own = scope.vendor()?;
    found!(
        c,
        page,
        every_word!(
            actions::table
                .inner_join(vendors::table)
                .inner_join(organisations::table.on(organisations::id.eq(actions::organisation_id)))
                .filter(vendors::vendor_organisation_id.eq(own))
                .filter(actions::withheld.eq(false))
                .into_boxed::<Backend>(),
            terms,
            |word| {
                let said = ["actions.title", "actions.description", "organisations.name"];
                let said = folded(&said).like(word.like.clone()).escape('\\');
                said.or(actions::number.eq(word.number))
            }
        ),
        (actions::number.desc(), actions::id),
        (actions::id, actions::title, organisations::name, actions::status, actions::due_on),
        |row: (Id, String, String, ActionStatus, NaiveDate)| Hit {
            id: row.0,
            title: row.1,
            detail: Some(row.2),
            state: Some(row.3.to_string()),
            date: Some(row.4),
        }
    )
}

pub fn own_dialogues(c: &mut Db, scope: &Scope, terms: &Terms, page: PageRequest) -> Result<Page<Hit>> {
    let own = scope.vendor()?;
    found!(
        c,
        page,
        every_word!(
            dialogues::table
                .inner_join(vendors::table)
                .inner_join(contracts::table.on(contracts::id.eq(dialogues::contract_id)))
                .inner_join(organisations::table.on(organisations::id.eq(dialogues::organisation_id)))
                .filter(vendors::vendor_organisation_id.eq(own))
                .into_boxed::<Backend>(),
            terms,
            |word| {
                let said = ["contracts.reference", "contracts.title", "dialogues.period", "organisations.name"];
                folded(&said).like(word.like.clone()).escape('\\')
            }
        ),
        (dialogues::held_on.desc(), dialogues::id.desc()),
        (dialogues::id, contracts::title, organisations::name, dialogues::held_on),
        |row: (Id, String, String, NaiveDate)| Hit {
            id: row.0,
            title: row.1,
            detail: Some(row.2),
            state: None,
            date: Some(row.3),
        }
    )
}

pub fn own_assessments(c: &mut Db, scope: &Scope, terms: &Terms, page: PageRequest) -> Result<Page<Hit>> {
    let own = scope.vendor()?;
    found!(
        c,
        page,
        every_word!(
            assessments::table
                .inner_join(vendors::table)
                .inner_join(organisations::table.on(organisations::id.eq(assessments::organisation_id)))
                .filter(vendors::vendor_organisation_id.eq(own))
                .into_boxed::<Backend>(),
            terms,
            |word| {
                let said = ["vendors.legal_name", "assessments.message", "organisations.name"];
                folded(&said).like(word.like.clone()).escape('\\')
            }
        ),
        (assessments::sent_at.desc(), assessments::id.desc()),
        (assessments::id, vendors::legal_name, organisations::name, assessments::status, assessments::due_on),
        |row: (Id, String, String, AssessmentStatus, NaiveDate)| Hit {
            id: row.0,
            title: row.1,
            detail: Some(row.2),
            state: Some(row.3.to_string()),
            date: Some(row.4),
        }
    )
}
