//! The use case: every source that one may ask is asked, each with at most two queries.

use super::rules::{Kind, Terms};
use super::sources::Source;
use super::store::Hit;
use crate::base::{Page, PageRequest, Result};
use crate::kit::Ctx;
use crate::platform::db::Db;

/// How many of a kind are shown before one asks for all of them.
pub const SHOWN: i64 = 10;

/// A query as asked: of every kind the first few, or of one kind a whole page.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    pub query: String,
    pub kind: Option<Kind>,
    pub page: Option<PageRequest>,
}

/// What was found of one kind.
pub struct Found {
    pub source: &'static Source,
    pub hits: Page<Hit>,
}

/// The kinds that hold something, in the order of `sources`; None when too little was typed.
pub fn look(c: &mut Db, ctx: &Ctx, sources: &'static [Source], asked: &Asked) -> Result<Option<Vec<Found>>> {
    let Some(terms) = Terms::read(&asked.query) else { return Ok(None) };
    let page = match (asked.kind, asked.page) {
        (Some(_), Some(page)) => page,
        _ => PageRequest { number: 1, size: SHOWN },
    };
    let mut found = Vec::new();
    for source in sources.iter().filter(|s| asked.kind.is_none_or(|kind| kind == s.kind)) {
        if !source.permission().is_some_and(|permission| ctx.can(permission)) {
            continue;
        }
        let hits = (source.find)(c, &ctx.scope, &terms, page)?;
        if hits.total > 0 {
            found.push(Found { source, hits });
        }
    }
    Ok(Some(found))
}
