//! When a contract can next be amended, how a clause stands in it, and what the register's roles ask for.

use crate::features::chains::GdprRole;
use crate::features::contracts::{ClauseMet, Contract, InContract};
use chrono::{Days, Months, NaiveDate};
use serde::Serialize;

crate::text_enum! {
    /// On what the next possible date rests.
    pub enum AmendBasis {
        /// The contract ends, and the notice day is still to come.
        Renewal => "renewal",
        /// The notice day has passed: only what follows the contract can hold the clause.
        AfterEnd => "after_end",
        /// It runs until further notice, with a time of notice.
        Notice => "notice",
        /// Nothing is known but that both can agree.
        Agreement => "agreement",
        /// The contract is over.
        Ended => "ended",
    }
}

/// When the terms can change without the vendor's good will.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct NextPossible {
    pub basis: AmendBasis,
    /// The last day to raise it.
    pub raise_by_on: Option<NaiveDate>,
    /// The first day on which the amended terms hold.
    pub takes_effect_on: Option<NaiveDate>,
}

/// The next possible date of an amendment, from what the contract says of its end and its notice. (Options are
/// not in the contract's row; when they are, this is the one place that reads them.)
pub fn next_possible(contract: &Contract, today: NaiveDate) -> NextPossible {
    let months = contract.notice_months.and_then(|months| u32::try_from(months).ok());
    let of = |basis, raise_by_on, takes_effect_on| NextPossible { basis, raise_by_on, takes_effect_on };
    match (contract.ends_on, months) {
        (Some(end), _) if end < today => of(AmendBasis::Ended, None, None),
        (Some(end), months) => {
            let after = end.checked_add_days(Days::new(1));
            let last = months.map_or(Some(end), |months| end.checked_sub_months(Months::new(months)));
            match last.filter(|day| *day >= today) {
                Some(day) => of(AmendBasis::Renewal, Some(day), after),
                None => of(AmendBasis::AfterEnd, None, after),
            }
        }
        (None, Some(months)) => of(AmendBasis::Notice, Some(today), today.checked_add_months(Months::new(months))),
        (None, None) => of(AmendBasis::Agreement, None, None),
    }
}

crate::text_enum! {
    /// How a clause stands in a contract. `voluntary`: the contract lacks it, and it is followed up all the same.
    pub enum ClauseStanding {
        Present => "present",
        Partly => "partly",
        Missing => "missing",
        Voluntary => "voluntary",
        Deviation => "deviation",
        Unknown => "unknown",
    }
}

impl ClauseStanding {
    /// What is stored of a clause; nothing stored means that nobody has looked.
    pub fn of(in_contract: Option<InContract>, met: ClauseMet) -> ClauseStanding {
        match in_contract {
            Some(InContract::Present) => ClauseStanding::Present,
            Some(InContract::Partly) => ClauseStanding::Partly,
            Some(InContract::Missing) if met == ClauseMet::Unknown => ClauseStanding::Missing,
            Some(InContract::Missing) => ClauseStanding::Voluntary,
            Some(InContract::NotApplicable) => ClauseStanding::Deviation,
            None => ClauseStanding::Unknown,
        }
    }

    /// The contract does not wholly hold it: an amendment would help.
    pub fn is_gap(self) -> bool {
        matches!(self, ClauseStanding::Partly | ClauseStanding::Missing | ClauseStanding::Voluntary)
    }

    pub fn tone(self) -> &'static str {
        match self {
            ClauseStanding::Present => "ok",
            ClauseStanding::Partly => "attention",
            ClauseStanding::Missing | ClauseStanding::Voluntary => "serious",
            ClauseStanding::Deviation | ClauseStanding::Unknown => "neutral",
        }
    }
}

/// How many contracts hold a clause in which way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Tally {
    /// Contracts whose vendor's tier asks for it.
    pub asked: i64,
    pub present: i64,
    pub partly: i64,
    pub missing: i64,
    pub voluntary: i64,
    pub deviation: i64,
    /// Nobody has looked. Never counted as a yes or as a no.
    pub unknown: i64,
}

impl Tally {
    /// What was counted; the rest of those asked is unknown.
    pub fn of(asked: i64, counted: impl IntoIterator<Item = (ClauseStanding, i64)>) -> Tally {
        let mut tally = Tally { asked, ..Tally::default() };
        for (standing, count) in counted {
            match standing {
                ClauseStanding::Present => tally.present += count,
                ClauseStanding::Partly => tally.partly += count,
                ClauseStanding::Missing => tally.missing += count,
                ClauseStanding::Voluntary => tally.voluntary += count,
                ClauseStanding::Deviation => tally.deviation += count,
                ClauseStanding::Unknown => {}
            }
        }
        let known = tally.present + tally.partly + tally.missing + tally.voluntary + tally.deviation;
        tally.unknown = (asked - known).max(0);
        tally
    }

    /// Whole per cent of the contracts that it applies to which hold it; None when it applies to none.
    pub fn coverage(&self) -> Option<i64> {
        let applies = self.asked - self.deviation;
        (applies > 0).then(|| (self.present * 100 + applies / 2) / applies)
    }

    pub fn gaps(&self) -> i64 {
        self.partly + self.missing + self.voluntary
    }

    pub fn count(&self, standing: ClauseStanding) -> i64 {
        match standing {
            ClauseStanding::Present => self.present,
            ClauseStanding::Partly => self.partly,
            ClauseStanding::Missing => self.missing,
            ClauseStanding::Voluntary => self.voluntary,
            ClauseStanding::Deviation => self.deviation,
            ClauseStanding::Unknown => self.unknown,
        }
    }
}

/// Whether a party with this role in a processing handles the data on somebody's behalf: only then do the appendices
/// of the processor agreement (GDPR art. 28.3, 28.2 and 28.4) concern it. A controller of its own has no instruction.
pub fn is_on_behalf(role: GdprRole) -> bool {
    matches!(role, GdprRole::Processor | GdprRole::SubProcessor)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Id;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn contract(ends_on: Option<&str>, notice_months: Option<i32>) -> Contract {
        let now = chrono::DateTime::UNIX_EPOCH;
        let id = Id::new(now);
        Contract {
            id: id.clone(),
            organisation_id: id.clone(),
            vendor_id: id,
            reference: "A".into(),
            diary_number: None,
            title: "A".into(),
            title_folded: String::new(),
            search_text: String::new(),
            starts_on: None,
            ends_on: ends_on.map(day),
            notice_months,
            annual_value_sek: None,
            manager_id: None,
            parent_id: None,
            internal_note: None,
            created_at: now.into(),
            updated_at: now.into(),
            version: 1,
        }
    }

    #[test]
    fn the_next_possible_date_follows_the_end_and_the_notice() {
        let today = day("2026-11-23");
        let table = [
            (Some("2027-12-31"), Some(6), AmendBasis::Renewal, Some("2027-06-30"), Some("2028-01-01")),
            (Some("2027-12-31"), None, AmendBasis::Renewal, Some("2027-12-31"), Some("2028-01-01")),
            // The last day of a month stays the last day.
            (Some("2027-08-31"), Some(6), AmendBasis::Renewal, Some("2027-02-28"), Some("2027-09-01")),
            (Some("2027-05-23"), Some(6), AmendBasis::Renewal, Some("2026-11-23"), Some("2027-05-24")),
            (Some("2027-01-31"), Some(6), AmendBasis::AfterEnd, None, Some("2027-02-01")),
            (Some("2026-11-23"), Some(0), AmendBasis::Renewal, Some("2026-11-23"), Some("2026-11-24")),
            (Some("2026-11-22"), Some(6), AmendBasis::Ended, None, None),
            (None, Some(3), AmendBasis::Notice, Some("2026-11-23"), Some("2027-02-23")),
            (None, None, AmendBasis::Agreement, None, None),
        ];
        for (end, months, basis, raise_by, effect) in table {
            let found = next_possible(&contract(end, months), today);
            assert_eq!(found.basis, basis, "{end:?} {months:?}");
            assert_eq!((found.raise_by_on, found.takes_effect_on), (raise_by.map(day), effect.map(day)), "{end:?}");
        }
    }

    #[test]
    fn what_is_missing_and_followed_up_all_the_same_is_voluntary() {
        for (in_contract, met, standing) in [
            (Some(InContract::Present), ClauseMet::NotMet, ClauseStanding::Present),
            (Some(InContract::Missing), ClauseMet::Unknown, ClauseStanding::Missing),
            (Some(InContract::Missing), ClauseMet::Met, ClauseStanding::Voluntary),
            (Some(InContract::NotApplicable), ClauseMet::Unknown, ClauseStanding::Deviation),
            (None, ClauseMet::Met, ClauseStanding::Unknown),
        ] {
            assert_eq!(ClauseStanding::of(in_contract, met), standing, "{in_contract:?} {met}");
        }
    }

    #[test]
    fn coverage_leaves_out_deviations_and_counts_the_unknown_apart() {
        let tally =
            Tally::of(10, [(ClauseStanding::Present, 4), (ClauseStanding::Missing, 1), (ClauseStanding::Deviation, 2)]);
        assert_eq!((tally.unknown, tally.coverage(), tally.gaps()), (3, Some(50), 1));
        assert_eq!(Tally::of(2, [(ClauseStanding::Deviation, 2)]).coverage(), None);
        assert_eq!(Tally::of(0, []).coverage(), None);
    }

    #[test]
    fn only_those_who_act_on_behalf_have_an_instruction() {
        let roles = [
            (GdprRole::Controller, false),
            (GdprRole::JointController, false),
            (GdprRole::Processor, true),
            (GdprRole::SubProcessor, true),
        ];
        for (role, wanted) in roles {
            assert_eq!(is_on_behalf(role), wanted, "{role}");
        }
    }
}
