//! Figures and their rows, made of the same `Spec`. The only value from outside is the organisation, and it is bound.

use super::requirements;
use super::specs::spec;
use crate::access::Scope;
use crate::base::{Id, Instant, Page, PageRequest, Result};
use crate::features::meetings;
use crate::features::overview::model::{Measure, Moment, start_of};
use crate::platform::db::Db;
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Date, Integer, Nullable, Text, Timestamp};
use std::collections::BTreeMap;

fn filled(text: &str, moment: Moment) -> String {
    let day = |day: NaiveDate| format!("'{}'", day.format("%Y-%m-%d"));
    let at = |day: NaiveDate| format!("'{}'", start_of(day).format("%Y-%m-%d %H:%M:%S"));
    let terms = moment.terms();
    text.replace("{today}", &day(moment.today))
        .replace("{uncalled}", meetings::UNCALLED)
        .replace("{month}", &day(moment.month_ago))
        .replace("{year}", &day(moment.year_ago))
        .replace("{quiet}", &day(moment.days_ago(terms.quiet_days)))
        .replace("{month_at}", &at(moment.month_ago))
        .replace("{year_at}", &at(moment.year_ago))
        .replace("{review_at}", &at(moment.days_ago(terms.review_days)))
}

#[derive(QueryableByName)]
struct Counted {
    #[diesel(sql_type = Text)]
    measure: Measure,
    #[diesel(sql_type = BigInt)]
    value: i64,
}

/// How many rows stand behind each measure. One query, whatever the number of measures.
pub fn counts(c: &mut Db, scope: &Scope, measures: &[Measure], moment: Moment) -> Result<BTreeMap<Measure, i64>> {
    let client = scope.client()?;
    let one = |measure: &Measure| {
        let spec = spec(*measure);
        format!("SELECT '{measure}' AS measure, {} AS value FROM {} WHERE {}", spec.count, spec.from, spec.filter)
    };
    let all: Vec<String> = measures.iter().map(one).collect();
    if all.is_empty() {
        return Ok(BTreeMap::new());
    }
    let text = filled(&all.join(" UNION ALL "), moment);
    let found: Vec<Counted> = match c {
        Db::Sqlite(c) => diesel::sql_query(text).bind::<Text, _>(client).load(c)?,
        Db::Pg(c) => diesel::sql_query(text).bind::<Text, _>(client).load(c)?,
    };
    Ok(found.into_iter().map(|row| (row.measure, row.value)).collect())
}

/// One row behind a figure.
#[derive(Debug, Clone, QueryableByName)]
pub struct Behind {
    #[diesel(sql_type = Text)]
    pub id: Id,
    #[diesel(sql_type = Text)]
    pub what: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub whose: Option<String>,
    #[diesel(sql_type = Nullable<Integer>)]
    pub tier: Option<i32>,
    /// When it is due, held or ends.
    #[diesel(sql_type = Nullable<Date>)]
    pub on_day: Option<NaiveDate>,
    /// When it happened.
    #[diesel(sql_type = Nullable<Timestamp>)]
    pub at: Option<Instant>,
    /// Its own address.
    #[diesel(sql_type = Text)]
    pub href: String,
}

fn listed(c: &mut Db, scope: &Scope, measure: Measure, moment: Moment, limit: (i64, i64)) -> Result<Vec<Behind>> {
    let client = scope.client()?;
    if measure == Measure::UnverifiedRequirements {
        return requirements::unverified(c, scope, limit);
    }
    let s = spec(measure);
    let (size, offset) = limit;
    let text = format!(
        "SELECT {} AS id, {} AS what, {} AS whose, {} AS tier, {} AS on_day, {} AS at, {} || {} AS href FROM {} {} \
         WHERE {} ORDER BY {} LIMIT {size} OFFSET {offset}",
        s.id, s.what, s.whose, s.tier, s.on, s.at, s.path, s.id, s.from, s.named, s.filter, s.order
    );
    let text = filled(&text, moment);
    Ok(match c {
        Db::Sqlite(c) => diesel::sql_query(text).bind::<Text, _>(client).load(c)?,
        Db::Pg(c) => diesel::sql_query(text).bind::<Text, _>(client).load(c)?,
    })
}

/// One page of the rows behind a figure. Two queries.
pub fn rows(c: &mut Db, scope: &Scope, measure: Measure, moment: Moment, page: PageRequest) -> Result<Page<Behind>> {
    let measure = measure.rows();
    let total = counts(c, scope, &[measure], moment)?.remove(&measure).unwrap_or(0);
    Ok(Page::new(listed(c, scope, measure, moment, (page.size, page.offset()))?, total, page))
}
