//! The only queries on escalations and their steps. A vendor's scope finds nothing here but its letters.

mod untouched;

pub use untouched::{Candidate, organisations, untouched};

use super::model::{LadderCause, LadderOrigin, LadderShown};
use super::records::{Escalation, Step};
use crate::access::Scope;
use crate::base::{Id, Page, PageRequest, Refusal, Result, text};
use crate::features::findings::{self, ActionStatus};
use crate::features::vendors;
use crate::platform::db::Db;
use crate::platform::db::schema::{contracts, dialogues, escalation_steps, escalations};
use diesel::dsl::max;
use diesel::prelude::*;
use std::collections::BTreeMap;

type Backend = <Db as diesel::Connection>::Backend;

/// Which escalations a list shows; what is none does not narrow it.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    pub q: Option<String>,
    pub shown: Option<LadderShown>,
    pub step: Option<String>,
    pub vendor_id: Option<Id>,
}

/// What an escalation is about: whose it is, what it is called, and whether it still stands.
#[derive(Debug, Clone)]
pub struct Subject {
    pub vendor_id: Id,
    pub contract_id: Option<Id>,
    pub title: String,
    pub is_open: bool,
}

pub fn find(c: &mut Db, scope: &Scope, id: &Id) -> Result<Escalation> {
    Ok(escalations::table
        .filter(escalations::organisation_id.eq(scope.client()?))
        .filter(escalations::id.eq(id))
        .select(Escalation::as_select())
        .first(c)?)
}

fn filtered<'a>(scope: &'a Scope, filter: &'a Filter) -> Result<escalations::BoxedQuery<'a, Backend>> {
    let mut query = escalations::table.filter(escalations::organisation_id.eq(scope.client()?)).into_boxed::<Backend>();
    if let Some(q) = filter.q.as_deref().and_then(text::non_empty) {
        let number: i32 = q.trim_start_matches('#').trim().parse().unwrap_or(0);
        let titled = escalations::search_text.like(text::like_anywhere(&q)).escape('\\');
        query = query.filter(titled.or(escalations::number.eq(number)));
    }
    if let Some(step) = &filter.step {
        query = query.filter(escalations::step.eq(step));
    }
    if let Some(vendor_id) = &filter.vendor_id {
        query = query.filter(escalations::vendor_id.eq(vendor_id));
    }
    Ok(match filter.shown {
        Some(LadderShown::Open) => query.filter(escalations::closed_at.is_null()),
        Some(LadderShown::Closed) => query.filter(escalations::closed_at.is_not_null()),
        Some(LadderShown::All) | None => query,
    })
}

/// One page of escalations, open ones and the newest first, with the vendors' names. Three queries.
pub fn list(c: &mut Db, scope: &Scope, filter: &Filter, page: PageRequest) -> Result<Page<(Escalation, String)>> {
    let total = filtered(scope, filter)?.count().get_result(c)?;
    let order = (escalations::closed_at.is_not_null(), escalations::number.desc(), escalations::id);
    let rows: Vec<Escalation> = filtered(scope, filter)?
        .order(order)
        .limit(page.size)
        .offset(page.offset())
        .select(Escalation::as_select())
        .load(c)?;
    let ids: Vec<Id> = rows.iter().map(|row| row.vendor_id.clone()).collect();
    let names = vendors::names(c, scope, &ids)?;
    let named = |row: Escalation| {
        let name = names.get(&row.vendor_id).cloned().unwrap_or_default();
        (row, name)
    };
    Ok(Page::new(rows.into_iter().map(named).collect(), total, page))
}

/// The steps of one escalation, the latest first.
pub fn steps(c: &mut Db, scope: &Scope, escalation_id: &Id) -> Result<Vec<Step>> {
    Ok(escalation_steps::table
        .filter(escalation_steps::organisation_id.eq(scope.client()?))
        .filter(escalation_steps::escalation_id.eq(escalation_id))
        .order(escalation_steps::position.desc())
        .select(Step::as_select())
        .load(c)?)
}

/// One step of one escalation.
pub fn find_step(c: &mut Db, scope: &Scope, escalation_id: &Id, id: &Id) -> Result<Step> {
    Ok(escalation_steps::table
        .filter(escalation_steps::organisation_id.eq(scope.client()?))
        .filter(escalation_steps::escalation_id.eq(escalation_id))
        .filter(escalation_steps::id.eq(id))
        .select(Step::as_select())
        .first(c)?)
}

/// A step of the client's with a letter, and the vendor that got it. Errors: NotFound, also for a step that has none.
pub fn find_sent(c: &mut Db, scope: &Scope, id: &Id) -> Result<(Step, Id)> {
    Ok(escalation_steps::table
        .inner_join(escalations::table)
        .filter(escalation_steps::organisation_id.eq(scope.client()?))
        .filter(escalation_steps::letter.is_not_null())
        .filter(escalation_steps::id.eq(id))
        .select((Step::as_select(), escalations::vendor_id))
        .first(c)?)
}

/// The escalation that a step of the client's belongs to. Errors: NotFound.
pub fn escalation_of_step(c: &mut Db, scope: &Scope, id: &Id) -> Result<Id> {
    Ok(escalation_steps::table
        .filter(escalation_steps::organisation_id.eq(scope.client()?))
        .filter(escalation_steps::id.eq(id))
        .select(escalation_steps::escalation_id)
        .first(c)?)
}

/// Some of the client's steps, from the first id on: those after the given one.
pub fn steps_after(c: &mut Db, scope: &Scope, after: Option<&Id>, limit: i64) -> Result<Vec<Step>> {
    let base = escalation_steps::table
        .filter(escalation_steps::organisation_id.eq(scope.client()?))
        .order(escalation_steps::id)
        .limit(limit)
        .select(Step::as_select());
    Ok(match after {
        Some(id) => base.filter(escalation_steps::id.gt(id)).load(c)?,
        None => base.load(c)?,
    })
}

/// The clients that have escalations: whom the check of all letters and memos works for, one at a time.
pub fn clients_with_escalations(c: &mut Db) -> Result<Vec<Id>> {
    let of = escalations::organisation_id;
    Ok(escalations::table.select(of).distinct().order(of).load(c)?)
}

/// The open escalations of these origins, by origin.
pub fn open_of_origins(c: &mut Db, scope: &Scope, origins: &[Id]) -> Result<BTreeMap<Id, Escalation>> {
    let rows: Vec<Escalation> = escalations::table
        .filter(escalations::organisation_id.eq(scope.client()?))
        .filter(escalations::origin_id.eq_any(origins))
        .filter(escalations::closed_at.is_null())
        .select(Escalation::as_select())
        .load(c)?;
    Ok(rows.into_iter().map(|row| (row.origin_id.clone(), row)).collect())
}

/// The open escalation of a contract for a cause, if there is one.
pub fn open_of_contract(c: &mut Db, scope: &Scope, contract_id: &Id, cause: LadderCause) -> Result<Option<Escalation>> {
    Ok(escalations::table
        .filter(escalations::organisation_id.eq(scope.client()?))
        .filter(escalations::contract_id.eq(contract_id))
        .filter(escalations::cause.eq(cause))
        .filter(escalations::closed_at.is_null())
        .order(escalations::number)
        .select(Escalation::as_select())
        .first(c)
        .optional()?)
}

/// What the origin is called and whose it is. Errors: NotFound.
pub fn subject(c: &mut Db, scope: &Scope, origin: LadderOrigin, id: &Id) -> Result<Subject> {
    scope.client()?;
    Ok(match origin {
        LadderOrigin::Action => {
            let action = findings::find_action(c, scope, id)?;
            Subject {
                is_open: action.is_open(),
                vendor_id: action.vendor_id,
                contract_id: action.contract_id,
                title: action.title,
            }
        }
        LadderOrigin::Finding => {
            let finding = findings::find_finding(c, scope, id)?;
            Subject {
                is_open: finding.is_open(),
                vendor_id: finding.vendor_id,
                contract_id: finding.contract_id,
                title: finding.title,
            }
        }
        LadderOrigin::Dialogue => {
            let (vendor_id, contract_id, period): (Id, Id, String) = dialogues::table
                .filter(dialogues::organisation_id.eq(scope.client()?))
                .filter(dialogues::id.eq(id))
                .select((dialogues::vendor_id, dialogues::contract_id, dialogues::period))
                .first(c)?;
            let (reference, title): (String, String) = contracts::table
                .filter(contracts::organisation_id.eq(scope.client()?))
                .filter(contracts::id.eq(&contract_id))
                .select((contracts::reference, contracts::title))
                .first(c)?;
            Subject {
                vendor_id,
                contract_id: Some(contract_id),
                title: format!("{reference} {title}, {period}").chars().take(200).collect(),
                is_open: true,
            }
        }
    })
}

/// How what was escalated stands today.
#[derive(Debug, Clone)]
pub enum Standing {
    /// With whether the vendor is kept from seeing it.
    Action(ActionStatus, bool),
    /// Whether the finding is open.
    Finding(bool),
    /// The dialogue's status: `dialogues` lies above, so it is read as text.
    Dialogue(String),
    /// It is no longer in the register.
    Gone,
}

impl Standing {
    /// Whether nothing more is to be done about it.
    pub fn is_settled(&self) -> bool {
        match self {
            Standing::Action(status, _) => !findings::is_open(*status),
            Standing::Finding(is_open) => !is_open,
            Standing::Dialogue(status) => status == "locked",
            Standing::Gone => true,
        }
    }

    /// Whether a letter would tell the vendor of what it is kept from seeing.
    pub fn is_withheld(&self) -> bool {
        matches!(self, Standing::Action(_, true))
    }

    /// Its word key.
    pub fn word(&self) -> Option<String> {
        match self {
            Standing::Action(status, _) => Some(format!("action-status-{status}")),
            Standing::Finding(true) => Some("findings-state-open".to_string()),
            Standing::Finding(false) => Some("findings-state-closed".to_string()),
            Standing::Dialogue(status) => Some(format!("dialogue-status-{status}")),
            Standing::Gone => None,
        }
    }

    /// The status as the API says it.
    pub fn status(&self) -> Option<String> {
        match self {
            Standing::Action(status, _) => Some(status.to_string()),
            Standing::Finding(is_open) => Some(if *is_open { "open" } else { "closed" }.to_string()),
            Standing::Dialogue(status) => Some(status.clone()),
            Standing::Gone => None,
        }
    }
}

/// How the origin stands today. One query.
pub fn standing(c: &mut Db, scope: &Scope, origin: LadderOrigin, id: &Id) -> Result<Standing> {
    let found = match origin {
        LadderOrigin::Action => {
            findings::find_action(c, scope, id).map(|action| Standing::Action(action.status, action.withheld))
        }
        LadderOrigin::Finding => findings::find_finding(c, scope, id).map(|it| Standing::Finding(it.is_open())),
        LadderOrigin::Dialogue => dialogues::table
            .filter(dialogues::organisation_id.eq(scope.client()?))
            .filter(dialogues::id.eq(id))
            .select(dialogues::status)
            .first::<String>(c)
            .map(Standing::Dialogue)
            .map_err(Into::into),
    };
    match found {
        Err(Refusal::NotFound) => Ok(Standing::Gone),
        found => found,
    }
}

pub fn next_number(c: &mut Db, scope: &Scope) -> Result<i32> {
    let last: Option<i32> = escalations::table
        .filter(escalations::organisation_id.eq(scope.client()?))
        .select(max(escalations::number))
        .first(c)?;
    Ok(last.unwrap_or(0).saturating_add(1))
}

pub fn insert(c: &mut Db, row: &Escalation) -> Result<()> {
    diesel::insert_into(escalations::table).values(row).execute(c)?;
    Ok(())
}

pub fn save(c: &mut Db, scope: &Scope, row: &Escalation) -> Result<()> {
    let own = escalations::table.filter(escalations::id.eq(&row.id));
    diesel::update(own.filter(escalations::organisation_id.eq(scope.client()?))).set(row).execute(c)?;
    Ok(())
}

pub fn insert_step(c: &mut Db, row: &Step) -> Result<()> {
    diesel::insert_into(escalation_steps::table).values(row).execute(c)?;
    Ok(())
}

pub fn save_step(c: &mut Db, scope: &Scope, row: &Step) -> Result<()> {
    let own = escalation_steps::table.filter(escalation_steps::id.eq(&row.id));
    diesel::update(own.filter(escalation_steps::organisation_id.eq(scope.client()?))).set(row).execute(c)?;
    Ok(())
}

/// The letters that a vendor's organisation has got, the latest first; a client's scope finds none.
pub fn letters(c: &mut Db, scope: &Scope, page: PageRequest) -> Result<Page<Step>> {
    scope.vendor()?;
    let linked = vendors::linked_ids(c, scope)?;
    macro_rules! own {
        () => {
            escalation_steps::table
                .inner_join(escalations::table)
                .filter(escalations::vendor_id.eq_any(&linked))
                .filter(escalation_steps::letter.is_not_null())
        };
    }
    let total = own!().count().get_result(c)?;
    let rows: Vec<Step> = own!()
        .order((escalation_steps::recorded_at.desc(), escalation_steps::id.desc()))
        .limit(page.size)
        .offset(page.offset())
        .select(Step::as_select())
        .load(c)?;
    Ok(Page::new(rows, total, page))
}

/// One letter of a vendor's organisation. Errors: NotFound, also for a step that has none.
pub fn find_letter(c: &mut Db, scope: &Scope, id: &Id) -> Result<Step> {
    scope.vendor()?;
    let linked = vendors::linked_ids(c, scope)?;
    Ok(escalation_steps::table
        .inner_join(escalations::table)
        .filter(escalations::vendor_id.eq_any(&linked))
        .filter(escalation_steps::letter.is_not_null())
        .filter(escalation_steps::id.eq(id))
        .select(Step::as_select())
        .first(c)?)
}
