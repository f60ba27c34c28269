//! Who is there: for the demo, whose tour lists everybody, and for look-ups by address.

use crate::access::Role;
use crate::base::Result;
use crate::platform::db::Db;
use crate::platform::db::schema::{accounts, memberships, organisations, persons};
use diesel::prelude::*;

/// Name, address and places (organisation and role) of everybody with an account, by name. Demo only.
pub fn everybody_with_account(c: &mut Db) -> Result<Vec<(String, String, Vec<String>)>> {
    let rows: Vec<(String, String, String, Role)> = memberships::table
        .inner_join(persons::table.inner_join(accounts::table))
        .inner_join(organisations::table)
        .filter(memberships::ended_at.is_null())
        .order((persons::name_folded, persons::id, organisations::name))
        .select((persons::name, accounts::email, organisations::name, memberships::role))
        .load(c)?;
    let mut people: Vec<(String, String, Vec<String>)> = Vec::new();
    for (name, email, place, _) in rows {
        match people.last_mut().filter(|p| p.1 == email) {
            Some(person) => person.2.push(place),
            None => people.push((name, email, vec![place])),
        }
    }
    Ok(people)
}
