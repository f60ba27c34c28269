//! Which vendors a list shows, and in which order. Lists, exports and the API read the same filter.

use super::records::{VendorKind, VendorStatus};
use super::rules::CertificateState;
use crate::base::{Id, text};
use chrono::NaiveDate;
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
    /// As manager or as deputy.
    pub manager_id: Option<Id>,
    pub preliminary: Option<bool>,
    /// Entered by telephone or not.
    pub by_phone: Option<bool>,
    /// Vendors with a certificate in this state.
    pub certificate: Option<CertificateState>,
    /// An own field's key and the folded value.
    pub extra: Option<(String, String)>,
    /// The day by which certificates are judged.
    pub today: NaiveDate,
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
            by_phone: None,
            certificate: None,
            extra: None,
            today: NaiveDate::default(),
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
    /// `true` or `false`: entered by telephone.
    pub by_phone: Option<String>,
    /// valid, expiring, expired or edition_ended: vendors with such a certificate.
    pub certificate: Option<String>,
    /// The key of an own field; together with `extra_value`.
    pub extra_key: Option<String>,
    /// The value that the own field must have, folded.
    pub extra_value: Option<String>,
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
    /// The filter; `today` is the day by which certificates are judged.
    pub fn filter(&self, today: NaiveDate) -> VendorFilter {
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
            preliminary: yes_or_no(self.preliminary.as_deref()),
            by_phone: yes_or_no(self.by_phone.as_deref()),
            certificate: read(&self.certificate),
            extra: self
                .extra_key
                .as_deref()
                .and_then(text::non_empty)
                .zip(self.extra_value.as_deref().map(text::fold).filter(|v| !v.is_empty())),
            today,
            sort: read(&self.sort).unwrap_or(VendorSort::Name),
        }
    }
}

fn yes_or_no(text: Option<&str>) -> Option<bool> {
    match text {
        Some("true" | "1") => Some(true),
        Some("false") => Some(false),
        _ => None,
    }
}

impl VendorFilter {
    /// Whether anything is filtered away.
    pub fn narrows(&self) -> bool {
        self.q.as_deref().is_some_and(|q| !q.is_empty())
            || self.tier.is_some()
            || self.kind.is_some()
            || self.status.is_some()
            || self.manager_id.is_some()
            || self.preliminary.is_some()
            || self.by_phone.is_some()
            || self.certificate.is_some()
            || self.extra.is_some()
    }
}
