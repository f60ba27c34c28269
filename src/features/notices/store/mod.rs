//! The only queries of notices. A person reaches their own, in the organisation that they act for.

pub mod dated;
pub mod log;
pub mod mails;
pub mod people;
pub mod subjects;
pub mod texts;

use crate::access::Scope;
use crate::base::{Id, Instant, Page, PageRequest, Result};
use crate::features::notices::records::Reminder;
use crate::kit::notices::{MailState, Notice, NoticeKind};
use crate::platform::db::schema::{notice_reminders, notices};
use crate::platform::db::{Db, insert_all};
use diesel::prelude::*;

type Backend = <Db as diesel::Connection>::Backend;

/// The organisation for which somebody acts, of either side.
pub fn home(scope: &Scope) -> Result<&Id> {
    scope.client().or_else(|_| scope.vendor())
}

/// What an inbox is narrowed by.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    pub kind: Option<NoticeKind>,
    pub unread: bool,
}

/// How many notices a person has not read. One query, by an index.
pub fn unread(c: &mut Db, home: &Id, person_id: &Id) -> Result<i64> {
    Ok(notices::table
        .filter(notices::person_id.eq(person_id))
        .filter(notices::home_id.eq(home))
        .filter(notices::read_at.is_null())
        .count()
        .get_result(c)?)
}

/// The inbox, the newest first. Two queries.
pub fn list(c: &mut Db, scope: &Scope, me: &Id, filter: &Filter, asked: PageRequest) -> Result<Page<Notice>> {
    let home = home(scope)?;
    macro_rules! filtered {
        () => {{
            let mut query = notices::table
                .filter(notices::person_id.eq(me))
                .filter(notices::home_id.eq(home))
                .into_boxed::<Backend>();
            if let Some(kind) = filter.kind {
                query = query.filter(notices::kind.eq(kind));
            }
            if filter.unread {
                query = query.filter(notices::read_at.is_null());
            }
            query
        }};
    }
    let total: i64 = filtered!().count().get_result(c)?;
    let items = filtered!()
        .order((notices::created_at.desc(), notices::id.desc()))
        .limit(asked.size)
        .offset(asked.offset())
        .select(Notice::as_select())
        .load(c)?;
    Ok(Page::new(items, total, asked))
}

/// One of the person's own notices.
pub fn find(c: &mut Db, scope: &Scope, me: &Id, id: &Id) -> Result<Notice> {
    Ok(notices::table
        .filter(notices::id.eq(id))
        .filter(notices::person_id.eq(me))
        .filter(notices::home_id.eq(home(scope)?))
        .select(Notice::as_select())
        .first(c)?)
}

/// Marks one notice; None makes it unread again.
pub fn mark(c: &mut Db, scope: &Scope, me: &Id, id: &Id, at: Option<Instant>) -> Result<()> {
    let one = notices::table
        .filter(notices::id.eq(id))
        .filter(notices::person_id.eq(me))
        .filter(notices::home_id.eq(home(scope)?));
    diesel::update(one).set(notices::read_at.eq(at)).execute(c)?;
    Ok(())
}

/// Marks everything unread, of one kind or all. Gives how many.
pub fn mark_all(c: &mut Db, scope: &Scope, me: &Id, kind: Option<NoticeKind>, at: Instant) -> Result<usize> {
    let home = home(scope)?;
    let unread = notices::table
        .filter(notices::person_id.eq(me))
        .filter(notices::home_id.eq(home))
        .filter(notices::read_at.is_null());
    let changed = match kind {
        Some(kind) => {
            diesel::update(unread.filter(notices::kind.eq(kind))).set(notices::read_at.eq(Some(at))).execute(c)?
        }
        None => diesel::update(unread).set(notices::read_at.eq(Some(at))).execute(c)?,
    };
    Ok(changed)
}

/// What no mail has said to a person yet, the oldest first.
pub fn pending(c: &mut Db, home: &Id, person_id: &Id) -> Result<Vec<Notice>> {
    Ok(notices::table
        .filter(notices::home_id.eq(home))
        .filter(notices::mail.eq(MailState::Pending))
        .filter(notices::person_id.eq(person_id))
        .order((notices::created_at, notices::id))
        .select(Notice::as_select())
        .load(c)?)
}

/// What became of the mail of some notices.
pub fn settle(c: &mut Db, ids: &[Id], state: MailState, digest_id: Option<&Id>) -> Result<()> {
    for some in ids.chunks(500) {
        diesel::update(notices::table.filter(notices::id.eq_any(some)))
            .set((notices::mail.eq(state), notices::digest_id.eq(digest_id)))
            .execute(c)?;
    }
    Ok(())
}

/// Writes reminders with the notices that they made.
pub fn insert_told(c: &mut Db, reminders: &[Reminder], told: &[Notice]) -> Result<()> {
    insert_all!(c, notice_reminders::table, reminders);
    insert_all!(c, notices::table, told);
    Ok(())
}

pub fn insert_notices(c: &mut Db, told: &[Notice]) -> Result<()> {
    insert_all!(c, notices::table, told);
    Ok(())
}
