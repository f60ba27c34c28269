//! Which vendors a list shows, and in which order. Lists, exports and the API read the same filter.

use super::records::{VendorKind, VendorStatus};
use crate::base::Id;
use serde::Deserialize;

crate::text_enum! {
    /// A minus before the field turns the order.
    pub enum VendorSort {
        Name => "name", NameDown => "-name",
        Tier => "tier", TierDown => "-tier",
        Status => "status", StatusDown => "-status",
        Kind => "kind", KindDown => "-kind",
        Updated => "updated", UpdatedDown => "-updated",
    }
}

#[derive(Debug, Clone)]
pub struct VendorFilter {
    pub q: Option<String>,
    /// 1-4; 0 asks for those without a tier.
    pub tier: Option<i32>,
    pub kind: Option<VendorKind>,
    pub status: Option<VendorStatus>,
    pub manager_id: Option<Id>,
    pub preliminary: Option<bool>,
    pub sort: VendorSort,
}

impl Default for VendorFilter {
    fn default() -> Self {
        VendorFilter {
            q: None,
            tier: None,
            kind: None,
            status: None,
            manager_id: None,
            preliminary: None,
            sort: VendorSort::Name,
        }
    }
}

/// The filter as it stands in an address. What cannot be read filters nothing: old links still work.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct VendorQuery {
    /// Free text, folded: name, organisation number, HSA-id, tags.
    pub q: Option<String>,
    /// 1-4, or `none`.
    pub tier: Option<String>,
    pub kind: Option<String>,
    pub status: Option<String>,
    pub manager_id: Option<String>,
    /// `true` or `false`.
    pub preliminary: Option<String>,
    /// name, tier, status, kind or updated; a minus before it turns the order.
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

impl VendorQuery {
    pub fn filter(&self) -> VendorFilter {
        fn read<T: std::str::FromStr>(text: &Option<String>) -> Option<T> {
            text.as_deref().and_then(|t| t.parse().ok())
        }
        let tier = match self.tier.as_deref() {
            Some("none") => Some(0),
            _ => read(&self.tier).filter(|tier| (1..=4).contains(tier)),
        };
        VendorFilter {
            q: self.q.clone(),
            tier,
            kind: read(&self.kind),
            status: read(&self.status),
            manager_id: read(&self.manager_id),
            preliminary: match self.preliminary.as_deref() {
                Some("true" | "1") => Some(true),
                Some("false") => Some(false),
                _ => None,
            },
            sort: read(&self.sort).unwrap_or(VendorSort::Name),
        }
    }
}
