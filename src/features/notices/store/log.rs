//! The delivery log: which mails were sent to whom and what became of them. Nothing says whether one was opened.

use crate::access::Scope;
use crate::base::{Id, Instant, Page, PageRequest, Result};
use crate::kit::outbox::{Kind, State};
use crate::platform::db::Db;
use crate::platform::db::schema::{accounts, outbox, persons};
use diesel::prelude::*;
use std::collections::BTreeMap;

type Backend = <Db as diesel::Connection>::Backend;

/// A mail without its words.
#[derive(Debug, Clone, Queryable)]
pub struct Delivery {
    pub id: Id,
    pub event: String,
    pub recipient: Option<String>,
    pub state: State,
    pub attempts: i32,
    pub error: Option<String>,
    pub created_at: Instant,
    pub done_at: Option<Instant>,
}

#[derive(Debug, Clone, Default)]
pub struct LogFilter {
    /// The whole address.
    pub recipient: Option<String>,
    pub state: Option<State>,
}

/// The organisation's mails, the newest first. Two queries.
pub fn list(c: &mut Db, scope: &Scope, filter: &LogFilter, asked: PageRequest) -> Result<Page<Delivery>> {
    let home = super::home(scope)?;
    macro_rules! filtered {
        () => {{
            let mut query = outbox::table
                .filter(outbox::organisation_id.eq(home))
                .filter(outbox::kind.eq(Kind::Mail))
                .into_boxed::<Backend>();
            if let Some(recipient) = &filter.recipient {
                query = query.filter(outbox::recipient.eq(recipient));
            }
            if let Some(state) = filter.state {
                query = query.filter(outbox::state.eq(state));
            }
            query
        }};
    }
    let total: i64 = filtered!().count().get_result(c)?;
    let items = filtered!()
        .order((outbox::created_at.desc(), outbox::id.desc()))
        .limit(asked.size)
        .offset(asked.offset())
        .select((
            outbox::id,
            outbox::name,
            outbox::recipient,
            outbox::state,
            outbox::attempts,
            outbox::last_error,
            outbox::created_at,
            outbox::done_at,
        ))
        .load(c)?;
    Ok(Page::new(items, total, asked))
}

/// Who has an account with each of the addresses. The mails must have been found in the scope.
pub fn names(c: &mut Db, mails: &[Delivery]) -> Result<BTreeMap<String, String>> {
    let addresses: Vec<&String> = mails.iter().filter_map(|mail| mail.recipient.as_ref()).collect();
    let rows: Vec<(String, String)> = accounts::table
        .inner_join(persons::table)
        .filter(accounts::email.eq_any(addresses))
        .select((accounts::email, persons::name))
        .load(c)?;
    Ok(rows.into_iter().collect())
}
