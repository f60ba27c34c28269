//! One change to many actions, and what became of each.

use crate::access::Permission;
use crate::base::Id;
use crate::base::refusal::{Checks, FieldError, Refusal, Result};
use crate::features::accounts;
use crate::features::findings::actions::{self, BulkChange, MOST};
use crate::features::findings::model::Severity;
use crate::features::findings::store;
use crate::features::findings::views::{BulkForm, BulkPage, BulkRow, Chosen, Set};
use crate::kit::Ctx;
use crate::kit::web::{Answer, Fields, Posted, Web};
use crate::platform::db::Db;
use crate::platform::view::{Choice, FormState};
use actix_web::http::StatusCode;
use std::collections::BTreeMap;

/// The form as the list shows it; none for those who may not change actions.
pub fn form(c: &mut Db, ctx: &Ctx, form: FormState) -> Result<Option<BulkForm>> {
    if !ctx.can(Permission::ActionEdit) {
        return Ok(None);
    }
    let mut people: Vec<Choice> = Vec::new();
    for (person, _) in accounts::organisation_people(c, &ctx.scope)? {
        // A person with two roles is listed twice.
        if people.last().is_none_or(|last| last.value != person.id.as_str()) {
            people.push(Choice::new(&person.id, person.name));
        }
    }
    Ok(Some(BulkForm { form, sets: Set::ALL, people, priorities: Severity::ALL }))
}

/// One of the chosen, and the version that was seen.
pub type Picked = (Id, Option<i32>);

/// Each of the chosen in its own transaction; refusals are kept beside it, faults stop.
pub async fn each(web: &Web, picked: &[Picked], change: &BulkChange) -> Result<Vec<(Id, Result<(), Refusal>)>> {
    let mut all = Vec::with_capacity(picked.len());
    for (id, version) in picked.iter().cloned() {
        let (key, change) = (id.clone(), change.clone());
        let done = web.write(move |c, ctx| actions::change_one(c, ctx, &key, version, &change)).await;
        match done {
            Err(Refusal::Fault(fault)) => return Err(Refusal::Fault(fault)),
            other => all.push((id, other.map(drop))),
        }
    }
    Ok(all)
}

/// Why not, in words.
pub fn why(web: &Web, refusal: &Refusal) -> String {
    let say = |code: &str, args: &BTreeMap<&'static str, String>| web.app.views.word(web.language(), code, args);
    match refusal {
        Refusal::Rule(code, args) => say(code, args),
        Refusal::Invalid(errors) => {
            errors.iter().map(|error| say(error.code, &error.args)).collect::<Vec<_>>().join(" ")
        }
        Refusal::Conflict(_) | Refusal::VersionNeeded => web.word("actions-bulk-stale"),
        _ => web.word("refusal-not-found-title"),
    }
}

/// At least one and not too many. Errors: at `id`.
pub fn check_count(count: usize) -> Result<()> {
    let mut checks = Checks::default();
    checks.that(count > 0, "id", "error-bulk-none");
    if count > MOST {
        checks.add(FieldError::new("id", "error-bulk-many").with("max", MOST));
    }
    checks.done()
}

fn read_change(fields: &Fields) -> Result<BulkChange> {
    let mut checks = Checks::default();
    let set = checks.keep(fields.required::<Set>("set", "error-choice"));
    let change = match set {
        None => None,
        Some(Set::Owner) => checks.keep(fields.required::<Id>("owner_id", "error-choice")).map(BulkChange::Owner),
        Some(Set::Priority) => {
            checks.keep(fields.required::<Severity>("priority", "error-choice")).map(BulkChange::Priority)
        }
        Some(Set::Due) => {
            let reason = checks.required("reason", &fields.text("reason"));
            let due_on = checks.keep(fields.required("due_on", "error-date"));
            due_on.map(|due_on| BulkChange::Due { due_on, reason })
        }
    };
    checks.done()?;
    change.ok_or_else(|| Refusal::invalid("set", "error-required"))
}

/// The ids of the ticked boxes, each once; `version-<id>` is the version that the list showed.
fn read_picked(fields: &Fields) -> Result<Vec<Picked>> {
    let mut picked: Vec<Picked> = Vec::new();
    for text in fields.all("id") {
        let id: Id = text.parse().map_err(|_| Refusal::invalid("id", "error-choice"))?;
        if picked.iter().all(|(other, _)| *other != id) {
            let version = fields.get(&format!("version-{id}")).and_then(|version| version.parse().ok());
            picked.push((id, version));
        }
    }
    check_count(picked.len())?;
    Ok(picked)
}

type Names = BTreeMap<Id, (i32, String, i32)>;

/// Number, title and version of the chosen that the scope may see.
fn names(c: &mut Db, ctx: &Ctx, picked: &[Picked]) -> Result<Names> {
    ctx.scope.client()?;
    let ids: Vec<Id> = picked.iter().map(|(id, _)| id.clone()).collect();
    let found = store::actions_by_ids(c, &ctx.scope, &ids)?;
    Ok(found.into_iter().map(|action| (action.id, (action.number, action.title, action.version))).collect())
}

pub async fn change(posted: Posted) -> Answer {
    let Posted { web, fields } = posted;
    let picked = match read_picked(&fields) {
        Ok(picked) => picked,
        Err(Refusal::Invalid(errors)) => return again(&web, &fields, Vec::new(), &errors).await,
        Err(refusal) => return Err(refusal),
    };
    let change = match read_change(&fields) {
        Ok(change) => change,
        Err(Refusal::Invalid(errors)) => return again(&web, &fields, picked, &errors).await,
        Err(refusal) => return Err(refusal),
    };
    let outcomes = each(&web, &picked, &change).await?;
    let (names, bulk) =
        web.read(move |c, ctx| Ok((names(c, ctx, &picked)?, form(c, ctx, FormState::default())?))).await?;
    let result = |(id, outcome): (Id, Result<(), Refusal>)| {
        let name = names.get(&id);
        BulkRow {
            number: name.map(|(number, ..)| *number),
            title: name.map(|(_, title, _)| title.clone()),
            changed: outcome.is_ok(),
            why: outcome.err().map(|refusal| why(&web, &refusal)),
            id,
        }
    };
    let results: Vec<BulkRow> = outcomes.into_iter().map(result).collect();
    let changed = results.iter().filter(|row| row.changed).count();
    let body = BulkPage {
        bulk: bulk.ok_or(Refusal::NotAllowed)?,
        chosen: Vec::new(),
        refused: results.len() - changed,
        changed,
        results,
    };
    shown(&web, StatusCode::OK, &body)
}

/// The form with what was chosen and typed; nothing was changed.
async fn again(web: &Web, fields: &Fields, picked: Vec<Picked>, errors: &[FieldError]) -> Answer {
    let state = web.form_with(fields, errors);
    let (names, bulk) = web.read(move |c, ctx| Ok((names(c, ctx, &picked)?, form(c, ctx, state)?))).await?;
    let chosen =
        names.into_iter().map(|(id, (number, title, version))| Chosen { id, number, title, version }).collect();
    let body = BulkPage { bulk: bulk.ok_or(Refusal::NotAllowed)?, chosen, results: Vec::new(), changed: 0, refused: 0 };
    shown(web, StatusCode::UNPROCESSABLE_ENTITY, &body)
}

fn shown(web: &Web, status: StatusCode, body: &BulkPage) -> Answer {
    let crumbs = vec![(web.word("actions-title"), "/actions".to_string())];
    web.page_titled(status, "pages/actions/bulk", web.word("actions-bulk-title"), crumbs, body)
}
