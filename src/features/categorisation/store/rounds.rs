//! Queries on campaigns and their lines.

use super::portfolio;
use crate::access::Scope;
use crate::base::{Id, Instant, Page, PageRequest, Result, text};
use crate::features::categorisation::records::{Narrowed, Reach, Round, RoundLine, RoundStatus};
use crate::features::vendors::VendorStatus;
use crate::platform::db::schema::{categorisation_round_lines, categorisation_rounds, categorisations, vendors};
use crate::platform::db::{Db, insert_all};
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

type Backend = <Db as diesel::Connection>::Backend;

crate::text_enum! {
    /// How far one vendor of a campaign has come.
    pub enum LineState { Left => "left", Done => "done", Skipped => "skipped" }
}

/// A person has judged the vendor while the campaign ran.
macro_rules! judged_between {
    ($from:expr, $to:expr) => {
        exists(
            categorisations::table
                .filter(categorisations::vendor_id.eq(categorisation_round_lines::vendor_id))
                .filter(categorisations::automatic.eq(false))
                .filter(categorisations::decided_at.gt($from))
                .filter(categorisations::decided_at.le($to)),
        )
    };
}

/// A vendor, its manager and its tier.
pub type Reached = (Id, Option<Id>, Option<i32>);

/// The vendors that a campaign takes in when it starts.
pub fn reached(c: &mut Db, scope: &Scope, reach: Reach, narrowed: &Narrowed, cutoff: Instant) -> Result<Vec<Reached>> {
    let mut query = vendors::table
        .filter(vendors::organisation_id.eq(scope.client()?.clone()))
        .filter(vendors::status.ne(VendorStatus::Ended))
        .into_boxed::<Backend>();
    query = match reach {
        Reach::All | Reach::Due => query,
        Reach::Tier1 => query.filter(vendors::tier.eq(1)),
        Reach::Tier2 => query.filter(vendors::tier.eq(2)),
        Reach::Tier3 => query.filter(vendors::tier.eq(3)),
        Reach::Tier4 => query.filter(vendors::tier.eq(4)),
        Reach::NeverJudged => query.filter(vendors::tier.is_null()),
        Reach::Preliminary => query.filter(vendors::tier_preliminary.eq(true)),
    };
    if let Some(kind) = narrowed.kind {
        query = query.filter(vendors::kind.eq(kind));
    }
    if let Some(manager) = &narrowed.manager_id {
        query = query.filter(vendors::manager_id.eq(manager.clone()));
    }
    if let Some(q) = narrowed.q.as_deref().filter(|q| !q.trim().is_empty()) {
        query = query.filter(vendors::search_text.like(text::like_anywhere(q)).escape('\\'));
    }
    let found: Vec<Reached> = query
        .order((vendors::name_folded, vendors::id))
        .select((vendors::id, vendors::manager_id, vendors::tier))
        .load(c)?;
    if reach != Reach::Due {
        return Ok(found);
    }
    let due: BTreeSet<Id> = portfolio::due_for_renewal(c, scope, cutoff)?.into_iter().collect();
    Ok(found.into_iter().filter(|(id, ..)| due.contains(id)).collect())
}

pub fn insert_round(c: &mut Db, row: &Round) -> Result<()> {
    diesel::insert_into(categorisation_rounds::table).values(row).execute(c)?;
    Ok(())
}

pub fn insert_lines(c: &mut Db, rows: &[RoundLine]) -> Result<()> {
    insert_all!(c, categorisation_round_lines::table, rows);
    Ok(())
}

pub fn save_round(c: &mut Db, scope: &Scope, row: &Round) -> Result<()> {
    let own = categorisation_rounds::table.filter(categorisation_rounds::id.eq(&row.id));
    diesel::update(own.filter(categorisation_rounds::organisation_id.eq(scope.client()?))).set(row).execute(c)?;
    Ok(())
}

pub fn save_line(c: &mut Db, scope: &Scope, row: &RoundLine) -> Result<()> {
    let own = categorisation_round_lines::table.filter(categorisation_round_lines::id.eq(&row.id));
    diesel::update(own.filter(categorisation_round_lines::organisation_id.eq(scope.client()?))).set(row).execute(c)?;
    Ok(())
}

pub fn find_round(c: &mut Db, scope: &Scope, id: &Id) -> Result<Round> {
    Ok(categorisation_rounds::table
        .filter(categorisation_rounds::organisation_id.eq(scope.client()?))
        .filter(categorisation_rounds::id.eq(id))
        .select(Round::as_select())
        .first(c)?)
}

pub fn find_line(c: &mut Db, scope: &Scope, round_id: &Id, id: &Id) -> Result<RoundLine> {
    Ok(categorisation_round_lines::table
        .filter(categorisation_round_lines::organisation_id.eq(scope.client()?))
        .filter(categorisation_round_lines::round_id.eq(round_id))
        .filter(categorisation_round_lines::id.eq(id))
        .select(RoundLine::as_select())
        .first(c)?)
}

/// One page of campaigns: those that run first, by their last day.
pub fn rounds(c: &mut Db, scope: &Scope, status: Option<RoundStatus>, page: PageRequest) -> Result<Page<Round>> {
    let own = || -> Result<_> {
        let mut query = categorisation_rounds::table
            .filter(categorisation_rounds::organisation_id.eq(scope.client()?.clone()))
            .into_boxed::<Backend>();
        if let Some(status) = status {
            query = query.filter(categorisation_rounds::status.eq(status));
        }
        Ok(query)
    };
    let total = own()?.count().get_result(c)?;
    let rows = own()?
        .order((
            categorisation_rounds::status.desc(),
            categorisation_rounds::due_on.desc(),
            categorisation_rounds::id.desc(),
        ))
        .limit(page.size)
        .offset(page.offset())
        .select(Round::as_select())
        .load(c)?;
    Ok(Page::new(rows, total, page))
}

/// Every campaign that runs.
pub fn open_rounds(c: &mut Db, scope: &Scope) -> Result<Vec<Round>> {
    Ok(categorisation_rounds::table
        .filter(categorisation_rounds::organisation_id.eq(scope.client()?))
        .filter(categorisation_rounds::status.eq(RoundStatus::Open))
        .order((categorisation_rounds::due_on, categorisation_rounds::id))
        .limit(200)
        .select(Round::as_select())
        .load(c)?)
}

/// Lines by state. Whoever is skipped counts as skipped, judged or not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Progress {
    pub total: i64,
    pub done: i64,
    pub skipped: i64,
}

impl Progress {
    pub fn left(&self) -> i64 {
        self.total - self.done - self.skipped
    }
}

/// How far each of the campaigns has come, with three queries however many they are.
pub fn progress(c: &mut Db, scope: &Scope, ids: &[Id]) -> Result<BTreeMap<Id, Progress>> {
    use categorisation_round_lines as lines;
    use diesel::dsl::count_star;
    let client = scope.client()?;
    let mut all: BTreeMap<Id, Progress> = BTreeMap::new();
    let total: Vec<(Id, i64)> = lines::table
        .filter(lines::organisation_id.eq(client))
        .filter(lines::round_id.eq_any(ids))
        .group_by(lines::round_id)
        .select((lines::round_id, count_star()))
        .load(c)?;
    let skipped: Vec<(Id, i64)> = lines::table
        .filter(lines::organisation_id.eq(client))
        .filter(lines::round_id.eq_any(ids))
        .filter(lines::skipped_reason.is_not_null())
        .group_by(lines::round_id)
        .select((lines::round_id, count_star()))
        .load(c)?;
    let done: Vec<(Id, i64)> = lines::table
        .inner_join(categorisation_rounds::table)
        .filter(lines::organisation_id.eq(client))
        .filter(lines::round_id.eq_any(ids))
        .filter(lines::skipped_reason.is_null())
        .filter(exists(
            categorisations::table
                .filter(categorisations::vendor_id.eq(lines::vendor_id))
                .filter(categorisations::automatic.eq(false))
                .filter(categorisations::decided_at.gt(categorisation_rounds::created_at))
                .filter(
                    categorisation_rounds::closed_at
                        .is_null()
                        .or(categorisations::decided_at.nullable().le(categorisation_rounds::closed_at)),
                ),
        ))
        .group_by(lines::round_id)
        .select((lines::round_id, count_star()))
        .load(c)?;
    for (id, n) in total {
        all.entry(id).or_default().total = n;
    }
    for (id, n) in skipped {
        all.entry(id).or_default().skipped = n;
    }
    for (id, n) in done {
        all.entry(id).or_default().done = n;
    }
    Ok(all)
}

/// Which lines a list shows.
#[derive(Debug, Clone, Default)]
pub struct LineFilter {
    pub state: Option<LineState>,
    pub owner_id: Option<Id>,
    /// True: only those that nobody owns.
    pub unowned: bool,
    pub q: Option<String>,
}

/// One vendor of a campaign, with what the register shows of it.
#[derive(Debug, Clone)]
pub struct Listed {
    pub line: RoundLine,
    pub vendor_name: String,
    pub tier: Option<i32>,
    pub preliminary: bool,
    pub state: LineState,
}

fn own_lines<'a>(
    scope: &Scope,
    round: &Round,
    filter: &LineFilter,
    end: Instant,
) -> Result<categorisation_round_lines::BoxedQuery<'a, Backend>> {
    use categorisation_round_lines as lines;
    let client = scope.client()?.clone();
    let mut query = lines::table
        .filter(lines::organisation_id.eq(client.clone()))
        .filter(lines::round_id.eq(round.id.clone()))
        .into_boxed::<Backend>();
    query = match filter.state {
        None => query,
        Some(LineState::Skipped) => query.filter(lines::skipped_reason.is_not_null()),
        Some(LineState::Done) => {
            query.filter(lines::skipped_reason.is_null()).filter(judged_between!(round.created_at, end))
        }
        Some(LineState::Left) => {
            query.filter(lines::skipped_reason.is_null()).filter(not(judged_between!(round.created_at, end)))
        }
    };
    if let Some(owner) = &filter.owner_id {
        query = query.filter(lines::owner_id.eq(owner.clone()));
    }
    if filter.unowned {
        query = query.filter(lines::owner_id.is_null());
    }
    if let Some(q) = filter.q.as_deref().filter(|q| !q.trim().is_empty()) {
        let named = vendors::table
            .filter(vendors::organisation_id.eq(client))
            .filter(vendors::search_text.like(text::like_anywhere(q)).escape('\\'))
            .select(vendors::id);
        query = query.filter(lines::vendor_id.eq_any(named));
    }
    Ok(query)
}

/// The moment until which a judgement counts for the campaign.
fn end_of(round: &Round, now: Instant) -> Instant {
    round.closed_at.unwrap_or(now)
}

/// One page of a campaign's vendors, with three queries and one for what is done.
pub fn lines(
    c: &mut Db,
    scope: &Scope,
    round: &Round,
    filter: &LineFilter,
    now: Instant,
    page: PageRequest,
) -> Result<Page<Listed>> {
    use categorisation_round_lines as lines;
    let end = end_of(round, now);
    let total = own_lines(scope, round, filter, end)?.count().get_result(c)?;
    let rows: Vec<RoundLine> = own_lines(scope, round, filter, end)?
        .order(lines::id)
        .limit(page.size)
        .offset(page.offset())
        .select(RoundLine::as_select())
        .load(c)?;
    let ids: Vec<Id> = rows.iter().map(|line| line.vendor_id.clone()).collect();
    let shown: Vec<(Id, String, Option<i32>, bool)> = vendors::table
        .filter(vendors::organisation_id.eq(scope.client()?))
        .filter(vendors::id.eq_any(&ids))
        .select((vendors::id, vendors::legal_name, vendors::tier, vendors::tier_preliminary))
        .load(c)?;
    let shown: BTreeMap<Id, _> = shown.into_iter().map(|(id, name, tier, p)| (id, (name, tier, p))).collect();
    let done: BTreeSet<Id> = categorisations::table
        .filter(categorisations::vendor_id.eq_any(&ids))
        .filter(categorisations::automatic.eq(false))
        .filter(categorisations::decided_at.gt(round.created_at))
        .filter(categorisations::decided_at.le(end))
        .select(categorisations::vendor_id)
        .load::<Id>(c)?
        .into_iter()
        .collect();
    let listed = rows.into_iter().map(|line| {
        let (vendor_name, tier, preliminary) = shown.get(&line.vendor_id).cloned().unwrap_or_default();
        let state = match &line.skipped_reason {
            Some(_) => LineState::Skipped,
            None if done.contains(&line.vendor_id) => LineState::Done,
            None => LineState::Left,
        };
        Listed { line, vendor_name, tier, preliminary, state }
    });
    Ok(Page::new(listed.collect(), total, page))
}

/// Every line that matches, for a change of many at once.
pub fn all_lines(
    c: &mut Db,
    scope: &Scope,
    round: &Round,
    filter: &LineFilter,
    now: Instant,
) -> Result<Vec<RoundLine>> {
    let query = own_lines(scope, round, filter, end_of(round, now))?;
    Ok(query.order(categorisation_round_lines::id).select(RoundLine::as_select()).load(c)?)
}
