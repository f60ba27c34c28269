//! What each measure counts, once: the figure and its rows have the same source and WHERE, so they cannot disagree.
//! Plain SQL that both databases read alike.

use crate::features::overview::model::Measure;

/// `{today}` and the like are days and moments of a `Moment`, `$1` is the organisation.
pub struct Spec {
    /// What is counted; as many rows are listed.
    pub count: &'static str,
    pub from: &'static str,
    /// What names a row: joins of which each row finds exactly one, so that counting can do without them.
    pub named: &'static str,
    pub filter: &'static str,
    pub id: &'static str,
    pub what: &'static str,
    pub whose: &'static str,
    pub tier: &'static str,
    pub on: &'static str,
    pub at: &'static str,
    pub order: &'static str,
    /// What stands before the id in the row's own address, as SQL.
    pub path: &'static str,
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
    path: "'/findings/'",
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
    path: "'/actions/'",
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
    path: "'/vendors/'",
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
    path: "'/incidents/'",
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
    path: "'/dialogues/'",
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
    path: "'/assessments/'",
};
const ESCALATION: Spec = Spec {
    count: ROWS,
    from: "escalations e",
    named: "JOIN vendors v ON v.id = e.vendor_id",
    filter: "",
    id: "e.id",
    what: "'#' || e.number || ' ' || e.title",
    whose: "v.legal_name",
    tier: "v.tier",
    on: NO_DAY,
    at: "e.opened_at",
    order: "e.opened_at, e.id",
    path: "'/escalations/'",
};
/// Called to, and asked for by a plan without anybody having called to it: what `/meetings` counts as planned.
const PLANNED: Spec = Spec {
    from: "(SELECT id, vendor_id, contract_id, period, held_on AS day, '/dialogues/' AS path FROM dialogues \
        WHERE organisation_id = $1 AND held_on >= {year} AND held_on <= {today} UNION ALL \
        SELECT follow_up_lines.id, c.vendor_id, c.id, follow_up_lines.period, follow_up_lines.due_on, '/follow-up/' \
        FROM follow_up_lines JOIN contracts c ON c.id = follow_up_lines.contract_id \
        WHERE follow_up_lines.organisation_id = $1 AND follow_up_lines.due_on >= {year} \
        AND follow_up_lines.due_on <= {today} AND {uncalled}) p",
    named: "JOIN vendors v ON v.id = p.vendor_id JOIN contracts k ON k.id = p.contract_id",
    filter: "p.day <= {today}",
    id: "p.id",
    what: "p.period || ' ' || k.title",
    on: "p.day",
    order: "p.day, p.id",
    path: "p.path",
    ..DIALOGUE
};
const COVERAGE: Spec =
    Spec { from: "coverage_vendors k", named: "JOIN vendors v ON v.id = k.vendor_id", path: "'/vendors/'", ..VENDOR };

/// What a measure counts.
pub fn spec(measure: Measure) -> Spec {
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
            path: "'/risks/'",
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
            path: "'/risks/'",
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
            path: "'/contracts/'",
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
            path: "'/subcontracts/'",
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
            path: "'/services/'",
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
            path: "'/services/'",
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
            path: "'/contracts/'",
            ..VENDOR
        },
        M::LockedMinutes => Spec {
            filter: "d.organisation_id = $1 AND d.locked_at >= {month_at}",
            at: "d.locked_at",
            order: "d.locked_at, d.id",
            ..DIALOGUE
        },
        M::PlannedDialogues => PLANNED,
        M::HeldDialogues => Spec {
            filter: "d.organisation_id = $1 AND d.held_on >= {year} AND d.held_on <= {today} \
                AND d.status <> 'planned'",
            ..DIALOGUE
        },
        M::MissedDialogues => Spec {
            filter: "d.organisation_id = $1 AND d.held_on >= {year} AND d.held_on < {today} AND d.status = 'planned'",
            ..DIALOGUE
        },
        M::LateFollowUps => Spec {
            from: "follow_up_lines l",
            named: "JOIN contracts k ON k.id = l.contract_id JOIN vendors v ON v.id = k.vendor_id",
            filter: "l.organisation_id = $1 AND l.state = 'planned' AND l.due_on < {today}",
            id: "l.id",
            what: "k.reference || ' ' || k.title",
            on: "l.due_on",
            order: "l.due_on, l.id",
            path: "'/follow-up/'",
            ..DIALOGUE
        },
        M::OpenEscalations => Spec { filter: "e.organisation_id = $1 AND e.closed_at IS NULL", ..ESCALATION },
        M::EscalationSteps => Spec {
            from: "escalation_steps x",
            named: "JOIN escalations e ON e.id = x.escalation_id JOIN vendors v ON v.id = e.vendor_id",
            filter: "x.organisation_id = $1 AND x.decided_on >= {month}",
            on: "x.decided_on",
            at: NO_TIME,
            order: "x.decided_on, x.id",
            ..ESCALATION
        },
        M::PlanDecisions => Spec {
            from: "plan_decisions x",
            named: "JOIN plans n ON n.id = x.plan_id JOIN vendors v ON v.id = n.vendor_id",
            filter: "x.organisation_id = $1 AND x.decided_on >= {month}",
            id: "n.id",
            what: "'#' || n.number || ' ' || n.title",
            whose: "v.legal_name",
            on: "x.decided_on",
            order: "x.decided_on, x.id",
            path: "'/plans/'",
            ..VENDOR
        },
        M::ServiceDecisions => Spec {
            count: ROWS,
            from: "service_analyses x",
            named: "JOIN services e ON e.id = x.service_id",
            filter: "x.organisation_id = $1 AND x.state = 'decided' AND x.removed_at IS NULL \
                AND x.decided_at >= {month_at}",
            id: "x.id",
            what: "e.name",
            whose: "e.administration",
            tier: NO_TIER,
            on: NO_DAY,
            at: "x.decided_at",
            order: "x.decided_at, x.id",
            path: "'/service-analyses/'",
        },
    }
}
