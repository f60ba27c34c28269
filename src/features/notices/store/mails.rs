//! Mails that other features sent at once, to be kept in the inbox of whom they reached.

use crate::base::{Id, Instant, Result};
use crate::kit::outbox::Kind;
use crate::platform::db::Db;
use crate::platform::db::schema::{memberships, outbox, vendors};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

/// A mail and the person that it was sent to.
#[derive(Debug, Clone, QueryableByName)]
pub struct Mailed {
    #[diesel(sql_type = Text)]
    pub id: Id,
    #[diesel(sql_type = Text)]
    pub organisation_id: Id,
    #[diesel(sql_type = Text)]
    pub event: String,
    #[diesel(sql_type = Text)]
    pub object_type: String,
    #[diesel(sql_type = Text)]
    pub object_id: String,
    #[diesel(sql_type = Timestamp)]
    pub created_at: Instant,
    #[diesel(sql_type = Text)]
    pub person_id: Id,
}

// The key of a kept mail is the mail's own id.
const NOT_KEPT: &str = "SELECT o.id AS id, o.organisation_id AS organisation_id, o.name AS event, \
    o.object_type AS object_type, o.object_id AS object_id, o.created_at AS created_at, a.person_id AS person_id \
    FROM outbox o INNER JOIN accounts a ON a.email_folded = lower(o.recipient) WHERE o.organisation_id = $1 AND o.kind = 'mail' \
    AND o.created_at >= $2 AND (o.created_at > $2 OR o.id > $3) AND NOT EXISTS (SELECT 1 FROM notices n \
    WHERE n.person_id = a.person_id AND n.key = o.id) ORDER BY o.created_at, o.id LIMIT $4";

/// At most `limit` of an organisation's mails after a place (an instant and an id) that no inbox has kept, the oldest
/// first.
pub fn not_kept(c: &mut Db, organisation_id: &Id, after: (Instant, &str), limit: i64) -> Result<Vec<Mailed>> {
    macro_rules! asked {
        ($c:expr) => {
            diesel::sql_query(NOT_KEPT)
                .bind::<Text, _>(organisation_id)
                .bind::<Timestamp, _>(after.0)
                .bind::<Text, _>(after.1)
                .bind::<BigInt, _>(limit)
                .load($c)?
        };
    }
    Ok(match c {
        Db::Sqlite(c) => asked!(c),
        Db::Pg(c) => asked!(c),
    })
}

/// The organisations that have sent mails since an instant.
pub fn senders(c: &mut Db, since: Instant) -> Result<Vec<Id>> {
    let found: Vec<Option<Id>> = outbox::table
        .filter(outbox::kind.eq(Kind::Mail))
        .filter(outbox::created_at.ge(since))
        .filter(outbox::organisation_id.is_not_null())
        .select(outbox::organisation_id)
        .distinct()
        .order(outbox::organisation_id)
        .load(c)?;
    Ok(found.into_iter().flatten().collect())
}

/// The organisations for which each person acts.
pub fn homes(c: &mut Db, people: &BTreeSet<Id>) -> Result<BTreeMap<Id, Vec<Id>>> {
    let rows: Vec<(Id, Id)> = memberships::table
        .filter(memberships::person_id.eq_any(people))
        .filter(memberships::ended_at.is_null())
        .order((memberships::person_id, memberships::id))
        .select((memberships::person_id, memberships::organisation_id))
        .load(c)?;
    let mut all: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for (person, home) in rows {
        all.entry(person).or_default().push(home);
    }
    Ok(all)
}

/// Which organisations are a vendor of which client, among the given ones: (client, vendor's organisation).
pub fn ties(c: &mut Db, clients: &BTreeSet<Id>, homes: &BTreeSet<Id>) -> Result<BTreeSet<(Id, Id)>> {
    let rows: Vec<(Id, Option<Id>)> = vendors::table
        .filter(vendors::organisation_id.eq_any(clients))
        .filter(vendors::vendor_organisation_id.eq_any(homes))
        .select((vendors::organisation_id, vendors::vendor_organisation_id))
        .load(c)?;
    Ok(rows.into_iter().filter_map(|(client, home)| Some((client, home?))).collect())
}
