//! Handing a section to a colleague: with a day and a word, with a mail, and back again.

pub use super::delegation_store::{Delegation, Handed};

use super::delegation_store as rows;
use super::rules;
use super::sending::LONGEST_NOTE;
use super::store::{self, FullAssessment};
use crate::access::{Permission, Scope};
use crate::base::refusal::Checks;
use crate::base::{Id, Language, Refusal, Result, text};
use crate::features::accounts;
use crate::kit::{Ctx, audit, outbox};
use crate::platform::db::Db;
use chrono::NaiveDate;
use serde_json::json;

/// A section about to be handed over.
#[derive(Debug, Clone)]
pub struct NewDelegation {
    pub domain: String,
    pub person_id: Id,
    pub due_on: Option<NaiveDate>,
    pub note: Option<String>,
}

/// What is handed over now, section by section.
pub fn of_assessment(c: &mut Db, ctx: &Ctx, assessment_id: &Id) -> Result<Vec<Delegation>> {
    let assessment = store::find(c, &ctx.scope, assessment_id)?;
    rows::of_assessment(c, &ctx.scope, &assessment.id)
}

/// The sections that wait for a person of the vendor, the most urgent first.
pub fn sections_of(c: &mut Db, scope: &Scope, person_id: &Id) -> Result<Vec<Handed>> {
    rows::of_person(c, scope, person_id)
}

/// Hands a section to a colleague, who gets a mail. Whoever had it before has it no longer.
/// Errors: a section that is not asked, somebody of another house, a day that has passed, at their fields;
/// as for saving an answer.
pub fn hand_over(c: &mut Db, ctx: &Ctx, assessment_id: &Id, new: &NewDelegation) -> Result<Delegation> {
    ctx.require(Permission::AnswerEdit)?;
    let own = ctx.scope.vendor()?.clone();
    let full = store::open(c, &ctx.scope, assessment_id)?;
    rules::answer(full.assessment.status)?;
    let people = accounts::people_of_organisation(c, &own)?;
    let person = people.iter().find(|(person, ..)| person.id == new.person_id);
    let asked = full.questions.iter().find(|question| question.domain == new.domain);
    let mut checks = Checks::default();
    checks.that(asked.is_some(), "domain", "error-choice");
    checks.that(person.is_some(), "person_id", "error-choice");
    checks.that(new.due_on.is_none_or(|day| day >= ctx.today()), "due_on", "error-date-past");
    checks.longest("note", new.note.as_deref().unwrap_or_default(), LONGEST_NOTE);
    checks.done()?;
    let (Some((person, _, language, address)), Some(question)) = (person, asked) else { return Err(Refusal::NotFound) };
    for old in rows::of_assessment(c, &ctx.scope, assessment_id)?.iter().filter(|old| old.domain == new.domain) {
        end(c, ctx, old)?;
    }
    let row = Delegation {
        id: ctx.new_id(),
        organisation_id: full.assessment.organisation_id.clone(),
        assessment_id: full.assessment.id.clone(),
        domain: new.domain.clone(),
        name_sv: question.domain_sv.clone(),
        name_en: question.domain_en.clone(),
        person_id: person.id.clone(),
        person_name: person.name.clone(),
        due_on: new.due_on,
        note: new.note.as_deref().and_then(text::non_empty),
        given_by: ctx.actor.person_id.clone(),
        given_by_name: ctx.actor.name.clone(),
        given_at: ctx.instant(),
        ended_at: None,
        ended_by_name: None,
        version: 1,
    };
    rows::insert(c, &row)?;
    // Who does what at the vendor is its own: it stands in its own log, not in the client's.
    let entry = audit::Entry::new("assign", "section_delegation", &row.id).named(&row.domain).after(&row);
    audit::record_for(c, ctx, &own, entry)?;
    if row.person_id != ctx.actor.person_id {
        mail(c, ctx, &full, &row, (address, *language))?;
    }
    Ok(row)
}

fn mail(
    c: &mut Db,
    ctx: &Ctx,
    full: &FullAssessment,
    row: &Delegation,
    (address, language): (&str, Language),
) -> Result<()> {
    let Ok(email) = address.parse() else { return Ok(()) };
    let (client, _) = store::names(c, &full.assessment)?;
    let data = json!({
        "client": client,
        "giver": row.given_by_name,
        "section": row.section(language),
        "due_on": row.due_on.unwrap_or(full.assessment.due_on),
        "note": row.note,
        "path": format!("/portal/assessments/{}/sections/{}", row.assessment_id, row.domain),
    });
    // The mail is the vendor's own and stands in its log; its words are the client's, as of the questions themselves.
    let mail = outbox::Mail {
        words_of: Some(full.assessment.organisation_id.clone()),
        ..outbox::Mail::new("section_delegated", &email, &row.person_name, language, data)
    };
    outbox::mail(c, ctx, ctx.scope.vendor()?, ("section_delegation", &row.id), &mail)?;
    Ok(())
}

/// Takes a section back, or gives it back: the one who handed it over, the one who has it, or whoever rules the
/// vendor's users. Errors: `rule-delegation-not-yours`.
pub fn take_back(c: &mut Db, ctx: &Ctx, assessment_id: &Id, id: &Id) -> Result<Delegation> {
    ctx.require(Permission::AnswerEdit)?;
    ctx.scope.vendor()?;
    store::find(c, &ctx.scope, assessment_id)?;
    let rows = rows::of_assessment(c, &ctx.scope, assessment_id)?;
    let row = rows.into_iter().find(|row| row.id == *id).ok_or(Refusal::NotFound)?;
    if !may_end(ctx, &row) {
        return Err(Refusal::rule("rule-delegation-not-yours"));
    }
    end(c, ctx, &row)
}

/// Whether the one who asks may end a delegation.
pub fn may_end(ctx: &Ctx, row: &Delegation) -> bool {
    let me = &ctx.actor.person_id;
    ctx.can(Permission::PortalUsers) || row.given_by == *me || row.person_id == *me
}

fn end(c: &mut Db, ctx: &Ctx, before: &Delegation) -> Result<Delegation> {
    let row = Delegation {
        ended_at: Some(ctx.instant()),
        ended_by_name: Some(ctx.actor.name.clone()),
        version: before.version + 1,
        ..before.clone()
    };
    rows::update(c, &row)?;
    let entry = audit::Entry::new("end", "section_delegation", &row.id).named(&row.domain).change(before, &row);
    audit::record_for(c, ctx, ctx.scope.vendor()?, entry)?;
    Ok(row)
}
