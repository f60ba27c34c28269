//! Proposals that something may be secret. They warn; the assessment is made at each request.

use super::{MAX_TEXT, paragraph};
use crate::access::Permission;
use crate::base::Id;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::features::records::rows::Mark;
use crate::features::records::{reading, store};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use crate::platform::view::Views;

/// Marks a field or a file (`file:<id>`) of a record. Errors: at `field_key`, `paragraph`, `reason`;
/// `rule-record-marked` when it bears the paragraph already.
pub fn mark(c: &mut Db, ctx: &Ctx, views: &Views, id: &Id, field_key: &str, key: &str, reason: &str) -> Result<Mark> {
    ctx.require(Permission::RecordEdit)?;
    let record = store::find(c, &ctx.scope, id)?;
    if record.is_disposed() {
        return Err(Refusal::rule("rule-record-disposed"));
    }
    let said = reading::of_record(c, ctx, views, &record)?;
    let mut checks = Checks::default();
    checks.that(!field_key.is_empty(), "field_key", "error-required");
    let known =
        said.fields.iter().any(|field| field.key == field_key) || said.files.iter().any(|file| file.key() == field_key);
    checks.that(field_key.is_empty() || known, "field_key", "error-unknown");
    let key = paragraph(ctx, &mut checks, "paragraph", key);
    let reason = checks.required("reason", reason);
    checks.longest("reason", &reason, MAX_TEXT);
    checks.done()?;
    let there = store::marks(c, &ctx.scope, std::slice::from_ref(id))?;
    if there.iter().any(|mark| mark.field_key == field_key && mark.paragraph == key) {
        return Err(Refusal::rule("rule-record-marked"));
    }
    let mark = Mark {
        id: ctx.new_id(),
        organisation_id: record.organisation_id.clone(),
        record_id: record.id.clone(),
        field_key: field_key.to_string(),
        paragraph: key,
        reason,
        made_by_name: ctx.actor.name.clone(),
        made_at: ctx.instant(),
    };
    store::insert_mark(c, &mark)?;
    let entry = audit::Entry::new("create", "record_mark", &mark.id).named(&record.subject).after(&mark);
    audit::record(c, ctx, entry)?;
    Ok(mark)
}

/// Takes a mark away.
pub fn unmark(c: &mut Db, ctx: &Ctx, record_id: &Id, id: &Id) -> Result<()> {
    ctx.require(Permission::RecordEdit)?;
    let record = store::find(c, &ctx.scope, record_id)?;
    let mark = store::find_mark(c, &ctx.scope, record_id, id)?;
    store::delete_mark(c, &ctx.scope, &mark.id)?;
    let entry = audit::Entry::new("delete", "record_mark", id).named(&record.subject).after(&mark);
    audit::record(c, ctx, entry)
}
