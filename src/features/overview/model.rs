//! The words of the reports: what is counted, where it is shown, and over which days.

use super::parameters::OverviewTerms;
use crate::access::Permission;
use crate::base::clock::ZONE;
use chrono::{DateTime, Days, Months, NaiveDate, NaiveTime, TimeZone, Utc};
use serde::Serialize;

crate::text_enum! {
    /// What is counted. The key is stored in the snapshots: it may not change its meaning.
    pub enum Measure {
        CriticalFindings => "critical_findings",
        OverdueActions => "overdue_actions",
        SlippedActions => "slipped_actions",
        OpenIncidents => "open_incidents",
        UnacceptedRisks => "unaccepted_risks",
        OpenBreaches => "open_breaches",
        OpenEscalations => "open_escalations",
        QuietVendors => "quiet_vendors",
        NewFindings => "new_findings",
        ClosedFindings => "closed_findings",
        VerifiedActions => "verified_actions",
        MovedDates => "moved_dates",
        NewVendors => "new_vendors",
        EndedVendors => "ended_vendors",
        NewJudgements => "new_judgements",
        NewIncidents => "new_incidents",
        AcceptedRisks => "accepted_risks",
        ApprovedDeviations => "approved_deviations",
        SubcontractRulings => "subcontract_rulings",
        ServiceExceptions => "service_exceptions",
        ServiceDecisions => "service_decisions",
        PlanDecisions => "plan_decisions",
        EscalationSteps => "escalation_steps",
        LockedMinutes => "locked_minutes",
        UntieredVendors => "untiered_vendors",
        PreliminaryTiers => "preliminary_tiers",
        UnprovenVendors => "unproven_vendors",
        UnclassifiedServices => "unclassified_services",
        SilentVendors => "silent_vendors",
        UnconfirmedChains => "unconfirmed_chains",
        PlannedDialogues => "planned_dialogues",
        HeldDialogues => "held_dialogues",
        MissedDialogues => "missed_dialogues",
        LateFollowUps => "late_follow_ups",
        LateReviews => "late_reviews",
        UnverifiedVendors => "unverified_vendors",
        /// Pairs of a vendor and a control of the standard.
        UnverifiedRequirements => "unverified_requirements",
        ClosedInYear => "closed_in_year",
        Slips => "slips",
        OpenFindings => "open_findings",
        OpenActions => "open_actions",
        /// Days, not rows: from the day a finding was made to the day it was closed, over a year.
        MedianClosing => "median_closing",
    }
}

crate::text_enum! {
    /// Where a measure is shown. The first four are the director's page.
    pub enum Part {
        Critical => "critical", Changed => "changed", Decided => "decided", Unknown => "unknown",
        FollowUp => "follow_up",
    }
}

crate::text_enum! {
    /// A place for the organisation's own words.
    pub enum Place {
        Director => "director", MemoBackground => "memo_background", MemoAssessment => "memo_assessment",
        MemoProposal => "memo_proposal",
    }
}

crate::text_enum! {
    /// A report that can be sent each month.
    pub enum ReportKind { Director => "director", FollowUp => "follow_up", Memo => "memo" }
}

/// Over which days a measure counts; a state counts what is so now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    Now,
    Month,
    Year,
}

impl Measure {
    pub fn part(self) -> Part {
        use Measure as M;
        match self {
            M::CriticalFindings
            | M::OverdueActions
            | M::SlippedActions
            | M::OpenIncidents
            | M::UnacceptedRisks
            | M::OpenBreaches
            | M::OpenEscalations
            | M::QuietVendors => Part::Critical,
            M::NewFindings
            | M::ClosedFindings
            | M::VerifiedActions
            | M::MovedDates
            | M::NewVendors
            | M::EndedVendors
            | M::NewJudgements
            | M::NewIncidents => Part::Changed,
            M::AcceptedRisks
            | M::ApprovedDeviations
            | M::SubcontractRulings
            | M::ServiceExceptions
            | M::ServiceDecisions
            | M::PlanDecisions
            | M::EscalationSteps
            | M::LockedMinutes => Part::Decided,
            M::UntieredVendors
            | M::PreliminaryTiers
            | M::UnprovenVendors
            | M::UnclassifiedServices
            | M::SilentVendors
            | M::UnconfirmedChains => Part::Unknown,
            _ => Part::FollowUp,
        }
    }

    pub fn span(self) -> Span {
        use Measure as M;
        match self.part() {
            Part::Changed | Part::Decided => Span::Month,
            Part::FollowUp => match self {
                M::PlannedDialogues
                | M::HeldDialogues
                | M::MissedDialogues
                | M::ClosedInYear
                | M::Slips
                | M::MedianClosing => Span::Year,
                _ => Span::Now,
            },
            _ => Span::Now,
        }
    }

    /// What somebody must be allowed to read to see the figure and its rows.
    pub fn needs(self) -> Permission {
        use Measure as M;
        match self {
            M::OpenIncidents | M::NewIncidents => Permission::IncidentRead,
            M::UnacceptedRisks | M::AcceptedRisks => Permission::RiskRead,
            M::CriticalFindings
            | M::OpenBreaches
            | M::OpenEscalations
            | M::PlanDecisions
            | M::EscalationSteps
            | M::NewFindings
            | M::ClosedFindings
            | M::ClosedInYear
            | M::OpenFindings
            | M::MedianClosing => Permission::FindingRead,
            M::OverdueActions | M::SlippedActions | M::VerifiedActions | M::MovedDates | M::Slips | M::OpenActions => {
                Permission::ActionRead
            }
            M::LockedMinutes
            | M::PlannedDialogues
            | M::HeldDialogues
            | M::MissedDialogues
            | M::LateFollowUps
            | M::QuietVendors => Permission::DialogueRead,
            M::SilentVendors | M::LateReviews => Permission::AssessmentRead,
            _ => Permission::RegisterRead,
        }
    }

    /// The measure whose rows stand behind this one: a median has none of its own.
    pub fn rows(self) -> Measure {
        if self == Measure::MedianClosing { Measure::ClosedInYear } else { self }
    }

    /// Whether more is worse, better or neither: what a change means.
    pub fn wanted(self) -> Wanted {
        match self.part() {
            Part::Critical | Part::Unknown => Wanted::Fewer,
            Part::Changed | Part::Decided => Wanted::Either,
            Part::FollowUp => match self {
                Measure::HeldDialogues | Measure::ClosedInYear => Wanted::More,
                Measure::PlannedDialogues => Wanted::Either,
                _ => Wanted::Fewer,
            },
        }
    }
}

/// Which way is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    Fewer,
    More,
    Either,
}

/// The days that a report speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Moment {
    pub today: NaiveDate,
    pub month_ago: NaiveDate,
    pub year_ago: NaiveDate,
}

impl Moment {
    /// As reports speak on this day: since the same day of the month before, and of the year before.
    pub fn of(today: NaiveDate) -> Moment {
        let back = |months| today.checked_sub_months(Months::new(months)).unwrap_or(today);
        Moment { today, month_ago: back(1), year_ago: back(12) }
    }

    /// The same, with another first day of what happened.
    pub fn since(self, day: Option<NaiveDate>) -> Moment {
        day.map(|day| day.max(earliest())).map_or(self, |day| Moment { month_ago: day, year_ago: day, ..self })
    }

    pub fn first_day(self, span: Span) -> NaiveDate {
        match span {
            Span::Now => self.today,
            Span::Month => self.month_ago,
            Span::Year => self.year_ago,
        }
    }

    pub fn days_ago(self, days: u64) -> NaiveDate {
        self.today.checked_sub_days(Days::new(days)).unwrap_or(self.today)
    }

    pub fn terms(self) -> &'static OverviewTerms {
        OverviewTerms::on(self.today)
    }
}

/// Nothing is asked about from before 1900: no database has a year 0.
pub fn earliest() -> NaiveDate {
    NaiveDate::from_ymd_opt(1900, 1, 1).unwrap_or_default()
}

/// The first moment of a day in Sweden.
pub fn start_of(day: NaiveDate) -> DateTime<Utc> {
    let first = day.and_time(NaiveTime::MIN);
    ZONE.from_local_datetime(&first).earliest().map_or_else(|| first.and_utc(), |at| at.to_utc())
}

/// The first moment after a day in Sweden.
pub fn end_of(day: NaiveDate) -> DateTime<Utc> {
    start_of(day.checked_add_days(Days::new(1)).unwrap_or(day))
}
