//! The figures of those who read and of those who set up, each with the list that proves it.

use crate::access::Scope;
use crate::base::Result;
use crate::features::clause_library;
use crate::features::findings::ActionStatus;
use crate::features::questionnaires::AssessmentStatus;
use crate::features::reports::views::{Figure, FigureGroup};
use crate::kit::Ctx;
use crate::platform::db::Db;
use crate::platform::db::schema::{accounts, actions, assessments, contracts, memberships, persons, vendors};
use chrono::NaiveDate;
use diesel::prelude::*;

fn figure(key: &'static str, value: i64, of: Option<i64>, href: &'static str) -> Figure {
    Figure { key, value, of, href }
}

/// The state of the whole register. Eight queries.
pub fn of_register(c: &mut Db, ctx: &Ctx) -> Result<Vec<FigureGroup>> {
    let scope = &ctx.scope;
    Ok(vec![tiers(c, scope)?, assessments_by_status(c, scope)?, actions_now(c, scope, ctx.today())?, clauses(c, ctx)?])
}

fn tiers(c: &mut Db, scope: &Scope) -> Result<FigureGroup> {
    let counts: Vec<(Option<i32>, i64)> = vendors::table
        .filter(vendors::organisation_id.eq(scope.client()?))
        .group_by(vendors::tier)
        .select((vendors::tier, diesel::dsl::count_star()))
        .load(c)?;
    let total = counts.iter().map(|(_, n)| n).sum();
    let of = |tier: Option<i32>| counts.iter().filter(|(t, _)| *t == tier).map(|(_, n)| n).sum();
    let rows = [
        ("start-figure-tier-1", Some(1), "/vendors?tier=1"),
        ("start-figure-tier-2", Some(2), "/vendors?tier=2"),
        ("start-figure-tier-3", Some(3), "/vendors?tier=3"),
        ("start-figure-tier-4", Some(4), "/vendors?tier=4"),
        ("start-figure-tier-none", None, "/vendors?tier=none"),
    ];
    let figures = rows.into_iter().map(|(key, tier, href)| figure(key, of(tier), Some(total), href)).collect();
    Ok(FigureGroup { key: "start-figures-tiers", figures })
}

fn assessments_by_status(c: &mut Db, scope: &Scope) -> Result<FigureGroup> {
    let counts: Vec<(AssessmentStatus, i64)> = assessments::table
        .filter(assessments::organisation_id.eq(scope.client()?))
        .group_by(assessments::status)
        .select((assessments::status, diesel::dsl::count_star()))
        .load(c)?;
    let total = counts.iter().map(|(_, n)| n).sum();
    let rows = [
        ("start-figure-assessments-sent", AssessmentStatus::Sent, "/assessments?status=sent"),
        ("start-figure-assessments-in_progress", AssessmentStatus::InProgress, "/assessments?status=in_progress"),
        ("start-figure-assessments-submitted", AssessmentStatus::Submitted, "/assessments?status=submitted"),
        ("start-figure-assessments-returned", AssessmentStatus::Returned, "/assessments?status=returned"),
        ("start-figure-assessments-closed", AssessmentStatus::Closed, "/assessments?status=closed"),
    ];
    let of = |status| counts.iter().filter(|(s, _)| *s == status).map(|(_, n)| n).sum();
    let figures = rows.into_iter().map(|(key, status, href)| figure(key, of(status), Some(total), href)).collect();
    Ok(FigureGroup { key: "start-figures-assessments", figures })
}

fn actions_now(c: &mut Db, scope: &Scope, today: NaiveDate) -> Result<FigureGroup> {
    let own = || -> Result<_> { Ok(actions::table.filter(actions::organisation_id.eq(scope.client()?))) };
    // As the list counts: what is reported done is open until somebody has verified it, but it is not late.
    let undone = [ActionStatus::Open, ActionStatus::InProgress];
    let all = [ActionStatus::Open, ActionStatus::InProgress, ActionStatus::ReportedDone];
    let open: i64 = own()?.filter(actions::status.eq_any(all)).count().get_result(c)?;
    let late: i64 =
        own()?.filter(actions::status.eq_any(undone)).filter(actions::due_on.lt(today)).count().get_result(c)?;
    let figures = vec![
        figure("start-figure-actions-open", open, None, "/actions?status=all_open"),
        figure("start-figure-actions-overdue", late, Some(open), "/actions?overdue=1"),
    ];
    Ok(FigureGroup { key: "start-figures-actions", figures })
}

/// Of all clauses that the tiers ask of the contracts that run, how many nobody has looked for: the sums of
/// `/contracts/review`.
fn clauses(c: &mut Db, ctx: &Ctx) -> Result<FigureGroup> {
    let library = clause_library::library(c, &ctx.scope)?;
    let tallies = clause_library::tallies(c, ctx, &library)?;
    let (asked, unknown) =
        tallies.values().fold((0, 0), |(asked, unknown), tally| (asked + tally.asked, unknown + tally.unknown));
    let href = "/contracts/review?view=contracts&sort=-unknown";
    Ok(FigureGroup {
        key: "start-figures-clauses",
        figures: vec![figure("start-figure-clauses-unknown", unknown, Some(asked), href)],
    })
}

/// What an administrator has to see to: the people, and whether there is a register yet.
pub fn of_setup(c: &mut Db, scope: &Scope) -> Result<Vec<FigureGroup>> {
    let people = || -> Result<_> {
        Ok(memberships::table
            .inner_join(persons::table.left_join(accounts::table))
            .filter(memberships::organisation_id.eq(scope.client()?))
            .filter(memberships::ended_at.is_null()))
    };
    let users: i64 = people()?.count().get_result(c)?;
    let invited: i64 = people()?
        .filter(accounts::id.nullable().is_not_null())
        .filter(accounts::disabled.nullable().eq(false))
        .filter(accounts::password_hash.nullable().is_null())
        .count()
        .get_result(c)?;
    let vendors: i64 = vendors::table.filter(vendors::organisation_id.eq(scope.client()?)).count().get_result(c)?;
    let contracts: i64 =
        contracts::table.filter(contracts::organisation_id.eq(scope.client()?)).count().get_result(c)?;
    let people = FigureGroup {
        key: "start-figures-people",
        figures: vec![
            figure("start-figure-users", users, None, "/users"),
            figure("start-figure-users-invited", invited, Some(users), "/users?invited=1"),
        ],
    };
    let register = FigureGroup {
        key: "start-figures-register",
        figures: vec![
            figure("start-figure-vendors", vendors, None, "/vendors"),
            figure("start-figure-contracts", contracts, None, "/contracts"),
        ],
    };
    Ok(vec![people, register])
}
