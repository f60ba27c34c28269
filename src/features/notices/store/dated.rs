//! The registry of everything that has a date: for each kind one bounded statement, by the index on its day. What is
//! settled is left out here; who is told, the actions decide.

use crate::access::Scope;
use crate::base::{Id, Result};
use crate::features::accounts::OrganisationKind;
use crate::features::notices::model::Dated;
use crate::features::notices::rules::Window;
use crate::kit::notices::NoticeKind;
use crate::platform::db::Db;
use crate::platform::db::schema::{contracts, evidence_items, organisations};
use chrono::{Days, Months, NaiveDate};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Date, Integer, Nullable, Text};

/// What a kind is read from. `{day}` and `{id}` of the statement are the row's own.
pub struct Source {
    pub kind: NoticeKind,
    /// The type of the object that the notice leads to.
    pub object_type: &'static str,
    /// The column of the day and of the id, the object's id, the first and the second person, the vendor's organisation.
    columns: [&'static str; 6],
    from: &'static str,
    /// What is still open. Never an equality on a state: the index on the day is the one to be used.
    open: &'static str,
    organisation: &'static str,
}

const NOBODY: &str = "CAST(NULL AS TEXT)";

/// Whether the manager is the one to remind of an answer that is missing.
macro_rules! of_manager {
    ($row:literal) => {
        concat!(
            "(",
            $row,
            ".side = 'vendor' OR ",
            $row,
            ".person_id IS NULL OR ",
            $row,
            ".person_id = COALESCE(k.manager_id, v.manager_id, ''))"
        )
    };
}

/// Everything that reminds. A new source is a line here, a kind, its terms and its words.
pub const SOURCES: &[Source] = &[
    Source {
        kind: NoticeKind::Action,
        object_type: "action",
        columns: [
            "x.due_on",
            "x.id",
            "x.id",
            "x.owner_id",
            "v.manager_id",
            "CASE WHEN x.responsible = 'vendor' AND NOT x.withheld THEN v.vendor_organisation_id END",
        ],
        from: "actions x INNER JOIN vendors v ON v.id = x.vendor_id",
        open: "x.status NOT IN ('reported_done', 'verified', 'cancelled')",
        organisation: "x.organisation_id",
    },
    Source {
        kind: NoticeKind::ContractEnd,
        object_type: "contract",
        columns: ["x.ends_on", "x.id", "x.id", "x.manager_id", "v.manager_id", NOBODY],
        from: "contracts x INNER JOIN vendors v ON v.id = x.vendor_id",
        open: "v.status <> 'ended'",
        organisation: "x.organisation_id",
    },
    Source {
        kind: NoticeKind::ContractOption,
        object_type: "contract",
        columns: ["x.use_by_on", "x.id", "x.contract_id", "k.manager_id", "v.manager_id", NOBODY],
        from: "contract_options x INNER JOIN contracts k ON k.id = x.contract_id INNER JOIN vendors v ON v.id = k.vendor_id",
        open: "x.state NOT IN ('used', 'declined') AND v.status <> 'ended'",
        organisation: "x.organisation_id",
    },
    Source {
        kind: NoticeKind::Certificate,
        object_type: "certificate",
        columns: ["x.valid_to", "x.id", "x.id", "v.manager_id", NOBODY, "v.vendor_organisation_id"],
        from: "vendor_certificates x INNER JOIN vendors v ON v.id = x.vendor_id",
        open: "x.removed_at IS NULL AND v.status <> 'ended'",
        organisation: "x.organisation_id",
    },
    Source {
        kind: NoticeKind::Evidence,
        object_type: "evidence",
        columns: ["x.expires_on", "x.id", "x.id", "x.created_by", NOBODY, "x.organisation_id"],
        from: "evidence_items x",
        open: "x.retired_at IS NULL",
        organisation: "x.organisation_id",
    },
    Source {
        kind: NoticeKind::Approval,
        object_type: "subcontract",
        columns: ["x.valid_until", "x.id", "x.case_id", "v.manager_id", NOBODY, "v.vendor_organisation_id"],
        from: "subcontract_decisions x INNER JOIN subcontract_cases s ON s.id = x.case_id \
               INNER JOIN vendors v ON v.id = s.vendor_id",
        open: "s.state IN ('decided', 'active', 'temporary') AND NOT EXISTS (SELECT 1 FROM subcontract_decisions y \
               WHERE y.case_id = x.case_id AND y.decided_at > x.decided_at)",
        organisation: "x.organisation_id",
    },
    Source {
        kind: NoticeKind::Acceptance,
        object_type: "risk",
        columns: ["x.valid_until", "x.id", "x.risk_id", "r.owner_id", "x.proposed_by", NOBODY],
        from: "risk_acceptances x INNER JOIN risks r ON r.id = x.risk_id",
        open: "x.state NOT IN ('proposed', 'refused', 'withdrawn', 'stale', 'expired')",
        organisation: "x.organisation_id",
    },
    Source {
        // The vendor itself is reminded by the chains.
        kind: NoticeKind::Confirmation,
        object_type: "chain_confirmation",
        columns: ["x.due_on", "x.id", "x.id", "k.manager_id", "v.manager_id", NOBODY],
        from: "chain_confirmations x INNER JOIN vendors v ON v.id = x.vendor_id \
               INNER JOIN contracts k ON k.id = x.contract_id",
        open: "x.state NOT IN ('signed', 'withdrawn')",
        organisation: "x.organisation_id",
    },
    Source {
        kind: NoticeKind::Classification,
        object_type: "service",
        columns: ["x.valid_until", "x.id", "x.service_id", "s.owner_id", "x.decided_by", NOBODY],
        from: "service_classifications x INNER JOIN services s ON s.id = x.service_id",
        open: "x.state NOT IN ('pending', 'replaced', 'refused')",
        organisation: "x.organisation_id",
    },
    Source {
        kind: NoticeKind::Exception,
        object_type: "service",
        columns: ["x.ends_on", "x.id", "x.service_id", "s.owner_id", "x.decided_by", NOBODY],
        from: "service_exceptions x INNER JOIN services s ON s.id = x.service_id",
        open: "x.ended_at IS NULL",
        organisation: "x.organisation_id",
    },
    Source {
        kind: NoticeKind::TierOverride,
        object_type: "vendor",
        columns: ["x.expires_on", "x.id", "x.vendor_id", "v.manager_id", "x.decided_by", NOBODY],
        from: "tier_overrides x INNER JOIN vendors v ON v.id = x.vendor_id",
        open: "x.ended_at IS NULL AND v.status <> 'ended'",
        organisation: "x.organisation_id",
    },
    Source {
        kind: NoticeKind::Dialogue,
        object_type: "dialogue",
        columns: ["x.held_on", "x.id", "x.id", "k.manager_id", "v.manager_id", "v.vendor_organisation_id"],
        from: "dialogues x INNER JOIN vendors v ON v.id = x.vendor_id INNER JOIN contracts k ON k.id = x.contract_id",
        // A meeting that has been called off stays planned until it has a new day.
        open: "x.status NOT IN ('held', 'draft', 'sent_for_approval', 'approved', 'locked') AND COALESCE((SELECT y.kind \
               FROM dialogue_calls y WHERE y.dialogue_id = x.id ORDER BY y.sequence DESC LIMIT 1), '') <> 'cancelled'",
        organisation: "x.organisation_id",
    },
    Source {
        // Counted from the report; a new one begins anew. Nobody verifies an action that they own or have reported.
        // Few wait, so they are found by their state: the day has no index of its own.
        kind: NoticeKind::ReportedAction,
        object_type: "action",
        columns: [
            "DATE(x.reported_at)",
            "x.id",
            "x.id",
            "CASE WHEN k.manager_id NOT IN (COALESCE(x.owner_id, ''), COALESCE(r.reported_by, '')) THEN k.manager_id END",
            "CASE WHEN v.manager_id NOT IN (COALESCE(x.owner_id, ''), COALESCE(r.reported_by, '')) THEN v.manager_id END",
            NOBODY,
        ],
        from: "actions x INNER JOIN vendors v ON v.id = x.vendor_id LEFT JOIN contracts k ON k.id = x.contract_id \
               LEFT JOIN action_reports r ON r.action_id = x.id AND r.reported_at = x.reported_at",
        open: "x.status = 'reported_done' AND v.status <> 'ended'",
        organisation: "x.organisation_id",
    },
    Source {
        // Nobody checks an action that is their own.
        kind: NoticeKind::EffectCheck,
        object_type: "effect_check",
        columns: [
            "x.due_on",
            "x.id",
            "x.id",
            "CASE WHEN k.manager_id NOT IN (COALESCE(a.owner_id, ''), COALESCE(r.reported_by, '')) THEN k.manager_id END",
            "CASE WHEN v.manager_id NOT IN (COALESCE(a.owner_id, ''), COALESCE(r.reported_by, '')) THEN v.manager_id END",
            NOBODY,
        ],
        from: "effect_checks x INNER JOIN actions a ON a.id = x.action_id INNER JOIN vendors v ON v.id = a.vendor_id \
               LEFT JOIN contracts k ON k.id = a.contract_id \
               LEFT JOIN action_reports r ON r.action_id = a.id AND r.reported_at = a.reported_at",
        open: "COALESCE(x.result, '') = '' AND v.status <> 'ended' \
               AND a.status NOT IN ('open', 'in_progress', 'reported_done', 'cancelled')",
        organisation: "x.organisation_id",
    },
    Source {
        // The vendor has its letter. A later step with a day of its own, or a lowered one, takes the place of this one.
        kind: NoticeKind::EscalationStep,
        object_type: "escalation",
        columns: ["x.due_on", "x.id", "x.escalation_id", "k.manager_id", "v.manager_id", NOBODY],
        from: "escalation_steps x INNER JOIN escalations e ON e.id = x.escalation_id \
               INNER JOIN vendors v ON v.id = e.vendor_id LEFT JOIN contracts k ON k.id = e.contract_id",
        open: "x.outcome IS NULL AND e.closed_at IS NULL AND NOT EXISTS (SELECT 1 FROM escalation_steps y \
               WHERE y.escalation_id = x.escalation_id AND y.position > x.position \
               AND (y.due_on IS NOT NULL OR y.direction = 'lowered'))",
        organisation: "x.organisation_id",
    },
    Source {
        // Whoever is asked has had one mail, when they were asked. The region's people are reminded of their own answers,
        // and the manager, once for each text, of all that are somebody else's to see to: those of the vendor, whose people
        // see them in the portal, and of whom has no account.
        kind: NoticeKind::MinutesApproval,
        object_type: "minutes",
        columns: [
            "x.reply_by",
            concat!("CASE WHEN ", of_manager!("a"), " THEN x.id ELSE a.id END"),
            "x.dialogue_id",
            concat!("CASE WHEN NOT (", of_manager!("a"), ") THEN a.person_id END"),
            "COALESCE(k.manager_id, v.manager_id)",
            NOBODY,
        ],
        from: "minutes x INNER JOIN minutes_approvals a ON a.dialogue_id = x.dialogue_id \
               AND a.text_version = x.text_version INNER JOIN dialogues d ON d.id = x.dialogue_id \
               INNER JOIN contracts k ON k.id = d.contract_id INNER JOIN vendors v ON v.id = d.vendor_id",
        open: concat!(
            "x.state NOT IN ('draft', 'approved', 'registered', 'archived') AND a.addendum_id IS NULL \
             AND a.outcome NOT IN ('approved', 'objected', 'replaced') AND NOT (",
            of_manager!("a"),
            " AND EXISTS (SELECT 1 FROM minutes_approvals y WHERE y.dialogue_id = a.dialogue_id \
             AND y.text_version = a.text_version AND y.addendum_id IS NULL AND y.id < a.id \
             AND y.outcome NOT IN ('approved', 'objected', 'replaced') AND ",
            of_manager!("y"),
            "))"
        ),
        organisation: "x.organisation_id",
    },
    Source {
        // A month that has a meeting is reminded of by its meeting.
        kind: NoticeKind::FollowUpLine,
        object_type: "follow_up_line",
        columns: ["x.due_on", "x.id", "x.id", "x.owner_id", "COALESCE(k.manager_id, v.manager_id)", NOBODY],
        from: "follow_up_lines x INNER JOIN contracts k ON k.id = x.contract_id \
               INNER JOIN vendors v ON v.id = k.vendor_id",
        open: "x.state NOT IN ('done', 'dropped') AND v.status <> 'ended' AND NOT (x.kind = 'dialogue' AND EXISTS \
               (SELECT 1 FROM dialogues y WHERE y.vendor_id = k.vendor_id AND y.period = x.period \
               AND y.contract_id = x.contract_id))",
        organisation: "x.organisation_id",
    },
];

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Text)]
    id: Id,
    #[diesel(sql_type = Text)]
    object_id: Id,
    #[diesel(sql_type = Date)]
    due_on: NaiveDate,
    #[diesel(sql_type = Nullable<Text>)]
    first_id: Option<Id>,
    #[diesel(sql_type = Nullable<Text>)]
    second_id: Option<Id>,
    #[diesel(sql_type = Nullable<Text>)]
    vendor_home: Option<Id>,
}

impl From<Found> for Dated {
    fn from(f: Found) -> Dated {
        Dated {
            id: f.id,
            object_id: f.object_id,
            due_on: f.due_on,
            first_id: f.first_id,
            second_id: f.second_id,
            vendor_home: f.vendor_home,
        }
    }
}

/// How far a sweep has come within a window.
#[derive(Debug, Clone)]
pub struct Place {
    pub day: NaiveDate,
    /// Empty before the first row.
    pub id: String,
}

impl Place {
    /// Before the first row of a window.
    pub fn before(window: &Window) -> Option<Place> {
        Some(Place { day: window.after.checked_add_days(Days::new(1))?, id: String::new() })
    }
}

impl Source {
    /// Every open row of an organisation ($1) from a day on ($2).
    fn rows(&self) -> String {
        let [day, id, object, first, second, home] = self.columns;
        format!(
            "SELECT {id} AS id, {object} AS object_id, {day} AS due_on, {first} AS first_id, {second} AS second_id, \
             {home} AS vendor_home FROM {from} WHERE {organisation} = $1 AND {day} >= $2 AND {open}",
            from = self.from,
            organisation = self.organisation,
            open = self.open,
        )
    }

    fn statement(&self) -> String {
        let [day, id, ..] = self.columns;
        format!(
            "{rows} AND ({day} > $2 OR {id} > $3) AND {day} <= $4 AND NOT EXISTS (SELECT 1 FROM notice_reminders n WHERE \
             n.organisation_id = $1 AND n.kind = $5 AND n.dated_id = {id} AND n.due_on = {day} AND n.step = $6) \
             ORDER BY {day}, {id} LIMIT $7",
            rows = self.rows(),
        )
    }

    fn statement_of_person(&self) -> String {
        let [day, id, _, first, second, _] = self.columns;
        format!("{} AND COALESCE({first}, {second}) = $3 ORDER BY {day}, {id} LIMIT $4", self.rows())
    }
}

/// At most `limit` open rows of a source that stand at the window's step and have not been reminded of it, from a
/// place on, by day and id.
pub fn due(
    c: &mut Db,
    organisation_id: &Id,
    source: &Source,
    window: &Window,
    place: &Place,
    limit: i64,
) -> Result<Vec<Dated>> {
    let statement = source.statement();
    macro_rules! asked {
        ($c:expr) => {
            diesel::sql_query(statement)
                .bind::<Text, _>(organisation_id)
                .bind::<Date, _>(place.day)
                .bind::<Text, _>(&place.id)
                .bind::<Date, _>(window.until)
                .bind::<Text, _>(source.kind)
                .bind::<Integer, _>(window.step)
                .bind::<BigInt, _>(limit)
                .load::<Found>($c)?
        };
    }
    let found = match c {
        Db::Sqlite(c) => asked!(c),
        Db::Pg(c) => asked!(c),
    };
    Ok(found.into_iter().map(Dated::from).collect())
}

/// At most `limit` open rows of a kind that a person of the client's own is reminded of, from a day on.
pub fn days_of(
    c: &mut Db,
    scope: &Scope,
    kind: NoticeKind,
    person_id: &Id,
    from: NaiveDate,
    limit: i64,
) -> Result<Vec<Dated>> {
    let client = scope.client()?;
    let Some(source) = SOURCES.iter().find(|source| source.kind == kind) else { return Ok(Vec::new()) };
    let statement = source.statement_of_person();
    macro_rules! asked {
        ($c:expr) => {
            diesel::sql_query(statement)
                .bind::<Text, _>(client)
                .bind::<Date, _>(from)
                .bind::<Text, _>(person_id)
                .bind::<BigInt, _>(limit)
                .load::<Found>($c)?
        };
    }
    let found = match c {
        Db::Sqlite(c) => asked!(c),
        Db::Pg(c) => asked!(c),
    };
    Ok(found.into_iter().map(Dated::from).collect())
}

/// The organisations, clients all of them, in which time has something to look for.
pub fn clients(c: &mut Db) -> Result<Vec<Id>> {
    Ok(organisations::table
        .filter(organisations::kind.ne(OrganisationKind::Vendor))
        .order(organisations::id)
        .select(organisations::id)
        .load(c)?)
}

/// The vendors' organisations whose own evidence ends between two days.
pub fn with_evidence(c: &mut Db, after: NaiveDate, until: NaiveDate) -> Result<Vec<Id>> {
    Ok(evidence_items::table
        .filter(evidence_items::expires_on.gt(after))
        .filter(evidence_items::expires_on.le(until))
        .select(evidence_items::organisation_id)
        .distinct()
        .order(evidence_items::organisation_id)
        .load(c)?)
}

/// The day by which notice must be given: the contract's last day, so many months earlier.
pub fn notice_day(ends_on: NaiveDate, months: i32) -> Option<NaiveDate> {
    ends_on.checked_sub_months(Months::new(u32::try_from(months).ok()?))
}

/// Contracts whose last day to give notice stands at the window's step. The day is no column, so the contracts are
/// found by their last day for each notice period that occurs, and the day is reckoned here.
pub fn notice_days(c: &mut Db, organisation_id: &Id, window: &Window, limit: usize) -> Result<Vec<Dated>> {
    let periods: Vec<Option<i32>> = contracts::table
        .filter(contracts::organisation_id.eq(organisation_id))
        .filter(contracts::notice_months.gt(0))
        .select(contracts::notice_months)
        .distinct()
        .order(contracts::notice_months)
        .load(c)?;
    let mut all = Vec::new();
    for months in periods.into_iter().flatten() {
        let later = |day: NaiveDate| day.checked_add_months(Months::new(u32::try_from(months).ok()?));
        // A month's last day may be up to three days away from the same day of another month.
        let (Some(from), Some(until)) = (
            later(window.after).and_then(|day| day.checked_sub_days(Days::new(4))),
            later(window.until).and_then(|day| day.checked_add_days(Days::new(4))),
        ) else {
            continue;
        };
        for row in of_period(c, organisation_id, window, (months, from, until))? {
            let Some(day) = notice_day(row.due_on, months).filter(|day| window.after < *day && *day <= window.until)
            else {
                continue;
            };
            all.push(Dated { due_on: day, ..row });
        }
    }
    all.sort_by(|a, b| (a.due_on, &a.id).cmp(&(b.due_on, &b.id)));
    all.truncate(limit);
    Ok(all)
}

/// The contracts of one notice period that end between two days.
fn of_period(
    c: &mut Db,
    organisation_id: &Id,
    window: &Window,
    (months, from, until): (i32, NaiveDate, NaiveDate),
) -> Result<Vec<Dated>> {
    const STATEMENT: &str = "SELECT x.id AS id, x.id AS object_id, x.ends_on AS due_on, x.manager_id AS first_id, \
        v.manager_id AS second_id, CAST(NULL AS TEXT) AS vendor_home FROM contracts x \
        INNER JOIN vendors v ON v.id = x.vendor_id WHERE x.organisation_id = $1 AND x.ends_on >= $2 \
        AND x.ends_on <= $3 AND x.notice_months = $4 AND v.status <> 'ended' AND NOT EXISTS (SELECT 1 \
        FROM notice_reminders n WHERE n.organisation_id = $1 AND n.kind = 'contract_notice' AND n.dated_id = x.id \
        AND n.step = $5 AND n.due_on > $6 AND n.due_on <= $7) ORDER BY x.ends_on, x.id";
    macro_rules! asked {
        ($c:expr) => {
            diesel::sql_query(STATEMENT)
                .bind::<Text, _>(organisation_id)
                .bind::<Date, _>(from)
                .bind::<Date, _>(until)
                .bind::<Integer, _>(months)
                .bind::<Integer, _>(window.step)
                .bind::<Date, _>(window.after)
                .bind::<Date, _>(window.until)
                .load::<Found>($c)?
        };
    }
    let found = match c {
        Db::Sqlite(c) => asked!(c),
        Db::Pg(c) => asked!(c),
    };
    Ok(found.into_iter().map(Dated::from).collect())
}
