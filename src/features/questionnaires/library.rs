//! The vendor's library of evidence: a file with what it is and how long it holds, used at many questions.

pub use super::library_store::{EvidenceItem, EvidenceUse, Place};

use super::evidence;
use super::library_store as store;
use super::sending::LONGEST_NOTE;
use crate::access::{Permission, Side};
use crate::base::refusal::{Checks, check_version};
use crate::base::{FieldError, Id, Refusal, Result, text};
use crate::kit::attachments::Attachment;
use crate::kit::web::Received;
use crate::kit::{Ctx, attachments, audit};
use crate::platform::db::Db;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

crate::text_enum! {
    /// What a piece of evidence is.
    pub enum EvidenceKind {
        Policy => "policy",
        Certificate => "certificate",
        Report => "report",
        Test => "test",
        Agreement => "agreement",
        Screenshot => "screenshot",
        Other => "other",
    }
}

const LONGEST_TITLE: usize = 200;

/// What is said of a piece of evidence.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct EvidenceFacts {
    pub title: String,
    pub kind: EvidenceKind,
    pub covers_from: Option<NaiveDate>,
    pub covers_to: Option<NaiveDate>,
    pub issued_on: Option<NaiveDate>,
    /// The last day that it holds.
    pub expires_on: Option<NaiveDate>,
    /// Keep it although it has expired, for what it was.
    #[serde(default)]
    pub history: bool,
    pub note: Option<String>,
}

/// How long a piece of evidence holds, against today and a due day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Holds {
    Yes,
    /// It ends before the answers are due.
    EndsBeforeDue,
    Expired,
}

/// What is to be said of evidence whose last day is `expires_on`.
pub fn holds(expires_on: Option<NaiveDate>, due_on: Option<NaiveDate>, today: NaiveDate) -> Holds {
    match expires_on {
        Some(last) if last < today => Holds::Expired,
        Some(last) if due_on.is_some_and(|due| last < due) => Holds::EndsBeforeDue,
        _ => Holds::Yes,
    }
}

/// Refuses evidence that has expired as support of something new. The last day itself still counts.
pub fn check_new(field: &str, expires_on: Option<NaiveDate>, today: NaiveDate) -> Result<(), FieldError> {
    match expires_on.filter(|last| *last < today) {
        Some(last) => Err(FieldError::new(field, "error-evidence-expired").with("date", last)),
        None => Ok(()),
    }
}

/// What is wrong with what is said of a piece of evidence.
pub fn check(facts: &EvidenceFacts, today: NaiveDate) -> Result<()> {
    let mut checks = Checks::default();
    checks.required("title", &facts.title);
    checks.longest("title", &facts.title, LONGEST_TITLE);
    checks.longest("note", facts.note.as_deref().unwrap_or_default(), LONGEST_NOTE);
    let ordered = |from: Option<NaiveDate>, to: Option<NaiveDate>| from.zip(to).is_none_or(|(from, to)| from <= to);
    checks.that(ordered(facts.covers_from, facts.covers_to), "covers_to", "error-evidence-period");
    checks.that(facts.issued_on.is_none_or(|day| day <= today), "issued_on", "error-evidence-issued");
    checks.that(ordered(facts.issued_on, facts.expires_on), "expires_on", "error-evidence-before-issued");
    if !facts.history {
        checks.keep(check_new("expires_on", facts.expires_on, today));
    }
    checks.done()
}

/// Puts a received file into the vendor's own library.
/// Errors: fields; `error-evidence-expired` at `expires_on` unless it is kept as history.
pub fn add(c: &mut Db, ctx: &Ctx, facts: &EvidenceFacts, file: &Received) -> Result<EvidenceItem> {
    ctx.require(Permission::AnswerEdit)?;
    let own = ctx.scope.vendor()?.clone();
    check(facts, ctx.today())?;
    let row = EvidenceItem {
        id: ctx.new_id(),
        organisation_id: own.clone(),
        title: text::tidy(&facts.title),
        kind: facts.kind,
        covers_from: facts.covers_from,
        covers_to: facts.covers_to,
        issued_on: facts.issued_on,
        expires_on: facts.expires_on,
        history: facts.history,
        note: facts.note.as_deref().and_then(text::non_empty),
        file_name: attachments::safe_name(&file.file_name),
        media_type: file.media_type.to_string(),
        size: file.stored.size,
        sha256: file.stored.sha256.clone(),
        created_by: ctx.actor.person_id.clone(),
        created_by_name: ctx.actor.name.clone(),
        created_at: ctx.instant(),
        retired_at: None,
        version: 1,
    };
    store::insert(c, &row)?;
    let entry = audit::Entry::new("create", "evidence_item", &row.id).named(&row.title).after(&row);
    audit::record_for(c, ctx, &own, entry)?;
    Ok(row)
}

/// Takes a piece out of the library. Where it is used, it stays.
pub fn retire(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>) -> Result<EvidenceItem> {
    ctx.require(Permission::AnswerEdit)?;
    let before = store::find(c, &ctx.scope, id)?;
    check_version(version, before.version, BTreeMap::new)?;
    let row = EvidenceItem { retired_at: Some(ctx.instant()), version: before.version + 1, ..before.clone() };
    store::update(c, &ctx.scope, &row)?;
    let entry = audit::Entry::new("end", "evidence_item", &row.id).named(&row.title).change(&before, &row);
    audit::record_for(c, ctx, &row.organisation_id, entry)?;
    Ok(row)
}

/// What is known of the files of an assessment that the scope may see, by the file's id; for the region once the
/// answers are handed in.
pub fn uses_of(c: &mut Db, ctx: &Ctx, assessment_id: &Id) -> Result<BTreeMap<Id, EvidenceUse>> {
    let assessment = super::store::find(c, &ctx.scope, assessment_id)?;
    if ctx.scope.side() == Side::Region && assessment.submitted_at.is_none() {
        return Ok(BTreeMap::new());
    }
    store::uses_of(c, &assessment.id)
}

/// Supports an answer with a piece of the vendor's own library.
/// Errors: NotFound for another vendor's; `rule-evidence-expired`; `rule-evidence-used` when it is there already;
/// as for saving an answer.
pub fn use_at(c: &mut Db, ctx: &Ctx, (assessment_id, question_id): (&Id, &str), id: &Id) -> Result<Attachment> {
    let item = store::find(c, &ctx.scope, id)?;
    if item.history || holds(item.expires_on, None, ctx.today()) == Holds::Expired {
        let day = item.expires_on.map(|day| day.to_string()).unwrap_or_default();
        return Err(Refusal::rule_with("rule-evidence-expired", &[("title", item.title), ("date", day)]));
    }
    let assessment = evidence::open_at(c, ctx, assessment_id, question_id)?;
    let there = evidence::of_assessment(c, ctx, &assessment)?;
    if there.iter().any(|file| file.part == question_id && file.sha256 == item.sha256) {
        return Err(Refusal::rule_with("rule-evidence-used", &[("title", item.title)]));
    }
    let stored = crate::platform::files::Stored { sha256: item.sha256.clone(), size: item.size };
    let target = evidence::target(&assessment, question_id);
    let file = attachments::add(c, ctx, &target, &item.file_name, &item.media_type, &stored)?;
    let facts = EvidenceFacts {
        title: item.title,
        kind: item.kind,
        covers_from: item.covers_from,
        covers_to: item.covers_to,
        issued_on: item.issued_on,
        expires_on: item.expires_on,
        history: false,
        note: None,
    };
    note_use(c, ctx, &file, assessment_id, Some(item.id), &facts)?;
    Ok(file)
}

fn note_use(
    c: &mut Db,
    ctx: &Ctx,
    file: &Attachment,
    assessment_id: &Id,
    evidence_id: Option<Id>,
    facts: &EvidenceFacts,
) -> Result<()> {
    let row = EvidenceUse {
        id: ctx.new_id(),
        organisation_id: file.organisation_id.clone(),
        assessment_id: assessment_id.clone(),
        question_id: file.part.clone(),
        attachment_id: file.id.clone(),
        evidence_id,
        kind: Some(facts.kind),
        covers_from: facts.covers_from,
        covers_to: facts.covers_to,
        issued_on: facts.issued_on,
        expires_on: facts.expires_on,
        used_by_name: ctx.actor.name.clone(),
        used_at: ctx.instant(),
    };
    store::insert_use(c, &row)
}

/// Notes the last day of a file that was uploaded at a question; nothing when it was not said.
pub(super) fn note_last_day(
    c: &mut Db,
    ctx: &Ctx,
    file: &Attachment,
    assessment_id: &Id,
    last: NaiveDate,
) -> Result<()> {
    let facts = EvidenceFacts {
        title: file.file_name.clone(),
        kind: EvidenceKind::Other,
        covers_from: None,
        covers_to: None,
        issued_on: None,
        expires_on: Some(last),
        history: false,
        note: None,
    };
    note_use(c, ctx, file, assessment_id, None, &facts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<NaiveDate> {
        Some(text.parse().unwrap())
    }

    #[test]
    fn the_last_day_still_counts() {
        let today = day("2026-11-23").unwrap();
        for (last, due, expected) in [
            (None, day("2026-12-15"), Holds::Yes),
            (day("2026-11-22"), day("2026-12-15"), Holds::Expired),
            (day("2026-11-23"), day("2026-12-15"), Holds::EndsBeforeDue),
            (day("2026-12-14"), day("2026-12-15"), Holds::EndsBeforeDue),
            (day("2026-12-15"), day("2026-12-15"), Holds::Yes),
            (day("2026-12-01"), None, Holds::Yes),
        ] {
            assert_eq!(holds(last, due, today), expected, "{last:?}");
        }
        assert!(check_new("expires_on", day("2026-11-22"), today).is_err());
        assert!(check_new("expires_on", day("2026-11-23"), today).is_ok());
    }

    #[test]
    fn what_expired_yesterday_is_kept_only_as_history() {
        let today = day("2026-11-23").unwrap();
        let mut facts = EvidenceFacts {
            title: "Penetrationstest".to_string(),
            kind: EvidenceKind::Test,
            covers_from: None,
            covers_to: None,
            issued_on: day("2025-11-22"),
            expires_on: day("2026-11-22"),
            history: false,
            note: None,
        };
        let Err(Refusal::Invalid(errors)) = check(&facts, today) else { panic!("accepted") };
        assert_eq!((errors[0].field.as_str(), errors[0].code), ("expires_on", "error-evidence-expired"));
        facts.history = true;
        assert!(check(&facts, today).is_ok());
        facts.covers_from = day("2026-02-01");
        facts.covers_to = day("2026-01-01");
        facts.issued_on = day("2026-11-24");
        facts.title = " ".to_string();
        let Err(Refusal::Invalid(errors)) = check(&facts, today) else { panic!("accepted") };
        assert_eq!(errors.len(), 4, "{errors:?}");
    }
}
