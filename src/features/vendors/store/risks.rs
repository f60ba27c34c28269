//! How many risks are tied to something. Risks are a later feature; a page that comes before it shows their number
//! and leads on to the list.

use crate::access::Scope;
use crate::base::{Id, Result};
use crate::platform::db::Db;
use crate::platform::db::schema::risks::{self as t};
use diesel::prelude::*;

type Backend = <Db as diesel::Connection>::Backend;

/// What a risk can be tied to.
#[derive(Debug, Clone, Copy)]
pub enum Tied<'a> {
    Vendor(&'a Id),
    Node(&'a Id),
    Service(&'a Id),
}

/// How many of the client's risks that nobody has closed are tied to it.
pub fn open_risks(c: &mut Db, scope: &Scope, tied: Tied<'_>) -> Result<i64> {
    let open =
        t::table.filter(t::organisation_id.eq(scope.client()?)).filter(t::state.ne("closed")).into_boxed::<Backend>();
    let query = match tied {
        Tied::Vendor(id) => open.filter(t::vendor_id.eq(id)),
        Tied::Node(id) => open.filter(t::node_id.eq(id)),
        Tied::Service(id) => open.filter(t::service_id.eq(id)),
    };
    Ok(query.count().get_result(c)?)
}
