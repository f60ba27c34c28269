//! Filters of the vendor list that people keep.

use crate::access::Permission;
use crate::base::refusal::Checks;
use crate::base::{FieldError, Id, Refusal, Result, text};
use crate::features::vendors::records::SavedFilter;
use crate::features::vendors::store;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;

/// Keeps a filter under a name, for oneself or for everybody in the organisation.
/// Errors: no name, nothing that filters, or already 50 of one's own.
pub fn keep_filter(c: &mut Db, ctx: &Ctx, name: &str, query: &str, shared: bool) -> Result<SavedFilter> {
    ctx.require(Permission::RegisterRead)?;
    let organisation_id = ctx.scope.client()?.clone();
    let mut checks = Checks::default();
    let name = text::tidy(&checks.required("name", name));
    if name.chars().count() > 60 {
        checks.add(FieldError::new("name", "error-too-long").with("max", 60));
    }
    let query = only_filters(query);
    checks.that(!query.is_empty(), "query", "error-vendor-filter-empty");
    checks.that(query.len() <= 2_000, "query", "error-vendor-filter-empty");
    checks.done()?;
    let own = store::saved_filters(c, &ctx.scope, &ctx.actor.person_id)?;
    if own.iter().filter(|f| f.person_id == ctx.actor.person_id).count() >= 50 {
        return Err(Refusal::rule("rule-vendor-filters-many"));
    }
    let row = SavedFilter {
        id: ctx.new_id(),
        organisation_id,
        person_id: ctx.actor.person_id.clone(),
        name,
        query,
        shared,
        created_at: ctx.instant(),
    };
    store::insert_filter(c, &row)?;
    audit::record(c, ctx, audit::Entry::new("create", "saved_filter", &row.id).named(&row.name).after(&row))?;
    Ok(row)
}

/// Takes one of one's own filters away; a colleague's is NotFound.
pub fn remove_filter(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<()> {
    ctx.require(Permission::RegisterRead)?;
    let row = store::own_filter(c, &ctx.scope, &ctx.actor.person_id, id)?;
    store::remove_filter(c, &ctx.scope, id)?;
    audit::record(c, ctx, audit::Entry::new("delete", "saved_filter", id).named(&row.name))
}

/// The pairs of a query string that filter or sort, written anew: nothing else is kept.
fn only_filters(query: &str) -> String {
    const KEPT: &[&str] = &[
        "q",
        "tier",
        "kind",
        "status",
        "manager_id",
        "preliminary",
        "by_phone",
        "certificate",
        "extra_key",
        "extra_value",
        "sort",
    ];
    let mut kept = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in url::form_urlencoded::parse(query.trim_start_matches('?').as_bytes()) {
        if KEPT.contains(&name.as_ref()) && !value.is_empty() {
            kept.append_pair(&name, &value);
        }
    }
    kept.finish()
}
