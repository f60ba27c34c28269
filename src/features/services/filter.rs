//! Which services and platforms a list shows, and in which order. Lists, exports and the API read the same filter.

use super::catalogue::ClassModel;
use super::model::{Audience, ServiceStatus};
use super::rules;
use crate::base::Id;
use chrono::NaiveDate;
use serde::Deserialize;

crate::text_enum! {
    /// A minus before the field turns the order.
    pub enum ServiceSort {
        Name => "name", NameDown => "-name",
        Class => "class", ClassDown => "-class",
        Users => "users", UsersDown => "-users",
        Administration => "administration", AdministrationDown => "-administration",
        Status => "status", StatusDown => "-status",
    }
}
crate::text_enum! {
    /// What a service's classification lacks, or that its confidentiality is the highest.
    pub enum ClassState {
        Unclassified => "unclassified", Changed => "changed", Old => "old", Whole => "whole", Highest => "highest",
    }
}

/// In an address: the services that name no administration.
pub const NO_ADMINISTRATION: &str = "-";
/// In an address: every status but stopped.
const RUNNING: &str = "running";

#[derive(Debug, Clone)]
pub struct ServiceFilter {
    pub q: Option<String>,
    pub platform_id: Option<Id>,
    /// [`NO_ADMINISTRATION`] for those without one.
    pub administration: Option<String>,
    pub audience: Option<Audience>,
    pub status: Option<ServiceStatus>,
    /// Only those that are not stopped.
    pub running: bool,
    pub class: Option<ClassState>,
    /// Classified before this day counts as old.
    pub old_before: Option<NaiveDate>,
    /// Only those above their ceiling or against a "must not" rule; `ids` says which they are.
    pub breach: bool,
    /// Only these.
    pub ids: Option<Vec<Id>>,
    pub sort: ServiceSort,
}

impl Default for ServiceFilter {
    fn default() -> Self {
        ServiceFilter {
            q: None,
            platform_id: None,
            administration: None,
            audience: None,
            status: None,
            running: false,
            class: None,
            old_before: None,
            breach: false,
            ids: None,
            sort: ServiceSort::Name,
        }
    }
}

/// The list of an administration's services that are not stopped: what the figures by administration count.
pub fn running_href(administration: Option<&str>) -> String {
    let mut pairs = url::form_urlencoded::Serializer::new(String::new());
    pairs.append_pair("administration", administration.unwrap_or(NO_ADMINISTRATION)).append_pair("status", RUNNING);
    format!("/services?{}", pairs.finish())
}

impl ServiceFilter {
    pub fn is_narrowed(&self) -> bool {
        self.q.as_deref().is_some_and(|q| !q.is_empty())
            || self.platform_id.is_some()
            || self.administration.is_some()
            || self.audience.is_some()
            || self.status.is_some()
            || self.running
            || self.class.is_some()
            || self.breach
    }
}

/// The filter as it stands in an address. What cannot be read filters nothing: old links still work.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ServiceQuery {
    /// Free text, folded: name, administration, affected groups.
    pub q: Option<String>,
    pub platform_id: Option<String>,
    /// Its name; `-` for the services that name none.
    pub administration: Option<String>,
    /// public, internal or partner.
    pub audience: Option<String>,
    /// planned, published or stopped; `running` for what is not stopped.
    pub status: Option<String>,
    /// unclassified, changed (since it was classified), old (past its validity), whole or highest (confidentiality 3).
    pub class: Option<String>,
    /// `1`: only what stands above its platform's ceiling or against one of its "must not" rules.
    pub breach: Option<String>,
    /// name, class, users, administration or status; a minus before it turns the order.
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

impl ServiceQuery {
    /// What `status` may be.
    pub fn statuses() -> Vec<&'static str> {
        std::iter::once(RUNNING).chain(ServiceStatus::ALL.iter().map(|status| status.as_str())).collect()
    }

    /// `today` decides which classifications are old.
    pub fn filter(&self, today: NaiveDate) -> ServiceFilter {
        fn read<T: std::str::FromStr>(text: &Option<String>) -> Option<T> {
            text.as_deref().and_then(|t| t.parse().ok())
        }
        ServiceFilter {
            q: self.q.clone(),
            platform_id: read(&self.platform_id),
            administration: self.administration.clone().filter(|a| !a.trim().is_empty()),
            audience: read(&self.audience),
            status: read(&self.status),
            running: self.status.as_deref() == Some(RUNNING),
            class: read(&self.class),
            old_before: Some(rules::old_before(ClassModel::on(today), today)),
            breach: matches!(self.breach.as_deref(), Some("1" | "true")),
            ids: None,
            sort: read(&self.sort).unwrap_or(ServiceSort::Name),
        }
    }
}
