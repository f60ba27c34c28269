//! The delivery log: which mails were sent to whom and what became of them. Nothing says whether one was opened.

use crate::access::Scope;
use crate::base::{Id, Instant, Page, PageRequest, Result};
use crate::kit::outbox::{Kind, Row, State};
use crate::platform::db::Db;
use crate::platform::db::schema::{accounts, outbox, persons};
use diesel::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

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

impl From<Row> for Delivery {
    fn from(row: Row) -> Delivery {
        Delivery {
            id: row.id,
            event: row.name,
            recipient: row.recipient,
            state: row.state,
            attempts: row.attempts,
            error: row.last_error,
            created_at: row.created_at,
            done_at: row.done_at,
        }
    }
}

#[derive(Debug, Clone, Default)]
pub struct LogFilter {
    /// The whole address.
    pub recipient: Option<String>,
    pub state: Option<State>,
    /// The name of the mail.
    pub event: Option<String>,
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
            if let Some(event) = &filter.event {
                query = query.filter(outbox::name.eq(event));
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

/// One of the organisation's mails.
pub fn find(c: &mut Db, scope: &Scope, id: &Id) -> Result<Row> {
    Ok(outbox::table
        .filter(outbox::id.eq(id))
        .filter(outbox::organisation_id.eq(super::home(scope)?))
        .filter(outbox::kind.eq(Kind::Mail))
        .select(Row::as_select())
        .first(c)?)
}

/// The names of the newest two thousand mails in the organisation's log: no index has the names of all.
pub fn events(c: &mut Db, scope: &Scope) -> Result<Vec<String>> {
    let newest: Vec<String> = outbox::table
        .filter(outbox::organisation_id.eq(super::home(scope)?))
        .filter(outbox::kind.eq(Kind::Mail))
        .order((outbox::created_at.desc(), outbox::id.desc()))
        .limit(2_000)
        .select(outbox::name)
        .load(c)?;
    Ok(newest.into_iter().collect::<BTreeSet<_>>().into_iter().collect())
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
