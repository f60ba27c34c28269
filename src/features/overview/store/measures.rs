//! What each measure counts, once: the figure and its rows have the same source and WHERE, so they cannot disagree.
//! Plain SQL that both databases read alike; the only value from outside is the organisation, and it is bound.

use super::requirements;
use crate::access::Scope;
use crate::base::{Id, Instant, Page, PageRequest, Result};
use crate::features::overview::model::{Measure, Moment, start_of};
use crate::platform::db::Db;
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Date, Integer, Nullable, Text, Timestamp};
use std::collections::BTreeMap;

/// No export holds more rows than this.
const MAX_EXPORTED: i64 = 20_000;

/// `{today}` and the like are days and moments of the [`Moment`], `$1` is the organisation.
struct Spec {
    /// What is counted; as many rows are listed.
    count: &'static str,
    from: &'static str,
    /// What names a row: joins of which each row finds exactly one, so that counting can do without them.
    named: &'static str,
    filter: &'static str,
    id: &'static str,
    what: &'static str,
    whose: &'static str,
    tier: &'static str,
    on: &'static str,
    at: &'static str,
    order: &'static str,
    /// What stands before the id in the row's own address.
    path: &'static str,
}

const ROWS: &str = "COUNT(*)";
const NO_DAY: &str = "CAST(NULL AS DATE)";
const NO_TIME: &str = "CAST(NULL AS TIMESTAMP)";
const NO_TIER: &str = "CAST(NULL AS INTEGER)";

const FINDING: Spec = Spec {
    count: ROWS,
    from: "findings f",
    named: "JOIN vendors v ON v.id = f.vendor_id",
    filter: "",
    id: "f.id",
    what: "'#' || f.number || ' ' || f.title",
    whose: "v.legal_name",
    tier: "v.tier",
    on: NO_DAY,
    at: "f.created_at",
    order: "f.created_at, f.id",
    path: "/findings/",
};
const ACTION: Spec = Spec {
    count: ROWS,
    from: "actions a",
    named: "JOIN vendors v ON v.id = a.vendor_id",
    filter: "",
    id: "a.id",
    what: "'#' || a.number || ' ' || a.title",
    whose: "v.legal_name",
    tier: "v.tier",
    on: "a.due_on",
    at: NO_TIME,
    order: "a.due_on, a.id",
    path: "/actions/",
};
const VENDOR: Spec = Spec {
    count: ROWS,
    from: "vendors v",
    named: "",
    filter: "",
    id: "v.id",
    what: "v.legal_name",
    whose: "CAST(NULL AS TEXT)",
    tier: "v.tier",
    on: NO_DAY,
    at: NO_TIME,
    order: "v.tier IS NULL, v.tier, v.name_folded, v.id",
    path: "/vendors/",
};
const INCIDENT: Spec = Spec {
    count: ROWS,
    from: "incidents i",
    named: "",
    filter: "",
    id: "i.id",
    what: "'#' || i.number || ' ' || i.title",
    whose: "i.owner_name",
    tier: NO_TIER,
    on: NO_DAY,
    at: "i.received_at",
    order: "i.received_at, i.id",
    path: "/incidents/",
};
const MOVED: Spec = Spec {
    from: "action_postponements p",
    named: "JOIN actions a ON a.id = p.action_id JOIN vendors v ON v.id = a.vendor_id",
    filter: "p.organisation_id = $1 AND p.decided_at >= {month_at}",
    id: "a.id",
    on: "p.new_due_on",
    at: "p.decided_at",
    order: "p.decided_at, p.id",
    ..ACTION
};
const DIALOGUE: Spec = Spec {
    count: ROWS,
    from: "dialogues d",
    named: "JOIN vendors v ON v.id = d.vendor_id JOIN contracts k ON k.id = d.contract_id",
    filter: "",
    id: "d.id",
    what: "d.period || ' ' || k.title",
    whose: "v.legal_name",
    tier: "v.tier",
    on: "d.held_on",
    at: NO_TIME,
    order: "d.held_on, d.id",
    path: "/dialogues/",
};
const ASSESSMENT: Spec = Spec {
    count: ROWS,
    from: "assessments s",
    named: "JOIN vendors v ON v.id = s.vendor_id",
    filter: "",
    id: "s.id",
    what: "v.legal_name",
    whose: "s.sent_by_name",
    tier: "v.tier",
    on: "s.due_on",
    at: NO_TIME,
    order: "s.due_on, s.id",
    path: "/assessments/",
};
const COVERAGE: Spec =
    Spec { from: "coverage_vendors k", named: "JOIN vendors v ON v.id = k.vendor_id", path: "/vendors/", ..VENDOR };

fn spec(measure: Measure) -> Spec {
    use Measure as M;
    match measure {
        M::CriticalFindings => {
            Spec { filter: "f.organisation_id = $1 AND f.closed_at IS NULL AND f.severity = 'critical'", ..FINDING }
        }
        M::OpenBreaches => {
            Spec { filter: "f.organisation_id = $1 AND f.closed_at IS NULL AND f.origin = 'breach'", ..FINDING }
        }
        M::OpenFindings => Spec { filter: "f.organisation_id = $1 AND f.closed_at IS NULL", ..FINDING },
        M::NewFindings => Spec { filter: "f.organisation_id = $1 AND f.created_at >= {month_at}", ..FINDING },
        M::ClosedFindings => Spec {
            filter: "f.organisation_id = $1 AND f.closed_at >= {month_at}",
            at: "f.closed_at",
            order: "f.closed_at, f.id",
            ..FINDING
        },
        // The median has no rows of its own.
        M::ClosedInYear | M::MedianClosing => Spec {
            filter: "f.organisation_id = $1 AND f.closed_at >= {year_at}",
            at: "f.closed_at",
            order: "f.closed_at, f.id",
            ..FINDING
        },
        M::OverdueActions => Spec {
            filter: "a.organisation_id = $1 AND a.status IN ('open', 'in_progress') AND a.due_on < {today}",
            ..ACTION
        },
        M::SlippedActions => Spec {
            filter: "a.organisation_id = $1 AND a.status IN ('open', 'in_progress', 'reported_done') AND a.slips >= 2",
            ..ACTION
        },
        M::OpenActions => {
            Spec { filter: "a.organisation_id = $1 AND a.status IN ('open', 'in_progress', 'reported_done')", ..ACTION }
        }
        M::VerifiedActions => Spec {
            filter: "a.organisation_id = $1 AND a.status = 'verified' AND a.verified_at >= {month_at}",
            on: NO_DAY,
            at: "a.verified_at",
            order: "a.verified_at, a.id",
            ..ACTION
        },
        M::MovedDates => MOVED,
        M::Slips => Spec { filter: "p.organisation_id = $1 AND p.decided_at >= {year_at}", ..MOVED },
        M::OpenIncidents => Spec { filter: "i.organisation_id = $1 AND i.state <> 'closed'", ..INCIDENT },
        M::NewIncidents => Spec { filter: "i.organisation_id = $1 AND i.received_at >= {month_at}", ..INCIDENT },
        M::QuietVendors => Spec {
            filter: "v.organisation_id = $1 AND v.tier = 1 AND v.status IN ('active', 'leaving') AND NOT EXISTS \
                (SELECT 1 FROM dialogues d WHERE d.vendor_id = v.id AND d.held_on >= {quiet} AND d.held_on <= {today} \
                AND d.status <> 'planned')",
            ..VENDOR
        },
        M::NewVendors => Spec {
            filter: "v.organisation_id = $1 AND v.created_at >= {month_at}",
            at: "v.created_at",
            order: "v.created_at, v.id",
            ..VENDOR
        },
        M::EndedVendors => Spec {
            from: "vendor_steps s",
            named: "JOIN vendors v ON v.id = s.vendor_id",
            filter: "s.organisation_id = $1 AND s.to_status = 'ended' AND s.decided_at >= {month_at}",
            at: "s.decided_at",
            order: "s.decided_at, s.id",
            ..VENDOR
        },
        M::NewJudgements => Spec {
            from: "categorisations j",
            named: "JOIN vendors v ON v.id = j.vendor_id",
            filter: "j.organisation_id = $1 AND j.decided_at >= {month_at}",
            whose: "j.decided_by_name",
            tier: "j.tier",
            at: "j.decided_at",
            order: "j.decided_at, j.id",
            ..VENDOR
        },
        M::UntieredVendors => {
            Spec { filter: "v.organisation_id = $1 AND v.tier IS NULL AND v.status <> 'ended'", ..VENDOR }
        }
        M::PreliminaryTiers => Spec {
            filter: "v.organisation_id = $1 AND v.tier IS NOT NULL AND v.tier_preliminary = TRUE \
                AND v.status <> 'ended'",
            ..VENDOR
        },
        M::UnprovenVendors => {
            Spec { filter: "k.organisation_id = $1 AND k.tier <= 2 AND k.unknown_count > 0", ..COVERAGE }
        }
        M::UnverifiedVendors => Spec { filter: "k.organisation_id = $1 AND k.claimed_count > 0", ..COVERAGE },
        // The list is made of the letters: `requirements.rs`.
        M::UnverifiedRequirements => Spec {
            count: "CAST(COALESCE(SUM(k.claimed_count), 0) AS BIGINT)",
            filter: "k.organisation_id = $1 AND k.claimed_count > 0",
            ..COVERAGE
        },
        M::UnacceptedRisks => Spec {
            from: "risks r",
            named: "LEFT JOIN vendors v ON v.id = r.vendor_id",
            filter: "r.organisation_id = $1 AND r.state IN ('assessed', 'treated') \
                AND r.residual_level IN ('high', 'extreme')",
            id: "r.id",
            what: "'#' || r.number || ' ' || r.title",
            on: "r.review_on",
            order: "r.number, r.id",
            path: "/risks/",
            whose: "v.legal_name",
            ..VENDOR
        },
        M::AcceptedRisks => Spec {
            from: "risk_acceptances x",
            named: "JOIN risks r ON r.id = x.risk_id LEFT JOIN vendors v ON v.id = r.vendor_id",
            filter: "x.organisation_id = $1 AND x.accepted_at >= {month_at}",
            id: "r.id",
            what: "'#' || r.number || ' ' || r.title",
            whose: "v.legal_name",
            on: "x.valid_until",
            at: "x.accepted_at",
            order: "x.accepted_at, x.id",
            path: "/risks/",
            ..VENDOR
        },
        M::ApprovedDeviations => Spec {
            from: "contract_deviations x",
            named: "JOIN contracts k ON k.id = x.contract_id JOIN vendors v ON v.id = k.vendor_id",
            filter: "x.organisation_id = $1 AND x.state = 'approved' AND x.decided_at >= {month_at}",
            id: "k.id",
            what: "k.reference || ' ' || x.clause_id",
            whose: "v.legal_name",
            on: "x.until_on",
            at: "x.decided_at",
            order: "x.decided_at, x.id",
            path: "/contracts/",
            ..VENDOR
        },
        M::SubcontractRulings => Spec {
            from: "subcontract_decisions x",
            named: "JOIN subcontract_cases n ON n.id = x.case_id JOIN vendors v ON v.id = n.vendor_id",
            filter: "x.organisation_id = $1 AND x.decided_at >= {month_at}",
            id: "n.id",
            what: "'#' || n.number || ' ' || n.name",
            whose: "v.legal_name",
            on: "x.valid_until",
            at: "x.decided_at",
            order: "x.decided_at, x.id",
            path: "/subcontracts/",
            ..VENDOR
        },
        M::ServiceExceptions => Spec {
            count: ROWS,
            from: "service_exceptions x",
            named: "JOIN services e ON e.id = x.service_id",
            filter: "x.organisation_id = $1 AND x.decided_at >= {month_at}",
            id: "e.id",
            what: "e.name",
            whose: "e.administration",
            tier: NO_TIER,
            on: "x.ends_on",
            at: "x.decided_at",
            order: "x.decided_at, x.id",
            path: "/services/",
        },
        M::UnclassifiedServices => Spec {
            count: ROWS,
            from: "services e",
            named: "",
            filter: "e.organisation_id = $1 AND e.status <> 'stopped' AND (e.class_c IS NULL OR e.class_i IS NULL \
                OR e.class_a IS NULL OR e.class_t IS NULL)",
            id: "e.id",
            what: "e.name",
            whose: "e.administration",
            tier: NO_TIER,
            on: NO_DAY,
            at: NO_TIME,
            order: "e.name_folded, e.id",
            path: "/services/",
        },
        M::SilentVendors => Spec {
            filter: "s.organisation_id = $1 AND s.status IN ('sent', 'in_progress', 'returned') AND s.due_on < {today}",
            ..ASSESSMENT
        },
        M::LateReviews => Spec {
            filter: "s.organisation_id = $1 AND s.status = 'submitted' AND s.submitted_at < {review_at}",
            at: "s.submitted_at",
            ..ASSESSMENT
        },
        M::UnconfirmedChains => Spec {
            from: "chain_confirmations x",
            named: "JOIN vendors v ON v.id = x.vendor_id JOIN contracts k ON k.id = x.contract_id",
            filter: "x.state = 'asked' AND x.due_on < {today} AND x.organisation_id = $1",
            what: "k.reference || ' ' || k.title",
            id: "k.id",
            whose: "v.legal_name",
            on: "x.due_on",
            order: "x.due_on, x.id",
            path: "/contracts/",
            ..VENDOR
        },
        M::LockedMinutes => Spec {
            filter: "d.organisation_id = $1 AND d.locked_at >= {month_at}",
            at: "d.locked_at",
            order: "d.locked_at, d.id",
            ..DIALOGUE
        },
        M::PlannedDialogues => {
            Spec { filter: "d.organisation_id = $1 AND d.held_on >= {year} AND d.held_on <= {today}", ..DIALOGUE }
        }
        M::HeldDialogues => Spec {
            filter: "d.organisation_id = $1 AND d.held_on >= {year} AND d.held_on <= {today} \
                AND d.status <> 'planned'",
            ..DIALOGUE
        },
        M::MissedDialogues => Spec {
            filter: "d.organisation_id = $1 AND d.held_on >= {year} AND d.held_on < {today} AND d.status = 'planned'",
            ..DIALOGUE
        },
    }
}

fn filled(text: &str, moment: Moment) -> String {
    let day = |day: NaiveDate| format!("'{}'", day.format("%Y-%m-%d"));
    let at = |day: NaiveDate| format!("'{}'", start_of(day).format("%Y-%m-%d %H:%M:%S"));
    let terms = moment.terms();
    text.replace("{today}", &day(moment.today))
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
}

impl Behind {
    pub fn href(&self, measure: Measure) -> String {
        match measure {
            Measure::UnverifiedRequirements => format!("/vendors/{}/coverage/{}", self.id, self.what),
            _ => format!("{}{}", spec(measure).path, self.id),
        }
    }
}

fn listed(c: &mut Db, scope: &Scope, measure: Measure, moment: Moment, limit: (i64, i64)) -> Result<Vec<Behind>> {
    let client = scope.client()?;
    if measure == Measure::UnverifiedRequirements {
        return requirements::unverified(c, scope, limit);
    }
    let s = spec(measure);
    let (size, offset) = limit;
    let text = format!(
        "SELECT {} AS id, {} AS what, {} AS whose, {} AS tier, {} AS on_day, {} AS at FROM {} {} WHERE {} ORDER BY {} \
         LIMIT {size} OFFSET {offset}",
        s.id, s.what, s.whose, s.tier, s.on, s.at, s.from, s.named, s.filter, s.order
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

/// All of them, for a file.
pub fn unpaged_rows(c: &mut Db, scope: &Scope, measure: Measure, moment: Moment) -> Result<Vec<Behind>> {
    listed(c, scope, measure.rows(), moment, (MAX_EXPORTED, 0))
}
