//! Risks: what is to be rated, agreed on and accepted, and what nobody accepts any longer. Two queries each.

use super::{Asker, Counted, IN_ALL, day, when};
use crate::base::{Id, Instant, Page, PageRequest, Result};
use crate::features::reports::views::Row;
use crate::features::risks::{AcceptanceState, RiskModel, RiskState, levels_of};
use crate::features::vendors;
use crate::platform::db::Db;
use crate::platform::db::schema::{risk_acceptances, risk_approvals, risk_ratings, risks};
use diesel::dsl::{exists, max, not, sql};
use diesel::prelude::*;
use diesel::sql_types::BigInt;

/// A risk, its number and title, its vendor, who is named when it has none, and since when.
type RiskRow = (Id, i32, String, Option<Id>, String, Option<Instant>);

fn page(c: &mut Db, a: &Asker, found: Counted<RiskRow>, asked: PageRequest) -> Result<Page<Row>> {
    let ids: Vec<Id> = found.iter().filter_map(|(_, risk)| risk.3.clone()).collect();
    let names = vendors::names(c, &a.scope, &ids)?;
    Ok(super::paged(found, asked, |(id, number, title, vendor_id, otherwise, since)| Row {
        what: format!("R{number} {title}"),
        whose: vendor_id.and_then(|id| names.get(&id).cloned()).unwrap_or(otherwise),
        on: since.map(day),
        href: format!("/risks/{id}"),
    }))
}

/// The ratings of the open round of the risk of the query around it.
macro_rules! ratings {
    () => {
        risk_ratings::table.filter(risk_ratings::risk_id.eq(risks::id)).filter(risk_ratings::round.eq(risks::round))
    };
}

/// The acceptances of the risk of the query around it.
macro_rules! acceptances {
    () => {
        risk_acceptances::table.filter(risk_acceptances::risk_id.eq(risks::id))
    };
}

/// Risks that one other person has rated: a second, independent rating is missing.
pub fn to_rate(c: &mut Db, a: &Asker, asked: PageRequest) -> Result<Page<Row>> {
    let own = ratings!().filter(risk_ratings::rater_id.eq(&a.me));
    let found: Counted<RiskRow> = risks::table
        .filter(risks::organisation_id.eq(a.scope.client()?))
        .filter(risks::state.ne(RiskState::Closed))
        .filter(ratings!().count().single_value().eq(1_i64))
        .filter(not(exists(own)))
        .filter(risks::vendor_id.eq_any(a.vendors()).or(risks::owner_id.eq(&a.me)).or(when(a.sees_all())))
        .order((risks::number, risks::id))
        .limit(asked.size)
        .offset(asked.offset())
        .select((
            sql::<BigInt>(IN_ALL),
            (
                risks::id,
                risks::number,
                risks::title,
                risks::vendor_id,
                risks::owner_name,
                ratings!().select(max(risk_ratings::rated_at)).single_value(),
            ),
        ))
        .load(c)?;
    page(c, a, found, asked)
}

/// Risks that I and somebody else have rated, and whose common value nobody has written down.
pub fn to_agree(c: &mut Db, a: &Asker, asked: PageRequest) -> Result<Page<Row>> {
    let own = ratings!().filter(risk_ratings::rater_id.eq(&a.me));
    let others = ratings!().filter(risk_ratings::rater_id.ne(&a.me));
    let found: Counted<RiskRow> = risks::table
        .filter(risks::organisation_id.eq(a.scope.client()?))
        .filter(risks::state.ne(RiskState::Closed))
        .filter(exists(own))
        .filter(exists(others))
        .order((risks::number, risks::id))
        .limit(asked.size)
        .offset(asked.offset())
        .select((
            sql::<BigInt>(IN_ALL),
            (
                risks::id,
                risks::number,
                risks::title,
                risks::vendor_id,
                risks::owner_name,
                ratings!().select(max(risk_ratings::rated_at)).single_value(),
            ),
        ))
        .load(c)?;
    page(c, a, found, asked)
}

/// What is proposed by somebody else at a level where this role counts, and that nobody in this role has answered.
pub fn to_accept(c: &mut Db, a: &Asker, asked: PageRequest) -> Result<Page<Row>> {
    let answered = risk_approvals::table
        .filter(risk_approvals::acceptance_id.eq(risk_acceptances::id))
        .filter(risk_approvals::person_id.eq(&a.me).or(risk_approvals::role.eq(a.role)));
    let found: Counted<(Id, i32, String, String, Instant)> = risk_acceptances::table
        .inner_join(risks::table.on(risks::id.eq(risk_acceptances::risk_id)))
        .filter(risk_acceptances::organisation_id.eq(a.scope.client()?))
        .filter(risk_acceptances::state.eq(AcceptanceState::Proposed))
        .filter(risk_acceptances::level.eq_any(levels_of(RiskModel::current(), a.role)))
        .filter(risk_acceptances::proposed_by.ne(&a.me))
        .filter(risk_acceptances::valid_until.gt(a.today))
        .filter(not(exists(answered)))
        .order((risk_acceptances::proposed_at, risk_acceptances::id))
        .limit(asked.size)
        .offset(asked.offset())
        .select((
            sql::<BigInt>(IN_ALL),
            (risks::id, risks::number, risks::title, risk_acceptances::proposed_by_name, risk_acceptances::proposed_at),
        ))
        .load(c)?;
    Ok(super::paged(found, asked, |(id, number, title, by, at)| Row {
        what: format!("R{number} {title}"),
        whose: by,
        on: Some(day(at)),
        href: format!("/risks/{id}"),
    }))
}

/// Risks whose acceptance holds no longer, because something changed or its time ran out, and of which nobody has
/// proposed anything new: to be treated, closed or put forward again.
pub fn lapsed(c: &mut Db, a: &Asker, asked: PageRequest) -> Result<Page<Row>> {
    macro_rules! ended {
        () => {
            acceptances!().filter(risk_acceptances::state.eq_any([AcceptanceState::Stale, AcceptanceState::Expired]))
        };
    }
    let open =
        acceptances!().filter(risk_acceptances::state.eq_any([AcceptanceState::Proposed, AcceptanceState::Accepted]));
    let found: Counted<RiskRow> = risks::table
        .filter(risks::organisation_id.eq(a.scope.client()?))
        .filter(risks::state.eq(RiskState::Assessed))
        .filter(exists(ended!()))
        .filter(not(exists(open)))
        .filter(risks::vendor_id.eq_any(a.vendors()).or(risks::owner_id.eq(&a.me)).or(when(a.sees_all())))
        .order((risks::consequence_high.desc(), risks::residual_high.desc(), risks::number, risks::id))
        .limit(asked.size)
        .offset(asked.offset())
        .select((
            sql::<BigInt>(IN_ALL),
            (
                risks::id,
                risks::number,
                risks::title,
                risks::vendor_id,
                risks::owner_name,
                ended!().select(max(risk_acceptances::ended_at)).single_value(),
            ),
        ))
        .load(c)?;
    page(c, a, found, asked)
}
