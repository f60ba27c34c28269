//! The list that a journalist asks for, in one flow: request, assessment by columns and words, extract.

use super::disclosing::{NewDisclosure, choose, receive, set_terms};
use super::{assessing, issuing};
use crate::access::Permission;
use crate::base::refusal::{Refusal, Result};
use crate::features::records::model::{Assessment, DisclosureSource, ListTable, Term};
use crate::features::records::reading;
use crate::features::records::rows::{Disclosure, ExtractRow};
use crate::features::records::store;
use crate::kit::{App, Ctx};
use crate::platform::db::Db;

/// A list about to be made.
#[derive(Debug, Clone)]
pub struct NewList {
    pub request: NewDisclosure,
    pub source: DisclosureSource,
    /// By column; what is not named is as we propose.
    pub assessment: Assessment,
    pub terms: Vec<Term>,
}

/// A list as it would be made now, nothing masked.
pub fn list_of(c: &mut Db, ctx: &Ctx, source: DisclosureSource) -> Result<ListTable> {
    match source {
        DisclosureSource::VendorList => reading::vendor_list(c, ctx),
        DisclosureSource::ServiceList => reading::service_list(c, ctx),
        DisclosureSource::Record => Err(Refusal::invalid("source", "error-choice")),
    }
}

/// Takes the request in, assesses the list's columns and issues the extract: all of it or nothing.
/// Errors: those of the four steps.
pub fn disclose_list(c: &mut Db, ctx: &Ctx, app: &App, new: &NewList) -> Result<(Disclosure, ExtractRow)> {
    ctx.require(Permission::RecordEdit)?;
    if new.source == DisclosureSource::Record {
        return Err(Refusal::invalid("source", "error-choice"));
    }
    let row = receive(c, ctx, &new.request)?;
    let items = choose(c, ctx, &row.id, &[], Some(new.source))?;
    if !new.terms.is_empty() {
        set_terms(c, ctx, &row.id, None, &new.terms)?;
    }
    for item in items {
        let chosen = assessing::readable(c, ctx, app, &item)?;
        let mut assessment = assessing::proposed(ctx, &item, &chosen);
        assessment.extend(new.assessment.clone());
        assessing::assess(c, ctx, app, (&row.id, &item.id), None, &assessment)?;
    }
    let extract = issuing::issue(c, ctx, app, &row.id)?;
    Ok((store::find_disclosure(c, &ctx.scope, &row.id)?, extract))
}
