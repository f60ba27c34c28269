//! Which contracts a list shows, and in which order. Lists, exports and the API read the same filter.

use super::records::ClauseMet;
use crate::base::Id;
use crate::features::controls::catalogue;
use chrono::{Days, NaiveDate};
use serde::Deserialize;

/// How far ahead "ends soon" looks, in days.
pub const SOON_DAYS: u64 = 90;

crate::text_enum! {
    /// A minus before the field turns the order.
    pub enum ContractSort {
        Reference => "reference", ReferenceDown => "-reference",
        Title => "title", TitleDown => "-title",
        Starts => "starts_on", StartsDown => "-starts_on",
        Ends => "ends_on", EndsDown => "-ends_on",
        Value => "annual_value_sek", ValueDown => "-annual_value_sek",
    }
}

crate::text_enum! {
    /// How a clause stands, as the list is narrowed to it. `unmet` is not met or only partly; `absent` is what the
    /// contract, or the framework agreement that it follows, lacks or has only in part.
    pub enum ClauseState {
        Unmet => "unmet", NotMet => "not_met", Partly => "partly", Met => "met", Absent => "absent",
    }
}

impl ClauseState {
    /// How far a clause in such a state is met. That is judged in each contract for itself; whether it is in the
    /// contract is inherited, so `Absent` says nothing here.
    pub fn stored(self) -> &'static [ClauseMet] {
        match self {
            ClauseState::Unmet => &[ClauseMet::NotMet, ClauseMet::Partly],
            ClauseState::NotMet => &[ClauseMet::NotMet],
            ClauseState::Partly => &[ClauseMet::Partly],
            ClauseState::Met => &[ClauseMet::Met],
            ClauseState::Absent => &[],
        }
    }
}

#[derive(Debug, Clone)]
pub struct ContractFilter {
    pub q: Option<String>,
    pub vendor_id: Option<Id>,
    pub manager_id: Option<Id>,
    /// Ends on one of these days, both included.
    pub ending: Option<(NaiveDate, NaiveDate)>,
    /// Only where this clause of the catalogue is in this state.
    pub clause: Option<(String, ClauseState)>,
    pub sort: ContractSort,
}

/// The filter as it stands in an address. What cannot be read filters nothing: old links still work.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ContractQuery {
    /// Free text, folded: reference, diary number, title, vendor.
    pub q: Option<String>,
    pub vendor_id: Option<String>,
    pub manager_id: Option<String>,
    /// `soon`: ends within 90 days.
    pub ending: Option<String>,
    /// The id of a clause, such as `KV-05`: only contracts where it is in the state of `met`.
    pub clause: Option<String>,
    /// `not_met`, `partly`, `met` or `absent` (not in the contract, or only in part); without it, or `unmet`: not met or only partly. Only with `clause`.
    pub met: Option<String>,
    /// reference, title, starts_on, ends_on or annual_value_sek; a minus before it turns the order.
    pub sort: Option<String>,
    /// Page number in pages.
    pub page: Option<i64>,
    /// At most 200 (API).
    pub limit: Option<i64>,
    /// `next` of the page before (API).
    pub cursor: Option<String>,
    /// `xlsx` or `csv` (export).
    pub format: Option<String>,
}

impl ContractQuery {
    pub fn filter(&self, today: NaiveDate) -> ContractFilter {
        fn read<T: std::str::FromStr>(text: &Option<String>) -> Option<T> {
            text.as_deref().and_then(|t| t.parse().ok())
        }
        let soon = self.ending.as_deref() == Some("soon");
        let clause = self.clause.as_deref().and_then(|id| catalogue().current_clauses().find(id.trim()));
        ContractFilter {
            q: self.q.clone(),
            vendor_id: read(&self.vendor_id),
            manager_id: read(&self.manager_id),
            ending: soon.then(|| (today, today.checked_add_days(Days::new(SOON_DAYS)).unwrap_or(today))),
            clause: clause.map(|clause| (clause.id.clone(), read(&self.met).unwrap_or(ClauseState::Unmet))),
            sort: read(&self.sort).unwrap_or(ContractSort::Reference),
        }
    }
}
